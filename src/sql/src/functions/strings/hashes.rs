//! Digests and encodings of bytes: the SHA family, CRC 32, hexadecimal, base 64.

use super::{int, text};
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::value::Value;

fn bytes(context: &Context<'_>, args: &[Value]) -> Result<Vec<u8>> {
    let bytes = match &args[0] {
        Value::Bytes(bytes) => bytes.to_vec(),
        other => other.as_str().unwrap_or("").as_bytes().to_vec(),
    };
    context.budget.spend(bytes.len() as u64 / 2)?;
    Ok(bytes)
}

fn blob(bytes: Vec<u8>) -> Value {
    Value::Bytes(bytes.into())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The message with its padding: blocks of `block` bytes, the length in bits at the end.
fn padded(message: &[u8], block: usize) -> Vec<u8> {
    let length = block / 8;
    let mut out = message.to_vec();
    out.push(0x80);
    while out.len() % block != block - length {
        out.push(0);
    }
    out.extend(std::iter::repeat_n(0, length - 8));
    out.extend((message.len() as u64 * 8).to_be_bytes());
    out
}

/// The first `count` primes.
fn primes(count: usize) -> Vec<u64> {
    let mut found: Vec<u64> = Vec::new();
    let mut n = 2;
    while found.len() < count {
        if found.iter().all(|prime| n % prime != 0) {
            found.push(n);
        }
        n += 1;
    }
    found
}

/// The first 64 bits after the point of the square or cube root of a small integer, by bisection.
fn root_fraction(n: u64, cube: bool) -> u64 {
    // The root as a fixed-point number with 64 bits after the point; powers are compared in three or four words.
    let below = |candidate: u128| {
        let wide = |a: &[u64], b: &[u64]| {
            let mut out = vec![0_u64; a.len() + b.len()];
            for (i, x) in a.iter().enumerate() {
                let mut carry = 0_u128;
                for (j, y) in b.iter().enumerate() {
                    let sum = u128::from(*x) * u128::from(*y) + u128::from(out[i + j]) + carry;
                    out[i + j] = sum as u64;
                    carry = sum >> 64;
                }
                out[i + b.len()] = carry as u64;
            }
            out
        };
        let words = [candidate as u64, (candidate >> 64) as u64];
        let square = wide(&words, &words);
        let (power, point) = if cube { (wide(&square, &words), 3) } else { (square, 2) };
        power[point] < n && power[point + 1..].iter().all(|word| *word == 0)
    };
    let (mut low, mut high) = (0_u128, 1_u128 << 70);
    while high - low > 1 {
        let middle = u128::midpoint(low, high);
        if below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low as u64
}

/// SHA-512 and SHA-384 (FIPS 180-4).
fn sha512_family(message: &[u8], start: [u64; 8], length: usize) -> Vec<u8> {
    let constants: Vec<u64> = primes(80).into_iter().map(|prime| root_fraction(prime, true)).collect();
    let mut state = start;
    for block in padded(message, 128).chunks(128) {
        let mut w: Vec<u64> =
            block.chunks(8).map(|word| word.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))).collect();
        for i in 16..80 {
            let (a, b) = (w[i - 15], w[i - 2]);
            let s0 = a.rotate_right(1) ^ a.rotate_right(8) ^ a >> 7;
            let s1 = b.rotate_right(19) ^ b.rotate_right(61) ^ b >> 6;
            w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
        for i in 0..80 {
            let s1 = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
            let choice = e & f ^ !e & g;
            let first = h.wrapping_add(s1).wrapping_add(choice).wrapping_add(constants[i]).wrapping_add(w[i]);
            let s0 = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
            let second = s0.wrapping_add(a & b ^ a & c ^ b & c);
            (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(first), c, b, a, first.wrapping_add(second));
        }
        for (sum, word) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *sum = sum.wrapping_add(word);
        }
    }
    state.iter().flat_map(|word| word.to_be_bytes()).take(length).collect()
}

