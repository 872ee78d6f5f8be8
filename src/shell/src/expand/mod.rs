//! Expanding words: brace, tilde, parameter, command, arithmetic, splitting, globbing, quote removal.
//!
//! The stages follow bash's manual (Shell Expansions). Words without anything to expand were recognised when they were
//! read; words with simple parameters are expanded without a single allocation beyond their text.

mod arith;
mod assign;
mod brace;
mod case;
mod fields;
mod glob;
mod lookup;
mod ops;
mod param;
mod substitution;
mod tilde;
mod transform;

pub(crate) use arith::ArithError;
pub(crate) use assign::IndexValue;
pub(crate) use fields::{Separators, escape_glob};
pub use glob::matches as glob_matches;
pub(crate) use glob::{compile_glob, pattern_budget};
pub(crate) use lookup::{Got, Reference};

use crate::Bytes;
use crate::exec::{Shell, Stop};
use crate::syntax::{Arith, Part, Word};
use fields::{Fields, Purpose};
use std::future::Future;
use std::pin::Pin;

type Expanded<T> = Result<T, Stop>;

impl Shell {
    pub(crate) fn separators(&self) -> Separators {
        Separators::new(self.vars.get(b"IFS").and_then(|var| var.scalar()).map(Vec::as_slice))
    }

    fn fields(&self, purpose: Purpose) -> Fields {
        Fields::new(purpose, self.separators(), self.shopts.extglob)
    }

    /// The words of a command: all stages.
    pub async fn expand_words(&mut self, words: &[Word]) -> Expanded<Vec<Bytes>> {
        let mut out = Vec::with_capacity(words.len());
        for word in words {
            self.expand_word(word, &mut out).await?;
        }
        Ok(out)
    }

    /// One word, which may become any number of them.
    pub async fn expand_word(&mut self, word: &Word, out: &mut Vec<Bytes>) -> Expanded<()> {
        if let Some(plain) = &word.plain {
            out.push(plain.clone());
            return Ok(());
        }
        if word.braces && self.options.braceexpand {
            for parts in brace::expand(&word.parts) {
                self.sys.tick(5).await;
                self.expand_field_parts(&parts, out).await?;
            }
            return Ok(());
        }
        self.expand_field_parts(&word.parts, out).await
    }

    async fn expand_field_parts(&mut self, parts: &[Part], out: &mut Vec<Bytes>) -> Expanded<()> {
        let mut fields = self.fields(Purpose::Fields);
        self.expand_parts(parts, &mut fields, false).await?;
        for field in fields.finish() {
            match field.pattern {
                Some(pattern) if !self.options.noglob => self.glob_field(field.text, &pattern, out).await?,
                _ => out.push(field.text),
            }
        }
        Ok(())
    }

    /// A word as one string: no splitting, no globbing (assignments, `case`, here-strings, redirections to strings).
    pub async fn expand_single(&mut self, word: &Word) -> Expanded<Bytes> {
        if let Some(plain) = &word.plain {
            return Ok(plain.clone());
        }
        let mut fields = self.fields(Purpose::Single);
        self.expand_parts(&word.parts, &mut fields, false).await?;
        Ok(fields.into_single())
    }

    /// The same, tildes as they are.
    pub(crate) async fn expand_without_tilde(&mut self, word: &Word) -> Expanded<Bytes> {
        if !word.parts.iter().any(|part| matches!(part, Part::Tilde(_))) {
            return self.expand_single(word).await;
        }
        let plain = |part: &Part| match part {
            Part::Tilde(user) => Part::Literal([b"~".as_slice(), user].concat()),
            other => other.clone(),
        };
        let word = Word { parts: word.parts.iter().map(plain).collect(), plain: None, ..word.clone() };
        self.expand_single(&word).await
    }

    /// A word as a shell pattern.
    pub async fn expand_pattern(&mut self, word: &Word) -> Expanded<Bytes> {
        let mut fields = self.fields(Purpose::Pattern);
        self.expand_parts(&word.parts, &mut fields, false).await?;
        Ok(fields.into_single())
    }

    /// A word as an extended regular expression.
    pub async fn expand_regex(&mut self, word: &Word) -> Expanded<Bytes> {
        let mut fields = self.fields(Purpose::Regex);
        self.expand_parts(&word.parts, &mut fields, false).await?;
        Ok(fields.into_single())
    }

    /// A here-document's text, or a prompt's: as in double quotes.
    pub async fn expand_heredoc(&mut self, word: &Word) -> Expanded<Bytes> {
        if let Some(plain) = &word.plain {
            return Ok(plain.clone());
        }
        self.expand_quoted(&word.parts).await
    }

    /// Parts as in double quotes, to one string.
    pub(crate) async fn expand_quoted(&mut self, parts: &[Part]) -> Expanded<Bytes> {
        let mut fields = self.fields(Purpose::Single);
        self.expand_parts(parts, &mut fields, true).await?;
        Ok(fields.into_single())
    }

