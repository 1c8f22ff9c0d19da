//! The expression that makes a value in Rust.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::plan::names::Scope;
use crate::rust::{
    Branch, Check, Enum, EnumKind, Expr, Ident, Item, Pick, Presence, Struct, Ty, TypeFile,
    TypeName, Union, UnionVariant, Value as Only, With,
};
use crate::text::Literal;

use super::fits::{BASE64, is_date, is_date_time, is_uuid};
use super::made::FILE;

/// How deep an expression is made before a value is decoded instead.
const DEEPEST: usize = 16;

/// The items by which values are made.
pub(super) struct Builder<'a> {
    items: BTreeMap<&'a str, &'a Item>,
    /// The names that examples import from elsewhere.
    taken: Scope,
}

impl<'a> Builder<'a> {
    pub(super) fn new(files: &'a [TypeFile], taken: Scope) -> Self {
        let items = files.iter().flat_map(|file| &file.items);
        Self {
            items: items.map(|item| (item.name().bare(), item)).collect(),
            taken,
        }
    }

    /// The item of a name.
    pub(super) fn item_of(&self, name: &Ident) -> Option<&'a Item> {
        self.items.get(name.bare()).copied()
    }

    /// An expression of this type; decoded from JSON where there is no other.
    pub(super) fn value(&self, ty: &Ty, value: &Value, depth: usize) -> Expr {
        self.made(ty, value, depth)
            .unwrap_or_else(|| self.decoded(ty, value))
    }

    pub(super) fn decoded(&self, ty: &Ty, value: &Value) -> Expr {
        let name = match ty {
            Ty::Named(name) | Ty::Qualified(name) => Some(self.name(name)),
            _ => None,
        };
        Expr::Decoded(Literal::text(&value.to_string()), name)
    }

    pub(super) fn made(&self, ty: &Ty, value: &Value, depth: usize) -> Option<Expr> {
        if depth > DEEPEST {
            return None;
        }
        let inner = |ty: &Ty, value: &Value| self.value(ty, value, depth + 1);
        Some(match (ty, value) {
            (Ty::Unit, Value::Null) => Expr::Unit,
            (Ty::Option(_), Value::Null) => Expr::None,
            (Ty::Option(of), value) => Expr::Some(Box::new(self.made(of, value, depth)?)),
            (Ty::Box(of), value) => Expr::Boxed(Box::new(self.made(of, value, depth)?)),
            (Ty::Bool, Value::Bool(_)) => Expr::Literal(Literal::scalar(value)?),
            (Ty::I32 | Ty::I64 | Ty::U64, Value::Number(_)) => {
                Expr::Literal(Literal::scalar(value)?)
            }
            (Ty::F64, Value::Number(number)) => {
                Expr::Literal(Literal::scalar(&Value::from(number.as_f64()?))?)
            }
            (Ty::String, Value::String(text)) => Expr::Text(Literal::text(text)),
            (Ty::DateTime, Value::String(text)) if is_date_time(text) => {
                Expr::Parsed(Literal::text(text))
            }
            (Ty::Date, Value::String(text)) if is_date(text) => Expr::Parsed(Literal::text(text)),
            (Ty::Uuid, Value::String(text)) if is_uuid(text) => Expr::Parsed(Literal::text(text)),
            (Ty::UnixTime, Value::Number(_)) => Expr::UnixTime(Literal::scalar(value)?),
            (Ty::Base64, Value::String(text)) if text == BASE64 => {
                Expr::Base64(Literal::text("text"))
            }
            (Ty::Value, value) => Expr::Json(value.clone()),
            (Ty::FilePart, Value::String(text)) if text != FILE => {
                Expr::File(Literal::text("file.txt"), Literal::text(text))
            }
            (Ty::FilePart, _) => Expr::File(Literal::text("file.txt"), Literal::text("text")),
            (Ty::Vec(of), Value::Array(items)) => {
                Expr::Vec(items.iter().map(|item| inner(of, item)).collect())
            }
            (Ty::Tuple(types), Value::Array(items)) if types.len() == items.len() => {
                let members = types.iter().zip(items);
                Expr::Tuple(members.map(|(ty, item)| inner(ty, item)).collect())
            }
            (Ty::Map(of), Value::Object(members)) => {
                let members = members.iter();
                let members = members.map(|(name, value)| (Literal::text(name), inner(of, value)));
                Expr::Map(members.collect())
            }
            (Ty::Named(name) | Ty::Qualified(name) | Ty::Local(name), value) => {
                self.item(self.items.get(name.bare())?, value, depth)?
            }
            _ => return None,
        })
    }

    fn item(&self, item: &Item, value: &Value, depth: usize) -> Option<Expr> {
        match item {
            Item::Struct(item) => self.object(item, value.as_object()?, depth),
            Item::Enum(item) => Some(self.variant(item, value)),
            Item::Union(item) => self.member(item, value, depth).map(|(member, _)| member),
            Item::Alias { ty, .. } => self.made(ty, value, depth + 1),
            Item::Newtype { name, ty, .. } => {
                let held = self.made(ty, value, depth + 1)?;
                Some(Expr::Newtype(self.name(name), Box::new(held)))
            }
        }
    }

    pub(super) fn name(&self, name: &Ident) -> TypeName {
        TypeName {
            name: name.clone(),
            qualified: self.taken.has(name.bare()),
        }
    }

    fn variant(&self, item: &Enum, value: &Value) -> Expr {
        let literal = match item.kind {
            EnumKind::Mixed => Some(Literal::text(&value.to_string())),
            EnumKind::String | EnumKind::Integer => Literal::scalar(value),
        };
        let known = item
            .variants
            .iter()
            .find(|variant| Some(&variant.value) == literal.as_ref());
        let name = self.name(&item.name);
        match known {
            Some(variant) => Expr::Variant(name, variant.name.clone()),
            None => Expr::Decoded(Literal::text(&value.to_string()), Some(name)),
        }
    }

    /// The member of a union that a value is.
    pub(super) fn member<'u>(
        &self,
        item: &'u Union,
        value: &Value,
        depth: usize,
    ) -> Option<(Expr, &'u UnionVariant)> {
        let picked: Vec<&Ident> = match &item.pick {
            Pick::Tag { property, tags } => {
                let tag = value.get(property.raw())?.as_str()?;
                let found = tags.iter().filter(|(known, _)| known.raw() == tag);
                found.map(|(_, variant)| variant).collect()
            }
            Pick::Checks(branches) => {
                let holds =
                    |branch: &&Branch| branch.checks.iter().all(|check| holds(check, value));
                let picked = branches.iter().filter(holds).map(|branch| &branch.variant);
                picked
                    .chain(item.variants.iter().map(|variant| &variant.name))
                    .collect()
            }
        };
        picked.into_iter().find_map(|picked| {
            let variant = item
                .variants
                .iter()
                .find(|variant| variant.name == *picked)?;
            let held = self.made(&variant.ty, value, depth + 1)?;
            // What has to be decoded may be no value of this member, so that the union itself is.
            let held = Some(held).filter(|held| !held.is_decoded())?;
            let name = self.name(&item.name);
            let whole = Expr::Holding(name, variant.name.clone(), Box::new(held));
            Some((whole, variant))
        })
    }

    /// Whether a value is the one that `new` puts into a field.
    fn is_only(&self, only: &Only, value: &Value) -> bool {
        match only {
            Only::Default => true,
            Only::Text(text) => value.as_str() == Some(text.raw()),
            Only::Literal(literal) => Literal::scalar(value).as_ref() == Some(literal),
            Only::Variant(of, name) => match self.item_of(of) {
                Some(Item::Enum(of)) => {
                    matches!(self.variant(of, value), Expr::Variant(_, known) if known == *name)
                }
                _ => true,
            },
        }
    }

    fn object(&self, item: &Struct, value: &Map<String, Value>, depth: usize) -> Option<Expr> {
        let mut left: Vec<&String> = value.keys().collect();
        let mut args = Vec::new();
        let mut setters = Vec::new();
        for field in item
            .fields
            .iter()
            .filter(|field| field.presence != Presence::Rest)
        {
            let given = value.get(field.wire.raw());
            left.retain(|name| *name != field.wire.raw());
            match (&field.presence, given) {
                (Presence::Required | Presence::List, given) => {
                    args.push(self.given(&field.taken, given?, depth)?);
                }
                // It is an object of another member that has another value here.
                (Presence::Constant(only), Some(given)) if !self.is_only(only, given) => {
                    return None;
                }
                (Presence::Constant(_), _) | (_, None) => {}
                (_, Some(Value::Null)) => setters.push((field.null.clone()?, None)),
                (_, Some(given)) => {
                    let given = self.given(&field.taken, given, depth)?;
                    setters.push((field.setter.clone()?, Some(given)));
                }
            }
        }
        if !left.is_empty() {
            let rest = item
                .fields
                .iter()
                .find(|field| field.presence == Presence::Rest)?;
            let others = left
                .into_iter()
                .map(|name| (name.clone(), value[name].clone()));
            let others = Value::Object(others.collect());
            let given = self.given(&rest.taken, &others, depth + 1)?;
            setters.push((rest.setter.clone()?, Some(given)));
        }
        let new = match (args.is_empty(), item.with.contains(&With::Default)) {
            _ if item.with.contains(&With::New) => Some(args),
            (true, true) => None,
            _ => return None,
        };
        Some(Expr::Struct {
            name: self.name(&item.name),
            new,
            setters,
        })
    }
}

/// Whether a check of the union's decoder holds.
fn holds(check: &Check, value: &Value) -> bool {
    let has = |name: &str| value.get(name).is_some();
    match check {
        Check::Null => value.is_null(),
        Check::Bool => value.is_boolean(),
        Check::Integer => value.is_i64() || value.is_u64(),
        Check::Number => value.is_number(),
        Check::Text => value.is_string(),
        Check::Array => value.is_array(),
        Check::Object => value.is_object(),
        Check::Has(name) => has(name.raw()),
        Check::HasAny(names) => names.iter().any(|name| has(name.raw())),
        Check::HasText(name, text) => {
            value.get(name.raw()).and_then(Value::as_str) == Some(text.raw())
        }
        Check::OneOf(texts) => {
            let text = value.as_str();
            texts.iter().any(|known| Some(known.raw()) == text)
        }
    }
}
