//! Streams beside whole bodies: what turns one on, by `x-clientwright-stream` or because the description leaves no doubt.

use crate::document::{Node, Tree};
use crate::ir::{Api, Content, Location, Media, Operation, Response, Step, Switch, Type, TypeKind};
use crate::pointer::Pointer;
use crate::report::{Code, Report};

use super::pages::property_at;
use super::responses;
use crate::lower::context::Context;
use crate::lower::schemas;
use crate::lower::schemas::sites::Site;

const KEY: &str = "x-clientwright-stream";

/// The boolean property that many services call so.
const USUAL: &str = "stream";

/// Adds the stream that an overlay tells of to the response that means success.
pub(super) fn add<'d>(
    cx: &mut Context<'d, '_>,
    operation: &Node<'d>,
    id: &str,
    mut responses: Vec<Response>,
) -> Vec<Response> {
    let Some(said) = operation
        .get(KEY)
        .filter(|said| said.tree().as_map().is_some())
    else {
        return responses;
    };
    let site = Site::operation(id, Step::Stream);
    let success = responses
        .iter_mut()
        .find(|response| responses::is_success(response.status));
    let Some(success) = success else {
        return responses;
    };
    for key in ["lines", "events"] {
        let Some(schema) = said.get(key) else {
            continue;
        };
        let ty = schemas::lower(cx, &schema, &site).whole();
        let (media_type, media) = match key {
            "lines" => ("application/json", Media::JsonLines(ty)),
            _ => ("text/event-stream", Media::Events(ty)),
        };
        success.contents.push(Content {
            media_type: media_type.to_owned(),
            media,
            examples: Vec::new(),
        });
    }
    responses
}

/// Finds out for every operation what turns its stream on.
pub(in crate::lower) fn lower(root: &Node<'_>, api: &mut Api, report: &mut Report) {
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let place = operation.place.join(KEY);
        api.operations[index].switch = match root.tree().at(&place) {
            None => usual(api, operation),
            Some(tree) => {
                let node = Node::new(root.document(), place, tree);
                let switch = said(api, operation, &node);
                if let Err(message) = &switch {
                    let help = "say `/stream`, or `{parameter: watch, lines: {..}}` with the schema of a line";
                    report.error(Code::Extension, node.place(), message, help);
                }
                switch.ok()
            }
        };
    }
}

/// What an author says.
fn said(api: &Api, operation: &Operation, node: &Node<'_>) -> Result<Switch, String> {
    let has_stream = streams(operation).next().is_some();
    match node.tree() {
        Tree::Text(pointer) => {
            let pointer = Pointer::parse(pointer).filter(|pointer| !pointer.steps().is_empty());
            let pointer = pointer.ok_or("a JSON pointer such as `/stream` is needed")?;
            let steps: Vec<String> = pointer.steps().iter().map(ToString::to_string).collect();
            if !is_flag(api, operation, &steps) {
                return Err(format!(
                    "`{pointer}` does not lead to a boolean of the body"
                ));
            }
            if !has_stream {
                return Err(
                    "no response of the operation is a stream of events or lines".to_owned(),
                );
            }
            Ok(Switch::Body(steps))
        }
        Tree::Map(map) => {
            if let Some(key) = map
                .keys()
                .find(|key| !["parameter", "lines", "events"].contains(&key.as_str()))
            {
                return Err(format!("`{key}` is not known here"));
            }
            let name = map.get("parameter").and_then(Tree::as_text);
            let name = name.ok_or("`parameter` has to name a query parameter")?;
            let mut params = operation.params.iter();
            let is_meant =
                |param: &&crate::ir::Param| param.location == Location::Query && param.name == name;
            let param = params
                .find(is_meant)
                .ok_or("`parameter` has to name a query parameter")?;
            if !is_boolean(api, &param.ty) {
                return Err(format!("the parameter `{name}` is no boolean"));
            }
            if !has_stream {
                return Err(
                    "`lines` or `events` has to be the schema of what the stream consists of"
                        .to_owned(),
                );
            }
            Ok(Switch::Query(name.to_owned()))
        }
        _ => Err("it is neither a JSON pointer nor an object".to_owned()),
    }
}

/// The property `stream` of the body, where the response is JSON without it and a stream of events with it.
fn usual(api: &Api, operation: &Operation) -> Option<Switch> {
    let steps = vec![USUAL.to_owned()];
    let success = operation
        .responses
        .iter()
        .filter(|response| responses::is_success(response.status));
    let both = success.clone().any(|response| {
        let json = response
            .contents
            .iter()
            .any(|content| matches!(content.media, Media::Json(_)));
        json && response
            .contents
            .iter()
            .any(|content| matches!(content.media, Media::Events(_)))
    });
    (both && is_flag(api, operation, &steps)).then_some(Switch::Body(steps))
}

/// The streams that an operation responds with.
fn streams(operation: &Operation) -> impl Iterator<Item = &Content> {
    let success = operation
        .responses
        .iter()
        .filter(|response| responses::is_success(response.status));
    let contents = success.flat_map(|response| &response.contents);
    contents.filter(|content| matches!(content.media, Media::Events(_) | Media::JsonLines(_)))
}

/// Whether properties lead to a boolean in a body that can hold one.
fn is_flag(api: &Api, operation: &Operation, steps: &[String]) -> bool {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let mut found = contents.filter_map(|content| match &content.media {
        Media::Json(ty) | Media::Form { ty, .. } => Some(leads_to_flag(api, ty, steps)),
        Media::Multipart { parts, .. } => match steps {
            [name] => Some(
                parts
                    .iter()
                    .any(|part| part.name == *name && is_boolean(api, &part.ty)),
            ),
            _ => Some(false),
        },
        _ => None,
    });
    found
        .next()
        .is_some_and(|first| first && found.all(|other| other))
}

/// The same for one type; of a union in each of its members.
fn leads_to_flag(api: &Api, ty: &Type, steps: &[String]) -> bool {
    match property_at(api, ty, &[]) {
        Some(Type::Ref(id)) if let TypeKind::Union(union) = &api.type_def(*id).kind => {
            let members: Vec<&Type> = union.variants.iter().map(|variant| &variant.ty).collect();
            members
                .iter()
                .all(|member| property_at(api, member, steps).is_some_and(|ty| is_boolean(api, ty)))
        }
        _ => property_at(api, ty, steps).is_some_and(|ty| is_boolean(api, ty)),
    }
}

fn is_boolean(api: &Api, ty: &Type) -> bool {
    match property_at(api, ty, &[]) {
        Some(Type::Bool) => true,
        Some(Type::Const(value)) => value.as_bool() == Some(true),
        _ => false,
    }
}
