//! `seq`: numbers in a row.

use crate::number::{MAX_WIDTH, float, put_whole, read_float};
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[value("f", "format"), value("s", "separator"), flag("w", "equal-width")];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("seq", OPTIONS, |context, args| Box::pin(run(context, args))).stops_at_operand();

async fn run(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    // A negative number is no option.
    let mut at = 0;
    while let Some(arg) = args.get(at).filter(|arg| arg.len() > 1 && arg[0] == b'-' && arg.as_slice() != b"--") {
        if arg[1].is_ascii_digit() || arg[1] == b'.' {
            args.insert(at, b"--".to_vec());
            break;
        }
        let has_value = matches!(arg.as_slice(), b"-s" | b"-f" | b"--separator" | b"--format");
        at += if has_value { 2 } else { 1 };
    }
    let parsed = context.options(&COMMAND, args).await?;
    let words = &parsed.operands;
    if words.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    if let Some(extra) = words.get(3) {
        return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1));
    }
    let mut numbers = Vec::new();
    for word in words {
        let (value, used) = read_float(word);
        if used == 0 || used < word.len() {
            return Err(
                context.usage_error(format_args!("invalid floating point argument: {}", quote::curved(word)), 1)
            );
        }
        if value.is_nan() {
            return Err(context.usage_error(
                format_args!("invalid {} argument: {}", quote::curved(b"not-a-number"), quote::curved(word)),
                1,
            ));
        }
        numbers.push(value);
    }
    let (first, step, last) = match numbers[..] {
        [last] => (1.0, 1.0, last),
        [first, last] => (first, 1.0, last),
        _ => (numbers[0], numbers[1], numbers[2]),
    };
    if step == 0.0 {
        return Err(context.usage_error(format_args!("invalid Zero increment value: {}", quote::curved(&words[1])), 1));
    }
    let separator = parsed.value("s").unwrap_or(b"\n").to_vec();
    let decimals = if words.len() == 1 {
        0
    } else {
        words[..words.len() - 1].iter().map(|word| fraction(word)).max().unwrap_or(0).min(MAX_WIDTH)
    };
    let format = match parsed.value("f") {
        Some(_) if parsed.has("w") => {
            return Err(context.usage_error("format string may not be specified when printing equal width strings", 1));
        }
        Some(format) => Some(split_format(context, format)?),
        None => None,
    };
    let width = if parsed.has("w") {
        let lead = if words.len() == 1 { &b"1"[..] } else { &words[0] };
        typed_width(lead, decimals).max(typed_width(&words[words.len() - 1], decimals)).min(MAX_WIDTH)
    } else {
        0
    };
    let whole = decimals == 0 && [first, step, last].iter().all(|value| value.fract() == 0.0 && value.abs() < 9e15);
    let mut count: u64 = 0;
    loop {
        let value = first + count as f64 * step;
        // Rounding must not lose the last number, nor find one too many.
        let past = if step > 0.0 { value > last } else { value < last };
        if past {
            let shown: f64 = format!("{value:.decimals$}").parse().unwrap_or(value);
            let near = if step > 0.0 { shown <= last } else { shown >= last };
            let before = format!("{:.decimals$}", value - step);
            if whole || !near || count == 0 || format!("{value:.decimals$}") == before {
                break;
            }
        }
        if count > 0 {
            context.stdout.put(&separator);
        }
        match &format {
            Some((before, spec, after)) => {
                let number = crate::commands::awk::format::number(spec, value);
                context.stdout.put(before);
                context.stdout.put(&number);
                context.stdout.put(after);
            }
            None if value.is_infinite() => context.stdout.put(float(value, b'f', None, false).as_bytes()),
            None if whole && width == 0 => put_whole(context.stdout.buffer(), value as i64),
            None => {
                use std::io::Write;
                // Writing to memory cannot fail.
                let _ = write!(context.stdout.buffer(), "{value:0width$.decimals$}");
            }
        }
        count += 1;
        if context.stdout.is_full() {
            context.stdout.flush().await?;
        }
        if past {
            break;
        }
        if count.is_multiple_of(1024) {
            context.tick(1024 * 3).await;
        }
    }
    if count > 0 {
        context.stdout.put_byte(b'\n');
    }
    Ok(0)
}

/// How wide a number is as it was typed, zeros in front and all, once it has this many decimals.
fn typed_width(word: &[u8], decimals: usize) -> usize {
    let word = word.strip_prefix(b"+").unwrap_or(word);
    let (value, _) = read_float(word);
    if word.iter().any(|byte| matches!(byte, b'e' | b'E' | b'x' | b'X' | b'n' | b'N')) {
        return format!("{value:.decimals$}").len();
    }
    let whole = word.iter().position(|byte| *byte == b'.').unwrap_or(word.len());
    let bare = usize::from(whole == 0 || !word[whole - 1].is_ascii_digit());
    whole + bare + if decimals > 0 { decimals + 1 } else { 0 }
}

/// Digits after the point.
fn fraction(word: &[u8]) -> usize {
    let (mantissa, exponent) = match word.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(at) => (
            &word[..at],
            std::str::from_utf8(&word[at + 1..]).ok().and_then(|text| text.parse::<i64>().ok()).unwrap_or(0),
        ),
        None => (word, 0),
    };
    let digits = mantissa.iter().position(|byte| *byte == b'.').map_or(0, |point| mantissa.len() - point - 1);
    usize::try_from(digits as i64 - exponent).unwrap_or(0).min(40)
}

/// What stands before the one conversion, the conversion, what stands after it.
fn split_format(context: &Context, format: &[u8]) -> Result<(Bytes, Bytes, Bytes), Quit> {
    let refuse = |what: &str| {
        context.complain(format_args!("format {} {what}", quote::curved(format)));
        Quit::Status(1)
    };
    let (mut before, mut spec, mut after) = (Vec::new(), None::<Bytes>, Vec::new());
    let mut at = 0;
    while at < format.len() {
        if format[at] != b'%' {
            if spec.is_none() {
                before.push(format[at])
            } else {
                after.push(format[at])
            }
            at += 1;
            continue;
        }
        if format.get(at + 1) == Some(&b'%') {
            if spec.is_none() {
                before.push(b'%')
            } else {
                after.push(b'%')
            }
            at += 2;
            continue;
        }
        if spec.is_some() {
            return Err(refuse("has too many % directives"));
        }
        let mut end = at + 1;
        while end < format.len() && b"-+#0 '".contains(&format[end]) {
            end += 1;
        }
        while end < format.len() && (format[end].is_ascii_digit() || format[end] == b'.') {
            end += 1;
        }
        match format.get(end) {
            None => return Err(refuse("ends in %")),
            Some(letter) if b"efgaEFGA".contains(letter) => {}
            Some(letter) => return Err(refuse(&format!("has unknown %{} directive", *letter as char))),
        }
        spec = Some(format[at..=end].to_vec());
        at = end + 1;
    }
    let spec = spec.ok_or_else(|| refuse("has no % directive"))?;
    Ok((before, spec, after))
}
