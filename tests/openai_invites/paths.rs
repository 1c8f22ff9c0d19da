//! A path parameter is exactly one segment, or an error before anything is sent.

use clientwright_tests::{Answer, Server};
use openai_invites::Error;

use crate::client;

const DELETED: &str = r#"{"object": "organization.invite.deleted", "id": "a", "deleted": true}"#;

#[tokio::test]
async fn what_would_leave_the_path_is_refused() {
    let server = Server::start(|_| Answer::json(200, DELETED));
    let client = client(&server);
    for id in ["", ".", "..", "%2e", "%2E", "%2e%2e", ".%2E", "%2E."] {
        let error = client.delete_invite(id).send().await.expect_err("an error");
        assert!(matches!(error, Error::Build(_)), "`{id}`: {error:?}");
        assert!(error.to_string().contains("invite_id"), "`{id}`: {error}");
    }
    assert!(server.requests().is_empty(), "{:?}", server.requests());
}

#[tokio::test]
async fn everything_else_is_one_encoded_segment() {
    let cases = [
        ("invite-abc", "invite-abc"),
        ("...", "..."),
        ("a/b", "a%2Fb"),
        ("../invites", "..%2Finvites"),
        ("a\\b", "a%5Cb"),
        ("?x", "%3Fx"),
        ("#x", "%23x"),
        ("a b", "a%20b"),
        ("a\nb", "a%0Ab"),
        ("a\r\nx: y", "a%0D%0Ax%3A%20y"),
        ("ä/名", "%C3%A4%2F%E5%90%8D"),
        ("100%", "100%25"),
        ("%2F", "%252F"),
        ("a;b=c", "a%3Bb%3Dc"),
    ];
    for (id, segment) in cases {
        let server = Server::script([Answer::json(200, DELETED)]);
        client(&server)
            .delete_invite(id)
            .send()
            .await
            .expect("a response");
        assert_eq!(
            server.request().line(),
            format!("DELETE /organization/invites/{segment}"),
            "`{id}`"
        );
    }
}
