//! `[[ … ]]`

use super::parser::{Parser, Result, is_meta};
use super::word::{Place, Until};
use super::{Cond, ErrorKind, Word};

type CondResult = Result<Cond>;

/// Operators between two words.
const BINARY: [&[u8]; 13] =
    [b"==", b"=", b"!=", b"=~", b"-eq", b"-ne", b"-lt", b"-le", b"-gt", b"-ge", b"-nt", b"-ot", b"-ef"];

/// Letters of operators before one word.
const UNARY: &[u8] = b"abcdefghknoprstuvwxzGLNORS";

impl Parser {
    /// The condition, after `[[`, up to and with `]]`.
    pub(super) fn conditional(&mut self) -> CondResult {
        let condition = self.cond_or()?;
        self.newlines()?;
        if self.bare_word() == b"]]" {
            self.pos += 2;
            return Ok(condition);
        }
        if self.peek().is_none() {
            return self.error(ErrorKind::Unclosed(b"]]".to_vec(), self.line_at(self.pos)), self.pos);
        }
        let token = self.token_text();
        self.error(ErrorKind::Cond("syntax error in conditional expression".to_owned(), token), self.pos)
    }

    fn cond_or(&mut self) -> CondResult {
        let mut left = self.cond_and()?;
        loop {
            self.newlines()?;
            if !self.eat(b"||") {
                return Ok(left);
            }
            left = Cond::Or(Box::new(left), Box::new(self.cond_and()?));
        }
    }

    fn cond_and(&mut self) -> CondResult {
        let mut left = self.nested(Self::cond_term)?;
        loop {
            self.newlines()?;
            if !self.eat(b"&&") {
                return Ok(left);
            }
            left = Cond::And(Box::new(left), Box::new(self.nested(Self::cond_term)?));
        }
    }

    fn cond_term(&mut self) -> CondResult {
        self.newlines()?;
        if self.peek() == Some(b'(') {
            self.pos += 1;
            let inner = self.nested(Self::cond_or)?;
            self.newlines()?;
            if !self.eat(b")") {
                return self.cond_error("expected `)'");
            }
            return Ok(Cond::Group(Box::new(inner)));
        }
        let word = self.bare_word().to_vec();
        if word == b"!" {
            self.pos += 1;
            return Ok(Cond::Not(Box::new(self.nested(Self::cond_term)?)));
        }
        if let [b'-', letter] = *word.as_slice()
            && UNARY.contains(&letter)
        {
            let start = self.pos;
            self.pos += 2;
            self.blanks();
            // `[[ -f == x ]]`, `[[ -f ]]`: then the operator is a word.
            let next = self.bare_word().to_vec();
            let is_operand = !(BINARY.contains(&next.as_slice()) && self.second_word_is_operand());
            let ends = next == b"]]" || self.peek().is_none_or(|byte| is_meta(byte) && byte != b'<' && byte != b'>');
            if is_operand && !ends {
                let operand = self.cond_word()?;
                return Ok(Cond::Unary(letter, operand));
            }
            if ends {
                let token = self.token_text();
                let shown = if token.is_empty() || token == b"\n" {
                    "newline".to_owned()
                } else {
                    String::from_utf8_lossy(&token).into_owned()
                };
                if next == b"]]" || !matches!(self.peek(), Some(b'&' | b'|' | b')')) {
                    return self.cond_error(&format!("unexpected argument `{shown}' to conditional unary operator"));
                }
            }
            self.pos = start;
        }
        if word == b"]]"
            || self.peek().is_none_or(|byte| is_meta(byte) && !self.looking_at(b"<(") && !self.looking_at(b">("))
        {
            if self.peek().is_none() {
                return self.error(ErrorKind::Unclosed(b"]]".to_vec(), self.line_at(self.pos)), self.pos);
            }
            let token = self.token_text();
            if word == b"]]" {
                // bash says nothing about an empty condition.
                return self.error(ErrorKind::Cond(String::new(), token), self.pos);
            }
            let shown = if token.is_empty() || token == b"\n" {
                "newline".to_owned()
            } else {
                String::from_utf8_lossy(&token).into_owned()
            };
            return self.cond_error(&format!("unexpected token `{shown}' in conditional command"));
        }
        let left = self.cond_word()?;
        self.cond_after(left)
    }

    /// After `-f ==`: is there an operand, so that `==` is the operator?
    fn second_word_is_operand(&mut self) -> bool {
        let start = self.pos;
        self.pos += self.bare_word().len();
        self.blanks();
        let word = self.bare_word();
        let operand = word != b"]]" && !self.looking_at(b"&&") && !self.looking_at(b"||");
        self.pos = start;
        operand
    }

    /// What follows a first word.
    fn cond_after(&mut self, left: Word) -> CondResult {
        self.blanks();
        if matches!(self.peek(), Some(b'<' | b'>')) && !self.looking_at(b"<(") && !self.looking_at(b">(") {
            let operator = self.src[self.pos..=self.pos].to_vec();
            self.pos += 1;
            self.blanks();
            let right = self.cond_operand()?;
            return Ok(Cond::Binary(left, operator, right));
        }
        let operator = self.bare_word().to_vec();
        if BINARY.contains(&operator.as_slice()) {
            self.pos += operator.len();
            self.blanks();
            let right = if operator == b"=~" { self.regex_word()? } else { self.cond_operand()? };
            return Ok(Cond::Binary(left, operator, right));
        }
        if operator == b"]]" || self.looking_at(b"&&") || self.looking_at(b"||") || self.peek() == Some(b')') {
            return Ok(Cond::Word(left));
        }
        if self.peek().is_none_or(|byte| byte == b'\n') {
            return self.cond_error("unexpected token `newline', conditional binary operator expected");
        }
        let token = self.token_text();
        let shown = String::from_utf8_lossy(&token).into_owned();
        if matches!(self.peek(), Some(b';' | b'&' | b'|' | b'(')) {
            return self.cond_error(&format!("unexpected token `{shown}', conditional binary operator expected"));
        }
        self.cond_error("conditional binary operator expected")
    }

    fn cond_operand(&mut self) -> Result<Word> {
        if self.bare_word() == b"]]"
            || self.peek().is_none_or(|byte| is_meta(byte) && !matches!(byte, b'<' | b'>' | b'('))
        {
            let token = self.token_text();
            let shown = if token.is_empty() || token == b"\n" {
                "newline".to_owned()
            } else {
                String::from_utf8_lossy(&token).into_owned()
            };
            return self.cond_error(&format!("unexpected argument `{shown}' to conditional binary operator"));
        }
        self.cond_word()
    }

    /// A word, extended globs always read.
    fn cond_word(&mut self) -> Result<Word> {
        self.word_at(Place { until: Until::Meta, quoted: false, assignment: false, extglob: true })
    }

    fn regex_word(&mut self) -> Result<Word> {
        self.word_at(Place { until: Until::Regex, quoted: false, assignment: false, extglob: false })
    }

    fn cond_error<T>(&mut self, text: &str) -> Result<T> {
        self.blanks();
        let token = self.token_text();
        self.error(ErrorKind::Cond(text.to_owned(), token), self.pos)
    }
}
