//! The backtracker: knows every instruction, keeps its choices on a stack of its own, and pays for each step.
//!
//! A state seen before at the same place is not tried again (unless back references or look arounds forbid it), so
//! ordinary patterns end in time proportional to pattern × text.

mod frame;
mod memo;
mod place;

pub(crate) use place::Place;

use crate::class::same;
use crate::look::look_holds;
use crate::program::{Inst, Pc, Program};
use crate::unit::{decode, decode_before};
use base::{Budget, Exhausted};
use frame::Frame;
use memo::Memo;

/// A slot that holds no place.
pub(crate) const UNSET: usize = usize::MAX;

/// Which match is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// The first one found: alternatives and quantifiers have their preferences.
    First,
    /// The longest one.
    Longest,
    /// The shortest one.
    Shortest,
    /// The first one found that ends here.
    EndingAt(usize),
}

/// What is searched, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) start: usize,
    /// The last byte a match may start at.
    pub(crate) last_start: usize,
    /// Nothing is matched beyond this byte, though it is still looked at.
    pub(crate) limit: usize,
    /// Try the last start first.
    pub(crate) backwards: bool,
    pub(crate) want: Want,
    pub(crate) place: Option<&'a Place<'a>>,
}

/// What a search came to.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The slots of the match.
    pub(crate) slots: Option<Vec<usize>>,
    /// Whether it looked at the end of the text: with more text the answer might differ.
    pub(crate) hit_end: bool,
}

/// Steps paid for at once.
const BATCH: u32 = 64;

/// After so many steps in one search it starts to remember the states it has seen.
const PATIENCE: u64 = 256;

struct Machine<'a> {
    program: &'a Program,
    input: Input<'a>,
    budget: &'a Budget,
    unpaid: u32,
    steps: u64,
    slots: Vec<usize>,
    stack: Vec<Frame>,
    memo: Memo,
    /// How deep we are in look arounds.
    nested: usize,
    /// How far into the text it looked.
    reached: usize,
}

/// The slots of the leftmost match.
pub(crate) fn find(program: &Program, input: Input, budget: &Budget) -> Result<Option<Vec<usize>>, Exhausted> {
    Ok(search(program, input, budget)?.slots)
}

/// The leftmost match, and whether more text might change it.
pub(crate) fn search(program: &Program, mut input: Input, budget: &Budget) -> Result<Outcome, Exhausted> {
    if let Some(first) = program.first.as_deref().filter(|_| !input.backwards) {
        // Most searches end here, before anything is set up.
        let rest = input.text.get(input.start..).unwrap_or_default();
        let skipped = rest.iter().position(|&byte| first[usize::from(byte)]);
        budget.spend(skipped.unwrap_or(rest.len()) as u64 / 16)?;
        match skipped {
            Some(skipped) if input.start + skipped <= input.last_start => input.start += skipped,
            Some(_) => return Ok(Outcome { slots: None, hit_end: false }),
            None => return Ok(Outcome { slots: None, hit_end: input.last_start >= input.text.len() }),
        }
    }
    let mut machine = Machine {
        program,
        input,
        budget,
        unpaid: 0,
        steps: 0,
        slots: vec![UNSET; program.slots],
        stack: vec![],
        memo: Memo::default(),
        nested: 0,
        reached: 0,
    };
    let found = machine.search();
    let unpaid = u64::from(machine.unpaid);
    match found {
        Ok(found) => {
            budget.spend(unpaid)?;
            let hit_end = machine.reached >= input.text.len();
            Ok(Outcome { slots: found.then_some(machine.slots), hit_end })
        }
        Err(exhausted) => Err(exhausted),
    }
}

