//! What a caller gives for a value, and what a type is made from.

use crate::ir::{Json, Type, TypeId, TypeKind};
use crate::rust::{Convert, EnumKind, Taken, Ty};

use super::structs;
use super::{Shape, Types};
use super::{enums, scalars};

/// How deep types are looked into that are made from one another.
const DEEPEST: usize = 8;

/// What is taken for a value that is not null: a number, a boolean, a date or a moment as it is, of a list its items, and
/// for all else what becomes it.
pub(in crate::plan) fn taken(types: &Types<'_>, ty: &Type) -> Taken {
    let mut bare = ty;
    while let Type::Nullable(inner) = bare {
        bare = inner;
    }
    let resolved = types.resolve(bare);
    if let Type::List(item) = resolved {
        return items(types, item);
    }
    let ty = scalars::bare(types, bare);
    if let (Ty::Vec(item), Type::Tuple(_)) = (&ty, resolved) {
        return Taken {
            ty: (**item).clone(),
            convert: Convert::CollectInto,
        };
    }
    let convert = match resolved {
        Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::Date
        | Type::DateTime
        | Type::Uuid
        | Type::Null
        | Type::Const(Json::Null | Json::Bool(_) | Json::Number(_)) => Convert::Plain,
        _ => Convert::Into,
    };
    Taken { ty, convert }
}

/// What a request takes for a value that is not null: as above, but a struct that nothing else becomes as it is, so that
/// the compiler knows what is to be made where one is read.
pub(in crate::plan) fn sent(types: &Types<'_>, ty: &Type) -> Taken {
    let taken = taken(types, ty);
    let convert = match (taken.convert, types.resolve(ty)) {
        (Convert::Into, Type::Ref(_)) if !is_open(types, ty) => Convert::Plain,
        (convert, _) => convert,
    };
    Taken { convert, ..taken }
}

/// The same of a value that may be null.
pub(in crate::plan) fn sent_or_null(types: &Types<'_>, ty: &Type) -> Taken {
    if types.is_nullable(ty) {
        Taken {
            ty: scalars::ty(types, ty),
            convert: Convert::Into,
        }
    } else {
        sent(types, ty)
    }
}

/// What is taken for a list of these.
pub(in crate::plan) fn items(types: &Types<'_>, item: &Type) -> Taken {
    Taken {
        ty: scalars::ty(types, item),
        convert: if is_open(types, item) && !types.is_nullable(item) {
            Convert::CollectInto
        } else {
            Convert::Collect
        },
    }
}

/// Whether anything else becomes a value of the type. An item that nothing else becomes is taken as it is, so that the
/// compiler knows of which type an empty list is.
fn is_open(types: &Types<'_>, ty: &Type) -> bool {
    match types.resolve(ty) {
        Type::Ref(id) => match types.shapes[id.index()] {
            Shape::Struct => from(types, *id).is_some(),
            Shape::Newtype(_) => false,
            _ => true,
        },
        Type::Tuple(_) => false,
        _ => taken(types, ty).convert != Convert::Plain,
    }
}

/// What a struct is made from: the one value that its `new` takes, where that is one.
pub(in crate::plan) fn from(types: &Types<'_>, id: TypeId) -> Option<Taken> {
    let field = structs::only_argument(types, id)?;
    if field.nullable || types.is_nullable(&field.ty) || leads_to(types, &field.ty, id, 0) {
        return None;
    }
    Some(taken(types, &field.ty))
}

/// Whether a type is made from another one, so that neither can be made from all that the other is made from.
fn leads_to(types: &Types<'_>, ty: &Type, goal: TypeId, depth: usize) -> bool {
    let Type::Ref(id) = types.resolve(ty) else {
        return false;
    };
    if *id == goal || depth > DEEPEST {
        return true;
    }
    match &types.def(*id).kind {
        TypeKind::Union(union) if types.is_union(*id) => {
            let mut members = union.variants.iter();
            members.any(|member| *types.resolve(&member.ty) == Type::Ref(goal))
        }
        TypeKind::Object(_) if types.shapes[id.index()] == Shape::Struct => {
            let field = structs::only_argument(types, *id);
            field.is_some_and(|field| leads_to(types, &field.ty, goal, depth + 1))
        }
        _ => false,
    }
}

/// Whether a string may be a value of the type, other than by being read.
pub(super) fn takes_text(types: &Types<'_>, ty: &Type, depth: usize) -> bool {
    text(types, ty, depth, |members, depth| {
        members
            .into_iter()
            .any(|member| takes_text(types, member, depth))
    })
}

/// Whether every value of the type is a string.
pub(super) fn is_text(types: &Types<'_>, ty: &Type, depth: usize) -> bool {
    text(types, ty, depth, |members, depth| {
        members
            .into_iter()
            .all(|member| is_text(types, member, depth))
    })
}

fn text<'a>(
    types: &Types<'a>,
    ty: &Type,
    depth: usize,
    of_union: impl Fn(Vec<&'a Type>, usize) -> bool,
) -> bool {
    if types.is_nullable(ty) {
        return false;
    }
    match types.resolve(ty) {
        Type::String | Type::Const(Json::String(_)) => true,
        Type::Ref(id) => match (&types.shapes[id.index()], &types.def(*id).kind) {
            (Shape::Enum, TypeKind::Enum(def)) => enums::kind(def) == EnumKind::String,
            (Shape::Union, TypeKind::Union(union)) if depth < DEEPEST => {
                let members = union.variants.iter().map(|variant| &variant.ty);
                of_union(members.collect(), depth + 1)
            }
            _ => false,
        },
        _ => false,
    }
}
