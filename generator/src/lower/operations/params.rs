//! Parameters: those of the path and those of the operation, each with its type and how it is written.

use indexmap::IndexMap;
use openapiv3 as v3;

use crate::document::{Node, Tree};
use crate::ir::{Docs, Encoding, Json, Location, Param, Step, Style, Type};
use crate::report::Code;

use super::ids::Found;
use super::media;
use super::media::Family;
use super::templates::Queried;
use super::{bodies, parts};
use super::{examples, tokens};
use crate::lower::context::Context;
use crate::lower::schemas::Use;
use crate::lower::schemas::choices;
use crate::lower::schemas::facts::Kind;
use crate::lower::schemas::scalars::ANYTHING;
use crate::lower::schemas::sites::Site;
use crate::lower::schemas::{constraints, defaults, facts, references};
use crate::lower::{read, schemas};

/// Headers that the specification keeps for itself (OpenAPI, Parameter Object, `name`).
const RESERVED: [&str; 3] = ["accept", "content-type", "authorization"];

/// The parameters of an operation, in the order of the document.
pub(super) fn lower<'d>(cx: &mut Context<'d, '_>, found: &Found<'d>) -> Vec<Param> {
    let declared = collect(cx, found);
    let all = found.path.names();
    let mut missing = all.clone();
    missing.retain(|name| !declared.contains_key(&((*name).to_owned(), Location::Path)));
    let mut queried: Vec<&Queried> = found.path.query.iter().collect();
    queried.retain(|pair| !declared.contains_key(&(pair.name.clone(), Location::Query)));
    let mut params = Vec::new();
    for ((name, location), declared) in declared {
        let mut name = name.as_str();
        if location == Location::Header && RESERVED.contains(&name.to_lowercase().as_str()) {
            continue;
        }
        if matches!(location, Location::Header | Location::Cookie) {
            let place = declared.node.place().join("name");
            tokens::check(Code::Parameter, &place, location, name, cx.report);
        }
        if location == Location::Path && !all.contains(&name) {
            if is_queried(found, name) {
                // One that is declared as a parameter of the query as well is sent as that.
                if let Some(at) = queried.iter().position(|pair| pair.placeholder == name) {
                    let pair = queried.remove(at);
                    params.push(in_query(param(cx, found, &pair.name, declared)));
                }
                continue;
            }
            let Some(meant) = meant(&mut missing, name) else {
                let message = format!("the path has no `{{{name}}}`; the parameter is left out");
                cx.report
                    .warning(Code::Parameter, declared.node.place(), message, "");
                continue;
            };
            let message = format!("the path has no `{{{name}}}`; `{{{meant}}}` is taken for it");
            cx.report.warning(
                Code::Parameter,
                declared.node.place(),
                message,
                "use the same name",
            );
            name = meant;
        }
        params.push(param(cx, found, name, declared));
    }
    for name in missing {
        params.push(undeclared(cx, found, name));
    }
    for pair in queried {
        params.push(in_query(undeclared(cx, found, &pair.name)));
    }
    params
}

/// Whether the path has a parameter in its query.
fn is_queried(found: &Found<'_>, name: &str) -> bool {
    let mut query = found.path.query.iter();
    query.any(|pair| pair.placeholder == name)
}

/// A parameter of the path that stands in its query.
fn in_query(param: Param) -> Param {
    Param {
        location: Location::Query,
        encoding: written(Style::Form, None, false),
        ..param
    }
}

/// The name in the path that was meant by a declared one: the same but for case and symbols.
fn meant<'p>(missing: &mut Vec<&'p str>, name: &str) -> Option<&'p str> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let index = missing
        .iter()
        .position(|known| plain(known) == plain(name))?;
    Some(missing.remove(index))
}

/// A parameter that is declared, and where.
struct Declared<'d> {
    node: Node<'d>,
    said: v3::Parameter,
}

/// The parameters by name and location; one of the operation takes the place of one of the path.
fn collect<'d>(
    cx: &mut Context<'d, '_>,
    found: &Found<'d>,
) -> IndexMap<(String, Location), Declared<'d>> {
    let mut out = IndexMap::new();
    for (owner, parts) in [
        (&found.item, &found.shared.parameters),
        (&found.node, &found.said.parameters),
    ] {
        let mut here = Vec::new();
        for entry in parts.iter().filter_map(|part| owner.part(part)) {
            let Some(node) = references::resolve(cx, &entry, "the parameter is left out") else {
                continue;
            };
            let Some(said) = node.parameter(cx.report) else {
                continue;
            };
            let key = (said.parameter_data_ref().name.clone(), location(&said));
            if here.contains(&key) {
                let message = format!("`{}` is declared twice; the first one is taken", key.0);
                cx.report
                    .warning(Code::Parameter, entry.place(), message, "");
                continue;
            }
            here.push(key.clone());
            out.insert(key, Declared { node, said });
        }
    }
    out
}

