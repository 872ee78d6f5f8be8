//! Expressions to instructions.

use super::super::ast::{Binary, Builtin, Expr, Source, Var};
use super::super::code::{Input, Op, Target};
use super::super::value::Value;
use super::{Compiled, Compiler, Constant};

impl Compiler {
    pub(super) fn uninit(&mut self) {
        self.constant(Constant::Uninit, Value::Uninit);
    }

    /// Leaves the expression's value on the stack.
    pub(super) fn value(&mut self, expr: &Expr) -> Compiled {
        match expr {
            Expr::Num(n) => self.number(*n),
            Expr::Str(text) => self.string(text),
            Expr::Regex(text) => {
                let pattern = self.pattern(text);
                self.emit(Op::MatchRecord(pattern));
            }
            Expr::TypedRegex(text) => {
                self.pattern(text);
                self.constant(Constant::Regex(text.clone()), Value::Regex(text.clone()));
            }
            Expr::Var(var) => {
                self.emit(Op::Var(*var));
            }
            Expr::Field(index) => match **index {
                Expr::Num(n) if (0.0..100_000.0).contains(&n) => {
                    self.emit(Op::FieldAt(n as u32));
                }
                _ => {
                    self.value(index)?;
                    self.emit(Op::Field);
                }
            },
            Expr::Elem(var, path) => {
                self.element(*var, path)?;
                self.emit(Op::Elem);
            }
            Expr::Assign(target, value) => self.assign(target, value, true)?,
            Expr::Update(operator, target, value) => self.update(*operator, target, value, true)?,
            Expr::Step { prefix, delta, target } => self.step(*prefix, *delta, target, true)?,
            Expr::Cond(condition, yes, no) => {
                let skip = self.condition(condition, false)?;
                self.value(yes)?;
                let end = self.emit(Op::Jump(0));
                self.land_all(skip);
                self.value(no)?;
                self.land(end);
            }
            Expr::And(..) | Expr::Or(..) => {
                let skip = self.condition(expr, false)?;
                self.number(1.0);
                let end = self.emit(Op::Jump(0));
                self.land_all(skip);
                self.number(0.0);
                self.land(end);
            }
            Expr::Not(inner) => {
                self.value(inner)?;
                self.emit(Op::Not);
            }
            Expr::Neg(inner) => {
                if let Expr::Num(n) = **inner
                    && n != 0.0
                {
                    self.number(-n);
                } else {
                    self.value(inner)?;
                    self.emit(Op::Neg);
                }
            }
            Expr::Plus(inner) => {
                self.value(inner)?;
                self.emit(Op::Plus);
            }
            Expr::Binary(operator @ (Binary::Div | Binary::Mod), left, right) if matches!((bare(left), bare(right)), (Expr::Num(_), Expr::Num(n)) if *n == 0.0) =>
            {
                let sign = if *operator == Binary::Mod { " in `%'" } else { "" };
                return self.wrong(format!("division by zero attempted{sign}"));
            }
            Expr::Binary(operator, left, right) => {
                self.numeric(left)?;
                self.numeric(right)?;
                self.emit(Op::Binary(*operator));
            }
            Expr::Compare(comparison, left, right) => {
                self.value(left)?;
                self.value(right)?;
                self.emit(Op::Compare(*comparison));
            }
            Expr::Concat(parts) => {
                for part in parts {
                    self.value(part)?;
                }
                self.emit(Op::Concat(parts.len() as u32));
            }
            Expr::Match { negative, text, pattern } => {
                self.value(text)?;
                let mut inner = &**pattern;
                while let Expr::Group(inside) = inner {
                    inner = inside;
                }
                if let Expr::Regex(text) | Expr::TypedRegex(text) = inner {
                    let pattern = self.pattern(text);
                    self.emit(Op::MatchConst { pattern, negative: *negative });
                } else {
                    self.value(pattern)?;
                    self.emit(Op::MatchDynamic { negative: *negative });
                }
            }
            Expr::In(subscripts, var, path) => {
                let Some((last, inner)) = path.split_last() else {
                    self.emit(Op::Array(*var));
                    self.subscript(subscripts)?;
                    self.emit(Op::In);
                    return Ok(());
                };
                self.emit(Op::Array(*var));
                for list in inner.iter().chain(std::iter::once(last)) {
                    self.subscript(list)?;
                    self.emit(Op::SubArray);
                }
                self.subscript(subscripts)?;
                self.emit(Op::In);
            }
            Expr::Group(inner) => self.value(inner)?,
            Expr::Tuple(_) => return self.wrong("syntax error"),
            Expr::Getline(source, target) => self.getline(source, target.as_deref())?,
            Expr::Builtin(builtin, args) => self.builtin(*builtin, args)?,
            Expr::Call(function, args) => {
                let params = self.code.functions[*function as usize].params.len();
                if args.len() > params && self.code.functions[*function as usize].entry != u32::MAX {
                    let name = self.code.functions[*function as usize].name.clone();
                    return self.wrong(format!("function `{name}' called with more arguments than declared"));
                }
                self.arguments(args)?;
                self.emit(Op::Call(*function, args.len() as u32));
            }
            Expr::Indirect(callee, args) => {
                self.value(callee)?;
                self.arguments(args)?;
                self.emit(Op::Indirect(args.len() as u32));
            }
        }
        Ok(())
    }