/// SHA-256 and SHA-224 (FIPS 180-4).
fn sha256_family(message: &[u8], start: [u32; 8], length: usize) -> Vec<u8> {
    let constants: Vec<u32> = primes(64).into_iter().map(|prime| (root_fraction(prime, true) >> 32) as u32).collect();
    let mut state = start;
    for block in padded(message, 64).chunks(64) {
        let mut w: Vec<u32> =
            block.chunks(4).map(|word| word.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte))).collect();
        for i in 16..64 {
            let (a, b) = (w[i - 15], w[i - 2]);
            let s0 = a.rotate_right(7) ^ a.rotate_right(18) ^ a >> 3;
            let s1 = b.rotate_right(17) ^ b.rotate_right(19) ^ b >> 10;
            w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state;
        for i in 0..64 {
            let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let choice = e & f ^ !e & g;
            let first = h.wrapping_add(s1).wrapping_add(choice).wrapping_add(constants[i]).wrapping_add(w[i]);
            let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let second = s0.wrapping_add(a & b ^ a & c ^ b & c);
            (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(first), c, b, a, first.wrapping_add(second));
        }
        for (sum, word) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *sum = sum.wrapping_add(word);
        }
    }
    state.iter().flat_map(|word| word.to_be_bytes()).take(length).collect()
}

