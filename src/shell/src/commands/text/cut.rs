//! `cut`: columns and fields of lines.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit};

const OPTIONS: &[Opt] = &[
    value("b", "bytes"),
    value("c", "characters"),
    value("d", "delimiter"),
    value("f", "fields"),
    flag("n", ""),
    flag("", "complement"),
    flag("s", "only-delimited"),
    value("", "output-delimiter"),
    flag("z", "zero-terminated"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("cut", OPTIONS, |context, args| Box::pin(run(context, args)));

/// A range, both ends included, from 1.
type Range = (usize, usize);

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let lists: Vec<(&'static str, &Option<Bytes>)> = parsed
        .options
        .iter()
        .filter(|(key, _)| matches!(*key, "b" | "c" | "f"))
        .map(|(key, list)| (*key, list))
        .collect();
    let (by, list) = match lists.as_slice() {
        [] => return Err(context.usage_error("you must specify a list of bytes, characters, or fields", 1)),
        [(by, list)] => (*by, list.as_deref().unwrap_or_default()),
        _ => return Err(context.usage_error("only one list may be specified", 1)),
    };
    let by_field = by == "f";
    if !by_field && parsed.has("d") {
        return Err(context.usage_error("an input delimiter may be specified only when operating on fields", 1));
    }
    if !by_field && parsed.has("s") {
        return Err(
            context.usage_error("suppressing non-delimited lines makes sense\n\tonly when operating on fields", 1)
        );
    }
    let delimiter = match parsed.value("d") {
        None => b'\t',
        Some([]) => 0,
        Some([one]) => *one,
        Some(_) => return Err(context.usage_error("the delimiter must be a single character", 1)),
    };
    let mut ranges = ranges(context, list, by_field)?;
    if parsed.has("complement") {
        ranges = complement(&ranges);
    }
    let end = if parsed.has("z") { 0 } else { b'\n' };
    let default = if by_field { vec![delimiter] } else { Vec::new() };
    let between = parsed.value("output-delimiter").map_or(default, <[u8]>::to_vec);
    let only_delimited = parsed.has("s");
    let operands = if parsed.operands.is_empty() { vec![b"-".to_vec()] } else { parsed.operands.clone() };
    let mut status = 0;
    for file in &operands {
        let mut input = match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain_about(file, error);
                status = 1;
                continue;
            }
        };
        loop {
            let line = match input.until(end).await {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    context.complain_about(file, error);
                    status = 1;
                    break;
                }
            };
            let line = line.strip_suffix(&[end]).unwrap_or(line);
            let out = context.stdout.buffer();
            let shown = if by_field {
                fields(line, delimiter, &ranges, &between, only_delimited, out)
            } else {
                columns(line, &ranges, &between, out);
                true
            };
            if shown {
                out.push(end);
            }
            if context.stdout.is_full() {
                context.stdout.relieve().await?;
            }
        }
    }
    Ok(status)
}

fn fields(
    line: &[u8],
    delimiter: u8,
    ranges: &[Range],
    between: &[u8],
    only_delimited: bool,
    out: &mut Vec<u8>,
) -> bool {
    if memchr::memchr(delimiter, line).is_none() {
        if !only_delimited {
            out.extend_from_slice(line);
        }
        return !only_delimited;
    }
    let mut ranges = ranges.iter().copied().peekable();
    let mut first = true;
    let (mut start, mut number) = (0, 1);
    while let Some(&(from, to)) = ranges.peek() {
        let stop = memchr::memchr(delimiter, &line[start..]).map(|at| start + at);
        if number >= from && number <= to {
            if !first {
                out.extend_from_slice(between);
            }
            first = false;
            out.extend_from_slice(&line[start..stop.unwrap_or(line.len())]);
        }
        let Some(stop) = stop else { break };
        start = stop + 1;
        number += 1;
        if number > to {
            ranges.next();
        }
    }
    true
}

fn columns(line: &[u8], ranges: &[Range], between: &[u8], out: &mut Vec<u8>) {
    for (index, &(from, to)) in ranges.iter().enumerate() {
        if from > line.len() {
            break;
        }
        if index > 0 {
            out.extend_from_slice(between);
        }
        out.extend_from_slice(&line[from - 1..to.min(line.len())]);
    }
}

/// Reads `1,3-5,7-`; in order and without overlaps.
fn ranges(context: &Context, list: &[u8], by_field: bool) -> Result<Vec<Range>, Quit> {
    let what = if by_field { "fields are numbered from 1" } else { "byte/character positions are numbered from 1" };
    let word = if by_field { "field" } else { "byte or character" };
    let fail = |message: String| Err(context.usage_error(message, 1));
    let text = String::from_utf8_lossy(list).into_owned();
    let mut found = Vec::new();
    for part in text.split([',', ' ', '\t']) {
        let number = |digits: &str, otherwise: usize| -> Result<usize, Quit> {
            if digits.is_empty() {
                return Ok(otherwise);
            }
            if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                let message = if by_field {
                    format!("invalid field value {}", crate::quote::curved(digits.as_bytes()))
                } else {
                    format!("invalid byte/character position '{digits}'")
                };
                return Err(context.usage_error(message, 1));
            }
            digits.parse().map_err(|_| context.usage_error(format!("{word} number '{digits}' is too large"), 1))
        };
        let (from, to) = match part.split_once('-') {
            Some(("", "")) => return fail("invalid range with no endpoint: -".to_owned()),
            Some((from, to)) => (number(from, 1)?, number(to, usize::MAX)?),
            None if part.is_empty() => return fail(what.to_owned()),
            None => {
                let only = number(part, 0)?;
                (only, only)
            }
        };
        if from == 0 || to == 0 {
            return fail(what.to_owned());
        }
        if to < from {
            return fail("invalid decreasing range".to_owned());
        }
        found.push((from, to));
    }
    base::order::sort(&mut found);
    let mut merged: Vec<Range> = Vec::new();
    for (from, to) in found {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    Ok(merged)
}

fn complement(ranges: &[Range]) -> Vec<Range> {
    let mut gaps = Vec::new();
    let mut next = 1;
    for &(from, to) in ranges {
        if from > next {
            gaps.push((next, from - 1));
        }
        next = to.saturating_add(1);
    }
    if next < usize::MAX {
        gaps.push((next, usize::MAX));
    }
    gaps
}
