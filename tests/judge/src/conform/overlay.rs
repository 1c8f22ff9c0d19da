//! The overlays of a folder. Each is named after what it mends and says with `extends` which description that is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// The overlays by the file names of their descriptions.
pub(crate) fn all(folder: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut overlays = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let doc = extends(&text)
            .with_context(|| format!("{} does not say what it `extends`", path.display()))?;
        overlays.insert(doc.to_owned(), path);
    }
    Ok(overlays)
}

/// What the line `extends: NAME` of an overlay in YAML names.
fn extends(text: &str) -> Option<&str> {
    let mut lines = text.lines();
    let name = lines.find_map(|line| line.strip_prefix("extends:"))?;
    Some(name.trim()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::extends;

    #[test]
    fn an_overlay_says_what_it_extends() {
        let overlay = "# One.\noverlay: 1.0.0\nextends: pets.yaml\nactions: []\n";
        assert_eq!(extends(overlay), Some("pets.yaml"));
        assert_eq!(extends("overlay: 1.0.0\nextends:\n"), None);
        assert_eq!(extends("overlay: 1.0.0\n"), None);
    }
}