fn location(parameter: &v3::Parameter) -> Location {
    let extensions = &parameter.parameter_data_ref().extensions;
    match parameter {
        v3::Parameter::Query { .. } if extensions.contains_key("x-clientwright-querystring") => {
            Location::Querystring
        }
        v3::Parameter::Query { .. } => Location::Query,
        v3::Parameter::Header { .. } => Location::Header,
        v3::Parameter::Path { .. } => Location::Path,
        v3::Parameter::Cookie { .. } => Location::Cookie,
    }
}

fn param<'d>(
    cx: &mut Context<'d, '_>,
    found: &Found<'d>,
    name: &str,
    declared: Declared<'d>,
) -> Param {
    let Declared { node, said } = declared;
    let site = references::part_site(
        cx,
        &node,
        Site::operation(&found.id, Step::Named(name.to_owned())),
    );
    let (used, encoding, schema) = typed(cx, &node, &said, &site);
    let notes = used.notes.clone();
    let default_number = notes.default.as_ref().and_then(read::whole);
    let constraints = schema
        .as_ref()
        .and_then(|schema| constraints::of(cx, schema));
    let default = schema.and_then(|schema| {
        let default = notes.default.or_else(|| constraints::default(cx, &schema));
        defaults::checked(cx, &schema, default)
    });
    let location = location(&said);
    let data = said.parameter_data();
    let (format, named) = (&data.format, &data.examples);
    let examples = examples::of_value(cx, &node, format, data.example.as_ref(), named);
    Param {
        name: name.to_owned(),
        alias: read::alias(&node, cx.report),
        location,
        docs: read::docs(None, data.description, None).or(Docs {
            summary: None,
            ..notes.docs
        }),
        required: location == Location::Path || data.required,
        ty: used.whole(),
        encoding,
        default,
        first: default_number.or(notes.least),
        constraints,
        examples: if examples.is_empty() {
            notes.examples
        } else {
            examples
        },
        deprecated: notes.deprecated || data.deprecated.unwrap_or_default(),
    }
}

/// The type, how it is written, and the schema.
fn typed<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
    said: &v3::Parameter,
    site: &Site,
) -> (Use, Encoding, Option<Node<'d>>) {
    if let v3::ParameterSchemaOrContent::Content(content) = &said.parameter_data_ref().format
        && let Some((name, media)) = content.iter().next()
    {
        return of_content(cx, node, (said, name, media), site);
    }
    let schema = match &said.parameter_data_ref().format {
        v3::ParameterSchemaOrContent::Schema(schema) => node.part(schema),
        v3::ParameterSchemaOrContent::Content(_) => None,
    };
    let used = match &schema {
        Some(schema) => schemas::lower(cx, schema, site),
        None => untold(Type::String),
    };
    let encoding = match location(said) {
        Location::Querystring => Encoding::Text,
        _ => encoding(node, said),
    };
    (used, encoding, schema)
}

/// The same of a parameter that is told by a media type (OpenAPI, Parameter Object, `content`).
fn of_content<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
    (said, name, media): (&v3::Parameter, &str, &v3::MediaType),
    site: &Site,
) -> (Use, Encoding, Option<Node<'d>>) {
    let schema = media.schema.as_ref().and_then(|schema| node.part(schema));
    let family = media::family(name);
    let is_composite = schema
        .as_ref()
        .is_some_and(|schema| bodies::is_structured(cx, schema) && !is_scalar(cx, schema));
    let mut encoding = match (family, &schema) {
        (Family::Json, _) => Encoding::Json,
        (Family::Xml, Some(schema)) if is_composite => {
            let mut xml = read::xml(schema, cx.report).unwrap_or_default();
            if schema.reference().is_none() {
                let name = &said.parameter_data_ref().name;
                xml.name.get_or_insert_with(|| name.clone());
            }
            Encoding::Xml(xml)
        }
        (Family::Form, Some(schema)) if is_composite => {
            let place = node.get("content").and_then(|content| content.get(name));
            let place = place.unwrap_or_else(|| node.clone());
            let fields = parts::of(cx, Some(schema), &place, media, site, false);
            Encoding::Form(fields)
        }
        _ => Encoding::Text,
    };
    if encoding == Encoding::Text && is_composite {
        let message = format!(
            "values are not written as `{name}`; the caller gives the text of this parameter"
        );
        let help = "describe it as JSON, XML or a form, or by a `schema` and a `style`";
        cx.report.unsupported(node.place(), message, help);
        return (untold(Type::String), plain(node, said), None);
    }
    if encoding == Encoding::Text {
        encoding = plain(node, said);
    }
    let used = match &schema {
        Some(schema) => schemas::lower(cx, schema, site),
        None if family == Family::Json => untold(ANYTHING),
        None => untold(Type::String),
    };
    (used, encoding, schema)
}

