//! Statements to instructions.

use super::super::ast::{Case, Expr, Redirect, Stmt};
use super::super::code::{Op, Target};
use super::{Compiled, Compiler, Loop};

impl Compiler {
    pub(super) fn statement(&mut self, statement: &Stmt) -> Compiled {
        match statement {
            Stmt::Expr(expr, at) => {
                self.at = *at;
                self.effect(expr)
            }
            Stmt::Print { formatted, args, redirect, at } => {
                self.at = *at;
                self.print(*formatted, args, redirect.as_ref())
            }
            Stmt::Block(body) => self.block(body),
            Stmt::If(condition, then, otherwise, at) => {
                self.at = *at;
                let skip = self.condition(condition, false)?;
                self.statement(then)?;
                if let Some(otherwise) = otherwise {
                    let end = self.emit(Op::Jump(0));
                    self.land_all(skip);
                    self.statement(otherwise)?;
                    self.land(end);
                } else {
                    self.land_all(skip);
                }
                Ok(())
            }
            Stmt::While(condition, body, at) => {
                self.at = *at;
                let start = self.emit(Op::Jump(0));
                let top = self.here();
                self.loops.push(Loop::default());
                self.statement(body)?;
                let test = self.here();
                self.land(start);
                self.at = *at;
                let again = self.condition(condition, true)?;
                self.direct_all(again, top);
                self.end_loop(test);
                Ok(())
            }
            Stmt::Do(body, condition, at) => {
                let top = self.here();
                self.loops.push(Loop::default());
                self.statement(body)?;
                let test = self.here();
                self.at = *at;
                let again = self.condition(condition, true)?;
                self.direct_all(again, top);
                self.end_loop(test);
                Ok(())
            }
            Stmt::For(start, condition, step, body, at) => {
                self.at = *at;
                if let Some(start) = start {
                    self.statement(start)?;
                }
                let entry = condition.as_ref().map(|_| self.emit(Op::Jump(0)));
                let top = self.here();
                self.loops.push(Loop::default());
                self.statement(body)?;
                let next = self.here();
                self.at = *at;
                if let Some(step) = step {
                    self.statement(step)?;
                }
                if let Some(entry) = entry {
                    self.land(entry);
                }
                self.at = *at;
                match condition {
                    Some(condition) => {
                        let again = self.condition(condition, true)?;
                        self.direct_all(again, top);
                    }
                    None => {
                        self.emit(Op::Jump(top));
                    }
                }
                self.end_loop(next);
                Ok(())
            }
            Stmt::ForIn(target, array, body, at) => {
                self.at = *at;
                self.array(array)?;
                self.emit(Op::ForIn);
                self.emit(Op::Sort);
                let next = self.here();
                // The subscripts of an element come before the key on the stack, so the key is fetched after them.
                let target = self.place(target)?;
                let out = self.emit(Op::ForNext(0));
                self.emit(Op::Store { target, keep: false });
                self.loops.push(Loop::default());
                self.statement(body)?;
                self.emit(Op::Jump(next));
                self.land(out);
                self.drop_place(target);
                self.end_loop(next);
                self.emit(Op::ForEnd);
                Ok(())
            }
            Stmt::Switch(subject, cases, at) => {
                self.at = *at;
                self.switch(subject, cases)
            }
            Stmt::Next(at) => {
                self.at = *at;
                self.emit(Op::Next);
                Ok(())
            }
            Stmt::NextFile(at) => {
                self.at = *at;
                self.emit(Op::NextFile);
                Ok(())
            }
            Stmt::Break(at) => {
                self.at = *at;
                let jump = self.emit(Op::Jump(0));
                if let Some(around) = self.loops.last_mut() {
                    around.breaks.push(jump);
                }
                Ok(())
            }
            Stmt::Continue(at) => {
                self.at = *at;
                // The subjects of the switches it leaves are dropped.
                let switches = self.loops.iter().rev().take_while(|around| around.is_switch).count();
                for _ in 0..switches {
                    self.emit(Op::Pop);
                }
                let jump = self.emit(Op::Jump(0));
                if let Some(around) = self.loops.iter_mut().rev().find(|around| !around.is_switch) {
                    around.continues.push(jump);
                }
                Ok(())
            }
            Stmt::Exit(status, at) => {
                self.at = *at;
                if let Some(status) = status {
                    self.value(status)?;
                }
                self.emit(Op::Exit(status.is_some()));
                Ok(())
            }
            Stmt::Return(value, at) => {
                self.at = *at;
                match value {
                    Some(value) => self.value(value)?,
                    None => self.uninit(),
                }
                self.emit(Op::Return);
                Ok(())
            }
            Stmt::Delete(target, at) => {
                self.at = *at;
                match target {
                    Expr::Elem(var, path) => {
                        self.element(*var, path)?;
                        self.emit(Op::Delete);
                    }
                    other => {
                        self.array(other)?;
                        self.emit(Op::DeleteAll);
                    }
                }
                Ok(())
            }
        }
    }

