//! Signing in on another device: the device flow (RFC 8628).

use clap::{Arg, ArgMatches};
use client::untyped::{self, FlowUrls};
use client::{DeviceCode as Settings, Token, TokenSource};

use super::{Application, Asked, Flow, SigningIn, refused, say};
use crate::cli::problem::Problem;

/// The flow, by its URLs.
pub(crate) struct DeviceCode(pub(crate) FlowUrls);

impl Flow for DeviceCode {
    fn name(&self) -> &'static str {
        "device-code"
    }

    fn options(&self) -> Vec<Arg> {
        Vec::new()
    }

    fn sign_in<'a>(&'a self, asked: &'a Asked, _: &'a ArgMatches) -> SigningIn<'a> {
        Box::pin(self.ask(asked))
    }

    fn source(&self, application: &Application, token: Token) -> TokenSource {
        self.settings(application).source(token)
    }
}

impl DeviceCode {
    fn settings(&self, application: &Application) -> Settings {
        let mut flow = untyped::device_code(self.0, &application.id);
        if let Some(secret) = &application.secret {
            flow = flow.client_secret(secret.as_str());
        }
        for scope in &application.scopes {
            flow = flow.scope(scope);
        }
        for (name, value) in &application.params {
            flow = flow.param(name, value);
        }
        flow
    }

    async fn ask(&self, asked: &Asked) -> Result<Token, Problem> {
        let request = self
            .settings(&asked.application)
            .begin(&asked.client)
            .await?;
        say(&format!(
            "Open {} on any device, and enter the code {}",
            request.verification_uri(),
            request.user_code()
        ));
        if let Some(complete) = request.verification_uri_complete() {
            say(&format!("This URL holds the code: {complete}"));
        }
        say("Waiting for you to give access; Ctrl-C ends it.");
        request.wait().await.map_err(refused)
    }
}
