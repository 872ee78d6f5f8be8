//! `set -x`

use super::shell::Shell;
use crate::Bytes;
use crate::builtins::Argument;
use crate::syntax::{AssignValue, Assignment};

/// A word as `set -x` shows it.
pub(crate) fn quoted(word: &[u8]) -> Bytes {
    if word.is_empty() {
        return b"''".to_vec();
    }
    if crate::quote::needs_ansi(word) {
        return crate::quote::ansi(word);
    }
    let special = |byte: &u8| b" '\"\\|&;()<>!{}*[]?^$`#".contains(byte) || byte.is_ascii_whitespace();
    let leads = word[0] == b'~' || word[0] == b'#';
    let hash_inside = word.iter().enumerate().any(|(at, byte)| special(byte) && !(*byte == b'#' && at > 0));
    if leads || hash_inside { crate::quote::single(word) } else { word.to_vec() }
}

impl Shell {
    /// A traced line, after `PS4`.
    pub(crate) async fn trace_line(&mut self, text: &[u8]) {
        let line = self.trace_prefix().await;
        self.put_trace(&[line.as_slice(), text, b"\n"].concat());
    }

    async fn trace_prefix(&mut self) -> Bytes {
        let ps4 = self.vars.get(b"PS4").and_then(|var| var.scalar()).cloned().unwrap_or_default();
        let xtrace = std::mem::replace(&mut self.options.xtrace, false);
        let shown = if ps4 == b"+ " { ps4 } else { Box::pin(self.prompt_text(&ps4)).await };
        self.options.xtrace = xtrace;
        let Some(first) = shown.first().copied() else { return shown };
        let mut prefix = vec![first; self.depth as usize];
        prefix.extend_from_slice(&shown);
        prefix
    }

    fn put_trace(&self, line: &[u8]) {
        let number = self
            .vars
            .get(b"BASH_XTRACEFD")
            .and_then(|var| var.scalar())
            .and_then(|text| std::str::from_utf8(text).ok()?.parse::<usize>().ok());
        match number.and_then(|number| self.sys.fd(number)) {
            Some(file) => file.write_now(&self.sys.kernel, line),
            None => self.stderr(line),
        }
    }

    /// A command's words.
    pub(crate) async fn trace_words(&mut self, words: &[Bytes], arrays: &[(usize, Argument)]) {
        let shown: Vec<Bytes> = words
            .iter()
            .enumerate()
            .map(|(at, word)| match arrays.iter().find(|(place, _)| *place == at) {
                Some((_, Argument::Scalar { text })) => {
                    let equals = text.iter().position(|byte| *byte == b'=').map_or(0, |at| at + 1);
                    let value = if equals == text.len() { Vec::new() } else { quoted(&text[equals..]) };
                    [&text[..equals], value.as_slice()].concat()
                }
                Some(_) => word.clone(),
                None => quoted(word),
            })
            .collect();
        self.trace_line(&shown.join(&b' ')).await;
    }

    /// Assignments before a command.
    pub(crate) fn trace_assignments(&mut self, assignments: &[Assignment]) {
        for assignment in assignments {
            self.trace_assignment(assignment);
        }
    }

    /// An assignment that has been made.
    pub(crate) fn trace_assignment(&mut self, assignment: &Assignment) {
        let mut text = assignment.name.clone();
        if let Some(index) = &assignment.index {
            text.extend_from_slice(&[b"[".as_slice(), &index.raw, b"]"].concat());
        }
        text.extend_from_slice(if assignment.append { b"+=" } else { b"=" });
        match &assignment.value {
            AssignValue::Scalar(word) => {
                let value = match &word.plain {
                    Some(plain) => plain.clone(),
                    None if assignment.append || assignment.index.is_some() => word.raw.clone(),
                    None => self.scalar(&assignment.name).unwrap_or_default(),
                };
                if !value.is_empty() {
                    text.extend_from_slice(&quoted(&value));
                }
            }
            AssignValue::Array(elements) => {
                let words: Vec<Bytes> = elements
                    .iter()
                    .map(|element| match &element.index {
                        Some(index) => [b"[".as_slice(), &index.raw, b"]=", &element.value.raw].concat(),
                        None => element.value.plain.as_deref().map_or_else(|| element.value.raw.clone(), quoted),
                    })
                    .collect();
                text.extend_from_slice(&[b"(".as_slice(), &words.join(&b' '), b")"].concat());
            }
        }
        let ps4 = self.vars.get(b"PS4").and_then(|var| var.scalar()).cloned().unwrap_or_default();
        let mut prefix = vec![ps4.first().copied().unwrap_or(b'+'); self.depth as usize];
        prefix.extend_from_slice(&ps4);
        self.put_trace(&[prefix.as_slice(), &text, b"\n"].concat());
    }
}
