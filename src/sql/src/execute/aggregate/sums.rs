//! sum and avg: exact over integers and decimals, in the order of the rows over doubles.

use super::State;
use crate::Result;
use crate::error::{Error, Execute};
use crate::execute::Context;
use crate::types::{Physical, Type};
use crate::value::{Decimal, Interval, Value};
use crate::vector::{Builder, Data, Vector};
use std::sync::Arc;

pub(super) fn new(argument: &Type, returns: &Type, average: bool) -> Box<dyn State> {
    match argument.physical() {
        Physical::Int => Box::new(Integers { average, sums: vec![], high: vec![], counts: vec![] }),
        Physical::Float => Box::new(Floats { average, single: *returns == Type::Float4, sums: vec![], counts: vec![] }),
        Physical::Decimal => Box::new(Decimals { average, sums: vec![], counts: vec![] }),
        _ => Box::new(Intervals { average, sums: vec![], counts: vec![] }),
    }
}

struct Integers {
    average: bool,
    sums: Vec<i64>,
    /// What overflowed from `sums`.
    high: Vec<i128>,
    counts: Vec<i64>,
}

impl State for Integers {
    fn resize(&mut self, groups: usize) {
        self.sums.resize(groups, 0);
        self.high.resize(groups, 0);
        self.counts.resize(groups, 0);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        let Data::Int(values) = &args[0].data else { return Ok(()) };
        let valid = args[0].valid.as_ref();
        columns::add_ints(groups, values, valid, &mut self.sums, &mut self.high, &mut self.counts);
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        let mut out = Builder::new(ty, self.sums.len());
        for i in 0..self.sums.len() {
            let total = i128::from(self.sums[i]) + self.high[i];
            if self.counts[i] == 0 {
                out.push_null();
            } else if self.average {
                let mean = Decimal::new(total, 0).div(&Decimal::from_i64(self.counts[i]));
                out.push(Value::Decimal(mean.ok_or_else(|| Error::from(Execute::NumericOverflow))?));
            } else if *ty == Type::Numeric {
                out.push(Value::Decimal(Decimal::new(total, 0)));
            } else {
                let total = i64::try_from(total);
                out.push(Value::Int(
                    total.map_err(|_| Error::from(Execute::IntegerOutOfRange).with("type", "bigint"))?,
                ));
            }
        }
        Ok(out.finish())
    }
}

struct Floats {
    average: bool,
    single: bool,
    sums: Vec<f64>,
    counts: Vec<i64>,
}

impl State for Floats {
    fn resize(&mut self, groups: usize) {
        self.sums.resize(groups, 0.0);
        self.counts.resize(groups, 0);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        let Data::Float(values) = &args[0].data else { return Ok(()) };
        let valid = args[0].valid.as_ref();
        columns::add_floats(groups, values, valid, self.single, &mut self.sums, &mut self.counts);
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        let mut out = Builder::new(ty, self.sums.len());
        for (sum, count) in self.sums.iter().zip(&self.counts) {
            match (count, self.average) {
                (0, _) => out.push_null(),
                (count, true) => out.push(Value::Float(sum / *count as f64)),
                (_, false) => out.push(Value::Float(*sum)),
            }
        }
        Ok(out.finish())
    }
}

struct Decimals {
    average: bool,
    sums: Vec<Decimal>,
    counts: Vec<i64>,
}

impl State for Decimals {
    fn resize(&mut self, groups: usize) {
        self.sums.resize(groups, Decimal::ZERO);
        self.counts.resize(groups, 0);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        let Data::Decimal(values) = &args[0].data else { return Ok(()) };
        for (row, (group, d)) in groups.iter().zip(values).enumerate() {
            if args[0].is_null(row) {
                continue;
            }
            let group = *group as usize;
            let sum = self.sums[group].add(d);
            self.sums[group] = sum.ok_or_else(|| Error::from(Execute::NumericOverflow))?;
            self.counts[group] += 1;
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        let mut out = Builder::new(ty, self.sums.len());
        for (sum, count) in self.sums.iter().zip(&self.counts) {
            match (count, self.average) {
                (0, _) => out.push_null(),
                (count, true) => {
                    let mean = sum.div(&Decimal::from_i64(*count));
                    out.push(Value::Decimal(mean.ok_or_else(|| Error::from(Execute::NumericOverflow))?));
                }
                (_, false) => out.push(Value::Decimal(*sum)),
            }
        }
        Ok(out.finish())
    }
}

struct Intervals {
    average: bool,
    sums: Vec<Interval>,
    counts: Vec<i64>,
}

impl State for Intervals {
    fn resize(&mut self, groups: usize) {
        self.sums.resize(groups, Interval::default());
        self.counts.resize(groups, 0);
    }

    fn update(&mut self, groups: &[u32], args: &[Arc<Vector>], _: &[Arc<Vector>], _: &Context<'_>) -> Result<()> {
        for (row, group) in groups.iter().enumerate() {
            if let Value::Interval(interval) = args[0].value(row) {
                let group = *group as usize;
                let sum = self.sums[group].add(&interval);
                self.sums[group] = sum.ok_or_else(|| Error::from(Execute::IntervalOutOfRange))?;
                self.counts[group] += 1;
            }
        }
        Ok(())
    }

    fn finish(&mut self, ty: &Type, _: &Context<'_>) -> Result<Vector> {
        let mut out = Builder::new(ty, self.sums.len());
        for (sum, count) in self.sums.iter().zip(&self.counts) {
            match (count, self.average) {
                (0, _) => out.push_null(),
                (count, true) => {
                    let mean = sum.mul(1.0 / *count as f64);
                    out.push(Value::Interval(mean.ok_or_else(|| Error::from(Execute::IntervalOutOfRange))?));
                }
                (_, false) => out.push(Value::Interval(*sum)),
            }
        }
        Ok(out.finish())
    }
}
