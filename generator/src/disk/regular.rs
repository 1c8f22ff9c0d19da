//! Regular files are opened and nothing else: a link would lead elsewhere, and a FIFO or a device might never end.

use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::error::{Error, Result, shown};

/// Reads a file; `None` where there is none.
///
/// # Errors
///
/// Where the path names anything but a regular file, or the file cannot be read.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    let cannot = || Error::because(format!("{} cannot be read", shown(path)));
    let refuse = |kind: FileType| {
        if kind.is_file() {
            Ok(())
        } else {
            Err(refusal(path, kind))
        }
    };
    let Some(kind) = kind(path)? else {
        return Ok(None);
    };
    refuse(kind)?;
    let mut file = match open(path) {
        Ok(file) => file,
        // Another run has removed it since it was looked at.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(cannot()(error)),
    };
    // What stands at the path may have changed since it was looked at.
    refuse(file.metadata().map_err(cannot())?.file_type())?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).map_err(cannot())?;
    Ok(Some(bytes))
}

/// Reads a file below a folder, to which no link leads; `None` where there is none.
///
/// # Errors
///
/// As [`read`], and where a step on the way is no folder.
pub(super) fn read_below(folder: &Path, path: impl AsRef<Path>) -> Result<Option<Vec<u8>>> {
    let mut at = folder.to_owned();
    for step in path.as_ref() {
        if !is_folder(&at)? {
            return Ok(None);
        }
        at.push(step);
    }
    read(&at)
}

/// Whether there is a folder at a path; `false` where there is nothing.
///
/// # Errors
///
/// Where there is something else, also a link to a folder.
pub(super) fn is_folder(path: &Path) -> Result<bool> {
    // A slash at the end of a path would have a link followed.
    let path: PathBuf = path.components().collect();
    match kind(&path)? {
        None => Ok(false),
        Some(kind) if kind.is_dir() => Ok(true),
        Some(kind) => Err(Error::new(format!(
            "{} is {}, where a folder is needed",
            shown(&path),
            name(kind)
        ))),
    }
}

/// What there is at a path, without following a link.
fn kind(path: &Path) -> Result<Option<FileType>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::at(path)(error)),
    }
}

fn refusal(path: &Path, kind: FileType) -> Error {
    Error::new(format!(
        "{} is {}, which is neither read nor written: put a regular file there",
        shown(path),
        name(kind)
    ))
}

/// Opens a file to read it. Opening a FIFO would wait for its other end, were it not said otherwise.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.open(path)
}

#[cfg(unix)]
fn name(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    match kind {
        kind if kind.is_fifo() => "a FIFO",
        kind if kind.is_socket() => "a socket",
        kind if kind.is_char_device() || kind.is_block_device() => "a device",
        kind => usual_name(kind),
    }
}

#[cfg(not(unix))]
fn name(kind: FileType) -> &'static str {
    usual_name(kind)
}

fn usual_name(kind: FileType) -> &'static str {
    match kind {
        kind if kind.is_symlink() => "a symbolic link",
        kind if kind.is_dir() => "a folder",
        kind if kind.is_file() => "a file",
        _ => "no regular file",
    }
}
