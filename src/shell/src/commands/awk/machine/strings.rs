//! `sub`, `gsub`, `gensub`, `split`, `patsplit`, `match`, `substr`, `index`.

use super::super::array::{ArrayRef, Key, Nature};
use super::super::characters;
use super::super::code::Target;
use super::super::fields::{self, Splitter};
use super::super::number;
use super::super::special::Special;
use super::super::value::{Text, Value};
use super::{Machine, Run};
use pattern::Captures;

/// Appends the replacement for one match. `general` is `gensub`, where `\1` means a group.
fn replace(template: &[u8], text: &[u8], found: &Captures, general: bool, out: &mut Vec<u8>) {
    let mut at = 0;
    while at < template.len() {
        match template[at] {
            b'&' => {
                out.extend_from_slice(found.text(0, text));
                at += 1;
            }
            b'\\' => match template.get(at + 1) {
                Some(b'&') => {
                    out.push(b'&');
                    at += 2;
                }
                Some(digit @ b'0'..=b'9') if general => {
                    out.extend_from_slice(found.text(usize::from(digit - b'0'), text));
                    at += 2;
                }
                Some(b'\\') if general => {
                    out.push(b'\\');
                    at += 2;
                }
                // Before an `&`, two backslashes are one; an odd one makes the `&` itself.
                Some(b'\\') => {
                    let run = template[at..].iter().take_while(|byte| **byte == b'\\').count();
                    let before = template.get(at + run) == Some(&b'&');
                    out.resize(out.len() + if before { run / 2 } else { run }, b'\\');
                    at += run;
                    if before && run % 2 == 1 {
                        out.push(b'&');
                        at += 1;
                    }
                }
                Some(other) if general => {
                    out.push(*other);
                    at += 2;
                }
                _ => {
                    out.push(b'\\');
                    at += 1;
                }
            },
            byte => {
                out.push(byte);
                at += 1;
            }
        }
    }
}

/// Which matches are replaced.
#[derive(Clone, Copy)]
enum Which {
    All,
    Nth(usize),
}

impl Machine {
    /// Replaces in `text`; `None` when nothing matched.
    fn replaced(
        &mut self,
        text: &[u8],
        pattern: &Value,
        template: &[u8],
        which: Which,
        general: bool,
    ) -> Run<Option<(Vec<u8>, usize)>> {
        let pattern = self.regexes.of_value(pattern, &self.settings.convfmt)?;
        let plain = !template.iter().any(|byte| matches!(byte, b'\\' | b'&'));
        let mut out = Vec::new();
        let (mut copied, mut count, mut seen) = (0, 0, 0);
        for found in pattern.matches(text, &self.regexes.budget) {
            let found = found.map_err(|_| "regular expression search takes too long")?;
            seen += 1;
            if let Which::Nth(n) = which
                && seen < n
            {
                continue;
            }
            let whole = found.whole();
            out.extend_from_slice(&text[copied..whole.start]);
            if plain {
                out.extend_from_slice(template);
            } else {
                replace(template, text, &found, general, &mut out);
            }
            copied = whole.end;
            count += 1;
            if out.len() > crate::MAX_VALUE {
                return Err("string too long: memory exhausted".into());
            }
            if matches!(which, Which::Nth(_)) {
                break;
            }
        }
        if count == 0 {
            return Ok(None);
        }
        out.extend_from_slice(&text[copied..]);
        Ok(Some((out, count)))
    }

