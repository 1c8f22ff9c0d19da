//! Typed errors: one variant for each described error body, and which statuses of an operation have it.

use crate::ir::{Operation, Status};
use crate::rust::{ErrorBody, ErrorVariant, Ident, Responder, StatusPattern, Ty};

use super::names::{Scope, snake};
use super::types::Types;
use super::{outputs, requests, reserved, scalars};

/// The error bodies that have been met so far.
pub(super) struct Errors {
    body: ErrorBody,
    names: Scope,
    readers: Scope,
    /// The reader of what no operation describes.
    other: Option<Ident>,
}

impl Errors {
    /// Nothing but the body that the whole API has.
    pub(super) fn new(types: &Types<'_>) -> Self {
        let mut errors = Self {
            body: ErrorBody::default(),
            names: Scope::new(["Unknown"]),
            readers: Scope::new(["clone", "clone_from", "eq", "fmt", "from", "ne"]),
            other: None,
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
        let successes = outputs::successes(operation);
        let mut found = Vec::new();
        for answer in &operation.responses {
            let success = successes
                .iter()
                .any(|success| success.status == answer.status);
            let fails = match answer.status {
                Status::Code(code) => code >= 400,
                Status::Range(digit) => digit >= 4,
                Status::Default => true,
            };
            let content = outputs::choose(&answer.contents).filter(|_| fails && !success);
            let Some(content) = content else { continue };
            let (ty, responder) = outputs::shape(types, content);
            if matches!(responder, Responder::Json | Responder::Text) {
                let bare = match ty {
                    Ty::Option(inner) => *inner,
                    ty => ty,
                };
                let reader = self.reader(bare, responder);
                found.push((outputs::pattern(answer.status), reader));
            }
        }
        let has_default = found
            .iter()
            .any(|(status, _)| *status == StatusPattern::Default);
        let default_is_success = successes
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

    /// What has been gathered; a type that is called like the enum itself is written with its module.
    pub(super) fn finish(mut self) -> ErrorBody {
        let taken = Scope::new(reserved::RUNTIME.iter().copied());
        for variant in &mut self.body.variants {
            requests::qualify(&mut variant.ty, &taken);
        }
        self.body
    }

    /// The reader of a body, made where there is none yet.
    fn reader(&mut self, ty: Ty, responder: Responder) -> Ident {
        let known = self
            .body
            .variants
            .iter()
            .find(|variant| variant.ty == ty && variant.responder == responder);
        if let Some(variant) = known {
            return variant.reader.clone();
        }
        let name = variant_name(&ty, responder);
        let name = self.names.claim(&[name.clone(), format!("{name}Body")]);
        let reader = self.readers.claim(&[snake(name.bare())]);
        self.body.variants.push(ErrorVariant {
            name,
            reader: reader.clone(),
            ty,
            responder,
        });
        reader
    }
}

fn variant_name(ty: &Ty, responder: Responder) -> String {
    match (ty, responder) {
        (_, Responder::Text) | (Ty::String, _) => "Text".to_owned(),
        (Ty::Named(name) | Ty::Qualified(name), _) => name.bare().to_owned(),
        (Ty::Vec(item), _) => format!("{}List", variant_name(item, responder)),
        (Ty::Map(_), _) => "Object".to_owned(),
        _ => "Json".to_owned(),
    }
}
