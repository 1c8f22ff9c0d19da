//! From tokens to text that rustfmt leaves as it is.
//!
//! `prettyplease` prints every item whose layout does not depend on its width. It breaks lines at 89 columns and
//! rustfmt at 100, at 60 for calls and chains; so signatures, fields and bodies are laid out here.

mod compact;
mod expr;
#[cfg(test)]
mod faithful;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use syn::{
    Attribute, Block, Expr, Field, Fields, File, ImplItem, ImplItemConst, ImplItemFn, Item,
    ItemEnum, ItemFn, ItemImpl, ItemStatic, ItemStruct, Meta, Stmt, Variant,
};

pub(super) use self::compact::compact;
use self::expr::{Place, expr, pad, right_hand_side};

/// How wide a line of code may be.
pub(super) const MAX_WIDTH: usize = 100;

/// Prints items, parted by blank lines.
pub(super) fn items(tokens: TokenStream) -> Vec<String> {
    match syn::parse2::<File>(tokens) {
        Ok(file) => file.items.iter().map(faithfully).collect(),
        // What is emitted is always Rust; if it were not, the compiler would tell.
        Err(error) => vec![error.to_compile_error().to_string()],
    }
}

/// Prints an item, of which nothing is left out: the tests of this crate look.
fn faithfully(of: &Item) -> String {
    let text = item(of);
    #[cfg(test)]
    assert_eq!(
        faithful::difference(quote::ToTokens::to_token_stream(of), &text),
        None,
        "{text}"
    );
    text
}

fn item(item: &Item) -> String {
    match item {
        Item::Struct(item) => struct_(item),
        Item::Enum(item) => enum_(item),
        Item::Impl(item) => impl_(item),
        Item::Static(item) => static_(item),
        Item::Fn(item) => fn_(item),
        Item::Macro(item) => compact(&item.mac) + ";",
        other => {
            let file = File {
                shebang: None,
                frontmatter: None,
                attrs: Vec::new(),
                items: vec![other.clone()],
            };
            prettyplease::unparse(&file).trim_end().to_owned()
        }
    }
}

fn struct_(item: &ItemStruct) -> String {
    let (visible, generics) = (compact(&item.vis), compact(&item.generics));
    let head = format!("{visible} struct {}{generics}", item.ident);
    let head = attributes(&item.attrs, 0) + head.trim_start();
    match &item.fields {
        Fields::Named(fields) if fields.named.is_empty() => head + " {}",
        Fields::Named(fields) => {
            let fields: Vec<String> = fields.named.iter().map(field).collect();
            head + " {\n" + &fields.concat() + "}"
        }
        other => head + &compact(other) + ";",
    }
}

fn field(field: &Field) -> String {
    let name = field.ident.as_ref().map(ToString::to_string);
    let name = format!("{} {}:", compact(&field.vis), name.unwrap_or_default());
    let name = name.trim_start();
    let ty = compact(&field.ty);
    let line = format!("    {name} {ty},");
    let line = if width(&line) <= MAX_WIDTH {
        line
    } else {
        format!("    {name}\n        {ty},")
    };
    attributes(&field.attrs, 4) + &line + "\n"
}

fn enum_(item: &ItemEnum) -> String {
    let head = format!("{} enum {} {{\n", compact(&item.vis), item.ident);
    let variants: Vec<String> = item.variants.iter().map(variant).collect();
    attributes(&item.attrs, 0) + head.trim_start() + &variants.concat() + "}"
}

fn variant(variant: &Variant) -> String {
    let text = attributes(&variant.attrs, 4);
    let line = format!("    {}{},\n", variant.ident, compact(&variant.fields));
    match variant.fields.iter().next() {
        Some(held) if width(&line) > MAX_WIDTH + 1 => {
            let held = compact(&held.ty);
            text + &format!("    {}(\n        {held},\n    ),\n", variant.ident)
        }
        _ => text + &line,
    }
}

fn impl_(item: &ItemImpl) -> String {
    let of = item.trait_.as_ref().map(|(path, _)| compact(path));
    let this = compact(&item.self_ty);
    let (head, open) = match of {
        None => (format!("impl {this}"), " {"),
        Some(of) if width(&of) + width(&this) + 11 <= MAX_WIDTH => {
            (format!("impl {of} for {this}"), " {")
        }
        Some(of) => (format!("impl {of}\n    for {this}"), "\n{"),
    };
    let text = attributes(&item.attrs, 0) + &head;
    let members: Vec<String> = item
        .items
        .iter()
        .map(|member| match member {
            ImplItem::Fn(method) => method_(method),
            ImplItem::Const(item) => constant(item),
            other => format!("    {}\n", compact(other)),
        })
        .collect();
    if members.is_empty() {
        return text + " {}";
    }
    text + open + "\n" + &members.join("\n") + "}"
}

