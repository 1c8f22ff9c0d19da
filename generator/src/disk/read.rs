//! Files of a description: what it refers to stays in its folder.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use super::error::{Error, Result, shown};
use super::regular;

/// Reads a description or an overlay: a regular file.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>> {
    let missing = || {
        Error::new(format!(
            "{} cannot be read: there is no such file",
            shown(path)
        ))
    };
    regular::read(path)?.ok_or_else(missing)
}

/// Reads a file that a description refers to, named relative to the description's folder.
///
/// Nothing outside that folder is read, and no link is followed below it.
pub(super) fn read_part(folder: &Path, path: &str) -> std::result::Result<String, String> {
    let lexical = normalize(path).ok_or_else(|| {
        format!("`{path}` is outside the description's folder, so it is not read")
    })?;
    let root = folder
        .canonicalize()
        .map_err(|error| format!("{}: {error}", shown(folder)))?;
    let bytes = match regular::read_below(&root, &lexical) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Err("there is no such file".to_owned()),
        Err(error) => {
            // A message names the file as the description does, and no folder of this machine.
            let root = format!("{}{MAIN_SEPARATOR}", shown(&root));
            return Err(error.in_full().replace(&root, ""));
        }
    };
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
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
