//! The text of a resource to messages.

use super::{Key, Messages, Pattern, Piece};

/// Where a resource cannot be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The message it is in.
    pub(crate) message: String,
    /// What was expected there.
    pub(crate) expected: &'static str,
}

/// Reads a resource. A message that cannot be read is left out and told.
pub(crate) fn read(source: &str) -> (Messages, Vec<Problem>) {
    let (mut messages, mut problems) = (Messages::new(), Vec::new());
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let (id, first) = line.split_once('=').unwrap_or((line, ""));
        let mut raw = first.trim_start_matches(' ').to_owned();
        // A message goes on over indented and empty lines, and to the end of what stands in braces.
        while let Some(next) = lines.next_if(|next| next.starts_with(' ') || next.is_empty() || depth(&raw) > 0) {
            raw.push('\n');
            raw.push_str(next);
        }
        let id = id.trim();
        let mut reader = Reader { rest: raw.trim_end_matches([' ', '\n']) };
        match reader.pattern(false) {
            Ok(pattern) if reader.rest.is_empty() && !id.is_empty() => {
                messages.insert(id.to_owned(), pattern);
            }
            Ok(_) => problems.push(Problem { message: id.to_owned(), expected: "the end of the message" }),
            Err(expected) => problems.push(Problem { message: id.to_owned(), expected }),
        }
    }
    (messages, problems)
}

/// Braces that are still open; those of a literal do not count.
fn depth(raw: &str) -> usize {
    let (mut depth, mut literal) = (0_usize, false);
    for letter in raw.chars() {
        match letter {
            '"' if depth > 0 => literal = !literal,
            '{' if !literal => depth += 1,
            '}' if !literal => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

/// A stretch of a pattern before its lines are set flush.
enum Raw {
    Piece(Piece),
    /// Line breaks, then so many spaces.
    Break(usize, usize),
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// Reads up to the end, or in a variant up to the next one.
    fn pattern(&mut self, variant: bool) -> Result<Pattern, &'static str> {
        let mut found = Vec::new();
        loop {
            let end = self.rest.find(['\n', '{', '}']).unwrap_or(self.rest.len());
            if end > 0 {
                found.push(Raw::Piece(Piece::Text(self.rest[..end].to_owned())));
                self.rest = &self.rest[end..];
            }
            if self.rest.starts_with('{') {
                found.push(Raw::Piece(self.place()?));
            } else if self.rest.starts_with('\n') {
                let after = self.rest.trim_start_matches([' ', '\n']);
                if after.is_empty() || (variant && after.starts_with(['[', '*', '}'])) {
                    break;
                }
                if after.starts_with('.') {
                    return Err("no attribute");
                }
                let blank = &self.rest[..self.rest.len() - after.len()];
                let spaces = blank.len() - blank.rfind('\n').map_or(0, |at| at + 1);
                found.push(Raw::Break(blank.matches('\n').count(), spaces));
                self.rest = after;
            } else if self.rest.is_empty() || variant {
                break;
            } else {
                return Err("no lone brace");
            }
        }
        Ok(flush(found))
    }

    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\n']);
    }

    fn take(&mut self, wanted: &str) -> bool {
        let after = self.rest.strip_prefix(wanted);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn name(&mut self) -> Result<String, &'static str> {
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
        let end = self.rest.find(|letter| !is_part(letter)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        if name.is_empty() { Err("a name") } else { Ok(name.to_owned()) }
    }

    /// `{ … }`
    fn place(&mut self) -> Result<Piece, &'static str> {
        self.take("{");
        self.skip();
        let piece = if self.take("\"") {
            let end = self.rest.find('"').ok_or("a closing quote")?;
            let text = self.rest[..end].to_owned();
            self.rest = &self.rest[end + 1..];
            Piece::Text(text)
        } else if self.take("$") {
            let argument = self.name()?;
            self.skip();
            if self.take("->") { self.choice(argument)? } else { Piece::Argument(argument) }
        } else {
            Piece::Message(self.name()?)
        };
        self.skip();
        if self.take("}") { Ok(piece) } else { Err("a closing brace") }
    }

    fn choice(&mut self, argument: String) -> Result<Piece, &'static str> {
        let (mut variants, mut otherwise) = (Vec::new(), None);
        loop {
            self.skip();
            let marked = self.take("*");
            if !self.take("[") {
                break;
            }
            self.skip();
            let name = self.name()?;
            self.skip();
            if !self.take("]") {
                return Err("a closing bracket");
            }
            self.rest = self.rest.trim_start_matches(' ');
            if marked {
                otherwise = Some(variants.len());
            }
            let key = name.parse().map_or(Key::Name(name), Key::Number);
            let mut pattern = self.pattern(true)?;
            if let Some(Piece::Text(last)) = pattern.last_mut() {
                last.truncate(last.trim_end_matches([' ', '\n']).len());
            }
            variants.push((key, pattern));
        }
        let otherwise = otherwise.ok_or("a variant marked with *")?;
        Ok(Piece::Choice { argument, variants, otherwise })
    }
}

/// Takes the indentation away that all lines share.
fn flush(raw: Vec<Raw>) -> Pattern {
    let shared = raw.iter().filter_map(|one| if let Raw::Break(_, spaces) = one { Some(*spaces) } else { None }).min();
    let mut pattern: Pattern = Vec::new();
    for (at, one) in raw.into_iter().enumerate() {
        let piece = match one {
            Raw::Piece(piece) => piece,
            // A text that begins on the next line begins there.
            Raw::Break(_, spaces) if at == 0 => Piece::Text(" ".repeat(spaces - shared.unwrap_or(0))),
            Raw::Break(lines, spaces) => {
                Piece::Text(format!("{}{}", "\n".repeat(lines), " ".repeat(spaces - shared.unwrap_or(0))))
            }
        };
        match (pattern.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => pattern.push(piece),
        }
    }
    pattern
}
