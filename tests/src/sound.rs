//! What holds of the generator's output whatever it is made from.

use std::collections::{BTreeMap, BTreeSet};

use clientwright::Output;
use syn::{Item, UseTree, Visibility};

/// What is wrong with an output: a crate that is none, or none without a reason.
#[must_use]
pub fn flaws(output: &Output) -> Vec<String> {
    let Some(files) = &output.files else {
        let told = output.report.has_errors();
        return Vec::from_iter((!told).then(|| "no crate, and no error".to_owned()));
    };
    let mut flaws = Vec::new();
    let program = output
        .command_line
        .iter()
        .flat_map(clientwright::Files::iter);
    for (path, text) in files.iter().chain(program) {
        let inside = path
            .split('/')
            .all(|step| !step.is_empty() && step != "." && step != "..")
            && !path.contains(['\\', ':', '\0']);
        if !inside {
            flaws.push(format!("{path:?} is outside the crate"));
        }
        // The runtime and what reads a command line are the same for all crates, and compiled elsewhere.
        let runtime = path.starts_with("src/runtime/") || path.starts_with("src/cli/");
        let wrong = match path.rsplit_once('.') {
            Some((_, "rs")) if !runtime => match syn::parse_file(text) {
                Ok(file) => clash(&file).or_else(|| unused(&file, text)),
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

/// A name that a file imports for itself and then does not say.
fn unused(file: &syn::File, text: &str) -> Option<String> {
    let text = without_tests(text);
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    let mut said = BTreeMap::new();
    for word in words {
        *said.entry(word).or_insert(0) += 1;
    }
    let uses = file.items.iter().filter_map(|item| match item {
        // A crate by another name is there for the modules below.
        Item::Use(item) if matches!(item.tree, UseTree::Rename(_)) => None,
        Item::Use(item) if matches!(item.vis, Visibility::Inherited) => Some(&item.tree),
        _ => None,
    });
    let mut names = uses.flat_map(imported);
    let name = names.find(|name| said.get(name.as_str()).is_none_or(|times| *times < 2))?;
    Some(format!("`{name}` is imported and not used"))
}

/// What is left of a file where the feature of tests is off: their `new`, and the marks of setters that nothing derives.
fn without_tests(text: &str) -> String {
    const IN_TESTS: &str = "#[cfg_attr(feature = \"test-util\"";
    let mut left = String::new();
    let mut objects = text.split("object! {");
    left.push_str(objects.next().unwrap_or_default());
    for object in objects {
        let mut object = format!("object! {{{object}");
        while let Some(at) = object.find(IN_TESTS) {
            let end = object[at..]
                .find(")]")
                .map_or(object.len(), |end| at + end + 2);
            object.replace_range(at..end, "");
        }
        let derived = object.lines().filter(|line| line.contains("#[derive("));
        let has_setters = derived.into_iter().any(|line| line.contains("Setters"));
        let is_mark = |line: &&str| line.trim_start().starts_with("#[setters(");
        for line in object.lines().filter(|line| has_setters || !is_mark(line)) {
            left.push_str(line);
            left.push('\n');
        }
    }
    left
}

/// The names that a `use` brings into scope.
pub fn imported(tree: &UseTree) -> Vec<String> {
    match tree {
        UseTree::Path(path) => imported(&path.tree)
            .into_iter()
            .map(|name| match name.as_str() {
                "self" => path.ident.to_string(),
                _ => name,
            })
            .collect(),
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
    use super::{clash, unused};

    fn clashes(text: &str) -> bool {
        clash(&syn::parse_file(text).expect("Rust")).is_some()
    }

    #[test]
    fn names_clash_among_types_and_among_values() {
        assert!(clashes("use crate::types::A; pub struct A { a: i64 }"));
        assert!(clashes("static A: i64 = 1; const A: i64 = 2;"));
        assert!(!clashes("pub struct A { a: i64 } static A: i64 = 1;"));
    }

    #[test]
    fn an_import_that_only_tests_use_is_told() {
        let told = |text: &str| unused(&syn::parse_file(text).expect("Rust"), text);
        let object = |marks: &str, mark: &str| {
            format!(
                "use super::{{Many, One}};\nobject! {{\n{marks}pub struct A {{\n{mark}pub many: Many,\n}}\n}}"
            )
        };
        let new =
            "#[cfg_attr(feature = \"test-util\", new(many: impl IntoIterator<Item = One>))]\n";
        let setters = "#[cfg_attr(feature = \"test-util\", derive(Setters))]\n";
        let items = "#[setters(items(One))]\n";
        assert!(told(&object(new, "")).is_some_and(|told| told.contains("`One`")));
        assert!(told(&object(setters, items)).is_some_and(|told| told.contains("`One`")));
        assert!(told(&object("#[derive(Setters)]\n", items)).is_none());
        assert!(told(&object("#[new(many: One)]\n", "")).is_none());
    }

    #[test]
    fn an_import_is_used() {
        let told = |text: &str| unused(&syn::parse_file(text).expect("Rust"), text);
        let both = "use crate::model::{Group, Program}; static A: Program = Program {};";
        assert_eq!(
            told(both),
            Some("`Group` is imported and not used".to_owned())
        );
        assert_eq!(told("use a::B; type C = B;"), None);
        assert_eq!(told("pub use a::B;"), None);
    }
}
