//! Setting variables.

use super::Expanded;
use super::lookup::Reference;
use crate::Bytes;
use crate::exec::{Flow, Shell, Stop, Value, Var};
use crate::syntax::{AssignValue, Assignment, Element, Index, ParamName};
use std::collections::BTreeMap;

/// A subscript's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum IndexValue {
    /// Of an indexed array.
    Number(i64),
    /// Of an associative array.
    Key(Bytes),
}

impl Shell {
    /// `readonly` stands in the way: the error, which ends the line.
    pub(crate) fn refuse_readonly(&mut self, name: &[u8]) -> Stop {
        let declares = matches!(self.builtin, Some("declare" | "typeset" | "local"));
        let was = if declares { self.builtin } else { self.builtin.take() };
        self.complain_bytes(&[name, b": readonly variable"].concat());
        self.builtin = was;
        self.status = 1;
        let ends = self.options.posix && !self.interactive && self.builtin.is_none();
        if ends {
            self.status = 127;
        }
        self.flow = Some(if ends { Flow::Exit } else { Flow::Discard });
        Stop
    }

    /// Do references lead from this one back to it?
    fn is_circular(&self, name: &[u8]) -> bool {
        let mut at = name;
        for _ in 0..8 {
            let Some(var) = self.vars.get(at).filter(|var| var.attributes.nameref) else { return false };
            let Some(target) = var.scalar() else { return false };
            if target == name && at != name {
                return true;
            }
            at = target;
        }
        false
    }

    /// Sets a variable, attributes obeyed.
    pub fn assign(&mut self, name: &[u8], value: Bytes) -> Expanded<()> {
        self.assign_at(name, None, value, false)
    }

    /// Sets a variable or an element, or adds to it.
    pub(crate) fn assign_at(
        &mut self,
        name: &[u8],
        index: Option<IndexValue>,
        value: Bytes,
        append: bool,
    ) -> Expanded<()> {
        let (mut name, mut index) = (name, index);
        let followed;
        if self.vars.get(name).is_some_and(|var| var.attributes.nameref) {
            let bare = self.vars.get(name).and_then(|var| var.scalar()).is_none_or(Vec::is_empty);
            if bare && index.is_none() {
                // A reference that refers to nothing yet is told what to refer to.
                let valid = crate::syntax::is_identifier(value.split(|byte| *byte == b'[').next().unwrap_or_default());
                if !valid {
                    self.complain_bytes(&[b"`".as_slice(), &value, b"': not a valid identifier"].concat());
                    return Err(self.fail(1));
                }
                self.vars.entry(name).value = Value::Scalar(value);
                return Ok(());
            }
            followed = self.follow(name);
            if self.vars.get(&followed.0).is_some_and(|var| var.attributes.nameref) && followed.0 != name
                || self.is_circular(name)
            {
                self.complain_bytes(&[b"warning: ".as_slice(), name, b": circular name reference"].concat());
                return Err(self.discard());
            }
            if let Some(text) = &followed.1
                && (index.is_some() || matches!(text.as_slice(), b"@" | b"*"))
            {
                let shown = [b"`".as_slice(), &followed.0, b"[", text, b"]': not a valid identifier"].concat();
                self.complain_bytes(&shown);
                return Err(self.discard());
            }
            if let (Some(text), None) = (&followed.1, &index) {
                index = Some(match self.vars.get(&followed.0).map(|var| &var.value) {
                    Some(Value::Assoc(_)) => IndexValue::Key(self.subscript_text(text)),
                    _ => {
                        let text = self.subscript_text(text);
                        IndexValue::Number(self.arith_text(&text).map_err(|error| self.arith_failed(&text, &error))?)
                    }
                });
            }
            name = &followed.0;
        }
        if value.len() > crate::MAX_VALUE {
            self.complain("xrealloc: cannot allocate memory");
            return Err(self.fatal(2));
        }
        let attributes = match self.vars.get(name) {
            Some(var) if var.attributes.readonly => return Err(self.refuse_readonly(name)),
            _ if matches!(name, b"SHELLOPTS" | b"BASHOPTS") => return Err(self.refuse_readonly(name)),
            Some(var) => var.attributes,
            None => crate::exec::Attributes::default(),
        };
        let value = if attributes.integer {
            self.integer_value(name, index.as_ref(), &value, append)?
        } else if attributes.lower {
            super::case::change(&value, b',', true, b"", false)
        } else if attributes.upper {
            super::case::change(&value, b'^', true, b"", false)
        } else if attributes.capital {
            super::case::change(&super::case::change(&value, b',', true, b"", false), b'^', false, b"", false)
        } else {
            value
        };
        let append = append && !attributes.integer;
        self.store(name, index, value, append)?;
        if self.options.allexport {
            self.vars.entry(name).attributes.export = true;
        }
        self.assigned(name);
        Ok(())
    }

