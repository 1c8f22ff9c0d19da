//! What is sent, for people: without credentials.

use reqwest::Url;

use crate::runtime::client::hooks::RequestInfo;
use crate::runtime::description::scheme::Scheme;
use crate::runtime::http::credential_names::is_credential;

/// What stands in the place of a credential.
const HIDDEN: &str = "***";

/// The URL and the headers of an attempt.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// The whole URL.
    pub url: String,
    /// The headers, in the order in which they are sent.
    pub headers: Vec<(String, String)>,
}

/// What an attempt sends beside its body, with `***` in the place of the value of each header and each query parameter that
/// holds a credential, as the description says or as `is_secret` says of its name.
#[must_use]
pub fn attempt(request: &RequestInfo<'_>, is_secret: fn(&str) -> bool) -> Attempt {
    let schemes: Vec<&Scheme> = request.operation.security.concat();
    let is_hidden = |name: &str| is_secret(name) || is_credential(&schemes, name);
    let headers = request.request.headers.iter().map(|(name, value)| {
        let shown = if is_hidden(name.as_str()) {
            HIDDEN.to_owned()
        } else {
            String::from_utf8_lossy(value.as_bytes()).into_owned()
        };
        (name.to_string(), shown)
    });
    Attempt {
        headers: headers.collect(),
        url: shown(&request.request.url, is_hidden).into(),
    }
}

/// A URL without credentials.
fn shown(url: &Url, is_hidden: impl Fn(&str) -> bool) -> Url {
    let mut shown = url.clone();
    if url.password().is_some() {
        // It can have one, because it has one.
        let _ = shown.set_password(Some(HIDDEN));
    }
    let mut pair = url.clone();
    let parts = url.query().map(|query| {
        let parts = query.split('&').map(|part| {
            pair.set_query(Some(part));
            let name = pair.query_pairs().next().map(|(name, _)| name.into_owned());
            match (name, part.split_once('=')) {
                (Some(name), Some((written, _))) if is_hidden(&name) => {
                    format!("{written}={HIDDEN}")
                }
                _ => part.to_owned(),
            }
        });
        parts.collect::<Vec<_>>().join("&")
    });
    shown.set_query(parts.as_deref());
    shown
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::shown;

    #[test]
    fn urls_are_shown_without_credentials() {
        let hidden = |name: &str| name == "the key" || name == "sig";
        for (url, expected) in [
            (
                "https://a.b/c?d=e&f&=g&&h=i%26j",
                "https://a.b/c?d=e&f&=g&&h=i%26j",
            ),
            (
                "https://a.b/?the%20key=1&the+key=2&sig=&x=sig",
                "https://a.b/?the%20key=***&the+key=***&sig=***&x=sig",
            ),
            ("https://u:p@a.b/", "https://u:***@a.b/"),
        ] {
            let url = Url::parse(url).expect("a URL");
            assert_eq!(shown(&url, hidden).as_str(), expected);
        }
    }
}
