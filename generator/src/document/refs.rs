//! `$ref` to the node of its target.

use std::sync::Arc;

use crate::nearest::nearest;
use crate::pointer::Pointer;
use crate::report::{Code, Diagnostic, Place, Report, Severity};

use super::node::Node;

/// How many references may stand one behind the other.
const MAX_JUMPS: usize = 64;

/// Why a `$ref` leads to nothing.
#[derive(Debug)]
pub struct Broken<'d> {
    code: Code,
    place: Pointer,
    message: String,
    help: Option<&'static str>,
    /// Where the first step that is not there was looked for, with the steps from there.
    missing: Option<(Node<'d>, Vec<Arc<str>>)>,
}

impl Broken<'_> {
    /// What to say of it, with what was likely meant.
    #[must_use]
    pub fn diagnostic(self, report: &mut Report) -> Diagnostic {
        let meant = self.missing.and_then(|(at, way)| {
            let look = || meant(&at, &way).map(|found| format!("did you mean `#{found}`?"));
            report.proposal(&self.place, look)
        });
        Diagnostic {
            severity: Severity::Error,
            code: self.code,
            place: Place::Value(self.place),
            message: self.message,
            help: meant.or_else(|| self.help.map(str::to_owned)),
        }
    }
}

impl<'d> Node<'d> {
    /// This value, or what its `$ref` leads to in the end.
    ///
    /// # Errors
    ///
    /// The reason where the `$ref` leads nowhere or back to itself.
    pub fn resolve(&self) -> Result<Self, Broken<'d>> {
        let mut at = self.clone();
        let mut seen = vec![at.tree()];
        while let Some(reference) = at.reference() {
            let next = at.follow(reference)?;
            let reference = self.reference().unwrap_or_default();
            if seen.iter().any(|tree| std::ptr::eq(*tree, next.tree())) {
                return Err(circle(self, reference));
            }
            if seen.len() > MAX_JUMPS {
                return Err(too_long(self, reference));
            }
            seen.push(next.tree());
            at = next;
        }
        Ok(at)
    }

    /// The value of a local reference (`#/components/schemas/Pet`), not followed further.
    ///
    /// Where the reference leads through another one, that one is followed.
    ///
    /// # Errors
    ///
    /// The reason where the reference leads nowhere.
    pub fn follow(&self, reference: &str) -> Result<Self, Broken<'d>> {
        let root = self.document().root();
        let target = local(self, reference)?;
        if let Some(tree) = root.tree().at(&target) {
            return Ok(Node::new(self.document(), target, tree));
        }
        let mut way: Vec<Arc<str>> = target.steps().iter().rev().cloned().collect();
        let mut at = root.clone();
        let mut jumps = 0;
        while let Some(step) = way.pop() {
            if let Some(tree) = at.tree().step(&step) {
                at = Node::new(at.document(), at.place().join(&step), tree);
                continue;
            }
            let Some(further) = at.reference() else {
                way.push(step);
                return Err(missing(self, reference, &at, way));
            };
            jumps += 1;
            if jumps > MAX_JUMPS {
                return Err(circle(self, reference));
            }
            way.push(step);
            way.extend(local(&at, further)?.steps().iter().rev().cloned());
            at = root.clone();
        }
        Ok(at)
    }
}

/// The pointer of a reference inside the document.
fn local<'d>(node: &Node<'d>, reference: &str) -> Result<Pointer, Broken<'d>> {
    // Nothing leads to the document that it stands in (RFC 3986, section 4.4).
    let reference = if reference.is_empty() { "#" } else { reference };
    if !reference.starts_with('#') {
        let message = format!(
            "the reference `{reference}` leads to another file, which could not be brought in"
        );
        return Err(Broken {
            code: Code::File,
            ..wrong(node, message, None)
        });
    }
    let said = |what: &str| {
        let message = format!("the reference `{reference}` {what}");
        wrong(
            node,
            message,
            Some("write it like `#/components/schemas/Name`"),
        )
    };
    let pointer = Pointer::parse(reference).ok_or_else(|| said("is no pointer"))?;
    if pointer.steps().is_empty() {
        return Err(said("leads to the whole document"));
    }
    Ok(pointer)
}

fn too_long<'d>(node: &Node<'d>, reference: &str) -> Broken<'d> {
    wrong(
        node,
        format!("the reference `{reference}` leads through more than {MAX_JUMPS} others"),
        Some("refer to the end of the chain"),
    )
}

fn circle<'d>(node: &Node<'d>, reference: &str) -> Broken<'d> {
    wrong(
        node,
        format!("the reference `{reference}` leads back to itself"),
        Some("give one of the references in the circle a definition"),
    )
}

/// `way` holds the steps that are left, the next one last.
fn missing<'d>(
    node: &Node<'d>,
    reference: &str,
    at: &Node<'d>,
    mut way: Vec<Arc<str>>,
) -> Broken<'d> {
    way.reverse();
    let message = format!("the reference `{reference}` leads nowhere");
    Broken {
        missing: Some((at.clone(), way)),
        ..wrong(node, message, None)
    }
}

