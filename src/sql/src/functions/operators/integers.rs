//! `smallint`, `integer`, `bigint`: checked arithmetic, division toward zero, bits.

use super::kernels::{binary, unary};
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, VectorBody, vector};
use crate::types::Type;
use crate::value::integer_range;
use crate::vector::{Operand, Vector};

fn out_of_range(ty: &Type) -> Error {
    Error::from(Execute::IntegerOutOfRange).with("type", ty.name())
}

fn checked(context: &Context<'_>, args: &[Operand], rows: usize, f: fn(i64, i64) -> Option<i64>) -> Result<Vector> {
    let (low, high) = integer_range(context.returns);
    binary::<i64, i64, i64>(context, args, rows, |a, b| match f(a, b) {
        Some(n) if n >= low && n <= high => Ok(n),
        _ => Err(out_of_range(context.returns)),
    })
}

fn add(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    checked(context, args, rows, i64::checked_add)
}
fn subtract(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    checked(context, args, rows, i64::checked_sub)
}
fn multiply(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    checked(context, args, rows, i64::checked_mul)
}
fn divide(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    let (low, high) = integer_range(context.returns);
    binary::<i64, i64, i64>(context, args, rows, |a, b| {
        if b == 0 {
            return Err(Execute::DivisionByZero.into());
        }
        match a.checked_div(b) {
            Some(n) if n >= low && n <= high => Ok(n),
            _ => Err(out_of_range(context.returns)),
        }
    })
}
fn modulo(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    binary::<i64, i64, i64>(context, args, rows, |a, b| {
        if b == 0 { Err(Execute::DivisionByZero.into()) } else { Ok(a.wrapping_rem(b)) }
    })
}
fn negate(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    let (low, high) = integer_range(context.returns);
    unary::<i64, i64>(context, args, rows, |a| match a.checked_neg() {
        Some(n) if n >= low && n <= high => Ok(n),
        _ => Err(out_of_range(context.returns)),
    })
}
fn plus(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    unary::<i64, i64>(context, args, rows, Ok)
}
fn and(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    binary::<i64, i64, i64>(context, args, rows, |a, b| Ok(a & b))
}
fn or(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    binary::<i64, i64, i64>(context, args, rows, |a, b| Ok(a | b))
}
fn xor(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    binary::<i64, i64, i64>(context, args, rows, |a, b| Ok(a ^ b))
}
fn not(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    unary::<i64, i64>(context, args, rows, |a| Ok(!a))
}

fn width(ty: &Type) -> u32 {
    match ty {
        Type::Int8 => 64,
        _ => 32,
    }
}

fn shift_left(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    let ty = context.returns.clone();
    binary::<i64, i64, i64>(context, args, rows, |a, b| {
        let by = (b as u32) % width(&ty);
        Ok(match ty {
            Type::Int8 => a << by,
            Type::Int2 => i64::from(((a as i32) << by) as i16),
            _ => i64::from((a as i32) << by),
        })
    })
}
fn shift_right(context: &Context<'_>, args: &[Operand], rows: usize) -> Result<Vector> {
    let ty = context.returns.clone();
    binary::<i64, i64, i64>(context, args, rows, |a, b| Ok(a >> ((b as u32) % width(&ty))))
}

pub(super) fn all() -> Vec<Function> {
    let mut all = Vec::new();
    let symmetric: [(&str, VectorBody); 4] = [("+", add), ("-", subtract), ("*", multiply), ("/", divide)];
    for (name, body) in symmetric {
        for (a, b, r) in [
            ("int2", "int2", "int2"),
            ("int4", "int4", "int4"),
            ("int8", "int8", "int8"),
            ("int2", "int4", "int4"),
            ("int4", "int2", "int4"),
            ("int2", "int8", "int8"),
            ("int8", "int2", "int8"),
            ("int4", "int8", "int8"),
            ("int8", "int4", "int8"),
        ] {
            all.push(vector(&format!("{name}({a}, {b}) -> {r}"), body));
        }
    }
    for ty in ["int2", "int4", "int8"] {
        for name in ["%", "mod"] {
            all.push(vector(&format!("{name}({ty}, {ty}) -> {ty}"), modulo));
        }
        all.push(vector(&format!("-({ty}) -> {ty}"), negate));
        all.push(vector(&format!("+({ty}) -> {ty}"), plus));
        all.push(vector(&format!("&({ty}, {ty}) -> {ty}"), and));
        all.push(vector(&format!("|({ty}, {ty}) -> {ty}"), or));
        all.push(vector(&format!("#({ty}, {ty}) -> {ty}"), xor));
        all.push(vector(&format!("~({ty}) -> {ty}"), not));
        all.push(vector(&format!("<<({ty}, int4) -> {ty}"), shift_left));
        all.push(vector(&format!(">>({ty}, int4) -> {ty}"), shift_right));
    }
    all
}
