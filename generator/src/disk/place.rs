//! The paths of a crate's files: below its folder, and such as every system can hold.

use std::collections::BTreeMap;

use super::error::{Error, Result};
use crate::files::Files;

/// Names that are devices on Windows, whatever extension follows.
const DEVICES: [&str; 6] = ["aux", "con", "conin$", "conout$", "nul", "prn"];

/// Makes sure that files can be written side by side on every system.
///
/// # Errors
///
/// Where a path leads out of the folder or cannot be a path somewhere, or where two are the same but for case.
pub(super) fn check(files: &Files) -> Result<()> {
    let mut taken = BTreeMap::new();
    for (path, _) in files.iter() {
        if !is_portable(path) {
            return Err(Error::new(format!(
                "{path:?} cannot be the path of a file on every system, so nothing is written"
            )));
        }
        if let Some(other) = taken.insert(path.to_lowercase(), path) {
            return Err(Error::new(format!(
                "{other:?} and {path:?} would be one file where case does not count, so nothing is written"
            )));
        }
    }
    Ok(())
}

/// Whether a path, parted by `/`, stays below the folder that it starts from and can be had on every system.
pub(super) fn is_portable(path: &str) -> bool {
    path.split('/').all(is_portable_name)
}

fn is_portable_name(name: &str) -> bool {
    let forbidden = |c: char| c.is_control() || r#"<>:"|?*\"#.contains(c);
    let ends_well = !name.ends_with(['.', ' ']);
    !name.is_empty() && ends_well && !name.contains(forbidden) && !is_device(name)
}

/// Whether Windows takes a name for that of a device: `nul`, and `Com1.rs` too.
pub(super) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end().to_lowercase();
    let port = ["com", "lpt"]
        .iter()
        .find_map(|port| stem.strip_prefix(port));
    let is_digit = |c: char| c.is_ascii_digit() || "¹²³".contains(c);
    let numbered = port.is_some_and(|number| {
        let mut digits = number.chars();
        digits.next().is_some_and(is_digit) && digits.next().is_none()
    });
    numbered || DEVICES.contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::{check, is_portable};
    use crate::files::Files;

    #[test]
    fn a_path_stays_in_its_folder_and_can_be_had_everywhere() {
        for path in [
            "src/lib.rs",
            ".clientwright",
            "src/common.rs",
            "com10",
            "a b/c",
        ] {
            assert!(is_portable(path), "{path:?}");
        }
        let wrong = [
            "",
            "/etc/passwd",
            "../a",
            "a/../b",
            "a//b",
            "a/.",
            "a/",
            "a.",
            "a ",
            "a\nb",
            "C:a",
            "a\\b",
            "a?",
            "a:b",
            "nul",
            "src/aux.rs",
            "COM1.rs",
            "lpt9",
            "com¹",
            "con .txt",
            "prn/lib.rs",
            "conin$",
        ];
        for path in wrong {
            assert!(!is_portable(path), "{path:?}");
        }
    }

    #[test]
    fn names_that_differ_by_case_alone_are_one_name_somewhere() {
        let mut files = Files::default();
        files.insert("src/pet.rs", "");
        assert!(check(&files).is_ok());
        files.insert("src/Pet.rs", "");
        let error = check(&files)
            .expect_err("one file on two paths")
            .to_string();
        assert!(error.contains("case"), "{error}");
    }
}
