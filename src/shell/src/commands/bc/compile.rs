//! Text to instructions, in one pass.
//!
//! Long because lexer, grammar and code share one pass, as in a one-pass compiler: none is of use without the others.

use super::code::{Function, Op, Operator, Place};
use std::collections::HashMap;

/// How deeply expressions and statements may nest.
const MAX_DEPTH: usize = 150;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(String),
    Name(String),
    Text(String),
    Op(&'static str),
    Newline,
    End,
}

const OPERATORS: &[&str] = &[
    "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", "==", "<=", ">=", "!=", "&&", "||", "+", "-", "*", "/", "%", "^",
    "=", "<", ">", "!", "(", ")", "[", "]", "{", "}", ",", ";",
];

/// Something to run, in order.
pub(super) enum Unit {
    /// Statements of one line.
    Code(Vec<Op>),
    Define(String, Function),
    /// A wrong line: what is said of it.
    Wrong(String),
}

/// Names of variables and arrays, numbered.
#[derive(Default)]
pub(super) struct Names {
    numbers: HashMap<String, usize>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(name.to_owned()).or_insert(next)
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }
}

struct Compiler<'t> {
    text: &'t [u8],
    at: usize,
    line: usize,
    token: Token,
    names: &'t mut Names,
    code: Vec<Op>,
    breaks: Vec<Vec<usize>>,
    continues: Vec<Vec<usize>>,
    depth: usize,
    in_function: bool,
    /// `quit` was read.
    quit: bool,
    /// The expression just compiled was an assignment: it is not printed.
    assigned: bool,
}

type Done = Result<(), String>;

/// Compiles a whole text.
pub(super) fn compile(text: &[u8], source: &str, names: &mut Names) -> Vec<Unit> {
    let mut compiler = Compiler {
        text,
        at: 0,
        line: 1,
        token: Token::Newline,
        names,
        code: Vec::new(),
        breaks: Vec::new(),
        continues: Vec::new(),
        depth: 0,
        in_function: false,
        quit: false,
        assigned: false,
    };
    let mut units = Vec::new();
    let mut result = compiler.advance();
    loop {
        if result.is_ok() {
            if compiler.token == Token::End {
                return units;
            }
            result = compiler.unit(&mut units);
        }
        if compiler.quit {
            units.push(Unit::Code(vec![Op::Halt]));
            return units;
        }
        if let Err(text) = &result {
            units.push(Unit::Wrong(format!("{source} {}: {text}", compiler.line)));
            compiler.code.clear();
            compiler.depth = 0;
            compiler.in_function = false;
            compiler.breaks.clear();
            compiler.continues.clear();
            // What is left of the line is skipped.
            while !matches!(compiler.token, Token::Newline | Token::End) {
                if compiler.advance().is_err() {
                    compiler.at += 1;
                }
            }
            result = Ok(());
        }
    }
}

