//! The command line of the API: a program of one table, beside the crate that it calls.

use std::collections::BTreeSet;

use super::paging::PageParameter;
use super::request::StatusPattern;
use super::style::ParamStyle;
use super::ty::Ident;
use super::{Package, Server};
use crate::method::Method;
use crate::text::Text;

/// The program.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandLine {
    /// The facts of its package.
    pub package: Package,
    /// The program's name.
    pub program: String,
    /// What the API is, in one line.
    pub about: Text,
    /// The credentials that its operations take.
    pub credentials: Vec<Credential>,
    /// The flows of OAuth 2.0 in which a person signs in for them.
    pub flows: Vec<CommandFlow>,
    /// The commands, a group for each tag, sorted by name.
    pub groups: Vec<CommandGroup>,
    /// The properties of objects, each a static of its own.
    pub objects: Vec<ObjectFields>,
}

impl CommandLine {
    /// The statics of the security schemes that commands and credentials name.
    #[must_use]
    pub fn schemes(&self) -> BTreeSet<&Ident> {
        let credentials = self.credentials.iter();
        let commands = self.groups.iter().flat_map(|group| &group.commands);
        let named = commands.flat_map(|command| command.security.iter().flatten());
        credentials
            .map(|credential| &credential.scheme)
            .chain(named)
            .collect()
    }
}

/// A flow of OAuth 2.0 in which a person signs in, with all its URLs.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandFlow {
    /// Which one.
    pub kind: CommandFlowKind,
    /// The scheme's static.
    pub scheme: Ident,
    /// Where it begins.
    pub begin_url: Text,
    /// Where tokens are had.
    pub token_url: Text,
    /// Where they are had for a refresh token, where that is another place.
    pub refresh_url: Option<Text>,
}

/// The flows that a program knows; its types have the same names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum CommandFlowKind {
    AuthorizationCode,
    DeviceCode,
}

/// A credential: the security scheme's static in the client, and the environment variable that holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Credential {
    /// The scheme's static.
    pub scheme: Ident,
    /// The environment variable.
    pub variable: Text,
}

/// The commands of a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandGroup {
    /// The name, in kebab case.
    pub name: String,
    /// The static, in capitals, and the module in lower case.
    pub module: Ident,
    /// What it is, in one line.
    pub about: Text,
    /// The commands, sorted by name.
    pub commands: Vec<Command>,
}

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// The name, in kebab case.
    pub name: String,
    /// What it does, in one line.
    pub about: Text,
    /// What more the description says.
    pub details: Text,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// The operation's id.
    pub id: Text,
    /// The HTTP method.
    pub http_method: Method,
    /// The path template.
    pub path: Text,
    /// What it accepts.
    pub accept: Option<Text>,
    /// The statics of the schemes, alternatives of schemes that are needed together.
    pub security: Vec<Vec<Ident>>,
    /// A server of its own.
    pub server: Option<Server>,
    /// The header that makes repeating it safe.
    pub idempotency_header: Option<Text>,
    /// The parameters.
    pub parameters: Vec<CommandParameter>,
    /// The body, in each of its media types.
    pub bodies: Vec<CommandBody>,
    /// Whether a body has to be given.
    pub needs_body: bool,
    /// What comes back.
    pub responses: Vec<CommandResponse>,
    /// The members that lead to the list in a response.
    pub items: Option<Vec<Text>>,
    /// How the list goes on.
    pub paging: Option<CommandPaging>,
    /// Whether the response may be of any length, so that it is printed as it comes.
    pub streamed: bool,
    /// What turns that on, where it is not there anyway.
    pub switch: Option<CommandSwitch>,
}

/// What turns the stream of a command on.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandSwitch {
    /// Where the request says so.
    pub place: SwitchPlace,
    /// The media type that is asked for then. Where the response is a stream in any case there is none, and it is always on.
    pub accept: Option<Text>,
}

/// A boolean of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum SwitchPlace {
    /// The members that lead to it in the body.
    Body(Vec<Text>),
    /// The query parameter.
    Query(Text),
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandParameter {
    /// Where it travels.
    pub location: CommandLocation,
    /// How it is written.
    pub style: ParamStyle,
    /// What it is.
    pub field: CommandField,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum CommandLocation {
    Path,
    Query,
    Querystring,
    Header,
    Cookie,
}

/// A named value.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "they are independent facts")]
pub struct CommandField {
    /// The flag without its dashes.
    pub flag: String,
    /// The name on the wire.
    pub name: Text,
    /// What values it takes.
    pub values: CommandValues,
    /// Whether it has to be given.
    pub required: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// The only value that it has, as JSON text, so that nobody need give it.
    pub constant: Option<Text>,
    /// The media type of the part that it is, where the description gives one.
    pub media_type: Option<Text>,
    /// The part that it is a header of, which stands before its name as well.
    pub header_of: Option<Text>,
    /// What it is.
    pub help: Text,
    /// Its default and its limits.
    pub facts: Text,
}

/// The values that a field takes.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each is named as in the program's table")]
pub enum CommandValues {
    Text,
    Integer,
    Number,
    Boolean,
    Choice(Vec<Text>),
    Any,
    File,
    List(Box<CommandValues>),
    /// The static that lists the properties.
    Object(Ident),
    Map(Box<CommandValues>),
}

/// The properties of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectFields {
    /// The static.
    pub constant: Ident,
    /// The properties.
    pub fields: Vec<CommandField>,
}

/// A body in one media type.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandBody {
    /// The media type.
    pub media_type: Text,
    /// The range of media types that it may have instead.
    pub range: Option<Text>,
    /// How it is written.
    pub kind: CommandBodyKind,
    /// The flags of its properties.
    pub fields: Vec<CommandField>,
    /// How properties of a form are written that are not written as usual.
    pub styles: Vec<(Text, ParamStyle)>,
    /// An example, as JSON text.
    pub example: Text,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named as in the program's table")]
pub enum CommandBodyKind {
    Json,
    Form,
    Multipart,
    Whole,
}

/// What comes back with a status.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandResponse {
    /// The status.
    pub status: StatusPattern,
    /// What it means.
    pub about: Text,
    /// The type of its body, for people.
    pub body: Text,
}

/// How a list goes on; members that lead to a value, outermost first.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each is named as in the client's `Paging`")]
pub enum CommandPaging {
    Cursor {
        parameter: PageParameter,
        next: CommandNext,
        more: Option<Vec<Text>>,
    },
    Offset {
        parameter: PageParameter,
        first: u64,
        total: Option<Vec<Text>>,
    },
    Number {
        parameter: PageParameter,
        first: u64,
        pages: Option<Vec<Text>>,
    },
    Link(Option<Vec<Text>>),
}

/// Where a response has a cursor.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each is named as in the client's `NextPage`")]
pub enum CommandNext {
    Body(Vec<Text>),
    Header(Text),
    Last(Vec<Text>),
}
