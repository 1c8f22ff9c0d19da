//! The tables of an operation: what it takes, and what comes of it.

use super::prose::{cell, table};
use super::{Links, Page, named};
use crate::rust::{
    Argument, BodyKind, Convert, Crate, Item, Outcome, Output, ParamCall, PartKind, Request,
    RequestSetter, Responder, StatusPattern, Ty,
};
use crate::text::Text;

/// What an operation takes.
pub(super) fn parameters(request: &Request, links: &Links<'_>, page: Page<'_>) -> String {
    let args = request.args.iter().map(|argument| {
        let Argument { name, ty, .. } = argument;
        let ty = taken(ty, argument.convert, links, page);
        let place = place(&argument.call);
        vec![
            format!("`{}`", name.bare()),
            ty,
            place,
            "yes".to_owned(),
            cell(&argument.docs),
        ]
    });
    let setters = request.setters.iter().map(|setter| {
        let RequestSetter { name, ty, .. } = setter;
        let ty = taken(ty, setter.convert, links, page);
        let about = deprecated(setter.deprecated, cell(&setter.docs));
        let name = format!("`.{}(..)`", name.bare());
        vec![name, ty, place(&setter.call), "no".to_owned(), about]
    });
    let constants = request.constants.iter().filter_map(|call| {
        let ParamCall::Constant(call, literal) = call else {
            return None;
        };
        let value = Text::from(literal.to_string()).code_in_table();
        let always = format!("always {value}");
        Some(vec![
            String::new(),
            String::new(),
            place(call),
            always,
            String::new(),
        ])
    });
    let rows: Vec<Vec<String>> = args.chain(setters).chain(constants).collect();
    match table(&["Parameter", "Type", "Sent in", "Required", ""], &rows) {
        none if none.is_empty() => "It takes no parameters.".to_owned(),
        table => format!("**Parameters**\n\n{table}"),
    }
}

/// A text with a word before it that its thing should not be used any more.
pub(super) fn deprecated(is: bool, about: String) -> String {
    match (is, about.is_empty()) {
        (false, _) => about,
        (true, true) => "**Deprecated.**".to_owned(),
        (true, false) => format!("**Deprecated.** {about}"),
    }
}

fn taken(ty: &Ty, convert: Convert, links: &Links<'_>, page: Page<'_>) -> String {
    match convert {
        Convert::Collect | Convert::CollectInto => links.ty(&Ty::Vec(Box::new(ty.clone())), page),
        Convert::Plain | Convert::Into | Convert::Pairs | Convert::Serialize => links.ty(ty, page),
    }
}

/// Where a value is sent, and under which name.
fn place(call: &ParamCall) -> String {
    let named = |place: &str, name: &Text| format!("{place} {}", name.code_in_table());
    match call {
        ParamCall::Path(name, _) => named("path", name),
        ParamCall::Query(name, _) => named("query", name),
        ParamCall::Header(name, _) => named("header", name),
        ParamCall::Cookie(name, _) => named("cookie", name),
        ParamCall::Body(kind) => format!("body, {}", body_type(kind).code_in_table()),
        ParamCall::Part(name, PartKind::File | PartKind::Files, _) => named("file", name),
        ParamCall::Part(name, _, _) => named("part", name),
        ParamCall::Querystring(..) => "the whole query".to_owned(),
        ParamCall::Multipart(media_type, _) => format!("body, {}", media_type.code_in_table()),
        ParamCall::PartHeader(part, name, _) => {
            let part = part.code_in_table();
            named("header", name) + " of the part " + &part
        }
        ParamCall::Parts | ParamCall::UnnamedParts => "parts of the body".to_owned(),
        ParamCall::Constant(call, _) => place(call),
    }
}

/// The media type of a body.
pub(super) fn body_type(kind: &BodyKind) -> Text {
    match kind {
        BodyKind::Json(None) => "application/json".into(),
        BodyKind::Form(_) => "application/x-www-form-urlencoded".into(),
        BodyKind::Json(Some(media_type))
        | BodyKind::JsonObject(media_type)
        | BodyKind::JsonList(media_type)
        | BodyKind::Text(media_type)
        | BodyKind::Bytes(media_type)
        | BodyKind::JsonLines(media_type)
        | BodyKind::Xml(media_type, _) => media_type.clone(),
    }
}

