//! The program over a description like that of Docker.

use clientwright_program_tests::{containers, docker};
use clientwright_tests::{Answer, Server};
use serde_json::json;

use crate::body;

#[tokio::test]
async fn runs() {
    let server = Server::script([
        Answer::json(201, "{\"Id\":\"abc\",\"Warnings\":[]}"),
        Answer::status(204),
        Answer::status(200)
            .header("content-type", "application/vnd.docker.raw-stream")
            .body("hello\n"),
        Answer::json(
            200,
            "[{\"Id\":\"abc\",\"State\":\"running\"},{\"Id\":\"d\",\"State\":\"exited\"}]",
        ),
    ]);
    let client = docker::Client::builder()
        .base_url(server.url())
        .build()
        .unwrap();
    assert_eq!(containers::run(&client).await.unwrap(), "abc");
    assert_eq!(containers::logs(&client, "abc").await.unwrap(), "hello\n");
    assert_eq!(containers::running(&client).await.unwrap(), ["abc"]);
    let first = body(&server.requests()[0]);
    assert_eq!(
        first["HostConfig"]["PortBindings"],
        json!({"80/tcp":[{"HostPort":"8080"}]})
    );
    assert_eq!(first["ExposedPorts"], json!({"80/tcp":{}}));
    assert_eq!(
        first["NetworkingConfig"],
        json!({"EndpointsConfig":{"web":{"Aliases":["front"]}}})
    );
}
