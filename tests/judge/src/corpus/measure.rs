//! What compiling a crate costs: this program stands in for the compiler, runs it, and notes its time and memory.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

/// The variable that makes this program a stand-in: the folder for the notes.
pub(crate) const FOLDER: &str = "CLIENTWRIGHT_MEASURES";

/// What compiling a crate cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cost {
    /// Milliseconds of processor time.
    pub(crate) milliseconds: u64,
    /// Megabytes of memory at the most.
    pub(crate) megabytes: u64,
}

/// Runs the compiler if that is what this process is for: cargo puts the compiler's path before its arguments.
pub(crate) fn stand_in() -> Option<ExitCode> {
    let folder = env::var_os(FOLDER)?;
    let mut args = env::args_os().skip(1);
    let compiler = args.next()?;
    Some(run(Path::new(&folder), &compiler, args))
}

fn run(folder: &Path, compiler: &OsString, args: impl Iterator<Item = OsString>) -> ExitCode {
    let status = match Command::new(compiler).args(args).status() {
        Ok(status) => status,
        Err(error) => {
            eprintln!("{} cannot be run: {error}", compiler.display());
            return ExitCode::FAILURE;
        }
    };
    if let (Ok(package), Some(cost)) = (env::var("CARGO_PKG_NAME"), cost_of_children()) {
        let Cost {
            milliseconds,
            megabytes,
        } = cost;
        // Without the note the cost is unknown, which is no reason to fail.
        let _ = fs::write(folder.join(package), format!("{milliseconds} {megabytes}"));
    }
    match status.code() {
        Some(0) => ExitCode::SUCCESS,
        Some(code) => ExitCode::from(u8::try_from(code).unwrap_or(1)),
        None => ExitCode::FAILURE,
    }
}

#[cfg(unix)]
fn cost_of_children() -> Option<Cost> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let time = usage.user_time() + usage.system_time();
    // Kilobytes on Linux, bytes on macOS.
    let unit = if cfg!(target_vendor = "apple") {
        1_000_000
    } else {
        1000
    };
    Some(Cost {
        milliseconds: u64::try_from(time.num_milliseconds()).ok()?,
        megabytes: u64::try_from(usage.max_rss()).ok()? / unit,
    })
}

#[cfg(not(unix))]
fn cost_of_children() -> Option<Cost> {
    None
}

/// The note of a package.
pub(crate) fn read(folder: &Path, package: &str) -> Option<Cost> {
    let note = fs::read_to_string(folder.join(package)).ok()?;
    let (milliseconds, megabytes) = note.split_once(' ')?;
    Some(Cost {
        milliseconds: milliseconds.parse().ok()?,
        megabytes: megabytes.parse().ok()?,
    })
}
