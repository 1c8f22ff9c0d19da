//! The device flow of a scheme that is chosen while the program runs.

use super::refresh::FlowUrls;
use crate::runtime::client::oauth2::device_code::DeviceCode;

/// A flow with these URLs.
#[must_use]
pub fn device_code(urls: FlowUrls, client_id: &str) -> DeviceCode {
    DeviceCode::described(urls.begin, urls.token, urls.refresh, client_id)
}