    fn arguments(&mut self, args: &[Expr]) -> Compiled {
        for arg in args {
            match arg {
                Expr::Var(var) => {
                    self.emit(Op::Arg(*var));
                }
                Expr::Elem(var, path) => {
                    self.element(*var, path)?;
                    self.emit(Op::ArgElem);
                }
                other => self.value(other)?,
            }
        }
        Ok(())
    }

    /// Leaves a value of which only the number counts.
    fn numeric(&mut self, expr: &Expr) -> Compiled {
        match expr {
            Expr::Field(index) => match **index {
                Expr::Num(n) if (0.0..100_000.0).contains(&n) => {
                    self.emit(Op::FieldNum(n as u32));
                    Ok(())
                }
                _ => self.value(expr),
            },
            Expr::Var(var) => {
                self.emit(Op::VarNum(*var));
                Ok(())
            }
            Expr::Group(inner) => self.numeric(inner),
            other => self.value(other),
        }
    }

    /// Evaluates for the effect alone.
    pub(super) fn effect(&mut self, expr: &Expr) -> Compiled {
        match expr {
            Expr::Assign(target, value) => self.assign(target, value, false),
            Expr::Update(operator, target, value) => self.update(*operator, target, value, false),
            Expr::Step { delta, target, .. } => self.step(true, *delta, target, false),
            Expr::Group(inner) => self.effect(inner),
            other => {
                self.value(other)?;
                self.emit(Op::Pop);
                Ok(())
            }
        }
    }

    /// Jumps, still to be directed, that are taken when the condition is `when`; otherwise execution goes on.
    pub(super) fn condition(&mut self, expr: &Expr, when: bool) -> Compiled<Vec<usize>> {
        match expr {
            Expr::Group(inner) => self.condition(inner, when),
            Expr::Not(inner) => self.condition(inner, !when),
            Expr::And(left, right) | Expr::Or(left, right) => {
                let is_and = matches!(expr, Expr::And(..));
                if is_and == when {
                    // `a && b` is true only after both: the first false one skips the jump.
                    let skip = self.condition(left, !when)?;
                    let jumps = self.condition(right, when)?;
                    self.land_all(skip);
                    Ok(jumps)
                } else {
                    let mut jumps = self.condition(left, when)?;
                    jumps.extend(self.condition(right, when)?);
                    Ok(jumps)
                }
            }
            other => {
                self.value(other)?;
                Ok(vec![self.emit(if when { Op::JumpIf(0) } else { Op::JumpUnless(0) })])
            }
        }
    }

    /// The subscripts of one pair of brackets, as one.
    fn subscript(&mut self, list: &[Expr]) -> Compiled {
        for subscript in list {
            self.value(subscript)?;
        }
        if list.len() > 1 {
            self.emit(Op::Join(list.len() as u32));
        }
        Ok(())
    }

