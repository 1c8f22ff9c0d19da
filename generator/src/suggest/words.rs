//! Names as words.

/// A name in lower case, without all that is no letter and no digit.
pub(super) fn plain(name: &str) -> String {
    let kept = name.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

/// The words of a name in capitals.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let before = at.checked_sub(1).map(|before| chars[before]);
        let after = chars.get(at + 1);
        let begins = c.is_ascii_uppercase()
            && (before.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
                || after.is_some_and(char::is_ascii_lowercase));
        if begins || words.is_empty() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(c.to_ascii_uppercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a text has one of these words or phrases.
pub(super) fn has_any(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        text.match_indices(phrase).any(|(at, _)| {
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !is_word(text[..at].chars().next_back())
                && !is_word(text[at + phrase.len()..].chars().next())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{has_any, plain, words};

    #[test]
    fn names_are_words() {
        assert_eq!(plain("next_page-Token"), "nextpagetoken");
        assert_eq!(words("AdminApiKeyAuth"), ["ADMIN", "API", "KEY", "AUTH"]);
        assert_eq!(words("bearer-APIKey"), ["BEARER", "API", "KEY"]);
        assert!(has_any("the url, of it", &["url"]) && !has_any("curl it", &["url"]));
    }
}
