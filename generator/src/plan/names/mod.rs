//! Identifiers: how a name of the description is written in Rust, and scopes in which each is claimed once.

pub(super) mod alike;
pub(super) mod pascal_words;
pub(super) mod reserved;
pub(super) mod status;
pub(super) mod types;

mod errors;
mod inline;
mod number;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::rust::Ident;

pub(super) use number::singular;
pub(super) use words::spelled;
use words::words;

/// No identifier is longer than this before it is made unique: module names become file names.
const LONGEST: usize = 100;

/// The keywords of the edition 2024, the reserved ones included, that can be written raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// What can not even be written raw.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// `PascalCase`, for variants and what belongs to an operation; what begins with a digit gets `Value` before it.
pub(super) fn pascal(text: &str) -> String {
    pascal_or(text, "Value")
}

/// `PascalCase`, for types; what begins with a digit gets `Type` before it.
pub(super) fn type_name(text: &str) -> String {
    pascal_or(text, "Type")
}

fn pascal_or(text: &str, prefix: &str) -> String {
    let mut name = String::new();
    for word in words(text) {
        let word = word.to_upper_camel_case();
        let digits = name.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit());
        if digits {
            name.push('_');
        }
        name.push_str(&word);
    }
    let name = shorten(&name);
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("{prefix}{name}")
    } else {
        name
    }
}

/// `snake_case`, for fields, methods and modules; what begins with a digit gets `value_` before it.
pub(super) fn snake(text: &str) -> String {
    let parts: Vec<String> = words(text)
        .iter()
        .map(|word| word.to_snake_case())
        .collect();
    let name = shorten(&parts.join("_"));
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("value_{name}")
    } else {
        name
    }
}

/// `SCREAMING_SNAKE_CASE`, for constants.
pub(super) fn screaming(text: &str) -> String {
    snake(text).to_ascii_uppercase()
}

/// Cuts an ASCII name that is too long.
fn shorten(name: &str) -> String {
    let cut = name.get(..LONGEST).unwrap_or(name);
    cut.trim_end_matches('_').to_owned()
}

/// How a text is written, where nothing but its letters' case and the signs between its words tells it from another one.
pub(super) fn letters<'a>(
    text: &str,
    others: impl IntoIterator<Item = &'a str>,
) -> Option<&'static str> {
    let bare = |text: &str| {
        let signs = |c: char| matches!(c, '_' | '-' | ' ' | '.');
        text.replace(signs, "").to_lowercase()
    };
    let is_alike = |other: &str| other != text && bare(other) == bare(text);
    others.into_iter().any(is_alike).then(|| {
        let has = |test: fn(char) -> bool| text.chars().any(test);
        if !has(char::is_uppercase) {
            "lower"
        } else if !has(char::is_lowercase) {
            "upper"
        } else if text.starts_with(char::is_uppercase) {
            "capitalized"
        } else {
            "camel"
        }
    })
}

/// A set of names that may stand beside each other; only a scope makes an identifier.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
    numbers: BTreeMap<String, usize>,
}

impl Scope {
    /// A scope in which these names are taken from the start.
    pub(super) fn new<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            taken: reserved.into_iter().map(str::to_owned).collect(),
            numbers: BTreeMap::new(),
        }
    }

    /// Takes a name that something else uses.
    pub(super) fn reserve(&mut self, name: impl Into<String>) {
        self.taken.insert(name.into());
    }

    /// Whether a name is taken.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// Claims the first of the wishes that is free, or else the first one with a number after it.
    pub(super) fn claim<S: AsRef<str>>(&mut self, wishes: &[S]) -> Ident {
        let base = wishes.first().map_or("", AsRef::as_ref);
        let joined = base.starts_with(|c: char| c.is_ascii_uppercase())
            && !base.ends_with(|c: char| c.is_ascii_digit());
        self.claim_joined(wishes, if joined { "" } else { "_" })
    }

    /// The same for constants, of which a number stands apart.
    pub(super) fn claim_constant<S: AsRef<str>>(&mut self, wishes: &[S]) -> Ident {
        self.claim_joined(wishes, "_")
    }

    fn claim_joined<S: AsRef<str>>(&mut self, wishes: &[S], join: &str) -> Ident {
        let wishes: Vec<String> = wishes.iter().map(|wish| possible(wish.as_ref())).collect();
        if let Some(wish) = wishes.iter().find(|wish| !self.has(wish)) {
            return self.take(wish.clone());
        }
        let base = wishes.first().map_or("value", String::as_str);
        // What stands for a word that cannot be a name needs no `_` once it has a number.
        let base = Some(base.trim_end_matches('_')).filter(|base| !base.is_empty());
        let base = base.unwrap_or("value");
        let mut number = self.numbers.get(base).copied().unwrap_or(1);
        let name = loop {
            number += 1;
            let name = format!("{base}{join}{number}");
            if !self.has(&name) {
                break name;
            }
        };
        self.numbers.insert(base.to_owned(), number);
        self.take(name)
    }

    fn take(&mut self, name: String) -> Ident {
        let ident = written(&name);
        self.taken.insert(name);
        ident
    }
}

/// A name that needs no scope, because nothing else can stand beside it.
pub(super) fn lone(name: &str) -> Ident {
    written(&possible(name))
}

/// The name, with `_` after it where it cannot even be written raw.
fn possible(name: &str) -> String {
    if NEVER_RAW.contains(&name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// Whether a name has to be written raw.
pub(super) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) || NEVER_RAW.contains(&name)
}

/// The identifier for a possible name: raw for keywords.
fn written(name: &str) -> Ident {
    if KEYWORDS.contains(&name) {
        Ident::new(format!("r#{name}"))
    } else {
        Ident::new(name)
    }
}

#[cfg(test)]
mod tests;
