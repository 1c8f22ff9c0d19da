//! Clientwright turns an OpenAPI description into a Rust client crate.
//!
//! ```text
//! text --load--> Document --lower--> ir::Api --plan--> rust::Crate --emit--> Files
//! ```
//!
//! Facts live in [`ir`], decisions in [`plan`], syntax in [`emit`]. Data goes one way; nothing looks back.

pub mod document;
pub mod emit;
mod files;
mod generate;
pub mod ir;
pub mod lower;
pub mod plan;
pub mod pointer;
pub mod print;
pub mod report;
pub mod rust;
pub mod source;

pub use files::Files;
pub use generate::{Input, Output, generate};
