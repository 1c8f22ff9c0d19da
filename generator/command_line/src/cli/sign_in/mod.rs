//! Signing in by OAuth 2.0 (RFC 6749): `auth login` in a browser or on another device, and the tokens that come of it.

pub(crate) mod authorization_code;
pub(crate) mod device_code;
mod redirect;
mod session;

use std::io::Write;
use std::pin::Pin;

use clap::{Arg, ArgAction, ArgMatches};
use client::untyped::{self, Scheme};
use client::{Client, ClientBuilder, Error, Token, TokenSource};

use self::session::Session;
use super::config::{self, Profile};
use super::credentials::{self, Held};
use super::interrupt::unless_interrupted;
use super::model::{Program, SignIn};
use super::output::{for_people, note};
use super::problem::Problem;

/// The flows of an API, each with its scheme. Those of a scheme stand in the order in which they are preferred.
pub(crate) struct Flows(pub(crate) &'static [(&'static Scheme, &'static dyn Flow)]);

/// A flow in which a person signs in.
pub(crate) trait Flow: Sync {
    /// Its name, by which `--flow` chooses it.
    fn name(&self) -> &'static str;

    /// What it takes beside what every flow does.
    fn options(&self) -> Vec<Arg>;

    /// Lets a person sign in, as these options say.
    fn sign_in<'a>(&'a self, asked: &'a Asked, options: &'a ArgMatches) -> SigningIn<'a>;

    /// The source of tokens that begins with this one.
    fn source(&self, application: &Application, token: Token) -> TokenSource;
}

/// What signing in comes to.
pub(crate) type SigningIn<'a> = Pin<Box<dyn Future<Output = Result<Token, Problem>> + 'a>>;

/// What a person is asked for.
pub(crate) struct Asked {
    client: Client,
    application: Application,
}

/// The application that asks for access, which OAuth 2.0 calls the client, and what it asks for.
#[derive(Default)]
pub(crate) struct Application {
    id: String,
    secret: Option<String>,
    scopes: Vec<String>,
    params: Vec<(String, String)>,
}

impl SignIn for Flows {
    fn is_for(&self, scheme: &Scheme) -> bool {
        self.of(scheme).next().is_some()
    }

    fn options(&self, program: &Program, login: clap::Command) -> clap::Command {
        let variable = config::variable(program);
        let mut names: Vec<&str> = Vec::new();
        let mut own: Vec<Arg> = Vec::new();
        for (_, flow) in self.0 {
            if !names.contains(&flow.name()) {
                names.push(flow.name());
                own.extend(flow.options());
            }
        }
        login
            .arg(
                option("client-id", "ID").help(format!(
                    "The ID of your application, as the service knows it; {variable}_CLIENT_ID says it too. A secret that it has \
                     comes from {variable}_CLIENT_SECRET alone"
                )),
            )
            .arg(
                option("scope", "SCOPE")
                    .action(ArgAction::Append)
                    .help("A scope to ask for; without any the service decides [repeatable]"),
            )
            .arg(
                option("param", "NAME=VALUE")
                    .action(ArgAction::Append)
                    .value_parser(pair)
                    .help("A parameter of the service's own, such as `audience` [repeatable]"),
            )
            .arg(
                option("flow", "FLOW")
                    .value_parser(names)
                    .help("How to sign in, where the API has several ways"),
            )
            .args(own)
    }

    fn login(
        &self,
        program: &'static Program,
        scheme: &Scheme,
        profile: &Profile,
        matches: &ArgMatches,
    ) -> Result<String, Problem> {
        let flow = self.chosen(scheme, matches)?;
        let application = application(program, matches)?;
        let mut builder =
            Client::builder().user_agent(format!("{}/{}", program.name, program.version));
        if let Some(server) = &profile.server {
            builder = builder.base_url(server);
        }
        let asked = Asked {
            client: builder.build()?,
            application,
        };
        let token = unless_interrupted(flow.sign_in(&asked, matches))?;
        Ok(Session::new(flow.name(), &asked.application, &token).text())
    }

    fn is_usable(&self, session: &str) -> bool {
        Session::read(session).is_some_and(|session| session.is_usable())
    }

    fn give(
        &self,
        builder: ClientBuilder,
        program: &'static Program,
        scheme: &'static Scheme,
        profile: &Profile,
        session: &str,
    ) -> ClientBuilder {
        let Some(session) = Session::read(session) else {
            return builder;
        };
        let flow = self.of(scheme).find(|flow| flow.name() == session.flow);
        let Some(flow) = flow.filter(|_| session.refresh_token.is_some()) else {
            return untyped::credential(builder, scheme, &session.access_token);
        };
        let source = flow.source(&session.application(), session.token());
        let profile = profile.clone();
        let source = source.on_refresh(move |token| {
            let renewed = session.renewed(token).text();
            if let Err(problem) = credentials::store(program, &profile, scheme, &Held::Session(renewed))
            {
                note(&format!(
                    "the new token cannot be stored, so that you will have to sign in again: {problem}"
                ));
            }
        });
        untyped::credential_source(builder, scheme, source)
    }
}

impl Flows {
    /// The flows of a scheme.
    fn of(&self, scheme: &Scheme) -> impl Iterator<Item = &'static dyn Flow> {
        let name = scheme.name;
        let flows = self.0.iter().filter(move |(of, _)| of.name == name);
        flows.map(|(_, flow)| *flow)
    }

    /// The flow that is named, or else the first.
    fn chosen(&self, scheme: &Scheme, matches: &ArgMatches) -> Result<&'static dyn Flow, Problem> {
        let wanted = matches.get_one::<String>("flow");
        let found = self
            .of(scheme)
            .find(|flow| wanted.is_none_or(|wanted| flow.name() == wanted));
        found.ok_or_else(|| {
            let names: Vec<&str> = self.of(scheme).map(Flow::name).collect();
            Problem::usage(format!(
                "{} has no such flow; it has {}",
                scheme.name,
                names.join(", ")
            ))
        })
    }
}

/// The application that asks. Its secret never stands on a command line.
fn application(program: &Program, matches: &ArgMatches) -> Result<Application, Problem> {
    let variable = config::variable(program);
    let of_environment = |name: &str| {
        let value = std::env::var(format!("{variable}_{name}"));
        value.ok().filter(|value| !value.is_empty())
    };
    let id = matches.get_one::<String>("client-id").cloned();
    let id = id.or_else(|| of_environment("CLIENT_ID")).ok_or_else(|| {
        Problem::usage(format!(
            "auth login needs the ID of your application, as the service knows it\n  --client-id ID, or set {variable}_CLIENT_ID\n  \
             or store a token that you have: {} auth login --token-file FILE",
            program.name
        ))
    })?;
    let params = matches.get_many::<(String, String)>("param");
    let scopes = matches.get_many("scope");
    Ok(Application {
        id,
        secret: of_environment("CLIENT_SECRET"),
        scopes: scopes.into_iter().flatten().cloned().collect(),
        params: params.into_iter().flatten().cloned().collect(),
    })
}

fn pair(text: &str) -> Result<(String, String), &'static str> {
    let pair = text.split_once('=').filter(|(name, _)| !name.is_empty());
    pair.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .ok_or("expected NAME=VALUE")
}

fn option(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .help_heading("OAuth 2.0")
}

/// The problem of a person who comes back without access.
pub(super) fn refused(error: Error) -> Problem {
    match Problem::from(error) {
        Problem::Usage(why) => Problem::Credentials(why),
        other => other,
    }
}

/// Says something to whoever signs in, beside the output.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{}", for_people(text));
}
