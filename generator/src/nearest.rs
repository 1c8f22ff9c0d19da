//! What somebody likely meant by a word that is not known.

/// Nobody mistypes a longer word, and to compare two of any length takes any time.
const LONGEST: usize = 100;

/// The known word from which this one differs least, where at most every third letter is another. Case does not count.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    if word.len() > LONGEST {
        return None;
    }
    let short = known.into_iter().filter(|known| known.len() <= LONGEST);
    let changes = short.map(|known| (strsim::osa_distance(&word, &known.to_lowercase()), known));
    let alike = changes.filter(|(changes, known)| changes * 3 <= known.chars().count().max(3));
    alike.min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_word_that_differs_least_is_found() {
        let known = ["Invites", "Invite", "Investor", "id"];
        assert_eq!(nearest("Invit", known), Some("Invite"));
        assert_eq!(nearest("invites", known), Some("Invites"));
        assert_eq!(nearest("di", known), Some("id"));
    }

    #[test]
    fn words_that_are_not_alike_are_not_proposed() {
        assert_eq!(nearest("Organization", ["Invite", "id"]), None);
        let long = "a".repeat(1 << 20);
        assert_eq!(nearest(&long, [long.as_str()]), None);
    }
}
