//! The URL that a call goes to.

use reqwest::Url;

use super::Call;
use super::options::Hidden;
use crate::runtime::client::credentials::Shown;
use crate::runtime::client::path;
use crate::runtime::error::build::BuildError;
use crate::runtime::value::encode::{Keep, percent_decode, percent_encode};

/// How long a URL may be: the HTTP library can't send a longer one.
const MAX_URL: usize = 65_534;

impl Call {
    /// The URL that the request goes to, without credentials.
    pub(crate) fn target(&self) -> Result<Url, BuildError> {
        self.url(&Shown::NOTHING)
    }

    /// The URL with the credentials that belong into it.
    pub(crate) fn url(&self, shown: &Shown) -> Result<Url, BuildError> {
        let url = self.expanded(shown)?;
        if url.as_str().len() > MAX_URL {
            return Err(BuildError::new(format!(
                "the URL is longer than {MAX_URL} bytes"
            )));
        }
        Ok(url)
    }

    fn expanded(&self, shown: &Shown) -> Result<Url, BuildError> {
        let shared = &self.shared;
        if let Some(link) = &self.link {
            let given = self.options.query.iter().map(pair);
            return Ok(with_query(link.clone(), given.chain(shown.query())));
        }
        let own = match self.operation.server {
            Some(server) if !shared.own_server => {
                Some(server.url(&shared.variables, shared.sender.base_url.as_ref())?)
            }
            _ => None,
        };
        let Some(base) = own.as_ref().or(shared.sender.base_url.as_ref()) else {
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
        // A parameter takes the place of what the path says of the same name.
        let given = |pair: &str| {
            let name = percent_decode(pair.split('=').next().unwrap_or_default());
            self.query.iter().any(|(given, _)| *given == name)
        };
        for pair in fixed.split('&').filter(|pair| !pair.is_empty()) {
            if !given(pair) {
                query.add(pair);
            }
        }
        for pair in self.query.iter().flat_map(|(_, pairs)| pairs) {
            query.add(pair);
        }
        for given in &self.options.query {
            query.add(&pair(given));
        }
        for pair in shown.query().filter(|pair| !given(pair)) {
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

/// A query parameter of the caller's, encoded.
fn pair((name, value): &(String, Hidden)) -> String {
    let encode = |text| percent_encode(text, Keep::Unreserved);
    [&encode(name), "=", &encode(&value.0)].concat()
}

/// Adds pairs to the query of a link that does not have them yet: the link says all that the service knows of, which are
/// neither its credentials, as a rule, nor what it does not understand.
pub(crate) fn with_query(mut link: Url, pairs: impl Iterator<Item = String>) -> Url {
    let held = link.query().unwrap_or_default().to_owned();
    let name = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default();
        percent_decode(&name.replace('+', " "))
    };
    let is_new = |pair: &String| !held.split('&').any(|held| name(held) == name(pair));
    let new: Vec<String> = pairs.filter(is_new).collect();
    let mut query: Vec<&str> = held.split('&').filter(|pair| !pair.is_empty()).collect();
    query.extend(new.iter().map(String::as_str));
    if !query.is_empty() {
        link.set_query(Some(&query.join("&")));
    }
    link
}
