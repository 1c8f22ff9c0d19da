//! What is done with a value in a request: the call of the runtime that puts it there.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::literals::optional;
use super::ty::{self, Types};
use super::uses::Uses;
use super::xml;
use crate::rust::{
    self, BodyKind, Convert, Import, ParamCall, ParamStyle, PartKind, StyleName, Switch, Ty,
};
use crate::text::Text;

/// The type of an argument, and the link that it adds to a chain of calls.
pub(super) fn argument(
    name: &Ident,
    of: &Ty,
    convert: Convert,
    call: &ParamCall,
    uses: &mut Uses,
) -> (TokenStream, TokenStream) {
    let (ty, _) = ty::argument(name, of, convert, Types::Away, uses);
    let value = match convert {
        Convert::Plain | Convert::Serialize | Convert::Pairs => quote!(#name),
        Convert::Into => quote!(#name.into()),
        Convert::Collect => quote!(#name.into_iter().collect::<Vec<_>>()),
        Convert::CollectInto => quote!(#name.into_iter().map(Into::into).collect::<Vec<_>>()),
    };
    let given = if convert == Convert::CollectInto {
        value.clone()
    } else {
        quote!(#name)
    };
    // Each item is a part of its own; the runtime tells a list of texts by itself, and one of files.
    let link = match (call, convert) {
        (
            ParamCall::Part(part, PartKind::Json, media_type),
            Convert::Collect | Convert::CollectInto,
        ) => {
            let media_type = optional(media_type.as_ref());
            quote!(.parts_json(#part, #given, #media_type))
        }
        (call, _) => link(call, &value, &given, uses),
    };
    (ty, link)
}

/// The link of a constant, or of whatever else needs no argument.
pub(super) fn constant(call: &ParamCall, uses: &mut Uses) -> TokenStream {
    link(call, &TokenStream::new(), &TokenStream::new(), uses)
}

/// The link that turns a stream on.
pub(super) fn switch(switch: &Switch) -> TokenStream {
    match switch {
        Switch::Body(pointer) => quote!(.turned_on(#pointer)),
        Switch::Part(name) => quote!(.part_on(#name)),
        Switch::Query(name) => quote!(.query(#name, true)),
    }
}

/// `value` is what is to be sent, `given` the argument itself.
fn link(
    call: &ParamCall,
    value: &TokenStream,
    given: &TokenStream,
    uses: &mut Uses,
) -> TokenStream {
    match call {
        ParamCall::Path(name, style) => styled("path", name, value, style, uses),
        ParamCall::Query(name, style) => styled("query", name, value, style, uses),
        ParamCall::Querystring(_, style) => querystring(value, style, uses),
        ParamCall::Header(name, style) => styled("header", name, value, style, uses),
        ParamCall::Cookie(name, style) => styled("cookie", name, value, style, uses),
        ParamCall::Body(kind) => body(kind, value, given, uses),
        ParamCall::Part(name, kind, media_type) => {
            part(name, kind, media_type.as_ref(), (value, given), uses)
        }
        ParamCall::Constant(call, literal) => {
            let value = literal.to_token_stream();
            link(call, &value, &value, uses)
        }
        ParamCall::Multipart(media_type, true) => quote!(.multipart(#media_type)),
        ParamCall::Multipart(media_type, false) => quote!(.optional_multipart(#media_type)),
        ParamCall::PartHeader(part, name, ParamStyle::Plain) => {
            let encoding = uses.import(Import::Encoding);
            quote!(.part_header(#part, #name, #value, #encoding::SIMPLE))
        }
        ParamCall::PartHeader(part, name, style) => {
            let encoding = encoding(style, uses);
            quote!(.part_header(#part, #name, #value, #encoding))
        }
        ParamCall::Parts => quote!(.parts(#given)),
        ParamCall::UnnamedParts => quote!(.unnamed_parts(#given)),
    }
}

fn styled(
    place: &str,
    name: &Text,
    value: &TokenStream,
    style: &ParamStyle,
    uses: &mut Uses,
) -> TokenStream {
    let plain = format_ident!("{place}");
    let other = format_ident!("{place}_as");
    match style {
        ParamStyle::Plain | ParamStyle::Text => quote!(.#plain(#name, #value)),
        ParamStyle::Xml(element) => {
            let text = xml_text(element, value, uses);
            quote!(.#plain(#name, #text))
        }
        ParamStyle::Form(styles) => {
            let (text, styles) = (uses.import(Import::FormText), form_styles(styles, uses));
            quote!(.#plain(#name, #text(#value, #styles)))
        }
        style => {
            let encoding = encoding(style, uses);
            quote!(.#other(#name, #value, #encoding))
        }
    }
}

/// A whole query.
fn querystring(value: &TokenStream, style: &ParamStyle, uses: &mut Uses) -> TokenStream {
    match style {
        ParamStyle::Json => quote!(.query_json(#value)),
        ParamStyle::Form(styles) => {
            let styles = form_styles(styles, uses);
            quote!(.query_form(#value, #styles))
        }
        ParamStyle::Xml(element) => {
            let text = xml_text(element, value, uses);
            quote!(.query_text(#text))
        }
        ParamStyle::Plain | ParamStyle::Styled { .. } | ParamStyle::Text => {
            quote!(.query_text(#value))
        }
    }
}

/// A value as XML text.
fn xml_text(element: &rust::Ident, value: &TokenStream, uses: &mut Uses) -> TokenStream {
    let text = uses.import(Import::XmlText);
    let element = xml::reference(element, uses);
    quote!(#text(#value, #element))
}

/// The styles of the fields of a form.
fn form_styles(styles: &[(Text, ParamStyle)], uses: &mut Uses) -> TokenStream {
    let styles = styles.iter().map(|(name, style)| {
        let encoding = encoding(style, uses);
        quote!((#name, #encoding))
    });
    quote!(&[#(#styles),*])
}

/// The runtime's `Encoding` of a style.
fn encoding(style: &ParamStyle, uses: &mut Uses) -> TokenStream {
    let encoding = uses.import(Import::Encoding);
    match style {
        ParamStyle::Plain | ParamStyle::Xml(_) | ParamStyle::Form(_) | ParamStyle::Text => {
            quote!(#encoding::FORM)
        }
        ParamStyle::Json => quote!(#encoding::Json),
        ParamStyle::Styled {
            style,
            explode,
            allow_reserved,
        } => {
            let name = uses.import(Import::Style);
            let style = style_name(*style);
            quote! {
                #encoding::Style { style: #name::#style, explode: #explode, allow_reserved: #allow_reserved }
            }
        }
    }
}

fn style_name(style: StyleName) -> Ident {
    format_ident!(
        "{}",
        match style {
            StyleName::Simple => "Simple",
            StyleName::Label => "Label",
            StyleName::Matrix => "Matrix",
            StyleName::Form => "Form",
            StyleName::SpaceDelimited => "SpaceDelimited",
            StyleName::PipeDelimited => "PipeDelimited",
            StyleName::TabDelimited => "TabDelimited",
            StyleName::DeepObject => "DeepObject",
            StyleName::Cookie => "Cookie",
        }
    )
}

fn body(kind: &BodyKind, value: &TokenStream, given: &TokenStream, uses: &mut Uses) -> TokenStream {
    match kind {
        BodyKind::Json(None) => quote!(.json(#value)),
        BodyKind::Json(Some(media_type)) => quote!(.json_as(#value, #media_type)),
        BodyKind::JsonObject(media_type) => quote!(.json_object(#value, #media_type)),
        BodyKind::JsonList(media_type) => quote!(.json_list(#value, #media_type)),
        BodyKind::Form(styles) => {
            let styles = form_styles(styles, uses);
            quote!(.form(#value, #styles))
        }
        BodyKind::Text(media_type) => quote!(.text(#given, #media_type)),
        BodyKind::Bytes(media_type) => quote!(.body(#given, #media_type)),
        BodyKind::JsonLines(media_type) => quote!(.json_lines(#given, #media_type)),
        BodyKind::Xml(media_type, element) => {
            let element = xml::reference(element, uses);
            quote!(.xml(#value, #element, #media_type))
        }
    }
}

fn part(
    name: &Text,
    kind: &PartKind,
    media_type: Option<&Text>,
    (value, given): (&TokenStream, &TokenStream),
    uses: &mut Uses,
) -> TokenStream {
    let media_type = optional(media_type);
    match kind {
        PartKind::Text => quote!(.part_text(#name, #value, #media_type)),
        PartKind::Styled(style) => {
            let encoding = encoding(style, uses);
            quote!(.part_as(#name, #value, #encoding))
        }
        PartKind::Xml(element) => {
            let text = xml_text(element, value, uses);
            quote!(.part_text(#name, #text, #media_type))
        }
        PartKind::Json | PartKind::JsonList => quote!(.part_json(#name, #value, #media_type)),
        PartKind::File => quote!(.part_file(#name, #given, #media_type)),
        PartKind::Files => quote!(.part_files(#name, #given, #media_type)),
    }
}
