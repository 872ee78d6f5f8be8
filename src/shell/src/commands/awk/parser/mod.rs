//! Tokens to [`Program`], by recursive descent; the grammar is gawk's.

mod expression;
mod statement;

use super::ast::{At, Expr, Function, Program, Rule, Trigger, Var};
use super::lexer::{Lexer, SyntaxError, Token};
use super::special;
use std::collections::HashMap;

/// A source: its name for messages, and its text.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// `cmd. line` or a file's name.
    pub name: String,
    /// The text.
    pub text: Vec<u8>,
}

/// Why there is no program yet.
#[derive(Clone, Debug)]
pub enum ParseError {
    /// It is wrong.
    Syntax(SyntaxError),
    /// It asks for another source (`@include`): insert it before the rest of source `source` at `offset`.
    Include {
        /// The name asked for.
        name: String,
        /// Where the directive is.
        at: At,
        /// The directive's bytes in the source.
        start: usize,
        /// One past them.
        end: usize,
    },
}

impl From<SyntaxError> for ParseError {
    fn from(error: SyntaxError) -> Self {
        Self::Syntax(error)
    }
}

/// How deeply expressions and statements may nest.
const MAX_DEPTH: usize = 250;

type Parsed<T> = Result<T, SyntaxError>;

/// What has been learnt of a program while it is read.
pub struct Parser<'s> {
    lexer: Lexer<'s>,
    token: Token,
    token_at: At,
    token_start: usize,
    previous_end: usize,
    program: Program,
    globals: HashMap<String, u32>,
    functions: HashMap<String, u32>,
    locals: Vec<String>,
    in_function: bool,
    loops: usize,
    switches: usize,
    depth: usize,
    /// `in` is not an operator: in the head of `for`.
    no_in: bool,
    /// `>` is not an operator: in `print`.
    no_greater: bool,
    trigger: Option<&'static str>,
    namespace: String,
    warnings: Vec<(At, String)>,
}

/// Reads all sources as one program. Gives back warnings too.
pub fn parse(sources: &[SourceText]) -> Result<(Program, Vec<(At, String)>), ParseError> {
    let empty: &[u8] = b"";
    let mut parser = Parser {
        lexer: Lexer::new(empty, 0),
        token: Token::End,
        token_at: At::default(),
        token_start: 0,
        previous_end: 0,
        program: Program::default(),
        globals: HashMap::new(),
        functions: HashMap::new(),
        locals: Vec::new(),
        in_function: false,
        loops: 0,
        switches: 0,
        depth: 0,
        no_in: false,
        no_greater: false,
        trigger: None,
        namespace: String::new(),
        warnings: Vec::new(),
    };
    for name in special::NAMES {
        parser.global(name);
    }
    for (index, source) in sources.iter().enumerate() {
        parser.lexer = Lexer::new(&source.text, index as u16);
        parser.lexer.on_command_line = source.name == "cmd. line";
        parser.namespace.clear();
        parser.advance()?;
        parser.source()?;
        parser.warnings.append(&mut parser.lexer.warnings);
    }
    for function in &parser.program.functions {
        if function.body.is_some() && parser.globals.contains_key(&function.name) {
            let text = format!(
                "function `{}' called with space between name and `(',\nor used as a variable or an array",
                function.name
            );
            return Err(ParseError::Syntax(SyntaxError { at: function.at, offset: 0, text }));
        }
    }
    Ok((parser.program, parser.warnings))
}

