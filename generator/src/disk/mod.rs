//! The one place that reads and writes files: descriptions with what belongs to them, and the crates made of them.
//!
//! [`generate`](crate::generate()) itself is a function of text. What stands here is for programs that have their
//! descriptions on disk: `cargo xtask`, a build script, an xtask of another project.
//!
//! ```no_run
//! use std::path::Path;
//!
//! use clientwright::disk::Spec;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let output = Spec::at(Path::new("spec/pets.yaml"), None, None)?.generate()?;
//! eprint!("{}", clientwright::print::text(&output.report, &output.sources, true));
//! output.write_to(Path::new("generated/pets"))?;
//! # Ok(())
//! # }
//! ```

mod compare;
mod error;
mod list;
mod place;
mod read;
mod regular;
mod spec;
mod stage;
mod write;

pub use compare::{Change, ChangeKind, compare};
pub use error::{Error, Result};
pub use spec::{Spec, package_name};
pub use write::{Edited, write};
