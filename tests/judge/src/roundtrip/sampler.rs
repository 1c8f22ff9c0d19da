//! Values of a schema, made by chance from a seed.

use clientwright::document::Node;
use clientwright::pointer::Pointer;
use fastrand::Rng;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::chain::{self, Families};
use super::keywords::{self, Kind, Others, members};
use super::{fit, scalars};

/// How many schemas may be visited for one value.
const MOST_STEPS: usize = 4000;

/// How many levels below the top optional parts are still made.
const FULL_DEPTH: usize = 4;

/// How many levels a value may have.
const MAX_DEPTH: usize = 24;

/// How many schemas may hold of one value.
const MAX_PARTS: usize = 60;

/// Makes values of schemas.
pub(super) struct Sampler<'f, 'd> {
    families: &'f Families<'d>,
    rng: Rng,
    steps: usize,
    only_sent: bool,
    /// Whether the value is one that a service sends, so that what is only for requests is left out.
    received: bool,
}

/// The schemas that all hold of one value, none of which has parts of its own to be looked into.
#[derive(Default)]
struct Meeting<'d> {
    parts: Vec<Node<'d>>,
    /// Properties that tell members of a union or family apart, with the values that each may have.
    tags: Vec<(&'d str, Vec<String>)>,
}

impl<'f, 'd> Sampler<'f, 'd> {
    /// `only_sent` tells that a service never sends such values.
    pub(super) fn new(families: &'f Families<'d>, seed: u64, only_sent: bool) -> Self {
        Self {
            families,
            only_sent,
            rng: Rng::with_seed(seed),
            steps: 0,
            received: false,
        }
    }

    /// A value of a schema, not null; `None` where none was found.
    pub(super) fn sample(&mut self, node: &Node<'d>) -> Option<Value> {
        self.steps = MOST_STEPS;
        self.received = !self.only_sent && self.rng.bool();
        let value = self.value(std::slice::from_ref(node), 0)?;
        // What is made is of the schema but for corners such as `not`, which this sees.
        fit::kept(node, &value)?;
        Some(value)
    }

    fn value(&mut self, nodes: &[Node<'d>], depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        if depth > 0 && self.rng.u8(..8) == 0 && nodes.iter().all(|node| is_nullable(node, 0)) {
            return Some(Value::Null);
        }
        let tries = if depth < FULL_DEPTH { 3 } else { 1 };
        (0..tries).find_map(|_| (self.steps > 0).then(|| self.attempt(nodes, depth))?)
    }

