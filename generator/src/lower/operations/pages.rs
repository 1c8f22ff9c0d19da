//! `x-clientwright-page`: how the responses of an operation go on, checked against what it takes and gives.

use crate::document::Node;
use crate::ir::{Api, Location, Media, Next, Operation, Page, PageKind, Type, TypeKind};
use crate::pointer::Pointer;
use crate::report::{Code, Report};

use super::{responses, tokens};
use crate::lower::read;

/// Reads and checks the pages of every operation.
pub(in crate::lower) fn lower(root: &Node<'_>, api: &mut Api, report: &mut Report) {
    for index in 0..api.operations.len() {
        let place = api.operations[index].place.join("x-clientwright-page");
        let Some(tree) = root.tree().at(&place) else {
            continue;
        };
        let node = Node::new(root.document(), place, tree);
        let operation = &api.operations[index];
        let mut check = Check {
            api,
            operation,
            report,
        };
        api.operations[index].page = check.page(&node);
    }
}

/// How pages may go on, each with what may be said of it.
const KINDS: [(&str, &[&str]); 4] = [
    (
        "cursor",
        &["parameter", "next", "next-header", "last", "more"],
    ),
    ("offset", &["parameter", "first", "total"]),
    ("number", &["parameter", "first", "pages"]),
    ("link", &["next"]),
];

struct Check<'a> {
    api: &'a Api,
    operation: &'a Operation,
    report: &'a mut Report,
}

impl<'a> Check<'a> {
    fn page(&mut self, node: &Node<'_>) -> Option<Page> {
        let mut given = KINDS
            .iter()
            .filter_map(|(kind, _)| Some((*kind, node.get(kind)?)));
        let (Some((kind, how)), None) = (given.next(), given.next()) else {
            self.wrong(
                node,
                "one of `cursor`, `offset`, `number` and `link` has to be given",
            );
            return None;
        };
        let (_, keys) = KINDS.iter().find(|(known, _)| *known == kind)?;
        self.known(node, &["items", kind])?;
        self.known(&how, keys)?;
        let items = self.steps(node, "items")?;
        let ty = property_at(self.api, self.answer()?, &items).filter(|ty| is_list(self.api, ty));
        if ty.is_none() {
            let items = node.get("items").unwrap_or_else(|| node.clone());
            self.wrong(&items, "`items` does not lead to a list in the response");
            return None;
        }
        let kind = match kind {
            "cursor" => self.cursor(&how, &items)?,
            "offset" => PageKind::Offset {
                param: self.param(&how)?,
                first: self.first(&how, Some(0))?,
                total: self.maybe(&how, "total")?,
            },
            "number" => PageKind::Number {
                param: self.param(&how)?,
                first: self.first(&how, None)?,
                pages: self.maybe(&how, "pages")?,
            },
            _ => PageKind::Link {
                next: self.maybe(&how, "next")?,
            },
        };
        Some(Page { kind, items })
    }

