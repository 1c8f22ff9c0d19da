//! Objects as structs: presence, `new` and setters.

use crate::ir::{self, Additional, Direction, Integer, Json, Object, Type, TypeId, TypeKind};
use crate::rust::{
    Constructor, Convert, Field, Ident, Presence, Setter, SetterKind, Struct, Ty, Value,
};

use super::about::{self, Of};
use super::names::{Scope, snake, spelled};
use super::types::{Shape, Types};
use super::{docs, enums, literals, reserved, scalars};

/// Makes the struct of an object.
pub(super) fn plan(types: &Types<'_>, id: TypeId, object: &Object) -> Struct {
    let def = types.def(id);
    let direction = types.travel[id.index()];
    let name = types.names[id.index()].clone();
    let parts = parts(types, id, object);
    let fields: Vec<Field> = parts.iter().map(|part| part.field.clone()).collect();
    let needs = |part: &Part<'_>| match part.field.presence {
        Presence::Required => true,
        Presence::List => direction.request,
        Presence::Optional | Presence::Maybe | Presence::Rest => false,
    };
    let default = !parts.iter().any(needs);
    let docs = about::a_type(types, id, Of::Object);
    Struct {
        name,
        docs,
        deprecated: def.deprecated,
        default,
        constructor: (direction.request && !default).then(|| constructor(types, &parts)),
        // What no operation sends is rarely made, and then its fields are there to be set.
        setters: if types.sent[id.index()] {
            setters(types, &parts)
        } else {
            Vec::new()
        },
        fields,
    }
}

/// A field with what it is made of; the map of everything else has no property.
struct Part<'a> {
    field: Field,
    property: Option<&'a ir::Field>,
    boxed: bool,
}

fn parts<'a>(types: &Types<'a>, id: TypeId, object: &'a Object) -> Vec<Part<'a>> {
    let direction = types.travel[id.index()];
    let mut scope = Scope::default();
    let mut parts = Vec::new();
    for (place, property) in object.fields.iter().enumerate() {
        let boxed = types.boxed.contains(&(id.index(), place));
        parts.push(Part {
            field: field(types, direction, property, boxed, &mut scope),
            property: Some(property),
            boxed,
        });
    }
    if let Additional::Typed(ty) = &object.additional {
        parts.push(Part {
            field: Field {
                name: scope.claim(&["additional_properties", "other_properties"]),
                wire: String::new(),
                docs: docs::own("Everything else that the object holds."),
                ty: Ty::Map(Box::new(scalars::ty(types, ty))),
                presence: Presence::Rest,
                deprecated: false,
                number_or_text: false,
            },
            property: None,
            boxed: false,
        });
    }
    parts
}

fn field(
    types: &Types<'_>,
    direction: Direction,
    property: &ir::Field,
    boxed: bool,
    scope: &mut Scope,
) -> Field {
    let bare = scalars::bare(types, &property.ty);
    let bare = if boxed { Ty::Box(Box::new(bare)) } else { bare };
    let (presence, ty) = presence(types, direction, property, bare);
    let wish = property.alias.as_deref().unwrap_or(&property.name);
    Field {
        name: scope.claim(&[snake(wish), snake(&spelled(wish))]),
        wire: property.name.clone(),
        docs: about::a_use(
            types,
            &property.docs,
            &property.ty,
            &format!("The property {}.", docs::code(&property.name)),
        ),
        ty,
        presence,
        deprecated: property.deprecated,
        number_or_text: is_number_or_text(types, &property.ty),
    }
}

/// Presence is two bits and a direction: the table of what a field promises.
fn presence(
    types: &Types<'_>,
    direction: Direction,
    property: &ir::Field,
    ty: Ty,
) -> (Presence, Ty) {
    let only_received = property.read_only && direction.request;
    let only_sent = property.write_only && direction.response;
    let required = property.required && !only_received && !only_sent;
    let nullable = property.nullable || types.is_nullable(&property.ty);
    let many = matches!(types.resolve(&property.ty), Type::List(_) | Type::Map(_));
    match (required, nullable) {
        (true, false) if many => (Presence::List, ty),
        (true, false) => (Presence::Required, ty),
        (true, true) => (Presence::Required, Ty::Option(Box::new(ty))),
        (false, true) if direction.request && !property.read_only => {
            (Presence::Maybe, Ty::Maybe(Box::new(ty)))
        }
        (false, _) => (Presence::Optional, Ty::Option(Box::new(ty))),
    }
}

