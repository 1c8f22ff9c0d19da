//! Objects as structs: presence, `new` and setters.

use crate::ir::{self, Additional, Direction, Integer, Json, Object, Type, TypeId, TypeKind};
use crate::rust::{Convert, Field, Ident, Presence, Struct, Taken, Ty, Value, With};
use crate::text::{Literal, Text};

use super::{Shape, Types};
use super::{enums, scalars, taken};
use crate::plan::docs;
use crate::plan::docs::about;
use crate::plan::docs::about::Of;
use crate::plan::docs::limits;
use crate::plan::names::reserved;
use crate::plan::names::{Scope, letters, snake, spelled};

/// Creates the struct of an object.
pub(in crate::plan) fn plan(types: &Types<'_>, id: TypeId, object: &Object) -> Struct {
    let def = types.def(id);
    let direction = types.travel[id.index()];
    let name = types.names[id.index()].clone();
    let mut parts = parts(types, id, object);
    let needs = |part: &Part<'_>| match part.field.presence {
        Presence::Required => true,
        Presence::List => direction.request,
        _ => false,
    };
    let nothing_is_required = !parts.iter().any(needs);
    let new = direction.request;
    // What no operation sends is made in tests, of responses to the client.
    let is_answer = !direction.request;
    let is_given =
        |part: &Part<'_>| matches!(part.field.presence, Presence::Required | Presence::List);
    let new_in_tests = is_answer && parts.iter().any(is_given);
    if new || new_in_tests {
        for part in &mut parts {
            know(types, id, part);
        }
    }
    if is_answer {
        for part in &mut parts {
            take_whole(&mut part.field);
        }
    }
    let has_setters = (is_answer || types.sent[id.index()]) && set(direction, &mut parts);
    let (set, set_in_tests) = (has_setters && !is_answer, has_setters && is_answer);
    let fields: Vec<Field> = parts.into_iter().map(|part| part.field).collect();
    let default = nothing_is_required || new && !fields.iter().any(Field::is_argument);
    let with = [
        (new, With::New),
        (set, With::Set),
        (default, With::Default),
        (new_in_tests, With::NewInTests),
        (set_in_tests, With::SetInTests),
    ];
    let with = with
        .into_iter()
        .filter_map(|(has, with)| has.then_some(with));
    Struct {
        name,
        docs: about::a_type(types, id, Of::Object),
        deprecated: def.deprecated,
        with: with.collect(),
        from: taken::from(types, id).filter(|_| new),
        fields,
    }
}

/// A field with what it is made of; the map of everything else has no property.
struct Part<'a> {
    field: Field,
    property: Option<&'a ir::Field>,
}

fn parts<'a>(types: &Types<'a>, id: TypeId, object: &'a Object) -> Vec<Part<'a>> {
    let direction = types.travel[id.index()];
    let mut scope = Scope::default();
    let mut parts = Vec::new();
    for (place, property) in object.fields.iter().enumerate() {
        let boxed = types.boxed.contains(&(id.index(), place));
        parts.push(Part {
            field: field(types, (direction, object), property, boxed, &mut scope),
            property: Some(property),
        });
    }
    if let Additional::Typed(ty) = &object.additional {
        let ty = Ty::Map(Box::new(scalars::ty(types, ty)));
        parts.push(Part {
            field: Field {
                name: scope.claim(&["additional_properties", "other_properties"]),
                wire: Text::default(),
                docs: docs::own("Everything else that the object holds."),
                taken: Taken {
                    ty: ty.clone(),
                    convert: Convert::Into,
                },
                ty,
                presence: Presence::Rest,
                or_text: false,
                setter: None,
                null: None,
                deprecated: false,
            },
            property: None,
        });
    }
    parts
}

fn field(
    types: &Types<'_>,
    (direction, object): (Direction, &Object),
    property: &ir::Field,
    boxed: bool,
    scope: &mut Scope,
) -> Field {
    let bare = scalars::bare(types, &property.ty);
    let bare = if boxed { Ty::Box(Box::new(bare)) } else { bare };
    let (presence, ty) = presence(types, direction, property, bare);
    let wish = property.alias.as_deref().unwrap_or(&property.name);
    let mut wishes = vec![snake(wish), snake(&spelled(wish))];
    if wishes.iter().all(|wish| scope.has(wish)) {
        let letters = letters(wish, object.fields.iter().map(|other| other.name.as_str()));
        wishes.extend(letters.map(|letters| format!("{}_{letters}", snake(wish))));
        wishes.push(format!("{}_property", snake(wish).trim_end_matches('_')));
    }
    Field {
        name: scope.claim(&wishes),
        wire: Text::from(&property.name),
        docs: about::a_use(
            types,
            &property.docs,
            &property.ty,
            limits::words(
                property.default.as_ref(),
                property.constraints.as_deref(),
                &property.examples,
            ),
        ),
        taken: match (&presence, &ty) {
            (Presence::Required, Ty::Option(_)) => Taken {
                ty: ty.clone(),
                convert: Convert::Into,
            },
            _ => taken::taken(types, &property.ty),
        },
        ty,
        presence,
        or_text: is_number_or_text(types, &property.ty),
        setter: None,
        null: None,
        deprecated: property.deprecated,
    }
}

