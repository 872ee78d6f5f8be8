//! Texts changed at random: pieces cut out, doubled, moved, exchanged with another's, bytes put in.

use super::seeds::Seeds;
use base::Rng;

/// Bytes that mean something to one language or another.
const TELLING: &[u8] = b"$`\"'\\(){}[]<>|&;#!*?~=+-/%^,.:@ \t\n\0\x800129azAZ_\xc3\xa9\xff";

/// A recorded script, mutated.
pub(super) fn script(seeds: &Seeds, rng: &mut Rng) -> Vec<u8> {
    text(&seeds.scripts, rng)
}

/// Random bytes, mostly telling ones.
pub(super) fn bytes(rng: &mut Rng) -> Vec<u8> {
    (0..rng.below(40)).map(|_| if rng.below(4) == 0 { rng.below(256) as u8 } else { telling(rng) }).collect()
}

/// One of these texts, mutated.
pub(super) fn text(from: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let mut text = pick(from, rng).to_vec();
    for _ in 0..=rng.below(4) {
        let (start, end) = stretch(text.len(), rng);
        match rng.below(8) {
            0 => drop(text.drain(start..end)),
            1 => {
                let piece = text[start..end].to_vec();
                let at = rng.below(text.len() as u64 + 1) as usize;
                text.splice(at..at, piece);
            }
            2 => {
                let other = pick(from, rng);
                let (from, to) = stretch(other.len(), rng);
                text.splice(start..end, other[from..to].iter().copied());
            }
            3 => text.truncate(start),
            4 if start < text.len() => text[start] = telling(rng),
            5 if start < text.len() => text[start] ^= 1 << rng.below(8),
            6 => {
                // Deep nesting of one opening.
                let byte = telling(rng);
                let count = 1 + rng.below(60) as usize;
                text.splice(start..start, std::iter::repeat_n(byte, count));
            }
            _ => text.insert(start, telling(rng)),
        }
    }
    text
}

fn telling(rng: &mut Rng) -> u8 {
    TELLING[rng.below(TELLING.len() as u64) as usize]
}

fn pick<'a>(from: &'a [Vec<u8>], rng: &mut Rng) -> &'a [u8] {
    from.get(rng.below(from.len().max(1) as u64) as usize).map_or(b"", Vec::as_slice)
}

fn stretch(len: usize, rng: &mut Rng) -> (usize, usize) {
    let start = rng.below(len as u64 + 1) as usize;
    let end = start + rng.below((len - start).min(24) as u64 + 1) as usize;
    (start, end)
}
