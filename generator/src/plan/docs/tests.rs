//! What is asked of every documentation: safe to read, safe to build.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::safe;
use crate::ir::Docs;

/// Texts that real descriptions hold, and some that only an attacker writes.
const TEXTS: &[&str] = &[
    "    indented\n    code",
    "- item\n\n      let x = 1;\n\n- other",
    "```rust\npanic!()\n```",
    "```\nunclosed",
    "~~~js\nx ``` y\n~~~",
    "see https://example.com/a_b?c=d, or (http://example.com/x).",
    "[Invite] and [`Invite`] and [a][b] and [x](y) and [z](https://example.com)",
    "<script>alert(1)</script> and <token> and <b>bold</b> and a < b && c > d",
    "<div>\n<p>block</p>\n</div>",
    "[click](javascript:alert(1)) ![image](https://example.com/x.png) ![](x.png)",
    "[a]: https://example.com\n\n[a] [^1]\n\n[^1]: note",
    "`unbalanced and ``more ` of it",
    "snake_case, fooBar, FooBar, Foo::bar, foo() and FooBar's",
    "a | b\n--- | ---\n`x|y` | https://example.com/",
    "> quote\n> > deeper\n\n1) one\n2) two",
    "# Heading with **bold**\ntext\n===\n---",
    "5. five\n6. six\n\n*/ and /* and \\ and \u{202e}evil\u{0}",
    "trailing  \nbreaks\\\nhere<br>and <br/> there",
    "1\n-\n#\n+\n=",
    "&lt;b&gt; &amp;lt; &#60;i&#62;",
    "\u{2028}a\rb\tc",
    "**bold `code`** *it*alic* __x__ ***y***",
    "<https://example.com> <mail@example.com> <x:y>",
    "https:// ftp://example.com/ s3://bucket/key http://{host}/x",
];

fn check(text: &str) {
    let out = safe(text);
    let mut links = 0;
    let parsed = Parser::new_ext(&out, Options::all().difference(Options::ENABLE_MATH));
    let broken = parsed.filter(|event| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => info.as_ref() != "text",
        Event::Start(Tag::Link { dest_url, .. }) => {
            links += 1;
            !dest_url.starts_with("http")
        }
        Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock)
        | Event::Html(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_) => true,
        _ => false,
    });
    let broken: Vec<String> = broken.map(|event| format!("{event:?}")).collect();
    assert!(broken.is_empty(), "{text:?} became {out:?}: {broken:?}");
    for bad in ["\t", "\r", "*/", "\u{202e}", "\u{0}", " \n"] {
        assert!(!out.contains(bad), "{bad:?} in {out:?}");
    }
    let shortcut = Parser::new_with_broken_link_callback(
        &out,
        Options::empty(),
        Some(|_: pulldown_cmark::BrokenLink<'_>| Some(("broken".into(), "".into()))),
    )
    .any(|event| matches!(event, Event::Start(Tag::Link { dest_url, .. }) if dest_url.as_ref() == "broken"));
    assert!(!shortcut, "{text:?} became {out:?}");
}

#[test]
fn docs_are_safe_for_rustdoc() {
    for text in TEXTS {
        check(text);
    }
}

#[test]
fn docs_are_safe_in_every_context() {
    for first in TEXTS {
        for second in TEXTS {
            check(&format!("{first}\n\n{second}"));
            check(&format!("{first} {second}"));
            check(&format!("- {first}\n  {second}"));
            check(&format!("> {first}\n1. {second}"));
        }
    }
}

#[test]
fn docs_survive_a_second_pass() {
    for text in TEXTS {
        let once = safe(text);
        assert_eq!(safe(&once), once, "{text:?}");
    }
}

#[test]
fn docs_put_names_into_code() {
    assert_eq!(
        safe("use snake_case, not fooBar"),
        "use `snake_case`, not fooBar"
    );
    assert_eq!(safe("roles on OpenAI"), "roles on OpenAI");
}

#[test]
fn docs_link_addresses() {
    assert_eq!(
        safe("see https://example.com/a_b, please"),
        "see <https://example.com/a_b>, please"
    );
    assert_eq!(
        safe("see [the guide](https://example.com/guide) or [this](/guide)"),
        "see [the guide](<https://example.com/guide>) or this"
    );
}

#[test]
fn docs_keep_lists_and_blocks() {
    assert_eq!(
        safe("Roles:\n* `owner`\n* `reader`\n  1. sub\n\n```json\n{}\n```"),
        "Roles:\n\n- `owner`\n- `reader`\n  1. sub\n\n```text\n{}\n```"
    );
}

#[test]
fn docs_are_wrapped() {
    let out = safe(&"many words ".repeat(100));
    assert!(out.lines().all(|line| line.len() <= 96), "{out}");
}

#[test]
fn docs_join_summary_and_description() {
    let docs = Docs {
        summary: Some("Lists invites".to_owned()),
        description: Some("All of them.".to_owned()),
        link: Some("https://example.com".to_owned()),
        link_text: None,
    };
    let doc = super::of(&docs, String::new);
    assert_eq!(
        doc.as_str(),
        "Lists invites.\n\nAll of them.\n\nSee <https://example.com>."
    );
    let docs = Docs {
        link_text: Some("The *guide*.\n".to_owned()),
        ..docs
    };
    let doc = super::of(&docs, String::new);
    assert!(
        doc.as_str()
            .ends_with("See [The *guide*](<https://example.com>)."),
        "{doc:?}"
    );
}

#[test]
fn an_invitation_goes_with_its_link() {
    let shown = |text: &str| safe(text);
    assert_eq!(shown("A model. [Learn more](/docs)."), "A model.");
    assert_eq!(
        shown("A model. [Learn more](/docs). And more."),
        "A model. And more."
    );
    assert_eq!(
        shown("[Learn more](/docs) about it."),
        "Learn more about it."
    );
    assert_eq!(
        shown("A. [Learn more](https://example.com)."),
        "A. [Learn more](<https://example.com>)."
    );
    assert_eq!(
        shown("<p>A model.</p>\n\n\n<p><a href=\"/docs\">Learn more</a>.</p>"),
        "A model."
    );
    assert_eq!(
        shown("<p>A. <a href=\"/docs\">Learn more</a>. And <a href='/b'>more</a>.</p>"),
        "A. And more."
    );
    assert_eq!(
        shown("A. <a>Learn more about it</a>."),
        "A. Learn more about it."
    );
}
