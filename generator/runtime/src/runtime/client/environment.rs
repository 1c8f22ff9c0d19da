//! Credentials from the environment, for an API of which a variable is known.

use super::Client;
use super::builder::ClientBuilder;
use crate::runtime::error::Error;
use crate::runtime::http::secret::Secret;

impl Client {
    /// Makes a client with the credentials that the environment holds.
    ///
    /// # Errors
    ///
    /// It fails where [`ClientBuilder::build`] fails.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().credentials_from_env().build()
    }
}

impl ClientBuilder {
    /// Takes each credential that is not set yet from its environment variable, where it has one and that is not empty.
    pub fn credentials_from_env(mut self) -> Self {
        for scheme in self.api.schemes {
            let held = scheme.env.and_then(|name| std::env::var(name).ok());
            if let Some(text) =
                held.filter(|text| !text.is_empty() && !self.credentials.has(scheme))
            {
                self.credentials.set(scheme, Secret::new(text));
            }
        }
        self
    }
}
