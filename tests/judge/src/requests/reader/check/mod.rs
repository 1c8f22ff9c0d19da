//! Whether a request is what a description allows, and carries the values that were given.

mod body;
mod head;
mod multipart;
mod url;
mod xml;

pub(crate) use body::is_of;
use serde_json::Value;

use super::operations::Operation;
use super::sample::Given;

/// A request, as it was recorded.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent {
    /// The method.
    pub(crate) method: String,
    /// The whole URL.
    pub(crate) url: String,
    /// The headers.
    pub(crate) headers: Vec<(String, String)>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

/// Something that the description does not allow, or a value that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What is wrong.
    pub(crate) what: String,
    /// What was sent.
    pub(crate) sent: String,
    /// What is allowed.
    pub(crate) allowed: String,
}

impl Fault {
    fn new(what: impl Into<String>, sent: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            sent: sent.into(),
            allowed: allowed.into(),
        }
    }
}

impl Sent {
    fn header(&self, name: &str) -> Option<&str> {
        let header = self
            .headers
            .iter()
            .find(|(held, _)| held.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }
}

/// All that is wrong with a request of an operation that was given these values; the caller has given the server where the
/// description has none.
pub(crate) fn faults(
    operation: &Operation<'_>,
    given: &Given,
    server: Option<&str>,
    sent: &Sent,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    if sent.method != operation.method {
        faults.push(Fault::new("the method", &sent.method, &operation.method));
    }
    url::check(operation, given, server, sent, &mut faults);
    head::check(operation, given, sent, &mut faults);
    body::check(operation, given, sent, &mut faults);
    faults
}

/// The values that are given to the parameters, with these.
fn parameters<'g, 'd>(
    operation: &'g Operation<'d>,
    given: &'g Given,
) -> impl Iterator<Item = (&'g super::parameters::Parameter<'d>, &'g Value)> {
    let parameters = given.parameters.iter();
    parameters.filter_map(|(index, value)| Some((operation.parameters.get(*index)?, value)))
}

/// Whether two values are the same: numbers by their value, objects in any order.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let is_there = |(name, value): (&String, &Value)| {
                other.get(name).is_some_and(|other| same(value, other))
            };
            one.len() == other.len() && one.iter().all(is_there)
        }
        _ => one == other,
    }
}

/// Whether a text is this value as JSON.
fn is_json(text: &str, value: &Value) -> bool {
    serde_json::from_str(text).is_ok_and(|found: Value| same(&found, value))
}

/// Whether a text may be an XML document.
fn is_xml_like(text: &str) -> bool {
    text.trim_start().starts_with('<')
}
