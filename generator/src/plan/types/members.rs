//! What tells a member of a union from the others, where only its place in the document names it.

use crate::ir::{Api, Field, Origin, Type, TypeKind};

/// The role of a member that says only that it is one of several.
pub(in crate::plan) const BARE: &str = "option";

/// Whether a role begins so.
pub(in crate::plan) fn is_bare(role: &str) -> bool {
    role.split('/').next() == Some(BARE)
}

/// The property that a member has and its siblings do not: one that only it requires, or only it declares.
pub(in crate::plan) fn telling(api: &Api, id: usize) -> Option<String> {
    let Origin::Inline { owner, .. } = &api.types[id].origin else {
        return None;
    };
    let TypeKind::Union(union) = &api.type_def(*owner).kind else {
        return None;
    };
    let own = fields(api, id);
    let others: Vec<&Field> = union
        .variants
        .iter()
        .filter_map(|variant| match &variant.ty {
            Type::Ref(other) if other.index() != id => Some(fields(api, other.index())),
            _ => None,
        })
        .flatten()
        .collect();
    let declared = |field: &&Field| !others.iter().any(|other| other.name == field.name);
    let required = |field: &&Field| {
        field.required
            && !others
                .iter()
                .any(|other| other.required && other.name == field.name)
    };
    let both = |field: &&Field| declared(field) && required(field);
    let found = own.iter().find(|field| both(field));
    let found = found.or_else(|| own.iter().find(|field| required(field)));
    let found = found.or_else(|| own.iter().find(|field| declared(field)));
    found.map(|field| field.name.clone())
}

fn fields(api: &Api, id: usize) -> &[Field] {
    match &api.types[id].kind {
        TypeKind::Object(object) => &object.fields,
        _ => &[],
    }
}
