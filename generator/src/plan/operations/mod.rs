//! Operations as requests, a module for each tag.

pub(super) mod bodies;
pub(super) mod errors;
pub(super) mod groups;
pub(super) mod headers;
pub(super) mod media_types;
mod others;
pub(super) mod outputs;
mod paging;
pub(super) mod params;
pub(super) mod parts;

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::ir::{Api, Operation};
use crate::report::Report;
use crate::rust::{Declares, Doc, Group, Ident, Module, Outcome, Output, Request, Scheme, Ty};
use crate::text::Text;

use super::client::servers;
use super::docs;
use super::docs::statuses;
use super::names::reserved;
use super::names::{Scope, pascal, screaming, snake};
use super::types::{Types, fixed_points};
use errors::Errors;

/// The operations of one module, and what the module is about.
struct Tagged<'a> {
    docs: Doc,
    operations: Vec<&'a Operation>,
}

/// What an operation goes by.
struct Names {
    request: Ident,
    method: Ident,
    constant: Ident,
    /// What its methods for other media types of the body go by.
    others: Vec<others::Names>,
}

/// A module whose operations have their names.
struct Named<'a> {
    name: Ident,
    /// Whether it is that of a tag; else it is named after its operations' paths.
    is_tag: bool,
    docs: Doc,
    scope: Scope,
    operations: Vec<(&'a Operation, Names)>,
}

/// Plans all modules, in the order in which the document first speaks of them.
pub(super) fn plan(
    types: &Types<'_>,
    schemes: &[Scheme],
    errors: &mut Errors,
    report: &mut Report,
) -> Vec<Module> {
    let (modules, mut methods) = named(types, schemes);
    let has_groups = modules.iter().filter(|module| module.is_tag).count() > 1;
    let modules = modules.into_iter().map(|module| {
        let (name, docs) = (module.name.clone(), module.docs.clone());
        let methods = (has_groups && module.is_tag).then_some(&mut methods);
        let (requests, group) = requests(types, schemes, module, methods, errors, report);
        Module {
            name,
            docs,
            requests,
            group,
        }
    });
    modules.collect()
}

/// Gives all operations their names, and only then their methods for other media types theirs, so that these move no other;
/// with all that the client has then.
fn named<'a>(types: &Types<'a>, schemes: &[Scheme]) -> (Vec<Named<'a>>, Scope) {
    let mut modules = Scope::new(reserved::MODULES.iter().copied());
    let mut methods = Scope::new(reserved::CLIENT_METHODS.iter().copied());
    let mut out = Vec::new();
    for (key, group) in groups(types.api) {
        let name = modules.claim(&[key.clone(), format!("{key}_api")]);
        let mut scope = Scope::new(reserved::calls().chain(reserved::types()));
        let mut constants = Scope::new(schemes.iter().map(|scheme| scheme.constant.as_str()));
        let operations = group.operations.iter().map(|operation| {
            let names = names(types, operation, &mut scope, &mut methods, &mut constants);
            (*operation, names)
        });
        out.push(Named {
            name,
            is_tag: group.operations.iter().any(|one| one.tag.is_some()),
            docs: group.docs.clone(),
            operations: operations.collect(),
            scope,
        });
    }
    for module in &mut out {
        for (operation, names) in &mut module.operations {
            names.others = others::names(operation, names, &mut module.scope, &mut methods);
        }
    }
    (out, methods)
}

/// The operations by the module that they belong to.
fn groups(api: &Api) -> IndexMap<String, Tagged<'_>> {
    let mut groups: IndexMap<String, Tagged<'_>> = IndexMap::new();
    for tag in &api.tags {
        let entry = groups
            .entry(snake(tag.alias.as_ref().unwrap_or(&tag.name)))
            .or_insert_with(|| Tagged {
                docs: Doc::default(),
                operations: Vec::new(),
            });
        if entry.docs.as_str().is_empty() {
            entry.docs = docs::told(&tag.docs, &[]);
        }
    }
    for operation in &api.operations {
        let named = |name: &String| {
            let tag = api.tags.iter().find(|tag| tag.name == *name);
            tag.and_then(|tag| tag.alias.clone())
        };
        let tag = operation.tag.as_ref();
        let key = tag.map_or_else(
            || first_word(&operation.path),
            |tag| named(tag).unwrap_or_else(|| tag.clone()),
        );
        let entry = groups.entry(snake(&key)).or_insert_with(|| Tagged {
            docs: Doc::default(),
            operations: Vec::new(),
        });
        entry.operations.push(operation);
    }
    groups.retain(|_, group| !group.operations.is_empty());
    groups
}

/// The first segment of a path that is neither a version nor a parameter.
fn first_word(path: &str) -> String {
    let is_version = |segment: &str| {
        let digits = segment.strip_prefix('v').unwrap_or_default();
        digits.starts_with(|c: char| c.is_ascii_digit())
    };
    path.split(['/', '?', '#'])
        .find(|segment| {
            let named = segment.starts_with(|c: char| c.is_ascii_alphabetic());
            named && !is_version(segment) && !segment.contains('{') && *segment != "api"
        })
        .unwrap_or("operations")
        .to_owned()
}

fn requests(
    types: &Types<'_>,
    schemes: &[Scheme],
    module: Named<'_>,
    methods: Option<&mut Scope>,
    errors: &mut Errors,
    report: &mut Report,
) -> (Vec<Request>, Option<Group>) {
    let mut scope = module.scope;
    let mut requests = Vec::new();
    for (operation, names) in module.operations {
        let more = names.others.clone();
        let first = request(types, schemes, operation, names, &mut scope, errors, report);
        let others = others::plan(types, operation, &first, more, report);
        requests.push(first);
        requests.extend(others);
    }
    let group = methods.map(|methods| groups::plan(&module.name, &requests, &mut scope, methods));
    for request in &mut requests {
        each_ty(request, &mut |ty| qualify(ty, &scope));
        request.method_docs = docs::method::of_method(request);
        request.struct_docs = docs::method::of_request(request);
    }
    (requests, group)
}

