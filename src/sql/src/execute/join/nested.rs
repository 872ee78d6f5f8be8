//! Nested loops: every pair of rows, some thousands at a time; nothing but the right side is held in memory.

use crate::Result;
use crate::execute::eval::select;
use crate::execute::{Batch, Context, Operator, drain};
use crate::plan::{Expr, JoinKind};
use crate::storage::CHUNK;
use crate::types::Type;
use crate::vector::Vector;
use std::sync::Arc;

pub(super) struct Nested<'p> {
    kind: JoinKind,
    left: Box<dyn Operator + 'p>,
    right: Box<dyn Operator + 'p>,
    on: Option<&'p Expr>,
    left_types: &'p [Type],
    right_types: &'p [Type],
    table: Option<(Batch, Vec<bool>)>,
    /// The left batch, its next row, the right row to go on from, which left rows matched.
    current: Option<(Batch, usize, usize, Vec<bool>)>,
    finished: bool,
}

impl<'p> Nested<'p> {
    pub(super) fn new(
        kind: JoinKind,
        left: Box<dyn Operator + 'p>,
        right: Box<dyn Operator + 'p>,
        on: Option<&'p Expr>,
        left_types: &'p [Type],
        right_types: &'p [Type],
    ) -> Self {
        Self { kind, left, right, on, left_types, right_types, table: None, current: None, finished: false }
    }

    fn nulls(types: &[Type], rows: usize) -> Batch {
        Batch::new(types.iter().map(|ty| Arc::new(Vector::nulls(ty, rows))).collect(), rows)
    }

    fn glue(left: &Batch, right: &Batch) -> Batch {
        Batch::new(left.columns.iter().chain(&right.columns).cloned().collect(), left.rows)
    }
}

impl Operator for Nested<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        if self.finished {
            return Ok(None);
        }
        if self.table.is_none() {
            let rows = drain(&mut *self.right, self.right_types, context)?;
            let matched =
                vec![false; if matches!(self.kind, JoinKind::Right | JoinKind::Full) { rows.rows } else { 0 }];
            self.table = Some((rows, matched));
        }
        let Some((table, right_matched)) = &mut self.table else { return Ok(None) };
        loop {
            if self.current.is_none() {
                let Some(batch) = self.left.next(context)? else {
                    self.finished = true;
                    let rows: Vec<u32> =
                        (0..right_matched.len() as u32).filter(|row| !right_matched[*row as usize]).collect();
                    if rows.is_empty() {
                        return Ok(None);
                    }
                    return Ok(Some(Self::glue(&Self::nulls(self.left_types, rows.len()), &table.gather(&rows))));
                };
                let matched = vec![false; batch.rows];
                self.current = Some((batch, 0, 0, matched));
            }
            let Some((batch, at, from, matched)) = &mut self.current else { continue };
            let (mut left, mut right) = (Vec::new(), Vec::new());
            if table.rows == 0 {
                *at = batch.rows;
            }
            while *at < batch.rows && left.len() < CHUNK {
                let take = (table.rows - *from).min(CHUNK - left.len());
                left.extend(std::iter::repeat_n(*at as u32, take));
                right.extend(*from as u32..(*from + take) as u32);
                *from += take;
                if *from >= table.rows {
                    *from = 0;
                    *at += 1;
                }
            }
            if left.is_empty() {
                let Some((batch, _, _, matched)) = self.current.take() else { continue };
                let wanted = match self.kind {
                    JoinKind::Semi => true,
                    JoinKind::Left | JoinKind::Full | JoinKind::Anti => false,
                    JoinKind::Inner | JoinKind::Right => continue,
                };
                let rows: Vec<u32> = (0..batch.rows as u32).filter(|row| matched[*row as usize] == wanted).collect();
                if rows.is_empty() {
                    continue;
                }
                let left = batch.gather(&rows);
                if matches!(self.kind, JoinKind::Semi | JoinKind::Anti) {
                    return Ok(Some(left));
                }
                return Ok(Some(Self::glue(&left, &Self::nulls(self.right_types, rows.len()))));
            }
            context.budget.spend(left.len() as u64 / 4 + 1)?;
            let mut pairs = Self::glue(&batch.gather(&left), &table.gather(&right));
            if let Some(on) = self.on {
                let kept = select(on, &pairs, context)?;
                pairs = pairs.gather(&kept);
                left = kept.iter().map(|i| left[*i as usize]).collect();
                right = kept.iter().map(|i| right[*i as usize]).collect();
            }
            left.iter().for_each(|row| matched[*row as usize] = true);
            if !right_matched.is_empty() {
                right.iter().for_each(|row| right_matched[*row as usize] = true);
            }
            if pairs.rows > 0 && !matches!(self.kind, JoinKind::Semi | JoinKind::Anti) {
                return Ok(Some(pairs));
            }
        }
    }
}
