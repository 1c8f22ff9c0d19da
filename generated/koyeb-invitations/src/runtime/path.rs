//! Path templates: each parameter fills its place and can't lead out of it.

use super::encode::percent_decode;
use super::error::BuildError;

/// Fills a template such as `/invites/{invite_id}` with encoded values.
///
/// A segment that would be empty, `.` or `..`, also in an encoded form, would change which resource is meant, so it is
/// refused before anything is sent.
pub(super) fn expand(
    template: &str,
    values: &[(&'static str, String)],
) -> Result<String, BuildError> {
    let mut path = String::with_capacity(template.len() + 32);
    for (index, segment) in template.split('/').enumerate() {
        if index > 0 {
            path.push('/');
        }
        if segment.contains('{') {
            path.push_str(&expand_segment(segment, values)?);
        } else {
            path.push_str(segment);
        }
    }
    Ok(path)
}

fn expand_segment(segment: &str, values: &[(&'static str, String)]) -> Result<String, BuildError> {
    let mut text = String::new();
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        let value = values
            .iter()
            .find(|(given, _)| *given == name)
            .map(|(_, value)| value);
        let value = value
            .ok_or_else(|| BuildError::new(format!("the path parameter `{name}` is not given")))?;
        // Values that may hold a slash are checked piece by piece.
        if value.is_empty() || value.split('/').any(is_dots) {
            return Err(refused(name));
        }
        text.push_str(before);
        text.push_str(value);
        rest = after;
    }
    text.push_str(rest);
    if text.split('/').any(is_dots) {
        return Err(refused(segment));
    }
    Ok(text)
}

fn refused(name: &str) -> BuildError {
    BuildError::new(format!(
        "the path parameter `{name}` may not be empty, `.` or `..`"
    ))
}

/// Whether a segment is a dot segment to somebody: a server may decode it more often than it should.
fn is_dots(segment: &str) -> bool {
    let mut text = segment.to_owned();
    for _ in 0..8 {
        if matches!(text.as_str(), "." | "..") {
            return true;
        }
        if !text.contains('%') {
            return false;
        }
        text = percent_decode(&text);
    }
    matches!(text.as_str(), "." | "..")
}
