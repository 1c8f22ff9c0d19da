//! Whether a value is one of a type, and what of it a request can hold.

use std::fmt;

use regex::RegexBuilder;
use serde_json::{Map, Value};

use crate::ir::{Additional, Bound, Constraints, EnumDef, Integer, Json, Object, Type, TypeKind};
use crate::plan::types::{Shape, Types};

/// A value of `byte` that Rust can be shown for.
pub(super) const BASE64: &str = "dGV4dA==";

/// How deep a value is looked into.
const DEEPEST: usize = 64;

/// What a value breaks, and where in it.
#[derive(Debug)]
pub(super) struct Misfit {
    path: String,
    reason: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "{}", self.reason)
        } else {
            write!(f, "{} at `{}`", self.reason, self.path)
        }
    }
}

type Fitted = Result<Json, Misfit>;

/// Looks at values.
pub(super) struct Fitting<'t, 'a> {
    types: &'t Types<'a>,
    /// Whether texts have to match their patterns.
    patterns: bool,
}

impl<'t, 'a> Fitting<'t, 'a> {
    /// Looks at everything.
    pub(super) fn new(types: &'t Types<'a>) -> Self {
        let patterns = true;
        Self { types, patterns }
    }

    /// Looks at everything but patterns.
    pub(super) fn without_patterns(types: &'t Types<'a>) -> Self {
        let patterns = false;
        Self { types, patterns }
    }

    /// The value, without what only a response may hold and what no schema declares.
    pub(super) fn fit(&self, ty: &Type, constraints: Option<&Constraints>, value: &Json) -> Fitted {
        self.at(ty, constraints, value, 0)
    }

    fn at(&self, ty: &Type, limits: Option<&Constraints>, value: &Json, depth: usize) -> Fitted {
        if depth > DEEPEST {
            return wrong("is too deep");
        }
        if value.is_null() {
            return match self.types.is_nullable(ty) || *self.types.resolve(ty) == Type::Null {
                true => Ok(Value::Null),
                false if matches!(self.types.resolve(ty), Type::Any(_)) => Ok(Value::Null),
                false => wrong("is null, which is not allowed"),
            };
        }
        let own = match ty {
            Type::Ref(id) => self.types.def(*id).constraints.as_deref(),
            _ => None,
        };
        for limits in limits.into_iter().chain(own) {
            within(limits, value)?;
            if self.patterns {
                matches_patterns(limits, value)?;
            }
        }
        let items = limits.or(own).and_then(|of| of.items.as_deref());
        match self.types.resolve(ty) {
            Type::List(of) => self.list(of, items, value, depth),
            Type::Tuple(members) => self.tuple(members, value, depth),
            Type::Map(of) => {
                let members = value.as_object().ok_or_else(|| misfit("is no object"))?;
                self.members(members, |_| of, depth)
            }
            Type::Ref(id) => match (&self.types.shapes[id.index()], &self.types.def(*id).kind) {
                (Shape::Newtype(of), _) | (_, TypeKind::Alias(of)) => {
                    self.at(of, None, value, depth + 1)
                }
                (_, TypeKind::Object(object)) => self.object(object, value, depth),
                (_, TypeKind::Enum(def)) => listed(def, value),
                (_, TypeKind::Union(union)) => {
                    let by = union.discriminator.as_ref();
                    let tag = by.and_then(|by| value.get(&by.property)?.as_str());
                    let members = union.variants.iter().filter(|member| {
                        let has = |tag| member.tags.iter().any(|known| known == tag);
                        member.tags.is_empty() || tag.is_none_or(has)
                    });
                    let mut fitted =
                        members.map(|member| self.at(&member.ty, None, value, depth + 1));
                    let first = fitted.find(Result::is_ok);
                    first.unwrap_or_else(|| wrong("is none of its types"))
                }
            },
            scalar => scalar_fits(scalar, value).map(|()| match (scalar, value) {
                // A UUID is read in any case and written in lower case (RFC 9562, section 4).
                (Type::Uuid, Value::String(text)) => Value::from(text.to_ascii_lowercase()),
                _ => value.clone(),
            }),
        }
    }

    fn list(&self, of: &Type, items: Option<&Constraints>, value: &Json, depth: usize) -> Fitted {
        let list = value.as_array().ok_or_else(|| misfit("is no list"))?;
        let fitted = list.iter().enumerate().map(|(at, item)| {
            let fitted = self.at(of, items, item, depth + 1);
            fitted.map_err(|misfit| misfit.inside(&at.to_string()))
        });
        fitted.collect()
    }

