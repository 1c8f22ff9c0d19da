//! What a type that is written in place may be called: the thing around it, and what it is there.

use crate::ir::{Api, Origin, Role, Status, Step, TypeKind};

use super::{pascal, pascal_words, singular, status, type_name};
use crate::plan::types::members::Members;

/// A name longer than this leaves out what stands outermost.
const LONG: usize = 60;

/// Where a type stands: the name of what is outermost, then the words for each step inside.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    steps: Vec<String>,
}

impl Place {
    /// The place of what is in nothing else.
    pub(super) fn of(name: &str) -> Self {
        Self {
            steps: vec![name.to_owned()],
        }
    }

    /// The words of the innermost step.
    pub(super) fn last(&self) -> String {
        self.steps.last().cloned().unwrap_or_default()
    }

    /// The name: all steps, or where these are too long as many of the inner ones as are not. One step alone tells too
    /// little, so that of the last two the words of the outer one are left out one by one.
    pub(super) fn name(&self) -> String {
        let mut steps = &self.steps[..];
        while let [_, inner @ ..] = steps
            && inner.len() > 1
            && steps.concat().len() > LONG
        {
            steps = inner;
        }
        let name = match steps {
            [outer, last] => pascal_words::last(outer, LONG.saturating_sub(last.len())) + last,
            steps => steps.concat(),
        };
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            format!("Type{name}")
        } else {
            name
        }
    }

    /// The same place, of a type that had to get another name than that.
    pub(super) fn called(self, name: &str) -> Self {
        if self.name() == name {
            self
        } else {
            Self::of(name)
        }
    }

    /// A place inside. Words that the name ends with are not said again; none where nothing else is left.
    fn inside(&self, words: &str) -> Option<Self> {
        let added = pascal_words::added(&self.steps.concat(), &joined(words))?;
        Some(self.step(added))
    }

    /// A place inside, with all its words.
    fn whole(&self, words: &str) -> Self {
        self.step(joined(words))
    }

    fn step(&self, step: String) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self { steps }
    }

    /// Where the name leaves something out, those that leave out other steps.
    fn others(&self) -> Vec<Self> {
        let [first, .., last] = &self.steps[..] else {
            return Vec::new();
        };
        if self.steps.concat().len() <= LONG {
            return Vec::new();
        }
        let ends = Self {
            steps: vec![first.clone(), last.clone()],
        };
        let fits = ends.steps.concat().len() <= LONG;
        fits.then_some(ends).into_iter().collect()
    }
}

/// Names for a type without one of its own, the best first.
pub(super) fn wishes(
    api: &Api,
    members: &mut Members<'_>,
    owner: Option<&Place>,
    id: usize,
) -> Vec<Place> {
    let (owner, role, title) = match &api.types[id].origin {
        Origin::Declared(key) => return vec![Place::of(&type_name(key))],
        Origin::Inline { role, title, .. } => {
            let owner = owner.cloned().unwrap_or_else(|| Place::of("Api"));
            (owner, role, title.as_deref())
        }
        Origin::Operation {
            operation,
            role,
            title,
        } => {
            if operation.is_empty() {
                return shared(api, id, role);
            }
            (Place::of(&pascal(operation)), role, title.as_deref())
        }
    };
    let title = title.map(|title| short(title, &owner));
    let kind = kind_word(&api.types[id].kind);
    let mut words = Vec::new();
    if let [Step::Member(None), within @ ..] = role.steps() {
        // The role says only that it is one of several, so what tells it from the others goes first.
        let inside = |word: &str| said([word.to_owned()].into(), within);
        let telling = members.telling(id);
        words.extend(title.into_iter().chain(telling).map(|word| inside(&word)));
        words.extend((!within.is_empty()).then(|| said(Vec::new(), within)));
        words.extend(in_few_words(api, id).map(|word| inside(&word)));
        words.extend(members.telling_inside(id).map(|word| inside(&word)));
        words.push(inside(kind));
        words.extend(members.property(id).map(|word| inside(&word)));
        words.push(inside("alternative"));
    } else {
        let role = said(Vec::new(), role.steps());
        let further = title.iter().cloned().chain(members.telling(id));
        let further = further.filter(|word| joined(word) != joined(&role));
        let further: Vec<String> = further.map(|word| format!("{role} {word}")).collect();
        words.push(role.clone());
        words.extend(title);
        words.extend(further);
        words.push(format!("{role} inline"));
        words.push(format!("{role} {kind}"));
    }
    let mut wishes: Vec<Place> = Vec::new();
    // What only says again what it stands in is told from that by its kind.
    let again = owner.inside(&words[0]).is_none();
    wishes.extend(again.then(|| owner.whole(kind)));
    wishes.extend(words.iter().filter_map(|words| owner.inside(words)));
    wishes.extend(words.iter().map(|words| owner.whole(words)));
    let shorter: Vec<Place> = wishes.iter().flat_map(Place::others).collect();
    wishes.extend(shorter);
    wishes
}

