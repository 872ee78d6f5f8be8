//! Functions over doubles, and random().

use crate::Result;
use crate::error::Execute;
use crate::functions::{Context, Function, row};
use crate::value::Value;

fn x(args: &[Value], at: usize) -> f64 {
    args.get(at).and_then(Value::as_float).unwrap_or_default()
}
fn finite(args: &[Value], y: f64) -> Result<Value> {
    if y.is_infinite() && args.iter().all(|arg| arg.as_float().is_some_and(f64::is_finite)) {
        return Err(Execute::FloatOverflow.into());
    }
    Ok(Value::Float(y))
}
fn round(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).round_ties_even()))
}
fn trunc(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).trunc()))
}
fn ceil(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).ceil()))
}
fn floor(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).floor()))
}
fn sqrt(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    if x(args, 0) < 0.0 { Err(Execute::NegativeRoot.into()) } else { Ok(Value::Float(x(args, 0).sqrt())) }
}
fn cbrt(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).cbrt()))
}
fn power(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (base, exponent) = (x(args, 0), x(args, 1));
    if base == 0.0 && exponent < 0.0 {
        return Err(Execute::ZeroNegativePower.into());
    }
    if base < 0.0 && exponent.is_finite() && exponent.fract() != 0.0 {
        return Err(Execute::ComplexPower.into());
    }
    finite(args, base.powf(exponent))
}
fn exp(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    finite(args, x(args, 0).exp())
}
fn positive(value: f64) -> Result<f64> {
    if value == 0.0 {
        return Err(Execute::LogOfZero.into());
    }
    if value < 0.0 { Err(Execute::LogOfNegative.into()) } else { Ok(value) }
}
fn ln(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(positive(x(args, 0))?.ln()))
}
fn log10(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(positive(x(args, 0))?.log10()))
}
fn log2(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(positive(x(args, 0))?.log2()))
}
fn sin(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).sin()))
}
fn cos(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).cos()))
}
fn tan(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).tan()))
}
fn asin(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).asin()))
}
fn acos(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).acos()))
}
fn atan(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).atan()))
}
fn atan2(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).atan2(x(args, 1))))
}
fn degrees(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).to_degrees()))
}
fn radians(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).to_radians()))
}
fn pi(_: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::Float(std::f64::consts::PI))
}
fn random(context: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::Float(context.rng.borrow_mut().unit()))
}
fn setseed(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    *context.rng.borrow_mut() = base::Rng::new(x(args, 0).to_bits());
    Ok(Value::text(""))
}
fn is_nan(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(x(args, 0).is_nan()))
}

pub(super) fn all() -> Vec<Function> {
    let mut all = vec![
        row("pi() -> float8", pi),
        row("random() -> float8", random).volatile(),
        row("rand() -> float8", random).volatile(),
        row("setseed(float8) -> text", setseed).volatile(),
        row("atan2(float8, float8) -> float8", atan2),
        row("power(float8, float8) -> float8", power),
        row("pow(float8, float8) -> float8", power),
        row("^(float8, float8) -> float8", power),
        row("is_nan(float8) -> bool", is_nan),
    ];
    let unary: [(&str, crate::functions::RowBody); 22] = [
        ("round", round),
        ("trunc", trunc),
        ("ceil", ceil),
        ("ceiling", ceil),
        ("floor", floor),
        ("sqrt", sqrt),
        ("cbrt", cbrt),
        ("exp", exp),
        ("ln", ln),
        ("log", log10),
        ("log10", log10),
        ("log2", log2),
        ("sin", sin),
        ("cos", cos),
        ("tan", tan),
        ("asin", asin),
        ("acos", acos),
        ("atan", atan),
        ("degrees", degrees),
        ("radians", radians),
        ("dlog", ln),
        ("dexp", exp),
    ];
    for (name, body) in unary {
        all.push(row(&format!("{name}(float8) -> float8"), body));
    }
    all
}
