//! The URL that a call goes to.

use reqwest::Url;

use super::auth::Shown;
use super::call::Call;
use super::encode::{Keep, percent_encode};
use super::error::BuildError;
use super::path;

/// How long a URL may be: the HTTP library can't send a longer one.
const MAX_URL: usize = 65_534;

impl Call {
    /// The URL that the request goes to, without credentials.
    pub(super) fn target(&self) -> Result<Url, BuildError> {
        self.url(&Shown::NOTHING)
    }

    /// The URL with the credentials that belong into it.
    pub(super) fn url(&self, shown: &Shown) -> Result<Url, BuildError> {
        let url = self.expanded(shown)?;
        if url.as_str().len() > MAX_URL {
            return Err(BuildError::new(format!(
                "the URL is longer than {MAX_URL} bytes"
            )));
        }
        Ok(url)
    }

    fn expanded(&self, shown: &Shown) -> Result<Url, BuildError> {
        let shared = &self.client.shared;
        if let Some(link) = &self.link {
            return Ok(with_query(link.clone(), &shown.query().collect::<Vec<_>>()));
        }
        let own = match self.operation.server {
            Some(server) if !shared.own_server => {
                Some(server.url(&shared.variables, shared.base_url.as_ref())?)
            }
            _ => None,
        };
        let Some(base) = own.as_ref().or(shared.base_url.as_ref()) else {
            return Err(BuildError::new(
                "the server is not known: name it with `ClientBuilder::base_url`",
            ));
        };
        let (template, fixed) = self
            .operation
            .path
            .split_once('?')
            .unwrap_or((self.operation.path, ""));
        let mut text = String::with_capacity(base.as_str().len() + template.len() + 64);
        text.push_str(base.as_str().trim_end_matches('/'));
        path::expand(template, &self.path, &mut text)?;
        let mut query = Query {
            begins: text.len(),
            url: text,
        };
        if !fixed.is_empty() {
            query.add(fixed);
        }
        for pair in self.query.iter().flat_map(|(_, pairs)| pairs) {
            query.add(pair);
        }
        for (name, value) in &self.options.query {
            query.add(&percent_encode(name, Keep::Unreserved));
            query.url.push('=');
            query
                .url
                .push_str(&percent_encode(&value.0, Keep::Unreserved));
        }
        for pair in shown.query() {
            query.add(&pair);
        }
        // The cause could name what is secret, so it stays out of the error.
        Url::parse(&query.url).map_err(|_| BuildError::new("the request has no valid URL"))
    }
}

/// A URL whose query is being written.
struct Query {
    url: String,
    begins: usize,
}

impl Query {
    fn add(&mut self, pair: &str) {
        let is_first = self.url.len() == self.begins;
        self.url.push(if is_first { '?' } else { '&' });
        self.url.push_str(pair);
    }
}

/// Adds pairs to the query of a link that does not have them yet.
fn with_query(mut link: Url, pairs: &[String]) -> Url {
    let held = link.query().unwrap_or_default().to_owned();
    let mut query: Vec<&str> = held.split('&').filter(|pair| !pair.is_empty()).collect();
    let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    for pair in pairs {
        if !query.iter().any(|held| name(held) == name(pair)) {
            query.push(pair);
        }
    }
    if !query.is_empty() {
        link.set_query(Some(&query.join("&")));
    }
    link
}
