//! Text to [`Filter`]: precedence climbing over tokens.
//!
//! Long because one grammar reads best in one piece.

use super::ast::{Definition, Destructure, Filter, Node, Operator, Part};
use super::value::Json;
use std::rc::Rc;

/// How deeply filters may nest.
const MAX_DEPTH: usize = 200;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Op(&'static str),
    Word(String),
    Field(String),
    Variable(String),
    Format(String),
    Number(f64),
    /// A string's pieces; holes are positions of their text.
    Text(Vec<Result<String, (usize, usize)>>),
    End,
}

const OPERATORS: &[&str] = &[
    "?//=", "?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//", "..", "|", ",", "+", "-",
    "*", "/", "%", "=", "<", ">", "(", ")", "[", "]", "{", "}", ":", ";", ".", "?", "$",
];

/// A filter that is wrong: jq's words.
pub type SyntaxError = String;

type Parsed<T> = Result<T, SyntaxError>;

struct Parser<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    token: Token,
    depth: usize,
}

/// Definitions, and the filter after them (`.` when there is none).
pub fn parse(text: &str) -> Parsed<(Vec<Rc<Definition>>, Node)> {
    let mut parser = Parser { text, at: 0, end: text.len(), token: Token::End, depth: 0 };
    parser.advance()?;
    let mut definitions = Vec::new();
    while parser.is_word("def") {
        definitions.push(parser.definition()?);
    }
    let body = if parser.token == Token::End { Rc::new(Filter::Identity) } else { parser.pipe()? };
    if parser.token == Token::End { Ok((definitions, body)) } else { Err(parser.unexpected()) }
}

