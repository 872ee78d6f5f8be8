//! `umask`, `ulimit`, `times`.

use crate::Bytes;
use crate::exec::Shell;

pub(super) fn umask(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("pS", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let mask = shell.sys.who().umask;
    let Some(text) = letters.operands.first() else {
        let shown = if letters.has('S') {
            let class = |shift: u32| {
                let bits = !mask >> shift & 7;
                format!(
                    "{}{}{}",
                    if bits & 4 != 0 { "r" } else { "" },
                    if bits & 2 != 0 { "w" } else { "" },
                    if bits & 1 != 0 { "x" } else { "" }
                )
            };
            format!("u={},g={},o={}", class(6), class(3), class(0))
        } else {
            format!("{mask:04o}")
        };
        let lead = match (letters.has('p'), letters.has('S')) {
            (true, true) => "umask -S ",
            (true, false) => "umask ",
            _ => "",
        };
        shell.put(format!("{lead}{shown}\n").as_bytes());
        return 0;
    };
    let new = if text.first().is_some_and(u8::is_ascii_digit) {
        let octal = std::str::from_utf8(text)
            .ok()
            .and_then(|text| u32::from_str_radix(text, 8).ok())
            .filter(|mask| *mask <= 0o777);
        if octal.is_none() {
            shell.complain_bytes(&[text.as_slice(), b": octal number out of range"].concat());
        }
        octal
    } else {
        let symbolic = symbolic(text, mask);
        if let Err(wrong) = &symbolic {
            shell.complain(wrong);
        }
        symbolic.ok()
    };
    match new {
        Some(new) => {
            shell.sys.set_who(|who| who.umask = new & 0o777);
            if letters.has('S') {
                return umask(shell, &[b"-S".to_vec()]);
            }
            0
        }
        None => 1,
    }
}

/// `u=rwx,g+w`: which bits are *allowed*.
fn symbolic(text: &[u8], mask: u32) -> Result<u32, String> {
    let mut allowed = !mask & 0o777;
    for clause in text.split(|byte| *byte == b',') {
        let mut at = 0;
        let mut who = 0;
        while let Some(byte) = clause.get(at) {
            who |= match byte {
                b'u' => 0o700,
                b'g' => 0o070,
                b'o' => 0o007,
                b'a' => 0o777,
                _ => break,
            };
            at += 1;
        }
        if who == 0 {
            who = 0o777;
        }
        if at >= clause.len() {
            return Err(format!("`{}': invalid symbolic mode operator", String::from_utf8_lossy(&clause[at..])));
        }
        let operator = clause[at];
        if !matches!(operator, b'+' | b'-' | b'=') {
            return Err(format!("`{}': invalid symbolic mode operator", operator as char));
        }
        let mut bits = 0;
        for byte in &clause[at + 1..] {
            bits |= match byte {
                b'r' => 0o444,
                b'w' => 0o222,
                b'x' => 0o111,
                other => return Err(format!("`{}': invalid symbolic mode character", *other as char)),
            };
        }
        match operator {
            b'+' => allowed |= bits & who,
            b'-' => allowed &= !(bits & who),
            _ => allowed = (allowed & !who) | (bits & who),
        }
    }
    Ok(!allowed & 0o777)
}

/// Limits of the machine, by letter: words, unit, value. Setting them changes what is shown, nothing else is limited.
const LIMITS: [(char, &str, &str, &str); 16] = [
    ('R', "real-time non-blocking time", "(microseconds, -R)", "unlimited"),
    ('c', "core file size", "(blocks, -c)", "0"),
    ('d', "data seg size", "(kbytes, -d)", "unlimited"),
    ('e', "scheduling priority", "(-e)", "0"),
    ('f', "file size", "(blocks, -f)", "unlimited"),
    ('i', "pending signals", "(-i)", "7823"),
    ('l', "max locked memory", "(kbytes, -l)", "256000"),
    ('m', "max memory size", "(kbytes, -m)", "unlimited"),
    ('n', "open files", "(-n)", "1024"),
    ('p', "pipe size", "(512 bytes, -p)", "8"),
    ('q', "POSIX message queues", "(bytes, -q)", "819200"),
    ('r', "real-time priority", "(-r)", "0"),
    ('s', "stack size", "(kbytes, -s)", "8192"),
    ('t', "cpu time", "(seconds, -t)", "unlimited"),
    ('u', "max user processes", "(-u)", "7823"),
    ('v', "virtual memory", "(kbytes, -v)", "unlimited"),
];

pub(super) fn ulimit(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("SHacdefilmnpqrstuvRx", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if letters.has('a') {
        for (_, words, unit, value) in LIMITS {
            shell.put(format!("{words:<28}{unit:>19} {value}\n").as_bytes());
        }
        return 0;
    }
    let letter =
        letters.given.iter().map(|(letter, _)| *letter).find(|letter| !matches!(letter, 'S' | 'H')).unwrap_or('f');
    let Some((_, _, _, default)) = LIMITS.iter().find(|(known, ..)| *known == letter) else { return 1 };
    let key = format!("ulimit {letter}").into_bytes();
    match letters.operands.first() {
        None => {
            let value = shell
                .vars
                .get(&key)
                .and_then(|var| var.scalar())
                .cloned()
                .unwrap_or_else(|| default.as_bytes().to_vec());
            shell.put(&[value.as_slice(), b"\n"].concat());
        }
        Some(value)
            if matches!(value.as_slice(), b"unlimited" | b"hard" | b"soft")
                || super::number(value).is_some_and(|value| value >= 0) =>
        {
            shell.vars.set(&key, value.clone());
        }
        Some(value) => {
            shell.complain_bytes(&[value.as_slice(), b": invalid number"].concat());
            return 1;
        }
    }
    0
}

pub(super) fn times(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let _ = args;
    let all = shell.sys.kernel.list_processes();
    let own = all.iter().find(|process| process.pid == shell.sys.pid).map_or(0, |process| process.steps / 100_000);
    let show = |millis: u64| format!("{}m{}.{:03}s", millis / 60_000, millis / 1000 % 60, millis % 1000);
    shell.put(format!("{} {}\n{} {}\n", show(own), show(0), show(0), show(0)).as_bytes());
    0
}
