//! Successes of which the description says nothing: no value of another status's type is made of them.

use super::invites::request as invite;
use super::server::{Server, answer};
use crate::runtime::{Call, Error, Operation, Reply, Status};

static GET: Operation = Operation {
    path: "/a",
    responses: &[Status::Code(200), Status::Code(204), Status::Range(4)],
    ..Operation::DEFAULT
};

#[derive(Debug)]
struct GetA {
    call: Call,
}

impl GetA {
    fn send(self) -> impl Future<Output = Result<Option<Vec<i64>>, Error>> {
        self.call.send(Reply::json_or_none)
    }
}

#[tokio::test]
async fn another_success_is_an_error_that_has_its_body() {
    let body = r#"{"object":"list","data":[],"has_more":false}"#;
    let server = Server::start(vec![answer(201, &[], body)]);
    let error = server.client().list_invites().send().await;
    let error = error.expect_err("201 is not described");
    assert!(
        error
            .to_string()
            .contains("no response of the status 201 is described"),
        "{error:?}"
    );
    assert_eq!(error.status(), Some(201));
    let raw = server.client().list_invites().raw().await;
    assert_eq!(raw.expect("bytes are of no type").body(), body);
    let invite = server.client().invite_user(invite()).send().await;
    assert_eq!(
        invite.expect_err("so are other methods").status(),
        Some(201)
    );
}

#[tokio::test]
async fn a_success_without_a_body_is_not_one_of_another_status() {
    let get = |server: &Server| GetA {
        call: server.client().call(&GET),
    };
    let server = Server::start(vec![
        answer(204, &[], ""),
        answer(202, &[], ""),
        answer(202, &[], "[1]"),
    ]);
    assert_eq!(get(&server).send().await.expect("204"), None);
    for _ in 0..2 {
        let error = get(&server).send().await.expect_err("202");
        assert!(error.to_string().contains("the status 202"), "{error:?}");
    }
}
