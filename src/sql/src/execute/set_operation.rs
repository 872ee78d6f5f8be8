//! UNION, INTERSECT, EXCEPT, with and without ALL.

use super::intern::Interner;
use super::{Batch, Context, Operator};
use crate::Result;
use crate::plan::SetOp;
use crate::types::Type;
use crate::vector::NO_ROW;

pub(super) struct SetOperation<'p> {
    op: SetOp,
    all: bool,
    left: Box<dyn Operator + 'p>,
    right: Box<dyn Operator + 'p>,
    left_done: bool,
    seen: Option<Interner>,
    /// For INTERSECT and EXCEPT: how often each row of the right side may still match; `None` before it was read.
    counts: Option<Vec<u64>>,
    given: Vec<bool>,
}

impl<'p> SetOperation<'p> {
    pub(super) fn new(op: SetOp, all: bool, left: Box<dyn Operator + 'p>, right: Box<dyn Operator + 'p>) -> Self {
        Self { op, all, left, right, left_done: false, seen: None, counts: None, given: Vec::new() }
    }

    fn seen(seen: &mut Option<Interner>, batch: &Batch) {
        seen.get_or_insert_with(|| {
            let types: Vec<Type> = batch.columns.iter().map(|column| column.ty.clone()).collect();
            Interner::without_keys(&types)
        });
    }

    fn union(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        loop {
            let batch = if self.left_done { self.right.next(context)? } else { self.left.next(context)? };
            let Some(batch) = batch else {
                if self.left_done {
                    return Ok(None);
                }
                self.left_done = true;
                continue;
            };
            context.budget.spend(batch.rows as u64 / 4 + 1)?;
            if self.all {
                return Ok(Some(batch));
            }
            Self::seen(&mut self.seen, &batch);
            let Some(seen) = &mut self.seen else { continue };
            let mut next = seen.len() as u32;
            let before = seen.heap_size();
            let numbers = seen.insert(&batch.columns, batch.rows);
            context.take_memory(seen.heap_size() - before)?;
            let mut fresh = Vec::new();
            for (row, number) in numbers.iter().enumerate() {
                if *number == next {
                    fresh.push(row as u32);
                    next += 1;
                }
            }
            if !fresh.is_empty() {
                return Ok(Some(batch.gather(&fresh)));
            }
        }
    }

    fn read_right(&mut self, context: &Context<'_>) -> Result<()> {
        let mut counts: Vec<u64> = Vec::new();
        while let Some(batch) = self.right.next(context)? {
            context.budget.spend(batch.rows as u64 / 2 + 1)?;
            Self::seen(&mut self.seen, &batch);
            let Some(seen) = &mut self.seen else { continue };
            let before = seen.heap_size();
            let numbers = seen.insert(&batch.columns, batch.rows);
            context.take_memory(seen.heap_size() - before)?;
            counts.resize(seen.len(), 0);
            numbers.iter().for_each(|number| counts[*number as usize] += 1);
        }
        self.counts = Some(counts);
        Ok(())
    }
}

impl Operator for SetOperation<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        if self.op == SetOp::Union {
            return self.union(context);
        }
        if self.counts.is_none() {
            self.read_right(context)?;
        }
        while let Some(batch) = self.left.next(context)? {
            context.budget.spend(batch.rows as u64 / 2 + 1)?;
            Self::seen(&mut self.seen, &batch);
            let (Some(seen), Some(counts)) = (&mut self.seen, &mut self.counts) else { continue };
            // Distinct EXCEPT must remember its own rows; the others only look up.
            let numbers = if self.op == SetOp::Except && !self.all {
                seen.insert(&batch.columns, batch.rows)
            } else {
                seen.find(&batch.columns, batch.rows)
            };
            counts.resize(seen.len(), 0);
            self.given.resize(seen.len(), false);
            let mut kept = Vec::new();
            for (row, number) in numbers.iter().enumerate() {
                let at = *number as usize;
                let known = *number != NO_ROW;
                let keep = match (self.op, self.all) {
                    (SetOp::Intersect, false) => {
                        known && counts[at] > 0 && !std::mem::replace(&mut self.given[at], true)
                    }
                    (SetOp::Intersect, true) => {
                        let keep = known && counts[at] > 0;
                        if keep {
                            counts[at] -= 1;
                        }
                        keep
                    }
                    (SetOp::Except, false) => counts[at] == 0 && !std::mem::replace(&mut self.given[at], true),
                    _ => {
                        let taken = known && counts[at] > 0;
                        if taken {
                            counts[at] -= 1;
                        }
                        !taken
                    }
                };
                if keep {
                    kept.push(row as u32);
                }
            }
            if !kept.is_empty() {
                return Ok(Some(batch.gather(&kept)));
            }
        }
        Ok(None)
    }
}
