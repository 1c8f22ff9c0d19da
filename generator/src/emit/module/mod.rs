//! The crate as a module of another one: the same files below a `mod.rs`, with paths that hold wherever it stands.

mod relative;
mod tokens;

use std::collections::BTreeSet;

use toml_edit::{DocumentMut, Item, Value};

use super::{cargo_toml, lib_rs, sources};
use crate::files::Files;
use crate::rust::Crate;

/// A crate as a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Its files, `mod.rs` first of all.
    pub files: Files,
    /// What the package around it has to depend on.
    pub dependencies: Vec<Dependency>,
}

/// A package that a module needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// Its name, such as `serde_json`.
    pub name: String,
    /// Its line for `Cargo.toml`, such as `serde_json = "1"`.
    pub line: String,
    /// The platform that alone needs it, as `Cargo.toml` calls it: `cfg(target_arch = "wasm32")`.
    pub platform: Option<String>,
}

/// Writes out a crate as a module, with these features of the crate and those that they stand on.
#[must_use]
pub fn module(krate: &Crate, features: &BTreeSet<String>) -> Module {
    let files = sources(krate);
    let manifest: DocumentMut = cargo_toml::file(krate, &files).parse().unwrap_or_default();
    let on = Features::of(&manifest, features);
    let macros = relative::macros(&files);
    let mut module = Files::default();
    for (path, text) in files.iter() {
        let Some(path) = path.strip_prefix("src/").filter(|path| *path != "lib.rs") else {
            continue;
        };
        module.insert(
            path,
            relative::file(path, text, &macros, &on.is_known, &on.names),
        );
    }
    let root = lib_rs::module(krate);
    module.insert(
        "mod.rs",
        relative::file("mod.rs", &root, &macros, &on.is_known, &on.names),
    );
    Module {
        files: module,
        dependencies: dependencies(&manifest, &on),
    }
}

/// The features that a module may have.
#[must_use]
pub fn features() -> Vec<String> {
    let all = cargo_toml::features();
    let names = all.iter().map(|(name, _)| name.to_owned());
    names.filter(|name| name != "default").collect()
}

/// The features of a crate: those there are, those that are on, and what these turn on in dependencies.
struct Features {
    is_known: BTreeSet<String>,
    names: BTreeSet<String>,
    /// `PACKAGE/FEATURE` and `dep:PACKAGE`.
    of_dependencies: BTreeSet<String>,
}

impl Features {
    fn of(manifest: &DocumentMut, chosen: &BTreeSet<String>) -> Self {
        let table = manifest["features"].as_table();
        let mut found = Self {
            is_known: table
                .iter()
                .flat_map(|table| table.iter())
                .map(|(name, _)| name.to_owned())
                .collect(),
            names: BTreeSet::new(),
            of_dependencies: BTreeSet::new(),
        };
        let mut open: Vec<String> = chosen.iter().cloned().collect();
        if !chosen.contains("native-tls") {
            open.push("default".to_owned());
        }
        while let Some(name) = open.pop() {
            if name.contains(['/', ':']) {
                found.of_dependencies.insert(name);
                continue;
            }
            let more = table.and_then(|table| table.get(&name)?.as_array());
            if found.names.insert(name) {
                let more = more.iter().flat_map(|more| more.iter());
                open.extend(more.filter_map(Value::as_str).map(str::to_owned));
            }
        }
        found
    }
}

/// The dependencies of a manifest, as these features have them.
fn dependencies(manifest: &DocumentMut, on: &Features) -> Vec<Dependency> {
    let everywhere = manifest.get("dependencies").map(|table| (None, table));
    let platforms = manifest.get("target").and_then(Item::as_table);
    let platforms = platforms.iter().flat_map(|table| table.iter());
    let platforms = platforms.map(|(name, table)| (Some(name), &table["dependencies"]));
    let mut found = Vec::new();
    for (platform, table) in everywhere.into_iter().chain(platforms) {
        for (name, item) in table.as_table().iter().flat_map(|table| table.iter()) {
            if let Some(line) = line(name, item, on) {
                found.push(Dependency {
                    name: name.to_owned(),
                    line,
                    platform: platform.map(str::to_owned),
                });
            }
        }
    }
    found
}

