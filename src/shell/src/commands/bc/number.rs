//! Decimal numbers of any length: a sign, digits in groups of nine, and how many of them follow the point.

use std::cmp::Ordering;
use std::fmt::Write;

const BASE: u64 = 1_000_000_000;
const GROUP: usize = 9;

/// A natural number, least group first, no zero groups at the end.
type Digits = Vec<u32>;

/// A number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    negative: bool,
    digits: Digits,
    scale: usize,
}

fn trim(mut digits: Digits) -> Digits {
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

fn compare(a: &[u32], b: &[u32]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

fn add(a: &[u32], b: &[u32]) -> Digits {
    let mut out = Vec::with_capacity(a.len().max(b.len()) + 1);
    let mut carry = 0;
    for index in 0..a.len().max(b.len()) {
        let sum = u64::from(a.get(index).copied().unwrap_or(0)) + u64::from(b.get(index).copied().unwrap_or(0)) + carry;
        out.push((sum % BASE) as u32);
        carry = sum / BASE;
    }
    if carry > 0 {
        out.push(carry as u32);
    }
    trim(out)
}

/// `a - b`, where `a` is not less.
fn subtract(a: &[u32], b: &[u32]) -> Digits {
    let mut out = Vec::with_capacity(a.len());
    let mut borrow = 0_i64;
    for (index, digit) in a.iter().enumerate() {
        let mut rest = i64::from(*digit) - i64::from(b.get(index).copied().unwrap_or(0)) - borrow;
        borrow = i64::from(rest < 0);
        if rest < 0 {
            rest += BASE as i64;
        }
        out.push(rest as u32);
    }
    trim(out)
}

fn multiply(a: &[u32], b: &[u32]) -> Digits {
    let mut out = vec![0_u32; a.len() + b.len()];
    for (i, x) in a.iter().enumerate() {
        let mut carry = 0;
        for (j, y) in b.iter().enumerate() {
            let sum = u64::from(*x) * u64::from(*y) + u64::from(out[i + j]) + carry;
            out[i + j] = (sum % BASE) as u32;
            carry = sum / BASE;
        }
        out[i + b.len()] = carry as u32;
    }
    trim(out)
}

fn divide_small(a: &[u32], by: u32) -> (Digits, u32) {
    let mut out = vec![0; a.len()];
    let mut rest = 0_u64;
    for (index, digit) in a.iter().enumerate().rev() {
        let value = rest * BASE + u64::from(*digit);
        out[index] = (value / u64::from(by)) as u32;
        rest = value % u64::from(by);
    }
    (trim(out), rest as u32)
}

/// Quotient and rest, by Knuth's algorithm D. `b` is not zero.
fn divide(a: &[u32], b: &[u32]) -> (Digits, Digits) {
    if compare(a, b) == Ordering::Less {
        return (Vec::new(), a.to_vec());
    }
    if let [only] = b {
        let (quotient, rest) = divide_small(a, *only);
        return (quotient, trim(vec![rest]));
    }
    let factor = (BASE / (u64::from(b[b.len() - 1]) + 1)) as u32;
    let mut rest = multiply(a, &[factor]);
    let divisor = multiply(b, &[factor]);
    let n = divisor.len();
    rest.resize(a.len().max(rest.len()) + 1, 0);
    let mut quotient = vec![0_u32; rest.len() - n];
    let (first, second) = (u64::from(divisor[n - 1]), u64::from(divisor[n - 2]));
    for at in (0..rest.len() - n).rev() {
        let head = u64::from(rest[at + n]) * BASE + u64::from(rest[at + n - 1]);
        let (mut guess, mut left) = (head / first, head % first);
        while guess >= BASE || guess * second > left * BASE + u64::from(rest[at + n - 2]) {
            guess -= 1;
            left += first;
            if left >= BASE {
                break;
            }
        }
        let (mut borrow, mut carry) = (0_i64, 0_u64);
        for index in 0..n {
            let product = guess * u64::from(divisor[index]) + carry;
            carry = product / BASE;
            let mut value = i64::from(rest[at + index]) - borrow - (product % BASE) as i64;
            borrow = i64::from(value < 0);
            if value < 0 {
                value += BASE as i64;
            }
            rest[at + index] = value as u32;
        }
        let value = i64::from(rest[at + n]) - borrow - carry as i64;
        if value < 0 {
            rest[at + n] = (value + BASE as i64) as u32;
            guess -= 1;
            let mut carry = 0;
            for index in 0..n {
                let sum = u64::from(rest[at + index]) + u64::from(divisor[index]) + carry;
                rest[at + index] = (sum % BASE) as u32;
                carry = sum / BASE;
            }
            rest[at + n] = ((u64::from(rest[at + n]) + carry) % BASE) as u32;
        } else {
            rest[at + n] = value as u32;
        }
        quotient[at] = guess as u32;
    }
    (trim(quotient), divide_small(&trim(rest), factor).0)
}

/// Times a power of ten.
fn shift_up(a: &[u32], places: usize) -> Digits {
    if a.is_empty() {
        return Vec::new();
    }
    let mut out = vec![0; places / GROUP];
    out.extend_from_slice(a);
    multiply(&out, &[10_u32.pow((places % GROUP) as u32)])
}

/// Divided by a power of ten, cut.
fn shift_down(a: &[u32], places: usize) -> Digits {
    let groups = places / GROUP;
    if groups >= a.len() {
        return Vec::new();
    }
    divide_small(&a[groups..], 10_u32.pow((places % GROUP) as u32)).0
}

impl Number {
    /// A small whole number.
    pub(super) fn of(n: i64) -> Self {
        let mut digits = Vec::new();
        let mut rest = n.unsigned_abs();
        while rest > 0 {
            digits.push((rest % BASE) as u32);
            rest /= BASE;
        }
        Self { negative: n < 0, digits, scale: 0 }
    }

    /// Reads digits of a base, `A` to `F` being 10 to 15; more than the base allows counts as its highest digit.
    pub(super) fn parse(text: &str, base: u32) -> Self {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let single = text.len() == 1;
        let digit = |c: char| {
            let value = c.to_digit(36).unwrap_or(0);
            if single { value } else { value.min(base - 1) }
        };
        let mut number = Self::default();
        for c in whole.chars().chain(fraction.chars()) {
            number.digits = add(&multiply(&number.digits, &[base]), &trim(vec![digit(c)]));
        }
        if base == 10 {
            number.scale = fraction.len();
            return number;
        }
        if fraction.is_empty() {
            return number;
        }
        let mut power = Self::of(1);
        for _ in fraction.chars() {
            power.digits = multiply(&power.digits, &[base]);
        }
        number.divided(&power, fraction.len()).unwrap_or_default()
    }

    /// Is it zero?
    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Digits after the point.
    pub(super) fn scale(&self) -> usize {
        self.scale
    }

    /// Significant digits.
    pub(super) fn length(&self) -> usize {
        self.decimal().len().max(self.scale).max(1)
    }

    /// How much memory it takes, in groups.
    pub(super) fn weight(&self) -> usize {
        self.digits.len()
    }

    fn decimal(&self) -> String {
        let mut text = String::new();
        for (index, group) in self.digits.iter().rev().enumerate() {
            if index == 0 {
                text.push_str(&group.to_string());
            } else {
                let _ = write!(text, "{group:09}");
            }
        }
        text
    }

    /// Its whole part, if it fits.
    pub(super) fn whole(&self) -> Option<i64> {
        let digits = shift_down(&self.digits, self.scale);
        if digits.len() > 2 {
            return None;
        }
        let value = digits.iter().rev().fold(0_i64, |value, group| value * BASE as i64 + i64::from(*group));
        Some(if self.negative { -value } else { value })
    }

    fn with_scale(&self, scale: usize) -> Digits {
        if scale >= self.scale {
            shift_up(&self.digits, scale - self.scale)
        } else {
            shift_down(&self.digits, self.scale - scale)
        }
    }

    fn made(negative: bool, digits: Digits, scale: usize) -> Self {
        Self { negative: negative && !digits.is_empty(), digits, scale }
    }

    /// Cut to so many digits after the point.
    pub(super) fn cut(&self, scale: usize) -> Self {
        Self::made(self.negative, self.with_scale(scale), scale)
    }

    /// With the other sign.
    pub(super) fn negated(&self) -> Self {
        Self::made(!self.negative, self.digits.clone(), self.scale)
    }

    /// Order by value.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let scale = self.scale.max(other.scale);
        let (a, b) = (self.with_scale(scale), other.with_scale(scale));
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => compare(&a, &b),
            (true, true) => compare(&b, &a),
        }
    }

    /// The sum.
    pub(super) fn plus(&self, other: &Self) -> Self {
        let scale = self.scale.max(other.scale);
        let (a, b) = (self.with_scale(scale), other.with_scale(scale));
        if self.negative == other.negative {
            return Self::made(self.negative, add(&a, &b), scale);
        }
        match compare(&a, &b) {
            Ordering::Less => Self::made(other.negative, subtract(&b, &a), scale),
            _ => Self::made(self.negative, subtract(&a, &b), scale),
        }
    }

    /// The product, with bc's number of digits.
    pub(super) fn times(&self, other: &Self, scale: usize) -> Self {
        let full = self.scale + other.scale;
        let wanted = full.min(scale.max(self.scale).max(other.scale));
        let digits = shift_down(&multiply(&self.digits, &other.digits), full - wanted);
        Self::made(self.negative != other.negative, digits, wanted)
    }

    /// The quotient, cut; `None` for division by zero.
    pub(super) fn divided(&self, by: &Self, scale: usize) -> Option<Self> {
        if by.is_zero() {
            return None;
        }
        let up = scale + by.scale;
        let dividend = if up >= self.scale {
            shift_up(&self.digits, up - self.scale)
        } else {
            shift_down(&self.digits, self.scale - up)
        };
        let (quotient, _) = divide(&dividend, &by.digits);
        Some(Self::made(self.negative != by.negative, quotient, scale))
    }

    /// The rest of the division with that scale.
    pub(super) fn modulo(&self, by: &Self, scale: usize) -> Option<Self> {
        let quotient = self.divided(by, scale)?;
        let wanted = self.scale.max(scale + by.scale);
        let product = quotient.times(by, wanted);
        Some(self.plus(&product.negated()).cut(wanted))
    }

    /// A whole power.
    pub(super) fn power(&self, exponent: i64, scale: usize) -> Option<Self> {
        let mut n = exponent.unsigned_abs();
        let mut base = self.clone();
        let mut result = Self::of(1);
        let wanted = (self.scale as u64).saturating_mul(n).min(scale.max(self.scale) as u64) as usize;
        while n > 0 {
            if n & 1 == 1 {
                let full = result.scale + base.scale;
                result = result.times(&base, full);
            }
            n >>= 1;
            if n > 0 {
                let full = 2 * base.scale;
                base = base.times(&base, full);
            }
        }
        if exponent < 0 {
            return Self::of(1).divided(&result, scale);
        }
        Some(if result.scale > wanted { result.cut(wanted) } else { result })
    }

    /// The square root, cut; `None` for negative numbers.
    pub(super) fn root(&self, scale: usize) -> Option<Self> {
        if self.negative {
            return None;
        }
        let wanted = scale.max(self.scale);
        let square = self.with_scale(2 * wanted);
        if square.is_empty() {
            return Some(Self { scale: wanted, ..Self::default() });
        }
        // Newton's method from above.
        let mut guess = vec![0; square.len().div_ceil(2)];
        guess.push(1);
        loop {
            let (quotient, _) = divide(&square, &guess);
            let (next, _) = divide_small(&add(&guess, &quotient), 2);
            if compare(&next, &guess) != Ordering::Less {
                return Some(Self::made(false, guess, wanted));
            }
            guess = next;
        }
    }

    /// Its text in base `base`.
    pub(super) fn text(&self, base: u32) -> String {
        let sign = if self.negative { "-" } else { "" };
        if self.is_zero() {
            return "0".into();
        }
        if base == 10 {
            let mut text = self.decimal();
            if self.scale > 0 {
                if text.len() < self.scale {
                    text.insert_str(0, &"0".repeat(self.scale - text.len()));
                }
                text.insert(text.len() - self.scale, '.');
            }
            return format!("{sign}{text}");
        }
        let mut whole = shift_down(&self.digits, self.scale);
        let mut places = Vec::new();
        while !whole.is_empty() {
            let (quotient, rest) = divide_small(&whole, base);
            places.push(rest);
            whole = quotient;
        }
        let width = (base - 1).to_string().len();
        let digit = |value: u32| {
            if base <= 16 {
                char::from_digit(value, 16).unwrap_or('0').to_ascii_uppercase().to_string()
            } else {
                format!(" {value:0width$}")
            }
        };
        let mut text: String = places.iter().rev().map(|place| digit(*place)).collect();
        if self.scale > 0 {
            // As many digits as the decimal fraction has worth.
            let unit = shift_up(&[1], self.scale);
            let mut fraction = divide(&self.digits, &unit).1;
            let mut reach = vec![1];
            text.push('.');
            while compare(&reach, &unit) == Ordering::Less {
                fraction = multiply(&fraction, &[base]);
                let (place, rest) = divide(&fraction, &unit);
                text.push_str(&digit(place.first().copied().unwrap_or(0)));
                fraction = rest;
                reach = multiply(&reach, &[base]);
            }
        }
        format!("{sign}{text}")
    }
}
