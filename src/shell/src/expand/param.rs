//! `$x` and `${x…}`.

use super::fields::{Fields, Purpose};
use super::lookup::{Got, Reference, shown};
use super::{Expanded, put_value};
use crate::Bytes;
use crate::exec::Shell;
use crate::syntax::{Arith, Param, ParamName, ParamOp, Word};

impl Shell {
    /// `$x`: no operation, no subscript, one value.
    pub(super) fn expand_simple_param(&mut self, param: &Param, out: &mut Fields, quoted: bool) -> Expanded<()> {
        match &param.name {
            ParamName::Variable(name) => {
                if let Some(value) = self.plain_scalar(name) {
                    put_value(out, value, quoted);
                    return Ok(());
                }
                match self.scalar(name) {
                    Some(value) => put_value(out, &value, quoted),
                    None => return self.missing(param, out, quoted),
                }
            }
            ParamName::Positional(0) => put_value(out, &self.name, quoted),
            ParamName::Positional(number) => match self.positional.get(number - 1) {
                Some(value) => put_value(out, value, quoted),
                None => return self.missing(param, out, quoted),
            },
            ParamName::Special(b'?') => put_value(out, self.status.to_string().as_bytes(), quoted),
            ParamName::Special(b'#') => put_value(out, self.positional.len().to_string().as_bytes(), quoted),
            ParamName::Special(b'$') => put_value(out, self.main_pid.to_string().as_bytes(), quoted),
            ParamName::Special(b'-') => put_value(out, self.flags().as_bytes(), quoted),
            ParamName::Special(_) => match self.last_background {
                Some(pid) => put_value(out, pid.to_string().as_bytes(), quoted),
                None => return self.missing(param, out, quoted),
            },
        }
        Ok(())
    }

    fn missing(&mut self, param: &Param, out: &mut Fields, quoted: bool) -> Expanded<()> {
        let reference = Reference { name: param.name.clone(), index: None };
        self.check_set(&reference)?;
        if quoted {
            out.quoted(b"");
        }
        Ok(())
    }

    /// `set -u`: an unset parameter ends the script.
    fn check_set(&mut self, reference: &Reference) -> Expanded<()> {
        if !self.options.nounset {
            return Ok(());
        }
        let mut name = shown(reference);
        if matches!(reference.name, ParamName::Positional(_)) || reference.name == ParamName::Special(b'!') {
            name.insert(0, b'$');
        }
        let was = self.builtin.take();
        self.complain_bytes(&[name.as_slice(), b": unbound variable"].concat());
        self.builtin = was;
        let status = if self.options.errexit { 1 } else { 127 };
        Err(self.fatal(status))
    }

    /// Any expansion of a parameter.
    pub(super) async fn expand_param(&mut self, param: &Param, out: &mut Fields, quoted: bool) -> Expanded<()> {
        match &param.op {
            ParamOp::Names(separate) => {
                let ParamName::Variable(prefix) = &param.name else { return Ok(()) };
                let names = self.vars.names_with(prefix);
                self.put_got(names_of(names, *separate, quoted, out), out, quoted);
                return Ok(());
            }
            ParamOp::Keys(separate) => {
                let ParamName::Variable(name) = &param.name else { return Ok(()) };
                let (target, _) = self.follow(name);
                let keys = self.keys(&target);
                self.put_got(names_of(keys, *separate, quoted, out), out, quoted);
                return Ok(());
            }
            ParamOp::Bad => {
                self.complain_bytes(&[param.raw.as_slice(), b": bad substitution"].concat());
                return Err(self.discard());
            }
            _ => {}
        }
        if param.indirect
            && param.index.is_none()
            && let ParamName::Variable(name) = &param.name
            && self.vars.get(name).is_some_and(|var| var.attributes.nameref)
            && matches!(param.op, ParamOp::Value)
        {
            // `${!ref}` of a nameref is the name it refers to.
            let target = self.vars.get(name).and_then(|var| var.scalar()).cloned().unwrap_or_default();
            put_value(out, &target, quoted);
            return Ok(());
        }
        let reference = if param.indirect {
            match self.indirect(param).await? {
                Some(reference) => reference,
                None if self.is_array_without_first(param) => {
                    let reference = Reference { name: param.name.clone(), index: None };
                    return self.apply(param, &reference, Got::Unset, out, quoted).await;
                }
                None => {
                    let name = shown(&Reference { name: param.name.clone(), index: param.index.clone() });
                    self.complain_bytes(&[name.as_slice(), b": invalid indirect expansion"].concat());
                    return Err(self.discard());
                }
            }
        } else {
            Reference { name: param.name.clone(), index: param.index.clone() }
        };
        let got = self.get(&reference).await?;
        self.apply(param, &reference, got, out, quoted).await
    }

