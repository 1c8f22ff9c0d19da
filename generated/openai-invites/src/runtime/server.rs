//! Servers: their URLs, and the variables in these.

use reqwest::Url;

use super::builder::ClientBuilder;
use super::client::origin;
use super::error::BuildError;

/// A server that the description names.
#[derive(Debug, Clone, Copy)]
pub struct Server {
    /// The URL, in which `{name}` stands for a variable, without a slash at its end.
    url: &'static str,
    variables: &'static [Variable],
}

/// A variable in the URL of a server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Variable {
    name: &'static str,
    /// The value unless the caller gives another one.
    default: &'static str,
    /// The values that there are; none where anything goes.
    values: &'static [&'static str],
}

impl Variable {
    pub(crate) const fn new(
        name: &'static str,
        default: &'static str,
        values: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            default,
            values,
        }
    }
}

/// The values that the caller has given for variables.
pub(super) type Values = Vec<(&'static str, String)>;

impl Server {
    /// A server whose URL is fixed.
    pub(crate) const fn new(url: &'static str) -> Self {
        Self::with_variables(url, &[])
    }

    pub(crate) const fn with_variables(url: &'static str, variables: &'static [Variable]) -> Self {
        Self { url, variables }
    }

    /// The URL with a value for each variable. One that is relative leads from the other server.
    pub(super) fn url(&self, given: &Values, other: Option<&Url>) -> Result<Url, BuildError> {
        let mut url = self.url.to_owned();
        let mut missing = None;
        for variable in self.variables {
            let hole = format!("{{{}}}", variable.name);
            let value = given.iter().find(|(name, _)| *name == variable.name);
            let value = value.map_or(variable.default, |(_, value)| value);
            if value.is_empty() {
                missing.get_or_insert(variable.name);
            }
            let in_host = is_in_host(&url, &hole);
            if in_host && value.is_empty() {
                return Err(not_given(variable.name));
            }
            variable.check(value, in_host)?;
            url = url.replace(&hole, value);
        }
        if let Some(other) = other.filter(|_| url.starts_with('/')) {
            return other
                .join(&url)
                .map_err(|source| BuildError::because("the server has no valid URL", source));
        }
        parse_server(url.trim_end_matches('/')).map_err(|error| missing.map_or(error, not_given))
    }
}

fn not_given(name: &str) -> BuildError {
    BuildError::new(format!(
        "the variable `{name}` of the server's URL has to be given"
    ))
}

impl Variable {
    /// Refuses what is not among the values, and what would lead to another host than the one that it is a part of.
    fn check(&self, value: &str, in_host: bool) -> Result<(), BuildError> {
        let name = self.name;
        if !self.values.is_empty() && !self.values.contains(&value) {
            let values = self.values.join("`, `");
            let message = format!("the variable `{name}` of the server's URL is one of `{values}`");
            return Err(BuildError::new(message));
        }
        if in_host && value.contains(['/', '?', '#', '@', '\\']) {
            return Err(BuildError::new(format!(
                "the variable `{name}` of the server's URL is a part of the host's name"
            )));
        }
        Ok(())
    }
}

/// Whether a hole lies between `://` and the next slash.
fn is_in_host(url: &str, hole: &str) -> bool {
    let Some((_, host)) = url.split_once("://") else {
        return false;
    };
    host.split('/')
        .next()
        .is_some_and(|host| host.contains(hole))
}

impl ClientBuilder {
    /// Sets a variable of the servers' URLs.
    pub(crate) fn variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.retain(|(held, _)| *held != name);
        self.variables.push((name, value.into()));
        self
    }
}

/// Reads the URL of a server.
pub(super) fn parse_server(text: &str) -> Result<Url, BuildError> {
    let bad = "the server's URL has to be an absolute one of `http` or `https`";
    let url = Url::parse(text).map_err(|source| BuildError::because(bad, source))?;
    if !matches!(url.scheme(), "http" | "https")
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(BuildError::new(format!(
            "{bad}, without query and fragment"
        )));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(BuildError::new(
            "the server's URL may not hold a user or a password",
        ));
    }
    Ok(url)
}

/// Whether nobody on the way can read what is sent.
pub(super) fn is_safe(url: &Url) -> bool {
    let local = match url.host_str() {
        Some(host) => {
            let address = host
                .trim_start_matches('[')
                .trim_end_matches(']')
                .parse::<std::net::IpAddr>();
            host == "localhost"
                || host.ends_with(".localhost")
                || address.is_ok_and(|address| address.is_loopback())
        }
        None => false,
    };
    url.scheme() == "https" || local
}

pub(super) fn insecure(url: &Url) -> BuildError {
    BuildError::new(format!(
        "credentials do not go to {} over plain http, unless `ClientBuilder::allow_insecure` says so",
        origin(url)
    ))
}
