//! Brings the folder of a crate up to date, as a whole or not at all.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::compare::{Change, ChangeKind, Plan};
use super::error::{Error, Result, shown};
use super::list;
use super::regular;
use super::stage::{self, Stage};
use crate::files::Files;

/// What becomes of a file that stands where a generated one belongs, and holds what the generator did not write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edited {
    /// Nothing is written, and an error names the file.
    #[default]
    Refuse,
    /// It is lost.
    Overwrite,
}

/// Brings `folder` up to date with `files`, and returns what was done.
///
/// All new files are written elsewhere before the first of them is moved into place, so that a full disk changes
/// nothing. A folder that does not exist yet comes into being at once. Where a run is killed while it moves files, the
/// next one finishes that: each file is whole, an old one or a new one.
///
/// Only files that stand in the folder's list `.clientwright` with their hashes are overwritten or removed. A folder
/// that has no list yet is taken over where it holds a generated crate: its files are those that are as they are
/// generated now, or say in their first lines that they are generated. Two runs on one folder wait for each other.
///
/// # Errors
///
/// Where a file was edited or is not a generated one, unless `edited` says to overwrite it; where the folder holds
/// something else than a generated crate; where a link, a FIFO or a device stands where a file of the crate belongs;
/// and where a file cannot be read or written.
pub fn write(folder: &Path, files: &Files, edited: Edited) -> Result<Vec<Change>> {
    loop {
        if regular::is_folder(folder)? {
            return if is_fresh(folder, files) {
                Ok(Vec::new())
            } else {
                update(folder, files, edited)
            };
        }
        let stage = Stage::beside(folder)?;
        // Another run may have made it meanwhile.
        if !regular::is_folder(folder)? {
            let plan = Plan::new(folder, files)?;
            create(&stage, folder, files, &plan)?;
            return Ok(plan.changes);
        }
    }
}

/// Whether there is nothing to do, so that a folder that is up to date need not be one that can be written. Another run
/// may just be writing there: all else is found out once this one has the folder.
fn is_fresh(folder: &Path, files: &Files) -> bool {
    let plan = Plan::new(folder, files);
    plan.is_ok_and(|plan| plan.changes.is_empty()) && !stage::is_inside(folder)
}

/// Refuses what would cost somebody their work.
fn accept(plan: Plan, folder: &Path, edited: Edited) -> Result<Plan> {
    if plan.edited.is_empty() || edited == Edited::Overwrite {
        return Ok(plan);
    }
    Err(Error::new(format!(
        "{}: not as Clientwright wrote them, so nothing is changed: {}\nMove what you need of them to files of your own; \
         then remove them, or overwrite them with --force (`Edited::Overwrite`)",
        shown(folder),
        some_of(&plan.edited)
    )))
}

/// Names as many files as a person reads.
fn some_of(paths: &[String]) -> String {
    const MOST: usize = 10;
    let mut text = paths[..paths.len().min(MOST)].join(", ");
    if let Some(more @ 1..) = paths.len().checked_sub(MOST) {
        let _ = write!(text, " and {more} more");
    }
    text
}

/// Creates a folder that does not exist yet.
fn create(stage: &Stage, folder: &Path, files: &Files, plan: &Plan) -> Result<()> {
    for (path, text) in files.iter() {
        stage.write(path, text)?;
    }
    stage.write(list::PATH, &plan.after.text())?;
    stage.sync()?;
    fs::rename(stage.new_files(), folder).map_err(Error::at(folder))?;
    match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => stage::sync_entries(parent),
        _ => stage::sync_entries(Path::new(".")),
    }
}

/// Changes a folder.
fn update(folder: &Path, files: &Files, edited: Edited) -> Result<Vec<Change>> {
    let stage = Stage::inside(folder)?;
    let plan = accept(Plan::new(folder, files)?, folder, edited)?;
    let Steps { begin, files, end } = prepare(&stage, files, &plan)?;
    // The disk holds each group before it gets the next one: were the last list there before what it lists, the next run
    // would take the old files for edited ones.
    for group in [&[begin][..], &files, &[end]] {
        take(group, &stage, folder).map_err(|error| {
            error.within(&format!("{} is not finished: run it again", shown(folder)))
        })?;
    }
    Ok(plan.changes)
}

/// What is left to do once the new files are written, in three groups of which each needs the one before.
struct Steps {
    /// The list of the old files and the new ones comes into place.
    begin: Step,
    /// The files move, or are removed.
    files: Vec<Step>,
    /// The list of the new files alone comes into place.
    end: Step,
}

/// Takes some steps, and has the disk hold what came of them.
fn take(steps: &[Step], stage: &Stage, folder: &Path) -> Result<()> {
    let mut folders = BTreeSet::new();
    for step in steps {
        step.take(stage, folder)?;
        let parents = Path::new(step.path()).ancestors().skip(1);
        folders.extend(parents.map(|parent| folder.join(parent)));
    }
    let mut left = folders.iter().filter(|folder| folder.is_dir());
    left.try_for_each(|folder| stage::sync_entries(folder))
}

/// A step of a change to a folder, of which there is no half.
#[derive(Debug)]
enum Step {
    /// Moves a new file into place.
    Move { from: String, to: String },
    /// Removes a file.
    Remove(String),
}

/// The list while files are moved, among the new files.
const BETWEEN: &str = ".clientwright-between";

/// Writes the new files, and says what is left to do, in an order in which what a run leaves at any moment is known to
/// be the generator's: first comes a list with the old files and the new ones, last that with the new ones alone.
fn prepare(stage: &Stage, files: &Files, plan: &Plan) -> Result<Steps> {
    let mut removed = Vec::new();
    let mut moved = Vec::new();
    for Change { path, kind } in &plan.changes {
        let same = || Step::Move {
            from: path.clone(),
            to: path.clone(),
        };
        match (kind, files.get(path)) {
            (ChangeKind::Remove, _) => removed.push(Step::Remove(path.clone())),
            (_, Some(text)) => {
                stage.write(path, text)?;
                moved.push(same());
            }
            (_, None) => {}
        }
    }
    // A package whose manifest is there is one that cargo looks into.
    moved.sort_by_key(|step| matches!(step, Step::Move { to, .. } if to == "Cargo.toml"));
    stage.write(BETWEEN, &plan.before.with(&plan.after).text())?;
    stage.write(list::PATH, &plan.after.text())?;
    stage.sync()?;
    let list = |from: &str| Step::Move {
        from: from.to_owned(),
        to: list::PATH.to_owned(),
    };
    removed.extend(moved);
    Ok(Steps {
        begin: list(BETWEEN),
        files: removed,
        end: list(list::PATH),
    })
}

impl Step {
    /// The path of the file that changes, in the folder.
    fn path(&self) -> &str {
        match self {
            Self::Move { to, .. } => to,
            Self::Remove(path) => path,
        }
    }

    fn take(&self, stage: &Stage, folder: &Path) -> Result<()> {
        match self {
            Self::Move { from, to } => {
                let target = folder.join(to);
                if let Some(parent) = target.parent() {
                    fs::create_dir_all(parent).map_err(Error::at(parent))?;
                }
                fs::rename(stage.new_files().join(from), &target).map_err(Error::at(&target))
            }
            Self::Remove(path) => remove(folder, &folder.join(path)),
        }
    }
}

/// Removes a file, and the folders that it leaves empty.
fn remove(folder: &Path, target: &Path) -> Result<()> {
    fs::remove_file(target).map_err(Error::at(target))?;
    let parents = target.ancestors().skip(1);
    for parent in parents.take_while(|parent| *parent != folder) {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
