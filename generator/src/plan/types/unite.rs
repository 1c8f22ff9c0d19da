//! Equal types inside of others, which are written once.

use std::collections::BTreeMap;

use crate::ir::{Origin, Type, TypeId, TypeKind};
use crate::plan::names::alike;
use crate::rust::Ident;

use super::graph::{Components, components};
use super::{Shape, Types, discriminators, fixed_points, unions};

/// Makes one type of those inside of others that are the same and are made and read the same way. Each keeps the name of its
/// place, so that an addition renames nothing, whichever of them has the item: the one with the shortest name.
pub(super) fn unite(types: &mut Types<'_>) {
    let circles = components(&fixed_points::edges(types.api));
    let tags = discriminators::collect(types);
    let ways = |id: usize| {
        let id = types.same.get(&id).copied().unwrap_or(id);
        if !has_item(types, id) {
            return String::new();
        }
        if !may_be_one(types, &circles, id) {
            return id.to_string();
        }
        let tags = tags.range((id, "")..(id + 1, ""));
        let tags: Vec<_> = tags.map(|((_, property), tag)| (property, tag)).collect();
        let (travel, sent) = (types.travel[id], types.sent[id]);
        format!("{travel:?}{sent}{tags:?}{:?}", members(types, id))
    };
    let ways: Vec<String> = (0..types.shapes.len()).map(ways).collect();
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for id in 0..types.shapes.len() {
        if may_be_one(types, &circles, id)
            && let Some(key) = alike::whole_key(types.api, id, &ways)
        {
            found.entry(key).or_default().push(id);
        }
    }
    for ids in found.into_values() {
        let by_name = |id: &&usize| {
            let name = types.names[**id].bare();
            (name.len(), name.to_owned())
        };
        let Some(first) = ids.iter().min_by_key(by_name).copied() else {
            continue;
        };
        for id in ids.into_iter().filter(|id| *id != first) {
            types.shapes[id] = Shape::Alias(Type::Ref(TypeId::new(first)));
            types.united.insert(id);
        }
    }
}

/// Whether the type may be one with others. What leads back to itself may not: where a box breaks the circle would change
/// with what is added.
fn may_be_one(types: &Types<'_>, circles: &Components, id: usize) -> bool {
    let is_inside = matches!(types.api.types[id].origin, Origin::Inline { .. });
    is_inside && has_item(types, id) && !circles.has_circle(id)
}

/// The names of a union's members, some of which leave out words of the union's own name.
fn members(types: &Types<'_>, id: usize) -> Vec<Ident> {
    match (&types.shapes[id], &types.api.types[id].kind) {
        (Shape::Union, TypeKind::Union(union)) => unions::names(types, TypeId::new(id), union).0,
        _ => Vec::new(),
    }
}

fn has_item(types: &Types<'_>, id: usize) -> bool {
    matches!(
        types.shapes[id],
        Shape::Struct | Shape::Enum | Shape::Union | Shape::Newtype(_)
    )
}
