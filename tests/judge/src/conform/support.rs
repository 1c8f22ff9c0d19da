//! What the generated drivers stand on: the values of a call, and what came back as JSON.
//!
//! This file is part of the driver, where it is a library of its own; here it is compiled for its tests only.

use std::collections::BTreeMap;
use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// One call of the list.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    row: &'a Value,
    files: &'a BTreeMap<u64, Vec<u8>>,
}

/// A file of a multipart body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Makes the calls of a list whose `doc` is one of these, one after the other, and prints each outcome as a line of JSON.
pub fn run(
    list: &str,
    docs: &[String],
    call: impl Fn(Row<'_>) -> Result<Value, String>,
) -> Result<(), String> {
    let text = fs::read_to_string(list).map_err(|error| format!("{list}: {error}"))?;
    let rows: Value = serde_json::from_str(&text).map_err(|error| format!("{list}: {error}"))?;
    let files = files(&rows);
    let rows = rows.as_array().into_iter().flatten();
    for row in rows.map(|row| Row::new(row, &files)) {
        if !docs.iter().any(|doc| doc == row.text("doc")) {
            continue;
        }
        let outcome = call(row);
        let line = outcome.unwrap_or_else(|error| json!({ "error": error }));
        println!("{line}");
    }
    Ok(())
}

/// The files in a list by their length, which is what a list names a file by that it shows elsewhere.
#[must_use]
pub fn files(rows: &Value) -> BTreeMap<u64, Vec<u8>> {
    let mut files = BTreeMap::new();
    collect_files(rows, &mut files);
    files
}

fn collect_files(value: &Value, files: &mut BTreeMap<u64, Vec<u8>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_files(item, files)),
        Value::Object(entries) => {
            for (key, value) in entries {
                match (key.as_str(), value) {
                    ("bodyBase64" | "$base64", Value::String(text)) => {
                        let bytes = decode(text).unwrap_or_default();
                        files.insert(bytes.len() as u64, bytes);
                    }
                    (_, value) => collect_files(value, files),
                }
            }
        }
        _ => {}
    }
}

impl<'a> Row<'a> {
    /// A call, beside the files of the list.
    #[must_use]
    pub fn new(row: &'a Value, files: &'a BTreeMap<u64, Vec<u8>>) -> Self {
        Self { row, files }
    }

