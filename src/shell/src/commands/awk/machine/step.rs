//! One instruction.

use super::super::ast::Binary;
use super::super::code::Op;
use super::super::value::Value;
use super::{Fatal, KeyLoop, Machine, Stop};

/// Arithmetic.
#[inline]
pub(super) fn arithmetic(operator: Binary, left: f64, right: f64) -> Result<f64, Fatal> {
    Ok(match operator {
        Binary::Add => left + right,
        Binary::Sub => left - right,
        Binary::Mul => left * right,
        Binary::Div if right == 0.0 => return Err("division by zero attempted".into()),
        Binary::Div => left / right,
        Binary::Mod if right == 0.0 => return Err("division by zero attempted in `%'".into()),
        Binary::Mod => left % right,
        Binary::Pow => power(left, right),
    })
}

/// `^`: by squaring for small whole exponents, as gawk does.
fn power(base: f64, exponent: f64) -> f64 {
    if exponent.fract() == 0.0 && exponent.abs() < 1e9 {
        let mut n = exponent.abs() as u64;
        let (mut result, mut square) = (1.0, base);
        while n > 0 {
            if n & 1 == 1 {
                result *= square;
            }
            square *= square;
            n >>= 1;
        }
        return if exponent < 0.0 { 1.0 / result } else { result };
    }
    base.powf(exponent)
}

