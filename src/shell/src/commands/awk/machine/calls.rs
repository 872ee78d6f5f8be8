//! Functions of the program: calls, arguments, returns.

use super::super::array::{ArrayRef, Nature};
use super::super::ast::{Builtin, Var};
use super::super::code::Target;
use super::super::value::Value;
use super::{Frame, FrameKind, MAX_CALLS, Machine, Run, Stop};

impl Machine {
    /// Pushes a variable as an argument: unassigned, it is shared, for the callee may make it an array.
    pub(super) fn argument(&mut self, var: Var) -> Run {
        let is_computed = matches!(var, Var::Global(0..=2));
        let value = if is_computed {
            self.variable(var)?
        } else {
            let slot = self.slot_mut(var);
            if let Value::Uninit = slot {
                *slot = Value::Array(ArrayRef::new(Nature::Untyped));
            }
            slot.clone()
        };
        self.push(value);
        Ok(())
    }

    /// The same for an element.
    pub(super) fn element_argument(&mut self) -> Run {
        let key = self.pop_key();
        let array = self.pop_array()?;
        if array.nature() == Nature::Symtab {
            let value = match self.symbol_slot(&key) {
                Some(slot) => self.globals[slot as usize].clone(),
                None => Value::Uninit,
            };
            self.push(value);
            return Ok(());
        }
        let fresh = array.inner(Nature::Untyped);
        let value = array.with(&key, |slot| {
            if let (Value::Uninit, Some(fresh)) = (&*slot, fresh) {
                *slot = Value::Array(fresh);
            }
            slot.clone()
        });
        self.push(value);
        Ok(())
    }

    /// Calls a function whose arguments are on the stack.
    pub(super) fn call(&mut self, function: u32, count: usize) -> Run {
        let back = self.pc as u32 + 1;
        self.enter(FrameKind::Call, function, count, back)
    }

    pub(super) fn enter(&mut self, kind: FrameKind, function: u32, count: usize, back: u32) -> Run {
        if self.frames.len() >= MAX_CALLS {
            return Err("function calls nested too deeply".into());
        }
        let callee = &self.code.functions[function as usize];
        let params = callee.params.len();
        let entry = callee.entry;
        if entry == u32::MAX {
            return Err(format!("function `{}' not defined", callee.name).into());
        }
        if count > params {
            let name = callee.name.clone();
            return Err(format!("function `{name}' called with more arguments than declared").into());
        }
        for _ in count..params {
            self.push(Value::Uninit);
        }
        let base = self.stack.len() - params;
        let frame = Frame { kind, function, back, base: self.base, loops: self.loops.len(), sorts: self.sorts.len() };
        self.frames.push(frame);
        self.base = base;
        self.pc = entry as usize;
        Ok(())
    }

    /// Returns the value on top.
    pub(super) fn give_back(&mut self) -> Run {
        let value = match self.pop() {
            Value::Array(array) if array.is_untyped() => Value::Uninit,
            value => value,
        };
        let Some(frame) = self.frames.pop() else { return Err("return outside a function".into()) };
        self.stack.truncate(self.base);
        self.base = frame.base;
        self.loops.truncate(frame.loops);
        self.sorts.truncate(frame.sorts);
        self.pc = frame.back as usize;
        match frame.kind {
            FrameKind::Compare => self.compared(value.num()),
            _ => self.push(value),
        }
        Ok(())
    }

    /// `@f(…)`: the function's name lies below the arguments.
    pub(super) fn indirect(&mut self, count: usize) -> Result<Option<Stop>, super::Fatal> {
        let at = self.stack.len() - count - 1;
        let name = self.stack[at].text(&self.settings.convfmt);
        let name = String::from_utf8_lossy(&name).into_owned();
        let short = name.strip_prefix("awk::").unwrap_or(&name);
        let known = self.code.functions.iter().position(|function| function.name == short);
        if let Some(function) = known {
            self.stack.remove(at);
            self.call(function as u32, count)?;
            return Ok(None);
        }
        let Some(builtin) = Builtin::named(short) else {
            return Err(format!("function called indirectly through `{name}' does not exist").into());
        };
        let (least, most) = builtin.arity();
        if count < least || count > most {
            return Err(format!("{short}: called with {count} arguments").into());
        }
        self.stack.remove(at);
        if matches!(builtin, Builtin::Sub | Builtin::Gsub) {
            if count != 2 {
                return Err(format!("{short}: can be called indirectly only with two arguments").into());
            }
            self.push(Value::Uninit);
            self.substitute(builtin == Builtin::Gsub, Target::Record)?;
            self.pc += 1;
            return Ok(None);
        }
        let stop = self.builtin(builtin, count)?;
        if stop.is_some() {
            // It is called again, with the world's answer.
            self.stack.insert(at, Value::str(name));
            return Ok(stop);
        }
        self.pc += 1;
        Ok(None)
    }

    /// BEGINFILE or ENDFILE rules run before the present instruction is tried again.
    pub(super) fn enter_block(&mut self, entry: u32) {
        let frame = Frame {
            kind: FrameKind::Block,
            function: 0,
            back: self.pc as u32,
            base: self.base,
            loops: self.loops.len(),
            sorts: self.sorts.len(),
        };
        self.frames.push(frame);
        self.base = self.stack.len();
        self.pc = entry as usize;
    }

    pub(super) fn end_block(&mut self) {
        while let Some(frame) = self.frames.pop() {
            self.stack.truncate(self.base);
            self.base = frame.base;
            self.loops.truncate(frame.loops);
            self.pc = frame.back as usize;
            if frame.kind == FrameKind::Block {
                break;
            }
        }
    }
}
