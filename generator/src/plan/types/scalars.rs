//! Types as they are written in place: one table from the API's to Rust's.

use crate::ir::{Integer, Json, Type};
use crate::rust::Ty;

use super::{Shape, Types};

/// The Rust type, with an `Option` where `null` is one of its values.
pub(in crate::plan) fn ty(types: &Types<'_>, ty: &Type) -> Ty {
    let bare = bare(types, ty);
    if types.is_nullable(ty) {
        Ty::Option(Box::new(bare))
    } else {
        bare
    }
}

/// The Rust type of what is not `null`.
pub(in crate::plan) fn bare(types: &Types<'_>, of: &Type) -> Ty {
    match of {
        Type::Bool => Ty::Bool,
        Type::Integer(Integer::Int32) => Ty::I32,
        Type::Integer(Integer::Int64 | Integer::Int64OrText) => Ty::I64,
        Type::Integer(Integer::Uint64) => Ty::U64,
        Type::Number => Ty::F64,
        Type::String => Ty::String,
        Type::DateTime => Ty::DateTime,
        Type::Date => Ty::Date,
        Type::UnixTime => Ty::UnixTime,
        Type::Uuid => Ty::Uuid,
        Type::Base64 => Ty::Base64,
        Type::Binary => Ty::Bytes,
        Type::Any(_) => Ty::Value,
        Type::Null => Ty::Unit,
        Type::Const(value) => constant(value),
        Type::List(item) => Ty::Vec(Box::new(ty(types, item))),
        Type::Map(value) => Ty::Map(Box::new(ty(types, value))),
        Type::Tuple(members) if members.is_empty() || members.len() > 12 => {
            Ty::Vec(Box::new(Ty::Value))
        }
        Type::Tuple(members) => Ty::Tuple(members.iter().map(|member| ty(types, member)).collect()),
        Type::Nullable(inner) => bare(types, inner),
        Type::Ref(id) => match &types.shapes[id.index()] {
            Shape::Alias(target) if types.is_dissolved(*id) => bare(types, target),
            _ => Ty::Named(types.names[id.index()].clone()),
        },
    }
}

/// The Rust type that a constant belongs to.
fn constant(value: &Json) -> Ty {
    match value {
        Json::Null => Ty::Unit,
        Json::Bool(_) => Ty::Bool,
        Json::Number(number) if number.is_i64() => Ty::I64,
        Json::Number(number) if number.is_u64() => Ty::U64,
        Json::Number(_) => Ty::F64,
        Json::String(_) => Ty::String,
        Json::Array(_) | Json::Object(_) => Ty::Value,
    }
}
