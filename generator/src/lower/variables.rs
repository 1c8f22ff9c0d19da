//! Values of variables in the URLs of servers: what fits the place of the URL that it stands for.
//!
//! A client refuses what does not fit, because it could lead to another host; here it is told before there is one.

use openapiv3::ServerVariable;

use crate::document::Node;
use crate::pointer::percent_decode;
use crate::report::{Code, Report};

/// Where in a URL a variable stands, which says what its value may be.
#[derive(Clone, Copy)]
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
    /// After the host, or before all that says what the host is.
    Path,
}

impl Place {
    /// The place between two texts.
    fn of(before: &str, after: &str) -> Self {
        let Some((_, authority)) = before.split_once("://") else {
            let is_scheme = !before.contains('/') && after.contains("://");
            return if is_scheme { Self::Scheme } else { Self::Path };
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

    fn takes(self, value: &str) -> bool {
        let is_port = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let is_name = |text: &str| {
            let fits = |c: char| c.is_alphanumeric() || "-._~".contains(c);
            !text.is_empty() && text.chars().all(fits)
        };
        let is_address = |text: &str| {
            let inside = text.strip_prefix('[');
            let inside = inside.and_then(|text| text.strip_suffix(']'));
            inside.is_some_and(|text| text.parse::<std::net::Ipv6Addr>().is_ok())
        };
        match self {
            Self::Scheme => matches!(value, "http" | "https"),
            Self::Host => is_name(value),
            Self::HostAndPort => match value.rsplit_once(':') {
                Some((host, port)) if is_port(port) => is_name(host) || is_address(host),
                _ => is_name(value) || is_address(value),
            },
            Self::Port => is_port(value),
            Self::WholePath => value.starts_with('/') && Self::Path.takes(value),
            Self::Path => {
                let odd = |c: char| c.is_control() || "?#\\".contains(c);
                !value.contains(odd) && !value.split('/').any(is_dots)
            }
        }
    }

    /// What a value has to be there.
    fn wanted(self) -> &'static str {
        match self {
            Self::Scheme => "`http` or `https`",
            Self::Host | Self::HostAndPort => "a part of a host's name",
            Self::Port => "a port, in digits",
            Self::WholePath => {
                "a path that begins with a slash, without `.` and `..`, query and fragment"
            }
            Self::Path => "a part of a path, without `.` and `..`, query and fragment",
        }
    }
}

/// Whether a segment of a path is `.` or `..`, however often it is encoded.
fn is_dots(segment: &str) -> bool {
    let mut text = segment.to_owned();
    loop {
        let decoded = percent_decode(&text);
        if decoded == text {
            return matches!(text.as_str(), "." | "..");
        }
        text = decoded;
    }
}

/// Tells of the default and the values of a variable that do not fit its place. `server` is the node of the server.
pub(super) fn check(
    server: &Node<'_>,
    url: &str,
    (name, variable): (&str, &ServerVariable),
    report: &mut Report,
) {
    let Some((before, after)) = url.trim_end_matches('/').split_once(&format!("{{{name}}}")) else {
        return;
    };
    let place = Place::of(&without_names(before), &without_names(after));
    let place = match place {
        // A variable whose default begins with a slash begins the path, which ends the host before it.
        Place::Host if begins_with_path(server, after) => Place::HostAndPort,
        Place::Host | Place::HostAndPort if variable.default.starts_with('/') => Place::WholePath,
        place => place,
    };
    let at = server.place().join("variables").join(name);
    let default = (at.join("default"), &variable.default);
    let values = variable.enumeration.iter().enumerate();
    let values = values.map(|(index, value)| (at.join("enum").join(index), value));
    for (at, value) in std::iter::once(default).chain(values) {
        if value.is_empty() || place.takes(value) {
            continue;
        }
        let message = format!(
            "`{value}` cannot stand for `{{{name}}}` in `{url}`: there has to be {}; a client \
             refuses it",
            place.wanted()
        );
        let help = "correct the value, or write more of the URL in the variable and less around it";
        report.warning(Code::Shape, &at, message, help);
    }
}

/// Whether a part of a URL begins with a variable whose default begins with a slash.
fn begins_with_path(server: &Node<'_>, part: &str) -> bool {
    let name = part.strip_prefix('{').and_then(|part| part.split_once('}'));
    let variable = name.and_then(|(name, _)| server.get("variables")?.get(name));
    let default = variable.and_then(|variable| variable.get("default"));
    default.is_some_and(|default| {
        default
            .tree()
            .as_text()
            .is_some_and(|text| text.starts_with('/'))
    })
}

/// A part of a URL, of whose other variables only the braces are left: a name may hold anything.
fn without_names(part: &str) -> String {
    let mut out = String::new();
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{Place, without_names};

    #[test]
    fn a_value_fits_its_place_and_no_other() {
        let takes = |url: &str, value: &str| {
            let (before, after) = url.split_once("{v}").expect("the variable");
            Place::of(&without_names(before), &without_names(after)).takes(value)
        };
        for (url, value) in [
            ("{v}://a.example", "https"),
            ("{v}://{h}/b", "http"),
            ("https://{v}.example.com", "eu-1"),
            ("https://{v}", "localhost:8080"),
            ("https://{v}", "[::1]:80"),
            ("https://a.example:{v}/", "443"),
            ("https://a.example/{v}", "a/b"),
            ("https://{h}/{v}", "v1"),
            ("{v}/v1", "https://a.example"),
            ("/{v}", "v1"),
        ] {
            assert!(takes(url, value), "{url} {value}");
        }
        for (url, value) in [
            ("{v}://a.example", "ftp"),
            ("{v}://a.example", "https://evil.example/"),
            ("https://{v}.example.com", "evil.example/"),
            ("https://{v}.example.com", "a@b"),
            ("https://{v}", "https://a.example"),
            ("https://a.example:{v}/", "80@evil.example"),
            ("https://a.example/{v}", "../admin"),
            ("https://a.example/{v}", "a/%252e%2E/b"),
            ("https://a.example/{v}", "a?b"),
        ] {
            assert!(!takes(url, value), "{url} {value}");
        }
    }
}
