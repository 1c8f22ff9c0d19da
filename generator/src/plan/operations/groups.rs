//! Operations by their tag: `client.issues().list_for_repo(..)` beside `client.issues_list_for_repo(..)`.

use crate::plan::names::{Scope, is_keyword, pascal, reserved, singular, snake};
use crate::rust::{Group, Ident, Request};

/// What a name does not end with, because something has to follow.
const OPEN: [&str; 14] = [
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "to", "with",
];

/// The group of a module, with the name that each request goes by in it. `methods` are those of the client.
pub(super) fn plan(
    module: &Ident,
    requests: &[Request],
    scope: &mut Scope,
    methods: &mut Scope,
) -> Group {
    let tag = module.bare();
    let word = pascal(tag);
    Group {
        methods: names(module, requests),
        method: methods.claim(&[
            tag.to_owned(),
            format!("{tag}_operations"),
            format!("{tag}_group"),
        ]),
        name: scope.claim(&[format!("{word}Operations"), format!("{word}OperationGroup")]),
    }
}

/// The names of requests where the name of their module is said before.
pub(in crate::plan) fn names(module: &Ident, requests: &[Request]) -> Vec<Ident> {
    let mut within = Scope::new(reserved::CLIENT_METHODS.iter().copied());
    let names = requests.iter().map(|request| {
        let whole = request.method.bare().to_owned();
        within.claim(&[short(&whole, module.bare()), whole])
    });
    names.collect()
}

/// A method's name without the words of its tag, where they stand at its beginning or after its first word.
///
/// After the first word they may be in the singular. What is left has to be a name by itself: it neither ends in the middle
/// of a phrase nor is a keyword.
fn short(method: &str, tag: &str) -> String {
    let words: Vec<&str> = method.split('_').collect();
    let tag: Vec<&str> = tag.split('_').collect();
    let is_at = |at: usize, alike: fn(&str, &str) -> bool| {
        let here = words.get(at..at + tag.len());
        here.is_some_and(|here| {
            here.iter()
                .zip(&tag)
                .all(|(word, of_tag)| alike(word, of_tag))
        })
    };
    let at = if is_at(0, |word, of_tag| word == of_tag) {
        0
    } else if is_at(1, |word, of_tag| singular_of(word) == singular_of(of_tag)) {
        1
    } else {
        return method.to_owned();
    };
    let left = [&words[..at], &words[at + tag.len()..]].concat();
    let is_whole = left.last().is_some_and(|last| !OPEN.contains(last));
    let name = left.join("_");
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && !is_keyword(&name);
    if is_whole && is_name {
        name
    } else {
        method.to_owned()
    }
}

fn singular_of(word: &str) -> String {
    snake(&singular(word))
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn the_words_of_the_tag_are_not_said_again() {
        for (method, tag, wanted) in [
            ("issues_list_for_repo", "issues", "list_for_repo"),
            ("list_invites", "invites", "list"),
            ("find_pets_by_status", "pet", "find_by_status"),
            ("create_chat_completion", "chat", "create_completion"),
            ("list_audit_logs", "audit_logs", "list"),
            (
                "list_apps_v1_namespaced_deployment",
                "apps_v1",
                "list_namespaced_deployment",
            ),
            ("add_user_to_group", "users", "add_to_group"),
        ] {
            assert_eq!(short(method, tag), wanted, "{method} of {tag}");
        }
    }

    #[test]
    fn what_is_left_is_a_name_by_itself() {
        for (method, tag) in [
            // A verb, and no invite.
            ("invite_user", "invites"),
            // Whose invites they are would be lost.
            ("list_project_invites", "invites"),
            ("pets", "pets"),
            ("move_pets", "pets"),
            ("pets_2", "pets"),
            ("add_user_to", "user"),
            ("get_things", "other"),
        ] {
            assert_eq!(short(method, tag), method, "{method} of {tag}");
        }
    }
}
