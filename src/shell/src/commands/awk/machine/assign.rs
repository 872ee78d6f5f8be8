//! Assignments, and what follows from them for the special variables.

use super::super::array::{ArrayRef, Key, Nature};
use super::super::ast::{Binary, Var};
use super::super::code::Target;
use super::super::fields::Splitter;
use super::super::reader::Separator;
use super::super::special::Special;
use super::super::value::Value;
use super::step::arithmetic;
use super::{Machine, Run};

impl Machine {
    /// Assigns the value on top.
    pub(super) fn store(&mut self, target: Target, keep: bool) -> Run {
        let value = match self.pop() {
            Value::Array(_) => Value::Uninit,
            value => value,
        };
        if keep {
            self.assign(target, value.clone())?;
            self.push(value);
            return Ok(());
        }
        self.assign(target, value)
    }

    /// Assigns to what lies on the stack.
    #[inline]
    pub(super) fn assign(&mut self, target: Target, value: Value) -> Run {
        match target {
            Target::Var(var) => self.set_variable(var, value),
            Target::Field => {
                let index = self.pop().num();
                self.set_field(index, value)
            }
            Target::Elem => {
                let key = self.pop_key();
                let array = self.pop_array()?;
                self.set_element(&array, &key, value)
            }
            Target::Record => {
                self.set_record(value);
                Ok(())
            }
        }
    }

    /// Sets a variable.
    #[inline]
    pub(super) fn set_variable(&mut self, var: Var, value: Value) -> Run {
        match var {
            Var::Global(slot) => self.set_global(slot, value),
            Var::Local(_) => {
                let slot = self.slot_mut(var);
                if let Value::Array(array) = slot
                    && !array.is_untyped()
                {
                    let name = self.variable_name(var);
                    return Err(format!("attempt to use array `{name}' in a scalar context").into());
                }
                if let Value::Array(array) = slot {
                    // Whoever passed it has a scalar now.
                    array.look();
                }
                *self.slot_mut(var) = value;
                Ok(())
            }
        }
    }

    /// Sets a global.
    #[inline]
    pub(super) fn set_global(&mut self, slot: u32, value: Value) -> Run {
        if let Value::Array(array) = &self.globals[slot as usize] {
            if !array.is_untyped() {
                let name = &self.code.globals[slot as usize];
                return Err(format!("attempt to use array `{name}' in a scalar context").into());
            }
            array.look();
        }
        match Special::of(slot) {
            Some(special) if special.is_watched() => self.set_watched(special, value),
            _ => {
                self.globals[slot as usize] = value;
                Ok(())
            }
        }
    }

