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
    for value in ["1@evil.test", "1/", "1?", "1#", "1\\", "x", "-1", "1:2"] {
        let found = url(on(REGIONAL).variable("port", value), None);
        let port = "the variable `port` of the server's URL is a port, in digits";
        assert_eq!(found, port, "{value}");
    }
    for value in ["a?b=c", "a#b", "a\\b", "a\tb"] {
        let found = url(on(REGIONAL).variable("base", value), None);
        assert!(found.contains("without `.` and `..`, query"), "{found}");
    }
}

const FREE: Server = Server::with_variables(
    "{proto}://{tenant}.{region}.example.com/{base}/{more}.{ext}",
    &[
        Variable::new("proto", "https", &[]),
        Variable::new("tenant", "t", &[]),
        Variable::new("region", "eu", &[]),
        Variable::new("base", "v1", &[]),
        Variable::new("more", "api", &[]),
        Variable::new("ext", "json", &[]),
    ],
);

#[test]
fn a_variable_is_no_more_than_the_part_that_it_stands_for() {
    assert_eq!(
        url(on(FREE), None),
        "https://t.eu.example.com/v1/api.json/x"
    );
    for (name, values) in [
        (
            "proto",
            &[
                "https://evil.test/",
                "http://evil.test",
                "ftp",
                "https:",
                "",
            ][..],
        ),
        (
            "tenant",
            &[
                "evil.test/",
                "evil.test:1",
                "a@b",
                "a%2fb",
                "a b",
                "[::1]",
                "",
            ],
        ),
        (
            "base",
            &[
                "..",
                "../../admin",
                "a/..",
                "%2e%2e",
                "%252e%252e/a",
                "a?b",
                ".\t.",
            ],
        ),
    ] {
        for value in values {
            let found = url(on(FREE).variable(name, *value), None);
            let start = format!("the variable `{name}` of the server's URL");
            assert!(found.starts_with(&start), "{value}: {found}");
        }
    }
    let together = on(FREE).variable("more", "").variable("ext", "");
    assert_eq!(
        url(together, None),
        "the variables of the server's URL make `.` or `..` a part of its path"
    );
}

#[test]
fn a_value_holds_no_variable() {
    let nested = on(FREE)
        .variable("base", "{more}")
        .variable("more", "{base}");
    assert_eq!(
        url(nested, None),
        "https://t.eu.example.com/%7Bmore%7D/%7Bbase%7D.json/x"
    );
    let host = url(on(FREE).variable("tenant", "{base}"), None);
    assert!(host.contains("a part of the host's name"), "{host}");
}

#[test]
fn a_host_may_bring_its_port() {
    const HOST: Server =
        Server::with_variables("https://{host}/v1", &[Variable::new("host", "a.test", &[])]);
    for host in [
        "b.test",
        "b.test:8443",
        "127.0.0.1:8443",
        "[::1]:8443",
        "[::1]",
    ] {
        let found = url(on(HOST).variable("host", host), None);
        assert_eq!(found, format!("https://{host}/v1/x"));
    }
    for host in [
        "a:b@c.test",
        "c.test:",
        "c.test:1:2",
        "c.test/a",
        "[::1",
        "c.test:8443/a",
    ] {
        let found = url(on(HOST).variable("host", host), None);
        assert!(
            found.contains("a part of the host's name"),
            "{host}: {found}"
        );
    }
}

/// A path that is a variable brings the slash that ends the host.
#[test]
fn a_path_may_follow_the_host_in_a_variable() {
    const JOINED: Server = Server::with_variables(
        "{proto}://{host}{base}",
        &[
            Variable::new("proto", "https", &[]),
            Variable::new("host", "localhost:8448", &[]),
            Variable::new("base", "/v2/", &[]),
        ],
    );
    assert_eq!(url(on(JOINED), None), "https://localhost:8448/v2/x");
    let other = on(JOINED).variable("host", "eu.test").variable("base", "");
    assert_eq!(url(other, None), "https://eu.test/x");
    for value in [".evil.test", "@evil.test", "1", "/../", "/a?b"] {
        let found = url(on(JOINED).variable("base", value), None);
        assert!(
            found.contains("`base` of the server's URL is a path"),
            "{value}: {found}"
        );
    }
    for value in ["a/b", "a@b", "a:b", "a?"] {
        let found = url(on(JOINED).variable("host", value), None);
        assert!(found.contains("a part of the host's name"), "{found}");
    }
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

#[test]
fn a_relative_server_stays_on_its_host() {
    const RELATIVE: Server = Server::with_variables(
        "/{base}/{more}",
        &[
            Variable::new("base", "a", &[]),
            Variable::new("more", "", &[]),
        ],
    );
    let at = |base: &str| url(on(REGIONAL).variable("base", base), Some(RELATIVE));
    assert_eq!(at("b"), "https://eu.example.com:8443/b/x");
    assert_eq!(at("/evil.test"), "https://eu.example.com:8443//evil.test/x");
    assert!(at("..").contains("a part of the path"), "{}", at(".."));
}
