//! What expansions become, where that can be known without running or changing anything.

use super::{Value, Words, shortened};
use crate::exec::Shell;
use crate::syntax::{Arith, Index, Param, ParamOp, Part, Word};

/// Names shown of those that a pattern matches.
const NAMES: usize = 12;

/// The sentence about a value, if it can be known.
pub(super) async fn told(shell: &mut Shell, value: &Value, words: &Words<'_>) -> Option<String> {
    match value {
        Value::None => None,
        Value::Text(parts) => {
            let safe = parts.iter().all(|part| is_pure(part, 0));
            let text = if safe { shell.expand_quoted(parts).await.ok()? } else { return None };
            let text = String::from_utf8_lossy(&text).into_owned();
            Some(match text.trim_end_matches('\n') {
                "" => words.say("value-empty", &[]),
                text => words.say("value", &[("value", &shortened(text))]),
            })
        }
        Value::Fields(word) => {
            if !word.parts.iter().all(|part| is_pure(part, 0)) {
                return None;
            }
            let mut fields = Vec::new();
            shell.expand_word(word, &mut fields).await.ok()?;
            let count = fields.len();
            if fields.iter().eq([&word.raw]) {
                return Some(words.say("value-glob-none", &[]));
            }
            let mut shown: Vec<String> =
                fields.iter().take(NAMES).map(|field| String::from_utf8_lossy(field).into_owned()).collect();
            if count > NAMES {
                shown.push("\u{2026}".to_owned());
            }
            let count = count.to_string();
            let shown = shortened(&shown.join("  "));
            Some(words.say("value-words", &[("count", &count), ("value", &shown)]))
        }
    }
}

/// Words within words, to be safe.
const DEEPEST: u32 = 20;

/// Can a part be expanded without running a command, setting a variable or ending anything?
fn is_pure(part: &Part, depth: u32) -> bool {
    if depth > DEEPEST {
        return false;
    }
    match part {
        Part::Literal(_) | Part::Quoted(_) | Part::Tilde(_) => true,
        Part::Double(inner) => inner.iter().all(|part| is_pure(part, depth + 1)),
        Part::Param(param) => is_pure_param(param, depth + 1),
        Part::Arith(arith) => is_pure_arith(arith, depth + 1),
        Part::Command(_) | Part::Process(..) => false,
    }
}

fn is_pure_word(word: &Word, depth: u32) -> bool {
    word.parts.iter().all(|part| is_pure(part, depth))
}

fn is_pure_arith(arith: &Arith, depth: u32) -> bool {
    // Assignments and steps change variables; what only compares does not.
    let text = String::from_utf8_lossy(&arith.raw).into_owned();
    let compares = ["==", "!=", "<=", ">="].iter().fold(text, |text, sign| text.replace(sign, " "));
    let changes = compares.contains('=') || compares.contains("++") || compares.contains("--");
    !changes && arith.parts.iter().all(|part| is_pure(part, depth))
}

fn is_pure_param(param: &Param, depth: u32) -> bool {
    let indexed = match &param.index {
        Some(Index::One(subscript)) => subscript.parts.iter().all(|part| is_pure(part, depth)),
        Some(Index::At | Index::Star) | None => true,
    };
    indexed
        && match &param.op {
            ParamOp::Value | ParamOp::Length | ParamOp::Names(_) | ParamOp::Keys(_) => true,
            ParamOp::Default(_, word)
            | ParamOp::Alternate(_, word)
            | ParamOp::RemovePrefix(_, word)
            | ParamOp::RemoveSuffix(_, word)
            | ParamOp::Case(_, _, word) => is_pure_word(word, depth),
            ParamOp::Replace(_, pattern, replacement) => {
                is_pure_word(pattern, depth) && is_pure_word(replacement, depth)
            }
            ParamOp::Substring(offset, length) => {
                is_pure_arith(offset, depth) && length.as_ref().is_none_or(|length| is_pure_arith(length, depth))
            }
            // A prompt may run commands.
            ParamOp::Transform(letter) => *letter != b'P',
            ParamOp::Assign(..) | ParamOp::Error(..) | ParamOp::Bad => false,
        }
}