fn constant(item: &ImplItemConst) -> String {
    let head = format!(
        "{} const {}: {} =",
        compact(&item.vis),
        item.ident,
        compact(&item.ty)
    );
    let value = right_hand_side(head.trim_start(), &item.expr, Place::line(4));
    format!("{}    {value};\n", attributes(&item.attrs, 4))
}

fn method_(method: &ImplItemFn) -> String {
    let vis = compact(&method.vis);
    attributes(&method.attrs, 4) + &function(&vis, &method.sig, &method.block, 4) + "\n"
}

fn fn_(item: &ItemFn) -> String {
    let vis = compact(&item.vis);
    attributes(&item.attrs, 0) + &function(&vis, &item.sig, &item.block, 0)
}

fn function(vis: &str, signature: &syn::Signature, block: &Block, indent: usize) -> String {
    let head = format!("{vis} {}fn {}", qualifiers(signature), signature.ident);
    let head = format!("{}{}", pad(indent), head.trim_start());
    let inputs: Vec<String> = signature.inputs.iter().map(compact).collect();
    let output = format!("{} {{", compact(&signature.output));
    let output = output.trim_start();
    let line = format!("{head}({}) {output}", inputs.join(", "));
    let text = if width(&line) <= MAX_WIDTH {
        line
    } else {
        let inner = pad(indent + 4);
        let inputs: Vec<String> = inputs.iter().map(|i| format!("{inner}{i},\n")).collect();
        format!("{head}(\n{}{}) {output}", inputs.concat(), pad(indent))
    };
    if block.stmts.is_empty() {
        return text + "}";
    }
    let inner = indent + 4;
    let lines = block.stmts.iter();
    let lines: Vec<String> = lines
        .map(|line| format!("{}{}\n", pad(inner), statement(line, inner)))
        .collect();
    format!("{text}\n{}{}}}", lines.concat(), pad(indent))
}

fn qualifiers(signature: &syn::Signature) -> &'static str {
    match (&signature.constness, &signature.asyncness) {
        (Some(_), _) => "const ",
        (None, Some(_)) => "async ",
        (None, None) => "",
    }
}

fn static_(item: &ItemStatic) -> String {
    let head = format!(
        "{} static {}: {} =",
        compact(&item.vis),
        item.ident,
        compact(&item.ty)
    );
    let value = right_hand_side(head.trim_start(), &item.expr, Place::line(0));
    format!("{}{value};", attributes(&item.attrs, 0))
}

/// Writes a statement; lines after the first are indented in full.
fn statement(line: &Stmt, indent: usize) -> String {
    let place = Place::line(indent);
    match line {
        Stmt::Local(local) => {
            let head = format!("let {} =", compact(&local.pat));
            let Some(init) = &local.init else {
                return compact(local);
            };
            right_hand_side(&head, &init.expr, place) + ";"
        }
        Stmt::Expr(Expr::Assign(assign), _) => {
            let head = format!("{} =", compact(&assign.left));
            right_hand_side(&head, &assign.right, place) + ";"
        }
        Stmt::Expr(value, Some(_)) => expr(value, place) + ";",
        Stmt::Expr(value, None) => expr(value, Place { tail: 0, ..place }),
        other => compact(other),
    }
}

/// Attributes, each on its line; those of documentation as comments.
fn attributes(attributes: &[Attribute], indent: usize) -> String {
    let mut text = String::new();
    for attribute in attributes {
        let line = doc(attribute).unwrap_or_else(|| compact(attribute));
        text += format!("{}{line}", pad(indent)).trim_end();
        text.push('\n');
    }
    text
}

/// The comment that an attribute `#[doc = ".."]` stands for.
fn doc(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else {
        return None;
    };
    let Expr::Lit(value) = &meta.value else {
        return None;
    };
    let syn::Lit::Str(text) = &value.lit else {
        return None;
    };
    meta.path
        .is_ident("doc")
        .then(|| format!("///{}", text.value()))
}

/// How wide a text is; its last line counts where it has several.
fn width(text: &str) -> usize {
    text.chars().count()
}
