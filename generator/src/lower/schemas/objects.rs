//! Objects: properties with their presence, and what else may stand beside them.

use crate::document::Node;
use crate::ir::{Additional, Docs, Field, Object, Step, Type, TypeId};
use crate::report::Code;

use super::facts;
use super::facts::{Extra, Facts, Property};
use super::scalars::ANYTHING;
use super::sites::Site;
use super::{constraints, defaults};
use crate::lower::context::Context;
use crate::lower::schemas;

/// The object that a schema describes.
pub(super) fn lower<'d>(cx: &mut Context<'d, '_>, id: TypeId, facts: &Facts<'d>) -> Object {
    let mut fields = Vec::with_capacity(facts.properties.len());
    for (name, property) in &facts.properties {
        if !facts::never(&property.ty) {
            let required = facts.required.contains(name);
            fields.push(field(cx, id, name, property, required));
            cx.forget(&property.ty);
        }
    }
    let additional = match &facts.additional {
        Some(Extra::Anything) => Additional::Typed(ANYTHING),
        Some(Extra::Typed(node)) => {
            Additional::Typed(schemas::lower(cx, node, &Site::part(id, Step::Value)).whole())
        }
        Some(Extra::Nothing) | None => {
            fields.extend(undescribed_tag(facts));
            fields.extend(unknown_required(cx, facts));
            Additional::Ignored
        }
    };
    Object { fields, additional }
}

fn field<'d>(
    cx: &mut Context<'d, '_>,
    id: TypeId,
    name: &str,
    property: &Property<'d>,
    required: bool,
) -> Field {
    let site = Site::property(id, &word(cx, &property.ty, name));
    let used = schemas::lower_all(cx, &property.more, &property.ty, &site);
    let mut notes = used.notes;
    let mut nullable = used.nullable;
    if let Some(later) = &property.notes {
        let later = cx.facts(later).notes.clone();
        nullable |= later.nullable;
        notes.absorb(later, true);
    }
    let default = notes
        .default
        .or_else(|| constraints::default(cx, &property.ty));
    let default = defaults::checked(cx, &property.ty, default);
    let constraints = constraints::of_property(cx, property);
    Field {
        name: name.to_owned(),
        alias: notes.alias,
        docs: notes.docs,
        ty: used.ty,
        required,
        nullable,
        read_only: notes.read_only,
        write_only: notes.write_only,
        default,
        constraints,
        examples: notes.examples,
        deprecated: notes.deprecated,
        xml: notes.xml,
    }
}

/// What a property goes by, and with it a type that is written in place.
pub(in crate::lower) fn word<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>, name: &str) -> String {
    let alias = match node.reference() {
        Some(_) => None,
        None => cx.facts(node).notes.alias.clone(),
    };
    alias.unwrap_or_else(|| name.to_owned())
}

/// Properties that have to be there though nothing describes them, or even forbids them. As often as not that is a mistake,
/// so each may also be missing.
fn unknown_required(cx: &mut Context<'_, '_>, facts: &Facts<'_>) -> Vec<Field> {
    let mut fields = Vec::new();
    for name in &facts.required {
        let is_tag = undescribed_tag(facts).is_some_and(|tag| tag.name == *name);
        if facts.properties.contains_key(name) || is_tag {
            continue;
        }
        fields.push(undescribed(name, ANYTHING));
        let message = format!(
            "`required` names `{name}`, which no property describes, so it may be missing or be anything"
        );
        let place = facts.node.place();
        cx.report
            .warning(Code::Shape, place, message, "describe the property");
    }
    fields
}

/// The property of the discriminator, where only that tells of it.
fn undescribed_tag(facts: &Facts<'_>) -> Option<Field> {
    let name = &facts.discriminator.as_ref()?.said.property_name;
    let told = facts.properties.contains_key(name) || name.is_empty();
    (!told && facts.choices.is_empty()).then(|| undescribed(name, Type::String))
}

fn undescribed(name: &str, ty: Type) -> Field {
    Field {
        name: name.to_owned(),
        alias: None,
        docs: Docs::default(),
        ty,
        required: false,
        nullable: false,
        read_only: false,
        write_only: false,
        default: None,
        constraints: None,
        examples: Vec::new(),
        deprecated: false,
        xml: None,
    }
}
