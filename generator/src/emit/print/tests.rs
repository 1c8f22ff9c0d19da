//! What is printed is what rustfmt would make of it.

use std::io::Write;
use std::process::{Command, Stdio};

use proc_macro2::TokenStream;
use quote::quote;

use super::items;

/// Asserts that items are printed in this way, and that rustfmt, where it is there, would print them so.
#[track_caller]
fn prints(tokens: TokenStream, expected: &str) {
    let text = items(tokens).join("\n\n") + "\n";
    assert_eq!(text, expected.trim_start());
    if let Some(formatted) = rustfmt(&text) {
        assert_eq!(text, formatted, "rustfmt prints it in another way");
    }
}

fn rustfmt(text: &str) -> Option<String> {
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--style-edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    assert!(output.status.success(), "rustfmt does not take it");
    String::from_utf8(output.stdout).ok()
}

#[test]
fn structs_have_comments_and_a_line_a_field() {
    prints(
        quote! {
            #[doc = " An invite."]
            #[derive(Debug, Clone)]
            #[non_exhaustive]
            pub struct Invite {
                #[doc = " The `id`."]
                #[doc = ""]
                #[doc = " More."]
                pub id: String,
                pub r#type: Option<Vec<Map<Value>>>,
                pub a_name_that_is_so_long_that_its_type_needs_a_line_of_its_own: Option<ATypeOfALongNameAsWell>,
            }
        },
        r"
/// An invite.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Invite {
    /// The `id`.
    ///
    /// More.
    pub id: String,
    pub r#type: Option<Vec<Map<Value>>>,
    pub a_name_that_is_so_long_that_its_type_needs_a_line_of_its_own:
        Option<ATypeOfALongNameAsWell>,
}
",
    );
}

