//! How the pages of a list go on, from the names of parameters and properties.

use super::fields::{self, Field, fields, resolve, says};
use super::habits::{
    AROUND, CURSORS, LINKS, MORE, PAGES, SIZES, TURNS, first, is_address, is_number, is_text,
    is_total, is_whole,
};
use super::words::{has_any, plain};
use super::{Evidence, Kind, Suggestion, Target, Value, items, subject};
use crate::ir::{Api, Location, Method, Operation, Param, Type};

/// What is known of an operation.
pub(super) struct Look<'a> {
    pub(super) api: &'a Api,
    pub(super) operation: &'a Operation,
    fields: Vec<Field<'a>>,
    item: &'a Type,
}

/// What is suggested, and why.
pub(super) type Found = (Value, Vec<Evidence>);

/// How the pages of an operation go on, where the description shows it.
pub(super) fn of(api: &Api, operation: &Operation) -> Option<Suggestion> {
    if operation.page.is_some() || !matches!(operation.method, Method::Get | Method::Post) {
        return None;
    }
    let body = fields::body(api, operation)?;
    let fields = fields(api, body, 3);
    let (items, item) = items::find(body, &fields, operation)?;
    let look = Look {
        api,
        operation,
        fields,
        item,
    };
    let rules = [
        Look::cursor,
        Look::of_next,
        Look::link_header,
        Look::link,
        Look::last,
        Look::offset,
        Look::number,
        Look::cursor_in_body,
        Look::offset_in_body,
    ];
    let ((kind, how), evidence) =
        rules
            .iter()
            .find_map(|rule| rule(&look))
            .map(|(value, evidence)| match value {
                Value::Map(mut entries) => (entries.remove(0), evidence),
                other => (("link", other), evidence),
            })?;
    let page = Value::Map(vec![("items", Value::Text(items)), (kind, how)]);
    Some(Suggestion {
        kind: Kind::Page,
        subject: subject(operation),
        target: Target::Value(operation.place.clone()),
        update: Value::Map(vec![("x-clientwright-page", page)]),
        evidence,
    })
}

