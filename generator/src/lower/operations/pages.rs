//! `x-clientwright-page`: how the responses of an operation go on, checked against what it takes and gives.

use crate::document::Node;
use crate::ir::{Api, Media, Next, Operation, Page, PageKind, Type, TypeKind};
use crate::pointer::Pointer;
use crate::report::{Code, Report};

use super::{responses, tokens};

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
        &["parameter", "body", "next", "next-header", "last", "more"],
    ),
    ("offset", &["parameter", "body", "first", "total"]),
    ("number", &["parameter", "body", "first", "pages"]),
    ("link", &["next"]),
];

pub(super) struct Check<'a> {
    pub(super) api: &'a Api,
    pub(super) operation: &'a Operation,
    pub(super) report: &'a mut Report,
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
            "offset" => {
                let param = self.param(&how, true)?;
                PageKind::Offset {
                    first: self.first(&how, &param, Some(0))?,
                    total: self.maybe(&how, "total")?,
                    param,
                }
            }
            "number" => {
                let param = self.param(&how, true)?;
                PageKind::Number {
                    first: self.first(&how, &param, None)?,
                    pages: self.maybe(&how, "pages")?,
                    param,
                }
            }
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
        let param = self.cursor_param(node)?;
        let next = if node.get("next-header").is_some() {
            Next::Header(tokens::header(node, "next-header", self.report)?)
        } else if node.get("last").is_some() {
            Next::Last(self.of_last(node, items)?)
        } else {
            Next::Body(self.property(node, "next")?)
        };
        Some(PageKind::Cursor {
            param,
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

    /// The steps of a pointer; `None` where there is none, which the report tells.
    pub(super) fn steps(&mut self, node: &Node<'_>, key: &str) -> Option<Vec<String>> {
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

    pub(super) fn wrong(&mut self, node: &Node<'_>, message: &str) {
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
