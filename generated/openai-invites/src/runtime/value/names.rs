//! The names of the fields of an object.

/// The names of an object's fields, in the order of the fields.
#[derive(Clone, Copy)]
pub(crate) struct Names {
    /// The names in Rust, which are those on the wire without their `r#`.
    pub(crate) fields: &'static [&'static str],
    /// Those of them that have another name on the wire, each with that name, in the order of the fields.
    pub(crate) renamed: &'static [(&'static str, &'static str)],
    /// How many fields stand before those that are spoken of.
    pub(crate) before: usize,
}

impl Names {
    /// The name of a field on the wire.
    #[inline]
    pub(crate) fn wire(self, index: usize) -> &'static str {
        let field = self.field(index);
        // Each is renamed no later than at its own place, and where all are, right there.
        let until = self.renamed.len().min(self.before + index + 1);
        let renamed = self.renamed.get(..until).unwrap_or_default();
        let found = renamed.iter().rev().find(|(of, _)| *of == field);
        found.map_or(bare(field), |(_, wire)| wire)
    }

    /// The name of a field in Rust without `r#`.
    pub(crate) fn bare(self, index: usize) -> &'static str {
        bare(self.field(index))
    }

    fn field(self, index: usize) -> &'static str {
        let field = self.fields.get(self.before + index);
        field.copied().unwrap_or_default()
    }

    /// The names without the first of them.
    pub(crate) fn after(self, first: usize) -> Self {
        Self {
            before: self.before + first,
            ..self
        }
    }

    /// The names without the last one.
    pub(crate) fn without_last(self) -> Self {
        let fields = self.fields.split_last().map(|(_, fields)| fields);
        Self {
            fields: fields.unwrap_or_default(),
            ..self
        }
    }

    /// How many there are.
    pub(crate) fn len(self) -> usize {
        self.fields.len()
    }

    /// The place of the field with this name on the wire.
    pub(crate) fn place(self, key: &str) -> Option<usize> {
        let mut renamed = self.renamed.iter().peekable();
        self.fields.iter().position(|field| {
            let found = renamed.next_if(|(of, _)| of == field);
            found.map_or(bare(field), |(_, wire)| *wire) == key
        })
    }
}

/// The name of a field without `r#`.
#[inline]
fn bare(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}
