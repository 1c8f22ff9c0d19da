//! Programs that give something wrong. They are not compiled but for what the compiler says of them (`tests/messages.rs`).

use clientwright_program_tests::{docker, github, openai};
use docker::types::HostConfig;
use github::types::IssuesCreateBody;
use openai::types::{ChatCompletionRequestUserMessage, CreateChatCompletionRequest};

pub async fn run(github: &github::Client, docker: &docker::Client) {
    let user = ChatCompletionRequestUserMessage::new("Hello");
    let _ = CreateChatCompletionRequest::new(5, "gpt-4o"); // a list of messages
    let _ = CreateChatCompletionRequest::new([user.clone()], 5); // a string
    let _ = CreateChatCompletionRequest::new([user]); // one too few
    let _ = IssuesCreateBody::new("It is broken").labels([0.5]); // labels
    let _ = IssuesCreateBody::new("It is broken").assignees("ada"); // a list
    let _ = HostConfig::new().port_bindings(5); // pairs
    let _ = github.issues_list_for_repo("acme", "tools").state(5); // a string
    let _ = github.issues_list_for_repo("acme", "tools").per_page("two"); // a number
    let _ = github.issues_create(5, "tools", "It is broken"); // a path's string
    let _ = github.issues_create("acme", "tools", 0.5); // a body
    let _ = docker.container_create("nginx"); // a body of several properties
}
