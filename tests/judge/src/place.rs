//! Where things are: this repository, and the folder for what is built. Both are the same from wherever this is started.

use std::env;
use std::fs::{self, File};
use std::ops::Deref;
use std::path::{Path, PathBuf, absolute};

use anyhow::{Context, Result, bail};
use fs4::TryLockError;

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

/// A judge's folder for its crates, which one run has at a time: two would take away each other's crates, and blame them.
#[derive(Debug)]
pub(crate) struct Scratch {
    folder: PathBuf,
    _lock: File,
}

impl Scratch {
    /// The folder `name` among what is built.
    pub(crate) fn new(name: &str) -> Result<Self> {
        Self::at(&target().join(name))
    }

    fn at(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        let path = folder.join("lock");
        let lock = File::create(&path).with_context(|| path.display().to_string())?;
        match fs4::FileExt::try_lock(&lock) {
            Ok(()) => Ok(Self {
                folder: folder.canonicalize()?,
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => bail!(
                "another run has {}: let it end, or give this one another CARGO_TARGET_DIR",
                folder.display()
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| path.display().to_string())
            }
        }
    }
}

impl Deref for Scratch {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.folder
    }
}

/// The folder of the command line of a crate.
pub(crate) fn command_line(of: &Path) -> PathBuf {
    let name = of.file_name().unwrap_or_default().to_string_lossy();
    of.with_file_name(format!("{name}-cli"))
}

#[cfg(test)]
mod tests {
    use super::{Scratch, target};

    #[test]
    fn a_folder_is_had_by_one_run_at_a_time() {
        let folder = target().join("tmp/scratch-of-a-test");
        let one = Scratch::at(&folder).expect("nobody has it");
        let refusal = Scratch::at(&folder).expect_err("it is had").to_string();
        assert!(refusal.contains("another run has"), "{refusal}");
        drop(one);
        assert!(Scratch::at(&folder).is_ok());
    }
}
