//! Writes the driver of a crate: Rust code that calls its public methods with the values of calls.
//!
//! The compiler finds the types of the arguments from the methods that take them, so that a value of another type is an
//! error of that call alone.

use std::fmt::Write as _;

use clientwright::rust::{
    BodyKind, Convert, Crate, Ident, Output, Paging, ParamCall, PartKind, Request, Responder,
    SchemeKind, Ty,
};

/// A server's URL with its variables and their defaults.
pub(crate) type Server = (String, Vec<(String, String)>);

/// The texts, one after the other.
pub(crate) fn concat(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().concat()
}

/// The source of the driver for a crate whose first server is this one.
pub(crate) fn source(krate: &Crate, server: &Server) -> String {
    let requests: Vec<_> = krate
        .modules
        .iter()
        .flat_map(|module| {
            module
                .requests
                .iter()
                .map(move |request| (&module.name, request))
        })
        .collect();
    let mut text = format!(
        "#![allow(deprecated, unused)]\n\nuse conform_support::{{Row, answer, bytes, told, \
         typed}};\nuse serde_json::{{Value, json}};\nuse {} as api;\n\n",
        krate.package.lib
    );
    text.push_str(&entry(krate, server, &requests));
    for (index, (module, request)) in requests.iter().enumerate() {
        text.push_str(&operation(index, module, request));
    }
    text
}

fn entry(krate: &Crate, (url, variables): &Server, requests: &[(&Ident, &Request)]) -> String {
    let mut credentials = String::new();
    for scheme in &krate.api.schemes {
        let prefix = match &scheme.kind {
            SchemeKind::Bearer | SchemeKind::OAuth2(_) => "Bearer ".to_owned(),
            SchemeKind::Basic => "Basic ".to_owned(),
            SchemeKind::Http(word) => format!("{word} "),
            SchemeKind::MutualTls => continue,
            _ => String::new(),
        };
        let (name, method) = (&scheme.name, &scheme.method);
        let _ = write!(
            credentials,
            "    if let Some(secret) = row.credential({name:?}, {prefix:?}) {{\n        builder = builder.{method}(secret);\n    }}\n"
        );
    }
    let arms = requests.iter().enumerate().map(|(index, (_, request))| {
        format!(
            "        {:?} => call_{index}(&client, row).await,\n",
            request.id
        )
    });
    let arms = concat(arms);
    let variables = concat(variables.iter().map(|pair| format!("{pair:?}, ")));
    format!(
        "pub async fn call(row: &Row<'_>, origin: &str) -> Result<Value, String> {{\n    let server = row.server(origin, \
         {url:?}, &[{variables}]);\n    let mut builder = api::Client::builder()\n        .base_url(server)\n        \
         .timeout(std::time::Duration::from_secs(10))\n        .retry(api::RetryPolicy::never());\n{credentials}    \
         let client = builder.build().map_err(|error| told(&error))?;\n    match row.text(\"operationId\") {{\n{arms}        \
         other => Err(format!(\"there is no method for the operation `{{other}}`\")),\n    }}\n}}\n"
    )
}

fn operation(index: usize, module: &Ident, request: &Request) -> String {
    let mut text = format!(
        "\nasync fn call_{index}(client: &api::Client, row: &Row<'_>) -> Result<Value, String> {{\n"
    );
    let known = calls(request).filter_map(place);
    let known = concat(known.map(|known| format!("{known:?}, ")));
    let _ = writeln!(text, "    row.takes(&[{known}])?;");
    let args: Vec<_> = request
        .args
        .iter()
        .map(|argument| value(&argument.ty, argument.convert, &argument.call))
        .collect();
    let _ = writeln!(
        text,
        "    let mut request = client.{}({});",
        request.method,
        args.join(", ")
    );
    for setter in &request.setters {
        let Some((at, name)) = place(&setter.call) else {
            continue;
        };
        let value = value(&setter.ty, setter.convert, &setter.call);
        let method = &setter.name;
        let _ = write!(
            text,
            "    if row.gives({at:?}, {name:?}) {{\n        request = request.{method}({value});\n    }}\n"
        );
    }
    let accept = request.accept.as_deref().unwrap_or_default();
    let content_type = calls(request).find_map(media_type).unwrap_or_default();
    let _ = write!(
        text,
        "    let mut options = api::CallOptions::new();\n    for (name, value) in row.negotiated({accept:?}, {content_type:?}) \
         {{\n        options = options.header(name, value);\n    }}\n    request = request.options(options);\n"
    );
    text.push_str(&sent(module, request));
    text.push_str("}\n");
    text
}

