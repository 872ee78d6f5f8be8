//! Blocks of code: their info string and their text.

use super::Node;
use pulldown_cmark::{CodeBlockKind, Event, Tag};
use std::collections::BTreeMap;

/// A block of code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fence {
    /// The first word of the info string.
    pub(crate) language: String,
    /// The `key=value` and `key="some value"` after it.
    pub(crate) attributes: BTreeMap<String, String>,
    /// What the info string has that is none of these.
    pub(crate) unknown: Vec<String>,
    /// The code, with its last line break.
    pub(crate) code: String,
}

impl Fence {
    pub(crate) fn of(node: &Node) -> Option<Self> {
        let Event::Start(Tag::CodeBlock(kind)) = &node.events[0].0 else { return None };
        let mut fence = match kind {
            CodeBlockKind::Fenced(info) => Self::info(info),
            CodeBlockKind::Indented => Self::default(),
        };
        for (event, _) in node.inside() {
            if let Event::Text(text) = event {
                fence.code.push_str(text);
            }
        }
        Some(fence)
    }

    /// Reads an info string.
    pub(crate) fn info(info: &str) -> Self {
        let (language, mut rest) = info.trim().split_once(char::is_whitespace).unwrap_or((info.trim(), ""));
        let mut fence = Self { language: language.to_owned(), ..Self::default() };
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return fence;
            }
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            let Some(value) = after.strip_prefix('=') else {
                fence.unknown.push(key.to_owned());
                rest = after;
                continue;
            };
            let (value, after) = match value.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            };
            fence.attributes.insert(key.to_owned(), value.to_owned());
            rest = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn info_strings() {
        let fence = Fence::info("mermaid alt=\"Deux bases, un journal.\" wide x=1");
        assert_eq!(fence.language, "mermaid");
        assert_eq!(fence.attributes["alt"], "Deux bases, un journal.");
        assert_eq!(fence.attributes["x"], "1");
        assert_eq!(fence.unknown, ["wide"]);
        assert_eq!(Fence::info("sql try=matin").attributes["try"], "matin");
        assert_eq!(Fence::info(""), Fence::default());
    }
}
