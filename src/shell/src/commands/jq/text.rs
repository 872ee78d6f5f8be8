//! JSON to text and back.

use super::value::Json;
use std::fmt::Write;
use std::rc::Rc;

/// How JSON is written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Blanks a level; `None` for one line.
    pub indent: Option<usize>,
    /// Tabs instead.
    pub tabs: bool,
    /// Keys sorted.
    pub sorted: bool,
    /// Only ASCII.
    pub ascii: bool,
    /// Colours.
    pub colours: bool,
}

impl Style {
    /// One line.
    pub const COMPACT: Self = Self { indent: None, tabs: false, sorted: false, ascii: false, colours: false };
}

/// How deeply values may be nested when read and written.
pub const MAX_DEPTH: usize = 256;

/// A number, as jq 1.6 writes it.
pub fn number(n: f64, out: &mut String) {
    if n.is_nan() {
        out.push_str("null");
        return;
    }
    let n = n.clamp(-f64::MAX, f64::MAX);
    let text = format!("{n:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let point = exponent + 1;
    out.push_str(sign);
    if n == 0.0 {
        out.push('0');
    } else if point <= -4 || point > digits.len() as i32 + 15 {
        out.push_str(&digits[..1]);
        if digits.len() > 1 {
            out.push('.');
            out.push_str(&digits[1..]);
        }
        let _ = write!(out, "e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs());
    } else if point <= 0 {
        out.push_str("0.");
        out.push_str(&"0".repeat(point.unsigned_abs() as usize));
        out.push_str(&digits);
    } else if point as usize >= digits.len() {
        out.push_str(&digits);
        out.push_str(&"0".repeat(point as usize - digits.len()));
    } else {
        out.push_str(&digits[..point as usize]);
        out.push('.');
        out.push_str(&digits[point as usize..]);
    }
}

/// A string in quotation marks.
pub fn string(text: &str, ascii: bool, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if (c as u32) < 0x20 || c as u32 == 0x7f => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c if ascii && !c.is_ascii() => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// A value on one line.
pub fn compact(value: &Json) -> String {
    let mut out = String::new();
    write(value, Style::COMPACT, &mut out);
    out
}

/// A value in a style.
pub fn write(value: &Json, style: Style, out: &mut String) {
    level(value, style, 0, out);
}

fn colour(value: &Json) -> &'static str {
    match value {
        Json::Null => "1;30",
        Json::Bool(_) | Json::Num(_) => "0;39",
        Json::Str(_) => "0;32",
        Json::Array(_) | Json::Object(_) => "1;39",
    }
}

fn newline(style: Style, depth: usize, out: &mut String) {
    if let Some(width) = style.indent {
        out.push('\n');
        if style.tabs {
            out.push_str(&"\t".repeat(depth));
        } else {
            out.push_str(&" ".repeat(width * depth));
        }
    }
}

fn level(value: &Json, style: Style, depth: usize, out: &mut String) {
    if depth > MAX_DEPTH * 40 {
        out.push_str("<skipped: too deep>");
        return;
    }
    let start = format!("\x1b[{}m", colour(value));
    let paint = |text: &str, out: &mut String| {
        if style.colours {
            out.push_str(&start);
            out.push_str(text);
        } else {
            out.push_str(text);
        }
    };
    let end = |out: &mut String| {
        if style.colours {
            out.push_str("\x1b[0m");
        }
    };
    match value {
        Json::Null => paint("null", out),
        Json::Bool(yes) => paint(if *yes { "true" } else { "false" }, out),
        Json::Num(n) => {
            let mut text = String::new();
            number(*n, &mut text);
            paint(&text, out);
        }
        Json::Str(text) => {
            let mut quoted = String::new();
            string(text, style.ascii, &mut quoted);
            paint(&quoted, out);
        }
        Json::Array(items) => {
            paint("[", out);
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    paint(",", out);
                }
                newline(style, depth + 1, out);
                level(item, style, depth + 1, out);
            }
            if style.colours {
                out.push_str(&start);
            }
            if !items.is_empty() {
                newline(style, depth, out);
            }
            paint("]", out);
        }
        Json::Object(object) => {
            paint("{", out);
            let sorted = if style.sorted { Some(object.sorted_keys()) } else { None };
            let mut first = true;
            let mut member = |key: &Rc<str>, value: &Json, out: &mut String| {
                if !std::mem::take(&mut first) {
                    paint(",", out);
                }
                newline(style, depth + 1, out);
                end(out);
                if style.colours {
                    out.push_str("\x1b[34;1m");
                }
                string(key, style.ascii, out);
                end(out);
                paint(":", out);
                if style.indent.is_some() {
                    out.push(' ');
                }
                end(out);
                level(value, style, depth + 1, out);
            };
            match sorted {
                Some(keys) => {
                    for key in keys {
                        if let Some(value) = object.get(&key) {
                            member(&key, value, out);
                        }
                    }
                }
                None => object.iter().for_each(|(key, value)| member(key, value, out)),
            }
            if style.colours {
                out.push_str(&start);
            }
            if !object.is_empty() {
                newline(style, depth, out);
            }
            paint("}", out);
        }
    }
    end(out);
}

