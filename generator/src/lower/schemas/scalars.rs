//! Formats: the one table that leads from `type` and `format` to a scalar.

use crate::document::Number;
use crate::ir::{Any, Integer, Type};

use super::facts::{Facts, Kind};

/// The scalar that a schema describes; `None` where it describes none.
pub(super) fn scalar(facts: &Facts<'_>) -> Option<Type> {
    let format = facts.format.as_deref().unwrap_or_default();
    Some(match (facts.kind, format) {
        (Some(Kind::Null), _) => Type::Null,
        (Some(Kind::Boolean), _) => Type::Bool,
        (Some(Kind::Integer), "" | "int64" | "uint64") if is_beyond_signed(facts) => {
            Type::Integer(Integer::Uint64)
        }
        (Some(Kind::Integer), format) => integer(format, facts.notes.or_text),
        // These formats are of whole numbers, also where the type is that of all numbers.
        (Some(Kind::Number), "int32" | "int64" | "uint64") => integer(format, facts.notes.or_text),
        (Some(Kind::Number), _) => Type::Number,
        (Some(Kind::String), format) => text(format),
        (None, format) => by_format(format)?,
        (Some(Kind::Array | Kind::Object), _) => return None,
    })
}

/// Whether an integer's bounds leave out what is negative and lead beyond 63 bits.
fn is_beyond_signed(facts: &Facts<'_>) -> bool {
    let bound = |name: &str| facts.node.tree().get(name)?.as_number();
    let is_beyond = |bound: &Number| bound.as_f64() > 0.0 && bound.as_i64().is_none();
    let least = bound("minimum").filter(|least| least.as_f64() >= 0.0);
    let mut bounds = least.into_iter().chain(bound("maximum"));
    !facts.notes.or_text && least.is_some() && bounds.any(is_beyond)
}

/// What values of a scalar may be that its Rust type cannot hold.
pub(super) fn beyond(facts: &Facts<'_>) -> Option<&'static str> {
    let format = facts.format.as_deref().unwrap_or_default();
    match (facts.kind, format) {
        (Some(Kind::Number), "decimal" | "decimal128" | "bigdecimal" | "big-decimal") => {
            Some("a decimal number is read with 64 bits, which round what has more than 15 digits")
        }
        (Some(Kind::Integer), "int128" | "uint128" | "bigint" | "biginteger" | "big-integer") => {
            Some("a whole number is read with 64 bits; one that has more is a decode error")
        }
        (Some(Kind::Integer), _) if leads_beyond(facts) => Some(
            "the bounds of this whole number lead beyond 64 bits; one that has more is a decode error",
        ),
        _ => None,
    }
}

/// Whether an integer's bounds leave the range that 64 bits have; by more than a float's rounding, because many a description
/// has its bounds from one.
fn leads_beyond(facts: &Facts<'_>) -> bool {
    let bound = |name: &str| Some(facts.node.tree().get(name)?.as_number()?.as_f64());
    let least = bound("minimum").is_some_and(|least| least < -9.3e18);
    least || bound("maximum").is_some_and(|most| most > 1.85e19)
}

fn text(format: &str) -> Type {
    match format {
        "date-time" => Type::DateTime,
        "date" => Type::Date,
        "uuid" => Type::Uuid,
        "byte" => Type::Base64,
        _ => Type::String,
    }
}

fn integer(format: &str, or_text: bool) -> Type {
    match format {
        "unixtime" | "unix-time" | "unix_time" | "timestamp" => Type::UnixTime,
        _ if or_text => Type::Integer(Integer::Int64OrText),
        "int32" => Type::Integer(Integer::Int32),
        "uint64" => Type::Integer(Integer::Uint64),
        _ => Type::Integer(Integer::Int64),
    }
}

/// A schema without `type` whose format belongs to one type only.
fn by_format(format: &str) -> Option<Type> {
    match format {
        "int32" | "int64" | "uint64" => Some(integer(format, false)),
        "float" | "double" => Some(Type::Number),
        "date-time" | "date" | "uuid" | "byte" => Some(text(format)),
        "binary" | "email" | "uri" | "url" | "hostname" | "ipv4" | "ipv6" | "password" => {
            Some(Type::String)
        }
        _ => None,
    }
}

/// Anything, because the schema allows it.
pub(in crate::lower) const ANYTHING: Type = Type::Any(Any::Unconstrained);

/// Anything, because what the schema says cannot be expressed.
pub(super) const BEYOND: Type = Type::Any(Any::Inexpressible);