fn names(
    types: &Types<'_>,
    operation: &Operation,
    scope: &mut Scope,
    methods: &mut Scope,
    constants: &mut Scope,
) -> Names {
    let id = operation.alias.as_deref().unwrap_or(&operation.id);
    let name = pascal(id);
    let method = snake(id);
    let verb = operation.method.text().raw().to_ascii_lowercase();
    let own = fixed_points::exchanged(operation);
    let own: BTreeSet<&str> = own
        .iter()
        .map(|id| types.names[id.index()].bare())
        .collect();
    // A request and what it sends or what comes back are never called the same.
    let mut requests = vec![name.clone(), format!("{name}Request")];
    requests.push(format!("{name}Call"));
    requests.retain(|name| !own.contains(name.as_str()));
    Names {
        request: scope.claim(&requests),
        method: methods.claim(&[
            method.clone(),
            format!("{method}_request"),
            format!("{method}_by_{}", snake(&verb)),
        ]),
        constant: constants
            .claim_constant(&[screaming(id), format!("{}_OPERATION", screaming(id))]),
        others: Vec::new(),
    }
}

fn request(
    types: &Types<'_>,
    schemes: &[Scheme],
    operation: &Operation,
    names: Names,
    scope: &mut Scope,
    errors: &mut Errors,
    report: &mut Report,
) -> Request {
    let mut inputs = params::plan(types, operation, report);
    bodies::plan(types, operation, &mut inputs, report);
    let read = outputs::plan(types, operation, &mut inputs, scope, &names.request);
    let body = bodies::usual(operation);
    let senders = outputs::others(types, operation, body, &mut inputs);
    let paging = paging::plan(types, operation, (&read.output, body), report);
    let readers = errors.of(types, operation);
    Request {
        docs: docs::told(&operation.docs, &others::notes(operation, &names.others)),
        method_docs: Doc::default(),
        struct_docs: Doc::default(),
        reference: statuses::plan(
            types,
            operation,
            &names.request,
            &read,
            &readers,
            errors,
            schemes,
        ),
        name: names.request,
        method: names.method,
        declares: Declares::Operation,
        constant: names.constant,
        deprecated: operation.deprecated,
        id: Text::from(&operation.id),
        http_method: operation.method.clone(),
        path: encoded(&operation.path).into(),
        accept: read.accept.map(Text::from),
        security: security(operation, schemes),
        server: operation.servers.first().and_then(servers::own),
        is_first_example: operation.is_first_example,
        idempotency_header: operation.idempotency_header.as_ref().map(Text::from),
        args: inputs.args,
        constants: inputs.constants,
        setters: inputs.setters,
        errors: readers,
        switch: outputs::switch(operation, body).filter(|_| outputs::reads_stream(&read.output)),
        output: read.output,
        responses: read.responses,
        redirects: read.redirects,
        others: senders,
        any: read.any,
        paging,
    }
}

fn security(operation: &Operation, schemes: &[Scheme]) -> Vec<Vec<Ident>> {
    operation
        .security
        .iter()
        .map(|together| {
            let constants = together
                .iter()
                .filter_map(|needed| schemes.get(needed.scheme));
            constants.map(|scheme| scheme.constant.clone()).collect()
        })
        .collect()
}

/// The path with what may not stand in one percent-encoded; a fragment is never sent.
fn encoded(path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default().trim();
    let mut out = String::with_capacity(path.len());
    let mut in_name = false;
    for c in path.chars() {
        in_name = (in_name || c == '{') && c != '}';
        if in_name || c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/{}%?".contains(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let escape = format!("%{byte:02X}");
                out.push_str(&escape);
            }
        }
    }
    out
}

/// Calls `each` with every type that a request names.
fn each_ty(request: &mut Request, each: &mut impl FnMut(&mut Ty)) {
    request.args.iter_mut().for_each(|arg| each(&mut arg.ty));
    request
        .setters
        .iter_mut()
        .for_each(|setter| each(&mut setter.ty));
    match &mut request.output {
        Output::One(ty, _) => each(ty),
        Output::Several { variants, .. } => variants.iter_mut().for_each(|held| each(&mut held.ty)),
    }
    if let Some(any) = &mut request.any {
        any.variants.iter_mut().for_each(|held| each(&mut held.ty));
    }
    for answer in &mut request.reference.answers {
        if let Outcome::Value(ty) = &mut answer.outcome {
            each(ty);
        }
        answer.headers.iter_mut().for_each(|(_, ty)| each(ty));
    }
    request
        .others
        .iter_mut()
        .for_each(|other| each(&mut other.ty));
    if let Some(paging) = &mut request.paging {
        each(&mut paging.page);
        each(&mut paging.item);
    }
}

/// Writes `types::Name` for every type of which the name is taken.
pub(super) fn qualify(ty: &mut Ty, taken: &Scope) {
    match ty {
        Ty::Named(name) if taken.has(name.bare()) => *ty = Ty::Qualified(name.clone()),
        Ty::Vec(inner) | Ty::Map(inner) | Ty::Option(inner) | Ty::Maybe(inner) | Ty::Box(inner) => {
            qualify(inner, taken);
        }
        Ty::Tuple(members) => members.iter_mut().for_each(|member| qualify(member, taken)),
        _ => {}
    }
}
