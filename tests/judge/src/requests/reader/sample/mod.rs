//! Values for a request, by the schemas of what it is made of.

mod gather;
mod scalars;

use serde_json::{Map, Value, json};

use super::bodies::{Content, Kind, essence};
use super::node::Node;
use super::operations::Operation;
use super::parameters::{Parameter, Place, Written};
use gather::{Meeting, gather};

pub(crate) use gather::{alone, property, schemas};

/// How deep parts are made that need not be there.
const FULL_DEPTH: usize = 4;

/// How deep a value may be.
const MAX_DEPTH: usize = 14;

/// How many schemas may be visited for one value.
const MOST_STEPS: usize = 4000;

/// How many members of a union are tried before the value is taken to have none.
const MOST_TRIES: usize = 4;

/// What a request is given.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given {
    /// The value of each parameter that is given, by its index.
    pub(crate) parameters: Vec<(usize, Value)>,
    /// The value of the body, with the index of its media type.
    pub(crate) body: Option<(usize, Value)>,
    /// The values of headers of parts, each with the names of the part and the header.
    pub(crate) part_headers: Vec<(String, String, Value)>,
}

/// How much of what may be given is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Everything; which members of unions and lists of values, the number says.
    All(usize),
    /// What has to be there.
    Needed,
}

/// Where a value is to stand, which limits what strings may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    Url,
    Reserved,
    Header,
    Cookie,
    Body,
    Xml,
}

/// Makes values for an operation with one of its bodies, or says what has none.
pub(super) fn given(
    operation: &Operation<'_>,
    body: Option<usize>,
    extent: Extent,
) -> Result<Given, String> {
    let mut given = Given::default();
    for (index, parameter) in operation.parameters.iter().enumerate() {
        if extent == Extent::Needed && !parameter.required {
            continue;
        }
        let mut sampler = Sampler::new(extent, stands(parameter));
        let value = sampler.sample(&[parameter.schema]);
        match value.map(|value| written(parameter, value)) {
            Some(value) => given.parameters.push((index, value)),
            None if parameter.required => {
                return Err(format!("the parameter `{}`", parameter.name));
            }
            None => {}
        }
    }
    let Some(index) = body else {
        return Ok(given);
    };
    let body = &operation.bodies[index];
    let stands = if Kind::of(&body.media_type) == Kind::Xml {
        Stands::Xml
    } else {
        Stands::Body
    };
    let mut sampler = Sampler::new(extent, stands);
    let value = match &body.content {
        Content::Fields(fields) => sampler.fields(fields),
        Content::Schema(None, _) => Some(json!("what nothing is said of")),
        Content::Schema(Some(schema), _) => {
            let value = sampler.sample(&[*schema]);
            value.map(|value| patched(&body.media_type, *schema, value))
        }
    };
    let value = value.ok_or_else(|| format!("the body of {}", body.media_type))?;
    for field in body.fields(&value) {
        for (name, header) in &field.headers {
            let needed = header.is_true("required");
            let held = Sampler::new(extent, Stands::Header).sample(&[header_schema(*header)]);
            if let Some(value) = held.filter(|_| needed || extent != Extent::Needed) {
                given
                    .part_headers
                    .push((field.name.clone(), (*name).to_owned(), value));
            }
        }
    }
    given.body = Some((index, value));
    Ok(given)
}

/// What is of a media type that is no JSON is the text of that, whatever its schema says.
fn written(parameter: &Parameter<'_>, value: Value) -> Value {
    let media_type = match parameter.written {
        Written::Content(media_type, _) => media_type,
        Written::Style(_) => return value,
    };
    let is_text = matches!(Kind::of(media_type), Kind::Text | Kind::Bytes);
    if is_text && super::styles::text(&value).is_none() {
        return json!("some,text");
    }
    value
}

/// A JSON Patch is a list (RFC 6902, section 3), also where the schema is that of all patches alike and says no more than
/// object. Where it describes what the object holds, that is the body (Media Type Object, `schema`).
fn patched(media_type: &str, schema: Node<'_>, value: Value) -> Value {
    let is_patch = essence(media_type) == "application/json-patch+json";
    let describes = |node: &Node<'_>| {
        let told = ["properties", "additionalProperties"].map(|key| node.at(key).value());
        told.iter()
            .any(|told| told.as_object().is_some_and(|told| !told.is_empty()))
    };
    if is_patch && value.is_object() && !alone(&[schema]).iter().any(describes) {
        return json!([{ "op": "remove", "path": "/a" }]);
    }
    value
}

