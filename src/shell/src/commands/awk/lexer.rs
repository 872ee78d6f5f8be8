//! Text to tokens. Whether `/` divides or opens a regular expression only the parser knows: it asks for [`Lexer::regex`].

use super::ast::At;
use super::number;
use super::value::Text;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A number.
    Num(f64),
    /// A string, escapes read.
    Str(Text),
    /// A name; `true` when `(` follows at once.
    Name(String, bool),
    /// A word of the language.
    Word(&'static str),
    /// An operator or a bracket.
    Op(&'static str),
    /// `@/…/`.
    TypedRegex(Text),
    /// End of line.
    Newline,
    /// End of the program.
    End,
}

/// A program that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub at: At,
    /// Byte offset in the source.
    pub offset: usize,
    /// What.
    pub text: String,
}

/// Words that are not names.
const WORDS: &[&str] = &[
    "BEGIN",
    "BEGINFILE",
    "END",
    "ENDFILE",
    "break",
    "case",
    "continue",
    "default",
    "delete",
    "do",
    "else",
    "exit",
    "for",
    "func",
    "function",
    "getline",
    "if",
    "in",
    "next",
    "nextfile",
    "print",
    "printf",
    "return",
    "switch",
    "while",
];

/// Is this a word of the language?
pub fn is_word(name: &str) -> bool {
    WORDS.contains(&name)
}

/// Longest first.
const OPERATORS: &[&str] = &[
    "**=", "&&", "||", "++", "--", "+=", "-=", "*=", "%=", "^=", "**", "==", "<=", ">=", "!=", "!~", ">>", "|&", "{",
    "}", "(", ")", "[", "]", ";", ",", "+", "-", "*", "%", "^", "!", ">", "<", "|", "?", ":", "~", "$", "=", "@",
];

/// A reader of one source.
pub struct Lexer<'s> {
    source: &'s [u8],
    /// Where the next token is looked for.
    pub offset: usize,
    /// Where it stands.
    pub at: At,
    /// It is a text of the command line, not a file's.
    pub on_command_line: bool,
    /// Warnings about the text.
    pub warnings: Vec<(At, String)>,
}

impl<'s> Lexer<'s> {
    /// A reader of source number `index`.
    pub fn new(source: &'s [u8], index: u16) -> Self {
        Self { source, offset: 0, at: At { source: index, line: 1 }, on_command_line: false, warnings: Vec::new() }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.source.get(self.offset + ahead).copied().unwrap_or(0)
    }

    /// An error here.
    pub fn error(&self, text: impl Into<String>) -> SyntaxError {
        SyntaxError { at: self.at, offset: self.offset, text: text.into() }
    }

    fn skip_blanks(&mut self) -> Result<(), SyntaxError> {
        loop {
            match self.peek(0) {
                b' ' | b'\t' | b'\r' | 0x0b | 0x0c => self.offset += 1,
                b'\\' if self.peek(1) == b'\n' => {
                    self.offset += 2;
                    self.at.line += 1;
                }
                b'\\' if self.peek(1) == b'\r' && self.peek(2) == b'\n' => {
                    self.offset += 3;
                    self.at.line += 1;
                }
                b'\\' => return Err(self.error("backslash not last character on line")),
                b'#' => {
                    let rest = &self.source[self.offset..];
                    self.offset += rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
                }
                _ => return Ok(()),
            }
        }
    }

