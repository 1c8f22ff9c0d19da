//! The files that a description is spread over, each read once.

use indexmap::IndexMap;

use crate::document::{Tree, parse};
use crate::pointer::Pointer;
use crate::report::Report;
use crate::source::Source;

use super::address;

/// The most references that are followed one after another to find one value.
const MAX_HOPS: usize = 32;

/// A value of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Target {
    pub(super) file: String,
    pub(super) place: Pointer,
}

/// Why there is no value.
#[derive(Debug)]
pub(super) enum Missing {
    /// The file could not be read; for the first time, or said already.
    File(Option<String>),
    /// The file has no such value.
    Value,
}

/// Files by their names; `None` where one could not be read.
pub(super) struct Files<'r> {
    /// The folder that nothing leads out of.
    pub(super) folder: &'r str,
    read: &'r dyn Fn(&str) -> Result<String, String>,
    parsed: IndexMap<String, Option<Tree>>,
}

impl<'r> Files<'r> {
    pub(super) fn new(folder: &'r str, read: &'r dyn Fn(&str) -> Result<String, String>) -> Self {
        Self {
            folder,
            read,
            parsed: IndexMap::new(),
        }
    }

    /// A value of a file, and where it stands in the end: a step through a `$ref` leads to what that names.
    pub(super) fn find(
        &mut self,
        target: Target,
        report: &mut Report,
    ) -> Result<(Target, Tree), Missing> {
        let mut target = target;
        for _ in 0..MAX_HOPS {
            self.load(&target.file, report)?;
            let Some(tree) = self.parsed.get(&target.file).and_then(Option::as_ref) else {
                return Err(Missing::File(None));
            };
            match reach(tree, &target.place) {
                Reach::Found(value) => return Ok((target.clone(), value.clone())),
                Reach::Through(reference, rest) => {
                    target = follow(self.folder, &target.file, &reference, &rest)
                        .ok_or(Missing::Value)?;
                }
                Reach::Nothing => return Err(Missing::Value),
            }
        }
        Err(Missing::Value)
    }

    /// Reads a file unless it has been read.
    fn load(&mut self, name: &str, report: &mut Report) -> Result<(), Missing> {
        if self.parsed.contains_key(name) {
            return Ok(());
        }
        let inside = name.strip_prefix(self.folder).unwrap_or(name);
        let text = (self.read)(inside.trim_start_matches('/'));
        let tree = match &text {
            Ok(text) => parse(&Source::new(name, text.as_str()), report),
            Err(_) => None,
        };
        self.parsed.insert(name.to_owned(), tree);
        text.map(|_| ()).map_err(|error| Missing::File(Some(error)))
    }
}

enum Reach<'t> {
    Found(&'t Tree),
    /// A reference stands in the way; these steps are left.
    Through(String, Vec<std::sync::Arc<str>>),
    Nothing,
}

fn reach<'t>(tree: &'t Tree, place: &Pointer) -> Reach<'t> {
    let mut at = tree;
    for (index, step) in place.steps().iter().enumerate() {
        match (at.step(step), at.get("$ref")) {
            (Some(below), _) => at = below,
            (None, Some(Tree::Text(reference))) => {
                let rest = place.steps().iter().skip(index).cloned().collect();
                return Reach::Through(reference.clone(), rest);
            }
            (None, _) => return Reach::Nothing,
        }
    }
    Reach::Found(at)
}

fn follow(
    folder: &str,
    base: &str,
    reference: &str,
    rest: &[std::sync::Arc<str>],
) -> Option<Target> {
    let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let file = if file.is_empty() {
        base.to_owned()
    } else {
        address::resolve(folder, base, file).ok()?
    };
    let place = Pointer::parse(fragment)?.append(rest);
    Some(Target { file, place })
}
