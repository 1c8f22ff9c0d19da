//! Redirects (RFC 9110, section 15.4): responses where they are described, and followed where the caller wants that.

use reqwest::Method;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};

use super::Call;
use super::target::with_query;
use crate::runtime::client::credentials::Shown;
use crate::runtime::client::exposure;
use crate::runtime::http::credential_names::is_credential;
use crate::runtime::http::head::Head;
use crate::runtime::transport::payload::{Payload, Request};

impl Call {
    #[allow(dead_code, reason = "not every API describes redirects")]
    /// Takes each described redirect for a response.
    pub(crate) fn any(mut self) -> Self {
        self.any = true;
        self
    }

    /// Whether a status is that of a response, and not of an error.
    pub(crate) fn wants(&self, status: u16) -> bool {
        let redirects = self.any || self.operation.redirects;
        (200..300).contains(&status) || (redirects && self.operation.describes_redirect(status))
    }

    /// How many redirects are followed.
    pub(crate) fn hops(&self) -> u32 {
        self.options.redirects.unwrap_or(self.shared.redirects)
    }

    /// The request that a redirect leads to. There is none where it names no place, where the body can't be sent again, and
    /// where something would become known that should not: a body or a credential to another origin, or any of it on a way
    /// that the first request would not have gone.
    pub(crate) fn redirected(&self, sent: Sent, head: &Head) -> Option<Request> {
        let mut url = sent.0.url.join(head.headers.get("location")?).ok()?;
        let Sent(mut request) = sent;
        if drops_body(head.status, &request.method)? {
            request.body = None;
            let head = request.method == Method::HEAD;
            request.method = if head { Method::HEAD } else { Method::GET };
            for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING] {
                request.headers.remove(name);
            }
        }
        let shared = &self.shared;
        let schemes = shared.sender.api.schemes;
        let stays = url.origin() == request.url.origin();
        let shown = if stays {
            let credentials = self.credentials.as_ref().unwrap_or(&shared.credentials);
            credentials.show(self.operation.security).ok()?
        } else {
            let is_downgrade = request.url.scheme() == "https" && url.scheme() != "https";
            if is_downgrade || request.body.is_some() {
                return None;
            }
            let is_secret = |(name, value): (&HeaderName, &HeaderValue)| {
                (value.is_sensitive() || is_credential(schemes, name.as_str()))
                    .then(|| name.clone())
            };
            let secrets: Vec<HeaderName> = request.headers.iter().filter_map(is_secret).collect();
            for name in secrets {
                request.headers.remove(name);
            }
            Shown::NOTHING
        };
        url = with_query(url, shown.query());
        let shown = !shown.is_empty();
        request.route = exposure::route(&shared.sender, &url, &request.headers, shown).ok()?;
        request.url = url;
        Some(request)
    }
}

/// A copy of a request that has been sent, to be sent again elsewhere.
pub(crate) struct Sent(Request);

impl Sent {
    /// Keeps a request, unless its body can be sent only once.
    pub(crate) fn new(request: &Request) -> Option<Self> {
        let is_once = matches!(request.body, Some(Payload::Once(_)));
        (!is_once).then(|| Self(request.clone()))
    }
}

/// Whether the next request is one without a body, as a rule a `GET`; `None` where the status asks for no other request.
fn drops_body(status: u16, method: &Method) -> Option<bool> {
    match status {
        301 | 302 => Some(*method == Method::POST),
        303 => Some(true),
        307 | 308 => Some(false),
        _ => None,
    }
}
