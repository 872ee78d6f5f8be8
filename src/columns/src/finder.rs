//! A text in texts.

use crate::Strings;

/// Looks for a text (Horspool): most bytes are never looked at.
pub struct Finder {
    needle: Vec<u8>,
    /// How far to go on after a window that ends with this byte.
    skip: Box<[u8; 256]>,
}

impl Finder {
    /// Looks for `needle`.
    pub fn new(needle: &str) -> Self {
        let needle = needle.as_bytes().to_vec();
        let mut skip = Box::new([needle.len().clamp(1, 255) as u8; 256]);
        for (at, byte) in needle.iter().enumerate().take(needle.len().saturating_sub(1)) {
            skip[*byte as usize] = (needle.len() - 1 - at).min(255) as u8;
        }
        Self { needle, skip }
    }

    /// Whether it is in `text`.
    pub fn is_in(&self, text: &[u8]) -> bool {
        let Some((last, head)) = self.needle.split_last() else { return true };
        let mut at = head.len();
        while at < text.len() {
            let end = text[at];
            // Comparing two texts is a call: their first bytes mostly tell.
            let start = at - head.len();
            if end == *last && text[start] == self.needle[0] && text[start..at] == *head {
                return true;
            }
            at += self.skip[end as usize] as usize;
        }
        false
    }

    /// Whether it is in each string; the contrary if `negated`.
    #[inline(never)]
    pub fn is_in_each(&self, strings: &Strings, negated: bool) -> Vec<bool> {
        let dictionary = &strings.dictionary;
        if strings.is_small() {
            let answers: Vec<bool> =
                (0..dictionary.len() as u32).map(|code| self.is_in(dictionary.bytes(code)) != negated).collect();
            return strings.codes.iter().map(|code| answers[*code as usize]).collect();
        }
        strings.codes.iter().map(|code| self.is_in(dictionary.bytes(*code)) != negated).collect()
    }
}
