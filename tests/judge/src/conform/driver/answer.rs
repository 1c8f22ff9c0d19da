//! The part of a driver that sends a request and shows the answer.

use clientwright::rust::{Ident, Output, PagingKind, Request, Responder, Ty};
use clientwright::text::Text;

use crate::conform::xml;

use super::concat;

/// Sends the request and reads the answer; where answers go on, what follows is taken as well.
pub(super) fn source(module: &Ident, request: &Request, negotiable: bool) -> String {
    let accept = request.accept.as_ref().map_or("", Text::raw);
    // The method reads one media type; what else is asked for is taken as it comes.
    let raw = if negotiable {
        RAW.replace("ACCEPT", &format!("{accept:?}"))
    } else {
        String::new()
    };
    let by_link = request
        .paging
        .as_ref()
        .is_some_and(|paging| matches!(paging.kind, PagingKind::Link { .. }));
    let (before, after) = if by_link {
        ("    let mut pages = request.clone().pages();\n", PAGES)
    } else if matches!(
        request.output,
        Output::One(_, Responder::Events | Responder::EventsByKind)
    ) {
        ("    let again = request.clone();\n", AGAIN)
    } else {
        ("", "")
    };
    let body = body(module, &request.output);
    format!("{raw}{before}{SEND}    let body = {body};\n{after}    Ok(head.with(&body))\n")
}

const RAW: &str = "    if row.asks_other(ACCEPT) {
        return match request.raw().await {
            Ok(response) => Ok(Head::of(&response).with(&bytes(response.body()))),
            Err(error) => failed(error),
        };
    }
";

const SEND: &str = "    let response = match request.response().await {
        Ok(response) => response,
        Err(error) => return failed(error),
    };
    let head = Head::of(&response);
";

const PAGES: &str = "    while pages.try_next().await.map_err(|error| told(&error))?.is_some() {}
";

/// Takes events with ids once more, as a stream that connects again where it was left, up to the first event after that.
const AGAIN: &str = "    let items = body[\"events\"].as_array().cloned().unwrap_or_default();
    if items.iter().any(|item| item[\"id\"] != \"\") {
        let options = api::CallOptions::new().reconnect(1).retry(api::RetryPolicy::default());
        let mut events = again.options(options).send().await.map_err(|error| told(&error))?;
        for _ in 0..=items.len() {
            events.try_next().await.map_err(|error| told(&error))?;
        }
    }
";

/// The expression that makes JSON of the answer's body.
fn body(module: &Ident, output: &Output) -> String {
    match output {
        Output::One(_, responder) => read(responder, "response.into_body()"),
        Output::Several { name, variants, .. } => {
            let arms = concat(variants.iter().map(|variant| {
                let path = format!("api::api::{module}::{name}::{}", variant.name);
                if variant.ty == Ty::Unit {
                    format!("{path} => Value::Null, ")
                } else {
                    format!("{path}(body) => {}, ", read(&variant.responder, "body"))
                }
            }));
            format!("match response.into_body() {{ {arms}_ => Value::Null }}")
        }
    }
}

fn read(responder: &Responder, body: &str) -> String {
    match responder {
        Responder::Json | Responder::JsonOrNone => format!("typed(&{body})"),
        Responder::Empty => "Value::Null".to_owned(),
        Responder::Text => format!("json!({{ \"text\": {body} }})"),
        Responder::Bytes => format!("bytes(&{body})"),
        Responder::Events | Responder::EventsByKind => stream(
            body,
            "events",
            "json!({ \"kind\": item.kind, \"id\": item.id, \"data\": item.data })",
        ),
        Responder::JsonLines | Responder::JsonTexts => stream(body, "lines", "json!(item)"),
        Responder::Xml(element) => xml::received(element, body),
    }
}

fn stream(body: &str, kind: &str, item: &str) -> String {
    format!(
        "{{\n        let (mut stream, mut items) = ({body}, Vec::new());\n        while let Some(item) = \
         stream.try_next().await.map_err(|error| told(&error))? {{\n            items.push({item});\n        }}\n        \
         json!({{ {kind:?}: items }})\n    }}"
    )
}
