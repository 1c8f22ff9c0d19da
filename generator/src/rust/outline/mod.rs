//! The text form of a planned crate, for people and for snapshots.

mod items;

use std::fmt::{self, Display, Formatter};

use super::{
    Convert, Crate, ErrorVariant, FieldPath, Group, Module, Output, OutputVariant, PageParameter,
    Paging, PagingKind, ParamCall, ParamStyle, Request, Scheme, StatusPattern, Ty,
};
use crate::text::Text;
use items::write_item;

impl Display for Crate {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let package = &self.package;
        writeln!(
            f,
            "crate {} {} {:?}",
            package.name, package.version, package.description
        )?;
        if let Some(license) = &package.license {
            writeln!(f, "license {license}")?;
        }
        let parts: Vec<String> = self.parts.iter().map(|part| format!("{part:?}")).collect();
        writeln!(f, "parts {}", parts.join(" "))?;
        if let Some(server) = &self.api.server {
            writeln!(f, "server {}", server.url.raw())?;
        }
        for named in &self.api.servers {
            writeln!(f, "server {} {}", named.constant, named.server.url.raw())?;
        }
        for variable in &self.api.variables {
            writeln!(f, "variable {} {:?}", variable.method, variable.name)?;
        }
        if let Some(header) = &self.api.request_id_header {
            writeln!(f, "request id {}", header.raw())?;
        }
        if let Some((property, is)) = &self.api.error_when {
            writeln!(f, "error when {} is {}", property.raw(), is.raw())?;
        }
        self.api
            .schemes
            .iter()
            .try_for_each(|scheme| write_scheme(scheme, f))?;
        for header in &self.headers {
            let (constant, name, ty) = (&header.constant, &header.name, &header.ty);
            writeln!(f, "header {constant} {name:?}: {ty}")?;
        }
        let errors = &self.error_body.variants;
        errors
            .iter()
            .try_for_each(|variant| write_error(variant, f))?;
        for module in &self.modules {
            write_module(module, f)?;
        }
        for file in &self.types {
            writeln!(f, "\nmod types::{}", file.module)?;
            file.items.iter().try_for_each(|item| write_item(item, f))?;
        }
        Ok(())
    }
}

fn write_module(module: &Module, f: &mut Formatter<'_>) -> fmt::Result {
    writeln!(f, "\nmod api::{}", module.name)?;
    if let Some(group) = &module.group {
        write_group(group, f)?;
    }
    let mut requests = module.requests.iter();
    requests.try_for_each(|request| write_request(request, f))
}

fn write_group(group: &Group, f: &mut Formatter<'_>) -> fmt::Result {
    let methods: Vec<_> = group.methods.iter().map(ToString::to_string).collect();
    let (method, name) = (&group.method, &group.name);
    writeln!(f, "group {method} {name}: {}", methods.join(" "))
}

impl Display for StatusPattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("other"),
        }
    }
}

impl Display for Ty {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Unit => "()",
            Self::Bool => "bool",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U64 => "u64",
            Self::F64 => "f64",
            Self::String => "String",
            Self::Value => "Value",
            Self::DateTime => "DateTime",
            Self::Date => "Date",
            Self::UnixTime => "UnixTime",
            Self::Uuid => "Uuid",
            Self::Base64 => "Base64",
            Self::Bytes => "Bytes",
            Self::Body => "Body",
            Self::FilePart => "FilePart",
            Self::Vec(item) => return write!(f, "Vec<{item}>"),
            Self::Map(value) => return write!(f, "Map<{value}>"),
            Self::Option(inner) => return write!(f, "Option<{inner}>"),
            Self::Maybe(inner) => return write!(f, "Maybe<{inner}>"),
            Self::Box(inner) => return write!(f, "Box<{inner}>"),
            Self::Tuple(members) => {
                return write!(f, "({})", list(members.iter().map(Self::to_string)));
            }
            Self::Named(name) | Self::Local(name) => name.as_str(),
            Self::Qualified(name) => return write!(f, "types::{name}"),
        };
        f.write_str(name)
    }
}

