//! The properties of a response's body, those of the objects in it too.

use super::words::plain;
use crate::ir::{Api, Docs, Media, Operation, Status, Type, TypeKind};
use crate::pointer::Pointer;

/// A property.
#[derive(Debug, Clone)]
pub(super) struct Field<'a> {
    /// The properties that lead to it, and its own name.
    pub(super) path: Vec<String>,
    /// Its type, with no other name and no `null` around it.
    pub(super) ty: &'a Type,
    /// What it is.
    pub(super) docs: &'a Docs,
    /// Where it is described.
    pub(super) place: Pointer,
}

impl Field<'_> {
    /// Its own name without case and symbols.
    pub(super) fn name(&self) -> String {
        self.path.last().map(|name| plain(name)).unwrap_or_default()
    }

    /// The pointer to it.
    pub(super) fn pointer(&self) -> String {
        let steps = self.path.iter();
        steps
            .fold(Pointer::root(), |pointer, step| pointer.join(step))
            .to_string()
    }

    /// The names of the objects that it is in, without case and symbols.
    pub(super) fn parents(&self) -> Vec<String> {
        let parents = &self.path[..self.path.len().saturating_sub(1)];
        parents.iter().map(|name| plain(name)).collect()
    }

    /// What the description says of it, in lower case.
    pub(super) fn says(&self) -> String {
        says(self.docs)
    }
}

/// The words about a thing, in lower case.
pub(super) fn says(docs: &Docs) -> String {
    let parts = [&docs.summary, &docs.description].into_iter().flatten();
    let parts: Vec<&str> = parts.map(String::as_str).collect();
    parts.join(" ").to_lowercase()
}

/// The type of the JSON that means success, and where it is described.
pub(super) fn body<'a>(api: &'a Api, operation: &'a Operation) -> Option<&'a Type> {
    let mut success = operation
        .responses
        .iter()
        .filter(|response| is_success(response.status));
    success.find_map(|response| {
        response
            .contents
            .iter()
            .find_map(|content| match &content.media {
                Media::Json(ty) => Some(resolve(api, ty)),
                _ => None,
            })
    })
}

pub(super) fn is_success(status: Status) -> bool {
    match status {
        Status::Code(code) => (200..300).contains(&code),
        Status::Range(range) => range == 2,
        Status::Default => false,
    }
}

/// A type behind its other names and beside `null`.
pub(super) fn resolve<'a>(api: &'a Api, ty: &'a Type) -> &'a Type {
    let mut at = ty;
    loop {
        at = match at {
            Type::Nullable(inner) => inner,
            Type::Ref(id) => match &api.type_def(*id).kind {
                TypeKind::Alias(inner) => inner,
                _ => return at,
            },
            _ => return at,
        };
    }
}

/// The properties of a type, and of the objects in it, so many steps down; those that are fewer steps away come first.
pub(super) fn fields<'a>(api: &'a Api, ty: &'a Type, depth: usize) -> Vec<Field<'a>> {
    let mut found: Vec<Field<'a>> = Vec::new();
    let mut level = vec![(Vec::new(), ty)];
    for _ in 0..depth {
        let mut next = Vec::new();
        for (path, ty) in level {
            let Type::Ref(id) = ty else { continue };
            let def = api.type_def(*id);
            let TypeKind::Object(object) = &def.kind else {
                continue;
            };
            for field in &object.fields {
                let mut path: Vec<String> = path.clone();
                path.push(field.name.clone());
                let ty = resolve(api, &field.ty);
                next.push((path.clone(), ty));
                found.push(Field {
                    path,
                    ty,
                    docs: &field.docs,
                    place: def.place.join("properties").join(&field.name),
                });
            }
        }
        level = next;
    }
    found
}
