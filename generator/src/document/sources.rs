//! The files of a run, and where in them the values of the document stand.

use indexmap::IndexMap;

use crate::pointer::Pointer;
use crate::report::Place;
use crate::source::{Position, Source};

use super::origins::Origins;

/// The files that were read, and where in them the values of the document stand.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: IndexMap<String, Source>,
    pub(super) origins: Origins,
    /// The name of the overlay, where there is one.
    pub(super) overlay: Option<String>,
}

/// A place for people: a file, a position in it and, for a value, its pointer there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The file's name, as the caller gave it.
    pub file: String,
    /// The line and column.
    pub position: Position,
    /// The place inside the file's own document.
    pub pointer: Option<Pointer>,
}

impl Sources {
    pub(super) fn new(entry: &str) -> Self {
        Self {
            files: IndexMap::new(),
            origins: Origins::new(entry),
            overlay: None,
        }
    }

    pub(super) fn add(&mut self, source: Source) {
        self.files.insert(source.name().to_owned(), source);
    }

    /// The file with a name.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&Source> {
        self.files.get(name)
    }

    /// The place in the overlay that says what stands at a place of the document, where one does.
    pub(crate) fn overlaid(&self, place: &Place) -> Option<Pointer> {
        let Place::Value(pointer) = place else {
            return None;
        };
        let origin = self.origins.origin(pointer);
        (self.overlay.as_ref() == Some(&origin.file)).then_some(origin.place)
    }

    /// Where places are, in the files as they were written. Each file is gone through once at most.
    #[must_use]
    pub fn spots<'p>(&self, places: impl IntoIterator<Item = &'p Place>) -> Vec<Spot> {
        let mut spots: Vec<_> = places.into_iter().map(|place| self.spot(place)).collect();
        for (name, source) in &self.files {
            let here = |spot: &&mut Spot| spot.file == *name && spot.pointer.is_some();
            let mut found: Vec<_> = spots.iter_mut().filter(here).collect();
            let pointers: Vec<_> = found
                .iter()
                .filter_map(|spot| spot.pointer.clone())
                .collect();
            if pointers.is_empty() {
                continue;
            }
            for (spot, position) in found.iter_mut().zip(source.positions(&pointers)) {
                spot.position = position;
            }
        }
        spots
    }

    /// A spot whose position is not looked up yet, where it is a value.
    fn spot(&self, place: &Place) -> Spot {
        match place {
            Place::Text { file, line, column } => Spot {
                file: file.clone(),
                position: Position {
                    line: *line,
                    column: *column,
                },
                pointer: None,
            },
            Place::Value(pointer) => {
                let origin = self.origins.origin(pointer);
                Spot {
                    file: origin.file,
                    position: Position::START,
                    pointer: Some(origin.place),
                }
            }
        }
    }
}