fn wrong<'d>(node: &Node<'d>, message: String, help: Option<&'static str>) -> Broken<'d> {
    let place = match node.reference() {
        Some(_) => node.place().join("$ref"),
        None => node.place().clone(),
    };
    Broken {
        code: Code::Reference,
        place,
        message,
        help,
        missing: None,
    }
}

/// What was likely meant by steps of which the first is not in `at`: a name that is alike, or the same name among the
/// components of another kind.
fn meant(at: &Node<'_>, way: &[Arc<str>]) -> Option<Pointer> {
    let (step, rest) = way.split_first()?;
    let keys = at.tree().as_map().into_iter().flatten();
    if let Some(key) = nearest(step, keys.map(|(key, _)| key.as_str())) {
        let found = at.place().join(key).append(rest);
        let root = at.document().root();
        return root.tree().at(&found).is_some().then_some(found);
    }
    let name = way.last()?;
    let components = at.document().root().get("components")?;
    let mut sections = components.entries();
    let named = sections.find_map(|(_, section)| section.get(name));
    named.map(|node| node.place().clone())
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, parse};
    use crate::report::{Code, Diagnostic, Report};
    use crate::source::Source;

    fn document(text: &str) -> Document {
        let mut report = Report::default();
        let tree = parse(&Source::new("api.yaml", text), &mut report);
        Document::new(tree.expect("the text is YAML"))
    }

    /// The place that the reference under `start` resolves to.
    fn resolve(text: &str) -> Result<String, Diagnostic> {
        let document = document(text);
        let start = document.root().get("start").expect("there is a start");
        let end = start.resolve().map(|node| node.place().to_string());
        end.map_err(|broken| broken.diagnostic(&mut Report::default()))
    }

    #[test]
    fn a_chain_is_followed_to_its_end() {
        let text = "{start: {$ref: '#/a'}, a: {$ref: '#/b/0'}, b: [{type: string}]}";
        assert_eq!(resolve(text).as_deref(), Ok("/b/0"));
        assert_eq!(resolve("{start: {type: string}}").as_deref(), Ok("/start"));
    }

    #[test]
    fn the_whole_document_is_nothing_to_refer_to() {
        let message = "the reference `#` leads to the whole document";
        for text in ["{start: {$ref: '#'}}", "{start: {$ref: ''}}"] {
            let told = resolve(text).map_err(|told| told.message);
            assert_eq!(told, Err(message.to_owned()), "{text}");
        }
    }

    #[test]
    fn escapes_are_undone() {
        let text = "{start: {$ref: '#/paths/~1a~1%7Bid%7D'}, paths: {'/a/{id}': {}}}";
        assert_eq!(resolve(text).as_deref(), Ok("/paths/~1a~1{id}"));
    }

    #[test]
    fn a_reference_through_another_one_is_followed_step_by_step() {
        let text =
            "{start: {$ref: '#/a/properties/x'}, a: {$ref: '#/b'}, b: {properties: {x: {}}}}";
        assert_eq!(resolve(text).as_deref(), Ok("/b/properties/x"));
    }

    #[test]
    fn circles_are_told() {
        for text in [
            "{start: {$ref: '#/start'}}",
            "{start: {$ref: '#/a'}, a: {$ref: '#/b'}, b: {$ref: '#/a'}}",
            "{start: {$ref: '#/start/x'}}",
            "{start: {$ref: '#/a/b'}, a: {$ref: '#/a/b'}}",
        ] {
            let error = resolve(text).expect_err(text);
            assert_eq!(error.code, Code::Reference);
            assert!(
                error.message.contains("back to itself"),
                "{}",
                error.message
            );
        }
    }

    #[test]
    fn a_long_chain_ends_without_a_deep_stack() {
        let links: Vec<_> = (0..5_000)
            .map(|i| format!("a{i}: {{$ref: '#/a{}'}}", i + 1))
            .collect();
        let text = format!("start: {{$ref: '#/a0'}}\n{}\n", links.join("\n"));
        let error = resolve(&text).expect_err("the chain is too long");
        assert!(
            error.message.contains("more than 64 others"),
            "{}",
            error.message
        );
    }

    #[test]
    fn what_leads_nowhere_names_what_was_likely_meant() {
        let text = |reference: &str| {
            format!(
                "{{start: {{$ref: '{reference}'}}, components: {{schemas: {{Invite: {{}}, Project: {{}}}}}}}}"
            )
        };
        let help = |reference| resolve(&text(reference)).expect_err(reference).help;
        let invite = Some("did you mean `#/components/schemas/Invite`?".to_owned());
        assert_eq!(help("#/components/schemas/Invit"), invite);
        assert_eq!(help("#/components/schemas/invite"), invite);
        assert_eq!(help("#/components/schema/Invite"), invite);
        assert_eq!(help("#/definitions/Invite"), invite);
        assert_eq!(help("#/components/schemas/Organization"), None);
        let error = resolve(&text("other.yaml#/a")).expect_err("not local");
        assert_eq!(error.code, Code::File);
        assert!(help("Invite").is_none());
        assert!(help("#Invite").is_some());
    }
}
