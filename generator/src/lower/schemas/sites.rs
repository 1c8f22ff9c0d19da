//! Where a schema is used: what an inline type is named after.

use crate::ir::{Origin, TypeId};

/// Where a schema is used.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Site {
    owner: Owner,
    role: String,
    /// Whether the schema is a property's: then `x-clientwright-name` names the property and not the type.
    pub(super) property: bool,
}

#[derive(Debug, Clone)]
enum Owner {
    Type(TypeId),
    Operation(String),
}

impl Site {
    /// A property of a type.
    pub(in crate::lower) fn property(owner: TypeId, name: &str) -> Self {
        Self {
            owner: Owner::Type(owner),
            role: name.to_owned(),
            property: true,
        }
    }

    /// Another part of a type.
    pub(super) fn part(owner: TypeId, role: &str) -> Self {
        Self {
            owner: Owner::Type(owner),
            role: role.to_owned(),
            property: false,
        }
    }

    /// A part of an operation.
    pub(in crate::lower) fn operation(id: &str, role: &str) -> Self {
        Self {
            owner: Owner::Operation(id.to_owned()),
            role: role.to_owned(),
            property: false,
        }
    }

    /// A part of the document as a whole.
    pub(in crate::lower) fn root(role: &str) -> Self {
        Self::operation("", role)
    }

    /// The items or values inside.
    pub(in crate::lower) fn inside(&self, word: &str) -> Self {
        let role = if self.role.is_empty() {
            word.to_owned()
        } else {
            format!("{}/{word}", self.role)
        };
        Self {
            owner: self.owner.clone(),
            role,
            property: false,
        }
    }

    /// The origin of a definition that is made here.
    pub(super) fn origin(self, title: Option<String>) -> Origin {
        let role = self.role;
        match self.owner {
            Owner::Type(owner) => Origin::Inline { owner, role, title },
            Owner::Operation(operation) => Origin::Operation {
                operation,
                role,
                title,
            },
        }
    }
}
