//! Servers, the variables in their URLs, and the choice between them.

use crate::runtime::testing::target;
use crate::runtime::{Server, Variable};
use crate::{Client, ClientBuilder};

const REGIONAL: Server = Server::with_variables(
    "https://{region}.example.com:{port}/{base}",
    &[
        Variable::new("region", "eu", &["eu", "us"]),
        Variable::new("port", "8443", &[]),
        Variable::new("base", "", &[]),
    ],
);

const ANYWHERE: Server = Server::with_variables(
    "{endpoint}/v/{version}",
    &[
        Variable::new("endpoint", "", &[]),
        Variable::new("version", "v1", &["v1", "v2"]),
    ],
);

/// The URL that a call goes to, or why there is none.
fn url(builder: ClientBuilder, own: Option<Server>) -> String {
    match builder.build() {
        Ok(client) => target(&client, own),
        Err(error) => error.to_string(),
    }
}

fn on(server: Server) -> ClientBuilder {
    Client::builder().server(server)
}

#[test]
fn variables_have_the_described_values_unless_others_are_given() {
    assert_eq!(url(on(REGIONAL), None), "https://eu.example.com:8443/x");
    let other = on(REGIONAL)
        .variable("region", "eu")
        .variable("region", "us")
        .variable("port", "443")
        .variable("base", "v2/");
    assert_eq!(url(other, None), "https://us.example.com/v2/x");
    let anywhere = on(ANYWHERE).variable("endpoint", "http://localhost:3000");
    assert_eq!(url(anywhere, None), "http://localhost:3000/v/v1/x");
}

#[test]
fn values_that_make_no_sense_are_refused() {
    let region = "the variable `region` of the server's URL is one of `eu`, `us`";
    assert_eq!(url(on(REGIONAL).variable("region", "asia"), None), region);
    let endpoint = "the variable `endpoint` of the server's URL has to be given";
    assert_eq!(url(on(ANYWHERE), None), endpoint);
    assert!(
        url(on(REGIONAL).variable("port", ""), None)
            .contains("`port` of the server's URL has to be given")
    );
    for value in ["1@evil.test", "1/", "1?", "1#", "1\\"] {
        let found = url(on(REGIONAL).variable("port", value), None);
        let port = "the variable `port` of the server's URL is a part of the host's name";
        assert_eq!(found, port, "{value}");
    }
    let found = url(on(REGIONAL).variable("base", "a?b=c"), None);
    assert!(found.contains("without query and fragment"), "{found}");
}

#[test]
fn operations_may_have_servers_of_their_own() {
    const OWN: Server = Server::with_variables(
        "https://{region}.other.example",
        &[Variable::new("region", "eu", &[])],
    );
    let client = || on(REGIONAL).variable("region", "us");
    assert_eq!(url(client(), Some(OWN)), "https://us.other.example/x");
    let relative = Server::new("/beta");
    let beside = "https://us.example.com:8443/beta/x";
    assert_eq!(url(client(), Some(relative)), beside);
    let whole = client().base_url("http://localhost:1/proxy/");
    assert_eq!(url(whole, Some(OWN)), "http://localhost:1/proxy/x");
}
