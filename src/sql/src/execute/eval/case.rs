//! CASE, COALESCE, GREATEST and LEAST: a branch is computed only for the rows that take it.

use super::{Batch, Context, eval, select};
use crate::Result;
use crate::plan::Expr;
use crate::types::Type;
use crate::value::Value;
use crate::vector::{Builder, NO_ROW, Operand, Vector};
use std::sync::Arc;

/// Where each row's value lies: in which part, and at which row of it.
struct Pieces {
    parts: Vec<Operand>,
    part_of: Vec<u32>,
    row_of: Vec<u32>,
}

impl Pieces {
    fn new(rows: usize) -> Self {
        Self { parts: Vec::new(), part_of: vec![NO_ROW; rows], row_of: vec![0; rows] }
    }

    fn add(&mut self, part: Operand, rows: &[u32]) {
        let number = self.parts.len() as u32;
        for (at, row) in rows.iter().enumerate() {
            self.part_of[*row as usize] = number;
            self.row_of[*row as usize] = at as u32;
        }
        self.parts.push(part);
    }

    fn assemble(self, ty: &Type) -> Operand {
        // Laid one after the other, each row's value is at its part's offset plus its row.
        let mut offsets = Vec::with_capacity(self.parts.len());
        let mut total = 0_u32;
        let mut vectors: Vec<Arc<Vector>> = Vec::with_capacity(self.parts.len());
        for part in self.parts {
            offsets.push((total, matches!(part, Operand::Const(..))));
            let vector = match part {
                Operand::Const(_, value) => Arc::new(Vector::repeat(ty, &value, 1)),
                Operand::Vector(vector) => vector,
            };
            total += vector.len() as u32;
            vectors.push(vector);
        }
        let refs: Vec<&Vector> = vectors.iter().map(|vector| &**vector).collect();
        let all = Vector::concat(ty, &refs);
        let picked: Vec<u32> = self
            .part_of
            .iter()
            .zip(&self.row_of)
            .map(|(part, row)| match offsets.get(*part as usize) {
                Some((offset, true)) => *offset,
                Some((offset, false)) => offset + row,
                None => NO_ROW,
            })
            .collect();
        let out = if picked.contains(&NO_ROW) { all.gather_or_null(&picked) } else { all.gather(&picked) };
        out.into()
    }
}

pub(super) fn case(
    branches: &[(Expr, Expr)],
    otherwise: Option<&Expr>,
    ty: &Type,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let mut pieces = Pieces::new(batch.rows);
    let mut left: Vec<u32> = (0..batch.rows as u32).collect();
    for (when, then) in branches {
        if left.is_empty() {
            break;
        }
        let here = batch.gather(&left);
        context.budget.spend(here.rows as u64 / 8 + 1)?;
        let hits = select(when, &here, context)?;
        if hits.is_empty() {
            continue;
        }
        let rows: Vec<u32> = hits.iter().map(|hit| left[*hit as usize]).collect();
        pieces.add(eval(then, &here.gather(&hits), context)?, &rows);
        let mut hit = hits.iter().peekable();
        let mut at = 0;
        left.retain(|_| {
            let taken = hit.next_if(|hit| **hit == at).is_some();
            at += 1;
            !taken
        });
    }
    if let Some(otherwise) = otherwise
        && !left.is_empty()
    {
        let part = eval(otherwise, &batch.gather(&left), context)?;
        pieces.add(part, &left);
    }
    Ok(pieces.assemble(ty))
}

pub(super) fn coalesce(list: &[Expr], ty: &Type, batch: &Batch, context: &Context<'_>) -> Result<Operand> {
    let mut pieces = Pieces::new(batch.rows);
    let mut left: Vec<u32> = (0..batch.rows as u32).collect();
    for (number, item) in list.iter().enumerate() {
        if left.is_empty() {
            break;
        }
        let here = batch.gather(&left);
        context.budget.spend(here.rows as u64 / 8 + 1)?;
        let part = eval(item, &here, context)?;
        if number == 0
            && let Operand::Vector(vector) = &part
            && vector.valid.as_ref().is_none_or(crate::vector::Bitmap::all)
        {
            return Ok(part);
        }
        let vector = part.into_vector(here.rows);
        let (known, unknown): (Vec<u32>, Vec<u32>) = (0..here.rows as u32).partition(|i| !vector.is_null(*i as usize));
        let rows: Vec<u32> = known.iter().map(|i| left[*i as usize]).collect();
        pieces.add(vector.gather(&known).into(), &rows);
        left = unknown.iter().map(|i| left[*i as usize]).collect();
    }
    Ok(pieces.assemble(ty))
}

pub(super) fn extreme(
    greatest: bool,
    list: &[Expr],
    ty: &Type,
    batch: &Batch,
    context: &Context<'_>,
) -> Result<Operand> {
    let operands = list.iter().map(|item| eval(item, batch, context)).collect::<Result<Vec<_>>>()?;
    context.budget.spend((batch.rows * list.len()) as u64 / 4 + 1)?;
    let pick = |i: usize| {
        let known = operands.iter().map(|operand| operand.value(i)).filter(|value| !value.is_null());
        // Of equal ones, the first: 0.0 and 0.00 are equal.
        let best = known.reduce(|best, value| {
            let better = if greatest { value > best } else { value < best };
            if better { value } else { best }
        });
        best.unwrap_or_default()
    };
    if operands.iter().all(|operand| matches!(operand, Operand::Const(..))) {
        return Ok(Operand::Const(ty.clone(), pick(0)));
    }
    let mut out = Builder::new(ty, batch.rows);
    for i in 0..batch.rows {
        let value: Value = pick(i);
        out.push(value);
    }
    Ok(out.finish().into())
}