fn header_schema(header: Node<'_>) -> Node<'_> {
    let content = header.at("content").entries().next();
    content.map_or(header.at("schema"), |(_, media)| media.at("schema"))
}

fn stands(parameter: &Parameter<'_>) -> Stands {
    match (parameter.place, parameter.written) {
        (Place::Header, _) => Stands::Header,
        (Place::Cookie, _) => Stands::Cookie,
        (_, Written::Style(style)) if style.reserved => Stands::Reserved,
        _ => Stands::Url,
    }
}

/// Makes values of schemas.
#[derive(Debug)]
pub(super) struct Sampler {
    turn: usize,
    all: bool,
    stands: Stands,
    steps: usize,
}

impl Sampler {
    pub(super) fn new(extent: Extent, stands: Stands) -> Self {
        let (turn, all) = match extent {
            Extent::All(turn) => (turn, true),
            Extent::Needed => (0, false),
        };
        Self {
            turn,
            all,
            stands,
            steps: MOST_STEPS,
        }
    }

    /// A value that all of these schemas allow.
    pub(super) fn sample(&mut self, nodes: &[Node<'_>]) -> Option<Value> {
        self.value(nodes, 0)
    }

    /// The fields of a form of Swagger 2.0.
    fn fields(&mut self, fields: &[Node<'_>]) -> Option<Value> {
        let mut members = Map::new();
        for field in fields {
            let needed = field.is_true("required");
            if !needed && !self.all {
                continue;
            }
            match self.value(&[*field], 1) {
                Some(value) => drop(members.insert(field.text("name")?.to_owned(), value)),
                None if needed => return None,
                None => {}
            }
        }
        Some(Value::Object(members))
    }

    fn value(&mut self, nodes: &[Node<'_>], depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        (0..MOST_TRIES).find_map(|shift| self.attempt(nodes, self.turn + shift, depth))
    }

    fn attempt(&mut self, nodes: &[Node<'_>], turn: usize, depth: usize) -> Option<Value> {
        self.steps = self.steps.checked_sub(1)?;
        let mut meeting = Meeting::default();
        for node in nodes {
            gather(*node, turn, &mut meeting)?;
        }
        if let Some(values) = meeting.listed() {
            let index = turn.checked_rem(values.len())?;
            return values.into_iter().nth(index);
        }
        let parts = &meeting.parts;
        match meeting.kind(turn)? {
            "boolean" => Some(turn.is_multiple_of(2).into()),
            "integer" => scalars::integer(parts),
            "number" => scalars::number(parts),
            "string" | "file" => Some(scalars::string(parts, self.stands, turn)),
            "array" => self.array(parts, depth),
            "object" => self.object(&meeting, depth),
            "null" => Some(Value::Null),
            _ if depth == 0 && self.stands == Stands::Body => Some(json!({ "any": "thing" })),
            _ => Some(scalars::string(parts, self.stands, turn)),
        }
    }

    fn array(&mut self, parts: &[Node<'_>], depth: usize) -> Option<Value> {
        let least = scalars::sizes(parts, "minItems")
            .into_iter()
            .max()
            .unwrap_or(0)
            .min(50);
        let most = scalars::sizes(parts, "maxItems")
            .into_iter()
            .min()
            .unwrap_or(usize::MAX);
        let prefix: Vec<Node<'_>> = parts
            .iter()
            .flat_map(|part| part.at("prefixItems").items())
            .collect();
        let items: Vec<Node<'_>> = parts.iter().filter_map(|part| part.get("items")).collect();
        let wanted = if self.all && depth < FULL_DEPTH { 2 } else { 1 };
        let wanted = wanted.max(least).max(prefix.len()).min(most);
        let unique = parts.iter().any(|part| part.is_true("uniqueItems"));
        let (mut list, turn) = (Vec::new(), self.turn);
        for index in 0..wanted {
            self.turn = turn + index;
            let own = prefix
                .get(index)
                .map_or(items.as_slice(), std::slice::from_ref);
            let value = self.value(own, depth + 1);
            self.turn = turn;
            match value {
                Some(value) if unique && list.contains(&value) => {}
                Some(value) => list.push(value),
                None => break,
            }
        }
        (list.len() >= least).then_some(Value::Array(list))
    }

    fn object(&mut self, meeting: &Meeting<'_>, depth: usize) -> Option<Value> {
        let mut members = Map::new();
        let required = meeting.required();
        for (name, schemas) in meeting.properties() {
            let needed = required.contains(&name);
            let wanted = needed || self.all && depth < FULL_DEPTH;
            if !wanted || is_received(&schemas) {
                continue;
            }
            match self.value(&schemas, depth + 1) {
                Some(value) => drop(members.insert(name.to_owned(), value)),
                None if needed => return None,
                None => {}
            }
        }
        let others = meeting.others();
        if self.all && depth < FULL_DEPTH && !others.is_empty() {
            let value = self.value(&others, depth + 1);
            members.extend(value.map(|value| ("another-1".to_owned(), value)));
        }
        for (name, tag) in &meeting.tags {
            members.insert((*name).to_owned(), tag.clone());
        }
        Some(Value::Object(members))
    }
}

/// Whether a property is only for responses.
fn is_received(schemas: &[Node<'_>]) -> bool {
    schemas
        .iter()
        .any(|schema| schema.is_true("readOnly") || schema.resolve().is_true("readOnly"))
}