/// SHA-1 (RFC 3174).
fn sha1(message: &[u8]) -> Vec<u8> {
    let mut state = [0x6745_2301_u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    for block in padded(message, 64).chunks(64) {
        let mut w: Vec<u32> =
            block.chunks(4).map(|word| word.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte))).collect();
        for i in 16..80 {
            w.push((w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16]).rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (i, word) in w.iter().enumerate() {
            let (mix, constant) = match i / 20 {
                0 => (b & c | !b & d, 0x5a82_7999),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => (b & c | b & d | c & d, 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let next = a.rotate_left(5).wrapping_add(mix).wrapping_add(e).wrapping_add(constant).wrapping_add(*word);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
        }
        for (sum, word) in state.iter_mut().zip([a, b, c, d, e]) {
            *sum = sum.wrapping_add(word);
        }
    }
    state.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn sha2(message: &[u8], bits: i64) -> Option<Vec<u8>> {
    let starts = |from: usize| -> Vec<u64> {
        primes(16)[from..from + 8].iter().map(|prime| root_fraction(*prime, false)).collect()
    };
    let wide = |from: usize| -> [u64; 8] { starts(from).try_into().unwrap_or([0; 8]) };
    let narrow = |words: [u64; 8], low: bool| words.map(|word| if low { word as u32 } else { (word >> 32) as u32 });
    Some(match bits {
        0 | 256 => sha256_family(message, narrow(wide(0), false), 32),
        224 => sha256_family(message, narrow(wide(8), true), 28),
        512 => sha512_family(message, wide(0), 64),
        384 => sha512_family(message, wide(8), 48),
        _ => return None,
    })
}

const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = (0..3).fold(0_u32, |word, i| word << 8 | u32::from(chunk.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            let digit = BASE64[(word >> (18 - 6 * i) & 63) as usize] as char;
            out.push(if i <= chunk.len() { digit } else { '=' });
        }
    }
    out
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (mut word, mut bits) = (0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        word = word << 6 | BASE64.iter().position(|digit| *digit == byte)? as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((word >> bits) as u8);
        }
    }
    Some(out)
}

fn from_hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let digit = |byte: u8| (byte as char).to_digit(16).map(|digit| digit as u8);
    digits.chunks(2).map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

fn encode(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let bytes = bytes(context, args)?;
    let written = match text(args, 1).to_ascii_lowercase().as_str() {
        "hex" => hexadecimal(&bytes),
        // Lines of 76 characters, as in RFC 2045.
        "base64" => {
            let text = base64(&bytes);
            text.as_bytes().chunks(76).map(String::from_utf8_lossy).collect::<Vec<_>>().join("\n")
        }
        "escape" => bytes
            .iter()
            .map(|byte| match byte {
                b'\\' => "\\\\".to_owned(),
                0 | 128.. => format!("\\{byte:03o}"),
                plain => char::from(*plain).to_string(),
            })
            .collect(),
        other => return Err(unknown_encoding(other)),
    };
    Ok(Value::text(written))
}

fn unknown_encoding(name: &str) -> Error {
    Error::from(Execute::InvalidArgument).with("why", "encoding").with("value", name)
}

fn decode(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    context.budget.spend(text(args, 0).len() as u64)?;
    let encoding = text(args, 1).to_ascii_lowercase();
    let bytes = match encoding.as_str() {
        "hex" => from_hexadecimal(text(args, 0)),
        "base64" => from_base64(text(args, 0)),
        "escape" => Some(text(args, 0).as_bytes().to_vec()),
        other => return Err(unknown_encoding(other)),
    };
    let wrong = || Error::from(Execute::InvalidArgument).with("why", "encoded").with("value", encoding.as_str());
    bytes.map(blob).ok_or_else(wrong)
}

fn sha2_hexadecimal(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let digest = sha2(&bytes(context, args)?, int(args, 1));
    Ok(digest.map_or(Value::Null, |digest| Value::text(hexadecimal(&digest))))
}

/// All of them. PostgreSQL's `sha256` and its kin give bytes; `sha1`, `sha2`, `to_base64`… are Spark's and Athena's.
pub(super) fn all() -> Vec<Function> {
    vec![
        row("sha224(bytea) -> bytea", |c, a| Ok(sha2(&bytes(c, a)?, 224).map_or(Value::Null, blob))),
        row("sha256(bytea) -> bytea", |c, a| Ok(sha2(&bytes(c, a)?, 256).map_or(Value::Null, blob))),
        row("sha384(bytea) -> bytea", |c, a| Ok(sha2(&bytes(c, a)?, 384).map_or(Value::Null, blob))),
        row("sha512(bytea) -> bytea", |c, a| Ok(sha2(&bytes(c, a)?, 512).map_or(Value::Null, blob))),
        row("sha1(text) -> text", |c, a| Ok(Value::text(hexadecimal(&sha1(&bytes(c, a)?))))),
        row("sha(text) -> text", |c, a| Ok(Value::text(hexadecimal(&sha1(&bytes(c, a)?))))),
        row("sha2(text, int4) -> text", sha2_hexadecimal),
        row("crc32(text) -> int8", |c, a| Ok(Value::Int(i64::from(crc32(&bytes(c, a)?))))),
        row("encode(bytea, text) -> text", encode),
        row("decode(text, text) -> bytea", decode),
        row("to_utf8(text) -> bytea", |c, a| Ok(blob(bytes(c, a)?))),
        row("from_utf8(bytea) -> text", |c, a| Ok(Value::text(&*String::from_utf8_lossy(&bytes(c, a)?)))),
        row("to_base64(bytea) -> text", |c, a| Ok(Value::text(base64(&bytes(c, a)?)))),
        row("from_base64(text) -> bytea", |c, a| {
            let wrong = || Error::from(Execute::InvalidArgument).with("why", "encoded").with("value", "base64");
            from_base64(&String::from_utf8_lossy(&bytes(c, a)?)).map(blob).ok_or_else(wrong)
        }),
        row("to_hex(bytea) -> text", |c, a| Ok(Value::text(hexadecimal(&bytes(c, a)?)))),
        row("length(bytea) -> int4", |c, a| Ok(Value::Int(bytes(c, a)?.len() as i64))),
        row("octet_length(bytea) -> int4", |c, a| Ok(Value::Int(bytes(c, a)?.len() as i64))),
        row("md5(bytea) -> text", |c, a| Ok(Value::text(super::patterns::digest(&bytes(c, a)?)))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_the_standards() {
        let hex = |bits| hexadecimal(&sha2(b"abc", bits).unwrap_or_default());
        assert_eq!(hex(256), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(hex(224), "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
        assert!(hex(512).starts_with("ddaf35a193617abacc417349ae204131"));
        assert!(hex(384).starts_with("cb00753f45a35e8bb5a03d699ac65007"));
        assert_eq!(hexadecimal(&sha1(b"abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn base64_goes_and_comes() {
        assert_eq!(base64(b"hello"), "aGVsbG8=");
        assert_eq!(from_base64("aGVsbG8="), Some(b"hello".to_vec()));
        assert_eq!(from_hexadecimal("0aFf"), Some(vec![10, 255]));
    }
}
