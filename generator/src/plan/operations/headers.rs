//! Headers of responses, webhooks and callbacks: a constant for each, whichever operations describe it.

use indexmap::IndexMap;

use crate::ir::{Api, Header, Type, TypeKind};
use crate::rust::{ResponseHeader, Ty};

use super::qualify;
use crate::plan::docs;
use crate::plan::names::reserved;
use crate::plan::names::{Scope, screaming, snake};
use crate::plan::types::Types;
use crate::plan::types::scalars;

/// What is known of a header.
struct Found<'a> {
    header: &'a Header,
    ty: Ty,
    /// The operations whose responses have it.
    operations: Vec<&'a str>,
    /// The webhooks and callbacks that come with it.
    incoming: Vec<&'a str>,
}

/// Plans the headers that responses, webhooks and callbacks describe.
pub(in crate::plan) fn plan(types: &Types<'_>, api: &Api) -> Vec<ResponseHeader> {
    let mut found: IndexMap<(String, String), Found<'_>> = IndexMap::new();
    for operation in &api.operations {
        let id = operation.alias.as_deref().unwrap_or(&operation.id);
        let responses = operation.responses.iter();
        for header in responses.flat_map(|response| &response.headers) {
            let operations = &mut entry(types, &mut found, header).operations;
            if operations.last() != Some(&id) {
                operations.push(id);
            }
        }
    }
    for incoming in &api.incoming {
        for header in &incoming.headers {
            let of = &mut entry(types, &mut found, header).incoming;
            of.push(&incoming.name);
        }
    }
    let mut scope = Scope::default();
    let taken = Scope::new(reserved::calls());
    let planned = found
        .into_values()
        .map(|found| named(found, &mut scope, &taken));
    planned.collect()
}

/// What is known of a header of this name and type.
fn entry<'f, 'a>(
    types: &Types<'_>,
    found: &'f mut IndexMap<(String, String), Found<'a>>,
    header: &'a Header,
) -> &'f mut Found<'a> {
    let ty = ty(types, &header.ty);
    let key = (header.name.to_ascii_lowercase(), ty.to_string());
    let entry = found.entry(key).or_insert_with(|| Found {
        header,
        ty,
        operations: Vec::new(),
        incoming: Vec::new(),
    });
    if docs::is_empty(&entry.header.docs) {
        entry.header = header;
    }
    entry
}

fn named(mut found: Found<'_>, scope: &mut Scope, taken: &Scope) -> ResponseHeader {
    qualify(&mut found.ty, taken);
    let wire = &found.header.name;
    let name = found.header.alias.as_ref().unwrap_or(wire);
    let names = found.operations.iter().chain(&found.incoming);
    let first = names.copied().next().unwrap_or_default();
    ResponseHeader {
        constant: scope.claim_constant(&[
            screaming(name),
            screaming(&format!("{} {}", snake(first), snake(name))),
        ]),
        docs: about(&found),
        name: wire.to_ascii_lowercase().into(),
        is_received: !found.incoming.is_empty(),
        ty: found.ty,
    }
}

fn about(found: &Found<'_>) -> crate::rust::Doc {
    let mut words = Vec::new();
    if let Some(first) = found.operations.first() {
        let first = docs::code(&snake(first));
        words.push(match found.operations.len() {
            1 => format!("In responses to {first}."),
            2 => format!("In responses to {first} and another operation."),
            many => format!("In responses to {first} and {} other operations.", many - 1),
        });
    }
    if let Some(first) = found.incoming.first() {
        let first = docs::code(first);
        words.push(match found.incoming.len() {
            1 => format!("Sent with {first}."),
            many => format!("Sent with {first} and {} more.", many - 1),
        });
    }
    docs::told(&found.header.docs, &words)
}

/// The type of a value; text where it can't be read from a header.
pub(in crate::plan) fn ty(types: &Types<'_>, of: &Type) -> Ty {
    match types.resolve(of) {
        Type::Ref(id) if matches!(types.def(*id).kind, TypeKind::Object(_)) => Ty::String,
        Type::Map(_) | Type::Tuple(_) | Type::Any(_) | Type::Null | Type::Binary => Ty::String,
        _ => scalars::bare(types, of),
    }
}