    fn integer_value(
        &mut self,
        name: &[u8],
        index: Option<&IndexValue>,
        value: &[u8],
        append: bool,
    ) -> Expanded<Bytes> {
        let added = self.arith_text(value).map_err(|error| self.arith_failed(value, &error))?;
        let base = if append {
            let old = match index {
                Some(index) => self.element(name, index),
                None => self.scalar(name),
            };
            match old {
                Some(old) => self.arith_text(&old).map_err(|error| self.arith_failed(&old, &error))?,
                None => 0,
            }
        } else {
            0
        };
        Ok(base.wrapping_add(added).to_string().into_bytes())
    }

    fn store(&mut self, name: &[u8], index: Option<IndexValue>, value: Bytes, append: bool) -> Expanded<()> {
        let put = |slot: &mut Bytes, value: Bytes| if append { slot.extend_from_slice(&value) } else { *slot = value };
        if matches!(index, Some(IndexValue::Number(number)) if number < 0 && self.out_of_range(name, number)) {
            let shown = match index {
                Some(IndexValue::Number(number)) => number.to_string(),
                _ => String::new(),
            };
            self.complain_bytes(&[name, b"[", shown.as_bytes(), b"]: bad array subscript"].concat());
            return Err(self.fail(1));
        }
        let var = self.vars.entry(name);
        match (&mut var.value, index) {
            (Value::Scalar(old), None) => {
                if append {
                    old.extend_from_slice(&value);
                } else {
                    *old = value;
                }
            }
            (Value::Unset, None) => var.value = Value::Scalar(value),
            (Value::Indexed(elements), None) => put(elements.entry(0).or_default(), value),
            (Value::Assoc(elements), index) => {
                let key = match index {
                    Some(IndexValue::Key(key)) => key,
                    Some(IndexValue::Number(number)) => number.to_string().into_bytes(),
                    None => b"0".to_vec(),
                };
                let mut slot = if append { elements.get(&key).cloned().unwrap_or_default() } else { Vec::new() };
                put(&mut slot, value);
                elements.insert(key, slot);
            }
            (old, Some(index)) => {
                let IndexValue::Number(number) = index else { return Ok(()) };
                if !matches!(old, Value::Indexed(_)) {
                    let mut elements = BTreeMap::new();
                    if let Value::Scalar(first) = std::mem::take(old) {
                        elements.insert(0, first);
                    }
                    *old = Value::Indexed(elements);
                }
                if let Value::Indexed(elements) = old {
                    let at = if number < 0 {
                        elements.last_key_value().map_or(0, |(last, _)| last + 1) + number
                    } else {
                        number
                    };
                    put(elements.entry(at).or_default(), value);
                }
            }
        }
        Ok(())
    }

    /// Variables that mean something to the shell.
    fn assigned(&mut self, name: &[u8]) {
        let number = |shell: &Self| {
            let text = shell.vars.get(name)?.scalar()?;
            std::str::from_utf8(text).ok()?.trim().parse::<i64>().ok()
        };
        match name {
            b"PATH" => self.hashed.clear(),
            b"RANDOM" => self.random = number(self).unwrap_or(0) as u32,
            b"SECONDS" => self.seconds_origin = self.sys.now() - number(self).unwrap_or(0) * 1000,
            b"OPTIND" => self.getopts = (0, number(self).unwrap_or(1)),
            b"BASH_ARGV0" => self.name = self.vars.get(name).and_then(|var| var.scalar()).cloned().unwrap_or_default(),
            b"HISTSIZE" => {
                if let Some(most) = number(self).and_then(|most| usize::try_from(most).ok()) {
                    let surplus = self.history.len().saturating_sub(most);
                    if surplus > 0 {
                        std::rc::Rc::make_mut(&mut self.history).drain(..surplus);
                    }
                }
            }
            b"HISTFILESIZE" => self.cut_history_file(number(self)),
            b"POSIXLY_CORRECT" => self.options.posix = true,
            _ => {}
        }
    }

