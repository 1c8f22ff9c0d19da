//! Invites: the operations with the tag `Invites`.

use crate::client::ADMIN_API_KEY_AUTH;
use crate::error_body::ErrorBody;
use crate::runtime::{
    Call, Client, Cursor, Error, Items, Method, Operation, Pages, Reply, Status, request,
};
use crate::types::{Invite, InviteDeleteResponse, InviteListResponse, InviteRequest};

impl Client {
    /// Lists the invites of the organization.
    ///
    /// `GET /organization/invites`
    pub fn list_invites(&self) -> ListInvites {
        ListInvites {
            call: self.call(&LIST_INVITES),
        }
    }

    /// Invites a user to the organization.
    ///
    /// `POST /organization/invites`
    pub fn invite_user(&self, body: InviteRequest) -> InviteUser {
        InviteUser {
            call: self.call(&INVITE_USER).json(body),
        }
    }

    /// Retrieves an invite.
    ///
    /// `GET /organization/invites/{invite_id}`
    pub fn retrieve_invite(&self, invite_id: impl Into<String>) -> RetrieveInvite {
        RetrieveInvite {
            call: self
                .call(&RETRIEVE_INVITE)
                .path("invite_id", invite_id.into()),
        }
    }

    /// Deletes an invite.
    ///
    /// `DELETE /organization/invites/{invite_id}`
    pub fn delete_invite(&self, invite_id: impl Into<String>) -> DeleteInvite {
        DeleteInvite {
            call: self
                .call(&DELETE_INVITE)
                .path("invite_id", invite_id.into()),
        }
    }
}

/// A request made by [`Client::list_invites`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before it is awaited"]
pub struct ListInvites {
    call: Call,
}

static LIST_INVITES: Operation = Operation {
    id: "list-invites",
    method: Method::GET,
    path: "/organization/invites",
    accept: Some("application/json"),
    security: &[&[&ADMIN_API_KEY_AUTH]],
    errors: &[(Status::Default, ErrorBody::error_response)],
    ..Operation::DEFAULT
};

request!(ListInvites -> InviteListResponse, Reply::json);

impl ListInvites {
    /// Sends the request and returns the body of the response.
    ///
    /// # Errors
    ///
    /// See [`Error`] for what may go wrong.
    #[inline]
    pub fn send(self) -> impl Future<Output = Result<InviteListResponse, Error>> {
        self.call.send(Reply::json)
    }

    /// How many invites a page holds, 1 to 100.
    pub fn limit(mut self, limit: i64) -> Self {
        self.call = self.call.query("limit", limit);
        self
    }

    /// The id of the last invite of the page before.
    pub fn after(mut self, after: impl Into<String>) -> Self {
        self.call = self.call.query("after", after.into());
        self
    }

    /// Returns a stream of the pages; each is requested when the one before it has been read.
    pub fn pages(self) -> Pages<InviteListResponse> {
        Pages::by_cursor(self.call, "after", Reply::json, |page| {
            Cursor::new(&page.last_id).more(page.has_more, page.data.len())
        })
    }

    /// Returns a stream of the items of all pages.
    pub fn items(self) -> Items<InviteListResponse, Invite> {
        self.pages().items(|page| page.data)
    }
}

/// A request made by [`Client::invite_user`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before it is awaited"]
pub struct InviteUser {
    call: Call,
}

static INVITE_USER: Operation = Operation {
    id: "inviteUser",
    method: Method::POST,
    path: "/organization/invites",
    accept: Some("application/json"),
    security: &[&[&ADMIN_API_KEY_AUTH]],
    errors: &[(Status::Default, ErrorBody::error_response)],
    ..Operation::DEFAULT
};

request!(InviteUser -> Invite, Reply::json);

impl InviteUser {
    /// Sends the request and returns the body of the response.
    ///
    /// # Errors
    ///
    /// See [`Error`] for what may go wrong.
    #[inline]
    pub fn send(self) -> impl Future<Output = Result<Invite, Error>> {
        self.call.send(Reply::json)
    }
}

/// A request made by [`Client::retrieve_invite`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before it is awaited"]
pub struct RetrieveInvite {
    call: Call,
}

static RETRIEVE_INVITE: Operation = Operation {
    id: "retrieve-invite",
    method: Method::GET,
    path: "/organization/invites/{invite_id}",
    accept: Some("application/json"),
    security: &[&[&ADMIN_API_KEY_AUTH]],
    errors: &[(Status::Default, ErrorBody::error_response)],
    ..Operation::DEFAULT
};

request!(RetrieveInvite -> Invite, Reply::json);

impl RetrieveInvite {
    /// Sends the request and returns the body of the response.
    ///
    /// # Errors
    ///
    /// See [`Error`] for what may go wrong.
    #[inline]
    pub fn send(self) -> impl Future<Output = Result<Invite, Error>> {
        self.call.send(Reply::json)
    }
}

/// A request made by [`Client::delete_invite`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before it is awaited"]
pub struct DeleteInvite {
    call: Call,
}

static DELETE_INVITE: Operation = Operation {
    id: "delete-invite",
    method: Method::DELETE,
    path: "/organization/invites/{invite_id}",
    accept: Some("application/json"),
    security: &[&[&ADMIN_API_KEY_AUTH]],
    errors: &[(Status::Default, ErrorBody::error_response)],
    ..Operation::DEFAULT
};

request!(DeleteInvite -> InviteDeleteResponse, Reply::json);

impl DeleteInvite {
    /// Sends the request and returns the body of the response.
    ///
    /// # Errors
    ///
    /// See [`Error`] for what may go wrong.
    #[inline]
    pub fn send(self) -> impl Future<Output = Result<InviteDeleteResponse, Error>> {
        self.call.send(Reply::json)
    }
}
