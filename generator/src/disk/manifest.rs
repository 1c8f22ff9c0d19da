//! Whether the package around a module depends on what the module needs.

use std::fmt::Write as _;
use std::path::Path;

use toml_edit::{Document, Item, Table};

use super::error::{Error, Result, shown};
use super::read;
use crate::emit::Dependency;

/// Looks for dependencies in the `Cargo.toml` of a package, and for the edition that generated code is written in.
///
/// # Errors
///
/// Where one is missing, with the lines to be added.
pub(super) fn check<'d>(
    path: &Path,
    module: &str,
    needs: impl Iterator<Item = &'d Dependency>,
) -> Result<()> {
    let text = String::from_utf8_lossy(&read::bytes(path)?).into_owned();
    // Cargo has read it already.
    let Ok(manifest) = Document::parse(text.as_str()) else {
        return Ok(());
    };
    let edition = manifest
        .get("package")
        .and_then(|package| package.get("edition"));
    if let Some(old) = edition
        .and_then(Item::as_str)
        .filter(|edition| *edition < "2024")
    {
        let at = edition.and_then(Item::span).map_or(0, |span| span.start);
        return Err(Error::new(format!(
            "{}: the module `{module}` is written in the edition 2024, and the package has {old}: set `edition = \"2024\"`",
            place(path, &text, at)
        )));
    }
    let mut missing = needs
        .filter(|known| !has(manifest.as_table(), known))
        .peekable();
    if missing.peek().is_none() {
        return Ok(());
    }
    let at = manifest.get("dependencies").and_then(Item::span);
    let mut message = format!(
        "{}: the module `{module}` needs more dependencies; add\n",
        place(path, &text, at.map_or(text.len(), |span| span.start))
    );
    for dependency in missing {
        let _ = match &dependency.platform {
            None => write!(message, "\n{}", dependency.line),
            Some(platform) => write!(
                message,
                "\n# below [target.'{platform}'.dependencies]\n{}",
                dependency.line
            ),
        };
    }
    Err(Error::new(message))
}

/// Whether a package depends on this one anywhere, by whatever name its manifest gives it.
fn has(manifest: &Table, dependency: &Dependency) -> bool {
    let platforms = manifest.get("target").and_then(Item::as_table_like);
    let platforms = platforms.into_iter().flat_map(|table| table.iter());
    let platforms = platforms.filter_map(|(_, platform)| platform.get("dependencies"));
    let mut tables = manifest.get("dependencies").into_iter().chain(platforms);
    tables.any(|table| table.get(&dependency.name).is_some())
}

/// `FILE:LINE:COLUMN` of a byte.
fn place(path: &Path, text: &str, at: usize) -> String {
    let before = &text[..at.min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    format!("{}:{line}:{column}", shown(path))
}

#[cfg(test)]
mod tests {
    use super::{Dependency, check};

    fn told(manifest: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("Cargo.toml");
        std::fs::write(&path, manifest).expect("it is written");
        let of = |name: &str, platform: Option<&str>| Dependency {
            name: name.to_owned(),
            line: format!("{name} = \"1\""),
            platform: platform.map(str::to_owned),
        };
        let needs = [
            of("bytes", None),
            of("serde", None),
            of("js-sys", Some("cfg(wasm)")),
        ];
        let result = check(&path, "pets", needs.iter());
        let told = result
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        told.replace(&format!("{}/", folder.path().display()), "")
    }

    #[test]
    fn what_is_missing_is_told_with_the_lines_to_add() {
        let told = told(
            "[package]\nname = \"a\"\nedition = \"2024\"\n\n[dependencies]\nbytes.workspace = true\n",
        );
        assert_eq!(
            told,
            "Cargo.toml:5:1: the module `pets` needs more dependencies; add\n\nserde = \"1\"\n\
             # below [target.'cfg(wasm)'.dependencies]\njs-sys = \"1\""
        );
    }

    #[test]
    fn dependencies_may_stand_anywhere() {
        let manifest = "[package]\nname = \"a\"\nedition.workspace = true\n[dependencies.serde]\nversion = \"1\"\n\
            [dependencies]\nbytes = \"1\"\n[target.'cfg(wasm)'.dependencies]\njs-sys = \"0\"\n";
        assert_eq!(told(manifest), "");
    }

    #[test]
    fn an_older_edition_is_told() {
        let told = told("[package]\nname = \"a\"\nedition = \"2021\"\n");
        assert!(
            told.starts_with("Cargo.toml:3:11: the module `pets` is written in the edition 2024"),
            "{told}"
        );
    }
}
