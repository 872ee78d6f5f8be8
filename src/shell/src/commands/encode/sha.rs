//! SHA-1, SHA-256 and SHA-512 (FIPS 180-4). The constants are made, not listed: fractions of roots of primes.

use std::sync::OnceLock;

/// The first `count` primes.
fn primes(count: usize) -> Vec<u64> {
    let mut list: Vec<u64> = Vec::with_capacity(count);
    let mut candidate = 2;
    while list.len() < count {
        if list.iter().all(|prime| candidate % prime != 0) {
            list.push(candidate);
        }
        candidate += 1;
    }
    list
}

/// The first 64 bits of the fraction of the square (2) or cube (3) root, by bisection on whole numbers.
fn root_fraction(prime: u64, power: u32) -> u64 {
    // The root times 2^64 is below 2^69; its power is compared in pieces of 32 bits.
    let (mut low, mut high) = (0_u128, 1_u128 << 69);
    while high - low > 1 {
        let middle = low.midpoint(high);
        if at_most(middle, power, prime) { low = middle } else { high = middle }
    }
    low as u64
}

/// Is `value^power <= prime * 2^(64 * power)`?
fn at_most(value: u128, power: u32, prime: u64) -> bool {
    let digits = |value: u128| (0..4).map(|place| (value >> (32 * place)) as u32).collect::<Vec<u32>>();
    let multiply = |a: &[u32], b: &[u32]| {
        let mut product = vec![0_u32; a.len() + b.len()];
        for (i, x) in a.iter().enumerate() {
            let mut carry = 0_u64;
            for (j, y) in b.iter().enumerate() {
                let sum = u64::from(*x) * u64::from(*y) + u64::from(product[i + j]) + carry;
                product[i + j] = sum as u32;
                carry = sum >> 32;
            }
            product[i + b.len()] = carry as u32;
        }
        product
    };
    let base = digits(value);
    let mut product = base.clone();
    for _ in 1..power {
        product = multiply(&product, &base);
    }
    let mut bound = vec![0_u32; product.len()];
    bound[2 * power as usize] = prime as u32;
    product.iter().rev().le(bound.iter().rev())
}

fn padded(message: &[u8], block: usize) -> Vec<u8> {
    let mut bytes = message.to_vec();
    bytes.push(0x80);
    let length = block / 8;
    while bytes.len() % block != block - length {
        bytes.push(0);
    }
    bytes.resize(bytes.len() + length - 8, 0);
    bytes.extend_from_slice(&(message.len() as u64).wrapping_mul(8).to_be_bytes());
    bytes
}

/// SHA-1.
pub(in crate::commands) fn sha1(message: &[u8]) -> Vec<u8> {
    let mut state = [0x6745_2301_u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in padded(message, 64).chunks_exact(64) {
        let mut words: Vec<u32> =
            block.chunks_exact(4).map(|word| u32::from_be_bytes([word[0], word[1], word[2], word[3]])).collect();
        for at in 16..80 {
            words.push((words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16]).rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (step, word) in words.iter().enumerate() {
            let (mixed, constant) = match step / 20 {
                0 => (b & c | !b & d, 0x5a82_7999),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => (b & c | b & d | c & d, 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let sum = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e).wrapping_add(constant).wrapping_add(*word);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, sum);
        }
        for (part, value) in state.iter_mut().zip([a, b, c, d, e]) {
            *part = part.wrapping_add(value);
        }
    }
    state.iter().flat_map(|part| part.to_be_bytes()).collect()
}

macro_rules! sha2 {
    ($(#[$doc:meta])* $name:ident, $word:ty, $block:literal, $rounds:literal, $big0:expr, $big1:expr, $small0:expr, $small1:expr) => {
        $(#[$doc])*
        pub(in crate::commands) fn $name(message: &[u8]) -> Vec<u8> {
            static TABLES: OnceLock<(Vec<$word>, Vec<$word>)> = OnceLock::new();
            const BITS: u32 = <$word>::BITS;
            let top = |bits: u64| (bits >> (64 - BITS)) as $word;
            let (constants, start) = TABLES.get_or_init(|| {
                let roots = |count, power| -> Vec<$word> {
                    primes(count).into_iter().map(|prime| top(root_fraction(prime, power))).collect()
                };
                (roots($rounds, 3), roots(8, 2))
            });
            let mut state = start.clone();
            let big = |x: $word, [a, b, c]: [u32; 3]| x.rotate_right(a) ^ x.rotate_right(b) ^ x.rotate_right(c);
            let small = |x: $word, [a, b, c]: [u32; 3]| x.rotate_right(a) ^ x.rotate_right(b) ^ (x >> c);
            for block in padded(message, $block).chunks_exact($block) {
                let word = |bytes: &[u8]| bytes.iter().fold(0, |sum: $word, byte| sum << 8 | <$word>::from(*byte));
                let mut words: Vec<$word> = block.chunks_exact(BITS as usize / 8).map(word).collect();
                for at in 16..$rounds {
                    let sum = words[at - 16].wrapping_add(small(words[at - 15], $small0));
                    words.push(sum.wrapping_add(words[at - 7]).wrapping_add(small(words[at - 2], $small1)));
                }
                let mut s = state.clone();
                for (word, constant) in words.iter().zip(constants) {
                    let choice = s[4] & s[5] ^ !s[4] & s[6];
                    let first = s[7].wrapping_add(big(s[4], $big1)).wrapping_add(choice).wrapping_add(*constant).wrapping_add(*word);
                    let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2];
                    let second = big(s[0], $big0).wrapping_add(majority);
                    s.rotate_right(1);
                    s[4] = s[4].wrapping_add(first);
                    s[0] = first.wrapping_add(second);
                }
                for (part, value) in state.iter_mut().zip(s) {
                    *part = part.wrapping_add(value);
                }
            }
            state.iter().flat_map(|part| part.to_be_bytes()).collect()
        }
    };
}

sha2!(
    /// SHA-256.
    sha256, u32, 64, 64, [2, 13, 22], [6, 11, 25], [7, 18, 3], [17, 19, 10]
);
sha2!(
    /// SHA-512.
    sha512, u64, 128, 80, [28, 34, 39], [14, 18, 41], [1, 8, 7], [19, 61, 6]
);
