//! The table of variables: one visible binding a name, what functions hide kept aside.

use super::hasher::FastMap;
use super::value::{Value, Var};
use crate::{Bytes, Env};
use std::rc::Rc;

/// What a function call, or an assignment before a command, has hidden.
#[derive(Clone, Debug, Default)]
struct Scope {
    hidden: Vec<(Bytes, Option<Var>)>,
    function: bool,
}

/// All variables of a shell. Cloning shares them until one side writes.
#[derive(Clone, Debug, Default)]
pub struct Vars {
    table: Rc<FastMap<Bytes, Var>>,
    scopes: Vec<Scope>,
    exported: Option<Rc<Env>>,
}

impl Vars {
    /// The visible variable of this name.
    #[inline]
    pub fn get(&self, name: &[u8]) -> Option<&Var> {
        self.table.get(name)
    }

    /// The same, to change; `None` when there is none.
    pub fn get_mut(&mut self, name: &[u8]) -> Option<&mut Var> {
        let var = Rc::make_mut(&mut self.table).get_mut(name)?;
        if var.attributes.export {
            self.exported = None;
        }
        Some(var)
    }

    /// The same, made when there is none: a global.
    pub fn entry(&mut self, name: &[u8]) -> &mut Var {
        let table = Rc::make_mut(&mut self.table);
        if !table.contains_key(name) {
            table.insert(name.to_vec(), Var::default());
        }
        self.exported = None;
        table.entry(name.to_vec()).or_default()
    }

    /// Sets a string without looking at attributes.
    pub fn set(&mut self, name: &[u8], value: impl Into<Bytes>) {
        self.entry(name).value = Value::Scalar(value.into());
    }

    /// How many scopes are open.
    pub fn level(&self) -> usize {
        self.scopes.len()
    }

    /// Opens the scope of a function call, or (false) of assignments before a command.
    pub fn push(&mut self, function: bool) {
        self.scopes.push(Scope { hidden: Vec::new(), function });
    }

    /// The number of the innermost function's scope, 0 outside functions.
    pub fn function_level(&self) -> usize {
        self.scopes.iter().rposition(|scope| scope.function).map_or(0, |at| at + 1)
    }

    /// Was this variable's scope opened by assignments before a command?
    pub fn is_temporary(&self, level: usize) -> bool {
        level.checked_sub(1).and_then(|at| self.scopes.get(at)).is_some_and(|scope| !scope.function)
    }

    /// The global variable of this name as it is, whatever hides it.
    pub fn hidden_global(&self, name: &[u8]) -> Var {
        let holder = self.scopes.iter().find_map(|scope| scope.hidden.iter().find(|(known, _)| known == name));
        match holder {
            Some((_, var)) => var.clone().unwrap_or_default(),
            None => self.get(name).cloned().unwrap_or_default(),
        }
    }

    /// Closes a scope: what it hid is visible again.
    pub fn pop(&mut self) {
        let hidden = self.scopes.pop().unwrap_or_default().hidden;
        if hidden.is_empty() {
            return;
        }
        self.exported = None;
        let table = Rc::make_mut(&mut self.table);
        for (name, var) in hidden.into_iter().rev() {
            match var {
                Some(var) => {
                    table.insert(name, var);
                }
                None => {
                    table.remove(&name);
                }
            }
        }
    }

    /// Makes a fresh variable in the innermost scope, hiding an outer one; an existing local is left as it is.
    /// Gives the variable, and whether it is new.
    pub fn local(&mut self, name: &[u8]) -> (&mut Var, bool) {
        let level = self.scopes.len();
        self.local_at(name, level)
    }

