//! The one place that reads and writes files: descriptions with what belongs to them, and the crates made of them.
//!
//! [`generate`](crate::generate()) itself is a function of text. What stands here is for programs that have their
//! descriptions on disk: `cargo xtask`, a build script, an xtask of another project.
//!
//! [`Build`] does all in one call; a [`Spec`] gives the stages as values first.
//!
//! ```no_run
//! use clientwright::disk::Spec;
//!
//! # fn main() -> clientwright::disk::Result<()> {
//! let output = Spec::at("spec/pets.yaml".as_ref(), None, None)?.generate()?;
//! eprint!("{}", clientwright::print::text(&output.report, &output.sources, true));
//! output.write_to("generated/pets")?;
//! # Ok(())
//! # }
//! ```

mod build;
mod compare;
mod error;
mod list;
mod manifest;
mod place;
mod read;
mod regular;
mod spec;
mod stage;
mod write;

pub use build::{Build, Built};
pub use compare::{Change, ChangeKind, compare};
pub use error::{Error, Result};
pub use spec::{Spec, package_name};
pub use write::{Edited, write};