    /// `${!a}` of an array that has no element 0: nothing, and no error.
    fn is_array_without_first(&self, param: &Param) -> bool {
        let ParamName::Variable(name) = &param.name else { return false };
        param.index.is_none() && self.vars.get(name).is_some_and(crate::exec::Var::is_array)
    }

    async fn apply(
        &mut self,
        param: &Param,
        reference: &Reference,
        got: Got,
        out: &mut Fields,
        quoted: bool,
    ) -> Expanded<()> {
        let missing = |colon: bool| match &got {
            Got::Unset => true,
            Got::One(value) => colon && value.is_empty(),
            Got::List(list, star) => {
                // `"$*"` of empty words is null when nothing joins them.
                let joined_empty = *star && quoted && out.separators.empty && list.iter().all(Vec::is_empty);
                list.is_empty()
                    || (colon && !param.indirect && ((list.len() == 1 && list[0].is_empty()) || joined_empty))
            }
        };
        match &param.op {
            ParamOp::Default(colon, word) if missing(*colon) => return self.put_word(word, out, quoted).await,
            ParamOp::Alternate(colon, word) => {
                if missing(*colon) {
                    if quoted && !matches!(got, Got::List(..)) {
                        out.quoted(b"");
                    }
                    return Ok(());
                }
                return self.put_word(word, out, quoted).await;
            }
            ParamOp::Assign(colon, word) if missing(*colon) => {
                let value = self.operand_single(word, quoted).await?;
                self.assign_reference(reference, value.clone()).await?;
                // `declare -i` and `-u` may have changed it.
                let value = match &reference.name {
                    ParamName::Variable(name) if reference.index.is_none() => self.scalar(name).unwrap_or(value),
                    _ => value,
                };
                put_value(out, &value, quoted);
                return Ok(());
            }
            ParamOp::Error(colon, word) if missing(*colon) => {
                let mut text = self.operand_single(word, quoted).await?;
                if word.parts.is_empty() {
                    text = if *colon { b"parameter null or not set".to_vec() } else { b"parameter not set".to_vec() };
                }
                self.complain_bytes(&[shown(reference).as_slice(), b": ", &text].concat());
                return Err(self.fatal(127));
            }
            ParamOp::Default(..) | ParamOp::Assign(..) | ParamOp::Error(..) => {
                self.put_got(got, out, quoted);
                return Ok(());
            }
            ParamOp::Length => {
                let length = match &got {
                    Got::Unset => {
                        self.check_set(reference)?;
                        0
                    }
                    Got::One(value) => super::ops::length(value),
                    Got::List(list, _) => list.len(),
                };
                put_value(out, length.to_string().as_bytes(), quoted);
                return Ok(());
            }
            _ => {}
        }
        if got == Got::Unset && !(matches!(param.op, ParamOp::Transform(b'A' | b'a')) && self.exists(reference)) {
            self.check_set(reference)?;
            if quoted {
                out.quoted(b"");
            }
            return Ok(());
        }
        let got = self.transformed(param, reference, got).await?;
        self.put_got(got, out, quoted);
        Ok(())
    }

    /// Is there such a variable, be it without a value?
    fn exists(&self, reference: &Reference) -> bool {
        matches!(&reference.name, ParamName::Variable(name) if self.vars.get(name).is_some())
    }

