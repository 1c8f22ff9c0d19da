//! Signing in in a browser: the authorization code flow (RFC 6749, section 4.1) of a native application (RFC 8252), with PKCE.

use clap::{Arg, ArgAction, ArgMatches};
use client::untyped::{self, FlowUrls};
use client::{AuthorizationCode as Settings, AuthorizationRequest, Token, TokenSource};

use super::redirect::Redirect;
use super::{Application, Asked, Flow, SigningIn, option, refused, say};
use crate::cli::output::note;
use crate::cli::problem::Problem;

/// The redirect URI of somebody who copies it out of the browser.
const COPIED: &str = "http://127.0.0.1/callback";

/// The flow, by its URLs.
pub(crate) struct AuthorizationCode(pub(crate) FlowUrls);

impl Flow for AuthorizationCode {
    fn name(&self) -> &'static str {
        "authorization-code"
    }

    fn options(&self) -> Vec<Arg> {
        vec![
            Arg::new("no-browser")
                .long("no-browser")
                .help_heading("OAuth 2.0")
                .action(ArgAction::SetTrue)
                .help("Opens no browser: takes the URL at which the browser ends, which is pasted"),
            option("redirect-uri", "URI").help(
                "Where the browser comes back to, as the service knows it [default: a free port of this machine]",
            ),
        ]
    }

    fn sign_in<'a>(&'a self, asked: &'a Asked, options: &'a ArgMatches) -> SigningIn<'a> {
        Box::pin(self.ask(asked, options))
    }

    fn source(&self, application: &Application, token: Token) -> TokenSource {
        self.settings(application, COPIED).source(token)
    }
}

impl AuthorizationCode {
    fn settings(&self, application: &Application, redirect_uri: &str) -> Settings {
        let mut flow = untyped::authorization_code(self.0, &application.id, redirect_uri);
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

    async fn ask(&self, asked: &Asked, options: &ArgMatches) -> Result<Token, Problem> {
        let wanted = options.get_one::<String>("redirect-uri");
        let wanted = wanted.map(String::as_str);
        let begun = |redirect_uri: &str| {
            let settings = self.settings(&asked.application, redirect_uri);
            settings.begin(&asked.client)
        };
        if options.get_flag("no-browser") {
            let request = begun(wanted.unwrap_or(COPIED))?;
            return copied(&request).await;
        }
        let redirect = Redirect::listen(wanted).await?;
        let request = begun(redirect.uri())?;
        say(&format!(
            "Open this URL in a browser, where it has not been opened:\n\n  {}\n\nWaiting for you to come back; Ctrl-C ends it.",
            request.url()
        ));
        if let Err(error) = open::that_detached(request.url()) {
            note(&format!("no browser could be opened: {error}"));
        }
        redirect.wait(&request).await
    }
}

/// Lets the person copy the URL to which the browser was sent.
async fn copied(request: &AuthorizationRequest) -> Result<Token, Problem> {
    say(&format!(
        "Open this URL in a browser:\n\n  {}\n\nThen copy the URL to which the browser was sent in the end, and paste it here:",
        request.url()
    ));
    // On a thread of its own, so that an interruption is heard meanwhile.
    let line = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line).map(|_| line)
    });
    let line = line.await.map_err(Problem::local)??;
    if line.trim().is_empty() {
        return Err(Problem::Credentials(
            "no URL came: nobody has signed in".to_owned(),
        ));
    }
    request.finish(line.trim()).await.map_err(refused)
}