    /// `sub` and `gsub`.
    pub(super) fn substitute(&mut self, global: bool, target: Target) -> Run {
        let given = self.pop();
        let template = self.pop_text();
        let pattern = self.pop();
        let text = match (target, &given) {
            (_, Value::Str(text) | Value::Input(text)) => text.clone(),
            (Target::Record, _) => self.whole(),
            (Target::Var(var), _) => self.variable(var)?.text(&self.settings.convfmt),
            (Target::Field, Value::Uninit) => {
                let index = self.stack.last().map_or(0.0, Value::num);
                self.field(index)?.text(&self.settings.convfmt)
            }
            (Target::Field, other) => other.text(&self.settings.convfmt),
            (Target::Elem, _) => {
                let key = self.stack.last().cloned().unwrap_or_default();
                let key = Key::of_value(&key, &self.settings.convfmt);
                match self.stack.get(self.stack.len() - 2) {
                    Some(Value::Array(array)) => {
                        let array = array.clone();
                        self.element(&array, &key)?.text(&self.settings.convfmt)
                    }
                    _ => Text::default(),
                }
            }
        };
        let typed = matches!(target, Target::Var(var) if matches!(self.slot(var), Value::Regex(_)));
        let which = if global { Which::All } else { Which::Nth(1) };
        let result = self.replaced(&text, &pattern, &template, which, false)?;
        self.spend(text.len());
        // A target that is no place was compiled as field -1.
        let lost = target == Target::Field && self.stack.last().is_some_and(|index| index.num() < 0.0);
        match result {
            Some((new, count)) if !lost => {
                self.assign(target, if typed { Value::Regex(new.into()) } else { Value::str(new) })?;
                self.push(Value::Num(count as f64));
            }
            other => {
                if let Target::Var(var) = target
                    && matches!(self.slot(var), Value::Uninit)
                {
                    // It was looked at as a scalar.
                    *self.slot_mut(var) = Value::Array(ArrayRef::new(Nature::Scalar));
                }
                self.drop_target(target);
                self.push(Value::Num(other.map_or(0.0, |(_, count)| count as f64)));
            }
        }
        Ok(())
    }

    /// `gensub(re, template, which, text)`.
    pub(super) fn gensub(&mut self, count: usize) -> Run<Value> {
        let text = if count > 3 { self.pop_text() } else { self.whole() };
        let how = self.pop();
        let template = self.pop_text();
        let pattern = self.pop();
        let spelled = how.text(&self.settings.convfmt);
        let which = if let Some(b'g' | b'G') = spelled.first() {
            Which::All
        } else {
            let n = how.num();
            if n < 1.0 {
                self.warn(&format!("gensub: third argument `{}' treated as 1", String::from_utf8_lossy(&spelled)));
            }
            Which::Nth(n.max(1.0) as usize)
        };
        self.spend(text.len());
        let result = self.replaced(&text, &pattern, &template, which, true)?;
        Ok(Value::Str(result.map_or(text, |(new, _)| new.into())))
    }

    /// `split(text, array, separator, separators)`.
    pub(super) fn split(&mut self, count: usize, by_content: bool) -> Run<Value> {
        let separators = if count > 3 { Some(self.pop_array()?) } else { None };
        let separator = if count > 2 { Some(self.pop()) } else { None };
        let array = self.pop_array()?;
        let text = self.pop_text();
        if separators.as_ref().is_some_and(|separators| separators.is(&array)) {
            return Err("split: cannot use the same array for second and fourth args".into());
        }
        let mut spans = Vec::new();
        let mut between = Vec::new();
        let splitter = match separator {
            None if by_content => {
                let content = self.special(Special::FPAT).text(b"%.6g");
                Splitter::Content(self.regexes.dynamic(&content)?)
            }
            Some(content) if by_content => Splitter::Content(self.regexes.of_value(&content, &self.settings.convfmt)?),
            None => {
                let fs = self.special(Special::FS).text(&self.settings.convfmt);
                Splitter::of_fs(&fs, false, &mut self.regexes)?
            }
            // A constant regular expression of one blank is that blank alone.
            Some(Value::Regex(pattern)) => match &*pattern {
                b"" => Splitter::Characters,
                _ => Splitter::Regex(self.regexes.dynamic(&pattern)?),
            },
            Some(other) => Splitter::of_fs(
                &other.text(&self.settings.convfmt),
                matches!(other, Value::Regex(_)),
                &mut self.regexes,
            )?,
        };
        match &splitter {
            Splitter::Regex(pattern) => {
                fields::regex(pattern, &text, false, &self.regexes, &mut spans, &mut |from, to| {
                    between.push((from, to));
                })?;
            }
            Splitter::Content(pattern) => {
                fields::content(pattern, &text, &self.regexes, &mut spans, &mut |from, to| between.push((from, to)))?;
            }
            other => {
                other.cut(&text, 0, usize::MAX, false, &self.regexes, &mut spans)?;
                between = spans.windows(2).map(|pair| (pair[0].1 as usize, pair[1].0 as usize)).collect();
            }
        }
        array.clear();
        for (index, (start, end)) in spans.iter().enumerate() {
            let value = Value::Input(text[*start as usize..*end as usize].into());
            array.set(&Key::Int(index as i32 + 1), value);
        }
        self.spend(text.len() + spans.len() * 64);
        if let Some(separators) = separators {
            separators.clear();
            let set = |index: i32, from: usize, to: usize| {
                separators.set(&Key::Int(index), Value::str(&text[from..to]));
            };
            let first = i32::from(!by_content);
            for (index, (from, to)) in between.iter().enumerate() {
                set(index as i32 + first, *from, *to);
            }
            if matches!(splitter, Splitter::Blanks)
                && let (Some((start, _)), Some((_, end))) = (spans.first(), spans.last())
            {
                if *start > 0 {
                    set(0, 0, *start as usize);
                }
                if (*end as usize) < text.len() {
                    set(spans.len() as i32, *end as usize, text.len());
                }
            }
        }
        Ok(Value::Num(spans.len() as f64))
    }

