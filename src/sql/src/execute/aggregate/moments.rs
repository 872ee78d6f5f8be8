//! variance and stddev: over doubles by Youngs and Cramer's updates, as PostgreSQL does; over exact numbers exactly.

use super::State;
use super::resolve::MomentKind;
use crate::Result;
use crate::error::{Error, Execute};
use crate::execute::Context;
use crate::types::Type;
use crate::value::{Decimal, Value, decimal_math};
use crate::vector::{Builder, Data, Vector};
use std::sync::Arc;

pub(super) struct FloatMoments {
    kind: MomentKind,
    /// Count, sum, sum of squared differences.
    states: Vec<(f64, f64, f64)>,
}

impl FloatMoments {
    pub(super) fn new(kind: MomentKind) -> Self {
        Self { kind, states: vec![] }
    }
}

impl State for FloatMoments {
    fn resize(&mut self, groups: usize) {
        self.states.resize(groups, (0.0, 0.0, 0.0));
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        let Data::Float(values) = &args[0].data else { return Ok(()) };
        for (row, (group, x)) in groups.iter().zip(values).enumerate() {
            if args[0].is_null(row) {
                continue;
            }
            let (n, sx, sxx) = &mut self.states[*group as usize];
            *n += 1.0;
            *sx += x;
            if !x.is_finite() {
                *sxx = f64::NAN;
            } else if *n > 1.0 {
                let step = x * *n - *sx;
                *sxx += step * step / (*n * (*n - 1.0));
            }
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        let mut out = Builder::new(ty, self.states.len());
        for (n, _, sxx) in &self.states {
            let divisor = if self.kind.sample { n - 1.0 } else { *n };
            if divisor <= 0.0 {
                out.push_null();
                continue;
            }
            let variance = sxx / divisor;
            out.push(Value::Float(if self.kind.root { variance.sqrt() } else { variance }));
        }
        Ok(out.finish())
    }
}

pub(super) struct ExactMoments {
    kind: MomentKind,
    /// Count, sum, sum of squares.
    states: Vec<(i64, Decimal, Decimal)>,
}

impl ExactMoments {
    pub(super) fn new(kind: MomentKind) -> Self {
        Self { kind, states: vec![] }
    }
}

impl State for ExactMoments {
    fn resize(&mut self, groups: usize) {
        self.states.resize(groups, (0, Decimal::ZERO, Decimal::ZERO));
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        let overflow = || Error::from(Execute::NumericOverflow);
        let Data::Decimal(values) = &args[0].data else { return Ok(()) };
        for (row, (group, d)) in groups.iter().zip(values).enumerate() {
            if args[0].is_null(row) {
                continue;
            }
            let (n, sum, squares) = &mut self.states[*group as usize];
            *n += 1;
            *sum = sum.add(d).ok_or_else(overflow)?;
            *squares = d.mul(d).and_then(|square| squares.add(&square)).ok_or_else(overflow)?;
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        let overflow = || Error::from(Execute::NumericOverflow);
        let mut out = Builder::new(ty, self.states.len());
        for (n, sum, squares) in &self.states {
            if *n == 0 || (self.kind.sample && *n == 1) {
                out.push_null();
                continue;
            }
            if sum.is_nan() {
                out.push(Value::Decimal(*sum));
                continue;
            }
            let count = Decimal::from_i64(*n);
            let spread = squares.mul(&count).and_then(|a| sum.mul(sum).and_then(|b| a.sub(&b))).ok_or_else(overflow)?;
            if spread.mantissa <= 0 {
                out.push(Value::Decimal(Decimal::ZERO));
                continue;
            }
            let divisor =
                count.mul(&Decimal::from_i64(if self.kind.sample { n - 1 } else { *n })).ok_or_else(overflow)?;
            let variance = spread.div(&divisor).ok_or_else(overflow)?;
            let result = if self.kind.root { decimal_math::sqrt_to(&variance, variance.scale) } else { Some(variance) };
            out.push(Value::Decimal(result.ok_or_else(overflow)?));
        }
        Ok(out.finish())
    }
}
