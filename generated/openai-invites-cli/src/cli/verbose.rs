//! `--verbose`: the URL of each request, its headers and those of the response, on the standard error, without what is secret.

use std::io::Write;

use client::ClientBuilder;
use client::untyped;

use super::output::for_people;

/// Tells of each attempt.
pub(crate) fn tell(builder: ClientBuilder) -> ClientBuilder {
    builder
        .on_request(|request| {
            let sent = untyped::attempt(request, is_secret);
            told(&format!(
                "> {} {} (attempt {})",
                request.method(),
                sent.url,
                request.attempt()
            ));
            for (name, value) in &sent.headers {
                told(&format!("> {name}: {value}"));
            }
        })
        .on_response(|response| {
            let took = response.elapsed().as_millis();
            match response.status() {
                Some(status) => told(&format!("< {status} after {took} ms")),
                None => told(&format!("< no response after {took} ms")),
            }
            for (name, value) in response
                .headers()
                .into_iter()
                .flat_map(client::Headers::iter)
            {
                let text = String::from_utf8_lossy(value);
                let value = if is_secret(name) { "***" } else { &text };
                told(&format!("< {name}: {value}"));
            }
        })
}

/// A line for whoever listens.
fn told(line: &str) {
    let _ = writeln!(std::io::stderr(), "{}", for_people(line));
}

/// Whether the name of a header or a parameter says that its value is secret.
pub(crate) fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        "authorization",
        "cookie",
        "key",
        "token",
        "secret",
        "password",
        "credential",
    ]
    .iter()
    .any(|word| name.contains(word))
}
