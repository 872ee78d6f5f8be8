//! `od`: bytes in octal and other forms.

use crate::context::number_with_suffix;
use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[
    value("A", "address-radix"),
    value("j", "skip-bytes"),
    value("N", "read-bytes"),
    value("t", "format"),
    flag("v", "output-duplicates"),
    maybe("w", "width"),
    flag("a", ""),
    flag("b", ""),
    flag("c", ""),
    flag("d", ""),
    flag("o", ""),
    flag("x", ""),
    flag("i", ""),
    flag("B", ""),
    flag("D", ""),
    flag("e", ""),
    flag("f", ""),
    flag("F", ""),
    flag("h", ""),
    flag("H", ""),
    flag("I", ""),
    flag("l", ""),
    flag("L", ""),
    flag("O", ""),
    flag("s", ""),
    flag("X", ""),
];

/// The old letters, and the types they stand for.
const OLD: &[(&str, u8, usize)] = &[
    ("a", b'a', 1),
    ("b", b'o', 1),
    ("B", b'o', 2),
    ("c", b'c', 1),
    ("d", b'u', 2),
    ("D", b'u', 4),
    ("e", b'f', 8),
    ("f", b'f', 4),
    ("F", b'f', 8),
    ("h", b'x', 2),
    ("H", b'x', 4),
    ("i", b'd', 4),
    ("I", b'd', 8),
    ("l", b'd', 8),
    ("L", b'd', 8),
    ("o", b'o', 2),
    ("O", b'o', 4),
    ("s", b'd', 2),
    ("x", b'x', 2),
    ("X", b'x', 4),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("od", OPTIONS, |context, args| Box::pin(run(context, args)));

/// One form: its letter, bytes a number, and whether printable bytes stand at the line's end.
#[derive(Clone, Copy)]
struct Form {
    letter: u8,
    size: usize,
    text: bool,
}

impl Form {
    /// Columns a number takes, without the blank before it.
    fn width(self) -> usize {
        match (self.letter, self.size) {
            (b'a' | b'c', _) => 3,
            (b'o', size) => [0, 3, 6, 0, 11, 0, 0, 0, 22][size],
            (b'x', size) => size * 2,
            (b'f', 4) => 15,
            (b'f', _) => 24,
            (b'u', size) => [0, 3, 5, 0, 10, 0, 0, 0, 20][size],
            (_, size) => [0, 4, 6, 0, 11, 0, 0, 0, 20][size],
        }
    }
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let refuse = |message: String| {
        context.complain(message);
        Quit::Status(1)
    };
    let mut forms = Vec::new();
    for (key, text) in &parsed.options {
        match *key {
            "t" => {
                let text = text.as_deref().unwrap_or_default();
                forms.extend(read_forms(text).ok_or_else(|| refuse(wrong_form(text)))?);
            }
            key => {
                let old = OLD.iter().find(|(letter, ..)| *letter == key);
                forms.extend(old.map(|(_, letter, size)| Form { letter: *letter, size: *size, text: false }));
            }
        }
    }
    if forms.is_empty() {
        forms.push(Form { letter: b'o', size: 2, text: false });
    }
    let number = |key: &str| match parsed.value(key) {
        None => Ok(None),
        Some(text) => number_with_suffix(text)
            .map(Some)
            .ok_or_else(|| refuse(format!("invalid -{key} argument {}", quote::curved(text)))),
    };
    let (skip, most) = (number("j")?.unwrap_or(0) as usize, number("N")?.unwrap_or(u64::MAX));
    let width = if parsed.has("w") { number("w")?.unwrap_or(32).clamp(1, 4096) as usize } else { 16 };
    let radix = parsed.value("A").and_then(|text| text.first().copied()).unwrap_or(b'o');
    if !b"odxn".contains(&radix) {
        let message = format!(
            "invalid output address radix {}; it must be one character from [doxn]",
            quote::always(&[radix]).escape_ascii()
        );
        return Err(refuse(message));
    }
    let operands = if parsed.operands.is_empty() { vec![b"-".to_vec()] } else { parsed.operands.clone() };
    let (mut bytes, mut status) = (Vec::new(), 0);
    for file in &operands {
        let read = match context.open(file).await {
            Ok(mut input) if file == b"-" || most == u64::MAX => input.read_all().await,
            Ok(mut input) => {
                // Only what is wanted: /dev/zero has no end.
                let wanted = skip.saturating_add(usize::try_from(most).unwrap_or(usize::MAX));
                let mut some: Bytes = Vec::new();
                while some.len() < wanted {
                    match input.chunk().await? {
                        Some(chunk) => some.extend(chunk),
                        None => break,
                    }
                }
                Ok(some)
            }
            Err(error) => Err(error),
        };
        match read {
            Ok(more) => bytes.extend(more),
            Err(error) => {
                context.complain_about(file, error);
                status = 1;
            }
        }
    }
    if skip > bytes.len() {
        context.complain("cannot skip past end of combined input");
        return Ok(1);
    }
    let end = bytes.len().min(skip.saturating_add(usize::try_from(most).unwrap_or(usize::MAX)));
    let address = |at: usize| match radix {
        b'o' => format!("{at:07o}"),
        b'd' => format!("{at:07}"),
        b'x' => format!("{at:06x}"),
        _ => String::new(),
    };
    // All forms take as much room a byte as the widest one.
    let widest = forms.iter().map(|form| (form.width() + 1) * (8 / form.size)).max().unwrap_or(0);
    let (mut at, mut before, mut starred) = (skip, None, false);
    while at < end {
        let row = &bytes[at..end.min(at + width)];
        if !parsed.has("v") && row.len() == width && before == Some(row) {
            if !starred {
                context.stdout.put(b"*\n");
                starred = true;
            }
        } else {
            starred = false;
            for (index, form) in forms.iter().enumerate() {
                let head = if index == 0 { address(at) } else { " ".repeat(address(at).len()) };
                context.stdout.put(head.as_bytes());
                let cell = widest / (8 / form.size);
                for chunk in row.chunks(form.size) {
                    let text = shown(chunk, *form);
                    context.stdout.put(format!("{text:>cell$}").as_bytes());
                }
                if form.text {
                    let missing = (width - row.len()).div_ceil(form.size) * cell;
                    let printable = |byte: &u8| if (32..127).contains(byte) { *byte as char } else { '.' };
                    let text: String = row.iter().map(printable).collect();
                    context.stdout.put(format!("{}  >{text}<", " ".repeat(missing)).as_bytes());
                }
                context.stdout.put_byte(b'\n');
            }
            context.tick(200).await;
            context.stdout.relieve().await?;
        }
        before = Some(row);
        at += row.len();
    }
    if radix != b'n' && (status == 0 || !bytes.is_empty()) {
        context.stdout.put(format!("{}\n", address(end)).as_bytes());
    }
    Ok(status)
}

/// What is wrong with a type string: its first letter, or the size after it.
fn wrong_form(text: &[u8]) -> String {
    match text.first() {
        Some(letter) if !b"acdfoux".contains(letter) => {
            format!("invalid character '{}' in type string {}", *letter as char, quote::curved(text))
        }
        _ => format!("invalid type string {}", quote::curved(text)),
    }
}

/// `x1z`, `u4`, `c`…
fn read_forms(text: &[u8]) -> Option<Vec<Form>> {
    let mut forms = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let letter = text[at];
        at += 1;
        let mut size = match letter {
            b'a' | b'c' => 1,
            b'f' => 8,
            _ => 4,
        };
        match (letter, text.get(at)) {
            (b'a' | b'c', _) => {}
            (b'f', Some(size_mark @ (b'4' | b'8' | b'F' | b'D'))) => {
                size = if matches!(size_mark, b'4' | b'F') { 4 } else { 8 };
                at += 1;
            }
            (b'f', other) if !other.is_some_and(|byte| byte.is_ascii_digit() || *byte == b'L') => {}
            (b'd' | b'o' | b'u' | b'x', Some(digit @ (b'1' | b'2' | b'4' | b'8'))) => {
                size = usize::from(digit - b'0');
                at += 1;
            }
            (b'd' | b'o' | b'u' | b'x', Some(name @ (b'C' | b'S' | b'I' | b'L'))) => {
                size = match name {
                    b'C' => 1,
                    b'S' => 2,
                    b'I' => 4,
                    _ => 8,
                };
                at += 1;
            }
            (b'd' | b'o' | b'u' | b'x', other) if !other.is_some_and(u8::is_ascii_digit) => {}
            _ => return None,
        }
        let with_text = text.get(at) == Some(&b'z');
        at += usize::from(with_text);
        forms.push(Form { letter, size, text: with_text });
    }
    (!forms.is_empty()).then_some(forms)
}

