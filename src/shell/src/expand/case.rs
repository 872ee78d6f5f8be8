//! `${x^}` and its like: upper and lower case.

use super::glob::{compile_glob, pattern_budget};
use crate::Bytes;

/// Changes the first character, or all, that match the pattern (an empty one matches everything).
pub(crate) fn change(value: &[u8], sign: u8, all: bool, pattern: &[u8], extglob: bool) -> Bytes {
    let glob = (!pattern.is_empty() && pattern != b"?").then(|| compile_glob(pattern, extglob, false));
    let matches = |letter: &str| match &glob {
        None => true,
        Some(glob) => glob.as_ref().is_some_and(|glob| glob.is_match(letter.as_bytes(), &pattern_budget()) == Ok(true)),
    };
    let mut out = Vec::with_capacity(value.len());
    let mut first = true;
    for chunk in value.utf8_chunks() {
        for letter in chunk.valid().chars() {
            let mut buffer = [0; 4];
            let text = letter.encode_utf8(&mut buffer);
            if (all || first) && matches(text) {
                put(&mut out, letter, sign);
            } else {
                out.extend_from_slice(text.as_bytes());
            }
            first = false;
        }
        out.extend_from_slice(chunk.invalid());
        first &= chunk.invalid().is_empty();
    }
    out
}

fn put(out: &mut Bytes, letter: char, sign: u8) {
    let upper = match sign {
        b'^' => true,
        b',' => false,
        _ => letter.is_lowercase(),
    };
    // As towupper: letters that become several stay as they are.
    let one = |mut letters: Box<dyn Iterator<Item = char>>| match (letters.next(), letters.next()) {
        (Some(changed), None) => changed,
        _ => letter,
    };
    let changed = if upper { one(Box::new(letter.to_uppercase())) } else { one(Box::new(letter.to_lowercase())) };
    out.extend_from_slice(changed.encode_utf8(&mut [0; 4]).as_bytes());
}
