//! The program over a description like that of Kubernetes.

use clientwright_program_tests::{cluster, kubernetes};
use clientwright_tests::{Answer, Server};
use serde_json::json;

use crate::body;

#[tokio::test]
async fn runs() {
    let server = Server::script([
        Answer::json(201, "{\"metadata\":{\"name\":\"web\"}}"),
        Answer::json(
            200,
            "{\"items\":[{\"metadata\":{\"name\":\"a\"}}],\"metadata\":{\"continue\":\"n\"}}",
        ),
        Answer::json(
            200,
            "{\"items\":[{\"metadata\":{\"name\":\"b\"}}],\"metadata\":{}}",
        ),
        Answer::json(
            200,
            "{\"spec\":{\"replicas\":5,\"selector\":{},\"template\":{}}}",
        ),
        Answer::json(
            200,
            "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Deployment\"}}\n{\"type\":\"DELETED\",\"object\":{\"kind\":\"Deployment\"}}\n",
        ),
    ]);
    let client = kubernetes::Client::builder()
        .base_url(server.url())
        .bearer_token("k")
        .build()
        .unwrap();
    assert_eq!(
        cluster::deploy(&client).await.unwrap().as_deref(),
        Some("web")
    );
    assert_eq!(cluster::names(&client).await.unwrap(), ["a", "b"]);
    assert_eq!(cluster::scale(&client).await.unwrap(), Some(5));
    assert_eq!(
        cluster::watch(&client).await.unwrap(),
        ["ADDED \"Deployment\"", "DELETED \"Deployment\""]
    );
    let sent = server.requests();
    assert_eq!(
        body(&sent[0])["spec"]["template"]["spec"]["containers"][0]["args"],
        json!(["-g", "daemon off;"])
    );
    assert_eq!(
        sent[3].header("content-type"),
        Some("application/strategic-merge-patch+json")
    );
    assert_eq!(
        sent[4].line(),
        "GET /apis/apps/v1/namespaces/default/deployments?watch=true"
    );
}
