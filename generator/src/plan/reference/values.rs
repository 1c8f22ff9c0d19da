//! Example values: what the description gives where that fits its own schema, and what the type allows where not.

use std::cell::{Cell, RefCell};

use serde_json::{Map, Value, json};

use crate::ir::{
    Constraints, Content, Field, Header, Json, Location, Media, Object, Param, Part, Type, TypeKind,
};
use crate::plan::types::{Shape, Types};

use super::fits::{Fitting, only_value};
use super::made;

/// How many values an example has at most: required objects may lead to ever more of their kind.
const MOST: usize = 200;

/// How deep an example goes before it leaves out what need not be there.
const DEPTH: usize = 4;

/// How many optional properties an object is shown with that requires none.
const SHOWN: usize = 3;

/// What becomes of an example of which something is told.
const ANOTHER: &str = "the reference shows another value";
const THE_SAME: &str = "the reference shows it all the same";

/// What is said of a value beside its type.
#[derive(Clone, Copy, Default)]
struct Site<'s> {
    name: &'s str,
    is_body: bool,
    examples: &'s [Json],
    default: Option<&'s Json>,
    constraints: Option<&'s Constraints>,
}

/// Makes examples.
pub(in crate::plan) struct Values<'t, 'a> {
    types: &'t Types<'a>,
    /// Whether the outermost objects have what they need not have as well.
    full: bool,
    left: Cell<usize>,
    /// What the examples of the description break, in words.
    told: RefCell<Vec<String>>,
}

impl<'t, 'a> Values<'t, 'a> {
    /// Examples of what is needed.
    pub(in crate::plan) fn needed(types: &'t Types<'a>) -> Self {
        Self {
            types,
            full: false,
            left: Cell::new(MOST),
            told: RefCell::default(),
        }
    }

    /// Examples of all that there is.
    pub(in crate::plan) fn full(types: &'t Types<'a>) -> Self {
        Self {
            full: true,
            ..Self::needed(types)
        }
    }

    /// What the examples of the description break.
    pub(super) fn told(self) -> Vec<String> {
        self.told.into_inner()
    }

    /// An example of a parameter.
    pub(super) fn of_param(&self, param: &Param) -> Json {
        self.left.set(MOST);
        // The client refuses what would leave a step of the path out.
        let fits = |value: &&Json| param.location != Location::Path || value.as_str() != Some("");
        let examples: Vec<Json> = param.examples.iter().filter(fits).cloned().collect();
        if examples.len() < param.examples.len() {
            let told = format!(
                "an example of `{}` is empty, which no path holds",
                param.name
            );
            self.tell(&told, ANOTHER);
        }
        let site = Site {
            name: &param.name,
            is_body: false,
            examples: &examples,
            default: param.default.as_ref().filter(fits),
            constraints: param.constraints.as_deref(),
        };
        self.at(&param.ty, site, 1)
    }

    /// An example of a header.
    pub(super) fn of_header(&self, header: &Header) -> Json {
        self.left.set(MOST);
        let site = Site {
            name: &header.name,
            is_body: false,
            examples: &header.examples,
            default: None,
            constraints: header.constraints.as_deref(),
        };
        self.at(&header.ty, site, 1)
    }

    /// An example of a body; a text where the body is none of JSON or a form.
    pub(in crate::plan) fn of_content(&self, content: &Content) -> Json {
        self.left.set(MOST);
        match &content.media {
            Media::Json(ty) | Media::Form { ty, .. } => self.of_body(ty, &content.examples),
            Media::Xml(ty, _) => {
                let is_xml = |example: &&Json| {
                    example.is_string() && *self.types.resolve(ty) != Type::String
                };
                if content.examples.iter().any(|example| is_xml(&example)) {
                    let told =
                        "an example of the body is XML, which is not compared with its schema";
                    self.tell(told, ANOTHER);
                }
                let others = content.examples.iter().filter(|example| !is_xml(example));
                self.of_body(ty, &others.cloned().collect::<Vec<_>>())
            }
            Media::JsonLines(ty) => {
                let site = Site {
                    name: "text",
                    ..Site::default()
                };
                json!([self.at(ty, site, 0)])
            }
            Media::Multipart { parts, .. } => self.of_parts(parts, content.examples.first()),
            Media::Text | Media::Bytes | Media::Events(_) => {
                let given = content.examples.iter().find(|example| example.is_string());
                given.cloned().unwrap_or_else(|| json!("text"))
            }
        }
    }

    fn of_body(&self, ty: &Type, examples: &[Json]) -> Json {
        let site = Site {
            name: "text",
            is_body: true,
            examples,
            ..Site::default()
        };
        self.at(ty, site, 0)
    }

    fn tell(&self, what: &str, then: &str) {
        self.told.borrow_mut().push(format!("{what}; {then}"));
    }

    /// Examples of the parts of a body, those that the example of the whole has among them.
    fn of_parts(&self, parts: &[Part], whole: Option<&Json>) -> Json {
        let given = |part: &Part| whole.and_then(|whole| whole.get(&part.name));
        let shown = parts
            .iter()
            .filter(|part| self.full || part.required || given(part).is_some());
        let members = shown.map(|part| {
            let given = given(part).cloned();
            let examples: Vec<Json> = given.into_iter().chain(part.examples.clone()).collect();
            let site = Site {
                name: &part.name,
                is_body: false,
                examples: &examples,
                default: part.default.as_ref(),
                constraints: part.constraints.as_deref(),
            };
            (part.name.clone(), self.at(&part.ty, site, 1))
        });
        Value::Object(members.collect())
    }

