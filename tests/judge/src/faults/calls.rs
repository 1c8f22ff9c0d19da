//! Finds, in the sources of a generated crate, a call of each sort, and the credentials that it may need.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use syn::{Expr, FnArg, ImplItem, Item, ItemImpl, Signature, Type};

/// Rust expressions that make the requests of a client `client`.
#[derive(Debug, Default)]
pub(super) struct Calls {
    /// The package's name.
    pub(super) package: String,
    /// The methods of the builder that take credentials, with their arguments.
    pub(super) credentials: Vec<String>,
    pub(super) get: Option<String>,
    pub(super) post: Option<String>,
    pub(super) upload: Option<String>,
    pub(super) events: Option<String>,
}

impl Calls {
    /// Reads the sources of the crate in a folder.
    pub(super) fn of(folder: &Path) -> Result<Self> {
        let manifest = read(&folder.join("Cargo.toml"))?;
        let name = manifest
            .lines()
            .find_map(|line| line.strip_prefix("name = \""));
        let name = name.and_then(|rest| rest.strip_suffix('"'));
        let mut calls = Self {
            package: name.context("the manifest names no package")?.to_owned(),
            ..Self::default()
        };
        let client = syn::parse_file(&read(&folder.join("src/client.rs"))?)?;
        for method in methods(&client.items, "ClientBuilder") {
            if let Some(arguments) = arguments(method) {
                calls
                    .credentials
                    .push(format!("{}({arguments})", method.ident));
            }
        }
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder.join("src/api"))? {
            paths.push(entry?.path());
        }
        paths.sort();
        for path in paths {
            calls.add(&read(&path)?)?;
        }
        Ok(calls)
    }

    /// Takes the calls of a module, where there is none of their sort yet.
    fn add(&mut self, source: &str) -> Result<()> {
        let items = syn::parse_file(source)?.items;
        for method in methods(&items, "Client") {
            let Some(arguments) = arguments(method) else {
                continue;
            };
            let Some((verb, streamed)) = operation(&items, &method.ident.to_string()) else {
                continue;
            };
            let place = match (&*verb, streamed) {
                ("GET", true) => &mut self.events,
                ("PUT", false) if arguments.contains("Body::stream") => &mut self.upload,
                ("GET", false) => &mut self.get,
                ("POST", false) => &mut self.post,
                _ => continue,
            };
            place.get_or_insert_with(|| format!("client.{}({arguments})", method.ident));
        }
        Ok(())
    }

    /// The sorts of which there is no call, by the names of their options.
    pub(super) fn missing(&self) -> impl Iterator<Item = &'static str> {
        let sorts = [
            ("get", &self.get),
            ("post", &self.post),
            ("upload", &self.upload),
            ("events", &self.events),
        ];
        let missing = sorts.map(|(name, call)| call.is_none().then_some(name));
        missing.into_iter().flatten()
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// The public methods of a type.
fn methods<'a>(items: &'a [Item], name: &str) -> impl Iterator<Item = &'a Signature> {
    let is_of = move |block: &&ItemImpl| matches!(&*block.self_ty, Type::Path(ty) if ty.path.is_ident(name));
    let blocks = items.iter().filter_map(|item| match item {
        Item::Impl(block) => Some(block),
        _ => None,
    });
    let members = blocks.filter(is_of).flat_map(|block| &block.items);
    members.filter_map(|member| match member {
        ImplItem::Fn(method) => Some(&method.sig),
        _ => None,
    })
}

/// Arguments that a method takes: texts, numbers, objects of any members and streams; `None` where it takes others.
fn arguments(method: &Signature) -> Option<String> {
    let mut arguments = Vec::new();
    for input in &method.inputs {
        let FnArg::Typed(input) = input else { continue };
        let ty = &input.ty;
        let ty = quote::quote!(#ty).to_string().replace(' ', "");
        arguments.push(match &*ty {
            "implInto<String>" | "implInto<Secret>" => "\"text\"",
            "implSerialize" => "std::collections::BTreeMap::<String, String>::new()",
            "implInto<Body>" => "api::Body::stream(Pieces::new())",
            "i32" | "i64" | "u64" => "1",
            "f64" => "1.0",
            "bool" => "true",
            _ => return None,
        });
    }
    Some(arguments.join(", "))
}

/// The HTTP method of the operation that a method of this name calls, and whether its answer comes in pieces.
fn operation(items: &[Item], name: &str) -> Option<(String, bool)> {
    let value = items.iter().find_map(|item| match item {
        Item::Static(constant) if constant.ident == name.to_uppercase() => Some(&constant.expr),
        _ => None,
    })?;
    let Expr::Struct(value) = &**value else {
        return None;
    };
    let field = |name: &str| {
        let field = value.fields.iter().find(|field| match &field.member {
            syn::Member::Named(ident) => ident == name,
            syn::Member::Unnamed(_) => false,
        });
        field.map(|field| &field.expr)
    };
    let verb = match field("method") {
        Some(Expr::Path(path)) => path.path.segments.last()?.ident.to_string(),
        _ => "GET".to_owned(),
    };
    Some((verb, field("streamed").is_some()))
}
