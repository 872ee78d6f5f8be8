//! CSV as RFC 4180 has it: records of fields, quotes doubled inside quotes, line ends `\n` or `\r\n`.

use std::borrow::Cow;

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// Its text, unquoted.
    pub text: Cow<'a, str>,
    /// Whether it was quoted: an empty quoted field is an empty text, not NULL.
    pub quoted: bool,
}

/// Reads records one after the other.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    rest: &'a str,
    delimiter: u8,
}

impl<'a> Reader<'a> {
    /// Reads `text`; the delimiter is an ASCII character.
    pub fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text.strip_prefix('\u{feff}').unwrap_or(text), delimiter: delimiter as u8 }
    }

    /// What is not read yet.
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    /// What stands between fields.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Goes on `bytes` bytes further, which end a record.
    pub(crate) fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or("");
    }

    /// Reads the next record into `fields`; false at the end.
    pub fn record(&mut self, fields: &mut Vec<Field<'a>>) -> bool {
        fields.clear();
        if self.rest.is_empty() {
            return false;
        }
        loop {
            let (field, length, more) = self.field();
            fields.push(field);
            self.rest = &self.rest[length..];
            if !more {
                return true;
            }
        }
    }

    /// The next field, the bytes it takes with its delimiter, and whether another follows in the record.
    fn field(&self) -> (Field<'a>, usize, bool) {
        let bytes = self.rest.as_bytes();
        if bytes.first() != Some(&b'"') {
            let end = bytes.iter().position(|b| *b == self.delimiter || *b == b'\n').unwrap_or(bytes.len());
            let text = &self.rest[..end];
            let text =
                if bytes.get(end) == Some(&self.delimiter) { text } else { text.strip_suffix('\r').unwrap_or(text) };
            let more = bytes.get(end) == Some(&self.delimiter);
            return (Field { text: Cow::Borrowed(text), quoted: false }, (end + 1).min(bytes.len()), more);
        }
        let mut text = String::new();
        let mut at = 1;
        while at < bytes.len() {
            let stop = self.rest[at..].find('"').map_or(bytes.len(), |found| at + found);
            text.push_str(&self.rest[at..stop]);
            at = stop + 1;
            if bytes.get(at) == Some(&b'"') {
                text.push('"');
                at += 1;
            } else {
                break;
            }
        }
        let at = at.min(bytes.len());
        let end = bytes[at..]
            .iter()
            .position(|b| *b == self.delimiter || *b == b'\n')
            .map_or(bytes.len(), |found| at + found);
        let tail = self.rest[at..end].trim_end_matches('\r');
        text.push_str(tail);
        let more = bytes.get(end) == Some(&self.delimiter);
        (Field { text: Cow::Owned(text), quoted: true }, (end + 1).min(bytes.len()), more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_line_ends() {
        let mut reader = Reader::new("a,b\r\n\"x \"\"y\"\"\n,z\",\n,\"\"", ',');
        let mut fields = Vec::new();
        let mut seen = Vec::new();
        while reader.record(&mut fields) {
            seen.push(fields.iter().map(|f| (f.text.to_string(), f.quoted)).collect::<Vec<_>>());
        }
        let field = |text: &str, quoted| (text.to_owned(), quoted);
        assert_eq!(seen[0], [field("a", false), field("b", false)]);
        assert_eq!(seen[1], [field("x \"y\"\n,z", true), field("", false)]);
        assert_eq!(seen[2], [field("", false), field("", true)]);
    }
}
