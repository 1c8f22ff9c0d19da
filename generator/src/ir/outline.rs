//! The text form of an API, for people and for snapshots.
