//! The property by whose listed texts the objects of a union are told apart, where no discriminator names one.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::ir::{self, Field};
use crate::rust::Check;

use super::Types;
use super::checks::{Kind, Look, REQUIRED, has_text, own_properties, owners, texts_of};

/// A property that lists more texts is no tag.
const MOST_TEXTS: usize = 1000;

/// A text that more members have in common says too little of each.
const MOST_SHARING: usize = 8;

/// A property, and the places of the members that list each of its texts.
pub(super) struct Telling {
    property: String,
    places: BTreeMap<String, BTreeSet<usize>>,
}

/// What is known of a property of some objects.
#[derive(Default)]
struct Found {
    objects: usize,
    /// Whether an object declares it and lists no texts, so that it may hold those of the others too.
    is_open: bool,
    places: BTreeMap<String, BTreeSet<usize>>,
}

/// The first property whose texts every object lists and none has in common with another one, else that by which most
/// members are told, where these are at least half.
pub(super) fn telling(types: &Types<'_>, union: &ir::Union, kinds: &[Kind<'_>]) -> Option<Telling> {
    let named = union.discriminator.as_ref().map(|found| &found.property);
    let mut found: IndexMap<&str, Found> = IndexMap::new();
    let mut objects = 0;
    for kind in kinds {
        let Look::Object(fields) = kind.look else {
            continue;
        };
        objects += 1;
        for field in fields.unwrap_or_default() {
            let found = found.entry(field.name.as_str()).or_default();
            let texts = texts_of(types, field);
            found.objects += 1;
            found.is_open |= texts.is_empty() || texts.len() > MOST_TEXTS;
            for text in texts.into_iter().filter(|_| !found.is_open) {
                found.places.entry(text).or_default().insert(kind.place);
            }
        }
    }
    let closed = found
        .into_iter()
        .filter(|(name, found)| !found.is_open && named.is_none_or(|named| named != name));
    let mut best: Option<(usize, Telling)> = None;
    for (name, found) in closed.filter(|_| objects > 1) {
        let told = found.told();
        let tells_all = found.objects == objects && found.places.values().all(|of| of.len() == 1);
        let telling = Telling {
            property: name.to_owned(),
            places: found.places,
        };
        if tells_all {
            return Some(telling);
        }
        if told > 1 && best.as_ref().is_none_or(|(most, _)| told > *most) {
            best = Some((told, telling));
        }
    }
    best.map(|(_, telling)| telling)
}

impl Found {
    /// How many members have a text of their own; none where more have none.
    fn told(&self) -> usize {
        let sole = self.places.values().filter(|of| of.len() == 1);
        let told: BTreeSet<usize> = sole.flatten().copied().collect();
        let all: BTreeSet<usize> = self.places.values().flatten().copied().collect();
        if told.len() * 2 >= all.len() {
            told.len()
        } else {
            0
        }
    }
}

impl Telling {
    /// The checks of an object's texts, with their ranks; a text that others have as well needs a second look.
    pub(super) fn checks(
        &self,
        types: &Types<'_>,
        (place, fields): (usize, &[Field]),
        kinds: &[Kind<'_>],
    ) -> Vec<(usize, Vec<Check>)> {
        let property = fields.iter().find(|field| field.name == self.property);
        let mut checks = Vec::new();
        for text in property
            .into_iter()
            .flat_map(|field| texts_of(types, field))
        {
            let Some(sharing) = self.places.get(&text) else {
                continue;
            };
            let has_text = has_text(&self.property, &text);
            if sharing.len() == 1 {
                checks.push((0, vec![has_text]));
            } else if sharing.len() <= MOST_SHARING {
                let sharing = kinds.iter().filter(|kind| sharing.contains(&kind.place));
                if let Some((rank, check)) = own_properties(&owners(sharing), place, fields) {
                    let rank = if rank == REQUIRED { 1 } else { 2 };
                    checks.push((rank, vec![has_text.clone(), check]));
                }
                let required = fields.iter().filter(|field| field.required).count();
                checks.push((93 - required.min(90), vec![has_text]));
            }
        }
        checks
    }
}