    /// The next token.
    pub fn token(&mut self) -> Result<Token, SyntaxError> {
        self.skip_blanks()?;
        let Some(first) = self.source.get(self.offset).copied() else { return Ok(Token::End) };
        match first {
            b'\n' => {
                self.offset += 1;
                self.at.line += 1;
                Ok(Token::Newline)
            }
            b'0'..=b'9' => Ok(self.number()),
            b'.' if self.peek(1).is_ascii_digit() => Ok(self.number()),
            b'"' => self.string(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Ok(self.name()),
            b'@' if self.peek(1) == b'/' => {
                self.offset += 2;
                Ok(Token::TypedRegex(self.regex(&[])?))
            }
            b'/' if self.peek(1) == b'=' => {
                self.offset += 2;
                Ok(Token::Op("/="))
            }
            b'/' => {
                self.offset += 1;
                Ok(Token::Op("/"))
            }
            b'&' if self.peek(1) != b'&' => Err(self.error("syntax error")),
            _ => {
                let rest = &self.source[self.offset..];
                let Some(operator) = OPERATORS.iter().find(|operator| rest.starts_with(operator.as_bytes())) else {
                    let shown =
                        if first.is_ascii_graphic() { char::from(first).to_string() } else { format!("\\{first:03o}") };
                    return Err(self.error(format!("invalid char '{shown}' in expression")));
                };
                self.offset += operator.len();
                Ok(Token::Op(match *operator {
                    "**" => "^",
                    "**=" => "^=",
                    other => other,
                }))
            }
        }
    }

    fn number(&mut self) -> Token {
        let rest = &self.source[self.offset..];
        if rest[0] == b'0' && matches!(self.peek(1), b'x' | b'X') && self.peek(2).is_ascii_hexdigit() {
            let length = 2 + rest[2..].iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
            self.offset += length;
            return Token::Num(number::with_radix(&rest[..length]));
        }
        let digits = |from: usize| from + rest[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut end = digits(0);
        if rest.get(end) == Some(&b'.') {
            end = digits(end + 1);
        }
        if matches!(rest.get(end), Some(b'e' | b'E')) {
            let signed = end + 1 + usize::from(matches!(rest.get(end + 1), Some(b'+' | b'-')));
            if rest.get(signed).is_some_and(u8::is_ascii_digit) {
                end = digits(signed);
            }
        }
        self.offset += end;
        Token::Num(number::with_radix(&rest[..end]))
    }

    fn name(&mut self) -> Token {
        let rest = &self.source[self.offset..];
        let word = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        let mut length = rest.iter().take_while(word).count();
        if rest[length..].starts_with(b"::") && rest.get(length + 2).is_some_and(|byte| word(&byte)) {
            length += 2 + rest[length + 2..].iter().take_while(word).count();
        }
        let name = String::from_utf8_lossy(&rest[..length]).into_owned();
        self.offset += length;
        match WORDS.iter().find(|word| **word == name) {
            Some(&"func") => Token::Word("function"),
            Some(word) => Token::Word(word),
            None => Token::Name(name, rest.get(length) == Some(&b'(')),
        }
    }

    fn string(&mut self) -> Result<Token, SyntaxError> {
        let start = self.offset;
        self.offset += 1;
        let mut raw = Vec::new();
        loop {
            match self.source.get(self.offset).copied() {
                None | Some(b'\n') => {
                    self.offset = start;
                    return Err(self.error("unterminated string"));
                }
                Some(b'"') => break,
                Some(b'\\') => {
                    let next = self.peek(1);
                    if next == b'\n' {
                        self.at.line += 1;
                    } else if next == b'\r' && self.peek(2) == b'\n' {
                        self.at.line += 1;
                        self.offset += 1;
                    } else {
                        raw.push(b'\\');
                        if self.offset + 1 < self.source.len() {
                            raw.push(next);
                        }
                    }
                    self.offset += 2;
                }
                Some(byte) => {
                    raw.push(byte);
                    self.offset += 1;
                }
            }
        }
        self.offset += 1;
        let mut warnings = Vec::new();
        let text = unescape(&raw, &mut warnings);
        self.warnings.extend(warnings.into_iter().map(|warning| (self.at, warning)));
        Ok(Token::Str(text.into()))
    }

    /// The rest of a regular expression; its opening `/` (and what else was read of it, `already`) is behind.
    pub fn regex(&mut self, already: &[u8]) -> Result<Text, SyntaxError> {
        let start = self.offset;
        let mut text = already.to_vec();
        let mut bracket: Option<usize> = None;
        loop {
            match self.source.get(self.offset).copied() {
                None | Some(b'\n') => {
                    self.offset = start;
                    // gawk reads the command line as if a newline ended it.
                    let ended = self.source[start..].contains(&b'\n') || self.on_command_line;
                    let end = if ended { "" } else { " at end of file" };
                    return Err(self.error(format!("unterminated regexp{end}")));
                }
                Some(b'\\') if self.peek(1) == b'/' => {
                    text.push(b'/');
                    self.offset += 2;
                }
                Some(b'\\') if self.peek(1) == b'\n' => {
                    self.at.line += 1;
                    self.offset += 2;
                }
                Some(b'\\') if self.peek(1) == b'\r' && self.peek(2) == b'\n' => {
                    self.at.line += 1;
                    self.offset += 3;
                }
                Some(b'\\') => {
                    text.extend_from_slice(&[b'\\', self.peek(1)]);
                    self.offset += 2;
                }
                Some(byte) => {
                    self.offset += 1;
                    match (byte, bracket) {
                        (b'/', None) => return Ok(text.into()),
                        (b'[', None) => {
                            let negated = usize::from(self.peek(0) == b'^');
                            bracket = Some(text.len() + 1 + negated);
                        }
                        (b'[', Some(_)) if matches!(self.peek(0), b':' | b'.' | b'=') => {
                            // The `]` of [:alpha:] does not close the bracket.
                            let mark = self.peek(0);
                            let rest = &self.source[self.offset..];
                            let close = [mark, b']'];
                            if let Some(length) = rest.windows(2).skip(1).position(|pair| pair == close)
                                && !rest[..length].contains(&b'\n')
                            {
                                text.push(b'[');
                                text.extend_from_slice(&rest[..length + 3]);
                                self.offset += length + 3;
                                continue;
                            }
                        }
                        // A `]` that comes first stands for itself.
                        (b']', Some(first)) if text.len() > first => bracket = None,
                        _ => {}
                    }
                    text.push(byte);
                }
            }
        }
    }
}

/// Reads the escapes of a string.
pub fn unescape(raw: &[u8], warnings: &mut Vec<String>) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        if raw[at] != b'\\' {
            out.push(raw[at]);
            at += 1;
            continue;
        }
        at += 1;
        let Some(letter) = raw.get(at).copied() else {
            out.push(b'\\');
            break;
        };
        at += 1;
        match letter {
            b'n' => out.push(b'\n'),
            b't' => out.push(b'\t'),
            b'r' => out.push(b'\r'),
            b'a' => out.push(7),
            b'b' => out.push(8),
            b'f' => out.push(0x0c),
            b'v' => out.push(0x0b),
            b'\\' | b'"' => out.push(letter),
            b'0'..=b'7' => {
                let mut code = u32::from(letter - b'0');
                let mut taken = 1;
                while taken < 3 && raw.get(at).is_some_and(|digit| (b'0'..=b'7').contains(digit)) {
                    code = code * 8 + u32::from(raw[at] - b'0');
                    at += 1;
                    taken += 1;
                }
                out.push(code as u8);
            }
            b'x' => {
                let digits: Vec<u32> =
                    raw[at..].iter().take(2).map_while(|byte| char::from(*byte).to_digit(16)).collect();
                if digits.is_empty() {
                    warnings.push("no hex digits in `\\x' escape sequence".into());
                    out.extend_from_slice(b"x");
                } else {
                    at += digits.len();
                    out.push(digits.iter().fold(0, |code, digit| code * 16 + digit) as u8);
                }
            }
            other => {
                warnings.push(plain(other));
                out.push(other);
            }
        }
    }
    out
}

fn plain(letter: u8) -> String {
    let shown = char::from(letter);
    format!("escape sequence `\\{shown}' treated as plain `{shown}'")
}