    /// The same, in the scope of this number (from 1).
    pub fn local_at(&mut self, name: &[u8], level: usize) -> (&mut Var, bool) {
        self.exported = None;
        let table = Rc::make_mut(&mut self.table);
        let fresh = table.get(name).is_none_or(|var| var.level < level);
        if fresh {
            let old = table.insert(name.to_vec(), Var { level, ..Var::default() });
            if let Some(scope) = level.checked_sub(1).and_then(|at| self.scopes.get_mut(at)) {
                scope.hidden.push((name.to_vec(), old));
            }
        }
        (table.entry(name.to_vec()).or_default(), fresh)
    }

    /// A local takes the place of the assignment before the call: it hides what that one hid.
    pub fn absorb_temporary(&mut self, name: &[u8], level: usize) {
        let Some([.., outer, inner]) = self.scopes.get_mut(..level) else { return };
        let place = |scope: &Scope| scope.hidden.iter().position(|(known, _)| known == name);
        if outer.function {
            return;
        }
        if let (Some(from), Some(to)) = (place(outer), place(inner)) {
            inner.hidden[to] = outer.hidden.remove(from);
        }
    }

    /// What the visible variable of this name hides.
    pub fn hidden(&self, name: &[u8]) -> Option<&Var> {
        let level = self.get(name)?.level.checked_sub(1)?;
        self.scopes.get(level)?.hidden.iter().find(|(known, _)| known == name)?.1.as_ref()
    }

    /// The global variable of this name, made when there is none, whatever hides it.
    pub fn global(&mut self, name: &[u8]) -> &mut Var {
        self.exported = None;
        let holder = self.scopes.iter().position(|scope| scope.hidden.iter().any(|(known, _)| known == name));
        match holder {
            Some(at) => {
                let slot = self.scopes[at].hidden.iter().position(|(known, _)| known == name).unwrap_or(0);
                self.scopes[at].hidden[slot].1.get_or_insert_default()
            }
            None => self.entry(name),
        }
    }

    /// Unsets a variable. A local of the running function stays local without a value; a caller's local, and an
    /// assignment before a command, is taken away, and what it hid is visible again.
    pub fn unset(&mut self, name: &[u8], function_level: usize) {
        let Some(var) = self.get(name) else { return };
        let (level, local) = (var.level, var.local);
        self.exported = None;
        let stays = level >= function_level && (local || !self.is_temporary(level));
        let table = Rc::make_mut(&mut self.table);
        if level == 0 {
            table.remove(name);
        } else if stays {
            table.insert(name.to_vec(), Var { level, ..Var::default() });
        } else if let Some(scope) = self.scopes.get_mut(level - 1) {
            let at = scope.hidden.iter().position(|(known, _)| known == name);
            match at.map(|at| scope.hidden.remove(at).1) {
                Some(Some(hidden)) => {
                    table.insert(name.to_vec(), hidden);
                }
                _ => {
                    table.remove(name);
                }
            }
        }
    }

    /// All visible variables that exist, sorted by name.
    pub fn sorted(&self) -> Vec<(&Bytes, &Var)> {
        let mut all: Vec<_> = self.table.iter().collect();
        base::order::sort_by_key(&mut all, |(name, _)| *name);
        all
    }

    /// Names that begin so, sorted.
    pub fn names_with(&self, prefix: &[u8]) -> Vec<Bytes> {
        let set = |(name, var): &(&Bytes, &Var)| name.starts_with(prefix) && !matches!(var.value, Value::Unset);
        let mut names: Vec<Bytes> = self.table.iter().filter(set).map(|(name, _)| name.clone()).collect();
        base::order::sort(&mut names);
        names
    }

    /// The environment of a child.
    pub fn environment(&mut self) -> Rc<Env> {
        if let Some(env) = &self.exported {
            return Rc::clone(env);
        }
        let mut env = Env::new();
        for (name, var) in self.table.iter() {
            if let (true, Value::Scalar(value)) = (var.attributes.export, &var.value) {
                env.insert(name.clone(), value.clone());
            }
        }
        let env = Rc::new(env);
        self.exported = Some(Rc::clone(&env));
        env
    }
}
