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
            "a" => forms.push(Form { letter: b'a', size: 1, text: false }),
            "b" => forms.push(Form { letter: b'o', size: 1, text: false }),
            "c" => forms.push(Form { letter: b'c', size: 1, text: false }),
            "d" => forms.push(Form { letter: b'u', size: 2, text: false }),
            "o" => forms.push(Form { letter: b'o', size: 2, text: false }),
            "x" => forms.push(Form { letter: b'x', size: 2, text: false }),
            "i" => forms.push(Form { letter: b'd', size: 4, text: false }),
            "t" => {
                let text = text.as_deref().unwrap_or_default();
                forms.extend(read_forms(text).ok_or_else(|| refuse(wrong_form(text)))?);
            }
            _ => {}
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
        Some(letter) if !b"acdoux".contains(letter) => {
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
        let mut size = if matches!(letter, b'a' | b'c') { 1 } else { 4 };
        match (letter, text.get(at)) {
            (b'a' | b'c', _) => {}
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
        _ => match form.size {
            1 => (value as i8).to_string(),
            2 => (value as i16).to_string(),
            4 => (value as i32).to_string(),
            _ => (value as i64).to_string(),
        },
    }
}
