//! Writes the driver of a crate: Rust code that calls its public methods with the values of calls.
//!
//! The compiler finds the types of the arguments from the methods that take them, so that a value of another type is an
//! error of that call alone.

use std::fmt::Write as _;

use clientwright::rust::{
    BodyKind, Convert, Crate, Ident, Output, Paging, ParamCall, PartKind, Request, Responder,
    SchemeKind, Ty,
};

/// The texts, one after the other.
pub(crate) fn concat(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().concat()
}

/// The source of the driver for a crate, in which these operations answer with one of several media types.
pub(crate) fn source(krate: &Crate, negotiable: &[&str]) -> String {
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
    text.push_str(&entry(krate, &requests));
    text.push_str(&headers(krate));
    for (index, (module, request)) in requests.iter().enumerate() {
        text.push_str(&operation(index, module, request, negotiable));
    }
    text
}

/// The function that makes a client for a call and looks for the operation.
fn entry(krate: &Crate, requests: &[(&Ident, &Request)]) -> String {
    let arms = requests.iter().enumerate().map(|(index, (_, request))| {
        format!(
            "        {:?} => call_{index}(&client, row).await,\n",
            request.id
        )
    });
    format!(
        "pub async fn call(row: &Row<'_>, origin: &str) -> Result<Value, String> {{\n    let mut builder = \
         api::Client::builder()\n        .timeout(std::time::Duration::from_secs(10))\n        \
         .retry(api::RetryPolicy::never());\n{}{}    let client = builder.build().map_err(|error| \
         told(&error))?;\n    match row.text(\"operationId\") {{\n{}        other => Err(format!(\"there is no method \
         for the operation `{{other}}`\")),\n    }}\n}}\n",
        server(krate),
        credentials(krate, requests),
        concat(arms)
    )
}

/// The function that reads the headers that have a type; several types may go by the name of one header.
fn headers(krate: &Crate) -> String {
    let values = krate.headers.iter().map(|header| {
        format!(
            "    if let Ok(Some(value)) = response.header(api::headers::{}) {{\n        values.push(({:?}, json!(value)));\n    }}\n",
            header.constant, header.name
        )
    });
    format!(
        "\nfn typed_headers<B>(response: &api::Response<B>) -> Vec<(&'static str, Value)> {{\n    let mut values = \
         Vec::new();\n{}    values\n}}\n",
        concat(values)
    )
}

/// The server is the one of the description, at another origin. A variable at the beginning of its URL is the origin.
fn server(krate: &Crate) -> String {
    let Some(server) = &krate.api.server else {
        return "    builder = builder.base_url(origin);\n".to_owned();
    };
    let url = &server.url;
    let written = format!("builder.base_url(row.server(origin, {url:?}))");
    let (mut text, mut known) = (String::new(), String::new());
    let begins = |name: &str| url.starts_with(&format!("{{{name}}}"));
    for variable in &krate.api.variables {
        let (name, method) = (&variable.name, &variable.method);
        let of = server.variables.iter().find(|of| of.name == *name);
        if begins(name) {
            let _ = writeln!(text, "        builder = builder.{method}(origin);");
            continue;
        }
        let values = of.map(|of| of.values.as_slice()).unwrap_or_default();
        let _ = write!(
            text,
            "        if let Some(value) = row.variable({name:?}) {{\n            builder = builder.{method}(value);\n        }}\n"
        );
        if !values.is_empty() {
            let _ = write!(
                known,
                "row.variable({name:?}).is_none_or(|value| {values:?}.contains(&value)) && "
            );
        }
    }
    if !server
        .variables
        .iter()
        .any(|variable| begins(&variable.name))
    {
        return format!("    builder = {written};\n");
    }
    // A value that the description does not list can only be part of a URL that the caller writes out.
    format!("    if {known}true {{\n{text}    }} else {{\n        builder = {written};\n    }}\n")
}

fn credentials(krate: &Crate, requests: &[(&Ident, &Request)]) -> String {
    let guarded = requests.iter().filter(|(_, request)| {
        let security = &request.security;
        !security.is_empty() && security.iter().all(|schemes| !schemes.is_empty())
    });
    let guarded: Vec<_> = guarded.map(|(_, request)| &request.id).collect();
    let mut text = format!("    let unauthorized = row.is_unauthorized(&{guarded:?});\n");
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
            text,
            "    if let Some(secret) = row.credential({name:?}, {prefix:?}).or(unauthorized.then_some(\"none\")) {{\n        \
             builder = builder.{method}(secret);\n    }}\n"
        );
    }
    text
}

fn operation(index: usize, module: &Ident, request: &Request, negotiable: &[&str]) -> String {
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
    text.push_str(&sent(module, request, negotiable));
    text.push_str("}\n");
    text
}

/// Sends the request and reads the answer; where answers go on, the pages that follow are taken as well.
fn sent(module: &Ident, request: &Request, negotiable: &[&str]) -> String {
    let (before, after) = if matches!(request.paging, Some(Paging::Link { .. })) {
        (
            "    let mut pages = request.clone().pages();\n",
            "    while pages.try_next().await.map_err(|error| told(&error))?.is_some() {}\n",
        )
    } else if matches!(request.output, Output::One(_, Responder::Events)) {
        ("    let again = request.clone();\n", AGAIN)
    } else {
        ("", "")
    };
    let body = body(module, &request.output);
    let accept = request.accept.as_deref().unwrap_or_default();
    // The method reads one media type; what else is asked for is taken as it comes.
    let raw = negotiable.contains(&request.id.as_str()).then(|| {
        format!(
            "    if row.asks_other({accept:?}) {{\n        let response = match request.raw().await {{\n            \
             Ok(response) => response,\n            Err(api::Error::Api(error)) => return Ok(answer(error.status(), \
             error.headers().iter(), &[], &bytes(error.bytes()))),\n            Err(error) => return \
             Err(told(&error)),\n        }};\n        let body = bytes(response.body());\n        return \
             Ok(answer(response.status(), response.headers().iter(), &typed_headers(&response), &body));\n    }}\n"
        )
    });
    let raw = raw.unwrap_or_default();
    format!(
        "{raw}{before}    let response = match request.response().await {{\n        Ok(response) => response,\n        \
         Err(api::Error::Api(error)) => return Ok(answer(error.status(), error.headers().iter(), &[], \
         &bytes(error.bytes()))),\n        Err(error) => return Err(told(&error)),\n    }};\n    let (status, headers) = \
         (response.status(), response.headers().clone());\n    let typed_headers = typed_headers(&response);\n    let body = {body};\n{after}    Ok(answer(status, \
         headers.iter(), &typed_headers, &body))\n"
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
            "json!({ \"kind\": item.kind, \"id\": item.id, \"data\": item.data })",
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

/// The media type of a body that may be of another one, as long as the caller says of which.
fn media_type(call: &ParamCall) -> Option<&str> {
    match call {
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
        ParamCall::Body(BodyKind::Text(_)) => return "row.body()?".to_owned(),
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

/// Takes events with ids once more, as a stream that connects again where it was left.
const AGAIN: &str =
    "    if body[\"events\"].as_array().into_iter().flatten().any(|item| item[\"id\"] != \"\") {
        let options = api::CallOptions::new().reconnect(1).retry(api::RetryPolicy::default());
        let mut events = again.options(options).send().await.map_err(|error| told(&error))?;
        while events.try_next().await.map_err(|error| told(&error))?.is_some() {}
    }
";

/// What makes a file of an upload.
const FILE: &str = "|file| api::FilePart::new(file.name, file.bytes).media_type(file.media_type)";
