//! The descriptions that the command line names, by themselves or in lists.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clientwright::disk::package_name;

/// A description of the corpus.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// How it is shown: its path as the list or the command line has it.
    pub(crate) shown: String,
    /// The file.
    pub(crate) path: PathBuf,
    /// The folder that its `$ref`s stay in.
    pub(crate) root: PathBuf,
    /// The package's name: the shown path in lower case, with dashes for all that a name cannot hold.
    pub(crate) name: String,
}

impl Entry {
    fn new(shown: &str, root: PathBuf, path: &Path) -> Self {
        Self {
            root,
            shown: shown.to_owned(),
            name: package_name(&Path::new(shown).with_extension("").to_string_lossy()),
            path: path.to_owned(),
        }
    }
}

/// The entries in the order in which they are named; those of a list only where they begin with `only`.
pub(crate) fn entries(files: &[PathBuf], only: Option<&str>) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for file in files {
        if file.extension() == Some(OsStr::new("tsv")) {
            let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
            let folder = folder_of(file);
            let listed = column(&text, "file")
                .with_context(|| format!("{} has no column `file`", file.display()))?;
            let wanted = listed
                .iter()
                .filter(|shown| only.is_none_or(|prefix| shown.starts_with(prefix)));
            entries.extend(wanted.map(|shown| {
                Entry::new(
                    shown,
                    folder.join(root(shown, &listed)),
                    &folder.join(shown),
                )
            }));
        } else if file.is_dir() {
            entries.extend(
                in_folder(file)?
                    .into_iter()
                    .map(|path| Entry::new(&path.to_string_lossy(), file.clone(), &path)),
            );
        } else {
            let folder = folder_of(file).to_owned();
            entries.push(Entry::new(&file.to_string_lossy(), folder, file));
        }
    }
    distinguish(&mut entries);
    Ok(entries)
}

/// The folder that the `$ref`s of an entry stay in, from the list's folder: the topmost one above it that is not a
/// shelf. A shelf is a folder in which several of the list's descriptions stand side by side. What the list names by an
/// absolute path has its own folder, because the list's says nothing about it.
fn root<'e>(entry: &'e str, listed: &[&str]) -> &'e str {
    let beside = |folder: &str| {
        let parents = listed.iter().map(|other| parent(other));
        parents.filter(|other| *other == folder).count()
    };
    if Path::new(entry).is_absolute() {
        return parent(entry);
    }
    let mut folders = entry.match_indices('/').map(|(end, _)| &entry[..end]);
    folders
        .find(|folder| beside(folder) < 2)
        .unwrap_or(parent(entry))
}

fn parent(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// The descriptions right below a folder, in the order of their names.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.retain(|path| is_description(path));
    paths.sort();
    Ok(paths)
}

fn is_description(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    matches!(&*ending, "yaml" | "yml" | "json") && !name.contains(".overlay.")
}

/// The values of a column of a table whose first line names the columns.
fn column<'t>(table: &'t str, name: &str) -> Option<Vec<&'t str>> {
    let mut lines = table.lines();
    let at = lines
        .next()?
        .split('\t')
        .position(|column| column == name)?;
    Some(
        lines
            .filter_map(|line| line.split('\t').nth(at))
            .filter(|value| !value.is_empty())
            .collect(),
    )
}

/// Adds a number to names that were there before.
fn distinguish(entries: &mut [Entry]) {
    for at in 1..entries.len() {
        let (before, rest) = entries.split_at_mut(at);
        let wanted = rest[0].name.clone();
        let mut number = 2;
        while before.iter().any(|entry| entry.name == rest[0].name) {
            rest[0].name = format!("{wanted}-{number}");
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{column, root};

    #[test]
    fn a_list_is_read_by_the_name_of_its_column() {
        let table = "notes\tfile\nfirst\ta.yaml\nnone\t\nsecond\tb.json\n";
        assert_eq!(column(table, "file"), Some(vec!["a.yaml", "b.json"]));
        assert_eq!(column(table, "path"), None);
    }

    #[test]
    fn a_description_in_many_files_has_the_folder_of_its_own() {
        let listed = [
            "good/a.yaml",
            "good/b.yaml",
            "good/one/api/v1.yaml",
            "good/many/api/x.yaml",
            "good/many/api/y.yaml",
            "alone/c.yaml",
            "d.yaml",
            "/else/where/e.yaml",
        ];
        let roots = listed.map(|entry| root(entry, &listed));
        let expected = [
            "good",
            "good",
            "good/one",
            "good/many",
            "good/many",
            "alone",
            "",
            "/else/where",
        ];
        assert_eq!(roots, expected);
    }
}
