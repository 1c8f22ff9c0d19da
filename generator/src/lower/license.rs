//! The licence of the generated code, which is not that of the description: `x-clientwright-license`.

use crate::document::Node;
use crate::report::{Code, Report};

use super::read;

const KEY: &str = "x-clientwright-license";

/// The SPDX expression that the root of a description or its overlay gives.
pub(super) fn lower(root: &Node<'_>, report: &mut Report) -> Option<String> {
    let expression = read::text(root, KEY, report)?;
    if !is_expression(&expression) {
        let message = format!("{expression:?} is not an SPDX license expression");
        let help = "write one such as `MIT` or `MIT OR Apache-2.0` (https://spdx.org/licenses/)";
        report.error(Code::Extension, &root.place().join(KEY), message, help);
        return None;
    }
    Some(expression.trim().to_owned())
}

/// Whether a text has the form of an SPDX license expression (SPDX 2.3, annex D): identifiers between `AND`, `OR` and
/// `WITH`, with parentheses. Which identifiers there are is left to whoever publishes the crate.
fn is_expression(text: &str) -> bool {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut depth = 0_usize;
    let mut wants_operand = true;
    for word in spaced.split_whitespace() {
        match word {
            "(" if wants_operand => depth += 1,
            ")" if !wants_operand && depth > 0 => depth -= 1,
            "AND" | "OR" | "WITH" if !wants_operand => wants_operand = true,
            word if wants_operand && is_identifier(word) => wants_operand = false,
            _ => return false,
        }
    }
    depth == 0 && !wants_operand
}

fn is_identifier(word: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-.+:".contains(&byte);
    !["AND", "OR", "WITH"].contains(&word) && word.bytes().all(known)
}

#[cfg(test)]
mod tests {
    use super::is_expression;

    #[test]
    fn expressions_are_told_from_names() {
        for text in [
            "MIT",
            "MIT OR Apache-2.0",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "GPL-2.0-or-later WITH Classpath-exception-2.0",
            "LicenseRef-ours",
        ] {
            assert!(is_expression(text), "{text}");
        }
        for text in [
            "",
            " ",
            "Apache License",
            "MIT/Apache-2.0",
            "MIT OR",
            "OR MIT",
            "(MIT",
            "MIT)",
            "()",
            "our \"terms\"",
        ] {
            assert!(!is_expression(text), "{text}");
        }
    }
}
