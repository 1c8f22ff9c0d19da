//! `types/`: a file for each declared schema, and `mod.rs`, which names them all.

use quote::quote;

use super::file::RustFile;
use super::ty::{self, Types};
use super::uses::{by_version, declaration};
use super::{docs, enums, structs, unions};
use crate::rust::{Doc, Ident, Import, Item, TypeFile};
use crate::text::Text;

/// Crates that a generated crate may depend on: `use NAME::..` would be ambiguous beside a module of that name.
const CRATES: [&str; 16] = [
    "alloc",
    "base64",
    "bytes",
    "core",
    "futures_core",
    "httpdate",
    "jiff",
    "percent_encoding",
    "quick_xml",
    "reqwest",
    "serde",
    "serde_json",
    "serde_path_to_error",
    "std",
    "tokio",
    "uuid",
];

/// One file of `types/`.
pub(super) fn file(types: &TypeFile, source: &Text) -> String {
    let own: Vec<&Ident> = types.items.iter().map(Item::name).collect();
    let mut file = RustFile::new(&types.docs);
    for item in &types.items {
        let own = Types::Beside(&own);
        match item {
            Item::Struct(item) => structs::emit(item, own, &mut file),
            Item::Enum(item) => enums::emit(item, &mut file),
            Item::Union(item) => unions::emit(item, own, &mut file),
            Item::Alias {
                name,
                docs: about,
                ty: of,
            } => {
                let about = docs::attributes(about);
                let name = ty::ident(name);
                let of = ty::ty(of, own, &mut file.uses);
                file.items(quote!(#about pub type #name = #of;));
            }
            Item::Newtype {
                name,
                docs: about,
                ty: of,
            } => {
                let about = docs::lines(about, false, "    ");
                let of = ty::text(of, own, &mut file.uses);
                file.uses.import(Import::Newtype);
                file.text(format!(
                    "newtype! {{\n{about}    pub struct {name}(pub {of});\n}}"
                ));
            }
        }
    }
    file.finish(source)
}

/// `types/mod.rs`.
pub(super) fn root(types: &[TypeFile], source: &Text) -> String {
    let mut files: Vec<&TypeFile> = types.iter().collect();
    files.sort_by(|a, b| by_version(a.module.as_str(), b.module.as_str()));
    let modules: Vec<String> = files
        .iter()
        .map(|file| format!("mod {};\n", file.module))
        .collect();
    let mut exports: Vec<(bool, String)> = files.iter().map(|file| export(file)).collect();
    exports.sort_by_key(|(by_self, _)| !by_self);
    let exports: String = exports.into_iter().map(|(_, text)| text).collect();
    let mut file = RustFile::new(&Doc::own("The types of the description."));
    file.text(modules.concat());
    file.text(exports);
    file.finish(source)
}

/// The `pub use` of a file, and whether it begins with `self`.
fn export(file: &TypeFile) -> (bool, String) {
    let names: Vec<String> = file
        .items
        .iter()
        .map(|item| item.name().to_string())
        .collect();
    let by_self = CRATES.contains(&file.module.as_str());
    let path = if by_self {
        format!("self::{}", file.module)
    } else {
        file.module.to_string()
    };
    (by_self, declaration("pub use", &path, &names))
}
