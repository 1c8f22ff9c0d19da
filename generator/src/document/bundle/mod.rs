//! References to other files: what they lead to is brought into the document.
//!
//! A value that the specification lets stand among shared objects is put there under a name of its own, once, however
//! many lead to it.
//! Anything else takes the place of the reference.

mod address;
mod files;
mod include;
mod names;
mod references;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;

use indexmap::{IndexMap, IndexSet};

use crate::pointer::Pointer;
use crate::report::{Code, Diagnostic, Report};

use super::grammar::{Kind, Slot};
use super::moves::fragment;
use super::{Origins, Tree};

use files::{Files, Missing, Target};
use references::{Found, Part, has_references, references};

struct Bundle<'a> {
    entry: &'a str,
    tree: &'a mut Tree,
    files: Files<'a>,
    /// Where values of other files stand in the document.
    homes: IndexMap<Target, Pointer>,
    parts: VecDeque<Part>,
    /// How much has been included, against files that include one another without end.
    included: usize,
    /// What schemas call themselves by `$id`: references to these are not to files.
    ids: IndexSet<String>,
    origins: &'a mut Origins,
    report: &'a mut Report,
}

/// Brings what references to other files lead to into the document.
///
/// `entry` is the name of the document's own file, and `folder` the beginning of that name which names the folder that
/// nothing leads out of.
/// `read` gives the text of another file by its name from that folder, or says why it cannot.
pub(super) fn bundle(
    entry: &str,
    folder: &str,
    tree: &mut Tree,
    read: &dyn Fn(&str) -> Result<String, String>,
    origins: &mut Origins,
    report: &mut Report,
) {
    let mut bundle = Bundle {
        entry,
        files: Files::new(folder, read),
        homes: IndexMap::new(),
        parts: VecDeque::from([Part {
            file: entry.to_owned(),
            place: Pointer::root(),
            slot: Slot::One(Kind::Document),
            depth: 0,
        }]),
        included: 0,
        ids: IndexSet::new(),
        tree,
        origins,
        report,
    };
    // What a file includes has its names before others come; and an object of the document that is only a name for a
    // value of another file is that value's home.
    let mut later = VecDeque::new();
    loop {
        if let Some(part) = bundle.parts.pop_front() {
            for found in references(bundle.tree, &part, entry, &mut bundle.ids) {
                let includes = !matches!(found.slot, Slot::One(kind) if has_references(kind));
                if includes || (found.bare && found.is_component()) {
                    bundle.resolve(&part.file, part.depth, found);
                } else {
                    later.push_back((part.file.clone(), found));
                }
            }
        } else if let Some((file, found)) = later.pop_front() {
            bundle.resolve(&file, 0, found);
        } else {
            break;
        }
    }
}