/// A number as `%g` writes it, with no more digits than tell it from its neighbours; `written` has them, as `d.ddde±x`.
fn shortest(value: f64, written: &str) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "nan".into() } else { written.to_owned() };
    }
    let Some((mantissa, exponent)) = written.split_once('e') else { return written.to_owned() };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).count() as i32;
    if (-4..digits).contains(&exponent) {
        return format!("{value:.places$}", places = (digits - 1 - exponent).max(0) as usize);
    }
    format!("{mantissa}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
}

fn shown(chunk: &[u8], form: Form) -> String {
    const NAMES: [&str; 33] = [
        "nul", "soh", "stx", "etx", "eot", "enq", "ack", "bel", "bs", "ht", "nl", "vt", "ff", "cr", "so", "si", "dle",
        "dc1", "dc2", "dc3", "dc4", "nak", "syn", "etb", "can", "em", "sub", "esc", "fs", "gs", "rs", "us", "sp",
    ];
    let value = chunk.iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let byte = chunk[0];
    match form.letter {
        b'a' => match byte & 127 {
            127 => "del".to_owned(),
            low if low <= 32 => NAMES[low as usize].to_owned(),
            low => (low as char).to_string(),
        },
        b'c' => match byte {
            0 => "\\0".to_owned(),
            7 => "\\a".to_owned(),
            8 => "\\b".to_owned(),
            9 => "\\t".to_owned(),
            10 => "\\n".to_owned(),
            11 => "\\v".to_owned(),
            12 => "\\f".to_owned(),
            13 => "\\r".to_owned(),
            32..127 => (byte as char).to_string(),
            _ => format!("{byte:03o}"),
        },
        b'o' => format!("{value:0width$o}", width = form.width()),
        b'x' => format!("{value:0width$x}", width = form.width()),
        b'u' => value.to_string(),
        b'f' if form.size == 4 => {
            shortest(f64::from(f32::from_bits(value as u32)), &format!("{:e}", f32::from_bits(value as u32)))
        }
        b'f' => shortest(f64::from_bits(value), &format!("{:e}", f64::from_bits(value))),
        _ => match form.size {
            1 => (value as i8).to_string(),
            2 => (value as i16).to_string(),
            4 => (value as i32).to_string(),
            _ => (value as i64).to_string(),
        },
    }
}
