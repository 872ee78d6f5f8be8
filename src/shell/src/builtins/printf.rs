//! `printf`.

use super::echo::escaped;
use crate::Bytes;
use crate::exec::Shell;

pub(super) async fn printf(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("v:", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let target = letters.value('v').map(<[u8]>::to_vec);
    if let Some(name) = &target {
        let base = name.split(|byte| *byte == b'[').next().unwrap_or_default();
        let closed = !name.contains(&b'[') || name.ends_with(b"]");
        if !crate::syntax::is_identifier(base) || !closed {
            let shown = String::from_utf8_lossy(name).into_owned();
            shell.complain(format_args!("`{shown}': not a valid identifier"));
            return 2;
        }
    }
    let Some((format, values)) = letters.operands.split_first() else {
        shell.usage();
        return 2;
    };
    let mut state = State { values, next: 0, status: 0, ended: false, out: Vec::new() };
    loop {
        let before = state.next;
        state.format(shell, format);
        if state.ended || state.next >= state.values.len() || state.next == before {
            break;
        }
        shell.sys.tick(state.out.len() as u64 / 64 + 2).await;
        if state.out.len() > crate::MAX_VALUE {
            break;
        }
    }
    match target {
        Some(name) => {
            if assign_to(shell, &name, state.out).await.is_err() {
                return 1;
            }
        }
        None => shell.out.extend(state.out),
    }
    state.status
}

/// Sets `NAME` or `NAME[subscript]`.
pub(super) async fn assign_to(shell: &mut Shell, name: &[u8], value: Bytes) -> Result<(), crate::exec::Stop> {
    let braced = [b"${".as_slice(), name, b"}"].concat();
    let Some(param) = crate::syntax::Parser::new(&braced, shell.parse_options()).parameter() else {
        return Err(shell.fail(1));
    };
    let reference = crate::expand::Reference { name: param.name, index: param.index };
    shell.assign_reference(&reference, value).await
}

struct State<'a> {
    values: &'a [Bytes],
    next: usize,
    status: i32,
    ended: bool,
    out: Bytes,
}

#[derive(Default)]
struct Spec {
    left: bool,
    zero: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    group: bool,
    width: usize,
    precision: Option<usize>,
}

