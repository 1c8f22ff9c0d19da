//! The operations: methods of the client, request structs and what they send.

use super::client::Server;
use super::paging::Paging;
use super::reference::Reference;
use super::style::ParamStyle;
use super::ty::{Convert, Doc, Ident, Ty};
use crate::method::Method;
use crate::text::{Literal, Text};

/// One file of `api/`: the operations of a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// The module's name, and the file's.
    pub name: Ident,
    /// The module's documentation.
    pub docs: Doc,
    /// The operations, in the order of the document.
    pub requests: Vec<Request>,
    /// The same operations behind one method of the client; none where there is one module alone.
    pub group: Option<Group>,
}

/// The operations of a module behind one method of the client: `client.issues().list_for_repo(..)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The client's method.
    pub method: Ident,
    /// The struct that it returns.
    pub name: Ident,
    /// The method of that struct for each request of the module.
    pub methods: Vec<Ident>,
}

/// One operation: `Client::method(args) -> Name`, and `Name` with its setters.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The struct's name.
    pub name: Ident,
    /// The client's method.
    pub method: Ident,
    /// What is declared with it.
    pub declares: Declares,
    /// The static that describes it, in capitals.
    pub constant: Ident,
    /// What it does; may be empty.
    pub docs: Doc,
    /// All that stands above the method: what it takes, sends and returns as well.
    pub method_docs: Doc,
    /// What stands above the struct.
    pub struct_docs: Doc,
    /// What the reference says of it beside that.
    pub reference: Reference,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// The operation's id, as written.
    pub id: Text,
    /// The HTTP method.
    pub http_method: Method,
    /// The path template, percent-encoded apart from `{name}`.
    pub path: Text,
    /// What it accepts: the value of the header `Accept`.
    pub accept: Option<Text>,
    /// The constants of the schemes in `client.rs`, alternatives of schemes that are needed together.
    pub security: Vec<Vec<Ident>>,
    /// The server, where the operation has one of its own; it may be relative.
    pub server: Option<Server>,
    /// The header that makes repeating it safe.
    pub idempotency_header: Option<Text>,
    /// Whether the documentation begins with its example.
    pub is_first_example: bool,
    /// What the caller has to give.
    pub args: Vec<Argument>,
    /// Calls that every request makes: constants that the caller need not type.
    pub constants: Vec<ParamCall>,
    /// What the caller may give.
    pub setters: Vec<RequestSetter>,
    /// The typed errors, most special status first: the constructor's name in `ErrorBody`.
    pub errors: Vec<(StatusPattern, Ident)>,
    /// What turns on the stream that `send` reads.
    pub switch: Option<Switch>,
    /// How a response is read.
    pub output: Output,
    /// The statuses that are described and no errors, where one of them has a body of a described type.
    pub responses: Vec<StatusPattern>,
    /// Whether the output has the redirects (3xx) among them.
    pub redirects: bool,
    /// The other shapes in which the response can be had.
    pub others: Vec<Other>,
    /// The method that takes described redirects for responses, where the output has none of them.
    pub any: Option<AnyResponse>,
    /// How the responses go on.
    pub paging: Option<Paging>,
}

/// What is declared with a method of the client. An operation has one for each media type of its body that says something
/// of its own, and these share what they have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Declares {
    /// It is the operation's first method: the operation, its request struct and what is answered.
    Operation,
    /// A request struct alone, because the setters are others than those of the first method.
    Struct,
    /// Nothing: the request struct is that of the first method.
    Nothing,
}

/// A method of the request struct that asks for a response in another shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Other {
    /// The method's name.
    pub send: Ident,
    /// The name of the one for callers without an async runtime.
    pub blocking: Ident,
    /// The media type that is asked for.
    pub accept: Text,
    /// What turns it on, where that is not the media type alone.
    pub switch: Option<Switch>,
    /// The type, as in [`Output::One`].
    pub ty: Ty,
    /// How it is read.
    pub responder: Responder,
}

/// What turns a stream on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Switch {
    /// The value at this JSON pointer in the body, or the field of that name in a form, is true.
    Body(Text),
    /// This part of a multipart body is true.
    Part(Text),
    /// This query parameter is true.
    Query(Text),
}

/// A method of the request struct that returns whichever of the described responses comes.
#[derive(Debug, Clone, PartialEq)]
pub struct AnyResponse {
    /// The method's name.
    pub send: Ident,
    /// The name of the one for callers without an async runtime.
    pub blocking: Ident,
    /// The enum's name.
    pub name: Ident,
    /// Its documentation.
    pub docs: Doc,
    /// Its variants.
    pub variants: Vec<OutputVariant>,
}

/// An argument of the client's method.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// The name.
    pub name: Ident,
    /// What it is; may be empty.
    pub docs: Doc,
    /// The type, for `Convert::Collect` that of an item.
    pub ty: Ty,
    /// How it is taken.
    pub convert: Convert,
    /// What is done with it.
    pub call: ParamCall,
}

/// A setter of the request struct.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestSetter {
    /// The method's name, and its argument's.
    pub name: Ident,
    /// What it is.
    pub docs: Doc,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// The argument's type, for `Convert::Collect` that of an item.
    pub ty: Ty,
    /// How it is taken.
    pub convert: Convert,
    /// What is done with it.
    pub call: ParamCall,
}

