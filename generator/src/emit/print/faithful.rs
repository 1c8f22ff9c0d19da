//! Whether the text says what the tokens said: what a printer does not know it would leave out in silence.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The first token in which the text differs from what it was printed from, with those around it.
pub(super) fn difference(given: TokenStream, text: &str) -> Option<String> {
    let printed: TokenStream = match text.parse() {
        Ok(printed) => printed,
        Err(error) => return Some(format!("it is no Rust: {error}")),
    };
    let (mut wanted, mut found) = (Vec::new(), Vec::new());
    flatten(given, &mut wanted);
    flatten(printed, &mut found);
    shorten(&mut wanted);
    shorten(&mut found);
    if wanted == found {
        return None;
    }
    let same = wanted.iter().zip(&found);
    let at = same.take_while(|(wanted, found)| wanted == found).count();
    let around = |tokens: &[String]| {
        let (start, end) = (at.saturating_sub(5), tokens.len().min(at + 5));
        tokens[start.min(end)..end].join(" ")
    };
    Some(format!(
        "`{}` is printed as `{}`",
        around(&wanted),
        around(&found)
    ))
}

/// Tokens one after another. Commas and braces are left out: the layout decides about a comma at the end of a line, and
/// about the braces of a closure or an arm.
fn flatten(tokens: TokenStream, out: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace | Delimiter::None => ("", ""),
                };
                out.extend((!open.is_empty()).then(|| open.to_owned()));
                flatten(group.stream(), out);
                out.extend((!close.is_empty()).then(|| close.to_owned()));
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            // A string may be written in several ways, as may the text of a comment.
            TokenTree::Literal(literal) => out.push(match syn::Lit::new(literal.clone()) {
                // No line of a comment ends in spaces.
                syn::Lit::Str(string) if out.ends_with(&["doc".to_owned(), "=".to_owned()]) => {
                    format!("{:?}", string.value().trim_end())
                }
                syn::Lit::Str(string) => format!("{:?}", string.value()),
                _ => literal.to_string(),
            }),
            TokenTree::Ident(_) | TokenTree::Punct(_) => out.push(token.to_string()),
        }
    }
}

/// Has a field that is given a variable of its name be written as that name alone, as the layout has it.
fn shorten(tokens: &mut Vec<String>) {
    let mut short: Vec<String> = Vec::with_capacity(tokens.len());
    for token in tokens.drain(..) {
        match &short[..] {
            [.., name, colon] if *name == token && colon == ":" => drop(short.pop()),
            _ => short.push(token),
        }
    }
    *tokens = short;
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::difference;

    fn differs(given: &str, text: &str) -> bool {
        let given: TokenStream = given.parse().expect("tokens");
        difference(given, text).is_some()
    }

    #[test]
    fn what_the_layout_decides_is_no_difference() {
        for (given, text) in [
            ("f(a, b,)", "f(\n    a,\n    b\n)"),
            ("#[doc = \" It's.\"] struct A;", "/// It's.\nstruct A;"),
            ("#[doc = \"a \"] struct A;", "///a\nstruct A;"),
            ("Self { a: a, b: c }", "Self { a, b: c }"),
            ("f(|x| x.y())", "f(|x| {\n    x.y()\n})"),
        ] {
            assert!(!differs(given, text), "{given}");
        }
    }

    #[test]
    fn what_is_left_out_is_told() {
        for (given, text) in [
            ("fn f<T>() where T: Copy {}", "fn f<T>() {}"),
            ("match a { b if c => d }", "match a { b => d }"),
            ("enum A { B = 1 }", "enum A { B }"),
            ("pub(crate) struct A;", "pub struct A;"),
            ("f(\"a\")", "f(\"b\")"),
            ("#[doc = \"a\"] struct A;", "struct A;"),
            ("f(a)", "f(a"),
        ] {
            assert!(differs(given, text), "{given}");
        }
    }
}
