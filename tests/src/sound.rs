//! What holds of the generator's output whatever it is made from.

use std::collections::BTreeSet;

use clientwright::Output;
use syn::{Item, UseTree};

/// What is wrong with an output: a crate that is none, or none without a reason.
#[must_use]
pub fn flaws(output: &Output) -> Vec<String> {
    let Some(files) = &output.files else {
        let told = output.report.has_errors();
        return Vec::from_iter((!told).then(|| "no crate, and no error".to_owned()));
    };
    let mut flaws = Vec::new();
    for (path, text) in files.iter() {
        let inside = path
            .split('/')
            .all(|step| !step.is_empty() && step != "." && step != "..")
            && !path.contains(['\\', ':', '\0']);
        if !inside {
            flaws.push(format!("{path:?} is outside the crate"));
        }
        // The runtime is the same for all crates, and compiled elsewhere.
        let runtime = path.starts_with("src/runtime/");
        let wrong = match path.rsplit_once('.') {
            Some((_, "rs")) if !runtime => match syn::parse_file(text) {
                Ok(file) => clash(&file),
                Err(error) => Some(error.to_string()),
            },
            Some((_, "toml")) => parse_error(text.parse::<toml_edit::DocumentMut>()),
            _ => None,
        };
        flaws.extend(wrong.map(|wrong| format!("{path}: {wrong}")));
    }
    flaws
}

fn parse_error<T, E: ToString>(parsed: Result<T, E>) -> Option<String> {
    parsed.err().map(|error| error.to_string())
}

/// A name that a file imports or declares twice, so that it does not compile.
fn clash(file: &syn::File) -> Option<String> {
    // A type and a value may share a name, and nobody knows which of them an import brings.
    let (mut types, mut values) = (Vec::new(), Vec::new());
    for item in &file.items {
        match item {
            Item::Use(item) => types.extend(imported(&item.tree)),
            Item::Struct(item) => types.push(item.ident.to_string()),
            Item::Enum(item) => types.push(item.ident.to_string()),
            Item::Type(item) => types.push(item.ident.to_string()),
            Item::Static(item) => values.push(item.ident.to_string()),
            Item::Const(item) => values.push(item.ident.to_string()),
            // `object! { /// docs pub struct Name ..}` and its like.
            Item::Macro(item) => types.extend(declared(&item.mac)),
            _ => {}
        }
    }
    let twice = twice(types).or_else(|| twice(values));
    twice.map(|name| format!("`{name}` is in scope twice"))
}

fn twice(names: Vec<String>) -> Option<String> {
    let mut seen = BTreeSet::new();
    names.into_iter().find(|name| !seen.insert(name.clone()))
}

/// The names that a `use` brings into scope.
pub fn imported(tree: &UseTree) -> Vec<String> {
    match tree {
        UseTree::Path(path) => match &*path.tree {
            UseTree::Name(name) if name.ident == "self" => vec![path.ident.to_string()],
            inner => imported(inner),
        },
        UseTree::Name(name) => vec![name.ident.to_string()],
        UseTree::Rename(rename) => vec![rename.rename.to_string()],
        UseTree::Group(group) => group.items.iter().flat_map(imported).collect(),
        UseTree::Glob(_) => Vec::new(),
    }
}

/// The item that a macro of the runtime declares: the word behind `struct` or `enum`.
fn declared(item: &syn::Macro) -> Option<String> {
    let words: Vec<String> = item
        .tokens
        .clone()
        .into_iter()
        .map(|token| token.to_string())
        .collect();
    let at = words
        .iter()
        .position(|word| word == "struct" || word == "enum")?;
    words.get(at + 1).cloned()
}

#[cfg(test)]
mod tests {
    use super::clash;

    fn clashes(text: &str) -> bool {
        clash(&syn::parse_file(text).expect("Rust")).is_some()
    }

    #[test]
    fn names_clash_among_types_and_among_values() {
        assert!(clashes("use crate::types::A; pub struct A { a: i64 }"));
        assert!(clashes("static A: i64 = 1; const A: i64 = 2;"));
        assert!(!clashes("pub struct A { a: i64 } static A: i64 = 1;"));
    }
}
