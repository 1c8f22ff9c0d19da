//! Crates as modules of another one: public and private, at any depth, below lints that refuse everything.

#![deny(
    warnings,
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs
)]

/// At the root.
pub mod parts {
    include!(concat!(env!("OUT_DIR"), "/parts/mod.rs"));
}

/// A service at which people sign in.
pub mod oauth2 {
    include!(concat!(env!("OUT_DIR"), "/oauth2/mod.rs"));
}

/// A service that calls back.
pub mod webhooks {
    include!(concat!(env!("OUT_DIR"), "/webhooks/mod.rs"));
}

/// Further down.
pub mod deep {
    /// Twice.
    pub mod down {
        /// Pages.
        pub mod pages {
            include!(concat!(env!("OUT_DIR"), "/pages/mod.rs"));
        }

        /// Scalars.
        pub mod scalars {
            include!(concat!(env!("OUT_DIR"), "/scalars/mod.rs"));
        }
    }

    mod streams {
        include!(concat!(env!("OUT_DIR"), "/streams/mod.rs"));
    }

    pub use streams::Client;
}

mod unions {
    include!(concat!(env!("OUT_DIR"), "/union_discriminator/mod.rs"));
}

mod xml {
    include!(concat!(env!("OUT_DIR"), "/xml/mod.rs"));
}
