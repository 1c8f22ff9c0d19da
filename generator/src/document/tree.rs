//! The parsed tree: order kept, keys as text, numbers as written.

use std::fmt;

use indexmap::IndexMap;

use crate::pointer::Pointer;

/// A value of YAML or JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// A sequence.
    List(Vec<Tree>),
    /// A mapping, its keys as texts, in the order of the document.
    Map(IndexMap<String, Tree>),
}

/// A number, as it was written where the format tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Number(pub(crate) String);

impl Tree {
    /// An empty mapping.
    #[must_use]
    pub fn map() -> Self {
        Self::Map(IndexMap::new())
    }

    /// The value under a key, where this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_map()?.get(key)
    }

    /// The value under a key, to be changed in place.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        self.as_map_mut()?.get_mut(key)
    }

    /// Whether this is a mapping that has the key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Puts a value under a key and returns the one that stood there; anything but a mapping stays as it is.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Self>) -> Option<Self> {
        self.as_map_mut()?.insert(key.into(), value.into())
    }

    /// Takes the value out that stands under a key; the order of the others stays.
    pub fn remove(&mut self, key: &str) -> Option<Self> {
        self.as_map_mut()?.shift_remove(key)
    }

    /// The value at a place inside this one, no `$ref` followed.
    #[must_use]
    pub fn at(&self, place: &Pointer) -> Option<&Self> {
        place
            .steps()
            .iter()
            .try_fold(self, |tree, step| tree.step(step))
    }

    /// The value at a place inside this one, to be changed in place.
    pub fn at_mut(&mut self, place: &Pointer) -> Option<&mut Self> {
        place
            .steps()
            .iter()
            .try_fold(self, |tree, step| match tree {
                Self::Map(map) => map.get_mut(&**step),
                Self::List(list) => list.get_mut(list_index(step)?),
                _ => None,
            })
    }

    /// The value one step of a pointer further down: a key of a mapping or an index of a list.
    #[must_use]
    pub fn step(&self, step: &str) -> Option<&Self> {
        match self {
            Self::Map(map) => map.get(step),
            Self::List(list) => list.get(list_index(step)?),
            _ => None,
        }
    }

    /// How many values this one is made of, itself included.
    #[must_use]
    pub fn size(&self) -> usize {
        1 + match self {
            Self::List(list) => list.iter().map(Self::size).sum(),
            Self::Map(map) => map.values().map(Self::size).sum(),
            _ => 0,
        }
    }

    /// The mapping, where this is one.
    #[must_use]
    pub fn as_map(&self) -> Option<&IndexMap<String, Self>> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The mapping, to be changed in place.
    pub fn as_map_mut(&mut self) -> Option<&mut IndexMap<String, Self>> {
        match self {
            Self::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The sequence, where this is one.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// The sequence, to be changed in place.
    pub fn as_list_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// The text, where this is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where this is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The truth value, where this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// What this is, in words for messages: `a mapping`, `text`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }

    /// The value as JSON data, such as a default or an example.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;

        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.to_json()),
            Self::Text(text) => Value::String(text.clone()),
            Self::List(list) => Value::Array(list.iter().map(Self::to_json).collect()),
            Self::Map(map) => Value::Object(
                map.iter()
                    .map(|(key, value)| (key.clone(), value.to_json()))
                    .collect(),
            ),
        }
    }
}

/// The index that a step of a pointer names: digits without a leading zero (RFC 6901, section 4).
fn list_index(step: &str) -> Option<usize> {
    let canonical = step == "0" || step.starts_with(|c: char| ('1'..='9').contains(&c));
    canonical.then(|| step.parse().ok()).flatten()
}