/// Sends the request and reads the answer; where answers go on, the pages that follow are taken as well.
fn sent(module: &Ident, request: &Request) -> String {
    let follows = matches!(request.paging, Some(Paging::Link { .. }));
    let (before, after) = if follows {
        (
            "    let pages = request.clone().pages();\n",
            "    let mut pages = pages;\n    while pages.try_next().await.map_err(|error| told(&error))?.is_some() {}\n",
        )
    } else {
        ("", "")
    };
    let body = body(module, &request.output);
    format!(
        "{before}    let response = match request.response().await {{\n        Ok(response) => response,\n        \
         Err(api::Error::Api(error)) => return Ok(answer(error.status(), error.headers().iter(), \
         &bytes(error.bytes()))),\n        Err(error) => return Err(told(&error)),\n    }};\n    let (status, headers) = \
         (response.status(), response.headers().clone());\n    let body = {body};\n{after}    Ok(answer(status, \
         headers.iter(), &body))\n"
    )
}

/// The expression that makes JSON of the answer's body.
fn body(module: &Ident, output: &Output) -> String {
    match output {
        Output::One(_, responder) => read(*responder, "response.into_body()"),
        Output::Several { name, variants, .. } => {
            let arms = concat(variants.iter().map(|variant| {
                let path = format!("api::api::{module}::{name}::{}", variant.name);
                if variant.ty == Ty::Unit {
                    format!("{path} => Value::Null, ")
                } else {
                    format!("{path}(body) => {}, ", read(variant.responder, "body"))
                }
            }));
            format!("match response.into_body() {{ {arms}_ => Value::Null }}")
        }
    }
}

fn read(responder: Responder, body: &str) -> String {
    match responder {
        Responder::Json | Responder::JsonOrNone => format!("typed(&{body})"),
        Responder::Empty => "Value::Null".to_owned(),
        Responder::Text => format!("json!({{ \"text\": {body} }})"),
        Responder::Bytes => format!("bytes(&{body})"),
        Responder::Events => stream(
            body,
            "events",
            "json!({ \"kind\": item.kind, \"data\": item.data })",
        ),
        Responder::JsonLines => stream(body, "lines", "json!(item)"),
    }
}

fn stream(body: &str, kind: &str, item: &str) -> String {
    format!(
        "{{\n        let (mut stream, mut items) = ({body}, Vec::new());\n        while let Some(item) = \
         stream.try_next().await.map_err(|error| told(&error))? {{\n            items.push({item});\n        }}\n        \
         json!({{ {kind:?}: items }})\n    }}"
    )
}

fn calls(request: &Request) -> impl Iterator<Item = &ParamCall> {
    let args = request.args.iter().map(|argument| &argument.call);
    let setters = request.setters.iter().map(|setter| &setter.call);
    args.chain(setters).chain(&request.constants)
}

/// Where a call of the list holds what is needed: the place and the name.
fn place(call: &ParamCall) -> Option<(&'static str, &str)> {
    Some(match call {
        ParamCall::Path(name, _) => ("path", name),
        ParamCall::Query(name, _) => ("query", name),
        ParamCall::Header(name, _) => ("header", name),
        ParamCall::Cookie(name, _) => ("cookie", name),
        ParamCall::Body(_) | ParamCall::EmptyObject(_) => ("body", ""),
        ParamCall::Part(name, ..) => ("part", name),
        ParamCall::Constant(call, _) => return place(call),
    })
}

fn media_type(call: &ParamCall) -> Option<&str> {
    match call {
        ParamCall::Body(BodyKind::Json(media_type)) => {
            Some(media_type.as_deref().unwrap_or("application/json"))
        }
        ParamCall::Body(
            BodyKind::Text(media_type)
            | BodyKind::Bytes(media_type)
            | BodyKind::JsonLines(media_type),
        ) => Some(media_type),
        _ => None,
    }
}

/// The expression of an argument.
fn value(ty: &Ty, convert: Convert, call: &ParamCall) -> String {
    let (place, name) = place(call).unwrap_or_default();
    match call {
        ParamCall::Part(_, PartKind::File, _) => {
            return format!("row.upload({name:?}).map({FILE})?");
        }
        ParamCall::Part(_, PartKind::Files, _) => {
            return format!("row.uploads({name:?})?.into_iter().map({FILE})");
        }
        ParamCall::Body(BodyKind::JsonLines(_)) => return "row.lines::<_>()?".to_owned(),
        _ => {}
    }
    match (ty, convert) {
        (Ty::Bytes | Ty::Body, Convert::Plain) => format!("row.bytes({place:?}, {name:?})?.into()"),
        (Ty::Bytes | Ty::Body, Convert::Into) => format!("row.bytes({place:?}, {name:?})?"),
        (Ty::Named(of) | Ty::Qualified(of), Convert::Into) => {
            format!("row.value::<api::types::{of}>({place:?}, {name:?})?")
        }
        (_, Convert::Into) => format!("row.value::<String>({place:?}, {name:?})?"),
        (_, Convert::Collect) => format!("row.list::<_>({place:?}, {name:?})?"),
        (_, Convert::Plain | Convert::Box) => format!("row.value({place:?}, {name:?})?"),
    }
}

/// What makes a file of an upload.
const FILE: &str = "|file| api::FilePart::new(file.name, file.bytes).media_type(file.media_type)";
