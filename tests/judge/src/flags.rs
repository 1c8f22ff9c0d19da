//! Which bodies a command line takes by flags alone.

use std::collections::{BTreeMap, BTreeSet};

use clientwright::rust::{
    CommandBody, CommandBodyKind, CommandField, CommandLine, CommandValues, Ident,
};

/// Bodies that are objects: of JSON, forms and parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Bodies {
    /// All of them.
    pub(crate) objects: usize,
    /// Those with a flag for each property.
    pub(crate) flags: usize,
    /// Those whose flags, and the members of objects behind them, are never any JSON.
    pub(crate) typed: usize,
}

impl Bodies {
    /// Counts the bodies of a program, those of an operation with several media types once.
    pub(crate) fn of(program: &CommandLine) -> Self {
        let known = program.objects.iter();
        let known: BTreeMap<&Ident, &[CommandField]> = known
            .map(|object| (&object.constant, object.fields.as_slice()))
            .collect();
        let mut bodies = Self::default();
        for command in program.groups.iter().flat_map(|group| &group.commands) {
            let Some(body) = command.bodies.iter().find(|body| is_object(body)) else {
                continue;
            };
            let has_flags = !body.fields.is_empty() || body.example == *"{}";
            let mut seen = BTreeSet::new();
            bodies.objects += 1;
            bodies.flags += usize::from(has_flags);
            bodies.typed += usize::from(has_flags && are_typed(&body.fields, &known, &mut seen));
        }
        bodies
    }
}

/// Whether a body is an object: it has properties, or what stands for it as an example is one.
fn is_object(body: &CommandBody) -> bool {
    let example = body.example.raw().trim_start().starts_with('{');
    body.kind != CommandBodyKind::Whole && (!body.fields.is_empty() || example)
}

/// Whether no field takes any JSON, and none of an object behind one.
fn are_typed<'a>(
    fields: &'a [CommandField],
    known: &BTreeMap<&Ident, &'a [CommandField]>,
    seen: &mut BTreeSet<&'a Ident>,
) -> bool {
    fields
        .iter()
        .all(|field| is_typed(&field.values, known, seen))
}

fn is_typed<'a>(
    values: &'a CommandValues,
    known: &BTreeMap<&Ident, &'a [CommandField]>,
    seen: &mut BTreeSet<&'a Ident>,
) -> bool {
    match values {
        CommandValues::Any => false,
        CommandValues::List(inner) | CommandValues::Map(inner) => is_typed(inner, known, seen),
        CommandValues::Object(name) if seen.insert(name) => are_typed(known[name], known, seen),
        _ => true,
    }
}
