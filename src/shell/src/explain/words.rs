//! The sentences of explanations: messages by id, `id = text with { $arguments }`, one a line, from a Fluent file.

use std::collections::BTreeMap;

/// The messages of one language.
#[derive(Clone, Debug, Default)]
pub struct Words<'a> {
    messages: BTreeMap<&'a str, &'a str>,
}

impl<'a> Words<'a> {
    /// Reads a file of messages. Comments and blank lines are left out, and so is what is no message.
    pub fn read(source: &'a str) -> Self {
        let messages = source
            .lines()
            .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
            .filter_map(|line| line.split_once(" = "))
            .collect();
        Self { messages }
    }

    /// Are there no messages at all?
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// The ids there are.
    pub fn ids(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.messages.keys().copied()
    }

    /// Is there a message of this id?
    pub fn knows(&self, id: &str) -> bool {
        self.messages.contains_key(id)
    }

    /// A message with its places filled; an id that nobody wrote shows itself, which a test would catch.
    pub fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        let Some(pattern) = self.messages.get(id) else { return id.to_owned() };
        let mut text = String::new();
        let mut rest = *pattern;
        while let Some((before, after)) = rest.split_once("{ $") {
            text.push_str(before);
            let (name, behind) = after.split_once(" }").unwrap_or((after, ""));
            text.push_str(args.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
            rest = behind;
        }
        text + rest
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn places_are_filled() {
        let words = Words::read("# comment\nhello = Hello, { $name }: { $name }!\n\nbare = nothing\n");
        assert_eq!(words.say("hello", &[("name", "Ada")]), "Hello, Ada: Ada!");
        assert_eq!(words.say("bare", &[]), "nothing");
        assert!(!words.knows("comment"));
    }
}
