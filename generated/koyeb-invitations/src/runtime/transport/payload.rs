//! Requests that are ready to be sent, and their bodies.

use std::any::Any;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Method, Url};

use super::lost::Lost;
use super::route::Route;
use crate::runtime::error::transport::TransportErrorKind;
use crate::runtime::platform::BoxFuture;
use crate::runtime::value::source::Source;

/// A request, ready to be sent.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) route: Route,
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Payload>,
    /// What is told how much of the body has been sent.
    #[cfg_attr(
        target_arch = "wasm32",
        allow(dead_code, reason = "`fetch` does not tell")
    )]
    pub(crate) sent: Option<Sent>,
}

/// A function that is told how many bytes of a body have been sent, and how many there are where that is known.
pub(crate) type Sent = Arc<dyn Fn(u64, Option<u64>) + Send + Sync>;

/// The body of a request.
#[derive(Clone)]
pub(crate) enum Payload {
    /// Bytes, which can be sent any number of times.
    Whole(Bytes),
    /// What can be sent only once.
    #[allow(dead_code, reason = "not every API is sent streams")]
    Once(Arc<dyn Once>),
}

/// A body that can be sent only once. What has made one knows it again by its type.
pub(crate) trait Once: Any + Send + Sync {
    /// Whether it has been taken.
    fn is_spent(&self) -> bool;

    /// Whether it is said to have no bytes at all.
    fn is_to_be_empty(&self) -> bool;

    /// Whether all of it is at hand after all, so that it can be sent any number of times.
    fn is_whole(&self) -> bool {
        false
    }

    /// What there is to send, once all has been given; else what is wrong.
    fn settle(&self) -> Result<Settled, String> {
        Ok(Settled::Once)
    }

    /// Takes it, if nobody has.
    #[cfg(not(target_arch = "wasm32"))]
    fn take(&self) -> Option<reqwest::Body>;

    /// Takes it, if nobody has, and reads it to its end.
    fn read(&self) -> Option<BoxFuture<'static, Result<Bytes, Source>>>;
}

/// What a body has come to.
#[allow(
    dead_code,
    reason = "only a multipart body comes to something else than a stream"
)]
pub(crate) enum Settled {
    /// No body.
    Nothing,
    /// Bytes.
    Whole(Bytes),
    /// What can be sent only once.
    Once,
}

/// Takes a body that can be sent only once, and reads it to its end.
pub(crate) async fn whole(source: &dyn Once) -> Result<Bytes, Lost> {
    let whole = source.read().ok_or_else(spent)?.await;
    whole.map_err(|source| Lost {
        kind: TransportErrorKind::Broken,
        source: Some(source),
    })
}

/// Two calls have taken the same stream at the same time.
pub(crate) fn spent() -> Lost {
    Lost {
        kind: TransportErrorKind::Broken,
        source: Some(SPENT.into()),
    }
}

/// What is wrong with a body that has been taken already.
pub(crate) const SPENT: &str = "the body is a stream that has been sent already";
