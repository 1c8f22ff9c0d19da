//! The `use` declarations of a file, gathered while its items are emitted.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use proc_macro2::Ident;
use quote::format_ident;

use super::print::MAX_WIDTH;
use super::ty::ident;
use crate::rust::{self, Import};

/// The names that a file uses, by the path before them.
#[derive(Debug, Default)]
pub(super) struct Uses(BTreeMap<String, Vec<String>>);

impl Uses {
    /// An item that is not of the description.
    pub(super) fn import(&mut self, import: Import) -> Ident {
        self.add(import.path(), import.name());
        format_ident!("{}", import.name())
    }

    /// An item of the description, which is in another file.
    pub(super) fn own(&mut self, path: &'static str, name: &rust::Ident) -> Ident {
        self.add(path, name.as_str());
        ident(name)
    }

    fn add(&mut self, path: &str, name: &str) {
        let names = self.0.entry(path.to_owned()).or_default();
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }

    /// The declarations, one a line, in the order of rustfmt.
    pub(super) fn declarations(&self) -> String {
        let mut paths: Vec<&String> = self.0.keys().collect();
        paths.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| by_version(a, b)));
        paths
            .into_iter()
            .map(|path| declaration("use", path, &self.0[path]))
            .collect()
    }
}

/// `super` before `crate` before other crates.
fn rank(path: &str) -> u8 {
    match path.split("::").next() {
        Some("self") => 0,
        Some("super") => 1,
        Some("crate") => 2,
        _ => 3,
    }
}

/// Writes `keyword path::{names};` with its line end: sorted, and packed where it does not fit on a line.
pub(super) fn declaration(keyword: &str, path: &str, names: &[String]) -> String {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_by(|a, b| by_self(a).cmp(&by_self(b)).then_with(|| by_version(a, b)));
    names.dedup();
    if let [name] = names.as_slice() {
        return if *name == "self" {
            format!("{keyword} {path};\n")
        } else {
            format!("{keyword} {path}::{name};\n")
        };
    }
    let line = format!("{keyword} {path}::{{{}}};\n", names.join(", "));
    if line.chars().count() <= MAX_WIDTH {
        return line;
    }
    let mut lines = Vec::new();
    let mut line = String::from("   ");
    for name in names {
        if line.len() + 1 + name.len() + 1 >= MAX_WIDTH {
            lines.push(std::mem::replace(&mut line, String::from("   ")));
        }
        line.extend([" ", name, ","]);
    }
    lines.push(line);
    format!("{keyword} {path}::{{\n{}\n}};\n", lines.join("\n"))
}

fn by_self(name: &str) -> bool {
    name != "self"
}

/// The order of names in the style edition 2024: by characters, `_` first, and numbers by their value.
pub(super) fn by_version(left: &str, right: &str) -> Ordering {
    let mut left = left.trim_start_matches("r#");
    let mut right = right.trim_start_matches("r#");
    loop {
        let (Some(one), Some(other)) = (left.chars().next(), right.chars().next()) else {
            return left.len().cmp(&right.len());
        };
        let (order, used, used_right) = if one.is_ascii_digit() && other.is_ascii_digit() {
            let (one, other) = (digits(left), digits(right));
            (by_value(one, other), one.len(), other.len())
        } else {
            let order = (one != '_', one).cmp(&(other != '_', other));
            (order, one.len_utf8(), other.len_utf8())
        };
        if order.is_ne() {
            return order;
        }
        (left, right) = (&left[used..], &right[used_right..]);
    }
}

/// Compares numbers of any length.
fn by_value(left: &str, right: &str) -> Ordering {
    let left = left.trim_start_matches('0');
    let right = right.trim_start_matches('0');
    left.len().cmp(&right.len()).then_with(|| left.cmp(right))
}

fn digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::{Import, Uses, by_version, declaration};
    use crate::rust::Ident;

    #[test]
    fn names_are_sorted_as_rustfmt_does() {
        let mut names = [
            "object", "Page10", "Page2", "PageItem", "Page_a", "Page", "A",
        ];
        names.sort_by(|a, b| by_version(a, b));
        assert_eq!(
            names,
            [
                "A", "Page", "Page_a", "Page2", "Page10", "PageItem", "object"
            ]
        );
    }

    #[test]
    fn declarations_are_sorted_by_path() {
        let mut uses = Uses::default();
        uses.import(Import::Value);
        uses.import(Import::Object);
        uses.import(Import::Map);
        uses.own("super", &Ident::new("Pet"));
        assert_eq!(
            uses.declarations(),
            "use super::Pet;\nuse crate::runtime::{Map, object};\nuse serde_json::Value;\n"
        );
    }

    #[test]
    fn long_declarations_are_packed() {
        let names: Vec<String> = (10..30).map(|n| format!("Name{n}")).collect();
        let text = declaration("use", "super", &names);
        assert!(
            text.starts_with("use super::{\n    Name10, Name11,"),
            "{text}"
        );
        assert!(text.lines().all(|line| line.len() <= 100), "{text}");
    }
}