    fn tuple(&self, of: &[Type], value: &Json, depth: usize) -> Fitted {
        let list = value.as_array().ok_or_else(|| misfit("is no list"))?;
        if list.len() != of.len() {
            return wrong("has not as many items as its type");
        }
        let fitted = list
            .iter()
            .zip(of)
            .map(|(item, of)| self.at(of, None, item, depth + 1));
        fitted.collect()
    }

    fn members<'m>(
        &self,
        members: &Map<String, Json>,
        of: impl Fn(&str) -> &'m Type,
        depth: usize,
    ) -> Fitted {
        let fitted = members.iter().map(|(name, value)| {
            let fitted = self.at(of(name), None, value, depth + 1);
            let fitted = fitted.map_err(|misfit| misfit.inside(name))?;
            Ok((name.clone(), fitted))
        });
        fitted.collect::<Result<_, _>>().map(Value::Object)
    }

    fn object(&self, object: &Object, value: &Json, depth: usize) -> Fitted {
        let given = value.as_object().ok_or_else(|| misfit("is no object"))?;
        let mut fitted = Map::new();
        for field in &object.fields {
            match given.get(&field.name) {
                _ if field.read_only => {}
                Some(Value::Null) if field.nullable => {
                    fitted.insert(field.name.clone(), Value::Null);
                }
                Some(value) => {
                    let value = self.at(&field.ty, field.constraints.as_deref(), value, depth + 1);
                    let value = value.map_err(|misfit| misfit.inside(&field.name))?;
                    fitted.insert(field.name.clone(), value);
                }
                None if field.required => {
                    return wrong(&format!("has no `{}`, which is required", field.name));
                }
                None => {}
            }
        }
        let is_known = |name: &String| object.fields.iter().any(|field| field.name == *name);
        let others = given.iter().filter(|(name, _)| !is_known(name));
        match &object.additional {
            Additional::Typed(ty) => {
                let others = others.map(|(name, value)| (name.clone(), value.clone()));
                let others = self.members(&others.collect(), |_| ty, depth)?;
                if let Value::Object(others) = others {
                    fitted.extend(others);
                }
            }
            Additional::Ignored => {
                if let Some((name, _)) = others.into_iter().next() {
                    return wrong(&format!("has `{name}`, which its schema does not declare"));
                }
            }
        }
        Ok(Value::Object(fitted))
    }
}

impl Misfit {
    fn inside(mut self, step: &str) -> Self {
        self.path = format!("/{step}{}", self.path);
        self
    }
}

fn misfit(reason: &str) -> Misfit {
    Misfit {
        path: String::new(),
        reason: reason.to_owned(),
    }
}

fn wrong<T>(reason: &str) -> Result<T, Misfit> {
    Err(misfit(reason))
}

/// The only value that a type has.
pub(in crate::plan) fn only_value<'t>(types: &'t Types<'_>, ty: &'t Type) -> Option<&'t Json> {
    match types.resolve(ty) {
        Type::Const(value) => Some(value),
        Type::Ref(id) => match &types.def(*id).kind {
            TypeKind::Enum(def) => def.only(),
            _ => None,
        },
        _ => None,
    }
}

fn listed(def: &EnumDef, value: &Json) -> Fitted {
    let is_other = def.open && value.is_string();
    if is_other || def.values.iter().any(|listed| listed.value == *value) {
        Ok(value.clone())
    } else {
        wrong("is none of its values")
    }
}

fn scalar_fits(ty: &Type, value: &Json) -> Result<(), Misfit> {
    let (holds, name) = match ty {
        Type::Bool => (value.is_boolean(), "true or false"),
        Type::Integer(Integer::Int32) => {
            let fits = |number: i64| i32::try_from(number).is_ok();
            (
                value.as_i64().is_some_and(fits),
                "a whole number of 32 bits",
            )
        }
        Type::Integer(Integer::Uint64) => (value.is_u64(), "a whole number of 64 bits"),
        Type::Integer(_) | Type::UnixTime => (value.is_i64(), "a whole number"),
        Type::Number => (value.is_number(), "a number"),
        Type::Const(only) => (value == only, "its only value"),
        Type::Any(_) => (true, "anything"),
        Type::Null => (false, "null"),
        Type::DateTime => (
            is(value, is_date_time),
            "a moment such as 2025-01-01T00:00:00Z",
        ),
        Type::Date => (is(value, is_date), "a day such as 2025-01-01"),
        Type::Uuid => (is(value, is_uuid), "a UUID"),
        Type::Base64 => (is(value, is_base64), "base64"),
        _ => (value.is_string(), "a text"),
    };
    if holds {
        Ok(())
    } else {
        wrong(&format!("is not {name}"))
    }
}

