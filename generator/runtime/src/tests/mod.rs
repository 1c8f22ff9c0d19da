//! The runtime's tests.

mod server;

mod faults;
mod invites;
mod retries;