    /// The type of the response that means success, of JSON before that of XML.
    fn answer(&self) -> Option<&'a Type> {
        let success = self
            .operation
            .responses
            .iter()
            .filter(|r| responses::is_success(r.status));
        let contents: Vec<_> = success.flat_map(|response| &response.contents).collect();
        let json = contents.iter().find_map(|content| match &content.media {
            Media::Json(ty) => Some(ty),
            _ => None,
        });
        json.or_else(|| {
            contents.iter().find_map(|content| match &content.media {
                Media::Xml(ty, _) => Some(ty),
                _ => None,
            })
        })
    }

    fn cursor(&mut self, node: &Node<'_>, items: &[String]) -> Option<PageKind> {
        let name = read::text(node, "parameter", self.report);
        let header = name.filter(|name| self.has(Location::Header, name));
        let in_header = header.is_some();
        let param = match header {
            Some(name) => name,
            None => self.param(node)?,
        };
        let next = if node.get("next-header").is_some() {
            Next::Header(tokens::header(node, "next-header", self.report)?)
        } else if node.get("last").is_some() {
            Next::Last(self.of_last(node, items)?)
        } else {
            Next::Body(self.property(node, "next")?)
        };
        Some(PageKind::Cursor {
            param,
            in_header,
            next,
            more: self.more(node)?,
        })
    }

    /// The properties of the last item that lead to the cursor.
    fn of_last(&mut self, node: &Node<'_>, items: &[String]) -> Option<Vec<String>> {
        let steps = self.steps(node, "last")?;
        let Type::List(item) = property_at(self.api, self.answer()?, items)? else {
            return None;
        };
        if steps.is_empty() || property_at(self.api, item, &steps).is_none() {
            let place = node.get("last").unwrap_or_else(|| node.clone());
            self.wrong(&place, "`last` does not lead to a property of an item");
            return None;
        }
        Some(steps)
    }

    /// Whether there is more, where the response says so; the outer `None` means that it is given wrongly.
    #[allow(clippy::option_option, reason = "wrong and left out are two things")]
    fn more(&mut self, node: &Node<'_>) -> Option<Option<Vec<String>>> {
        let more = self.maybe(node, "more")?;
        let ty = more
            .as_ref()
            .and_then(|more| property_at(self.api, self.answer()?, more));
        if ty.is_some_and(|ty| *ty != Type::Bool) {
            self.wrong(node, "`more` has to lead to true or false");
            return None;
        }
        Some(more)
    }

    /// Looks for keys that mean nothing; `None` says that there is one.
    fn known(&mut self, node: &Node<'_>, keys: &[&str]) -> Option<()> {
        let unknown = node.entries().find(|(key, _)| !keys.contains(key));
        if let Some((key, value)) = unknown {
            self.wrong(&value, &format!("`{key}` is not known here"));
            return None;
        }
        Some(())
    }

    fn has(&self, location: Location, name: &str) -> bool {
        let mut params = self.operation.params.iter();
        params.any(|param| param.location == location && param.name == name)
    }

    fn param(&mut self, node: &Node<'_>) -> Option<String> {
        let name = read::text(node, "parameter", self.report);
        let known = name.filter(|name| self.has(Location::Query, name));
        if known.is_none() {
            self.wrong(
                node,
                "`parameter` has to name a query parameter of the operation",
            );
        }
        known
    }

    /// What the parameter is for the first page: what `first` says, or the parameter's default, or its least value, or else
    /// what is usual.
    fn first(&mut self, node: &Node<'_>, usual: Option<u64>) -> Option<u64> {
        if let Some(first) = node.get("first") {
            let number = read::whole(&first.tree().to_json());
            let number = number.and_then(|number| u64::try_from(number).ok());
            if number.is_none() {
                self.wrong(&first, "`first` has to be a whole number from 0");
            }
            return number;
        }
        let name = node.get("parameter")?.tree().as_text()?.to_owned();
        let mut params = self.operation.params.iter();
        let param = params.find(|param| param.location == Location::Query && param.name == name)?;
        let said = param.first.and_then(|first| u64::try_from(first).ok());
        if let Some(first) = said.or(usual) {
            return Some(first);
        }
        // Where the caller has to say the number, the pages go on from there.
        if !param.required {
            self.report.warning(
                Code::Extension,
                node.place(),
                format!("nothing tells which number the first page has; `{name}` counts from 1"),
                "say `first: 0` or `first: 1` here, or give the parameter a default",
            );
        }
        Some(1)
    }

    /// The steps of a pointer; `None` where there is none, which the report tells.
    fn steps(&mut self, node: &Node<'_>, key: &str) -> Option<Vec<String>> {
        let pointer = node
            .get(key)
            .and_then(|value| Pointer::parse(value.tree().as_text()?));
        if pointer.is_none() {
            self.wrong(
                node,
                &format!("`{key}` has to be a JSON pointer such as `/data`"),
            );
        }
        pointer.map(|pointer| pointer.steps().iter().map(ToString::to_string).collect())
    }

    fn property(&mut self, node: &Node<'_>, key: &str) -> Option<Vec<String>> {
        let steps = self.steps(node, key)?;
        let answer = self.answer()?;
        if property_at(self.api, answer, &steps).is_none() {
            let place = node.get(key).unwrap_or_else(|| node.clone());
            self.wrong(
                &place,
                &format!("`{key}` does not lead to a property of the response"),
            );
            return None;
        }
        Some(steps)
    }

    /// A property that need not be given; the outer `None` means that it is given wrongly.
    #[allow(clippy::option_option, reason = "wrong and left out are two things")]
    fn maybe(&mut self, node: &Node<'_>, key: &str) -> Option<Option<Vec<String>>> {
        match node.get(key) {
            None => Some(None),
            Some(_) => self.property(node, key).map(Some),
        }
    }

    fn wrong(&mut self, node: &Node<'_>, message: &str) {
        let message = format!("{message}; the operation is not paged");
        self.report
            .error(Code::Extension, node.place(), message, "");
    }
}

/// The type that properties lead to.
pub(super) fn property_at<'a>(api: &'a Api, ty: &'a Type, steps: &[String]) -> Option<&'a Type> {
    let mut at = ty;
    let mut rest = steps;
    // Each step goes one property or one name further down; names of names end, because aliases have no cycle.
    loop {
        at = match at {
            Type::Nullable(inner) => inner,
            Type::Ref(id) if matches!(api.type_def(*id).kind, TypeKind::Alias(_)) => {
                let TypeKind::Alias(ty) = &api.type_def(*id).kind else {
                    return None;
                };
                ty
            }
            found => {
                let Some((name, tail)) = rest.split_first() else {
                    return Some(found);
                };
                rest = tail;
                property(api, found, name)?
            }
        };
    }
}

fn property<'a>(api: &'a Api, ty: &'a Type, name: &str) -> Option<&'a Type> {
    match ty {
        Type::Any(_) => Some(ty),
        Type::Map(value) => Some(value),
        Type::Ref(id) => match &api.type_def(*id).kind {
            TypeKind::Object(object) => {
                let field = object.fields.iter().find(|field| field.name == name);
                field.map(|field| &field.ty)
            }
            _ => None,
        },
        _ => None,
    }
}

fn is_list(api: &Api, ty: &Type) -> bool {
    matches!(property_at(api, ty, &[]), Some(Type::List(_)))
}
