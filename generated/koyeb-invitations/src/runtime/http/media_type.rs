//! What the type of a body says of how it comes.

/// Whether a body of this type is a stream of events.
pub(crate) fn is_events(media_type: &str) -> bool {
    essence(media_type) == "text/event-stream"
}

/// Whether a body of this type is one JSON text after the other.
pub(crate) fn is_json_lines(media_type: &str) -> bool {
    let kinds = ["jsonl", "ndjson", "json-seq", "jsonlines"];
    let media_type = essence(media_type);
    kinds.iter().any(|kind| media_type.ends_with(kind))
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Whether a body of this type comes in pieces of its own; an operation may respond with a whole body as well.
pub(crate) fn is_stream(media_type: &str) -> bool {
    is_events(media_type) || is_json_lines(media_type)
}
