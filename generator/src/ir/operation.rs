//! Operations: what is sent, what comes back, and who may ask.

use crate::method::Method;
use crate::pointer::Pointer;

use super::constraints::Constraints;
use super::part::Part;
use super::security::Security;
use super::types::{Docs, Json, Type, Xml};

/// A group of operations.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// The tag's name, as written.
    pub name: String,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// What the group is.
    pub docs: Docs,
}

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The `operationId`, or one made of the method and the path; unique.
    pub id: String,
    /// Whether the id was made up because the document has none.
    pub made_up_id: bool,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// Its place.
    pub place: Pointer,
    /// Its place in the description as it is written.
    pub written: Pointer,
    /// The method.
    pub method: Method,
    /// The path template, with `{name}` for each path parameter, below the server's URL.
    pub path: String,
    /// The first of its tags.
    pub tag: Option<String>,
    /// What it does.
    pub docs: Docs,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// Its parameters, path-level ones included, in the order of the document.
    pub params: Vec<Param>,
    /// Its body.
    pub body: Option<Body>,
    /// Its responses, in the order of the document.
    pub responses: Vec<Response>,
    /// What a caller has to show: one of these; empty where nothing is needed.
    ///
    /// Each alternative lists the schemes that it needs together; an empty alternative means that no credential is
    /// needed.
    pub security: Vec<Security>,
    /// Servers of its own, instead of the API's.
    pub servers: Vec<Server>,
    /// How its responses go on, where an overlay says so.
    pub page: Option<Page>,
    /// What turns on the stream that it may respond with beside a whole body.
    pub switch: Option<Switch>,
    /// The header that makes repeating it safe, where an overlay says so.
    pub idempotency_header: Option<String>,
    /// Whether the documentation begins with its example, where an overlay says so.
    pub is_first_example: bool,
}

/// A request that the service sends by itself, to a server of the caller's: a webhook, or a callback of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// The key of the webhook or callback.
    pub name: String,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// The operation whose callback it is, by its id, and the runtime expression of the URL; none for a webhook.
    pub callback: Option<(String, String)>,
    /// Its place.
    pub place: Pointer,
    /// The method.
    pub method: Method,
    /// What it tells.
    pub docs: Docs,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// The headers that are described for it.
    pub headers: Vec<Header>,
    /// Its body, which is read.
    pub body: Option<Body>,
    /// What the server of the caller's may respond.
    pub responses: Vec<Response>,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// The name on the wire.
    pub name: String,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// Where it travels.
    pub location: Location,
    /// What it is.
    pub docs: Docs,
    /// Whether it has to be given; always for a path parameter.
    pub required: bool,
    /// Its type.
    pub ty: Type,
    /// How it is written.
    pub encoding: Encoding,
    /// The default, where it fits the type.
    pub default: Option<Json>,
    /// The whole number that its values begin with: its default, be it written as a text, or else its least value.
    pub first: Option<i64>,
    /// What its values have to be like, where that is said.
    pub constraints: Option<Box<Constraints>>,
    /// The examples that are given for it, or else for its schema.
    pub examples: Vec<Json>,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum Location {
    Path,
    Query,
    /// The whole query (OpenAPI 3.2, `in: querystring`).
    Querystring,
    Header,
    Cookie,
}

/// How a parameter is written.
#[derive(Debug, Clone, PartialEq)]
pub enum Encoding {
    /// By a style (OpenAPI, Style Values).
    Style {
        /// The style.
        style: Style,
        /// Whether each item or property stands on its own.
        explode: bool,
        /// Whether reserved characters go unencoded (RFC 6570, `+`).
        allow_reserved: bool,
    },
    /// As JSON text.
    Json,
    /// As an XML document.
    Xml(Xml),
    /// As a form, of which these are the properties.
    Form(Vec<Part>),
    /// As the text that the caller has written.
    Text,
}

/// The styles of OpenAPI 3.0, and one of Swagger 2.0 (`collectionFormat: tsv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,
    /// That of OpenAPI 3.2: `form` without any escaping.
    Cookie,
}

/// A request's body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// What it is.
    pub docs: Docs,
    /// Whether it has to be given.
    pub required: bool,
    /// The media types that are offered, in the order of the document; at least one.
    pub contents: Vec<Content>,
}

/// One media type of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The media type, as written, such as `application/json; charset=utf-8` or `image/*`.
    pub media_type: String,
    /// How the body is written and read.
    pub media: Media,
    /// The examples that are given for it.
    pub examples: Vec<Json>,
}

