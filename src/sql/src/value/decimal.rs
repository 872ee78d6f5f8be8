//! `numeric`: exact decimals with a display scale, up to 38 digits. Beyond that operations answer `None` and the caller
//! reports SQLSTATE 22003, instead of a rounded lie.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// `mantissa / 10^scale`; the scale is kept for display, as PostgreSQL keeps `dscale`.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Decimal {
    /// All digits.
    pub mantissa: i128,
    /// Digits after the point; [`Decimal::NAN_SCALE`] marks NaN.
    pub scale: u8,
}

/// Powers of ten that fit an i128.
pub const POWERS: [i128; 39] = {
    let mut table = [1_i128; 39];
    let mut i = 1;
    while i < 39 {
        table[i] = table[i - 1] * 10;
        i += 1;
    }
    table
};

impl Decimal {
    /// The scale that marks NaN.
    pub const NAN_SCALE: u8 = u8::MAX;
    /// Not a number: equal to itself, greater than every number.
    pub const NAN: Self = Self { mantissa: 0, scale: Self::NAN_SCALE };
    /// Zero.
    pub const ZERO: Self = Self { mantissa: 0, scale: 0 };

    /// `mantissa / 10^scale`.
    pub fn new(mantissa: i128, scale: u8) -> Self {
        Self { mantissa, scale }
    }

    /// A whole number.
    pub fn from_i64(n: i64) -> Self {
        Self { mantissa: i128::from(n), scale: 0 }
    }

    /// Whether it is NaN.
    pub fn is_nan(&self) -> bool {
        self.scale == Self::NAN_SCALE
    }

