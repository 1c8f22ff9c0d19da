//! Bodies: which flags they have, and an example of each.

use crate::ir::{Content, Media, Operation, Part, Type};
use crate::plan::names::Scope;
use crate::plan::operations::bodies::form_style;
use crate::plan::operations::media_types::exact;
use crate::plan::operations::params::told;
use crate::plan::operations::parts::multipart_type;
use crate::report::Report;
use crate::rust::{CommandBody, CommandBodyKind, CommandField, ParamStyle};
use crate::text::Text;

use super::fields::Fields;
use super::{flag, unions};
use crate::plan::reference::Values;

/// The body of an operation in each of its media types. Properties of the same name share a flag.
pub(super) fn plan(
    fields: &mut Fields<'_, '_>,
    operation: &Operation,
    flags: &mut Scope,
    report: &mut Report,
) -> Vec<CommandBody> {
    let Some(body) = &operation.body else {
        return Vec::new();
    };
    let mut names: Vec<(String, String)> = Vec::new();
    let mut planned: Vec<CommandBody> = Vec::new();
    for content in &body.contents {
        // A range of which another media type says the same is that one's.
        let is_said = |other: &Content| is_same(other, content);
        if is_range(content) && body.contents.iter().any(is_said) {
            continue;
        }
        let mut name = |name: &str| {
            if let Some((_, flag)) = names.iter().find(|(known, _)| known == name) {
                flag.clone()
            } else {
                let flag = flag(flags, name, "body", operation, report);
                names.push((name.to_owned(), flag.clone()));
                flag
            }
        };
        let mut ranges = body.contents.iter().filter(|other| is_range(other));
        let range = ranges.find(|other| std::ptr::eq(*other, content) || is_same(content, other));
        planned.push(CommandBody {
            range: range.map(|range| Text::from(range.media_type.trim())),
            ..one(fields, content, &mut name)
        });
    }
    // JSON is what people write most easily.
    planned.sort_by_key(|body| body.kind != CommandBodyKind::Json);
    planned
}

/// Whether a content is described for a range of media types (RFC 9110, section 12.5.1).
fn is_range(content: &Content) -> bool {
    content.media_type.contains('*')
}

/// Whether a media type says what a range says.
fn is_same(one: &Content, range: &Content) -> bool {
    !is_range(one) && one.media == range.media
}

fn one(
    fields: &mut Fields<'_, '_>,
    content: &Content,
    name: &mut dyn FnMut(&str) -> String,
) -> CommandBody {
    let mut styles = Vec::new();
    let (kind, flags) = match &content.media {
        Media::Json(ty) if *fields.types.resolve(ty) == Type::Binary => {
            (CommandBodyKind::Whole, Vec::new())
        }
        Media::Json(ty) => (CommandBodyKind::Json, properties(fields, ty, name)),
        Media::Form { fields: parts, .. } => {
            for part in parts {
                let style = form_style(fields.types, part);
                if style != ParamStyle::Plain {
                    styles.push((Text::from(&part.name), style));
                }
            }
            (CommandBodyKind::Form, of_parts(fields, parts, name))
        }
        Media::Multipart { parts, .. } => {
            for part in parts
                .iter()
                .filter(|part| part.styled && part.ty != Type::Binary)
            {
                styles.push((Text::from(&part.name), told(&part.encoding)));
            }
            let mut flags = of_parts(fields, parts, name);
            for part in parts {
                for header in &part.headers {
                    let flag = name(&format!("{} {}", part.name, header.name));
                    flags.push(fields.of_header(part, header, flag));
                }
            }
            (CommandBodyKind::Multipart, flags)
        }
        Media::Text | Media::Xml(..) | Media::Bytes | Media::Events(_) | Media::JsonLines(_) => {
            (CommandBodyKind::Whole, Vec::new())
        }
    };
    CommandBody {
        media_type: media_type(content).into(),
        range: None,
        example: example(fields, content),
        kind,
        fields: flags,
        styles,
    }
}

/// The media type that is sent.
fn media_type(content: &Content) -> String {
    let default = match &content.media {
        Media::Json(_) => "application/json",
        Media::Xml(..) => "application/xml",
        Media::Text => "text/plain",
        Media::Multipart { .. } => return multipart_type(&content.media_type),
        _ => "application/octet-stream",
    };
    exact(&content.media_type, default)
}

fn properties(
    fields: &mut Fields<'_, '_>,
    ty: &Type,
    name: &mut dyn FnMut(&str) -> String,
) -> Vec<CommandField> {
    let Some(id) = fields.as_object(ty) else {
        let objects = unions::objects(fields, ty);
        return unions::properties(fields, &objects, name);
    };
    let properties = fields.properties(id);
    let named = properties.into_iter().map(|property| {
        let flag = name(property.alias.as_deref().unwrap_or(&property.name));
        fields.of_property(property, flag)
    });
    named.collect()
}

fn of_parts(
    fields: &mut Fields<'_, '_>,
    parts: &[Part],
    name: &mut dyn FnMut(&str) -> String,
) -> Vec<CommandField> {
    let named = parts.iter().map(|part| {
        let flag = name(&part.name);
        fields.of_part(part, flag)
    });
    named.collect()
}

/// An example with all that the body may have, as JSON text.
fn example(fields: &Fields<'_, '_>, content: &Content) -> Text {
    match &content.media {
        Media::Json(_) | Media::Form { .. } | Media::Multipart { .. } => {
            let value = Values::full(fields.types).of_content(content);
            value.to_string().into()
        }
        _ => {
            let given = content.examples.first();
            given.map_or_else(|| "null".into(), |given| given.to_string().into())
        }
    }
}
