//! What a call costs: the generated client of the invites beside the same calls written by hand on the same HTTP
//! library.
//!
//! Both have the same limits of time and size, follow no redirect, send the same headers and read the same fields. Retries,
//! hooks and the place in a body that does not decode are not written by hand; no call here needs them.
//!
//! `cargo judge cost` runs it: `cost serve` responses until its input ends, and `cost list|create client|hand COUNT PORT`
//! makes so many calls.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use openai_invites::Client;
use openai_invites::types::{InviteRequest, InviteRequestRole};
use serde::{Deserialize, Serialize};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["serve"] => serve(),
        [what, how, count, port] => {
            let base = format!("http://127.0.0.1:{port}/v1");
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(calls(what, how, count.parse()?, &base))
        }
        _ => Err("usage: cost serve | cost list|create client|hand COUNT PORT".into()),
    }
}

async fn calls(what: &str, how: &str, count: usize, base: &str) -> Result<(), Box<dyn Error>> {
    let client = Client::builder()
        .base_url(base)
        .admin_api_key(KEY)
        .build()?;
    let hand = reqwest::Client::builder()
        .user_agent("by-hand/1.0")
        .timeout(Duration::from_secs(600))
        .connect_timeout(Duration::from_secs(5))
        .read_timeout(Duration::from_secs(60))
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    for _ in 0..count {
        let seen = match (what, how) {
            ("list", "client") => client.list_invites().limit(100).send().await?.data.len(),
            ("list", "hand") => list(&hand, base).await?.data.len(),
            ("create", "client") => {
                let body = InviteRequest::new("ada@example.com", InviteRequestRole::Reader);
                client.invite_user(body).send().await?.email.len()
            }
            ("create", "hand") => create(&hand, base).await?.email.len(),
            _ => return Err("list or create, by client or hand".into()),
        };
        if seen == 0 {
            return Err("the response is empty".into());
        }
    }
    Ok(())
}

const KEY: &str = "sk-admin";

#[derive(Deserialize)]
#[expect(dead_code, reason = "a caller would read them")]
struct Page {
    object: String,
    data: Vec<Invite>,
    first_id: Option<String>,
    last_id: Option<String>,
    has_more: bool,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "a caller would read them")]
struct Invite {
    object: String,
    id: String,
    email: String,
    role: Role,
    status: Status,
    created_at: i64,
    expires_at: Option<i64>,
    accepted_at: Option<i64>,
    #[serde(default)]
    projects: Vec<Project>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "a caller would read them")]
struct Project {
    id: String,
    role: ProjectRole,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Owner,
    Reader,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Accepted,
    Expired,
    Pending,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ProjectRole {
    Member,
    Owner,
}

#[derive(Serialize)]
struct NewInvite<'a> {
    email: &'a str,
    role: Role,
}

async fn list(client: &reqwest::Client, base: &str) -> Result<Page, Box<dyn Error>> {
    let request = client
        .get(format!("{base}/organization/invites?limit=100"))
        .bearer_auth(KEY)
        .header("accept", "application/json");
    Ok(serde_json::from_slice(&body(request.send().await?).await?)?)
}

async fn create(client: &reqwest::Client, base: &str) -> Result<Invite, Box<dyn Error>> {
    let new = NewInvite {
        email: "ada@example.com",
        role: Role::Reader,
    };
    let request = client
        .post(format!("{base}/organization/invites"))
        .bearer_auth(KEY)
        .header("accept", "application/json")
        .header("content-type", "application/json")
        .body(serde_json::to_vec(&new)?);
    Ok(serde_json::from_slice(&body(request.send().await?).await?)?)
}

/// The body of a response, if that is a success, and if it is not larger than anybody would want it in memory.
async fn body(mut answer: reqwest::Response) -> Result<Bytes, Box<dyn Error>> {
    const LIMIT: usize = 8 << 20;
    let status = answer.status();
    let Some(first) = answer.chunk().await? else {
        return Ok(Bytes::new());
    };
    let mut body = BytesMut::from(first);
    while let Some(chunk) = answer.chunk().await? {
        if body.len() + chunk.len() > LIMIT {
            return Err("the response is too large".into());
        }
        body.extend_from_slice(&chunk);
    }
    if !status.is_success() {
        let text = String::from_utf8_lossy(&body);
        return Err(format!("{status}: {text}").into());
    }
    Ok(body.freeze())
}

/// Says the port, and responses each connection until the input ends.
fn serve() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?.port());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream));
        }
    });
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}

/// Responses each request of a connection: a GET with a page of a hundred invites, a POST with one invite.
fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let page: Vec<String> = (0..100).map(invite).collect();
    let page = format!(
        r#"{{"object":"list","data":[{}],"first_id":"invite-0","last_id":"invite-99","has_more":false}}"#,
        page.join(",")
    );
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head)? == 0 {
                return Ok(());
            }
        }
        let length = head
            .to_ascii_lowercase()
            .lines()
            .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
            .unwrap_or(0);
        reader.read_exact(&mut vec![0; length])?;
        let body = if head.starts_with("GET") {
            page.clone()
        } else {
            invite(0)
        };
        let mut text = String::from("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n");
        let _ = write!(text, "content-length: {}\r\n\r\n{body}", body.len());
        stream.write_all(text.as_bytes())?;
    }
}

fn invite(number: usize) -> String {
    format!(
        r#"{{"object":"organization.invite","id":"invite-{number}","email":"user{number}@example.com","role":"reader","status":"pending","created_at":1711471533,"expires_at":1711471533,"accepted_at":null,"projects":[{{"id":"project-xyz","role":"member"}}]}}"#
    )
}
