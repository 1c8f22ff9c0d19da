//! Where a schema is used: what an inline type is named after.

use crate::ir::{Origin, Role, Step, TypeId};

/// Where a schema is used.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Site {
    owner: Owner,
    role: Role,
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
            property: true,
            ..Self::part(owner, Step::Named(name.to_owned()))
        }
    }

    /// The value of a type itself.
    pub(super) fn itself(owner: TypeId) -> Self {
        Self::part(owner, Role::default())
    }

    /// Another part of a type.
    pub(super) fn part(owner: TypeId, role: impl Into<Role>) -> Self {
        Self {
            owner: Owner::Type(owner),
            role: role.into(),
            property: false,
        }
    }

    /// A part of an operation.
    pub(in crate::lower) fn operation(id: &str, role: impl Into<Role>) -> Self {
        Self {
            owner: Owner::Operation(id.to_owned()),
            role: role.into(),
            property: false,
        }
    }

    /// A part of the document as a whole.
    pub(in crate::lower) fn root(role: impl Into<Role>) -> Self {
        Self::operation("", role)
    }

    /// A part of what is used here.
    pub(in crate::lower) fn inside(&self, step: Step) -> Self {
        Self {
            owner: self.owner.clone(),
            role: self.role.inside(step),
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
