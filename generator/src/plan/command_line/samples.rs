//! Examples: values of the description where it has some, and values of the type where not.

use std::cell::Cell;

use serde_json::{Map, Value, json};

use crate::ir::{Content, Integer, Media, Part, Type, TypeKind};
use crate::plan::types::{Shape, Types};

use super::fields::constant;

/// How many values an example has at most: required objects may lead to ever more of their kind.
const MOST: usize = 200;

/// How deep an example goes before it leaves out what need not be there.
const DEPTH: usize = 4;

/// An example of a body, as JSON text.
pub(super) fn of_content(types: &Types<'_>, content: &Content) -> String {
    if let Some(example) = content.examples.first() {
        return example.to_string();
    }
    let value = match &content.media {
        Media::Json(ty) => of(types, ty, 0, &Cell::new(MOST)),
        Media::Form { fields, .. } | Media::Multipart(fields) => of_parts(types, fields),
        _ => Value::Null,
    };
    value.to_string()
}

fn of_parts(types: &Types<'_>, parts: &[Part]) -> Value {
    let left = Cell::new(MOST);
    let members = parts.iter().map(|part| {
        let said = part.examples.first().or(part.default.as_ref()).cloned();
        let value = said.unwrap_or_else(|| of(types, &part.ty, 1, &left));
        (part.name.clone(), value)
    });
    Value::Object(members.collect())
}

/// An example of a type.
fn of(types: &Types<'_>, ty: &Type, depth: usize, left: &Cell<usize>) -> Value {
    if left.get() == 0 {
        return Value::Null;
    }
    left.set(left.get() - 1);
    if let Some(value) = constant(types, ty) {
        return value.clone();
    }
    match ty {
        Type::Bool => json!(true),
        Type::Integer(Integer::Int64OrText | Integer::Int32 | Integer::Int64 | Integer::Uint64) => {
            json!(1)
        }
        Type::UnixTime => json!(1_735_689_600),
        Type::Number => json!(1.5),
        Type::DateTime => json!("2025-01-01T00:00:00Z"),
        Type::Date => json!("2025-01-01"),
        Type::Uuid => json!("123e4567-e89b-12d3-a456-426614174000"),
        Type::Base64 => json!("AAAA"),
        Type::Binary => json!("@FILE"),
        Type::String => json!("text"),
        Type::Null => Value::Null,
        Type::Const(value) => value.clone(),
        Type::List(_) if depth >= DEPTH => json!([]),
        Type::List(items) => json!([of(types, items, depth + 1, left)]),
        Type::Tuple(items) => items
            .iter()
            .map(|item| of(types, item, depth + 1, left))
            .collect(),
        Type::Any(_) | Type::Map(_) => json!({}),
        Type::Nullable(inner) => of(types, inner, depth, left),
        Type::Ref(id) => {
            let def = types.def(*id);
            if let Some(example) = def.examples.first() {
                return example.clone();
            }
            if let Shape::Alias(target) = &types.shapes[id.index()] {
                return if depth > 32 {
                    Value::Null
                } else {
                    of(types, target, depth + 1, left)
                };
            }
            of_kind(types, &def.kind, depth, left)
        }
    }
}

fn of_kind(types: &Types<'_>, kind: &TypeKind, depth: usize, left: &Cell<usize>) -> Value {
    match kind {
        TypeKind::Object(object) => {
            let mut members = Map::new();
            for field in object.fields.iter().filter(|field| !field.read_only) {
                // What need not be there is left out where an end has to be found.
                if !field.required && depth > 1 || depth >= DEPTH * 4 {
                    continue;
                }
                let said = field.examples.first().or(field.default.as_ref()).cloned();
                let value = said.unwrap_or_else(|| of(types, &field.ty, depth + 1, left));
                members.insert(field.name.clone(), value);
            }
            Value::Object(members)
        }
        TypeKind::Enum(def) => def
            .values
            .first()
            .map_or(Value::Null, |value| value.value.clone()),
        TypeKind::Union(union) => union.variants.first().map_or(Value::Null, |variant| {
            if depth >= DEPTH * 4 {
                Value::Null
            } else {
                of(types, &variant.ty, depth + 1, left)
            }
        }),
        TypeKind::Alias(ty) => of(types, ty, depth + 1, left),
    }
}
