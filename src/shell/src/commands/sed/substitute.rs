//! `s`: matches and their replacements.

use super::script::{Case, Piece, Substitution};
use base::{Budget, Exhausted};
use pattern::{Captures, Pattern};

/// Replaces in `text`; `None` when nothing was replaced.
pub(super) fn substitute(
    substitution: &Substitution,
    pattern: &Pattern,
    text: &[u8],
    out: &mut Vec<u8>,
    budget: &Budget,
) -> Result<bool, Exhausted> {
    let plain = match substitution.replacement.as_slice() {
        [] => Some(&b""[..]),
        [Piece::Text(text)] => Some(text.as_slice()),
        _ => None,
    };
    out.clear();
    let (mut copied, mut count, mut replaced) = (0, 0, false);
    for found in pattern.matches(text, budget) {
        let found = found?;
        count += 1;
        if count < substitution.number {
            continue;
        }
        let whole = found.whole();
        out.extend_from_slice(&text[copied..whole.start]);
        match plain {
            Some(plain) => out.extend_from_slice(plain),
            None => replace(&substitution.replacement, &found, text, out),
        }
        copied = whole.end;
        replaced = true;
        if !substitution.global {
            break;
        }
    }
    if replaced {
        out.extend_from_slice(&text[copied..]);
    }
    Ok(replaced)
}

fn replace(pieces: &[Piece], found: &Captures, text: &[u8], out: &mut Vec<u8>) {
    let mut lasting: Option<Case> = None;
    let mut once: Option<Case> = None;
    for piece in pieces {
        let bytes = match piece {
            Piece::Text(bytes) => bytes.as_slice(),
            Piece::Group(group) => found.text(*group, text),
            Piece::Case(case) => {
                match case {
                    Case::Upper | Case::Lower => lasting = Some(*case),
                    Case::End => {
                        lasting = None;
                        once = None;
                    }
                    Case::UpperNext | Case::LowerNext => once = Some(*case),
                }
                continue;
            }
        };
        if bytes.is_empty() {
            continue;
        }
        if lasting.is_none() && once.is_none() {
            out.extend_from_slice(bytes);
            continue;
        }
        change(bytes, lasting, once.take(), out);
    }
}

fn change(bytes: &[u8], lasting: Option<Case>, once: Option<Case>, out: &mut Vec<u8>) {
    use super::super::awk::characters;
    let first = characters::length_at(bytes, 0);
    let (head, tail) = bytes.split_at(first);
    let with = |part: &[u8], case: Option<Case>| match case {
        Some(Case::Upper | Case::UpperNext) => characters::change_case(part, true),
        Some(Case::Lower | Case::LowerNext) => characters::change_case(part, false),
        _ => part.to_vec(),
    };
    out.extend_from_slice(&with(head, once.or(lasting)));
    out.extend_from_slice(&with(tail, lasting));
}