    fn set_watched(&mut self, special: Special, value: Value) -> Run {
        use Special as S;
        let text = value.text(&self.settings.convfmt);
        let number = value.num();
        match special {
            S::NF => {
                if number < 0.0 {
                    return Err("NF set to negative value".into());
                }
                self.record.set_count(number as usize, &self.regexes)?;
            }
            S::NR => self.nr = number,
            S::FNR => self.fnr = number,
            S::OFS => {
                // The record is made of its fields with the separator of that moment.
                self.whole();
                self.settings.ofs = text.clone();
            }
            S::ORS => self.settings.ors = text.clone(),
            S::SUBSEP => self.settings.subsep = text.clone(),
            S::CONVFMT => self.settings.convfmt = text.clone(),
            S::OFMT => self.settings.ofmt = text.clone(),
            _ => {}
        }
        self.globals[special as usize] = value;
        match special {
            S::FS => {
                self.record.cut_all(&self.regexes)?;
                self.record.splitter = self.default_splitter()?;
                self.note_splitter("FS");
            }
            S::FPAT => {
                self.record.cut_all(&self.regexes)?;
                self.record.splitter = Splitter::Content(self.regexes.dynamic(&text)?);
                self.note_splitter("FPAT");
            }
            S::FIELDWIDTHS => {
                self.record.cut_all(&self.regexes)?;
                match Splitter::of_widths(&text) {
                    Ok(splitter) => self.record.splitter = splitter,
                    Err(word) => {
                        let shown = String::from_utf8_lossy(&word).into_owned();
                        return Err(format!("invalid FIELDWIDTHS value, for field 1, near `{shown}'").into());
                    }
                }
                self.note_splitter("FIELDWIDTHS");
            }
            S::RS => self.set_separator()?,
            S::IGNORECASE => {
                self.regexes.ignore_case = self.globals[special as usize].truth();
                self.record.cut_all(&self.regexes)?;
                if matches!(self.record.splitter, Splitter::Byte(_) | Splitter::Regex(_)) {
                    self.record.splitter = self.default_splitter()?;
                }
                self.set_separator()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn note_splitter(&mut self, name: &str) {
        self.special_array(Special::PROCINFO).set(&Key::of(b"FS"), Value::str(name));
    }

    fn set_separator(&mut self) -> Run {
        let rs = self.globals[Special::RS as usize].text(&self.settings.convfmt);
        let typed = matches!(self.globals[Special::RS as usize], Value::Regex(_));
        self.settings.separator = Separator::of_rs(&rs, typed, &mut self.regexes)?;
        self.record.cut_all(&self.regexes)?;
        self.record.newline_too = rs.is_empty();
        Ok(())
    }

    /// Sets `$n`.
    pub(super) fn set_field(&mut self, index: f64, value: Value) -> Run {
        if index < 0.0 {
            return Err(format!("attempt to access field {}", index as i64).into());
        }
        if index < 1.0 {
            self.set_record(value);
            return Ok(());
        }
        self.record.set_field(index as usize, value, &self.regexes)?;
        Ok(())
    }

    /// Sets `$0`.
    pub(super) fn set_record(&mut self, value: Value) {
        let text = value.text(&self.settings.convfmt);
        self.record.set(text);
        self.record.is_string = matches!(value, Value::Str(_));
    }

    pub(super) fn set_element(&mut self, array: &ArrayRef, key: &Key, value: Value) -> Run {
        if array.nature() == Nature::Symtab {
            return match self.symbol_slot(key) {
                Some(slot) => self.set_global(slot, value),
                None => Err("cannot assign to arbitrary elements of SYMTAB".into()),
            };
        }
        if array.nature() == Nature::Functab {
            return Err("cannot assign to elements of FUNCTAB".into());
        }
        array.with(key, |slot| {
            if let Value::Array(inner) = slot
                && !inner.is_untyped()
            {
                let shown = String::from_utf8_lossy(&key.text()).into_owned();
                return Err(format!("attempt to use array element [\"{shown}\"] in a scalar context").into());
            }
            *slot = value;
            Ok(())
        })
    }

    /// `x += value`.
    pub(super) fn update(&mut self, operator: Binary, target: Target, keep: bool) -> Run {
        let right = self.pop().num();
        self.change(target, keep, false, |left| arithmetic(operator, left, right))
    }

    /// `x++` and its like.
    pub(super) fn step_by(&mut self, prefix: bool, delta: f64, target: Target, keep: bool) -> Run {
        self.change(target, keep, !prefix, |left| Ok(left + delta))
    }

    /// Replaces a number by another made of it; pushes the new one, or the old.
    #[inline]
    fn change(&mut self, target: Target, keep: bool, old: bool, make: impl FnOnce(f64) -> Run<f64>) -> Run {
        let (before, after) = match target {
            Target::Var(var) => {
                let plain = match var {
                    Var::Local(_) => true,
                    Var::Global(slot) => Special::of(slot).is_none(),
                };
                if plain && let Value::Num(number) = self.slot_mut(var) {
                    let before = *number;
                    *number = make(before)?;
                    (before, *number)
                } else {
                    let before = self.variable(var)?.num();
                    let after = make(before)?;
                    self.set_variable(var, Value::Num(after))?;
                    (before, after)
                }
            }
            Target::Field => {
                let index = self.pop().num();
                let before = self.field(index)?.num();
                let after = make(before)?;
                self.set_field(index, Value::Num(after))?;
                (before, after)
            }
            Target::Elem => {
                let key = self.pop_key();
                let array = self.pop_array()?;
                if array.nature() == Nature::Symtab {
                    let before = self.element(&array, &key)?.num();
                    let after = make(before)?;
                    self.set_element(&array, &key, Value::Num(after))?;
                    (before, after)
                } else {
                    array.with(&key, |slot| {
                        if let Value::Array(inner) = slot
                            && !inner.is_untyped()
                        {
                            let shown = String::from_utf8_lossy(&key.text()).into_owned();
                            return Err(
                                format!("attempt to use array element [\"{shown}\"] in a scalar context").into()
                            );
                        }
                        let before = slot.num();
                        let after = make(before)?;
                        *slot = Value::Num(after);
                        Ok::<_, super::Fatal>((before, after))
                    })?
                }
            }
            Target::Record => {
                let before = self.whole();
                let before = super::super::number::prefix(&before);
                let after = make(before)?;
                self.set_record(Value::Num(after));
                (before, after)
            }
        };
        if keep {
            self.push(Value::Num(if old { before } else { after }));
        }
        Ok(())
    }

    /// `x = x a b`: appends in place when nobody else holds the string.
    pub(super) fn append(&mut self, var: Var, count: usize, keep: bool) -> Run {
        let first = self.stack.len() - count;
        let before = self.variable(var)?;
        *self.slot_mut(var) = Value::Uninit;
        let mut text = before.text(&self.settings.convfmt);
        drop(before);
        let buffer = text.make_mut();
        for value in self.stack.drain(first..) {
            value.write(&self.settings.convfmt, buffer);
        }
        if buffer.len() > crate::MAX_VALUE {
            return Err("string too long: memory exhausted".into());
        }
        let value = Value::Str(text);
        if keep {
            self.push(value.clone());
        }
        self.set_variable(var, value)
    }
}