    /// Keeps the last lines of the history file.
    fn cut_history_file(&mut self, most: Option<i64>) {
        let path = self.vars.get(b"HISTFILE").and_then(|var| var.scalar()).cloned();
        let (Some(path), Some(most)) = (path, most.and_then(|most| usize::try_from(most).ok())) else { return };
        let Ok(text) = self.sys.disk(&path, |disk, who| disk.read_file(who, &path)) else { return };
        let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
        let kept = lines[lines.len().saturating_sub(most)..].concat();
        if kept.len() < text.len() {
            let _ = self.sys.disk(&path, |disk, who| disk.write_file(who, &path, &kept));
        }
    }

    /// Sets what a reference names (`${x:=w}`).
    pub(crate) async fn assign_reference(&mut self, reference: &Reference, value: Bytes) -> Expanded<()> {
        let ParamName::Variable(name) = &reference.name else {
            let shown = super::lookup::shown(reference);
            self.complain_bytes(&[b"$".as_slice(), &shown, b": cannot assign in this way"].concat());
            return Err(self.discard());
        };
        let index = match &reference.index {
            Some(Index::One(subscript)) => Some(self.index_value(name, subscript).await?),
            Some(_) => {
                let shown = super::lookup::shown(reference);
                self.complain_bytes(&[shown.as_slice(), b": bad array subscript"].concat());
                return Err(self.discard());
            }
            None => None,
        };
        self.assign_at(name, index, value, false)
    }

    /// `NAME=value` as it was read.
    pub(crate) async fn run_assignment(&mut self, assignment: &Assignment) -> Expanded<()> {
        let name = &assignment.name;
        match &assignment.value {
            AssignValue::Scalar(word) => {
                let index = match &assignment.index {
                    Some(subscript) => {
                        let (target, _) = self.follow(name);
                        if subscript.raw.is_empty()
                            && !matches!(self.vars.get(&target).map(|var| &var.value), Some(Value::Assoc(_)))
                        {
                            self.complain_bytes(&[name.as_slice(), b"[]: bad array subscript"].concat());
                            return Err(self.fail(1));
                        }
                        if matches!(subscript.raw.as_slice(), b"@" | b"*")
                            && !matches!(self.vars.get(&target).map(|var| &var.value), Some(Value::Assoc(_)))
                        {
                            self.complain_bytes(
                                &[name.as_slice(), b"[", &subscript.raw, b"]: bad array subscript"].concat(),
                            );
                            return Err(self.fail(1));
                        }
                        Some(self.index_value(&target, subscript).await?)
                    }
                    None => None,
                };
                let value = self.expand_single(word).await?;
                self.assign_at(name, index, value, assignment.append)
            }
            AssignValue::Array(_) if assignment.index.is_some() => {
                let index = assignment.index.as_ref().map(|index| index.raw.clone()).unwrap_or_default();
                self.complain_bytes(
                    &[name.as_slice(), b"[", &index, b"]: cannot assign list to array member"].concat(),
                );
                Err(self.fail(1))
            }
            AssignValue::Array(elements) => {
                let (target, inner) = self.follow(name);
                if let Some(text) = inner {
                    let shown = [b"`".as_slice(), &target, b"[", &text, b"]': not a valid identifier"].concat();
                    self.complain_bytes(&shown);
                    return Err(self.discard());
                }
                let assoc = matches!(self.vars.get(&target).map(|var| &var.value), Some(Value::Assoc(_)));
                self.assign_elements(&target, elements, assignment.append, assoc).await
            }
        }
    }

