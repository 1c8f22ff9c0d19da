//! What is typed behind a flag, as JSON.

use std::io::Read;

use super::json::Json;
use super::model::{Field, Values};
use super::output::note;
use super::problem::Problem;
use super::shorthand;

/// Reads all that is typed for a field: the values of a list, and the members of an object, come one after the other.
pub(crate) fn all(field: &'static Field, texts: &[&str]) -> Result<Json, Problem> {
    let mut made = Json::Object(Vec::new());
    for text in texts {
        note_unknown(field, text);
        shorthand::put(&mut made, &["value"], read(field, text)?);
    }
    Ok(made.get("value").cloned().unwrap_or_else(Json::null))
}

/// A service may know more values than its description, so an unknown one is told and sent.
fn note_unknown(field: &Field, text: &str) {
    let Some(choices) = field.values.choices() else {
        return;
    };
    let is_json = text.starts_with(['[', '@']);
    if is_json || (text == "null" && field.nullable) {
        return;
    }
    for text in text
        .split(',')
        .filter(|text| !choices.contains(&text.trim()))
    {
        note(&format!(
            "--{} `{text}` is none of {}",
            field.flag,
            choices.join(", ")
        ));
    }
}

/// Reads what is typed for a field. `null` is null where the field may be; `@FILE` is what a file holds and `@-` the standard
/// input; a backslash before either, or before another backslash, takes the text as it is.
fn read(field: &Field, text: &str) -> Result<Json, Problem> {
    if text == "null" && field.nullable {
        return Ok(Json::null());
    }
    let held;
    let text = match text.strip_prefix('@') {
        // A file of its own is read where it is sent: its name matters too.
        Some(file) if matches!(field.values, Values::File | Values::List(Values::File)) => file,
        Some(file) => {
            held = file_text(file)?;
            held.as_str()
        }
        None => unescaped(text),
    };
    of(field.values, text).map_err(|message| Problem::usage(format!("--{}: {message}", field.flag)))
}

/// Reads a value of a kind.
pub(crate) fn of(values: Values, text: &str) -> Result<Json, String> {
    match values {
        Values::Text | Values::Choice(_) | Values::File => Ok(Json::Text(text.to_owned())),
        Values::Integer => number(text, "a whole number", |text| {
            !text.contains(['.', 'e', 'E'])
        }),
        Values::Number => number(text, "a number", |_| true),
        Values::Boolean => match text {
            "true" | "false" => Ok(Json::Literal(text.to_owned())),
            _ => Err(format!("expected true or false, not `{text}`")),
        },
        Values::Any => Ok(Json::parse(text).unwrap_or_else(|_| Json::Text(text.to_owned()))),
        Values::List(items) => list(*items, text),
        Values::Object(known) => {
            let fields = known.fields()?;
            object(text, |text| shorthand::object(fields, text))
        }
        Values::Map(values) => object(text, |text| shorthand::map(*values, text)),
    }
}

/// A number keeps all its digits.
fn number(text: &str, what: &str, fits: fn(&str) -> bool) -> Result<Json, String> {
    match Json::parse(text) {
        Ok(json @ Json::Literal(_))
            if fits(text) && text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) =>
        {
            Ok(json)
        }
        _ => Err(format!("expected {what}, not `{text}`")),
    }
}

/// A JSON list, or one item; the flag is repeated for more. Items that hold no comma may be written with commas between them.
fn list(items: Values, text: &str) -> Result<Json, String> {
    if text.trim_start().starts_with('[') {
        return match Json::parse(text) {
            Ok(json @ Json::List(_)) => Ok(json),
            Ok(_) => Err("expected a JSON list".to_owned()),
            Err(error) => Err(format!("this is no JSON list: {error}")),
        };
    }
    let items = match items {
        Values::Integer | Values::Number | Values::Boolean | Values::Choice(_) => text
            .split(',')
            .map(|item| of(items, item.trim()))
            .collect::<Result<_, _>>()?,
        _ => vec![of(items, text)?],
    };
    Ok(Json::List(items))
}

fn object(text: &str, short: impl FnOnce(&str) -> Result<Json, String>) -> Result<Json, String> {
    if text.trim_start().starts_with('{') {
        return match Json::parse(text) {
            Ok(json) => Ok(json),
            Err(error) => Err(format!("this is no JSON object: {error}")),
        };
    }
    short(text)
}

/// What a file holds, as text.
pub(crate) fn file_text(name: &str) -> Result<String, Problem> {
    String::from_utf8(file_bytes(name)?)
        .map_err(|_| Problem::local(format!("`{name}` is no UTF-8 text")))
}

/// What a file holds; `-` is the standard input.
pub(crate) fn file_bytes(name: &str) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read = match name {
        "-" => std::io::stdin().lock().read_to_end(&mut bytes),
        _ => std::fs::File::open(name).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Problem::local(format!("`{name}` cannot be read: {error}"))),
    }
}

/// The text behind the backslash that takes it as it is.
pub(crate) fn unescaped(text: &str) -> &str {
    match text.strip_prefix('\\') {
        Some(rest) if rest.starts_with(['@', '\\']) || rest == "null" => rest,
        _ => text,
    }
}
