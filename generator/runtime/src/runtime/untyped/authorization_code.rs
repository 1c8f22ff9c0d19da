//! The authorization code flow of a scheme that is chosen while the program runs.

use super::refresh::FlowUrls;
use crate::runtime::client::oauth2::authorization_code::AuthorizationCode;

/// A flow with these URLs.
#[must_use]
pub fn authorization_code(
    urls: FlowUrls,
    client_id: &str,
    redirect_uri: &str,
) -> AuthorizationCode {
    AuthorizationCode::described(
        urls.begin,
        urls.token,
        urls.refresh,
        client_id,
        redirect_uri,
    )
}
