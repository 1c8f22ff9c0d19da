//! Merge patches (RFC 7396): `null` takes a member away, whether its schema says so or not.

use std::collections::BTreeSet;

use crate::ir::{Additional, Api, Body, Media, Type, TypeDef, TypeId, TypeKind};

use crate::lower::operations::media;
use crate::lower::operations::media::Family;

/// Lets what a merge patch may leave out be `null` as well.
pub(in crate::lower) fn lower(api: &mut Api) {
    let mut found = Vec::new();
    let bodies = api
        .operations
        .iter()
        .filter_map(|operation| operation.body.as_ref());
    for ty in bodies.filter_map(patch) {
        references(ty, &mut found);
    }
    let mut seen = BTreeSet::new();
    while let Some(id) = found.pop() {
        if seen.insert(id) {
            patchable(&mut api.types[id.index()], &mut found);
        }
    }
}

/// The type of a body that can only be sent as a merge patch.
fn patch(body: &Body) -> Option<&Type> {
    let is_patch = |name: &str| media::essence(name) == "application/merge-patch+json";
    let plain = |name: &str| media::family(name) == Family::Json && !is_patch(name);
    if body
        .contents
        .iter()
        .any(|content| plain(&content.media_type))
    {
        return None;
    }
    let patch = body
        .contents
        .iter()
        .find(|content| is_patch(&content.media_type))?;
    match &patch.media {
        Media::Json(ty) => Some(ty),
        _ => None,
    }
}

/// The definitions that a value of the type is merged into, member by member; a list is replaced as a whole.
fn references(ty: &Type, found: &mut Vec<TypeId>) {
    let mut ty = ty;
    loop {
        match ty {
            Type::Ref(id) => {
                found.push(*id);
                return;
            }
            Type::Nullable(inner) | Type::Map(inner) => ty = inner,
            _ => return,
        }
    }
}

fn patchable(def: &mut TypeDef, found: &mut Vec<TypeId>) {
    match &mut def.kind {
        TypeKind::Object(object) => {
            for field in object.fields.iter_mut().filter(|field| !field.required) {
                field.nullable = true;
                values(&mut field.ty, found);
            }
            if let Additional::Typed(ty) = &mut object.additional {
                values(ty, found);
                nullable(ty);
            }
        }
        TypeKind::Alias(ty) => values(ty, found),
        TypeKind::Union(union) => {
            for variant in &union.variants {
                references(&variant.ty, found);
            }
        }
        TypeKind::Enum(_) => {}
    }
}

/// Lets the values of a map be `null`, also where maps hold maps.
fn values(ty: &mut Type, found: &mut Vec<TypeId>) {
    references(ty, found);
    let mut ty = ty;
    while let Type::Map(inner) = ty {
        nullable(inner);
        ty = match &mut **inner {
            Type::Nullable(inner) => inner,
            other => other,
        };
    }
}

fn nullable(ty: &mut Type) {
    if !matches!(ty, Type::Nullable(_) | Type::Any(_) | Type::Null) {
        *ty = Type::Nullable(Box::new(std::mem::replace(ty, Type::Null)));
    }
}
