//! Ranges of characters as sequences of byte ranges (after Cox and BurntSushi's `utf8-ranges`).

/// One byte range after another: what a stretch of characters looks like in UTF-8.
pub(super) type Sequence = Vec<(u8, u8)>;

/// The sequences that cover the characters `low..=high`, in order.
pub(super) fn sequences(low: u32, high: u32, out: &mut Vec<Sequence>) {
    // The surrogates are no characters; lengths and continuation bytes must not change inside a piece.
    let mut pieces = vec![(low, high)];
    while let Some((low, high)) = pieces.pop() {
        if low > high {
            continue;
        }
        if low < 0xE000 && high > 0xD7FF {
            pieces.push((0xE000, high));
            pieces.push((low, 0xD7FF.min(high)));
            if low > 0xD7FF {
                pieces.pop();
            }
            continue;
        }
        if let Some(&last) = [0x7F, 0x7FF, 0xFFFF].iter().find(|&&last| low <= last && last < high) {
            pieces.push((last + 1, high));
            pieces.push((low, last));
            continue;
        }
        if high < 0x80 {
            out.push(vec![(low as u8, high as u8)]);
            continue;
        }
        let mut whole = true;
        for shift in [6, 12, 18] {
            let mask = (1 << shift) - 1;
            if low & !mask != high & !mask {
                if low & mask != 0 {
                    pieces.push(((low | mask) + 1, high));
                    pieces.push((low, low | mask));
                    whole = false;
                    break;
                }
                if high & mask != mask {
                    pieces.push((high & !mask, high));
                    pieces.push((low, (high & !mask) - 1));
                    whole = false;
                    break;
                }
            }
        }
        if whole {
            let (mut first, mut last) = ([0; 4], [0; 4]);
            if let (Some(low), Some(high)) = (char::from_u32(low), char::from_u32(high)) {
                let length = low.encode_utf8(&mut first).len();
                high.encode_utf8(&mut last);
                out.push((0..length).map(|index| (first[index], last[index])).collect());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(sequences: &[Sequence], c: char) -> bool {
        let mut bytes = [0; 4];
        let bytes = c.encode_utf8(&mut bytes).as_bytes();
        sequences.iter().any(|sequence| {
            sequence.len() == bytes.len()
                && sequence.iter().zip(bytes).all(|(&(low, high), byte)| (low..=high).contains(byte))
        })
    }

    #[test]
    fn they_cover_just_the_range() {
        for (low, high) in [('a', 'z'), ('é', 'ɐ'), ('\u{700}', '\u{10FFFF}'), ('\0', '\u{10FFFF}'), ('ࠀ', '퟿')] {
            let mut out = vec![];
            sequences(low as u32, high as u32, &mut out);
            let every = (0..=0x10_FFFF_u32).step_by(37).filter_map(char::from_u32).chain([low, high]);
            for c in every {
                assert_eq!(holds(&out, c), (low..=high).contains(&c), "{c:?} in {low:?}..={high:?}");
            }
        }
    }
}
