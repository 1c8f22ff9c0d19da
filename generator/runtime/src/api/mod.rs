//! The operations, one module for each tag of the description.

pub mod invites;
