//! What the tests share: the generator in one call, and a scripted HTTP server that shows what a client really sends.

mod case;
pub mod large;
mod message;
mod mutate;
mod pages;
mod server;
mod shape;
mod sound;
mod tree;

pub use case::{Case, generate, generate_file};
pub use message::{Answer, Request};
pub use mutate::mutate;
pub use pages::{broken_pages, fillers, lacking, pages};
pub use server::Server;
pub use shape::{own, shape, unsafe_texts};
pub use sound::{flaws, imported};
pub use tree::{code, files, repository};
