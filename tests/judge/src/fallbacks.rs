//! Where a crate says no more than `serde_json::Value`, and why.

use clientwright::ir::{Additional, Any, Api, Json, Media, Type, TypeKind};
use clientwright::pointer::Pointer;

/// The uses of types in an API, and those of them that are any JSON.
#[derive(Debug, Default)]
pub(crate) struct Fallbacks {
    /// How many uses there are: fields, members of unions, other names, parameters, bodies and answers.
    pub(crate) uses: usize,
    /// Those that are any JSON, each with its place and the reason.
    pub(crate) found: Vec<(Pointer, &'static str)>,
}

impl Fallbacks {
    /// Finds them.
    pub(crate) fn of(api: &Api) -> Self {
        let mut all = Self::default();
        for def in &api.types {
            match &def.kind {
                TypeKind::Object(object) => {
                    for field in &object.fields {
                        all.add(&def.place.join(&field.name), &field.ty);
                    }
                    if let Additional::Typed(ty) = &object.additional {
                        all.add(&def.place.join("additionalProperties"), ty);
                    }
                }
                TypeKind::Union(union) => {
                    for (index, variant) in union.variants.iter().enumerate() {
                        all.add(&def.place.join(index), &variant.ty);
                    }
                }
                TypeKind::Alias(ty) => all.add(&def.place, ty),
                TypeKind::Enum(_) => {}
            }
        }
        for operation in &api.operations {
            for param in &operation.params {
                all.add(&operation.place.join(&param.name), &param.ty);
            }
            let body = operation.body.iter().flat_map(|body| &body.contents);
            for content in body {
                all.add_content(&operation.place.join("requestBody"), &content.media);
            }
            for response in &operation.responses {
                for content in &response.contents {
                    all.add_content(&operation.place.join("responses"), &content.media);
                }
            }
        }
        all
    }

    fn add_content(&mut self, place: &Pointer, media: &Media) {
        match media {
            Media::Json(ty) | Media::Events(ty) | Media::JsonLines(ty) => self.add(place, ty),
            Media::Multipart { parts, .. } | Media::Form { fields: parts, .. } => {
                for part in parts {
                    self.add(&place.join(&part.name), &part.ty);
                }
            }
            Media::Text | Media::Xml(..) | Media::Bytes => {}
        }
    }

    fn add(&mut self, place: &Pointer, ty: &Type) {
        self.uses += 1;
        if let Some(reason) = reason(ty, "a schema without a type") {
            self.found.push((place.clone(), reason));
        }
    }
}

/// Why a type is any JSON, or has that inside; `untold` is the reason where the schema there says nothing.
fn reason(ty: &Type, untold: &'static str) -> Option<&'static str> {
    match ty {
        Type::Any(Any::Unconstrained) => Some(untold),
        Type::Any(Any::Inexpressible) => Some("cannot be expressed, as a diagnostic says"),
        Type::Const(Json::Array(_) | Json::Object(_)) => Some("a constant list or object"),
        Type::List(item) => reason(item, "a list of anything"),
        Type::Map(value) => reason(value, "an object without properties"),
        Type::Nullable(inner) => reason(inner, untold),
        Type::Tuple(members) => members.iter().find_map(|member| reason(member, untold)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use clientwright::{Input, generate};

    use super::Fallbacks;

    #[test]
    fn each_use_of_any_json_has_its_reason() {
        let text = "openapi: 3.0.0\ninfo: {title: t, version: v}\npaths: {}\ncomponents: {schemas: {Pet: {type: object, \
                    properties: {name: {type: string}, more: {type: object}, list: {type: array, items: {}}, what: {}}}}}";
        let api = generate(Input::new("pets", "pets.yaml", text)).api;
        let fallbacks = Fallbacks::of(&api.expect("the description is a good one"));
        let found: Vec<_> = fallbacks
            .found
            .iter()
            .map(|(place, reason)| (place.last().unwrap_or_default(), *reason))
            .collect();
        let expected = [
            ("more", "an object without properties"),
            ("list", "a list of anything"),
            ("what", "a schema without a type"),
        ];
        assert_eq!((fallbacks.uses, found.as_slice()), (4, &expected[..]));
    }
}
