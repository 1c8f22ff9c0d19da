//! That each check sees a wrong request, and takes the right one.

mod body;
mod head;
mod url;

use std::path::PathBuf;

use serde_json::{Value, json};

use super::check::{Sent, faults};
use super::files::Files;
use super::operations;
use super::sample::Given;

const V30: &str = "openapi 3.0.3";
const V31: &str = "openapi 3.1.0";
const V32: &str = "openapi 3.2.0";
const V20: &str = "swagger 2.0";

/// A request of the only operation of a description, and what it is given.
struct Case {
    files: Files,
    given: Given,
    sent: Sent,
}

impl Case {
    /// A `POST /a` with these parameters and this body, each with its value, and with the request that is right.
    fn new(version: &str, operation: &Value, values: &[Value], url: &str) -> Self {
        let description = json!({
            version.split(' ').next().unwrap_or_default(): version.split(' ').nth(1),
            "servers": [{ "url": "https://{who}.example/v1/", "variables": { "who": { "default": "api" } } }],
            "host": "api.example", "basePath": "/v1", "schemes": ["https"],
            "components": { "securitySchemes": schemes() },
            "securityDefinitions": schemes(),
            "paths": { "/a/{id}": { "post": operation } },
        });
        let files = Files::of(PathBuf::from("a.json"), description);
        let given = Given {
            parameters: values.iter().cloned().enumerate().collect(),
            ..Given::default()
        };
        let sent = Sent {
            method: "POST".to_owned(),
            url: format!("https://api.example/v1{url}"),
            ..Sent::default()
        };
        Self { files, given, sent }
    }

    fn body(mut self, value: Value, media_type: &str, bytes: &str) -> Self {
        self.given.body = Some((0, value));
        self.sent.body = bytes.as_bytes().to_vec();
        self.header("Content-Type", media_type)
    }

    fn header(mut self, name: &str, value: &str) -> Self {
        self.sent.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What is wrong.
    fn faults(&self) -> Vec<String> {
        let operations = operations(&self.files);
        let found = faults(&operations[0], &self.given, None, &self.sent);
        found.into_iter().map(|fault| fault.what).collect()
    }

    /// The same with another request.
    fn with(&self, change: impl FnOnce(&mut Sent)) -> Vec<String> {
        let mut sent = self.sent.clone();
        change(&mut sent);
        let operations = operations(&self.files);
        let found = faults(&operations[0], &self.given, None, &sent);
        found.into_iter().map(|fault| fault.what).collect()
    }

    /// Checks that the request is right, and that it is wrong with each of these in the place of a text in its URL,
    /// its headers or its body.
    #[track_caller]
    fn only(&self, right: &str, wrong: &[&str]) {
        assert_eq!(self.faults(), Vec::<String>::new(), "{:?}", self.sent);
        for wrong in wrong {
            let found = self.with(|sent| {
                let body = String::from_utf8_lossy(&sent.body).replacen(right, wrong, 1);
                let other = sent.url.replacen(right, wrong, 1);
                let headers = sent.headers.iter_mut();
                headers.for_each(|(_, value)| *value = value.replacen(right, wrong, 1));
                (sent.url, sent.body) = (other, body.into_bytes());
            });
            assert!(
                !found.is_empty(),
                "{wrong:?} in the place of {right:?} is taken"
            );
        }
    }
}

fn schemes() -> Value {
    json!({
        "bearer": { "type": "http", "scheme": "bearer" },
        "key": { "type": "apiKey", "in": "query", "name": "key" },
        "head": { "type": "apiKey", "in": "header", "name": "X-Key" },
        "cookie": { "type": "apiKey", "in": "cookie", "name": "sid" },
    })
}

fn parameters(list: &Value) -> Value {
    json!({ "parameters": list })
}
