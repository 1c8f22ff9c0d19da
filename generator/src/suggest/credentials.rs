//! Credentials: what stands before them, and the environment variables that people keep them in.

use std::collections::BTreeMap;

use super::fields::says;
use super::words::{has_any, plain, words};
use super::{Evidence, Kind, Suggestion, Target, Value};
use crate::document::{Document, Tree};
use crate::ir::{Api, Auth, AuthKind, Location, Operation};
use crate::pointer::Pointer;

/// What is suggested for the security schemes that operations need.
pub(super) fn all(api: &Api, document: &Document) -> Vec<Suggestion> {
    let mut found = Vec::new();
    let told = variables(api, document);
    let names = names(api);
    for (index, auth) in api.auth.iter().enumerate() {
        let place = Pointer::root()
            .join("components")
            .join("securitySchemes")
            .join(&auth.name);
        let action = |kind, update, evidence| Suggestion {
            kind,
            subject: format!("the credential `{}`", auth.name),
            target: Target::Value(place.clone()),
            update,
            evidence: vec![evidence],
        };
        if let Some((prefix, why)) = prefix(auth) {
            let update = Value::Map(vec![(
                "x-clientwright-prefix",
                Value::Text(prefix.to_owned()),
            )]);
            found.push(action(
                Kind::Prefix,
                update,
                Evidence::new(why, place.clone()),
            ));
        }
        let by_example = told.get(&index).map(|(name, place)| {
            (
                name.clone(),
                Evidence::new(format!("an example has `${name}`"), place.clone()),
            )
        });
        let by_name = || {
            let name = names.get(&index)?.clone();
            Some((
                name,
                Evidence::new(
                    "so people call it by habit, after the service and the scheme",
                    place.clone(),
                ),
            ))
        };
        let is_needed = api
            .operations
            .iter()
            .any(|operation| needs(operation, index));
        if auth.env.is_none()
            && is_needed
            && is_token(auth)
            && let Some((name, evidence)) = by_example.or_else(by_name)
        {
            let update = Value::Map(vec![("x-clientwright-env", Value::Text(name))]);
            found.push(action(Kind::Environment, update, evidence));
        }
    }
    found
}

/// What stands before a key in the header `Authorization`.
fn prefix(auth: &Auth) -> Option<(&'static str, String)> {
    let AuthKind::ApiKey {
        location: Location::Header,
        name,
    } = &auth.kind
    else {
        return None;
    };
    if auth.prefix.is_some() || !name.eq_ignore_ascii_case("authorization") {
        return None;
    }
    let words_of = says(&auth.docs);
    for (word, prefix) in [("bearer", "Bearer "), ("token", "Token ")] {
        let word = format!("{word} ");
        let shown = words_of.match_indices(&word);
        let mut shown = shown.map(|(at, matched)| &words_of[at + matched.len()..]);
        let is_written = |rest: &str| {
            rest.starts_with(['<', '{', '[', '$', '"'])
                || rest.starts_with("your")
                || rest.starts_with("xxx")
        };
        if shown.any(is_written) {
            return Some((
                prefix,
                format!("its description writes `{prefix}` before it"),
            ));
        }
    }
    let is_bearer = words(&auth.name).iter().any(|word| word == "BEARER");
    is_bearer.then(|| {
        (
            "Bearer ",
            "the scheme is called so, and stands in the header `Authorization`".to_owned(),
        )
    })
}

/// Whether one string is the whole credential.
fn is_token(auth: &Auth) -> bool {
    matches!(
        auth.kind,
        AuthKind::Bearer
            | AuthKind::Http(_)
            | AuthKind::ApiKey {
                location: Location::Header | Location::Query,
                ..
            }
    )
}

fn needs(operation: &Operation, scheme: usize) -> bool {
    operation
        .security
        .iter()
        .flatten()
        .any(|needed| needed.scheme == scheme)
}

/// The variables that the examples of a description show, such as `$OPENAI_API_KEY`: for each scheme the one that most of
/// its operations have.
fn variables(api: &Api, document: &Document) -> BTreeMap<usize, (String, Pointer)> {
    let mut votes: BTreeMap<usize, BTreeMap<String, (usize, Pointer)>> = BTreeMap::new();
    for operation in &api.operations {
        let [only] = operation.security.as_slice() else {
            continue;
        };
        let ([needed], Some(tree)) = (only.as_slice(), document.root().tree().at(&operation.place))
        else {
            continue;
        };
        for name in of_tree(tree) {
            let of_scheme = votes.entry(needed.scheme).or_default();
            of_scheme
                .entry(name)
                .or_insert((0, operation.place.clone()))
                .0 += 1;
        }
    }
    let most = votes.into_iter().filter_map(|(scheme, names)| {
        let most = names.into_iter().max_by_key(|(_, (number, _))| *number);
        most.map(|(name, (_, place))| (scheme, (name, place)))
    });
    most.collect()
}

