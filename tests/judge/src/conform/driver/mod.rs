//! Writes the driver of a crate: Rust code that calls its public methods with the values of calls.
//!
//! The compiler finds the types of the arguments from the methods that take them, so that a value of another type is an
//! error of that call alone.

mod answer;
pub(crate) mod request;

use std::fmt::Write as _;

use clientwright::rust::{Crate, Declares, Ident, Request, SchemeKind};

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
                .filter(|request| request.declares == Declares::Operation)
                .map(move |request| (&module.name, request))
        })
        .collect();
    let mut text = PRELUDE.replace("CRATE", krate.package.lib.as_str());
    text.push_str(&headers(krate));
    text.push_str(&entry(krate, &requests));
    for (index, (module, request)) in requests.iter().enumerate() {
        let negotiable = negotiable.contains(&request.id.raw());
        text.push_str(&request::source(index, module, request));
        let _ = write!(
            text,
            "\nasync fn call_{index}(client: &api::Client, row: &Row<'_>) -> Result<Value, String> {{\n    let request = \
             request_{index}(client, row).await?;\n{}}}\n",
            answer::source(module, request, negotiable)
        );
    }
    text
}

/// What every driver begins with.
const PRELUDE: &str = "#![allow(deprecated, unused)]

use conform_support::{Row, answer, bytes, told, typed};
use serde_json::{Value, json};
use CRATE as api;

/// An answer without its body.
struct Head {
    status: u16,
    headers: api::Headers,
    typed: Vec<(&'static str, Value)>,
}

impl Head {
    fn of<B>(response: &api::Response<B>) -> Self {
        Self {
            status: response.status(),
            headers: response.headers().clone(),
            typed: typed_headers(response),
        }
    }

    fn with(&self, body: &Value) -> Value {
        answer(self.status, self.headers.iter(), &self.typed, body)
    }
}

fn failed(error: api::Error) -> Result<Value, String> {
    match error {
        api::Error::Api(error) => {
            Ok(answer(error.status(), error.headers().iter(), &[], &bytes(error.bytes())))
        }
        error => Err(told(&error)),
    }
}
";

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
    let begins = |name: &str| url.raw().starts_with(&format!("{{{name}}}"));
    for variable in &krate.api.variables {
        let (name, method) = (&variable.name, &variable.method);
        let of = server.variables.iter().find(|of| of.name == *name);
        if begins(name.raw()) {
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
        .any(|variable| begins(variable.name.raw()))
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
            SchemeKind::Http(word) => format!("{} ", word.raw()),
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