    async fn transformed(&mut self, param: &Param, reference: &Reference, got: Got) -> Expanded<Got> {
        Ok(match &param.op {
            ParamOp::RemovePrefix(longest, pattern) => {
                let pattern = self.expand_pattern(pattern).await?;
                let extglob = self.shopts.extglob;
                each(got, |value| super::ops::remove_prefix(value, &pattern, *longest, extglob))
            }
            ParamOp::RemoveSuffix(longest, pattern) => {
                let pattern = self.expand_pattern(pattern).await?;
                let extglob = self.shopts.extglob;
                each(got, |value| super::ops::remove_suffix(value, &pattern, *longest, extglob))
            }
            ParamOp::Replace(kind, pattern, replacement) => {
                let pattern = self.expand_pattern(pattern).await?;
                let replacement = self.expand_replacement(replacement).await?;
                let replace = super::ops::Replace::new(
                    *kind,
                    &pattern,
                    &replacement,
                    self.shopts.extglob,
                    self.shopts.nocasematch,
                    self.shopts.patsub_replacement,
                );
                let out = each(got, |value| replace.apply(value));
                self.sys.tick(replace.spent()).await;
                out
            }
            ParamOp::Case(sign, all, pattern) => {
                let pattern = self.expand_pattern(pattern).await?;
                let extglob = self.shopts.extglob;
                each(got, |value| super::case::change(value, *sign, *all, &pattern, extglob))
            }
            ParamOp::Substring(offset, length) => self.substring(reference, got, offset, length.as_deref()).await?,
            ParamOp::Transform(letter) => self.transform(*letter, reference, got).await?,
            _ => got,
        })
    }

    async fn substring(
        &mut self,
        reference: &Reference,
        got: Got,
        offset: &Arith,
        length: Option<&Arith>,
    ) -> Expanded<Got> {
        let offset = self.arith(offset).await?;
        let length_text = length.map(|length| length.raw.clone());
        let length = match length {
            Some(length) => Some(self.arith(length).await?),
            None => None,
        };
        match got {
            Got::One(value) => match super::ops::substring(&value, offset, length) {
                Some(part) => Ok(Got::One(part)),
                None => self.bad_length(length_text.unwrap_or_default()),
            },
            Got::List(mut list, star) => {
                let positional = matches!(reference.name, ParamName::Special(_));
                let mut places: Option<Vec<i64>> = None;
                if positional {
                    // `${@:0}` begins with `$0`.
                    list.insert(0, self.name.clone());
                } else if let ParamName::Variable(name) = &reference.name
                    && let Some(crate::exec::Value::Indexed(elements)) = self.vars.get(name).map(|var| &var.value)
                {
                    places = Some(elements.keys().copied().collect());
                }
                if let ParamName::Variable(name) = &reference.name
                    && matches!(self.vars.get(name).map(|var| &var.value), Some(crate::exec::Value::Assoc(_)))
                    && offset > 0
                {
                    // bash counts the keys of an associative array from 1.
                    list.insert(0, Vec::new());
                }
                let count = list.len() as i64;
                let end = places.as_ref().and_then(|places| places.last().map(|last| last + 1)).unwrap_or(count);
                let start = if offset < 0 { end + offset } else { offset };
                if start < 0 || (positional && offset < 0 && start < 1 && start != 0) {
                    return Ok(Got::List(Vec::new(), star));
                }
                if let Some(length) = length.filter(|length| *length < 0) {
                    return self.bad_length(length_text.unwrap_or_else(|| length.to_string().into_bytes()));
                }
                let from = match &places {
                    Some(places) => places.iter().position(|place| *place >= start).unwrap_or(list.len()),
                    None => (start as usize).min(list.len()),
                };
                let take = length.map_or(usize::MAX, |length| usize::try_from(length).unwrap_or(usize::MAX));
                Ok(Got::List(list.into_iter().skip(from).take(take).collect(), star))
            }
            Got::Unset => Ok(Got::Unset),
        }
    }

