//! The example of a generated crate: one real call, which the compiler checks wherever it is printed.

use crate::rust::{
    Argument, Convert, Crate, Module, Output, Paging, Request, Scheme, SchemeKind, Ty,
};

/// The call that shows best how the crate is used: one that needs little and reads something.
pub(super) fn request(krate: &Crate) -> Option<&Request> {
    let simple = |request: &&Request| !request.deprecated && request.args.iter().all(is_simple);
    let requests = krate.modules.iter().flat_map(requests).filter(simple);
    requests.min_by_key(|request| (request.http_method != *"GET", request.args.len()))
}

/// The first operation that goes over several pages, and takes nothing that an example could not make up.
pub(super) fn paged(krate: &Crate) -> Option<(&Request, &Paging)> {
    let requests = krate.modules.iter().flat_map(requests);
    requests
        .filter(|request| !request.deprecated && request.args.iter().all(is_simple))
        .find_map(|request| Some((request, request.paging.as_ref()?)))
}

fn requests(module: &Module) -> &[Request] {
    &module.requests
}

fn is_simple(argument: &Argument) -> bool {
    value(argument).is_some()
}

fn value(argument: &Argument) -> Option<String> {
    match (&argument.ty, argument.convert) {
        (Ty::String, Convert::Into) => Some(format!("\"{}\"", argument.name.bare())),
        (Ty::I32 | Ty::I64 | Ty::U64, Convert::Plain) => Some("1".to_owned()),
        (Ty::Bool, Convert::Plain) => Some("true".to_owned()),
        _ => None,
    }
}

/// `client.method(arguments)`.
pub(super) fn call(request: &Request) -> String {
    let values: Vec<String> = request.args.iter().filter_map(value).collect();
    format!("client.{}({})", request.method, values.join(", "))
}

/// The expression that makes a client, without what its server or its credentials would need to be known.
pub(super) fn client(krate: &Crate) -> String {
    let from_env = krate.api.schemes.iter().any(|scheme| scheme.env.is_some());
    let known = krate.api.server.as_ref();
    let known = known.is_some_and(|server| server.absolute);
    if from_env && known {
        return "Client::from_env()?".to_owned();
    }
    let mut text = String::from("Client::builder()");
    if !known {
        let url = krate.api.example_url.literal().to_string();
        text.extend([".base_url(", &url, ")"]);
    }
    if from_env {
        text += ".credentials_from_env()";
    } else if let Some(scheme) = scheme(krate) {
        text += &credential(scheme);
    }
    text + ".build()?"
}

fn scheme(krate: &Crate) -> Option<&Scheme> {
    let mut schemes = krate.api.schemes.iter();
    schemes.find(|scheme| scheme.kind != SchemeKind::MutualTls)
}

/// The call of the builder that sets a credential.
pub(super) fn credential(scheme: &Scheme) -> String {
    if scheme.kind == SchemeKind::Basic {
        format!(".{}(\"user\", \"password\")", scheme.method)
    } else {
        format!(".{}(\"secret\")", scheme.method)
    }
}

/// The lines of the example of the whole crate.
pub(super) fn lines(krate: &Crate) -> Vec<String> {
    let Some(request) = request(krate) else {
        let mut lines = begin(krate);
        lines.push("println!(\"{client:?}\");".to_owned());
        return lines;
    };
    of(krate, request)
}

/// The lines of the example of an operation.
pub(super) fn of(krate: &Crate, request: &Request) -> Vec<String> {
    let mut lines = begin(krate);
    let call = call(request);
    if matches!(request.output, Output::One(Ty::Unit, _)) {
        lines.push(format!("{call}.send().await?;"));
    } else {
        lines.push(format!("let answer = {call}.send().await?;"));
        lines.push("println!(\"{answer:?}\");".to_owned());
    }
    lines
}

fn begin(krate: &Crate) -> Vec<String> {
    vec![
        format!("use {}::Client;", krate.package.lib),
        String::new(),
        format!("let client = {};", client(krate)),
    ]
}
