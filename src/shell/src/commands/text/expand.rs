//! `expand` and `unexpand`: tabs to spaces and back.

use crate::options::{Opt, Parsed, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const EXPAND: &[Opt] = &[flag("i", "initial"), value("t", "tabs")];
const UNEXPAND: &[Opt] = &[flag("a", "all"), flag("", "first-only"), value("t", "tabs")];

/// The command.
pub(super) const COMMAND: Command = Command::new("expand", EXPAND, |context, args| Box::pin(expand(context, args)));
/// The way back.
pub(super) const BACK: Command = Command::new("unexpand", UNEXPAND, |context, args| Box::pin(unexpand(context, args)));

/// The widest tab: what one line becomes is held in memory.
const WIDEST: usize = 1 << 16;

/// Where tabs stop: every so many columns, or at these.
struct Stops {
    every: usize,
    at: Vec<usize>,
}

impl Stops {
    /// The stop after this column; `None` beyond the last one.
    fn after(&self, column: usize) -> Option<usize> {
        if self.at.is_empty() {
            return Some(column + self.every - column % self.every);
        }
        self.at.iter().copied().find(|stop| *stop > column)
    }
}

fn stops(context: &Context, parsed: &Parsed) -> Result<Stops, Quit> {
    let refuse = |text: String| {
        context.complain(text);
        Quit::Status(1)
    };
    let mut list = Vec::new();
    for text in parsed.values("t") {
        for part in text.split(|byte| matches!(byte, b',' | b' ' | b'\t')).filter(|part| !part.is_empty()) {
            let digits = part.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits < part.len() {
                return Err(refuse(format!(
                    "tab size contains invalid character(s): {}",
                    quote::curved(&part[digits..])
                )));
            }
            let number = std::str::from_utf8(part).ok().and_then(|part| part.parse::<usize>().ok());
            let number = number.filter(|number| *number <= WIDEST);
            let number = number.ok_or_else(|| refuse(format!("tab stop is too large {}", quote::curved(part))))?;
            if number == 0 {
                return Err(refuse("tab size cannot be 0".to_owned()));
            }
            if list.last().is_some_and(|last| *last >= number) {
                return Err(refuse("tab sizes must be ascending".to_owned()));
            }
            list.push(number);
        }
    }
    Ok(match list.as_slice() {
        [] => Stops { every: 8, at: list },
        [every] => Stops { every: *every, at: Vec::new() },
        _ => Stops { every: 8, at: list },
    })
}

async fn expand(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let stops = stops(context, &parsed)?;
    let initial = parsed.has("i");
    convert(context, &parsed, |line, out| {
        let (mut column, mut leading) = (0, true);
        for &byte in line {
            match byte {
                b'\t' if leading || !initial => {
                    let next = stops.after(column).unwrap_or(column + 1);
                    out.extend(std::iter::repeat_n(b' ', next - column));
                    column = next;
                    continue;
                }
                8 => column = column.saturating_sub(1),
                _ => column += 1,
            }
            leading &= matches!(byte, b' ' | b'\t');
            out.push(byte);
        }
    })
    .await
}

async fn unexpand(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&BACK, args).await?;
    let stops = stops(context, &parsed)?;
    let all = (parsed.has("a") || parsed.has("t")) && !parsed.has("first-only");
    convert(context, &parsed, |line, out| {
        let (mut column, mut blanks, mut leading) = (0, 0, true);
        for &byte in line {
            let blank = matches!(byte, b' ' | b'\t');
            if blank && (leading || all) {
                let start = column - blanks;
                let stop = stops.after(column);
                if byte == b'\t' {
                    if let Some(stop) = stop {
                        out.push(b'\t');
                        (column, blanks) = (stop, 0);
                        continue;
                    }
                } else {
                    column += 1;
                    blanks += 1;
                    // One blank before a stop stays a blank unless more blanks follow.
                    if stop == Some(column) && (blanks > 1 || start + 1 < column) {
                        out.push(b'\t');
                        blanks = 0;
                    }
                    continue;
                }
            }
            out.extend(std::iter::repeat_n(b' ', blanks));
            blanks = 0;
            leading &= blank;
            column = if byte == 8 { column.saturating_sub(1) } else { column + 1 };
            out.push(byte);
        }
        out.extend(std::iter::repeat_n(b' ', blanks));
    })
    .await
}

async fn convert(context: &mut Context, parsed: &Parsed, mut line_to: impl FnMut(&[u8], &mut Vec<u8>)) -> Outcome {
    let mut status = 0;
    for file in &super::inputs(parsed) {
        let mut input = match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain_about(file, error);
                status = 1;
                continue;
            }
        };
        loop {
            match input.line().await {
                Ok(None) => break,
                Ok(Some(line)) => {
                    let (text, end) = line.strip_suffix(b"\n").map_or((line, &b""[..]), |text| (text, b"\n"));
                    line_to(text, context.stdout.buffer());
                    context.stdout.put(end);
                    context.stdout.relieve().await?;
                }
                Err(error) => {
                    context.complain_about(file, error);
                    status = 1;
                    break;
                }
            }
        }
    }
    Ok(status)
}
