//! Path templates: each parameter fills its place and can't lead out of it.

use crate::runtime::error::build::BuildError;

/// Appends a template such as `/invites/{invite_id}`, filled with encoded values.
///
/// A segment that would be empty, `.` or `..`, also in an encoded form, would change which resource is meant, so it is
/// refused before anything is sent.
pub(crate) fn expand(
    template: &str,
    values: &[(&'static str, String)],
    url: &mut String,
) -> Result<(), BuildError> {
    if !template.contains('{') {
        url.push_str(template);
        return Ok(());
    }
    for (index, segment) in template.split('/').enumerate() {
        if index > 0 {
            url.push('/');
        }
        if segment.contains('{') {
            expand_segment(segment, values, url)?;
        } else {
            url.push_str(segment);
        }
    }
    Ok(())
}

fn expand_segment(
    segment: &str,
    values: &[(&'static str, String)],
    url: &mut String,
) -> Result<(), BuildError> {
    let begins = url.len();
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
        url.push_str(before);
        url.push_str(value);
        rest = after;
    }
    url.push_str(rest);
    if url[begins..].split('/').any(is_dots) {
        return Err(refused(segment));
    }
    Ok(())
}

fn refused(name: &str) -> BuildError {
    BuildError::new(format!(
        "the path parameter `{name}` may not be empty, `.` or `..`"
    ))
}

/// Whether a segment is a dot segment to somebody: a server may decode it more often than it should, so it is decoded
/// until nothing is left to decode.
pub(crate) fn is_dots(segment: &str) -> bool {
    let mut decoded = Vec::with_capacity(segment.len());
    for &byte in segment.as_bytes() {
        decoded.push(byte);
        // A triplet that is decoded may be the end of another one.
        while let [.., b'%', high, low] = decoded[..]
            && let Some(byte) = from_hex(high, low)
        {
            decoded.truncate(decoded.len() - 3);
            decoded.push(byte);
        }
    }
    matches!(&*decoded, b"." | b"..")
}

/// The byte of two hexadecimal digits.
fn from_hex(high: u8, low: u8) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}
