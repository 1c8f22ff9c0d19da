//! Responses: what a success holds, and what the client says that it accepts.

use crate::ir::{self, Content, Media, Method, Operation, Response, Status, Type, Union};
use crate::rust::{
    AnyResponse, Doc, Ident, Other, Output, OutputVariant, Responder, StatusPattern, Switch, Ty,
};

use super::media_types;
use super::params::Inputs;
use crate::plan::docs;
use crate::plan::names;
use crate::plan::names::{Scope, pascal, snake};
use crate::plan::types::Types;
use crate::plan::types::scalars;
use crate::pointer::Pointer;
use crate::text::Text;

/// How the responses of an operation are read.
pub(in crate::plan) struct Outputs {
    pub(in crate::plan) output: Output,
    /// See [`rust::Request`](crate::rust::Request).
    pub(super) responses: Vec<StatusPattern>,
    pub(in crate::plan) redirects: bool,
    pub(in crate::plan) any: Option<AnyResponse>,
    /// The header `Accept`.
    pub(super) accept: Option<String>,
}

/// How the responses of an operation are read.
pub(super) fn plan(
    types: &Types<'_>,
    operation: &Operation,
    inputs: &mut Inputs,
    scope: &mut Scope,
    name: &Ident,
) -> Outputs {
    let answers = successes(operation);
    let beside = redirects(operation);
    let all: Vec<&Response> = answers.iter().chain(&beside).copied().collect();
    let all = shaped(types, operation, &all);
    let is_telling =
        |(answer, _, responder): &Shaped<'_>| is_hundred(answer.status, 3) || responder.is_typed();
    let mut responses = Vec::new();
    if all.iter().any(is_telling) {
        responses.extend(all.iter().map(|(answer, ..)| pattern(answer.status)));
        responses.sort();
    }
    let output = output(&shaped(types, operation, &answers), &all, scope, name);
    let is_one = matches!(output, Output::One(..));
    let any = (is_one && !beside.is_empty()).then(|| {
        let (send, blocking) = inputs.sender(&["any_response".to_owned()]);
        let (name, docs, variants) = several(all, scope, name);
        AnyResponse {
            send,
            blocking,
            name,
            docs,
            variants,
        }
    });
    Outputs {
        redirects: any.is_none() && responses.iter().any(|status| status.is_redirect()),
        accept: accept(&answers).filter(|_| operation.method != Method::Head),
        output,
        responses,
        any,
    }
}

/// Whether the body of a success is bytes, which can be read piece by piece.
pub(super) fn is_streamed(types: &Types<'_>, operation: &Operation) -> bool {
    let shaped = shaped(types, operation, &successes(operation));
    let mut responders = shaped.iter().map(|(_, _, responder)| responder);
    responders.any(|responder| *responder == Responder::Bytes)
}

/// A response with what it holds and how that is read.
type Shaped<'a> = (&'a Response, Ty, Responder);

fn shaped<'a>(
    types: &Types<'_>,
    operation: &Operation,
    answers: &[&'a Response],
) -> Vec<Shaped<'a>> {
    let shaped = answers.iter().map(|answer| {
        let content = choose(&answer.contents).filter(|_| operation.method != Method::Head);
        let (ty, responder) = match content {
            Some(content) => shape(types, content),
            None => (Ty::Unit, Responder::Empty),
        };
        (*answer, ty, responder)
    });
    shaped.collect()
}

/// The redirects (3xx) that are described beside a success.
fn redirects(operation: &Operation) -> Vec<&Response> {
    let successes = successes(operation);
    let answers = operation.responses.iter();
    let redirects = answers.filter(|answer| is_hundred(answer.status, 3));
    redirects
        .filter(|answer| !successes.contains(answer))
        .collect()
}

/// The bodies that are read as responses.
pub(in crate::plan) fn read(operation: &Operation) -> impl Iterator<Item = &Content> {
    let answers = successes(operation).into_iter().chain(redirects(operation));
    let answers = answers.filter(|_| operation.method != Method::Head);
    let chosen = answers.filter_map(|answer| choose(&answer.contents));
    chosen.chain(besides(operation))
}

/// The other shapes in which the response can be had, each by a method of its own.
pub(super) fn others(
    types: &Types<'_>,
    operation: &Operation,
    body: Option<&Content>,
    inputs: &mut Inputs,
) -> Vec<Other> {
    let others = besides(operation).into_iter().map(|content| {
        let (ty, responder) = shape(types, content);
        let accept = content.media_type.trim().to_owned();
        let (send, blocking) = inputs.sender(&sender_names(&accept, &responder));
        Other {
            send,
            blocking,
            accept: accept.into(),
            switch: switch(operation, body).filter(|_| is_stream(content)),
            ty,
            responder,
        }
    });
    others.collect()
}

