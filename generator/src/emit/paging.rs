//! Operations that go over several pages: the streams of pages and of items.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs;
use super::requests::away;
use super::ty::ident;
use super::uses::Uses;
use crate::rust::{Ident, Import, Next, PageParameter, Paging, PagingKind};

/// The fields that lead from a page to a value; `true` beside one says that it is an `Option`.
type Path = [(Ident, bool)];

/// The methods `pages` and `items` of a request, each page of which is read by `read`.
pub(super) fn methods(paging: &Paging, read: &TokenStream, uses: &mut Uses) -> TokenStream {
    let about_pages = docs::own(
        "Returns a stream of the pages; each is requested when the one before it has been read.",
    );
    let about_items = docs::own("Returns a stream of the items of all pages.");
    let (page, item) = (away(&paging.page, uses), away(&paging.item, uses));
    let (pages, stream) = (uses.import(Import::Pages), uses.import(Import::Items));
    let start = start(paging, read, uses);
    let taken = taken(&paging.items);
    quote! {
        #about_pages
        #[inline]
        pub fn pages(self) -> #pages<#page> {
            #start
        }

        #about_items
        #[inline]
        pub fn items(self) -> #stream<#page, #item> {
            self.pages().items(|page| #taken)
        }
    }
}

/// The call that makes the stream of pages: how the next one is found.
fn start(paging: &Paging, read: &TokenStream, uses: &mut Uses) -> TokenStream {
    let pages = uses.import(Import::Pages);
    let items = &paging.items;
    match &paging.kind {
        PagingKind::Cursor { param, next, more } => {
            let param = asked(param, uses);
            let cursor = cursor(next, more.as_deref(), items, uses);
            quote!(#pages::by_cursor(self.call, #param, #read, #cursor))
        }
        PagingKind::Offset {
            param,
            first,
            total,
        } => {
            let (param, offset) = (asked(param, uses), uses.import(Import::Offset));
            let (first, count) = (from(*first, 0), count(items));
            let total = total.as_deref().map(lent);
            let total = total.map(|total| quote!(.total(#total)));
            quote! {
                #pages::by_offset(self.call, #param, #read, |page| #offset::new(#count)#first #total)
            }
        }
        PagingKind::Number {
            param,
            first,
            pages: all,
        } => {
            let (param, number) = (asked(param, uses), uses.import(Import::PageNumber));
            let (first, count) = (from(*first, 1), count(items));
            let all = all.as_deref().map(lent);
            let all = all.map(|all| quote!(.pages(#all)));
            quote! {
                #pages::by_number(self.call, #param, #read, |page| #number::new(#count)#first #all)
            }
        }
        PagingKind::Link { next: Some(next) } => {
            let link = uses.import(Import::Link);
            let next = lent(next);
            quote!(#pages::by_link(self.call, #read, |page| #link::new(#next)))
        }
        PagingKind::Link { next: None } => quote!(#pages::by_link_header(self.call, #read)),
    }
}

/// Where a request says which page it asks for.
fn asked(param: &PageParameter, uses: &mut Uses) -> TokenStream {
    let name = param.name();
    match param.place() {
        None => quote!(#name),
        Some(place) => {
            let (ty, place) = (uses.import(Import::PageParameter), format_ident!("{place}"));
            quote!(#ty::#place(#name))
        }
    }
}

/// The closure that reads the next cursor of a page.
fn cursor(next: &Next, more: Option<&Path>, items: &Path, uses: &mut Uses) -> TokenStream {
    let cursor = uses.import(Import::Cursor);
    let in_body = !matches!(next, Next::Header(_));
    let next = match next {
        Next::Body(next) => {
            let next = lent(next);
            quote!(new(#next))
        }
        Next::Header(name) => quote!(in_header(#name)),
        Next::Last(path) => {
            let last = of_last(items, path);
            quote!(new(&#last))
        }
    };
    let page = if in_body || more.is_some() {
        quote!(page)
    } else {
        quote!(_)
    };
    let more = more.map(|more| {
        let (more, count) = (copied(more), count(items));
        quote!(.more(#more, #count))
    });
    quote!(|#page| #cursor::#next #more)
}

/// A value of the last item, in an `Option`.
fn of_last(items: &Path, path: &Path) -> TokenStream {
    let (start, optional, behind) = split(items);
    let last = match behind.last() {
        None if optional => quote!(#start.as_ref().and_then(|items| items.last())),
        None => quote!(#start.last()),
        Some((field, last_optional)) => {
            let (start, field) = (through(&start, behind), ident(field));
            if *last_optional {
                quote!(#start.and_then(|inner| inner.#field.as_ref()).and_then(|items| items.last()))
            } else {
                quote!(#start.and_then(|inner| inner.#field.last()))
            }
        }
    };
    path.iter().fold(last, |text, (field, optional)| {
        let field = ident(field);
        if *optional {
            quote!(#text.and_then(|item| item.#field.as_ref()))
        } else {
            quote!(#text.map(|item| &item.#field))
        }
    })
}

/// The number that the first page has, where that is not the usual one.
fn from(first: u64, usual: u64) -> Option<TokenStream> {
    let literal = Literal::u64_unsuffixed(first);
    (first != usual).then(|| quote!(.first(#literal)))
}

/// The path as far as it leads without an `Option`, that included, and the fields behind it.
fn split(path: &Path) -> (TokenStream, bool, &Path) {
    let end = path.iter().position(|(_, optional)| *optional);
    let (before, behind) = path.split_at(end.map_or(path.len(), |end| end + 1));
    let fields = before.iter().map(|(field, _)| ident(field));
    (quote!(page #(.#fields)*), end.is_some(), behind)
}

/// A reference to the value; it is null where a field on the way is missing.
fn lent(path: &Path) -> TokenStream {
    let (start, _, behind) = split(path);
    let Some((last, _)) = behind.last() else {
        return quote!(&#start);
    };
    let (start, inner) = (through(&start, behind), ident(last));
    quote!(&#start.map(|inner| &inner.#inner))
}

/// The value, a number or a flag; an `Option` where a field on the way is one.
fn copied(path: &Path) -> TokenStream {
    let (start, _, behind) = split(path);
    let Some((last, optional)) = behind.last() else {
        return start;
    };
    let (start, inner) = (through(&start, behind), ident(last));
    let how = format_ident!("{}", if *optional { "and_then" } else { "map" });
    quote!(#start.#how(|inner| inner.#inner))
}

/// How many items there are.
fn count(path: &Path) -> TokenStream {
    let (start, optional, behind) = split(path);
    let Some((last, last_optional)) = behind.last() else {
        return if optional {
            quote!(#start.as_ref().map_or(0, Vec::len))
        } else {
            quote!(#start.len())
        };
    };
    let (start, inner) = (through(&start, behind), ident(last));
    if *last_optional {
        quote!(#start.and_then(|inner| inner.#inner.as_ref()).map_or(0, Vec::len))
    } else {
        quote!(#start.map_or(0, |inner| inner.#inner.len()))
    }
}

/// The items themselves.
fn taken(path: &Path) -> TokenStream {
    let (start, optional, behind) = split(path);
    let mut text = start;
    for (field, optional) in behind {
        let field = ident(field);
        text = if *optional {
            quote!(#text.and_then(|inner| inner.#field))
        } else {
            quote!(#text.map(|inner| inner.#field))
        };
    }
    if optional {
        quote!(#text.unwrap_or_default())
    } else {
        text
    }
}

/// A reference to the object that holds the last of the fields, in an `Option`.
fn through(start: &TokenStream, behind: &Path) -> TokenStream {
    let mut text = quote!(#start.as_ref());
    let between = behind.len().saturating_sub(1);
    for (field, optional) in behind.iter().take(between) {
        let field = ident(field);
        text = if *optional {
            quote!(#text.and_then(|inner| inner.#field.as_ref()))
        } else {
            quote!(#text.map(|inner| &inner.#field))
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{copied, count, lent, of_last, taken};
    use crate::emit::print::compact;
    use crate::rust::Ident;

    #[test]
    fn the_last_item_has_a_cursor() {
        for (items, cursor, wanted) in [
            (
                vec![],
                vec![("id", false)],
                "page.last().map(|item| &item.id)",
            ),
            (
                vec![("data", false)],
                vec![("id", true)],
                "page.data.last().and_then(|item| item.id.as_ref())",
            ),
            (
                vec![("data", true)],
                vec![("id", false)],
                "page.data.as_ref().and_then(|items| items.last()).map(|item| &item.id)",
            ),
            (
                vec![("meta", true), ("data", false)],
                vec![("id", false)],
                "page.meta.as_ref().and_then(|inner| inner.data.last()).map(|item| &item.id)",
            ),
        ] {
            assert_eq!(compact(&of_last(&path(&items), &path(&cursor))), wanted);
        }
    }

    fn path(fields: &[(&str, bool)]) -> Vec<(Ident, bool)> {
        let fields = fields.iter();
        fields
            .map(|(name, optional)| (Ident::new(*name), *optional))
            .collect()
    }

    #[test]
    fn plain_fields_are_read_directly() {
        let plain = path(&[("meta", false), ("value", false)]);
        assert_eq!(compact(&lent(&plain)), "&page.meta.value");
        assert_eq!(compact(&copied(&plain)), "page.meta.value");
        assert_eq!(compact(&count(&plain)), "page.meta.value.len()");
        assert_eq!(compact(&taken(&plain)), "page.meta.value");
    }

    #[test]
    fn optional_fields_end_in_nothing() {
        let last = path(&[("value", true)]);
        assert_eq!(compact(&lent(&last)), "&page.value");
        assert_eq!(compact(&copied(&last)), "page.value");
        assert_eq!(
            compact(&count(&last)),
            "page.value.as_ref().map_or(0, Vec::len)"
        );
        assert_eq!(compact(&taken(&last)), "page.value.unwrap_or_default()");
    }

    #[test]
    fn fields_behind_optional_ones_are_reached_through_them() {
        let behind = path(&[("meta", true), ("value", false)]);
        assert_eq!(
            compact(&lent(&behind)),
            "&page.meta.as_ref().map(|inner| &inner.value)"
        );
        assert_eq!(
            compact(&copied(&behind)),
            "page.meta.as_ref().map(|inner| inner.value)"
        );
        assert_eq!(
            compact(&count(&behind)),
            "page.meta.as_ref().map_or(0, |inner| inner.value.len())"
        );
        assert_eq!(
            compact(&taken(&behind)),
            "page.meta.map(|inner| inner.value).unwrap_or_default()"
        );
    }
}
