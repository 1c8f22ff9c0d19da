//! The example of a generated crate: one real call, which the compiler checks wherever it is printed.

use super::expression::{self, Names};
use super::uses::declaration;
use crate::rust::{
    Argument, Convert, Crate, Example, Expr, Method, Module, Output, Paging, Request, Responder,
    Scheme, SchemeKind, Ty,
};

/// The call that shows best how the crate is used: one that needs little and reads something.
pub(super) fn request(krate: &Crate) -> Option<&Request> {
    let simple = |request: &&Request| !request.deprecated && request.args.iter().all(is_simple);
    let mut all = krate.modules.iter().flat_map(requests);
    if let Some(chosen) = all.clone().find(|request| request.is_first_example) {
        return Some(chosen);
    }
    let requests = all.by_ref().filter(simple);
    requests.min_by_key(|request| (request.http_method != Method::Get, request.args.len()))
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
    let mut text = builder(krate);
    if from_env {
        text += ".credentials_from_env()";
    } else if let Some(scheme) = scheme(krate) {
        text += &credential(scheme);
    }
    text + ".build()?"
}

/// The expression that makes a builder, with a server where the description names none.
pub(super) fn builder(krate: &Crate) -> String {
    let known = krate.api.server.as_ref();
    if known.is_some_and(|server| server.absolute) {
        return "Client::builder()".to_owned();
    }
    let url = krate.api.example_url.literal();
    format!("Client::builder().base_url({url})")
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

/// The lines of the example of an operation, with its pages where it has some.
pub(super) fn whole(krate: &Crate, request: &Request) -> Vec<String> {
    let mut lines = uses(krate, request, true);
    lines.push(String::new());
    lines.push(format!("let client = {};", client(krate)));
    lines.extend(body(request));
    lines
}

/// The lines of the example as they stand in the documentation of the method: without the client, and compiled.
pub(super) fn documented(krate: &Crate, request: &Request) -> Vec<String> {
    if request.reference.example.is_none() {
        return Vec::new();
    }
    let lib = &krate.package.lib;
    let mut lines = vec![
        String::new(),
        "```no_run".to_owned(),
        format!(
            "# async fn example(client: {lib}::Client) -> Result<(), Box<dyn std::error::Error>> {{"
        ),
    ];
    let uses = uses(krate, request, false);
    if !uses.is_empty() {
        lines.extend(uses);
        lines.push(String::new());
    }
    lines.extend(body(request));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The same without its pages.
fn of(krate: &Crate, request: &Request) -> Vec<String> {
    let mut lines = uses(krate, request, true);
    lines.push(String::new());
    lines.push(format!("let client = {};", client(krate)));
    lines.extend(call_of(request));
    lines
}

/// The declarations that an example needs, with that of the client where it makes one.
pub(super) fn uses(krate: &Crate, request: &Request, with_client: bool) -> Vec<String> {
    let mut names = Names::default();
    if with_client {
        names.root.push("Client".to_owned());
    }
    for expr in request.reference.example.iter().flat_map(exprs) {
        names.add(expr);
    }
    let lib = krate.package.lib.as_str();
    let mut text = String::new();
    for (path, names) in [
        (lib.to_owned(), &names.root),
        (format!("{lib}::types"), &names.types),
    ] {
        if !names.is_empty() {
            text += &declaration("use", &path, names);
        }
    }
    if names.json {
        text += "use serde_json::json;\n";
    }
    text.lines().map(str::to_owned).collect()
}

fn exprs(example: &Example) -> impl Iterator<Item = &Expr> {
    let setters = example.setters.iter().map(|(_, value)| value);
    example.args.iter().chain(setters)
}

/// The lines behind the client: the call, what is done with what comes of it, and the same over all pages.
pub(super) fn body(request: &Request) -> Vec<String> {
    let mut lines = call_of(request);
    if request.paging.is_some() {
        let mut text = statement("let mut items = ", request, &[".items()"]);
        text +=
            "\nwhile let Some(item) = items.try_next().await? {\n    println!(\"{item:?}\");\n}";
        lines.extend(["", "// Or all items of all pages:"].map(str::to_owned));
        lines.extend(text.lines().map(str::to_owned));
    }
    lines
}

/// A statement that begins a call and ends it in some way.
fn statement(before: &str, request: &Request, after: &[&str]) -> String {
    let (args, setters): (&[Expr], &[_]) = match &request.reference.example {
        Some(example) => (&example.args, &example.setters),
        None => (&[], &[]),
    };
    expression::call(before, &request.method, args, setters, after) + ";"
}

fn call_of(request: &Request) -> Vec<String> {
    let send = [".await?"];
    let text = match &request.output {
        Output::One(Ty::Unit, _) => statement("", request, &send),
        Output::One(
            _,
            Responder::Events
            | Responder::EventsByKind
            | Responder::JsonLines
            | Responder::JsonTexts,
        ) => {
            statement("let mut stream = ", request, &send)
                + "\nwhile let Some(item) = stream.try_next().await? {\n    println!(\"{item:?}\");\n}"
        }
        _ => statement("let response = ", request, &send) + "\nprintln!(\"{response:?}\");",
    };
    text.lines().map(str::to_owned).collect()
}

fn begin(krate: &Crate) -> Vec<String> {
    vec![
        format!("use {}::Client;", krate.package.lib),
        String::new(),
        format!("let client = {};", client(krate)),
    ]
}
