//! The descriptions on disk, found by convention or by path.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{Error, Result};
use super::{place, read};
use crate::generate::{Input, Output, generate, understand};
use crate::report::Code;

/// The endings of a description.
const EXTENSIONS: [&str; 3] = ["yaml", "yml", "json"];

/// A description on disk, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    /// The package's name.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// How it is called in messages and in the headers of generated files: `spec/NAME.yaml`.
    pub shown: String,
    /// The overlay, where there is one: the file beside it that is called `NAME.overlay.yaml` or `.json`.
    pub overlay: Option<PathBuf>,
    /// The codes of errors that stop nothing, each one of [`Code::ALLOWABLE`].
    pub allowed: Vec<Code>,
    /// The folder that its `$ref`s stay in.
    root: PathBuf,
    /// The beginning of the shown name that stands for that folder.
    shown_root: String,
}

impl Spec {
    /// A description anywhere on the disk.
    ///
    /// Its `$ref`s stay in `root`, which holds it; in its own folder where none is named. The package is called `name`,
    /// or like the file.
    ///
    /// # Errors
    ///
    /// Where the file is not in `root`.
    pub fn at(path: &Path, root: Option<&Path>, name: Option<&str>) -> Result<Self> {
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
            overlay: overlay_of(path),
            allowed: Vec::new(),
            root,
            shown_root: String::new(),
        })
    }

    /// The description `NAME.yaml` or `NAME.json` of a folder, which is shown as `FOLDER/NAME.yaml` whatever stands
    /// before `folder` in `base`.
    ///
    /// # Errors
    ///
    /// Where there is none, or more than one, or where the name is not that of a package.
    pub fn named(base: &Path, folder: &str, name: &str) -> Result<Self> {
        let found: Vec<_> = EXTENSIONS
            .iter()
            .map(|extension| format!("{folder}/{name}.{extension}"))
            .filter(|path| is_there(&base.join(path)))
            .collect();
        let shown = match found.as_slice() {
            [shown] => shown,
            [] => {
                return Err(Error::new(format!(
                    "there is no {folder}/{name}.yaml and no {folder}/{name}.json"
                )));
            }
            several => {
                return Err(Error::new(format!(
                    "{name} is described more than once: {}",
                    several.join(", ")
                )));
            }
        };
        if package_name(name) != name {
            return Err(Error::new(format!(
                "{shown}: its name is that of a package, so write it like `{}`",
                package_name(name)
            )));
        }
        let path = base.join(shown);
        Ok(Self {
            name: name.to_owned(),
            overlay: overlay_of(&path),
            path,
            shown: shown.clone(),
            allowed: Vec::new(),
            root: base.join(folder),
            shown_root: folder.to_owned(),
        })
    }

    /// All descriptions of a folder, in the order of their names, as [`Spec::named`] has them.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be read, or one of its descriptions is not as it should be.
    pub fn all(base: &Path, folder: &str) -> Result<Vec<Self>> {
        let path = base.join(folder);
        let mut names = Vec::new();
        for entry in fs::read_dir(&path).map_err(Error::at(&path))? {
            let file = entry.map_err(Error::at(&path))?.file_name();
            let file = file.to_string_lossy();
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
        let specs = names.iter().map(|name| Self::named(base, folder, name));
        specs.collect()
    }

    /// Generates the crate, as values.
    ///
    /// # Errors
    ///
    /// Where the description or its overlay cannot be read; what is wrong *in* them stands in the output's report.
    pub fn generate(&self) -> Result<Output> {
        self.run(&RefCell::default(), generate)
    }

    /// Reads the description, and makes nothing of it.
    ///
    /// # Errors
    ///
    /// As [`generate`](Self::generate) has them.
    pub fn understand(&self) -> Result<Output> {
        self.run(&RefCell::default(), understand)
    }

    /// Generates a module with these features instead of a crate; with the files that were read, the description first.
    pub(super) fn module(&self, features: &BTreeSet<String>) -> Result<(Output, Vec<PathBuf>)> {
        let read = RefCell::default();
        let output = self.run(&read, |input| generate(input.module(features)))?;
        Ok((output, read.into_inner()))
    }

    /// Shows the description by its path instead of by its name alone.
    pub(super) fn show_path(&mut self) {
        let steps = self.path.iter().map(|step| step.to_string_lossy());
        self.shown = steps.collect::<Vec<_>>().join("/");
        let folder = self.shown.rsplit_once('/');
        self.shown_root = folder.map_or("", |(folder, _)| folder).to_owned();
    }

    fn run(
        &self,
        used: &RefCell<Vec<PathBuf>>,
        make: impl FnOnce(Input<'_>) -> Output,
    ) -> Result<Output> {
        let bytes = |path: &Path| {
            used.borrow_mut().push(path.to_owned());
            read::bytes(path)
        };
        let part = |path: &str| {
            used.borrow_mut().push(self.root.join(path));
            read::read_part(&self.root, path)
        };
        let (name, shown) = (self.name.as_str(), self.shown.as_str());
        let mut input = Input::new(name, shown, bytes(&self.path)?)
            .folder(self.shown_root.as_str())
            .read(&part);
        input = self.allowed.iter().copied().fold(input, Input::allow);
        if let Some(path) = &self.overlay {
            input = input.overlay(self.beside(path), bytes(path)?);
        }
        Ok(make(input))
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
            .map_err(Error::because(format!("{} cannot be read", path.display())))
    };
    let (file, root) = (canonical(path)?, canonical(root)?);
    let below = file.strip_prefix(&root).map_err(|_| {
        let (file, root) = (path.display(), root.display());
        Error::new(format!("{file} is not in {root}"))
    })?;
    let steps = below.iter().map(|step| step.to_string_lossy());
    Ok(steps.collect::<Vec<_>>().join("/"))
}

/// Brings a text to the form of a package's name: lower case, and dashes for all that a name cannot hold.
#[must_use]
pub fn package_name(text: &str) -> String {
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
        Some(_) if place::is_device(name) => format!("{name}-api"),
        Some(_) => name.to_owned(),
    }
}

/// Whether there is something at a path: what it is, is told when it is read.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn overlay_of(path: &Path) -> Option<PathBuf> {
    EXTENSIONS
        .iter()
        .map(|extension| path.with_extension(format!("overlay.{extension}")))
        .find(|overlay| is_there(overlay))
}

#[cfg(test)]
mod tests {
    use super::package_name;

    #[test]
    fn a_package_is_named_after_its_description() {
        assert_eq!(package_name("Pet.Store_v2"), "pet-store-v2");
        assert_eq!(package_name("2ch"), "api-2ch");
        assert_eq!(package_name("../äöü"), "api");
        assert_eq!(package_name("AUX"), "aux-api");
        assert_eq!(package_name("com1"), "com1-api");
    }
}
