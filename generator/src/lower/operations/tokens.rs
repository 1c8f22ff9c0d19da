//! The names of headers and cookies, which are tokens: whatever else is called so can not be sent.

use crate::document::Node;
use crate::ir::Location;
use crate::pointer::Pointer;
use crate::report::{Code, Report};

use crate::lower::read;

/// Whether a text is a token (RFC 9110, section 5.6.2); names of headers are (section 5.1), and those of cookies
/// (RFC 6265, section 4.1.1).
pub(super) fn is_token(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_part)
}

/// Refuses the name of a header or a cookie that is no token.
pub(in crate::lower) fn check(
    code: Code,
    place: &Pointer,
    location: Location,
    name: &str,
    report: &mut Report,
) {
    if is_token(name) {
        return;
    }
    let what = match location {
        Location::Cookie => "cookie",
        _ => "header",
    };
    let message = format!("{name:?} cannot be the name of a {what}");
    let help =
        "write it with letters, digits and !#$%&'*+-.^_`|~ alone, or remove it by an overlay";
    report.error(code, place, message, help);
}

/// The name of a header under a key of ours.
pub(in crate::lower) fn header(node: &Node<'_>, key: &str, report: &mut Report) -> Option<String> {
    let name = read::text(node, key, report)?;
    let place = node.place().join(key);
    check(Code::Extension, &place, Location::Header, &name, report);
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::is_token;

    #[test]
    fn tokens_hold_nothing_that_parts_headers() {
        assert!(is_token("X-Request-ID") && is_token("__Host-a~1"));
        for odd in [
            "", "X Key", "X:Key", "X\nKey", "X\r", "a;b", "a=b", "\"a\"", "\u{e9}",
        ] {
            assert!(!is_token(odd), "{odd:?}");
        }
    }
}
