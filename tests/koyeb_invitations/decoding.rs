//! What an invitation and a page may look like on the wire.

use koyeb_invitations::types::{
    ListOrganizationInvitationsReply, OrganizationInvitation, OrganizationStatus, Plan,
    UserRoleRole,
};
use serde_json::Value;

use crate::INVITATION;

#[test]
fn a_full_invitation_comes_back_as_it_was() {
    let invitation: OrganizationInvitation =
        serde_json::from_str(INVITATION).expect("an invitation");
    let organization = invitation.organization.clone().expect("an organization");
    assert_eq!(organization.plan, Some(Plan::Hobby23));
    assert_eq!(organization.status, Some(OrganizationStatus::Active));
    assert_eq!(invitation.role, Some(UserRoleRole::Owner));
    assert_eq!(invitation.invitee, None);
    let written: Value = serde_json::to_value(&invitation).expect("JSON");
    assert_eq!(
        written,
        serde_json::from_str::<Value>(INVITATION).expect("JSON")
    );
}

#[test]
fn new_values_of_enums_are_kept() {
    let text = INVITATION.replace("hobby23", "hobby99");
    let invitation: OrganizationInvitation = serde_json::from_str(&text).expect("an invitation");
    let plan = invitation
        .organization
        .clone()
        .and_then(|organization| organization.plan);
    assert_eq!(plan, Some(Plan::Unknown("hobby99".to_owned())));
    assert!(
        serde_json::to_string(&invitation)
            .expect("JSON")
            .contains("hobby99")
    );
}

#[test]
fn numbers_of_64_bits_may_come_as_text() {
    let text = r#"{"limit": "10", "offset": "0", "count": "9007199254740993"}"#;
    let page: ListOrganizationInvitationsReply = serde_json::from_str(text).expect("a page");
    assert_eq!(
        (page.limit, page.offset, page.count),
        (Some(10), Some(0), Some(9_007_199_254_740_993))
    );
    let text = r#"{"limit": 10, "offset": 0, "count": 9007199254740993}"#;
    assert_eq!(
        serde_json::from_str::<ListOrganizationInvitationsReply>(text).expect("a page"),
        page
    );
}

#[test]
fn nothing_is_required() {
    let invitation: OrganizationInvitation = serde_json::from_str("{}").expect("an invitation");
    assert_eq!(serde_json::to_string(&invitation).expect("JSON"), "{}");
}