impl Number {
    /// A floating-point number, or `None` where it is infinite or not a number.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then(|| Self(format!("{value:?}")))
    }

    /// The number as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as an integer, where it is one (`1.0` is) and fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        let exact = self.0.parse().ok();
        exact.or_else(|| i64::try_from(self.whole()?).ok())
    }

    /// The number as an integer without sign, where it is one (`1.0` is) and fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        let exact = self.0.parse().ok();
        exact.or_else(|| u64::try_from(self.whole()?).ok())
    }

    /// The nearest floating-point number.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        // The text comes from the constructors, and each of them writes what this reads.
        self.0.parse().unwrap_or_default()
    }

    /// Whether it is written as an integer: `1` is, `1.0` is not.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }

    /// The integer that is written as a floating-point number, where nothing is lost.
    fn whole(&self) -> Option<i128> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let value = self.as_f64();
        let whole = !self.is_integer() && value.fract() == 0.0 && value.abs() <= EXACT;
        // The bound above makes the conversion exact.
        #[allow(clippy::cast_possible_truncation)]
        whole.then_some(value as i128)
    }

    fn to_json(&self) -> serde_json::Number {
        if let Ok(value) = self.0.parse::<i64>() {
            return value.into();
        }
        if let Ok(value) = self.0.parse::<u64>() {
            return value.into();
        }
        serde_json::Number::from_f64(self.as_f64()).unwrap_or_else(|| 0.into())
    }
}

macro_rules! number_from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self(value.to_string())
            }
        }
    )*};
}

number_from_integer!(i64, u64, i128, u128);

impl From<bool> for Tree {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Tree {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<&str> for Tree {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Tree {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<Tree>> for Tree {
    fn from(list: Vec<Tree>) -> Self {
        Self::List(list)
    }
}

impl From<IndexMap<String, Tree>> for Tree {
    fn from(map: IndexMap<String, Tree>) -> Self {
        Self::Map(map)
    }
}

impl<K: Into<String>> FromIterator<(K, Tree)> for Tree {
    fn from_iter<I: IntoIterator<Item = (K, Tree)>>(entries: I) -> Self {
        Self::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), value))
                .collect(),
        )
    }
}

impl FromIterator<Tree> for Tree {
    fn from_iter<I: IntoIterator<Item = Tree>>(items: I) -> Self {
        Self::List(items.into_iter().collect())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Number, Tree};
    use crate::pointer::Pointer;

    #[test]
    fn numbers_keep_their_text_and_convert_where_they_fit() {
        let below = Number::from(-9_223_372_036_854_775_809_i128);
        assert_eq!(below.to_string(), "-9223372036854775809");
        assert_eq!(below.as_i64(), None);
        assert_eq!(Number::from(u64::MAX).as_u64(), Some(u64::MAX));
        let one = Number::from_f64(1.0);
        assert_eq!(one.as_ref().and_then(Number::as_i64), Some(1));
        assert_eq!(one.map(|n| n.to_string()).as_deref(), Some("1.0"));
        assert_eq!(Number::from_f64(0.5).and_then(|n| n.as_i64()), None);
        assert_eq!(Number::from_f64(f64::NAN), None);
    }

    #[test]
    fn integers_beyond_64_bits_become_floats_in_json() {
        let tree = Tree::Number(Number::from(-9_223_372_036_854_775_809_i128));
        assert_eq!(tree.to_json(), serde_json::json!(-9.223_372_036_854_776e18));
        assert_eq!(Tree::from(7).to_json(), serde_json::json!(7));
    }

    #[test]
    fn places_lead_through_maps_and_lists() {
        let mut tree: Tree = [("a", Tree::from(vec![Tree::Null, Tree::from("x")]))]
            .into_iter()
            .collect();
        let place = Pointer::root().join("a").join(1);
        assert_eq!(tree.at(&place).and_then(Tree::as_text), Some("x"));
        assert_eq!(tree.at(&Pointer::root().join("a").join("01")), None);
        if let Some(text) = tree.at_mut(&place) {
            *text = Tree::from("y");
        }
        assert_eq!(tree.at(&place).and_then(Tree::as_text), Some("y"));
    }

    #[test]
    fn removing_keeps_the_order() {
        let mut tree: Tree = ["a", "b", "c"]
            .map(|key| (key, Tree::Null))
            .into_iter()
            .collect();
        assert_eq!(tree.remove("a"), Some(Tree::Null));
        tree.insert("d", true);
        let keys: Vec<_> = tree
            .as_map()
            .into_iter()
            .flatten()
            .map(|(key, _)| key)
            .collect();
        assert_eq!(keys, ["b", "c", "d"]);
    }
}
