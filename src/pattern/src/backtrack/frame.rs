//! What the backtracker goes back to.

use super::{Machine, UNSET};
use crate::program::Pc;
use crate::unit::{decode, decode_before};
use base::Exhausted;

/// A choice left open, or a change to undo on the way back to one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Frame {
    /// Go on here.
    Branch { pc: Pc, at: usize },
    /// A slot held this.
    Restore { slot: u32, old: usize },
    /// A greedy run may give units back, down to `low`; it stands at `at`.
    Shorter { pc: Pc, low: usize, at: usize, memo: u32 },
    /// A lazy run may take more units of its class, `left` at most.
    Longer { pc: Pc, at: usize, class: u32, left: u32, memo: u32 },
}

impl Machine<'_> {
    /// The nearest open choice above `base`, or `None`; undoes what lies above it.
    pub(super) fn backtrack(&mut self, base: usize) -> Option<(Pc, usize)> {
        while self.stack.len() > base {
            match self.stack.pop()? {
                Frame::Branch { pc, at } => return Some((pc, at)),
                Frame::Restore { slot, old } => self.slots[slot as usize] = old,
                Frame::Shorter { pc, low, at, memo } => {
                    let length = decode_before(self.input.text, at).map_or(1, |(_, length)| length);
                    let to = at - length;
                    if to > low {
                        self.stack.push(Frame::Shorter { pc, low, at: to, memo });
                    }
                    self.unpaid += 1;
                    if !self.seen(memo, to) {
                        return Some((pc, to));
                    }
                }
                Frame::Longer { pc, at, class, left, memo } => {
                    if let Some((unit, length)) = decode(&self.input.text[..self.input.limit], at)
                        && self.program.classes[class as usize].contains(unit)
                    {
                        let to = at + length;
                        if left > 1 {
                            self.stack.push(Frame::Longer { pc, at: to, class, left: left - 1, memo });
                        }
                        self.unpaid += 1;
                        if !self.seen(memo, to) {
                            return Some((pc, to));
                        }
                    }
                }
            }
        }
        None
    }

    /// Undoes everything above `floor`.
    pub(super) fn undo_to(&mut self, floor: usize) {
        while self.stack.len() > floor {
            if let Some(Frame::Restore { slot, old }) = self.stack.pop() {
                self.slots[slot as usize] = old;
            }
        }
    }

    /// Gives up the choices above `floor`, keeps what undoes their changes.
    pub(super) fn keep_restores(&mut self, floor: usize) {
        let mut kept = floor;
        for index in floor..self.stack.len() {
            if let Frame::Restore { .. } = self.stack[index] {
                self.stack[kept] = self.stack[index];
                kept += 1;
            }
        }
        self.stack.truncate(kept);
    }

    /// Takes the units a run takes at first; `None` when they are too few.
    #[allow(clippy::too_many_arguments)] // the fields of one instruction, and where it stands
    pub(super) fn enter_run(
        &mut self,
        class: u32,
        min: u32,
        max: u32,
        greedy: bool,
        memo: u32,
        pc: Pc,
        from: usize,
    ) -> Result<Option<usize>, Exhausted> {
        let text = &self.input.text[..self.input.limit];
        let set = &self.program.classes[class as usize];
        let most = if greedy { max } else { min };
        let mut at = from;
        let mut low = if min == 0 { from } else { UNSET };
        let mut count = 0;
        while count < most {
            match decode(text, at) {
                Some((unit, length)) if set.contains(unit) => at += length,
                _ => break,
            }
            count += 1;
            if count == min {
                low = at;
            }
        }
        self.reached = self.reached.max(at);
        self.budget.spend(u64::from(count) / 8)?;
        if count < min {
            return Ok(None);
        }
        if greedy && at > low {
            self.stack.push(Frame::Shorter { pc: pc + 1, low, at, memo });
        } else if !greedy && max > min {
            self.stack.push(Frame::Longer { pc: pc + 1, at, class, left: max - min, memo });
        }
        if self.seen(memo, at) {
            return Ok(self.backtrack_into_run(pc + 1));
        }
        Ok(Some(at))
    }

    /// The run's own next choice, when its first was seen before.
    fn backtrack_into_run(&mut self, pc: Pc) -> Option<usize> {
        match self.stack.last() {
            Some(Frame::Shorter { pc: own, .. } | Frame::Longer { pc: own, .. }) if *own == pc => {
                self.backtrack(self.stack.len() - 1).map(|(_, at)| at)
            }
            _ => None,
        }
    }
}
