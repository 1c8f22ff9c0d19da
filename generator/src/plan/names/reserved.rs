//! Names that are taken before the description says a word.

use crate::rust::{EXPORTS, Import, Importer};

/// The prelude, and what the macros of `types/` write.
const TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "Bool",
    "Box",
    "ByteStream",
    "Char",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Deserializer",
    "Display",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "FromStr",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Serialize",
    "Serializer",
    "Sized",
    "Some",
    "Str",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Names that a type may not have: those of the prelude and of the macros' traits, and what the files of `types/` import.
pub(in crate::plan) fn types() -> impl Iterator<Item = &'static str> {
    TYPES.iter().copied().chain(Import::names(Importer::Types))
}

/// Names that a request may not have: what the files of `api/` import, and what the crate's root exports. A type that
/// has one of these names is written `types::Name` there.
pub(in crate::plan) fn calls() -> impl Iterator<Item = &'static str> {
    Import::names(Importer::Calls).chain(EXPORTS)
}

/// What the client has already.
pub(in crate::plan) const CLIENT_METHODS: &[&str] = &[
    "as_mut",
    "as_ref",
    "borrow",
    "borrow_mut",
    "build",
    "builder",
    "call",
    "clone",
    "clone_from",
    "clone_into",
    "cmp",
    "default",
    "deref",
    "drop",
    "eq",
    "fmt",
    "from",
    "from_env",
    "hash",
    "index",
    "into",
    "ne",
    "new",
    "options",
    "request",
    "send",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
    "with_options",
];

/// What the builder of the client has already.
pub(in crate::plan) const BUILDER_METHODS: &[&str] = &[
    "allow_insecure",
    "base_url",
    "body_limit",
    "build",
    "client_credentials",
    "clone",
    "connect_timeout",
    "credential",
    "credentials_from_env",
    "deadline",
    "default",
    "default_header",
    "follow_redirects",
    "from",
    "header",
    "http_client",
    "into",
    "max_body",
    "max_response_bytes",
    "new",
    "on_request",
    "on_response",
    "options",
    "proxy",
    "query",
    "read_timeout",
    "retries",
    "retry",
    "retry_policy",
    "server",
    "test_transport",
    "timeout",
    "to_owned",
    "transport",
    "user_agent",
    "variable",
];

/// What every request has already, and what clippy takes for an operator.
pub(in crate::plan) const REQUEST_METHODS: &[&str] = &[
    "add",
    "as_mut",
    "as_ref",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "div",
    "drop",
    "fmt",
    "from",
    "header",
    "into",
    "into_future",
    "items",
    "mul",
    "new",
    "option",
    "options",
    "pages",
    "query",
    "raw",
    "raw_blocking",
    "rem",
    "response",
    "response_blocking",
    "retries",
    "retry",
    "send",
    "send_blocking",
    "shl",
    "shr",
    "sub",
    "timeout",
    "to_owned",
    "try_from",
    "try_into",
    "type_id",
];

/// What a request has besides whose response is bytes.
pub(in crate::plan) const STREAM_METHODS: &[&str] = &["stream", "stream_blocking"];

/// What every struct of `types/` has or may have already, and what clippy takes for an operator.
pub(in crate::plan) const STRUCT_METHODS: &[&str] = &[
    "add", "as_mut", "as_ref", "bitand", "bitor", "bitxor", "clone", "default", "div", "into",
    "mul", "new", "rem", "shl", "shr", "sub", "to_owned", "try_into",
];

/// Names that a module may not have: keywords, the file of the folder itself, and what no file may be called on
/// every system; `readme` is the index of their pages.
pub(in crate::plan) const MODULES: &[&str] = &[
    "abstract", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "as", "async",
    "aux", "await", "become", "box", "break", "con", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "nul", "override", "priv", "prn", "pub",
    "readme", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "union", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
