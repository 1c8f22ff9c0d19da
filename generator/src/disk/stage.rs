//! Where a crate stands while it is written: in a folder of its own, which one run has at a time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf, absolute};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::error::{Error, Result, shown};
use super::regular;

/// The file that is locked.
const LOCK: &str = "lock";

/// The folder of the new files.
const NEW: &str = "new";

/// How long a run waits for another one, which takes seconds at most.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder for files that are to be moved, from which one is moved at a time. It is gone when this is dropped; what is
/// left of it where a run is killed, the next run takes.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
    lock: Option<File>,
}

impl Stage {
    /// The stage for files that go into a folder one by one: inside it, so that moving never leads to another disk.
    pub(super) fn inside(folder: &Path) -> Result<Self> {
        Self::at(folder.join(".clientwright.new"))
    }

    /// The stage for a folder that does not exist yet, and comes into being at once.
    ///
    /// Within a workspace it stands one folder further up, where it can: cargo takes all folders in `generated/` for
    /// packages, however they are called, and stops at one that is not.
    pub(super) fn beside(folder: &Path) -> Result<Self> {
        let folder = absolute(folder).map_err(Error::at(folder))?;
        let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) else {
            return Err(Error::new(format!(
                "{} is no folder for a crate",
                shown(&folder)
            )));
        };
        fs::create_dir_all(parent).map_err(Error::at(parent))?;
        let name = name.to_string_lossy();
        if let (Some(above), Some(between)) = (parent.parent(), parent.file_name())
            && above
                .ancestors()
                .any(|folder| folder.join("Cargo.toml").exists())
            && same_disk(above, parent)
        {
            let between = between.to_string_lossy();
            let stage = Self::at(above.join(format!(".{between}-{name}.clientwright.new")));
            if stage.is_ok() {
                return stage;
            }
        }
        Self::at(parent.join(format!(".{name}.clientwright.new")))
    }

    fn at(folder: PathBuf) -> Result<Self> {
        let lock = lock(&folder)?;
        let stage = Self {
            folder,
            lock: Some(lock),
        };
        stage.clear()?;
        let new = stage.new_files();
        fs::create_dir(&new).map_err(Error::at(&new))?;
        Ok(stage)
    }

    /// The folder of the new files, which are laid out as in the crate.
    pub(super) fn new_files(&self) -> PathBuf {
        self.folder.join(NEW)
    }

    /// Writes a new file.
    pub(super) fn write(&self, path: &str, text: &str) -> Result<()> {
        let target = self.new_files().join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(Error::at(parent))?;
        }
        let options = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&target);
        options
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(Error::because(format!(
                "{} cannot be written, so nothing is changed",
                shown(&target)
            )))
    }

    /// Has the disk hold all that was written, before any of it is moved: after a crash of the machine a file that was
    /// moved is otherwise an empty one on some file systems.
    pub(super) fn sync(&self) -> Result<()> {
        sync(&self.new_files())
    }

    /// Removes the new files that a run before this one left.
    fn clear(&self) -> Result<()> {
        match fs::remove_dir_all(self.new_files()) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Error::at(&self.new_files())(error))
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Stage {
    /// Tidies up as far as it goes: what is left does no harm, and the next run removes it.
    fn drop(&mut self) {
        let _ = self.clear();
        let _ = fs::remove_file(self.folder.join(LOCK));
        self.lock = None;
        let _ = fs::remove_dir(&self.folder);
    }
}

/// Has the disk hold a folder and the files in it.
fn sync(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::at(folder))? {
        let entry = entry.map_err(Error::at(folder))?;
        let (path, kind) = (entry.path(), entry.file_type());
        if kind.is_ok_and(|kind| kind.is_dir()) {
            sync(&path)?;
        } else {
            let file = OpenOptions::new().write(true).open(&path);
            file.and_then(|file| file.sync_all())
                .map_err(Error::at(&path))?;
        }
    }
    sync_entries(folder)
}

/// Has the disk hold which files a folder has.
#[cfg(unix)]
pub(super) fn sync_entries(folder: &Path) -> Result<()> {
    let opened = File::open(folder);
    opened
        .and_then(|folder| folder.sync_all())
        .map_err(Error::at(folder))
}

/// Has the disk hold which files a folder has: Windows does that by itself.
#[cfg(not(unix))]
pub(super) fn sync_entries(_: &Path) -> Result<()> {
    Ok(())
}

/// Whether there is a stage in a folder, so that a run did not come to its end or has not yet.
pub(super) fn is_inside(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(".clientwright.new")).is_ok()
}

/// Locks a stage, once no other run has it.
fn lock(folder: &Path) -> Result<File> {
    let since = Instant::now();
    loop {
        if let Some(file) = try_lock(folder)? {
            return Ok(file);
        }
        if since.elapsed() > PATIENCE {
            return Err(Error::new(format!(
                "another run has {} for a minute now: end it, and try again",
                shown(folder)
            )));
        }
        sleep(Duration::from_millis(10));
    }
}

fn try_lock(folder: &Path) -> Result<Option<File>> {
    let path = folder.join(LOCK);
    if !regular::is_folder(folder)? {
        match fs::create_dir(folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                return Err(Error::because(format!("{} cannot be made", shown(folder)))(
                    error,
                ));
            }
            _ => {}
        }
    }
    // Refuses what is no regular file.
    regular::read(&path)?;
    let file = match OpenOptions::new().append(true).create(true).open(&path) {
        Ok(file) => file,
        // The run that had it is just removing it.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::at(&path)(error)),
    };
    match fs4::FileExt::try_lock(&file) {
        Ok(()) if is_at(&file, &path) => Ok(Some(file)),
        Ok(()) | Err(fs4::TryLockError::WouldBlock) => Ok(None),
        Err(fs4::TryLockError::Error(error)) => Err(Error::at(&path)(error)),
    }
}

/// Whether an open file still stands at its path: the run that had it before removes it.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let there = fs::symlink_metadata(path);
    let both: io::Result<_> = file.metadata().and_then(|file| Ok((file, there?)));
    both.is_ok_and(|(file, there)| file.dev() == there.dev() && file.ino() == there.ino())
}

/// Whether an open file still stands at its path; Windows removes no file that is open.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Whether a folder can be moved from one folder to another.
#[cfg(unix)]
fn same_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let disk = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev()).ok();
    disk(one).is_some_and(|one| Some(one) == disk(other))
}

#[cfg(not(unix))]
fn same_disk(_: &Path, _: &Path) -> bool {
    true
}
