//! Ctrl-V: a character by its code, or the next key as it is.

use crate::key::{CR, Key};

/// What the keys after Ctrl-V amount to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Literal {
    /// More keys are needed.
    More,
    /// The character, and how many keys it took.
    Done(char, usize),
}

/// Reads the keys after Ctrl-V: `065`, `x41`, `o101`, `u20ac`, `U0001f600`, or any key.
pub(crate) fn read(keys: &[Key]) -> Literal {
    let Some(first) = keys.first().map(|key| key.0) else { return Literal::More };
    let (radix, max, skip) = match first {
        'x' | 'X' => (16, 2, 1),
        'o' | 'O' => (8, 3, 1),
        'u' => (16, 4, 1),
        'U' => (16, 8, 1),
        '0'..='9' => (10, 3, 0),
        CR => return Literal::Done('\r', 1),
        c => return Literal::Done(c, 1),
    };
    let mut value: u32 = 0;
    let mut used = 0;
    while used < max {
        let Some(key) = keys.get(skip + used) else { return Literal::More };
        let Some(digit) = key.0.to_digit(radix) else { break };
        let next = value * radix + digit;
        if radix != 16 && next > 255 {
            break;
        }
        value = next;
        used += 1;
    }
    if used == 0 {
        // No digit: the key that came instead of one is taken as it is.
        return Literal::Done(keys[skip].0, skip + 1);
    }
    let c = match value {
        0 => '\n',
        value => char::from_u32(value).unwrap_or('\u{fffd}'),
    };
    Literal::Done(c, skip + used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_all_bases() {
        let done = |text: &str| read(&Key::raw(text));
        assert_eq!(done("065"), Literal::Done('A', 3));
        assert_eq!(done("x41"), Literal::Done('A', 3));
        assert_eq!(done("u20ac"), Literal::Done('€', 5));
        assert_eq!(done("9 "), Literal::Done('\t', 1));
        assert_eq!(done("\x1b"), Literal::Done('\x1b', 1));
        assert_eq!(done("6"), Literal::More);
    }
}