#[test]
fn enums_have_a_line_a_variant() {
    prints(
        quote! {
            #[derive(Debug, Default)]
            pub enum Role { #[default] Owner, #[doc = " Else."] Unknown(String) }
            pub type Ids = Vec<String>;
        },
        r"
#[derive(Debug, Default)]
pub enum Role {
    #[default]
    Owner,
    /// Else.
    Unknown(String),
}

pub type Ids = Vec<String>;
",
    );
}

#[test]
fn signatures_break_at_a_hundred_columns() {
    prints(
        quote! {
            impl Client {
                pub fn fits(&self, first_argument: impl Into<String>, second: impl Into<String>) -> Fits { Fits {} }
                pub fn breaks(&self, first_argument: impl Into<String>, second: impl Into<String>) -> Breaks { Breaks {} }
            }
        },
        r"
impl Client {
    pub fn fits(&self, first_argument: impl Into<String>, second: impl Into<String>) -> Fits {
        Fits {}
    }

    pub fn breaks(&self, first_argument: impl Into<String>, second: impl Into<String>) -> Breaks {
        Breaks {}
    }
}
",
    );
    prints(
        quote! {
            impl Client {
                pub fn breaks(&self, first_argument: impl Into<String>, second_argument: impl Into<String>) -> Breaks { Breaks {} }
            }
        },
        r"
impl Client {
    pub fn breaks(
        &self,
        first_argument: impl Into<String>,
        second_argument: impl Into<String>,
    ) -> Breaks {
        Breaks {}
    }
}
",
    );
}

#[test]
fn chains_break_at_sixty_columns() {
    prints(
        quote! {
            fn f(mut self) -> Self {
                self.call = self.call.query("limit", &limit.into());
                self.call = self.call.query("include_archived_projects", &include_archived);
                Struct { call: self.call(&RETRIEVE_INVITE).path("invite_id", &invite_id.into()) }
            }
            fn g() -> Option<Self> {
                String::from_utf8(body.to_vec()).ok().map(Self::SomethingWithALongName)
            }
        },
        r#"
fn f(mut self) -> Self {
    self.call = self.call.query("limit", &limit.into());
    self.call = self
        .call
        .query("include_archived_projects", &include_archived);
    Struct {
        call: self
            .call(&RETRIEVE_INVITE)
            .path("invite_id", &invite_id.into()),
    }
}

fn g() -> Option<Self> {
    String::from_utf8(body.to_vec())
        .ok()
        .map(Self::SomethingWithALongName)
}
"#,
    );
}

#[test]
fn arguments_break_at_sixty_columns() {
    prints(
        quote! {
            fn f(self) -> Self {
                self.call = self.call.query_as("a_long_name", &a_long_name, Encoding::Style {
                    style: Style::Form, explode: false, allow_reserved: false,
                });
                self.field = Some(a_very_long_name_of_a_field_that_goes_on_and_on_and_on.into_iter().collect());
                Self { a, b: b.into(), c: None, ..Self::DEFAULT }
            }
        },
        r#"
fn f(self) -> Self {
    self.call = self.call.query_as(
        "a_long_name",
        &a_long_name,
        Encoding::Style {
            style: Style::Form,
            explode: false,
            allow_reserved: false,
        },
    );
    self.field = Some(
        a_very_long_name_of_a_field_that_goes_on_and_on_and_on
            .into_iter()
            .collect(),
    );
    Self {
        a,
        b: b.into(),
        c: None,
        ..Self::DEFAULT
    }
}
"#,
    );
}

#[test]
fn closures_are_the_last_argument_of_calls() {
    prints(
        quote! {
            fn f(self) -> Pages<Page> {
                Pages::by_cursor(self.call, "after", Reply::json, |page| {
                    Cursor::new(page.last_id.clone()).more(page.has_more).items(page.data.len())
                })
            }
            fn g(self) -> Items<Page, Item> { self.pages().items(|page| page.data) }
        },
        r#"
fn f(self) -> Pages<Page> {
    Pages::by_cursor(self.call, "after", Reply::json, |page| {
        Cursor::new(page.last_id.clone())
            .more(page.has_more)
            .items(page.data.len())
    })
}

fn g(self) -> Items<Page, Item> {
    self.pages().items(|page| page.data)
}
"#,
    );
}

#[test]
fn statics_are_literals() {
    prints(
        quote! {
            static LIST: Operation = Operation {
                id: "list",
                security: &[&[&ADMIN_API_KEY_AUTH]],
                errors: &[(Status::Code(400), ErrorBody::error_with_fields), (Status::Default, ErrorBody::error)],
                ..Operation::DEFAULT
            };
        },
        r#"
static LIST: Operation = Operation {
    id: "list",
    security: &[&[&ADMIN_API_KEY_AUTH]],
    errors: &[
        (Status::Code(400), ErrorBody::error_with_fields),
        (Status::Default, ErrorBody::error),
    ],
    ..Operation::DEFAULT
};
"#,
    );
}

#[test]
fn matches_have_a_line_an_arm() {
    prints(
        quote! {
            impl Answer {
                fn read(reply: Reply) -> Result<Self, Error> {
                    match reply.status() {
                        200 => Reply::json(reply).map(Self::Ok),
                        300..=399 => Reply::empty(reply).map(|()| Self::Other),
                        _ => Reply::json_or_none_or_something(reply).map(Self::AVariantWithANameSoLongThatTheArmGoesOnBelow),
                    }
                }
            }
        },
        r"
impl Answer {
    fn read(reply: Reply) -> Result<Self, Error> {
        match reply.status() {
            200 => Reply::json(reply).map(Self::Ok),
            300..=399 => Reply::empty(reply).map(|()| Self::Other),
            _ => Reply::json_or_none_or_something(reply)
                .map(Self::AVariantWithANameSoLongThatTheArmGoesOnBelow),
        }
    }
}
",
    );
}

#[test]
fn constants_stand_among_methods() {
    prints(
        quote! {
            impl ClientBuilder {
                #[doc = " The sandbox."]
                pub const SANDBOX: &'static str = "https://sandbox.example.com/a-path-that-is-long/and-longer/and-longer";
            }
        },
        r#"
impl ClientBuilder {
    /// The sandbox.
    pub const SANDBOX: &'static str =
        "https://sandbox.example.com/a-path-that-is-long/and-longer/and-longer";
}
"#,
    );
}

#[test]
fn short_literals_and_long_headers_are_as_rustfmt_has_them() {
    prints(
        quote! {
            fn f(keys: Keys, tags: Tags) -> Self {
                Self { keys: keys, tags: tags }
            }
            impl From<MonitorFormulaAndFunctionEventQueryDefinition> for MonitorFormulaAndFunctionQueryDefinition {
                fn from(value: MonitorFormulaAndFunctionEventQueryDefinition) -> Self { Self::A(value) }
            }
        },
        r"
fn f(keys: Keys, tags: Tags) -> Self {
    Self { keys, tags }
}

impl From<MonitorFormulaAndFunctionEventQueryDefinition>
    for MonitorFormulaAndFunctionQueryDefinition
{
    fn from(value: MonitorFormulaAndFunctionEventQueryDefinition) -> Self {
        Self::A(value)
    }
}
",
    );
}