    /// A text of the row, such as its `doc`; empty where it has none.
    #[must_use]
    pub fn text(&self, key: &str) -> &'a str {
        self.row[key].as_str().unwrap_or_default()
    }

    /// The value that the call gives to a variable of the server's URL.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&'a str> {
        self.row["server_vars"][name].as_str()
    }

    /// The whole base URL at this origin.
    #[must_use]
    pub fn server(&self, origin: &str, template: &str) -> String {
        let path = match template.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
            None => template
                .find('}')
                .map_or(template, |at| &template[at + 1..]),
        };
        let mut path = path.to_owned();
        let given = self.row["server_vars"].as_object();
        for (name, value) in given.into_iter().flatten() {
            path = path.replace(&format!("{{{name}}}"), value.as_str().unwrap_or_default());
        }
        format!("{origin}{}", path.trim_end_matches('/'))
    }

    /// Whether the call is made with a credential, right or wrong: what needs one and has none tries a wrong one.
    #[must_use]
    pub fn is_unauthorized(&self, guarded: &[&str]) -> bool {
        self.row.get("auth").is_none() && guarded.contains(&self.text("operationId"))
    }

    /// Whether the call asks for an answer of another media type than the one that the method reads.
    #[must_use]
    pub fn asks_other(&self, accept: &str) -> bool {
        self.asked().is_some_and(|asked| asked != accept)
    }

    fn asked(&self) -> Option<&'a str> {
        let asked = self.find("header", "accept").or(self.row.get("accept"));
        asked.and_then(Value::as_str)
    }

    /// The credential for a scheme, without what the scheme itself puts before it.
    #[must_use]
    pub fn credential(&self, scheme: &str, prefix: &str) -> Option<&'a str> {
        let text = self.row["auth"][scheme].as_str()?;
        Some(text.strip_prefix(prefix).unwrap_or(text))
    }

    fn find(&self, place: &str, name: &str) -> Option<&'a Value> {
        match place {
            "body" => ["body", "bodyText", "bodyBase64"]
                .iter()
                .find_map(|key| self.row.get(*key)),
            "part" => self.row["multipart"]["parts"].get(name),
            "header" => self.row[place]
                .as_object()?
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, value)| value),
            _ => self.row[place].get(name),
        }
    }

    /// Whether the call gives a value.
    #[must_use]
    pub fn gives(&self, place: &str, name: &str) -> bool {
        let is_file = || place == "part" && self.uploads(name).is_ok_and(|files| !files.is_empty());
        self.find(place, name).is_some() || is_file()
    }

    /// Says what the call gives and the request does not take.
    pub fn takes(&self, known: &[(&str, &str)]) -> Result<(), String> {
        for place in ["path", "query", "header"] {
            for name in self.row[place]
                .as_object()
                .into_iter()
                .flat_map(|it| it.keys())
            {
                let negotiated = ["accept", "content-type"]
                    .iter()
                    .any(|header| name.eq_ignore_ascii_case(header));
                let is_known = |(at, known): &(&str, &str)| {
                    *at == place
                        && (*known == name || place == "header" && known.eq_ignore_ascii_case(name))
                };
                let is_negotiated = place == "header" && negotiated;
                if !(is_negotiated || known.iter().any(is_known)) {
                    return Err(format!("the request takes no {place} parameter `{name}`"));
                }
            }
        }
        let body = self.gives("body", "") || self.row.get("multipart").is_some();
        if body && !known.iter().any(|(at, _)| matches!(*at, "body" | "part")) {
            return Err("the request takes no body".to_owned());
        }
        Ok(())
    }

    /// A value, of the type that is asked for.
    pub fn value<T: DeserializeOwned>(&self, place: &str, name: &str) -> Result<T, String> {
        let value = match self.find(place, name) {
            Some(value) => self.body_of(place, value),
            // A method may ask for a body that the call does without.
            None if place == "body" => json!({}),
            None => return Err(format!("the call gives no {place} `{name}`")),
        };
        let typed = serde_json::from_value(value.clone());
        typed.or_else(|error| {
            let other = |value| serde_json::from_value(value).ok();
            // What stood in a URL or in a part is a text in the list, whatever it stood for, or the other way round.
            (place != "body")
                .then(|| other(untexted(&value)).or_else(|| other(texted(&value))))
                .flatten()
                .ok_or_else(|| format!("the {place} `{name}` is of another type: {error}"))
        })
    }

    /// A body of JSON that the list holds as text.
    fn body_of(&self, place: &str, value: &Value) -> Value {
        let is_text = place == "body" && self.row.get("bodyText").is_some();
        let text = value.as_str().filter(|_| is_text);
        let json = text.and_then(|text| serde_json::from_str(text).ok());
        json.unwrap_or_else(|| value.clone())
    }

    /// The items of a list; a single value is a list of one.
    pub fn list<T: DeserializeOwned>(&self, place: &str, name: &str) -> Result<Vec<T>, String> {
        match self.find(place, name) {
            Some(Value::Array(_)) | None => self.value(place, name),
            Some(_) => Ok(vec![self.value(place, name)?]),
        }
    }

    /// The body as text.
    pub fn body(&self) -> Result<String, String> {
        String::from_utf8(self.bytes("body", "")?).map_err(|error| error.to_string())
    }

    /// A body of XML, as the value that it stands for.
    pub fn xml<T>(&self, read: impl Fn(&str) -> Result<T, String>) -> Result<T, String> {
        read(&self.body()?).map_err(|error| format!("the body is of another type: {error}"))
    }

    /// A typed body, or the expected text where that stands for the same.
    pub fn same_xml<T: PartialEq + Serialize>(
        &self,
        body: &T,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Value {
        let expected = self.row["expect"]["body"]["raw"].as_str();
        match expected.map(|text| (text, read(text))) {
            Some((text, Ok(value))) if value == *body => json!({ "text": text }),
            _ => typed(body),
        }
    }

    /// The items of a body with one JSON text a line.
    pub fn lines<T: DeserializeOwned>(&self) -> Result<Vec<T>, String> {
        self.body()?
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| serde_json::from_str(line).map_err(|error| format!("a line: {error}")))
            .collect()
    }

    /// A value as bytes: decoded, or the text itself.
    pub fn bytes(&self, place: &str, name: &str) -> Result<Vec<u8>, String> {
        if let ("body", Some(text)) = (place, self.row["bodyBase64"].as_str()) {
            return decode(text);
        }
        match self.find(place, name) {
            Some(Value::String(text)) => Ok(text.clone().into_bytes()),
            Some(value) => Ok(value.to_string().into_bytes()),
            None => Err(format!("the call gives no {place} `{name}`")),
        }
    }

    /// The only file of a part.
    pub fn upload(&self, name: &str) -> Result<Upload, String> {
        let first = self.uploads(name)?.into_iter().next();
        first.ok_or_else(|| format!("the call gives no file `{name}`"))
    }

    /// The files of a part.
    pub fn uploads(&self, name: &str) -> Result<Vec<Upload>, String> {
        let files = self.row["multipart"]["files"]
            .as_array()
            .into_iter()
            .flatten();
        files
            .filter(|file| file["fieldname"] == name)
            .map(|file| {
                let length = file["buffer"]["$base64len"].as_u64().unwrap_or_default();
                let own = file["base64"].as_str().map(decode).transpose()?;
                let bytes = own.as_ref().or_else(|| self.files.get(&length));
                Ok(Upload {
                    name: file["originalname"].as_str().unwrap_or_default().to_owned(),
                    media_type: file["mimetype"].as_str().unwrap_or_default().to_owned(),
                    bytes: bytes.ok_or("the file's bytes are not in the list")?.clone(),
                })
            })
            .collect()
    }

    /// The headers `Accept` and `Content-Type`, where the call asks for another than these.
    #[must_use]
    pub fn negotiated(&self, accept: &str, content_type: &str) -> Vec<(&'static str, &'a str)> {
        let sent = self
            .find("header", "content-type")
            .or(self.row.get("contentType"));
        let sent = sent
            .and_then(Value::as_str)
            .filter(|_| !content_type.is_empty());
        let accept = self.asked().filter(|asked| *asked != accept);
        let sent = sent.filter(|sent| *sent != content_type);
        let accept = accept.map(|text| ("accept", text));
        accept
            .into_iter()
            .chain(sent.map(|text| ("content-type", text)))
            .collect()
    }
}

