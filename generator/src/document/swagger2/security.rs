//! `securityDefinitions`: the security schemes of OpenAPI 3.0.

use crate::document::Tree;
use crate::document::path::Path;

use super::{Map, Pass};

/// Rewrites one way to authenticate; a key in a header or query is the same in both.
pub(super) fn rewrite(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    match map.get("type").and_then(Tree::as_text) {
        Some("basic") => {
            map.insert("type".to_owned(), Tree::from("http"));
            map.insert("scheme".to_owned(), Tree::from("basic"));
        }
        Some("oauth2") if !map.contains_key("flows") => rewrite_flow(map, path, pass),
        _ => {}
    }
}

fn rewrite_flow(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    let name = match map.shift_remove("flow").as_ref().and_then(Tree::as_text) {
        Some("application") => "clientCredentials",
        Some("accessCode") => "authorizationCode",
        Some("password") => "password",
        Some("implicit") => "implicit",
        _ => {
            let flow = if map.contains_key("tokenUrl") {
                "clientCredentials"
            } else {
                "implicit"
            };
            pass.warn(
                &path.key("flow"),
                format!("the flow is missing or unknown, and `{flow}` is taken"),
                "name one of `implicit`, `password`, `application` and `accessCode`",
            );
            flow
        }
    };
    let mut flow = Map::new();
    for key in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
        if let Some(url) = map.shift_remove(key) {
            flow.insert(key.to_owned(), url);
        }
    }
    let scopes = match map.shift_remove("scopes") {
        Some(scopes @ Tree::Map(_)) => scopes,
        _ => Tree::map(),
    };
    flow.insert("scopes".to_owned(), scopes);
    let flows = [(name, Tree::Map(flow))].into_iter().collect();
    map.insert("flows".to_owned(), flows);
    let place = path.key("flows");
    pass.moves.made(place.key(name).pointer(), &path.pointer());
}
