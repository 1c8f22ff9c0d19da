//! Server-sent events (OpenAPI 3.2): `itemSchema` describes a whole event, and what callers want is its data.

use crate::document::Tree;
use crate::document::path::Path;
use crate::pointer::Pointer;

use super::{Map, Pass};

const ITEM: &str = "itemSchema";
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
    let mut found: Vec<(Tree, Pointer)> = Vec::new();
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
    let mut kinds: Vec<(Tree, Pointer)> = Vec::new();
    for (schema, place) in found {
        if kinds.iter().all(|(known, _)| *known != schema) {
            kinds.push((schema, place));
        }
    }
    let one = kinds.len() == 1;
    let mut schemas = Vec::new();
    for (index, (schema, place)) in kinds.into_iter().enumerate() {
        let list = at.key("oneOf");
        let new = if one { at } else { list.index(index) };
        pass.moves.made(new.pointer(), &place);
        schemas.push(schema);
    }
    let schema = match schemas.pop() {
        Some(schema) if one => schema,
        Some(last) => {
            schemas.push(last);
            let mut union = Tree::map();
            union.insert("oneOf", Tree::List(schemas));
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

/// The schema of what the data of an event holds. A constant, such as `[DONE]`, tells nothing but the end.
fn data(event: &Tree, at: &Path<'_>) -> Option<(Tree, Pointer)> {
    let data = event.get("properties")?.get("data")?;
    let (properties, held) = (at.key("properties"), "contentSchema");
    let place = properties.key("data");
    match data.get(held) {
        Some(schema) => Some((schema.clone(), place.key(held).pointer())),
        None if data.has("const") => None,
        None => Some((data.clone(), place.pointer())),
    }
}
