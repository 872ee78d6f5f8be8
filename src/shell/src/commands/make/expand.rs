//! Variables, and `$(…)`.

use super::function;
use super::parse::Rule;
use super::stop;
use crate::{Context, Quit};
use std::collections::BTreeMap;

/// References nested deeper are refused.
const MAX_DEPTH: usize = 60;

/// Who set a variable: a stronger one wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    Environment,
    File,
    CommandLine,
    Automatic,
}

/// A variable's value.
#[derive(Clone)]
pub(super) struct Variable {
    pub(super) value: String,
    pub(super) origin: Origin,
    /// Set with `:=`: nothing in it is expanded again.
    pub(super) simple: bool,
}

/// What a makefile says.
pub(super) struct Makefile {
    pub(super) variables: BTreeMap<String, Variable>,
    pub(super) rules: Vec<Rule>,
    /// `export`ed to recipes.
    pub(super) exported: Vec<String>,
    pub(super) phony: Vec<String>,
    /// The file and line being read or run, for messages.
    pub(super) place: String,
}

impl Makefile {
    pub(super) fn new(context: &Context) -> Self {
        let mut makefile = Self {
            variables: BTreeMap::new(),
            rules: Vec::new(),
            exported: Vec::new(),
            phony: Vec::new(),
            place: String::new(),
        };
        for (name, value) in context.env.iter() {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            makefile.set(&text(name), &text(value).replace('$', "$$"), Origin::Environment, false);
        }
        for (name, value) in [("MAKE", "make"), ("CC", "cc"), ("RM", "rm -f"), ("AR", "ar"), ("SHELL", "/bin/sh")] {
            makefile.variables.insert(
                name.to_owned(),
                Variable { value: value.to_owned(), origin: Origin::Environment, simple: true },
            );
        }
        if let Ok(here) = context.cwd() {
            makefile.set("CURDIR", &String::from_utf8_lossy(&here), Origin::File, true);
        }
        makefile
    }

    /// Sets a variable unless someone stronger has.
    pub(super) fn set(&mut self, name: &str, value: &str, origin: Origin, simple: bool) {
        if self.variables.get(name).is_none_or(|known| known.origin <= origin) {
            self.variables.insert(name.to_owned(), Variable { value: value.to_owned(), origin, simple });
        }
    }

    /// Replaces every reference in a text.
    pub(super) fn expand<'a>(
        &'a mut self,
        context: &'a mut Context,
        text: &'a str,
        depth: usize,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<String, Quit>> + 'a>> {
        Box::pin(async move {
            if depth > MAX_DEPTH {
                return Err(stop(context, "Recursive variable references itself (eventually)"));
            }
            let mut out = String::new();
            let mut rest = text;
            while let Some(at) = rest.find('$') {
                context.tick(20).await;
                out.push_str(&rest[..at]);
                rest = &rest[at + 1..];
                let Some(first) = rest.chars().next() else { break };
                if first == '$' {
                    out.push('$');
                    rest = &rest[1..];
                    continue;
                }
                if first != '(' && first != '{' {
                    let name = &rest[..first.len_utf8()];
                    out.push_str(&self.value(context, name, depth).await?);
                    rest = &rest[first.len_utf8()..];
                    continue;
                }
                let Some(end) = closing(rest) else {
                    return Err(stop(context, "unterminated variable reference"));
                };
                out.push_str(&self.reference(context, &rest[1..end], depth).await?);
                if out.len() > crate::MAX_VALUE {
                    return Err(stop(context, "virtual memory exhausted"));
                }
                rest = &rest[end + 1..];
            }
            out.push_str(rest);
            Ok(out)
        })
    }

    async fn value(&mut self, context: &mut Context, name: &str, depth: usize) -> Result<String, Quit> {
        match self.variables.get(name).cloned() {
            None => Ok(String::new()),
            Some(variable) if variable.simple => Ok(variable.value),
            Some(variable) => self.expand(context, &variable.value, depth + 1).await,
        }
    }

    /// What stands between the parentheses: a function's call, a substitution, or a name.
    async fn reference(&mut self, context: &mut Context, inner: &str, depth: usize) -> Result<String, Quit> {
        if let Some((name, rest)) = inner.split_once([' ', '\t'])
            && function::is_known(name)
        {
            return function::call(self, context, name, rest.trim_start(), depth).await;
        }
        let inner = self.expand(context, inner, depth + 1).await?;
        if let Some((name, change)) = inner.split_once(':')
            && let Some((from, to)) = change.split_once('=')
        {
            let value = self.value(context, name, depth).await?;
            let (from, to) = if from.contains('%') {
                (from.to_owned(), to.to_owned())
            } else {
                (format!("%{from}"), format!("%{to}"))
            };
            return Ok(function::patsubst(&from, &to, &value));
        }
        self.value(context, &inner, depth).await
    }
}

/// Where the bracket at the beginning of a text closes.
pub(super) fn closing(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let close = if open == '(' { ')' } else { '}' };
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        if letter == open {
            depth += 1;
        } else if letter == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}
