//! Events to semantic HTML: no scripts, no styles, no attributes but those written here.

use super::{Node, Placed};
use crate::author::Highlight;
use crate::author::finding::{Findings, line_at};
use crate::author::typography;
use crate::message::escape;
use base::{Locale, TokenClass};
use pulldown_cmark::{Alignment, Event, LinkType, Tag, TagEnd};
use std::cell::RefCell;
use std::fmt::{self, Write};

/// A link to somewhere in the course, to be looked up when everything is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) line: usize,
    /// The lesson's id; `None`: this one.
    pub(crate) lesson: Option<String>,
    /// The exercise's or the heading's id.
    pub(crate) anchor: Option<String>,
}

/// Writes the HTML of one Markdown file.
pub(crate) struct Writer<'a> {
    pub(crate) locale: Locale,
    pub(crate) file: &'a str,
    pub(crate) source: &'a str,
    /// The id of the lesson that this is, for links within.
    pub(crate) lesson: &'a str,
    pub(crate) findings: &'a Findings,
    pub(crate) highlight: &'a dyn Highlight,
    pub(crate) links: RefCell<Vec<Link>>,
}

impl Writer<'_> {
    pub(crate) fn finding(&self, line: usize, what: impl Into<String>, fix: impl Into<String>) {
        self.findings.add(self.file, line, what, fix);
    }

    pub(crate) fn line(&self, offset: usize) -> usize {
        line_at(self.source, offset)
    }

    pub(crate) fn node(&self, node: &Node) -> String {
        self.events(&node.events)
    }

    /// Prose without marks, as it is set.
    pub(crate) fn prose(&self, text: &str) -> String {
        typography::set(text, self.locale, None)
    }

    /// Events as HTML; a lone paragraph loses its `<p>`.
    pub(crate) fn inline(&self, events: &[Placed]) -> String {
        let paragraphs = events.iter().filter(|(event, _)| matches!(event, Event::Start(Tag::Paragraph))).count();
        let html = self.events(events);
        match html.trim().strip_prefix("<p>").and_then(|inner| inner.strip_suffix("</p>")) {
            Some(inner) if paragraphs == 1 => inner.to_owned(),
            _ => html.trim().to_owned(),
        }
    }

    pub(crate) fn events(&self, events: &[Placed]) -> String {
        let mut out = String::new();
        let mut state = State::default();
        for (event, range) in events {
            self.event(event, range.start, &mut out, &mut state);
        }
        out
    }

    fn event(&self, event: &Event, offset: usize, out: &mut String, state: &mut State) {
        match event {
            Event::Start(tag) => self.start(tag, offset, out, state),
            Event::End(tag) => self.end(*tag, out, state),
            Event::Text(text) if state.code.is_some() => {
                if let Some((_, code)) = &mut state.code {
                    code.push_str(text);
                }
            }
            Event::Text(text) => {
                for (at, fix) in typography::problems(text, self.locale) {
                    self.finding(self.line(offset + at), "the spacing is not as the language has it", fix);
                }
                out.push_str(&escape(&typography::set(text, self.locale, state.last)));
                state.last = text.chars().last();
            }
            Event::Code(code) => {
                out.push_str("<code>");
                out.push_str(&escape(code));
                out.push_str("</code>");
                state.last = Some('x');
            }
            Event::SoftBreak => {
                out.push('\n');
                state.last = Some(' ');
            }
            Event::HardBreak => out.push_str("<br>\n"),
            Event::Rule => out.push_str("<hr>\n"),
            Event::InlineHtml(tag) if ["<kbd>", "</kbd>"].contains(&tag.as_ref()) => {
                out.push_str(tag);
                state.last = Some('x');
            }
            Event::InlineHtml(tag) | Event::Html(tag) => self.finding(
                self.line(offset),
                format!("HTML is not allowed here: {}", tag.trim()),
                "write Markdown; only <kbd>…</kbd> may be used, for keys",
            ),
            Event::TaskListMarker(_) => self.finding(
                self.line(offset),
                "a box to tick outside a quiz",
                "remove `[ ]`, or put a heading with the id of a [[quiz]] above the list",
            ),
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&self, tag: &Tag, offset: usize, out: &mut String, state: &mut State) {
        match tag {
            Tag::Paragraph => out.push_str("<p>"),
            Tag::BlockQuote(_) => out.push_str("<blockquote>"),
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    pulldown_cmark::CodeBlockKind::Fenced(info) => info.as_ref(),
                    pulldown_cmark::CodeBlockKind::Indented => "",
                };
                state.code = Some((info.split_whitespace().next().unwrap_or("").to_owned(), String::new()));
            }
            Tag::List(None) => out.push_str("<ul>\n"),
            Tag::List(Some(1)) => out.push_str("<ol>\n"),
            Tag::List(Some(first)) => push(out, format_args!("<ol start=\"{first}\">\n")),
            Tag::Item => out.push_str("<li>"),
            Tag::Table(alignments) => {
                state.alignments.clone_from(alignments);
                out.push_str("<div class=\"table-scroll\" tabindex=\"0\"><table>");
            }
            Tag::TableHead => {
                state.head = true;
                state.cell = 0;
                out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                state.cell = 0;
                out.push_str("<tr>");
            }
            Tag::TableCell => {
                let class = match state.alignments.get(state.cell) {
                    Some(Alignment::Right) => " class=\"right\"",
                    Some(Alignment::Center) => " class=\"center\"",
                    _ => "",
                };
                out.push_str(if state.head { "<th scope=\"col\"" } else { "<td" });
                out.push_str(class);
                out.push('>');
                state.cell += 1;
                state.last = None;
            }
            Tag::Emphasis => out.push_str("<em>"),
            Tag::Strong => out.push_str("<strong>"),
            Tag::Link { link_type, dest_url, .. } => self.link(*link_type, dest_url, offset, out),
            Tag::Image { .. } => self.finding(
                self.line(offset),
                "pictures are not packed",
                "draw it as a ```mermaid alt=\"…\" block, or say it in words",
            ),
            Tag::Heading { .. } | Tag::HtmlBlock => {}
            _ => self.finding(
                self.line(offset),
                "this Markdown is not known here",
                "write it with paragraphs, lists or tables",
            ),
        }
        if matches!(tag, Tag::Paragraph | Tag::Item) {
            state.last = None;
        }
    }

    fn end(&self, tag: TagEnd, out: &mut String, state: &mut State) {
        match tag {
            TagEnd::Paragraph => out.push_str("</p>\n"),
            TagEnd::BlockQuote(_) => out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => {
                if let Some((language, code)) = state.code.take() {
                    out.push_str(&self.code(&language, &code));
                    out.push('\n');
                }
            }
            TagEnd::List(ordered) => out.push_str(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => out.push_str("</li>\n"),
            TagEnd::Table => out.push_str("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                state.head = false;
                out.push_str("</tr></thead><tbody>");
            }
            TagEnd::TableRow => out.push_str("</tr>"),
            TagEnd::TableCell => out.push_str(if state.head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => out.push_str("</em>"),
            TagEnd::Strong => out.push_str("</strong>"),
            TagEnd::Link => out.push_str("</a>"),
            _ => {}
        }
    }

    /// A block of code to read.
    pub(crate) fn code(&self, language: &str, code: &str) -> String {
        let class = match language {
            "" => String::new(),
            language => format!(" class=\"language-{}\"", escape(language)),
        };
        format!("<pre tabindex=\"0\"><code{class}>{}</code></pre>", self.highlighted(language, code))
    }

    /// Code with its tokens in `<span class="tok-…">`.
    pub(crate) fn highlighted(&self, language: &str, code: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for token in self.highlight.tokens(language, code) {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            let (Some(between), Some(text)) = (code.get(at..start), code.get(start..end)) else { continue };
            out.push_str(&escape(between));
            push(&mut out, format_args!("<span class=\"tok-{}\">{}</span>", class_name(token.class), escape(text)));
            at = end;
        }
        out.push_str(&escape(code.get(at..).unwrap_or("")));
        out
    }

    fn link(&self, kind: LinkType, target: &str, offset: usize, out: &mut String) {
        let line = self.line(offset);
        let inside = if let Some(lesson) = target.strip_prefix("lesson:") {
            let (lesson, anchor) = match lesson.split_once('#') {
                Some((lesson, anchor)) => (lesson, Some(anchor)),
                None => (lesson, None),
            };
            Some((Some(lesson), anchor))
        } else {
            target.strip_prefix('#').map(|anchor| (None, Some(anchor)))
        };
        if let Some((lesson, anchor)) = inside {
            let href = crate::model::lesson_href(self.locale, lesson.unwrap_or(self.lesson), anchor);
            push(out, format_args!("<a href=\"{}\">", escape(&href)));
            self.links.borrow_mut().push(Link {
                line,
                lesson: lesson.map(str::to_owned),
                anchor: anchor.map(str::to_owned),
            });
            return;
        }
        if !target.starts_with("https://") || matches!(kind, LinkType::Email) {
            self.finding(
                line,
                format!("the link `{target}` leads nowhere"),
                "write lesson:ID, lesson:ID#exercise, #exercise or https://…",
            );
        }
        push(out, format_args!("<a href=\"{}\" rel=\"external noopener\" target=\"_blank\">", escape(target)));
    }
}

#[derive(Default)]
struct State {
    /// The last character of prose, for apostrophes and quotes.
    last: Option<char>,
    /// Language and text of the block of code that is open.
    code: Option<(String, String)>,
    alignments: Vec<Alignment>,
    cell: usize,
    head: bool,
}

/// The class's name in style sheets.
fn class_name(class: TokenClass) -> &'static str {
    match class {
        TokenClass::Keyword => "keyword",
        TokenClass::Function => "function",
        TokenClass::Type => "type",
        TokenClass::Identifier => "identifier",
        TokenClass::String => "string",
        TokenClass::Number => "number",
        TokenClass::Constant => "constant",
        TokenClass::Variable => "variable",
        TokenClass::Option => "option",
        TokenClass::Operator => "operator",
        TokenClass::Punctuation => "punctuation",
        TokenClass::Comment => "comment",
        TokenClass::Error => "error",
    }
}

/// Writing to a text cannot fail.
fn push(out: &mut String, text: fmt::Arguments) {
    let _ = out.write_fmt(text);
}
