//! Writes parsed markdown anew: paragraphs, lists, quotes, tables and blocks of plain text.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::inline;
use crate::text::{code_span, longest_run};

/// The columns of a line, without the comment sign before it.
const WIDTH: usize = 96;

/// Containers deeper than this are written as if they were not there.
const DEEPEST: usize = 6;

/// A line end that stays where it is, as a word.
const BREAK: &str = "\n";

/// What stands around the blocks that are being written.
enum Container {
    Quote,
    /// An item, with its marker until that has been written.
    Item {
        marker: Option<String>,
        width: usize,
    },
    /// One that is too deep to be shown.
    Hidden,
}

/// A link that is being read: where it leads, and where its text began.
struct Link {
    url: Option<String>,
    words: usize,
    last: usize,
    glue: bool,
    text: String,
}

/// The lines so far, and what is being put together.
#[derive(Default)]
pub(super) struct Writer {
    lines: Vec<String>,
    gap: bool,
    containers: Vec<Container>,
    /// The next number of each list that is open, `None` for bullets.
    lists: Vec<Option<u64>>,
    words: Vec<String>,
    pub(super) glue: bool,
    links: Vec<Link>,
    /// A link of HTML, whose text alone is kept.
    anchor: Option<Link>,
    heading: bool,
    /// Where a sentence begins that may only invite to follow a link that is not kept.
    invitation: Option<usize>,
    code: Option<String>,
    pub(super) row: Option<Vec<String>>,
}

