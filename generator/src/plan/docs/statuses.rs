//! What is said of an operation beside its description: what its statuses mean and which credentials it needs.

use crate::ir::{Json, Operation, Response};
use crate::rust::{
    Answer, Doc, Ident, Link, Needed, Outcome, Output, Reference, Repeat, Scheme, SchemeKind,
    StatusPattern, Ty,
};
use crate::text::Text;

use crate::plan::docs;
use crate::plan::operations::errors::Errors;
use crate::plan::operations::headers;
use crate::plan::operations::outputs::{self, Outputs};
use crate::plan::types::Types;

/// Gathers what is said of an operation; `readers` are those of its typed errors, by status.
pub(in crate::plan) fn plan(
    types: &Types<'_>,
    operation: &Operation,
    request: &Ident,
    read: &Outputs,
    readers: &[(StatusPattern, Ident)],
    errors: &Errors,
    schemes: &[Scheme],
) -> Reference {
    Reference {
        target: Text::from(operation.written.json_path()),
        answers: answers(types, operation, request, read, readers, errors),
        repeat: repeat(operation),
        links: operation.responses.iter().flat_map(links).collect(),
        example: None,
        credentials: operation
            .security
            .iter()
            .map(|together| {
                let found = together.iter().filter_map(|needed| {
                    let scheme = schemes.get(needed.scheme)?;
                    let is_sent = scheme.kind != SchemeKind::MutualTls;
                    Some(Needed {
                        method: is_sent.then(|| scheme.method.clone()),
                        name: scheme.name.clone(),
                        scopes: needed.scopes.iter().map(Text::from).collect(),
                    })
                });
                found.collect()
            })
            .collect(),
    }
}

/// Whether it may be sent more than once; the runtime decides alike.
fn repeat(operation: &Operation) -> Repeat {
    match &operation.idempotency_header {
        _ if operation.method.is_idempotent() => Repeat::Idempotent,
        Some(header) => Repeat::ByKey(header.into()),
        None => Repeat::Unsafe,
    }
}

/// What can be called next with values of a response.
fn links(response: &Response) -> impl Iterator<Item = Link> {
    let value = |value: &Json| match value {
        Json::String(text) => Text::from(text),
        other => Text::from(other.to_string()),
    };
    response.links.iter().map(move |link| {
        let params = link.params.iter();
        let params = params.map(|(name, given)| (Some(Text::from(name)), value(given)));
        let body = link.body.iter().map(|given| (None, value(given)));
        Link {
            status: outputs::pattern(response.status),
            operation: Text::from(&link.operation),
            docs: docs::told(&link.docs, &[]),
            values: params.chain(body).collect(),
        }
    })
}

fn answers(
    types: &Types<'_>,
    operation: &Operation,
    request: &Ident,
    read: &Outputs,
    readers: &[(StatusPattern, Ident)],
    errors: &Errors,
) -> Vec<Answer> {
    let successes = outputs::successes(operation);
    let is_read = |status: StatusPattern| read.redirects && status.is_redirect();
    let variant = |status: StatusPattern| {
        let reader = readers.iter().find(|(pattern, _)| *pattern == status);
        reader.and_then(|(_, reader)| errors.variant(reader))
    };
    let of = |answer: &Response| {
        let status = outputs::pattern(answer.status);
        let success = successes.iter().any(|known| known.status == answer.status);
        Answer {
            status,
            docs: docs::told(&answer.docs, &[]),
            outcome: if success || is_read(status) {
                Outcome::Value(type_of(&read.output, status))
            } else if let Some(any) = read.any.as_ref().filter(|_| status.is_redirect()) {
                Outcome::Redirect(request.clone(), any.send.clone())
            } else {
                Outcome::Error(variant(status))
            },
            headers: answer
                .headers
                .iter()
                .map(|header| {
                    let name = header.name.to_ascii_lowercase();
                    (Text::from(name), headers::ty(types, &header.ty))
                })
                .collect(),
        }
    };
    let mut answers: Vec<Answer> = operation.responses.iter().map(of).collect();
    let default = StatusPattern::Default;
    if let Some(variant) = variant(default)
        && answers.iter().all(|answer| answer.status != default)
    {
        answers.push(Answer {
            status: default,
            docs: Doc::default(),
            outcome: Outcome::Error(Some(variant)),
            headers: Vec::new(),
        });
    }
    answers.sort_by_key(|answer| answer.status);
    answers
}

/// What a success of this status holds.
fn type_of(output: &Output, status: StatusPattern) -> Ty {
    match output {
        Output::One(ty, _) => ty.clone(),
        Output::Several { variants, .. } => {
            let variant = variants.iter().find(|variant| variant.status == status);
            variant.map_or(Ty::Unit, |variant| variant.ty.clone())
        }
    }
}