    /// Forgets the subscripts of a place that is not assigned to after all.
    fn drop_place(&mut self, target: Target) {
        let count = match target {
            Target::Field => 1,
            Target::Elem => 2,
            Target::Var(_) | Target::Record => 0,
        };
        for _ in 0..count {
            self.emit(Op::Pop);
        }
    }

    /// The loop's end: `break` lands here, `continue` at `next`.
    fn end_loop(&mut self, next: u32) {
        let around = self.loops.pop().unwrap_or_default();
        self.land_all(around.breaks);
        self.direct_all(around.continues, next);
    }

    fn switch(&mut self, subject: &Expr, cases: &[Case]) -> Compiled {
        self.value(subject)?;
        let mut entries = Vec::new();
        for case in cases {
            let Some(label) = &case.label else {
                entries.push(usize::MAX);
                continue;
            };
            self.emit(Op::Dup);
            match label {
                Expr::Regex(text) | Expr::TypedRegex(text) => {
                    let pattern = self.pattern(text);
                    self.emit(Op::MatchConst { pattern, negative: false });
                }
                label => {
                    self.value(label)?;
                    self.emit(Op::Same);
                }
            }
            entries.push(self.emit(Op::JumpIf(0)));
        }
        let default = self.emit(Op::Jump(0));
        self.loops.push(Loop { is_switch: true, ..Loop::default() });
        let mut default_entry = None;
        for (case, entry) in cases.iter().zip(entries) {
            if entry == usize::MAX {
                default_entry = Some(self.here());
            } else {
                self.land(entry);
            }
            self.block(&case.body)?;
        }
        let end = self.here();
        self.direct(default, default_entry.unwrap_or(end));
        self.end_loop(end);
        self.emit(Op::Pop);
        Ok(())
    }

    fn print(&mut self, formatted: bool, args: &[Expr], redirect: Option<&(Redirect, Expr)>) -> Compiled {
        if !formatted && redirect.is_none() && args.iter().all(is_plain) {
            for (index, arg) in args.iter().enumerate() {
                if index > 0 {
                    self.emit(Op::OutSeparator);
                }
                if let Expr::Field(number) = arg
                    && let Expr::Num(n) = **number
                {
                    self.emit(Op::OutField(n as u32));
                } else {
                    self.value(arg)?;
                    self.emit(Op::OutValue);
                }
            }
            if args.is_empty() {
                self.emit(Op::OutField(0));
            }
            self.emit(Op::OutEnd);
            return Ok(());
        }
        if formatted && args.is_empty() {
            return self.wrong("printf: no arguments");
        }
        if args.is_empty() {
            self.emit(Op::FieldAt(0));
        }
        for arg in args {
            self.value(arg)?;
        }
        if let Some((_, name)) = redirect {
            self.value(name)?;
        }
        let count = args.len().max(1) as u32;
        let redirect = redirect.map(|(kind, _)| *kind);
        self.emit(if formatted { Op::Printf { count, redirect } } else { Op::Print { count, redirect } });
        Ok(())
    }
}

/// Has it no effect and no way to fail, so that it can be written as soon as it is known?
fn is_plain(expr: &Expr) -> bool {
    match expr {
        Expr::Num(_) | Expr::Str(_) => true,
        Expr::Field(number) => matches!(**number, Expr::Num(n) if (0.0..100_000.0).contains(&n) && n.fract() == 0.0),
        Expr::Group(inner) => is_plain(inner),
        _ => false,
    }
}
