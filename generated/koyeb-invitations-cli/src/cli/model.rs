//! The table: what the commands of a program are. It is text of which a call reads its own lines, so that a thousand
//! operations cost no start, no code and no time to compile.

use std::pin::Pin;

use clap::ArgMatches;
use client::ClientBuilder;
use client::untyped::{Encoding, Operation, Scheme, Untyped};

use super::config::Profile;
use super::json::Json;
use super::output::Output;
use super::parser::Line;
use super::problem::Problem;
use super::row::{Broken, Object};

/// A program: the command line of one API.
pub(crate) struct Program {
    /// The name by which it is called.
    pub(crate) name: &'static str,
    /// Its version, which is that of the client.
    pub(crate) version: &'static str,
    /// What the API is, in one line.
    pub(crate) about: &'static str,
    /// The credentials that its operations take.
    pub(crate) credentials: &'static [Credential],
    /// The security schemes that commands name.
    pub(crate) schemes: &'static [&'static Scheme],
    /// The commands. Where there is more than one group, a command is called by its group's name and its own.
    pub(crate) groups: &'static [Group],
    /// The properties of objects inside requests: a line for each object.
    pub(crate) objects: &'static str,
    /// What the commands of this API need beside what every one does.
    pub(crate) optional: Optional,
}

/// The files of this folder that not every API needs.
pub(crate) struct Optional {
    pub(crate) form: Option<Write>,
    pub(crate) multipart: Option<Write>,
    pub(crate) paging: Option<ReadPaging>,
    pub(crate) stream: Option<Stream>,
    pub(crate) sign_in: Option<&'static dyn SignIn>,
}

/// How a person signs in by OAuth 2.0 (RFC 6749), and what comes of it: a session, which is stored as text.
pub(crate) trait SignIn: Sync {
    /// Whether a scheme has a flow in which a person signs in.
    fn is_for(&self, scheme: &Scheme) -> bool;

    /// Adds its options to those of `auth login`.
    fn options(&self, program: &Program, login: clap::Command) -> clap::Command;

    /// Lets a person sign in, and returns the session.
    fn login(
        &self,
        program: &'static Program,
        scheme: &Scheme,
        profile: &Profile,
        matches: &ArgMatches,
    ) -> Result<String, Problem>;

    /// Whether a session holds a token that is not expired, or can be renewed.
    fn is_usable(&self, session: &str) -> bool;

    /// Gives a client the tokens of a session. Each new one is stored.
    fn give(
        &self,
        builder: ClientBuilder,
        program: &'static Program,
        scheme: &'static Scheme,
        profile: &Profile,
        session: &str,
    ) -> ClientBuilder;
}

/// A credential of the API.
pub(crate) struct Credential {
    /// The security scheme.
    pub(crate) scheme: &'static Scheme,
    /// The environment variable from which it is read.
    pub(crate) variable: &'static str,
}

/// The commands of one tag.
pub(crate) struct Group {
    /// The name, in kebab case.
    pub(crate) name: &'static str,
    /// What the tag is, in one line.
    pub(crate) about: &'static str,
    /// The commands, sorted by name: a line for each.
    pub(crate) commands: &'static str,
}

/// One operation as a command.
pub(crate) struct Command {
    /// The name, in kebab case.
    pub(crate) name: &'static str,
    /// The name of its group.
    pub(crate) group: &'static str,
    /// What it does, in one line.
    pub(crate) about: &'static str,
    /// What more there is to say of it.
    pub(crate) details: &'static str,
    /// Whether it is marked as deprecated.
    pub(crate) deprecated: bool,
    /// The request that it makes.
    pub(crate) operation: Operation,
    /// Its parameters.
    pub(crate) parameters: &'static [Parameter],
    /// Its body, in each of the media types that it may have.
    pub(crate) bodies: &'static [Body],
    /// Whether a body has to be given.
    pub(crate) needs_body: bool,
    /// What comes back, by status.
    pub(crate) responses: &'static [Response],
    /// The members that lead from a response to its list of items, where there is one.
    pub(crate) items: Option<&'static [&'static str]>,
    /// How the list goes on.
    pub(crate) paging: Option<&'static dyn Paged>,
    /// What prints the response as it comes, where it is a stream.
    pub(crate) stream: Option<Stream>,
    /// What turns that stream on, where it is not there anyway.
    pub(crate) switch: Option<Switch>,
}

