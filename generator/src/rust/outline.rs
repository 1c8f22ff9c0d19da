//! The text form of a planned crate, for people and for snapshots.
