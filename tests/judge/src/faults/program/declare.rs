//! Declares the calls of the client.

/// Declares a call of the client: a module with the functions that make it, which return `None` where the crate has no
/// such call.
macro_rules! request {
    ($name:ident, |$client:ident| $request:expr) => {
        pub(crate) mod $name {
            use super::*;

            pub(crate) async fn send(
                $client: &api::Client,
                options: api::CallOptions,
            ) -> Option<$crate::calls::Made> {
                let sent = $request.options(options).send().await;
                Some(sent.map(|_| "ok".to_owned()))
            }

            pub(crate) fn send_blocking(
                $client: &api::Client,
                options: api::CallOptions,
            ) -> Option<$crate::calls::Made> {
                let sent = $request.options(options).send_blocking();
                Some(sent.map(|_| "ok".to_owned()))
            }
        }
    };
    ($name:ident) => {
        pub(crate) mod $name {
            use super::*;

            pub(crate) async fn send(
                _: &api::Client,
                _: api::CallOptions,
            ) -> Option<$crate::calls::Made> {
                None
            }

            pub(crate) fn send_blocking(
                _: &api::Client,
                _: api::CallOptions,
            ) -> Option<$crate::calls::Made> {
                None
            }
        }
    };
}

/// Declares the call that is answered with events, all of which are read.
macro_rules! stream {
    ($name:ident, |$client:ident| $request:expr) => {
        pub(crate) mod $name {
            use super::*;

            pub(crate) async fn send(
                $client: &api::Client,
                options: api::CallOptions,
            ) -> Option<$crate::calls::Made> {
                let mut events = match $request.options(options).send().await {
                    Ok(events) => events,
                    Err(error) => return Some(Err(error)),
                };
                let mut count = 0;
                loop {
                    match events.try_next().await {
                        Ok(Some(_)) => count += 1,
                        Ok(None) => return Some(Ok(format!("{count} events"))),
                        Err(error) => return Some(Err(error)),
                    }
                }
            }

            pub(crate) fn send_blocking(
                $client: &api::Client,
                options: api::CallOptions,
            ) -> Option<$crate::calls::Made> {
                let events = match $request.options(options).send_blocking() {
                    Ok(events) => events.blocking(),
                    Err(error) => return Some(Err(error)),
                };
                let mut count = 0;
                for event in events {
                    match event {
                        Ok(_) => count += 1,
                        Err(error) => return Some(Err(error)),
                    }
                }
                Some(Ok(format!("{count} events")))
            }
        }
    };
}

#[allow(unused_imports, reason = "a crate may have no such call")]
pub(crate) use {request, stream};
