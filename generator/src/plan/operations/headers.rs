//! Headers of responses: a constant for each, whichever operations describe it.

use indexmap::IndexMap;

use crate::ir::{Api, Docs, Header, Type, TypeKind};
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
}

/// Plans the headers that responses describe.
pub(in crate::plan) fn plan(types: &Types<'_>, api: &Api) -> Vec<ResponseHeader> {
    let mut found: IndexMap<(String, String), Found<'_>> = IndexMap::new();
    for operation in &api.operations {
        let id = operation.alias.as_deref().unwrap_or(&operation.id);
        let headers = operation
            .responses
            .iter()
            .flat_map(|answer| &answer.headers);
        for header in headers {
            let ty = ty(types, &header.ty);
            let key = (header.name.to_ascii_lowercase(), ty.to_string());
            let entry = found.entry(key).or_insert_with(|| Found {
                header,
                ty,
                operations: Vec::new(),
            });
            if docs::is_empty(&entry.header.docs) {
                entry.header = header;
            }
            if entry.operations.last() != Some(&id) {
                entry.operations.push(id);
            }
        }
    }
    let mut scope = Scope::default();
    let taken = Scope::new(reserved::calls());
    let planned = found
        .into_values()
        .map(|found| named(found, &mut scope, &taken));
    planned.collect()
}

fn named(mut found: Found<'_>, scope: &mut Scope, taken: &Scope) -> ResponseHeader {
    qualify(&mut found.ty, taken);
    let wire = &found.header.name;
    let name = found.header.alias.as_ref().unwrap_or(wire);
    let first = found.operations.first().copied().unwrap_or_default();
    ResponseHeader {
        constant: scope.claim_constant(&[
            screaming(name),
            screaming(&format!("{} {}", snake(first), snake(name))),
        ]),
        docs: about(&found.header.docs, &found.operations),
        name: wire.to_ascii_lowercase().into(),
        ty: found.ty,
    }
}

fn about(said: &Docs, operations: &[&str]) -> crate::rust::Doc {
    let first = operations.first().map(|id| docs::code(&snake(id)));
    let first = first.unwrap_or_default();
    let of = match operations.len() {
        0 | 1 => format!("In responses to {first}."),
        2 => format!("In responses to {first} and another operation."),
        many => format!("In responses to {first} and {} other operations.", many - 1),
    };
    docs::told(said, &[of])
}

/// The type of a value; text where it can't be read from a header.
pub(in crate::plan) fn ty(types: &Types<'_>, of: &Type) -> Ty {
    match types.resolve(of) {
        Type::Ref(id) if matches!(types.def(*id).kind, TypeKind::Object(_)) => Ty::String,
        Type::Map(_) | Type::Tuple(_) | Type::Any(_) | Type::Null | Type::Binary => Ty::String,
        _ => scalars::bare(types, of),
    }
}
