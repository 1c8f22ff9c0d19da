//! What values of a type have to be like: the keywords of a schema that judge a value and do not change its type.

use serde_json::Number;

/// The format and the limits of a value (JSON Schema Validation, sections 6 and 7).
///
/// The client sends whatever it is given: these are for people, for examples and for tools.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Constraints {
    /// The `format`, as written, also where the type tells it.
    pub format: Option<String>,
    /// The least value.
    pub minimum: Option<Bound>,
    /// The greatest value.
    pub maximum: Option<Bound>,
    /// What the value is a multiple of.
    pub multiple_of: Option<Number>,
    /// The least number of characters.
    pub min_length: Option<u64>,
    /// The greatest number of characters.
    pub max_length: Option<u64>,
    /// Regular expressions (ECMA-262), each of which matches somewhere in the text.
    pub patterns: Vec<String>,
    /// The least number of items.
    pub min_items: Option<u64>,
    /// The greatest number of items.
    pub max_items: Option<u64>,
    /// Whether every item may be there only once.
    pub unique_items: bool,
    /// The least number of properties.
    pub min_properties: Option<u64>,
    /// The greatest number of properties.
    pub max_properties: Option<u64>,
    /// What each item has to be like.
    pub items: Option<Box<Constraints>>,
}

/// An end of a range of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The number, as written.
    pub value: Number,
    /// Whether the number itself is not allowed.
    pub exclusive: bool,
}

impl Constraints {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// These, and those of another schema that holds as well: the narrower of two limits, and the other's `format` and
    /// `multipleOf`, if it has any.
    pub fn narrow(&mut self, other: Self) {
        self.format = other.format.or(self.format.take());
        self.minimum = narrower(self.minimum.take(), other.minimum, |a, b| a > b);
        self.maximum = narrower(self.maximum.take(), other.maximum, |a, b| a < b);
        self.multiple_of = other.multiple_of.or(self.multiple_of.take());
        self.min_length = self.min_length.max(other.min_length);
        self.max_length = least(self.max_length, other.max_length);
        for pattern in other.patterns {
            if !self.patterns.contains(&pattern) {
                self.patterns.push(pattern);
            }
        }
        self.min_items = self.min_items.max(other.min_items);
        self.max_items = least(self.max_items, other.max_items);
        self.unique_items |= other.unique_items;
        self.min_properties = self.min_properties.max(other.min_properties);
        self.max_properties = least(self.max_properties, other.max_properties);
        match (&mut self.items, other.items) {
            (Some(items), Some(others)) => items.narrow(*others),
            (items @ None, others) => *items = others,
            (Some(_), None) => {}
        }
    }
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    one.into_iter().chain(other).min()
}

/// The narrower of two bounds; of two at the same number the one that excludes it.
fn narrower(
    one: Option<Bound>,
    other: Option<Bound>,
    is_narrower: impl Fn(f64, f64) -> bool,
) -> Option<Bound> {
    let (Some(one), Some(other)) = (&one, &other) else {
        return one.or(other);
    };
    let (value, beside) = (float(&one.value), float(&other.value));
    let takes_first = is_narrower(value, beside) || (!is_narrower(beside, value) && one.exclusive);
    Some(if takes_first { one } else { other }.clone())
}

fn float(number: &Number) -> f64 {
    number.as_f64().unwrap_or_default()
}