/// How a text is written that is said by no style.
fn plain(node: &Node<'_>, said: &v3::Parameter) -> Encoding {
    match location(said) {
        Location::Querystring => Encoding::Text,
        _ => encoding(node, said),
    }
}

/// Whether a schema allows one text, number or truth value.
fn is_scalar<'d>(cx: &mut Context<'d, '_>, schema: &Node<'d>) -> bool {
    let facts = choices::peek(cx, schema);
    facts.is_some_and(|facts| {
        matches!(
            facts.kind,
            Some(Kind::String | Kind::Integer | Kind::Number | Kind::Boolean)
        )
    })
}

fn untold(ty: Type) -> Use {
    Use {
        ty,
        nullable: false,
        notes: facts::Notes::default(),
    }
}

/// How a parameter is written.
fn encoding(node: &Node<'_>, said: &v3::Parameter) -> Encoding {
    let data = said.parameter_data_ref();
    // `openapiv3` knows it of the query alone; OpenAPI 3.2 has it wherever values are percent-encoded.
    let reserved = node.tree().get("allowReserved");
    let reserved = reserved.is_some_and(|value| matches!(value, Tree::Bool(true)))
        && matches!(location(said), Location::Query | Location::Path);
    let extended = data.extensions.get("x-clientwright-style");
    let style = match said {
        v3::Parameter::Query { style, .. } => query_style(Some(style), extended),
        v3::Parameter::Header { .. } => Style::Simple,
        v3::Parameter::Path { style, .. } => match style {
            v3::PathStyle::Simple => Style::Simple,
            v3::PathStyle::Label => Style::Label,
            v3::PathStyle::Matrix => Style::Matrix,
        },
        v3::Parameter::Cookie { .. } if extended.is_some_and(|style| style == "cookie") => {
            Style::Cookie
        }
        v3::Parameter::Cookie { .. } => Style::Form,
    };
    written(style, data.explode, reserved)
}

/// The style of a query or a form. That of OpenAPI 2.0 that 3.0 lacks is in an extension.
pub(super) fn query_style(style: Option<&v3::QueryStyle>, extended: Option<&Json>) -> Style {
    match style {
        _ if extended.is_some_and(|style| style == "tabDelimited") => Style::TabDelimited,
        None | Some(v3::QueryStyle::Form) => Style::Form,
        Some(v3::QueryStyle::SpaceDelimited) => Style::SpaceDelimited,
        Some(v3::QueryStyle::PipeDelimited) => Style::PipeDelimited,
        Some(v3::QueryStyle::DeepObject) => Style::DeepObject,
    }
}

/// A style with its details.
pub(super) fn written(style: Style, explode: Option<bool>, allow_reserved: bool) -> Encoding {
    Encoding::Style {
        style,
        explode: explode.unwrap_or(matches!(
            style,
            Style::Form | Style::DeepObject | Style::Cookie
        )),
        allow_reserved,
    }
}

/// A parameter of the path that only the path tells of.
fn undeclared(cx: &mut Context<'_, '_>, found: &Found<'_>, name: &str) -> Param {
    let message = format!("`{{{name}}}` of the path is not declared; it is taken for a text");
    let help = "declare the path parameter";
    cx.report
        .warning(Code::Parameter, found.node.place(), message, help);
    Param {
        name: name.to_owned(),
        alias: None,
        location: Location::Path,
        docs: Docs::default(),
        required: true,
        ty: Type::String,
        encoding: Encoding::Style {
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
        },
        default: None,
        first: None,
        constraints: None,
        examples: Vec::new(),
        deprecated: false,
    }
}