impl<'a> Look<'a> {
    /// The optional query parameter with one of these names; the first name that there is.
    fn param(&self, names: &[&str]) -> Option<&'a Param> {
        names.iter().find_map(|name| {
            let mut params = self.operation.params.iter();
            params.find(|param| {
                param.location == Location::Query && !param.required && plain(&param.name) == *name
            })
        })
    }

    /// Fields that tell of pages.
    pub(super) fn around(&self) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(|field| {
            field
                .parents()
                .iter()
                .all(|parent| AROUND.contains(&&**parent))
        })
    }

    fn takes(&self, param: &Param) -> Evidence {
        Evidence::new(
            format!("it takes `{}`", param.name),
            self.operation.place.clone(),
        )
    }

    /// What says that there is more, beside a field.
    pub(super) fn more(&self, beside: Option<&Field<'a>>) -> Option<&Field<'a>> {
        let folder = |field: &Field<'_>| field.path[..field.path.len() - 1].to_vec();
        let mut near = self
            .around()
            .filter(|field| *field.ty == Type::Bool && MORE.contains(&&*field.name()));
        near.find(|field| {
            field.path.len() == 1 || beside.is_some_and(|beside| folder(beside) == folder(field))
        })
    }

    /// A cursor at a field.
    fn with_cursor(&self, param: &Param, next: &Field<'a>) -> Found {
        let mut how = vec![
            ("parameter", Value::Text(param.name.clone())),
            ("next", Value::Text(next.pointer())),
        ];
        let mut evidence = vec![self.takes(param), has(next)];
        if let Some(more) = self.more(Some(next)) {
            how.push(("more", Value::Text(more.pointer())));
            evidence.push(has(more));
        }
        (Value::Map(vec![("cursor", Value::Map(how))]), evidence)
    }

    /// A property whose name says that it is the next cursor.
    fn cursor(&self) -> Option<Found> {
        for field in self.around().filter(|field| is_text(field.ty)) {
            let name = field.name();
            let usual = CURSORS.iter().find(|(names, _)| names.contains(&&*name));
            if let Some(param) = usual.and_then(|(_, params)| self.param(params)) {
                return Some(self.with_cursor(param, field));
            }
            // A name that means the same on both sides says little, so the words have to say that it leads on.
            let same = ["cursor", "offset", "next", "nextpage", "nextrecordid"].contains(&&*name);
            let leads =
                has_any(&field.says(), &["next", "subsequent", "more"]) && !is_address(field);
            if let Some(param) = self
                .param(&[&name])
                .filter(|param| same && leads && is_text(resolve(self.api, &param.ty)))
            {
                return Some(self.with_cursor(param, field));
            }
        }
        None
    }

    /// A property of an object `next`, called like the parameter.
    fn of_next(&self) -> Option<Found> {
        let mut within = self.around().filter(|field| {
            is_text(field.ty)
                && field
                    .parents()
                    .last()
                    .is_some_and(|parent| parent == "next")
        });
        within.find_map(|field| Some(self.with_cursor(self.param(&[&field.name()])?, field)))
    }

    /// Whether it may read one thing with a list in it, or make something: then a link says nothing about pages.
    fn is_no_list(&self) -> bool {
        let is_of_one = self.operation.path.ends_with('}') && !self.fields.is_empty();
        is_of_one || self.operation.method != Method::Get
    }

    /// The header `Link`, beside a parameter that has to do with pages.
    fn link_header(&self) -> Option<Found> {
        let success = self
            .operation
            .responses
            .iter()
            .find(|response| fields::is_success(response.status))?;
        let mut headers = success.headers.iter();
        headers.find(|header| header.name.eq_ignore_ascii_case("link"))?;
        let param = self.param(&TURNS).or_else(|| self.param(&SIZES))?;
        if self.is_no_list() {
            return None;
        }
        let responses = self.operation.place.join("responses");
        let evidence = vec![
            Evidence::new("its response has the header `Link`", responses),
            self.takes(param),
        ];
        Some((Value::Map(vec![("link", Value::Map(Vec::new()))]), evidence))
    }

    /// A property with the address of the next page.
    fn link(&self) -> Option<Found> {
        if self.is_no_list() {
            return None;
        }
        let next = self.around().find(|field| {
            let (name, parents) = (field.name(), field.parents());
            let in_links = parents.last().is_some_and(|parent| parent == "links");
            let of_hal = name == "href" && parents == ["links", "next"];
            is_text(field.ty)
                && (of_hal
                    || LINKS.contains(&&*name)
                    || name == "next" && (in_links || is_address(field)))
        })?;
        let how = Value::Map(vec![("next", Value::Text(next.pointer()))]);
        Some((Value::Map(vec![("link", how)]), vec![has(next)]))
    }

    /// The id of the last item, and a property that says whether there is more.
    fn last(&self) -> Option<Found> {
        let param = self.param(&["startingafter"]).or_else(|| {
            self.param(&["after"])
                .filter(|param| has_any(&says(&param.docs), &["id", "ids"]))
        })?;
        let more = self.more(None)?;
        let item = resolve(self.api, self.item);
        let id = fields(self.api, item, 1)
            .into_iter()
            .find(|field| field.path == ["id"])?;
        if !is_text(id.ty) {
            return None;
        }
        let how = vec![
            ("parameter", Value::Text(param.name.clone())),
            ("last", Value::Text("/id".to_owned())),
            ("more", Value::Text(more.pointer())),
        ];
        let evidence = vec![
            self.takes(param),
            has(more),
            Evidence::new("each item has `id`", id.place),
        ];
        Some((Value::Map(vec![("cursor", Value::Map(how))]), evidence))
    }

    /// A number of items to pass over.
    fn offset(&self) -> Option<Found> {
        let param = self.param(&["offset", "skip"])?;
        let size = self.param(&SIZES)?;
        let words = says(&param.docs);
        let is_other = has_any(
            &words,
            &[
                "page number",
                "pages",
                "cursor",
                "token",
                "opaque",
                "previous response",
            ],
        );
        if is_other || !is_number(self.api, param) || param.first.is_some_and(|first| first != 0) {
            return None;
        }
        let mut how = vec![("parameter", Value::Text(param.name.clone()))];
        let mut evidence = vec![self.takes(param), self.takes(size)];
        let total = self
            .around()
            .find(|field| is_whole(field.ty) && is_total(field));
        if let Some(total) = total {
            how.push(("total", Value::Text(total.pointer())));
            evidence.push(has(total));
        }
        Some((Value::Map(vec![("offset", Value::Map(how))]), evidence))
    }

    /// A number of a page.
    fn number(&self) -> Option<Found> {
        let param = self.param(&["page", "pagenumber", "pageno", "currentpage", "pageindex"])?;
        if !is_number(self.api, param) {
            return None;
        }
        let mut how = vec![("parameter", Value::Text(param.name.clone()))];
        let mut evidence = vec![self.takes(param)];
        match (param.first, first(&says(&param.docs))) {
            (Some(0 | 1), _) => {}
            (None, Some(first)) => how.push(("first", Value::Number(first))),
            _ => return None,
        }
        let pages = self
            .around()
            .find(|field| is_whole(field.ty) && PAGES.contains(&&*field.name()));
        match (pages, self.param(&SIZES)) {
            (Some(pages), _) => {
                how.push(("pages", Value::Text(pages.pointer())));
                evidence.push(has(pages));
            }
            (None, Some(size)) => evidence.push(self.takes(size)),
            (None, None) => return None,
        }
        Some((Value::Map(vec![("number", Value::Map(how))]), evidence))
    }
}

pub(super) fn has(field: &Field<'_>) -> Evidence {
    Evidence::new(
        format!("its response has `{}`", field.path.join(".")),
        field.place.clone(),
    )
}