/// What a command comes to.
pub(crate) type Outcome<'a> = Pin<Box<dyn Future<Output = Result<(), Problem>> + 'a>>;

/// Sends the call of a command and prints its response as it comes. The flag says whether a stream is turned on.
pub(crate) type Stream = for<'a> fn(Untyped, &'static Command, bool, &'a mut Output) -> Outcome<'a>;

/// What turns a stream on.
#[allow(dead_code, reason = "few APIs have streams that are turned on")]
pub(crate) struct Switch {
    /// Where the request says so.
    pub(crate) place: Place,
    /// The media type that is asked for then; empty where the response is a stream in any case, so that it is always on.
    pub(crate) accept: &'static str,
}

/// A boolean of a request.
#[allow(dead_code, reason = "few APIs have streams that are turned on")]
pub(crate) enum Place {
    /// The members that lead to it in the body.
    Body(&'static [&'static str]),
    /// The query parameter.
    Query(&'static str),
}

/// Reads how a list goes on, of which the members that lead to its items are known.
pub(crate) type ReadPaging =
    fn(&Json, &'static [&'static str]) -> Result<&'static dyn Paged, Broken>;

/// A list that goes on.
pub(crate) trait Paged: Sync {
    /// Sends a call, and those for the pages behind it as far as they are wanted, and prints what comes.
    fn send<'a>(
        &'static self,
        call: Untyped,
        wanted: Wanted,
        output: &'a mut Output,
    ) -> Outcome<'a>;
}

/// How much of a list is wanted.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "not every API has lists that go on")]
pub(crate) struct Wanted {
    /// The members that lead to the items.
    pub(crate) items: &'static [&'static str],
    /// Whether all pages are.
    pub(crate) all: bool,
    /// How many items are.
    pub(crate) limit: Option<usize>,
    /// The command.
    pub(crate) command: &'static Command,
}

impl Command {
    /// A command of which nothing is said.
    pub(crate) const DEFAULT: Self = Self {
        name: "",
        group: "",
        about: "",
        details: "",
        deprecated: false,
        operation: Operation::DEFAULT,
        parameters: &[],
        bodies: &[],
        needs_body: false,
        responses: &[],
        items: None,
        paging: None,
        stream: None,
        switch: None,
    };
}

/// A parameter of an operation.
pub(crate) struct Parameter {
    /// Where it travels.
    pub(crate) location: Location,
    /// How it is written there.
    pub(crate) encoding: Encoding,
    /// Its name, its values and its documentation.
    pub(crate) field: Field,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "no API needs every location")]
pub(crate) enum Location {
    Path,
    Query,
    /// The whole query, as a text or JSON.
    Querystring,
    /// The whole query, as a form; the styles of fields that differ from the rest.
    Form(&'static [(&'static str, Encoding)]),
    Header,
    Cookie,
}

/// A named value: a parameter, a property of a body, or one of an object inside it.
pub(crate) struct Field {
    /// The flag without its dashes, in kebab case.
    pub(crate) flag: &'static str,
    /// The name on the wire.
    pub(crate) name: &'static str,
    /// What values it takes.
    pub(crate) values: Values,
    /// Whether it has to be given.
    pub(crate) required: bool,
    /// Whether it may be `null`.
    pub(crate) nullable: bool,
    /// Whether it is marked as deprecated.
    pub(crate) deprecated: bool,
    /// The only value that it has, as JSON text, which need not be given; empty where there are more.
    pub(crate) constant: &'static str,
    /// The media type of the part that it is, where the description gives one.
    #[allow(dead_code, reason = "not every API has parts")]
    pub(crate) media_type: &'static str,
    /// The part that it is a header of, which stands before its name; empty where it is none.
    #[allow(dead_code, reason = "not every API has parts")]
    pub(crate) header_of: &'static str,
    /// What it is.
    pub(crate) help: &'static str,
    /// Its default, its limits, its format and an example, in sentences.
    pub(crate) facts: &'static str,
}