/// The fields of a body that is a struct.
pub(super) fn body(request: &Request, links: &Links<'_>, page: Page<'_>) -> String {
    let args = request
        .args
        .iter()
        .map(|argument| (&argument.call, &argument.ty));
    let setters = request
        .setters
        .iter()
        .map(|setter| (&setter.call, &setter.ty));
    let mut bodies = args.chain(setters).filter_map(|(call, ty)| match call {
        ParamCall::Body(_) => Some(ty),
        _ => None,
    });
    let found = bodies.next().and_then(|ty| {
        let item = links.item(named(ty)?)?;
        matches!(item, Item::Struct(_)).then_some((ty, item))
    });
    let Some((ty, Item::Struct(item))) = found else {
        return String::new();
    };
    let fields = super::types::fields(item, links, page);
    if fields.is_empty() {
        return String::new();
    }
    format!(
        "**The fields of the body**, {}\n\n{fields}",
        links.ty(ty, page)
    )
}

/// What comes of each status.
pub(super) fn statuses(
    krate: &Crate,
    request: &Request,
    links: &Links<'_>,
    page: Page<'_>,
) -> String {
    let answers = request.reference.answers.iter();
    let mut rows: Vec<Vec<String>> = answers
        .map(|answer| {
            let result = match &answer.outcome {
                Outcome::Value(ty) => success(request, ty, links, page),
                Outcome::Redirect(_, method) => {
                    format!("`Error::Api`, of `{method}` a response")
                }
                Outcome::Error(Some(variant)) => {
                    let variants = krate.error_body.variants.iter();
                    let known = variants.clone().find(|known| known.name == *variant);
                    let held = known.map(|known| format!(" of {}", links.ty(&known.ty, page)));
                    let held = held.unwrap_or_default();
                    format!("`Error::Api`, its body is `ErrorBody::{variant}`{held}")
                }
                Outcome::Error(None) => "`Error::Api`".to_owned(),
            };
            vec![status(answer.status), cell(&answer.docs), result]
        })
        .collect();
    if rows.is_empty() {
        let result = match &request.output {
            Output::One(ty, _) => success(request, ty, links, page),
            Output::Several { name, .. } => format!("`Ok({name})`"),
        };
        rows.push(vec!["2XX".to_owned(), String::new(), result]);
    }
    let table = table(&["Status", "Meaning", "In Rust"], &rows);
    format!("**Responses**\n\n{table}")
}

fn status(pattern: StatusPattern) -> String {
    match pattern {
        StatusPattern::Default => "any other".to_owned(),
        pattern => pattern.to_string(),
    }
}

fn success(request: &Request, ty: &Ty, links: &Links<'_>, page: Page<'_>) -> String {
    match &request.output {
        Output::One(ty, Responder::Events | Responder::EventsByKind) => {
            format!("`Ok(Events)`, a stream of {}", links.ty(ty, page))
        }
        Output::One(ty, Responder::JsonLines | Responder::JsonTexts) => {
            format!("`Ok(JsonLines)`, a stream of {}", links.ty(ty, page))
        }
        Output::One(..) => format!("`Ok` of {}", links.ty(ty, page)),
        Output::Several { name, .. } => format!("`Ok` of `{name}` with {}", links.ty(ty, page)),
    }
}

/// The headers that responses have, each with its constant.
pub(super) fn headers(
    krate: &Crate,
    request: &Request,
    links: &Links<'_>,
    page: Page<'_>,
) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for answer in &request.reference.answers {
        for (name, ty) in &answer.headers {
            let mut known = krate.headers.iter().filter(|header| header.name == *name);
            let header = known.clone().find(|header| header.ty == *ty);
            let Some(header) = header.or_else(|| known.next()) else {
                continue;
            };
            rows.push(vec![
                name.code_in_table(),
                status(answer.status),
                links.ty(ty, page),
                format!("`headers::{}`", header.constant),
                cell(&header.docs),
            ]);
        }
    }
    let head = ["Header", "Status", "Type", "Read by", ""];
    match table(&head, &rows) {
        none if none.is_empty() => none,
        table => format!("**Response headers**\n\n{table}"),
    }
}

/// What can be called next with values of a response.
pub(super) fn next(krate: &Crate, request: &Request) -> String {
    let rows: Vec<Vec<String>> = request
        .reference
        .links
        .iter()
        .filter_map(|link| {
            let mut all = krate.modules.iter().flat_map(|module| {
                let requests = module.requests.iter();
                requests.map(move |request| (module, request))
            });
            let (module, next) = all.find(|(_, request)| request.id == link.operation)?;
            let (file, method) = (module.name.bare(), next.method.bare());
            let values = link.values.iter().map(|(name, value)| {
                let name = name
                    .as_ref()
                    .map_or("the body".to_owned(), Text::code_in_table);
                format!("{name} = {}", value.code_in_table())
            });
            Some(vec![
                status(link.status),
                format!("[`{method}`]({file}.md#{method})"),
                values.collect::<Vec<_>>().join("<br>"),
                cell(&link.docs),
            ])
        })
        .collect();
    match table(&["After", "Call", "With", ""], &rows) {
        none if none.is_empty() => none,
        table => format!("**What to call next**\n\n{table}"),
    }
}