    /// `NAME=(…)`
    pub(crate) async fn assign_elements(
        &mut self,
        name: &[u8],
        elements: &[Element],
        append: bool,
        assoc: bool,
    ) -> Expanded<()> {
        if self.vars.get(name).is_some_and(|var| var.attributes.readonly) {
            return Err(self.refuse_readonly(name));
        }
        // Values are expanded before the old array goes.
        let mut pairs: Vec<(Place, Bytes, bool)> = Vec::new();
        if assoc && elements.iter().all(|element| element.index.is_none()) {
            let mut words = Vec::new();
            for element in elements {
                words.push(self.expand_single(&element.value).await?);
            }
            let mut words = words.into_iter();
            while let Some(key) = words.next() {
                pairs.push((Place::Key(key), words.next().unwrap_or_default(), false));
            }
        } else {
            for element in elements {
                match &element.index {
                    Some(subscript) => {
                        let place = if assoc {
                            Place::Key(self.expand_key(subscript).await?)
                        } else {
                            // Expanded now, evaluated when it is assigned.
                            Place::Expression(self.expand_quoted(&subscript.parts).await?)
                        };
                        // bash 5.2 forgets tildes here when the array is associative.
                        let value = if assoc {
                            self.expand_without_tilde(&element.value).await?
                        } else {
                            self.expand_single(&element.value).await?
                        };
                        pairs.push((place, value, element.append));
                    }
                    None if assoc => {
                        let shown = self.expand_single(&element.value).await?;
                        self.complain_bytes(
                            &[name, b": ", &shown, b": must use subscript when assigning associative array"].concat(),
                        );
                        self.status = 1;
                    }
                    None => {
                        let mut words = Vec::new();
                        self.expand_word(&element.value, &mut words).await?;
                        pairs.extend(words.into_iter().map(|word| (Place::Next, word, false)));
                    }
                }
            }
        }
        // In a new associative array `[k]+=` adds to what the old one has there.
        let old = match self.vars.get(name).map(|var| &var.value) {
            Some(Value::Assoc(elements)) if !append => Some(elements.clone()),
            _ => None,
        };
        let var = self.vars.entry(name);
        prepare(var, append, assoc);
        let mut next = match &var.value {
            Value::Indexed(elements) => elements.last_key_value().map_or(0, |(last, _)| last + 1),
            _ => 0,
        };
        for (place, value, add) in pairs {
            let index = match place {
                Place::Next => IndexValue::Number(next),
                Place::Key(key) => IndexValue::Key(key),
                Place::Expression(text) => {
                    IndexValue::Number(self.arith_text(&text).map_err(|error| self.arith_failed(&text, &error))?)
                }
            };
            if let IndexValue::Number(number) = &index {
                next = if *number < 0 { next + number } else { *number } + 1;
            }
            let (value, add) = match (&index, &old) {
                (IndexValue::Key(key), Some(old)) if add => {
                    ([old.get(key).map_or(&b""[..], Vec::as_slice), &value].concat(), false)
                }
                _ => (value, add),
            };
            self.assign_at(name, Some(index), value, add)?;
        }
        if self.options.allexport {
            self.vars.entry(name).attributes.export = true;
        }
        Ok(())
    }
}

/// Where an element of `(…)` goes.
enum Place {
    /// After the one before.
    Next,
    /// `[key]=`
    Key(Bytes),
    /// `[expression]=`
    Expression(Bytes),
}

/// Makes an array ready for elements: empty, or, when they are added, what it was.
fn prepare(var: &mut Var, append: bool, assoc: bool) {
    var.bare = false;
    if assoc {
        if !append || !matches!(var.value, Value::Assoc(_)) {
            var.value = Value::Assoc(crate::exec::Assoc::default());
        }
        return;
    }
    let old = std::mem::take(&mut var.value);
    var.value = match (append, old) {
        (true, Value::Indexed(elements)) => Value::Indexed(elements),
        (true, Value::Scalar(first)) => Value::Indexed(BTreeMap::from([(0, first)])),
        _ => Value::Indexed(BTreeMap::new()),
    };
}
