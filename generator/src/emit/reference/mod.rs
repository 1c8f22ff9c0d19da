//! `docs/`: the reference as Markdown, with an index, a page for each tag and a page for each file of `types/`; beside it
//! `api.md`, which has all signatures.

mod index;
mod operation;
mod prose;
mod signatures;
mod tables;
mod types;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::rust::{Crate, Ident, Item, Module, Ty, TypeFile};

/// The pages of a crate by their paths.
pub(super) fn files(krate: &Crate) -> Vec<(String, String)> {
    let links = Links::new(krate);
    let mut files = vec![
        (Page::Index.path(), index::file(krate, &links)),
        ("api.md".to_owned(), signatures::file(krate)),
    ];
    let modules = krate.modules.par_iter().map(|module| {
        let page = Page::Operations(module);
        (page.path(), operation::page(krate, module, &links))
    });
    files.extend(modules.collect::<Vec<_>>());
    if !krate.types.is_empty() {
        let text = index::types(krate);
        files.push((Page::AllTypes.path(), links.finish(text, Page::AllTypes)));
    }
    let types = krate.types.par_iter().map(|file| {
        let page = Page::Types(file);
        (page.path(), types::page(krate, file, &links))
    });
    files.extend(types.collect::<Vec<_>>());
    files
}

/// A page that others link to.
#[derive(Debug, Clone, Copy)]
enum Page<'a> {
    /// The index.
    Index,
    /// The operations of a tag.
    Operations(&'a Module),
    /// The types of a file.
    Types(&'a TypeFile),
    /// The index of all types.
    AllTypes,
}

impl Page<'_> {
    fn path(self) -> String {
        match self {
            Self::Index => "docs/README.md".to_owned(),
            Self::Operations(module) => format!("docs/{}.md", module.name.bare()),
            Self::Types(file) => format!("docs/types/{}.md", file.module.bare()),
            Self::AllTypes => "docs/types/README.md".to_owned(),
        }
    }
}

/// Where the types are described.
struct Links<'a> {
    items: BTreeMap<&'a str, (&'a Ident, &'a Item)>,
}

impl<'a> Links<'a> {
    fn new(krate: &'a Crate) -> Self {
        let files = krate.types.iter();
        let items = files.flat_map(|file| {
            let items = file.items.iter();
            items.map(|item| (item.name().bare(), (&file.module, item)))
        });
        Self {
            items: items.collect(),
        }
    }

    /// The item of a type that the crate declares.
    fn item(&self, name: &Ident) -> Option<&'a Item> {
        self.items.get(name.bare()).map(|(_, item)| *item)
    }

    /// The link from a page to the type of this name.
    fn target(&self, name: &str, from: Page<'_>) -> Option<String> {
        let (module, _) = self.items.get(name)?;
        let file = module.bare();
        Some(match from {
            Page::Index | Page::Operations(_) => format!("types/{file}.md#{name}"),
            Page::Types(page) if page.module == **module => format!("#{name}"),
            Page::Types(_) | Page::AllTypes => format!("{file}.md#{name}"),
        })
    }

    /// A type as code that leads to the first item in it.
    fn ty(&self, ty: &Ty, from: Page<'_>) -> String {
        let code = format!("`{ty}`");
        match named(ty).and_then(|name| self.target(name.bare(), from)) {
            Some(target) => format!("[{code}]({target})"),
            None => code,
        }
    }

    /// A page with the targets of the links to items that its texts have.
    fn finish(&self, mut text: String, from: Page<'_>) -> String {
        let mut found = BTreeMap::new();
        for (at, _) in text.match_indices("[`") {
            let rest = &text[at + 2..];
            let Some((name, after)) = rest.split_once("`]") else {
                break;
            };
            let target = self.target(name, from);
            if let Some(target) = target.filter(|_| !after.starts_with('(')) {
                found.insert(name.to_owned(), target);
            }
        }
        text.push('\n');
        for (name, target) in found {
            text.extend(["\n[`", &name, "`]: ", &target]);
        }
        text.trim_end().to_owned() + "\n"
    }
}

/// The first type of the description's in a type.
fn named(ty: &Ty) -> Option<&Ident> {
    match ty {
        Ty::Named(name) | Ty::Qualified(name) => Some(name),
        Ty::Vec(inner) | Ty::Map(inner) | Ty::Option(inner) | Ty::Maybe(inner) | Ty::Box(inner) => {
            named(inner)
        }
        Ty::Tuple(members) => members.iter().find_map(named),
        _ => None,
    }
}
