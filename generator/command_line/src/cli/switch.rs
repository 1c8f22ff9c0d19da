//! Streams that a request turns on.

use super::body::Given;
use super::model::{Command, Location, Place};
use super::parser::Line;

/// Whether a request turns the stream of its command on.
pub(crate) fn is_on(command: &Command, given: Option<&Given>, line: &Line) -> bool {
    let Some(switch) = &command.switch else {
        return false;
    };
    if switch.accept.is_empty() {
        return true;
    }
    match (&switch.place, given) {
        (Place::Body(path), Some(Given::Json(_, json))) => {
            json.at(path).is_some_and(|value| value.plain() == "true")
        }
        (Place::Body(_), _) => false,
        (Place::Query(name), _) => line.one(flag_of(command, name)) == Some("true"),
    }
}

/// The members of the body that always turn the stream on.
pub(crate) fn always_in_body(command: &Command) -> Option<&'static [&'static str]> {
    let switch = command.switch.as_ref()?;
    match switch.place {
        Place::Body(path) if switch.accept.is_empty() => Some(path),
        _ => None,
    }
}

/// The query parameter that always turns the stream on.
pub(crate) fn always_in_query(command: &Command) -> Option<&'static str> {
    let switch = command.switch.as_ref()?;
    match switch.place {
        Place::Query(name) if switch.accept.is_empty() => Some(name),
        _ => None,
    }
}

/// The flag that turns the stream on, where that is for the caller to say.
pub(crate) fn flag(command: &Command) -> Option<String> {
    let switch = command.switch.as_ref()?;
    if switch.accept.is_empty() {
        return None;
    }
    Some(match switch.place {
        Place::Query(name) => flag_of(command, name).to_owned(),
        Place::Body(path) => {
            let fields = command.bodies.iter().flat_map(|body| body.fields);
            let (first, rest) = path.split_first()?;
            let top = fields.into_iter().find(|field| field.name == *first)?;
            [&[top.flag], rest].concat().join(".")
        }
    })
}

fn flag_of(command: &Command, name: &str) -> &'static str {
    let mut parameters = command.parameters.iter();
    let found = parameters
        .find(|parameter| parameter.location == Location::Query && parameter.field.name == name);
    found.map_or("", |parameter| parameter.field.flag)
}
