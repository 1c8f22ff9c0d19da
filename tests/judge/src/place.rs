//! Where things are: this repository, and the folder for what is built. Both are the same from wherever this is started.

use std::env;
use std::path::{Path, PathBuf, absolute};

/// The repository.
pub(crate) fn repository() -> PathBuf {
    let package = env!("CARGO_MANIFEST_DIR");
    let repository = Path::new(package).ancestors().nth(2);
    repository.unwrap_or(Path::new(package)).to_owned()
}

/// Where cargo puts what it builds, and the judges their crates.
pub(crate) fn target() -> PathBuf {
    let named = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    // A relative one is that of where cargo was started, and so was this.
    let named = named.and_then(|folder| absolute(folder).ok());
    named.unwrap_or_else(|| repository().join("target"))
}

/// The folder of the command line of a crate.
pub(crate) fn command_line(of: &Path) -> PathBuf {
    let name = of.file_name().unwrap_or_default().to_string_lossy();
    of.with_file_name(format!("{name}-cli"))
}
