//! Names in `PascalCase` word by word: what one has that another has not.

/// The words of a name in `PascalCase`, digits with the word before them.
fn parts(name: &str) -> Vec<&str> {
    let starts = name.char_indices().filter(|(_, c)| c.is_ascii_uppercase());
    let mut starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([name.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &name[*start..end])
        .filter(|word| !word.is_empty())
        .collect()
}

/// A name without the words that it begins and ends with like the thing around it: `ChatRequestUserMessage` in
/// `ChatRequestMessage` is `User`. None where it has no such words, or no others.
pub(in crate::plan) fn without(name: &str, around: &str) -> Option<String> {
    let (own, around) = (parts(name), parts(around));
    let before = same(own.iter(), around.iter());
    let (own_rest, around_rest) = (&own[before..], &around[before..]);
    let behind = same(own_rest.iter().rev(), around_rest.iter().rev());
    let rest = own_rest[..own_rest.len() - behind].concat();
    let is_name = rest.starts_with(|c: char| c.is_ascii_uppercase());
    (is_name && before + behind > 0).then_some(rest)
}

/// What a name adds to the one before it: words that this ends with are not said again. None where it adds nothing.
pub(super) fn added(before: &str, name: &str) -> Option<String> {
    let (before, own) = (parts(before), parts(name));
    let most = before.len().min(own.len());
    let again = (1..=most)
        .rev()
        .find(|count| before[before.len() - count..] == own[..*count]);
    let rest = own[again.unwrap_or_default()..].concat();
    (!rest.is_empty()).then_some(rest)
}

/// As many of the last words of a name as are no longer than this together; one at least.
pub(super) fn last(name: &str, longest: usize) -> String {
    let words = parts(name);
    let mut rest = &words[..];
    while let [_, inner @ ..] = rest
        && !inner.is_empty()
        && rest.concat().len() > longest
    {
        rest = inner;
    }
    rest.concat()
}

fn same<'a>(
    one: impl Iterator<Item = &'a &'a str>,
    other: impl Iterator<Item = &'a &'a str>,
) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::{added, without};

    #[test]
    fn a_member_is_named_without_the_words_of_its_union() {
        for (name, around, rest) in [
            ("ChatRequestUserMessage", "ChatRequestMessage", Some("User")),
            ("ToolChoiceAllowed", "ToolChoice", Some("Allowed")),
            ("ThreadEvent", "Event", Some("Thread")),
            ("MessageMessage", "Message", Some("Message")),
            ("Cat", "Pet", None),
            ("Message", "ChatMessage", None),
            ("Message", "Message", None),
            ("Messages", "Message", None),
            ("User2", "User2Or3", None),
        ] {
            assert_eq!(without(name, around).as_deref(), rest, "{name} in {around}");
        }
    }

    #[test]
    fn a_name_says_no_word_again() {
        for (before, name, rest) in [
            ("InviteProject", "ProjectRole", Some("Role")),
            ("StrategyStatic", "Static", None),
            ("Invite", "Project", Some("Project")),
            ("", "Project", Some("Project")),
        ] {
            assert_eq!(added(before, name).as_deref(), rest, "{name} in {before}");
        }
    }
}
