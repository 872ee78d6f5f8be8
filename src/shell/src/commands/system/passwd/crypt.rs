//! SHA-512 crypt, `$6$`: the hash of `/etc/shadow` (Drepper, "Unix crypt using SHA-256 and SHA-512", 2008).

use crate::commands::encode::sha::sha512;

/// The letters of salts and hashes.
pub(super) const LETTERS: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Rounds when none are named.
const ROUNDS: usize = 5000;

/// Steps a hash costs.
pub(super) const COST: u64 = 3_000_000;

/// Is `password` what `hash` was made of?
pub(super) fn fits(hash: &str, password: &[u8]) -> bool {
    if hash.is_empty() {
        return password.is_empty();
    }
    let mut parts = hash.split('$').skip(1);
    parts.next() == Some("6") && parts.next().is_some_and(|salt| self::hash(password, salt) == hash)
}

/// The hash of a password with this salt (at most 16 letters count).
pub(super) fn hash(password: &[u8], salt: &str) -> String {
    let salt = &salt[..salt.len().min(16)];
    let key = salt.as_bytes();
    let repeated = |bytes: &[u8], length: usize| bytes.iter().copied().cycle().take(length).collect::<Vec<u8>>();
    let alternate = sha512(&[password, key, password].concat());
    let mut text = [password, key].concat();
    text.extend(repeated(&alternate, password.len()));
    let mut length = password.len();
    while length > 0 {
        text.extend_from_slice(if length & 1 == 1 { &alternate } else { password });
        length >>= 1;
    }
    let mut digest = sha512(&text);
    let words = repeated(&sha512(&password.repeat(password.len())), password.len());
    let salts = repeated(&sha512(&key.repeat(16 + usize::from(digest[0]))), key.len());
    for round in 0..ROUNDS {
        let mut text = Vec::with_capacity(256);
        text.extend_from_slice(if round % 2 == 1 { &words } else { &digest });
        if round % 3 != 0 {
            text.extend_from_slice(&salts);
        }
        if round % 7 != 0 {
            text.extend_from_slice(&words);
        }
        text.extend_from_slice(if round % 2 == 1 { &digest } else { &words });
        digest = sha512(&text);
    }
    format!("$6${salt}${}", letters(&digest))
}

/// The digest in letters, its bytes taken in the order the scheme has.
fn letters(digest: &[u8]) -> String {
    let mut out = String::new();
    let mut write = |mut sum: u32, count: usize| {
        for _ in 0..count {
            out.push(char::from(LETTERS[(sum & 63) as usize]));
            sum >>= 6;
        }
    };
    let (mut a, mut b, mut c) = (0, 21, 42);
    for _ in 0..21 {
        write(u32::from(digest[a]) << 16 | u32::from(digest[b]) << 8 | u32::from(digest[c]), 4);
        (a, b, c) = (b + 1, c + 1, a + 1);
    }
    write(u32::from(digest[63]), 2);
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn hashes_are_those_of_crypt() {
        // `openssl passwd -6 -salt saltstring 'Hello world!'`
        let hash =
            "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1";
        assert_eq!(super::hash(b"Hello world!", "saltstring"), hash);
        assert!(super::fits(hash, b"Hello world!"));
        assert!(!super::fits(hash, b"hello world!"));
    }
}