    fn bad_length(&mut self, text: Bytes) -> Expanded<Got> {
        self.complain_bytes(&[text.as_slice(), b": substring expression < 0"].concat());
        Err(self.discard())
    }

    /// The word of `:-` and `:+`, in place.
    async fn put_word(&mut self, word: &Word, out: &mut Fields, quoted: bool) -> Expanded<()> {
        let splits = std::mem::replace(&mut out.split_literals, !quoted && out.purpose == Purpose::Fields);
        if quoted && word.parts.is_empty() {
            out.quoted(b"");
        }
        let result = Box::pin(self.expand_parts(&word.parts, out, quoted)).await;
        out.split_literals = splits;
        result
    }

    async fn operand_single(&mut self, word: &Word, quoted: bool) -> Expanded<Bytes> {
        if quoted { Box::pin(self.expand_quoted(&word.parts)).await } else { Box::pin(self.expand_single(word)).await }
    }

    async fn expand_replacement(&mut self, word: &Word) -> Expanded<super::ops::Replacement> {
        let mut replacement = super::ops::Replacement::default();
        for part in &word.parts {
            let literal = matches!(
                part,
                crate::syntax::Part::Quoted(_) | crate::syntax::Part::Double(_) | crate::syntax::Part::Tilde(_)
            );
            let mut fields = self.fields(Purpose::Single);
            Box::pin(self.expand_parts(std::slice::from_ref(part), &mut fields, false)).await?;
            replacement.push(&fields.into_single(), literal);
        }
        Ok(replacement)
    }

    /// Values in place: `"$@"` makes a field of each, `"$*"` one of all.
    fn put_got(&mut self, got: Got, out: &mut Fields, quoted: bool) {
        match got {
            Got::Unset => {
                if quoted {
                    out.quoted(b"");
                }
            }
            Got::One(value) => put_value(out, &value, quoted),
            Got::List(list, star) => {
                let joins = out.purpose != Purpose::Fields || (quoted && star);
                if joins {
                    let unset = self.vars.get(b"IFS").and_then(|var| var.scalar()).is_none();
                    let separator: Vec<u8> = match out.separators.first {
                        _ if !star => b" ".to_vec(),
                        Some(first) => vec![first],
                        None if unset => b" ".to_vec(),
                        None => Vec::new(),
                    };
                    let joined = list.join(separator.as_slice());
                    if quoted {
                        out.quoted(&joined)
                    } else {
                        out.plain(&joined)
                    }
                    return;
                }
                // With separators that are no blanks, empty words in the middle stay, as if joined by one.
                let keeps_empty = !quoted
                    && !out.separators.empty
                    && out.separators.first.is_some_and(|first| !out.separators.is_blank(first));
                let last = list.len().saturating_sub(1);
                for (at, value) in list.iter().enumerate() {
                    if at > 0 {
                        out.end_field();
                    }
                    put_value(out, value, quoted);
                    if keeps_empty && value.is_empty() && at < last && !out.open {
                        out.quoted(b"");
                    }
                }
            }
        }
    }
}

/// Applies an operation to each value.
fn each(got: Got, mut operation: impl FnMut(&[u8]) -> Bytes) -> Got {
    match got {
        Got::Unset => Got::Unset,
        Got::One(value) => Got::One(operation(&value)),
        Got::List(list, star) => Got::List(list.iter().map(|value| operation(value)).collect(), star),
    }
}

/// `${!x*}`, `${!a[*]}`: with an empty IFS names are joined by nothing and keys by blanks, even outside quotes.
fn names_of(names: Vec<Bytes>, separate: bool, quoted: bool, out: &Fields) -> Got {
    if separate || quoted || !out.separators.empty || names.is_empty() {
        return Got::List(names, !separate);
    }
    let digits = names.iter().all(|name| name.iter().all(u8::is_ascii_digit));
    Got::One(names.join(if digits { &b" "[..] } else { b"" }))
}
