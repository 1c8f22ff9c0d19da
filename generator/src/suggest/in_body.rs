//! How the pages of a search go on whose body says where to begin, from the names of properties.

use super::fields::{Field, fields, resolve};
use super::habits::{CURSORS, SIZES, is_text, is_total, is_whole};
use super::pages::{Found, Look, has};
use super::words::plain;
use super::{Evidence, Value};
use crate::ir::{Media, Method, Type};
use crate::pointer::Pointer;

/// The properties of a body that is JSON and nothing else.
fn sent<'a>(look: &Look<'a>) -> Vec<Field<'a>> {
    let body = look.operation.body.as_ref();
    let contents = body.map_or(&[][..], |body| &body.contents);
    match contents {
        [content] if look.operation.method == Method::Post => match &content.media {
            Media::Json(ty) => fields(look.api, resolve(look.api, ty), 2),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The property with one of these names; the first name that there is.
fn named<'f, 'a>(
    sent: &'f [Field<'a>],
    names: &[&str],
    is_of: fn(&Type) -> bool,
) -> Option<&'f Field<'a>> {
    let find = |name: &&str| {
        let mut found = sent.iter().filter(|field| is_of(field.ty));
        found.find(|field| field.name() == plain(name))
    };
    names.iter().find_map(find)
}

fn takes(field: &Field<'_>) -> Evidence {
    Evidence::new(
        format!("its body takes `{}`", field.path.join(".")),
        field.place.clone(),
    )
}

impl Look<'_> {
    /// A cursor of the response that the body takes.
    pub(super) fn cursor_in_body(&self) -> Option<Found> {
        let sent = sent(self);
        let mut texts = self.around().filter(|field| is_text(field.ty));
        texts.find_map(|next| {
            let name = next.name();
            let (_, params) = CURSORS.iter().find(|(names, _)| names.contains(&&*name))?;
            let taker = named(&sent, params, is_text)?;
            let mut how = vec![
                ("body", Value::Text(taker.pointer())),
                ("next", Value::Text(next.pointer())),
            ];
            let mut evidence = vec![takes(taker), has(next)];
            if let Some(more) = self.more(Some(next)) {
                how.push(("more", Value::Text(more.pointer())));
                evidence.push(has(more));
            }
            Some((Value::Map(vec![("cursor", Value::Map(how))]), evidence))
        })
    }

    /// An offset that the body takes beside a size, where the response tells how many items there are.
    pub(super) fn offset_in_body(&self) -> Option<Found> {
        let sent = sent(self);
        let taker = named(&sent, &["offset", "skip"], is_whole)?;
        let beside: Vec<Field<'_>> = sent
            .iter()
            .filter(|field| folder(field) == folder(taker))
            .cloned()
            .collect();
        let size = named(&beside, &SIZES, is_whole)?;
        let total = self
            .around()
            .find(|field| is_whole(field.ty) && is_total(field))?;
        let how = vec![
            ("body", Value::Text(taker.pointer())),
            ("total", Value::Text(total.pointer())),
        ];
        let evidence = vec![takes(taker), takes(size), has(total)];
        Some((Value::Map(vec![("offset", Value::Map(how))]), evidence))
    }
}

fn folder(field: &Field<'_>) -> Option<Pointer> {
    Pointer::parse(&field.pointer())?.parent()
}
