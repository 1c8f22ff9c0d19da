//! HTML inside markdown: its text is kept, what shapes it is not.

use super::writer::Writer;
use crate::text::code_span;

impl Writer {
    /// Tags that only shape text are left out; what else stands between angle brackets is shown as code.
    pub(super) fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            self.html_text(&rest[..at]);
            rest = &rest[at..];
            if rest.starts_with("<!--") {
                rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
                continue;
            }
            let Some(end) = rest.find('>') else { break };
            self.tag(&rest[..=end]);
            rest = &rest[end + 1..];
        }
        self.html_text(rest);
    }

    fn html_text(&mut self, text: &str) {
        let text = text
            .replace("&nbsp;", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
        self.text(&text);
    }

    fn tag(&mut self, tag: &str) {
        const INLINE: [&str; 19] = [
            "abbr", "b", "big", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "s",
            "small", "span", "strong", "sub", "sup", "u",
        ];
        const BLOCK: [&str; 31] = [
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "html",
            "li",
            "main",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "tr",
            "ul",
        ];
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if name == "a" {
            self.anchor(!tag.starts_with("</"));
        } else if name == "br" || BLOCK.contains(&name.as_str()) {
            self.line_break();
        } else if ["td", "th", "thead"].contains(&name.as_str()) {
            self.glue = false;
        } else if !INLINE.contains(&name.as_str()) {
            let span = code_span(tag, self.row.is_some());
            self.piece(&span);
        }
    }
}