fn is(value: &Json, test: fn(&str) -> bool) -> bool {
    value.as_str().is_some_and(test)
}

/// Digits where the pattern has `0`, and else what the pattern has.
fn is_like(text: &str, pattern: &str) -> bool {
    let alike = |(c, p): (char, char)| if p == '0' { c.is_ascii_digit() } else { c == p };
    text.len() == pattern.len() && text.chars().zip(pattern.chars()).all(alike)
}

pub(super) fn is_date(text: &str) -> bool {
    let number =
        |from: usize, to: usize| text.get(from..to).and_then(|text| text.parse::<u16>().ok());
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(5, 7), number(8, 10)) else {
        return false;
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u16::from(is_leap),
        _ => 0,
    };
    is_like(text, "0000-00-00") && year > 0 && (1..=days).contains(&day)
}

/// A moment (RFC 3339, section 5.6).
pub(super) fn is_date_time(text: &str) -> bool {
    let Some((date, rest)) = text.split_at_checked(10) else {
        return false;
    };
    let Some((time, rest)) = rest.split_at_checked(9) else {
        return false;
    };
    let number = |from: usize| {
        time.get(from..from + 2)
            .and_then(|text| text.parse::<u8>().ok())
    };
    let is_time = is_like(time, "T00:00:00")
        && number(1).is_some_and(|hour| hour < 24)
        && number(4).is_some_and(|minute| minute < 60)
        && number(7).is_some_and(|second| second < 60);
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = fraction.len() - zone.len();
            if (1..=9).contains(&digits) { zone } else { "" }
        }
        None => rest,
    };
    let is_zone = zone == "Z" || is_like(zone, "+00:00") || is_like(zone, "-00:00");
    is_date(date) && is_time && is_zone
}

pub(super) fn is_uuid(text: &str) -> bool {
    let dash = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    let hex = |c: char| c.is_ascii_hexdigit();
    let mut chars = text.chars().enumerate();
    text.len() == 36 && chars.all(|(at, c)| if dash(at) { c == '-' } else { hex(c) })
}

fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let sign = |c: char| c.is_ascii_alphanumeric() || "+/".contains(c);
    text.len().is_multiple_of(4) && text.len() - body.len() <= 2 && body.chars().all(sign)
}

/// How large a pattern may become.
const PATTERN_SIZE: usize = 1 << 20;

/// Whether a text matches its patterns. One that this cannot read says nothing of it: the patterns of JSON Schema look
/// ahead and back (ECMA-262), which takes time without a limit.
fn matches_patterns(limits: &Constraints, value: &Json) -> Result<(), Misfit> {
    let Value::String(text) = value else {
        return Ok(());
    };
    let breaks = |pattern: &&String| {
        let made = RegexBuilder::new(pattern).size_limit(PATTERN_SIZE).build();
        made.is_ok_and(|made| !made.is_match(text))
    };
    match limits.patterns.iter().find(breaks) {
        Some(pattern) => wrong(&format!("does not match `{pattern}`")),
        None => Ok(()),
    }
}

/// Whether a value keeps to limits; patterns are not looked at.
fn within(limits: &Constraints, value: &Json) -> Result<(), Misfit> {
    let (long, many) = match value {
        Value::String(text) => (Some(text.chars().count()), None),
        Value::Array(list) => (None, Some(list.len())),
        _ => (None, None),
    };
    let below = |count: Option<usize>, least: Option<u64>| {
        let count = count.and_then(|count| u64::try_from(count).ok());
        count.zip(least).is_some_and(|(count, least)| count < least)
    };
    let above = |count: Option<usize>, most: Option<u64>| {
        let count = count.and_then(|count| u64::try_from(count).ok());
        count.zip(most).is_some_and(|(count, most)| count > most)
    };
    if below(long, limits.min_length) || above(long, limits.max_length) {
        return wrong("is shorter or longer than allowed");
    }
    if below(many, limits.min_items) || above(many, limits.max_items) {
        return wrong("has more or fewer items than allowed");
    }
    let number = value.as_f64();
    let outside = |bound: Option<&Bound>, is_past: fn(f64, f64) -> bool| {
        let end = bound.and_then(|bound| Some((bound.value.as_f64()?, bound.exclusive)));
        let found = number.zip(end);
        #[allow(clippy::float_cmp, reason = "the limit itself is meant")]
        found.is_some_and(|(number, (end, exclusive))| {
            is_past(number, end) || exclusive && number == end
        })
    };
    if outside(limits.minimum.as_ref(), |number, end| number < end)
        || outside(limits.maximum.as_ref(), |number, end| number > end)
    {
        return wrong("is less or more than allowed");
    }
    Ok(())
}
