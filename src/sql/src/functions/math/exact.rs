//! Functions over integers and numerics.

use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::value::{Decimal, Value, decimal_math, integer_range};
use std::cmp::Ordering;

fn overflow() -> Error {
    Execute::NumericOverflow.into()
}
fn decimal(args: &[Value], at: usize) -> Decimal {
    match args.get(at) {
        Some(Value::Decimal(d)) => *d,
        Some(other) => Decimal::from_i64(other.as_int().unwrap_or_default()),
        None => Decimal::ZERO,
    }
}
fn places(args: &[Value]) -> i32 {
    args.get(1).and_then(Value::as_int).unwrap_or(0).clamp(-1000, 1000) as i32
}
fn numeric(value: Option<Decimal>) -> Result<Value> {
    value.map(Value::Decimal).ok_or_else(overflow)
}

fn abs(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(match &args[0] {
        Value::Int(n) => {
            let wrong = || Error::from(Execute::IntegerOutOfRange).with("type", context.returns.name());
            let positive = n.checked_abs().filter(|n| *n <= integer_range(context.returns).1);
            Value::Int(positive.ok_or_else(wrong)?)
        }
        Value::Float(x) => Value::Float(x.abs()),
        Value::Decimal(d) => Value::Decimal(Decimal::new(d.mantissa.abs(), d.scale)),
        other => other.clone(),
    })
}
fn sign(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(match &args[0] {
        Value::Float(x) => Value::Float(if *x == 0.0 { 0.0 } else { x.signum() }),
        _ => Value::Decimal(Decimal::new(decimal(args, 0).mantissa.signum(), 0)),
    })
}
fn round(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    numeric(decimal(args, 0).round(places(args)))
}
fn trunc(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    numeric(decimal(args, 0).trunc(places(args)))
}
fn ceil(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    numeric(decimal(args, 0).ceil())
}
fn floor(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    numeric(decimal(args, 0).floor())
}
fn sqrt(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let d = decimal(args, 0);
    if d.mantissa < 0 {
        return Err(Execute::NegativeRoot.into());
    }
    numeric(decimal_math::sqrt(&d))
}
fn power(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (base, exponent) = (decimal(args, 0), decimal(args, 1));
    if base.mantissa == 0 && exponent.mantissa < 0 {
        return Err(Execute::ZeroNegativePower.into());
    }
    if base.mantissa < 0 && exponent.trim_scale().scale > 0 {
        return Err(Execute::ComplexPower.into());
    }
    numeric(decimal_math::power(&base, &exponent))
}
fn exp(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    numeric(decimal_math::exp(&decimal(args, 0)))
}
fn positive(d: &Decimal) -> Result<()> {
    match d.mantissa.cmp(&0) {
        Ordering::Less => Err(Execute::LogOfNegative.into()),
        Ordering::Equal => Err(Execute::LogOfZero.into()),
        Ordering::Greater => Ok(()),
    }
}
fn ln(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let d = decimal(args, 0);
    positive(&d)?;
    numeric(decimal_math::ln(&d))
}
fn log(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (base, d) =
        if args.len() > 1 { (decimal(args, 0), decimal(args, 1)) } else { (Decimal::from_i64(10), decimal(args, 0)) };
    positive(&base)?;
    positive(&d)?;
    if base == Decimal::from_i64(1) {
        return Err(Execute::DivisionByZero.into());
    }
    numeric(decimal_math::log(&base, &d))
}
fn div(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let (a, b) = (decimal(args, 0), decimal(args, 1));
    if b.mantissa == 0 {
        return Err(Execute::DivisionByZero.into());
    }
    let quotient = a.rem(&b).and_then(|rest| a.sub(&rest)).and_then(|whole| whole.div_to(&b, 0));
    numeric(quotient)
}
fn gcd_of(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
fn fit(context: &Context<'_>, n: i128) -> Result<Value> {
    let (low, high) = integer_range(context.returns);
    match i64::try_from(n) {
        Ok(n) if (low..=high).contains(&n) => Ok(Value::Int(n)),
        _ => Err(Error::from(Execute::IntegerOutOfRange).with("type", context.returns.name())),
    }
}
fn gcd(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let int = |at: usize| args[at].as_int().unwrap_or_default().unsigned_abs();
    fit(context, i128::from(gcd_of(int(0), int(1))))
}
fn lcm(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let int = |at: usize| args[at].as_int().unwrap_or_default().unsigned_abs();
    let (a, b) = (int(0), int(1));
    if a == 0 || b == 0 {
        return Ok(Value::Int(0));
    }
    fit(context, i128::from(a / gcd_of(a, b)) * i128::from(b))
}
fn factorial(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let n = args[0].as_int().unwrap_or_default();
    if n < 0 {
        return Err(Error::from(Execute::InvalidArgument).with("why", "negative-factorial"));
    }
    let mut product = 1_i128;
    for factor in 2..=i128::from(n.min(100)) {
        product = product.checked_mul(factor).ok_or_else(overflow)?;
    }
    if n > 100 {
        return Err(overflow());
    }
    Ok(Value::Decimal(Decimal::new(product, 0)))
}
fn scale(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(i64::from(decimal(args, 0).scale)))
}
fn min_scale(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Int(i64::from(decimal(args, 0).trim_scale().scale)))
}
fn trim_scale(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Decimal(decimal(args, 0).trim_scale()))
}
fn width_bucket(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let number = |at: usize| args[at].as_float().unwrap_or_default();
    let (x, low, high, count) = (number(0), number(1), number(2), args[3].as_int().unwrap_or(1));
    if count <= 0 {
        return Err(Error::from(Execute::InvalidArgument).with("why", "not-positive").with("value", count));
    }
    let part = (x - low) / (high - low);
    let bucket = if part < 0.0 {
        0
    } else if part >= 1.0 {
        count + 1
    } else {
        (part * count as f64).floor() as i64 + 1
    };
    Ok(Value::Int(bucket))
}

