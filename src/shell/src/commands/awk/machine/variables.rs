//! Reading variables, fields and elements.

use super::super::array::{ArrayRef, Key, Nature};
use super::super::ast::Var;
use super::super::special::Special;
use super::super::value::{Text, Value};
use super::{Machine, Run};

impl Machine {
    pub(super) fn slot(&self, var: Var) -> &Value {
        match var {
            Var::Global(slot) => &self.globals[slot as usize],
            Var::Local(position) => &self.stack[self.base + position as usize],
        }
    }

    pub(super) fn slot_mut(&mut self, var: Var) -> &mut Value {
        match var {
            Var::Global(slot) => &mut self.globals[slot as usize],
            Var::Local(position) => &mut self.stack[self.base + position as usize],
        }
    }

    /// A variable's name, for messages.
    pub(super) fn variable_name(&self, var: Var) -> String {
        match var {
            Var::Global(slot) => self.code.globals[slot as usize].clone(),
            Var::Local(position) => {
                let function = self.frames.last().map_or(0, |frame| frame.function);
                let function = self.code.functions.get(function as usize);
                function.and_then(|function| function.params.get(position as usize).cloned()).unwrap_or_default()
            }
        }
    }

    /// A scalar's value.
    #[inline]
    pub(super) fn variable(&mut self, var: Var) -> Run<Value> {
        if let Var::Global(slot) = var
            && let Some(special) = Special::of(slot)
            && special.is_computed()
        {
            return self.computed(special).map(Value::Num);
        }
        match self.slot(var) {
            Value::Array(array) if array.is_untyped() => {
                array.look();
                Ok(Value::Uninit)
            }
            Value::Array(_) => Err(self.array_as_scalar(var)),
            value => Ok(value.clone()),
        }
    }

    fn array_as_scalar(&self, var: Var) -> super::Fatal {
        format!("attempt to use array `{}' in a scalar context", self.variable_name(var)).into()
    }

    /// A scalar's number.
    #[inline]
    pub(super) fn variable_number(&mut self, var: Var) -> Run<f64> {
        if let Value::Num(number) = self.slot(var)
            && !matches!(var, Var::Global(0..=2))
        {
            return Ok(*number);
        }
        self.variable(var).map(|value| value.num())
    }

    fn computed(&mut self, special: Special) -> Run<f64> {
        Ok(match special {
            Special::NF => self.record.count(&self.regexes)? as f64,
            Special::NR => self.nr,
            _ => self.fnr,
        })
    }

    /// `$n`.
    pub(super) fn field(&mut self, index: f64) -> Run<Value> {
        if index < 0.0 {
            return Err(format!("attempt to access field {}", index as i64).into());
        }
        self.field_at(index as usize)
    }

    #[inline]
    pub(super) fn field_at(&mut self, number: usize) -> Run<Value> {
        if number == 0 {
            let text = self.whole();
            return Ok(if self.record.is_string { Value::Str(text) } else { Value::Input(text) });
        }
        // A field that does not exist is an empty string, never equal to 0.
        Ok(self.record.field(number, &self.regexes)?.unwrap_or_else(|| Value::Input(Text::default())))
    }

    /// `$0`.
    pub(super) fn whole(&mut self) -> Text {
        self.record.whole(&self.settings.ofs, &self.settings.convfmt).clone()
    }

    /// The array in a variable; an unassigned variable becomes one.
    pub(super) fn array_of(&mut self, var: Var) -> Run<ArrayRef> {
        match self.slot(var) {
            Value::Array(array) if array.nature() != Nature::Scalar => {
                array.settle();
                return Ok(array.clone());
            }
            Value::Uninit => {}
            _ => {
                let kind = if matches!(var, Var::Local(_)) { "scalar parameter" } else { "scalar" };
                let name = self.variable_name(var);
                return Err(format!("attempt to use {kind} `{name}' as an array").into());
            }
        }
        let array = ArrayRef::new(Nature::Plain);
        *self.slot_mut(var) = Value::Array(array.clone());
        Ok(array)
    }

    /// An element's value; it comes into being when it is looked at.
    pub(super) fn element(&mut self, array: &ArrayRef, key: &Key) -> Run<Value> {
        if array.nature() == Nature::Symtab {
            return self.symbol(key);
        }
        if array.nature() == Nature::Functab && !array.contains(key) {
            return Err(unknown("FUNCTAB", key));
        }
        if let Some(value) = array.get(key) {
            return match &value {
                Value::Array(inner) if inner.is_untyped() => Ok(Value::Uninit),
                Value::Array(_) => {
                    let shown = String::from_utf8_lossy(&key.text()).into_owned();
                    Err(format!("attempt to use array element [\"{shown}\"] in a scalar context").into())
                }
                _ => Ok(value),
            };
        }
        array.set(key, Value::Uninit);
        Ok(Value::Uninit)
    }

    /// `SYMTAB[name]`.
    fn symbol(&mut self, key: &Key) -> Run<Value> {
        match self.symbol_slot(key) {
            Some(slot) => self.variable(Var::Global(slot)),
            None => Err(unknown("SYMTAB", key)),
        }
    }

    pub(super) fn symbol_slot(&self, key: &Key) -> Option<u32> {
        let name = key.text();
        self.code.globals.iter().position(|known| known.as_bytes() == &*name).map(|slot| slot as u32)
    }

    /// Joins the subscripts on the stack.
    pub(super) fn join(&mut self, count: usize) {
        let first = self.stack.len() - count;
        let mut text = Vec::new();
        for (index, value) in self.stack.drain(first..).enumerate() {
            if index > 0 {
                text.extend_from_slice(&self.settings.subsep);
            }
            value.write(&self.settings.convfmt, &mut text);
        }
        self.push(Value::str(text));
    }
}

/// What gawk says of an element of its own tables that is not there.
pub(super) fn unknown(table: &str, key: &Key) -> super::Fatal {
    let shown = String::from_utf8_lossy(&key.text()).into_owned();
    format!("reference to uninitialized element `{table}[\"{shown}\"] is not allowed'").into()
}
