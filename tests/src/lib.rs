//! A scripted HTTP server on loopback, for tests that look at what a client really sends.

mod message;
mod server;

pub use message::{Answer, Request};
pub use server::Server;
