//! Pages: which fields of an answer lead to its items and to what comes after it.

use crate::ir::{Location, Media, Next, Operation, PageKind, Type, TypeKind};
use crate::report::{Code, Report};
use crate::rust::{self, Ident, Output, Paging, Presence, Responder, Ty};

use super::outputs;
use crate::plan::types::{Shape, Types};
use crate::plan::types::{scalars, structs};

/// The fields that lead to a value, each with whether it is an `Option`.
type Path = Vec<(Ident, bool)>;

/// How the answers of an operation go on, where the description says so.
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
                "name properties of the answer and a query parameter of the operation",
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
        return Err("the answer is not of one type of JSON or XML".to_owned());
    };
    let answer = outputs::successes(operation)
        .into_iter()
        .filter_map(|answer| outputs::choose(&answer.contents))
        .find_map(|content| match &content.media {
            Media::Json(ty) | Media::Xml(ty) => Some(ty),
            _ => None,
        })
        .ok_or("the answer has no body of JSON or XML")?;
    let (items, list) = walk(types, answer, &page.items)?;
    let Type::List(item) = types.resolve(list) else {
        return Err(format!("`{}` is not a list", page.items.join("/")));
    };
    let item = scalars::ty(types, item);
    let page_ty = page_ty.clone();
    let find = |path: &Vec<String>| walk(types, answer, path).map(|(path, _)| path);
    let maybe = |path: &Option<Vec<String>>| path.as_ref().map(find).transpose();
    Ok(match &page.kind {
        PageKind::Cursor {
            param,
            in_header,
            next,
            more,
        } => Paging::Cursor {
            param: match in_header {
                true => param.into(),
                false => query(operation, param)?.into(),
            },
            in_header: *in_header,
            next: match next {
                Next::Body(path) => rust::Next::Body(find(path)?),
                Next::Header(name) => rust::Next::Header(name.to_ascii_lowercase().into()),
            },
            more: maybe(more)?,
            page: page_ty,
            item,
            items,
        },
        PageKind::Offset {
            param,
            first,
            total,
        } => Paging::Offset {
            param: query(operation, param)?.into(),
            first: *first,
            total: maybe(total)?,
            page: page_ty,
            item,
            items,
        },
        PageKind::Number {
            param,
            first,
            pages,
        } => Paging::Number {
            param: query(operation, param)?.into(),
            first: *first,
            pages: maybe(pages)?,
            page: page_ty,
            item,
            items,
        },
        PageKind::Link { next } => Paging::Link {
            next: maybe(next)?,
            page: page_ty,
            item,
            items,
        },
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
) -> Result<(Path, &'t Type), String> {
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
