//! Reading JSON, with the place of what does not fit.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a value from the whole of some bytes.
pub(crate) fn from_slice<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsonError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Text that is known to be UTF-8 as a whole is read in less time than one whose every string has to be looked at, and
    // keeping the place up to date costs time that only what does not fit is worth.
    let text = str::from_utf8(bytes).ok();
    match text.and_then(|text| serde_json::from_str(text).ok()) {
        Some(value) => Ok(value),
        None => locate(bytes).or_else(|error| text.and_then(with_integers).ok_or(error)),
    }
}

/// Reads a value from JSON that has been read already.
pub(crate) fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, JsonError> {
    serde_path_to_error::deserialize(value).map_err(JsonError::at)
}

/// Reads a value whose integers are written as other numbers are: `5.0` and `1e3` are integers (JSON Schema 2020-12, core,
/// section 4.2.1, and validation, section 6.1.1). It is tried where all else fails, because hardly any service writes them so.
fn with_integers<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value = serde_json::from_str(text).ok()?;
    serde_json::from_value(integers(&value)?).ok()
}

/// The same value with each number that has no fraction as an integer; `None` where it has no such numbers.
pub(crate) fn integers(value: &Value) -> Option<Value> {
    let mut changed = value.clone();
    make_integers(&mut changed).then_some(changed)
}

fn make_integers(value: &mut Value) -> bool {
    match value {
        Value::Number(number) => {
            let whole = whole(number);
            if let Some(whole) = &whole {
                *value = whole.clone();
            }
            whole.is_some()
        }
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |any, item| make_integers(item) | any),
        Value::Object(members) => {
            let mut values = members.values_mut();
            values
                .by_ref()
                .fold(false, |any, member| make_integers(member) | any)
        }
        _ => false,
    }
}

/// A number without a fraction, where it is not written as an integer.
fn whole(number: &serde_json::Number) -> Option<Value> {
    if number.is_i64() || number.is_u64() {
        return None;
    }
    let number = number.as_f64().filter(|number| number.fract() == 0.0)?;
    // Its digits without an exponent are read as those of an integer are.
    let digits = format!("{number:.0}");
    let signed = digits.parse::<i64>().map(Value::from);
    signed
        .or_else(|_| digits.parse::<u64>().map(Value::from))
        .ok()
}

/// Why bytes do not decode, and where.
#[derive(Debug)]
pub(crate) struct JsonError {
    pub(crate) path: String,
    pub(crate) source: serde_json::Error,
}

/// Reads a value once more, and says where it does not fit. What is skipped need not be UTF-8.
#[cold]
fn locate<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsonError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(JsonError::at)?;
    reader.end().map_err(|source| JsonError {
        path: String::new(),
        source,
    })?;
    Ok(value)
}

impl JsonError {
    fn at(located: serde_path_to_error::Error<serde_json::Error>) -> Self {
        let path = located.path().to_string();
        let path = if path == "." { String::new() } else { path };
        Self {
            path,
            source: located.into_inner(),
        }
    }
}