/// Presence is two bits and a direction: the table of what a field promises.
fn presence(
    types: &Types<'_>,
    direction: Direction,
    property: &ir::Field,
    ty: Ty,
) -> (Presence, Ty) {
    let required = is_required(direction, property);
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

/// Says how `new` comes to a required field: from its argument, unless only one value is possible.
fn know(types: &Types<'_>, id: TypeId, part: &mut Part<'_>) {
    let is_required = matches!(part.field.presence, Presence::Required | Presence::List);
    let Some(property) = part.property.filter(|_| is_required) else {
        return;
    };
    let tag = || tag(types, id, property);
    if let Some(value) = only_value(types, property).or_else(tag) {
        part.field.presence = Presence::Constant(value);
    }
}

/// A list that has a name of its own is given whole where only tests give it: its items are named in no other place, so
/// that whoever has no tests would import them for nothing.
fn take_whole(field: &mut Field) {
    let held = match &field.ty {
        Ty::Option(held) | Ty::Maybe(held) => &**held,
        held => held,
    };
    let is_list = matches!(field.taken.convert, Convert::Collect | Convert::CollectInto);
    if is_list && matches!(held, Ty::Named(_)) {
        field.taken = Taken {
            ty: held.clone(),
            convert: Convert::Into,
        };
    }
}

/// The one property that `new` takes, where it takes no other, and no box is around it.
pub(super) fn only_argument<'a>(types: &Types<'a>, id: TypeId) -> Option<&'a ir::Field> {
    let direction = types.travel[id.index()];
    let TypeKind::Object(object) = &types.def(id).kind else {
        return None;
    };
    let is_argument = |property: &&ir::Field| {
        is_required(direction, property)
            && only_value(types, property).is_none()
            && tag(types, id, property).is_none()
    };
    let mut arguments = object.fields.iter().filter(is_argument);
    let only = arguments.next().filter(|_| direction.request)?;
    let place = object
        .fields
        .iter()
        .position(|field| std::ptr::eq(field, only))?;
    let is_boxed = types.boxed.contains(&(id.index(), place));
    (arguments.next().is_none() && !is_boxed).then_some(only)
}

/// Whether the property has to be there, whichever way the object travels.
fn is_required(direction: Direction, property: &ir::Field) -> bool {
    let only_received = property.read_only && direction.request;
    let only_sent = property.write_only && direction.response;
    property.required && !only_received && !only_sent
}

/// The one value that a required property can have.
fn only_value(types: &Types<'_>, property: &ir::Field) -> Option<Value> {
    if property.nullable || types.is_nullable(&property.ty) {
        return None;
    }
    match types.resolve(&property.ty) {
        Type::Null => Some(Value::Default),
        Type::Const(Json::String(text)) => Some(Value::Text(text.into())),
        Type::Const(value) => Literal::scalar(value).map(Value::Literal),
        Type::Ref(id) if types.shapes[id.index()] == Shape::Enum => {
            let TypeKind::Enum(def) = &types.def(*id).kind else {
                return None;
            };
            def.only()?;
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

/// The value of a property that says which member of a union this is.
fn tag(types: &Types<'_>, id: TypeId, property: &ir::Field) -> Option<Value> {
    let known = types.tags.get(&(id.index(), property.name.as_str()));
    let tag = known.copied().flatten()?;
    match types.resolve(&property.ty) {
        Type::String => Some(Value::Text(tag.into())),
        Type::Ref(id) if types.shapes[id.index()] == Shape::Enum => {
            let TypeKind::Enum(def) = &types.def(*id).kind else {
                return None;
            };
            let is_tag = |value: &ir::EnumValue| value.value == Json::String(tag.to_owned());
            let place = def.values.iter().position(is_tag)?;
            let variants = enums::plan(types, *id, def).variants;
            let variant = variants.into_iter().nth(place)?;
            Some(Value::Variant(
                types.names[id.index()].clone(),
                variant.name,
            ))
        }
        _ => None,
    }
}

/// Gives setters to what may be left out and whoever makes the struct may give, and says whether there are any.
fn set(direction: Direction, parts: &mut [Part<'_>]) -> bool {
    let mut scope = Scope::new(reserved::STRUCT_METHODS.iter().copied());
    let is_open = |part: &&mut Part<'_>| {
        matches!(
            part.field.presence,
            Presence::Optional | Presence::Maybe | Presence::Rest
        ) && !(direction.request && part.property.is_some_and(|property| property.read_only))
    };
    for part in parts.iter_mut().filter(is_open) {
        if part.field.presence == Presence::Maybe {
            let null = format!("{}_null", part.field.name.bare().trim_end_matches('_'));
            scope.reserve(null.clone());
            part.field.null = Some(Ident::new(null));
        }
    }
    for part in parts.iter_mut().filter(is_open) {
        let name = part.field.name.bare().to_owned();
        part.field.setter = Some(setter_name(&mut scope, &name));
    }
    let has_setters = parts.iter().any(|part| part.field.setter.is_some());
    for part in parts.iter_mut().filter(|_| has_setters) {
        if part.field.setter.is_none() && part.field.presence == Presence::Optional {
            part.field.presence = Presence::Received;
        }
    }
    has_setters
}

fn setter_name(scope: &mut Scope, name: &str) -> Ident {
    scope.claim(&[name.to_owned(), format!("{name}_value")])
}
