//! Plurals and what one of their things is called.

/// Plurals without a rule, and words that a rule would change though they should stay as they are.
const IRREGULAR: [(&str, &str); 32] = [
    ("ads", "ad"),
    ("alias", "alias"),
    ("analyses", "analysis"),
    ("atlas", "atlas"),
    ("axes", "axis"),
    ("bias", "bias"),
    ("bonuses", "bonus"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("calories", "calorie"),
    ("campuses", "campus"),
    ("canvas", "canvas"),
    ("canvases", "canvas"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("focuses", "focus"),
    ("https", "https"),
    ("ids", "id"),
    ("indices", "index"),
    ("lenses", "lens"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("news", "news"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("series", "series"),
    ("shoes", "shoe"),
    ("species", "species"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
];

/// Ends of plurals, the longest first, and what stands in their place.
const ENDS: [(&str, &str); 15] = [
    ("statuses", "status"),
    ("iases", "ias"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("oes", "o"),
    ("ies", "y"),
    // What follows is one thing already, or no plural at all.
    ("ss", "ss"),
    ("us", "us"),
    ("sis", "sis"),
    ("xis", "xis"),
    ("this", "this"),
    ("ics", "ics"),
    ("s", ""),
];

/// The word for one thing of the many that `text` stands for: `projects` becomes `project`, `userIDs` becomes `userID`.
///
/// Only the last word changes. What is no plural stays as it is.
pub(in crate::plan) fn singular(text: &str) -> String {
    let (before, word) = text.split_at(last_word(text));
    let lower = word.to_ascii_lowercase();
    let irregular = IRREGULAR.iter().find(|(many, _)| *many == lower);
    if let Some((_, one)) = irregular {
        return before.to_owned() + &cased(word, one);
    }
    if lower.len() < 4 {
        return text.to_owned();
    }
    match ENDS.iter().find(|(end, _)| lower.ends_with(end)) {
        Some((end, one)) => {
            let stem = &word[..word.len() - end.len()];
            let kept = stem.len() + common(end, one);
            before.to_owned() + &word[..kept] + &one[common(end, one)..]
        }
        None => text.to_owned(),
    }
}

/// Where the last word of a name begins: behind a sign, or at a capital behind a small letter.
fn last_word(text: &str) -> usize {
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if !before.is_ascii_alphanumeric()
            || (c.is_ascii_uppercase() && !before.is_ascii_uppercase())
        {
            start = at;
        }
        before = c;
    }
    start
}

/// A word in the case of another one, as far as the two are alike.
fn cased(like: &str, word: &str) -> String {
    let lower = like.to_ascii_lowercase();
    let kept = common(&lower, word);
    let capital = like.starts_with(|c: char| c.is_ascii_uppercase());
    let mut out = like[..kept].to_owned();
    for c in word[kept..].chars() {
        out.push(if out.is_empty() && capital {
            c.to_ascii_uppercase()
        } else {
            c
        });
    }
    out
}

/// How many bytes two ASCII texts begin with alike.
fn common(one: &str, other: &str) -> usize {
    let pairs = one.bytes().zip(other.bytes());
    pairs.take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn plurals_become_singular() {
        for (many, one) in [
            ("projects", "project"),
            ("entries", "entry"),
            ("statuses", "status"),
            ("addresses", "address"),
            ("aliases", "alias"),
            ("matches", "match"),
            ("boxes", "box"),
            ("databases", "database"),
            ("responses", "response"),
            ("releases", "release"),
            ("purposes", "purpose"),
            ("sizes", "size"),
            ("clauses", "clause"),
            ("caches", "cache"),
            ("children", "child"),
            ("People", "Person"),
            ("analyses", "analysis"),
            ("ids", "id"),
            ("userIDs", "userID"),
            ("user_ids", "user_id"),
            ("HTTPStatuses", "HTTPStatus"),
            ("childPeople", "childPerson"),
            ("apis", "api"),
            ("types", "type"),
            ("values", "value"),
            ("schemas", "schema"),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn what_is_no_plural_stays() {
        for word in [
            "status",
            "series",
            "data",
            "metadata",
            "news",
            "analysis",
            "address",
            "alias",
            "sms",
            "dns",
            "metrics_basis",
            "analytics",
            "",
            "s",
            "été",
        ] {
            assert_eq!(singular(word), word);
        }
    }
}
