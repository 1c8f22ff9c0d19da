//! Pages: which fields of a response lead to its items and to what comes after it.

use crate::ir::{Location, Media, Next, Operation, PageKind, Type, TypeKind};
use crate::report::{Code, Report};
use crate::rust::{self, FieldPath, Output, Paging, PagingKind, Presence, Responder, Ty};

use super::outputs;
use crate::plan::types::{Shape, Types};
use crate::plan::types::{scalars, structs};

/// How the responses of an operation go on, where the description says so.
pub(super) fn plan(
    types: &Types<'_>,
    operation: &Operation,
    output: &Output,
    report: &mut Report,
) -> Option<Paging> {
    operation.page.as_ref()?;
    match paging(types, operation, output) {
        Ok(paging) => Some(paging),
        Err(why) => {
            report.error(
                Code::Extension,
                &operation.place.join("x-clientwright-page"),
                format!("the pages of this operation cannot be followed: {why}"),
                "name properties of the response and a query parameter of the operation",
            );
            None
        }
    }
}

fn paging(types: &Types<'_>, operation: &Operation, output: &Output) -> Result<Paging, String> {
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
        kind: kind(operation, &page.kind, &find, &in_item)?,
    })
}

/// How the next page is asked for; `find` turns the path of a property into that of a field, and `in_item` one of an item.
fn kind(
    operation: &Operation,
    said: &PageKind,
    find: &dyn Fn(&[String]) -> Result<FieldPath, String>,
    in_item: &dyn Fn(&[String]) -> Result<FieldPath, String>,
) -> Result<PagingKind, String> {
    let maybe = |path: &Option<Vec<String>>| path.as_deref().map(find).transpose();
    Ok(match said {
        PageKind::Cursor {
            param,
            in_header,
            next,
            more,
        } => PagingKind::Cursor {
            param: match in_header {
                true => param.into(),
                false => query(operation, param)?.into(),
            },
            in_header: *in_header,
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
            param: query(operation, param)?.into(),
            first: *first,
            total: maybe(total)?,
        },
        PageKind::Number {
            param,
            first,
            pages,
        } => PagingKind::Number {
            param: query(operation, param)?.into(),
            first: *first,
            pages: maybe(pages)?,
        },
        PageKind::Link { next } => PagingKind::Link { next: maybe(next)? },
    })
}

/// The name of a query parameter, where the operation has it.
fn query(operation: &Operation, name: &str) -> Result<String, String> {
    operation
        .params
        .iter()
        .find(|param| param.location == Location::Query && param.name == name)
        .map(|param| param.name.clone())
        .ok_or_else(|| format!("there is no query parameter `{name}`"))
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
