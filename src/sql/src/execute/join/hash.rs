//! Hash join: the right side is read into a table of keys, the left side streams past it.

use crate::Result;
use crate::execute::eval::{eval_vector, select};
use crate::execute::intern::Interner;
use crate::execute::{Batch, Context, Operator, drain};
use crate::plan::{Expr, JoinKind, KeyPair};
use crate::storage::CHUNK;
use crate::types::Type;
use crate::vector::{Bitmap, NO_ROW, Vector};
use std::sync::Arc;

struct Table {
    rows: Batch,
    keys: Interner,
    /// For each key, its first row; for each row, the next of the same key.
    first: Vec<u32>,
    next: Vec<u32>,
    /// No key has two rows.
    unique: bool,
    matched: Vec<bool>,
}

pub(super) struct HashJoin<'p> {
    kind: JoinKind,
    left: Box<dyn Operator + 'p>,
    right: Box<dyn Operator + 'p>,
    keys: &'p [KeyPair],
    residual: Option<&'p Expr>,
    left_types: &'p [Type],
    right_types: &'p [Type],
    table: Option<Table>,
    /// The left batch being joined: rows, the key of each, the next left row, the next right row.
    current: Option<(Batch, Vec<u32>, usize, u32, Vec<bool>)>,
    left_done: bool,
    unmatched_at: usize,
}

impl<'p> HashJoin<'p> {
    pub(super) fn new(
        kind: JoinKind,
        left: Box<dyn Operator + 'p>,
        right: Box<dyn Operator + 'p>,
        keys: &'p [KeyPair],
        residual: Option<&'p Expr>,
        left_types: &'p [Type],
        right_types: &'p [Type],
    ) -> Self {
        let (current, table) = (None, None);
        Self {
            kind,
            left,
            right,
            keys,
            residual,
            left_types,
            right_types,
            table,
            current,
            left_done: false,
            unmatched_at: 0,
        }
    }

    /// The key of each row, [`NO_ROW`] where a NULL keeps it from matching.
    fn key_vectors(&self, batch: &Batch, right: bool, context: &Context<'_>) -> Result<(Vec<Arc<Vector>>, Vec<bool>)> {
        let mut dead = vec![false; batch.rows];
        let mut vectors = Vec::new();
        for pair in self.keys {
            let vector = eval_vector(if right { &pair.right } else { &pair.left }, batch, context)?;
            if !pair.null_safe && vector.valid.is_some() {
                dead.iter_mut().enumerate().for_each(|(i, dead)| *dead |= vector.is_null(i));
            }
            vectors.push(vector);
        }
        Ok((vectors, dead))
    }

    fn build(&mut self, context: &Context<'_>) -> Result<()> {
        let rows = drain(&mut *self.right, self.right_types, context)?;
        context.budget.spend(rows.rows as u64 / 2 + 1)?;
        let types: Vec<Type> = self.keys.iter().map(|pair| pair.right.ty.clone()).collect();
        let mut keys = Interner::without_keys(&types);
        let (vectors, dead) = self.key_vectors(&rows, true, context)?;
        let numbers = keys.insert(&vectors, rows.rows);
        context.take_memory(keys.heap_size() + rows.rows as u64 * 8)?;
        let mut first = vec![NO_ROW; keys.len()];
        let mut next = vec![NO_ROW; rows.rows];
        let mut unique = true;
        // From the end, so that each chain is in the order of the rows.
        for row in (0..rows.rows).rev() {
            if dead[row] {
                continue;
            }
            let key = numbers[row] as usize;
            unique &= first[key] == NO_ROW;
            next[row] = first[key];
            first[key] = row as u32;
        }
        let matched = vec![false; if matches!(self.kind, JoinKind::Right | JoinKind::Full) { rows.rows } else { 0 }];
        self.table = Some(Table { rows, keys, first, next, unique, matched });
        Ok(())
    }

    /// The next pairs of the current left batch; at most about [`CHUNK`].
    fn pairs(&mut self, context: &Context<'_>) -> Result<Option<(Vec<u32>, Vec<u32>)>> {
        let (Some(table), Some((batch, heads, at, chain, _))) = (&self.table, &mut self.current) else {
            return Ok(None);
        };
        if *at >= batch.rows {
            return Ok(None);
        }
        let mut left = Vec::with_capacity(batch.rows);
        let mut right = Vec::with_capacity(batch.rows);
        if table.unique {
            for (row, head) in heads.iter().enumerate().skip(*at) {
                if *head != NO_ROW {
                    left.push(row as u32);
                    right.push(*head);
                }
            }
            *at = batch.rows;
        } else {
            while *at < batch.rows {
                if *chain == NO_ROW {
                    *chain = heads[*at];
                }
                while *chain != NO_ROW && left.len() < CHUNK {
                    left.push(*at as u32);
                    right.push(*chain);
                    *chain = table.next[*chain as usize];
                }
                if *chain != NO_ROW {
                    break;
                }
                *at += 1;
                if left.len() >= CHUNK {
                    break;
                }
            }
        }
        context.budget.spend(left.len() as u64 / 8 + batch.rows as u64 / 32 + 1)?;
        Ok(Some((left, right)))
    }

