//! `Cargo.toml`: facts of the package, and the dependencies that its files name.

use std::collections::BTreeSet;

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::file::header;
use crate::files::Files;
use crate::rust::{Crate, Package};

/// A crate that a generated one may need.
struct Dependency {
    name: &'static str,
    /// The name in Rust paths.
    path: &'static str,
    version: &'static str,
    default_features: bool,
    features: &'static [&'static str],
    /// Whether it belongs to the feature of its name.
    optional: bool,
}

const fn plain(name: &'static str, version: &'static str) -> Dependency {
    Dependency {
        name,
        path: name,
        version,
        default_features: true,
        features: &[],
        optional: false,
    }
}

/// Every crate that a generated one may need; those that no file names are left out.
const DEPENDENCIES: [Dependency; 22] = [
    Dependency {
        default_features: false,
        features: &["alloc"],
        ..plain("base64", "0.23")
    },
    plain("bytes", "1"),
    Dependency {
        path: "futures_core",
        default_features: false,
        ..plain("futures-core", "0.3")
    },
    plain("getrandom", "0.4"),
    Dependency {
        path: "gloo_timers",
        features: &["futures"],
        ..plain("gloo-timers", "0.3")
    },
    plain("hmac", "0.13"),
    Dependency {
        path: "http_body",
        ..plain("http-body", "1")
    },
    plain("httpdate", "1"),
    Dependency {
        default_features: false,
        features: &["std"],
        ..plain("jiff", "0.2")
    },
    Dependency {
        path: "js_sys",
        ..plain("js-sys", "0.3")
    },
    Dependency {
        path: "percent_encoding",
        ..plain("percent-encoding", "2")
    },
    Dependency {
        path: "quick_xml",
        ..plain("quick-xml", "0.42")
    },
    Dependency {
        default_features: false,
        ..plain("reqwest", "0.13")
    },
    plain("serde", "1"),
    // Without it, one float in ten is read as the neighbour of the nearest double.
    Dependency {
        features: &["float_roundtrip"],
        ..plain("serde_json", "1")
    },
    plain("serde_path_to_error", "0.1"),
    Dependency {
        default_features: false,
        ..plain("sha2", "0.11")
    },
    Dependency {
        default_features: false,
        features: &["time"],
        ..plain("tokio", "1.49")
    },
    Dependency {
        default_features: false,
        optional: true,
        ..plain("tracing", "0.1")
    },
    Dependency {
        default_features: false,
        features: &["serde"],
        ..plain("uuid", "1")
    },
    Dependency {
        path: "wasm_bindgen_futures",
        ..plain("wasm-bindgen-futures", "0.4")
    },
    Dependency {
        path: "web_time",
        ..plain("web-time", "1")
    },
];

/// The files that are compiled for WebAssembly alone, so that nobody else needs what they alone name.
const WASM: [&str; 3] = [
    "src/runtime/client/detached_wasm.rs",
    "src/runtime/platform/wasm.rs",
    "src/runtime/transport/fetch.rs",
];

/// The features that dependencies need there.
const WASM_FEATURES: [(&str, &str); 2] = [("getrandom", "wasm_js"), ("reqwest", "stream")];

/// The test that sends the examples of the reference.
const EXAMPLES: &str = "tests/examples/main.rs";

/// The text of `Cargo.toml` for a crate with these files.
pub(super) fn file(krate: &Crate, files: &Files) -> String {
    let mut document = DocumentMut::new();
    document["package"] = Item::Table(package(&krate.package));
    document["features"] = Item::Table(features());
    let (mut everywhere, mut wasm) = (Table::new(), Table::new());
    for dependency in &DEPENDENCIES {
        let more = more(dependency, files);
        if is_named(dependency.path, files, |file| !WASM.contains(&file)) {
            everywhere[dependency.name] = specification(dependency, &more);
        } else if is_named(dependency.path, files, |file| WASM.contains(&file)) {
            wasm[dependency.name] = specification(dependency, &more);
        }
        let feature = WASM_FEATURES
            .iter()
            .find(|(name, _)| *name == dependency.name);
        if let (Some((_, feature)), Some(_)) = (feature, everywhere.get(dependency.name)) {
            wasm[dependency.name] = specification(dependency, &[feature]);
        }
    }
    document["dependencies"] = Item::Table(everywhere);
    if files.get(EXAMPLES).is_some() {
        let (development, test) = examples();
        document["dev-dependencies"] = Item::Table(development);
        document["test"] = Item::ArrayOfTables(test);
    }
    document["target"] = Item::Table(target("cfg(target_arch = \"wasm32\")", wasm));
    document["lints"] = Item::Table(lints());
    let header = header(&krate.source).replacen("//", "#", 1);
    format!("{header}\n\n{document}")
}

fn package(package: &Package) -> Table {
    let mut table = Table::new();
    table["name"] = value(&package.name);
    table["version"] = value(&package.version);
    table["edition"] = value("2024");
    table["rust-version"] = value("1.88");
    table["description"] = value(package.description.line());
    if let Some(license) = &package.license {
        table["license"] = value(license);
    }
    table["metadata"] = Item::Table(metadata());
    table
}

/// What docs.rs builds: the features that add something to look at, for one target.
fn metadata() -> Table {
    let mut docs = Table::new();
    docs["features"] = value(array(&[
        "blocking",
        "http-client",
        "test-util",
        "tracing",
        "transport",
    ]));
    docs["targets"] = value(array(&["x86_64-unknown-linux-gnu"]));
    let mut table = Table::new();
    table.set_implicit(true);
    let mut inner = Table::new();
    inner.set_implicit(true);
    inner["rs"] = Item::Table(docs);
    table["docs"] = Item::Table(inner);
    table
}

