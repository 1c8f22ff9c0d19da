//! The expression that a caller gives for a value: the plainest that becomes it.

use serde_json::Value;

use crate::rust::{Convert, Expr, Item, Taken, Ty, Union, UnionText, UnionVariant};
use crate::text::Literal;

use super::build::Builder;

impl Builder<'_> {
    /// What a method takes for a value; decoded from JSON where there is no other expression.
    pub(super) fn argument(&self, ty: &Ty, convert: Convert, value: &Value) -> Expr {
        match (convert, value) {
            (Convert::Collect | Convert::CollectInto, Value::Array(_)) => {
                let list = self.list(ty, convert, value, 0);
                list.unwrap_or_else(|| self.decoded(ty, value))
            }
            (Convert::Collect | Convert::CollectInto, value) => {
                let list = self.list(ty, convert, &Value::Array(vec![value.clone()]), 0);
                list.unwrap_or_else(|| self.decoded(ty, value))
            }
            (Convert::Serialize, value) => Expr::Json(value.clone()),
            (Convert::Into, Value::String(text)) if is_text(ty) => {
                Expr::Literal(Literal::text(text))
            }
            (Convert::Into, value) if is_text(ty) => {
                Expr::Literal(Literal::text(&value.to_string()))
            }
            (Convert::Into, value) => {
                let open = self.open(ty, value, 0);
                open.unwrap_or_else(|| self.decoded(ty, value))
            }
            (Convert::Plain | Convert::Pairs, value) => self.value(ty, value, 0),
        }
    }

    /// What `new` or a setter takes for a field; nothing where the whole object is decoded instead.
    pub(super) fn given(&self, taken: &Taken, value: &Value, depth: usize) -> Option<Expr> {
        match taken.convert {
            Convert::Collect | Convert::CollectInto => {
                self.list(&taken.ty, taken.convert, value, depth)
            }
            Convert::Into => self.open(&taken.ty, value, depth),
            Convert::Plain | Convert::Pairs | Convert::Serialize => {
                self.made(&taken.ty, value, depth)
            }
        }
    }

    /// The items of a list. All of them are of one type, so that where one has to be written in full, all are.
    fn list(&self, ty: &Ty, convert: Convert, value: &Value, depth: usize) -> Option<Expr> {
        let items = value.as_array()?;
        let closed = || items.iter().map(|item| self.value(ty, item, depth + 1));
        if convert == Convert::Collect {
            return Some(Expr::Array(closed().collect()));
        }
        if items.is_empty() {
            let name = match ty {
                Ty::Named(name) | Ty::Qualified(name) => Some(self.name(name)),
                _ => None,
            };
            return Some(Expr::NoItems(ty.clone(), name));
        }
        let open = items.iter().map(|item| self.open(ty, item, depth + 1));
        let open: Option<Vec<Expr>> = open.collect();
        let open = open.filter(|open| are_alike(open));
        Some(Expr::Array(open.unwrap_or_else(|| closed().collect())))
    }

    /// What is given where whatever becomes the type is taken.
    fn open(&self, ty: &Ty, value: &Value, depth: usize) -> Option<Expr> {
        match (ty, value) {
            (ty, Value::String(text)) if is_text(ty) => Some(Expr::Literal(Literal::text(text))),
            (Ty::Box(of), value) => self.open(of, value, depth + 1),
            (Ty::Map(of), Value::Object(_)) if **of == Ty::Value => Some(Expr::Json(value.clone())),
            (Ty::Map(of), Value::Object(members)) if !members.is_empty() => {
                let values = members.values();
                let open = values.clone().map(|value| self.open(of, value, depth + 1));
                let open: Option<Vec<Expr>> = open.collect();
                let open = open.filter(|open| are_alike(open));
                let values = open.unwrap_or_else(|| {
                    values
                        .map(|value| self.value(of, value, depth + 1))
                        .collect()
                });
                let names = members.keys().map(|name| Literal::text(name));
                Some(Expr::Pairs(names.zip(values).collect()))
            }
            (Ty::Named(name) | Ty::Qualified(name) | Ty::Local(name), value) => {
                match self.item_of(name)? {
                    Item::Union(item) => self.open_member(item, value, depth),
                    Item::Alias { ty, .. } => self.open(ty, value, depth + 1),
                    _ => self.made(ty, value, depth),
                }
            }
            (ty, value) => self.made(ty, value, depth),
        }
    }

    /// A member of a union without the union around it, where that is plain.
    fn open_member(&self, item: &Union, value: &Value, depth: usize) -> Option<Expr> {
        let (whole, member) = self.member(item, value, depth)?;
        if let (Value::String(text), true) = (value, item.text != UnionText::None) {
            return Some(Expr::Literal(Literal::text(text)));
        }
        Some(self.without_union(member, value, depth).unwrap_or(whole))
    }

    fn without_union(&self, member: &UnionVariant, value: &Value, depth: usize) -> Option<Expr> {
        let from = member.from.as_ref()?;
        match (from.convert, &member.ty) {
            (Convert::CollectInto | Convert::Collect, _) => {
                let list = self.list(&from.ty, from.convert, value, depth + 1);
                list.filter(|list| matches!(list, Expr::Array(items) if !items.is_empty()))
            }
            (Convert::Plain, ty) => {
                let of = match ty {
                    Ty::Box(of) => of,
                    ty => ty,
                };
                let made = self.made(of, value, depth + 1)?;
                let is_plain = matches!(made, Expr::Struct { .. } | Expr::Literal(_));
                is_plain.then_some(made)
            }
            _ => None,
        }
    }
}

/// Whether a string literal becomes the type.
fn is_text(ty: &Ty) -> bool {
    matches!(ty, Ty::String | Ty::Bytes | Ty::Body)
}

/// Whether expressions are surely of one type.
fn are_alike(exprs: &[Expr]) -> bool {
    let kinds = exprs.iter().map(kind);
    let kinds: Option<Vec<String>> = kinds.collect();
    kinds.is_some_and(|kinds| kinds.windows(2).all(|pair| pair[0] == pair[1]))
}

/// What tells the type of an expression that says it.
fn kind(expr: &Expr) -> Option<String> {
    Some(match expr {
        Expr::Literal(literal) => {
            let text = literal.to_string();
            match text.chars().next() {
                Some('"') => "text".to_owned(),
                Some('t' | 'f') => "bool".to_owned(),
                _ if text.contains(['.', 'e']) => "float".to_owned(),
                _ => "integer".to_owned(),
            }
        }
        Expr::Json(_) => "JSON".to_owned(),
        Expr::Variant(name, _) | Expr::Holding(name, ..) | Expr::Newtype(name, _) => {
            format!("type {}", name.name)
        }
        Expr::Struct { name, .. } => format!("type {}", name.name),
        Expr::Array(items) if are_alike(items) => {
            format!("{} of {}", items.len(), kind(items.first()?)?)
        }
        Expr::UnixTime(_) => "moment".to_owned(),
        Expr::Base64(_) => "bytes".to_owned(),
        _ => return None,
    })
}
