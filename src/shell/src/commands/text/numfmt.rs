//! `numfmt`: numbers with suffixes, in and out.

use crate::number::MAX_WIDTH;
use crate::options::{Opt, Parsed, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, quote};

const OPTIONS: &[Opt] = &[
    value("", "from"),
    value("", "to"),
    value("", "from-unit"),
    value("", "to-unit"),
    value("", "field"),
    value("d", "delimiter"),
    value("", "padding"),
    value("", "suffix"),
    value("", "round"),
    value("", "format"),
    value("", "invalid"),
    maybe("", "header"),
    flag("", "grouping"),
    flag("z", "zero-terminated"),
    flag("", "debug"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("numfmt", OPTIONS, |context, args| Box::pin(run(context, args)));

const LETTERS: &[u8] = b"KMGTPEZY";

/// A scale of suffixes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    None,
    Auto,
    Si,
    Iec,
    IecI,
}

fn scale(context: &Context, parsed: &Parsed, key: &str) -> Result<Scale, crate::Quit> {
    Ok(match parsed.value(key) {
        None | Some(b"none") => Scale::None,
        Some(b"auto") if key == "from" => Scale::Auto,
        Some(b"si") => Scale::Si,
        Some(b"iec") => Scale::Iec,
        Some(b"iec-i") => Scale::IecI,
        Some(other) => {
            let list = if key == "from" {
                "  - \u{2018}none\u{2019}\n  - \u{2018}auto\u{2019}\n  - \u{2018}si\u{2019}\n  - \u{2018}iec\u{2019}\n  - \u{2018}iec-i\u{2019}"
            } else {
                "  - \u{2018}none\u{2019}\n  - \u{2018}si\u{2019}\n  - \u{2018}iec\u{2019}\n  - \u{2018}iec-i\u{2019}"
            };
            context.complain(format_args!(
                "invalid argument {} for \u{2018}--{key}\u{2019}\nValid arguments are:\n{list}",
                quote::curved(other)
            ));
            context.stderr(b"Try 'numfmt --help' for more information.\n");
            return Err(crate::Quit::Status(1));
        }
    })
}

/// A number with a suffix: its value and the digits after its point; or what is wrong.
fn read(text: &[u8], from: Scale, suffix: &[u8]) -> Result<(f64, usize), String> {
    let shown = quote::curved(text);
    let bare = if suffix.is_empty() { text } else { text.strip_suffix(suffix).unwrap_or(text) };
    let length = bare
        .iter()
        .enumerate()
        .take_while(|(at, byte)| byte.is_ascii_digit() || **byte == b'.' || (*at == 0 && **byte == b'-'))
        .count();
    let number = std::str::from_utf8(&bare[..length]).ok().and_then(|text| text.parse::<f64>().ok());
    let Some(number) = number.filter(|_| bare[..length].iter().any(u8::is_ascii_digit)) else {
        return Err(format!("invalid number: {shown}"));
    };
    let digits = bare[..length].iter().position(|byte| *byte == b'.').map_or(0, |at| length - at - 1);
    let rest = &bare[length..];
    if rest.is_empty() {
        return Ok((number, digits));
    }
    let letter = if rest[0] == b'k' { b'K' } else { rest[0] };
    let Some(power) = LETTERS.iter().position(|known| *known == letter) else {
        return Err(format!("invalid suffix in input: {shown}"));
    };
    if from == Scale::None {
        return Err(format!("rejecting suffix in input: {shown} (consider using --from)"));
    }
    let with_i = rest.get(1) == Some(&b'i');
    let base: f64 = match from {
        Scale::Si => 1000.0,
        Scale::Auto if !with_i => 1000.0,
        _ => 1024.0,
    };
    if from == Scale::IecI && !with_i {
        return Err(format!("missing 'i' suffix in input: {shown} (e.g Ki/Mi/Gi)"));
    }
    let used = if with_i && matches!(from, Scale::Auto | Scale::IecI) { 2 } else { 1 };
    if rest.len() > used {
        return Err(format!("invalid suffix in input {shown}: {}", quote::curved(&rest[used..])));
    }
    Ok((number * base.powi(power as i32 + 1), 0))
}

fn rounded(value: f64, how: &[u8]) -> f64 {
    match how {
        b"up" => value.ceil(),
        b"down" => value.floor(),
        b"towards-zero" => value.trunc(),
        b"nearest" => value.round(),
        _ => {
            if value < 0.0 {
                value.floor()
            } else {
                value.ceil()
            }
        }
    }
}

/// A number with at most one digit after its point, and a suffix.
fn written(value: f64, to: Scale, digits: Option<usize>, given: usize, how: &[u8]) -> String {
    if to == Scale::None {
        let digits = digits.unwrap_or(given);
        let factor = 10_f64.powi(digits as i32);
        let value = if digits >= given && digits > 0 { value } else { rounded(value * factor, how) / factor };
        return crate::number::decimal(value, digits);
    }
    let base = if to == Scale::Si { 1000.0 } else { 1024.0 };
    let (mut scaled, mut power) = (value, 0);
    while scaled.abs() >= base && power < LETTERS.len() {
        scaled /= base;
        power += 1;
    }
    let fine = |value: f64, power: usize| match digits {
        Some(digits) => (10_f64.powi(digits as i32), digits),
        None if value.abs() < 10.0 && power > 0 => (10.0, 1),
        None => (1.0, 0),
    };
    let (factor, mut places) = fine(scaled, power);
    scaled = rounded(scaled * factor, how) / factor;
    if scaled.abs() >= base && power < LETTERS.len() {
        scaled /= base;
        power += 1;
        places = fine(scaled, power).1;
    } else if digits.is_none() && scaled.abs() >= 10.0 {
        places = 0;
    }
    let letter = if power == 0 { String::new() } else { (LETTERS[power - 1] as char).to_string() };
    let mark = if to == Scale::IecI && power > 0 { "i" } else { "" };
    format!("{scaled:.places$}{letter}{mark}")
}

/// Which fields are numbers (`--field`).
fn chosen(list: &str, field: usize) -> bool {
    list.split(',').any(|part| match part.split_once('-') {
        _ if part == "-" => true,
        None => part.parse() == Ok(field),
        Some((from, to)) => field >= from.parse().unwrap_or(1) && field <= to.parse().unwrap_or(usize::MAX),
    })
}

/// `%10.2f`: text before, flags and width, digits, text after.
struct Format {
    before: String,
    left: bool,
    zero: bool,
    width: usize,
    digits: Option<usize>,
    after: String,
}

fn format_of(text: &str) -> Option<Format> {
    let start = text.find('%')?;
    let rest = &text[start + 1..];
    let flags = rest.chars().take_while(|letter| "'0-".contains(*letter)).count();
    let (flags, rest) = rest.split_at(flags);
    let width = rest.chars().take_while(char::is_ascii_digit).count();
    let (width, rest) = rest.split_at(width);
    let (digits, rest) = match rest.strip_prefix('.') {
        Some(rest) => {
            let length = rest.chars().take_while(char::is_ascii_digit).count();
            (Some(rest[..length].parse().unwrap_or(0)), &rest[length..])
        }
        None => (None, rest),
    };
    let after = rest.strip_prefix('f')?.replace("%%", "%");
    let width: usize = if width.is_empty() { 0 } else { width.parse().ok()? };
    let digits = digits.filter(|digits| *digits < 100);
    (width < 10_000).then(|| Format {
        before: text[..start].to_owned(),
        left: flags.contains('-'),
        zero: flags.contains('0'),
        width,
        digits,
        after,
    })
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    // A negative number is an operand.
    let mut words = Vec::new();
    for arg in args {
        if arg.len() > 1 && arg[0] == b'-' && arg[1].is_ascii_digit() && !words.contains(&b"--".to_vec()) {
            words.push(b"--".to_vec());
        }
        words.push(arg);
    }
    let parsed = context.options(&COMMAND, words).await?;
    let (from, to) = (scale(context, &parsed, "from")?, scale(context, &parsed, "to")?);
    let text = |key: &str| parsed.value(key).map(|text| String::from_utf8_lossy(text).into_owned());
    let fields = text("field").unwrap_or_else(|| "1".to_owned());
    let unit = |key: &str| parsed.value(key).and_then(crate::context::number_with_suffix).unwrap_or(1) as f64;
    let (from_unit, to_unit) = (unit("from-unit"), unit("to-unit"));
    let format = match text("format") {
        None => None,
        Some(text) => match format_of(&text) {
            Some(format) => Some(format),
            None => {
                context.complain(format_args!("format {} has no % directive", quote::curved(text.as_bytes())));
                return Ok(1);
            }
        },
    };
    let how = parsed.value("round").unwrap_or(b"from-zero").to_vec();
    let suffix = parsed.value("suffix").unwrap_or_default().to_vec();
    let padding: i64 = text("padding").and_then(|text| text.parse().ok()).unwrap_or(0);
    let invalid = text("invalid").unwrap_or_else(|| "abort".to_owned());
    let mut header: usize =
        if parsed.has("header") { text("header").and_then(|text| text.parse().ok()).unwrap_or(1) } else { 0 };
    let delimiter = parsed.value("d").and_then(|text| text.first().copied());
    let end = if parsed.has("z") { 0 } else { b'\n' };
    let mut status = 0;
    let lines: Vec<Bytes> = if parsed.operands.is_empty() {
        let all = context.stdin.read_all().await?;
        all.split_inclusive(|byte| *byte == end)
            .map(|line| line.strip_suffix(&[end]).unwrap_or(line).to_vec())
            .collect()
    } else {
        header = 0;
        parsed.operands.clone()
    };
    for line in lines {
        context.tick(line.len() as u64 + 50).await;
        if header > 0 {
            header -= 1;
            context.stdout.put(&line);
            context.stdout.put_byte(end);
            continue;
        }
        let mut out = Bytes::new();
        let mut field = 0;
        let mut at = 0;
        let mut broken = None;
        while at < line.len() || field == 0 {
            field += 1;
            let (lead, start, stop) = match delimiter {
                Some(mark) => {
                    (at, at, line[at..].iter().position(|byte| *byte == mark).map_or(line.len(), |more| at + more))
                }
                None => {
                    let start = at + line[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                    (at, start, start + line[start..].iter().take_while(|byte| !byte.is_ascii_whitespace()).count())
                }
            };
            let word = &line[start..stop];
            let blanks = &line[lead..start];
            if chosen(&fields, field) && (!word.is_empty() || field == 1) {
                match read(word, from, &suffix) {
                    Ok((value, given)) => {
                        let value = value * from_unit / to_unit;
                        let digits = format.as_ref().and_then(|format| format.digits);
                        let mut made = written(value, to, digits, given, &how);
                        made.push_str(&String::from_utf8_lossy(&suffix));
                        let mut width = padding.unsigned_abs().min(10_000) as usize;
                        let mut left = padding < 0;
                        // Blanks before a field count as its width, but for one.
                        let mut kept = blanks.to_vec();
                        if let Some(format) = &format {
                            (width, left) = (format.width, format.left);
                            if format.zero && made.len() < width && width <= MAX_WIDTH {
                                made = format!("{made:0>width$}");
                            }
                        }
                        if width == 0 && delimiter.is_none() && blanks.len() > usize::from(field > 1) {
                            let lead = usize::from(field > 1);
                            width = blanks.len() - lead + word.len();
                            kept.truncate(lead);
                        }
                        let width = width.min(MAX_WIDTH);
                        let made = if left { format!("{made:<width$}") } else { format!("{made:>width$}") };
                        let made = match &format {
                            Some(format) => format!("{}{made}{}", format.before, format.after),
                            None => made,
                        };
                        out.extend_from_slice(&kept);
                        out.extend_from_slice(made.as_bytes());
                    }
                    Err(words) => {
                        out.extend_from_slice(&line[lead..stop]);
                        broken = Some(words);
                    }
                }
            } else {
                out.extend_from_slice(&line[lead..stop]);
            }
            at = stop;
            if let (Some(mark), true) = (delimiter, at < line.len()) {
                out.push(mark);
                at += 1;
            }
            if delimiter.is_none() && line[at..].iter().all(u8::is_ascii_whitespace) {
                out.extend_from_slice(&line[at..]);
                break;
            }
        }
        if let Some(words) = broken {
            match invalid.as_str() {
                "ignore" => {}
                "warn" => context.complain(words),
                "fail" => {
                    context.complain(words);
                    status = 2;
                }
                _ => {
                    context.stdout.flush().await?;
                    context.complain(words);
                    return Ok(2);
                }
            }
        }
        context.stdout.put(&out);
        context.stdout.put_byte(end);
        context.stdout.relieve().await?;
    }
    Ok(status)
}
