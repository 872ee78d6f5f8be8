//! `cmp`: compares two files byte by byte.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[
    flag("b", "print-bytes"),
    value("i", "ignore-initial"),
    flag("l", "verbose"),
    value("n", "bytes"),
    flag("s", "quiet"),
    flag("s", "silent"),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("cmp", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let name = String::from_utf8_lossy(&context.name).into_owned();
    let refuse = |message: String| {
        context.complain(message);
        context.stderr(format!("{name}: Try '{name} --help' for more information.\n").as_bytes());
        Quit::Status(2)
    };
    let files = match parsed.operands.as_slice() {
        [] => return Err(refuse(format!("missing operand after '{name}'"))),
        [one] => [one.clone(), b"-".to_vec()],
        [first, second, ..] => [first.clone(), second.clone()],
    };
    if let Some(extra) = parsed.operands.get(4) {
        return Err(refuse(format!("extra operand '{}'", String::from_utf8_lossy(extra))));
    }
    let number = |text: &[u8], what: &str| {
        crate::context::number_with_suffix(text)
            .ok_or_else(|| refuse(format!("invalid {what} value '{}'", String::from_utf8_lossy(text))))
    };
    let mut skips = [0, 0];
    if let Some(text) = parsed.value("i") {
        let (first, second) =
            text.iter().position(|byte| *byte == b':').map_or((text, text), |at| (&text[..at], &text[at + 1..]));
        skips = [number(first, "--ignore-initial")?, number(second, "--ignore-initial")?];
    }
    for (skip, operand) in skips.iter_mut().zip(parsed.operands.iter().skip(2)) {
        *skip = number(operand, "SKIP")?;
    }
    let most = match parsed.value("n") {
        Some(text) => usize::try_from(number(text, "--bytes")?).unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let mut texts = Vec::new();
    for (file, skip) in files.iter().zip(skips) {
        let read = match context.open(file).await {
            Ok(mut input) => input.read_all().await,
            Err(error) => Err(error),
        };
        match read {
            Ok(mut text) => {
                text.drain(..text.len().min(usize::try_from(skip).unwrap_or(usize::MAX)));
                text.truncate(most);
                texts.push(text);
            }
            Err(error) => {
                if !parsed.has("s") || error != vfs::Errno::NoEnt {
                    context.complain_about(file, error);
                }
                return Ok(2);
            }
        }
    }
    let (a, b) = (&texts[0], &texts[1]);
    let shown = |file: &[u8]| String::from_utf8_lossy(&quote::maybe(file)).into_owned();
    let silent = parsed.has("s");
    if parsed.has("l") && !silent {
        let width = a.len().min(b.len()).to_string().len();
        let mut differs = false;
        for (at, (x, y)) in a.iter().zip(b).enumerate().filter(|(_, (x, y))| x != y) {
            differs = true;
            let line = if parsed.has("b") {
                format!("{:>width$} {x:3o} {:<4} {y:3o} {}\n", at + 1, visible(*x), visible(*y))
            } else {
                format!("{:>width$} {x:3o} {y:3o}\n", at + 1)
            };
            context.stdout.put(line.as_bytes());
            context.stdout.relieve().await?;
        }
        if a.len() != b.len() {
            let (short, length) = if a.len() < b.len() { (&files[0], a.len()) } else { (&files[1], b.len()) };
            context.stdout.flush().await?;
            context.complain(format_args!("EOF on {} after byte {length}", shown(short)));
            differs = true;
        }
        return Ok(i32::from(differs));
    }
    if let Some(at) = a.iter().zip(b).position(|(x, y)| x != y) {
        if !silent {
            let line = memchr::memchr_iter(b'\n', &a[..at]).count() + 1;
            let mut text = format!("{} {} differ: byte {}, line {line}", shown(&files[0]), shown(&files[1]), at + 1);
            if parsed.has("b") {
                text += &format!(" is {:3o} {} {:3o} {}", a[at], visible(a[at]), b[at], visible(b[at]));
            }
            context.stdout.put(text.as_bytes());
            context.stdout.put_byte(b'\n');
        }
        return Ok(1);
    }
    if a.len() == b.len() {
        return Ok(0);
    }
    if !silent {
        let (short, text) = if a.len() < b.len() { (&files[0], a) } else { (&files[1], b) };
        let newlines = memchr::memchr_iter(b'\n', text).count();
        let place = if text.is_empty() {
            " which is empty".to_owned()
        } else if text.ends_with(b"\n") {
            format!(" after byte {}, line {newlines}", text.len())
        } else {
            format!(" after byte {}, in line {}", text.len(), newlines + 1)
        };
        context.complain(format_args!("EOF on {}{place}", shown(short)));
    }
    Ok(1)
}

/// A byte the way `cat -v` shows it.
fn visible(byte: u8) -> String {
    let low = |byte: u8| match byte {
        0..32 => format!("^{}", (byte + 64) as char),
        127 => "^?".to_owned(),
        byte => (byte as char).to_string(),
    };
    if byte >= 128 { format!("M-{}", low(byte - 128)) } else { low(byte) }
}
