//! The methods that every request struct has besides its own `send`.
//!
//! They hand on the future of the call instead of being `async` themselves, because each `async fn` is a state machine
//! of its own for the compiler.

/// Gives a request struct its `response`, `raw` and `options`, and all for callers without an async runtime, and lets it be
/// awaited as it is: `request!(ListInvites -> InviteList, Reply::json)`. With `request!(Download -> Bytes, Reply::bytes, stream)` it has `stream`
/// as well.
macro_rules! request {
    ($name:ident -> $output:ty, $read:expr, stream) => {
        $crate::runtime::request!($name -> $output, $read);

        impl $name {
            /// Sends the request and returns the response as soon as its body begins. The body may be of any length, and
            /// the call's timeout ends where it begins: from there on only the silence between its pieces is limited.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error) for what may go wrong.
            #[inline]
            pub fn stream(
                self,
            ) -> impl Future<
                Output = Result<
                    crate::runtime::Response<crate::runtime::ByteStream>,
                    crate::runtime::Error,
                >,
            > {
                self.call.stream()
            }

            /// The same as [`stream`](Self::stream), for callers without an async runtime.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error) for what may go wrong.
            #[cfg(feature = "blocking")]
            #[inline]
            pub fn stream_blocking(
                self,
            ) -> Result<crate::runtime::Response<crate::runtime::ByteStream>, crate::runtime::Error> {
                crate::runtime::wait(self.stream())?
            }
        }
    };
    ($name:ident -> $output:ty, $read:expr) => {
        /// Sends the request and returns the body of the response, as `send` does.
        impl IntoFuture for $name {
            type Output = Result<$output, crate::runtime::Error>;
            type IntoFuture = crate::runtime::BoxFuture<'static, Self::Output>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.send())
            }
        }

        impl $name {
            /// Sends the request and returns the response with its status and headers.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error) for what may go wrong.
            #[inline]
            pub fn response(
                self,
            ) -> impl Future<
                Output = Result<crate::runtime::Response<$output>, crate::runtime::Error>,
            > {
                self.call.response($read)
            }

            /// Sends the request and returns the response with its raw body.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error) for what may go wrong.
            #[inline]
            pub fn raw(
                self,
            ) -> impl Future<
                Output = Result<
                    crate::runtime::Response<crate::runtime::Bytes>,
                    crate::runtime::Error,
                >,
            > {
                self.call.raw()
            }

            /// The same as [`send`](Self::send), for callers without an async runtime.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error) for what may go wrong.
            #[cfg(feature = "blocking")]
            #[inline]
            pub fn send_blocking(
                self,
            ) -> Result<$output, crate::runtime::Error> {
                crate::runtime::wait(self.send())?
            }

            /// The same as [`response`](Self::response), for callers without an async runtime.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error) for what may go wrong.
            #[cfg(feature = "blocking")]
            #[inline]
            pub fn response_blocking(
                self,
            ) -> Result<crate::runtime::Response<$output>, crate::runtime::Error> {
                crate::runtime::wait(self.response())?
            }

            /// The same as [`raw`](Self::raw), for callers without an async runtime.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error) for what may go wrong.
            #[cfg(feature = "blocking")]
            #[inline]
            pub fn raw_blocking(
                self,
            ) -> Result<crate::runtime::Response<crate::runtime::Bytes>, crate::runtime::Error> {
                crate::runtime::wait(self.raw())?
            }

            /// Sets the options of this call.
            #[inline]
            pub fn options(mut self, options: crate::runtime::CallOptions) -> Self {
                self.call = self.call.options(options);
                self
            }
        }
    };
}

/// Gives a request struct a method that asks for another media type than `send` does, and one for callers without an async
/// runtime: `accept!(GetReport, send_csv, send_csv_blocking, "text/csv" -> String, Reply::text)`. Behind the media type may
/// stand what is set to get it: `"text/event-stream" with(.turned_on("/stream")) -> ..`.
macro_rules! accept {
    ($name:ident, $send:ident, $blocking:ident, $media_type:literal $(with($($link:tt)*))? -> $output:ty, $read:expr) => {
        impl $name {
            #[doc = concat!("Sends the request, asks for `", $media_type, "`, and returns the body of the response.")]
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error) for what may go wrong.
            #[inline]
            pub fn $send(self) -> impl Future<Output = Result<$output, crate::runtime::Error>> {
                self.call.accept($media_type)$($($link)*)?.send($read)
            }

            #[doc = concat!("The same as [`", stringify!($send), "`](Self::", stringify!($send), "), for callers")]
            /// without an async runtime.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error) for what may go wrong.
            #[cfg(feature = "blocking")]
            #[inline]
            pub fn $blocking(self) -> Result<$output, crate::runtime::Error> {
                crate::runtime::wait(self.$send())?
            }
        }
    };
}

/// Gives a request struct a method that returns whichever of the described responses comes, redirects (3xx) too, and one for
/// callers without an async runtime: `any_response!(GetReport, any_response, any_response_blocking -> GetReportResponse)`.
macro_rules! any_response {
    ($name:ident, $send:ident, $blocking:ident -> $output:ty) => {
        impl $name {
            /// Sends the request and returns whichever of the described responses comes, with its status and headers. A
            /// described redirect (3xx), which is an error to the other methods, is one of them.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error) for what may go wrong.
            #[inline]
            pub fn $send(
                self,
            ) -> impl Future<
                Output = Result<crate::runtime::Response<$output>, crate::runtime::Error>,
            > {
                self.call.any().response(<$output>::read)
            }

            #[doc = concat!("The same as [`", stringify!($send), "`](Self::", stringify!($send), "), for callers")]
            /// without an async runtime.
            ///
            /// # Errors
            ///
            /// See [`Error`](crate::Error) for what may go wrong.
            #[cfg(feature = "blocking")]
            #[inline]
            pub fn $blocking(
                self,
            ) -> Result<crate::runtime::Response<$output>, crate::runtime::Error> {
                crate::runtime::wait(self.$send())?
            }
        }
    };
}

pub(crate) use {accept, any_response, request};
