//! The part of a driver that makes a request of a call's values.

use std::fmt::Write as _;

use clientwright::rust::{BodyKind, Convert, Ident, ParamCall, PartKind, Request, Ty};
use clientwright::text::Text;

use crate::conform::xml;

use super::concat;

/// The function that makes the request of a call.
pub(super) fn source(index: usize, module: &Ident, request: &Request) -> String {
    let mut text = format!(
        "\nasync fn request_{index}(client: &api::Client, row: &Row<'_>) -> Result<api::api::{module}::{}, String> {{\n",
        request.name
    );
    let known = calls(request).filter_map(place);
    let known = concat(known.map(|known| format!("{known:?}, ")));
    let _ = writeln!(text, "    row.takes(&[{known}])?;");
    let args: Vec<_> = request
        .args
        .iter()
        .map(|argument| value(&argument.ty, argument.convert, &argument.call))
        .collect();
    let _ = writeln!(
        text,
        "    let mut request = client.{}({});",
        request.method,
        args.join(", ")
    );
    for setter in &request.setters {
        let Some((at, name)) = place(&setter.call) else {
            continue;
        };
        let value = value(&setter.ty, setter.convert, &setter.call);
        let method = &setter.name;
        let _ = write!(
            text,
            "    if row.gives({at:?}, {name:?}) {{\n        request = request.{method}({value});\n    }}\n"
        );
    }
    let accept = request.accept.as_ref().map_or("", Text::raw);
    let content_type = calls(request).find_map(media_type).unwrap_or_default();
    let _ = write!(
        text,
        "    let mut options = api::CallOptions::new();\n    for (name, value) in row.negotiated({accept:?}, {content_type:?}) \
         {{\n        options = options.header(name, value);\n    }}\n"
    );
    text.push_str("    Ok(request.options(options))\n}\n");
    text
}

pub(crate) fn calls(request: &Request) -> impl Iterator<Item = &ParamCall> {
    let args = request.args.iter().map(|argument| &argument.call);
    let setters = request.setters.iter().map(|setter| &setter.call);
    args.chain(setters).chain(&request.constants)
}

/// Where a call of the list holds what is needed: the place and the name.
pub(crate) fn place(call: &ParamCall) -> Option<(&'static str, &str)> {
    Some(match call {
        ParamCall::Path(name, _) => ("path", name.raw()),
        ParamCall::Query(name, _) | ParamCall::Querystring(name, _) => ("query", name.raw()),
        ParamCall::Header(name, _) => ("header", name.raw()),
        ParamCall::Cookie(name, _) => ("cookie", name.raw()),
        ParamCall::Body(_) | ParamCall::Parts | ParamCall::UnnamedParts => ("body", ""),
        ParamCall::Multipart(..) => return None,
        ParamCall::PartHeader(_, name, _) => ("partHeaders", name.raw()),
        ParamCall::Part(name, ..) => ("part", name.raw()),
        ParamCall::Constant(call, _) => return place(call),
    })
}

/// The media type of a body that may be of another one, as long as the caller says of which.
fn media_type(call: &ParamCall) -> Option<&str> {
    match call {
        ParamCall::Body(
            BodyKind::Text(media_type)
            | BodyKind::Bytes(media_type)
            | BodyKind::JsonLines(media_type),
        ) => Some(media_type.raw()),
        _ => None,
    }
}

/// The expression of an argument.
pub(crate) fn value(ty: &Ty, convert: Convert, call: &ParamCall) -> String {
    let (place, name) = place(call).unwrap_or_default();
    match call {
        ParamCall::Part(_, PartKind::File, _) => {
            return format!("row.upload({name:?}).map({FILE})?");
        }
        ParamCall::Part(_, PartKind::Files, _) => {
            return format!("row.uploads({name:?})?.into_iter().map({FILE})");
        }
        ParamCall::Body(BodyKind::Xml(_, element)) => {
            let of = match convert {
                Convert::Collect | Convert::CollectInto => format!("Vec<{}>", path(ty)),
                _ => path(ty),
            };
            return xml::sent(element, &of);
        }
        ParamCall::Body(BodyKind::Text(_)) => return "row.body()?".to_owned(),
        ParamCall::Body(BodyKind::JsonLines(_)) => return format!("row.lines::<{}>()?", path(ty)),
        _ => {}
    }
    match (ty, convert) {
        (Ty::Bytes | Ty::Body, Convert::Plain) => format!("row.bytes({place:?}, {name:?})?.into()"),
        (Ty::Bytes | Ty::Body, Convert::Into) => format!("row.bytes({place:?}, {name:?})?"),
        (ty, Convert::Into) => format!("row.value::<{}>({place:?}, {name:?})?", path(ty)),
        (ty, Convert::Collect | Convert::CollectInto) => {
            format!("row.list::<{}>({place:?}, {name:?})?", path(ty))
        }
        (_, Convert::Serialize) => format!("row.value::<Value>({place:?}, {name:?})?"),
        (_, Convert::Plain | Convert::Pairs) => format!("row.value({place:?}, {name:?})?"),
    }
}

/// The type as the program writes it.
fn path(ty: &Ty) -> String {
    match ty {
        Ty::Named(of) | Ty::Qualified(of) | Ty::Local(of) => format!("api::types::{of}"),
        Ty::Option(of) => format!("Option<{}>", path(of)),
        Ty::Vec(of) => format!("Vec<{}>", path(of)),
        Ty::Box(of) => path(of),
        Ty::Map(of) => format!("api::Map<{}>", path(of)),
        Ty::Tuple(members) => {
            let members: Vec<String> = members.iter().map(|of| path(of) + ",").collect();
            format!("({})", members.concat())
        }
        Ty::UnixTime => "api::UnixTime".to_owned(),
        Ty::Base64 => "api::Base64".to_owned(),
        Ty::Value | Ty::String | Ty::Bool | Ty::I32 | Ty::I64 | Ty::U64 | Ty::F64 => ty.to_string(),
        _ => "_".to_owned(),
    }
}

/// What makes a file of an upload.
const FILE: &str = "|file| api::FilePart::new(file.name, file.bytes).media_type(file.media_type)";
