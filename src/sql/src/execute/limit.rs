//! LIMIT, OFFSET, FETCH FIRST … WITH TIES.

use super::eval::{eval_constant, eval_vector};
use super::{Batch, Context, Operator};
use crate::Result;
use crate::error::{Error, Execute};
use crate::plan::{Expr, SortKey};
use crate::value::Value;

pub(super) struct Limit<'p> {
    input: Box<dyn Operator + 'p>,
    limit: Option<&'p Expr>,
    offset: Option<&'p Expr>,
    ties: Option<&'p [SortKey]>,
    /// Rows still to skip and to give, once known.
    state: Option<(u64, u64)>,
    last: Option<Vec<Value>>,
}

impl<'p> Limit<'p> {
    pub(super) fn new(
        input: Box<dyn Operator + 'p>,
        limit: Option<&'p Expr>,
        offset: Option<&'p Expr>,
        ties: Option<&'p [SortKey]>,
    ) -> Self {
        Self { input, limit, offset, ties, state: None, last: None }
    }
}

fn count(expr: Option<&Expr>, fault: Execute, context: &Context<'_>) -> Result<Option<u64>> {
    let Some(expr) = expr else { return Ok(None) };
    match eval_constant(expr, context)?.as_int() {
        None => Ok(None),
        Some(n) if n < 0 => Err(Error::from(fault)),
        Some(n) => Ok(Some(n as u64)),
    }
}

impl Operator for Limit<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        let (mut skip, mut left) = match self.state {
            Some(state) => state,
            None => {
                let limit = count(self.limit, Execute::NegativeLimit, context)?.unwrap_or(u64::MAX);
                let offset = count(self.offset, Execute::NegativeOffset, context)?.unwrap_or(0);
                (offset, limit)
            }
        };
        loop {
            if left == 0 && (self.ties.is_none() || self.last.is_none()) {
                self.state = Some((skip, 0));
                return Ok(None);
            }
            let Some(batch) = self.input.next(context)? else { return Ok(None) };
            if skip >= batch.rows as u64 {
                skip -= batch.rows as u64;
                continue;
            }
            let from = skip as usize;
            skip = 0;
            let mut take = (batch.rows - from).min(usize::try_from(left).unwrap_or(usize::MAX));
            left -= take as u64;
            if left == 0
                && let Some(keys) = self.ties
            {
                let columns =
                    keys.iter().map(|key| eval_vector(&key.expr, &batch, context)).collect::<Result<Vec<_>>>()?;
                let key = |row: usize| columns.iter().map(|column| column.value(row)).collect::<Vec<_>>();
                if take > 0 {
                    self.last = Some(key(from + take - 1));
                }
                while from + take < batch.rows && self.last.as_ref() == Some(&key(from + take)) {
                    take += 1;
                }
                if from + take < batch.rows {
                    self.last = None;
                }
            }
            self.state = Some((0, left));
            if take == 0 {
                continue;
            }
            let rows: Vec<u32> = (from as u32..(from + take) as u32).collect();
            return Ok(Some(batch.gather(&rows)));
        }
    }
}
