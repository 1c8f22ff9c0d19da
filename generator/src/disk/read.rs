//! Files of a description: what it refers to stays in its folder.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::error::{Error, Result};

/// Reads a description or an overlay.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(Error::because(format!("{} cannot be read", path.display())))
}

/// Reads a file that a description refers to, named relative to the description's folder.
///
/// Nothing outside that folder is read, also not through `..` or a symbolic link.
pub(super) fn read_part(folder: &Path, path: &str) -> std::result::Result<String, String> {
    let inside = |path: &Path| {
        path.components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
    };
    let outside = || format!("`{path}` is outside the description's folder, so it is not read");
    let root = folder
        .canonicalize()
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    let lexical = normalize(path).ok_or_else(outside)?;
    if !inside(&lexical) {
        return Err(outside());
    }
    let target = root
        .join(lexical)
        .canonicalize()
        .map_err(|error| error.to_string())?;
    if !target.starts_with(&root) {
        return Err(outside());
    }
    fs::read_to_string(&target).map_err(|error| error.to_string())
}

/// Takes `.` and `..` out of a relative path, or says that it leads out of where it starts.
fn normalize(path: &str) -> Option<PathBuf> {
    let mut steps = Vec::new();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(step) => steps.push(step),
            Component::CurDir => {}
            Component::ParentDir => {
                steps.pop()?;
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(steps.into_iter().collect())
}
