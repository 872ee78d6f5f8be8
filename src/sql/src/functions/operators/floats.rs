//! `real`, `double precision`: IEEE arithmetic that refuses to overflow silently.

use super::kernels::{binary, unary};
use crate::Result;
use crate::error::Execute;
use crate::functions::{Context, Function, VectorBody, vector};
use crate::types::Type;
use crate::vector::{Operand, Vector};

fn guarded(context: &Context<'_>, args: &[Operand], rows: usize, f: fn(f64, f64) -> f64) -> Result<Vector> {
    let single = *context.returns == Type::Float4;
    binary::<f64, f64, f64>(context, args, rows, |a, b| {
        let exact = f(a, b);
        let x = if single { f64::from(exact as f32) } else { exact };
        if x.is_infinite() && a.is_finite() && b.is_finite() {
            return Err(Execute::FloatOverflow.into());
        }
        Ok(x)
    })
}

fn add(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    guarded(context, args, rows, |a, b| a + b)
}
fn subtract(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    guarded(context, args, rows, |a, b| a - b)
}
fn multiply(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    guarded(context, args, rows, |a, b| a * b)
}
fn divide(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    let single = *context.returns == Type::Float4;
    binary::<f64, f64, f64>(context, args, rows, |a, b| {
        if b == 0.0 && !a.is_nan() {
            return Err(Execute::DivisionByZero.into());
        }
        let x = if single { f64::from((a / b) as f32) } else { a / b };
        if x.is_infinite() && a.is_finite() { Err(Execute::FloatOverflow.into()) } else { Ok(x) }
    })
}
fn negate(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    unary::<f64, f64>(context, args, rows, |a| Ok(-a))
}
fn plus(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    unary::<f64, f64>(context, args, rows, Ok)
}

pub(super) fn all() -> Vec<Function> {
    let mut all = Vec::new();
    let symmetric: [(&str, VectorBody); 4] = [("+", add), ("-", subtract), ("*", multiply), ("/", divide)];
    for (name, body) in symmetric {
        for (a, b, r) in [
            ("float4", "float4", "float4"),
            ("float8", "float8", "float8"),
            ("float4", "float8", "float8"),
            ("float8", "float4", "float8"),
        ] {
            all.push(vector(&format!("{name}({a}, {b}) -> {r}"), body));
        }
    }
    for ty in ["float4", "float8"] {
        all.push(vector(&format!("-({ty}) -> {ty}"), negate));
        all.push(vector(&format!("+({ty}) -> {ty}"), plus));
    }
    all
}