/// The value with every text that is a number or a boolean as such.
fn untexted(value: &Value) -> Value {
    match value {
        Value::String(text) => match serde_json::from_str(text) {
            Ok(scalar @ (Value::Number(_) | Value::Bool(_))) => scalar,
            _ => value.clone(),
        },
        Value::Array(items) => items.iter().map(untexted).collect(),
        Value::Object(entries) => {
            let entries = entries.iter();
            entries
                .map(|(key, value)| (key.clone(), untexted(value)))
                .collect()
        }
        _ => value.clone(),
    }
}

/// The number or boolean as text.
fn texted(value: &Value) -> Value {
    match value {
        Value::Number(_) | Value::Bool(_) => Value::String(value.to_string()),
        _ => value.clone(),
    }
}

fn decode(text: &str) -> Result<Vec<u8>, String> {
    STANDARD.decode(text).map_err(|error| error.to_string())
}

/// What came back: its status, its headers as text and with their types, and what was read of its body.
#[must_use]
pub fn answer<'a>(
    status: u16,
    headers: impl Iterator<Item = (&'a str, &'a [u8])>,
    typed: &[(&'static str, Value)],
    body: &Value,
) -> Value {
    let mut shown = BTreeMap::new();
    for (name, value) in headers {
        let values = typed.iter().filter(|(of, _)| of.eq_ignore_ascii_case(name));
        let values: Vec<_> = values.map(|(_, value)| value).collect();
        let text = String::from_utf8_lossy(value);
        shown.insert(
            name.to_ascii_lowercase(),
            json!({ "text": text, "typed": values }),
        );
    }
    json!({ "status": status, "headers": shown, "body": body })
}

/// A typed body.
#[must_use]
pub fn typed<T: Serialize>(body: &T) -> Value {
    match serde_json::to_value(body) {
        Ok(value) => json!({ "json": value }),
        Err(error) => json!({ "unwritable": error.to_string() }),
    }
}

/// A body of bytes.
#[must_use]
pub fn bytes(body: &[u8]) -> Value {
    json!({ "base64": STANDARD.encode(body), "text": std::str::from_utf8(body).ok() })
}

/// What went wrong, with all its causes.
#[must_use]
pub fn told(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}
