//! What a parameter holds.

use super::Expanded;
use super::assign::IndexValue;
use crate::Bytes;
use crate::exec::{Shell, Value};
use crate::syntax::{Index, Param, ParamName, Subscript};
use std::rc::Rc;

/// What a parameter holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Got {
    /// Nothing: it is not set.
    Unset,
    /// A string.
    One(Bytes),
    /// Several (`$@`, `${a[*]}`), to be joined when true.
    List(Vec<Bytes>, bool),
}

/// A parameter, once `${!x}` has been followed.
#[derive(Clone, Debug)]
pub(crate) struct Reference {
    pub(crate) name: ParamName,
    pub(crate) index: Option<Index>,
}

/// Variables whose value is made when it is looked at.
fn is_dynamic(name: &[u8]) -> bool {
    name == b"_"
        || (name.first().is_some_and(u8::is_ascii_uppercase)
            && matches!(
                name,
                b"RANDOM"
                    | b"SECONDS"
                    | b"LINENO"
                    | b"BASHPID"
                    | b"EPOCHSECONDS"
                    | b"EPOCHREALTIME"
                    | b"SRANDOM"
                    | b"BASH_COMMAND"
                    | b"BASH_SUBSHELL"
                    | b"FUNCNAME"
                    | b"BASH_SOURCE"
                    | b"BASH_LINENO"
                    | b"PIPESTATUS"
                    | b"DIRSTACK"
                    | b"GROUPS"
                    | b"HISTCMD"
                    | b"SHELLOPTS"
                    | b"BASHOPTS"
            ))
}

impl Shell {
    /// The elements of an array that the shell makes itself.
    pub(crate) fn dynamic_array(&self, name: &[u8]) -> Option<Vec<Bytes>> {
        let numbers = |list: &[i32]| list.iter().map(|status| status.to_string().into_bytes()).collect();
        Some(match name {
            b"PIPESTATUS" => numbers(&self.pipe_status),
            b"FUNCNAME" => {
                if !self.frames.iter().any(|frame| frame.function) {
                    return Some(Vec::new());
                }
                let mut names: Vec<Bytes> = self.frames.iter().rev().map(|frame| frame.name.clone()).collect();
                if self.invoked.is_empty() && !self.interactive {
                    names.push(b"main".to_vec());
                }
                names
            }
            b"BASH_SOURCE" => {
                let mut sources: Vec<Bytes> = self.frames.iter().rev().map(|frame| frame.source.clone()).collect();
                if self.invoked.is_empty() && !self.interactive {
                    sources.push(self.name.clone());
                }
                sources
            }
            b"BASH_LINENO" => {
                let mut lines: Vec<Bytes> =
                    self.frames.iter().rev().map(|frame| frame.line.to_string().into_bytes()).collect();
                if self.invoked.is_empty() && !self.interactive {
                    lines.push(b"0".to_vec());
                }
                lines
            }
            b"DIRSTACK" => {
                let cwd = self.vars.get(b"PWD").and_then(|var| var.scalar()).cloned().unwrap_or_default();
                std::iter::once(cwd).chain(self.directories.iter().cloned()).collect()
            }
            b"GROUPS" => {
                let who = self.sys.who();
                let mut groups = vec![who.gid];
                groups.extend(who.groups.into_iter().filter(|gid| *gid != who.gid));
                groups.iter().map(|gid| gid.to_string().into_bytes()).collect()
            }
            _ => return None,
        })
    }

    fn dynamic(&mut self, name: &[u8]) -> Option<Bytes> {
        if let Some(list) = self.dynamic_array(name) {
            return list.into_iter().next();
        }
        let now = self.sys.now();
        let text = match name {
            b"RANDOM" => self.next_random().to_string(),
            b"SRANDOM" => (self.sys.kernel.rng.borrow_mut().next_u64() as u32).to_string(),
            b"SECONDS" => ((now - self.seconds_origin) / 1000).to_string(),
            b"LINENO" => self.line.to_string(),
            b"BASHPID" => self.sys.pid.to_string(),
            b"EPOCHSECONDS" => (now / 1000).to_string(),
            b"EPOCHREALTIME" => format!("{}.{:06}", now / 1000, now % 1000 * 1000),
            b"BASH_SUBSHELL" => self.subshells.to_string(),
            b"BASH_COMMAND" => return Some((*self.command_text).clone()),
            b"_" => return Some(self.last_argument.clone()),
            b"HISTCMD" => (self.history.len() + 1).to_string(),
            b"SHELLOPTS" => join_on(&self.options.all()),
            b"BASHOPTS" => join_on(&self.shopts.all()),
            _ => return None,
        };
        Some(text.into_bytes())
    }