/// What a value is used for in the request.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamCall {
    /// A path parameter.
    Path(Text, ParamStyle),
    /// A query parameter.
    Query(Text, ParamStyle),
    /// The whole query (OpenAPI 3.2), under a name that is not sent.
    Querystring(Text, ParamStyle),
    /// A header.
    Header(Text, ParamStyle),
    /// A cookie.
    Cookie(Text, ParamStyle),
    /// The body.
    Body(BodyKind),
    /// The media type of a multipart body, where that is not begun by a part: whether it is sent without one.
    Multipart(Text, bool),
    /// A part of a multipart body: its name on the wire, how it is taken, its media type. With `Convert::Collect` it is
    /// repeated, once for each item.
    Part(Text, PartKind, Option<Text>),
    /// A header of the part of this name, the header's, and how it is written.
    PartHeader(Text, Text, ParamStyle),
    /// The parts of a multipart body that the document does not tell of, each with its name.
    Parts,
    /// The same of a body whose parts have no names.
    UnnamedParts,
    /// A query, header or cookie constant: the same calls, with the value as a Rust literal.
    Constant(Box<ParamCall>, Literal),
}

/// How a body is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BodyKind {
    /// As JSON, with this media type where it is not `application/json`.
    Json(Option<Text>),
    /// As JSON of this media type, which has to be an object.
    JsonObject(Text),
    /// As JSON of this media type, which has to be a list.
    JsonList(Text),
    /// As a form; the styles of the fields that differ from exploded `form`.
    Form(Vec<(Text, ParamStyle)>),
    /// As text of this media type.
    Text(Text),
    /// As bytes of this media type.
    Bytes(Text),
    /// As one JSON text a line.
    JsonLines(Text),
    /// As XML of this media type, by this static of `xml.rs`.
    Xml(Text, Ident),
}

/// How a part of a multipart body is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// Text: numbers, booleans, texts and enums.
    Text,
    /// JSON: objects and the like, a part for each item of a list.
    Json,
    /// JSON: a list that is one part.
    JsonList,
    /// Text by a style; the runtime makes a part, or several.
    Styled(ParamStyle),
    /// XML, by this static of `xml.rs`.
    Xml(Ident),
    /// A file: bytes with an optional file name (`runtime::FilePart`).
    File,
    /// Files: a part for each.
    Files,
}

/// The statuses of a typed error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusPattern {
    /// One status.
    Code(u16),
    /// `4XX`: the first digit.
    Range(u8),
    /// Any other.
    Default,
}

impl StatusPattern {
    /// Whether it means redirects (3xx).
    #[must_use]
    pub fn is_redirect(self) -> bool {
        match self {
            Self::Code(code) => code / 100 == 3,
            Self::Range(digit) => digit == 3,
            Self::Default => false,
        }
    }
}

/// How a response is read.
///
/// Beside [`Responder::Events`], [`Responder::EventsByKind`] and [`Responder::JsonLines`] stands the type of one item: the response is a stream of
/// them. Beside [`Responder::JsonOrNone`] stands the whole `Option`.
#[derive(Debug, Clone, PartialEq)]
pub enum Output {
    /// There is one shape for all success statuses.
    One(Ty, Responder),
    /// There is a shape for each status: an enum beside the request struct.
    Several {
        /// The enum's name.
        name: Ident,
        /// Its documentation.
        docs: Doc,
        /// Its variants.
        variants: Vec<OutputVariant>,
    },
}

/// The response of one status, or of several.
#[derive(Debug, Clone, PartialEq)]
pub struct OutputVariant {
    /// The statuses.
    pub status: StatusPattern,
    /// The variant's name.
    pub name: Ident,
    /// What it means.
    pub docs: Doc,
    /// What it holds; `Ty::Unit` makes a unit variant.
    pub ty: Ty,
    /// How it is read.
    pub responder: Responder,
}

/// The runtime's function that reads a response: `Reply::json` and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Responder {
    /// `Reply::json`: a JSON body.
    Json,
    /// `Reply::json_or_none`: a JSON body, or none at all.
    JsonOrNone,
    /// `Reply::empty`: whatever comes is ignored.
    Empty,
    /// `Reply::text`.
    Text,
    /// `Reply::bytes`.
    Bytes,
    /// `Reply::events`: a stream of server-sent events.
    Events,
    /// Server-sent events whose kind says which member of a union their data is.
    EventsByKind,
    /// `Reply::json_lines`: a stream of JSON texts.
    JsonLines,
    /// `Reply::json_texts`: the same of a service that calls it JSON.
    JsonTexts,
    /// `Reply::xml`: an XML body, by this static of `xml.rs`.
    Xml(Ident),
}

impl Responder {
    /// Whether what it makes is of a type that the description gives.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        !matches!(self, Self::Empty | Self::Text | Self::Bytes)
    }
}

/// A header of responses, webhooks or callbacks: a constant in `headers.rs`.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseHeader {
    /// The constant's name.
    pub constant: Ident,
    /// The name on the wire, in lower case.
    pub name: Text,
    /// What it is.
    pub docs: Doc,
    /// The type of its value.
    pub ty: Ty,
    /// Whether a webhook or callback comes with it.
    pub is_received: bool,
}

/// `error_body.rs`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ErrorBody {
    /// One variant for each described error schema, in the order of the document.
    pub variants: Vec<ErrorVariant>,
}

/// One described error schema.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorVariant {
    /// The variant's name.
    pub name: Ident,
    /// What it holds.
    pub ty: Ty,
    /// The functions that read it, in snake case, and how each does: as JSON, XML or text.
    pub readers: Vec<(Ident, Responder)>,
}
