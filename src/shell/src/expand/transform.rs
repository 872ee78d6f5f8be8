//! `${x@Q}` and its like.

use super::Expanded;
use super::lookup::{Got, Reference};
use crate::Bytes;
use crate::exec::{Shell, Value};
use crate::syntax::{Index, ParamName};

impl Shell {
    pub(super) async fn transform(&mut self, letter: u8, reference: &Reference, got: Got) -> Expanded<Got> {
        let name = match &reference.name {
            ParamName::Variable(name) => Some(self.follow(name).0),
            _ => None,
        };
        let each = |got: Got, operation: &dyn Fn(&[u8]) -> Bytes| match got {
            Got::Unset => Got::Unset,
            Got::One(value) => Got::One(operation(&value)),
            Got::List(list, star) => Got::List(list.iter().map(|value| operation(value)).collect(), star),
        };
        Ok(match letter {
            b'Q' => each(got, &crate::quote::single),
            b'E' => each(got, &crate::syntax::unescape),
            b'U' => each(got, &|value| super::case::change(value, b'^', true, b"", false)),
            b'u' => each(got, &|value| super::case::change(value, b'^', false, b"", false)),
            b'L' => each(got, &|value| super::case::change(value, b',', true, b"", false)),
            b'P' => match got {
                Got::One(value) => Got::One(self.prompt_text(&value).await),
                Got::List(list, star) => {
                    let mut shown = Vec::new();
                    for value in list {
                        shown.push(self.prompt_text(&value).await);
                    }
                    Got::List(shown, star)
                }
                Got::Unset => Got::Unset,
            },
            b'a' => {
                let is_bare = name
                    .as_ref()
                    .and_then(|name| self.vars.get(name))
                    .is_some_and(|var| var.bare || matches!(var.value, crate::exec::Value::Unset));
                let letters = name.and_then(|name| self.vars.get(&name)).map(|var| var.letters().into_bytes());
                match (letters, got) {
                    (None, _) => Got::Unset,
                    (Some(letters), Got::List(list, _)) if list.is_empty() && is_bare => Got::One(letters),
                    (Some(letters), Got::List(list, star)) => Got::List(vec![letters; list.len()], star),
                    (Some(letters), _) => Got::One(letters),
                }
            }
            b'A' => self.as_assignment(name, reference, got),
            _ => self.as_pairs(letter, name, got),
        })
    }

    /// `${x@A}`: what would make it again.
    fn as_assignment(&self, name: Option<Bytes>, reference: &Reference, got: Got) -> Got {
        let Some(name) = name else {
            return match got {
                Got::List(list, _) => {
                    let words: Vec<Bytes> = list.iter().map(|value| crate::quote::single(value)).collect();
                    Got::One([b"set -- ".as_slice(), &words.join(&b' ')].concat())
                }
                other => other,
            };
        };
        let Some(var) = self.vars.get(&name) else { return Got::Unset };
        let letters = var.letters();
        let whole = matches!(reference.index, Some(Index::At | Index::Star));
        if whole && var.is_array() {
            return Got::One(crate::builtins::declaration(&name, var));
        }
        let value = match got {
            Got::One(value) => Some(value),
            Got::List(mut list, _) => list.pop(),
            Got::Unset => None,
        };
        let mut text = Vec::new();
        if !letters.is_empty() {
            text.extend_from_slice(format!("declare -{letters} ").as_bytes());
        } else if value.is_none() {
            return Got::Unset;
        }
        text.extend_from_slice(&name);
        if let Some(value) = value {
            text.push(b'=');
            text.extend_from_slice(&crate::quote::single(&value));
        }
        Got::One(text)
    }

    /// `${a[@]@K}`, `${a[@]@k}`: keys and values, quoted or as words.
    fn as_pairs(&mut self, letter: u8, name: Option<Bytes>, got: Got) -> Got {
        let (Some(name), Got::List(list, star)) = (name, &got) else {
            return match got {
                Got::One(value) => Got::One(crate::quote::single(&value)),
                other => other,
            };
        };
        if !matches!(self.vars.get(&name).map(|var| &var.value), Some(Value::Indexed(_) | Value::Assoc(_))) {
            return Got::List(list.iter().map(|value| crate::quote::single(value)).collect(), *star);
        }
        let keys = self.keys(&name);
        let pairs = keys.into_iter().zip(list.clone());
        if letter == b'k' {
            return Got::List(pairs.flat_map(|(key, value)| [key, value]).collect(), *star);
        }
        let assoc = matches!(self.vars.get(&name).map(|var| &var.value), Some(Value::Assoc(_)));
        let key = |key: Bytes| {
            if assoc && crate::builtins::key_needs_quotes(&key) { crate::quote::double(&key) } else { key }
        };
        let words: Vec<Bytes> =
            pairs.map(|(k, value)| [key(k).as_slice(), b" ", &crate::quote::double(&value)].concat()).collect();
        Got::One(words.join(&b' '))
    }
}
