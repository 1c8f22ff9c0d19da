//! The device flow (RFC 8628), for programs without a browser.

use serde_json::Value;

use crate::runtime::client::Client;
use crate::runtime::client::oauth2::application::{Application, settings, signed_in};
use crate::runtime::client::oauth2::device_authorization::DeviceAuthorization;
use crate::runtime::client::oauth2::endpoint::AuthRequest;
use crate::runtime::client::oauth2::form::Form;
use crate::runtime::description::operation::{Method, Operation};
use crate::runtime::error::Error;
use crate::runtime::platform::deadline::Deadline;

/// The request for a code, as messages, spans and the caller's functions name it.
static DEVICE: Operation = Operation {
    id: "(device)",
    method: Method::POST,
    path: "(device)",
    ..Operation::DEFAULT
};

/// A program without a browser, to which a person gives access on another device: the device flow (RFC 8628).
///
/// [`begin`](Self::begin) gets the code that the person enters, [`DeviceAuthorization::wait`] gets the token, and
/// [`source`](Self::source) gives it to a client, which refreshes it.
#[derive(Clone)]
pub struct DeviceCode {
    application: Application,
    device_url: String,
}

settings!(DeviceCode);
signed_in!(DeviceCode);

impl DeviceCode {
    /// A flow with the URLs of the description.
    pub(crate) fn described(
        device_url: &str,
        token_url: &str,
        refresh_url: Option<&str>,
        client_id: impl Into<String>,
    ) -> Self {
        let mut application = Application::at(token_url, refresh_url);
        application.id = Some(client_id.into());
        Self {
            application,
            device_url: device_url.to_owned(),
        }
    }

    /// Gets codes from another URL than the description names.
    #[must_use]
    pub fn device_authorization_url(mut self, url: impl Into<String>) -> Self {
        self.device_url = url.into();
        self
    }

    /// Gets the code that the person enters.
    ///
    /// The client needs no credentials: its transport, its limits and its hooks are those of these requests.
    ///
    /// # Errors
    ///
    /// It fails if a URL makes no sense or would go over plain `http` to another machine, or if the service gives no code.
    pub async fn begin(&self, client: &Client) -> Result<DeviceAuthorization, Error> {
        let mut form = Form::default();
        self.application.ask_for(&mut form);
        let request = AuthRequest {
            operation: &DEVICE,
            url: &self.device_url,
            ..AuthRequest::for_token(&self.application, form, Vec::new())
        };
        let shared = &client.shared;
        let until = Deadline::new(shared.limits.timeout);
        let response = request.ask(&shared.sender, &until).await?;
        let told: Option<Value> = serde_json::from_slice(&response.body).ok();
        let Some(told) = told else {
            return Err(response.wrong("", "the response is not JSON"));
        };
        let application = self.application.clone();
        DeviceAuthorization::read(application, client.clone(), &told)
            .map_err(|missing| response.wrong(missing, "the response lacks it"))
    }

    /// Does what [`begin`](Self::begin) does, and blocks the thread meanwhile.
    ///
    /// # Errors
    ///
    /// It fails where [`begin`](Self::begin) fails.
    #[cfg(feature = "blocking")]
    pub fn begin_blocking(&self, client: &Client) -> Result<DeviceAuthorization, Error> {
        crate::runtime::transport::blocking::wait(self.begin(client))?
    }
}