/// The features of every crate.
pub(super) fn features() -> Table {
    let mut table = Table::new();
    table["blocking"] = value(array(&["tokio/rt-multi-thread"]));
    table["default"] = value(array(&["rustls"]));
    table["gzip"] = value(array(&["reqwest/gzip"]));
    table["http-client"] = value(Array::new());
    table["http2"] = value(array(&["reqwest/http2"]));
    table["native-tls"] = value(array(&["reqwest/native-tls"]));
    table["rustls"] = value(array(&["reqwest/rustls"]));
    table["test-util"] = value(array(&["transport"]));
    table["tracing"] = value(array(&["dep:tracing"]));
    table["transport"] = value(Array::new());
    table
}

/// The dependencies that one platform alone has.
fn target(platform: &str, dependencies: Table) -> Table {
    let mut table = Table::new();
    table.set_implicit(true);
    let mut platforms = Table::new();
    platforms.set_implicit(true);
    platforms["dependencies"] = Item::Table(dependencies);
    table[platform] = Item::Table(platforms);
    table
}

/// What the test of the examples needs.
fn examples() -> (Table, ArrayOfTables) {
    let mut development = Table::new();
    let tokio = DEPENDENCIES.iter().find(|known| known.name == "tokio");
    if let Some(tokio) = tokio {
        development["tokio"] = specification(tokio, &["rt"]);
    }
    let mut test = Table::new();
    test["name"] = value("examples");
    test["path"] = value(EXAMPLES);
    test["required-features"] = value(array(&["test-util"]));
    let mut tests = ArrayOfTables::new();
    tests.push(test);
    (development, tests)
}

fn array(texts: &[&str]) -> Array {
    texts.iter().copied().collect()
}

/// The features of a dependency that only some files need.
fn more(dependency: &Dependency, files: &Files) -> Vec<&'static str> {
    if dependency.name != "tokio" {
        return Vec::new();
    }
    let needs_sync = is_named("tokio::sync", files, |_| true);
    let spawns = files.get("src/runtime/client/detached.rs").is_some();
    let more = [spawns.then_some("rt"), needs_sync.then_some("sync")];
    more.into_iter().flatten().collect()
}

fn specification(dependency: &Dependency, more: &[&str]) -> Item {
    let features: BTreeSet<&str> = dependency.features.iter().chain(more).copied().collect();
    if dependency.default_features && features.is_empty() {
        return value(dependency.version);
    }
    let mut table = InlineTable::new();
    table.insert("version", dependency.version.into());
    if !dependency.default_features {
        table.insert("default-features", false.into());
    }
    if !features.is_empty() {
        let features: Vec<&str> = features.into_iter().collect();
        table.insert("features", Value::Array(array(&features)));
    }
    if dependency.optional {
        table.insert("optional", true.into());
    }
    value(table)
}

/// The crate stands alone, so that it says itself what is expected of its code.
fn lints() -> Table {
    let mut rust = Table::new();
    rust["missing_docs"] = value("allow");
    if let Some(mut key) = rust.key_mut("missing_docs") {
        key.leaf_decor_mut()
            .set_prefix("# Where the description has no words for a thing, there are none.\n");
    }
    rust["unreachable_pub"] = value("warn");
    rust["unsafe_code"] = value("forbid");
    let mut pedantic = InlineTable::new();
    pedantic.insert("level", "warn".into());
    pedantic.insert("priority", Value::from(-1));
    let mut clippy = Table::new();
    clippy["pedantic"] = value(pedantic);
    clippy["doc_markdown"] = value("allow");
    if let Some(mut key) = clippy.key_mut("doc_markdown") {
        key.leaf_decor_mut()
            .set_prefix("# The texts are those of the description.\n");
    }
    let mut table = Table::new();
    table.set_implicit(true);
    table["rust"] = Item::Table(rust);
    table["clippy"] = Item::Table(clippy);
    table
}

/// Whether one of these files names a crate in a path.
///
/// The runtime's are texts of our own. In any other file only a declaration counts: what else stands there may be words
/// of the description.
fn is_named(path: &str, files: &Files, is_meant: impl Fn(&str) -> bool) -> bool {
    let (needle, declaration) = (format!("{path}::"), format!("use {path}::"));
    let mut meant = files.iter().filter(|(file, _)| is_meant(file));
    meant.any(|(file, text)| {
        if file.starts_with("tests/") || file.starts_with("docs/") {
            return false;
        }
        if !file.starts_with("src/runtime/") {
            return text.lines().any(|line| line.starts_with(&declaration));
        }
        // The first line of one of them names the description's file.
        let code = text.lines().filter(|line| !line.starts_with("//"));
        code.flat_map(|line| line.match_indices(&needle).map(move |(at, _)| &line[..at]))
            .any(|before| !before.ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c)))
    })
}

#[cfg(test)]
mod tests {
    use toml_edit::DocumentMut;

    use super::{DEPENDENCIES, specification};

    #[test]
    fn versions_are_those_of_the_workspace() {
        let manifest = include_str!("../../../Cargo.toml");
        let manifest: DocumentMut = manifest.parse().expect("the workspace's manifest is TOML");
        for dependency in DEPENDENCIES {
            let ours = specification(&dependency, &[]).to_string();
            let theirs = manifest["workspace"]["dependencies"].get(dependency.name);
            let theirs = theirs.map(ToString::to_string).unwrap_or_default();
            let version = |text: &str| text.split('"').nth(1).map(str::to_owned);
            assert_eq!(version(&ours), version(&theirs), "{}", dependency.name);
        }
    }
}