impl Machine<'_> {
    fn search(&mut self) -> Result<bool, Exhausted> {
        if self.input.backwards {
            return self.search_backwards();
        }
        let text = self.input.text;
        let mut at = self.input.start;
        loop {
            if let Some(first) = &self.program.first {
                let skipped = text.get(at..).unwrap_or_default().iter().position(|&byte| first[usize::from(byte)]);
                let Some(skipped) = skipped else { return Ok(false) };
                self.budget.spend(skipped as u64 / 16)?;
                at += skipped;
            }
            if at > self.input.last_start {
                return Ok(false);
            }
            if self.attempt(at)? {
                return Ok(true);
            }
            if self.program.anchored && at > 0 {
                return Ok(false);
            }
            match decode(text, at) {
                Some((_, length)) => at += length,
                None => return Ok(false),
            }
        }
    }

    fn search_backwards(&mut self) -> Result<bool, Exhausted> {
        let mut at = self.input.last_start;
        loop {
            if self.attempt(at)? {
                return Ok(true);
            }
            match decode_before(self.input.text, at) {
                Some((_, length)) if at - length >= self.input.start => at -= length,
                _ => return Ok(false),
            }
        }
    }

    /// A match that starts at `at`, its places in the slots.
    fn attempt(&mut self, at: usize) -> Result<bool, Exhausted> {
        self.slots.fill(UNSET);
        self.stack.clear();
        match self.input.want {
            Want::Longest | Want::Shortest => {
                let longest = self.input.want == Want::Longest;
                let (limit, floor) = (self.input.limit, at);
                let mut best: Option<(usize, Vec<usize>)> = None;
                let mut next = Some((0, at));
                while let Some((pc, from)) = next {
                    let Some(end) = self.run(pc, from, 0, None)? else { break };
                    if best.as_ref().is_none_or(|best| if longest { end > best.0 } else { end < best.0 }) {
                        best = Some((end, self.slots.clone()));
                    }
                    if end == if longest { limit } else { floor } {
                        break;
                    }
                    next = self.backtrack(0);
                }
                let Some((end, slots)) = best else { return Ok(false) };
                self.slots = slots;
                self.set_whole(at, end);
                Ok(true)
            }
            Want::First | Want::EndingAt(_) => {
                let must_end = if let Want::EndingAt(end) = self.input.want { Some(end) } else { None };
                let Some(end) = self.run(0, at, 0, must_end)? else { return Ok(false) };
                self.set_whole(at, end);
                Ok(true)
            }
        }
    }

    /// The whole match, unless the pattern itself said where it starts and ends.
    fn set_whole(&mut self, start: usize, end: usize) {
        if self.slots[0] == UNSET {
            self.slots[0] = start;
        }
        if self.slots[1] == UNSET {
            self.slots[1] = end;
        }
        if self.slots[1] < self.slots[0] {
            self.slots[1] = self.slots[0];
        }
    }

    fn step(&mut self) -> Result<(), Exhausted> {
        self.unpaid += 1;
        if self.unpaid >= BATCH {
            self.unpaid = 0;
            self.budget.spend(u64::from(BATCH))?;
            self.steps += u64::from(BATCH);
            if self.steps >= PATIENCE && self.program.memoable && !self.memo.on() {
                self.memo.start(self.program.memos, self.input.start, self.input.limit);
            }
        }
        Ok(())
    }

    /// Whether this state may be skipped, having been tried before.
    #[inline]
    fn seen(&mut self, memo: u32, at: usize) -> bool {
        self.memo.on() && self.nested == 0 && self.memo.seen(memo, at)
    }

    /// Runs from `pc` at `at` until a match; frames below `base` belong to others. The end of the match.
    fn run(&mut self, pc: Pc, at: usize, base: usize, must_end: Option<usize>) -> Result<Option<usize>, Exhausted> {
        let text = self.input.text;
        let within = &text[..self.input.limit];
        let program = self.program;
        let (mut pc, mut at) = (pc, at);
        loop {
            self.step()?;
            self.reached = self.reached.max(at);
            let mut alive = true;
            match &program.insts[pc as usize] {
                Inst::Match => {
                    if must_end.is_none_or(|end| end == at) {
                        return Ok(Some(at));
                    }
                    alive = false;
                }
                Inst::Unit(wanted) => match decode(within, at) {
                    Some((unit, length)) if unit == *wanted => {
                        at += length;
                        pc += 1;
                    }
                    _ => alive = false,
                },
                Inst::Class(class) => match decode(within, at) {
                    Some((unit, length)) if program.classes[*class as usize].contains(unit) => {
                        at += length;
                        pc += 1;
                    }
                    _ => alive = false,
                },
                Inst::Run { class, min, max, greedy, memo } => {
                    match self.enter_run(*class, *min, *max, *greedy, *memo, pc, at)? {
                        Some(to) => {
                            at = to;
                            pc += 1;
                        }
                        None => alive = false,
                    }
                }
                Inst::Split { first, second, memo } => {
                    if self.seen(*memo, at) {
                        alive = false;
                    } else {
                        self.stack.push(Frame::Branch { pc: *second, at });
                        pc = *first;
                    }
                }
                Inst::Jump(to) => pc = *to,
                Inst::Save(slot) => {
                    self.set(*slot, at);
                    pc += 1;
                }
                Inst::Look(look) => {
                    alive = look_holds(*look, text, at);
                    pc += 1;
                }
                Inst::Back(group) => match self.back(*group as usize, at)? {
                    Some(to) => {
                        at = to;
                        pc += 1;
                    }
                    None => alive = false,
                },
                Inst::PassStart(slot) => {
                    self.set(*slot, at);
                    pc += 1;
                }
                Inst::PassEnd { slot, exit } => {
                    pc += 1;
                    if self.slots[*slot as usize] == at {
                        match exit {
                            Some(exit) => pc = *exit,
                            None => alive = false,
                        }
                    }
                }
                Inst::Place(place) => {
                    alive = self.input.place.is_some_and(|here| here.holds(*place, text, at));
                    pc += 1;
                }
                Inst::Around { next, ahead, negative, reach } => {
                    alive = self.around(pc + 1, at, *ahead, *reach as usize, *negative)? != *negative;
                    pc = *next;
                }
                Inst::Atomic { next } => {
                    let floor = self.stack.len();
                    self.nested += 1;
                    let end = self.run(pc + 1, at, floor, None)?;
                    self.nested -= 1;
                    match end {
                        Some(end) => {
                            self.keep_restores(floor);
                            at = end;
                            pc = *next;
                        }
                        None => alive = false,
                    }
                }
                Inst::Except { next } => {
                    self.except(pc + 1, at, *next)?;
                    alive = false;
                }
            }
            if !alive {
                match self.backtrack(base) {
                    Some(state) => (pc, at) = state,
                    None => return Ok(None),
                }
            }
        }
    }

    /// A look ahead or behind from `at`; on a positive success its groups stay.
    fn around(&mut self, body: Pc, at: usize, ahead: bool, reach: usize, negative: bool) -> Result<bool, Exhausted> {
        let floor = self.stack.len();
        self.nested += 1;
        let mut found = false;
        if ahead {
            found = self.run(body, at, floor, None)?.is_some();
        } else {
            // Backwards, the nearest start first, as vim does; not past the line before.
            let mut newlines = 0;
            let mut from = at;
            loop {
                if self.run(body, from, floor, Some(at))?.is_some() {
                    found = true;
                    break;
                }
                let Some((unit, length)) = decode_before(self.input.text, from) else { break };
                newlines += usize::from(unit == u32::from(b'\n'));
                from -= length;
                if newlines > 1 || (reach > 0 && at - from > reach && newlines == 0) {
                    break;
                }
            }
        }
        self.nested -= 1;
        if found && !negative {
            self.keep_restores(floor);
        } else {
            self.undo_to(floor);
        }
        Ok(found)
    }

    /// Every stretch from `at` that the body does not match as a whole, the longest tried first.
    fn except(&mut self, body: Pc, at: usize, next: Pc) -> Result<(), Exhausted> {
        let text = self.input.text;
        let floor = self.stack.len();
        let mut ends = vec![];
        self.nested += 1;
        let mut state = Some((body, at));
        while let Some((pc, from)) = state {
            let Some(end) = self.run(pc, from, floor, None)? else { break };
            ends.push(end);
            state = self.backtrack(floor);
        }
        self.nested -= 1;
        self.undo_to(floor);
        base::order::sort(&mut ends);
        let mut to = at;
        loop {
            self.step()?;
            if ends.binary_search(&to).is_err() {
                self.stack.push(Frame::Branch { pc: next, at: to });
            }
            match decode(text, to) {
                Some((_, length)) => to += length,
                None => return Ok(()),
            }
        }
    }

    fn set(&mut self, slot: u32, at: usize) {
        let old = std::mem::replace(&mut self.slots[slot as usize], at);
        self.stack.push(Frame::Restore { slot, old });
    }

    /// Where the text of a group ends when it comes again at `at`.
    fn back(&mut self, group: usize, at: usize) -> Result<Option<usize>, Exhausted> {
        // vim lets a look behind name a group that does not exist.
        let exists = group <= self.program.groups;
        let (start, end) = if exists { (self.slots[2 * group], self.slots[2 * group + 1]) } else { (UNSET, UNSET) };
        if start == UNSET || end == UNSET || end < start {
            return Ok(self.program.lenient_back.then_some(at));
        }
        let text = &self.input.text[..self.input.limit];
        self.reached = self.reached.max(at + end - start);
        self.budget.spend((end - start) as u64 / 16)?;
        if !self.program.ignore_case {
            let length = end - start;
            return Ok((text.get(at..at + length) == Some(&text[start..end])).then_some(at + length));
        }
        let (mut from, mut to) = (start, at);
        while from < end {
            match (decode(text, from), decode(text, to)) {
                (Some((a, taken)), Some((b, length))) if same(a, b) => {
                    from += taken;
                    to += length;
                }
                _ => return Ok(None),
            }
        }
        Ok(Some(to))
    }
}
