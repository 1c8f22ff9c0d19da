//! What services call the things that their pages go on by.

use super::fields::{Field, resolve};
use super::words::has_any;
use crate::ir::{Api, Integer, Param, Type};

/// What a response calls the next cursor, and the parameters that take it.
pub(super) const CURSORS: [(&[&str], &[&str]); 7] = [
    (
        &["nextcursor", "nextpagecursor", "cursornext"],
        &[
            "cursor",
            "nextcursor",
            "pagecursor",
            "after",
            "startcursor",
            "startingafter",
            "paginationcursor",
        ],
    ),
    (&["endcursor"], &["after", "cursor", "startcursor"]),
    (
        &["nextpagetoken"],
        &["pagetoken", "nextpagetoken", "paginationtoken", "token"],
    ),
    (
        &["nexttoken"],
        &["nexttoken", "token", "pagetoken", "paginationtoken"],
    ),
    (&["paginationtoken"], &["paginationtoken"]),
    (
        &["continuationtoken", "continue"],
        &["continuationtoken", "continue"],
    ),
    (&["lastid"], &["after", "afterid"]),
];

/// The objects in a response that tell of its pages.
pub(super) const AROUND: [&str; 15] = [
    "meta",
    "metadata",
    "pagination",
    "paging",
    "page",
    "pageinfo",
    "responsemetadata",
    "cursors",
    "pages",
    "next",
    "links",
    "paginginfo",
    "listmeta",
    "paginationinfo",
    "resultinfo",
];

pub(super) const MORE: [&str; 4] = ["hasmore", "hasnextpage", "hasnext", "more"];
pub(super) const TOTALS: [&str; 8] = [
    "total",
    "totalcount",
    "totalresults",
    "totalitems",
    "totalelements",
    "totalrecords",
    "totalhits",
    "totalsize",
];
pub(super) const PAGES: [&str; 6] = [
    "totalpages",
    "pagecount",
    "pages",
    "lastpage",
    "numpages",
    "nbpages",
];
pub(super) const LINKS: [&str; 7] = [
    "nextlink",
    "odatanextlink",
    "nexturl",
    "nexturi",
    "nextpageurl",
    "nextpageuri",
    "nextpagelink",
];
pub(super) const TURNS: [&str; 7] = [
    "page",
    "pagenumber",
    "cursor",
    "after",
    "maxid",
    "offset",
    "startingafter",
];
pub(super) const SIZES: [&str; 11] = [
    "limit",
    "perpage",
    "pagesize",
    "size",
    "count",
    "top",
    "take",
    "maxresults",
    "itemsperpage",
    "rows",
    "pagelimit",
];

/// What the words about a parameter say that its first page has.
pub(super) fn first(words: &str) -> Option<u64> {
    let zero = [
        "zero-based",
        "0-based",
        "zero-indexed",
        "0-indexed",
        "zero based",
        "starts at 0",
        "starting at 0",
        "starting from 0",
        "starts from 0",
        "starts with 0",
        "starting with 0",
        "first page is 0",
        "start at 0",
        "starts at zero",
    ];
    let one = [
        "one-based",
        "1-based",
        "one-indexed",
        "1-indexed",
        "one based",
        "starts at 1",
        "starting at 1",
        "starting from 1",
        "starts from 1",
        "starts with 1",
        "starting with 1",
        "first page is 1",
        "start at 1",
        "starts at one",
        "default is 1",
        "defaults to 1",
        "default: 1",
        "default 1",
    ];
    match (has_any(words, &zero), has_any(words, &one)) {
        (true, false) => Some(0),
        (false, true) => Some(1),
        _ => None,
    }
}

pub(super) fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Uuid | Type::Base64)
}

pub(super) fn is_whole(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Integer(Integer::Int32 | Integer::Int64 | Integer::Uint64 | Integer::Int64OrText)
    )
}

pub(super) fn is_number(api: &Api, param: &Param) -> bool {
    let ty = resolve(api, &param.ty);
    is_whole(ty) || matches!(ty, Type::String | Type::Number)
}

/// Whether a property is said to be an address.
pub(super) fn is_address(field: &Field<'_>) -> bool {
    has_any(&field.says(), &["url", "uri", "link", "urls", "hyperlink"])
}

pub(super) fn is_total(field: &Field<'_>) -> bool {
    let name = field.name();
    TOTALS.contains(&&*name)
        || name == "count" && has_any(&field.says(), &["total", "in all", "overall", "altogether"])
}
