//! Operations that go over several pages: the streams of pages and of items.

use proc_macro2::TokenStream;

use super::uses::Uses;
use crate::rust::{Paging, Request};

/// The methods `pages` and `items` of a request.
pub(super) fn methods(_paging: &Paging, _request: &Request, _uses: &mut Uses) -> TokenStream {
    TokenStream::new()
}
