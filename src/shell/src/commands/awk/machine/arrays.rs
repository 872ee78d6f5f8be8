//! Arrays: arrays in arrays, deletion, loops over keys.

use super::super::array::{ArrayRef, Key, Nature};
use super::super::value::Value;
use super::{KeyLoop, Machine, Run};

impl Machine {
    /// Replaces array and subscript on the stack by the array in that element, made when missing.
    pub(super) fn sub_array(&mut self) -> Run {
        let key = self.pop_key();
        let array = self.pop_array()?;
        if array.nature() == Nature::Symtab
            && let Some(slot) = self.symbol_slot(&key)
        {
            let inner = self.array_of(super::super::ast::Var::Global(slot))?;
            self.push(Value::Array(inner));
            return Ok(());
        }
        if array.nature() == Nature::Symtab {
            return Err(super::variables::unknown("SYMTAB", &key));
        }
        let inner = array.with(&key, |slot| match slot {
            Value::Array(inner) => {
                inner.settle();
                Ok(inner.clone())
            }
            Value::Uninit => {
                let fresh = array.inner(Nature::Plain).ok_or("arrays nested too deeply")?;
                *slot = Value::Array(fresh.clone());
                Ok(fresh)
            }
            _ => {
                let shown = String::from_utf8_lossy(&key.text()).into_owned();
                Err(super::Fatal(format!("attempt to use scalar `[\"{shown}\"]' as an array")))
            }
        })?;
        self.push(Value::Array(inner));
        Ok(())
    }

    /// Elements of awk's own tables stay.
    pub(super) fn may_delete(array: &ArrayRef) -> Run {
        match array.nature() {
            Nature::Symtab => Err("`delete' is not allowed with SYMTAB".into()),
            Nature::Functab => Err("`delete' is not allowed with FUNCTAB".into()),
            _ => Ok(()),
        }
    }

    pub(super) fn delete(array: &ArrayRef, key: &Key) -> Run {
        Self::may_delete(array)?;
        array.remove(key);
        Ok(())
    }

    /// A loop over an array's keys begins, in the order that `PROCINFO["sorted_in"]` asks for.
    pub(super) fn for_in(&mut self) -> Run {
        let array = self.pop_array()?;
        let mut keys = array.keys();
        if array.nature() == Nature::Symtab {
            // It does not list itself.
            keys.retain(|key| !matches!(&*key.text(), b"SYMTAB" | b"FUNCTAB"));
        }
        self.spend(keys.len() * 64);
        let how = self.special_array(super::super::special::Special::PROCINFO).get(&Key::of(b"sorted_in"));
        let how = how.map(|how| how.text(&self.settings.convfmt)).filter(|how| !how.is_empty());
        let Some(how) = how else {
            self.loops.push(KeyLoop { keys, next: 0 });
            return Ok(());
        };
        self.loops.push(KeyLoop { keys: Vec::new(), next: 0 });
        self.sort_keys(&array, keys, &how)
    }
}