    /// bash's generator: Park and Miller's, folded to 15 bits.
    fn next_random(&mut self) -> u32 {
        let seed = if self.random == 0 { 123_459_876 } else { self.random };
        let (high, low) = (i64::from(seed) / 127_773, i64::from(seed) % 127_773);
        let next = 16_807 * low - 2_836 * high;
        self.random = (if next < 0 { next + 0x7fff_ffff } else { next }) as u32;
        ((self.random >> 16) ^ (self.random & 0xffff)) & 0x7fff
    }

    /// A variable's string, whatever it is; `None` when unset.
    pub(crate) fn scalar(&mut self, name: &[u8]) -> Option<Bytes> {
        if is_dynamic(name) {
            return self.dynamic(name);
        }
        let var = self.vars.get(name)?;
        if var.attributes.nameref {
            let (target, index) = self.follow(name);
            return match index {
                Some(index) => self.element_text(&target, &index),
                // References in a circle lead nowhere.
                None if target == name || self.vars.get(&target).is_some_and(|var| var.attributes.nameref) => None,
                None => self.scalar(&target),
            };
        }
        var.scalar().cloned()
    }

    /// A plain variable's string without a copy; `None` when it is unset or needs more than a look.
    pub(super) fn plain_scalar(&self, name: &[u8]) -> Option<&Bytes> {
        if is_dynamic(name) {
            return None;
        }
        let var = self.vars.get(name)?;
        if var.attributes.nameref { None } else { var.scalar() }
    }

    /// Where a nameref leads: the variable, and a subscript's text if the reference has one.
    pub(crate) fn follow(&self, name: &[u8]) -> (Bytes, Option<Bytes>) {
        let mut at = name.to_vec();
        for _ in 0..8 {
            let Some(var) = self.vars.get(&at) else { break };
            if !var.attributes.nameref {
                break;
            }
            let Some(target) = var.scalar().filter(|target| !target.is_empty()) else { break };
            if let Some(open) = target.iter().position(|byte| *byte == b'[') {
                let index = target[open + 1..].strip_suffix(b"]").unwrap_or(&target[open + 1..]);
                return (target[..open].to_vec(), Some(index.to_vec()));
            }
            if *target == at {
                // A local reference with the name of its target means the outer one.
                break;
            }
            at.clone_from(target);
        }
        (at, None)
    }

    /// A subscript's text with its quotes taken off and its `$x` expanded; as it is when that would run something.
    pub(crate) fn subscript_text(&mut self, text: &[u8]) -> Bytes {
        if !text.iter().any(|byte| b"$'\"\\`".contains(byte)) {
            return text.to_vec();
        }
        let options = self.parse_options();
        let Some(parts) = crate::syntax::Parser::new(text, options).text_parts() else { return text.to_vec() };
        self.expand_without_waiting(&parts).unwrap_or_else(|| text.to_vec())
    }

    /// The same, as a number.
    pub(crate) fn subscript_number(&mut self, text: &[u8]) -> Result<i64, super::ArithError> {
        let text = self.subscript_text(text);
        self.arith_text(&text)
    }

    /// An element by its subscript's text.
    fn element_text(&mut self, name: &[u8], index: &[u8]) -> Option<Bytes> {
        if matches!(index, b"@" | b"*") {
            let got = self.whole(name, index == b"*");
            return match got {
                Got::List(list, _) => Some(list.join(&b' ')),
                Got::One(value) => Some(value),
                Got::Unset => None,
            };
        }
        let key = match self.vars.get(name).map(|var| &var.value) {
            Some(Value::Assoc(_)) => IndexValue::Key(self.subscript_text(index)),
            _ => {
                let text = self.subscript_text(index);
                IndexValue::Number(self.arith_text(&text).ok()?)
            }
        };
        self.element(name, &key)
    }

    /// An element; a negative number counts from the end.
    pub(crate) fn element(&self, name: &[u8], index: &IndexValue) -> Option<Bytes> {
        if let (Some(list), IndexValue::Number(number)) = (self.dynamic_array(name), index) {
            let at =
                if *number < 0 { list.len().checked_sub(number.unsigned_abs() as usize)? } else { *number as usize };
            return list.get(at).cloned();
        }
        let var = self.vars.get(name)?;
        match (&var.value, index) {
            (Value::Assoc(elements), IndexValue::Key(key)) => elements.get(key).cloned(),
            (Value::Indexed(elements), IndexValue::Number(number)) => {
                let at = if *number < 0 { elements.last_key_value()?.0 + 1 + number } else { *number };
                elements.get(&at).cloned()
            }
            (Value::Scalar(value), IndexValue::Number(0 | -1)) => Some(value.clone()),
            _ => None,
        }
    }

