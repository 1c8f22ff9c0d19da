//! `xml.rs`: how the types of XML bodies stand in a document.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::file::RustFile;
use super::ty::ident;
use super::uses::Uses;
use crate::rust::{self, Doc, Import, XmlContent, XmlElement, XmlMember, XmlName, XmlPlace};
use crate::text::Text;

/// `xml.rs`.
pub(super) fn file(elements: &[XmlElement], source: &Text) -> String {
    let mut file = RustFile::new(&Doc::own("How values stand in XML documents."));
    for element in elements {
        let item = static_(element, &mut file.uses);
        file.items(item);
    }
    file.finish(source)
}

/// A static, seen from another file.
pub(super) fn reference(constant: &rust::Ident, uses: &mut Uses) -> TokenStream {
    uses.import(Import::Xml);
    let constant = ident(constant);
    quote!(&xml::#constant)
}

fn static_(element: &XmlElement, uses: &mut Uses) -> TokenStream {
    let constant = ident(&element.constant);
    let ty = uses.import(Import::Element);
    let value = self::element(&element.name, &element.content, uses);
    quote!(pub(crate) static #constant: #ty = #value;)
}

fn element(name: &XmlName, content: &XmlContent, uses: &mut Uses) -> TokenStream {
    let ty = uses.import(Import::Element);
    let content = self::content(content, uses);
    let local = &name.local;
    let within = within(name);
    quote!(#ty::new(#local, #content)#within)
}

fn within(name: &XmlName) -> Option<TokenStream> {
    let XmlName {
        prefix, namespace, ..
    } = name;
    let plain = prefix.is_empty() && namespace.is_empty();
    (!plain).then(|| quote!(.within(#prefix, #namespace)))
}

fn content(content: &XmlContent, uses: &mut Uses) -> TokenStream {
    let ty = uses.import(Import::Content);
    match content {
        XmlContent::Text => quote!(#ty::Text),
        XmlContent::Word => quote!(#ty::Word),
        XmlContent::Number => quote!(#ty::Number),
        XmlContent::Bool => quote!(#ty::Bool),
        XmlContent::Scalar => quote!(#ty::Scalar),
        XmlContent::Any => quote!(#ty::Any),
        XmlContent::Object(members) => {
            let members: Vec<TokenStream> = members.iter().map(|m| member(m, uses)).collect();
            quote!(#ty::Object(&[#(#members),*]))
        }
        XmlContent::Map(values) => {
            let values = self::content(values, uses);
            quote!(#ty::Map(&#values))
        }
        XmlContent::List(name, items) => {
            let item = element(name, items, uses);
            quote!(#ty::List(&#item))
        }
        XmlContent::Of(constant) => {
            let constant = ident(constant);
            quote!(#ty::Of(&#constant))
        }
    }
}

fn member(member: &XmlMember, uses: &mut Uses) -> TokenStream {
    let ty = uses.import(Import::Member);
    let content = content(&member.content, uses);
    let key = &member.key;
    let place = match member.place {
        XmlPlace::Element => "element",
        XmlPlace::Attribute => "attribute",
        XmlPlace::Items => "items",
        XmlPlace::Text => return quote!(#ty::text(#key, #content)),
        XmlPlace::Rest => return quote!(#ty::rest(#content)),
    };
    let place = format_ident!("{place}");
    let local = &member.name.local;
    let named = (local != key).then(|| quote!(.named(#local)));
    let within = within(&member.name);
    quote!(#ty::#place(#key, #content)#named #within)
}
