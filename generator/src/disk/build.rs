//! From a description on disk to a crate or a module on disk, in one call.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use super::compare::{Change, compare};
use super::error::{Error, Result, shown};
use super::manifest;
use super::spec::Spec;
use super::write::{Edited, write};
use crate::emit::{self, Module};
use crate::files::Files;
use crate::generate::Output;
use crate::print;
use crate::report::{Code, Severity};

/// Makes a crate or a module of a description on disk: what `cargo xtask generate` does, for a build script or an xtask of
/// another project.
///
/// The overlay `NAME.overlay.yaml` beside the description is applied. Files that the description refers to are read from
/// its own folder, or from the one that [`root`](Self::root) sets.
///
/// ```no_run
/// # fn main() -> clientwright::disk::Result<()> {
/// clientwright::Build::new("spec/pets.yaml")
///     .command_line("generated/pets-cli")
///     .write_crate("generated/pets")?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Build {
    description: PathBuf,
    root: Option<PathBuf>,
    name: Option<String>,
    allowed: Vec<Code>,
    strict: bool,
    edited: Edited,
    command_line: Option<PathBuf>,
    features: BTreeSet<String>,
}

/// What was made, and what had to be changed for it.
#[derive(Debug)]
pub struct Built {
    /// What came of the description: the stages, and the report.
    pub output: Output,
    /// What was done in the folder of the crate or module.
    pub changes: Vec<Change>,
    /// What was done in the folder of the command line, where one was asked for.
    pub command_line: Vec<Change>,
}

impl Build {
    /// Begins with a description: `spec/pets.yaml`. It names the package: `pets`.
    #[must_use]
    pub fn new(description: impl Into<PathBuf>) -> Self {
        Self {
            description: description.into(),
            root: None,
            name: None,
            allowed: Vec::new(),
            strict: false,
            edited: Edited::Refuse,
            command_line: None,
            features: BTreeSet::new(),
        }
    }

    /// Sets the name of the package; a module has it in snake case.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the folder that the description's `$ref`s stay in: its own or one further up.
    #[must_use]
    pub fn root(mut self, root: impl Into<PathBuf>) -> Self {
        self.root = Some(root.into());
        self
    }

    /// Goes on where an error of this code is met, one of [`Code::ALLOWABLE`].
    #[must_use]
    pub fn allow(mut self, code: Code) -> Self {
        self.allowed.push(code);
        self
    }

    /// Takes whatever cannot be expressed for an error.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Sets what becomes of generated files that were edited; else they are an error.
    #[must_use]
    pub fn edited(mut self, edited: Edited) -> Self {
        self.edited = edited;
        self
    }

    /// Writes the command line of the crate too, to this folder beside the crate's.
    #[must_use]
    pub fn command_line(mut self, folder: impl Into<PathBuf>) -> Self {
        self.command_line = Some(folder.into());
        self
    }

    /// Turns on a feature of the crate in a module, whose features are chosen when it is made: `blocking`, say.
    #[must_use]
    pub fn feature(mut self, feature: impl Into<String>) -> Self {
        self.features.insert(feature.into());
        self
    }

    /// Brings the folder of a crate up to date, and prints to standard error what the description gets wrong or what
    /// cannot be expressed.
    ///
    /// # Errors
    ///
    /// Where the description has errors, which the error names with their places, and as [`write()`] has them.
    pub fn write_crate(&self, folder: impl AsRef<Path>) -> Result<Built> {
        let output = self.spec()?.generate()?;
        let files = accept(&output, output.files.as_ref(), self.strict)?;
        let changes = write(folder.as_ref(), files, self.edited)?;
        let program = self.command_line.as_ref().zip(output.command_line.as_ref());
        let command_line = match program {
            Some((folder, files)) => write(folder, files, self.edited)?,
            None => Vec::new(),
        };
        tell(&output);
        Ok(Built {
            output,
            changes,
            command_line,
        })
    }

    /// Looks whether the folder of a crate is up to date, and that of its command line. It writes nothing.
    ///
    /// # Errors
    ///
    /// Where the description has errors, and where a file is not as it is generated.
    pub fn check_crate(&self, folder: impl AsRef<Path>) -> Result<()> {
        let output = self.spec()?.generate()?;
        let files = accept(&output, output.files.as_ref(), self.strict)?;
        let program = self
            .command_line
            .as_deref()
            .zip(output.command_line.as_ref());
        let mut complaints = String::new();
        for (folder, files) in [(folder.as_ref(), files)].into_iter().chain(program) {
            for Change { path, kind } in compare(folder, files)? {
                let _ = write!(
                    complaints,
                    "\n{}/{path} {}",
                    shown(folder),
                    kind.complaint()
                );
            }
        }
        if complaints.is_empty() {
            return Ok(());
        }
        Err(Error::new(format!("not as generated:{complaints}")))
    }

    /// Brings a folder up to date with a module, whose `mod.rs` may stand in a package's own sources, and prints as
    /// [`write_crate`](Self::write_crate) does. [`Output::module`] of the result has the dependencies that it needs.
    ///
    /// # Errors
    ///
    /// As [`write_crate`](Self::write_crate) has them, and where there is no such feature.
    pub fn write_module(&self, folder: impl AsRef<Path>) -> Result<Built> {
        let (output, _) = self.module()?;
        let module = module_of(&output, self.strict)?;
        let changes = write(folder.as_ref(), &module.files, self.edited)?;
        tell(&output);
        Ok(Built {
            output,
            changes,
            command_line: Vec::new(),
        })
    }

