//! The tags of unions, as the members know them: who makes a `Cat` need not say that its kind is `cat`.

use std::collections::BTreeMap;

use crate::ir::{Type, TypeKind};

use super::Types;

/// The tag that each property of a type has in every union of which the type is a member, by the type's index; none
/// where it has several.
pub(super) type Tags<'a> = BTreeMap<(usize, &'a str), Option<&'a str>>;

/// Collects the tags of all members of all unions.
pub(super) fn collect<'a>(types: &Types<'a>) -> Tags<'a> {
    let mut tags = Tags::new();
    for def in &types.api.types {
        let TypeKind::Union(union) = &def.kind else {
            continue;
        };
        let Some(discriminator) = &union.discriminator else {
            continue;
        };
        for variant in &union.variants {
            let Type::Ref(id) = types.resolve(&variant.ty) else {
                continue;
            };
            let tag = match variant.tags.as_slice() {
                [only] => Some(only.as_str()),
                _ => None,
            };
            let known = tags
                .entry((id.index(), discriminator.property.as_str()))
                .or_insert(tag);
            *known = known.filter(|known| Some(*known) == tag);
        }
    }
    tags
}
