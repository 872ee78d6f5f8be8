//! Statistics of two columns: corr, covar_pop, regr_slope…; the first argument is Y, the second X.

use super::State;
use super::resolve::PairKind;
use crate::Result;
use crate::execute::Context;
use crate::types::Type;
use crate::value::Value;
use crate::vector::Vector;
use std::sync::Arc;

#[derive(Clone, Copy, Default)]
struct Sums {
    n: f64,
    sx: f64,
    sxx: f64,
    sy: f64,
    syy: f64,
    sxy: f64,
}

pub(super) struct Pairs {
    kind: PairKind,
    states: Vec<Sums>,
}

impl Pairs {
    pub(super) fn new(kind: PairKind) -> Self {
        Self { kind, states: vec![] }
    }
}

impl State for Pairs {
    fn resize(&mut self, groups: usize) {
        self.states.resize(groups, Sums::default());
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        for (row, group) in groups.iter().enumerate() {
            let (Some(y), Some(x)) = (args[0].value(row).as_float(), args[1].value(row).as_float()) else { continue };
            let s = &mut self.states[*group as usize];
            s.n += 1.0;
            s.sx += x;
            s.sy += y;
            if !x.is_finite() || !y.is_finite() {
                s.sxx = if x.is_finite() { s.sxx } else { f64::NAN };
                s.syy = if y.is_finite() { s.syy } else { f64::NAN };
                s.sxy = f64::NAN;
            } else if s.n > 1.0 {
                let (dx, dy) = (x * s.n - s.sx, y * s.n - s.sy);
                let scale = 1.0 / (s.n * (s.n - 1.0));
                s.sxx += dx * dx * scale;
                s.syy += dy * dy * scale;
                s.sxy += dx * dy * scale;
            }
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        let kind = self.kind;
        let value = |s: &Sums| {
            if kind == PairKind::Count {
                return Value::Int(s.n as i64);
            }
            if s.n < 1.0 {
                return Value::Null;
            }
            Value::Float(match kind {
                PairKind::Correlation if s.sxx == 0.0 || s.syy == 0.0 => return Value::Null,
                PairKind::Correlation => s.sxy / (s.sxx * s.syy).sqrt(),
                PairKind::CovariancePopulation => s.sxy / s.n,
                PairKind::CovarianceSample if s.n < 2.0 => return Value::Null,
                PairKind::CovarianceSample => s.sxy / (s.n - 1.0),
                PairKind::Slope | PairKind::Intercept | PairKind::Determination if s.sxx == 0.0 => return Value::Null,
                PairKind::Slope => s.sxy / s.sxx,
                PairKind::Intercept => (s.sy - s.sx * s.sxy / s.sxx) / s.n,
                PairKind::Determination if s.syy == 0.0 => 1.0,
                PairKind::Determination => (s.sxy * s.sxy) / (s.sxx * s.syy),
                PairKind::AverageX => s.sx / s.n,
                PairKind::AverageY => s.sy / s.n,
                PairKind::Sxx => s.sxx,
                PairKind::Syy => s.syy,
                PairKind::Sxy => s.sxy,
                PairKind::Count => s.n,
            })
        };
        Ok(Vector::from_values(ty, self.states.iter().map(value)))
    }
}
