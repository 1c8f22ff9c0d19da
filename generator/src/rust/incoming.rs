//! What the service sends by itself, to webhooks and callbacks: functions that read it.

use super::ty::{Doc, Ident, Ty};
use crate::text::Text;

/// The webhooks and the callbacks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Incoming {
    /// The webhooks, in the order of the document.
    pub webhooks: Vec<Payload>,
    /// The property that tells of which webhook a payload is, where each has a constant there, and what reads by it.
    pub tag: Option<(Text, Doc)>,
    /// The callbacks, in the order of the document.
    pub callbacks: Vec<Payload>,
    /// Whether webhooks are signed, as Standard Webhooks says.
    pub is_signed: bool,
}

/// The payload of a webhook or callback.
#[derive(Debug, Clone, PartialEq)]
pub struct Payload {
    /// The name in the document.
    pub name: Text,
    /// The function that reads it.
    pub function: Ident,
    /// The variant of `Event`, for a webhook.
    pub variant: Ident,
    /// What the variant is.
    pub about_variant: Doc,
    /// What the description says of it.
    pub about: Doc,
    /// The same, and what reads it, its headers, and what may be responded.
    pub docs: Doc,
    /// Its type; none where it has no payload that is read.
    pub ty: Option<Ty>,
    /// The constant that tells it from the others.
    pub tag: Option<Text>,
}
