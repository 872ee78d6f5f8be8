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

fn is_finite(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(x(args, 0).is_finite()))
}
fn is_infinite(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(x(args, 0).is_infinite()))
}
fn sinh(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).sinh()))
}
fn cosh(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).cosh()))
}
fn tanh(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).tanh()))
}
fn asinh(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(x(args, 0).asinh()))
}
fn outside() -> crate::Error {
    crate::Error::from(Execute::InputOutOfRange)
}
fn acosh(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    if x(args, 0) < 1.0 { Err(outside()) } else { Ok(Value::Float(x(args, 0).acosh())) }
}
fn atanh(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    if x(args, 0).abs() > 1.0 { Err(outside()) } else { Ok(Value::Float(x(args, 0).atanh())) }
}
fn cot(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(1.0 / x(args, 0).tan()))
}
/// Sine of an angle in degrees, exact at multiples of 30.
fn sine(degrees: f64) -> f64 {
    let turn = degrees.rem_euclid(360.0);
    let (sign, half) = if turn >= 180.0 { (-1.0, turn - 180.0) } else { (1.0, turn) };
    let quarter = if half > 90.0 { 180.0 - half } else { half };
    sign * if quarter == 0.0 {
        0.0
    } else if quarter == 30.0 {
        0.5
    } else if quarter == 90.0 {
        1.0
    } else {
        quarter.to_radians().sin()
    }
}
fn sind(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(sine(x(args, 0))))
}
fn cosd(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Float(sine(x(args, 0) + 90.0)))
}
fn tand(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let angle = x(args, 0);
    Ok(Value::Float(if angle.rem_euclid(180.0) == 45.0 { 1.0 } else { sine(angle) / sine(angle + 90.0) }))
}
fn euler(_: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::Float(std::f64::consts::E))
}
fn infinity(_: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::Float(f64::INFINITY))
}
fn nan(_: &Context<'_>, _: &[Value]) -> Result<Value> {
    Ok(Value::Float(f64::NAN))
}

pub(super) fn all() -> Vec<Function> {
    let mut all = vec![
        row("pi() -> float8", pi),
        row("e() -> float8", euler),
        row("infinity() -> float8", infinity),
        row("nan() -> float8", nan),
        row("is_finite(float8) -> bool", is_finite),
        row("is_infinite(float8) -> bool", is_infinite),
        row("random() -> float8", random).volatile(),
        row("rand() -> float8", random).volatile(),
        row("setseed(float8) -> text", setseed).volatile(),
        row("atan2(float8, float8) -> float8", atan2),
        row("power(float8, float8) -> float8", power),
        row("pow(float8, float8) -> float8", power),
        row("^(float8, float8) -> float8", power),
        row("is_nan(float8) -> bool", is_nan),
    ];
    let unary: [(&str, crate::functions::RowBody); 32] = [
        ("sinh", sinh),
        ("cosh", cosh),
        ("tanh", tanh),
        ("asinh", asinh),
        ("acosh", acosh),
        ("atanh", atanh),
        ("cot", cot),
        ("sind", sind),
        ("cosd", cosd),
        ("tand", tand),
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
