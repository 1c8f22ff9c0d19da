//! Values that take the place of the reference to them.

use crate::document::Tree;
use crate::document::grammar::{Kind, Slot, slot};
use crate::pointer::Pointer;
use crate::report::Code;

use super::Bundle;
use super::files::Target;
use super::references::{Found, Part, has_references};

/// The most values that are included altogether.
const MAX_INCLUDED: usize = 2_000_000;

/// How deep values are included one in another.
const MAX_DEPTH: usize = 32;

impl Bundle<'_> {
    /// Lets a value take the place of a reference; what stands beside the reference stays.
    pub(super) fn replace(&mut self, holder: &Pointer, mut value: Tree) {
        let Some(slot) = self.tree.at_mut(holder) else {
            return;
        };
        if let (Tree::Map(own), Tree::Map(value)) = (&*slot, &mut value) {
            for (key, beside) in own.iter().filter(|(key, _)| *key != "$ref") {
                value.insert(key.clone(), beside.clone());
            }
        }
        *slot = value;
    }

    /// Whether there is no end to including, which is told.
    fn refuses(&mut self, found: &Found, holder: &Pointer, real: &Target, depth: usize) -> bool {
        if self.included > MAX_INCLUDED || depth > MAX_DEPTH {
            self.report.error(
                Code::Limit,
                &found.at,
                "files are included in one another without end, or too often",
                "let objects refer to shared ones instead",
            );
            return true;
        }
        if holder.steps_from(&real.place).is_some() && real.file == self.entry {
            self.report.error(
                Code::Reference,
                &found.at,
                "this leads to what it is itself a part of",
                "name the objects one by one",
            );
            return true;
        }
        false
    }

    /// Lets the content of a value take the place of a reference that cannot stand there.
    pub(super) fn include(&mut self, found: &Found, target: Target, depth: usize) {
        let Some(holder) = found.holder.clone() else {
            return;
        };
        let value = if target.file == self.entry {
            let value = self.tree.at(&target.place).cloned();
            value.map(|value| (target, value))
        } else {
            self.find(found, &target)
        };
        let Some((real, value)) = value else { return };
        self.included += value.size();
        if self.refuses(found, &holder, &real, depth) {
            return;
        }
        let inside: Vec<String> = self
            .tree
            .at(&holder)
            .and_then(Tree::as_map)
            .into_iter()
            .flatten()
            .map(|(key, _)| key.clone())
            .collect();
        // Another reference, or a list, is looked at as a whole.
        let whole = value.as_map().is_none() || value.has("$ref");
        self.replace(&holder, value);
        for key in self.keys(&holder) {
            if inside.contains(&key) {
                continue;
            }
            self.note(&real, &holder, &key);
            let below = match found.slot {
                Slot::One(kind) => slot(kind, &key),
                Slot::Map(kind) | Slot::Table(kind) | Slot::List(kind) => Slot::One(kind),
            };
            if whole || below == Slot::One(Kind::Data) {
                continue;
            }
            let place = holder.join(&key);
            if matches!(below, Slot::One(kind) if has_references(kind)) {
                let target = Target {
                    file: real.file.clone(),
                    place: real.place.join(&key),
                };
                self.homes.entry(target).or_insert_with(|| place.clone());
            }
            // Each by itself, because what other files give may come to stand beside them before it is their turn.
            self.parts.push_back(Part {
                file: real.file.clone(),
                place,
                slot: below,
                depth,
            });
        }
        if whole {
            self.parts.push_back(Part {
                file: real.file,
                place: holder,
                slot: found.slot,
                depth,
            });
        }
    }

    fn keys(&self, place: &Pointer) -> Vec<String> {
        let map = self.tree.at(place).and_then(Tree::as_map);
        map.into_iter()
            .flatten()
            .map(|(key, _)| key.clone())
            .collect()
    }

    /// Remembers where an included value stands.
    fn note(&mut self, real: &Target, holder: &Pointer, key: &str) {
        let (new, old) = (holder.join(key), real.place.join(key));
        if real.file == self.entry {
            self.origins.moved(new, &old);
        } else {
            self.origins.record(new, &real.file, old);
        }
    }
}
