//! `{a,b}` and `{1..5..2}`: before everything else, on the word as it was read.

use crate::number::MAX_WIDTH;
use crate::syntax::Part;

/// Words that one word may become.
const MAX_WORDS: usize = 1 << 20;
/// Pieces in all of them.
const MAX_PIECES: usize = 4 << 20;

/// A piece of a word: a byte of unquoted text, or a part as a whole.
#[derive(Clone)]
enum Piece {
    Byte(u8),
    Part(Part),
}

/// All words a word stands for; itself when there is nothing to expand.
pub(crate) fn expand(parts: &[Part]) -> Vec<Vec<Part>> {
    let mut pieces = Vec::new();
    for part in parts {
        match part {
            Part::Literal(text) => pieces.extend(text.iter().map(|byte| Piece::Byte(*byte))),
            other => pieces.push(Piece::Part(other.clone())),
        }
    }
    let words = expand_pieces(&pieces, 0);
    words.into_iter().map(join).collect()
}

fn join(pieces: Vec<Piece>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for piece in pieces {
        match (piece, parts.last_mut()) {
            (Piece::Byte(byte), Some(Part::Literal(text))) => text.push(byte),
            (Piece::Byte(byte), _) => parts.push(Part::Literal(vec![byte])),
            (Piece::Part(part), _) => parts.push(part),
        }
    }
    // A tilde that a brace brought to the front counts.
    if let Some(Part::Literal(text)) = parts.first_mut()
        && text.first() == Some(&b'~')
    {
        let length = text.iter().position(|byte| *byte == b'/').unwrap_or(text.len());
        let user = text[1..length].to_vec();
        let plain = user.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        if plain && (length < text.len() || parts.len() == 1) {
            if let Some(Part::Literal(text)) = parts.first_mut() {
                text.drain(..length);
            }
            parts.insert(0, Part::Tilde(user));
        }
    }
    parts
}

fn is(piece: &Piece, byte: u8) -> bool {
    matches!(piece, Piece::Byte(known) if *known == byte)
}

fn expand_pieces(pieces: &[Piece], depth: u32) -> Vec<Vec<Piece>> {
    let mut from = 0;
    if depth >= 50 {
        return vec![pieces.to_vec()];
    }
    while let Some(open) = (from..pieces.len()).find(|at| is(&pieces[*at], b'{')) {
        let Some((close, commas)) = matching(pieces, open) else {
            from = open + 1;
            continue;
        };
        let inner = &pieces[open + 1..close];
        let middle: Option<Vec<Vec<Piece>>> = if commas.is_empty() {
            sequence(inner)
        } else {
            let mut all = Vec::new();
            let mut start = open + 1;
            for end in commas.iter().copied().chain([close]) {
                all.extend(expand_pieces(&pieces[start..end], depth + 1));
                start = end + 1;
            }
            Some(all)
        };
        let Some(middle) = middle else {
            // `{x}` stands for itself, what is inside it may still expand.
            from = open + 1;
            continue;
        };
        let before = &pieces[..open];
        let after = expand_pieces(&pieces[close + 1..], depth + 1);
        let mut words = Vec::new();
        let mut size = 0;
        for middle in &middle {
            for after in &after {
                size += before.len() + middle.len() + after.len();
                if words.len() >= MAX_WORDS || size > MAX_PIECES {
                    return words;
                }
                words.push([before, middle, after].concat());
            }
        }
        return words;
    }
    vec![pieces.to_vec()]
}

/// The brace that closes the one at `open`, and the commas between them at its level.
fn matching(pieces: &[Piece], open: usize) -> Option<(usize, Vec<usize>)> {
    // `${` was read as a part; a dollar before a brace is quoted text.
    let mut depth = 0;
    let mut commas = Vec::new();
    for (at, piece) in pieces.iter().enumerate().skip(open) {
        match piece {
            Piece::Byte(b'{') => depth += 1,
            Piece::Byte(b'}') => {
                depth -= 1;
                if depth == 0 {
                    return Some((at, commas));
                }
            }
            Piece::Byte(b',') if depth == 1 => commas.push(at),
            _ => {}
        }
    }
    None
}

/// `{1..5}`, `{a..e..2}`
fn sequence(inner: &[Piece]) -> Option<Vec<Vec<Piece>>> {
    let text: Vec<u8> = inner
        .iter()
        .map(|piece| if let Piece::Byte(byte) = piece { Some(*byte) } else { None })
        .collect::<Option<_>>()?;
    let text = std::str::from_utf8(&text).ok()?;
    let mut fields = text.split("..");
    let (first, last, step) = (fields.next()?, fields.next()?, fields.next());
    if fields.next().is_some() {
        return None;
    }
    let step: i64 = match step {
        Some(step) => step.parse().ok()?,
        None => 0,
    };
    let words: Vec<Vec<u8>> = if let (Ok(from), Ok(to)) = (first.parse::<i64>(), last.parse::<i64>()) {
        let digits = |text: &str| text.trim_start_matches(['-', '+']).len();
        let padded = |text: &str| text.trim_start_matches(['-', '+']).starts_with('0') && digits(text) > 1;
        let width = if padded(first) || padded(last) { first.len().max(last.len()).min(MAX_WIDTH) } else { 0 };
        let write = |value: i64| {
            if value < 0 {
                format!("-{:0>1$}", value.unsigned_abs(), width.saturating_sub(1))
            } else {
                format!("{value:0>width$}")
            }
            .into_bytes()
        };
        range(from, to, step)?.map(write).collect()
    } else {
        let letter = |text: &str| match text.as_bytes() {
            [byte] if byte.is_ascii_alphabetic() => Some(i64::from(*byte)),
            _ => None,
        };
        range(letter(first)?, letter(last)?, step)?.map(|value| vec![value as u8]).collect()
    };
    let word = |bytes: Vec<u8>| {
        // A backslash between `Z` and `a` quotes nothing: bash drops it; quoted bytes stay apart from specials.
        bytes
            .into_iter()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() || byte == b'-' {
                    Piece::Byte(byte)
                } else {
                    Piece::Part(Part::Quoted(if byte == b'\\' { Vec::new() } else { vec![byte] }))
                }
            })
            .collect()
    };
    Some(words.into_iter().map(word).collect())
}

fn range(from: i64, to: i64, step: i64) -> Option<impl Iterator<Item = i64>> {
    let step = step.unsigned_abs().max(1);
    let span = from.abs_diff(to);
    let count = span / step;
    if count >= MAX_WORDS as u64 {
        return None;
    }
    let up = to >= from;
    Some((0..=count).map(move |at| {
        let delta = (at * step) as i64;
        if up { from.wrapping_add(delta) } else { from.wrapping_sub(delta) }
    }))
}
