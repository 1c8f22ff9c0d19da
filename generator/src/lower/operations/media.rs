//! Media types: which family one belongs to.

/// How a media type's content is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Family {
    Json,
    JsonLines,
    Events,
    Form,
    Multipart,
    Xml,
    Text,
    /// Bytes, and known to be so.
    Bytes,
    /// `*/*`, `application/*`: whatever the schema says.
    Wild,
    /// An `application/` type that nothing is known of.
    Unknown,
}

/// A media type without its parameters, in lower case.
pub(in crate::lower) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The family of a media type, told by its name without parameters (RFC 6838; `+json` and `+xml` by RFC 6839).
pub(in crate::lower) fn family(media_type: &str) -> Family {
    let essence = essence(media_type);
    let (top, sub) = essence.split_once('/').unwrap_or((&essence, ""));
    match (top, sub) {
        ("*" | "", _) | ("application", "*") => Family::Wild,
        ("application" | "text", "json" | "x-json") => Family::Json,
        (
            "application" | "text",
            "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "json-seq",
        ) => Family::JsonLines,
        (_, sub) if sub.ends_with("+json-seq") => Family::JsonLines,
        ("text", "event-stream") => Family::Events,
        ("application", "x-www-form-urlencoded") => Family::Form,
        ("multipart", _) => Family::Multipart,
        ("application" | "text", "xml") => Family::Xml,
        (_, sub) if sub.ends_with("+json") => Family::Json,
        ("application" | "text", sub) if sub.ends_with("+xml") => Family::Xml,
        ("text", _) => Family::Text,
        ("application", "octet-stream" | "pdf" | "zip" | "gzip" | "x-tar") => Family::Bytes,
        ("application", _) => Family::Unknown,
        _ => Family::Bytes,
    }
}
