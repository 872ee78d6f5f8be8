//! The states a search has already tried, one bit each.

/// The most bits remembered; beyond them the budget is the only bound.
const MOST: usize = 1 << 27;

#[derive(Debug, Default)]
pub(super) struct Memo {
    bits: Vec<u64>,
    /// Places a row.
    width: usize,
    start: usize,
}

impl Memo {
    /// Whether it remembers.
    #[inline]
    pub(super) fn on(&self) -> bool {
        self.width > 0
    }

    /// Starts to remember `rows` kinds of states over the places `start..=end`.
    pub(super) fn start(&mut self, rows: usize, start: usize, end: usize) {
        let width = end.saturating_sub(start) + 1;
        let Some(bits) = width.checked_mul(rows).filter(|&bits| bits > 0 && bits <= MOST) else { return };
        self.width = width;
        self.start = start;
        self.bits = vec![0; bits / 64 + 1];
    }

    /// Whether the state was there before; it is now.
    #[inline]
    pub(super) fn seen(&mut self, row: u32, at: usize) -> bool {
        let Some(column) = at.checked_sub(self.start).filter(|_| row != crate::program::NO_MEMO) else { return false };
        let bit = row as usize * self.width + column;
        let (word, mask) = (bit / 64, 1 << (bit % 64));
        let Some(word) = self.bits.get_mut(word) else { return false };
        let before = *word & mask != 0;
        *word |= mask;
        before
    }
}
