//! Colours for a command line: a light scan that never fails, whatever is still missing.

use super::command::RESERVED;
use super::parser::is_meta;
use base::{Span, Token, TokenClass};

/// Coloured stretches of a command line, in order, without overlap.
pub fn highlight(line: &str) -> Vec<Token> {
    let mut scan = Scan { text: line.as_bytes(), at: 0, tokens: Vec::new(), command: true };
    scan.all();
    scan.tokens
}

struct Scan<'a> {
    text: &'a [u8],
    at: usize,
    tokens: Vec<Token>,
    /// The next word is a command's name.
    command: bool,
}

impl Scan<'_> {
    fn push(&mut self, start: usize, class: TokenClass) {
        if self.at > start {
            self.tokens.push(Token { span: Span::new(start, self.at), class });
        }
    }

    fn all(&mut self) {
        while let Some(&byte) = self.text.get(self.at) {
            let start = self.at;
            match byte {
                b' ' | b'\t' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    self.command = true;
                }
                b'#' => {
                    self.at +=
                        self.text[start..].iter().position(|byte| *byte == b'\n').unwrap_or(self.text.len() - start);
                    self.push(start, TokenClass::Comment);
                }
                b'<' | b'>' => {
                    while self.text.get(self.at).is_some_and(|byte| b"<>&|-".contains(byte)) {
                        self.at += 1;
                    }
                    self.push(start, TokenClass::Operator);
                    let command = std::mem::replace(&mut self.command, false);
                    while matches!(self.text.get(self.at), Some(b' ' | b'\t')) {
                        self.at += 1;
                    }
                    self.word(false);
                    self.command = command;
                }
                _ if is_meta(byte) => {
                    while self.text.get(self.at).is_some_and(|next| *next == byte) {
                        self.at += 1;
                    }
                    self.push(start, TokenClass::Operator);
                    self.command = byte != b')';
                }
                _ => {
                    let name = self.command;
                    self.word(name);
                }
            }
        }
    }

    /// A word, with the strings and variables in it.
    fn word(&mut self, name: bool) {
        let start = self.at;
        let length = self.text[start..]
            .iter()
            .position(|byte| is_meta(*byte) || b"'\"$`\\".contains(byte))
            .unwrap_or(self.text.len() - start);
        let plain = &self.text[start..start + length];
        let whole = self.text.get(start + length).is_none_or(|byte| is_meta(*byte));
        if whole && !plain.is_empty() {
            self.at += length;
            let class = if name && RESERVED.contains(&plain) {
                TokenClass::Keyword
            } else if !name && matches!(plain, b"in" | b"do" | b"done" | b"then" | b"fi" | b"esac" | b"]]" | b"}") {
                self.command = matches!(plain, b"do" | b"then");
                TokenClass::Keyword
            } else if name && plain.contains(&b'=') {
                TokenClass::Variable
            } else if name {
                self.command = false;
                TokenClass::Function
            } else if plain.len() > 1 && plain[0] == b'-' {
                TokenClass::Option
            } else if plain.iter().all(u8::is_ascii_digit) {
                TokenClass::Number
            } else {
                TokenClass::Identifier
            };
            self.push(start, class);
            if class == TokenClass::Keyword
                && matches!(plain, b"for" | b"case" | b"select" | b"function" | b"[[" | b"in")
            {
                self.command = false;
            }
            return;
        }
        self.command = false;
        let class = if name { TokenClass::Function } else { TokenClass::Identifier };
        while let Some(&byte) = self.text.get(self.at).filter(|byte| !is_meta(**byte)) {
            let start = self.at;
            match byte {
                b'\'' => {
                    self.at += 1;
                    let end = memchr::memchr(b'\'', &self.text[self.at..]);
                    self.at = end.map_or(self.text.len(), |end| self.at + end + 1);
                    self.push(start, TokenClass::String);
                }
                b'"' => self.double(),
                b'$' => self.dollar(),
                b'`' => {
                    self.at += 1;
                    self.push(start, TokenClass::Operator);
                }
                b'\\' => {
                    self.at = (self.at + 2).min(self.text.len());
                    self.push(start, TokenClass::String);
                }
                _ => {
                    let length = self.text[start..].iter().position(|byte| is_meta(*byte) || b"'\"$`\\".contains(byte));
                    self.at = length.map_or(self.text.len(), |length| start + length);
                    self.push(start, class);
                }
            }
        }
    }

    fn double(&mut self) {
        let mut start = self.at;
        self.at += 1;
        while let Some(&byte) = self.text.get(self.at) {
            match byte {
                b'"' => {
                    self.at += 1;
                    break;
                }
                b'\\' => self.at = (self.at + 2).min(self.text.len()),
                b'$' => {
                    self.push(start, TokenClass::String);
                    self.dollar();
                    start = self.at;
                }
                _ => self.at += 1,
            }
        }
        self.push(start, TokenClass::String);
    }

    fn dollar(&mut self) {
        let start = self.at;
        self.at += 1;
        match self.text.get(self.at) {
            Some(b'{') => {
                let end = memchr::memchr(b'}', &self.text[self.at..]);
                self.at = end.map_or(self.text.len(), |end| self.at + end + 1);
            }
            Some(b'(') => {
                self.at += 1;
                self.push(start, TokenClass::Operator);
                self.command = true;
                return;
            }
            Some(byte) if byte.is_ascii_alphabetic() || *byte == b'_' => {
                while self.text.get(self.at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
                    self.at += 1;
                }
            }
            Some(byte) if b"@*#?-$!0123456789".contains(byte) => self.at += 1,
            _ => {}
        }
        self.push(start, TokenClass::Variable);
    }
}