/// What turns the stream of an operation on, in a body of this content.
pub(super) fn switch(operation: &Operation, body: Option<&Content>) -> Option<Switch> {
    Some(match operation.switch.as_ref()? {
        ir::Switch::Query(name) => Switch::Query(name.into()),
        ir::Switch::Body(steps) => match (body.map(|body| &body.media), &steps[..]) {
            (Some(Media::Multipart { .. }), [name]) => Switch::Part(name.into()),
            _ => Switch::Body(pointer(steps)),
        },
    })
}

pub(super) fn pointer(steps: &[String]) -> Text {
    let steps = steps
        .iter()
        .fold(Pointer::root(), |pointer, step| pointer.join(step));
    Text::from(steps.to_string())
}

fn is_stream(content: &Content) -> bool {
    matches!(content.media, Media::Events(_) | Media::JsonLines(_))
}

/// Whether the response that `send` reads is a stream.
pub(super) fn reads_stream(output: &Output) -> bool {
    let is_stream = |responder: &Responder| {
        matches!(
            responder,
            Responder::Events
                | Responder::EventsByKind
                | Responder::JsonLines
                | Responder::JsonTexts
        )
    };
    matches!(output, Output::One(_, responder) if is_stream(responder))
}

/// The contents that the caller may ask for instead of the chosen one, where only one response has any. What stands in
/// JSON is nothing else under another name or in XML, nor as `text/plain`, as which many frameworks offer every answer.
fn besides(operation: &Operation) -> Vec<&Content> {
    let answers = successes(operation).into_iter();
    let mut answers = answers.filter(|answer| !answer.contents.is_empty());
    let (Some(answer), None) = (answers.next(), answers.next()) else {
        return Vec::new();
    };
    let Some(chosen) = choose(&answer.contents).filter(|_| operation.method != Method::Head) else {
        return Vec::new();
    };
    let is_json = matches!(chosen.media, Media::Json(_));
    let mut found: Vec<&Content> = Vec::new();
    for content in &answer.contents {
        let media_type = content.media_type.trim();
        let is_same = |other: &&Content| {
            media_types::are_same(&other.media_type, media_type)
                && is_stream(other) == is_stream(content)
        };
        let is_known = found.iter().chain([&chosen]).any(is_same);
        let says_the_same = content.media == chosen.media
            || matches!(content.media, Media::Xml(..))
            || media_types::essence(media_type) == "text/plain";
        if is_usable(media_type) && !is_known && !(is_json && says_the_same) {
            found.push(content);
        }
    }
    found
}

/// What the method is called that asks for a media type.
fn sender_names(media_type: &str, responder: &Responder) -> [String; 2] {
    let subtype = media_type
        .split_once('/')
        .map_or(media_type, |(_, sub)| sub);
    let word = match responder {
        Responder::Events | Responder::EventsByKind => "events".to_owned(),
        Responder::JsonLines | Responder::JsonTexts => "json_lines".to_owned(),
        _ if media_types::essence(media_type) == "text/plain" => "text".to_owned(),
        _ => snake(subtype),
    };
    [
        format!("send_{word}"),
        format!("send_{}", snake(media_type)),
    ]
}

/// Whether a media type is one, and not a range of them.
fn is_usable(media_type: &str) -> bool {
    media_types::is_visible(media_type) && media_type.contains('/') && !media_type.contains('*')
}

/// The responses that mean success: 2xx, or whatever stands for them.
pub(in crate::plan) fn successes(operation: &Operation) -> Vec<&Response> {
    let of = |test: fn(Status) -> bool| -> Vec<&Response> {
        let answers = operation.responses.iter();
        answers.filter(|answer| test(answer.status)).collect()
    };
    let tests: [fn(Status) -> bool; 3] = [
        |status| is_hundred(status, 2),
        |status| status == Status::Default,
        |status| is_hundred(status, 3),
    ];
    tests
        .into_iter()
        .map(of)
        .find(|answers| !answers.is_empty())
        .unwrap_or_default()
}

fn is_hundred(status: Status, digit: u8) -> bool {
    match status {
        Status::Code(code) => code / 100 == u16::from(digit),
        Status::Range(first) => first == digit,
        Status::Default => false,
    }
}

/// The pattern of a status.
pub(in crate::plan) fn pattern(status: Status) -> StatusPattern {
    match status {
        Status::Code(code) => StatusPattern::Code(code),
        Status::Range(digit) => StatusPattern::Range(digit),
        Status::Default => StatusPattern::Default,
    }
}

/// The content that is the most use: JSON before all others.
pub(in crate::plan) fn choose(contents: &[Content]) -> Option<&Content> {
    let rank = |content: &&Content| match &content.media {
        Media::Json(_) if media_types::essence(&content.media_type) == "application/json" => 0,
        Media::Json(_) => 1,
        Media::JsonLines(_) => 2,
        Media::Events(_) => 3,
        Media::Xml(..) => 4,
        Media::Text => 5,
        Media::Bytes | Media::Form { .. } | Media::Multipart { .. } => 6,
    };
    contents.iter().min_by_key(rank)
}

