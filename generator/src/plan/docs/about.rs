//! What is said of a thing of which the description says nothing: where it is used, or what its type is.

use crate::ir::{Docs, Origin, Role, Step, Type, TypeId};
use crate::rust::Doc;

use super::limits;
use crate::plan::docs;
use crate::plan::types::Types;

/// Which kind of item the sentence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::plan) enum Of {
    /// An object.
    Object,
    /// A list of values.
    Values,
    /// A choice of types.
    Choice,
    /// Another name for a type.
    Name,
}

/// The documentation of a type, or a sentence about where it is used; nothing where it is declared without words.
pub(in crate::plan) fn a_type(types: &Types<'_>, id: TypeId, of: Of) -> Doc {
    let def = types.def(id);
    match (docs::is_empty(&def.docs), place(types, id)) {
        (true, Some(place)) if of == Of::Values => {
            docs::linked(&format!("The values that {place} may have."))
        }
        (true, Some(place)) if of == Of::Choice => {
            docs::linked(&format!("The types that {place} may have."))
        }
        (true, Some(place)) if place.starts_with(['`', '[']) => {
            docs::linked(&format!("The value of {place}."))
        }
        (true, Some(place)) => docs::linked(&capitalized(&format!("{place}."))),
        (_, _) => docs::told(&def.docs, &limits::of_type(def)),
    }
}

/// The documentation of a field, a parameter or a part: its own or that of its type in a sentence, and its limits.
pub(in crate::plan) fn a_use(
    types: &Types<'_>,
    own: &Docs,
    ty: &Type,
    limits: Option<String>,
) -> Doc {
    let said = match inner(ty) {
        Type::Ref(id) if docs::is_empty(own) => docs::first_sentence(&types.def(*id).docs),
        _ => None,
    };
    let below: Vec<String> = said.into_iter().chain(limits).collect();
    docs::told(own, &below)
}

/// The type without the word that it may be `null`.
fn inner(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => inner,
        ty => ty,
    }
}

/// Where a type without a name of its own is used, in words that go on after "that": "an item of `projects` in ..".
fn place(types: &Types<'_>, id: TypeId) -> Option<String> {
    let mut steps: Vec<Step> = Vec::new();
    let mut at = id;
    // An owner that gets no item of its own is only a step on the way to the one around it.
    for _ in 0..types.api.types.len() {
        match &types.def(at).origin {
            Origin::Declared(_) => return None,
            Origin::Operation {
                operation, role, ..
            } => {
                let steps = [role.steps(), &steps].concat();
                return Some(in_words(&steps, |outer| in_operation(operation, outer)));
            }
            Origin::Inline { owner, role, .. } => {
                steps = [role.steps(), &steps].concat();
                if !types.is_dissolved(*owner) {
                    // Both are in the same file, so that the link holds.
                    let link = format!("[`{}`]", types.names[owner.index()].bare());
                    let member = types.is_union(*owner);
                    return Some(in_words(&steps, |outer| match outer {
                        [] => link.clone(),
                        _ if member => format!("one of the types of {link}"),
                        outer => format!("{} in {link}", code(outer)),
                    }));
                }
                at = *owner;
            }
        }
    }
    None
}

/// What the parts of an operation are called.
fn in_operation(operation: &str, steps: &[Step]) -> String {
    let id = docs::code(operation);
    match steps {
        [Step::ErrorBody] if operation.is_empty() => "the body of an error".to_owned(),
        [_, ..] if operation.is_empty() => code(steps),
        [Step::Body] => format!("the body of {id}"),
        [] | [Step::Response] => format!("the response to {id}"),
        [Step::Status(_)] => format!("the response {} to {id}", code(steps)),
        _ => format!("{} of {id}", code(steps)),
    }
}

fn code(steps: &[Step]) -> String {
    docs::code(&steps.iter().cloned().collect::<Role>().to_string())
}

/// Steps in words, from the innermost: the items of `projects` are an item of what `name` says of `projects`.
fn in_words(steps: &[Step], name: impl Fn(&[Step]) -> String) -> String {
    // One step is enough to say where it is; `x/item/item` is an item of what `x/item` names.
    match steps {
        [outer @ .., Step::Item] => format!("an item of {}", name(outer)),
        [outer @ .., Step::Value] => format!("a value of {}", name(outer)),
        steps => name(steps),
    }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