impl Parser<'_> {
    fn unexpected(&self) -> SyntaxError {
        let shown = match &self.token {
            Token::Op(op) => format!("'{op}'"),
            Token::Word(word)
                if ["end", "then", "else", "elif", "as", "catch", "and", "or"].contains(&word.as_str()) =>
            {
                word.clone()
            }
            Token::Word(_) => "IDENT".into(),
            Token::Field(_) => "FIELD".into(),
            Token::Variable(_) => "'$'".into(),
            Token::Format(_) => "FORMAT".into(),
            Token::Number(_) => "LITERAL".into(),
            Token::Text(_) => "QQSTRING_START".into(),
            Token::End => "$end".into(),
        };
        self.error(&format!("syntax error, unexpected {shown} (Unix shell quoting issues?)"))
    }

    fn error(&self, text: &str) -> SyntaxError {
        let line = self.text[..self.at.min(self.text.len())].matches('\n').count() + 1;
        format!("{text} at <top-level>, line {line}:\n{}", self.text)
    }

    fn advance(&mut self) -> Parsed<Token> {
        let next = self.lex()?;
        Ok(std::mem::replace(&mut self.token, next))
    }

    fn lex(&mut self) -> Parsed<Token> {
        let bytes = &self.text.as_bytes()[..self.end];
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'#') => {
                    while bytes.get(self.at).is_some_and(|byte| *byte != b'\n') {
                        self.at += 1;
                    }
                }
                _ => break,
            }
        }
        let Some(first) = bytes.get(self.at).copied() else { return Ok(Token::End) };
        let name = |from: usize| {
            let mut end = from;
            while bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
                || (bytes.get(end) == Some(&b':')
                    && bytes.get(end + 1) == Some(&b':')
                    && bytes.get(end + 2).is_some_and(u8::is_ascii_alphabetic))
            {
                end += if bytes[end] == b':' { 2 } else { 1 };
            }
            end
        };
        let starts_name = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
        let start = self.at;
        if first.is_ascii_digit() || (first == b'.' && bytes.get(start + 1).is_some_and(u8::is_ascii_digit)) {
            let mut end = start;
            let digits = |mut end: usize| {
                while bytes.get(end).is_some_and(u8::is_ascii_digit) {
                    end += 1;
                }
                end
            };
            end = digits(end);
            if bytes.get(end) == Some(&b'.') && bytes.get(end + 1) != Some(&b'.') {
                end = digits(end + 1);
            }
            if matches!(bytes.get(end), Some(b'e' | b'E')) {
                let signed = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
                if bytes.get(signed).is_some_and(u8::is_ascii_digit) {
                    end = digits(signed);
                }
            }
            self.at = end;
            return Ok(Token::Number(self.text[start..end].parse().unwrap_or(0.0)));
        }
        if starts_name(start) {
            self.at = name(start);
            return Ok(Token::Word(self.text[start..self.at].to_owned()));
        }
        if first == b'.' && starts_name(start + 1) {
            self.at = name(start + 1);
            return Ok(Token::Field(self.text[start + 1..self.at].to_owned()));
        }
        if first == b'$' && starts_name(start + 1) {
            self.at = name(start + 1);
            return Ok(Token::Variable(self.text[start + 1..self.at].to_owned()));
        }
        if first == b'@' && starts_name(start + 1) {
            self.at = name(start + 1);
            return Ok(Token::Format(self.text[start..self.at].to_owned()));
        }
        if first == b'"' {
            return self.lex_text();
        }
        let rest = &self.text[start..self.end];
        match OPERATORS.iter().find(|operator| rest.starts_with(**operator)) {
            Some(operator) => {
                self.at += operator.len();
                Ok(Token::Op(operator))
            }
            None => Err(self.error("syntax error, unexpected INVALID_CHARACTER")),
        }
    }

    fn lex_text(&mut self) -> Parsed<Token> {
        let bytes = self.text.as_bytes();
        let mut pieces = Vec::new();
        let mut plain = String::new();
        self.at += 1;
        loop {
            if self.at >= self.end {
                return Err(self.error(
                    "syntax error, unexpected $end, expecting QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END",
                ));
            }
            match bytes[self.at] {
                b'"' => {
                    self.at += 1;
                    if !plain.is_empty() || pieces.is_empty() {
                        pieces.push(Ok(plain));
                    }
                    return Ok(Token::Text(pieces));
                }
                b'\\' if bytes.get(self.at + 1) == Some(&b'(') => {
                    let start = self.at + 2;
                    let end = self.hole_end(start)?;
                    if !plain.is_empty() {
                        pieces.push(Ok(std::mem::take(&mut plain)));
                    }
                    pieces.push(Err((start, end)));
                    self.at = end + 1;
                }
                b'\\' => {
                    let length = if bytes.get(self.at + 1) == Some(&b'u') {
                        let pair = self.text.get(self.at + 6..self.at + 8) == Some("\\u");
                        if pair
                            && self.text.get(self.at + 2..self.at + 4).is_some_and(|high| {
                                matches!(high.to_ascii_lowercase().as_str(), "d8" | "d9" | "da" | "db")
                            })
                        {
                            12
                        } else {
                            6
                        }
                    } else {
                        2
                    };
                    let Some(escape) = self.text.get(self.at..self.at + length) else {
                        return Err(self.error("Invalid escape"));
                    };
                    let quoted = format!("\"{escape}\"");
                    match super::text::Reader::new(quoted.as_bytes()).next() {
                        Ok(Some(Json::Str(text))) => plain.push_str(&text),
                        _ => return Err(self.error("Invalid escape")),
                    }
                    self.at += length;
                }
                _ => {
                    let c = self.text[self.at..].chars().next().unwrap_or(' ');
                    plain.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
    }

    /// Where the hole that starts at `start` is closed.
    fn hole_end(&mut self, start: usize) -> Parsed<usize> {
        let bytes = self.text.as_bytes();
        let (mut at, mut open) = (start, 0);
        while at < self.end {
            match bytes[at] {
                b'(' => open += 1,
                b')' if open == 0 => return Ok(at),
                b')' => open -= 1,
                b'"' => {
                    if self.depth >= MAX_DEPTH {
                        return Err(self.error("nested too deeply"));
                    }
                    self.depth += 1;
                    let before = std::mem::replace(&mut self.at, at);
                    self.lex_text()?;
                    at = std::mem::replace(&mut self.at, before) - 1;
                    self.depth -= 1;
                }
                _ => {}
            }
            at += 1;
        }
        self.at = self.end;
        Err(self.error("syntax error, unexpected $end"))
    }

    fn is(&self, operator: &str) -> bool {
        matches!(&self.token, Token::Op(known) if *known == operator)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(&self.token, Token::Word(known) if known == word)
    }

    fn eat(&mut self, operator: &str) -> Parsed<bool> {
        let here = self.is(operator);
        if here {
            self.advance()?;
        }
        Ok(here)
    }

    fn expect(&mut self, operator: &str) -> Parsed<()> {
        if self.eat(operator)? { Ok(()) } else { Err(self.unexpected()) }
    }

    fn expect_word(&mut self, word: &str) -> Parsed<()> {
        if self.is_word(word) {
            self.advance()?;
            return Ok(());
        }
        Err(self.unexpected())
    }

    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error("nested too deeply"));
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    fn definition(&mut self) -> Parsed<Rc<Definition>> {
        self.advance()?;
        let Token::Word(name) = self.advance()? else { return Err(self.unexpected()) };
        let mut params = Vec::new();
        if self.eat("(")? {
            loop {
                match self.advance()? {
                    Token::Word(param) => params.push((Rc::from(param), false)),
                    Token::Variable(param) => params.push((Rc::from(param), true)),
                    _ => return Err(self.unexpected()),
                }
                if !self.eat(";")? {
                    break;
                }
            }
            self.expect(")")?;
        }
        self.expect(":")?;
        let body = self.pipe()?;
        self.expect(";")?;
        let name = Rc::from(format!("{name}/{}", params.len()));
        Ok(Rc::new(Definition { name, params, body }))
    }

    fn pipe(&mut self) -> Parsed<Node> {
        self.deeper(Self::pipe_inside)
    }

    fn pipe_inside(&mut self) -> Parsed<Node> {
        if self.is_word("def") {
            let definition = self.definition()?;
            return Ok(Rc::new(Filter::Define(definition, self.pipe()?)));
        }
        if self.is_word("label") {
            self.advance()?;
            let Token::Variable(name) = self.advance()? else { return Err(self.unexpected()) };
            self.expect("|")?;
            return Ok(Rc::new(Filter::Label(name.into(), self.pipe()?)));
        }
        let first = self.binary(0)?;
        if self.is_word("as") {
            self.advance()?;
            let mut patterns = vec![self.destructure()?];
            while self.eat("?//")? {
                patterns.push(self.destructure()?);
            }
            self.expect("|")?;
            return Ok(Rc::new(Filter::Bind(first, patterns, self.pipe()?)));
        }
        if self.eat("|")? {
            return Ok(Rc::new(Filter::Pipe(first, self.pipe()?)));
        }
        Ok(first)
    }

    /// Operators by how tightly they bind: comma is 0.
    fn binary(&mut self, least: u8) -> Parsed<Node> {
        self.deeper(|parser| parser.binary_inside(least))
    }

    fn binary_inside(&mut self, least: u8) -> Parsed<Node> {
        let mut left = self.postfix()?;
        loop {
            let (level, right_level, operator) = match &self.token {
                Token::Op(op) => match *op {
                    "," => (0, 1, *op),
                    "//" => (1, 1, *op),
                    "=" | "|=" | "+=" | "-=" | "*=" | "/=" | "%=" | "//=" => (2, 3, *op),
                    "==" | "!=" | "<" | "<=" | ">" | ">=" => (5, 6, *op),
                    "+" | "-" => (6, 7, *op),
                    "*" | "/" | "%" => (7, 8, *op),
                    _ => return Ok(left),
                },
                Token::Word(word) if word == "or" => (3, 4, "or"),
                Token::Word(word) if word == "and" => (4, 5, "and"),
                _ => return Ok(left),
            };
            if level < least {
                return Ok(left);
            }
            self.advance()?;
            // `//` binds to the right, what is assigned takes in `//` too.
            let right = self.binary(if level == 2 { 1 } else { right_level })?;
            let arithmetic = |operator| Filter::Binary(operator, Rc::clone(&left), Rc::clone(&right));
            let update = |operator| Filter::Update(operator, Rc::clone(&left), Rc::clone(&right));
            left = Rc::new(match operator {
                "," => Filter::Comma(left, right),
                "//" => Filter::Alternative(left, right),
                "=" => Filter::Assign(left, right),
                "|=" => Filter::Modify(left, right),
                "+=" => update(Some(Operator::Add)),
                "-=" => update(Some(Operator::Subtract)),
                "*=" => update(Some(Operator::Multiply)),
                "/=" => update(Some(Operator::Divide)),
                "%=" => update(Some(Operator::Modulo)),
                "//=" => update(None),
                "or" => Filter::Or(left, right),
                "and" => Filter::And(left, right),
                "==" => arithmetic(Operator::Equal),
                "!=" => arithmetic(Operator::Different),
                "<" => arithmetic(Operator::Less),
                "<=" => arithmetic(Operator::LessOrEqual),
                ">" => arithmetic(Operator::Greater),
                ">=" => arithmetic(Operator::GreaterOrEqual),
                "+" => arithmetic(Operator::Add),
                "-" => arithmetic(Operator::Subtract),
                "*" => arithmetic(Operator::Multiply),
                "/" => arithmetic(Operator::Divide),
                _ => arithmetic(Operator::Modulo),
            });
        }
    }

    fn postfix(&mut self) -> Parsed<Node> {
        if self.eat("-")? {
            return Ok(Rc::new(Filter::Negate(self.deeper(Self::postfix)?)));
        }
        for word in ["reduce", "foreach"] {
            if self.is_word(word) {
                return self.fold(word == "foreach");
            }
        }
        if self.is_word("try") {
            self.advance()?;
            let body = self.deeper(Self::postfix)?;
            let handler = if self.is_word("catch") {
                self.advance()?;
                Some(self.deeper(Self::post_term)?)
            } else {
                None
            };
            return Ok(Rc::new(Filter::Try(body, handler)));
        }
        self.post_term()
    }

    fn post_term(&mut self) -> Parsed<Node> {
        let mut term = self.term()?;
        loop {
            match &self.token {
                Token::Op("?") => {
                    self.advance()?;
                    term = Rc::new(Filter::Try(term, None));
                }
                Token::Op("[") => term = self.bracket(term)?,
                Token::Field(name) => {
                    let key = Rc::new(Filter::Literal(Json::str(name.as_str())));
                    self.advance()?;
                    term = Rc::new(Filter::Index(term, key));
                }
                Token::Op(".") => {
                    self.advance()?;
                    if self.is("[") {
                        term = self.bracket(term)?;
                    } else if matches!(self.token, Token::Text(_)) {
                        let key = self.text(None)?;
                        term = Rc::new(Filter::Index(term, key));
                    } else {
                        return Err(self.unexpected());
                    }
                }
                _ => return Ok(term),
            }
        }
    }

    fn bracket(&mut self, term: Node) -> Parsed<Node> {
        self.advance()?;
        if self.eat("]")? {
            return Ok(Rc::new(Filter::Each(term)));
        }
        if self.eat(":")? {
            let to = self.pipe()?;
            self.expect("]")?;
            return Ok(Rc::new(Filter::Slice(term, None, Some(to))));
        }
        let from = self.pipe()?;
        if self.eat(":")? {
            let to = if self.is("]") { None } else { Some(self.pipe()?) };
            self.expect("]")?;
            return Ok(Rc::new(Filter::Slice(term, Some(from), to)));
        }
        self.expect("]")?;
        Ok(Rc::new(Filter::Index(term, from)))
    }

    fn fold(&mut self, each: bool) -> Parsed<Node> {
        self.advance()?;
        let source = self.post_term()?;
        self.expect_word("as")?;
        let pattern = self.destructure()?;
        self.expect("(")?;
        let start = self.pipe()?;
        self.expect(";")?;
        let update = self.pipe()?;
        let extract = if each && self.eat(";")? { Some(self.pipe()?) } else { None };
        self.expect(")")?;
        // Like any term, it may be followed by `.a`, `[0]` and `?`.
        Ok(Rc::new(if each {
            Filter::Foreach(source, pattern, start, update, extract)
        } else {
            Filter::Reduce(source, pattern, start, update)
        }))
    }

    fn destructure(&mut self) -> Parsed<Rc<Destructure>> {
        self.deeper(|parser| match parser.advance()? {
            Token::Variable(name) => Ok(Rc::new(Destructure::Variable(name.into()))),
            Token::Op("[") => {
                let mut items = vec![parser.destructure()?];
                while parser.eat(",")? {
                    items.push(parser.destructure()?);
                }
                parser.expect("]")?;
                Ok(Rc::new(Destructure::Array(items)))
            }
            Token::Op("{") => {
                let mut members = Vec::new();
                loop {
                    let (key, variable) = match parser.token.clone() {
                        Token::Variable(name) => {
                            parser.advance()?;
                            (Rc::new(Filter::Literal(Json::str(name.as_str()))), Some(Rc::from(name)))
                        }
                        Token::Word(name) => {
                            parser.advance()?;
                            (Rc::new(Filter::Literal(Json::str(name))), None)
                        }
                        Token::Text(_) => (parser.text(None)?, None),
                        Token::Op("(") => {
                            parser.advance()?;
                            let key = parser.pipe()?;
                            parser.expect(")")?;
                            (key, None)
                        }
                        _ => return Err(parser.unexpected()),
                    };
                    let inner = if parser.eat(":")? { Some(parser.destructure()?) } else { None };
                    if variable.is_none() && inner.is_none() {
                        return Err(parser.unexpected());
                    }
                    members.push((key, variable, inner));
                    if !parser.eat(",")? {
                        break;
                    }
                }
                parser.expect("}")?;
                Ok(Rc::new(Destructure::Object(members)))
            }
            _ => Err(parser.unexpected()),
        })
    }

    fn text(&mut self, format: Option<Rc<str>>) -> Parsed<Node> {
        let Token::Text(pieces) = self.token.clone() else { return Err(self.unexpected()) };
        let (at, end) = (self.at, self.end);
        let mut parts = Vec::new();
        for piece in pieces {
            match piece {
                Ok(text) => parts.push(Part::Text(text.into())),
                Err((from, to)) => {
                    (self.at, self.end) = (from, to);
                    self.advance()?;
                    let hole = self.pipe()?;
                    if self.token != Token::End {
                        return Err(self.unexpected());
                    }
                    parts.push(Part::Hole(hole));
                }
            }
        }
        (self.at, self.end) = (at, end);
        self.advance()?;
        if let [Part::Text(text)] = parts.as_slice() {
            return Ok(Rc::new(Filter::Literal(Json::Str(Rc::clone(text)))));
        }
        Ok(Rc::new(Filter::Text(format, parts)))
    }

    fn term(&mut self) -> Parsed<Node> {
        let token = self.token.clone();
        Ok(match token {
            Token::Number(n) => {
                self.advance()?;
                Rc::new(Filter::Literal(Json::Num(n)))
            }
            Token::Text(_) => self.text(None)?,
            Token::Format(name) => {
                self.advance()?;
                if matches!(self.token, Token::Text(_)) {
                    return self.text(Some(name.into()));
                }
                Rc::new(Filter::Format(name.into()))
            }
            Token::Field(name) => {
                self.advance()?;
                Rc::new(Filter::Index(Rc::new(Filter::Identity), Rc::new(Filter::Literal(Json::str(name)))))
            }
            Token::Op("..") => {
                self.advance()?;
                Rc::new(Filter::Recurse)
            }
            Token::Op(".") => {
                self.advance()?;
                if matches!(self.token, Token::Text(_)) {
                    let key = self.text(None)?;
                    return Ok(Rc::new(Filter::Index(Rc::new(Filter::Identity), key)));
                }
                Rc::new(Filter::Identity)
            }
            Token::Variable(name) => {
                self.advance()?;
                if name == "__loc__" {
                    let line = self.text[..self.at].matches('\n').count() + 1;
                    let place =
                        [(Rc::from("file"), Json::str("<top-level>")), (Rc::from("line"), Json::Num(line as f64))];
                    return Ok(Rc::new(Filter::Literal(Json::object(place))));
                }
                Rc::new(Filter::Variable(name.into()))
            }
            Token::Op("(") => {
                self.advance()?;
                let inner = self.pipe()?;
                self.expect(")")?;
                inner
            }
            Token::Op("[") => {
                self.advance()?;
                if self.eat("]")? {
                    return Ok(Rc::new(Filter::Collect(None)));
                }
                let inner = self.pipe()?;
                self.expect("]")?;
                Rc::new(Filter::Collect(Some(inner)))
            }
            Token::Op("{") => self.object()?,
            Token::Word(word) => return self.word(&word),
            _ => return Err(self.unexpected()),
        })
    }

    fn word(&mut self, word: &str) -> Parsed<Node> {
        match word {
            "if" => {
                self.advance()?;
                return self.conditional();
            }
            "reduce" | "foreach" => return self.fold(word == "foreach"),
            "try" => return self.postfix(),
            "break" => {
                self.advance()?;
                let Token::Variable(name) = self.advance()? else { return Err(self.unexpected()) };
                return Ok(Rc::new(Filter::Break(name.into())));
            }
            "def" => {
                let definition = self.definition()?;
                return Ok(Rc::new(Filter::Define(definition, self.pipe()?)));
            }
            "then" | "else" | "elif" | "end" | "as" | "catch" | "and" | "or" | "label" | "__loc__" | "import"
            | "include" => {
                return Err(self.unexpected());
            }
            _ => {}
        }
        self.advance()?;
        let mut args = Vec::new();
        if self.eat("(")? {
            args.push(self.pipe()?);
            while self.eat(";")? {
                args.push(self.pipe()?);
            }
            self.expect(")")?;
        }
        Ok(Rc::new(Filter::Call(format!("{word}/{}", args.len()).into(), args)))
    }

    fn conditional(&mut self) -> Parsed<Node> {
        self.deeper(|parser| {
            let condition = parser.pipe()?;
            parser.expect_word("then")?;
            let yes = parser.pipe()?;
            let no = if parser.is_word("elif") {
                parser.advance()?;
                return Ok(Rc::new(Filter::If(condition, yes, Some(parser.conditional()?))));
            } else if parser.is_word("else") {
                parser.advance()?;
                Some(parser.pipe()?)
            } else {
                None
            };
            parser.expect_word("end")?;
            Ok(Rc::new(Filter::If(condition, yes, no)))
        })
    }

    fn object(&mut self) -> Parsed<Node> {
        self.advance()?;
        let mut members = Vec::new();
        while !self.is("}") {
            let token = self.token.clone();
            let of_input = |key: &Node| Rc::new(Filter::Index(Rc::new(Filter::Identity), Rc::clone(key)));
            let (key, short) = match token {
                Token::Variable(name) => {
                    self.advance()?;
                    let value = if name == "__loc__" {
                        let place = [(Rc::from("file"), Json::str("<top-level>")), (Rc::from("line"), Json::Num(1.0))];
                        Rc::new(Filter::Literal(Json::object(place)))
                    } else {
                        Rc::new(Filter::Variable(name.as_str().into()))
                    };
                    // `{$x: 1}`: the variable's value is the key.
                    let key = if self.is(":") { Rc::clone(&value) } else { Rc::new(Filter::Literal(Json::str(name))) };
                    (key, Some(value))
                }
                Token::Word(name) => {
                    self.advance()?;
                    let key = Rc::new(Filter::Literal(Json::str(name)));
                    let value = of_input(&key);
                    (key, Some(value))
                }
                Token::Text(_) => {
                    let key = self.text(None)?;
                    let value = of_input(&key);
                    (key, Some(value))
                }
                Token::Format(name) => {
                    self.advance()?;
                    let key = if matches!(self.token, Token::Text(_)) {
                        self.text(Some(name.into()))?
                    } else {
                        Rc::new(Filter::Format(name.into()))
                    };
                    let value = of_input(&key);
                    (key, Some(value))
                }
                Token::Number(n) => {
                    self.advance()?;
                    (Rc::new(Filter::Literal(Json::Num(n))), None)
                }
                Token::Op("(") => {
                    self.advance()?;
                    let key = self.pipe()?;
                    self.expect(")")?;
                    (key, None)
                }
                _ => return Err(self.unexpected()),
            };
            let value = if self.eat(":")? { self.member_value()? } else { short.ok_or_else(|| self.unexpected())? };
            members.push((key, value));
            if !self.eat(",")? {
                break;
            }
        }
        self.expect("}")?;
        Ok(Rc::new(Filter::Object(members)))
    }

    /// A member's value: terms joined by `|` only, commas end it.
    fn member_value(&mut self) -> Parsed<Node> {
        let value = self.binary(1)?;
        if self.eat("|")? {
            return Ok(Rc::new(Filter::Pipe(value, self.member_value()?)));
        }
        Ok(value)
    }
}
