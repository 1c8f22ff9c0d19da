//! Whether a value is of a schema, and what of it the schema speaks of.

use clientwright::document::Node;
use clientwright::pointer::Pointer;
use serde_json::{Map, Value};

use super::keywords::{self, Kind, Others, members};
use super::{chain, scalars};

/// How deep schemas are looked into.
const MAX_DEPTH: usize = 60;

/// What a schema speaks of in a value of it.
enum Kept {
    /// It says nothing of what is inside, so the whole value counts.
    Whole,
    /// This.
    Told(Value),
}

impl Kept {
    fn of(self, value: &Value) -> Value {
        match self {
            Self::Whole => value.clone(),
            Self::Told(told) => told,
        }
    }

    /// What one schema or another speaks of.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Told(one), Self::Told(other)) => Self::Told(united(one, other)),
            (Self::Whole, other) => other,
            (told, Self::Whole) => told,
        }
    }
}

fn united(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(mut one), Value::Object(other)) => {
            for (key, value) in other {
                let value = match one.remove(&key) {
                    Some(before) => united(before, value),
                    None => value,
                };
                one.insert(key, value);
            }
            Value::Object(one)
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let pairs = one.into_iter().zip(other);
            Value::Array(pairs.map(|(one, other)| united(one, other)).collect())
        }
        (_, other) => other,
    }
}

/// What a schema speaks of in a value; `None` where the value is not of the schema.
pub(super) fn kept(node: &Node<'_>, value: &Value) -> Option<Value> {
    Some(fit(node, value, 0)?.of(value))
}

fn fit(node: &Node<'_>, value: &Value, depth: usize) -> Option<Kept> {
    fit_within(node, value, depth, &[])
}

/// The same for a member of schemas that all hold of the value. One that leads back to itself adds nothing.
fn fit_within(node: &Node<'_>, value: &Value, depth: usize, around: &[Pointer]) -> Option<Kept> {
    if depth > MAX_DEPTH {
        return None;
    }
    let node = node.resolve().ok()?;
    if around.contains(node.place()) {
        return Some(Kept::Whole);
    }
    let around = [around, &[node.place().clone()]].concat();
    if value.is_null() && keywords::flag(&node, "nullable") {
        return Some(Kept::Whole);
    }
    if keywords::is_never(&node) || !is_listed(&node, value) {
        return None;
    }
    if let Some(not) = node.get("not")
        && fit(&not, value, depth + 1).is_some()
    {
        return None;
    }
    let mut kept = own(&node, value, depth)?;
    for member in members(&node, "allOf") {
        kept = kept.and(fit_within(&member, value, depth + 1, &around)?);
    }
    for key in ["oneOf", "anyOf"] {
        let choices = members(&node, key);
        if choices.is_empty() {
            continue;
        }
        let meant = chain::property(&node)
            .and_then(|property| value.get(property))
            .and_then(Value::as_str);
        let meant = meant.and_then(|tag| chain::member(&node, tag));
        let is_meant = |member: &&Node<'_>| {
            let place = member.resolve().map(|member| member.place().clone());
            meant.is_some() && place.ok() == meant
        };
        let wanted = choices.iter().find(is_meant);
        let fitting = choices
            .iter()
            .filter(|member| wanted.is_none_or(|wanted| wanted.place() == member.place()))
            .filter_map(|member| fit_within(member, value, depth + 1, &around));
        kept = kept.and(fitting.reduce(Kept::and)?);
    }
    Some(kept)
}

fn is_listed(node: &Node<'_>, value: &Value) -> bool {
    keywords::values(node).is_none_or(|values| {
        values
            .iter()
            .any(|listed| super::difference(listed, listed, value).is_none())
    })
}

/// What a schema's own keywords, without those for several schemas, speak of.
fn own(node: &Node<'_>, value: &Value, depth: usize) -> Option<Kept> {
    let kind = keywords::meant(node);
    let of_kind = match kind {
        None => true,
        Some(Kind::Null) => value.is_null(),
        Some(Kind::Boolean) => value.is_boolean(),
        Some(Kind::Integer) => value.is_i64() || value.is_u64(),
        Some(Kind::Number) => value.is_number(),
        Some(Kind::Text) => value.is_string(),
        Some(Kind::Array) => value.is_array(),
        Some(Kind::Object) => value.is_object(),
    };
    let format = keywords::text(node, "format").unwrap_or_default();
    if !of_kind || !scalars::is_of_format(kind, format, value) {
        return None;
    }
    match value {
        Value::Object(members) => object(node, members, depth),
        Value::Array(items) => array(node, items, depth),
        _ => Some(Kept::Whole),
    }
}

fn object(node: &Node<'_>, value: &Map<String, Value>, depth: usize) -> Option<Kept> {
    let properties = keywords::properties(node);
    let others = keywords::others(node);
    let one_way = |name: &str| {
        let property = properties.iter().find(|(property, _)| *property == name);
        property.is_some_and(|(_, schema)| is_one_way(schema))
    };
    let required = keywords::required(node);
    for name in required.iter().copied() {
        if !value.contains_key(name) && !one_way(name) {
            return None;
        }
    }
    if keywords::size(node, "minProperties").is_some_and(|least| value.len() < least) {
        return None;
    }
    let mut told = Map::new();
    for (name, member) in value {
        if let Some((_, schema)) = properties.iter().find(|(property, _)| property == name) {
            told.insert(name.clone(), fit(schema, member, depth + 1)?.of(member));
            continue;
        }
        match &others {
            Others::Anything => {
                told.insert(name.clone(), member.clone());
            }
            Others::Schema(schema) => {
                told.insert(name.clone(), fit(schema, member, depth + 1)?.of(member));
            }
            // What has to be there is spoken of, even if nothing describes it.
            Others::Untold if required.contains(&name.as_str()) => {
                told.insert(name.clone(), member.clone());
            }
            Others::Untold | Others::None => {}
        }
    }
    if properties.is_empty() && matches!(others, Others::Untold) {
        return Some(Kept::Whole);
    }
    Some(Kept::Told(Value::Object(told)))
}

/// Whether a property travels in one direction only, so that it may be missing though it is required.
pub(super) fn is_one_way(schema: &Node<'_>) -> bool {
    ["readOnly", "writeOnly"]
        .iter()
        .any(|key| keywords::flag(schema, key))
}

fn array(node: &Node<'_>, value: &[Value], depth: usize) -> Option<Kept> {
    let prefix = keywords::prefix(node);
    let items = node.get("items");
    if prefix.is_empty() && items.is_none() {
        return Some(Kept::Whole);
    }
    let mut told = Vec::new();
    for (index, item) in value.iter().enumerate() {
        told.push(match prefix.get(index).or(items.as_ref()) {
            Some(schema) => fit(schema, item, depth + 1)?.of(item),
            None => item.clone(),
        });
    }
    Some(Kept::Told(Value::Array(told)))
}
