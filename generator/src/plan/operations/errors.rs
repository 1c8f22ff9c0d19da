//! Typed errors: one variant for each described error body, and which statuses of an operation have it.

use crate::ir::{Content, Operation, Response, Status};
use crate::rust::{ErrorBody, ErrorVariant, Ident, Responder, StatusPattern, Ty};

use super::outputs;
use crate::plan::names::reserved;
use crate::plan::names::{Scope, pascal, snake};
use crate::plan::operations;
use crate::plan::types::Types;
use crate::plan::types::scalars;

/// The error bodies that have been met so far.
pub(in crate::plan) struct Errors {
    body: ErrorBody,
    names: Scope,
    readers: Scope,
    /// The reader of what no operation describes.
    other: Option<Ident>,
    /// The names that overlays give to bodies of a type, by the responses that hold them.
    given: Vec<(Ty, String)>,
}

impl Errors {
    /// Nothing but the body that the whole API has.
    pub(in crate::plan) fn new(types: &Types<'_>) -> Self {
        let mut errors = Self {
            body: ErrorBody::default(),
            names: Scope::new(["Unknown"]),
            readers: Scope::new(["clone", "clone_from", "eq", "fmt", "from", "ne"]),
            other: None,
            given: given(types),
        };
        if let Some(ty) = &types.api.error_body {
            let reader = errors.reader(scalars::bare(types, ty), Responder::Json);
            errors.other = Some(reader);
        }
        errors
    }

    /// The typed errors of an operation, the most special status first.
    pub(super) fn of(
        &mut self,
        types: &Types<'_>,
        operation: &Operation,
    ) -> Vec<(StatusPattern, Ident)> {
        let mut found = Vec::new();
        for (answer, content) in described(operation) {
            if let Some((ty, responder)) = shape(types, content) {
                let reader = self.reader(ty, responder);
                found.push((outputs::pattern(answer.status), reader));
            }
        }
        let has_default = found
            .iter()
            .any(|(status, _)| *status == StatusPattern::Default);
        let default_is_success = outputs::successes(operation)
            .iter()
            .any(|answer| answer.status == Status::Default);
        if let Some(other) = self
            .other
            .clone()
            .filter(|_| !has_default && !default_is_success)
        {
            found.push((StatusPattern::Default, other));
        }
        found.sort_by_key(|(status, _)| *status);
        found
    }

    /// The variant that a reader makes.
    pub(in crate::plan) fn variant(&self, reader: &Ident) -> Option<Ident> {
        let mut variants = self.body.variants.iter();
        let reads =
            |variant: &&ErrorVariant| variant.readers.iter().any(|(name, _)| name == reader);
        variants.find(reads).map(|variant| variant.name.clone())
    }

    /// What has been gathered; a type that is called like the enum itself is written with its module.
    pub(in crate::plan) fn finish(mut self) -> ErrorBody {
        let taken = Scope::new(reserved::calls());
        for variant in &mut self.body.variants {
            operations::qualify(&mut variant.ty, &taken);
        }
        self.body
    }

    /// The reader of a body, made where there is none yet.
    fn reader(&mut self, ty: Ty, responder: Responder) -> Ident {
        let text = responder == Responder::Text;
        let same = |variant: &ErrorVariant| {
            let as_text = variant.readers.iter().any(|(_, r)| *r == Responder::Text);
            variant.ty == ty && as_text == text
        };
        let variants = &mut self.body.variants;
        let index = variants.iter().position(same).unwrap_or_else(|| {
            let name = variant_name(&ty, &responder);
            let given = self.given.iter().find(|(of, _)| *of == ty);
            let given = given.map(|(_, name)| pascal(name));
            let own = [name.clone(), format!("{name}Body")];
            let wishes: Vec<String> = given.into_iter().chain(own).collect();
            let name = self.names.claim(&wishes);
            let readers = Vec::new();
            variants.push(ErrorVariant { name, ty, readers });
            variants.len() - 1
        });
        let variant = &mut self.body.variants[index];
        let known = variant.readers.iter().find(|(_, how)| *how == responder);
        if let Some((reader, _)) = known {
            return reader.clone();
        }
        let name = snake(variant.name.bare());
        let own = match responder {
            Responder::Xml(_) if !variant.readers.is_empty() => format!("{name}_xml"),
            _ if !variant.readers.is_empty() => format!("{name}_json"),
            _ => name.clone(),
        };
        let reader = self.readers.claim(&[own]);
        variant.readers.push((reader.clone(), responder));
        reader
    }
}

/// What the body of an error holds, where it is read as one.
fn shape(types: &Types<'_>, content: &Content) -> Option<(Ty, Responder)> {
    let (ty, responder) = outputs::shape(types, content);
    let is_read = !matches!(
        responder,
        Responder::Bytes
            | Responder::Events
            | Responder::EventsByKind
            | Responder::JsonLines
            | Responder::JsonTexts
    );
    let bare = match ty {
        Ty::Option(inner) => *inner,
        ty => ty,
    };
    is_read.then_some((bare, responder))
}

/// The names that overlays give to responses that mean failure, by what these hold. Bodies of one type are one variant,
/// whose name is the first that is given.
fn given(types: &Types<'_>) -> Vec<(Ty, String)> {
    let operations = types.api.operations.iter();
    let responses = operations.flat_map(described);
    let given = responses.filter_map(|(answer, content)| {
        let name = answer.alias.clone()?;
        Some((shape(types, content)?.0, name))
    });
    given.collect()
}

/// The bodies that are read as errors.
pub(in crate::plan) fn read(operation: &Operation) -> impl Iterator<Item = &Content> {
    described(operation).map(|(_, content)| content)
}

/// The responses that mean failure, with the content that is read.
fn described(operation: &Operation) -> impl Iterator<Item = (&Response, &Content)> {
    let successes = outputs::successes(operation);
    let answers = operation.responses.iter().filter(move |answer| {
        let success = successes.iter().any(|known| known.status == answer.status);
        !success
            && match answer.status {
                Status::Code(code) => code >= 400,
                Status::Range(digit) => digit >= 4,
                Status::Default => true,
            }
    });
    answers.filter_map(|answer| Some((answer, outputs::choose(&answer.contents)?)))
}

fn variant_name(ty: &Ty, responder: &Responder) -> String {
    match (ty, responder) {
        (_, Responder::Text) | (Ty::String, _) => "Text".to_owned(),
        (Ty::Named(name) | Ty::Qualified(name), _) => name.bare().to_owned(),
        (Ty::Vec(item), _) => format!("{}List", variant_name(item, responder)),
        (Ty::Map(_), _) => "Object".to_owned(),
        (_, Responder::Xml(_)) => "Xml".to_owned(),
        _ => "Json".to_owned(),
    }
}
