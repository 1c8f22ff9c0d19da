//! The URL: the server, the path and the query.

use serde_json::Value;

use super::{Fault, Sent, is_json, parameters};
use crate::requests::reader::bodies::{Body, Content, Kind};
use crate::requests::reader::files::decoded;
use crate::requests::reader::operations::Operation;
use crate::requests::reader::parameters::{Parameter, Place, Written};
use crate::requests::reader::sample::Given;
use crate::requests::reader::security::Scheme;
use crate::requests::reader::styles::{Escape, Name, Style, Ways, escaped, normal, text};

pub(super) fn check(
    operation: &Operation<'_>,
    given: &Given,
    server: Option<&str>,
    sent: &Sent,
    faults: &mut Vec<Fault>,
) {
    let (before, query) = sent.url.split_once('?').unwrap_or((&sent.url, ""));
    let Some(path) = path(operation, server, before, faults) else {
        return;
    };
    check_path(operation, given, path, faults);
    check_query(operation, given, query, faults);
}

/// The path behind the server's URL.
fn path<'s>(
    operation: &Operation<'_>,
    server: Option<&str>,
    url: &'s str,
    faults: &mut Vec<Fault>,
) -> Option<&'s str> {
    let allowed = match server {
        // A relative server of its own leads from a place that is not known.
        Some(_) if operation.has_own_servers => return Some(url),
        Some(server) => vec![server.to_owned()],
        None => operation.servers.clone(),
    };
    let rest = |server: &String| {
        let rest = url.strip_prefix(&normal_server(server))?;
        rest.starts_with('/').then_some(rest)
    };
    // The longest one is meant where one begins with another.
    let mut found: Vec<&str> = allowed.iter().filter_map(rest).collect();
    found.sort_by_key(|rest| rest.len());
    if found.is_empty() {
        faults.push(Fault::new("the server", url, allowed.join(" or ")));
    }
    found.first().copied()
}

fn check_path(operation: &Operation<'_>, given: &Given, path: &str, faults: &mut Vec<Fault>) {
    let template = literal(operation.path.split(['?', '#']).next().unwrap_or_default());
    let mut allowed = vec![template.clone()];
    for (parameter, value) in parameters(operation, given) {
        if parameter.place != Place::Path {
            continue;
        }
        let place = literal(&format!("{{{}}}", parameter.name));
        let Some(ways) = in_path(parameter, value) else {
            return;
        };
        let filled = allowed
            .iter()
            .flat_map(|path| ways.iter().map(|way| path.replace(&place, way)));
        allowed = filled.collect();
    }
    let is_it = |allowed: &String| {
        let (path, allowed) = (normal(path), normal(allowed));
        path == allowed || operation.has_own_servers && path.ends_with(&allowed)
    };
    if !allowed.iter().any(is_it) {
        faults.push(Fault::new("the path", path, allowed.join(" or ")));
    }
}

/// A text of the description as it stands in a URL: what cannot stand there is encoded.
fn literal(text: &str) -> String {
    let write = |character: char| {
        let stands = character.is_ascii_graphic() && !"\"<>\\^`|".contains(character);
        if stands {
            character.to_string()
        } else {
            escaped(&character.to_string(), Escape::Url)
        }
    };
    text.chars().map(write).collect()
}

/// How a path parameter may be written.
fn in_path(parameter: &Parameter<'_>, value: &Value) -> Option<Vec<String>> {
    match parameter.written {
        Written::Style(style) => style.whole(parameter.name, value, escape(style)),
        Written::Content(media_type, _) if Kind::of(media_type) == Kind::Json => {
            Some(vec![escaped(&value.to_string(), Escape::Url)])
        }
        Written::Content(..) => None,
    }
}

fn escape(style: Style) -> Escape {
    if style.reserved {
        Escape::UrlReserved
    } else {
        Escape::Url
    }
}

/// A server's URL without the port that its scheme has anyway, and with its host in lower case (RFC 3986, section 6.2).
fn normal_server(server: &str) -> String {
    let server = server.trim_end_matches('/');
    let (scheme, rest) = server.split_once("://").unwrap_or(("", server));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = match scheme {
        "https" => host.trim_end_matches(":443"),
        _ => host.trim_end_matches(":80"),
    };
    format!("{scheme}://{}{path}", host.to_ascii_lowercase())
}

