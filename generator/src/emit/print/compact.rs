//! Tokens on one line, with the spaces that rustfmt puts between them.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;

/// Writes tokens on one line.
pub(in crate::emit) fn compact(tokens: &impl ToTokens) -> String {
    let mut line = Line::default();
    line.stream(tokens.to_token_stream(), false);
    line.text
}

/// What the next token has to know about the one before.
#[derive(Default, Clone, Copy, PartialEq)]
enum Before {
    /// Nothing may stand between: an opening bracket, `::`, `&`.
    #[default]
    Tight,
    /// A word or a closing bracket: another word needs a space.
    Word,
    /// A space is due in any case: a comma, an operator.
    Space,
}

#[derive(Default)]
struct Line {
    text: String,
    before: Before,
    /// Between the two bars of a closure.
    in_bars: bool,
}

impl Line {
    fn stream(&mut self, stream: TokenStream, tuple: bool) {
        let mut tokens = stream.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.group(&group),
                TokenTree::Ident(ident) => {
                    let lifetime = self.text.ends_with('\'');
                    self.word(&ident.to_string());
                    if lifetime {
                        self.before = Before::Space;
                    }
                }
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
                TokenTree::Punct(punct) => {
                    let mut operator = String::from(punct.as_char());
                    while let Some(TokenTree::Punct(next)) = tokens.peek() {
                        if !joins(&operator, next.as_char()) {
                            break;
                        }
                        operator.push(next.as_char());
                        tokens.next();
                    }
                    // A comma before the closing bracket belongs to the vertical form, unless it makes a tuple.
                    if operator == "," && tokens.peek().is_none() && !tuple {
                        break;
                    }
                    self.operator(&operator);
                }
            }
        }
    }

    fn word(&mut self, word: &str) {
        if self.before != Before::Tight {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.before = Before::Word;
    }

    fn operator(&mut self, operator: &str) {
        let (space_before, after) = match operator {
            "," | ";" | ":" => (false, Before::Space),
            "=" | "=>" | "->" | "+" | "==" | "&&" => (true, Before::Space),
            ">" | "?" => (false, Before::Word),
            "." | ".." | "..=" | "::" | "<" | "!" => (self.before == Before::Space, Before::Tight),
            "|" | "||" => return self.bar(operator),
            _ => (self.before != Before::Tight, Before::Tight),
        };
        if space_before {
            self.text.push(' ');
        }
        self.text.push_str(operator);
        self.before = after;
    }

    fn bar(&mut self, operator: &str) {
        if !self.in_bars && self.before != Before::Tight {
            self.text.push(' ');
        }
        self.text.push_str(operator);
        self.in_bars = operator == "|" && !self.in_bars;
        self.before = if self.in_bars {
            Before::Tight
        } else {
            Before::Space
        };
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace if group.stream().is_empty() => ("{", "}"),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        let brace = group.delimiter() == Delimiter::Brace;
        if self.before == Before::Space || brace && self.before == Before::Word {
            self.text.push(' ');
        }
        self.text.push_str(open);
        let in_bars = std::mem::take(&mut self.in_bars);
        let called = self.before == Before::Word;
        let tuple = group.delimiter() == Delimiter::Parenthesis && !called && commas(group) == 1;
        self.before = Before::Tight;
        self.stream(group.stream(), tuple);
        if tuple {
            self.text.truncate(self.text.trim_end().len());
        }
        self.in_bars = in_bars;
        self.text.push_str(close);
        self.before = Before::Word;
    }
}

fn commas(group: &Group) -> usize {
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == ',');
    group.stream().into_iter().filter(is_comma).count()
}

/// Whether a character makes a longer operator of the one before. `quote` and `syn` give every part as its own token.
fn joins(operator: &str, next: char) -> bool {
    let longer = format!("{operator}{next}");
    matches!(
        longer.as_str(),
        "::" | "->" | "=>" | "==" | ".." | "..=" | "&&" | "||"
    )
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use super::compact;

    #[track_caller]
    fn keeps(tokens: &TokenStream, text: &str) {
        assert_eq!(compact(tokens), text);
    }

    #[test]
    fn types_are_spaced_as_by_hand() {
        keeps(
            &quote!(Option<Vec<Map<String>>>),
            "Option<Vec<Map<String>>>",
        );
        keeps(
            &quote!(impl IntoIterator<Item = T>),
            "impl IntoIterator<Item = T>",
        );
        keeps(&quote!(&'static [&'static str]), "&'static [&'static str]");
        keeps(&quote!(Vec<(i64,)>), "Vec<(i64,)>");
        keeps(
            &quote!((i64, crate::types::Pet)),
            "(i64, crate::types::Pet)",
        );
        keeps(
            &quote!(Fn(Reply) -> Result<T, Error>),
            "Fn(Reply) -> Result<T, Error>",
        );
    }

    #[test]
    fn expressions_are_spaced_as_by_hand() {
        keeps(
            &quote!(self.call.query("limit", &limit.into())),
            r#"self.call.query("limit", &limit.into())"#,
        );
        keeps(&quote!(|page| page.data), "|page| page.data");
        keeps(
            &quote!(f(a, |page, _| Some(page),)),
            "f(a, |page, _| Some(page))",
        );
        keeps(
            &quote!(Style {
                explode: true,
                ..Style::FORM
            }),
            "Style { explode: true, ..Style::FORM }",
        );
        keeps(
            &quote!(&[(Status::Code(400), Self::read)]),
            "&[(Status::Code(400), Self::read)]",
        );
        keeps(&quote!(self.data?.first), "self.data?.first");
        keeps(&quote!(concat!("a", -1)), r#"concat!("a", -1)"#);
        keeps(&quote!(mut self), "mut self");
    }
}
