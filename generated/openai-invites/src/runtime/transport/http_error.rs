//! What an error of the HTTP library means.

use std::error::Error as StdError;
use std::io;

use super::lost::Lost;
use crate::runtime::error::transport::TransportErrorKind;
use crate::runtime::value::source::Source;

/// Says what an error of the library means; its text names the URL, which may hold a secret, so that is taken out.
pub(crate) fn lost(error: reqwest::Error) -> Lost {
    let kind = match (is_connect(&error), error.is_timeout()) {
        (true, true) => TransportErrorKind::ConnectTimeout,
        (true, false) if is_about_tls(&error) => TransportErrorKind::Tls,
        (true, false) => TransportErrorKind::Connect,
        (false, true) => TransportErrorKind::ReadTimeout,
        (false, false) if is_refusal(&error) => TransportErrorKind::Refused,
        (false, false) => TransportErrorKind::Broken,
    };
    let source = error.without_url();
    // The library's own line says no more than ours.
    let source = match StdError::source(&source) {
        Some(cause) => Source::from(chain(cause)),
        None => Source::from(source),
    };
    Lost {
        kind,
        source: Some(source),
    }
}

/// An error and those below it.
fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| StdError::source(*error))
}

/// Whether what the other side said makes no TLS, its certificate among it. What a connection does that breaks is
/// another kind of I/O error.
pub(crate) fn is_about_tls(error: &(dyn StdError + 'static)) -> bool {
    let mut io = causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>());
    match io.next() {
        Some(first) => is_about_data(first) || io.any(is_about_data),
        None => is_of_system(error),
    }
}

/// Whether an error without any I/O error below it is one that the system's TLS library explains (feature `native-tls`):
/// all others that end an attempt to connect have an I/O error for their reason, or none. A handshake that was cut has
/// none, and may be tried again.
fn is_of_system(error: &(dyn StdError + 'static)) -> bool {
    // The library's own error, that of the connection pool, that of TLS, and its reason.
    causes(error).nth(3).is_some()
}

/// Whether an I/O error, or one that it wraps, is about what was said and not about the connection.
fn is_about_data(error: &io::Error) -> bool {
    let below = || error.get_ref()?.downcast_ref::<io::Error>();
    error.kind() == io::ErrorKind::InvalidData || below().is_some_and(is_about_data)
}

/// Whether the service says that it did not look at the request: it refused the stream, or is about to go and has not
/// come to it (RFC 9113, sections 6.8 and 8.7). The library that speaks HTTP/2 is nobody's dependency here, so that its
/// words have to do; were they others, no such request would be sent again that may have been carried out.
fn is_refusal(error: &reqwest::Error) -> bool {
    const STREAM: &str =
        "stream error received: refused stream before processing any application logic";
    const CONNECTION: &str = "connection error received: not a result of an error";
    causes(error).any(|cause| {
        let text = cause.to_string();
        text == STREAM || text.starts_with(CONNECTION)
    })
}

/// The messages of an error and of those below it.
fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut below = error.source();
    while let Some(error) = below {
        let line = error.to_string();
        if !text.ends_with(&line) {
            text.push_str(": ");
            text.push_str(&line);
        }
        below = error.source();
    }
    text
}

/// Whether an error means that no connection was made.
#[cfg(not(target_arch = "wasm32"))]
fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// Whether an error means that no connection was made, which nobody knows where `fetch` makes it.
#[cfg(target_arch = "wasm32")]
fn is_connect(_: &reqwest::Error) -> bool {
    false
}
