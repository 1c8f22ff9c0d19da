//! Where a moved value stood in the source.

use std::collections::BTreeMap;

use crate::pointer::Pointer;

/// The places of values that the stages moved, added or brought in from other files.
///
/// Only the tops of moved values are recorded: what is inside moved along with them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    entry: String,
    moved: BTreeMap<Pointer, Origin>,
}

/// A place in the text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file's name, as the caller gave it.
    pub file: String,
    /// The place inside the file.
    pub place: Pointer,
}

impl Origins {
    /// Nothing has moved yet: everything stands in the entry file.
    #[must_use]
    pub fn new(entry: impl Into<String>) -> Self {
        Self {
            entry: entry.into(),
            moved: BTreeMap::new(),
        }
    }

    /// Says that the value at `new` stands at `old` in the text of `file`.
    ///
    /// What was known about values inside `new` is forgotten.
    pub fn record(&mut self, new: Pointer, file: &str, old: Pointer) {
        self.forget(&new);
        let file = file.to_owned();
        self.moved.insert(new, Origin { file, place: old });
    }

    /// Says that the value at `new` stood at `old` in the tree before the move, wherever it came from.
    ///
    /// Everything that is known about values inside `old` holds for those inside `new` too.
    pub fn moved(&mut self, new: Pointer, old: &Pointer) {
        if new == *old {
            return;
        }
        let top = self.origin(old);
        let inside: Vec<_> = self
            .inside(old)
            .filter_map(|(place, origin)| {
                Some((new.append(place.steps_from(old)?), origin.clone()))
            })
            .collect();
        self.forget(&new);
        self.moved.extend(inside);
        self.moved.insert(new, top);
    }

    /// Where a value stands in the source: the nearest recorded place around it, and the steps from there.
    #[must_use]
    pub fn origin(&self, place: &Pointer) -> Origin {
        let mut ancestor = Some(place.clone());
        while let Some(at) = ancestor {
            if let (Some(found), Some(rest)) = (self.moved.get(&at), place.steps_from(&at)) {
                return Origin {
                    file: found.file.clone(),
                    place: found.place.append(rest),
                };
            }
            ancestor = at.parent();
        }
        Origin {
            file: self.entry.clone(),
            place: place.clone(),
        }
    }

    /// The records inside a place. They follow it in the order of pointers.
    fn inside<'a>(&'a self, place: &'a Pointer) -> impl Iterator<Item = (&'a Pointer, &'a Origin)> {
        self.moved
            .range(place..)
            .take_while(|(at, _)| at.steps_from(place).is_some())
    }

    fn forget(&mut self, place: &Pointer) {
        let stale: Vec<_> = self.inside(place).map(|(at, _)| at.clone()).collect();
        for at in stale {
            self.moved.remove(&at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, Origins};
    use crate::pointer::Pointer;

    fn at(text: &str) -> Pointer {
        Pointer::parse(text).unwrap_or_default()
    }

    fn origin(file: &str, place: &str) -> Origin {
        Origin {
            file: file.to_owned(),
            place: at(place),
        }
    }

    #[test]
    fn what_never_moved_stands_in_the_entry() {
        let origins = Origins::new("api.yaml");
        assert_eq!(origins.origin(&at("/info")), origin("api.yaml", "/info"));
    }

    #[test]
    fn the_longest_record_wins_and_the_rest_is_appended() {
        let mut origins = Origins::new("api.yaml");
        origins.record(at("/components/schemas/Pet"), "pet.yaml", at(""));
        origins.record(
            at("/components/schemas/Pet/properties/tag"),
            "tag.yaml",
            at("/Tag"),
        );
        let found = origins.origin(&at("/components/schemas/Pet/properties/tag/type"));
        assert_eq!(found, origin("tag.yaml", "/Tag/type"));
        let found = origins.origin(&at("/components/schemas/Pet/properties/id"));
        assert_eq!(found, origin("pet.yaml", "/properties/id"));
        let found = origins.origin(&at("/components/schemas/Pets"));
        assert_eq!(found, origin("api.yaml", "/components/schemas/Pets"));
    }

    #[test]
    fn a_second_move_takes_the_records_inside_along() {
        let mut origins = Origins::new("api.yaml");
        origins.record(at("/definitions/Pet/items"), "item.yaml", at("/Item"));
        origins.moved(at("/components/schemas/Pet"), &at("/definitions/Pet"));
        let found = origins.origin(&at("/components/schemas/Pet/items/type"));
        assert_eq!(found, origin("item.yaml", "/Item/type"));
        let found = origins.origin(&at("/components/schemas/Pet/type"));
        assert_eq!(found, origin("api.yaml", "/definitions/Pet/type"));
    }

    #[test]
    fn list_items_that_move_up_lose_what_their_forerunners_knew() {
        let mut origins = Origins::new("api.yaml");
        origins.record(at("/anyOf/0/items"), "a.yaml", at(""));
        origins.record(at("/anyOf/1/items"), "b.yaml", at(""));
        origins.moved(at("/anyOf/0"), &at("/anyOf/1"));
        assert_eq!(origins.origin(&at("/anyOf/0/items")), origin("b.yaml", ""));
        assert_eq!(
            origins.origin(&at("/anyOf/0/type")),
            origin("api.yaml", "/anyOf/1/type")
        );
    }
}