/// The line of a dependency; none for one that only a feature needs which is off.
fn line(name: &str, item: &Item, on: &Features) -> Option<String> {
    let prefix = format!("{name}/");
    let more = on
        .of_dependencies
        .iter()
        .filter_map(|feature| feature.strip_prefix(&prefix));
    let more: Vec<&str> = more.collect();
    let Some(table) = item.as_inline_table() else {
        let version = item.as_str()?;
        return Some(if more.is_empty() {
            format!("{name} = \"{version}\"")
        } else {
            format!("{name} = {{ version = \"{version}\", features = {more:?} }}")
        });
    };
    let mut table = table.clone();
    if table.remove("optional").is_some() && !on.of_dependencies.contains(&format!("dep:{name}")) {
        return None;
    }
    if !more.is_empty() {
        let known = table.get("features").and_then(Value::as_array);
        let known = known
            .iter()
            .flat_map(|known| known.iter())
            .filter_map(Value::as_str);
        let all: BTreeSet<&str> = known.chain(more).collect();
        let all: toml_edit::Array = all.into_iter().collect();
        table.insert("features", Value::Array(all));
    }
    table.fmt();
    Some(format!("{name} = {}", table.to_string().trim()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Module, features, module};
    use crate::{Input, generate};

    const PETS: &str = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\nservers: [{url: https://pets.example}]\npaths:\n  \
        /pets:\n    get:\n      operationId: listPets\n      responses:\n        \
        '200': {description: The pets., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}\n\
        components: {schemas: {Pet: {type: object, required: [name], properties: {name: {type: string}}}}}\n";

    fn pets(features: &[&str]) -> Module {
        let output = generate(Input::new("pets", "spec/pets.yaml", PETS));
        let krate = output.krate.expect("a crate");
        module(
            &krate,
            &features
                .iter()
                .map(ToString::to_string)
                .collect::<BTreeSet<_>>(),
        )
    }

    fn lines(module: &Module) -> Vec<&str> {
        module
            .dependencies
            .iter()
            .map(|known| known.line.as_str())
            .collect()
    }

    #[test]
    fn dependencies_are_those_of_the_features() {
        let plain = pets(&[]);
        assert!(lines(&plain).contains(
            &"reqwest = { version = \"0.13\", default-features = false, features = [\"rustls\"] }"
        ));
        assert!(!lines(&plain).iter().any(|line| line.starts_with("tracing")));
        let more = pets(&["blocking", "gzip", "native-tls", "tracing"]);
        let wanted = [
            "reqwest = { version = \"0.13\", default-features = false, features = [\"gzip\", \"native-tls\"] }",
            "tokio = { version = \"1.49\", default-features = false, features = [\"rt-multi-thread\", \"time\"] }",
            "tracing = { version = \"0.1\", default-features = false }",
        ];
        for line in wanted {
            assert!(lines(&more).contains(&line), "{line}: {:#?}", lines(&more));
        }
        let wasm = more
            .dependencies
            .iter()
            .find(|known| known.name == "js-sys");
        let platform = wasm.and_then(|known| known.platform.as_deref());
        assert_eq!(platform, Some("cfg(target_arch = \"wasm32\")"));
    }

    #[test]
    fn features_are_chosen_when_it_is_generated() {
        for (chosen, wanted) in [
            (&[][..], "#[cfg(false)]\n"),
            (&["test-util"], "#[cfg(true)]\n"),
        ] {
            let module = pets(chosen);
            let root = module.files.get("runtime/mod.rs").unwrap_or_default();
            assert!(
                root.contains(&format!("{wanted}pub mod test_util;")),
                "{root}"
            );
            let asks =
                |(path, text): (&str, &str)| text.contains("cfg(feature").then(|| path.to_owned());
            assert_eq!(
                module.files.iter().filter_map(asks).collect::<Vec<_>>(),
                [""; 0]
            );
        }
        assert!(
            features().contains(&"blocking".to_owned())
                && !features().contains(&"default".to_owned())
        );
    }

    #[test]
    fn no_path_begins_at_the_root_of_the_crate_around_it() {
        let module = pets(&["blocking", "test-util"]);
        for (path, text) in module.files.iter() {
            for line in text.lines() {
                let begins = if line.trim_start().starts_with("//") {
                    "](crate::"
                } else {
                    "crate::"
                };
                assert!(!line.contains(begins), "{path}: {line}");
            }
        }
        let pet = module.files.get("types/pet.rs").unwrap_or_default();
        assert!(pet.contains("use super::super::runtime;\n"), "{pet}");
    }
}