fn is_number_or_text(types: &Types<'_>, ty: &Type) -> bool {
    matches!(types.resolve(ty), Type::Integer(Integer::Int64OrText))
}

/// `new`: what is required is an argument, unless only one value is possible.
fn constructor(types: &Types<'_>, parts: &[Part<'_>]) -> Constructor {
    let mut args = Vec::new();
    let mut values = Vec::new();
    for part in parts {
        let required = matches!(part.field.presence, Presence::Required | Presence::List);
        let value = match part.property.filter(|_| required) {
            None => Value::Default,
            Some(property) => only_value(types, property).unwrap_or_else(|| {
                args.push(argument(types, part, property));
                Value::Argument
            }),
        };
        values.push((part.field.name.clone(), value));
    }
    Constructor { args, values }
}

/// The one value that a required property can have.
fn only_value(types: &Types<'_>, property: &ir::Field) -> Option<Value> {
    if property.nullable || types.is_nullable(&property.ty) {
        return None;
    }
    match types.resolve(&property.ty) {
        Type::Null => Some(Value::Default),
        Type::Const(Json::String(text)) => Some(Value::Text(text.clone())),
        Type::Const(value) => literals::scalar(value).map(Value::Literal),
        Type::Ref(id) if types.shapes[id.index()] == Shape::Enum => {
            let TypeKind::Enum(def) = &types.def(*id).kind else {
                return None;
            };
            match enums::plan(types, *id, def).variants.as_slice() {
                [only] => Some(Value::Variant(
                    types.names[id.index()].clone(),
                    only.name.clone(),
                )),
                _ => None,
            }
        }
        _ => None,
    }
}

fn argument(types: &Types<'_>, part: &Part<'_>, property: &ir::Field) -> Setter {
    let nullable = property.nullable || types.is_nullable(&property.ty);
    let bare = scalars::bare(types, &property.ty);
    let (ty, convert) = if nullable {
        (part.field.ty.clone(), Convert::Plain)
    } else if part.boxed {
        (bare, Convert::Box)
    } else {
        (bare, scalars::convert(types, &property.ty))
    };
    Setter {
        field: part.field.name.clone(),
        name: part.field.name.clone(),
        docs: part.field.docs.clone(),
        ty,
        convert,
        kind: SetterKind::Bare,
        deprecated: part.field.deprecated,
    }
}

/// Setters of what may be left out and may be sent.
fn setters(types: &Types<'_>, parts: &[Part<'_>]) -> Vec<Setter> {
    let mut scope = Scope::new(reserved::STRUCT_METHODS.iter().copied());
    let open: Vec<&Part<'_>> = parts
        .iter()
        .filter(|part| !part.property.is_some_and(|property| property.read_only))
        .filter(|part| !matches!(part.field.presence, Presence::Required | Presence::List))
        .collect();
    for part in &open {
        if part.field.presence == Presence::Maybe {
            let name = part.field.name.bare().trim_end_matches('_');
            scope.reserve(format!("{name}_null"));
        }
    }
    open.into_iter()
        .map(|part| setter(types, part, &mut scope))
        .collect()
}

fn setter(types: &Types<'_>, part: &Part<'_>, scope: &mut Scope) -> Setter {
    let name = part.field.name.bare();
    let kind = match part.field.presence {
        Presence::Maybe => SetterKind::Maybe,
        Presence::Optional => SetterKind::Some,
        Presence::Required | Presence::List | Presence::Rest => SetterKind::Bare,
    };
    let (ty, convert) = match part.property {
        None => (part.field.ty.clone(), Convert::Plain),
        Some(property) => {
            let convert = if part.boxed {
                Convert::Box
            } else {
                match types.resolve(&property.ty) {
                    // `null` is written by a setter of its own, so the value is taken as if it could not be.
                    Type::String | Type::Const(Json::String(_)) => Convert::Into,
                    _ => scalars::convert(types, &property.ty),
                }
            };
            (scalars::bare(types, &property.ty), convert)
        }
    };
    Setter {
        field: part.field.name.clone(),
        name: setter_name(scope, name),
        docs: docs::first_paragraph(&part.field.docs),
        ty,
        convert,
        kind,
        deprecated: part.field.deprecated,
    }
}

fn setter_name(scope: &mut Scope, name: &str) -> Ident {
    scope.claim(&[name.to_owned(), format!("{name}_value")])
}
