//! The words of a name, symbols spelled out and letters written with the Latin ones.

use std::borrow::Cow;

use deunicode::deunicode_char;

/// The text with every symbol spelled out, for names that are alike without their symbols.
pub(in crate::plan) fn spelled(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match symbol(c) {
            Some(word) => {
                out.push(' ');
                out.push_str(word);
                out.push(' ');
            }
            None => out.push(c),
        }
    }
    out
}

/// The words of a name, each of ASCII letters and digits only; at least one.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut spelled_out = String::new();
    let text = &one_word(&latin(text));
    let mut rest = text.trim();
    if let Some((word, after)) = leading_operator(rest) {
        spelled_out.push_str(word);
        spelled_out.push(' ');
        rest = after;
    }
    let plain = |c: char| c.is_ascii_alphanumeric();
    if spelled_out.is_empty() && !rest.contains(plain) {
        return without_letters(text);
    }
    spelled_out.push_str(rest);
    let found: Vec<String> = spelled_out
        .split(|c: char| !plain(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if found.is_empty() {
        vec!["Empty".to_owned()]
    } else {
        found
    }
}

/// The text with the letters of every alphabet written with the Latin ones, as a person would who has no other keyboard:
/// `größe` is `grosse`, `имя` is `imia`.
fn latin(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match deunicode_char(c) {
            Some(letters) if !c.is_ascii() && c.is_alphanumeric() => out.push_str(letters),
            // What only marks a letter is no character of its own.
            Some("") => {}
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// `OAuth`, `don't` and plurals of capitals, such as `IDs`, as the one word that each is.
fn one_word(text: &str) -> String {
    let text = text.replace("OAuth", "Oauth");
    let chars = without_apostrophes(&text);
    let plural = |at: usize| {
        let before = |n: usize| at.checked_sub(n).and_then(|at| chars.get(at));
        chars[at] == 's'
            && (1..=2).all(|n| before(n).is_some_and(char::is_ascii_uppercase))
            && chars
                .get(at + 1)
                .is_none_or(|next| !next.is_ascii_lowercase())
    };
    let mut out: Vec<char> = chars.clone();
    for at in 0..chars.len() {
        if plural(at) {
            let mut first = at - 1;
            while first > 0 && chars[first - 1].is_ascii_uppercase() {
                first -= 1;
            }
            out[first + 1..at]
                .iter_mut()
                .for_each(char::make_ascii_lowercase);
        }
    }
    out.into_iter().collect()
}

/// The characters of a text but the apostrophes inside of words: `one's` is `ones`.
fn without_apostrophes(text: &str) -> Vec<char> {
    let chars: Vec<char> = text.chars().collect();
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphabetic());
    let is_inside = |at: usize| at > 0 && is_letter(at - 1) && is_letter(at + 1);
    let kept = chars.iter().enumerate();
    let kept = kept.filter(|(at, c)| !(matches!(c, '\'' | '’') && is_inside(*at)));
    kept.map(|(_, c)| *c).collect()
}

/// What stands before a value and changes its meaning: `-1`, `+1`, `>=5`, `<name`.
fn leading_operator(text: &str) -> Option<(&'static str, &str)> {
    const OPERATORS: [(&str, &str); 8] = [
        (">=", "GreaterOrEqual"),
        ("<=", "LessOrEqual"),
        ("!=", "NotEqual"),
        ("+", "Plus"),
        ("-", "Minus"),
        (">", "Greater"),
        ("<", "Less"),
        ("!", "Not"),
    ];
    OPERATORS.iter().find_map(|(sign, word)| {
        let after = text.strip_prefix(sign)?;
        after
            .starts_with(|c: char| c.is_ascii_alphanumeric())
            .then_some((*word, after))
    })
}

/// Words for a text that has no ASCII letter and no digit.
fn without_letters(text: &str) -> Vec<String> {
    if text.is_empty() {
        return vec!["Empty".to_owned()];
    }
    match text.trim() {
        "<=" => return vec!["LessOrEqual".to_owned()],
        ">=" => return vec!["GreaterOrEqual".to_owned()],
        "==" => return vec!["Equal".to_owned()],
        "!=" | "<>" => return vec!["NotEqual".to_owned()],
        "" => return vec!["Space".to_owned()],
        _ => {}
    }
    text.trim()
        .chars()
        .map(|c| match symbol(c) {
            Some(word) => word.to_owned(),
            None => format!("U{:04X}", u32::from(c)),
        })
        .collect()
}

fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "Plus",
        '-' => "Minus",
        '*' => "Asterisk",
        '/' => "Slash",
        '\\' => "Backslash",
        '<' => "Less",
        '>' => "Greater",
        '=' => "Equal",
        '!' => "Not",
        '?' => "Question",
        '%' => "Percent",
        '&' => "And",
        '|' => "Or",
        '^' => "Caret",
        '~' => "Tilde",
        '@' => "At",
        '#' => "Hash",
        '$' => "Dollar",
        '.' => "Dot",
        ',' => "Comma",
        ':' => "Colon",
        ';' => "Semicolon",
        '_' => "Underscore",
        '\'' => "Apostrophe",
        '"' => "Quote",
        '`' => "Backtick",
        '(' | ')' => "Parenthesis",
        '[' | ']' => "Bracket",
        '{' | '}' => "Brace",
        ' ' => "Space",
        _ => return None,
    })
}