    /// `match(text, re, array)`.
    pub(super) fn find_match(&mut self, count: usize) -> Run<Value> {
        let array = if count > 2 { Some(self.pop_array()?) } else { None };
        let pattern = self.pop();
        let text = self.pop_text();
        let pattern = self.regexes.of_value(&pattern, &self.settings.convfmt)?;
        let found = self.regexes.captures(&pattern, &text, 0)?;
        let (start, length) = match &found {
            Some(found) => {
                let whole = found.whole();
                let start = characters::count(&text[..whole.start]) as f64 + 1.0;
                (start, characters::count(whole.of(&text)) as f64)
            }
            None => (0.0, -1.0),
        };
        if let Some(array) = array {
            array.clear();
            if let Some(found) = &found {
                self.fill_groups(&array, found, &text);
            }
        }
        self.set_special(Special::RSTART, Value::Num(start));
        self.set_special(Special::RLENGTH, Value::Num(length));
        Ok(Value::Num(start))
    }

    fn fill_groups(&self, array: &ArrayRef, found: &Captures, text: &[u8]) {
        for group in 0..=found.group_count() {
            let Some(place) = found.get(group) else { continue };
            array.set(&Key::Int(group as i32), Value::Input(place.of(text).into()));
            let set = |name: &str, n: usize| {
                let key = [group.to_string().as_bytes(), &self.settings.subsep, name.as_bytes()].concat();
                array.set(&Key::of(&key), Value::Num(n as f64));
            };
            set("start", characters::count(&text[..place.start]) + 1);
            set("length", characters::count(place.of(text)));
        }
    }

    /// `substr(text, start, length)`, counted as gawk does.
    pub(super) fn substr(&mut self, count: usize) -> Value {
        let length = if count > 2 { Some(self.pop().num()) } else { None };
        let start = self.pop().num();
        let text = self.pop_text();
        if length.is_some_and(|length| length.is_nan() || length < 1.0) {
            return Value::str("");
        }
        // A start before the text is the first character; the length stays.
        let start = start.max(1.0).floor();
        let length = length.map_or(f64::INFINITY, f64::floor);
        let from = characters::offset(&text, (start - 1.0).min(1e15) as usize);
        let taken = characters::offset(&text[from..], length.min(1e15) as usize);
        Value::str(&text[from..from + taken])
    }

    /// `index(text, part)`.
    pub(super) fn index(&mut self) -> Value {
        let part = self.pop_text();
        let text = self.pop_text();
        if part.is_empty() {
            return Value::Num(0.0);
        }
        let found = if self.regexes.ignore_case {
            let (text, part) = (characters::change_case(&text, false), characters::change_case(&part, false));
            memchr::memmem::find(&text, &part)
        } else {
            memchr::memmem::find(&text, &part)
        };
        Value::Num(found.map_or(0.0, |at| characters::count(&text[..at]) as f64 + 1.0))
    }

    /// `strtonum(text)`.
    pub(super) fn to_number(value: &Value) -> Value {
        match value {
            Value::Str(text) | Value::Input(text) => Value::Num(number::with_radix(text)),
            other => Value::Num(other.num()),
        }
    }
}