impl Bundle<'_> {
    /// Brings in what a reference leads to, and lets it lead there.
    fn resolve(&mut self, file: &str, depth: usize, found: Found) {
        let (name, fragment_text) = found
            .reference
            .split_once('#')
            .unwrap_or((&found.reference, ""));
        if !name.is_empty() && self.is_id(name) {
            return;
        }
        if file == self.entry && self.is_bare_name(&found) {
            return;
        }
        let resolved = if name.is_empty() {
            Ok(file.to_owned())
        } else {
            address::resolve(self.files.folder, file, name)
        };
        let target_file = match resolved {
            Ok(target_file) => target_file,
            Err(refusal) => {
                self.refuse(
                    &found,
                    Code::File,
                    refusal.message(&found.reference),
                    refusal.help(),
                );
                return;
            }
        };
        let Some(place) = Pointer::parse(fragment_text.trim_end_matches('/')) else {
            self.resolve_anchor(&found, &target_file, fragment_text);
            return;
        };
        let mut target = Target {
            file: target_file,
            place,
        };
        if name.is_empty() && self.is_of_entry(&found, &target) {
            self.entry.clone_into(&mut target.file);
        }
        if matches!(found.slot, Slot::One(kind) if has_references(kind)) {
            self.lead(found, target);
        } else {
            self.include(&found, target, depth + 1);
        }
    }

    /// Whether a reference inside another file leads nowhere there, but to a value of the document: files are often
    /// written as if they were already a part of it.
    fn is_of_entry(&mut self, found: &Found, target: &Target) -> bool {
        let shared = self.tree.at(&target.place).is_some() && !target.place.steps().is_empty();
        if target.file == self.entry || !shared || self.home(target).is_some() {
            return false;
        }
        let result = self.files.find(target.clone(), self.report);
        if !matches!(result, Err(Missing::Value)) {
            return false;
        }
        self.report.warning(
            Code::Reference,
            &found.at,
            format!(
                "`{}` has no value at `{}`; that of `{}` is taken",
                target.file, target.place, self.entry
            ),
            "write the name of the file before `#`",
        );
        true
    }

    /// Whether a schema calls itself by this name, which is then not one of a file.
    fn is_id(&self, name: &str) -> bool {
        let name = name.trim_start_matches("./");
        self.ids.iter().any(|id| {
            let rest = id.trim_end_matches('#').strip_suffix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        })
    }

    /// Lets a reference lead to a value, which is brought in unless it is there.
    fn lead(&mut self, found: Found, target: Target) {
        if target.file == self.entry {
            self.set(&found.at, fragment(&target.place));
        } else if let Some(home) = self.home(&target) {
            self.set(&found.at, fragment(&home));
        } else {
            self.bring(found, target);
        }
    }

    /// Where a value of another file stands in the document, by itself or inside another.
    fn home(&self, target: &Target) -> Option<Pointer> {
        let mut outer = target.clone();
        loop {
            if let Some(home) = self.homes.get(&outer) {
                let rest = target.place.steps_from(&outer.place)?;
                let home = home.append(rest);
                // What was brought in may have had a reference on the way.
                return self.tree.at(&home).is_some().then_some(home);
            }
            outer.place = outer.place.parent()?;
        }
    }

    fn bring(&mut self, found: Found, target: Target) {
        let Some((real, value)) = self.find(&found, &target) else {
            return;
        };
        if real != target && (real.file == self.entry || self.home(&real).is_some()) {
            self.lead(found, real);
            return;
        }
        let Slot::One(kind) = found.slot else { return };
        let in_place = found.bare && (found.is_component() || kind == Kind::PathItem);
        let home = match (names::section(self.tree, kind), &found.holder) {
            (_, Some(holder)) if in_place => holder.clone(),
            (Some(section), _) => {
                let name = names::free_name(self.tree, &section, &real);
                self.make_room(&section, &name);
                section.join(name)
            }
            (None, Some(holder)) => holder.clone(),
            (None, None) => return,
        };
        if found.holder.as_ref() == Some(&home) {
            self.replace(&home, value);
        } else {
            self.set(&found.at, fragment(&home));
            if let Some(slot) = self.tree.at_mut(&home) {
                *slot = value;
            }
        }
        self.origins
            .record(home.clone(), &real.file, real.place.clone());
        self.homes.insert(target, home.clone());
        self.parts.push_back(Part {
            file: real.file.clone(),
            place: home.clone(),
            slot: found.slot,
            depth: 0,
        });
        self.homes.insert(real, home);
    }

    /// Makes room for a shared object.
    fn make_room(&mut self, section: &Pointer, name: &str) {
        let mut at = &mut *self.tree;
        for step in section.steps() {
            let Tree::Map(map) = at else { return };
            at = map.entry(step.to_string()).or_insert_with(Tree::map);
        }
        at.insert(name, Tree::Null);
    }

    fn find(&mut self, found: &Found, target: &Target) -> Option<(Target, Tree)> {
        match self.files.find(target.clone(), self.report) {
            Ok(value) => Some(value),
            Err(Missing::Value) => {
                let message = format!("`{}` has no value at `{}`", target.file, target.place);
                self.refuse(
                    found,
                    Code::Reference,
                    message,
                    "correct the part behind `#`",
                );
                None
            }
            Err(Missing::File(reason)) => {
                if let Some(reason) = reason {
                    let message = format!("`{}` could not be read: {reason}", target.file);
                    let help = "correct the name of the file, or add it";
                    self.refuse(found, Code::File, message, help);
                }
                None
            }
        }
    }

    fn set(&mut self, at: &Pointer, reference: String) {
        if let Some(slot) = self.tree.at_mut(at) {
            *slot = Tree::Text(reference);
        }
    }

    /// Reads `$ref: Pet` as the shared schema of that name, where there is one.
    fn is_bare_name(&mut self, found: &Found) -> bool {
        if found.reference.contains(['/', '#', '.']) {
            return false;
        }
        let Slot::One(kind) = found.slot else {
            return false;
        };
        let Some(place) = names::section(self.tree, kind) else {
            return false;
        };
        let place = place.join(&found.reference);
        if self.tree.at(&place).is_none() {
            return false;
        }
        self.report.warning(
            Code::Reference,
            &found.at,
            format!(
                "`{}` is read as the shared object of that name",
                found.reference
            ),
            format!("write `{}`", fragment(&place)),
        );
        self.set(&found.at, fragment(&place));
        true
    }

    /// Says that the name behind `#` is not known, unless the document is meant, whose anchors come later.
    fn resolve_anchor(&mut self, found: &Found, file: &str, name: &str) {
        if file == self.entry {
            self.set(&found.at, format!("#{name}"));
            return;
        }
        self.refuse(
            found,
            Code::Reference,
            format!("`{}` leads to a name inside another file", found.reference),
            "write the place inside the file as `#/` and the keys that lead to it",
        );
    }

    /// Says that a reference leads nowhere, and what is generated where that is allowed.
    fn refuse(&mut self, found: &Found, code: Code, message: String, help: &str) {
        let instead = match found.slot {
            Slot::One(Kind::Schema | Kind::Additional) => "the type is any JSON",
            _ => "what it stands for is left out",
        };
        let error = Diagnostic::error(code, found.at.clone(), message, help);
        self.report.refuse(error, instead);
    }
}
