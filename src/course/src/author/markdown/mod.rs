//! Markdown to plain nodes and to HTML that is safe by construction: only what [`html`] knows is ever written.

pub(crate) mod diagram;
pub(crate) mod fence;
pub(crate) mod html;
pub(crate) mod item;

use crate::author::finding::line_at;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TextMergeWithOffset};
use std::ops::Range;

/// An event and the bytes it comes from.
pub(crate) type Placed<'a> = (Event<'a>, Range<usize>);

/// A block at the top of the document: its events, from its start to its end.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) events: Vec<Placed<'a>>,
    pub(crate) line: usize,
}

/// The blocks of a document, in order.
pub(crate) fn parse(source: &str) -> Vec<Node<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_HEADING_ATTRIBUTES;
    let events = TextMergeWithOffset::new(Parser::new_ext(source, options).into_offset_iter());
    let mut nodes = Vec::new();
    let mut open: Vec<Placed> = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in events {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        open.push((event, range));
        if depth == 0 {
            let line = line_at(source, open[0].1.start);
            nodes.push(Node { events: std::mem::take(&mut open), line });
        }
    }
    nodes
}

impl<'a> Node<'a> {
    /// Level and id, for a heading.
    pub(crate) fn heading(&self) -> Option<(u8, Option<String>)> {
        match &self.events[0].0 {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let level = match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    _ => 4,
                };
                Some((level, id.as_ref().map(ToString::to_string)))
            }
            _ => None,
        }
    }

    /// Whether it is a list, and an ordered one.
    pub(crate) fn list(&self) -> Option<bool> {
        match &self.events[0].0 {
            Event::Start(Tag::List(first)) => Some(first.is_some()),
            _ => None,
        }
    }

    /// The items of a list: the events inside each.
    pub(crate) fn items(&self) -> Vec<&[Placed<'a>]> {
        let mut items = Vec::new();
        let (mut depth, mut start) = (0_usize, 0);
        for (index, (event, _)) in self.events.iter().enumerate() {
            match event {
                Event::Start(_) => {
                    depth += 1;
                    if depth == 2 {
                        start = index + 1;
                    }
                }
                Event::End(_) => {
                    depth -= 1;
                    if depth == 1 {
                        items.push(&self.events[start..index]);
                    }
                }
                _ => {}
            }
        }
        items
    }

    /// Its events without the outermost start and end.
    pub(crate) fn inside(&self) -> &[Placed<'a>] {
        &self.events[1..self.events.len().max(2) - 1]
    }

    /// What a heading or a paragraph says, without marks.
    pub(crate) fn plain(&self) -> String {
        plain(&self.events)
    }
}

/// The text of events, without marks.
pub(crate) fn plain(events: &[Placed]) -> String {
    let mut out = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}
