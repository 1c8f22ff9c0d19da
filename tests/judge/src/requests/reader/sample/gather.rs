//! The schemas that hold of one value together.

use serde_json::Value;

use crate::requests::reader::files::Version;
use crate::requests::reader::node::Node;

/// How many schemas may hold of one value.
const MOST_PARTS: usize = 80;

/// Schemas that all hold of one value.
#[derive(Debug, Default)]
pub(super) struct Meeting<'d> {
    /// The schemas.
    pub(super) parts: Vec<Node<'d>>,
    /// Properties that say of which member of a union a value is.
    pub(super) tags: Vec<(&'d str, Value)>,
}

/// Adds a schema with all that holds together with it, one member of each union.
pub(super) fn gather<'d>(node: Node<'d>, turn: usize, out: &mut Meeting<'d>) -> Option<()> {
    let start = node.resolve();
    add(node, start, turn, out)
}

fn add<'d>(node: Node<'d>, start: Node<'d>, turn: usize, out: &mut Meeting<'d>) -> Option<()> {
    if out.parts.len() > MOST_PARTS || node.value() == &Value::Bool(false) {
        return None;
    }
    let target = node.resolve();
    // What refers to nothing has no value: no specification says what it is.
    if node.text("$ref").is_some() && target.value().is_null() {
        return None;
    }
    // What stands beside a reference holds as well, from 3.1 on (Schema Object; before, it is ignored).
    if !target.is(node) && node.version() >= Version::V31 {
        out.parts.push(node);
    }
    if out.parts.iter().any(|part| part.is(target)) {
        return Some(());
    }
    out.parts.push(target);
    for member in target.at("allOf").items() {
        add(member, start, turn, out)?;
    }
    let unions: Vec<Vec<Node<'d>>> = ["oneOf", "anyOf"]
        .iter()
        .map(|key| members(target, key))
        .collect();
    if unions.iter().all(Vec::is_empty) {
        return family(target, start, turn, out);
    }
    for union in unions.into_iter().filter(|union| !union.is_empty()) {
        if union
            .iter()
            .any(|member| out.parts.iter().any(|part| part.is(member.resolve())))
        {
            continue;
        }
        let member = union[turn % union.len()];
        if let Some(property) = discriminator(target)
            && let Some(tag) = tag(target, member.resolve())
        {
            out.tags.push((property, tag));
        }
        add(member, member.resolve(), turn, out)?;
    }
    Some(())
}

/// The members of a union but those that are only null.
fn members<'d>(node: Node<'d>, key: &str) -> Vec<Node<'d>> {
    let members = node.at(key).items();
    let is_null = |member: &Node<'_>| member.resolve().text("type") == Some("null");
    members.filter(|member| !is_null(member)).collect()
}

/// A schema whose discriminator tells apart those that are made of it with `allOf` (OpenAPI, Discriminator Object).
fn family<'d>(base: Node<'d>, start: Node<'d>, turn: usize, out: &mut Meeting<'d>) -> Option<()> {
    let Some(property) = discriminator(base) else {
        return Some(());
    };
    let children = children(base);
    if !start.is(base) || children.is_empty() {
        out.tags.extend(tag(base, start).map(|tag| (property, tag)));
        return Some(());
    }
    let child = children[turn % children.len()];
    out.tags.extend(tag(base, child).map(|tag| (property, tag)));
    add(child, child, turn, out)
}

/// The property of a discriminator: an object since 3.0, a string before.
fn discriminator(node: Node<'_>) -> Option<&str> {
    let told = node.get("discriminator")?;
    told.value().as_str().or_else(|| told.text("propertyName"))
}

/// The declared schemas with their names.
fn declared(node: Node<'_>) -> impl Iterator<Item = (&str, Node<'_>)> {
    let root = node.root();
    let new = root.at("components").at("schemas").entries();
    new.chain(root.at("definitions").entries())
}

fn children(base: Node<'_>) -> Vec<Node<'_>> {
    let is_child = |node: &Node<'_>| {
        node.at("allOf")
            .items()
            .any(|member| member.resolve().is(base))
    };
    declared(base)
        .map(|(_, node)| node)
        .filter(is_child)
        .collect()
}

/// The value of a discriminator that names a schema.
fn tag<'d>(holder: Node<'d>, member: Node<'d>) -> Option<Value> {
    let names = |target: &str| {
        let named = declared(holder).find(|(name, _)| *name == target);
        let found = named
            .map(|(_, node)| node)
            .or_else(|| holder.follow(target));
        found.is_some_and(|found| found.is(member) || found.resolve().is(member))
    };
    let mapping = holder.at("discriminator").at("mapping").entries();
    let mut mapping = mapping.filter_map(|(tag, target)| Some((tag, target.value().as_str()?)));
    if let Some((tag, _)) = mapping.find(|(_, target)| names(target)) {
        return Some(tag.into());
    }
    let mut schemas = declared(holder);
    schemas
        .find(|(_, node)| node.is(member))
        .map(|(name, _)| name.into())
}

/// Whether a value is of a `type`, or of one of a list of them.
fn is_of_type(value: &Value, told: Node<'_>) -> bool {
    let is_of = |kind: &Value| match kind.as_str().unwrap_or_default() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    };
    match told.value() {
        Value::Array(kinds) => kinds.iter().any(is_of),
        kind => is_of(kind),
    }
}

