//! What a schema that is written in place is to what stands around it.

use std::fmt;

use super::operation::Status;

/// What a type is to its owner, from the outermost step to the innermost: the items of the property `projects` are
/// [`Named`](Step::Named) and [`Item`](Step::Item). There is no step where it is the owner's own value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Role(Vec<Step>);

/// A step of a [`Role`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The property, parameter, header, part or component of this name.
    Named(String),
    /// Any item of a list.
    Item,
    /// Any value of a map, or of the further properties of an object.
    Value,
    /// A member of a union, by the word that tells it from the others, where there is one.
    Member(Option<String>),
    /// The body of a request.
    Body,
    /// The body of a success.
    Response,
    /// The body of another response.
    Status(Status),
    /// An item of a response that comes in items.
    Stream,
    /// The body of each error that no operation describes.
    ErrorBody,
    /// Something that nothing names.
    Part,
}

impl Role {
    /// The steps, from the outermost.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The role of what is inside.
    #[must_use]
    pub fn inside(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl From<Step> for Role {
    fn from(step: Step) -> Self {
        Self(vec![step])
    }
}

impl FromIterator<Step> for Role {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Self {
        Self(steps.into_iter().collect())
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            let slash = if at == 0 { "" } else { "/" };
            write!(f, "{slash}{step}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) | Self::Member(Some(name)) => f.write_str(name),
            Self::Item => f.write_str("item"),
            Self::Value => f.write_str("value"),
            Self::Member(None) => f.write_str("member"),
            Self::Body => f.write_str("body"),
            Self::Response => f.write_str("response"),
            Self::Status(Status::Code(code)) => write!(f, "{code}"),
            Self::Status(Status::Range(digit)) => write!(f, "{digit}XX"),
            Self::Status(Status::Default) => f.write_str("default"),
            Self::Stream => f.write_str("stream"),
            Self::ErrorBody => f.write_str("error body"),
            Self::Part => f.write_str("part"),
        }
    }
}
