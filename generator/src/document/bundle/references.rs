//! The references of a part of the document that are to be rewritten.

use indexmap::{IndexMap, IndexSet};

use crate::document::Tree;
use crate::document::grammar::{Kind, Slot, walk_slots};
use crate::document::path::Path;
use crate::pointer::Pointer;

/// A part of the document whose references are still as its file has them.
pub(super) struct Part {
    pub(super) file: String,
    pub(super) place: Pointer,
    pub(super) slot: Slot,
    /// How many parts around it have been included one in another.
    pub(super) depth: usize,
}

/// A reference, with the object or group of objects that it stands for.
pub(super) struct Found {
    pub(super) reference: String,
    /// Where the reference itself stands.
    pub(super) at: Pointer,
    /// Where the object stands that it stands for; `None` where it is only named, as in a discriminator.
    pub(super) holder: Option<Pointer>,
    pub(super) slot: Slot,
    /// Whether the object is nothing but the reference.
    pub(super) bare: bool,
}

impl Found {
    /// Whether the reference stands in the place of a shared object.
    pub(super) fn is_component(&self) -> bool {
        let Some(holder) = &self.holder else {
            return false;
        };
        match holder.steps() {
            [section, _] => matches!(&**section, "definitions" | "parameters" | "responses"),
            [components, _, _] => &**components == "components",
            _ => false,
        }
    }
}

/// Gathers the references of a part, but for those that lead to where they should, and the names that schemas give
/// themselves by `$id`.
pub(super) fn references(
    tree: &mut Tree,
    part: &Part,
    entry: &str,
    ids: &mut IndexSet<String>,
) -> Vec<Found> {
    let own = part.file == entry;
    let mut found = Vec::new();
    let Some(tree) = tree.at_mut(&part.place) else {
        return found;
    };
    walk_slots(tree, part.slot, &Path::Root, &mut |tree, slot, path| {
        let Tree::Map(map) = tree else { return };
        // What an example is read from is data.
        if slot == Slot::One(Kind::Example) {
            return;
        }
        let schema = matches!(slot, Slot::One(Kind::Schema | Kind::Additional));
        if schema && let Some(Tree::Text(id)) = map.get("$id") {
            ids.insert(id.clone());
        }
        let stays = |reference: &str, slot| {
            let shared = matches!(slot, Slot::One(kind) if has_references(kind));
            own && shared && reference.starts_with('#')
        };
        if let Some(Tree::Text(reference)) = map.get("$ref")
            && !stays(reference, slot)
        {
            let holder = part.place.append(path.pointer().steps());
            found.push(Found {
                reference: reference.clone(),
                at: holder.join("$ref"),
                holder: Some(holder),
                slot,
                bare: map.len() == 1,
            });
        }
        for (tag, target) in mapping(map).filter(|_| schema) {
            if let Tree::Text(target) = target
                && names_file(target)
                && !stays(target, slot)
            {
                let holder = part.place.append(path.pointer().steps());
                found.push(Found {
                    reference: target.clone(),
                    at: holder.join("discriminator").join("mapping").join(tag),
                    holder: None,
                    slot,
                    bare: false,
                });
            }
        }
    });
    found
}

/// Whether an object of this kind may be a reference to another.
pub(super) fn has_references(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Document
            | Kind::Components
            | Kind::Operation
            | Kind::MediaType
            | Kind::Encoding
            | Kind::About
            | Kind::Data
    )
}

/// The entries of a discriminator's mapping.
fn mapping(map: &IndexMap<String, Tree>) -> impl Iterator<Item = (&String, &Tree)> {
    map.get("discriminator")
        .and_then(|discriminator| discriminator.get("mapping"))
        .and_then(Tree::as_map)
        .into_iter()
        .flatten()
}

/// Whether a value of a discriminator's mapping is a reference and not the bare name of a schema.
fn names_file(target: &str) -> bool {
    let ending = target.rsplit('.').next().unwrap_or_default();
    target.contains(['/', '#']) || matches!(ending, "yaml" | "yml" | "json")
}
