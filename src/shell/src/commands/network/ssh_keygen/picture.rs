//! Fingerprints, in letters and as a walk of the drunken bishop (Loss, Limmer and von Gernler, 2009).

use super::key::Public;
use crate::commands::encode::{base64, md5, sha};

/// A hash of a key: its name, the bytes, and how it is written.
pub(super) struct Fingerprint {
    name: &'static str,
    bytes: Vec<u8>,
    /// `SHA256:…` or `MD5:…`.
    pub(super) text: String,
}

/// The fingerprint of a key, by SHA-256 or MD5.
pub(super) fn fingerprint(key: &Public, by_md5: bool) -> Fingerprint {
    if by_md5 {
        let bytes = md5::md5(&key.blob);
        let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = format!("MD5:{}", pairs.join(":"));
        return Fingerprint { name: "MD5", bytes, text };
    }
    let bytes = sha::sha256(&key.blob);
    let text = format!("SHA256:{}", base64::encode(&bytes).trim_end_matches('='));
    Fingerprint { name: "SHA256", bytes, text }
}

const WIDTH: usize = 17;
const HEIGHT: usize = 9;
const MARKS: &[u8] = b" .o+=*BOX@%&#/^";

/// The picture, in a frame.
pub(super) fn draw(kind: (&str, usize), print: &Fingerprint) -> String {
    let mut field = [[0_usize; WIDTH]; HEIGHT];
    let (mut x, mut y) = (WIDTH / 2, HEIGHT / 2);
    for byte in &print.bytes {
        for step in 0..4 {
            let pair = byte >> (2 * step);
            x = if pair & 1 == 1 { (x + 1).min(WIDTH - 1) } else { x.saturating_sub(1) };
            y = if pair & 2 == 2 { (y + 1).min(HEIGHT - 1) } else { y.saturating_sub(1) };
            field[y][x] += 1;
        }
    }
    let border = |title: String| {
        let left = (WIDTH - title.len().min(WIDTH)) / 2;
        format!("+{}{title}{}+\n", "-".repeat(left), "-".repeat(WIDTH - left - title.len().min(WIDTH)))
    };
    let mut out = border(format!("[{} {}]", kind.0, kind.1));
    for (row, line) in field.iter().enumerate() {
        out.push('|');
        for (column, visits) in line.iter().enumerate() {
            out.push(match (row, column) {
                here if here == (y, x) => 'E',
                (4, 8) => 'S',
                _ => MARKS[(*visits).min(MARKS.len() - 1)].into(),
            });
        }
        out.push_str("|\n");
    }
    out + &border(format!("[{}]", print.name))
}
