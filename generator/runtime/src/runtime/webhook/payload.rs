//! Payloads of webhooks and callbacks.

use std::error::Error as StdError;
use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::runtime::value::json::{JsonError, from_slice};

/// A payload that is not what the description says.
#[derive(Debug)]
pub struct WebhookError {
    name: String,
    path: String,
    source: serde_json::Error,
}

impl WebhookError {
    /// Returns the name of the webhook or callback; empty where the payload does not say it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the place in the payload, such as `data.items[3].id` or `header x-event`; empty for the payload as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// A header whose value does not fit.
    #[allow(dead_code, reason = "few webhooks have headers")]
    pub(super) fn of_header(header: &str, source: serde_json::Error) -> Self {
        Self {
            name: String::new(),
            path: format!("header {header}"),
            source,
        }
    }

    fn new(name: &str, error: JsonError) -> Self {
        Self {
            name: name.to_owned(),
            path: error.path,
            source: error.source,
        }
    }
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the payload ")?;
        if !self.name.is_empty() {
            write!(f, "of `{}` ", self.name)?;
        }
        f.write_str("does not fit")?;
        if !self.path.is_empty() {
            write!(f, " at {}", self.path)?;
        }
        write!(f, ": {}", self.source)
    }
}

impl StdError for WebhookError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.source)
    }
}

/// Reads the payload of a webhook or callback.
#[allow(dead_code, reason = "a webhook may have headers alone")]
pub(crate) fn payload<T: DeserializeOwned>(name: &str, body: &[u8]) -> Result<T, WebhookError> {
    from_slice(body).map_err(|error| WebhookError::new(name, error))
}

/// What a payload says by a property of its own; nothing where it says no text there.
#[allow(dead_code, reason = "not every payload says which webhook it is of")]
pub(crate) fn said(property: &str, body: &[u8]) -> Result<String, WebhookError> {
    let payload: Value = payload("", body)?;
    let said = payload.get(property).and_then(Value::as_str);
    Ok(said.unwrap_or_default().to_owned())
}
