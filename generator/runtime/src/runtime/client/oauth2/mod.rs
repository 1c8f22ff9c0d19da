//! OAuth 2.0 (RFC 6749): how tokens are had.

// OAuth2
pub(crate) mod application;
pub(crate) mod endpoint;
pub(crate) mod form;

// ClientCredentials
pub(crate) mod client_credentials;

// Refresh
pub(crate) mod refresh;

// AuthorizationCode
pub(crate) mod authorization_code;
pub(crate) mod authorization_request;
pub(crate) mod pkce;

// DeviceCode
pub(crate) mod device_authorization;
pub(crate) mod device_code;

// Password
pub(crate) mod password;
