//! Which diagnostics are alike, so that one of them stands for the others.

use indexmap::IndexMap;

use crate::document::Sources;
use crate::pointer::Pointer;
use crate::report::{Diagnostic, Severity};

/// How many diagnostics that differ in the names that they quote are printed one by one.
const ALIKE: usize = 3;

/// The diagnostics that are printed, each with the number of those like it that are not.
///
/// What an action of an overlay puts into many places is wrong once, at the place in the overlay; so an error counts for
/// itself in the document as its author wrote it alone.
pub(super) fn grouped<'r>(
    diagnostics: &'r [Diagnostic],
    sources: &Sources,
) -> Vec<(&'r Diagnostic, usize)> {
    let mut alike: IndexMap<_, Vec<&Diagnostic>> = IndexMap::new();
    for (index, diagnostic) in diagnostics.iter().enumerate() {
        let own = match (diagnostic.severity, sources.overlaid(&diagnostic.place)) {
            (Severity::Error, None) => Own::Index(index),
            (_, Some(origin)) => Own::Action(origin),
            (_, None) => Own::Nothing,
        };
        let message = unquoted(&diagnostic.message);
        let kind = (own, diagnostic.severity, diagnostic.code, message);
        alike.entry(kind).or_default().push(diagnostic);
    }
    let shown = alike.into_iter().flat_map(|((own, ..), group)| {
        let alone = if matches!(own, Own::Action(_)) {
            1
        } else {
            ALIKE
        };
        let (printed, rest) = match group.len() {
            all if all <= alone => (all, 0),
            all => (1, all - 1),
        };
        group.into_iter().take(printed).map(move |one| (one, rest))
    });
    shown.collect()
}

/// What keeps diagnostics with the same words apart.
#[derive(PartialEq, Eq, Hash)]
enum Own {
    /// Nothing: they are alike wherever they stand.
    Nothing,
    /// That they are errors of the description, each to be corrected by itself.
    Index(usize),
    /// The place in the overlay that brought them about.
    Action(Pointer),
}

/// A message without the names that stand in it between backquotes.
fn unquoted(message: &str) -> String {
    message.split('`').step_by(2).collect::<Vec<_>>().join("`")
}
