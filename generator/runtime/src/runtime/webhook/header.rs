//! Headers that webhooks and callbacks come with.

use serde::de::DeserializeOwned;

use super::payload::WebhookError;
use crate::runtime::call::header::{Header, value_of};

impl<T: DeserializeOwned> Header<T> {
    /// Returns the value that a webhook or callback has come with; `get` finds a header of the request by its name:
    /// `headers::NAME.find(|name| headers.get(name)?.to_str().ok())`.
    ///
    /// # Errors
    ///
    /// It fails if the value is not of the type that the description says.
    pub fn find<'h>(
        self,
        get: impl FnOnce(&str) -> Option<&'h str>,
    ) -> Result<Option<T>, WebhookError> {
        let value = get(self.name()).map(value_of);
        let value = value.transpose();
        value.map_err(|error| WebhookError::of_header(self.name(), error))
    }
}