impl Machine {
    /// Runs one instruction; the program counter moves on unless it stops.
    #[inline]
    pub(super) fn step(&mut self) -> Result<Option<Stop>, Fatal> {
        let op = self.code.ops[self.pc];
        match op {
            Op::Const(index) => {
                let value = self.code.constants[index as usize].clone();
                self.push(value);
            }
            Op::Var(var) => {
                let value = self.variable(var)?;
                self.push(value);
            }
            Op::VarNum(var) => {
                let number = self.variable_number(var)?;
                self.push(Value::Num(number));
            }
            Op::Field => {
                let index = self.pop().num();
                let value = self.field(index)?;
                self.push(value);
            }
            Op::FieldAt(number) => {
                let value = self.field_at(number as usize)?;
                self.push(value);
            }
            Op::FieldNum(0) => {
                let number = self.record.whole(&self.settings.ofs, &self.settings.convfmt);
                let number = super::super::number::prefix(number);
                self.push(Value::Num(number));
            }
            Op::FieldNum(number) => {
                let number = self.record.field_number(number as usize, &self.regexes)?;
                self.push(Value::Num(number));
            }
            Op::Array(var) => {
                let array = self.array_of(var)?;
                self.push(Value::Array(array));
            }
            Op::SubArray => self.sub_array()?,
            Op::Elem => {
                let key = self.pop_key();
                let array = self.pop_array()?;
                let value = self.element(&array, &key)?;
                self.push(value);
            }
            Op::Arg(var) => self.argument(var)?,
            Op::ArgElem => self.element_argument()?,
            Op::Join(count) => self.join(count as usize),
            Op::Pop => {
                self.stack.pop();
            }
            Op::Dup => {
                let top = self.stack.last().cloned().unwrap_or_default();
                self.push(top);
            }
            Op::Store { target, keep } => self.store(target, keep)?,
            Op::Update { operator, target, keep } => self.update(operator, target, keep)?,
            Op::Step { prefix, delta, target, keep } => self.step_by(prefix, delta, target, keep)?,
            Op::Append { var, count, keep } => self.append(var, count as usize, keep)?,
            Op::Binary(operator) => {
                let right = self.pop();
                let left = self.pop();
                let result = arithmetic(operator, left.num(), right.num())?;
                self.push(Value::Num(result));
            }
            Op::Compare(comparison) => {
                let right = self.pop();
                let left = self.pop();
                let result = self.compare(comparison, &left, &right);
                self.push(Value::bool(result));
            }
            Op::Same => {
                let label = self.pop();
                let subject = self.pop();
                let same = self.same(&subject, &label)?;
                self.push(Value::bool(same));
            }
            Op::Concat(count) => self.concat(count as usize)?,
            Op::MatchConst { pattern, negative } => {
                let text = self.pop_text();
                let pattern = self.regexes.constant(pattern)?;
                let yes = self.regexes.is_match(&pattern, &text)?;
                self.push(Value::bool(yes != negative));
            }
            Op::MatchDynamic { negative } => {
                let pattern = self.pop();
                let text = self.pop_text();
                let pattern = self.regexes.of_value(&pattern, &self.settings.convfmt)?;
                let yes = self.regexes.is_match(&pattern, &text)?;
                self.push(Value::bool(yes != negative));
            }
            Op::MatchRecord(pattern) => {
                let pattern = self.regexes.constant(pattern)?;
                let text = self.record.whole(&self.settings.ofs, &self.settings.convfmt);
                let yes = self.regexes.is_match(&pattern, text)?;
                self.push(Value::bool(yes));
            }
            Op::Not => {
                let yes = self.pop().truth();
                self.push(Value::bool(!yes));
            }
            Op::Neg => {
                let number = self.pop().num();
                self.push(Value::Num(-number));
            }
            Op::Plus => {
                let number = self.pop().num();
                self.push(Value::Num(number));
            }
            Op::Truth => {
                let yes = self.pop().truth();
                self.push(Value::bool(yes));
            }
            Op::Jump(to) => {
                self.pc = to as usize;
                return Ok(None);
            }
            Op::JumpIf(to) => {
                if self.pop().truth() {
                    self.pc = to as usize;
                    return Ok(None);
                }
            }
            Op::JumpUnless(to) => {
                if !self.pop().truth() {
                    self.pc = to as usize;
                    return Ok(None);
                }
            }
            Op::In => {
                let key = self.pop_key();
                let array = self.pop_array()?;
                let has = array.contains(&key);
                self.push(Value::bool(has));
            }
            Op::Delete => {
                let key = self.pop_key();
                let array = self.pop_array()?;
                Self::delete(&array, &key)?;
            }
            Op::DeleteAll => {
                let array = self.pop_array()?;
                Self::may_delete(&array)?;
                self.spend(array.len() * 32);
                array.clear();
            }
            Op::Call(function, count) => {
                self.call(function, count as usize)?;
                return Ok(None);
            }
            Op::Indirect(count) => return self.indirect(count as usize),
            Op::Return => {
                self.give_back()?;
                return Ok(None);
            }
            Op::Builtin(builtin, count) => {
                if let Some(stop) = self.builtin(builtin, count as usize)? {
                    return Ok(Some(stop));
                }
            }
            Op::Substitute { global, target } => self.substitute(global, target)?,
            Op::Getline(input) => {
                if let Some(stop) = self.getline(input)? {
                    return Ok(stop.into_stop());
                }
            }
            Op::GetlineStore(target, input) => self.getline_store(target, input)?,
            Op::Print { count, redirect } => {
                if let Some(stop) = self.print(count as usize, redirect)? {
                    return Ok(Some(stop));
                }
            }
            Op::Printf { count, redirect } => {
                if let Some(stop) = self.printf(count as usize, redirect)? {
                    return Ok(Some(stop));
                }
            }
            Op::OutField(0) => {
                let text = self.record.whole(&self.settings.ofs, &self.settings.convfmt);
                self.stdout.extend_from_slice(text);
            }
            Op::OutField(number) => {
                self.record.write_field(number as usize, &self.settings.ofmt, &self.regexes, &mut self.stdout)?;
            }
            Op::OutValue => {
                let value = self.pop();
                value.write(&self.settings.ofmt, &mut self.stdout);
            }
            Op::OutSeparator => self.stdout.extend_from_slice(&self.settings.ofs),
            Op::OutEnd => {
                self.stdout.extend_from_slice(&self.settings.ors);
                if self.interactive || self.stdout.len() >= super::output::CHUNK {
                    self.pc += 1;
                    return Ok(Some(Stop::Flush));
                }
            }
            Op::Record => {
                if let Some(stop) = self.next_record()? {
                    return Ok(stop.into_stop());
                }
            }
            Op::Next => {
                self.unwind();
                self.pc = self.code.main_loop as usize;
                return Ok(None);
            }
            Op::NextFile => {
                self.next_file();
                return Ok(None);
            }
            Op::Exit(with_status) => {
                self.exit(with_status);
                return Ok(self.ended());
            }
            Op::ForIn => self.for_in()?,
            Op::ForNext(out) => match self.loops.last_mut() {
                Some(KeyLoop { keys, next }) if *next < keys.len() => {
                    let key = &keys[*next];
                    let value = match key {
                        super::Key::Text(text) => Value::Str(text.clone()),
                        super::Key::Int(_) => Value::Str(key.text()),
                    };
                    *next += 1;
                    self.push(value);
                }
                _ => {
                    self.pc = out as usize;
                    return Ok(None);
                }
            },
            Op::ForEnd => {
                self.loops.pop();
            }
            Op::Sort => return self.sort_step(),
            Op::InRange(number, to) => {
                if self.ranges[number as usize] {
                    self.pc = to as usize;
                    return Ok(None);
                }
            }
            Op::SetRange(number, inside) => self.ranges[number as usize] = inside,
            Op::EndBlock => {
                self.end_block();
                return Ok(None);
            }
            Op::EndRules => {
                if std::mem::replace(&mut self.ending, true) {
                    return Ok(Some(Stop::Done(self.exit_status)));
                }
            }
            Op::Halt => return Ok(Some(Stop::Done(self.exit_status))),
        }
        self.pc += 1;
        Ok(None)
    }

    /// `exit` ends the program; before the END rules, through them.
    fn exit(&mut self, with_status: bool) {
        if with_status {
            self.exit_status = self.pop().num() as i64 as i32;
        }
        self.unwind();
    }

    fn ended(&mut self) -> Option<Stop> {
        if self.ending {
            return Some(Stop::Done(self.exit_status));
        }
        self.pc = self.code.end_rules as usize;
        self.stop_main();
        None
    }

    /// Leaves all frames, loops and values.
    pub(super) fn unwind(&mut self) {
        self.stack.clear();
        self.frames.clear();
        self.loops.clear();
        self.sorts.clear();
        self.base = 0;
    }
}
