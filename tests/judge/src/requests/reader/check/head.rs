//! The headers: parameters, cookies and credentials.

use serde_json::Value;

use super::url::{pairs, take};
use super::{Fault, Sent, is_json, parameters};
use crate::requests::reader::bodies::Kind;
use crate::requests::reader::files::decoded;
use crate::requests::reader::operations::Operation;
use crate::requests::reader::parameters::{Parameter, Place, Written};
use crate::requests::reader::sample::Given;
use crate::requests::reader::security::Scheme;
use crate::requests::reader::styles::{Escape, Name};

/// Headers that any request may have.
const ALWAYS: [&str; 9] = [
    "accept",
    "accept-encoding",
    "authorization",
    "content-length",
    "content-type",
    "cookie",
    "host",
    "idempotency-key",
    "user-agent",
];

pub(super) fn check(
    operation: &Operation<'_>,
    given: &Given,
    sent: &Sent,
    faults: &mut Vec<Fault>,
) {
    check_headers(operation, given, sent, faults);
    check_cookies(operation, given, sent, faults);
    check_credentials(operation, sent, faults);
}

fn check_headers(operation: &Operation<'_>, given: &Given, sent: &Sent, faults: &mut Vec<Fault>) {
    let mut known: Vec<String> = ALWAYS.iter().map(|name| (*name).to_owned()).collect();
    known.extend(
        operation
            .security
            .iter()
            .flatten()
            .filter_map(|scheme| match scheme {
                Scheme::Header(name) => Some(name.to_ascii_lowercase()),
                _ => None,
            }),
    );
    for (parameter, value) in parameters(operation, given) {
        if parameter.place != Place::Header {
            continue;
        }
        known.push(parameter.name.to_ascii_lowercase());
        let found = sent.header(parameter.name);
        if let Err(allowed) = header(parameter.name, parameter.written, value, found) {
            let what = format!("the header `{}`", parameter.name);
            faults.push(Fault::new(what, found.unwrap_or("nothing"), allowed));
        }
    }
    for (index, (name, value)) in sent.headers.iter().enumerate() {
        let lower = name.to_ascii_lowercase();
        if !known.contains(&lower) {
            faults.push(Fault::new(
                format!("the header `{name}` was not given"),
                value,
                "no such header",
            ));
        }
        let before = &sent.headers[..index];
        if before
            .iter()
            .any(|(other, _)| other.eq_ignore_ascii_case(name))
        {
            faults.push(Fault::new(
                format!("the header `{name}` comes twice"),
                value,
                "one header",
            ));
        }
    }
}

/// Whether the value of a header is what was given, or what it may be.
pub(super) fn header(
    name: &str,
    written: Written<'_>,
    value: &Value,
    found: Option<&str>,
) -> Result<(), String> {
    match written {
        Written::Style(style) => {
            let Some(ways) = style.whole(name, value, Escape::None) else {
                return found.map(|_| ()).ok_or_else(|| "some text".to_owned());
            };
            let is_it = ways
                .iter()
                .any(|way| found == Some(way) || found.is_none() && way.is_empty());
            is_it.then_some(()).ok_or_else(|| ways.join(" or "))
        }
        Written::Content(media_type, _) => {
            let found = found.ok_or_else(|| value.to_string())?;
            let is_it = Kind::of(media_type) != Kind::Json || is_json(found, value);
            is_it.then_some(()).ok_or_else(|| value.to_string())
        }
    }
}

fn check_cookies(operation: &Operation<'_>, given: &Given, sent: &Sent, faults: &mut Vec<Fault>) {
    let cookies = sent.header("cookie").unwrap_or_default();
    let mut left = pairs(cookies, ';');
    for (parameter, value) in parameters(operation, given) {
        if parameter.place != Place::Cookie {
            continue;
        }
        if let Err(allowed) = take(parameter, value, &mut left, escape(parameter)) {
            faults.push(Fault::new(
                format!("the cookie `{}`", parameter.name),
                cookies,
                allowed,
            ));
        }
    }
    let schemes: Vec<&Scheme> = operation.security.iter().flatten().collect();
    left.retain(|(name, _)| !schemes.contains(&&Scheme::Cookie(decoded(name))));
    if !left.is_empty() {
        faults.push(Fault::new(
            "the cookies have more than was given",
            cookies,
            "nothing else",
        ));
    }
}

/// The style `cookie` escapes nothing (OpenAPI 3.2, Style Values).
fn escape(parameter: &Parameter<'_>) -> Escape {
    match parameter.written {
        Written::Style(style) if style.name == Name::Cookie => Escape::None,
        _ => Escape::Url,
    }
}

/// Whether the credentials of one of the alternatives are there, and none where none is wanted.
fn check_credentials(operation: &Operation<'_>, sent: &Sent, faults: &mut Vec<Fault>) {
    let authorization = sent.header("authorization");
    let described = operation
        .parameters
        .iter()
        .any(|parameter| parameter.name.eq_ignore_ascii_case("authorization"));
    if operation.security.is_empty() {
        if let Some(found) = authorization.filter(|_| !described) {
            faults.push(Fault::new(
                "a credential where none is wanted",
                found,
                "no header `Authorization`",
            ));
        }
        return;
    }
    let has = |scheme: &Scheme| match scheme {
        Scheme::Authorization(word) => {
            let word = word.to_ascii_lowercase();
            authorization
                .is_some_and(|found| found.to_ascii_lowercase().starts_with(&format!("{word} ")))
        }
        Scheme::Header(name) => sent.header(name).is_some_and(|value| !value.is_empty()),
        Scheme::Query(name) => {
            let query = sent.url.split_once('?').map_or("", |(_, query)| query);
            pairs(query, '&')
                .iter()
                .any(|(found, value)| decoded(found) == *name && !value.is_empty())
        }
        Scheme::Cookie(name) => {
            let cookies = pairs(sent.header("cookie").unwrap_or_default(), ';');
            cookies
                .iter()
                .any(|(found, value)| decoded(found) == *name && !value.is_empty())
        }
        Scheme::Elsewhere => true,
    };
    if !operation
        .security
        .iter()
        .any(|schemes| schemes.iter().all(has))
    {
        let found = authorization.unwrap_or("no header `Authorization`");
        faults.push(Fault::new(
            "the credentials",
            found,
            format!("{:?}", operation.security),
        ));
    }
}
