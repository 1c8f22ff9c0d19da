//! Parameters: which are arguments, which are setters, and how each is written.

use crate::ir::{Encoding, Location, Operation, Param, Style, Type};
use crate::report::Report;
use crate::rust::{
    Argument, Convert, Doc, Ident, ParamCall, ParamStyle, RequestSetter, StyleName, Taken, Ty,
};
use crate::text::{Literal, Text};

use super::outputs;
use crate::plan::docs::{about, limits};
use crate::plan::names::reserved;
use crate::plan::names::{Scope, snake};
use crate::plan::types::Types;
use crate::plan::types::taken::sent;

use super::bodies;

/// What a request is given.
#[derive(Default)]
pub(super) struct Inputs {
    /// What the caller has to give.
    pub(super) args: Vec<Argument>,
    /// What need not be typed.
    pub(super) constants: Vec<ParamCall>,
    /// What the caller may give.
    pub(super) setters: Vec<RequestSetter>,
    scope: Scope,
    methods: Scope,
}

/// One value that a request takes, before it is known how the caller gives it.
pub(super) struct Input<'a> {
    /// The names to go by, the best first.
    pub(super) wishes: Vec<String>,
    /// What it is.
    pub(super) docs: Doc,
    /// Whether the caller has to give it.
    pub(super) required: bool,
    /// Whether it is marked as deprecated.
    pub(super) deprecated: bool,
    /// The type.
    pub(super) ty: &'a Type,
    /// What is done with it.
    pub(super) call: ParamCall,
}

/// Plans the parameters of an operation.
pub(super) fn plan(types: &Types<'_>, operation: &Operation, report: &mut Report) -> Inputs {
    let methods = reserved::REQUEST_METHODS.iter();
    let streams = reserved::STREAM_METHODS.iter();
    let streams = streams.filter(|_| outputs::is_streamed(types, operation));
    let mut inputs = Inputs {
        methods: Scope::new(methods.chain(streams).copied()),
        ..Inputs::default()
    };
    for param in in_order(operation) {
        if param.location == Location::Header && !is_token(&param.name) {
            report.unsupported(
                &operation.place.join("parameters"),
                format!("no header can have the name `{}`; the parameter is left out", param.name),
                "the name of a header consists of letters, digits and a few signs (RFC 9110, section 5.6.2)",
            );
            continue;
        }
        inputs.add(types, input(types, param));
    }
    inputs
}

/// Whether a text can be the name of a header (RFC 9110, section 5.6.2).
fn is_token(name: &str) -> bool {
    let sign = |b: u8| b"!#$%&'*+-.^_`|~".contains(&b);
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || sign(b))
}

/// The parameters of an operation: those in its path first, as they stand there.
pub(in crate::plan) fn in_order(operation: &Operation) -> impl Iterator<Item = &Param> {
    let in_path = |param: &&Param| param.location == Location::Path;
    let mut path: Vec<&Param> = operation.params.iter().filter(in_path).collect();
    path.sort_by_key(|param| {
        let template = format!("{{{}}}", param.name);
        operation.path.find(&template).unwrap_or(usize::MAX)
    });
    let others = operation.params.iter().filter(move |param| !in_path(param));
    path.into_iter().chain(others)
}

fn input<'a>(types: &Types<'_>, param: &'a Param) -> Input<'a> {
    let name = param.alias.as_deref().unwrap_or(&param.name);
    let (place, call): (&str, fn(Text, ParamStyle) -> ParamCall) = match param.location {
        Location::Path => ("path", ParamCall::Path),
        Location::Query => ("query", ParamCall::Query),
        Location::Querystring => ("query", ParamCall::Querystring),
        Location::Header => ("header", ParamCall::Header),
        Location::Cookie => ("cookie", ParamCall::Cookie),
    };
    let name = snake(name);
    // What is called like its place is told from it in another word.
    let other = if name == place { "parameter" } else { place };
    Input {
        docs: about::a_use(
            types,
            &param.docs,
            &param.ty,
            limits::words(
                param.default.as_ref(),
                param.constraints.as_deref(),
                &param.examples,
            ),
        ),
        wishes: vec![name.clone(), format!("{name}_{other}")],
        required: param.required,
        deprecated: param.deprecated,
        ty: &param.ty,
        call: call(Text::from(&param.name), style(types, param)),
    }
}

impl Inputs {
    /// Takes a name for a method that sends the request, and one for callers without an async runtime.
    pub(super) fn sender(&mut self, wishes: &[String]) -> (Ident, Ident) {
        let send = self.methods.claim(wishes);
        let blocking = self.methods.claim(&[format!("{}_blocking", send.bare())]);
        (send, blocking)
    }

