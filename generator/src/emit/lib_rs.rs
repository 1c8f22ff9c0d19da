//! `lib.rs`: what the crate is, an example that is compiled, its modules, what it offers.

use super::file::RustFile;
use super::front_page;
use super::uses::declaration;
use crate::rust::{CommandLine, Crate, Doc, EXPORTS, Item, Part};
use crate::text::Text;

/// What a feature adds.
const FEATURES: &str = "#[cfg(feature = \"blocking\")]\npub use runtime::Blocking;\n\
    #[cfg(feature = \"transport\")]\npub use runtime::custom as transport;\n\
    #[cfg(feature = \"test-util\")]\npub use runtime::test_util;\n";

/// What a crate with deprecated fields allows itself.
const DEPRECATED: &str =
    "#![allow(deprecated, reason = \"deprecated fields are still sent and read\")]";

/// What the items of a module allow themselves: the lints of a package are for its own code.
const LINTS: &str = "#[allow(\n    warnings,\n    unused,\n    deprecated,\n    missing_docs,\n    unreachable_pub,\n    \
    clippy::all,\n    clippy::pedantic,\n    clippy::nursery,\n    clippy::restriction,\n    \
    reason = \"the lints of a package are for its own code\"\n)]\n";

/// `lib.rs`.
pub(super) fn file(krate: &Crate, source: &Text) -> String {
    let mut file = RustFile::new(&krate.docs);
    file.example(front_page::sections(krate));
    file.text("#![cfg_attr(docsrs, feature(doc_cfg))]");
    if has_deprecated_fields(krate) {
        file.text(DEPRECATED);
    }
    if let Some(limit) = krate.recursion_limit {
        file.text(format!("#![recursion_limit = \"{limit}\"]"));
    }
    file.text(modules(krate));
    if let Some(program) = &krate.command_line {
        file.text(untyped(krate, program));
    }
    file.text(exports(krate));
    file.finish(source)
}

/// `mod.rs` of a crate that is a module of another one. Text that is included can say nothing about the module around it,
/// so each of its items does.
pub(super) fn module(krate: &Crate) -> String {
    let mut file = RustFile::new(&Doc::default());
    for text in [modules(krate), exports(krate)] {
        let mut lines = String::new();
        for line in text.split_inclusive('\n') {
            if line.starts_with("mod ") || line.starts_with("pub ") {
                lines.push_str(LINTS);
            }
            lines.push_str(line);
        }
        file.text(lines);
    }
    file.finish(&krate.source)
}

/// The modules of the crate.
fn modules(krate: &Crate) -> String {
    let modules = [
        ("pub mod api;\n", !krate.modules.is_empty()),
        ("pub mod callbacks;\n", !krate.incoming.callbacks.is_empty()),
        ("mod client;\nmod error_body;\n", true),
        ("pub mod headers;\n", !krate.headers.is_empty()),
        ("mod runtime;\n", true),
        ("pub mod types;\n", !krate.types.is_empty()),
        ("pub mod webhooks;\n", !krate.incoming.webhooks.is_empty()),
        ("mod xml;\n", !krate.xml.is_empty()),
    ];
    let modules = modules.into_iter().filter(|(_, there)| *there);
    modules.map(|(lines, _)| lines).collect()
}

/// What the crate offers beside its modules.
fn exports(krate: &Crate) -> String {
    let mut names: Vec<String> = EXPORTS.iter().map(ToString::to_string).collect();
    let parts = krate.parts.iter().flat_map(|part| offers(*part));
    names.extend(parts.map(ToString::to_string));
    declaration("pub use", "error_body", &["ErrorBody".to_owned()])
        + FEATURES
        + &declaration("pub use", "runtime", &names)
}

/// Whether the crate has fields whose uses the compiler warns about, those inside the crate too.
fn has_deprecated_fields(krate: &Crate) -> bool {
    let mut items = krate.types.iter().flat_map(|file| &file.items);
    items.any(|item| match item {
        Item::Struct(item) => item.fields.iter().any(|field| field.deprecated),
        _ => false,
    })
}

/// The module on which the command line stands.
fn untyped(krate: &Crate, program: &CommandLine) -> String {
    let schemes: Vec<String> = program.schemes().iter().map(ToString::to_string).collect();
    let mut text = String::from(
        "#[doc(hidden)]\npub mod untyped {\n    //! What the command line of this API stands on; it may change with any release.\n\n",
    );
    let mut add = |path: &str, names: &[String]| {
        let lines = declaration("pub use", path, names);
        text.extend(lines.lines().map(|line| format!("    {line}\n")));
    };
    if !schemes.is_empty() {
        add("crate::client", &schemes);
    }
    add("crate::runtime::untyped", &["*".to_owned()]);
    if krate.parts.contains(&Part::Paging) {
        add(
            "crate::runtime",
            &["NextPage", "Page", "PageParameter", "Paging"].map(str::to_owned),
        );
    }
    text + "}\n"
}

/// What a part of the runtime offers to the crate's users.
fn offers(part: Part) -> &'static [&'static str] {
    match part {
        Part::Map => &["Map"],
        Part::Maybe => &["Maybe"],
        Part::DateTime => &["DateTime"],
        Part::Date => &["Date"],
        Part::UnixTime => &["UnixTime"],
        Part::Base64 => &["Base64"],
        Part::Paging => &["Items", "PageError", "Pages"],
        Part::Multipart => &["FilePart"],
        Part::Events => &["Event", "Events"],
        Part::JsonLines => &["JsonLines"],
        Part::Body => &["Body"],
        Part::ByteStream => &["ByteStream"],
        Part::TokenSource => &["Token", "TokenSource"],
        Part::ClientCredentials => &["ClientCredentials"],
        Part::AuthorizationCode => &["AuthorizationCode", "AuthorizationRequest"],
        Part::DeviceCode => &["DeviceAuthorization", "DeviceCode"],
        Part::Password => &["Password"],
        Part::Header => &["Header"],
        Part::Servers => &["Server"],
        Part::Webhooks => &["WebhookError"],
        Part::WebhookSignature => &["SignatureError", "WebhookVerifier"],
        Part::Object
        | Part::Rest
        | Part::StringEnum
        | Part::ValueEnum
        | Part::Union
        | Part::Newtype
        | Part::Number
        | Part::Form
        | Part::InBody
        | Part::EventKinds
        | Part::Uuid
        | Part::Environment
        | Part::OAuth2
        | Part::WebhookHeader
        | Part::Refresh
        | Part::Xml => &[],
    }
}
