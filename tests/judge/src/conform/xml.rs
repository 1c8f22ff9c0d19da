//! Values that the list of calls holds as XML: the driver reads them into the types that the client takes and gives.

use clientwright::Files;
use clientwright::rust::{Crate, Ident};

use super::driver::concat;

/// Adds a module to a crate with a function for each outermost element, because what reads XML in it is not public.
pub(crate) fn open(krate: &Crate, files: &mut Files) {
    let Some(root) = files.get("src/lib.rs").filter(|_| !krate.xml.is_empty()) else {
        return;
    };
    let readers = concat(krate.xml.iter().map(|element| {
        let name = &element.constant;
        format!(
            "    pub fn {}<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {{\n        \
             crate::runtime::from_xml(text.as_bytes(), &crate::xml::{name}).map_err(|error| \
             error.source.to_string())\n    }}\n",
            reader(name)
        )
    }));
    let text = format!("{root}\n#[allow(missing_docs)]\npub mod from_xml {{\n{readers}}}\n");
    files.insert("src/lib.rs", text);
}

/// The function that reads the element of a static.
fn reader(constant: &Ident) -> String {
    format!("of_{}", constant.bare().to_ascii_lowercase())
}

/// The expression of a body to be sent.
pub(crate) fn sent(constant: &Ident, of: &str) -> String {
    format!("row.xml::<{of}>(api::from_xml::{})?", reader(constant))
}

/// The expression that compares an answer with the expected one.
pub(crate) fn received(constant: &Ident, body: &str) -> String {
    format!("row.same_xml(&{body}, api::from_xml::{})", reader(constant))
}