    /// All elements: `${a[@]}`.
    pub(crate) fn whole(&mut self, name: &[u8], star: bool) -> Got {
        if let Some(list) = self.dynamic_array(name) {
            return Got::List(list, star);
        }
        match self.vars.get(name).map(|var| &var.value) {
            Some(Value::Indexed(elements)) => Got::List(elements.values().cloned().collect(), star),
            Some(Value::Assoc(elements)) => {
                Got::List(elements.ordered().into_iter().map(|(_, value)| value.clone()).collect(), star)
            }
            Some(Value::Scalar(value)) => Got::List(vec![value.clone()], star),
            _ => match self.scalar(name) {
                Some(value) => Got::List(vec![value], star),
                None => Got::List(Vec::new(), star),
            },
        }
    }

    /// All subscripts: `${!a[@]}`.
    pub(crate) fn keys(&mut self, name: &[u8]) -> Vec<Bytes> {
        if let Some(list) = self.dynamic_array(name) {
            return (0..list.len()).map(|at| at.to_string().into_bytes()).collect();
        }
        match self.vars.get(name).map(|var| &var.value) {
            Some(Value::Indexed(elements)) => elements.keys().map(|at| at.to_string().into_bytes()).collect(),
            Some(Value::Assoc(elements)) => elements.ordered().into_iter().map(|(key, _)| key.clone()).collect(),
            Some(Value::Scalar(_)) => vec![b"0".to_vec()],
            _ => Vec::new(),
        }
    }

    /// What a subscript means for this variable.
    pub(crate) async fn index_value(&mut self, name: &[u8], subscript: &Subscript) -> Expanded<IndexValue> {
        if matches!(self.vars.get(name).map(|var| &var.value), Some(Value::Assoc(_))) {
            return Ok(IndexValue::Key(self.expand_key(subscript).await?));
        }
        if let Some(expr) = &subscript.compiled {
            match self.evaluate(expr) {
                Ok(Some(value)) => return Ok(IndexValue::Number(value)),
                Ok(None) => {}
                Err(error) => return Err(self.arith_failed(&expr.text, &error)),
            }
        }
        // Single quotes are no part of arithmetic.
        let quotes = subscript.raw.contains(&b'\'') && !subscript.raw.contains(&b'$');
        let text = if quotes { subscript.raw.clone() } else { self.expand_quoted(&subscript.parts).await? };
        self.arith_text(&text).map(IndexValue::Number).map_err(|error| self.arith_failed(&text, &error))
    }

    /// A key of an associative array: a word without splitting.
    pub(crate) async fn expand_key(&mut self, subscript: &Subscript) -> Expanded<Bytes> {
        self.expand_quoted(&subscript.parts).await
    }

    /// What a reference holds.
    pub(crate) async fn get(&mut self, reference: &Reference) -> Expanded<Got> {
        let name = match &reference.name {
            ParamName::Positional(0) => return Ok(Got::One(self.name.clone())),
            ParamName::Positional(number) => {
                let value = self.positional.get(number - 1).cloned();
                return Ok(value.map_or(Got::Unset, Got::One));
            }
            ParamName::Special(byte) => return Ok(self.special(*byte)),
            ParamName::Variable(name) => name,
        };
        let (target, inner) = match self.vars.get(name) {
            Some(var) if var.attributes.nameref => self.follow(name),
            _ => (name.clone(), None),
        };
        if let (Some(text), None) = (&inner, &reference.index) {
            if matches!(text.as_slice(), b"@" | b"*") {
                return Ok(self.whole(&target, text == b"*"));
            }
            return Ok(self.element_text(&target, text).map_or(Got::Unset, Got::One));
        }
        Ok(match &reference.index {
            None => self.scalar(&target).map_or(Got::Unset, Got::One),
            Some(Index::At) => self.whole(&target, false),
            Some(Index::Star) => self.whole(&target, true),
            Some(Index::One(subscript)) => {
                let index = self.index_value(&target, subscript).await?;
                if let IndexValue::Number(number) = index
                    && number < 0
                    && self.out_of_range(&target, number)
                {
                    self.complain_bytes(&[target.as_slice(), b": bad array subscript"].concat());
                    return Ok(Got::Unset);
                }
                self.element(&target, &index).map_or(Got::Unset, Got::One)
            }
        })
    }

