//! Files an issue, goes through those that are open, and reads and writes a file.

use crate::github::types::{
    IssuesCreateBody, ReposCreateOrUpdateFileContentsBody,
    ReposCreateOrUpdateFileContentsBodyCommitter,
};
use crate::github::{Client, Error, ErrorBody};

pub async fn file(client: &Client) -> Result<i64, Error> {
    let body = IssuesCreateBody::new("It is broken")
        .body("Since Monday.")
        .labels(["bug", "p1"])
        .assignees(["ada"])
        .milestone(3);
    let issue = client.issues_create("acme", "tools", body).await?;
    Ok(issue.number)
}

pub async fn short(client: &Client) -> Result<i64, Error> {
    Ok(client
        .issues_create("acme", "tools", "It is broken")
        .await?
        .number)
}

pub async fn open(client: &Client) -> Result<Vec<(String, Vec<String>)>, Error> {
    let mut issues = client
        .issues_list_for_repo("acme", "tools")
        .state("open")
        .direction("asc")
        .per_page(2)
        .items();
    let mut found = Vec::new();
    while let Some(issue) = issues.try_next().await? {
        let mut names = Vec::new();
        for label in issue.labels {
            if let Some(name) = label.as_text() {
                names.push(name.to_owned());
            } else if let Some(label) = label.into_details() {
                names.extend(label.name);
            }
        }
        found.push((issue.title, names));
    }
    Ok(found)
}

pub async fn read(client: &Client) -> Result<Vec<String>, Error> {
    let content = client
        .repos_get_content("acme", "tools", "docs")
        .r#ref("main")
        .await?;
    if let Some(entries) = content.as_array() {
        return Ok(entries.iter().map(|entry| entry.name.clone()).collect());
    }
    Ok(content
        .into_file()
        .map(|file| file.content)
        .into_iter()
        .collect())
}

pub async fn write(client: &Client) -> Result<Option<String>, Error> {
    let body = ReposCreateOrUpdateFileContentsBody::new("Say hello", "aGVsbG8=")
        .branch("main")
        .committer(ReposCreateOrUpdateFileContentsBodyCommitter::new(
            "Ada",
            "ada@example.com",
        ));
    Ok(client
        .repos_create_or_update_file_contents("acme", "tools", "hello.txt", body)
        .await?
        .commit
        .sha)
}

/// Why an issue was not taken.
pub fn reasons(error: &Error) -> Vec<String> {
    let Error::Api(error) = error else {
        return Vec::new();
    };
    match error.body() {
        ErrorBody::ValidationError(body) => body
            .errors
            .iter()
            .flatten()
            .map(|error| error.code.clone())
            .collect(),
        _ => Vec::new(),
    }
}