    /// Adds a value: as a constant, an argument or a setter.
    pub(super) fn add(&mut self, types: &Types<'_>, input: Input<'_>) {
        if let (true, Type::Const(value)) = (input.required, types.resolve(input.ty))
            && let Some(literal) = Literal::argument(value)
        {
            self.constants
                .push(ParamCall::Constant(Box::new(input.call), literal));
            return;
        }
        let Taken { ty, convert } = sent(types, input.ty);
        self.put(input, ty, convert);
    }

    /// Adds a value of which the Rust type is known, as an argument or a setter.
    pub(super) fn put(&mut self, input: Input<'_>, ty: Ty, convert: Convert) {
        if input.required {
            let name = self.scope.claim(&input.wishes);
            self.methods.reserve(name.bare());
            self.args.push(Argument {
                name,
                docs: input.docs,
                ty,
                convert,
                call: input.call,
            });
            return;
        }
        let mut wishes = input.wishes;
        let free: Vec<String> = wishes
            .iter()
            .filter(|wish| !self.scope.has(wish))
            .cloned()
            .collect();
        if !free.is_empty() {
            wishes = free;
        }
        if let Some(first) = wishes.first().cloned() {
            wishes.push(format!("{first}_value"));
        }
        let name = self.methods.claim(&wishes);
        self.scope.reserve(name.bare());
        self.setters.push(RequestSetter {
            name,
            docs: input.docs,
            deprecated: input.deprecated,
            ty,
            convert,
            call: input.call,
        });
    }
}

/// How a parameter is written.
pub(in crate::plan) fn style(types: &Types<'_>, param: &Param) -> ParamStyle {
    let default = match param.location {
        Location::Path | Location::Header => (Style::Simple, false),
        Location::Query | Location::Querystring | Location::Cookie => (Style::Form, true),
    };
    written(types, &param.ty, &param.encoding, default)
}

/// How a value is written, where that is not what its place does by itself.
pub(super) fn written(
    types: &Types<'_>,
    ty: &Type,
    encoding: &Encoding,
    default: (Style, bool),
) -> ParamStyle {
    let Encoding::Style {
        style,
        explode,
        allow_reserved,
    } = encoding
    else {
        return of_content(types, ty, encoding);
    };
    let one = is_one(types, ty);
    let usual = *style == default.0 && !allow_reserved && (one || *explode == default.1);
    if usual {
        return ParamStyle::Plain;
    }
    told(encoding)
}

/// How a value is written that is told by a media type. What has no XML of its own is the caller's text.
fn of_content(types: &Types<'_>, ty: &Type, encoding: &Encoding) -> ParamStyle {
    match encoding {
        Encoding::Xml(own) => match types.root(ty, own) {
            Some(root) => ParamStyle::Xml(root.clone()),
            None => ParamStyle::Text,
        },
        Encoding::Form(fields) => ParamStyle::Form(bodies::form_styles(types, fields)),
        Encoding::Text => ParamStyle::Text,
        encoding => told(encoding),
    }
}

/// How a value is written, whatever its place does by itself.
pub(in crate::plan) fn told(encoding: &Encoding) -> ParamStyle {
    match encoding {
        Encoding::Style {
            style,
            explode,
            allow_reserved,
        } => ParamStyle::Styled {
            style: style_name(*style),
            explode: *explode,
            allow_reserved: *allow_reserved,
        },
        Encoding::Json => ParamStyle::Json,
        Encoding::Xml(_) | Encoding::Form(_) | Encoding::Text => ParamStyle::Text,
    }
}

/// Whether a value has one part only, so that it does not matter how parts are joined.
fn is_one(types: &Types<'_>, ty: &Type) -> bool {
    match types.resolve(ty) {
        Type::List(_) | Type::Map(_) | Type::Tuple(_) | Type::Any(_) => false,
        Type::Ref(id) => types.shapes[id.index()] == crate::plan::types::Shape::Enum,
        _ => true,
    }
}

fn style_name(style: Style) -> StyleName {
    match style {
        Style::Simple => StyleName::Simple,
        Style::Label => StyleName::Label,
        Style::Matrix => StyleName::Matrix,
        Style::Form => StyleName::Form,
        Style::SpaceDelimited => StyleName::SpaceDelimited,
        Style::PipeDelimited => StyleName::PipeDelimited,
        Style::TabDelimited => StyleName::TabDelimited,
        Style::DeepObject => StyleName::DeepObject,
        Style::Cookie => StyleName::Cookie,
    }
}