    pub(crate) fn out_of_range(&self, name: &[u8], number: i64) -> bool {
        match self.vars.get(name).map(|var| &var.value) {
            Some(Value::Indexed(elements)) => elements.last_key_value().is_none_or(|(last, _)| last + 1 + number < 0),
            Some(Value::Scalar(_)) => number < -1,
            Some(Value::Unset) | None => self.dynamic_array(name).is_none(),
            Some(Value::Assoc(_)) => false,
        }
    }

    fn special(&mut self, byte: u8) -> Got {
        let text = match byte {
            b'@' => return Got::List((*self.positional).clone(), false),
            b'*' => return Got::List((*self.positional).clone(), true),
            b'#' => self.positional.len().to_string(),
            b'?' => self.status.to_string(),
            b'$' => self.main_pid.to_string(),
            b'-' => self.flags(),
            _ => match self.last_background {
                Some(pid) => pid.to_string(),
                None => return Got::Unset,
            },
        };
        Got::One(text.into_bytes())
    }

    /// `$-`
    pub(crate) fn flags(&self) -> String {
        let on =
            self.options.all().into_iter().filter(|(_, letter, on)| *on && *letter != ' ').map(|(_, letter, _)| letter);
        let mut letters: Vec<char> = on.collect();
        base::order::sort_by_key(&mut letters, |letter| (letter.is_ascii_uppercase(), *letter));
        let mut flags: String = letters.iter().filter(|letter| letter.is_ascii_lowercase()).collect();
        if self.interactive {
            flags.push('i');
            let mut sorted: Vec<char> = flags.chars().collect();
            base::order::sort(&mut sorted);
            flags = sorted.into_iter().collect();
        }
        flags.extend(letters.iter().filter(|letter| letter.is_ascii_uppercase()));
        flags.push_str(self.invoked);
        flags
    }

    /// Follows `${!x}`.
    pub(crate) async fn indirect(&mut self, param: &Param) -> Expanded<Option<Reference>> {
        let direct = Reference { name: param.name.clone(), index: param.index.clone() };
        let text = match self.get(&direct).await? {
            Got::One(text) => text,
            Got::List(list, _) => list.join(&b' '),
            Got::Unset => return Ok(None),
        };
        let braced = [b"${".as_slice(), &text, b"}"].concat();
        let mut parser = crate::syntax::Parser::new(&braced, self.parse_options());
        match parser.parameter() {
            Some(param) => Ok(Some(Reference { name: param.name, index: param.index })),
            None => {
                self.complain_bytes(&[text.as_slice(), b": invalid variable name"].concat());
                Err(self.discard())
            }
        }
    }
}

fn join_on(flags: &[(&'static str, char, bool)]) -> String {
    let on: Vec<&str> = flags.iter().filter(|(_, _, on)| *on).map(|(name, ..)| *name).collect();
    on.join(":")
}

impl Param {
    /// `$x` and nothing more: its value can be taken without waiting.
    pub(crate) fn is_simple_value(&self) -> bool {
        matches!(self.op, crate::syntax::ParamOp::Value)
            && !self.indirect
            && self.index.is_none()
            && !matches!(self.name, ParamName::Special(b'@' | b'*'))
    }

    /// `$@`, `${a[@]}`: it may stand for no word at all.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self.name, ParamName::Special(b'@'))
            || matches!(self.index, Some(Index::At))
            || matches!(self.op, crate::syntax::ParamOp::Names(true) | crate::syntax::ParamOp::Keys(true))
            || (self.indirect && matches!(self.op, crate::syntax::ParamOp::Value))
    }
}

/// The name a message shows for a parameter.
pub(crate) fn shown(reference: &Reference) -> Bytes {
    let mut text = match &reference.name {
        ParamName::Variable(name) => name.clone(),
        ParamName::Positional(number) => number.to_string().into_bytes(),
        ParamName::Special(byte) => vec![*byte],
    };
    match &reference.index {
        Some(Index::One(subscript)) => {
            let subscript: &Rc<Subscript> = subscript;
            text.extend_from_slice(&[b"[".as_slice(), &subscript.raw, b"]"].concat());
        }
        Some(Index::At) => text.extend_from_slice(b"[@]"),
        Some(Index::Star) => text.extend_from_slice(b"[*]"),
        None => {}
    }
    text
}
