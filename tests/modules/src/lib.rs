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

/// Objects of four hundred properties.
pub mod wide {
    include!(concat!(env!("OUT_DIR"), "/wide/mod.rs"));
}

#[cfg(test)]
mod tests {
    use super::wide::types::{Full, Open};
    use serde_json::{Value, json};

    #[test]
    fn an_object_of_any_width_is_made_and_read_back() -> Result<(), serde_json::Error> {
        let written = serde_json::to_value(Open::new().p0("first").p399("last"))?;
        assert_eq!(written, json!({"p0": "first", "p399": "last"}));
        let whole = (0..400).map(|number| (format!("p{number}"), Value::from("x")));
        let whole = Value::Object(whole.collect());
        let read: Full = serde_json::from_value(whole.clone())?;
        assert_eq!(serde_json::to_value(read)?, whole);
        Ok(())
    }
}
