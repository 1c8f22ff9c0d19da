//! Writes the driver of a crate: Rust code that calls its public methods with the values of rows, and shows the requests
//! that come to a transport of its own.

use std::fmt::Write as _;

use clientwright::rust::{
    Argument, BodyKind, Convert, Crate, Ident, ParamCall, PartKind, Request, SchemeKind, Ty,
};

use super::rows;
use crate::conform::driver::request::{place, value};

/// The methods of a crate that make requests, with the modules that they are in.
pub(super) fn methods(krate: &Crate) -> Vec<(&Ident, &Request)> {
    let modules = krate.modules.iter();
    let methods = modules.flat_map(|module| {
        let requests = module.requests.iter();
        requests.map(move |request| (&module.name, request))
    });
    methods.collect()
}

/// The source of the driver of a crate. A row names its method by its number.
pub(super) fn source(krate: &Crate) -> String {
    let methods = methods(krate);
    let mut text = PRELUDE.replace("CRATE", krate.package.lib.as_str());
    for scheme in &krate.api.schemes {
        let secret = match scheme.kind {
            SchemeKind::MutualTls => continue,
            SchemeKind::Basic => "\"user\", \"secret\"",
            _ => "\"secret\"",
        };
        let _ = writeln!(text, "    builder = builder.{}({secret});", scheme.method);
    }
    text.push_str("    let client = builder.build().map_err(|error| told(&error))?;\n    let outcome = match row.text(\"call\") {\n");
    for index in 0..methods.len() {
        let _ = writeln!(
            text,
            "        \"{index}\" => call_{index}(&client, row).await,"
        );
    }
    text.push_str("        other => Err(format!(\"there is no call {other}\")),\n    };\n    Ok(shown(&seen, outcome))\n}\n");
    for (index, (module, request)) in methods.into_iter().enumerate() {
        text.push_str(&call(index, module, request));
    }
    text
}

const PRELUDE: &str = "#![allow(deprecated, unused)]

use std::sync::{Arc, Mutex};

use conform_support::{Row, bytes, told};
use serde_json::{Value, json};
use CRATE as api;

type Seen = Arc<Mutex<Vec<api::transport::Request>>>;

fn shown(seen: &Seen, outcome: Result<String, String>) -> Value {
    let seen = seen.lock().map(|seen| seen.clone()).unwrap_or_default();
    let requests = seen.iter().map(|request| {
        let headers = request.headers().iter();
        let headers: Vec<Value> = headers.map(|(name, value)| json!([name, String::from_utf8_lossy(value)])).collect();
        json!({
            \"method\": request.method(),
            \"url\": request.url(),
            \"headers\": headers,
            \"body\": bytes(request.body())[\"base64\"],
        })
    });
    let requests: Vec<Value> = requests.collect();
    json!({ \"requests\": requests, \"told\": outcome.unwrap_or_else(|error| error) })
}

pub async fn call(row: &Row<'_>, _origin: &str) -> Result<Value, String> {
    let seen = Seen::default();
    let kept = seen.clone();
    let mut builder = api::Client::builder().allow_insecure().retry(api::RetryPolicy::never()).transport(move |request| {
        if let Ok(mut kept) = kept.lock() {
            kept.push(request);
        }
        async { Ok(api::transport::Answer::new(400)) }
    });
    if !row.text(\"server\").is_empty() {
        builder = builder.base_url(row.text(\"server\"));
    }
";

/// The function that makes one call.
fn call(index: usize, module: &Ident, request: &Request) -> String {
    let args: Vec<_> = request.args.iter().map(argument).collect();
    let mut text = format!(
        "\nasync fn call_{index}(client: &api::Client, row: &Row<'_>) -> Result<String, String> {{\n    \
         let mut request: api::api::{module}::{} = client.{}({});\n",
        request.name,
        request.method,
        args.join(", ")
    );
    for setter in &request.setters {
        if matches!(setter.call, ParamCall::Parts | ParamCall::UnnamedParts) {
            text.push_str(&OTHERS.replace("NAME", setter.name.as_str()));
            continue;
        }
        let call = named(&setter.call);
        let Some((at, name)) = place(&call) else {
            continue;
        };
        let _ = write!(
            text,
            "    if row.gives({at:?}, {name:?}) {{\n        request = request.{}({});\n    }}\n",
            setter.name,
            of(&setter.ty, setter.convert, &setter.call)
        );
    }
    // What reads the response is left out where it makes no difference to the request.
    let send = if request.switch.is_some() {
        "response().await.map(drop)"
    } else {
        "raw().await.map(drop)"
    };
    let _ = write!(
        text,
        "    Ok(request.{send}.map_or_else(|error| told(&error), |()| String::new()))\n}}\n"
    );
    text
}

/// Gives the part that a sample has beside those that are named.
const OTHERS: &str = "    if let Ok(file) = row.upload(\"another-1\") {
        let mut part = api::FilePart::text(String::from_utf8_lossy(&file.bytes));
        if file.media_type == \"application/json\" {
            part = part.media_type(file.media_type);
        }
        request = request.NAME([(\"another-1\".to_owned(), part)]);
    }
";

fn argument(argument: &Argument) -> String {
    of(&argument.ty, argument.convert, &argument.call)
}

/// The expression of a value.
fn of(ty: &Ty, convert: Convert, call: &ParamCall) -> String {
    match call {
        ParamCall::Parts => "[(\"a\".to_owned(), api::FilePart::text(\"text\"))]".to_owned(),
        ParamCall::UnnamedParts => "[api::FilePart::text(\"text\")]".to_owned(),
        // What is sent as XML has JSON all the same.
        ParamCall::Body(BodyKind::Xml(..)) => {
            value(ty, convert, &ParamCall::Body(BodyKind::Json(None)))
        }
        _ => value(ty, convert, &named(call)),
    }
}

/// The call under the names that rows have: a header of a part stands beside its part, and a list that is one file is
/// that and no list of files.
fn named(call: &ParamCall) -> ParamCall {
    match call {
        ParamCall::PartHeader(part, name, style) => {
            let key = rows::part_header(part.raw(), name.raw());
            ParamCall::PartHeader(part.clone(), key.into(), style.clone())
        }
        ParamCall::Part(name, PartKind::File, media_type) => {
            let key = rows::whole(name.raw());
            ParamCall::Part(key.into(), PartKind::File, media_type.clone())
        }
        other => other.clone(),
    }
}

/// The media type of the body that a method sends, where it sends one.
pub(super) fn media_type(request: &Request) -> Option<&str> {
    let args = request.args.iter().map(|argument| &argument.call);
    let setters = request.setters.iter().map(|setter| &setter.call);
    let calls = args.chain(setters).chain(&request.constants);
    let found = calls.filter_map(|call| match call {
        ParamCall::Body(kind) => Some(match kind {
            BodyKind::Json(None) => "application/json",
            BodyKind::Form(_) => "application/x-www-form-urlencoded",
            BodyKind::Json(Some(text))
            | BodyKind::JsonObject(text)
            | BodyKind::JsonList(text)
            | BodyKind::Text(text)
            | BodyKind::Bytes(text)
            | BodyKind::JsonLines(text)
            | BodyKind::Xml(text, _) => text.raw(),
        }),
        ParamCall::Multipart(text, _) => Some(text.raw()),
        ParamCall::Part(..) | ParamCall::Parts | ParamCall::UnnamedParts => {
            Some("multipart/form-data")
        }
        _ => None,
    });
    // What says of which type a multipart body is goes before its parts.
    found.min_by_key(|text| *text == "multipart/form-data")
}
