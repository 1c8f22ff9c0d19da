//! The repository, and its descriptions with the crates that they become.

use std::path::{Path, PathBuf};

use clientwright::disk::{Result, Spec};

/// The folder of the descriptions.
const SPECS: &str = "spec";

/// A description, and the folder of its crate.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// The description.
    pub(crate) spec: Spec,
    /// Where its crate goes.
    pub(crate) out: PathBuf,
}

/// The repository, where the verbs find `spec/` and write `generated/`.
///
/// `cargo xtask` tells where this package is; a copy that is run by itself looks in the current directory.
pub(crate) fn path() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .and_then(|package| Path::new(&package).parent().map(Path::to_owned))
        .unwrap_or_else(|| PathBuf::from("."))
}

/// The description `spec/NAME.yaml`, whose crate goes to `generated/NAME/`.
pub(crate) fn target(name: &str) -> Result<Target> {
    Spec::named(&path(), SPECS, name).map(of)
}

/// All descriptions of the repository, in the order of their names.
pub(crate) fn targets() -> Result<Vec<Target>> {
    Ok(Spec::all(&path(), SPECS)?.into_iter().map(of).collect())
}

fn of(spec: Spec) -> Target {
    let out = path().join("generated").join(&spec.name);
    Target { spec, out }
}

/// A description by its name below `spec/`, or by its path.
pub(crate) fn spec(name: &str) -> Result<Spec> {
    let path = Path::new(name);
    if path.is_file() {
        Spec::at(path, None, None)
    } else {
        Ok(target(name)?.spec)
    }
}
