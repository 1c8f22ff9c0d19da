//! The names of types: declared ones first, which never move, then those of the types inside them.

use crate::ir::{Api, Origin, TypeKind};
use crate::rust::Ident;

use super::reserved;
use super::{Scope, pascal, singular, type_name};
use crate::plan::types::members::{self, Members};

/// The name of each type, by its index.
pub(in crate::plan) fn type_names(api: &Api) -> Vec<Ident> {
    let mut scope = Scope::new(reserved::types());
    let mut names: Vec<Option<Ident>> = vec![None; api.types.len()];
    for (index, wish) in declared(api) {
        let wishes = [wish.clone(), format!("{wish}Type")];
        names[index] = Some(scope.claim(&wishes));
    }
    let mut members = Members::new(api);
    for index in 0..api.types.len() {
        for id in unnamed_owners(api, &names, index) {
            let wishes = inline_wishes(api, &mut members, &names, id);
            names[id] = Some(scope.claim(&wishes));
        }
    }
    names.into_iter().flatten().collect()
}

/// The types that go by a name of the document, those first whose name needs no change.
fn declared(api: &Api) -> Vec<(usize, String)> {
    let mut found: Vec<(u8, usize, String)> = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        match (&def.alias, &def.origin) {
            (Some(alias), _) => found.push((0, index, type_name(alias))),
            (None, Origin::Declared(key)) => {
                let name = type_name(key);
                found.push((if name == *key { 1 } else { 2 }, index, name));
            }
            _ => {}
        }
    }
    found.sort_by_key(|(rank, index, _)| (*rank, *index));
    found
        .into_iter()
        .map(|(_, index, name)| (index, name))
        .collect()
}

/// The type at `index` and the types around it that have no name yet, outermost first.
fn unnamed_owners(api: &Api, names: &[Option<Ident>], index: usize) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut next = Some(index);
    while let Some(id) = next.filter(|id| names[*id].is_none() && !chain.contains(id)) {
        chain.push(id);
        next = match &api.types[id].origin {
            Origin::Inline { owner, .. } => Some(owner.index()),
            _ => None,
        };
    }
    chain.reverse();
    chain
}

/// Names for a type without one of its own: the owner's with the role, then more and more exact ones.
fn inline_wishes(
    api: &Api,
    members: &mut Members<'_>,
    names: &[Option<Ident>],
    id: usize,
) -> Vec<String> {
    let (owner, role, title) = match &api.types[id].origin {
        Origin::Declared(key) => (String::new(), key.as_str(), None),
        Origin::Inline { owner, role, title } => {
            let name = names[owner.index()].as_ref().map_or("", Ident::bare);
            (name.to_owned(), role.as_str(), title.as_deref())
        }
        Origin::Operation {
            operation,
            role,
            title,
        } => (pascal(operation), role.as_str(), title.as_deref()),
    };
    let owner = if owner.is_empty() {
        "Api".to_owned()
    } else {
        owner
    };
    let telling = members.telling(id);
    let mut roles = Vec::new();
    if members::is_bare(role) {
        // The role says only that it is one of several, so what tells it from the others goes first.
        let words = |word: &str| role_words(&role.replacen(members::BARE, word, 1));
        roles.extend(title.into_iter().chain(telling.as_deref()).map(words));
        roles.extend(role.split_once('/').map(|(_, inside)| role_words(inside)));
        roles.extend([words(kind_word(&api.types[id].kind)), words("option")]);
    } else {
        let role = role_words(role);
        let further = title.into_iter().chain(telling.as_deref());
        let further: Vec<String> = further.map(|word| format!("{role} {word}")).collect();
        roles.push(role.clone());
        roles.extend(title.map(str::to_owned));
        roles.extend(further);
        roles.push(format!("{role} inline"));
        roles.push(format!("{role} {}", kind_word(&api.types[id].kind)));
    }
    roles.iter().map(|role| joined(&owner, role)).collect()
}

fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Object(_) => "object",
        TypeKind::Enum(_) => "kind",
        TypeKind::Union(_) => "choice",
        TypeKind::Alias(_) => "alias",
    }
}

/// The owner's name, which stays as it is, with the role after it.
fn joined(owner: &str, role: &str) -> String {
    let role = type_name(&format!("x {role}"));
    format!("{owner}{}", role.strip_prefix('X').unwrap_or(&role))
}

/// The words of a role such as `projects/item`: one of many goes by the singular, where there is one.
fn role_words(role: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in role.split('/') {
        let many = matches!(word, "item" | "value");
        match words.last_mut() {
            Some(last) if many && singular(last) != *last => *last = singular(last),
            _ => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{joined, role_words};

    #[test]
    fn roles_name_one_of_many() {
        assert_eq!(role_words("projects/item"), "project");
        assert_eq!(role_words("data/item"), "data item");
        assert_eq!(role_words("item"), "item");
        assert_eq!(joined("Invite", "project"), "InviteProject");
        assert_eq!(joined("Gpt4", "3d"), "Gpt43d");
    }
}
