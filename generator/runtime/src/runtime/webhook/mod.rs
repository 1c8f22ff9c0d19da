//! What the service sends by itself, to webhooks and callbacks: how it is read, and how its sender is known.

// Webhooks
pub(crate) mod payload;

// WebhookHeader
mod header;

// WebhookSignature
pub(crate) mod signature;
