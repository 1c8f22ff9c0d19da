//! The descriptions on disk, found by convention or by path.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clientwright::{Input, Output};

use crate::disk;

/// The endings of a description.
const EXTENSIONS: [&str; 3] = ["yaml", "yml", "json"];

/// A description, and where its crate goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spec {
    /// The package's name.
    pub(crate) name: String,
    /// The description.
    pub(crate) path: PathBuf,
    /// How it is called in messages and in the headers of generated files: `spec/NAME.yaml`.
    pub(crate) shown: String,
    /// The folder that its `$ref`s stay in.
    root: PathBuf,
    /// The beginning of the shown name that stands for that folder.
    shown_root: &'static str,
    /// The overlay beside it, where there is one.
    pub(crate) overlay: Option<PathBuf>,
    /// The folder of its crate.
    pub(crate) out: PathBuf,
}

impl Spec {
    /// A description anywhere on the disk, whose crate goes to `out`.
    ///
    /// Its `$ref`s stay in `root`, which holds it; in its own folder where none is named.
    pub(crate) fn at(
        path: &Path,
        root: Option<&Path>,
        out: &Path,
        name: Option<&str>,
    ) -> Result<Self> {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.map_or_else(|| package_name(stem(&file)), str::to_owned);
        let (root, shown) = match root {
            None => (folder_of(path).to_owned(), file.into_owned()),
            Some(root) => (root.to_owned(), name_below(root, path)?),
        };
        Ok(Self {
            name,
            path: path.to_owned(),
            shown,
            root,
            shown_root: "",
            overlay: overlay_of(path),
            out: out.to_owned(),
        })
    }

    /// A description of the repository: `spec/NAME.yaml`, whose crate goes to `generated/NAME/`.
    pub(crate) fn of_repository(name: &str) -> Result<Self> {
        let repository = disk::repository();
        let found: Vec<_> = EXTENSIONS
            .iter()
            .map(|extension| format!("spec/{name}.{extension}"))
            .filter(|path| repository.join(path).is_file())
            .collect();
        let [shown] = found.as_slice() else {
            match found.as_slice() {
                [] => bail!("there is no spec/{name}.yaml and no spec/{name}.json"),
                several => bail!("{name} is described more than once: {}", several.join(", ")),
            }
        };
        if package_name(name) != name {
            bail!(
                "{shown}: its name is that of a package, so write it like `{}`",
                package_name(name)
            );
        }
        let path = repository.join(shown);
        let out = repository.join("generated").join(name);
        Ok(Self {
            name: name.to_owned(),
            overlay: overlay_of(&path),
            path,
            shown: shown.clone(),
            root: repository.join("spec"),
            shown_root: "spec",
            out,
        })
    }

    /// A description by its name below `spec/`, or by its path.
    pub(crate) fn named(name: &str) -> Result<Self> {
        let path = Path::new(name);
        if path.is_file() {
            Self::at(path, None, Path::new(""), None)
        } else {
            Self::of_repository(name)
        }
    }

    /// Generates the crate, as values.
    pub(crate) fn generate(&self) -> Result<Output> {
        let read = |path: &str| disk::read_part(&self.root, path);
        let (name, shown) = (self.name.as_str(), self.shown.as_str());
        let mut input = Input::new(name, shown, disk::bytes(&self.path)?)
            .folder(self.shown_root)
            .read(&read);
        if let Some(path) = &self.overlay {
            input = input.overlay(self.beside(path), disk::bytes(path)?);
        }
        Ok(clientwright::generate(input))
    }

    /// How a file beside the description is shown.
    fn beside(&self, path: &Path) -> String {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match self.shown.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{name}"),
            None => name.into_owned(),
        }
    }
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// The name of a file as it is called from a folder above it, with `/` between folders.
fn name_below(root: &Path, path: &Path) -> Result<String> {
    let canonical = |path: &Path| {
        path.canonicalize()
            .with_context(|| format!("{} cannot be read", path.display()))
    };
    let (file, root) = (canonical(path)?, canonical(root)?);
    let below = file
        .strip_prefix(&root)
        .with_context(|| format!("{} is not in {}", path.display(), root.display()))?;
    let steps = below.iter().map(|step| step.to_string_lossy());
    Ok(steps.collect::<Vec<_>>().join("/"))
}

/// All descriptions of the repository, in the order of their names.
pub(crate) fn all() -> Result<Vec<Spec>> {
    let folder = disk::repository().join("spec");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        let name = stem(&file);
        let described = EXTENSIONS
            .iter()
            .any(|extension| file == format!("{name}.{extension}"));
        if described && !name.ends_with(".overlay") {
            names.push(name.to_owned());
        }
    }
    names.sort();
    names.dedup();
    names.iter().map(|name| Spec::of_repository(name)).collect()
}

/// Brings a text to the form of a package's name: lower case, and dashes for all that a name cannot hold.
pub(crate) fn package_name(text: &str) -> String {
    let mut name = String::new();
    for c in text.chars() {
        match c.to_ascii_lowercase() {
            c @ ('a'..='z' | '0'..='9') => name.push(c),
            _ if name.ends_with('-') => {}
            _ => name.push('-'),
        }
    }
    let name = name.trim_matches('-');
    match name.chars().next() {
        None => "api".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("api-{name}"),
        Some(_) => name.to_owned(),
    }
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn overlay_of(path: &Path) -> Option<PathBuf> {
    EXTENSIONS
        .iter()
        .map(|extension| path.with_extension(format!("overlay.{extension}")))
        .find(|overlay| overlay.is_file())
}

#[cfg(test)]
mod tests {
    use super::package_name;

    #[test]
    fn a_package_is_named_after_its_description() {
        assert_eq!(package_name("Pet.Store_v2"), "pet-store-v2");
        assert_eq!(package_name("2ch"), "api-2ch");
        assert_eq!(package_name("../äöü"), "api");
    }
}
