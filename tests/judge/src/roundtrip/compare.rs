//! Whether what was written says the same as what was read.

use jiff::Timestamp;
use serde_json::Value;

/// Where and how what was written differs from the value that was read; `None` where it says the same.
///
/// Of the value `kept` has to be there, and the rest may be. Numbers are the same by value and dates by instant, and a
/// member that is null is the same as none.
pub(crate) fn difference(kept: &Value, value: &Value, written: &Value) -> Option<String> {
    compare("", kept, value, written)
}

fn compare(place: &str, kept: &Value, value: &Value, written: &Value) -> Option<String> {
    match (kept, written) {
        (Value::Object(kept), Value::Object(written)) => {
            let lost = kept.iter().find_map(|(name, member)| {
                let place = format!("{place}/{name}");
                match written.get(name) {
                    Some(other) => compare(&place, member, &value[name], other),
                    None if member.is_null() => None,
                    None => Some(format!("{place} is lost")),
                }
            });
            lost.or_else(|| {
                let known = |name: &str| kept.contains_key(name) || value.get(name).is_some();
                let added = written.keys().find(|name| !known(name))?;
                Some(format!("{place}/{added} is added"))
            })
        }
        (Value::Array(kept), Value::Array(written)) if kept.len() == written.len() => {
            let mut pairs = kept.iter().zip(written).enumerate();
            pairs.find_map(|(index, (kept, written))| {
                compare(&format!("{place}/{index}"), kept, &value[index], written)
            })
        }
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => None,
        (Value::String(one), Value::String(other)) if is_same_text(one, other) => None,
        _ if kept == written => None,
        _ => Some(format!("{place} is {written} instead of {kept}")),
    }
}

/// Whether texts are the same, or the same instant or UUID.
fn is_same_text(one: &str, other: &str) -> bool {
    let instant = |text: &str| text.replacen(' ', "T", 1).parse::<Timestamp>().ok();
    let is_uuid = |text: &str| text.len() == 36 && text.matches('-').count() == 4;
    one == other
        || instant(one).is_some_and(|at| instant(other) == Some(at))
        || (is_uuid(one) && is_uuid(other) && one.eq_ignore_ascii_case(other))
}
