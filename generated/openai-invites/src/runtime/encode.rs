//! Percent-encoding (RFC 3986, section 2).

/// Which characters stay as they are; all others are encoded as UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Letters, digits and `-._~`.
    Unreserved,
    /// Also the reserved ones and triplets such as `%2F`, as `allowReserved` asks for in a query; `#`, `&` and `+`
    /// are encoded all the same, because they would change what the rest of the query means.
    ReservedInQuery,
    /// The same for a path, where `?` and `#` would end it.
    ReservedInPath,
}

impl Keep {
    fn keeps(self, byte: u8) -> bool {
        let reserved =
            |except: &[u8]| b":/?#[]@!$&'()*+,;=".contains(&byte) && !except.contains(&byte);
        byte.is_ascii_alphanumeric()
            || b"-._~".contains(&byte)
            || match self {
                Self::Unreserved => false,
                Self::ReservedInQuery => reserved(b"#&+"),
                Self::ReservedInPath => reserved(b"?#[]"),
            }
    }
}

/// Encodes a text.
pub(super) fn percent_encode(text: &str, keep: Keep) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = text.as_bytes();
    let mut encoded = String::with_capacity(text.len());
    for (index, &byte) in bytes.iter().enumerate() {
        let triplet = keep != Keep::Unreserved && byte == b'%' && is_triplet(&bytes[index..]);
        if triplet || keep.keeps(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    encoded
}

/// Decodes triplets; what is not a triplet stays.
pub(super) fn percent_decode(text: &str) -> String {
    let mut bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    while let Some((&first, rest)) = bytes.split_first() {
        if let [b'%', high, low, after @ ..] = bytes
            && let Some(byte) = from_hex(*high, *low)
        {
            decoded.push(byte);
            bytes = after;
        } else {
            decoded.push(first);
            bytes = rest;
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn is_triplet(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

/// The byte of two hexadecimal digits.
pub(super) fn from_hex(high: u8, low: u8) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}