fn check_query(operation: &Operation<'_>, given: &Given, query: &str, faults: &mut Vec<Fault>) {
    let fixed = operation
        .path
        .split_once('?')
        .map_or("", |(_, fixed)| fixed);
    let schemes = operation.security.iter().flatten();
    let credentials: Vec<&str> = schemes
        .filter_map(|scheme| match scheme {
            Scheme::Query(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let is_own = |pair: &&str| {
        let name = decoded(pair.split('=').next().unwrap_or_default());
        !credentials.contains(&name.as_str())
    };
    let query: Vec<&str> = query.split('&').filter(is_own).collect();
    let query = query.join("&");
    let query = query.as_str();
    let mut left = pairs(query, '&');
    // What no specification says how to write takes all that may be its own, so that it comes last.
    let mut given: Vec<_> = parameters(operation, given).collect();
    given.sort_by_key(|(parameter, value)| !is_said(parameter, value));
    for (parameter, value) in given {
        let allowed = match parameter.place {
            Place::Query => take(parameter, value, &mut left, Escape::Url),
            Place::Querystring => take_all(parameter, value, query, &mut left),
            _ => continue,
        };
        if let Err(allowed) = allowed {
            faults.push(Fault::new(
                format!("the query parameter `{}`", parameter.name),
                query,
                allowed,
            ));
        }
    }
    let fixed = pairs(fixed, '&');
    left.retain(|pair| !fixed.contains(pair) && !credentials.contains(&decoded(&pair.0).as_str()));
    if !left.is_empty() {
        let more: Vec<String> = left
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        faults.push(Fault::new(
            "the query has more than was given",
            more.join("&"),
            "nothing else",
        ));
    }
}

/// Whether a specification says how a value of a parameter is written.
fn is_said(parameter: &Parameter<'_>, value: &Value) -> bool {
    match parameter.written {
        Written::Style(style) => style.pairs(parameter.name, value, Escape::Url).is_some(),
        Written::Content(..) => true,
    }
}

/// Names and values of a text, as they stand there but for what means the same.
pub(super) fn pairs(text: &str, by: char) -> Vec<(String, String)> {
    let pairs = text
        .split(by)
        .map(str::trim)
        .filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (normal(name), normal(value))
    });
    pairs.collect()
}

/// Takes what a parameter is written as out of what is left, or says what it may be.
pub(super) fn take(
    parameter: &Parameter<'_>,
    value: &Value,
    left: &mut Vec<(String, String)>,
    plain: Escape,
) -> Result<(), String> {
    match parameter.written {
        Written::Style(style) => {
            let escape = if style.reserved {
                Escape::UrlReserved
            } else {
                plain
            };
            take_ways(
                parameter.name,
                value,
                style.pairs(parameter.name, value, escape),
                style,
                left,
            )
        }
        Written::Content(media_type, _) => {
            take_text(parameter.name, left, |found| match Kind::of(media_type) {
                Kind::Json => is_json(found, value),
                Kind::Text => text(value).is_none_or(|value| value == found),
                _ => true,
            })
            .ok_or_else(|| format!("{}=({media_type}) {value}", parameter.name))
        }
    }
}

/// Takes one of the ways, or all that may be of the value where no specification says how it is written.
pub(super) fn take_ways(
    name: &str,
    value: &Value,
    ways: Ways,
    style: Style,
    left: &mut Vec<(String, String)>,
) -> Result<(), String> {
    let Some(ways) = ways else {
        let of_it = |found: &str| {
            let found = decoded(found);
            let inner =
                style.explode && style.name != Name::DeepObject && value.get(&found).is_some();
            found == name || found.starts_with(&format!("{name}[")) || inner
        };
        left.retain(|(found, _)| !of_it(found));
        return Ok(());
    };
    for way in &ways {
        let mut rest = left.clone();
        let taken = way.iter().all(|(name, value)| {
            let wanted = (normal(name), normal(value));
            let at = rest.iter().position(|pair| *pair == wanted);
            at.map(|at| rest.remove(at)).is_some()
        });
        if taken {
            *left = rest;
            return Ok(());
        }
    }
    let shown = ways.iter().map(|way| {
        let pairs: Vec<String> = way
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("&")
    });
    Err(shown.collect::<Vec<_>>().join(" or "))
}

/// Takes the pair of a name whose value reads so.
pub(super) fn take_text(
    name: &str,
    left: &mut Vec<(String, String)>,
    reads: impl Fn(&str) -> bool,
) -> Option<()> {
    let is_it =
        |(found, value): &(String, String)| decoded(found) == name && reads(&decoded(value));
    let at = left.iter().position(is_it)?;
    left.remove(at);
    Some(())
}

/// Takes a parameter that is the whole query.
fn take_all(
    parameter: &Parameter<'_>,
    value: &Value,
    query: &str,
    left: &mut Vec<(String, String)>,
) -> Result<(), String> {
    let Written::Content(media_type, media) = parameter.written else {
        return Ok(());
    };
    match Kind::of(media_type) {
        Kind::Form => {
            let body = Body {
                media_type: media_type.to_owned(),
                content: Content::Schema(Some(parameter.schema), media),
            };
            super::body::take_form(&body, value, left)
        }
        Kind::Json => {
            left.clear();
            let is_it = is_json(&decoded(query), value);
            is_it.then_some(()).ok_or_else(|| value.to_string())
        }
        _ => {
            left.clear();
            let wanted = text(value).unwrap_or_default();
            (decoded(query) == wanted).then_some(()).ok_or(wanted)
        }
    }
}
