//! The body and its media type.

use serde_json::{Value, json};

use super::url::{pairs, take_text, take_ways};
use super::{Fault, Sent, is_json, multipart, same, xml};
use crate::requests::reader::bodies::{Body, Content, Field, Kind, essence};
use crate::requests::reader::operations::Operation;
use crate::requests::reader::sample::Given;
use crate::requests::reader::styles::{Escape, Name, Style, text};

pub(super) fn check(
    operation: &Operation<'_>,
    given: &Given,
    sent: &Sent,
    faults: &mut Vec<Fault>,
) {
    let shown = || short(&String::from_utf8_lossy(&sent.body));
    let Some((index, value)) = &given.body else {
        if !sent.body.is_empty() {
            faults.push(Fault::new("the body was not given", shown(), "no body"));
        }
        return;
    };
    let body = &operation.bodies[*index];
    let media_type = sent.header("content-type").unwrap_or_default();
    // A body that is nothing but parts need not be there without any, unless it has to.
    let is_nothing = Kind::of(&body.media_type) == Kind::Multipart && *value == json!({});
    if is_nothing && sent.body.is_empty() && !operation.needs_body {
        return;
    }
    if !is_of(media_type, &body.media_type) {
        faults.push(Fault::new(
            "the media type of the body",
            media_type,
            &body.media_type,
        ));
        return;
    }
    let wrong = match Kind::of(&body.media_type) {
        Kind::Multipart => return multipart::check(body, given, media_type, &sent.body, faults),
        Kind::Form => {
            let text = String::from_utf8_lossy(&sent.body).replace('+', "%20");
            let mut left = pairs(&text, '&');
            let taken = take_form(body, value, &mut left);
            taken
                .err()
                .or_else(|| (!left.is_empty()).then(|| format!("nothing more than {value}")))
        }
        Kind::Json => {
            let text = String::from_utf8_lossy(&sent.body);
            (!is_json(&text, value)).then(|| value.to_string())
        }
        Kind::JsonTexts => (!is_lines(&sent.body, value)).then(|| value.to_string()),
        Kind::Xml => match (&body.content, text(value)) {
            // A string is the document itself.
            (_, Some(text)) => (sent.body != text.as_bytes()).then_some(text),
            (Content::Schema(Some(schema), _), None) => xml::fault(&sent.body, value, *schema),
            _ => None,
        },
        // Bytes of a schema that is no string may as well be JSON: nothing says how else they are made.
        Kind::Bytes if text(value).is_none() => {
            let text = String::from_utf8_lossy(&sent.body);
            (!is_json(&text, value)).then(|| value.to_string())
        }
        Kind::Text | Kind::Bytes => {
            let wanted = text(value).unwrap_or_else(|| value.to_string());
            (sent.body != wanted.as_bytes()).then_some(wanted)
        }
    };
    faults.extend(wrong.map(|allowed| Fault::new("the body", shown(), short(&allowed))));
}

pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 1500;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}..", &text[..end]),
        None => text.to_owned(),
    }
}

/// Whether a media type is the described one or of its range, with the parameters that are described.
pub(crate) fn is_of(found: &str, described: &str) -> bool {
    let (found_essence, wanted) = (essence(found), essence(described));
    let is_it = match wanted.split_once('/') {
        Some(("*", "*")) => found_essence.contains('/'),
        Some((kind, "*")) => found_essence.starts_with(&format!("{kind}/")),
        _ => found_essence == wanted,
    };
    let parameters = |text: &str| -> Vec<String> {
        let parameters = text.split(';').skip(1);
        parameters
            .map(|text| text.trim().replace('"', "").to_ascii_lowercase())
            .collect()
    };
    let found = parameters(found);
    // The boundary is the sender's own choice.
    let wanted = parameters(described)
        .into_iter()
        .filter(|text| !text.starts_with("boundary="));
    is_it && wanted.into_iter().all(|wanted| found.contains(&wanted))
}

/// Whether a body is the items of a list, or one value, each as a text of its own.
fn is_lines(body: &[u8], value: &Value) -> bool {
    let one = std::slice::from_ref(value);
    let items = value.as_array().map_or(one, Vec::as_slice);
    // A text of a JSON sequence begins with a record separator (RFC 7464, section 2.2).
    let text = String::from_utf8_lossy(body).replace('\u{1e}', "");
    let texts = serde_json::Deserializer::from_str(&text).into_iter();
    let found: Result<Vec<Value>, _> = texts.collect();
    found.is_ok_and(|found| {
        found.len() == items.len()
            && found
                .iter()
                .zip(items)
                .all(|(found, item)| same(found, item))
    })
}

/// Takes the fields of a form out of what is left, or says what a field may be.
pub(super) fn take_form(
    body: &Body<'_>,
    value: &Value,
    left: &mut Vec<(String, String)>,
) -> Result<(), String> {
    for field in body.fields(value) {
        take_field(&field, &value[&field.name], left)?;
    }
    Ok(())
}

fn take_field(
    field: &Field<'_>,
    value: &Value,
    left: &mut Vec<(String, String)>,
) -> Result<(), String> {
    let usual = Style {
        name: Name::Form,
        explode: true,
        reserved: false,
    };
    let is_plain = |value: &Value| !value.is_object() && !value.is_array();
    if let Some(style) = field.style {
        let escape = if style.reserved {
            Escape::UrlReserved
        } else {
            Escape::Url
        };
        return take_ways(
            &field.name,
            value,
            style.pairs(&field.name, value, escape),
            style,
            left,
        );
    }
    // Without a style, a value is of the media type that `contentType` says or of that of its own kind (Encoding Object).
    let as_json = |left: &mut Vec<_>, value: &Value| {
        let taken = take_text(&field.name, left, |text| is_json(text, value));
        taken.ok_or_else(|| format!("{}=(JSON) {value}", field.name))
    };
    if field
        .media_types
        .iter()
        .any(|media_type| Kind::of(media_type) == Kind::Json)
        || value.is_object()
    {
        return as_json(left, value);
    }
    match value.as_array() {
        // The versions differ in whether a list of objects is JSON as a whole or by its items (Encoding Object).
        Some(items) if !items.iter().all(is_plain) => as_json(left, value).or_else(|_| {
            let mut items = items.iter();
            items.try_for_each(|item| as_json(left, item))
        }),
        _ => take_ways(
            &field.name,
            value,
            usual.pairs(&field.name, value, Escape::Url),
            usual,
            left,
        ),
    }
}
