//! Escapes that stand for characters: `\t`, `\x41`, `\d065`, `\o101`, `\cA`.

/// The byte that the escape at `at` (a backslash) stands for, and the escape's length.
pub(super) fn character(text: &[u8], at: usize) -> Option<(u8, usize)> {
    let simple = |byte| Some((byte, 2));
    match text.get(at + 1)? {
        b'a' => simple(7),
        b'f' => simple(0x0c),
        b'n' => simple(b'\n'),
        b'r' => simple(b'\r'),
        b't' => simple(b'\t'),
        b'v' => simple(0x0b),
        b'c' => text.get(at + 2).map(|byte| (byte.to_ascii_uppercase() ^ 0x40, 3)),
        b'd' => digits(text, at, 10, 3),
        b'o' => digits(text, at, 8, 3),
        b'x' => digits(text, at, 16, 2),
        _ => None,
    }
}

fn digits(text: &[u8], at: usize, base: u32, most: usize) -> Option<(u8, usize)> {
    let digits: Vec<u32> =
        text[at + 2..].iter().take(most).map_while(|byte| char::from(*byte).to_digit(base)).collect();
    if digits.is_empty() {
        return None;
    }
    let value = digits.iter().fold(0_u32, |value, digit| value * base + digit);
    Some((value as u8, 2 + digits.len()))
}

/// A regular expression with its escapes replaced by the characters they stand for, special ones kept from being special.
pub(super) fn regex(text: &[u8], extended: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    let mut bracket = false;
    let mut first = 0;
    while at < text.len() {
        let byte = text[at];
        if byte == b'\\' {
            // `\cX` and the numeric ones give the character itself, even a special one.
            let numeric = matches!(text.get(at + 1), Some(b'd' | b'o' | b'x' | b'c'));
            if let Some((character, length)) = character(text, at) {
                let special: &[u8] = if extended { b"*.[]^$\\/+?(){}|" } else { b"*.[]^$\\/" };
                if numeric && !bracket && special.contains(&character) {
                    out.push(b'\\');
                }
                out.push(character);
                at += length;
                continue;
            }
            if bracket {
                out.push(b'\\');
                at += 1;
                continue;
            }
            out.push(b'\\');
            if let Some(next) = text.get(at + 1) {
                out.push(*next);
            }
            at += 2;
            continue;
        }
        if bracket {
            if byte == b'[' && matches!(text.get(at + 1), Some(b':' | b'.' | b'=')) {
                let close = [text[at + 1], b']'];
                if let Some(length) = text[at + 2..].windows(2).position(|pair| pair == close) {
                    out.extend_from_slice(&text[at..at + length + 4]);
                    at += length + 4;
                    continue;
                }
            }
            if byte == b']' && at > first {
                bracket = false;
            }
        } else if byte == b'[' {
            bracket = true;
            first = at + 1 + usize::from(text.get(at + 1) == Some(&b'^'));
        }
        out.push(byte);
        at += 1;
    }
    out
}
