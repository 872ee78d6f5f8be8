//! Roots, powers and logarithms of `numeric`, at the scale PostgreSQL gives them. The transcendental ones go through
//! doubles and so hold 15 to 16 significant digits.

use super::Decimal;

/// The scale of a result of about `value` that must show at least 16 significant digits.
fn scale_for(value: f64, least: u8) -> u8 {
    let weight = if value == 0.0 { 0.0 } else { value.abs().log10().floor() };
    let weight = (weight / 4.0).floor() as i32;
    (16 - weight * 4).max(i32::from(least)).clamp(0, 30) as u8
}

fn from_double(value: f64, scale: u8) -> Option<Decimal> {
    if !value.is_finite() {
        return None;
    }
    let exact = Decimal::from_float_digits(value, 17)?;
    let mut scale = scale;
    loop {
        if let Some(done) = exact.round(i32::from(scale)) {
            return Some(done);
        }
        scale = scale.checked_sub(1)?;
    }
}

/// Square root of a number that is not negative, with at least 16 significant digits (`numeric.c: numeric_sqrt`).
pub fn sqrt(d: &Decimal) -> Option<Decimal> {
    let (weight, _) = d.base_10000();
    let whole_digits = if d.mantissa == 0 { 1 } else { (weight + 1) * 2 - 1 };
    let scale = (16 - whole_digits).max(i32::from(d.scale)).clamp(0, 60);
    sqrt_to(d, scale as u8)
}

/// Square root with `scale` digits after the point, fewer where they do not fit.
pub fn sqrt_to(d: &Decimal, scale: u8) -> Option<Decimal> {
    let mut scale = i32::from(scale);
    loop {
        let shift = 2 * scale - i32::from(d.scale);
        let scaled =
            u32::try_from(shift).ok().and_then(|s| 10_i128.checked_pow(s)).and_then(|p| d.mantissa.checked_mul(p));
        if let Some(n) = scaled {
            let n = n.unsigned_abs();
            let root = n.isqrt();
            let up = n - root * root > root;
            return Some(Decimal::new((root + u128::from(up)) as i128, scale as u8));
        }
        scale -= 1;
        if scale < 0 || 2 * scale < i32::from(d.scale) {
            return Decimal::from_float_digits(d.to_f64().sqrt(), 16);
        }
    }
}

/// `base ^ exponent`; `None` on overflow. The caller has refused 0 to a negative power and roots of negative numbers.
pub fn power(base: &Decimal, exponent: &Decimal) -> Option<Decimal> {
    if base.is_nan() || exponent.is_nan() {
        return Some(Decimal::NAN);
    }
    let approximate = base.to_f64().powf(exponent.to_f64());
    let whole = exponent.trim_scale();
    // A whole exponent: 16 digits after the point, whatever stands before it.
    let scale = if whole.scale == 0 {
        base.scale.max(16)
    } else {
        scale_for_power(approximate, base.scale.max(exponent.scale))
    };
    if whole.scale == 0 && whole.mantissa.unsigned_abs() <= 400 {
        let mut product = Decimal::new(1, 0);
        let trimmed = base.trim_scale();
        let mut exact = true;
        for _ in 0..whole.mantissa.unsigned_abs() {
            if let Some(next) = product.mul(&trimmed) {
                product = next;
            } else {
                exact = false;
                break;
            }
        }
        if exact {
            let result = if whole.mantissa < 0 { Decimal::new(1, 0).div_to(&product, scale)? } else { product };
            let mut scale = scale;
            loop {
                if let Some(done) = result.round(i32::from(scale)) {
                    return Some(done);
                }
                scale = scale.checked_sub(1)?;
            }
        }
    }
    from_double(approximate, scale)
}

/// `numeric.c: power_var`: 16 significant digits by decimal weight.
fn scale_for_power(value: f64, least: u8) -> u8 {
    let weight = if value == 0.0 { 0 } else { value.abs().log10() as i32 };
    (16 - weight).max(i32::from(least)).clamp(0, 30) as u8
}

/// e to the `d`.
pub fn exp(d: &Decimal) -> Option<Decimal> {
    let value = d.to_f64().exp();
    from_double(value, scale_for_power(value, d.scale))
}

/// Natural logarithm of a positive number.
pub fn ln(d: &Decimal) -> Option<Decimal> {
    let value = d.to_f64().ln();
    let digits = if value == 0.0 { 0 } else { value.abs().log10() as i32 };
    from_double(value, (16 - digits).max(i32::from(d.scale)).clamp(0, 30) as u8)
}

/// Logarithm of `d` to `base`, both positive.
pub fn log(base: &Decimal, d: &Decimal) -> Option<Decimal> {
    let value = d.to_f64().ln() / base.to_f64().ln();
    let value = if (value - value.round()).abs() < 1e-13 { value.round() } else { value };
    from_double(value, scale_for(value, d.scale.max(base.scale)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_and_powers_look_like_postgresqls() {
        assert_eq!(sqrt(&Decimal::parse("2").unwrap()).unwrap().to_string(), "1.414213562373095");
        assert_eq!(
            power(&Decimal::parse("2").unwrap(), &Decimal::parse("3").unwrap()).unwrap().to_string(),
            "8.0000000000000000"
        );
    }
}
