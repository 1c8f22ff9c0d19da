//! Servers that do everything wrong, and what a client makes of each: the table fault, call, way, outcome, requests.
//!
//! Nothing here knows the client. A program around a generated crate brings a function that makes one call, and
//! [`main`] does the rest: it starts a server a row, has the call made in each way, and compares the table with the
//! expected one.

mod call;
mod expected;
mod frames;
mod rows;
mod script;
mod server;
mod table;
mod tls;

pub use call::{Action, Call, Connections, PAUSE, Setup, Way};
pub use table::{Caller, Options, main};
