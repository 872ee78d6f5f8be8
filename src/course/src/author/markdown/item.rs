//! Items of the lists below an exercise: hints, words of checks, options.

use super::{Placed, html::Writer, plain};
use base::Locale;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// What an item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// `Hint: …`
    Hint(String),
    /// `` `id`: … ``
    Words(String, String),
    /// `*else*: …`
    Otherwise(String),
    /// `[x] … — reason`; the reason is empty where there is none.
    Choice { right: bool, html: String, reason: String },
    /// `… — reason`, or anything else.
    Plain,
}

impl Item {
    pub(crate) fn read(events: &[Placed], writer: &Writer) -> Self {
        let lead = usize::from(matches!(events.first(), Some((Event::Start(Tag::Paragraph), _))));
        let rest = |skip: usize, text: &str| {
            let mut left: Vec<Placed> = events[..lead].to_vec();
            let range = events[lead + skip - 1].1.clone();
            // The range shrinks from the left with the text, so that findings keep their line.
            let start = range.end.saturating_sub(text.len());
            left.push((Event::Text(CowStr::Boxed(text.into())), start..range.end));
            left.extend_from_slice(&events[lead + skip..]);
            sentence(writer.inline(&left))
        };
        match &events[lead..] {
            [(Event::TaskListMarker(right), _), ..] => {
                let (html, reason) = split_reason(&events[lead + 1..], writer);
                Self::Choice { right: *right, html, reason }
            }
            [(Event::Text(text), _), ..] => {
                let word = match writer.locale {
                    Locale::Fr => "Indice",
                    Locale::En => "Hint",
                };
                match text.strip_prefix(word).and_then(after_colon) {
                    Some(text) => Self::Hint(rest(1, text)),
                    None => Self::Plain,
                }
            }
            [(Event::Code(id), _), (Event::Text(text), _), ..] => match after_colon(text) {
                Some(text) => Self::Words(id.to_string(), rest(2, text)),
                None => Self::Plain,
            },
            [
                (Event::Start(Tag::Emphasis), _),
                (Event::Text(word), _),
                (Event::End(TagEnd::Emphasis), _),
                (Event::Text(text), _),
                ..,
            ] if word.as_ref() == if writer.locale == Locale::Fr { "sinon" } else { "else" } => {
                match after_colon(text) {
                    Some(text) => Self::Otherwise(rest(4, text)),
                    None => Self::Plain,
                }
            }
            _ => Self::Plain,
        }
    }
}

/// What stands by itself begins with a capital, though it followed a colon in the file.
fn sentence(html: String) -> String {
    let mut characters = html.chars();
    match characters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(characters).collect(),
        _ => html,
    }
}

/// What follows a colon, with or without spaces around it.
fn after_colon(text: &str) -> Option<&str> {
    Some(text.trim_start().strip_prefix(':')?.trim_start())
}

/// What stands before the first em dash, and what after it.
pub(crate) fn split_reason(events: &[Placed], writer: &Writer) -> (String, String) {
    for (index, (event, range)) in events.iter().enumerate() {
        let Event::Text(text) = event else { continue };
        let Some((before, after)) = text.split_once(" \u{2014} ") else { continue };
        let mut option = events[..index].to_vec();
        option.push((Event::Text(CowStr::Boxed(before.into())), range.clone()));
        let start = range.end.saturating_sub(after.len());
        let mut reason = vec![(Event::Text(CowStr::Boxed(after.into())), start..range.end)];
        reason.extend_from_slice(&events[index + 1..]);
        // In a loose list the paragraph's end belongs to neither half.
        reason.retain(|(event, _)| !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)));
        option.retain(|(event, _)| !matches!(event, Event::Start(Tag::Paragraph)));
        return (writer.inline(&option), sentence(writer.inline(&reason)));
    }
    (writer.inline(events), String::new())
}

/// Whether an item looks like one of ours that was not recognised: an id in code, then a colon.
pub(crate) fn looks_like_words(events: &[Placed]) -> bool {
    let text = plain(events);
    matches!(events.first(), Some((Event::Code(_) | Event::TaskListMarker(_), _)))
        || ["Indice", "Hint"].iter().any(|word| text.starts_with(word))
}