pub(super) fn all() -> Vec<Function> {
    let mut all = vec![
        row("sign(numeric) -> numeric", sign),
        row("sign(float8) -> float8", sign),
        row("round(numeric) -> numeric", round),
        row("round(numeric, int4) -> numeric", round),
        row("trunc(numeric) -> numeric", trunc),
        row("trunc(numeric, int4) -> numeric", trunc),
        row("truncate(numeric) -> numeric", trunc),
        row("truncate(numeric, int4) -> numeric", trunc),
        row("ceil(numeric) -> numeric", ceil),
        row("ceiling(numeric) -> numeric", ceil),
        row("floor(numeric) -> numeric", floor),
        row("sqrt(numeric) -> numeric", sqrt),
        row("exp(numeric) -> numeric", exp),
        row("ln(numeric) -> numeric", ln),
        row("log(numeric) -> numeric", log),
        row("log10(numeric) -> numeric", log),
        row("log(numeric, numeric) -> numeric", log),
        row("div(numeric, numeric) -> numeric", div),
        row("factorial(int8) -> numeric", factorial),
        row("scale(numeric) -> int4", scale),
        row("min_scale(numeric) -> int4", min_scale),
        row("trim_scale(numeric) -> numeric", trim_scale),
        row("width_bucket(float8, float8, float8, int4) -> int4", width_bucket),
        row("width_bucket(numeric, numeric, numeric, int4) -> int4", width_bucket),
    ];
    for name in ["power", "pow", "^"] {
        all.push(row(&format!("{name}(numeric, numeric) -> numeric"), power));
    }
    for ty in ["int2", "int4", "int8", "numeric", "float4", "float8"] {
        all.push(row(&format!("abs({ty}) -> {ty}"), abs));
        all.push(row(&format!("@({ty}) -> {ty}"), abs));
    }
    for ty in ["int4", "int8"] {
        all.push(row(&format!("gcd({ty}, {ty}) -> {ty}"), gcd));
        all.push(row(&format!("lcm({ty}, {ty}) -> {ty}"), lcm));
    }
    all
}