/// The variables of credentials in the texts below a value.
fn of_tree(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    let mut stack = vec![tree];
    while let Some(tree) = stack.pop() {
        match tree {
            Tree::Map(map) => stack.extend(map.values()),
            Tree::List(list) => stack.extend(list),
            _ => {
                for part in tree.as_text().unwrap_or_default().split('$').skip(1) {
                    let part = part.trim_start_matches('{');
                    let end = part
                        .find(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && c != '_');
                    let name = &part[..end.unwrap_or(part.len())];
                    if ["_KEY", "_TOKEN"].iter().any(|end| name.ends_with(end))
                        && !found.iter().any(|known| known == name)
                    {
                        found.push(name.to_owned());
                    }
                }
            }
        }
    }
    found
}

/// A variable for each scheme, after the service's domain and the scheme's own words.
fn names(api: &Api) -> BTreeMap<usize, String> {
    let mut names = BTreeMap::new();
    let Some(service) = service(api) else {
        return names;
    };
    for (index, auth) in api.auth.iter().enumerate() {
        let of_scheme = words(&auth.name).into_iter();
        let kept = of_scheme.filter(|word| !NOTHING.contains(&&**word) && *word != service);
        let kept: Vec<String> = kept.collect();
        let name = match kept.last().map(String::as_str) {
            None => of_words(auth),
            Some("API" | "APIKEY" | "KEY") if kept.len() == 1 => Some("API_KEY".to_owned()),
            Some("TOKEN" | "KEY" | "SECRET" | "JWT" | "ID" | "PASSWORD") => Some(kept.join("_")),
            // It says who is let in, and not what it is.
            Some(_) => None,
        };
        names.extend(name.map(|name| (index, format!("{service}_{name}"))));
    }
    // One variable does not hold two credentials.
    let all: Vec<String> = names.values().cloned().collect();
    names.retain(|_, name| all.iter().filter(|other| *other == name).count() == 1);
    names
}

/// What a credential is, by the words about it, where its scheme's name only says how it is sent.
fn of_words(auth: &Auth) -> Option<String> {
    let about = says(&auth.docs);
    let known = [
        ("secret key", "SECRET_KEY"),
        ("api key", "API_KEY"),
        ("access token", "ACCESS_TOKEN"),
        ("token", "TOKEN"),
    ];
    let told = known.iter().find(|(phrase, _)| has_any(&about, &[phrase]));
    let by_kind = || match &auth.kind {
        AuthKind::ApiKey { name, .. } if name.eq_ignore_ascii_case("authorization") => {
            Some("TOKEN")
        }
        AuthKind::ApiKey { .. } => Some("API_KEY"),
        _ => None,
    };
    told.map(|(_, name)| *name)
        .or_else(by_kind)
        .map(str::to_owned)
}

/// Words of a scheme's name that say how it is sent.
const NOTHING: [&str; 16] = [
    "AUTH",
    "AUTHENTICATION",
    "AUTHORIZATION",
    "AUTHORISATION",
    "SCHEME",
    "SECURITY",
    "HTTP",
    "HEADER",
    "BEARER",
    "OAUTH",
    "OAUTH2",
    "DEFAULT",
    "QUERY",
    "PARAM",
    "X",
    "IN",
];

/// What the service is called in capitals: the name of its domain, where its title has that too.
fn service(api: &Api) -> Option<String> {
    let url = &api.servers.first()?.url;
    let host = url.split_once("://")?.1.split(['/', ':', '?']).next()?;
    let labels: Vec<&str> = host.split('.').collect();
    let is_plain = labels.iter().all(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    });
    let (last, before) = labels.split_last()?;
    if !is_plain
        || last.chars().all(|c| c.is_ascii_digit())
        || ["example", "local", "localhost", "test"].contains(last)
    {
        return None;
    }
    // `co.uk` is no service.
    let second = before.last()?;
    let name = match before {
        [.., third, second]
            if last.len() == 2 && ["co", "com", "org", "net", "gov", "ac"].contains(second) =>
        {
            third
        }
        _ => second,
    };
    let name = name.to_ascii_uppercase().replace('-', "_");
    let is_named = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !["EXAMPLE", "LOCALHOST"].contains(&&*name);
    let is_titled = plain(&api.title).contains(&plain(&name));
    (is_named && is_titled).then_some(name)
}
