//! What the README and the front page say of webhooks and callbacks.

use super::uses::declaration;
use crate::rust::{Crate, Payload};

/// The sections of the README.
pub(super) fn sections(krate: &Crate) -> String {
    let incoming = &krate.incoming;
    let mut parts = Vec::new();
    if !incoming.webhooks.is_empty() || incoming.is_signed {
        parts.push(webhooks(krate));
    }
    if !incoming.callbacks.is_empty() {
        parts.push(format!(
            "## Callbacks\n\nThe module `callbacks` reads what the service sends to the URLs that operations were given. The \
             documentation of each function says what may be responded.\n\n{}",
            table("callbacks", "Callback", &incoming.callbacks)
        ));
    }
    if krate.headers.iter().any(|header| header.is_received) {
        parts.push(headers());
    }
    parts.join("\n\n")
}

fn webhooks(krate: &Crate) -> String {
    let incoming = &krate.incoming;
    let lib = krate.package.lib.as_str();
    let mut uses = String::new();
    let mut lines = Vec::new();
    if incoming.is_signed {
        uses += &declaration("use", lib, &["WebhookVerifier".to_owned()]);
        lines.push("let verifier = WebhookVerifier::new(\"whsec_..\")?;".to_owned());
        lines.push("verifier.verify(|name| headers.get(name)?.to_str().ok(), &body)?;".to_owned());
    }
    if let Some(first) = incoming.webhooks.first() {
        uses += &declaration("use", &format!("{lib}::webhooks"), &["Event".to_owned()]);
        let name = first.name.literal();
        let read = match incoming.tag {
            Some(_) => "from_payload(&body)".to_owned(),
            None => format!("parse({name}, &body)"),
        };
        let held = if first.ty.is_some() { "(payload)" } else { "" };
        let print = if first.ty.is_some() {
            "println!(\"{payload:?}\")"
        } else {
            "{}"
        };
        lines.push(format!(
            "match Event::{read}? {{\n    Event::{}{held} => {print},\n    _ => {{}}\n}}",
            first.variant
        ));
    }
    let mut parts = vec![
        "## Webhooks".to_owned(),
        format!("```rust\n{uses}\n{}\n```", lines.join("\n")),
    ];
    if !incoming.webhooks.is_empty() {
        let by_tag = match &incoming.tag {
            Some((tag, _)) => format!(" `Event::from_payload` finds that out by {}.", tag.code()),
            None => String::new(),
        };
        parts.push(format!(
            "`Event::parse` reads a payload by the name of its webhook; one that the description does not name is \
             `Event::Unknown`.{by_tag} A function for each reads its payload alone, and its documentation says what may be \
             responded. A `WebhookError` says what does not fit, and where."
        ));
    }
    if incoming.is_signed {
        parts.push(
            "A `WebhookVerifier` checks the signature by the scheme of [Standard Webhooks](https://www.standardwebhooks.com), over \
             the body as it came. `with_secret` adds the other secret while secrets are changed, and `tolerance` says how old a \
             webhook may be, 5 minutes without it. `sign` makes a signature for your tests."
                .to_owned(),
        );
    }
    if !incoming.webhooks.is_empty() {
        parts.push(table("webhooks", "Webhook", &incoming.webhooks));
    }
    parts.join("\n\n")
}

/// How the headers that they come with are read.
fn headers() -> String {
    "## Headers of webhooks and callbacks\n\nThe headers that the description names have a constant each: \
     `headers::NAME.find(|name| headers.get(name)?.to_str().ok())` returns the value of its type."
        .to_owned()
}

/// The payloads, each with what reads it.
fn table(module: &str, what: &str, payloads: &[Payload]) -> String {
    let rows = payloads.iter().map(|payload| {
        let name = payload.name.code_in_table();
        match &payload.ty {
            Some(ty) => format!("| {name} | `{module}::{}` | `{ty}` |\n", payload.function),
            None => format!("| {name} | | |\n"),
        }
    });
    let rows: String = rows.collect();
    let table = format!("| {what} | Function | Payload |\n|---|---|---|\n{rows}");
    table.trim_end().to_owned()
}

/// The section of the front page.
pub(super) fn front_page(krate: &Crate) -> String {
    let incoming = &krate.incoming;
    let mut lines = Vec::new();
    if !incoming.webhooks.is_empty() {
        lines.push("[`webhooks::Event`] is what the service sends by itself, read by its name.");
    }
    if !incoming.callbacks.is_empty() {
        lines.push("[`callbacks`] reads what it sends to URLs that operations were given.");
    }
    if incoming.is_signed {
        lines.push("A [`WebhookVerifier`] checks that the service has sent it.");
    }
    if lines.is_empty() {
        return String::new();
    }
    format!("# Webhooks\n\n{}", lines.join("\n"))
}
