//! `date`: the time, in any form.

use crate::commands::files::instant;
use crate::context::zone::{Zone, offset};
use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[
    value("d", "date"),
    value("f", "file"),
    maybe("I", "iso-8601"),
    flag("R", "rfc-email"),
    flag("R", "rfc-2822"),
    value("", "rfc-3339"),
    value("r", "reference"),
    value("s", "set"),
    flag("u", "utc"),
    flag("u", "universal"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("date", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let mut format: Bytes = b"%a %b %e %H:%M:%S %Z %Y".to_vec();
    if let Some((key, given)) = parsed.options.iter().rev().find(|(key, _)| matches!(*key, "I" | "R" | "rfc-3339")) {
        let given = given.as_deref().unwrap_or(b"date");
        let iso = *key == "I";
        let words: &[&str] =
            if iso { &["hours", "minutes", "date", "seconds", "ns"] } else { &["date", "seconds", "ns"] };
        // A word may be cut short.
        let given = words.iter().find(|word| word.as_bytes().starts_with(given)).map_or(given, |word| word.as_bytes());
        let pattern = match (*key, given) {
            ("R", _) => "%a, %d %b %Y %H:%M:%S %z",
            (_, b"date") => "%Y-%m-%d",
            (_, b"hours") if iso => "%Y-%m-%dT%H%:z",
            (_, b"minutes") if iso => "%Y-%m-%dT%H:%M%:z",
            (_, b"seconds") if iso => "%Y-%m-%dT%H:%M:%S%:z",
            (_, b"ns") if iso => "%Y-%m-%dT%H:%M:%S,%N%:z",
            (_, b"seconds") => "%Y-%m-%d %H:%M:%S%:z",
            (_, b"ns") => "%Y-%m-%d %H:%M:%S.%N%:z",
            _ => {
                let name = if iso { "--iso-8601" } else { "--rfc-3339" };
                context.complain(format_args!(
                    "invalid argument {} for {}",
                    quote::curved(given),
                    quote::curved(name.as_bytes())
                ));
                let list: String =
                    words.iter().map(|word| format!("  - {}\n", quote::curved(word.as_bytes()))).collect();
                context.stderr(
                    format!("Valid arguments are:\n{list}Try 'date --help' for more information.\n").as_bytes(),
                );
                return Err(Quit::Status(1));
            }
        };
        format = pattern.into();
    }
    if let Some(operand) = parsed.operands.first() {
        if let Some(extra) = parsed.operands.get(1) {
            return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1));
        }
        match operand.strip_prefix(b"+") {
            Some(given) => format = given.to_vec(),
            None if parsed.has("d") || operand.iter().any(|byte| !byte.is_ascii_digit() && *byte != b'.') => {
                context.complain(format_args!("invalid date {}", quote::curved(operand)));
                return Ok(1);
            }
            None => {
                context.complain("cannot set date: Operation not permitted");
                return Ok(1);
            }
        }
    }
    let now = context.now();
    let zone = if parsed.has("u") { Zone::default() } else { Zone::of(context.var("TZ")) };
    let mut status = 0;
    let mut instants = Vec::new();
    if let Some(path) = parsed.value("r") {
        instants.push(
            context
                .stat(path)
                .map_err(|error| {
                    context.complain_about(path, error);
                    Quit::Status(1)
                })?
                .modified,
        );
    } else if let Some(path) = parsed.value("f") {
        let mut input = context.open(path).await.map_err(|error| {
            context.complain_about(path, error);
            Quit::Status(1)
        })?;
        while let Some(line) = input.line().await? {
            let text = line.strip_suffix(b"\n").unwrap_or(line);
            context.sys.kernel.spend(200);
            match instant::parse_in(text, now, &zone) {
                Some(instant) => instants.push(instant),
                None => {
                    context.complain(format_args!("invalid date {}", quote::curved(text)));
                    status = 1;
                }
            }
        }
    } else if let Some(text) = parsed.value("d").or_else(|| parsed.value("s")) {
        let Some(instant) = instant::parse_in(text, now, &zone) else {
            context.complain(format_args!("invalid date {}", quote::curved(text)));
            return Ok(1);
        };
        instants.push(instant);
        if parsed.has("s") {
            context.complain("cannot set date: Operation not permitted");
            status = 1;
        }
    } else {
        instants.push(now);
    }
    for instant in instants {
        let line = written(&format, instant, &zone);
        context.stdout.put(&line);
        context.stdout.put_byte(b'\n');
    }
    Ok(status)
}

/// The instant in a format: what `strftime` knows, and GNU's widths, `%N`, `%q`, `%:z`, `#`.
fn written(format: &[u8], millis: i64, zone: &Zone) -> Bytes {
    let seconds = millis.div_euclid(1000);
    let strftime = |format: &[u8], seconds: i64| zone.strftime(format, seconds);
    let mut out = Vec::new();
    let mut at = 0;
    while at < format.len() {
        if format[at] != b'%' {
            out.push(format[at]);
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        let mut flag = None;
        while let Some(mark @ (b'-' | b'_' | b'0' | b'^' | b'#' | b'+')) = format.get(at) {
            flag = Some(*mark);
            at += 1;
        }
        let mut width = 0_usize;
        while let Some(digit @ b'0'..=b'9') = format.get(at) {
            width = (width * 10 + usize::from(digit - b'0')).min(1 << 12);
            at += 1;
        }
        let colons = format[at..].iter().take_while(|byte| **byte == b':').count();
        at += colons;
        if matches!(format.get(at), Some(b'E' | b'O')) {
            at += 1;
        }
        let Some(letter) = format.get(at).copied() else {
            out.extend_from_slice(&format[start..]);
            break;
        };
        at += 1;
        let mut text: Bytes = match letter {
            b'N' => {
                let digits = format!("{:09}", millis.rem_euclid(1000) * 1_000_000);
                let digits = digits[..if (1..9).contains(&width) { width } else { 9 }].to_owned();
                if flag == Some(b'-') && width == 0 { digits.trim_end_matches('0').into() } else { digits.into() }
            }
            b'q' => strftime(b"%-m", seconds)
                .iter()
                .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
                .div_ceil(3)
                .to_string()
                .into(),
            b'z' => offset(zone.at(seconds).0, colons).into_bytes(),
            _ => {
                let spec: &[u8] = match flag {
                    Some(mark @ (b'-' | b'_' | b'0' | b'^')) => &[b'%', mark, letter],
                    _ => &[b'%', letter],
                };
                strftime(spec, seconds)
            }
        };
        if flag == Some(b'^') {
            text.make_ascii_uppercase();
        }
        if flag == Some(b'#') {
            if matches!(letter, b'p' | b'Z') { text.make_ascii_lowercase() } else { text.make_ascii_uppercase() }
        }
        if letter != b'N' && flag != Some(b'-') && width > text.len() {
            let numeric = text.iter().all(u8::is_ascii_digit);
            let blank = match flag {
                Some(b'_') => b' ',
                Some(b'0') => b'0',
                _ if numeric && !matches!(letter, b'e' | b'k' | b'l') => b'0',
                _ => b' ',
            };
            out.extend(std::iter::repeat_n(blank, width - text.len()));
        }
        out.extend(text);
    }
    out
}
