//! Responses: by status, with headers and bodies.

use indexmap::IndexMap;
use openapiv3 as v3;

use crate::document::{Node, Tree};
use crate::ir::{Encoding, Header, Json, Location, Response, Status, Step, Style, Type};
use crate::report::Code;

use super::media::Family;
use super::{bodies, examples, links, media, params, tokens};
use crate::lower::context::Context;
use crate::lower::schemas::sites::Site;
use crate::lower::schemas::{constraints, references};
use crate::lower::{read, schemas};

/// The responses of an operation, in the order of the document; what is said of every other status comes last.
pub(super) fn lower<'d>(
    cx: &mut Context<'d, '_>,
    operation: &Node<'d>,
    responses: &v3::Responses,
    id: &str,
) -> Vec<Response> {
    let by_status = responses
        .responses
        .iter()
        .map(|(code, part)| (status(code), part));
    let default = responses.default.iter().map(|part| (Status::Default, part));
    let mut out = Vec::new();
    for (status, part) in by_status.chain(default) {
        let node = operation
            .part(part)
            .and_then(|node| references::resolve(cx, &node, "the response is read as any"));
        if let Some(node) = node {
            out.extend(response(cx, &node, status, id));
        }
    }
    out
}

fn response<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
    status: Status,
    id: &str,
) -> Option<Response> {
    let response = node.response(cx.report)?;
    let role = match status {
        success if is_success(success) => Step::Response,
        other => Step::Status(other),
    };
    let site = references::part_site(cx, node, Site::operation(id, role));
    let summary = read::text(node, "summary", cx.report);
    Some(Response {
        status,
        alias: read::alias(node, cx.report),
        docs: read::docs(summary, Some(response.description), None),
        headers: headers(cx, node, &response.headers, &site),
        contents: bodies::contents(cx, node, response.content, &site),
        links: links::lower(cx, node, &response.links),
    })
}

/// Whether a status means that all went well.
pub(super) fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

fn status(code: &v3::StatusCode) -> Status {
    match *code {
        v3::StatusCode::Code(code) => Status::Code(code),
        // The key has one digit there.
        v3::StatusCode::Range(digit) => Status::Range(digit.to_le_bytes()[0]),
    }
}

pub(super) fn headers<'d>(
    cx: &mut Context<'d, '_>,
    owner: &Node<'d>,
    headers: &IndexMap<String, v3::ReferenceOr<v3::Header>>,
    site: &Site,
) -> Vec<Header> {
    let mut out = Vec::new();
    for (name, part) in headers {
        // The media type is told by `content` (OpenAPI, Response Object, `headers`).
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let node = owner.part(part);
        if !tokens::is_token(name) {
            let place = owner.place().join("headers").join(name);
            tokens::check(Code::Shape, &place, Location::Header, name, cx.report);
            continue;
        }
        let Some(node) =
            node.and_then(|node| references::resolve(cx, &node, "the header is left out"))
        else {
            continue;
        };
        let Some(header) = node.header(cx.report) else {
            continue;
        };
        out.push(one(cx, &node, name, header, site));
    }
    out
}

fn one<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
    name: &str,
    header: v3::Header,
    site: &Site,
) -> Header {
    let schema = match &header.format {
        v3::ParameterSchemaOrContent::Schema(schema) => Some(schema),
        v3::ParameterSchemaOrContent::Content(content) => content
            .values()
            .next()
            .and_then(|media| media.schema.as_ref()),
    };
    let schema = schema.and_then(|schema| node.part(schema));
    let (format, named) = (&header.format, &header.examples);
    let examples = examples::of_value(cx, node, format, header.example.as_ref(), named);
    let encoding = encoding(node, &header.format);
    let mut header = described(cx, name, header, schema, examples, site);
    header.encoding = encoding;
    header.alias = read::alias(node, cx.report);
    header
}

/// A header that is described as a parameter of what the service sends.
pub(super) fn received<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
    name: &str,
    site: &Site,
) -> Option<Header> {
    let said = node.parameter(cx.report)?.parameter_data();
    let header = v3::Header {
        description: said.description,
        style: v3::HeaderStyle::Simple,
        required: said.required,
        deprecated: said.deprecated,
        format: said.format,
        example: said.example,
        examples: said.examples,
        extensions: said.extensions,
    };
    Some(one(cx, node, name, header, site))
}

/// How a header is written: as JSON where its content is that, and else by the only style that headers have.
fn encoding(node: &Node<'_>, format: &v3::ParameterSchemaOrContent) -> Encoding {
    if let v3::ParameterSchemaOrContent::Content(content) = format
        && let Some(media_type) = content.keys().next()
        && media::family(media_type) == Family::Json
    {
        return Encoding::Json;
    }
    let explode = node.tree().get("explode").and_then(Tree::as_bool);
    params::written(Style::Simple, explode, false)
}

fn described<'d>(
    cx: &mut Context<'d, '_>,
    name: &str,
    header: v3::Header,
    schema: Option<Node<'d>>,
    examples: Vec<Json>,
    site: &Site,
) -> Header {
    let constraints = schema
        .as_ref()
        .and_then(|schema| constraints::of(cx, schema));
    let used = schema
        .map(|schema| schemas::lower(cx, &schema, &site.inside(Step::Named(name.to_owned()))));
    let notes = used.as_ref().map(|used| used.notes.clone());
    let notes = notes.unwrap_or_default();
    Header {
        name: name.to_owned(),
        alias: None,
        docs: read::docs(None, header.description, None).or(notes.docs),
        required: header.required,
        ty: used.map_or(Type::String, schemas::Use::whole),
        encoding: params::written(Style::Simple, None, false),
        constraints,
        examples: if examples.is_empty() {
            notes.examples
        } else {
            examples
        },
        deprecated: header.deprecated.unwrap_or(notes.deprecated),
    }
}
