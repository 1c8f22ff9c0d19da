//! The response header `Link` (RFC 8288, section 3).
//!
//! The libraries that read it are not kept up or bring a regular expression engine along, so it is read here.

use crate::runtime::http::headers::Headers;

/// The target of the first link with the relation `next`: `<https://..>; rel="next", <..>; rel="last"`.
pub(crate) fn next(headers: &Headers) -> Option<String> {
    headers.get_all("link").find_map(next_in)
}

fn next_in(mut text: &str) -> Option<String> {
    while let Some((_, after)) = text.split_once('<') {
        let (target, after) = after.split_once('>')?;
        let (params, rest) = params(after);
        if is_next(&params) {
            return Some(target.to_owned());
        }
        text = rest;
    }
    None
}

/// Whether these are the parameters of a link from this page to the next one: the first `rel` counts, and a link with an
/// `anchor` leads from another page.
fn is_next(params: &[(String, String)]) -> bool {
    let value = |name| {
        params
            .iter()
            .find(|param| param.0 == name)
            .map(|param| &*param.1)
    };
    let relations = value("rel").unwrap_or_default();
    let has_next = relations
        .split_whitespace()
        .any(|rel| rel.eq_ignore_ascii_case("next"));
    has_next && value("anchor").is_none()
}

/// The parameters at the beginning of a text, their names in lower case, and what follows them.
fn params(mut text: &str) -> (Vec<(String, String)>, &str) {
    let mut params = Vec::new();
    while let Some(after) = text.trim_start().strip_prefix(';') {
        let end = after.find([';', ',', '=']).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => value(after.trim_start()),
            None => (String::new(), after),
        };
        params.push((name.trim().to_ascii_lowercase(), value));
        text = after;
    }
    (params, text)
}

/// The token or the quoted string (RFC 9110, section 5.6.4) at the beginning of a text, and what follows it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (token, after) = text.split_at(end);
        return (token.trim_end().to_owned(), after);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            character => value.push(character),
        }
    }
    (value, "")
}
