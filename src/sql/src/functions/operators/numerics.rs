//! `numeric`: exact arithmetic at PostgreSQL's scales.

use super::kernels::{binary, unary};
use crate::Result;
use crate::error::Execute;
use crate::functions::{Context, Function, vector};
use crate::value::Decimal;
use crate::vector::{Operand, Vector};

fn exact(
    context: &Context<'_>,
    args: &[Operand],
    rows: usize,
    f: fn(&Decimal, &Decimal) -> Option<Decimal>,
) -> Result<Vector> {
    binary::<Decimal, Decimal, Decimal>(context, args, rows, |a, b| {
        f(&a, &b).ok_or_else(|| Execute::NumericOverflow.into())
    })
}

fn add(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    exact(context, args, rows, Decimal::add)
}
fn subtract(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    exact(context, args, rows, Decimal::sub)
}
fn multiply(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    exact(context, args, rows, Decimal::mul)
}

fn divided(
    context: &Context<'_>,
    args: &[Operand],
    rows: usize,
    f: fn(&Decimal, &Decimal) -> Option<Decimal>,
) -> Result<Vector> {
    binary::<Decimal, Decimal, Decimal>(context, args, rows, |a, b| {
        if b.mantissa == 0 && !b.is_nan() && !a.is_nan() {
            return Err(Execute::DivisionByZero.into());
        }
        f(&a, &b).ok_or_else(|| Execute::NumericOverflow.into())
    })
}
fn divide(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    divided(context, args, rows, Decimal::div)
}
fn modulo(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    divided(context, args, rows, Decimal::rem)
}
fn negate(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    unary::<Decimal, Decimal>(context, args, rows, |a| Ok(a.neg()))
}
fn plus(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    unary::<Decimal, Decimal>(context, args, rows, Ok)
}

pub(super) fn all() -> Vec<Function> {
    vec![
        vector("+(numeric, numeric) -> numeric", add),
        vector("-(numeric, numeric) -> numeric", subtract),
        vector("*(numeric, numeric) -> numeric", multiply),
        vector("/(numeric, numeric) -> numeric", divide),
        vector("%(numeric, numeric) -> numeric", modulo),
        vector("mod(numeric, numeric) -> numeric", modulo),
        vector("-(numeric) -> numeric", negate),
        vector("+(numeric) -> numeric", plus),
    ]
}