impl Writer {
    /// Takes the next event.
    pub(super) fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                if let Some(link) = self.links.last_mut() {
                    link.text.push_str(&text);
                }
                let span = code_span(&text, self.row.is_some());
                self.piece(&span);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::FootnoteReference(name) => self.text(&name),
            Event::SoftBreak => self.glue = false,
            Event::HardBreak => self.line_break(),
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    /// The text, without a line end.
    pub(super) fn finish(mut self) -> String {
        self.flush();
        self.lines.join("\n")
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.flush();
                self.heading = true;
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.open(Container::Quote);
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                self.flush();
                if first.is_some_and(|first| first != 1) {
                    self.gap = true;
                }
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let marker = self.marker();
                let width = marker.len();
                self.open(Container::Item {
                    marker: Some(marker),
                    width,
                });
            }
            Tag::TableCell => self.words.clear(),
            Tag::TableHead | Tag::TableRow => {
                self.flush();
                self.row = Some(Vec::new());
            }
            Tag::Emphasis => self.piece("*"),
            Tag::Strong if !self.heading => self.piece("**"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.open_link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => self.open_link(LinkType::Inline, &dest_url),
            _ => self.flush_before(&tag),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                self.flush();
                self.gap = true;
            }
            TagEnd::Heading(_) => {
                self.heading = false;
                if let Some(first) = self.words.first_mut() {
                    first.insert_str(0, "**");
                }
                if let Some(last) = self.words.last_mut() {
                    last.push_str("**");
                }
                self.flush();
                self.gap = true;
            }
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.flush();
                self.containers.pop();
                self.gap |= tag != TagEnd::Item;
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.gap |= self.lists.is_empty();
            }
            TagEnd::TableCell => self.cell(),
            TagEnd::TableHead | TagEnd::TableRow => self.row(tag == TagEnd::TableHead),
            TagEnd::Table => self.gap = true,
            TagEnd::Emphasis => self.closing("*"),
            TagEnd::Strong if !self.heading => self.closing("**"),
            TagEnd::Link | TagEnd::Image => self.close_link(),
            _ => {}
        }
    }

    /// Ends what stands before a block.
    fn flush_before(&mut self, tag: &Tag<'_>) {
        if matches!(tag, Tag::Paragraph | Tag::HtmlBlock | Tag::Table(_)) {
            self.flush();
        }
    }

    fn open(&mut self, container: Container) {
        let shown = self.containers.len() < DEEPEST;
        self.containers
            .push(if shown { container } else { Container::Hidden });
    }

    /// The sign before an item of the innermost list.
    fn marker(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1).min(999_999_999);
                marker
            }
            _ => "- ".to_owned(),
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        for link in self.links.last_mut().into_iter().chain(&mut self.anchor) {
            link.text.push_str(text);
        }
        let stop = text.strip_prefix('.').filter(|_| self.drop_invitation());
        let text = stop.unwrap_or(text);
        if text.starts_with(char::is_whitespace) {
            self.glue = false;
        }
        let in_link = self.links.iter().any(|link| link.url.is_some());
        let mut first = true;
        for word in text.split_whitespace() {
            if !first {
                self.glue = false;
            }
            first = false;
            self.piece(&inline::word(word, in_link, self.row.is_some()));
        }
        if text.ends_with(char::is_whitespace) {
            self.glue = false;
        }
    }

    /// Adds to the last word, or begins a new one after a space.
    pub(super) fn piece(&mut self, text: &str) {
        self.invitation = None;
        match self.words.last_mut() {
            Some(last) if self.glue && last != BREAK => {
                // An asterisk that emphasizes and a slash must not look like the end of a comment.
                if last.ends_with('*') && text.starts_with('/') {
                    last.push('\\');
                }
                last.push_str(text);
            }
            _ => self.words.push(text.to_owned()),
        }
        self.glue = true;
    }

    /// Adds to the last word even after a space: what closes something stands next to it.
    fn closing(&mut self, text: &str) {
        self.glue = true;
        self.piece(text);
    }

    pub(super) fn line_break(&mut self) {
        let holds = self.row.is_none() && !self.heading && self.links.is_empty();
        if holds && self.words.last().is_some_and(|last| last != BREAK) {
            self.words.push(BREAK.to_owned());
        }
        self.glue = false;
    }

    fn open_link(&mut self, kind: LinkType, target: &str) {
        let nested = self.links.iter().any(|link| link.url.is_some());
        let url = target.trim();
        let url = (!nested && kind != LinkType::Email && inline::is_url(url) && self.row.is_none())
            .then(|| url.to_owned());
        let link = self.begun(url.clone());
        self.links.push(link);
        if url.is_some() {
            self.piece("[");
        }
    }

    /// A link that begins behind what there is.
    fn begun(&self, url: Option<String>) -> Link {
        Link {
            words: self.words.len(),
            last: self.words.last().map_or(0, String::len),
            glue: self.glue,
            text: String::new(),
            url,
        }
    }

    /// A link of HTML begins, or ends.
    pub(super) fn anchor(&mut self, begins: bool) {
        if let Some(link) = self.anchor.take() {
            self.note_invitation(&link);
        }
        self.anchor = begins.then(|| self.begun(None));
    }

    fn close_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        if let Some(outer) = self.links.last_mut() {
            outer.text.push_str(&link.text);
        }
        let Some(url) = link.url else {
            self.note_invitation(&link);
            return;
        };
        let text = link.text.trim();
        if text.is_empty() || text == url {
            self.words.truncate(link.words);
            if let Some(last) = self.words.last_mut().filter(|_| link.words > 0) {
                last.truncate(link.last);
            }
            self.glue = link.glue;
            self.piece(&format!("<{url}>"));
        } else {
            self.closing(&format!("](<{url}>)"));
        }
    }

    /// Notes a sentence that may be nothing but an invitation to follow a link that is not kept.
    fn note_invitation(&mut self, link: &Link) {
        const INVITATIONS: [&str; 4] = ["Learn more", "Read more", "See more", "More information"];
        let before = self.words.get(..link.words).and_then(<[String]>::last);
        let ends = |word: &String| word.ends_with(['.', '!', '?', ')']) || word == BREAK;
        let text = link.text.trim().trim_end_matches('.');
        if before.is_none_or(ends) && INVITATIONS.contains(&text) {
            self.invitation = Some(link.words);
        }
    }

    /// Leaves such a sentence out: it says nothing without its link.
    fn drop_invitation(&mut self) -> bool {
        let words = self.invitation.take();
        if let Some(words) = words {
            self.words.truncate(words);
        }
        words.is_some()
    }

    fn cell(&mut self) {
        self.words.retain(|word| word != BREAK);
        let text = std::mem::take(&mut self.words).join(" ");
        self.glue = false;
        if let Some(row) = &mut self.row {
            row.push(text);
        }
    }

    fn row(&mut self, head: bool) {
        let Some(cells) = self.row.take() else { return };
        self.line(&format!("| {} |", cells.join(" | ")));
        if head {
            self.line(&format!("|{}", " --- |".repeat(cells.len())));
        }
    }

    fn code_block(&mut self) {
        let code = self.code.take().unwrap_or_default();
        if code.trim().is_empty() {
            return;
        }
        let fence = "`".repeat(longest_run(&code, '`').max(2) + 1);
        self.line(&format!("{fence}text"));
        for line in code.trim_end().lines() {
            let line = line.replace('\t', "    ").replace("*/", "* /");
            self.line(line.trim_end());
        }
        self.line(&fence);
        self.gap = true;
    }

    /// Writes the words so far as lines.
    fn flush(&mut self) {
        self.glue = false;
        self.anchor = None;
        self.drop_invitation();
        while self.words.last().is_some_and(|last| last == BREAK) {
            self.words.pop();
        }
        let words = std::mem::take(&mut self.words);
        if words.is_empty() {
            return;
        }
        let width = WIDTH.saturating_sub(self.indent()).max(20);
        let mut line = String::new();
        for word in &words {
            if word == BREAK {
                line.push('\\');
                self.line(&std::mem::take(&mut line));
            } else if line.is_empty() {
                line = inline::at_line_start(word);
            } else if line.chars().count() + 1 + word.chars().count() > width {
                self.line(&std::mem::replace(&mut line, inline::at_line_start(word)));
            } else {
                line.push(' ');
                line.push_str(word);
            }
        }
        if !line.is_empty() {
            self.line(&line);
        }
    }

    fn indent(&self) -> usize {
        self.containers
            .iter()
            .take(DEEPEST)
            .map(|container| match container {
                Container::Quote => 2,
                Container::Item { width, .. } => *width,
                Container::Hidden => 0,
            })
            .sum()
    }

    /// Writes a line inside its containers, after an empty one where a block ended before it.
    fn line(&mut self, text: &str) {
        if std::mem::take(&mut self.gap) && !self.lines.is_empty() {
            let prefix = self.prefix(true);
            self.lines.push(prefix.trim_end().to_owned());
        }
        let line = self.prefix(false) + text;
        self.lines.push(line.trim_end().to_owned());
    }

    fn prefix(&mut self, empty: bool) -> String {
        let mut prefix = String::new();
        for container in self.containers.iter_mut().take(DEEPEST) {
            match container {
                Container::Quote => prefix.push_str("> "),
                Container::Item { marker, width } => match marker.take_if(|_| !empty) {
                    Some(marker) => prefix.push_str(&marker),
                    None => prefix.push_str(&" ".repeat(*width)),
                },
                Container::Hidden => {}
            }
        }
        prefix
    }
}