    /// The first of the examples that fits, or a value that is made up.
    fn at(&self, ty: &Type, site: Site<'_>, depth: usize) -> Json {
        let of_type = match ty {
            Type::Ref(id) => self.types.def(*id).examples.as_slice(),
            _ => &[],
        };
        for example in site.examples.iter().chain(of_type) {
            let misfit = match Fitting::new(self.types).fit(ty, site.constraints, example) {
                Ok(value) => return value,
                Err(misfit) => misfit,
            };
            let of = if site.is_body {
                "the body".to_owned()
            } else {
                format!("`{}`", site.name)
            };
            let told = format!("an example of {of} {misfit}");
            // What is made up here matches a pattern even less.
            let lax = Fitting::without_patterns(self.types);
            if let Ok(value) = lax.fit(ty, site.constraints, example) {
                self.tell(&told, THE_SAME);
                return value;
            }
            self.tell(&told, ANOTHER);
        }
        let default = site.default.and_then(|default| {
            let lax = Fitting::without_patterns(self.types);
            let fitted = lax.fit(ty, site.constraints, default);
            fitted.ok().filter(|value| !value.is_null())
        });
        default.unwrap_or_else(|| self.made(ty, site, depth))
    }

    /// A value of a type.
    fn made(&self, ty: &Type, site: Site<'_>, depth: usize) -> Json {
        if self.left.get() == 0 {
            return Value::Null;
        }
        self.left.set(self.left.get() - 1);
        if let Some(value) = only_value(self.types, ty) {
            return value.clone();
        }
        let inner = |ty: &Type, site: Site<'_>| self.at(ty, site, depth + 1);
        let item = Site {
            name: site.name,
            constraints: site.constraints.and_then(|of| of.items.as_deref()),
            ..Site::default()
        };
        match ty {
            Type::List(items) => {
                let least = site.constraints.and_then(|of| of.min_items).unwrap_or(0);
                if depth >= DEPTH && least == 0 {
                    return json!([]);
                }
                let count = usize::try_from(least).unwrap_or(1).clamp(1, 10);
                (0..count).map(|_| inner(items, item)).collect()
            }
            Type::Tuple(items) => items.iter().map(|of| inner(of, item)).collect(),
            Type::Map(values) => {
                let least = site.constraints.and_then(|of| of.min_properties);
                let count = usize::try_from(least.unwrap_or(0)).unwrap_or(0).min(10);
                let members = (0..count).map(|at| (format!("key{at}"), inner(values, item)));
                Value::Object(members.collect())
            }
            // An object has no form in a path, a query or a form; a text has one everywhere.
            Type::Any(_) if depth > 0 => json!(site.name),
            Type::Any(_) => json!({}),
            Type::Nullable(of) => self.made(of, site, depth),
            Type::Ref(id) => {
                if let Shape::Alias(target) | Shape::Newtype(target) =
                    &self.types.shapes[id.index()]
                {
                    let constraints = self.types.def(*id).constraints.as_deref();
                    let site = Site {
                        constraints: site.constraints.or(constraints),
                        ..site
                    };
                    let too_deep = depth > DEPTH * 8;
                    return if too_deep {
                        Value::Null
                    } else {
                        inner(target, site)
                    };
                }
                self.of_kind(&self.types.def(*id).kind, site.name, depth)
            }
            scalar => made::scalar(scalar, site.name, site.constraints),
        }
    }

    fn of_kind(&self, kind: &TypeKind, name: &str, depth: usize) -> Json {
        let site = Site {
            name,
            ..Site::default()
        };
        match kind {
            TypeKind::Object(object) => self.of_object(object, depth),
            TypeKind::Enum(def) => {
                let first = def.values.first();
                first.map_or(Value::Null, |value| value.value.clone())
            }
            TypeKind::Union(union) if depth < DEPTH * 4 => {
                let Some(first) = union.variants.first() else {
                    return Value::Null;
                };
                let mut value = self.at(&first.ty, site, depth + 1);
                let tag = union.discriminator.as_ref().zip(first.tags.first());
                if let (Value::Object(members), Some((by, tag))) = (&mut value, tag) {
                    members.insert(by.property.clone(), json!(tag));
                }
                value
            }
            TypeKind::Union(_) => Value::Null,
            TypeKind::Alias(ty) => self.at(ty, site, depth + 1),
        }
    }

    fn of_object(&self, object: &Object, depth: usize) -> Json {
        let mut members = Map::new();
        for field in self.shown(object, depth) {
            let site = Site {
                name: &field.name,
                is_body: false,
                examples: &field.examples,
                default: field.default.as_ref(),
                constraints: field.constraints.as_deref(),
            };
            members.insert(field.name.clone(), self.at(&field.ty, site, depth + 1));
        }
        Value::Object(members)
    }

    /// The properties that an example has: the required ones; a few others in an outermost object that requires none.
    fn shown<'o>(&self, object: &'o Object, depth: usize) -> Vec<&'o Field> {
        let sent = object.fields.iter().filter(|field| !field.read_only);
        if depth >= DEPTH * 4 {
            return Vec::new();
        }
        if self.full && depth <= 1 {
            return sent.collect();
        }
        let required: Vec<&Field> = sent.clone().filter(|field| field.required).collect();
        if !required.is_empty() || depth > 0 {
            return required;
        }
        let with_example = sent.clone().filter(|field| !field.examples.is_empty());
        let with_example: Vec<&Field> = with_example.take(SHOWN).collect();
        if with_example.is_empty() {
            sent.take(1).collect()
        } else {
            with_example
        }
    }
}