    fn next_left(&mut self, context: &Context<'_>) -> Result<bool> {
        let Some(batch) = self.left.next(context)? else { return Ok(false) };
        let (vectors, dead) = self.key_vectors(&batch, false, context)?;
        context.budget.spend(batch.rows as u64 / 4 + 1)?;
        let Some(table) = &mut self.table else { return Ok(false) };
        let numbers = table.keys.find(&vectors, batch.rows);
        let heads = numbers
            .iter()
            .zip(&dead)
            .map(|(number, dead)| if *dead || *number == NO_ROW { NO_ROW } else { table.first[*number as usize] })
            .collect();
        let matched = vec![false; batch.rows];
        self.current = Some((batch, heads, 0, NO_ROW, matched));
        Ok(true)
    }

    /// Without a further condition, whether a key exists is all a semi or anti join asks.
    fn existing(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        while let Some(batch) = self.left.next(context)? {
            context.budget.spend(batch.rows as u64 / 4 + 1)?;
            let (mut vectors, mut live) = (Vec::new(), None);
            for pair in self.keys {
                let vector = eval_vector(&pair.left, &batch, context)?;
                if !pair.null_safe {
                    live = Bitmap::both(live.as_ref(), vector.valid.as_ref());
                }
                vectors.push(vector);
            }
            let Some(table) = &mut self.table else { return Ok(None) };
            let numbers = table.keys.find(&vectors, batch.rows);
            let rows = columns::found(&numbers, live.as_ref(), self.kind == JoinKind::Semi);
            if !rows.is_empty() {
                return Ok(Some(batch.gather(&rows)));
            }
        }
        Ok(None)
    }

    fn glue(left: &Batch, right: &Batch) -> Batch {
        let columns = left.columns.iter().chain(&right.columns).cloned().collect();
        Batch::new(columns, left.rows)
    }

    /// Right rows without a match, with NULLs on the left.
    fn unmatched(&mut self) -> Option<Batch> {
        let table = self.table.as_ref()?;
        let mut rows = Vec::new();
        while self.unmatched_at < table.matched.len() && rows.len() < CHUNK {
            if !table.matched[self.unmatched_at] {
                rows.push(self.unmatched_at as u32);
            }
            self.unmatched_at += 1;
        }
        if rows.is_empty() {
            return None;
        }
        let nulls = self.left_types.iter().map(|ty| Arc::new(Vector::nulls(ty, rows.len()))).collect();
        let left = Batch::new(nulls, rows.len());
        Some(Self::glue(&left, &table.rows.gather(&rows)))
    }
}

impl Operator for HashJoin<'_> {
    fn next(&mut self, context: &Context<'_>) -> Result<Option<Batch>> {
        if self.table.is_none() {
            self.build(context)?;
        }
        if self.residual.is_none() && matches!(self.kind, JoinKind::Semi | JoinKind::Anti) {
            return self.existing(context);
        }
        loop {
            if self.current.is_none() && (self.left_done || !self.next_left(context)?) {
                self.left_done = true;
                return Ok(if matches!(self.kind, JoinKind::Right | JoinKind::Full) { self.unmatched() } else { None });
            }
            if let Some((mut left, mut right)) = self.pairs(context)? {
                let Some(table) = &mut self.table else { return Ok(None) };
                let Some((batch, heads, at, chain, matched)) = &mut self.current else { return Ok(None) };
                if let Some(residual) = self.residual
                    && !left.is_empty()
                {
                    let pairs = Self::glue(&batch.gather(&left), &table.rows.gather(&right));
                    let kept = select(residual, &pairs, context)?;
                    left = kept.iter().map(|i| left[*i as usize]).collect();
                    right = kept.iter().map(|i| right[*i as usize]).collect();
                }
                if self.kind != JoinKind::Inner {
                    left.iter().for_each(|row| matched[*row as usize] = true);
                }
                if !table.matched.is_empty() {
                    right.iter().for_each(|row| table.matched[*row as usize] = true);
                }
                if matches!(self.kind, JoinKind::Semi | JoinKind::Anti) {
                    continue;
                }
                // The common LEFT JOIN: every pair of the batch is here, so unmatched rows keep their place.
                let outer = matches!(self.kind, JoinKind::Left | JoinKind::Full);
                if outer && table.unique && *at >= batch.rows && *chain == NO_ROW {
                    let mut found = vec![NO_ROW; batch.rows];
                    left.iter().zip(&right).for_each(|(l, r)| found[*l as usize] = *r);
                    let out = Self::glue(batch, &table.rows.gather_or_null(&found));
                    self.current = None;
                    return Ok(Some(out));
                }
                debug_assert_eq!(heads.len(), batch.rows);
                if left.is_empty() {
                    continue;
                }
                return Ok(Some(Self::glue(&batch.gather(&left), &table.rows.gather(&right))));
            }
            let Some((batch, _, _, _, matched)) = self.current.take() else { continue };
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
            let nulls = self.right_types.iter().map(|ty| Arc::new(Vector::nulls(ty, rows.len()))).collect();
            return Ok(Some(Self::glue(&left, &Batch::new(nulls, rows.len()))));
        }
    }
}