/// Reads values one after another out of a text.
pub struct Reader<'t> {
    text: &'t [u8],
    at: usize,
}

impl<'t> Reader<'t> {
    /// A reader of this text.
    pub fn new(text: &'t [u8]) -> Self {
        let at = if text.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        Self { text, at }
    }

    /// Bytes read.
    pub fn offset(&self) -> usize {
        self.at
    }

    fn blanks(&mut self) {
        while self.text.get(self.at).is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x1e)) {
            self.at += 1;
        }
    }

    fn place(&self) -> String {
        let seen = &self.text[..self.at.min(self.text.len())];
        let line = memchr::memchr_iter(b'\n', seen).count() + 1;
        let column = seen.len() - seen.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
        if line == 1 { format!("line 1, column {}", seen.len()) } else { format!("line {line}, column {}", column - 1) }
    }

    fn wrong<T>(&mut self, text: &str) -> Result<T, String> {
        Err(self.complaint(text))
    }

    fn unfinished<T>(&mut self) -> Result<T, String> {
        self.at = self.text.len();
        Err(format!("Unfinished JSON term at EOF at {}", self.place()))
    }

    /// The next value; `None` at the end.
    #[allow(clippy::should_implement_trait, reason = "it may fail")]
    pub fn next(&mut self) -> Result<Option<Json>, String> {
        self.blanks();
        if self.at >= self.text.len() {
            return Ok(None);
        }
        let start = self.at;
        let mut value = self.value();
        // A number or word is read with what ends it.
        if !matches!(self.text.get(start), Some(b'"' | b'[' | b'{'))
            && matches!(self.text.get(self.at), Some(b',' | b':' | b']' | b'}'))
        {
            value = value.and_then(|_| self.value());
        }
        value.map(Some).map_err(|found| self.malformed(start, found))
    }

    /// Goes to another place.
    pub(super) fn seek(&mut self, at: usize) {
        self.at = at;
    }

    /// The next byte that is not blank.
    pub(super) fn significant(&mut self) -> Option<u8> {
        self.blanks();
        self.text.get(self.at).copied()
    }

    /// A number or a word.
    pub(super) fn literal(&mut self) -> Result<Json, String> {
        let start = self.at;
        let ends = |byte: &u8| b" \t\r\n[{:,]}\"\x1e".contains(byte);
        let length = self.text[start..].iter().position(ends).unwrap_or(self.text.len() - start);
        self.at += length;
        let value = match &self.text[start..self.at] {
            b"null" => Some(Json::Null),
            b"true" => Some(Json::Bool(true)),
            b"false" => Some(Json::Bool(false)),
            b"nan" | b"NaN" | b"-NaN" | b"-nan" => Some(Json::Num(f64::NAN)),
            b"Infinity" => Some(Json::Num(f64::INFINITY)),
            b"-Infinity" => Some(Json::Num(f64::NEG_INFINITY)),
            digits => {
                let looks = digits.iter().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(byte));
                std::str::from_utf8(digits).ok().filter(|_| looks).and_then(|text| text.parse().ok()).map(Json::Num)
            }
        };
        value.map_or_else(
            || {
                // What begins like null, true or false was to be a literal, all else a number.
                let first = self.text.get(start);
                let literal = matches!(first, Some(b't' | b'f')) || first == Some(&b'n') && length != 3;
                let kind = if literal { "Invalid literal" } else { "Invalid numeric literal" };
                if self.at >= self.text.len() {
                    return Err(format!("{kind} at EOF at {}", self.place()));
                }
                self.wrong(kind)
            },
            Ok,
        )
    }

    /// What is wrong here, with the place after the byte that shows it.
    pub(super) fn complaint(&mut self, text: &str) -> String {
        self.at = (self.at + 1).min(self.text.len());
        format!("{text} at {}", self.place())
    }

    /// A value, without recursion.
    fn value(&mut self) -> Result<Json, String> {
        let mut stack: Vec<Open> = Vec::new();
        loop {
            self.blanks();
            let Some(byte) = self.text.get(self.at).copied() else { return self.unfinished() };
            let mut done = match byte {
                b'[' | b'{' => {
                    if stack.len() >= MAX_DEPTH {
                        return self.wrong("Exceeds depth limit for parsing");
                    }
                    self.at += 1;
                    self.blanks();
                    let open = if byte == b'[' {
                        Open::Array(Vec::new())
                    } else {
                        Open::Object(super::value::Object::default(), "".into())
                    };
                    let close = if byte == b'[' { b']' } else { b'}' };
                    if self.text.get(self.at) == Some(&close) {
                        self.at += 1;
                        open.close()
                    } else {
                        stack.push(open);
                        self.key(&mut stack)?;
                        continue;
                    }
                }
                b'"' => Json::Str(self.text_value()?.into()),
                _ => self.literal()?,
            };
            loop {
                let Some(open) = stack.last_mut() else { return Ok(done) };
                let close = match open {
                    Open::Array(items) => {
                        items.push(done);
                        b']'
                    }
                    Open::Object(object, key) => {
                        object.set(key, done);
                        b'}'
                    }
                };
                self.blanks();
                match self.text.get(self.at) {
                    None => return self.unfinished(),
                    Some(b',') => {
                        self.at += 1;
                        self.key(&mut stack)?;
                        break;
                    }
                    Some(byte) if *byte == close => {
                        self.at += 1;
                        done = stack.pop().map_or(Json::Null, Open::close);
                    }
                    Some(_) => return self.wrong("Expected separator between values"),
                }
            }
        }
    }

    /// In an object, a key comes first.
    fn key(&mut self, stack: &mut [Open]) -> Result<(), String> {
        if let Some(Open::Object(_, key)) = stack.last_mut() {
            self.blanks();
            match self.text.get(self.at) {
                None => return self.unfinished(),
                Some(b'"') => {}
                Some(_) => return self.wrong("Object keys must be strings"),
            }
            *key = self.text_value()?.into();
            self.blanks();
            match self.text.get(self.at) {
                None => return self.unfinished(),
                Some(b':') => self.at += 1,
                Some(_) => return self.wrong("Objects must consist of key:value pairs"),
            }
        }
        Ok(())
    }

    pub(super) fn text_value(&mut self) -> Result<String, String> {
        self.at += 1;
        let mut bytes = Vec::new();
        let mut high: Option<u32> = None;
        loop {
            let Some(byte) = self.text.get(self.at).copied() else {
                return Err(format!("Unfinished string at EOF at {}", self.place()));
            };
            self.at += 1;
            let lone = high.take();
            let push = |c: char, bytes: &mut Vec<u8>| bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            if byte != b'\\' && lone.is_some() {
                push('\u{fffd}', &mut bytes);
            }
            match byte {
                b'"' => return Ok(String::from_utf8_lossy(&bytes).into_owned()),
                b'\\' => {
                    let escape = self.text.get(self.at).copied();
                    self.at += 1;
                    if lone.is_some() && escape != Some(b'u') {
                        push('\u{fffd}', &mut bytes);
                    }
                    match escape {
                        Some(b'n') => bytes.push(b'\n'),
                        Some(b't') => bytes.push(b'\t'),
                        Some(b'r') => bytes.push(b'\r'),
                        Some(b'b') => bytes.push(8),
                        Some(b'f') => bytes.push(0x0c),
                        Some(byte @ (b'"' | b'\\' | b'/')) => bytes.push(byte),
                        Some(b'u') => {
                            let digits =
                                self.text.get(self.at..self.at + 4).and_then(|digits| std::str::from_utf8(digits).ok());
                            let Some(unit) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else {
                                return self.wrong("Invalid escape");
                            };
                            self.at += 4;
                            match (lone, unit) {
                                (Some(first), 0xdc00..=0xdfff) => {
                                    let code = 0x10000 + ((first - 0xd800) << 10) + (unit - 0xdc00);
                                    push(char::from_u32(code).unwrap_or('\u{fffd}'), &mut bytes);
                                }
                                (_, 0xd800..=0xdbff) => {
                                    if lone.is_some() {
                                        push('\u{fffd}', &mut bytes);
                                    }
                                    high = Some(unit);
                                }
                                _ => {
                                    if lone.is_some() {
                                        push('\u{fffd}', &mut bytes);
                                    }
                                    push(char::from_u32(unit).unwrap_or('\u{fffd}'), &mut bytes);
                                }
                            }
                        }
                        _ => return self.wrong("Invalid escape"),
                    }
                }
                byte => bytes.push(byte),
            }
        }
    }
}

enum Open {
    Array(Vec<Json>),
    Object(super::value::Object, Rc<str>),
}

impl Open {
    fn close(self) -> Json {
        match self {
            Self::Array(items) => Json::array(items),
            Self::Object(object, _) => Json::Object(Rc::new(object)),
        }
    }
}
