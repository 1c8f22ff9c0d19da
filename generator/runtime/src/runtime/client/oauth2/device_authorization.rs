//! A person who has to enter a code on another device.

use std::fmt;
use std::time::Duration;

use serde_json::Value;

use crate::runtime::client::Client;
use crate::runtime::client::oauth2::application::Application;
use crate::runtime::client::oauth2::endpoint::{AuthRequest, seconds};
use crate::runtime::client::oauth2::form::Form;
use crate::runtime::client::token::Token;
use crate::runtime::error::Error;
use crate::runtime::error::build::BuildError;
use crate::runtime::http::secret::Secret;
use crate::runtime::platform::{Instant, sleep};

/// The grant (RFC 8628, section 3.4).
const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// By how much longer the service is left alone when it says so (RFC 8628, section 3.5), and how long where it says nothing.
const STEP: Duration = Duration::from_secs(5);

/// How long a code lives of which the service does not say it.
const LIFETIME: Duration = Duration::from_secs(1800);

/// A code that a person has to enter (RFC 8628, section 3.2).
pub struct DeviceAuthorization {
    application: Application,
    client: Client,
    device_code: Secret,
    user_code: String,
    verification_uri: String,
    verification_uri_complete: Option<String>,
    interval: Duration,
    lifetime: Duration,
    end: Option<Instant>,
}

impl DeviceAuthorization {
    /// Reads the response, or says what it lacks.
    pub(crate) fn read(
        application: Application,
        client: Client,
        told: &Value,
    ) -> Result<Self, &'static str> {
        let text = |name: &'static str| {
            let text = told.get(name).and_then(Value::as_str);
            text.filter(|text| !text.is_empty())
                .map(str::to_owned)
                .ok_or(name)
        };
        let lifetime = seconds(told.get("expires_in")).unwrap_or(LIFETIME);
        let device_code = Secret::new(text("device_code")?);
        client.shared.sender.mask.learn([device_code.clone()]);
        Ok(Self {
            application,
            client,
            device_code,
            user_code: text("user_code")?,
            // Some services came before the RFC.
            verification_uri: text("verification_uri")
                .or_else(|missing| text("verification_url").map_err(|_| missing))?,
            verification_uri_complete: text("verification_uri_complete").ok(),
            interval: seconds(told.get("interval")).unwrap_or(STEP),
            lifetime,
            end: Instant::now().checked_add(lifetime),
        })
    }

    /// Returns the code that the person enters.
    #[must_use]
    pub fn user_code(&self) -> &str {
        &self.user_code
    }

    /// Returns the URL at which the person enters it.
    #[must_use]
    pub fn verification_uri(&self) -> &str {
        &self.verification_uri
    }

    /// Returns a URL that holds the code as well, such as for a QR code, where the service has one.
    #[must_use]
    pub fn verification_uri_complete(&self) -> Option<&str> {
        self.verification_uri_complete.as_deref()
    }

    /// Returns how long the code lived when it was given.
    #[must_use]
    pub fn lifetime(&self) -> Duration {
        self.lifetime
    }

    /// Waits until the person has given access, and gets the token. The service is asked as often as it allows.
    ///
    /// # Errors
    ///
    /// It fails with [`Error::Api`] if the person refuses (`access_denied`), and with that or [`Error::Build`] if the code
    /// expires before.
    pub async fn wait(&self) -> Result<Token, Error> {
        let mut interval = self.interval;
        loop {
            let next = Instant::now().checked_add(interval);
            if self
                .end
                .is_some_and(|end| next.is_none_or(|next| next >= end))
            {
                let why = "the code has expired before anybody entered it: begin again";
                return Err(BuildError::new(why).into());
            }
            sleep(interval).await;
            match self.ask().await {
                Ok(token) => return Ok(token),
                Err(error) => match told(&error) {
                    Told::Wait => {}
                    Told::SlowDown => interval += STEP,
                    Told::Nothing => interval = interval.saturating_mul(2).max(STEP),
                    Told::No => return Err(error),
                },
            }
        }
    }

    /// Does what [`wait`](Self::wait) does, and blocks the thread meanwhile.
    ///
    /// # Errors
    ///
    /// It fails where [`wait`](Self::wait) fails.
    #[cfg(feature = "blocking")]
    pub fn wait_blocking(&self) -> Result<Token, Error> {
        crate::runtime::transport::blocking::wait(self.wait())?
    }

    async fn ask(&self) -> Result<Token, Error> {
        let form = Form::grant(GRANT).with("device_code", self.device_code.expose());
        let secrets = vec![self.device_code.clone()];
        let request = AuthRequest::for_token(&self.application, form, secrets);
        request.token_of(&self.client).await
    }
}

/// What the service says while nobody has given access (RFC 8628, section 3.5).
enum Told {
    Wait,
    SlowDown,
    /// Nothing: it was not reached.
    Nothing,
    No,
}

fn told(error: &Error) -> Told {
    match error {
        Error::Api(error) => {
            let body: Option<Value> = serde_json::from_slice(&error.bytes).ok();
            match body.as_ref().and_then(|body| body.get("error")?.as_str()) {
                Some("authorization_pending") => Told::Wait,
                Some("slow_down") => Told::SlowDown,
                _ => Told::No,
            }
        }
        Error::Transport(_) => Told::Nothing,
        _ => Told::No,
    }
}

impl fmt::Debug for DeviceAuthorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceAuthorization")
            .field("verification_uri", &self.verification_uri)
            .field("interval", &self.interval)
            .field("lifetime", &self.lifetime)
            .finish_non_exhaustive()
    }
}
