//! Names, types and documentation as they will stand in the crate.

use std::fmt;

/// A Rust identifier, raw (`r#type`) where it has to be. Only `plan::names` makes one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// Takes a text that is a valid identifier.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The identifier as it is written, with `r#` where it needs it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier without `r#`.
    #[must_use]
    pub fn bare(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Markdown that rustdoc takes without a warning and of which nothing is ever run; empty where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doc(String);

impl Doc {
    /// Takes text that `plan::docs` has made safe.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Takes words of the generator's own.
    pub(crate) fn own(words: &'static str) -> Self {
        Self(words.to_owned())
    }

    /// Takes words of the generator's own, with an identifier in the place of `{}`.
    pub(crate) fn naming(words: &'static str, name: &Ident) -> Self {
        Self(words.replace("{}", name.bare()))
    }

    /// All of it on one line; only the summary where there are blocks in it.
    #[must_use]
    pub fn line(&self) -> String {
        if self.0.contains("```") || self.0.contains('|') {
            return self.summary();
        }
        Self(self.0.replace("\n\n", " ")).summary()
    }

    /// The first paragraph on one line; nothing where that is a block of code or a table.
    #[must_use]
    pub fn summary(&self) -> String {
        let paragraph = self.0.split("\n\n").next().unwrap_or_default();
        if paragraph.contains("```") || paragraph.starts_with('|') {
            return String::new();
        }
        let lines = paragraph
            .lines()
            .map(|line| line.strip_suffix('\\').unwrap_or(line));
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        words.join(" ")
    }

    /// The text, lines parted by `\n`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ty {
    /// `()`.
    Unit,
    /// `bool`.
    Bool,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u64`.
    U64,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// `serde_json::Value`, printed as `Value`.
    Value,
    /// `runtime::DateTime`.
    DateTime,
    /// `runtime::Date`.
    Date,
    /// `runtime::UnixTime`.
    UnixTime,
    /// `uuid::Uuid`.
    Uuid,
    /// `runtime::Base64`.
    Base64,
    /// `bytes::Bytes`.
    Bytes,
    /// `Vec<T>`.
    Vec(Box<Ty>),
    /// `runtime::Map<T>`: text to `T`, in the order of the wire.
    Map(Box<Ty>),
    /// `(A, B, ..)`.
    Tuple(Vec<Ty>),
    /// `Option<T>`.
    Option(Box<Ty>),
    /// `runtime::Maybe<T>`: left out, null or a value.
    Maybe(Box<Ty>),
    /// `Box<T>`.
    Box(Box<Ty>),
    /// `runtime::Body`: bytes to be sent, at hand or as a stream.
    Body,
    /// `runtime::FilePart`: a file in a multipart body.
    FilePart,
    /// An item of `crate::types`.
    Named(Ident),
    /// An item of `crate::types` that is written `types::Name`, because `Name` is taken where it is used: by the
    /// runtime or by a request. It stands only in [`Request`](super::Request)s and [`ErrorBody`](super::ErrorBody).
    Qualified(Ident),
    /// An item of the same module as the request that uses it.
    Local(Ident),
}

/// What a caller gives for a value: the type, for lists that of an item, and how it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The type; for lists that of an item.
    pub ty: Ty,
    /// How it is taken.
    pub convert: Convert,
}

/// How an argument becomes what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Convert {
    /// `value: T`, stored as it is: for numbers, booleans, dates and moments.
    Plain,
    /// `value: impl Into<T>`, stored as `value.into()`.
    Into,
    /// `value: impl IntoIterator<Item = T>`, stored as `value.into_iter().collect()`: for items that nothing else becomes.
    Collect,
    /// `value: impl IntoIterator<Item = impl Into<T>>`, stored as `value.into_iter().map(Into::into).collect()`.
    CollectInto,
    /// `value: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>`, stored as it is: for parts with their names, and
    /// for what a union is made from that may be a map.
    Pairs,
    /// `value: impl Serialize`, stored as it is: for JSON of which the schema says next to nothing. The type is
    /// [`Ty::Value`], which stands for all that becomes one.
    Serialize,
}

impl Convert {
    /// The type of the argument, where `of` is the text of what it becomes, or of what its items become.
    #[must_use]
    pub fn argument(self, of: &str) -> String {
        match self {
            Self::Plain => of.to_owned(),
            Self::Into => format!("impl Into<{of}>"),
            Self::Collect => format!("impl IntoIterator<Item = {of}>"),
            Self::CollectInto => format!("impl IntoIterator<Item = impl Into<{of}>>"),
            Self::Pairs => {
                format!("impl IntoIterator<Item = (impl Into<String>, impl Into<{of}>)>")
            }
            Self::Serialize => "impl Serialize".to_owned(),
        }
    }
}