/// Names for the type of a component that operations share, which is named after the component.
fn shared(api: &Api, id: usize, role: &Role) -> Vec<Place> {
    let steps = api.types[id].place.steps();
    let kind = match steps.get(1).map(|step| &**step) {
        Some("parameters") => "parameter",
        Some("responses") => "response",
        Some("requestBodies") => "body",
        Some("headers") => "header",
        _ => "inline",
    };
    let name = said(Vec::new(), role.steps());
    let words = match role.steps() {
        [Step::Named(key), within @ ..] if kind == "response" => {
            status::in_words(key).map(|words| said(vec![words], within))
        }
        _ => None,
    };
    let best = words.unwrap_or_else(|| name.clone());
    let further = format!("{best} {kind}");
    let wishes = [best, further, name].map(|words| Place::of(&type_name(&words)));
    wishes.to_vec()
}

/// How many words of a description are a name.
const FEW: usize = 3;

/// What is said of a type, where that is so short that it is a name.
fn in_few_words(api: &Api, id: usize) -> Option<String> {
    let text = api.types[id].docs.description.as_deref()?.trim();
    let is_name = text.starts_with(char::is_alphabetic) && text.split_whitespace().count() <= FEW;
    is_name.then(|| text.to_owned())
}

/// A title without the words that the name around it has already.
fn short(title: &str, owner: &Place) -> String {
    let own = type_name(title);
    let rest = owner
        .steps
        .last()
        .and_then(|last| pascal_words::without(&own, last));
    rest.or_else(|| pascal_words::without(&own, &owner.steps.concat()))
        .unwrap_or(own)
}

fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Object(_) => "details",
        TypeKind::Enum(_) => "kind",
        TypeKind::Union(_) => "choice",
        TypeKind::Alias(_) => "alias",
    }
}

/// Words as they stand behind others.
fn joined(words: &str) -> String {
    let words = type_name(&format!("x {words}"));
    words.strip_prefix('X').unwrap_or(&words).to_owned()
}

/// Words, and those of further steps: one of many goes by the singular, where there is one, and a status by its name.
fn said(mut words: Vec<String>, steps: &[Step]) -> String {
    for step in steps {
        let word = match step {
            Step::Item | Step::Value => match words.last_mut() {
                Some(last) if singular(last) != *last => {
                    *last = singular(last);
                    continue;
                }
                _ => step.to_string(),
            },
            Step::Status(Status::Default) => "error".to_owned(),
            Step::Status(_) => {
                let written = step.to_string();
                status::written(&written).map_or(written, str::to_owned)
            }
            _ => step.to_string(),
        };
        words.push(word);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Place, Status, Step, joined, said};

    #[test]
    fn roles_name_one_of_many() {
        let named = |name: &str| Step::Named(name.to_owned());
        let words = |steps: &[Step]| said(Vec::new(), steps);
        assert_eq!(words(&[named("projects"), Step::Item]), "project");
        assert_eq!(words(&[named("data"), Step::Item]), "data item");
        assert_eq!(words(&[Step::Item]), "item");
        assert_eq!(words(&[Step::Status(Status::Code(404))]), "NotFound");
    }

    #[test]
    fn a_property_may_have_the_name_of_another_role() {
        for name in [
            "item", "value", "404", "default", "option", "body", "a/item",
        ] {
            let steps = [
                Step::Named("projects".to_owned()),
                Step::Named(name.to_owned()),
            ];
            assert_eq!(said(Vec::new(), &steps), format!("projects {name}"));
        }
    }

    #[test]
    fn words_stand_behind_others() {
        assert_eq!(joined("project"), "Project");
        assert_eq!(joined("3d"), "3d");
    }

    #[test]
    fn long_names_leave_out_what_is_outermost() {
        let mut place = Place::of("PostCustomersCustomerSubscriptions");
        for step in ["body", "payment settings", "payment method", "card"] {
            place = place.whole(step);
        }
        assert_eq!(place.name(), "BodyPaymentSettingsPaymentMethodCard");
        let long = "Long".repeat(20);
        assert_eq!(Place::of(&long).name(), long);
        let inside = Place::of(&long).whole("status");
        assert_eq!(inside.name(), "Long".repeat(13) + "Status");
    }
}