impl Field {
    /// A field of which nothing is said.
    #[allow(dead_code, reason = "an API may have no fields")]
    pub(crate) const DEFAULT: Self = Self {
        flag: "",
        name: "",
        values: Values::Text,
        required: false,
        nullable: false,
        deprecated: false,
        constant: "",
        media_type: "",
        header_of: "",
        help: "",
        facts: "",
    };

    /// Whether somebody has to give it: the only value of a constant is known.
    pub(crate) fn is_needed(&self) -> bool {
        self.required && self.constant.is_empty()
    }
}

/// The values that a field takes.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "no API needs every kind")]
pub(crate) enum Values {
    /// Text.
    Text,
    /// A whole number, with all its digits.
    Integer,
    /// A number, with all its digits.
    Number,
    /// `true` or `false`.
    Boolean,
    /// One of these texts; the service may know more.
    Choice(&'static [&'static str]),
    /// Any JSON, and text where it is no JSON.
    Any,
    /// What a file holds.
    File,
    /// A list.
    List(&'static Values),
    /// An object with these properties.
    Object(&'static Object),
    /// An object of values by keys of the caller's choice.
    Map(&'static Values),
}

impl Values {
    /// The texts that there are, of a choice or of a list of choices.
    pub(crate) fn choices(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Choice(choices) => Some(choices),
            Self::List(Self::Choice(choices)) => Some(*choices),
            _ => None,
        }
    }

    /// The properties, of an object or of a list of objects.
    pub(crate) fn fields(self) -> Result<Option<&'static [Field]>, Broken> {
        match self {
            Self::Object(object) => object.fields().map(Some),
            Self::List(Self::Object(object)) => object.fields().map(Some),
            _ => Ok(None),
        }
    }
}

/// A body in one media type.
pub(crate) struct Body {
    /// The media type.
    pub(crate) media_type: &'static str,
    /// The range of media types that it may have instead, such as `image/*`; empty where there is none.
    pub(crate) range: &'static str,
    /// How it is written.
    pub(crate) kind: BodyKind,
    /// The flags of its properties, where it is an object.
    pub(crate) fields: &'static [Field],
    /// How properties of a form are written that are not written as forms usually are.
    #[allow(dead_code, reason = "not every API has forms")]
    pub(crate) encodings: &'static [(&'static str, Encoding)],
    /// An example, as JSON text.
    pub(crate) example: &'static str,
}

impl Body {
    /// A body of which nothing is said.
    #[allow(dead_code, reason = "an API may have no bodies")]
    pub(crate) const DEFAULT: Self = Self {
        media_type: "application/json",
        range: "",
        kind: BodyKind::Json,
        fields: &[],
        encodings: &[],
        example: "{}",
    };
}

/// Gives a call a body of the members of an object, and of what more a line says.
pub(crate) type Write = fn(Untyped, &'static Body, &Json, &Line) -> Result<Untyped, Problem>;

/// How a body is written.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "no API needs every kind")]
pub(crate) enum BodyKind {
    /// As JSON.
    Json,
    /// As `application/x-www-form-urlencoded`, by what writes it.
    Form(Write),
    /// As a multipart body, by what makes its parts.
    Multipart(Write),
    /// As it is given.
    Whole,
}

impl Body {
    /// Whether it is made of parts.
    pub(crate) fn is_parts(&self) -> bool {
        matches!(self.kind, BodyKind::Multipart(_))
    }

    /// Whether it is given as it is, by `--body`.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self.kind, BodyKind::Whole)
    }
}

/// What comes back with a status.
pub(crate) struct Response {
    /// The status, such as `200`, `4XX` or `default`.
    pub(crate) status: &'static str,
    /// What it means.
    pub(crate) about: &'static str,
    /// The type of its body, for people.
    pub(crate) body: &'static str,
}
