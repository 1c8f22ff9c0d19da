//! The files of `types/`: a declared type with those inside it, or the types of one operation.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::ir::{Origin, TypeId, TypeKind};
use crate::pointer::Pointer;
use crate::rust::{Doc, Ident, Item, TypeFile};

use super::{Shape, Types};
use super::{enums, scalars, structs, unions};
use crate::plan::docs;
use crate::plan::docs::about;
use crate::plan::docs::about::Of;
use crate::plan::names::reserved;
use crate::plan::names::{Scope, snake};

/// The item of each schema whose value is the whole of what its place describes.
pub(in crate::plan) fn places(types: &Types<'_>) -> BTreeMap<Pointer, Ident> {
    let mut places = BTreeMap::new();
    for (index, def) in types.api.types.iter().enumerate() {
        let whole = match &def.origin {
            Origin::Declared(_) => true,
            Origin::Operation { role, .. } => role.steps().len() < 2,
            Origin::Inline { .. } => false,
        };
        if whole && !types.is_dissolved(TypeId::new(index)) {
            let name = types.names[index].clone();
            places.entry(def.place.clone()).or_insert(name);
        }
    }
    places
}

/// The place of what each item is made of, by the item's name.
pub(in crate::plan) fn type_places(types: &Types<'_>) -> BTreeMap<Ident, Pointer> {
    let items = types.api.types.iter().enumerate();
    let items = items.filter(|(index, _)| !types.is_dissolved(TypeId::new(*index)));
    items
        .map(|(index, def)| (types.names[index].clone(), def.place.clone()))
        .collect()
}

/// What a file is about.
#[derive(PartialEq, Eq, Hash)]
enum Home<'a> {
    Type(usize),
    Operation(&'a str),
}

/// Makes all files, in the order in which the document first speaks of them.
pub(in crate::plan) fn plan(types: &Types<'_>) -> Vec<TypeFile> {
    let mut homes: indexmap::IndexMap<Home<'_>, Vec<TypeId>> = indexmap::IndexMap::new();
    for index in 0..types.api.types.len() {
        let id = TypeId::new(index);
        if !types.is_dissolved(id) {
            homes.entry(home(types, index)).or_default().push(id);
        }
    }
    let mut scope = Scope::new(reserved::MODULES.iter().copied());
    let mut files: Vec<(usize, Draft)> = Vec::new();
    // Declared types choose first, so that an operation's types never move them.
    for declared in [true, false] {
        for (place, (home, ids)) in homes.iter().enumerate() {
            if matches!(home, Home::Type(_)) == declared {
                files.push((place, file(types, home, ids, &mut scope)));
            }
        }
    }
    files.sort_by_key(|(place, _)| *place);
    // Nothing that an item is made of changes any more, so that they are made side by side.
    let files = files.into_par_iter().map(|(_, file)| {
        let items = file.ids.into_iter().map(|id| item(types, id));
        TypeFile {
            module: file.module,
            docs: file.docs,
            items: items.collect(),
        }
    });
    files.collect()
}

/// A file whose items are still to be made.
struct Draft {
    module: Ident,
    docs: Doc,
    ids: Vec<TypeId>,
}

/// The outermost declared type around a type, or the operation that it belongs to.
fn home<'a>(types: &Types<'a>, index: usize) -> Home<'a> {
    let mut at = index;
    let mut steps = 0;
    loop {
        let def = &types.api.types[at];
        match &def.origin {
            Origin::Declared(_) => return Home::Type(at),
            Origin::Operation { operation, .. } => return Home::Operation(operation),
            Origin::Inline { owner, .. } if steps < types.api.types.len() => at = owner.index(),
            Origin::Inline { .. } => return Home::Type(index),
        }
        steps += 1;
    }
}

fn file(types: &Types<'_>, home: &Home<'_>, ids: &[TypeId], scope: &mut Scope) -> Draft {
    let (name, docs) = match home {
        Home::Type(index) => {
            let name = &types.names[*index];
            (snake(name.bare()), about(name, ids.len()))
        }
        Home::Operation("") => (
            "shared".to_owned(),
            "Types of the API as a whole.".to_owned(),
        ),
        Home::Operation(id) => (
            snake(id),
            format!("Types that only the operation {} uses.", docs::code(id)),
        ),
    };
    let mut ids = ids.to_vec();
    if let Home::Type(index) = home {
        ids.sort_by_key(|id| id.index() != *index);
    }
    Draft {
        module: scope.claim(&[name.clone(), format!("{name}_types")]),
        docs: docs::own(&docs),
        ids,
    }
}

fn about(name: &Ident, items: usize) -> String {
    let name = docs::code(name.bare());
    if items > 1 {
        format!("{name} and the types inside it.")
    } else {
        format!("{name}.")
    }
}

/// Creates the item of a type.
fn item(types: &Types<'_>, id: TypeId) -> Item {
    let def = types.def(id);
    match (&types.shapes[id.index()], &def.kind) {
        (Shape::Struct, TypeKind::Object(object)) => Item::Struct(structs::plan(types, id, object)),
        (Shape::Enum, TypeKind::Enum(values)) => Item::Enum(enums::plan(types, id, values)),
        (Shape::Union, TypeKind::Union(union)) => Item::Union(unions::plan(types, id, union)),
        (Shape::Alias(ty), _) => alias(types, id, scalars::bare(types, ty)),
        (Shape::Newtype(ty), _) => Item::Newtype {
            name: types.names[id.index()].clone(),
            docs: about::a_type(types, id, Of::Name),
            ty: scalars::bare(types, ty),
        },
        // A shape other than an alias is that of the kind itself.
        (Shape::Struct | Shape::Enum | Shape::Union, _) => alias(types, id, crate::rust::Ty::Value),
    }
}

fn alias(types: &Types<'_>, id: TypeId, ty: crate::rust::Ty) -> Item {
    Item::Alias {
        name: types.names[id.index()].clone(),
        docs: about::a_type(types, id, Of::Name),
        ty,
    }
}
