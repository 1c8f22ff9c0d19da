//! Open enums: what the macro for their kind of value is told.

use super::docs;
use super::file::RustFile;
use crate::rust::{Enum, EnumKind, Import};

/// Writes an enum and all that belongs to it.
pub(super) fn emit(item: &Enum, file: &mut RustFile) {
    let declare = match item.kind {
        EnumKind::String => Import::StringEnum,
        EnumKind::Integer => Import::IntegerEnum,
        EnumKind::Mixed => Import::ValueEnum,
    };
    let declare = file.uses.import(declare);
    let variants: Vec<String> = item
        .variants
        .iter()
        .map(|variant| {
            let about = docs::lines(&variant.docs, false, "        ");
            let value = &variant.value;
            let default = if item.default.as_ref() == Some(&variant.name) {
                "        #[default]\n"
            } else {
                ""
            };
            format!("{about}{default}        {} = {value},\n", variant.name)
        })
        .collect();
    let variants = variants.concat();
    let about = docs::lines(&item.docs, item.deprecated, "    ");
    let name = &item.name;
    let derive = if item.default.is_some() {
        "    #[derive(Default)]\n"
    } else {
        ""
    };
    let held = match item.kind {
        EnumKind::String => "String",
        EnumKind::Integer => "i64",
        EnumKind::Mixed => "Value",
    };
    let other = format!(
        "        #[json(other)]\n        {}({held}),\n",
        item.unknown
    );
    file.text(format!(
        "{declare}! {{\n{about}{derive}    pub enum {name} {{\n{variants}{other}    }}\n}}"
    ));
}