impl State<'_> {
    fn value(&mut self) -> Option<&Bytes> {
        let value = self.values.get(self.next);
        self.next += 1;
        value
    }

    fn format(&mut self, shell: &mut Shell, format: &[u8]) {
        let mut at = 0;
        while at < format.len() && !self.ended {
            let byte = format[at];
            match byte {
                b'\\' => {
                    let length = escape_length(&format[at..]);
                    let escape = &format[at..at + length];
                    // In a format, an octal escape needs no leading zero, and `\c` is `\c`.
                    match escape.get(1) {
                        Some(b'"' | b'\'' | b'?') => self.out.push(escape[1]),
                        Some(b'0'..=b'7') => {
                            let value = escape[1..].iter().fold(0_u32, |sum, digit| sum * 8 + u32::from(digit - b'0'));
                            self.out.push(value as u8);
                        }
                        Some(b'c') => self.out.extend_from_slice(escape),
                        _ => {
                            escaped(escape, &mut self.out);
                        }
                    }
                    at += length;
                }
                b'%' if format.get(at + 1) == Some(&b'%') => {
                    self.out.push(b'%');
                    at += 2;
                }
                b'%' => at = self.directive(shell, format, at + 1),
                _ => {
                    self.out.push(byte);
                    at += 1;
                }
            }
        }
    }

    /// A directive from after its `%`; gives the place after it.
    fn directive(&mut self, shell: &mut Shell, format: &[u8], start: usize) -> usize {
        let mut spec = Spec::default();
        let mut at = start;
        loop {
            match format.get(at) {
                Some(b'-') => spec.left = true,
                Some(b'0') => spec.zero = true,
                Some(b'+') => spec.plus = true,
                Some(b' ') => spec.space = true,
                Some(b'#') => spec.alternate = true,
                Some(b'\'') => spec.group = true,
                _ => break,
            }
            at += 1;
        }
        let mut read = |state: &mut Self, at: &mut usize| -> Option<i64> {
            if format.get(*at) == Some(&b'*') {
                *at += 1;
                let text = state.value().cloned().unwrap_or_default();
                return Some(state.integer(shell, &text));
            }
            let digits = format[*at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let text = &format[*at..*at + digits];
            *at += digits;
            std::str::from_utf8(text).ok()?.parse().ok()
        };
        if let Some(width) = read(self, &mut at) {
            spec.left |= width < 0;
            spec.width = width.unsigned_abs().min(1 << 24) as usize;
        }
        if format.get(at) == Some(&b'.') {
            at += 1;
            let precision = read(self, &mut at).unwrap_or(0);
            spec.precision = usize::try_from(precision).ok().map(|precision| precision.min(1 << 24));
        }
        while matches!(format.get(at), Some(b'l' | b'h' | b'L' | b'q' | b'j' | b'z' | b't'))
            && !matches!(format.get(at), Some(b'q'))
        {
            at += 1;
        }
        let Some(&letter) = format.get(at) else {
            let shown = String::from_utf8_lossy(&format[start - 1..]).into_owned();
            shell.complain(format_args!("`{shown}': missing format character"));
            self.status = 1;
            self.ended = true;
            return at;
        };
        at += 1;
        match letter {
            b's' | b'b' | b'q' | b'Q' | b'c' => self.text(letter, &spec),
            b'd' | b'i' => {
                let text = self.value().cloned().unwrap_or_default();
                let value = self.integer(shell, &text);
                self.decimal(value, &spec);
            }
            b'u' | b'o' | b'x' | b'X' => {
                let text = self.value().cloned().unwrap_or_default();
                let value = self.unsigned(shell, &text);
                let (digits, prefix) = match letter {
                    b'u' => (value.to_string(), ""),
                    b'o' => (format!("{value:o}"), if spec.alternate && value != 0 { "0" } else { "" }),
                    b'x' => (format!("{value:x}"), if spec.alternate && value != 0 { "0x" } else { "" }),
                    _ => (format!("{value:X}"), if spec.alternate && value != 0 { "0X" } else { "" }),
                };
                self.digits(prefix, digits, &spec);
            }
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'a' | b'A' => {
                let text = self.value().cloned().unwrap_or_default();
                let value = self.float(shell, &text);
                let body = crate::number::float(value, letter, spec.precision, spec.alternate);
                let sign = if spec.plus && !body.starts_with('-') {
                    "+"
                } else if spec.space && !body.starts_with('-') {
                    " "
                } else {
                    ""
                };
                let (sign, body) = match body.strip_prefix('-') {
                    Some(rest) => ("-", rest.to_owned()),
                    None => (sign, body),
                };
                let zero = spec.zero && value.is_finite();
                self.pad_number(sign, &body, &Spec { precision: None, zero, ..spec });
            }
            b'(' => {
                let Some(close) = format[at..].iter().position(|byte| *byte == b')') else {
                    self.out.extend_from_slice(&format[start - 1..]);
                    return format.len();
                };
                let inner = &format[at..at + close];
                at += close + 1;
                if format.get(at) != Some(&b'T') {
                    let shown = String::from_utf8_lossy(&format[at..(at + 1).min(format.len())]).into_owned();
                    shell.complain(format_args!("warning: `{shown}': invalid time format specification"));
                    self.out.extend_from_slice(&format[start - 1..at]);
                    return at;
                }
                at += 1;
                let value = self.value().cloned();
                let seconds = match value {
                    None => -1,
                    Some(text) => self.integer(shell, &text),
                };
                let millis = match seconds {
                    -1 => shell.sys.now(),
                    -2 => shell.sys.kernel.boot,
                    seconds => seconds.saturating_mul(1000),
                };
                let inner: &[u8] = if inner.is_empty() { b"%X" } else { inner };
                let text = super::strftime(shell.exported_value(b"TZ").as_deref(), inner, millis);
                let most = spec.precision.unwrap_or(usize::MAX).min(text.len());
                self.pad(&text[..most], &spec);
            }
            b'n' => {
                let name = self.value().cloned().unwrap_or_default();
                let count = self.out.len().to_string();
                let _ = shell.assign(&name, count.into_bytes());
            }
            _ => {
                let shown = char::from(letter);
                shell.complain(format_args!("`{shown}': invalid format character"));
                self.status = 1;
                self.ended = true;
            }
        }
        at
    }

    fn text(&mut self, letter: u8, spec: &Spec) {
        let value = self.value().cloned().unwrap_or_default();
        let mut text = match letter {
            b's' => value,
            b'q' => crate::quote::backslashed(&value),
            b'Q' => {
                let most = spec.precision.unwrap_or(usize::MAX);
                crate::quote::backslashed(&value[..value.len().min(most)])
            }
            b'c' => value.first().map(|byte| vec![*byte]).unwrap_or_default(),
            _ => {
                let mut text = Vec::new();
                if !escaped(&octal_with_zero(&value), &mut text) {
                    self.ended = true;
                }
                text
            }
        };
        if let Some(most) = spec.precision.filter(|_| letter != b'Q') {
            text.truncate(most);
        }
        self.pad(&text, spec);
    }

    fn pad(&mut self, text: &[u8], spec: &Spec) {
        let fill = spec.width.saturating_sub(text.len());
        if !spec.left {
            self.out.resize(self.out.len() + fill, b' ');
        }
        self.out.extend_from_slice(text);
        if spec.left {
            self.out.resize(self.out.len() + fill, b' ');
        }
    }

    fn decimal(&mut self, value: i64, spec: &Spec) {
        let sign = if value < 0 {
            "-"
        } else if spec.plus {
            "+"
        } else if spec.space {
            " "
        } else {
            ""
        };
        self.digits(sign, value.unsigned_abs().to_string(), spec);
    }

    fn digits(&mut self, prefix: &str, mut digits: String, spec: &Spec) {
        if let Some(precision) = spec.precision {
            if precision == 0 && digits == "0" {
                digits.clear();
            }
            let prefix_zero = usize::from(prefix == "0" && digits.len() < precision);
            if digits.len() < precision {
                digits = format!("{}{digits}", "0".repeat(precision - digits.len() - prefix_zero));
            }
        }
        self.pad_number(prefix, &digits, spec);
    }

    fn pad_number(&mut self, sign: &str, digits: &str, spec: &Spec) {
        let fill = spec.width.saturating_sub(sign.len() + digits.len());
        let zeros = spec.zero && !spec.left && spec.precision.is_none();
        if !zeros && !spec.left {
            self.out.resize(self.out.len() + fill, b' ');
        }
        self.out.extend_from_slice(sign.as_bytes());
        if zeros {
            self.out.resize(self.out.len() + fill, b'0');
        }
        self.out.extend_from_slice(digits.as_bytes());
        if spec.left {
            self.out.resize(self.out.len() + fill, b' ');
        }
    }

    /// A number for `%d`: decimal, octal, hexadecimal, or `'c`.
    fn integer(&mut self, shell: &mut Shell, text: &[u8]) -> i64 {
        if let Some(value) = character(text) {
            return value;
        }
        let trimmed = text.trim_ascii_start();
        let (negative, rest) = match trimmed.split_first() {
            Some((b'-', rest)) => (true, rest),
            Some((b'+', rest)) => (false, rest),
            _ => (false, trimmed),
        };
        let (base, digits) = match rest {
            [b'0', b'x' | b'X', hex @ ..] if hex.first().is_some_and(u8::is_ascii_hexdigit) => (16, hex),
            [b'0', ..] => (8, rest),
            _ => (10, rest),
        };
        let count = digits.iter().take_while(|byte| (**byte as char).is_digit(base)).count();
        let number = digits[..count].iter().try_fold(0_u64, |sum, byte| {
            sum.checked_mul(base.into())?.checked_add((*byte as char).to_digit(base)?.into())
        });
        if (count == 0 && !text.is_empty()) || count < digits.len() {
            self.invalid(shell, text);
        }
        let limit = if negative { 1_u64 << 63 } else { (1 << 63) - 1 };
        match number.filter(|number| *number <= limit || !negative) {
            Some(number) if negative => (number as i64).wrapping_neg(),
            Some(number) if i64::try_from(number).is_ok() => number as i64,
            _ => {
                let shown = String::from_utf8_lossy(text).into_owned();
                shell.complain(format_args!("warning: {shown}: Numerical result out of range"));
                if negative { i64::MIN } else { i64::MAX }
            }
        }
    }

    /// A number for `%u` and `%x`: as `%d`'s, with room to the top of 64 bits.
    fn unsigned(&mut self, shell: &mut Shell, text: &[u8]) -> u64 {
        let trimmed = text.trim_ascii_start();
        let (negative, digits) = match trimmed.split_first() {
            Some((b'-', rest)) => (true, rest),
            _ => (false, trimmed),
        };
        let plain = digits.len() > 18 && digits.iter().all(u8::is_ascii_digit) && digits[0] != b'0';
        if !plain {
            return self.integer(shell, text) as u64;
        }
        match std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<u64>().ok()) {
            Some(value) if negative => value.wrapping_neg(),
            Some(value) => value,
            None => {
                shell.complain_bytes(&[b"warning: ".as_slice(), text, b": Numerical result out of range"].concat());
                u64::MAX
            }
        }
    }

    fn float(&mut self, shell: &mut Shell, text: &[u8]) -> f64 {
        if let Some(value) = character(text) {
            return value as f64;
        }
        let (value, used) = crate::number::read_float(text);
        if used < text.len() {
            self.invalid(shell, text);
        }
        value
    }

    fn invalid(&mut self, shell: &mut Shell, text: &[u8]) {
        self.status = 1;
        shell.complain_bytes(&[text, b": invalid number"].concat());
    }
}

