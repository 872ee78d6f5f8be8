//! Statements.

use super::super::ast::{Case, Expr, Redirect, Stmt};
use super::super::lexer::Token;
use super::{Parsed, Parser};

impl Parser<'_> {
    /// `{ … }` and what ends it.
    pub(super) fn block(&mut self) -> Parsed<Vec<Stmt>> {
        self.expect("{")?;
        self.deeper(|parser| {
            let mut body = Vec::new();
            parser.terminators()?;
            while !parser.is("}") {
                if parser.token == Token::End {
                    return Err(parser.unexpected());
                }
                body.push(parser.statement()?);
                parser.terminators()?;
            }
            Ok(body)
        })
        .and_then(|body| {
            self.advance()?;
            Ok(body)
        })
    }

    /// After a simple statement comes `;`, a newline, `}` or the end.
    fn end_of_statement(&mut self) -> Parsed<()> {
        if self.is(";") || self.token == Token::Newline {
            self.advance()?;
            return Ok(());
        }
        if self.is("}") || self.token == Token::End { Ok(()) } else { Err(self.unexpected()) }
    }

    /// The body of a loop or an `if`: a statement on this line or below, perhaps none but `;`.
    fn body(&mut self) -> Parsed<Stmt> {
        self.newlines()?;
        if self.eat(";")? {
            return Ok(Stmt::Block(Vec::new()));
        }
        self.statement()
    }

    fn loop_body(&mut self) -> Parsed<Stmt> {
        self.loops += 1;
        let body = self.body();
        self.loops -= 1;
        body
    }

    pub(super) fn statement(&mut self) -> Parsed<Stmt> {
        self.deeper(Self::statement_inside)
    }

    fn statement_inside(&mut self) -> Parsed<Stmt> {
        let at = self.token_at;
        if self.is("{") {
            return Ok(Stmt::Block(self.block()?));
        }
        let Token::Word(word) = self.token else {
            let statement = self.simple()?;
            self.end_of_statement()?;
            return Ok(statement);
        };
        match word {
            "if" => {
                self.advance()?;
                self.expect("(")?;
                let condition = self.expression()?;
                self.expect(")")?;
                let then = self.body()?;
                let otherwise = if self.else_follows()? { Some(Box::new(self.body()?)) } else { None };
                Ok(Stmt::If(condition, Box::new(then), otherwise, at))
            }
            "while" => {
                self.advance()?;
                self.expect("(")?;
                let condition = self.expression()?;
                self.expect(")")?;
                Ok(Stmt::While(condition, Box::new(self.loop_body()?), at))
            }
            "do" => {
                self.advance()?;
                let body = self.loop_body()?;
                self.terminators()?;
                if !self.is_word("while") {
                    return Err(self.unexpected());
                }
                self.advance()?;
                self.expect("(")?;
                let condition = self.expression()?;
                self.expect(")")?;
                self.end_of_statement()?;
                Ok(Stmt::Do(Box::new(body), condition, at))
            }
            "for" => self.for_statement(),
            "switch" => self.switch(),
            _ => {
                let statement = self.keyword(word)?;
                self.end_of_statement()?;
                Ok(statement)
            }
        }
    }

    /// Is there an `else`, after newlines and semicolons? These are only skipped when there is.
    fn else_follows(&mut self) -> Parsed<bool> {
        if self.is_word("else") {
            self.advance()?;
            return Ok(true);
        }
        if self.token != Token::Newline && !self.is(";") {
            return Ok(false);
        }
        let (offset, at) = (self.lexer.offset, self.lexer.at);
        let (token, token_at, start) = (self.token.clone(), self.token_at, self.token_start);
        let warnings = self.lexer.warnings.len();
        self.terminators()?;
        if self.is_word("else") {
            self.advance()?;
            return Ok(true);
        }
        self.lexer.offset = offset;
        self.lexer.at = at;
        self.lexer.warnings.truncate(warnings);
        (self.token, self.token_at, self.token_start) = (token, token_at, start);
        Ok(false)
    }

    fn for_statement(&mut self) -> Parsed<Stmt> {
        let at = self.token_at;
        self.advance()?;
        self.expect("(")?;
        let start = if self.is(";") {
            None
        } else {
            self.no_in = true;
            let start = self.simple();
            self.no_in = false;
            let start = start?;
            if self.is_word("in") {
                if let Stmt::Expr(target, _) = &start
                    && Self::is_place(target)
                {
                    let target = target.clone();
                    self.advance()?;
                    let array = self.primary()?;
                    if self.is(")") {
                        self.advance()?;
                        let body = self.loop_body()?;
                        return Ok(Stmt::ForIn(target, array, Box::new(body), at));
                    }
                    return Err(self.unexpected());
                }
                // `for ((i, j) in a; …)` and the like: an ordinary expression after all.
                let Stmt::Expr(left, _) = start else { return Err(self.unexpected()) };
                let rest = self.in_operator(left)?;
                Some(Box::new(Stmt::Expr(rest, at)))
            } else {
                Some(Box::new(start))
            }
        };
        self.expect(";")?;
        self.newlines()?;
        let condition = if self.is(";") { None } else { Some(self.expression()?) };
        self.expect(";")?;
        self.newlines()?;
        let step = if self.is(")") { None } else { Some(Box::new(self.simple()?)) };
        self.expect(")")?;
        let body = self.loop_body()?;
        Ok(Stmt::For(start, condition, step, Box::new(body), at))
    }

    fn switch(&mut self) -> Parsed<Stmt> {
        let at = self.token_at;
        self.advance()?;
        self.expect("(")?;
        let subject = self.expression()?;
        self.expect(")")?;
        self.newlines()?;
        self.expect("{")?;
        self.switches += 1;
        let cases = self.cases();
        self.switches -= 1;
        let cases = cases?;
        self.expect("}")?;
        Ok(Stmt::Switch(subject, cases, at))
    }

    fn cases(&mut self) -> Parsed<Vec<Case>> {
        let mut cases: Vec<Case> = Vec::new();
        loop {
            self.terminators()?;
            if self.is("}") {
                return Ok(cases);
            }
            let label = match self.token {
                Token::Word("case") => {
                    self.advance()?;
                    Some(self.primary()?)
                }
                Token::Word("default") => {
                    self.advance()?;
                    if cases.iter().any(|case| case.label.is_none()) {
                        return self.wrong("duplicate `default' detected in switch body");
                    }
                    None
                }
                _ => return Err(self.unexpected()),
            };
            self.expect(":")?;
            let mut body = Vec::new();
            self.terminators()?;
            while !self.is("}") && !self.is_word("case") && !self.is_word("default") {
                body.push(self.statement()?);
                self.terminators()?;
            }
            cases.push(Case { label, body });
        }
    }

    /// Statements of one word, and `print`.
    fn keyword(&mut self, word: &str) -> Parsed<Stmt> {
        let at = self.token_at;
        match word {
            "print" | "printf" | "getline" | "delete" => return self.simple(),
            _ => {}
        }
        let optional = |parser: &mut Self| {
            let ends = matches!(parser.token, Token::Newline | Token::End) || parser.is(";") || parser.is("}");
            if ends { Ok(None) } else { parser.expression().map(Some) }
        };
        self.advance()?;
        match word {
            "next" | "nextfile" => {
                // `nextfile` may leave BEGINFILE rules.
                let outside = |trigger: &&str| matches!(*trigger, "BEGIN" | "END") || word == "next";
                if let Some(trigger) = self.trigger.filter(outside) {
                    return self.wrong(format!("`{word}' used in {trigger} action"));
                }
                Ok(if word == "next" { Stmt::Next(at) } else { Stmt::NextFile(at) })
            }
            "break" => {
                if self.loops == 0 && self.switches == 0 {
                    return self.wrong("`break' is not allowed outside a loop or switch");
                }
                Ok(Stmt::Break(at))
            }
            "continue" => {
                if self.loops == 0 {
                    return self.wrong("`continue' is not allowed outside a loop");
                }
                Ok(Stmt::Continue(at))
            }
            "exit" => Ok(Stmt::Exit(optional(self)?, at)),
            "return" => {
                if !self.in_function {
                    return self.wrong("`return' used outside function context");
                }
                Ok(Stmt::Return(optional(self)?, at))
            }
            _ => Err(self.unexpected()),
        }
    }

    /// `print`, `printf`, `delete` or an expression.
    pub(super) fn simple(&mut self) -> Parsed<Stmt> {
        let at = self.token_at;
        match self.token {
            Token::Word(word @ ("print" | "printf")) => {
                self.advance()?;
                let args = self.print_arguments()?;
                let redirect = self.redirection()?;
                Ok(Stmt::Print { formatted: word == "printf", args, redirect, at })
            }
            Token::Word("delete") => {
                self.advance()?;
                let parenthesised = self.eat("(")?;
                let target = self.primary()?;
                if parenthesised {
                    self.expect(")")?;
                }
                if !matches!(target, Expr::Var(_) | Expr::Elem(..)) {
                    return Err(self.unexpected());
                }
                Ok(Stmt::Delete(target, at))
            }
            _ => Ok(Stmt::Expr(self.expression()?, at)),
        }
    }

    fn print_ends(&self) -> bool {
        matches!(self.token, Token::Newline | Token::End)
            || [";", "}", ">", ">>", "|", "|&"].iter().any(|op| self.is(op))
    }

    fn print_arguments(&mut self) -> Parsed<Vec<Expr>> {
        if self.print_ends() {
            return Ok(Vec::new());
        }
        let before = std::mem::replace(&mut self.no_greater, true);
        let first = self.expression();
        let result = first.and_then(|first| {
            // `print (a, b)` prints both; `print (a)(b)` and `print (a, b) in c` are expressions.
            if let Expr::Tuple(args) = first {
                return Ok(args);
            }
            let mut args = vec![first];
            while self.eat(",")? {
                self.newlines()?;
                args.push(self.expression()?);
            }
            Ok(args)
        });
        self.no_greater = before;
        result
    }

    fn redirection(&mut self) -> Parsed<Option<(Redirect, Expr)>> {
        let kind = match self.token {
            Token::Op(">") => Redirect::File,
            Token::Op(">>") => Redirect::Append,
            Token::Op("|") => Redirect::Pipe,
            Token::Op("|&") => Redirect::Coprocess,
            _ => return Ok(None),
        };
        self.advance()?;
        let before = std::mem::replace(&mut self.no_greater, true);
        let target = self.concatenation();
        self.no_greater = before;
        Ok(Some((kind, target?)))
    }
}