impl<'d> Meeting<'d> {
    /// The values that are listed, without null.
    pub(super) fn listed(&self) -> Option<Vec<Value>> {
        let lists = self.parts.iter().filter_map(|part| {
            let one = part.get("const").map(|value| vec![value.value().clone()]);
            one.or_else(|| Some(part.get("enum")?.value().as_array()?.clone()))
        });
        let mut all: Option<Vec<Value>> = None;
        for list in lists {
            all = Some(match all {
                None => list,
                Some(all) => all
                    .into_iter()
                    .filter(|value| list.contains(value))
                    .collect(),
            });
        }
        let mut values = all?;
        values.retain(|value| !value.is_null());
        // A value has to be of the `type` as well (JSON Schema 2020-12 validation, sections 6.1.1 and 6.1.2): `on` is true in
        // YAML 1.1. Where no value is, nothing says which of the two is meant.
        let told = self.parts.iter().filter_map(|part| part.get("type"));
        let told: Vec<Node<'d>> = told.collect();
        let fits = |value: &&Value| told.iter().all(|node| is_of_type(value, *node));
        let fitting: Vec<Value> = values.iter().filter(fits).cloned().collect();
        Some(if fitting.is_empty() { values } else { fitting })
    }

    /// The type that all of them allow, or an empty text where none is told.
    pub(super) fn kind(&self, turn: usize) -> Option<&'d str> {
        let mut kinds: Option<Vec<&str>> = None;
        for part in &self.parts {
            let mut own: Vec<&str> = match part.get("type").map(Node::value) {
                Some(Value::String(kind)) => vec![kind.as_str()],
                Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
                _ => continue,
            };
            if own.len() > 1 {
                own.retain(|kind| *kind != "null");
            }
            kinds = Some(match kinds {
                None => own,
                Some(kinds) => {
                    let is_of = |kind: &&str| {
                        own.contains(kind) || *kind == "integer" && own.contains(&"number")
                    };
                    let narrowed: Vec<&str> = kinds.iter().copied().filter(is_of).collect();
                    let integer = kinds.contains(&"number") && own.contains(&"integer");
                    if integer { vec!["integer"] } else { narrowed }
                }
            });
        }
        match kinds {
            Some(kinds) => kinds.get(turn.checked_rem(kinds.len())?).copied(),
            None => Some(self.meant()),
        }
    }

    /// The type that other keywords speak of.
    fn meant(&self) -> &'static str {
        let has = |keys: &[&str]| {
            self.parts
                .iter()
                .any(|part| keys.iter().any(|key| part.get(key).is_some()))
        };
        if has(&["properties", "required", "additionalProperties"]) {
            "object"
        } else if has(&["items", "prefixItems"]) {
            "array"
        } else if has(&["minLength", "maxLength", "pattern"]) {
            "string"
        } else {
            ""
        }
    }

    /// The properties in the order of the description, each with all its schemas.
    pub(super) fn properties(&self) -> Vec<(&'d str, Vec<Node<'d>>)> {
        let mut all: Vec<(&str, Vec<Node<'d>>)> = Vec::new();
        for (name, schema) in self
            .parts
            .iter()
            .flat_map(|part| part.at("properties").entries())
        {
            match all.iter_mut().find(|(known, _)| *known == name) {
                Some((_, schemas)) => schemas.push(schema),
                None => all.push((name, vec![schema])),
            }
        }
        for name in self.required() {
            if !all.iter().any(|(known, _)| *known == name) {
                all.push((name, self.others()));
            }
        }
        all
    }

    pub(super) fn required(&self) -> Vec<&'d str> {
        let lists = self
            .parts
            .iter()
            .flat_map(|part| part.at("required").items());
        lists.filter_map(|name| name.value().as_str()).collect()
    }

    /// The schemas of properties that are not named; any value where there are none at all.
    pub(super) fn others(&self) -> Vec<Node<'d>> {
        let told = self
            .parts
            .iter()
            .filter_map(|part| part.get("additionalProperties"));
        let told: Vec<_> = told.collect();
        let is_closed = told.iter().any(|node| node.value() == &Value::Bool(false));
        let has_named = self
            .parts
            .iter()
            .any(|part| part.get("properties").is_some());
        if is_closed {
            return Vec::new();
        }
        told.into_iter()
            .filter(|node| node.value().is_object() || !has_named)
            .collect()
    }
}

/// The schemas of a property, in all members of unions.
pub(crate) fn property<'d>(schema: Node<'d>, name: &str) -> Vec<Node<'d>> {
    let mut found = Vec::new();
    collect(schema, name, 0, &mut found);
    found
}

/// Schemas with what they refer to, their members and their items.
pub(crate) fn schemas<'d>(nodes: &[Node<'d>]) -> Vec<Node<'d>> {
    reached(nodes, true)
}

/// Schemas with what they refer to and their members.
pub(crate) fn alone<'d>(nodes: &[Node<'d>]) -> Vec<Node<'d>> {
    reached(nodes, false)
}

fn reached<'d>(nodes: &[Node<'d>], with_items: bool) -> Vec<Node<'d>> {
    let mut found: Vec<Node<'d>> = Vec::new();
    let mut left: Vec<Node<'d>> = nodes.to_vec();
    while let Some(node) = left.pop() {
        let node = node.resolve();
        if found.len() > MOST_PARTS || found.iter().any(|known| known.is(node)) {
            continue;
        }
        found.push(node);
        left.extend(node.get("items").filter(|_| with_items));
        let members = ["allOf", "oneOf", "anyOf"];
        left.extend(members.iter().flat_map(|key| node.at(key).items()));
    }
    found
}

fn collect<'d>(schema: Node<'d>, name: &str, depth: usize, found: &mut Vec<Node<'d>>) {
    let schema = schema.resolve();
    if depth > 8 {
        return;
    }
    let before = found.len();
    found.extend(schema.at("properties").get(name));
    for key in ["allOf", "oneOf", "anyOf"] {
        for member in schema.at(key).items() {
            collect(member, name, depth + 1, found);
        }
    }
    if found.len() == before {
        found.extend(
            schema
                .get("additionalProperties")
                .filter(|node| node.value().is_object()),
        );
    }
}