    /// Reads `12`, `-1.50`, `.5`, `1e-3`, `NaN`; `None` when it is no number or has more than 38 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("nan") {
            return Some(Self::NAN);
        }
        let (negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (number, exponent) = match digits.find(['e', 'E']) {
            Some(at) => (&digits[..at], digits[at + 1..].parse::<i32>().ok()?),
            None => (digits, 0),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let mut mantissa: i128 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
        }
        let mut scale = fraction.len() as i32 - exponent;
        if scale < 0 {
            mantissa = mantissa.checked_mul(*POWERS.get(scale.unsigned_abs() as usize)?)?;
            scale = 0;
        }
        if scale > 200 {
            return None;
        }
        Some(Self { mantissa: if negative { -mantissa } else { mantissa }, scale: scale as u8 })
    }

    /// The nearest decimal with 15 significant digits, as PostgreSQL casts a double to numeric.
    pub fn from_f64(x: f64) -> Option<Self> {
        if x.is_nan() {
            return Some(Self::NAN);
        }
        if x.is_infinite() {
            return None;
        }
        Self::from_float_digits(x, 15)
    }

    /// The nearest decimal with `digits` significant digits, trailing zeros dropped.
    pub fn from_float_digits(x: f64, digits: usize) -> Option<Self> {
        let written = format!("{:.*e}", digits - 1, x);
        let parsed = Self::parse(&written)?;
        Some(parsed.trim_scale())
    }

    /// The nearest double.
    pub fn to_f64(&self) -> f64 {
        if self.is_nan() {
            return f64::NAN;
        }
        if self.mantissa.unsigned_abs() < (1 << 53) && self.scale <= 22 {
            return self.mantissa as f64 / 10_f64.powi(i32::from(self.scale));
        }
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The nearest integer, halves away from zero; `None` out of range.
    pub fn to_i64(&self) -> Option<i64> {
        if self.is_nan() {
            return None;
        }
        i64::try_from(self.round(0)?.mantissa).ok()
    }

    /// The same value at a scale at least as large; `None` on overflow.
    pub fn rescale_up(&self, scale: u8) -> Option<i128> {
        let by = scale.checked_sub(self.scale)?;
        if self.mantissa == 0 {
            return Some(0);
        }
        self.mantissa.checked_mul(*POWERS.get(by as usize)?)
    }

    /// Rounded to `places` digits after the point (before it when negative), halves away from zero.
    pub fn round(&self, places: i32) -> Option<Self> {
        self.cut(places, true)
    }

    /// Cut to `places` digits after the point, toward zero.
    pub fn trunc(&self, places: i32) -> Option<Self> {
        self.cut(places, false)
    }

    fn cut(&self, places: i32, nearest: bool) -> Option<Self> {
        if self.is_nan() {
            return Some(*self);
        }
        let wanted = places.clamp(-40, 200);
        if wanted >= i32::from(self.scale) {
            return Some(Self { mantissa: self.rescale_up(wanted as u8)?, scale: wanted as u8 });
        }
        let drop = (i32::from(self.scale) - wanted) as usize;
        let Some(power) = POWERS.get(drop) else {
            return Some(Self { mantissa: 0, scale: wanted.max(0) as u8 });
        };
        let mut kept = self.mantissa / power;
        if nearest {
            let rest = (self.mantissa % power).unsigned_abs();
            if rest >= power.unsigned_abs() - rest {
                kept += self.mantissa.signum();
            }
        }
        if wanted < 0 {
            kept = kept.checked_mul(*POWERS.get(wanted.unsigned_abs() as usize)?)?;
        }
        Some(Self { mantissa: kept, scale: wanted.max(0) as u8 })
    }

    /// The greatest whole number not above it.
    pub fn floor(&self) -> Option<Self> {
        let cut = self.trunc(0)?;
        if self.mantissa < 0 && cut.cmp(self) == Ordering::Greater { cut.sub(&Self::from_i64(1)) } else { Some(cut) }
    }

    /// The least whole number not below it.
    pub fn ceil(&self) -> Option<Self> {
        let cut = self.trunc(0)?;
        if self.mantissa > 0 && cut.cmp(self) == Ordering::Less { cut.add(&Self::from_i64(1)) } else { Some(cut) }
    }

    /// Trailing zeros after the point dropped: `trim_scale`.
    #[must_use]
    pub fn trim_scale(&self) -> Self {
        let mut out = *self;
        while !out.is_nan() && out.scale > 0 && out.mantissa % 10 == 0 {
            out.mantissa /= 10;
            out.scale -= 1;
        }
        out
    }

    /// Sum; its scale is the larger one.
    pub fn add(&self, other: &Self) -> Option<Self> {
        if self.scale == other.scale && !self.is_nan() {
            return Some(Self { mantissa: self.mantissa.checked_add(other.mantissa)?, scale: self.scale });
        }
        if self.is_nan() || other.is_nan() {
            return Some(Self::NAN);
        }
        let scale = self.scale.max(other.scale);
        Some(Self { mantissa: self.rescale_up(scale)?.checked_add(other.rescale_up(scale)?)?, scale })
    }

    /// Difference; its scale is the larger one.
    pub fn sub(&self, other: &Self) -> Option<Self> {
        self.add(&other.neg())
    }

    /// The opposite.
    #[must_use]
    pub fn neg(&self) -> Self {
        Self { mantissa: -self.mantissa, scale: self.scale }
    }

    /// Product; its scale is the sum of both.
    pub fn mul(&self, other: &Self) -> Option<Self> {
        if self.is_nan() || other.is_nan() {
            return Some(Self::NAN);
        }
        let scale = self.scale.checked_add(other.scale).filter(|scale| *scale <= 200)?;
        Some(Self { mantissa: self.mantissa.checked_mul(other.mantissa)?, scale })
    }

    /// Quotient at the scale PostgreSQL selects (at least 16 significant digits). `None` on overflow; the divisor is not 0.
    pub fn div(&self, other: &Self) -> Option<Self> {
        if self.is_nan() || other.is_nan() {
            return Some(Self::NAN);
        }
        let mut scale = self.division_scale(other);
        // More digits than 38 cannot be held: give those that fit, which are the ones that can be shown.
        loop {
            if let Some(done) = self.div_to(other, scale) {
                return Some(done);
            }
            if scale <= self.scale.max(other.scale).max(6) {
                return None;
            }
            scale -= 1;
        }
    }

    /// Quotient rounded to `scale` digits after the point.
    pub fn div_to(&self, other: &Self, scale: u8) -> Option<Self> {
        let divisor = other.mantissa;
        let shift = i32::from(scale) + i32::from(other.scale) - i32::from(self.scale);
        let (mut quotient, mut rest) = (self.mantissa / divisor, self.mantissa % divisor);
        if shift >= 0 {
            let mut left = shift;
            while left > 0 {
                if rest == 0 {
                    quotient = quotient.checked_mul(*POWERS.get(left as usize)?)?;
                    break;
                }
                rest = rest.checked_mul(10)?;
                quotient = quotient.checked_mul(10)?.checked_add(rest / divisor)?;
                rest %= divisor;
                left -= 1;
            }
            let (rest, divisor) = (rest.unsigned_abs(), divisor.unsigned_abs());
            if rest >= divisor - rest {
                let up = self.mantissa.signum() * other.mantissa.signum();
                quotient = quotient.checked_add(up)?;
            }
            return Some(Self { mantissa: quotient, scale });
        }
        let exact = Self { mantissa: quotient, scale: (i32::from(scale) - shift) as u8 };
        exact.round(i32::from(scale))
    }

    /// `numeric.c: select_div_scale`: weights and first digits in base 10,000.
    fn division_scale(&self, other: &Self) -> u8 {
        let (weight_a, first_a) = self.base_10000();
        let (weight_b, first_b) = other.base_10000();
        let mut weight = weight_a - weight_b;
        if first_a <= first_b {
            weight -= 1;
        }
        (16 - weight * 4).max(i32::from(self.scale)).max(i32::from(other.scale)).clamp(0, 200) as u8
    }

    /// Weight and value of the first digit in base 10,000.
    pub fn base_10000(&self) -> (i32, i64) {
        if self.mantissa == 0 {
            return (0, 0);
        }
        let digits = self.mantissa.unsigned_abs().to_string();
        // Decimal exponent of the first digit.
        let exponent = digits.len() as i32 - 1 - i32::from(self.scale);
        let weight = exponent.div_euclid(4);
        let take = (exponent.rem_euclid(4) + 1) as usize;
        let mut head: i64 = digits[..take.min(digits.len())].parse().unwrap_or(0);
        for _ in digits.len()..take {
            head *= 10;
        }
        (weight, head)
    }

    /// Remainder, with the sign of the dividend. The divisor is not 0.
    pub fn rem(&self, other: &Self) -> Option<Self> {
        if self.is_nan() || other.is_nan() {
            return Some(Self::NAN);
        }
        let scale = self.scale.max(other.scale);
        Some(Self { mantissa: self.rescale_up(scale)? % other.rescale_up(scale)?, scale })
    }

    /// Whether it fits `numeric(precision, scale)` once rounded, and that value.
    pub fn fit(&self, precision: u32, scale: i32) -> Option<Self> {
        let rounded = self.round(scale)?;
        let limit = POWERS.get(precision as usize).copied().unwrap_or(i128::MAX);
        (rounded.is_nan() || rounded.mantissa.abs() < limit).then_some(rounded)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_nan() {
            return f.write_str("NaN");
        }
        let digits = self.mantissa.unsigned_abs().to_string();
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let scale = self.scale as usize;
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        if self.is_nan() || other.is_nan() {
            return self.is_nan().cmp(&other.is_nan());
        }
        let scale = self.scale.max(other.scale);
        match (self.rescale_up(scale), other.rescale_up(scale)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => {
                let whole = self.trunc(0).map(|d| d.mantissa).cmp(&other.trunc(0).map(|d| d.mantissa));
                whole.then_with(|| self.to_f64().total_cmp(&other.to_f64()))
            }
        }
    }
}
impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Decimal {}
impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let trimmed = self.trim_scale();
        trimmed.mantissa.hash(state);
        trimmed.scale.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn quotients_have_postgresqls_scale() {
        assert_eq!(d("1").div(&d("3")).unwrap().to_string(), "0.33333333333333333333");
        assert_eq!(d("10").div(&d("4")).unwrap().to_string(), "2.5000000000000000");
        assert_eq!(d("100000").div(&d("3")).unwrap().to_string(), "33333.333333333333");
        assert_eq!(d("-7").div(&d("2")).unwrap().to_string(), "-3.5000000000000000");
    }

    #[test]
    fn rounding_goes_away_from_zero() {
        assert_eq!(d("2.5").round(0).unwrap().to_string(), "3");
        assert_eq!(d("-2.5").round(0).unwrap().to_string(), "-3");
        assert_eq!(d("1234.5").round(-2).unwrap().to_string(), "1200");
        assert_eq!(d("-1.5").floor().unwrap().to_string(), "-2");
        assert_eq!(d("1.2").ceil().unwrap().to_string(), "2");
    }

    #[test]
    fn doubles_become_fifteen_digits() {
        assert_eq!(Decimal::from_f64(0.1).unwrap().to_string(), "0.1");
        assert_eq!(Decimal::from_f64(1e20).unwrap().to_string(), "100000000000000000000");
    }

    #[test]
    fn equal_values_of_other_scales_hash_alike() {
        use std::hash::DefaultHasher;
        let hash = |d: Decimal| {
            let mut hasher = DefaultHasher::new();
            d.hash(&mut hasher);
            hasher.finish()
        };
        assert_eq!(d("1.0"), d("1"));
        assert_eq!(hash(d("1.0")), hash(d("1")));
    }
}
