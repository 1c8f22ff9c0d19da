//! The methods of an operation that send its body in other media types than the first.

use crate::ir::{Content, Operation};
use crate::plan::docs;
use crate::plan::names::{Scope, pascal};
use crate::plan::types::Types;
use crate::report::Report;
use crate::rust::{Declares, Ident, ParamCall, Request};

use super::{bodies, media_types, outputs, paging, params};

/// What such a method goes by.
#[derive(Debug, Clone)]
pub(super) struct Names {
    request: Ident,
    method: Ident,
}

/// The contents that are sent, that of the first method before those of the others.
fn sent(operation: &Operation) -> Vec<&Content> {
    let body = operation.body.as_ref();
    body.map_or_else(Vec::new, |body| media_types::sent(&body.contents))
}

/// The names of the methods, one for each media type: `send_report_as_multipart`.
pub(super) fn names(
    operation: &Operation,
    first: &super::Names,
    scope: &mut Scope,
    methods: &mut Scope,
) -> Vec<Names> {
    let sent = sent(operation);
    let Some((usual, others)) = sent.split_first() else {
        return Vec::new();
    };
    let named = others.iter().map(|content| {
        let words = media_types::words(content, usual).into_iter();
        let wishes = words.map(|word| format!("{}_as_{word}", first.method.bare()));
        let method = methods.claim(&wishes.collect::<Vec<_>>());
        let words = method.bare().strip_prefix(first.method.bare());
        let request = pascal(words.unwrap_or_default());
        let request = scope.claim(&[format!("{}{request}", first.request.bare())]);
        Names { request, method }
    });
    named.collect()
}

/// What the documentation of the first method says of the others.
pub(super) fn notes(operation: &Operation, others: &[Names]) -> Vec<String> {
    let sent = sent(operation);
    let (Some((first, rest)), false) = (sent.split_first(), others.is_empty()) else {
        return Vec::new();
    };
    let others = others.iter().zip(rest).map(|(names, content)| {
        let media_type = docs::code(&content.media_type);
        format!("`{}` sends {media_type}", names.method.bare())
    });
    let others: Vec<String> = others.collect();
    let first = docs::code(&first.media_type);
    vec![format!(
        "The body is sent as {first}; {}.",
        others.join(", ")
    )]
}

/// Plans the methods.
pub(super) fn plan(
    types: &Types<'_>,
    operation: &Operation,
    first: &Request,
    names: Vec<Names>,
    report: &mut Report,
) -> Vec<Request> {
    let contents = sent(operation).into_iter().skip(1).zip(names);
    contents
        .map(|(content, names)| other(types, operation, first, content, names, report))
        .collect()
}

fn other(
    types: &Types<'_>,
    operation: &Operation,
    first: &Request,
    content: &Content,
    names: Names,
    report: &mut Report,
) -> Request {
    // What there is to say of the parameters has been said of the first method.
    let mut inputs = params::plan(types, operation, &mut Report::default());
    bodies::plan_other(types, operation, content, &mut inputs, report);
    let others = outputs::others(types, operation, Some(content), &mut inputs);
    let about = format!(
        "The same as `{}`, with a body of {}.",
        first.method.bare(),
        docs::code(&content.media_type)
    );
    let paging = first
        .paging
        .as_ref()
        .and_then(|_| paging::plan(types, operation, (&first.output, Some(content)), report));
    let mut request = Request {
        docs: docs::own(&about),
        method: names.method,
        declares: Declares::Nothing,
        switch: first
            .switch
            .as_ref()
            .and(outputs::switch(operation, Some(content))),
        args: inputs.args,
        constants: inputs.constants,
        setters: inputs.setters,
        others,
        paging,
        ..first.clone()
    };
    if sets_body(first) || sets_body(&request) || first.paging != request.paging {
        request.name = names.request;
        request.declares = Declares::Struct;
    }
    request
}

/// Whether setters of the request are for its body, so that they belong to one media type.
fn sets_body(request: &Request) -> bool {
    let mut setters = request.setters.iter();
    setters.any(|setter| {
        matches!(
            setter.call,
            ParamCall::Body(_)
                | ParamCall::Part(..)
                | ParamCall::PartHeader(..)
                | ParamCall::Parts
                | ParamCall::UnnamedParts
        )
    })
}