/// How a body is written and read.
#[derive(Debug, Clone, PartialEq)]
pub enum Media {
    /// JSON (RFC 8259), also by a `+json` suffix.
    Json(Type),
    /// `application/x-www-form-urlencoded`, of an object of this type; the fields say how each property is written.
    Form {
        /// The object.
        ty: Type,
        /// Its properties, where they are known.
        fields: Vec<Part>,
    },
    /// `multipart/form-data` and other multipart types.
    Multipart {
        /// The parts that are described.
        parts: Vec<Part>,
        /// Whether the schema says that there may be others (`additionalProperties`).
        open: bool,
    },
    /// Text.
    Text,
    /// XML, with the type that the schema describes, and how it is written where its schema says so in place.
    Xml(Type, Xml),
    /// Bytes as they come.
    Bytes,
    /// Server-sent events, with the type of each event's data.
    Events(Type),
    /// One JSON text a line (`application/x-ndjson`, `application/jsonl`).
    JsonLines(Type),
}

/// A response.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// The status that it belongs to.
    pub status: Status,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// What it means.
    pub docs: Docs,
    /// The headers that it describes.
    pub headers: Vec<Header>,
    /// The media types that are offered, in the order of the document; none where there is no body.
    pub contents: Vec<Content>,
    /// What can be asked for next with values of this answer.
    pub links: Vec<Link>,
}

/// An operation that takes values of a response (OpenAPI, Link Object).
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The key in the document.
    pub name: String,
    /// The id of the operation.
    pub operation: String,
    /// What it is.
    pub docs: Docs,
    /// The parameters that it takes, each with a value or a runtime expression such as `$response.body#/id`.
    pub params: Vec<(String, Json)>,
    /// The body that it takes, a value or a runtime expression.
    pub body: Option<Json>,
}

/// The status that a response belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One status, such as 200.
    Code(u16),
    /// A hundred of them, such as `4XX`: the first digit.
    Range(u8),
    /// All that are not named otherwise.
    Default,
}

/// A header of a response.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// The name on the wire.
    pub name: String,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// Whether it is always there.
    pub required: bool,
    /// Its type.
    pub ty: Type,
    /// How it is written.
    pub encoding: Encoding,
    /// What its values are like, where that is said.
    pub constraints: Option<Box<Constraints>>,
    /// The examples that are given for it, or else for its schema.
    pub examples: Vec<Json>,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
}

/// A server.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// The URL template, as written; may be relative.
    pub url: String,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// The variables in the template.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// The name in the template.
    pub name: String,
    /// The value where none is given.
    pub default: String,
    /// The values that are allowed; empty where any is.
    pub values: Vec<String>,
    /// What it is.
    pub docs: Docs,
}

/// What turns a stream on: it is set to `true`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Switch {
    /// A property of the body, by the properties that lead to it, outermost first.
    Body(Vec<String>),
    /// A query parameter.
    Query(String),
}

/// How an operation's responses go on.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// How the next page is asked for.
    pub kind: PageKind,
    /// The properties that lead to the items in a response's body, outermost first.
    pub items: Vec<String>,
}

/// Where a response has the cursor of the next page.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// In its body, at the end of these properties.
    Body(Vec<String>),
    /// In this header.
    Header(String),
    /// In the last item of the page, at the end of these properties.
    Last(Vec<String>),
}

/// What of a request says which page it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageParam {
    /// A query parameter.
    Query(String),
    /// A header.
    Header(String),
    /// A property of the body, in each JSON or form that it may be.
    Body {
        /// The properties that lead to it, outermost first.
        path: Vec<String>,
        /// Whether it is a number in JSON; else it is a string.
        is_number: bool,
    },
}

/// How the next page is asked for. Values of a response are named by the properties that lead to them.
#[derive(Debug, Clone, PartialEq)]
pub enum PageKind {
    /// By a value of the last response.
    Cursor {
        /// What takes it.
        param: PageParam,
        /// Where the response has the value.
        next: Next,
        /// Where the response says that there is more, if it does.
        more: Option<Vec<String>>,
    },
    /// By the number of items before the page.
    Offset {
        /// What takes it.
        param: PageParam,
        /// Its value for the first page.
        first: u64,
        /// Where the response has the total, if it does.
        total: Option<Vec<String>>,
    },
    /// By the number of the page.
    Number {
        /// What takes it.
        param: PageParam,
        /// Its value for the first page.
        first: u64,
        /// Where the response has the number of pages, if it does.
        pages: Option<Vec<String>>,
    },
    /// The response has the next page's URL.
    Link {
        /// Where; `None` means the header `Link` with `rel="next"` (RFC 8288).
        next: Option<Vec<String>>,
    },
}