    /// Leaves an element's array and subscript.
    pub(super) fn element(&mut self, var: Var, path: &[Vec<Expr>]) -> Compiled {
        self.emit(Op::Array(var));
        let Some((last, inner)) = path.split_last() else { return self.wrong("syntax error") };
        for list in inner {
            self.subscript(list)?;
            self.emit(Op::SubArray);
        }
        self.subscript(last)
    }

    /// Leaves an array.
    pub(super) fn array(&mut self, expr: &Expr) -> Compiled {
        match expr {
            Expr::Var(var) => {
                self.emit(Op::Array(*var));
                Ok(())
            }
            Expr::Elem(var, path) => {
                self.element(*var, path)?;
                self.emit(Op::SubArray);
                Ok(())
            }
            Expr::Group(inner) => self.array(inner),
            _ => self.wrong("attempt to use scalar value as array"),
        }
    }

    /// Leaves what an assignment needs, and says which assignment it is.
    pub(super) fn place(&mut self, expr: &Expr) -> Compiled<Target> {
        match expr {
            Expr::Var(var) => Ok(Target::Var(*var)),
            Expr::Field(index) => {
                self.value(index)?;
                Ok(Target::Field)
            }
            Expr::Elem(var, path) => {
                self.element(*var, path)?;
                Ok(Target::Elem)
            }
            Expr::Group(inner) => self.place(inner),
            _ => self.wrong("cannot assign a value to the result of a field post-increment expression"),
        }
    }

    fn assign(&mut self, target: &Expr, value: &Expr, keep: bool) -> Compiled {
        if let (Expr::Var(var), Expr::Concat(parts)) = (target, value)
            && let Some((Expr::Var(first), rest)) = parts.split_first()
            && first == var
            && !rest.iter().any(|part| mentions(part, *var))
        {
            // x = x "more" appends in place.
            for part in rest {
                self.value(part)?;
            }
            self.emit(Op::Append { var: *var, count: rest.len() as u32, keep });
            return Ok(());
        }
        let target = self.place(target)?;
        self.value(value)?;
        self.emit(Op::Store { target, keep });
        Ok(())
    }

    fn update(&mut self, operator: Binary, target: &Expr, value: &Expr, keep: bool) -> Compiled {
        let target = self.place(target)?;
        self.numeric(value)?;
        self.emit(Op::Update { operator, target, keep });
        Ok(())
    }

    fn step(&mut self, prefix: bool, delta: f64, target: &Expr, keep: bool) -> Compiled {
        let target = self.place(target)?;
        self.emit(Op::Step { prefix, delta, target, keep });
        Ok(())
    }

    fn getline(&mut self, source: &Source, target: Option<&Expr>) -> Compiled {
        let place = match target {
            Some(target) => self.place(target)?,
            None => Target::Record,
        };
        let input = match source {
            Source::Main => Input::Main,
            Source::File(name) => {
                self.value(name)?;
                Input::File
            }
            Source::Command(name) => {
                self.value(name)?;
                Input::Command
            }
            Source::Coprocess(name) => {
                self.value(name)?;
                Input::Coprocess
            }
        };
        self.emit(Op::Getline(input));
        self.emit(Op::GetlineStore(place, input));
        Ok(())
    }

    /// An argument that is a regular expression: a constant one, or a value that is read as one.
    fn regex_argument(&mut self, expr: &Expr) -> Compiled {
        match expr {
            Expr::Regex(text) | Expr::TypedRegex(text) => {
                self.pattern(text);
                self.constant(Constant::Regex(text.clone()), Value::Regex(text.clone()));
                Ok(())
            }
            other => self.value(other),
        }
    }

