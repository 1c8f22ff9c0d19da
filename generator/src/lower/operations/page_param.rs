//! What of a request says which page is asked for: a query parameter, a header or a property of the body.

use crate::document::Node;
use crate::ir::{Field, Location, Media, PageParam, Type, TypeKind};
use crate::report::Code;

use super::pages::{Check, property_at};
use crate::lower::read;

impl<'a> Check<'a> {
    /// What takes the cursor, which may be a header as well.
    pub(super) fn cursor_param(&mut self, node: &Node<'_>) -> Option<PageParam> {
        let name = read::text(node, "parameter", self.report);
        match name.filter(|name| self.has(Location::Header, name)) {
            Some(name) if node.get("body").is_none() => Some(PageParam::Header(name)),
            _ => self.param(node, false),
        }
    }

    /// What takes an offset, a number, or a cursor of the query or the body.
    pub(super) fn param(&mut self, node: &Node<'_>, counts: bool) -> Option<PageParam> {
        if let Some(body) = node.get("body") {
            if node.get("parameter").is_some() {
                let message =
                    "`parameter` and `body` are two places for the same, so one is enough";
                self.wrong(&body, message);
                return None;
            }
            return self.in_body(node, counts);
        }
        let name = read::text(node, "parameter", self.report);
        let known = name.filter(|name| self.has(Location::Query, name));
        if known.is_none() {
            let message = match node.get("parameter") {
                Some(_) => "`parameter` has to name a query parameter of the operation",
                None => "`parameter` or `body` has to say where the request takes it",
            };
            self.wrong(node, message);
        }
        known.map(PageParam::Query)
    }

    fn has(&self, location: Location, name: &str) -> bool {
        let mut params = self.operation.params.iter();
        params.any(|param| param.location == location && param.name == name)
    }

    /// A property of the body, in each form and JSON that it may be.
    fn in_body(&mut self, node: &Node<'_>, counts: bool) -> Option<PageParam> {
        let path = self.steps(node, "body")?;
        let found: Vec<Option<bool>> = self
            .bodies()
            .map(|(ty, is_form)| {
                let leads = !path.is_empty() && (!is_form || path.len() == 1);
                let ty = leads.then(|| property_at(self.api, ty, &path)).flatten()?;
                self.is_number(ty, counts)
            })
            .collect();
        let first = found.first().copied().flatten();
        let is_same = |first: &bool| found.iter().all(|other| *other == Some(*first));
        if let Some(is_number) = first.filter(is_same) {
            return Some(PageParam::Body { path, is_number });
        }
        let place = node.get("body").unwrap_or_else(|| node.clone());
        let message = if found.is_empty() {
            "`body` leads into the body of the request, and there is none of JSON and no form"
        } else {
            "`body` has to lead to a property of the request's body that is a string or a number, in a form to one of its \
             fields"
        };
        self.wrong(&place, message);
        None
    }

    /// The types of the bodies that can take a value, and whether each is a form.
    fn bodies(&self) -> impl Iterator<Item = (&'a Type, bool)> + use<'a> {
        let contents = self.operation.body.iter().flat_map(|body| &body.contents);
        contents.filter_map(|content| match &content.media {
            Media::Json(ty) => Some((ty, false)),
            Media::Form { ty, .. } => Some((ty, true)),
            _ => None,
        })
    }

    /// Whether a value of this type is a number; `None` where it is neither that nor a string.
    fn is_number(&self, ty: &Type, counts: bool) -> Option<bool> {
        match ty {
            Type::Integer(_) | Type::Number => Some(true),
            Type::String | Type::DateTime | Type::Date | Type::Uuid | Type::Base64 => Some(false),
            Type::Any(_) => Some(counts),
            Type::Ref(id) => match &self.api.type_def(*id).kind {
                TypeKind::Enum(def) => {
                    let is_text = def.values.iter().all(|value| value.value.is_string());
                    is_text.then_some(false)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// What the parameter is for the first page: what `first` says, or the parameter's default, or its least value, or else
    /// what is usual.
    pub(super) fn first(
        &mut self,
        node: &Node<'_>,
        param: &PageParam,
        usual: Option<u64>,
    ) -> Option<u64> {
        if let Some(first) = node.get("first") {
            let number = read::whole(&first.tree().to_json());
            let number = number.and_then(|number| u64::try_from(number).ok());
            if number.is_none() {
                self.wrong(&first, "`first` has to be a whole number from 0");
            }
            return number;
        }
        let (name, said, is_required) = match param {
            PageParam::Query(name) | PageParam::Header(name) => {
                let mut params = self.operation.params.iter();
                let param = params
                    .find(|param| param.location == Location::Query && param.name == *name)?;
                (name.as_str(), param.first, param.required)
            }
            PageParam::Body { path, .. } => {
                let field = self.bodies().find_map(|(ty, _)| self.field(ty, path));
                let default = field.and_then(|field| field.default.as_ref());
                let is_required = field.is_some_and(|field| field.required);
                (
                    path.last()?.as_str(),
                    default.and_then(read::whole),
                    is_required,
                )
            }
        };
        let said = said.and_then(|first| u64::try_from(first).ok());
        if let Some(first) = said.or(usual) {
            return Some(first);
        }
        // Where the caller has to say the number, the pages go on from there.
        if !is_required {
            self.report.warning(
                Code::Extension,
                node.place(),
                format!("nothing tells which number the first page has; `{name}` counts from 1"),
                "say `first: 0` or `first: 1` here, or give the parameter a default",
            );
        }
        Some(1)
    }

    /// The property that a path leads to.
    fn field(&self, ty: &'a Type, path: &[String]) -> Option<&'a Field> {
        let (name, before) = path.split_last()?;
        let Type::Ref(id) = property_at(self.api, ty, before)? else {
            return None;
        };
        match &self.api.type_def(*id).kind {
            TypeKind::Object(object) => object.fields.iter().find(|field| field.name == *name),
            _ => None,
        }
    }
}
