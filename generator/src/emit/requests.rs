//! Operations: the client's method, the request struct with its setters, and the static that describes it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::file::RustFile;
use super::structs::{allow_arguments, inline};
use super::ty::{self, Types, ident};
use super::uses::Uses;
use super::{calls, docs, example, outputs, paging};
use crate::rust::{
    Crate, Declares, Import, Method, Output, ParamCall, Request, RequestSetter, Responder,
    StatusPattern,
};

/// The method of the client.
pub(super) fn method(krate: &Crate, request: &Request, uses: &mut Uses) -> TokenStream {
    let about = docs::attributes(&request.method_docs);
    let example = docs::lines_of(&example::documented(krate, request));
    let deprecated = request.deprecated.then(|| quote!(#[deprecated]));
    let allow = allow_arguments(request.args.iter().map(|argument| &argument.ty));
    let (method, name) = (ident(&request.method), ident(&request.name));
    let constant = ident(&request.constant);
    let mut arguments = Vec::new();
    let mut links = Vec::new();
    for argument in &request.args {
        let name = ident(&argument.name);
        let (ty, link) =
            calls::argument(&name, &argument.ty, argument.convert, &argument.call, uses);
        arguments.push(quote!(, #name: #ty));
        links.push(link);
    }
    let inline = inline(&arguments);
    for call in &request.constants {
        let link = calls::constant(call, uses);
        // What begins a body stands before what is put into it.
        match call {
            ParamCall::Multipart(..) => links.insert(0, link),
            _ => links.push(link),
        }
    }
    links.extend(request.switch.as_ref().map(calls::switch));
    quote! {
        #about
        #example
        #deprecated
        #allow
        #inline
        pub fn #method(&self #(#arguments)*) -> #name {
            #name { call: self.call(&#constant) #(#links)* }
        }
    }
}

/// The request struct and all that belongs to it.
pub(super) fn items(request: &Request, file: &mut RustFile) {
    if request.declares == Declares::Nothing {
        return;
    }
    let whole = request.declares == Declares::Operation;
    let uses = &mut file.uses;
    let declaration = declaration(request, uses);
    let operation = whole.then(|| operation(request, uses));
    let output = outputs::emit(request, uses);
    uses.import(Import::Request);
    let (ty, read) = (output.ty, output.read);
    let name = ident(&request.name);
    let others = outputs::others(request, uses);
    let any = outputs::any(request, uses).map(|[method, items]| (method, items));
    let (any, enumeration) = any.unzip();
    let implementation = implementation(request, &ty, &read, uses);
    file.items(declaration);
    file.items(operation.unwrap_or_default());
    let stream = matches!(request.output, Output::One(_, Responder::Bytes));
    let stream = stream.then(|| quote!(, stream));
    // Documentation shows what stands first at the top: `send` and the setters.
    file.items(implementation);
    file.items(quote!(request!(#name -> #ty, #read #stream);));
    for other in others.into_iter().chain(any) {
        file.items(other);
    }
    if whole {
        file.items(output.items);
        file.items(enumeration.unwrap_or_default());
    }
}

fn declaration(request: &Request, uses: &mut Uses) -> TokenStream {
    let about = docs::attributes(&request.struct_docs);
    let name = ident(&request.name);
    let call = uses.import(Import::Call);
    quote! {
        #about
        #[derive(Debug, Clone)]
        #[must_use = "nothing is sent before it is awaited"]
        pub struct #name {
            call: #call,
        }
    }
}

fn operation(request: &Request, uses: &mut Uses) -> TokenStream {
    let operation = uses.import(Import::Operation);
    let constant = ident(&request.constant);
    let (id, path) = (&request.id, &request.path);
    let method = http_method(&request.http_method, uses);
    let accept = request
        .accept
        .as_ref()
        .map(|accept| quote!(accept: Some(#accept),));
    let server = request
        .server
        .as_ref()
        .map(|server| super::client::server(server, uses))
        .map(|server| quote!(server: Some(#server),));
    let header = request
        .idempotency_header
        .as_ref()
        .map(|header| quote!(idempotency_header: Some(#header),));
    let streamed = outputs::responders(&request.output)
        .any(|responder| {
            matches!(
                responder,
                Responder::Events
                    | Responder::EventsByKind
                    | Responder::JsonLines
                    | Responder::JsonTexts
            )
        })
        .then(|| quote!(streamed: true,));
    let security = security(request, uses);
    let responses = responses(request, uses);
    let redirects = request.redirects.then(|| quote!(redirects: true,));
    let errors = errors(request, uses);
    quote! {
        static #constant: #operation = #operation {
            id: #id,
            method: #method,
            path: #path,
            #accept
            #security
            #server
            #header
            #streamed
            #responses
            #redirects
            #errors
            ..#operation::DEFAULT
        };
    }
}

fn http_method(method: &Method, uses: &mut Uses) -> TokenStream {
    let ty = uses.import(Import::Method);
    if let Some(known) = method.known() {
        let constant = format_ident!("{known}");
        quote!(#ty::#constant)
    } else {
        let name = method.text();
        quote!(#ty::other(#name))
    }
}

fn security(request: &Request, uses: &mut Uses) -> Option<TokenStream> {
    let alternatives: Vec<TokenStream> = request
        .security
        .iter()
        .map(|schemes| {
            let schemes = schemes
                .iter()
                .map(|scheme| uses.own("crate::client", scheme));
            let schemes: Vec<_> = schemes.collect();
            quote!(&[#(&#schemes),*])
        })
        .collect();
    (!alternatives.is_empty()).then(|| quote!(security: &[#(#alternatives),*],))
}

/// The statuses of the responses; of most operations it is 200 alone.
fn responses(request: &Request, uses: &mut Uses) -> Option<TokenStream> {
    if matches!(request.responses[..], [] | [StatusPattern::Code(200)]) {
        return None;
    }
    let patterns = request.responses.iter();
    let patterns: Vec<_> = patterns.map(|pattern| status(*pattern, uses)).collect();
    Some(quote!(responses: &[#(#patterns),*],))
}

fn errors(request: &Request, uses: &mut Uses) -> Option<TokenStream> {
    let errors: Vec<TokenStream> = request
        .errors
        .iter()
        .map(|(pattern, reader)| {
            let body = uses.import(Import::ErrorBody);
            let pattern = status(*pattern, uses);
            let reader = ident(reader);
            quote!((#pattern, #body::#reader))
        })
        .collect();
    (!errors.is_empty()).then(|| quote!(errors: &[#(#errors),*],))
}

fn status(pattern: StatusPattern, uses: &mut Uses) -> TokenStream {
    let status = uses.import(Import::Status);
    match pattern {
        StatusPattern::Code(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(code);
            quote!(#status::Code(#code))
        }
        StatusPattern::Range(digit) => {
            let digit = proc_macro2::Literal::u8_unsuffixed(digit);
            quote!(#status::Range(#digit))
        }
        StatusPattern::Default => quote!(#status::Default),
    }
}

fn implementation(
    request: &Request,
    ty: &TokenStream,
    read: &TokenStream,
    uses: &mut Uses,
) -> TokenStream {
    let name = ident(&request.name);
    let setters: Vec<TokenStream> = request.setters.iter().map(|s| setter(s, uses)).collect();
    let pages = request
        .paging
        .as_ref()
        .map(|paging| paging::methods(paging, read, uses));
    let send = send(ty, read, uses);
    quote! {
        impl #name {
            #send
            #(#setters)*
            #pages
        }
    }
}

/// `send` hands on the future of the call instead of being `async`, because each `async fn` is a state machine of its own
/// for the compiler.
fn send(ty: &TokenStream, read: &TokenStream, uses: &mut Uses) -> TokenStream {
    let about = docs::own(
        "Sends the request and returns the body of the response.\n\n# Errors\n\nSee [`Error`] for what may go wrong.",
    );
    let error = uses.import(Import::Error);
    quote! {
        #about
        #[inline]
        pub fn send(self) -> impl Future<Output = Result<#ty, #error>> {
            self.call.send(#read)
        }
    }
}

fn setter(setter: &RequestSetter, uses: &mut Uses) -> TokenStream {
    let about = docs::attributes(&setter.docs);
    let deprecated = setter.deprecated.then(|| quote!(#[deprecated]));
    let name = ident(&setter.name);
    let (ty, link) = calls::argument(&name, &setter.ty, setter.convert, &setter.call, uses);
    let inline = inline(std::slice::from_ref(&ty));
    quote! {
        #about
        #deprecated
        #inline
        pub fn #name(mut self, #name: #ty) -> Self {
            self.call = self.call #link;
            self
        }
    }
}

/// A type of `crate::types`, seen from a file of `api/`.
pub(super) fn away(of: &crate::rust::Ty, uses: &mut Uses) -> TokenStream {
    ty::ty(of, Types::Away, uses)
}