    fn attempt(&mut self, nodes: &[Node<'d>], depth: usize) -> Option<Value> {
        let mut meeting = Meeting::default();
        for node in nodes {
            let place = node.resolve().ok()?.place().clone();
            self.gather(node, &place, &mut meeting)?;
        }
        let parts = &meeting.parts;
        if parts.iter().any(keywords::is_never) {
            return None;
        }
        if let Some(values) = listed(parts) {
            let value = (!values.is_empty()).then(|| self.rng.usize(..values.len()))?;
            return values.get(value).cloned();
        }
        let format = parts.iter().find_map(|part| keywords::text(part, "format"));
        let format = format.unwrap_or_default();
        match kind(parts) {
            Agreed::Kind(Kind::Null) => Some(Value::Null),
            Agreed::Kind(Kind::Boolean) => Some(self.rng.bool().into()),
            Agreed::Kind(Kind::Integer) => scalars::integer(&mut self.rng, format, parts),
            Agreed::Kind(Kind::Number) => scalars::any_number(&mut self.rng, parts),
            Agreed::Kind(Kind::Text) => Some(scalars::text(&mut self.rng, format, parts).into()),
            Agreed::Kind(Kind::Array) => self.array(parts, depth),
            Agreed::Kind(Kind::Object) => self.object(&meeting, depth),
            Agreed::Anything => Some(self.anything()),
            Agreed::Nothing => None,
        }
    }

    /// Adds a schema with everything that holds together with it, one member of each union.
    ///
    /// `outer` is the place of the schema that the value is of, for which a discriminator names its values.
    fn gather(&mut self, node: &Node<'d>, outer: &Pointer, out: &mut Meeting<'d>) -> Option<()> {
        self.steps = self.steps.checked_sub(1)?;
        let node = node.resolve().ok()?;
        if out.parts.iter().any(|part| part.place() == node.place()) {
            return Some(());
        }
        if out.parts.len() > MAX_PARTS {
            return None;
        }
        out.parts.push(node.clone());
        for member in members(&node, "allOf") {
            self.gather(&member, outer, out)?;
        }
        let property = chain::property(&node);
        let choices: Vec<Vec<Node<'d>>> = ["oneOf", "anyOf"]
            .iter()
            .map(|key| members(&node, key))
            .filter(|choice| !choice.is_empty())
            .collect();
        if let (Some(property), true) = (property, choices.is_empty()) {
            let children = self.families.children(node.place());
            if node.place() == outer && !children.is_empty() {
                let child = &children[self.rng.usize(..children.len())];
                out.tags.push((property, chain::tags(&node, child.place())));
                return self.gather(child, child.place(), out);
            }
            out.tags.push((property, chain::tags(&node, outer)));
        }
        for choice in choices {
            self.choose(&node, &choice, outer, out)?;
        }
        Some(())
    }

    fn choose(
        &mut self,
        node: &Node<'d>,
        choice: &[Node<'d>],
        outer: &Pointer,
        out: &mut Meeting<'d>,
    ) -> Option<()> {
        let places: Vec<Pointer> = choice
            .iter()
            .filter_map(|member| Some(member.resolve().ok()?.place().clone()))
            .collect();
        let property = chain::property(node);
        if out.parts.iter().any(|part| places.contains(part.place())) {
            // The value is of this member already.
            out.tags
                .extend(property.map(|property| (property, chain::tags(node, outer))));
            return Some(());
        }
        let member = &choice[self.rng.usize(..choice.len())];
        let place = member.resolve().ok()?.place().clone();
        if let Some(property) = property {
            let tags = chain::tags(node, &place);
            if !tags.is_empty() {
                out.tags.push((property, tags));
            }
        }
        self.gather(member, &place, out)
    }

    fn object(&mut self, meeting: &Meeting<'d>, depth: usize) -> Option<Value> {
        let mut properties: IndexMap<&'d str, Vec<Node<'d>>> = IndexMap::new();
        let mut required = Vec::new();
        let mut others = Vec::new();
        let (mut closed, mut open) = (false, false);
        for part in &meeting.parts {
            for (name, schema) in keywords::properties(part) {
                properties.entry(name).or_default().push(schema);
            }
            required.extend(keywords::required(part));
            match keywords::others(part) {
                Others::Untold => {}
                Others::None => closed = true,
                Others::Anything => open = true,
                Others::Schema(schema) => others.push(schema),
            }
        }
        for name in &required {
            properties.entry(name).or_default();
        }
        let mut object = Map::new();
        for (name, schemas) in &properties {
            let needed = required.contains(name);
            let skipped =
                self.received && schemas.iter().any(|node| keywords::flag(node, "writeOnly"));
            let wanted = needed || depth < FULL_DEPTH && self.rng.bool();
            if skipped || !wanted {
                continue;
            }
            match self.value(schemas, depth + 1) {
                Some(value) => {
                    object.insert((*name).to_owned(), value);
                }
                None if needed => return None,
                None => {}
            }
        }
        if !closed && (open || !others.is_empty()) && depth < FULL_DEPTH {
            for number in 0..self.rng.usize(..3) {
                let name = format!("another {number}");
                if let Some(value) = self.value(&others, depth + 1) {
                    object.insert(name, value);
                }
            }
        }
        for (property, tags) in &meeting.tags {
            let tag = self.tag(tags, properties.get(property))?;
            object.insert((*property).to_owned(), tag);
        }
        Some(Value::Object(object))
    }

    /// One of the tags, which the schemas of the property allow as well.
    fn tag(&mut self, tags: &[String], schemas: Option<&Vec<Node<'d>>>) -> Option<Value> {
        let mut meeting = Meeting::default();
        for schema in schemas.into_iter().flatten() {
            self.gather(schema, schema.place(), &mut meeting)?;
        }
        let listed = listed(&meeting.parts);
        let mut allowed: Vec<Value> = tags.iter().map(|tag| Value::from(tag.as_str())).collect();
        if let Some(listed) = listed {
            allowed.retain(|tag| listed.contains(tag));
        }
        (!allowed.is_empty()).then(|| allowed.swap_remove(self.rng.usize(..allowed.len())))
    }

    fn array(&mut self, parts: &[Node<'d>], depth: usize) -> Option<Value> {
        let least = parts
            .iter()
            .filter_map(|part| keywords::size(part, "minItems"));
        let least = least.max().unwrap_or(0).min(100);
        let most = parts
            .iter()
            .filter_map(|part| keywords::size(part, "maxItems"));
        let most = most.min().unwrap_or(usize::MAX);
        let wanted = if depth < FULL_DEPTH {
            self.rng.usize(..4)
        } else {
            0
        };
        let prefix: Vec<Vec<Node<'d>>> = parts.iter().map(keywords::prefix).collect();
        let first = prefix.iter().map(Vec::len).max().unwrap_or(0);
        let wanted = if first > 0 { first.max(wanted) } else { wanted };
        let items: Vec<Node<'d>> = parts.iter().filter_map(|part| part.get("items")).collect();
        let unique = parts.iter().any(|part| keywords::flag(part, "uniqueItems"));
        let mut list: Vec<Value> = Vec::new();
        for index in 0..wanted.max(least).min(most) {
            let own: Vec<Node<'d>> = prefix
                .iter()
                .filter_map(|prefix| prefix.get(index).cloned())
                .collect();
            let schemas = if own.is_empty() { &items } else { &own };
            // Whoever lists the first items and says nothing of others hardly means that those may be anything.
            if schemas.is_empty() && first > 0 {
                break;
            }
            let Some(item) = self.value(schemas, depth + 1) else {
                break;
            };
            if unique && list.contains(&item) {
                continue;
            }
            list.push(item);
        }
        (list.len() >= least && list.len() >= first.min(most)).then_some(Value::Array(list))
    }

    fn anything(&mut self) -> Value {
        let values = [
            json!("text"),
            json!(7),
            json!(0.25),
            json!(true),
            json!({"a": [1, {"b": null}]}),
            json!([]),
            json!({}),
        ];
        self.rng.choice(values).unwrap_or_default()
    }
}

/// Whether null is a value of a schema, by its own word or by that of what it refers to.
fn is_nullable(node: &Node<'_>, depth: usize) -> bool {
    let Ok(node) = node.resolve() else {
        return false;
    };
    if keywords::flag(&node, "nullable") {
        return true;
    }
    let all = members(&node, "allOf");
    depth < MAX_DEPTH && !all.is_empty() && all.iter().all(|member| is_nullable(member, depth + 1))
}

/// The values that all schemas that list some agree on, null apart.
fn listed(parts: &[Node<'_>]) -> Option<Vec<Value>> {
    let mut lists = parts.iter().filter_map(keywords::values);
    let mut values = lists.next()?;
    for list in lists {
        values.retain(|value| list.contains(value));
    }
    values.retain(|value| !value.is_null());
    Some(values)
}

/// The kind of value that all schemas agree on.
enum Agreed {
    Kind(Kind),
    /// None of them says anything.
    Anything,
    /// They contradict each other.
    Nothing,
}

/// The kind of value that schemas agree on, told by their types or else by their keywords.
fn kind(parts: &[Node<'_>]) -> Agreed {
    let mut kinds = parts.iter().filter_map(keywords::kind);
    if let Some(first) = kinds.next() {
        let agreed = kinds.try_fold(first, |one, other| match (one, other) {
            (Kind::Integer, Kind::Number) | (Kind::Number, Kind::Integer) => Some(Kind::Integer),
            _ => (one == other).then_some(one),
        });
        return agreed.map_or(Agreed::Nothing, Agreed::Kind);
    }
    let has = |keys: &[&str]| {
        let mut all = parts
            .iter()
            .flat_map(|part| keys.iter().map(|key| part.tree().has(key)));
        all.any(|has| has)
    };
    if has(&["properties", "required", "additionalProperties"]) {
        Agreed::Kind(Kind::Object)
    } else if has(&["items", "x-clientwright-prefix-items"]) {
        Agreed::Kind(Kind::Array)
    } else if has(&["format", "pattern", "minLength", "maxLength"]) {
        Agreed::Kind(by_format(parts))
    } else if has(&["minimum", "maximum"]) {
        Agreed::Kind(Kind::Number)
    } else {
        Agreed::Anything
    }
}

fn by_format(parts: &[Node<'_>]) -> Kind {
    match parts.iter().find_map(|part| keywords::text(part, "format")) {
        Some("int32" | "int64" | "uint64") => Kind::Integer,
        Some("float" | "double") => Kind::Number,
        _ => Kind::Text,
    }
}
