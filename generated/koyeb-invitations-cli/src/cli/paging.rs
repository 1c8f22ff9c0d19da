//! Lists over all their pages.

use client::untyped::{NextPage, Page, PageParameter, Paging, Untyped};

use super::curl;
use super::json::Json;
use super::model::{Command, Outcome, Paged, Wanted};
use super::output::{Output, note};
use super::problem::Problem;
use super::progress::Progress;
use super::row::{self, Broken};

/// Reads how a list goes on.
pub(crate) fn read(
    row: &Json,
    items: &'static [&'static str],
) -> Result<&'static dyn Paged, Broken> {
    let path = |name: &str| row.get(name).map(row::texts).transpose();
    let name = row::text(row.get("parameter"))?;
    let parameter = match row::text(row.get("place"))? {
        "Header" => PageParameter::Header(name),
        "Text" => PageParameter::Text(name),
        "Number" => PageParameter::Number(name),
        "Field" => PageParameter::Field(name),
        _ => PageParameter::Query(name),
    };
    let first = row
        .get("first")
        .and_then(|first| first.plain().parse().ok());
    let first = first.unwrap_or_default();
    Ok(row::kept(match row::text(row.get("by"))? {
        "cursor" => Paging::Cursor {
            parameter,
            next: match (path("next")?, path("last")?) {
                (Some(path), _) => NextPage::Body(path),
                (_, Some(path)) => NextPage::Last(path),
                _ => NextPage::Header(row::text(row.get("header"))?),
            },
            items,
            more: path("more")?,
        },
        "offset" => Paging::Offset {
            parameter,
            first,
            items,
            total: path("total")?,
        },
        "number" => Paging::Number {
            parameter,
            first,
            items,
            pages: path("pages")?,
        },
        _ => Paging::Link(path("next")?),
    }))
}

impl Paged for Paging {
    fn send<'a>(
        &'static self,
        call: Untyped,
        wanted: Wanted,
        output: &'a mut Output,
    ) -> Outcome<'a> {
        let pages = call.pages(self);
        if wanted.all || wanted.limit.is_some() {
            Box::pin(many(pages, wanted, output))
        } else {
            Box::pin(one(pages, self, wanted, output))
        }
    }
}

/// Prints one page, and says how to go on where there is more.
async fn one(
    mut pages: client::Pages<Page>,
    paging: &Paging,
    wanted: Wanted,
    output: &mut Output,
) -> Result<(), Problem> {
    let Some(page) = pages.try_next().await? else {
        return Ok(());
    };
    output.document(page.body(), Some(wanted.items))?;
    if let Some(position) = pages.position() {
        // Whatever else the line says stays as it is, so it is not repeated: a header may be a secret.
        note(
            &match paging.parameter().and_then(|it| flag(it, wanted.command)) {
                Some(flag) => format!(
                    "there is more: --{flag} {} takes the next page, and --all-pages all of them",
                    curl::word(&position)
                ),
                None => "there is more: --all-pages takes all of it".to_owned(),
            },
        );
    }
    Ok(())
}

/// The flag of what asks for a page; one inside an object of the body has none of its own.
fn flag(parameter: PageParameter, command: &'static Command) -> Option<&'static str> {
    let (name, is_parameter) = match parameter {
        PageParameter::Query(name) | PageParameter::Header(name) => (name, true),
        PageParameter::Text(pointer)
        | PageParameter::Number(pointer)
        | PageParameter::Field(pointer) => (pointer.strip_prefix('/')?, false),
    };
    let parameters = command.parameters.iter().map(|parameter| &parameter.field);
    let fields = command.bodies.iter().flat_map(|body| body.fields);
    let found = if is_parameter {
        parameters.into_iter().find(|field| field.name == name)
    } else {
        fields.into_iter().find(|field| field.name == name)
    };
    found.map(|field| field.flag)
}

/// Prints the items of all pages, or so many as are wanted.
async fn many(
    mut pages: client::Pages<Page>,
    wanted: Wanted,
    output: &mut Output,
) -> Result<(), Problem> {
    let mut progress = Progress::new(output);
    let mut left = wanted.limit.unwrap_or(usize::MAX);
    let mut count = 0;
    let mut outcome = Ok(());
    while left > 0 {
        let page = match pages.try_next().await {
            Ok(Some(page)) => page,
            Ok(None) => break,
            Err(error) => {
                outcome = Err(error.into());
                break;
            }
        };
        count += 1;
        progress.tell(|| told(count));
        outcome = records(page.body(), wanted.items, &mut left, output);
        if outcome.is_err() {
            break;
        }
    }
    progress.end(&told(count));
    // What has been printed is a document whatever has happened since; of a list that never began there is none.
    let ended = match &outcome {
        Err(_) if count == 0 => Ok(()),
        _ => output.end(),
    };
    outcome?;
    ended?;
    if left == 0 && pages.position().is_some() {
        note("there is more: --all-pages takes all of it");
    }
    Ok(())
}

fn told(pages: usize) -> String {
    match pages {
        1 => "1 page".to_owned(),
        _ => format!("{pages} pages"),
    }
}

/// Prints the items of a page, no more than are left to print.
fn records(
    body: &[u8],
    items: &[&str],
    left: &mut usize,
    output: &mut Output,
) -> Result<(), Problem> {
    let page = Json::parse(&String::from_utf8_lossy(body)).map_err(Problem::local)?;
    let Some(Json::List(items)) = page.at(items) else {
        return Ok(());
    };
    for item in items {
        if *left == 0 {
            break;
        }
        *left -= 1;
        output.record(item)?;
    }
    Ok(())
}
