//! The calls that are made of an operation, and what of it cannot be called.

use clientwright::pointer::Pointer;
use clientwright::report::{Place, Report};
use clientwright::rust::{Crate, Request};
use serde_json::Value;

use super::reader::{Body, Extent, Given, Operation};
use super::{SERVER, driver, reader, rows};

/// A call.
pub(super) struct Call {
    /// The operation, by its number.
    pub(super) operation: usize,
    /// What it is given.
    pub(super) given: Given,
    /// The same, as the driver reads it.
    pub(super) row: Value,
}

/// The calls of an operation.
#[derive(Default)]
pub(super) struct Planned {
    /// The calls.
    pub(super) calls: Vec<Call>,
    /// What no method sends, each with whether a diagnostic tells of it.
    pub(super) missing: Vec<(String, bool)>,
    /// What has no value.
    pub(super) unsampled: Vec<String>,
}

/// How much is given: everything twice, with other values, and what has to be there.
const EXTENTS: [Extent; 3] = [Extent::All(0), Extent::All(1), Extent::Needed];

/// The calls of an operation: for each media type of its body, and without one where that may be.
pub(super) fn calls(
    krate: &Crate,
    report: &Report,
    (index, operation): (usize, &Operation<'_>),
    doc: &str,
) -> Planned {
    let mut planned = Planned::default();
    let methods = methods(krate, operation);
    let Some((first, _)) = methods.first() else {
        let told = is_told(report, operation, &[]);
        planned
            .missing
            .push(("no method makes it".to_owned(), told));
        return planned;
    };
    if !operation.needs_body || operation.bodies.is_empty() {
        planned.add(&methods, *first, None, (index, operation), doc);
    }
    for (body, described) in operation.bodies.iter().enumerate() {
        let is_covered = |other: &Body<'_>| {
            other.is_same(described) && sends(&methods, &other.media_type, false).is_some()
        };
        let exact = sends(&methods, &described.media_type, false);
        if exact.is_none() && operation.bodies.iter().any(is_covered) {
            continue;
        }
        let method = exact.or_else(|| sends(&methods, &described.media_type, true));
        if let Some(method) = method {
            planned.add(&methods, method, Some(body), (index, operation), doc);
        } else {
            let what = format!("no method sends {}", described.media_type);
            let told = is_told(report, operation, &["requestBody"]);
            planned.missing.push((what, told));
        }
    }
    planned
}

impl Planned {
    fn add(
        &mut self,
        methods: &[(usize, &Request)],
        method: usize,
        body: Option<usize>,
        (index, operation): (usize, &Operation<'_>),
        doc: &str,
    ) {
        let server = operation.servers.is_empty().then_some(SERVER);
        let request = methods.iter().find(|(at, _)| *at == method);
        for extent in EXTENTS {
            let mut given = match reader::given(operation, body, extent) {
                Ok(given) => given,
                Err(what) => {
                    self.unsampled.push(what);
                    continue;
                }
            };
            if let Some((_, request)) = request {
                rows::switch_on(request, operation, &mut given);
            }
            self.calls.push(Call {
                operation: index,
                row: rows::row(doc, method, operation, &given, server),
                given,
            });
        }
    }
}

/// The methods that make the requests of an operation, by their numbers. Where several operations are of one method and path
/// (a fragment, which some descriptions tell them apart by, is never sent: RFC 9110, section 7.1), the `operationId` says
/// which is meant.
fn methods<'k>(krate: &'k Crate, operation: &Operation<'_>) -> Vec<(usize, &'k Request)> {
    let methods = driver::methods(krate).into_iter();
    let methods = methods.map(|(_, request)| request).enumerate();
    let path = operation.path.split('#').next().unwrap_or_default();
    let path = reader::decoded(path);
    let is_it = |request: &Request| {
        let found = reader::decoded(request.path.raw());
        request.http_method.text() == *operation.method && found == path
    };
    let methods: Vec<(usize, &Request)> = methods.filter(|(_, request)| is_it(request)).collect();
    let named = methods.iter().copied();
    let named: Vec<_> = named
        .filter(|(_, request)| Some(request.id.raw()) == operation.id)
        .collect();
    if named.is_empty() { methods } else { named }
}

/// The method that sends a media type; where it is a range, perhaps one that is as good as any.
fn sends(methods: &[(usize, &Request)], media_type: &str, or_any: bool) -> Option<usize> {
    let sends = |request: &Request| {
        let sent = driver::media_type(request);
        sent.is_some_and(|sent| {
            reader::is_of(sent, media_type) || or_any && media_type.contains('*')
        })
    };
    let found = methods.iter().find(|(_, request)| sends(request));
    found.map(|(at, _)| *at)
}

/// Whether a diagnostic tells of an operation, or of something in it.
fn is_told(report: &Report, operation: &Operation<'_>, below: &[&str]) -> bool {
    let method = operation.method.to_ascii_lowercase();
    let around = Pointer::root().join("paths").join(operation.path);
    let place = below
        .iter()
        .fold(around.join(&method), |place, step| place.join(step));
    report.diagnostics().iter().any(|told| match &told.place {
        Place::Value(pointer) => {
            pointer.steps_from(&place).is_some() || below.is_empty() && *pointer == around
        }
        Place::Text { .. } => false,
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use clientwright::{Input, generate};
    use serde_json::json;

    use super::methods;
    use crate::requests::reader::{Files, operations};

    #[test]
    fn operations_of_one_path_are_told_apart_by_their_ids() {
        let get = |id: &str| json!({ "get": { "operationId": id, "responses": { "204": { "description": "" } } } });
        let description = json!({
            "openapi": "3.0.3",
            "info": { "title": "Links", "version": "1" },
            "paths": { "/links/{id}#shared": get("shared"), "/links/{id}": get("plain"), "/others": get("others") },
        });
        let text = description.to_string();
        let krate = generate(Input::new("links", "links.json", text)).krate;
        let krate = krate.expect("it is generated");
        let files = Files::of(PathBuf::from("links.json"), description);
        for operation in operations(&files) {
            let found = methods(&krate, &operation);
            let ids: Vec<&str> = found.iter().map(|(_, request)| request.id.raw()).collect();
            assert_eq!(ids, [operation.id.unwrap_or_default()]);
        }
    }

    /// The bodies of the cases of this repository that no method sends, and of which no diagnostic tells.
    #[test]
    fn each_media_type_of_a_body_is_sent_or_told() {
        let cases = crate::place::repository().join("tests/cases");
        let mut silent = Vec::new();
        let mut bodies = 0;
        for entry in std::fs::read_dir(cases).expect("the cases") {
            let path = entry.expect("a case").path();
            let text = std::fs::read_to_string(&path).expect("a description");
            let output = generate(Input::new("case", "case.yaml", text));
            let Some(krate) = output.krate else { continue };
            let files = crate::requests::reader::read(&path).expect("a description");
            for operation in operations(&files).iter().enumerate() {
                bodies += operation.1.bodies.len();
                let planned = super::calls(&krate, &output.report, operation, "case");
                let missing = planned.missing.into_iter().filter(|(_, is_told)| !is_told);
                silent.extend(missing.map(|(what, _)| format!("{}: {what}", operation.1)));
            }
        }
        assert!(bodies > 20, "{bodies} bodies");
        assert_eq!(silent, Vec::<String>::new());
    }
}