fn list(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

fn flag(holds: bool, word: &'static str) -> &'static str {
    if holds { word } else { "" }
}

fn write_scheme(scheme: &Scheme, f: &mut Formatter<'_>) -> fmt::Result {
    write!(
        f,
        "scheme {} {}() {:?}",
        scheme.constant, scheme.method, scheme.kind
    )?;
    for flow in &scheme.flows {
        write!(f, " {:?}::{}()", flow.kind, flow.function)?;
    }
    if !scheme.prefix.is_empty() {
        write!(f, " prefix {:?}", scheme.prefix)?;
    }
    if let Some(env) = &scheme.env {
        write!(f, " env {}", env.raw())?;
    }
    writeln!(f)
}

fn write_error(variant: &ErrorVariant, f: &mut Formatter<'_>) -> fmt::Result {
    let ErrorVariant { name, ty, readers } = variant;
    let readers = list(
        readers
            .iter()
            .map(|(name, how)| format!("{name}() {how:?}")),
    );
    writeln!(f, "error {name}({ty}) {readers}")
}

fn write_request(request: &Request, f: &mut Formatter<'_>) -> fmt::Result {
    let args = list(
        request
            .args
            .iter()
            .map(|arg| format!("{}: {}", arg.name, taken(&arg.ty, arg.convert))),
    );
    let Request { name, method, .. } = request;
    let (http_method, path) = (request.http_method.text(), request.path.raw());
    let http_method = http_method.raw();
    let deprecated = flag(request.deprecated, " deprecated");
    writeln!(
        f,
        "  fn {method}({args}) -> {name}: {http_method} {path}{deprecated}"
    )?;
    for arg in &request.args {
        writeln!(f, "    {} {}", arg.name, call(&arg.call))?;
    }
    for constant in &request.constants {
        writeln!(f, "    {}", call(constant))?;
    }
    for setter in &request.setters {
        let taken = taken(&setter.ty, setter.convert);
        let deprecated = flag(setter.deprecated, " deprecated");
        writeln!(
            f,
            "    .{}({taken}) {}{deprecated}",
            setter.name,
            call(&setter.call)
        )?;
    }
    write_output(&request.output, f)?;
    write_sending(request, f)
}

/// What an operation says beside its parameters and its responses.
fn write_sending(request: &Request, f: &mut Formatter<'_>) -> fmt::Result {
    for other in &request.others {
        let super::Other {
            send,
            accept,
            ty,
            responder,
            ..
        } = other;
        writeln!(f, "    .{send}() {} -> {ty} {responder:?}", accept.raw())?;
    }
    if let Some(any) = &request.any {
        writeln!(f, "    .{}() -> enum {}", any.send, any.name)?;
        write_variants(&any.variants, f)?;
    }
    if let Some(paging) = &request.paging {
        writeln!(f, "    {}", pages(paging))?;
    }
    for (status, reader) in &request.errors {
        writeln!(f, "    error {status:?} {reader}()")?;
    }
    if let Some(accept) = &request.accept {
        writeln!(f, "    accept {}", accept.raw())?;
    }
    let together = |schemes: &Vec<super::Ident>| {
        schemes
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" + ")
    };
    if !request.security.is_empty() {
        writeln!(
            f,
            "    security {}",
            list(request.security.iter().map(together))
        )?;
    }
    if let Some(server) = &request.server {
        writeln!(f, "    server {}", server.url.raw())?;
    }
    if let Some(header) = &request.idempotency_header {
        writeln!(f, "    idempotency {}", header.raw())?;
    }
    Ok(())
}

fn write_output(output: &Output, f: &mut Formatter<'_>) -> fmt::Result {
    match output {
        Output::One(ty, responder) => writeln!(f, "    -> {ty} {responder:?}"),
        Output::Several { name, variants, .. } => {
            writeln!(f, "    -> enum {name}")?;
            write_variants(variants, f)
        }
    }
}

fn write_variants(variants: &[OutputVariant], f: &mut Formatter<'_>) -> fmt::Result {
    for variant in variants {
        let OutputVariant {
            status,
            name,
            ty,
            responder,
            ..
        } = variant;
        writeln!(f, "       {name}({ty}) {status:?} {responder:?}")?;
    }
    Ok(())
}

fn taken(ty: &Ty, convert: Convert) -> String {
    match convert {
        Convert::Plain => ty.to_string(),
        Convert::Into => format!("into {ty}"),
        Convert::Collect => format!("each {ty}"),
        Convert::CollectInto => format!("each into {ty}"),
        Convert::Pairs => format!("each named {ty}"),
        Convert::Serialize => format!("any {ty}"),
    }
}

fn call(call: &ParamCall) -> String {
    let styled = |place: &str, name: &Text, style: &ParamStyle| match style {
        ParamStyle::Plain => format!("{place} {name:?}"),
        style => format!("{place} {name:?} {style:?}"),
    };
    match call {
        ParamCall::Path(name, style) => styled("path", name, style),
        ParamCall::Query(name, style) => styled("query", name, style),
        ParamCall::Header(name, style) => styled("header", name, style),
        ParamCall::Cookie(name, style) => styled("cookie", name, style),
        ParamCall::Body(kind) => format!("body {kind:?}"),
        ParamCall::Part(name, kind, media) => {
            let media = media.as_ref().map_or("", Text::raw);
            format!("part {name:?} {kind:?} {media}")
                .trim_end()
                .to_owned()
        }
        ParamCall::Querystring(name, style) => format!("querystring {name:?} {style:?}"),
        ParamCall::Multipart(media_type, sent) => {
            format!("multipart {media_type:?}{}", flag(*sent, " always"))
        }
        ParamCall::PartHeader(part, name, ParamStyle::Plain) => {
            format!("header {name:?} of part {part:?}")
        }
        ParamCall::PartHeader(part, name, style) => {
            format!("header {name:?} of part {part:?} {style:?}")
        }
        ParamCall::Parts => "parts".to_owned(),
        ParamCall::UnnamedParts => "unnamed parts".to_owned(),
        ParamCall::Constant(inner, literal) => format!("{} = {literal}", self::call(inner)),
    }
}

fn pages(paging: &Paging) -> String {
    let maybe = |word: &str, found: &Option<FieldPath>| {
        let found = found.as_ref();
        found.map_or_else(String::new, |found| format!(" {word} {}", path(found)))
    };
    let asked = |param: &PageParameter| match param.place() {
        Some(place) => format!("{} {}", place.to_lowercase(), param.name().raw()),
        None => param.name().raw().to_owned(),
    };
    let way = match &paging.kind {
        PagingKind::Cursor { param, next, more } => {
            let next = match next {
                super::Next::Body(found) => path(found),
                super::Next::Header(name) => format!("header {}", name.raw()),
                super::Next::Last(found) => format!("last item's {}", path(found)),
            };
            let more = maybe("while", more);
            format!("{} = {next}{more}", asked(param))
        }
        PagingKind::Offset {
            param,
            first,
            total,
        } => format!("offset {} from {first}{}", asked(param), maybe("of", total)),
        PagingKind::Number {
            param,
            first,
            pages,
        } => format!("number {} from {first}{}", asked(param), maybe("of", pages)),
        PagingKind::Link { next } => format!("link{}", maybe("in", next)),
    };
    format!(
        "pages of {} in {} by {way}",
        paging.item,
        path(&paging.items)
    )
}

/// Fields behind one another, with a mark at those that are an `Option`.
fn path(path: &FieldPath) -> String {
    let steps = path
        .iter()
        .map(|(name, optional)| format!("{name}{}", flag(*optional, "?")));
    steps.collect::<Vec<_>>().join(".")
}
