//! What the crate offers for the tests of those who use it.

use openai_invites::test_util::{Answer, TestService};
use openai_invites::types::{Invite, InviteListResponse, InviteRole, InviteStatus};
use openai_invites::{Client, Error, UnixTime};

/// Something that a user of the crate has written, and wants to test.
async fn pending(client: &Client) -> Result<Vec<String>, Error> {
    let mut emails = Vec::new();
    let mut invites = client.list_invites().items();
    while let Some(invite) = invites.try_next().await? {
        if invite.status == InviteStatus::Pending {
            emails.push(invite.email);
        }
    }
    Ok(emails)
}

fn invite(email: &str, status: InviteStatus) -> Invite {
    let created_at = UnixTime::from_seconds(1_711_471_533);
    let invite = Invite::new(
        "invite-1",
        email,
        InviteRole::Reader,
        status,
        created_at,
        vec![],
    );
    invite.expires_at(UnixTime::from_seconds(1_712_076_333))
}

#[tokio::test]
async fn answers_are_made_of_the_types() {
    let data = vec![
        invite("a@example.com", InviteStatus::Pending),
        invite("b@example.com", InviteStatus::Accepted),
    ];
    let page = InviteListResponse::new(data, false);
    let service = TestService::new().answer(Answer::json(200, &page));
    let client = service.client().expect("a client");
    let emails = pending(&client).await.expect("a page");
    assert_eq!(emails, ["a@example.com"]);
    assert_eq!(service.requests()[0].path(), "/organization/invites");
}
