//! Seven programs as one writes them from a crate's documentation, each over a small description of the shape of an API that
//! people know.

#![allow(
    missing_docs,
    clippy::missing_errors_doc,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "they are programs, not a library"
)]

pub mod channel;
pub mod chat;
pub mod cluster;
pub mod containers;
pub mod issues;
pub mod payments;
pub mod workspace;

pub mod discord {
    include!(concat!(env!("OUT_DIR"), "/discord/mod.rs"));
}

pub mod docker {
    include!(concat!(env!("OUT_DIR"), "/docker/mod.rs"));
}

pub mod github {
    include!(concat!(env!("OUT_DIR"), "/github/mod.rs"));
}

pub mod kubernetes {
    include!(concat!(env!("OUT_DIR"), "/kubernetes/mod.rs"));
}

pub mod openai {
    include!(concat!(env!("OUT_DIR"), "/openai/mod.rs"));
}

pub mod slack {
    include!(concat!(env!("OUT_DIR"), "/slack/mod.rs"));
}

pub mod stripe {
    include!(concat!(env!("OUT_DIR"), "/stripe/mod.rs"));
}
