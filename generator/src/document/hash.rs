//! Trees as members of sets: equal ones have the same hash, in whatever order their keys stand.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Tree;

impl Eq for Tree {}

impl Hash for Tree {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Self::Null => {}
            Self::Bool(value) => value.hash(state),
            Self::Number(number) => number.hash(state),
            Self::Text(text) => text.hash(state),
            Self::List(items) => items.hash(state),
            Self::Map(map) => {
                let entry = |entry: (&String, &Self)| {
                    let mut hasher = DefaultHasher::new();
                    entry.hash(&mut hasher);
                    hasher.finish()
                };
                let entries = map.iter().map(entry).fold(0, u64::wrapping_add);
                entries.hash(state);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use indexmap::IndexSet;

    use crate::document::parse;
    use crate::report::Report;
    use crate::source::Source;

    #[test]
    fn equal_trees_are_one_in_a_set() {
        let tree = |text: &str| {
            let tree = parse(&Source::new("a.yaml", text), &mut Report::default());
            tree.expect("the text is YAML")
        };
        let trees = [
            "{a: 1, b: [x]}",
            "{b: [x], a: 1}",
            "{a: 1, b: x}",
            "[a, b]",
            "[b, a]",
        ];
        let set: IndexSet<_> = trees.map(tree).into_iter().collect();
        assert_eq!(set.len(), 4);
    }
}
