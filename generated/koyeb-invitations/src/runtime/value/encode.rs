//! Percent-encoding (RFC 3986, section 2) and base64 (RFC 4648).

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Which characters stay as they are; all others are encoded as UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Letters, digits and `-._~`.
    Unreserved,
    /// Also the reserved ones and triplets such as `%2F`, as `allowReserved` asks for in a query; `#`, `&` and `+`
    /// are encoded all the same, because they would change what the rest of the query means.
    ReservedInQuery,
    /// The same for a path, where `?` and `#` would end it.
    ReservedInPath,
}

/// All but the unreserved characters (RFC 3986, section 2.3).
const UNRESERVED: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// All but the characters that are unreserved, or reserved and without a meaning in a path and in a query (RFC 3986,
/// section 2.2).
const RESERVED: AsciiSet = UNRESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

const RESERVED_IN_QUERY: AsciiSet = RESERVED.remove(b'?').remove(b'[').remove(b']');
const RESERVED_IN_PATH: AsciiSet = RESERVED.remove(b'&').remove(b'+');

/// Encodes a string.
pub(crate) fn percent_encode(text: &str, keep: Keep) -> String {
    let set = match keep {
        Keep::Unreserved => return encode(text, &UNRESERVED).into_owned(),
        Keep::ReservedInQuery => &RESERVED_IN_QUERY,
        Keep::ReservedInPath => &RESERVED_IN_PATH,
    };
    let mut pieces = text.split('%');
    let mut encoded = encode(pieces.next().unwrap_or_default(), set).into_owned();
    for piece in pieces {
        let is_triplet = matches!(piece.as_bytes(), [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit());
        encoded.push_str(if is_triplet { "%" } else { "%25" });
        encoded.push_str(&encode(piece, set));
    }
    encoded
}

fn encode<'a>(text: &'a str, set: &'static AsciiSet) -> Cow<'a, str> {
    utf8_percent_encode(text, set).into()
}

/// Decodes triplets; what is not a triplet stays.
pub(crate) fn percent_decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Base64 with padding (RFC 4648, section 4).
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}
