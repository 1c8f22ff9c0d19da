//! The body of a request: what `--json` gives, and the flags over it.

use super::curl;
use super::help;
use super::json::Json;
use super::model::{Body, BodyKind, Command, Field, Values};
use super::parser::{self, Line};
use super::problem::Problem;
use super::shorthand;
use super::switch;
use super::value;
use super::words;

/// A body, ready to be sent.
pub(crate) enum Given {
    /// JSON of a kind that is written from it.
    Json(&'static Body, Json),
    /// What it is.
    Whole(&'static Body, Vec<u8>),
}

/// The body that a line gives, if it gives one.
pub(crate) fn of(
    command: &'static Command,
    called: &str,
    line: &Line,
) -> Result<Option<Given>, Problem> {
    let Some(body) = choose(command, line)? else {
        return Ok(None);
    };
    check_flags(command, body, line)?;
    if body.is_whole() {
        return whole(command, called, body, line);
    }
    let base = line.one("=json").map(json).transpose()?;
    let mut object = base.clone().unwrap_or_else(|| Json::Object(Vec::new()));
    let mut given = base.is_some();
    for (id, path, field) in flags(body, line) {
        if let Some(texts) = line.all(&id) {
            given = true;
            add(&mut object, &path, field, &texts)?;
        }
    }
    given |= has_parts(line);
    if let Some(path) = switch::always_in_body(command) {
        object.put(path, Json::Literal("true".to_owned()));
        given = true;
    }
    if !given && !command.needs_body {
        return Ok(None);
    }
    if !given && body.is_parts() && body.fields.is_empty() {
        return Err(Problem::usage(format!(
            "{} needs --add-part\n  for example: {} --add-part file=@FILE",
            words::after_program(called),
            help::with_positions(command, called)
        )));
    }
    // An object without properties that are known is sent without any; a list or a choice is nothing of the kind.
    if !given && body.fields.is_empty() && body.example != "{}" {
        return Err(Problem::usage(format!(
            "{} needs --json\n  for example: {} --json {}",
            words::after_program(called),
            help::with_positions(command, called),
            curl::word(body.example)
        )));
    }
    complete(body.fields, &mut object)?;
    check(command, called, body, &object)?;
    Ok(Some(Given::Json(body, object)))
}

/// The media type that is asked for, or the first that takes all flags that are given.
fn choose(command: &'static Command, line: &Line) -> Result<Option<&'static Body>, Problem> {
    if let Some(wanted) = line.one("=content-type") {
        let mut bodies = command.bodies.iter();
        let found = bodies
            .clone()
            .find(|body| body.media_type.eq_ignore_ascii_case(wanted))
            .or_else(|| bodies.find(|body| is_within(wanted, body.range)));
        return found.map(Some).ok_or_else(|| {
            let types = media_types(command).join(", ");
            Problem::usage(format!("--content-type: there are {types}"))
        });
    }
    let given: Vec<&str> = parser::fields(command)
        .map(|field| field.flag)
        .filter(|flag| line.all(flag).is_some())
        .collect();
    let takes = |body: &&Body| match body.kind {
        BodyKind::Whole => line.one("=body").is_some(),
        _ => {
            line.one("=body").is_none()
                && (body.is_parts() || !has_parts(line))
                && given
                    .iter()
                    .all(|flag| body.fields.iter().any(|field| field.flag == *flag))
        }
    };
    Ok(command.bodies.iter().find(takes).or(command.bodies.first()))
}

/// The media types and ranges of a command's bodies.
pub(crate) fn media_types(command: &Command) -> Vec<&'static str> {
    let all = command
        .bodies
        .iter()
        .flat_map(|body| [body.media_type, body.range]);
    all.filter(|name| !name.is_empty()).collect()
}

/// The media type by which a body is sent. One within a range is the caller's, and lives as long as the program, which makes
/// this one call.
pub(crate) fn media_type(body: &'static Body, line: &Line) -> &'static str {
    match line.one("=content-type") {
        Some(wanted) if is_within(wanted, body.range) => wanted.to_owned().leak(),
        _ => body.media_type,
    }
}

/// Whether a media type is within a range: `*/*`, `image/*`, `application/*+json`.
fn is_within(media_type: &str, range: &str) -> bool {
    let lower = |text: &str| {
        text.split(';')
            .next()
            .unwrap_or(text)
            .trim()
            .to_ascii_lowercase()
    };
    let (media_type, range) = (lower(media_type), lower(range));
    let Some((before, after)) = range.split_once('*') else {
        return false;
    };
    let after = after.trim_start_matches("/*");
    media_type.contains('/')
        && media_type.len() >= before.len() + after.len()
        && media_type.starts_with(before)
        && media_type.ends_with(after)
}

fn has_parts(line: &Line) -> bool {
    line.all("=add-part").is_some()
}

/// What is given belongs to one media type: a flag of another one would be lost.
fn check_flags(command: &'static Command, body: &Body, line: &Line) -> Result<(), Problem> {
    let is_own = |flag: &str| body.fields.iter().any(|field| field.flag == flag);
    let foreign = parser::fields(command)
        .map(|field| field.flag)
        .find(|flag| !is_own(flag) && line.all(flag).is_some());
    let other = if body.is_whole() { "json" } else { "body" };
    let whole = line.one(&format!("={other}")).map(|_| other);
    let part = (has_parts(line) && !body.is_parts()).then_some("add-part");
    match foreign.or(whole).or(part) {
        Some(flag) => Err(Problem::usage(format!(
            "--{flag} is nothing of a body of the type {}\n  --content-type chooses another one where there are several",
            body.media_type
        ))),
        None => Ok(()),
    }
}

fn whole(
    command: &Command,
    called: &str,
    body: &'static Body,
    line: &Line,
) -> Result<Option<Given>, Problem> {
    match line.one("=body") {
        Some(text) => match text.strip_prefix('@') {
            Some(file) => Ok(Some(Given::Whole(body, value::file_bytes(file)?))),
            None => Ok(Some(Given::Whole(body, text.as_bytes().to_vec()))),
        },
        None if command.needs_body => Err(Problem::usage(format!(
            "{} needs --body\n  for example: {} --body @FILE",
            words::after_program(called),
            help::with_positions(command, called)
        ))),
        None => Ok(None),
    }
}

/// `--json`: JSON text, or a file that holds it; `-` alone is the standard input.
pub(crate) fn json(text: &str) -> Result<Json, Problem> {
    let held;
    let (text, from) = match text.strip_prefix('@').or((text == "-").then_some("-")) {
        Some(file) => {
            held = value::file_text(file)?;
            (held.as_str(), file)
        }
        None => (text, "--json"),
    };
    Json::parse(text).map_err(|error| Problem::usage(format!("{from}: this is no JSON: {error}")))
}

/// The flags of a body: those of its properties, and those of properties inside them that were given.
fn flags(body: &'static Body, line: &Line) -> Vec<(String, Vec<&'static str>, &'static Field)> {
    let own = body
        .fields
        .iter()
        .map(|field| (field.flag.to_owned(), vec![field.name], field));
    let nested = line
        .nested
        .iter()
        .map(|nested| (nested.flag.clone(), nested.path.clone(), nested.field));
    own.chain(nested).collect()
}

/// Puts what was given for a property over what stands there; the first value of a list takes the place of the list.
fn add(
    object: &mut Json,
    path: &[&str],
    field: &'static Field,
    texts: &[&str],
) -> Result<(), Problem> {
    let made = value::all(field, texts)?;
    match (field.values, object.at(path), made) {
        (Values::Object(_) | Values::Map(_), Some(Json::Object(_)), made @ Json::Object(_)) => {
            shorthand::put(object, path, made);
        }
        (_, _, made) => object.put(path, made),
    }
    Ok(())
}

/// Puts the values that nobody need give, which are those of constants that have to be there.
fn complete(fields: &'static [Field], json: &mut Json) -> Result<(), Problem> {
    let Json::Object(members) = json else {
        return Ok(());
    };
    for field in fields {
        let held = members.iter_mut().find(|(name, _)| name == field.name);
        match (held, field.values) {
            (None, _) if field.required && !field.constant.is_empty() => {
                let constant = Json::parse(field.constant).map_err(Problem::local)?;
                members.push((field.name.to_owned(), constant));
            }
            (Some((_, held)), Values::Object(inner)) => complete(inner.fields()?, held)?,
            (Some((_, Json::List(items))), Values::List(Values::Object(inner))) => {
                for item in items {
                    complete(inner.fields()?, item)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether everything is there without which the service would refuse it.
fn check(
    command: &Command,
    called: &str,
    body: &'static Body,
    object: &Json,
) -> Result<(), Problem> {
    if !matches!(object, Json::Object(_)) {
        return Ok(());
    }
    let required: Vec<&Field> = body
        .fields
        .iter()
        .filter(|field| field.is_needed())
        .collect();
    let missing: Vec<&Field> = required
        .iter()
        .filter(|field| object.get(field.name).is_none())
        .copied()
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(help::missing(command, called, &required, &missing))
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn media_types_are_within_ranges() {
        for (media_type, range, expected) in [
            ("image/png", "*/*", true),
            ("image/png", "image/*", true),
            ("Image/PNG; a=b", "IMAGE/*", true),
            ("text/plain", "image/*", false),
            ("application/vnd.a+json", "application/*+json", true),
            ("application/json", "application/*+json", false),
            ("png", "*/*", false),
            ("image/png", "", false),
        ] {
            assert_eq!(
                is_within(media_type, range),
                expected,
                "{media_type} {range}"
            );
        }
    }
}
