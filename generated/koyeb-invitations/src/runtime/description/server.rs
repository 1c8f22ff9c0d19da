//! Servers of the description, and the variables in their URLs.

/// A server of the description.
#[derive(Debug, Clone, Copy)]
pub struct Server {
    /// The URL, in which `{name}` stands for a variable, without a slash at its end.
    pub(crate) url: &'static str,
    pub(crate) variables: &'static [Variable],
}

/// A variable in the URL of a server.
#[derive(Debug, Clone, Copy)]
pub struct Variable {
    pub(crate) name: &'static str,
    /// The value unless the caller gives another one.
    pub(crate) default: &'static str,
    /// The values that there are; none where anything goes.
    pub(crate) values: &'static [&'static str],
}

impl Variable {
    /// A variable, with its default and the values that there are.
    #[must_use]
    pub const fn new(
        name: &'static str,
        default: &'static str,
        values: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            default,
            values,
        }
    }
}

impl Server {
    /// A server whose URL is fixed.
    #[must_use]
    pub const fn new(url: &'static str) -> Self {
        Self::with_variables(url, &[])
    }

    /// A server with variables in its URL.
    #[must_use]
    pub const fn with_variables(url: &'static str, variables: &'static [Variable]) -> Self {
        Self { url, variables }
    }
}