impl Parser<'_> {
    fn advance(&mut self) -> Parsed<Token> {
        self.previous_end = self.lexer.offset;
        let next = self.lexer.token()?;
        self.token_at = self.lexer.at;
        if next == Token::Newline {
            self.token_at.line -= 1;
        }
        self.token_start = self.lexer.offset;
        Ok(std::mem::replace(&mut self.token, next))
    }

    fn is(&self, operator: &str) -> bool {
        matches!(&self.token, Token::Op(known) if *known == operator)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(&self.token, Token::Word(known) if *known == word)
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

    fn unexpected(&self) -> SyntaxError {
        let text = match self.token {
            Token::Newline | Token::End => "unexpected newline or end of string",
            _ => "syntax error",
        };
        SyntaxError { at: self.token_at, offset: self.previous_end, text: text.into() }
    }

    fn wrong<T>(&self, text: impl Into<String>) -> Parsed<T> {
        Err(SyntaxError { at: self.token_at, offset: self.previous_end, text: text.into() })
    }

    /// Skips newlines.
    fn newlines(&mut self) -> Parsed<()> {
        while self.token == Token::Newline {
            self.advance()?;
        }
        Ok(())
    }

    /// Skips newlines and semicolons.
    fn terminators(&mut self) -> Parsed<()> {
        while self.token == Token::Newline || self.is(";") {
            self.advance()?;
        }
        Ok(())
    }

    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MAX_DEPTH {
            return self.wrong("nested too deeply");
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    fn source(&mut self) -> Result<(), ParseError> {
        loop {
            self.terminators()?;
            match &self.token {
                Token::End => return Ok(()),
                Token::Op("@") => self.directive()?,
                Token::Word("function") => self.function()?,
                _ => self.rule()?,
            }
        }
    }

    fn directive(&mut self) -> Result<(), ParseError> {
        let (at, start) = (self.token_at, self.token_start - 1);
        self.advance()?;
        let Token::Name(name, _) = self.advance()? else { return Err(self.unexpected().into()) };
        match name.as_str() {
            "include" => {
                let end = self.lexer.offset;
                match &self.token {
                    Token::Str(text) => {
                        let name = String::from_utf8_lossy(text).into_owned();
                        Err(ParseError::Include { name, at, start, end })
                    }
                    _ => Err(self.unexpected().into()),
                }
            }
            "namespace" => {
                let Token::Str(text) = self.advance()? else { return Err(self.unexpected().into()) };
                let name = String::from_utf8_lossy(&text).into_owned();
                self.check_namespace(&name)?;
                self.namespace = name;
                if self.namespace == "awk" {
                    self.namespace.clear();
                }
                Ok(())
            }
            "load" => {
                let end = self.lexer.offset;
                match &self.token {
                    Token::Str(text) if super::library::find(text).is_some() => {
                        let name = format!("@load {}", String::from_utf8_lossy(text));
                        Err(ParseError::Include { name, at, start, end })
                    }
                    _ => Err(self.wrong::<()>("@load: this extension is not supported").unwrap_err().into()),
                }
            }
            _ => Err(self.unexpected().into()),
        }
    }

    /// The builtin of this name here.
    fn builtin_named(&self, name: &str) -> Option<super::ast::Builtin> {
        let plain = name.strip_prefix("awk::");
        let builtin = super::ast::Builtin::named(plain.unwrap_or(name))?;
        (plain.is_some() || self.namespace.is_empty() || builtin.is_standard()).then_some(builtin)
    }

    /// May a namespace be called so?
    fn check_namespace(&self, name: &str) -> Result<(), ParseError> {
        let identifier = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && !name.starts_with(|first: char| first.is_ascii_digit())
            && !name.is_empty();
        let words = if !identifier {
            format!("error: namespace name `{name}' must meet identifier naming rules")
        } else if super::lexer::is_word(name)
            || super::ast::Builtin::named(name).is_some_and(super::ast::Builtin::is_standard)
        {
            format!("error: using reserved identifier `{name}' as a namespace is not allowed")
        } else {
            return Ok(());
        };
        Err(self.wrong::<()>(words).unwrap_err().into())
    }

    /// A name with its namespace.
    fn qualified(&self, name: &str) -> String {
        if let Some(plain) = name.strip_prefix("awk::") {
            return plain.to_owned();
        }
        let everywhere = !name.bytes().any(|byte| byte.is_ascii_lowercase());
        if self.namespace.is_empty() || name.contains("::") || everywhere {
            return name.to_owned();
        }
        format!("{}::{name}", self.namespace)
    }

    fn global(&mut self, name: &str) -> u32 {
        if let Some(slot) = self.globals.get(name) {
            return *slot;
        }
        let slot = self.program.globals.len() as u32;
        self.program.globals.push(name.to_owned());
        self.globals.insert(name.to_owned(), slot);
        slot
    }

    fn variable(&mut self, name: &str) -> Parsed<Var> {
        if let Some(position) = self.locals.iter().position(|local| local == name) {
            return Ok(Var::Local(position as u32));
        }
        let name = self.qualified(name);
        if let Some(index) = self.functions.get(&name)
            && self.program.functions[*index as usize].body.is_some()
        {
            return self.wrong(format!("function `{name}' used as variable name"));
        }
        Ok(Var::Global(self.global(&name)))
    }

    /// The function of this name, known or yet to be defined.
    fn function_index(&mut self, name: &str) -> u32 {
        if let Some(index) = self.functions.get(name) {
            return *index;
        }
        let index = self.program.functions.len() as u32;
        self.program.functions.push(Function {
            name: name.to_owned(),
            params: Vec::new(),
            body: None,
            at: self.token_at,
        });
        self.functions.insert(name.to_owned(), index);
        index
    }

    fn function(&mut self) -> Result<(), ParseError> {
        self.advance()?;
        let at = self.token_at;
        let Token::Name(short, _) = self.advance()? else { return Err(self.unexpected().into()) };
        if self.builtin_named(&short).is_some() {
            self.previous_end = self.token_start.saturating_sub(short.len());
            return Err(self
                .wrong::<()>(format!("`{short}' is a built-in function, it cannot be redefined"))
                .unwrap_err()
                .into());
        }
        let name = self.qualified(&short);
        self.expect("(")?;
        let mut params: Vec<String> = Vec::new();
        self.newlines()?;
        while !self.is(")") {
            let Token::Name(param, _) = self.advance()? else { return Err(self.unexpected().into()) };
            let complaint = if param == short {
                Some(format!("function `{name}': cannot use function name as parameter name"))
            } else if special::NAMES.contains(&param.as_str()) {
                Some(format!("function `{name}': cannot use special variable `{param}' as a function parameter"))
            } else if let Some(first) = params.iter().position(|known| *known == param) {
                let second = params.len() + 1;
                let _ = first;
                Some(format!("function `{name}': parameter #{second}, `{param}', duplicates parameter #{}", first + 1))
            } else {
                None
            };
            if let Some(text) = complaint {
                return Err(self.wrong::<()>(text).unwrap_err().into());
            }
            params.push(param);
            self.newlines()?;
            if !self.eat(",")? {
                break;
            }
            self.newlines()?;
            if self.is(")") {
                return Err(self.unexpected().into());
            }
        }
        self.expect(")")?;
        self.newlines()?;
        let index = self.function_index(&name) as usize;
        if self.program.functions[index].body.is_some() {
            return Err(self.wrong::<()>(format!("function name `{name}' previously defined")).unwrap_err().into());
        }
        self.locals.clone_from(&params);
        self.program.functions[index].params = params;
        self.program.functions[index].at = at;
        self.in_function = true;
        self.trigger = None;
        let body = self.block();
        self.in_function = false;
        self.locals.clear();
        self.program.functions[index].body = Some(body?);
        Ok(())
    }

    fn rule(&mut self) -> Result<(), ParseError> {
        let at = self.token_at;
        let special = match &self.token {
            Token::Word(word @ ("BEGIN" | "END" | "BEGINFILE" | "ENDFILE")) => Some(*word),
            _ => None,
        };
        self.trigger = special;
        let trigger = match special {
            Some(word) => {
                self.advance()?;
                if !self.is("{") {
                    let text = format!("{word} blocks must have an action part");
                    return Err(self.wrong::<()>(text).unwrap_err().into());
                }
                match word {
                    "BEGIN" => Trigger::Begin,
                    "END" => Trigger::End,
                    "BEGINFILE" => Trigger::BeginFile,
                    _ => Trigger::EndFile,
                }
            }
            None if self.is("{") => Trigger::Always,
            None => {
                let first = self.expression()?;
                if self.eat(",")? {
                    self.newlines()?;
                    Trigger::Range(first, self.expression()?)
                } else {
                    Trigger::When(first)
                }
            }
        };
        let action = if self.is("{") { Some(self.block()?) } else { None };
        if !matches!(self.token, Token::Newline | Token::End) && !self.is(";") && action.is_none() {
            return Err(self.unexpected().into());
        }
        self.program.rules.push(Rule { trigger, action, at });
        Ok(())
    }

    /// Whether an expression may stand for a place to assign to.
    fn is_place(expr: &Expr) -> bool {
        matches!(expr, Expr::Var(_) | Expr::Field(_) | Expr::Elem(..))
    }
}
