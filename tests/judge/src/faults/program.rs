//! The program that plays the faults with a crate: a package of its own, because the crate may be anybody's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::calls::Calls;
use crate::place;

/// What does not depend on the crate.
const SOURCES: [(&str, &str); 5] = [
    ("main.rs", include_str!("program/main.rs")),
    ("calls.rs", include_str!("program/calls.rs")),
    ("declare.rs", include_str!("program/declare.rs")),
    ("pieces.rs", include_str!("program/pieces.rs")),
    ("own.rs", include_str!("program/own.rs")),
];

/// The features of the crate that the ways need.
const FEATURES: &str = "[\"blocking\", \"gzip\", \"http-client\", \"http2\", \"transport\"]";

/// What the program stands on, and how it is compiled: as this repository is, but for what reads HTTP. It reads many
/// megabytes at once where a server sends without end, for seconds where it is not optimized, and no timeout of the same
/// thread fires meanwhile.
const REST: &str = "anyhow = \"1\"
bytes = \"1\"
clap = { version = \"4\", features = [\"derive\", \"env\"] }
futures-core = { version = \"0.3\", default-features = false }
http-body-util = \"0.1\"
hyper = { version = \"1\", features = [\"client\", \"http1\"] }
hyper-util = { version = \"0.1\", features = [\"tokio\"] }
reqwest = { version = \"0.13\", default-features = false, features = [\"http2\", \"rustls\"] }
tokio = { version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }

[profile.dev]
debug = \"line-tables-only\"

[profile.dev.package.\"*\"]
debug = false

[profile.dev.package]
bytes.opt-level = 3
http.opt-level = 3
httparse.opt-level = 3
hyper.opt-level = 3
tokio.opt-level = 3
";

/// Writes and compiles the program for the crate in a folder, and returns its path.
pub(super) fn build(scratch: &Path, folder: &Path, calls: &Calls) -> Result<PathBuf> {
    let library = place::repository().join("tests/faults");
    let manifest = format!(
        "[package]\nname = \"fault-run\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n\
         [dependencies]\nclient = {{ package = {:?}, path = {:?}, features = {FEATURES} }}\n\
         clientwright-faults = {{ path = {:?} }}\n{REST}",
        calls.package,
        folder.to_string_lossy(),
        library.to_string_lossy()
    );
    fs::create_dir_all(scratch.join("src"))?;
    fs::write(scratch.join("Cargo.toml"), manifest)?;
    fs::copy(
        place::repository().join("Cargo.lock"),
        scratch.join("Cargo.lock"),
    )?;
    for (name, text) in SOURCES {
        fs::write(scratch.join("src").join(name), text)?;
    }
    fs::write(scratch.join("src/requests.rs"), requests(calls))?;
    let status = Command::new("cargo")
        .args(["build", "--quiet"])
        .current_dir(scratch)
        .env("CARGO_TARGET_DIR", place::target())
        .status()
        .context("cargo does not start")?;
    if !status.success() {
        bail!("the program that plays the faults does not compile");
    }
    Ok(place::target().join("debug/fault-run"))
}

/// The module that holds the calls of the crate.
fn requests(calls: &Calls) -> String {
    let builder = ["api::Client::builder()".to_owned()];
    let builder: Vec<_> = builder
        .iter()
        .chain(&calls.credentials)
        .map(String::as_str)
        .collect();
    let call = |name: &str, kind: &str, call: &Option<String>| match call {
        Some(call) => format!("{kind}!({name}, |client| {call});\n"),
        None => format!("request!({name});\n"),
    };
    let declarations = [
        call("get", "request", &calls.get),
        call("post", "request", &calls.post),
        call("upload", "request", &calls.upload),
        call("events", "stream", &calls.events),
    ];
    format!(
        "//! The calls of this client.\n\npub(crate) use client as api;\n\n#[allow(unused_imports)]\nuse crate::{{declare::{{\
         request, stream}}, pieces::Pieces}};\n\npub(crate) fn client() -> api::ClientBuilder {{\n    \
         {}\n}}\n\n{}",
        builder.join("."),
        declarations.concat()
    )
}