impl Compiler<'_> {
    fn advance(&mut self) -> Done {
        if self.token == Token::Newline && self.at > 0 {
            self.line += 1;
        }
        self.token = self.lex()?;
        Ok(())
    }

    fn lex(&mut self) -> Result<Token, String> {
        loop {
            match self.text.get(self.at..).unwrap_or_default() {
                [b' ' | b'\t' | b'\r', ..] => self.at += 1,
                [b'\\', b'\n', ..] => {
                    self.at += 2;
                    self.line += 1;
                }
                [b'#', ..] => {
                    while self.text.get(self.at).is_some_and(|byte| *byte != b'\n') {
                        self.at += 1;
                    }
                }
                [b'/', b'*', rest @ ..] => {
                    let length = memchr::memmem::find(rest, b"*/").map_or(rest.len(), |length| length + 2);
                    self.line += memchr::memchr_iter(b'\n', &rest[..length]).count();
                    self.at += 2 + length;
                }
                _ => break,
            }
        }
        let Some(first) = self.text.get(self.at).copied() else { return Ok(Token::End) };
        let rest = &self.text[self.at..];
        let taken = |test: fn(&u8) -> bool| rest.iter().take_while(|byte| test(byte)).count();
        match first {
            b'\n' => {
                self.at += 1;
                Ok(Token::Newline)
            }
            b'0'..=b'9' | b'A'..=b'F' | b'.' => {
                let mut text = String::new();
                while let Some(byte) = self.text.get(self.at) {
                    match byte {
                        b'0'..=b'9' | b'A'..=b'F' => text.push(char::from(*byte)),
                        b'.' if !text.contains('.') => text.push('.'),
                        b'\\' if self.text.get(self.at + 1) == Some(&b'\n') => self.at += 1,
                        _ => break,
                    }
                    self.at += 1;
                }
                Ok(Token::Number(text))
            }
            b'a'..=b'z' => {
                let length = taken(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_');
                self.at += length;
                Ok(Token::Name(String::from_utf8_lossy(&rest[..length]).into_owned()))
            }
            b'"' => {
                let length = rest[1..].iter().position(|byte| *byte == b'"').ok_or("syntax error")?;
                self.line += memchr::memchr_iter(b'\n', &rest[..length]).count();
                self.at += length + 2;
                Ok(Token::Text(String::from_utf8_lossy(&rest[1..=length]).into_owned()))
            }
            _ => {
                if let Some(operator) = OPERATORS.iter().find(|operator| rest.starts_with(operator.as_bytes())) {
                    self.at += operator.len();
                    return Ok(Token::Op(operator));
                }
                self.at += 1;
                Err(format!("illegal character: {}", char::from(first)))
            }
        }
    }

    fn is(&self, operator: &str) -> bool {
        matches!(&self.token, Token::Op(known) if *known == operator)
    }

    fn is_name(&self, name: &str) -> bool {
        matches!(&self.token, Token::Name(known) if known == name)
    }

    fn eat(&mut self, operator: &str) -> Result<bool, String> {
        let here = self.is(operator);
        if here {
            self.advance()?;
        }
        Ok(here)
    }

    fn expect(&mut self, operator: &str) -> Done {
        if self.eat(operator)? { Ok(()) } else { Err("syntax error".into()) }
    }

    fn newlines(&mut self) -> Done {
        while self.token == Token::Newline {
            self.advance()?;
        }
        Ok(())
    }

    fn unit(&mut self, units: &mut Vec<Unit>) -> Done {
        if self.token == Token::Newline {
            return self.advance();
        }
        if self.is_name("define") {
            let (name, function) = self.function()?;
            units.push(Unit::Define(name, function));
            return Ok(());
        }
        loop {
            while self.eat(";")? {}
            if matches!(self.token, Token::Newline | Token::End) {
                break;
            }
            self.statement()?;
            if !matches!(self.token, Token::Newline | Token::End) && !self.is(";") {
                return Err("syntax error".into());
            }
        }
        units.push(Unit::Code(std::mem::take(&mut self.code)));
        Ok(())
    }

    fn emit(&mut self, op: Op) -> usize {
        self.code.push(op);
        self.code.len() - 1
    }

    fn land(&mut self, jump: usize) {
        let here = self.code.len();
        if let Op::Jump(to) | Op::JumpIfZero(to) = &mut self.code[jump] {
            *to = here;
        }
    }

    fn function(&mut self) -> Result<(String, Function), String> {
        self.advance()?;
        if self.is_name("void") {
            self.advance()?;
        }
        let Token::Name(name) = self.token.clone() else { return Err("syntax error".into()) };
        self.advance()?;
        self.expect("(")?;
        let mut function = Function { params: self.declared()?, ..Function::default() };
        self.expect(")")?;
        self.newlines()?;
        self.expect("{")?;
        self.newlines()?;
        if self.is_name("auto") {
            self.advance()?;
            function.autos = self.declared()?;
            if !self.eat(";")? && self.token != Token::Newline {
                return Err("syntax error".into());
            }
        }
        let outer = std::mem::take(&mut self.code);
        self.in_function = true;
        self.block_rest()?;
        self.in_function = false;
        self.emit(Op::Constant(super::number::Number::default()));
        self.emit(Op::Return);
        function.code = std::rc::Rc::new(std::mem::replace(&mut self.code, outer));
        Ok((name, function))
    }

    /// Names of parameters or of `auto` variables; arrays have brackets.
    fn declared(&mut self) -> Result<Vec<(usize, bool)>, String> {
        let mut list = Vec::new();
        while let Token::Name(name) = self.token.clone() {
            self.advance()?;
            let is_array = self.eat("[")?;
            if is_array {
                self.expect("]")?;
            }
            let name = if is_array { format!("{name}[]") } else { name };
            list.push((self.names.number(&name), is_array));
            if !self.eat(",")? {
                break;
            }
        }
        Ok(list)
    }

    /// Statements up to `}`.
    fn block_rest(&mut self) -> Done {
        loop {
            while self.token == Token::Newline || self.is(";") {
                self.advance()?;
            }
            if self.eat("}")? {
                return Ok(());
            }
            if self.token == Token::End {
                return Err("syntax error".into());
            }
            self.statement()?;
            if self.token != Token::Newline && !self.is(";") && !self.is("}") {
                return Err("syntax error".into());
            }
        }
    }

    fn statement(&mut self) -> Done {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("nested too deeply".into());
        }
        let result = self.statement_inside();
        self.depth -= 1;
        result
    }

    fn condition(&mut self) -> Result<usize, String> {
        self.expect("(")?;
        self.expression()?;
        self.expect(")")?;
        Ok(self.emit(Op::JumpIfZero(0)))
    }

    fn statement_inside(&mut self) -> Done {
        if self.eat("{")? {
            return self.block_rest();
        }
        if let Token::Text(text) = self.token.clone() {
            self.emit(Op::Text(text));
            return self.advance();
        }
        let Token::Name(name) = self.token.clone() else { return self.expression_statement() };
        match name.as_str() {
            "if" => {
                self.advance()?;
                let skip = self.condition()?;
                self.newlines()?;
                self.statement()?;
                if self.is_name("else") {
                    self.advance()?;
                    self.newlines()?;
                    let end = self.emit(Op::Jump(0));
                    self.land(skip);
                    self.statement()?;
                    self.land(end);
                } else {
                    self.land(skip);
                }
                Ok(())
            }
            "while" => {
                self.advance()?;
                let top = self.code.len();
                let out = self.condition()?;
                self.newlines()?;
                self.looped(|compiler| {
                    compiler.emit(Op::Jump(top));
                    Ok(())
                })?;
                self.land(out);
                self.end_loop();
                Ok(())
            }
            "for" => self.for_loop(),
            "break" | "continue" => {
                self.advance()?;
                let jump = self.emit(Op::Jump(0));
                let list = if name == "break" { self.breaks.last_mut() } else { self.continues.last_mut() };
                list.ok_or("Break outside a for/while")?.push(jump);
                Ok(())
            }
            "return" => {
                self.advance()?;
                if !self.in_function {
                    return Err("Return outside of a function.".into());
                }
                if matches!(self.token, Token::Newline | Token::End) || self.is(";") || self.is("}") {
                    self.emit(Op::Constant(super::number::Number::default()));
                } else {
                    self.expression()?;
                }
                self.emit(Op::Return);
                Ok(())
            }
            "quit" => {
                // bc leaves as soon as it reads the word.
                self.quit = true;
                Err("quit".into())
            }
            "halt" => {
                self.advance()?;
                self.emit(Op::Halt);
                Ok(())
            }
            "print" => {
                self.advance()?;
                loop {
                    if let Token::Text(text) = self.token.clone() {
                        self.emit(Op::Text(unescape(&text)));
                        self.advance()?;
                    } else {
                        self.expression()?;
                        self.emit(Op::Print);
                    }
                    if !self.eat(",")? {
                        return Ok(());
                    }
                }
            }
            "warranty" | "limits" => Err("syntax error".into()),
            _ => self.expression_statement(),
        }
    }

    /// A loop's body; `continue` goes where `next` begins.
    fn looped(&mut self, next: impl FnOnce(&mut Self) -> Done) -> Done {
        self.breaks.push(Vec::new());
        self.continues.push(Vec::new());
        self.statement()?;
        for jump in self.continues.pop().unwrap_or_default() {
            self.land(jump);
        }
        next(self)
    }

    fn end_loop(&mut self) {
        for jump in self.breaks.pop().unwrap_or_default() {
            self.land(jump);
        }
    }

    fn for_loop(&mut self) -> Done {
        self.advance()?;
        self.expect("(")?;
        if !self.is(";") {
            self.expression()?;
            self.emit(Op::Drop);
        }
        self.expect(";")?;
        let top = self.code.len();
        let out = if self.is(";") {
            None
        } else {
            self.expression()?;
            Some(self.emit(Op::JumpIfZero(0)))
        };
        self.expect(";")?;
        // The step is compiled here and moved behind the body.
        let start = self.code.len();
        if !self.is(")") {
            self.expression()?;
            self.emit(Op::Drop);
        }
        self.expect(")")?;
        let step = self.code.split_off(start);
        self.newlines()?;
        self.looped(|compiler| {
            compiler.code.extend(step);
            compiler.emit(Op::Jump(top));
            Ok(())
        })?;
        if let Some(out) = out {
            self.land(out);
        }
        self.end_loop();
        Ok(())
    }

    fn expression_statement(&mut self) -> Done {
        self.assigned = false;
        self.expression()?;
        let op = if self.assigned { Op::Drop } else { Op::Show };
        self.emit(op);
        Ok(())
    }

    fn expression(&mut self) -> Done {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("nested too deeply".into());
        }
        let result = self.binary(0);
        self.depth -= 1;
        result
    }

    /// Levels: or, and, not, relations, sums, products; powers and signs are tighter.
    fn binary(&mut self, level: u8) -> Done {
        if level == 2 {
            if self.eat("!")? {
                self.binary(2)?;
                self.emit(Op::Not);
                self.assigned = false;
                return Ok(());
            }
            return self.binary(3);
        }
        if level == 6 {
            return self.power();
        }
        self.binary(level + 1)?;
        loop {
            let operator = match (&self.token, level) {
                (Token::Op("||"), 0) => Operator::Or,
                (Token::Op("&&"), 1) => Operator::And,
                (Token::Op("<"), 3) => Operator::Less,
                (Token::Op("<="), 3) => Operator::LessEqual,
                (Token::Op("=="), 3) => Operator::Equal,
                (Token::Op("!="), 3) => Operator::Different,
                (Token::Op(">"), 3) => Operator::Greater,
                (Token::Op(">="), 3) => Operator::GreaterEqual,
                (Token::Op("+"), 4) => Operator::Add,
                (Token::Op("-"), 4) => Operator::Subtract,
                (Token::Op("*"), 5) => Operator::Multiply,
                (Token::Op("/"), 5) => Operator::Divide,
                (Token::Op("%"), 5) => Operator::Modulo,
                _ => return Ok(()),
            };
            self.advance()?;
            self.binary(level + 1)?;
            self.emit(Op::Operate(operator));
            self.assigned = false;
        }
    }

    fn power(&mut self) -> Done {
        self.unary()?;
        if self.eat("^")? {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err("nested too deeply".into());
            }
            self.power()?;
            self.depth -= 1;
            self.emit(Op::Operate(Operator::Power));
            self.assigned = false;
        }
        Ok(())
    }

    fn unary(&mut self) -> Done {
        if self.eat("-")? {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err("nested too deeply".into());
            }
            self.unary()?;
            self.depth -= 1;
            self.emit(Op::Negate);
            self.assigned = false;
            return Ok(());
        }
        self.primary()
    }

    fn primary(&mut self) -> Done {
        match self.token.clone() {
            Token::Number(text) => {
                self.advance()?;
                let op = if text == "." { Op::Load(Place::Last) } else { Op::Literal(text) };
                self.emit(op);
                self.assigned = false;
                Ok(())
            }
            Token::Op("(") => {
                self.advance()?;
                self.expression()?;
                self.expect(")")?;
                self.assigned = false;
                Ok(())
            }
            Token::Op(step @ ("++" | "--")) => {
                self.advance()?;
                let Token::Name(name) = self.token.clone() else { return Err("syntax error".into()) };
                self.advance()?;
                let place = self.place(&name)?;
                self.emit(Op::Step(place, if step == "++" { 1 } else { -1 }, true));
                self.assigned = false;
                Ok(())
            }
            Token::Name(name) => {
                self.advance()?;
                self.named(&name)
            }
            _ => Err("syntax error".into()),
        }
    }

    fn place(&mut self, name: &str) -> Result<Place, String> {
        Ok(match name {
            "scale" => Place::Scale,
            "ibase" => Place::InputBase,
            "obase" => Place::OutputBase,
            "last" => Place::Last,
            _ if self.is("[") => {
                self.advance()?;
                self.expression()?;
                self.expect("]")?;
                Place::Element(self.names.number(&format!("{name}[]")))
            }
            _ => Place::Variable(self.names.number(name)),
        })
    }

    fn named(&mut self, name: &str) -> Done {
        if self.is("(") {
            return self.call(name);
        }
        let place = self.place(name)?;
        let operator = match self.token {
            Token::Op("=") => None,
            Token::Op("+=") => Some(Operator::Add),
            Token::Op("-=") => Some(Operator::Subtract),
            Token::Op("*=") => Some(Operator::Multiply),
            Token::Op("/=") => Some(Operator::Divide),
            Token::Op("%=") => Some(Operator::Modulo),
            Token::Op("^=") => Some(Operator::Power),
            Token::Op(step @ ("++" | "--")) => {
                self.advance()?;
                self.emit(Op::Step(place, if step == "++" { 1 } else { -1 }, false));
                self.assigned = false;
                return Ok(());
            }
            _ => {
                self.emit(Op::Load(place));
                self.assigned = false;
                return Ok(());
            }
        };
        self.advance()?;
        self.expression()?;
        self.emit(match operator {
            None => Op::Store(place),
            Some(operator) => Op::Update(place, operator),
        });
        self.assigned = true;
        Ok(())
    }

    fn call(&mut self, name: &str) -> Done {
        self.advance()?;
        let mut count = 0;
        while !self.is(")") {
            // `a[]` passes a whole array.
            let (at, token, line) = (self.at, self.token.clone(), self.line);
            let mut passed = false;
            if let Token::Name(array) = token.clone() {
                self.advance()?;
                if self.eat("[")? && self.eat("]")? {
                    let number = self.names.number(&format!("{array}[]"));
                    self.emit(Op::PassArray(number));
                    passed = true;
                } else {
                    (self.at, self.token, self.line) = (at, token, line);
                }
            }
            if !passed {
                self.expression()?;
            }
            count += 1;
            if !self.eat(",")? {
                break;
            }
        }
        self.expect(")")?;
        self.emit(match (name, count) {
            ("length", 1) => Op::Length,
            ("scale", 1) => Op::ScaleOf,
            ("sqrt", 1) => Op::Root,
            ("read", 0) => Op::Read,
            _ => Op::Call(name.to_owned(), count),
        });
        self.assigned = false;
        Ok(())
    }
}

/// The escapes of `print`.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match letters.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('a') => out.push('\u{7}'),
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('q') => out.push('"'),
            Some('\\') => out.push('\\'),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}
