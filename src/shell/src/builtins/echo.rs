//! `echo`.

use crate::Bytes;
use crate::exec::Shell;

pub(super) fn echo(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let (mut newline, mut escapes) = (true, shell.shopts.xpg_echo);
    let mut at = 0;
    while let Some(arg) = args.get(at) {
        let letters = match arg.split_first() {
            Some((b'-', letters)) if !letters.is_empty() && letters.iter().all(|byte| b"neE".contains(byte)) => letters,
            _ => break,
        };
        for letter in letters {
            match letter {
                b'n' => newline = false,
                b'e' => escapes = true,
                _ => escapes = false,
            }
        }
        at += 1;
    }
    for (number, arg) in args[at..].iter().enumerate() {
        if number > 0 {
            shell.out.push(b' ');
        }
        if !escapes {
            shell.out.extend_from_slice(arg);
        } else if !escaped(arg, &mut shell.out) {
            return 0;
        }
    }
    if newline {
        shell.out.push(b'\n');
    }
    0
}

/// The escapes of `echo -e` and `printf %b`; false at `\c`, which ends everything.
pub(super) fn escaped(text: &[u8], out: &mut Bytes) -> bool {
    let mut at = 0;
    let digits = |from: usize, base: u32, most: usize| {
        let value = |byte: &u8| (*byte as char).to_digit(base);
        text[from.min(text.len())..]
            .iter()
            .take(most)
            .map_while(value)
            .fold((0_u32, 0), |(sum, count), digit| (sum.wrapping_mul(base).wrapping_add(digit), count + 1))
    };
    while at < text.len() {
        let byte = text[at];
        at += 1;
        if byte != b'\\' || at >= text.len() {
            out.push(byte);
            continue;
        }
        let escape = text[at];
        at += 1;
        match escape {
            b'a' => out.push(7),
            b'b' => out.push(8),
            b'c' => return false,
            b'e' | b'E' => out.push(27),
            b'f' => out.push(12),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'v' => out.push(11),
            b'\\' => out.push(b'\\'),
            b'0' => {
                let (value, count) = digits(at, 8, 3);
                at += count;
                out.push(value as u8);
            }
            b'x' => match digits(at, 16, 2) {
                (_, 0) => out.extend_from_slice(b"\\x"),
                (value, count) => {
                    at += count;
                    out.push(value as u8);
                }
            },
            b'u' | b'U' => match digits(at, 16, if escape == b'u' { 4 } else { 8 }) {
                (_, 0) => out.extend_from_slice(&[b'\\', escape]),
                (value, count) => {
                    at += count;
                    crate::syntax::push_code_point(out, value);
                }
            },
            _ => out.extend_from_slice(&[b'\\', escape]),
        }
    }
    true
}
