//! How responses are read: by one function of the runtime, or by status into an enum.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::calls;
use super::docs;
use super::requests::away;
use super::ty::ident;
use super::uses::Uses;
use super::xml;
use crate::rust::{
    Doc, Ident, Import, Output, OutputVariant, Request, Responder, StatusPattern, Ty,
};

/// What a request needs to know about its answer.
pub(super) struct Emitted {
    /// The type that `send` returns.
    pub(super) ty: TokenStream,
    /// The function that reads it.
    pub(super) read: TokenStream,
    /// The items that go with it.
    pub(super) items: TokenStream,
}

/// The functions of the runtime that an output is read by.
pub(super) fn responders(output: &Output) -> impl Iterator<Item = &Responder> {
    let (one, several): (_, &[OutputVariant]) = match output {
        Output::One(_, responder) => (Some(responder), &[]),
        Output::Several { variants, .. } => (None, variants),
    };
    one.into_iter()
        .chain(several.iter().map(|variant| &variant.responder))
}

/// Writes the output of a request.
pub(super) fn emit(request: &Request, uses: &mut Uses) -> Emitted {
    match &request.output {
        Output::One(of, responder) => Emitted {
            ty: answer(of, responder, uses),
            read: function(responder, uses),
            items: TokenStream::new(),
        },
        Output::Several {
            name,
            docs,
            variants,
        } => {
            let ty = ident(name);
            Emitted {
                ty: quote!(#ty),
                read: quote!(#ty::read),
                items: several(name, docs, variants, uses),
            }
        }
    }
}

/// The methods that ask for the response in another shape.
pub(super) fn others(request: &Request, uses: &mut Uses) -> Vec<TokenStream> {
    let name = ident(&request.name);
    let others = request.others.iter().map(|other| {
        uses.import(Import::Accept);
        let (send, blocking) = (ident(&other.send), ident(&other.blocking));
        let (media_type, read) = (&other.accept, function(&other.responder, uses));
        let ty = answer(&other.ty, &other.responder, uses);
        let switch = other.switch.as_ref().map(calls::switch);
        let streamed = (other.responder == Responder::JsonTexts).then(|| quote!(.streamed()));
        let links =
            (switch.is_some() || streamed.is_some()).then(|| quote!(with(#switch #streamed)));
        quote!(accept!(#name, #send, #blocking, #media_type #links -> #ty, #read);)
    });
    others.collect()
}

/// The method that takes redirects for responses, and the enum that it returns.
pub(super) fn any(request: &Request, uses: &mut Uses) -> Option<[TokenStream; 2]> {
    let any = request.any.as_ref()?;
    uses.import(Import::AnyResponse);
    let name = ident(&request.name);
    let (send, blocking, ty) = (ident(&any.send), ident(&any.blocking), ident(&any.name));
    let method = quote!(any_response!(#name, #send, #blocking -> #ty););
    Some([method, several(&any.name, &any.docs, &any.variants, uses)])
}

/// The function that reads a response.
fn function(responder: &Responder, uses: &mut Uses) -> TokenStream {
    if let Responder::Xml(_) = responder {
        let read = read(responder, uses);
        return quote!(|reply| #read);
    }
    let (reply, read) = (uses.import(Import::Reply), reader(responder));
    quote!(#reply::#read)
}

/// What `reply` is read by, in an expression.
fn read(responder: &Responder, uses: &mut Uses) -> TokenStream {
    if let Responder::Xml(element) = responder {
        let element = xml::reference(element, uses);
        return quote!(reply.xml(#element));
    }
    let reply = uses.import(Import::Reply);
    let read = reader(responder);
    quote!(#reply::#read(reply))
}

fn reader(responder: &Responder) -> proc_macro2::Ident {
    format_ident!(
        "{}",
        match responder {
            Responder::Json => "json",
            Responder::JsonOrNone => "json_or_none",
            Responder::Empty => "empty",
            Responder::Text => "text",
            Responder::Bytes => "bytes",
            Responder::Events => "events",
            Responder::EventsByKind => "events_by_kind",
            Responder::JsonLines => "json_lines",
            Responder::JsonTexts => "json_texts",
            Responder::Xml(_) => "xml",
        }
    )
}

/// The type of a response: streams are made of the item's.
pub(super) fn answer(of: &Ty, responder: &Responder, uses: &mut Uses) -> TokenStream {
    let of = away(of, uses);
    let stream = match responder {
        Responder::Events | Responder::EventsByKind => uses.import(Import::Events),
        Responder::JsonLines | Responder::JsonTexts => uses.import(Import::JsonLines),
        _ => return of,
    };
    quote!(#stream<#of>)
}

fn several(name: &Ident, about: &Doc, variants: &[OutputVariant], uses: &mut Uses) -> TokenStream {
    let about = docs::attributes(about);
    let name = ident(name);
    let (reply, error) = (uses.import(Import::Reply), uses.import(Import::Error));
    let streams = variants.iter().any(|variant| {
        matches!(
            variant.responder,
            Responder::Events
                | Responder::EventsByKind
                | Responder::JsonLines
                | Responder::JsonTexts
        )
    });
    let derive = if streams {
        quote!(#[derive(Debug)])
    } else {
        quote!(#[derive(Debug, Clone, PartialEq)])
    };
    let declared = variants.iter().map(|variant| {
        let about = docs::attributes(&variant.docs);
        let name = ident(&variant.name);
        let held = (variant.ty != Ty::Unit).then(|| {
            let held = answer(&variant.ty, &variant.responder, uses);
            quote!((#held))
        });
        quote!(#about #name #held,)
    });
    let declared: Vec<TokenStream> = declared.collect();
    let arms = variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let read = read(&variant.responder, uses);
        let pattern = status(variant.status);
        if variant.ty == Ty::Unit {
            quote!(#pattern => #read.map(|()| Self::#name),)
        } else {
            quote!(#pattern => #read.map(Self::#name),)
        }
    });
    let all = variants
        .iter()
        .any(|variant| variant.status == StatusPattern::Default);
    let other = (!all).then(|| quote!(_ => Err(reply.undescribed()),));
    quote! {
        #about
        #derive
        #[non_exhaustive]
        pub enum #name {
            #(#declared)*
        }

        impl #name {
            fn read(reply: #reply) -> Result<Self, #error> {
                match reply.status() {
                    #(#arms)*
                    #other
                }
            }
        }
    }
}

fn status(pattern: StatusPattern) -> TokenStream {
    match pattern {
        StatusPattern::Code(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        StatusPattern::Range(digit) => {
            let first = proc_macro2::Literal::u16_unsuffixed(u16::from(digit) * 100);
            let last = proc_macro2::Literal::u16_unsuffixed(u16::from(digit) * 100 + 99);
            quote!(#first..=#last)
        }
        StatusPattern::Default => quote!(_),
    }
}