/// `'a` and `"a`: the character's number.
fn character(text: &[u8]) -> Option<i64> {
    let (b'\'' | b'"', rest) = text.split_first()? else { return None };
    let first = rest.utf8_chunks().next();
    let letter = first.and_then(|chunk| chunk.valid().chars().next());
    Some(letter.map_or_else(|| rest.first().map_or(0, |byte| i64::from(*byte)), |letter| i64::from(u32::from(letter))))
}

/// How long the escape at the start is.
fn escape_length(text: &[u8]) -> usize {
    let digits = |from: usize, base: u32, most: usize| {
        from + text[from.min(text.len())..].iter().take(most).take_while(|byte| (**byte as char).is_digit(base)).count()
    };
    match text.get(1) {
        None => 1,
        Some(b'0'..=b'7') => digits(1, 8, 3),
        Some(b'x') => digits(2, 16, 2),
        Some(b'u') => digits(2, 16, 4),
        Some(b'U') => digits(2, 16, 8),
        Some(_) => 2,
    }
}

/// `%b` takes `\123` for `\0123`.
fn octal_with_zero(text: &[u8]) -> Bytes {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        out.push(text[at]);
        if text[at] == b'\\' {
            match text.get(at + 1) {
                Some(b'1'..=b'7') => out.push(b'0'),
                Some(b'\\') => {
                    out.push(b'\\');
                    at += 2;
                    continue;
                }
                _ => {}
            }
        }
        at += 1;
    }
    out
}