    fn builtin(&mut self, builtin: Builtin, args: &[Expr]) -> Compiled {
        match builtin {
            Builtin::Sub | Builtin::Gsub => return self.substitute(builtin == Builtin::Gsub, args),
            Builtin::Split | Builtin::Patsplit => {
                self.value(&args[0])?;
                self.array(&args[1])?;
                if let Some(separator) = args.get(2) {
                    self.regex_argument(separator)?;
                }
                if let Some(separators) = args.get(3) {
                    self.array(separators)?;
                }
            }
            Builtin::Match => {
                self.value(&args[0])?;
                self.regex_argument(&args[1])?;
                if let Some(array) = args.get(2) {
                    self.array(array)?;
                }
            }
            Builtin::Gensub => {
                self.regex_argument(&args[0])?;
                for arg in &args[1..] {
                    self.value(arg)?;
                }
            }
            Builtin::Asort | Builtin::Asorti => {
                self.array(&args[0])?;
                if let Some(destination) = args.get(1) {
                    self.array(destination)?;
                }
                if let Some(how) = args.get(2) {
                    self.value(how)?;
                }
            }
            Builtin::Length if !args.is_empty() => match &args[0] {
                Expr::Var(_) | Expr::Elem(..) => self.arguments(args)?,
                other => self.value(other)?,
            },
            Builtin::Isarray | Builtin::Typeof => {
                match &args[0] {
                    Expr::Var(_) => self.arguments(&args[..1])?,
                    Expr::Elem(var, path) => {
                        self.element(*var, path)?;
                        self.emit(Op::ArgElem);
                    }
                    Expr::Regex(text) => {
                        let pattern = self.pattern(text);
                        self.emit(Op::MatchRecord(pattern));
                    }
                    other => self.value(other)?,
                }
                if let Some(more) = args.get(1) {
                    self.array(more)?;
                }
            }
            _ => {
                for arg in args {
                    self.value(arg)?;
                }
            }
        }
        self.emit(Op::Builtin(builtin, args.len() as u32));
        if matches!(builtin, Builtin::Asort | Builtin::Asorti) {
            self.emit(Op::Sort);
        }
        Ok(())
    }

    /// `sub(re, replacement, target)`.
    fn substitute(&mut self, global: bool, args: &[Expr]) -> Compiled {
        let mut target = args.get(2);
        while let Some(Expr::Group(inner)) = target {
            target = Some(inner);
        }
        let place = match target {
            None => Target::Record,
            Some(Expr::Var(_) | Expr::Field(_) | Expr::Elem(..)) => match target {
                Some(target) => self.place(target)?,
                None => Target::Record,
            },
            // Not a place: the result is lost, as gawk warns.
            Some(_) => {
                self.number(-1.0);
                Target::Field
            }
        };
        self.regex_argument(&args[0])?;
        self.value(&args[1])?;
        match target {
            Some(other) if !matches!(other, Expr::Var(_) | Expr::Field(_) | Expr::Elem(..)) => self.value(other)?,
            _ => self.uninit(),
        }
        self.emit(Op::Substitute { global, target: place });
        Ok(())
    }
}

/// Without parentheses.
fn bare(mut expr: &Expr) -> &Expr {
    while let Expr::Group(inner) = expr {
        expr = inner;
    }
    expr
}

/// Might evaluating the expression look at or change the variable? Only simple expressions are trusted not to.
fn mentions(expr: &Expr, var: Var) -> bool {
    match expr {
        Expr::Num(_) | Expr::Str(_) | Expr::Regex(_) | Expr::TypedRegex(_) => false,
        Expr::Var(other) => *other == var,
        Expr::Field(inner) | Expr::Group(inner) | Expr::Not(inner) | Expr::Neg(inner) | Expr::Plus(inner) => {
            mentions(inner, var)
        }
        Expr::Binary(_, left, right) | Expr::Compare(_, left, right) => mentions(left, var) || mentions(right, var),
        Expr::Concat(parts) => parts.iter().any(|part| mentions(part, var)),
        Expr::Elem(_, path) => path.iter().flatten().any(|part| mentions(part, var)),
        Expr::Cond(a, b, c) => mentions(a, var) || mentions(b, var) || mentions(c, var),
        Expr::Builtin(builtin, args) => {
            matches!(builtin, Builtin::Sub | Builtin::Gsub) || args.iter().any(|arg| mentions(arg, var))
        }
        _ => true,
    }
}
