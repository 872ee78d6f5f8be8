//! The simulator: follows every way to match at once, one set of states a unit. No captures, no back references; time
//! is pattern × text whatever the pattern.

use crate::look::look_holds;
use crate::program::{Inst, Pc, Program};
use crate::unit::decode;
use base::{Budget, Exhausted};

/// A set of states in order of arrival, emptied at no cost.
#[derive(Debug, Default)]
struct States {
    list: Vec<Pc>,
    place: Vec<u32>,
}

impl States {
    fn with_room(size: usize) -> Self {
        Self { list: Vec::with_capacity(size), place: vec![0; size] }
    }

    fn insert(&mut self, pc: Pc) -> bool {
        let place = self.place[pc as usize] as usize;
        if self.list.get(place) == Some(&pc) {
            return false;
        }
        self.place[pc as usize] = self.list.len() as u32;
        self.list.push(pc);
        true
    }
}

/// What is run, on what.
#[derive(Clone, Copy)]
struct Context<'a> {
    program: &'a Program,
    text: &'a [u8],
    budget: &'a Budget,
}

/// One program at work on one text.
pub(crate) struct Simulator<'a> {
    context: Context<'a>,
    states: States,
    next: States,
    stack: Vec<Pc>,
}

impl<'a> Simulator<'a> {
    pub(crate) fn new(program: &'a Program, text: &'a [u8], budget: &'a Budget) -> Self {
        Self::with(Context { program, text, budget })
    }

    fn with(context: Context<'a>) -> Self {
        let size = context.program.insts.len();
        Self { context, states: States::with_room(size), next: States::with_room(size), stack: vec![] }
    }

    /// Where matches that start at `from` end, up to `limit`, the shortest first; `visit` says whether to go on.
    pub(crate) fn ends(
        &mut self,
        from: usize,
        limit: usize,
        visit: &mut dyn FnMut(usize) -> bool,
    ) -> Result<(), Exhausted> {
        self.run(0, from, from, limit, visit)
    }

    /// Where a match that starts at `start` or later ends at the earliest.
    pub(crate) fn first_end(&mut self, start: usize) -> Result<Option<usize>, Exhausted> {
        let mut found = None;
        let length = self.context.text.len();
        self.run(0, start, length, length, &mut |end| {
            found = Some(end);
            false
        })?;
        Ok(found)
    }

    /// Runs from `pc`; matches may start anywhere from `from` to `last_start`.
    fn run(
        &mut self,
        pc: Pc,
        from: usize,
        last_start: usize,
        limit: usize,
        visit: &mut dyn FnMut(usize) -> bool,
    ) -> Result<(), Exhausted> {
        let context = self.context;
        let program = context.program;
        let mut at = from;
        self.states.list.clear();
        loop {
            if at <= last_start {
                context.close(&mut self.states, &mut self.stack, pc, at)?;
            }
            context.budget.spend(1 + self.states.list.len() as u64)?;
            let matched = self.states.list.iter().any(|&pc| matches!(program.insts[pc as usize], Inst::Match));
            if (matched && !visit(at)) || at >= limit || (self.states.list.is_empty() && at >= last_start) {
                return Ok(());
            }
            let Some((unit, length)) = decode(context.text, at) else { return Ok(()) };
            at += length;
            if at > limit {
                return Ok(());
            }
            self.next.list.clear();
            for &pc in &self.states.list {
                let step = match &program.insts[pc as usize] {
                    Inst::Unit(wanted) => *wanted == unit,
                    Inst::Class(class) => program.classes[*class as usize].contains(unit),
                    _ => false,
                };
                if step {
                    context.close(&mut self.next, &mut self.stack, pc + 1, at)?;
                }
            }
            std::mem::swap(&mut self.states, &mut self.next);
        }
    }
}

impl Context<'_> {
    /// Adds `pc` and all that follows without a unit.
    fn close(self, states: &mut States, stack: &mut Vec<Pc>, pc: Pc, at: usize) -> Result<(), Exhausted> {
        stack.push(pc);
        while let Some(pc) = stack.pop() {
            if !states.insert(pc) {
                continue;
            }
            match &self.program.insts[pc as usize] {
                Inst::Split { first, second, .. } => {
                    stack.push(*second);
                    stack.push(*first);
                }
                Inst::Jump(to) => stack.push(*to),
                Inst::Save(_) | Inst::PassStart(_) | Inst::PassEnd { .. } => stack.push(pc + 1),
                Inst::Look(look) if look_holds(*look, self.text, at) => stack.push(pc + 1),
                Inst::Around { next, ahead, negative, reach } => {
                    let found =
                        if *ahead { self.ahead(pc + 1, at)? } else { self.behind(pc + 1, at, *reach as usize)? };
                    if found != *negative {
                        stack.push(*next);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether the body at `pc` matches from `at` on.
    fn ahead(self, pc: Pc, at: usize) -> Result<bool, Exhausted> {
        let mut found = false;
        Simulator::with(self).run(pc, at, at, self.text.len(), &mut |_| {
            found = true;
            false
        })?;
        Ok(found)
    }

    /// Whether a match of the body at `pc` ends at `at`, wherever it starts (within `reach` bytes, if not 0).
    fn behind(self, pc: Pc, at: usize, reach: usize) -> Result<bool, Exhausted> {
        let mut from = if reach == 0 { 0 } else { at.saturating_sub(reach) };
        while from > 0 && self.text.get(from).is_some_and(|byte| byte & 0xC0 == 0x80) {
            from -= 1;
        }
        let mut found = false;
        Simulator::with(self).run(pc, from, at, at, &mut |end| {
            found |= end == at;
            true
        })?;
        Ok(found)
    }
}
