//! The search for the places of values, along the steps of a text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::pointer::Pointer;

/// A step on the way through a text.
pub(super) enum Step<'t> {
    /// A mapping begins.
    Map,
    /// A list begins.
    List,
    /// A mapping or a list ends.
    End,
    /// A key, or a value that is neither mapping nor list.
    Scalar(Cow<'t, str>),
    /// A value that stands elsewhere.
    Alias,
}

/// The way through a text, along the steps of all places at once.
pub(super) struct Search<P> {
    /// The steps that the places share; the first is the root.
    values: Vec<Value<P>>,
    open: Vec<Level>,
    /// How many of the values were not met yet.
    missing: usize,
    /// Whether a value that was met is not met again.
    first_counts: bool,
}

/// A value that a place leads to, or through.
struct Value<P> {
    inside: BTreeMap<Arc<str>, usize>,
    position: Option<P>,
    /// How often it was met: the last of two equal keys counts.
    met: usize,
    /// Which of the meetings of the value around it was the last one that had it.
    within: usize,
}

/// A mapping or list that is open.
struct Level {
    /// The value that it is, where a place leads to or through it.
    value: Option<usize>,
    kind: Kind,
}

enum Kind {
    /// In a mapping, before a key.
    Key,
    /// In a mapping, before the value of a key.
    Value(Option<usize>),
    /// In a mapping, before what a `$ref` leads to: that is what is shown, and not the key, which is always the same.
    Reference(Option<usize>),
    /// In a list, before the item with this index.
    List(usize),
}

impl<P> Value<P> {
    const NEW: Self = Self {
        inside: BTreeMap::new(),
        position: None,
        met: 0,
        within: 0,
    };
}

impl<P: Copy> Search<P> {
    /// The search for places; `first_counts` where no key stands twice in one mapping.
    pub(super) fn new(places: &[Pointer], first_counts: bool) -> Self {
        let mut values = vec![Value::NEW];
        for place in places {
            let mut at = 0;
            for step in place.steps() {
                let next = values.len();
                let inside = &mut values[at].inside;
                at = *inside.entry(Arc::clone(step)).or_insert(next);
                if at == next {
                    values.push(Value::NEW);
                }
            }
        }
        Self {
            missing: values.len(),
            values,
            open: Vec::new(),
            first_counts,
        }
    }

    /// Where a place stands, or else the nearest value around it.
    pub(super) fn found(&self, place: &Pointer) -> Option<P> {
        let mut at = &self.values[0];
        let mut position = at.position;
        for step in place.steps() {
            let inner = at.inside.get(step).map(|inner| &self.values[*inner]);
            let Some(inner) = inner.filter(|inner| inner.met > 0 && inner.within == at.met) else {
                break;
            };
            position = inner.position;
            at = inner;
        }
        position
    }

    /// Takes a step.
    pub(super) fn step(&mut self, step: Step<'_>, position: P) {
        let kind = match step {
            Step::Map => Kind::Key,
            Step::List => Kind::List(0),
            Step::End => {
                self.open.pop();
                return;
            }
            Step::Scalar(text) => {
                self.begin(Some(&text), position);
                return;
            }
            Step::Alias => {
                self.begin(None, position);
                return;
            }
        };
        let value = self.begin(None, position);
        self.open.push(Level { value, kind });
    }

    /// Whether nothing is left that has to be found.
    pub(super) fn is_done(&self) -> bool {
        let in_reference = |level: &Level| matches!(level.kind, Kind::Reference(_));
        self.first_counts && self.missing == 0 && !self.open.last().is_some_and(in_reference)
    }

    /// Whether the value that is the document has ended.
    pub(super) fn has_ended(&self) -> bool {
        self.open.is_empty()
    }

    /// A value or a key begins; returns the value that this is, where a place leads to or through it.
    fn begin(&mut self, key: Option<&str>, position: P) -> Option<usize> {
        let Some(level) = self.open.last_mut() else {
            return Some(self.meet(None, 0, position));
        };
        let around = level.value;
        let (step, is_key) = match &mut level.kind {
            Kind::Value(value) => {
                let value = *value;
                level.kind = Kind::Key;
                return value;
            }
            Kind::Reference(value) => {
                let value = *value;
                level.kind = Kind::Key;
                if let (Some(value), Some(_)) = (value, key) {
                    self.values[value].position = Some(position);
                }
                return value;
            }
            Kind::Key => (key.map(Cow::Borrowed), true),
            Kind::List(index) => {
                let step = around.map(|_| Cow::Owned(index.to_string()));
                *index += 1;
                (step, false)
            }
        };
        let inside = |(around, step): (usize, Cow<'_, str>)| {
            let inner = self.values[around].inside.get(&*step)?;
            Some((around, *inner))
        };
        let found = around.zip(step).and_then(inside);
        let met = found.map(|(around, inner)| self.meet(Some(around), inner, position));
        if let (true, Some(level)) = (is_key, self.open.last_mut()) {
            level.kind = match key {
                Some("$ref") => Kind::Reference(met),
                _ => Kind::Value(met),
            };
            return None;
        }
        met
    }

    /// Takes note of where a value stands.
    fn meet(&mut self, around: Option<usize>, value: usize, position: P) -> usize {
        let within = around.map_or(0, |around| self.values[around].met);
        let met = &mut self.values[value];
        met.position = Some(position);
        met.met += 1;
        if met.met == 1 {
            self.missing -= 1;
        }
        met.within = within;
        value
    }
}
