//! What lies below an error.

use std::error::Error as StdError;

/// What lies below an error, of a type that is nobody's business.
pub(crate) type Source = Box<dyn StdError + Send + Sync>;
