//! Clientwright turns an OpenAPI description into a Rust client crate.
//!
//! ```text
//! text --load--> Document --lower--> ir::Api --plan--> rust::Crate --emit--> Files
//! ```
//!
//! Facts live in [`ir`], decisions in [`plan`], syntax in [`emit`]. Data goes one way; nothing looks back.
//!
//! # Use
//!
//! [`Build`] makes a module in a build script, or a crate on disk, in one call. What it stands on is a function of text:
//!
//! ```
//! use clientwright::{Input, generate};
//!
//! # let text = r#"
//! # openapi: 3.0.0
//! # info: {title: Pets, version: 1.0.0}
//! # paths:
//! #   /pets:
//! #     get:
//! #       operationId: listPets
//! #       responses: {"200": {description: The pets., content: {application/json: {schema: {type: array, items: {type: string}}}}}}
//! # "#;
//! let output = generate(Input::new("pets", "spec/pets.yaml", text));
//! for diagnostic in output.report.diagnostics() {
//!     eprintln!("{}", diagnostic.message);
//! }
//! for (path, text) in output.files.iter().flat_map(|files| files.iter()) {
//!     println!("{path}: {} lines", text.lines().count());
//! }
//! # let files = output.files.expect("the description is a good one");
//! # assert!(files.get("src/lib.rs").is_some_and(|text| text.contains("client.list_pets()")));
//! ```

pub mod disk;
pub mod document;
pub mod emit;
mod files;
mod generate;
pub mod ir;
pub mod lower;
mod method;
mod nearest;
pub mod plan;
pub mod pointer;
pub mod print;
pub mod report;
pub mod rust;
pub mod source;
pub mod suggest;
pub mod text;

pub use disk::Build;
pub use files::Files;
pub use generate::{Input, Output, generate, understand};