/// What a response holds, and how it is read.
pub(super) fn shape(types: &Types<'_>, content: &Content) -> (Ty, Responder) {
    match &content.media {
        Media::Json(ty) if *types.resolve(ty) == Type::Binary => (Ty::Bytes, Responder::Bytes),
        Media::Json(ty) => (scalars::ty(types, ty), Responder::Json),
        Media::Events(ty) => {
            let by_kind = types.union(ty).is_some_and(Union::is_of_events);
            let responder = if by_kind {
                Responder::EventsByKind
            } else {
                Responder::Events
            };
            (scalars::ty(types, ty), responder)
        }
        Media::JsonLines(ty) if media_types::essence(&content.media_type).ends_with("/json") => {
            (scalars::ty(types, ty), Responder::JsonTexts)
        }
        Media::JsonLines(ty) => (scalars::ty(types, ty), Responder::JsonLines),
        Media::Xml(ty, own) => match types.root(ty, own) {
            Some(root) => (scalars::ty(types, ty), Responder::Xml(root.clone())),
            None => (Ty::String, Responder::Text),
        },
        Media::Text => (Ty::String, Responder::Text),
        Media::Bytes | Media::Form { .. } | Media::Multipart { .. } => {
            (Ty::Bytes, Responder::Bytes)
        }
    }
}

/// The media types of the chosen contents; nothing where one is only a range, because then anything goes.
fn accept(answers: &[&Response]) -> Option<String> {
    let mut found: Vec<&str> = Vec::new();
    for content in answers.iter().filter_map(|answer| choose(&answer.contents)) {
        let media_type = content.media_type.trim();
        if !is_usable(media_type) {
            return None;
        }
        if !found.contains(&media_type) {
            found.push(media_type);
        }
    }
    (!found.is_empty()).then(|| found.join(", "))
}

/// The output of these responses; where each has its own type, also of `all`.
fn output(read: &[Shaped<'_>], all: &[Shaped<'_>], scope: &mut Scope, name: &Ident) -> Output {
    let mut shapes: Vec<(Ty, Responder)> = Vec::new();
    for (_, ty, responder) in read {
        let shape = (ty.clone(), responder.clone());
        if !shapes.contains(&shape) {
            shapes.push(shape);
        }
    }
    shapes.sort_by_key(|(_, responder)| *responder == Responder::Empty);
    match shapes.as_slice() {
        [] => Output::One(Ty::Unit, Responder::Empty),
        [(ty, responder)] => Output::One(ty.clone(), responder.clone()),
        [(ty, Responder::Json), (_, Responder::Empty)] => {
            let whole = match ty {
                Ty::Option(_) => ty.clone(),
                ty => Ty::Option(Box::new(ty.clone())),
            };
            Output::One(whole, Responder::JsonOrNone)
        }
        _ => {
            let (name, docs, variants) = several(all.to_vec(), scope, name);
            Output::Several {
                name,
                docs,
                variants,
            }
        }
    }
}

/// The name, the documentation and the variants of an enum of responses.
fn several(
    read: Vec<Shaped<'_>>,
    scope: &mut Scope,
    name: &Ident,
) -> (Ident, Doc, Vec<OutputVariant>) {
    let docs = docs::own(&format!("The responses to {}.", docs::code(name.bare())));
    let name = scope.claim(&[format!("{}Response", name.bare())]);
    (name, docs, variants(read))
}

fn variants(read: Vec<Shaped<'_>>) -> Vec<OutputVariant> {
    let mut scope = Scope::default();
    let mut variants: Vec<OutputVariant> = read
        .into_iter()
        .map(|(answer, ty, responder)| OutputVariant {
            status: pattern(answer.status),
            name: scope.claim(&wishes(answer)),
            docs: docs_of(answer),
            ty,
            responder,
        })
        .collect();
    variants.sort_by_key(|variant| variant.status);
    variants
}

/// The names of a response's variant: one that an overlay gives goes before that of the status.
fn wishes(answer: &Response) -> Vec<String> {
    let given = answer.alias.as_deref().map(pascal);
    given
        .into_iter()
        .chain([status_name(answer.status)])
        .collect()
}

fn docs_of(answer: &Response) -> Doc {
    docs::of(&answer.docs, || match answer.status {
        Status::Code(code) => format!("The response with the status {code}."),
        Status::Range(digit) => format!("A response with a status from {digit}00 to {digit}99."),
        Status::Default => "Any other answer.".to_owned(),
    })
}

/// The name of a status.
fn status_name(status: Status) -> String {
    match status {
        Status::Code(code) => match names::status::of(code) {
            Some(name) => name.to_owned(),
            None => format!("Status{code}"),
        },
        Status::Range(digit) => format!("Status{digit}xx"),
        Status::Default => "Other".to_owned(),
    }
}
