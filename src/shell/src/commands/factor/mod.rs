//! `factor`: prime factors, by trial division, Miller and Rabin's test and Pollard's rho.

use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome};
use std::fmt::Write;

const OPTIONS: &[Opt] = &[flag("h", "exponents")];

/// The command.
pub const COMMAND: Command = Command::new("factor", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let exponents = parsed.has("h");
    let mut status = 0;
    let mut words = parsed.operands.clone();
    if words.is_empty() {
        let text = context.stdin.read_all().await?;
        words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).map(<[u8]>::to_vec).collect();
    }
    for word in words {
        let shown = String::from_utf8_lossy(&word).into_owned();
        let digits = shown.trim().strip_prefix('+').unwrap_or(shown.trim());
        let number = if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse::<u64>().ok() } else { None };
        let Some(number) = number else {
            let reason = if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                "is too large"
            } else {
                "is not a valid positive integer"
            };
            context.complain(format_args!("\u{2018}{shown}\u{2019} {reason}"));
            status = 1;
            continue;
        };
        let mut factors = factors(number);
        base::order::sort(&mut factors);
        let mut line = format!("{number}:");
        let mut at = 0;
        while at < factors.len() {
            let same = factors[at..].iter().take_while(|factor| **factor == factors[at]).count();
            if exponents && same > 1 {
                let _ = write!(line, " {}^{same}", factors[at]);
            } else {
                line.push_str(&format!(" {}", factors[at]).repeat(same));
            }
            at += same;
        }
        line.push('\n');
        context.stdout.put(line.as_bytes());
        context.stdout.relieve().await?;
        context.tick(200_000).await;
    }
    Ok(status)
}

fn multiply(a: u64, b: u64, modulus: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(modulus)) as u64
}

fn power(mut base: u64, mut exponent: u64, modulus: u64) -> u64 {
    let mut result = 1;
    base %= modulus;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = multiply(result, base, modulus);
        }
        base = multiply(base, base, modulus);
        exponent >>= 1;
    }
    result
}

/// Exact below 2^64 with these bases.
fn is_prime(n: u64) -> bool {
    const BASES: [u64; 12] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37];
    if n < 2 {
        return false;
    }
    if let Some(base) = BASES.iter().find(|base| n.is_multiple_of(**base)) {
        return n == *base;
    }
    let twos = (n - 1).trailing_zeros();
    let odd = (n - 1) >> twos;
    BASES.iter().all(|base| {
        let mut x = power(*base, odd, n);
        if x == 1 || x == n - 1 {
            return true;
        }
        (1..twos).any(|_| {
            x = multiply(x, x, n);
            x == n - 1
        })
    })
}

fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// A proper factor of a composite number.
fn split(n: u64) -> u64 {
    for constant in 1.. {
        let step = |x: u64| (multiply(x, x, n).wrapping_add(constant)) % n;
        let (mut slow, mut fast) = (2, 2);
        loop {
            slow = step(slow);
            fast = step(step(fast));
            let common = gcd(slow.abs_diff(fast), n);
            if common == n {
                break;
            }
            if common > 1 {
                return common;
            }
        }
    }
    n
}

fn factors(mut n: u64) -> Vec<u64> {
    let mut found = Vec::new();
    if n < 2 {
        return found;
    }
    for prime in 2..1000 {
        while n > 1 && n.is_multiple_of(prime) {
            found.push(prime);
            n /= prime;
        }
    }
    let mut pending = if n > 1 { vec![n] } else { Vec::new() };
    while let Some(n) = pending.pop() {
        if is_prime(n) {
            found.push(n);
        } else {
            let factor = split(n);
            pending.extend([factor, n / factor]);
        }
    }
    found
}