    /// In a build script: writes a module to `OUT_DIR/NAME/mod.rs`, which the package includes where it wants it.
    ///
    /// Cargo runs the build script again when the description, its overlay or a file that it refers to has changed, and
    /// shows as warnings what cannot be expressed.
    ///
    /// ```
    /// # mod pets {}
    /// # #[cfg(any())]
    /// mod pets {
    ///     include!(concat!(env!("OUT_DIR"), "/pets/mod.rs"));
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`write_module`](Self::write_module) has them; where the package lacks a dependency of the module, with the lines
    /// to be added; and where this is no build script.
    pub fn write_to_out_dir(&self) -> Result<Built> {
        let variable = |name: &str| {
            let missing =
                || Error::new(format!("{name} is not set: call this from a build script"));
            env::var_os(name).ok_or_else(missing)
        };
        let folder = PathBuf::from(variable("OUT_DIR")?);
        let package = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
        let platform = variable("CARGO_CFG_TARGET_ARCH")?;
        let (output, read) = self.module()?;
        for path in watched(&read) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let module = module_of(&output, self.strict)?;
        let name = output
            .krate
            .as_ref()
            .map_or("", |krate| krate.package.lib.bare());
        let changes = write(&folder.join(name), &module.files, Edited::Overwrite)?;
        let needs = module.dependencies.iter();
        let needs = needs.filter(|known| known.platform.is_none() || platform == "wasm32");
        manifest::check(&package.join("Cargo.toml"), name, needs)?;
        let limit = output
            .krate
            .as_ref()
            .and_then(|krate| krate.recursion_limit);
        let told = print::lines(&output.report, &output.sources).into_iter();
        for line in told.chain(limit.and_then(|limit| deeper(&package, name, limit))) {
            println!("cargo::warning={line}");
        }
        Ok(Built {
            output,
            changes,
            command_line: Vec::new(),
        })
    }

    /// The description, shown in messages by the path that was given where that is no path of one machine.
    fn spec(&self) -> Result<Spec> {
        let root = self.root.as_deref();
        let mut spec = Spec::at(&self.description, root, self.name.as_deref())?;
        if root.is_none() && self.description.is_relative() {
            spec.show_path();
        }
        spec.allowed.clone_from(&self.allowed);
        Ok(spec)
    }

    /// The module, and the files that were read for it.
    fn module(&self) -> Result<(Output, Vec<PathBuf>)> {
        let known = emit::features();
        if let Some(wrong) = self.features.iter().find(|name| !known.contains(name)) {
            let known = known.join("`, `");
            return Err(Error::new(format!(
                "there is no feature `{wrong}`; there are `{known}`"
            )));
        }
        self.spec()?.module(&self.features)
    }
}

impl Output {
    /// Brings `folder` up to date with the files of the crate, and returns what was done: [`write()`].
    ///
    /// # Errors
    ///
    /// Where the description has errors, which the error names with their places, and as [`write()`] has them.
    pub fn write_to(&self, folder: impl AsRef<Path>) -> Result<Vec<Change>> {
        let files = accept(self, self.files.as_ref(), false)?;
        write(folder.as_ref(), files, Edited::Refuse)
    }
}

/// What to add to a package whose compiler would give up on types as deep as those of the module. Only the root of a crate
/// can say it.
fn deeper(package: &Path, module: &str, limit: usize) -> Option<String> {
    let roots = ["src/lib.rs", "src/main.rs"].map(|root| package.join(root));
    let says = |root: &PathBuf| {
        let text = fs::read_to_string(root).unwrap_or_default();
        text.contains("recursion_limit")
    };
    let says_it = roots.iter().any(says);
    let line = format!("#![recursion_limit = \"{limit}\"]");
    (!says_it).then(|| {
        format!("the types of the module `{module}` are deep: begin the crate with `{line}`")
    })
}

fn module_of(output: &Output, strict: bool) -> Result<&Module> {
    let files = output.module.as_ref().map(|module| &module.files);
    accept(output, files, strict)?;
    let none = || Error::new("there is no module");
    output.module.as_ref().ok_or_else(none)
}

/// The files, where the description is good enough for them; else an error with all that is wrong.
fn accept<'o>(output: &Output, files: Option<&'o Files>, strict: bool) -> Result<&'o Files> {
    let least = if strict {
        Severity::Unsupported
    } else {
        Severity::Error
    };
    let mut diagnostics = output.report.diagnostics().iter();
    let refused = diagnostics.any(|diagnostic| diagnostic.severity >= least);
    files.filter(|_| !refused).ok_or_else(|| {
        let (report, sources) = (&output.report, &output.sources);
        let text = print::text(report, sources, false);
        Error::new(format!(
            "nothing is generated: {}\n\n{}",
            print::summary(report),
            text.trim_end()
        ))
    })
}

/// Prints what there is to say about a description.
fn tell(output: &Output) {
    let color = io::stderr().is_terminal();
    eprint!("{}", print::text(&output.report, &output.sources, color));
}

/// What Cargo is to look at: the files that were read, and the description's folder, where an overlay may come to be. Not
/// that of the whole package, in which Cargo itself writes.
fn watched(read: &[PathBuf]) -> Vec<&Path> {
    let folder = read.first().and_then(|path| path.parent());
    let folder = folder.filter(|folder| folder.file_name().is_some());
    folder
        .into_iter()
        .chain(read.iter().map(PathBuf::as_path))
        .collect()
}

#[cfg(test)]
mod tests;