    /// Expands parts into fields.
    pub(crate) async fn expand_parts(&mut self, parts: &[Part], out: &mut Fields, quoted: bool) -> Expanded<()> {
        for part in parts {
            if !self.expand_simple(part, out, quoted)? {
                self.expand_complex(part, out, quoted).await?;
            }
        }
        Ok(())
    }

    /// Expands a part that neither waits nor runs anything; false when it is not such a part.
    fn expand_simple(&mut self, part: &Part, out: &mut Fields, quoted: bool) -> Expanded<bool> {
        match part {
            Part::Literal(text) if quoted => out.quoted(text),
            Part::Literal(text) => out.literal(text),
            Part::Quoted(text) => out.quoted(text),
            Part::Double(inner) => {
                let simple = |part: &Part| match part {
                    Part::Literal(_) | Part::Quoted(_) => true,
                    Part::Arith(arith) => arith.compiled.is_some(),
                    Part::Param(param) => param.is_simple_value(),
                    _ => false,
                };
                if !inner.iter().all(simple) {
                    return Ok(false);
                }
                out.quoted(b"");
                for part in inner {
                    self.expand_simple(part, out, true)?;
                }
            }
            Part::Param(param) if param.is_simple_value() => {
                return self.expand_simple_param(param, out, quoted).map(|()| true);
            }
            Part::Arith(arith) => match self.arith_compiled(arith)? {
                Some(value) => put_value(out, value.to_string().as_bytes(), quoted),
                None => return Ok(false),
            },
            Part::Tilde(user) => {
                let text = self.tilde(user);
                out.quoted(&text);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Parts as in double quotes, when nothing in them runs or waits.
    pub(crate) fn expand_without_waiting(&mut self, parts: &[Part]) -> Option<Bytes> {
        let mut fields = self.fields(Purpose::Single);
        for part in parts {
            if !self.expand_simple(part, &mut fields, true).ok()? {
                return None;
            }
        }
        Some(fields.into_single())
    }

    /// Expands a part that may run commands.
    fn expand_complex<'a>(
        &'a mut self,
        part: &'a Part,
        out: &'a mut Fields,
        quoted: bool,
    ) -> Pin<Box<dyn Future<Output = Expanded<()>> + 'a>> {
        Box::pin(async move {
            match part {
                Part::Double(inner) => {
                    let was_open = out.open;
                    let fields = out.done.len();
                    // `"$@"` without parameters is nothing at all.
                    let only_list = inner.iter().any(|part| matches!(part, Part::Param(param) if param.is_list()));
                    if !only_list {
                        out.quoted(b"");
                    }
                    let splits = std::mem::replace(&mut out.split_literals, false);
                    self.expand_parts(inner, out, true).await?;
                    out.split_literals = splits;
                    let vanished = only_list && !out.open && !was_open && out.done.len() == fields;
                    if vanished && !inner.iter().all(|part| matches!(part, Part::Param(param) if param.is_list())) {
                        out.quoted(b"");
                    }
                }
                Part::Param(param) => self.expand_param(param, out, quoted).await?,
                Part::Command(sub) => {
                    let text = self.command_substitution(sub).await?;
                    put_value(out, &text, quoted);
                }
                Part::Arith(arith) => {
                    let value = self.arith(arith).await?;
                    put_value(out, value.to_string().as_bytes(), quoted);
                }
                Part::Process(output, sub) => {
                    let path = self.process_substitution(*output, sub).await?;
                    out.quoted(&path);
                }
                Part::Literal(_) | Part::Quoted(_) | Part::Tilde(_) => {}
            }
            Ok(())
        })
    }

    /// The value of an expression, for `$((…))`; an error ends the line.
    pub(crate) async fn arith(&mut self, arith: &Arith) -> Expanded<i64> {
        if let Some(value) = self.arith_compiled(arith)? {
            return Ok(value);
        }
        let text = self.expand_quoted(&arith.parts).await?;
        self.arith_text(&text).map_err(|error| self.arith_failed(&text, &error))
    }

    /// The same without waiting, when the expression was compiled and its `$x` are numbers.
    fn arith_compiled(&mut self, arith: &Arith) -> Expanded<Option<i64>> {
        let Some(expr) = &arith.compiled else { return Ok(None) };
        self.evaluate(expr).map_err(|error| self.arith_failed(&expr.text, &error))
    }

    pub(crate) fn arith_failed(&mut self, text: &[u8], error: &ArithError) -> Stop {
        if let Some(message) = error.message(text) {
            self.complain_bytes(&message);
        }
        if error.is_fatal() { self.fatal(127) } else { self.discard() }
    }
}

/// The value of an expansion: quoted as it is, unquoted it splits.
pub(crate) fn put_value(out: &mut Fields, value: &[u8], quoted: bool) {
    if quoted {
        out.quoted(value);
    } else {
        out.split(value);
    }
}
