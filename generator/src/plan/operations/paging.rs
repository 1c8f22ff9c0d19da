//! Pages: which fields of a response lead to its items and to what comes after it.

use crate::ir::{Content, Media, Next, Operation, PageKind, PageParam, Type, TypeKind};
use crate::report::{Code, Report};
use crate::rust::{
    self, FieldPath, Output, PageParameter, Paging, PagingKind, Presence, Responder, Ty,
};

use super::outputs;
use crate::plan::types::{Shape, Types};
use crate::plan::types::{scalars, structs};

/// How the responses of an operation go on, where the description says so.
pub(super) fn plan(
    types: &Types<'_>,
    operation: &Operation,
    (output, body): (&Output, Option<&Content>),
    report: &mut Report,
) -> Option<Paging> {
    operation.page.as_ref()?;
    match paging(types, operation, output, body) {
        Ok(paging) => Some(paging),
        Err(why) => {
            report.error(
                Code::Extension,
                &operation.place.join("x-clientwright-page"),
                format!("the pages of this operation cannot be followed: {why}"),
                "name properties of the response, and a query parameter of the operation or a property of its body",
            );
            None
        }
    }
}

fn paging(
    types: &Types<'_>,
    operation: &Operation,
    output: &Output,
    body: Option<&Content>,
) -> Result<Paging, String> {
    let page = operation
        .page
        .as_ref()
        .ok_or("nothing is said about them")?;
    let Output::One(page_ty, Responder::Json | Responder::Xml(_)) = output else {
        return Err("the response is not of one type of JSON or XML".to_owned());
    };
    let answer = outputs::successes(operation)
        .into_iter()
        .filter_map(|answer| outputs::choose(&answer.contents))
        .find_map(|content| match &content.media {
            Media::Json(ty) | Media::Xml(ty, _) => Some(ty),
            _ => None,
        })
        .ok_or("the response has no body of JSON or XML")?;
    let (items, list) = walk(types, answer, &page.items)?;
    let Type::List(item) = types.resolve(list) else {
        return Err(format!("`{}` is not a list", page.items.join("/")));
    };
    let find = |path: &[String]| walk(types, answer, path).map(|(path, _)| path);
    let in_item = |path: &[String]| match scalars::ty(types, item) {
        Ty::Option(_) => Err("an item may be null, which has no cursor".to_owned()),
        _ => walk(types, item, path).map(|(path, _)| path),
    };
    Ok(Paging {
        page: page_ty.clone(),
        item: scalars::ty(types, item),
        items,
        kind: kind(&page.kind, body, &find, &in_item)?,
    })
}

/// How the next page is asked for; `find` turns the path of a property into that of a field, and `in_item` one of an item.
fn kind(
    said: &PageKind,
    body: Option<&Content>,
    find: &dyn Fn(&[String]) -> Result<FieldPath, String>,
    in_item: &dyn Fn(&[String]) -> Result<FieldPath, String>,
) -> Result<PagingKind, String> {
    let maybe = |path: &Option<Vec<String>>| path.as_deref().map(find).transpose();
    Ok(match said {
        PageKind::Cursor { param, next, more } => PagingKind::Cursor {
            param: asked(param, body)?,
            next: match next {
                Next::Body(path) => rust::Next::Body(find(path)?),
                Next::Last(path) => rust::Next::Last(in_item(path)?),
                Next::Header(name) => rust::Next::Header(name.to_ascii_lowercase().into()),
            },
            more: maybe(more)?,
        },
        PageKind::Offset {
            param,
            first,
            total,
        } => PagingKind::Offset {
            param: asked(param, body)?,
            first: *first,
            total: maybe(total)?,
        },
        PageKind::Number {
            param,
            first,
            pages,
        } => PagingKind::Number {
            param: asked(param, body)?,
            first: *first,
            pages: maybe(pages)?,
        },
        PageKind::Link { next } => PagingKind::Link { next: maybe(next)? },
    })
}

/// Where a request with this body says which page it asks for.
fn asked(param: &PageParam, body: Option<&Content>) -> Result<PageParameter, String> {
    let (path, is_number) = match param {
        PageParam::Query(name) => return Ok(PageParameter::Query(name.into())),
        PageParam::Header(name) => return Ok(PageParameter::Header(name.into())),
        PageParam::Body { path, is_number } => (path, is_number),
    };
    let pointer = outputs::pointer(path);
    match body.map(|body| &body.media) {
        Some(Media::Json(_)) if *is_number => Ok(PageParameter::Number(pointer)),
        Some(Media::Json(_)) => Ok(PageParameter::Text(pointer)),
        Some(Media::Form { .. }) => Ok(PageParameter::Field(pointer)),
        _ => {
            let media_type = body.map_or("nothing", |body| &body.media_type);
            Err(format!(
                "a body of {media_type} has no place for `{}`",
                pointer.raw()
            ))
        }
    }
}

/// Follows properties from a type to the type that they lead to.
fn walk<'t>(
    types: &'t Types<'_>,
    from: &'t Type,
    path: &[String],
) -> Result<(FieldPath, &'t Type), String> {
    let mut at = from;
    let mut fields = Vec::new();
    for step in path {
        let missing = || format!("there is no property `{step}`");
        let Type::Ref(id) = types.resolve(at) else {
            return Err(missing());
        };
        let (TypeKind::Object(object), Shape::Struct) =
            (&types.def(*id).kind, &types.shapes[id.index()])
        else {
            return Err(missing());
        };
        let place = object
            .fields
            .iter()
            .position(|field| field.name == *step)
            .ok_or_else(missing)?;
        let planned = structs::plan(types, *id, object);
        let field = planned.fields.get(place).ok_or_else(missing)?;
        if field.presence == Presence::Maybe {
            return Err(format!(
                "`{step}` may be left out or null, and is also sent"
            ));
        }
        fields.push((field.name.clone(), matches!(field.ty, Ty::Option(_))));
        at = &object.fields[place].ty;
    }
    Ok((fields, at))
}
