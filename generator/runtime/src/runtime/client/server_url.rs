//! URLs of servers, with a value for each variable.

use reqwest::Url;

use super::path::is_dots;
use crate::runtime::description::server::{Server, Variable};
use crate::runtime::error::build::BuildError;

/// The values that the caller has given for variables.
pub(crate) type Values = Vec<(&'static str, String)>;

impl Server {
    /// The URL with a value for each variable. One that is relative leads from the other server.
    pub(crate) fn url(&self, given: &Values, other: Option<&Url>) -> Result<Url, BuildError> {
        let (text, missing) = self.filled(given)?;
        let text = text.trim_end_matches('/');
        match other.filter(|_| text.starts_with('/')) {
            Some(other) => beside(other, text),
            None => parse_server(text).map_err(|error| missing.map_or(error, not_given)),
        }
    }

    /// The text with a value for each variable, and the first variable that has none. What is in a value is looked at
    /// in no other place, so that a value can't hold a variable.
    fn filled(&self, given: &Values) -> Result<(String, Option<&'static str>), BuildError> {
        let mut missing = None;
        let (mut text, mut shape) = (String::new(), String::new());
        let mut rest = self.url;
        while let Some((before, variable, after)) = self.next_variable(rest) {
            text.push_str(before);
            shape.push_str(before);
            let value = given.iter().find(|(name, _)| *name == variable.name);
            let value = value.map_or(variable.default, |(_, value)| value);
            if value.is_empty() {
                missing.get_or_insert(variable.name);
            }
            variable.check(value, self.place(variable, &shape, after))?;
            text.push_str(value);
            shape.push_str(HOLE);
            rest = after;
        }
        text.push_str(rest);
        shape.push_str(rest);
        let dots = |text: &str| text.split('/').filter(|part| is_dots(part)).count();
        if dots(&text) > dots(&shape) {
            return Err(BuildError::new(
                "the variables of the server's URL make `.` or `..` a part of its path",
            ));
        }
        Ok((text, missing))
    }

    /// Where a variable stands between two texts. One whose default begins with a slash begins the path of the URL, which
    /// ends the host before it.
    fn place(&self, variable: Variable, before: &str, after: &'static str) -> Place {
        let follows = self.next_variable(after);
        let follows = follows.filter(|(between, next, _)| between.is_empty() && next.is_path());
        match Place::of(before, after) {
            Place::Host if follows.is_some() => Place::HostAndPort,
            Place::Host | Place::HostAndPort if variable.is_path() => Place::WholePath,
            place => place,
        }
    }

    /// The first variable in a text, and what stands before and after it.
    fn next_variable(&self, text: &'static str) -> Option<(&'static str, Variable, &'static str)> {
        let braces = text.match_indices('{').map(|(begin, _)| begin);
        braces.into_iter().find_map(|begin| {
            let (name, after) = text[begin + 1..].split_once('}')?;
            let variable = self.variables.iter().find(|held| held.name == name)?;
            Some((&text[..begin], *variable, after))
        })
    }
}

/// The URL of a path on the host of another server.
fn beside(other: &Url, path: &str) -> Result<Url, BuildError> {
    if path.contains(['?', '#']) {
        return Err(BuildError::new(
            "the server's URL has a query or a fragment",
        ));
    }
    let mut url = other.clone();
    url.set_path(path);
    Ok(url)
}

fn not_given(name: &str) -> BuildError {
    BuildError::new(format!(
        "the variable `{name}` of the server's URL has to be given"
    ))
}

/// What stands for a variable while it is looked where others are.
const HOLE: &str = "{}";

/// Where in a URL a variable stands, which says what its value may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before `://`.
    Scheme,
    /// In the host's name.
    Host,
    /// At the end of the host's name, or all of it, where a port may follow.
    HostAndPort,
    /// After the colon that follows the host.
    Port,
    /// Behind the host, with the slash that ends it.
    WholePath,
    /// After the host.
    Path,
    /// Before the first slash of a URL that says nothing else of its host.
    Whole,
}

impl Place {
    /// The place between two texts.
    fn of(before: &str, after: &str) -> Self {
        let Some((_, authority)) = before.split_once("://") else {
            return match (before.contains('/'), after.contains("://")) {
                (true, _) => Self::Path,
                (false, true) => Self::Scheme,
                (false, false) => Self::Whole,
            };
        };
        if authority.contains('/') {
            Self::Path
        } else if authority.ends_with(':') {
            Self::Port
        } else if after.is_empty() || after.starts_with('/') {
            Self::HostAndPort
        } else {
            Self::Host
        }
    }

    /// Whether a value may stand there.
    fn takes(self, value: &str) -> bool {
        let is_port = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let is_name = |text: &str| {
            let fits = |c: char| c.is_alphanumeric() || "-._~".contains(c);
            !text.is_empty() && text.chars().all(fits)
        };
        let is_address = |text: &str| {
            let address = text
                .strip_prefix('[')
                .and_then(|text| text.strip_suffix(']'));
            address.is_some_and(|address| address.parse::<std::net::Ipv6Addr>().is_ok())
        };
        match self {
            Self::Scheme => matches!(value, "http" | "https"),
            Self::Host => is_name(value),
            Self::HostAndPort => match value.rsplit_once(':') {
                Some((host, port)) if is_port(port) => is_name(host) || is_address(host),
                _ => is_name(value) || is_address(value),
            },
            Self::Port => is_port(value),
            Self::WholePath => {
                (value.is_empty() || value.starts_with('/')) && Self::Path.takes(value)
            }
            Self::Path | Self::Whole => {
                let odd = |c: char| c.is_control() || "?#\\".contains(c);
                !value.contains(odd) && !value.split('/').any(is_dots)
            }
        }
    }

    /// What a value has to be there.
    fn wanted(self) -> &'static str {
        match self {
            Self::Scheme => "`http` or `https`",
            Self::Host | Self::HostAndPort => "a part of the host's name",
            Self::Port => "a port, in digits",
            Self::WholePath => {
                "a path that begins with a slash, without `.` and `..`, query and fragment"
            }
            Self::Path => "a part of the path, without `.` and `..`, query and fragment",
            Self::Whole => "a URL without `.` and `..`, query and fragment",
        }
    }
}

impl Variable {
    fn is_path(&self) -> bool {
        self.default.starts_with('/')
    }

    /// Refuses what is not among the values, and what is more than the part of the URL that it stands for: it could
    /// lead to another host, or out of the path.
    fn check(&self, value: &str, place: Place) -> Result<(), BuildError> {
        let name = self.name;
        if value.is_empty() && !matches!(place, Place::Path | Place::WholePath) {
            return Err(not_given(name));
        }
        let wanted = if !self.values.is_empty() && !self.values.contains(&value) {
            format!("one of `{}`", self.values.join("`, `"))
        } else if place.takes(value) {
            return Ok(());
        } else {
            place.wanted().to_owned()
        };
        Err(BuildError::new(format!(
            "the variable `{name}` of the server's URL is {wanted}"
        )))
    }
}

/// Reads the URL of a server.
pub(crate) fn parse_server(text: &str) -> Result<Url, BuildError> {
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
