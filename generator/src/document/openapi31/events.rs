//! Server-sent events (OpenAPI 3.2): `itemSchema` describes a whole event, and what callers want is its data.

use crate::document::Tree;
use crate::document::path::Path;
use crate::pointer::Pointer;

use super::{Map, Pass};

const ITEM: &str = "itemSchema";
/// The kinds of event that each member of the union is the data of.
const KINDS: &str = "x-clientwright-event-kinds";
const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];

/// Puts the schema of the data in the place of the event's, for each kind of event that has data of its own.
pub(super) fn read_data(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    let Path::Key(_, media_type) = path else {
        return;
    };
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("text/event-stream") {
        return;
    }
    let Some(event) = map.get(ITEM).filter(|event| is_event(event)) else {
        return;
    };
    let at = path.key(ITEM);
    let mut found: Vec<Data> = Vec::new();
    for choice in ["oneOf", "anyOf"] {
        let members = event
            .get(choice)
            .and_then(Tree::as_list)
            .unwrap_or_default();
        let choice = at.key(choice);
        for (index, member) in members.iter().enumerate() {
            found.extend(data(member, &choice.index(index)));
        }
    }
    if found.is_empty() {
        found.extend(data(event, &at));
    }
    let mut kinds: Vec<Data> = Vec::new();
    for data in found {
        match kinds.iter_mut().find(|known| known.schema == data.schema) {
            Some(known) => known.events.extend(data.events),
            None => kinds.push(data),
        }
    }
    let one = kinds.len() == 1;
    let mut schemas = Vec::new();
    let mut names = Vec::new();
    for (index, data) in kinds.into_iter().enumerate() {
        let list = at.key("oneOf");
        let new = if one { at } else { list.index(index) };
        pass.moves.made(new.pointer(), &data.place);
        schemas.push(data.schema);
        names.push(Tree::List(data.events));
    }
    let schema = match schemas.pop() {
        Some(schema) if one => schema,
        Some(last) => {
            schemas.push(last);
            let mut union = Tree::map();
            union.insert("oneOf", Tree::List(schemas));
            union.insert(KINDS, Tree::List(names));
            union
        }
        None => return,
    };
    map.insert(ITEM.to_owned(), schema);
}

/// Whether a schema has the fields of an event and no other ones.
fn is_event(schema: &Tree) -> bool {
    let members = ["oneOf", "anyOf"]
        .into_iter()
        .find_map(|choice| schema.get(choice)?.as_list());
    if let (Some(members), false) = (members, schema.has("properties")) {
        return !members.is_empty() && members.iter().all(is_event);
    }
    let fields = schema.get("properties").and_then(Tree::as_map);
    fields.is_some_and(|fields| {
        fields.contains_key("data") && fields.keys().all(|name| FIELDS.contains(&name.as_str()))
    })
}

/// The data of an event.
struct Data {
    schema: Tree,
    place: Pointer,
    /// The kinds of event that have it.
    events: Vec<Tree>,
}

/// The kinds that an event may have, where its schema lists them.
fn kinds(event: &Tree) -> Vec<Tree> {
    let said = event
        .get("properties")
        .and_then(|fields| fields.get("event"));
    let one = said.and_then(|said| said.get("const"));
    let listed = said.and_then(|said| said.get("enum")?.as_list());
    let kinds = one.into_iter().chain(listed.unwrap_or_default());
    kinds
        .filter(|kind| kind.as_text().is_some())
        .cloned()
        .collect()
}

/// The schema of what the data of an event holds. A constant, such as `[DONE]`, tells nothing but the end.
fn data(event: &Tree, at: &Path<'_>) -> Option<Data> {
    let data = event.get("properties")?.get("data")?;
    let (properties, held) = (at.key("properties"), "contentSchema");
    let place = properties.key("data");
    let (schema, place) = match data.get(held) {
        Some(schema) => (schema.clone(), place.key(held).pointer()),
        None if data.has("const") => return None,
        None => (data.clone(), place.pointer()),
    };
    Some(Data {
        schema,
        place,
        events: kinds(event),
    })
}
