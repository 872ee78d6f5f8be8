//! `comm`: compares two sorted files line by line.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};
use std::cmp::Ordering;

const OPTIONS: &[Opt] = &[
    flag("1", ""),
    flag("2", ""),
    flag("3", ""),
    flag("", "check-order"),
    flag("", "nocheck-order"),
    value("", "output-delimiter"),
    flag("", "total"),
    flag("z", "zero-terminated"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("comm", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let files = match parsed.operands.as_slice() {
        [] => return Err(context.usage_error("missing operand", 1)),
        [one] => return Err(context.usage_error(format_args!("missing operand after {}", quote::curved(one)), 1)),
        [first, second] => [first, second],
        [_, _, extra, ..] => return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1)),
    };
    let end = if parsed.has("z") { 0 } else { b'\n' };
    let mut inputs = Vec::new();
    for file in files {
        inputs.push(context.open(file).await.map_err(|error| {
            context.complain_about(file, error);
            Quit::Status(1)
        })?);
    }
    let delimiter = parsed
        .value("output-delimiter")
        .map_or(b"\t".to_vec(), |text| if text.is_empty() { vec![0] } else { text.to_vec() });
    let shown = [!parsed.has("1"), !parsed.has("2"), !parsed.has("3")];
    let mut lines: [Option<Bytes>; 2] = [None, None];
    let mut unsorted = [false; 2];
    let mut totals = [0_u64; 3];
    let mut unpaired = false;
    for side in 0..2 {
        lines[side] = next(&mut inputs[side], end).await?;
    }
    loop {
        let order = match (&lines[0], &lines[1]) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => a.cmp(b),
        };
        let column = match order {
            Ordering::Less => 0,
            Ordering::Greater => 1,
            Ordering::Equal => 2,
        };
        unpaired |= column != 2;
        totals[column] += 1;
        let source = usize::from(column == 1);
        if shown[column] {
            for _ in shown[..column].iter().filter(|shown| **shown) {
                context.stdout.put(&delimiter);
            }
            context.stdout.put(lines[source].as_deref().unwrap_or_default());
            context.stdout.put_byte(end);
            context.stdout.relieve().await?;
        }
        for side in 0..2 {
            if column != 2 && side != source {
                continue;
            }
            let following = next(&mut inputs[side], end).await?;
            if let (Some(before), Some(after)) = (&lines[side], &following)
                && before > after
                && !unsorted[side]
                && !parsed.has("nocheck-order")
                && (parsed.has("check-order") || unpaired)
            {
                unsorted[side] = true;
                context.complain(format_args!("file {} is not in sorted order", side + 1));
                if parsed.has("check-order") {
                    return Ok(1);
                }
            }
            lines[side] = following;
        }
    }
    if parsed.has("total") {
        let between = String::from_utf8_lossy(&delimiter).into_owned();
        let line = format!("{}{between}{}{between}{}{between}total", totals[0], totals[1], totals[2]);
        context.stdout.put(line.as_bytes());
        context.stdout.put_byte(end);
    }
    if unsorted.contains(&true) {
        context.complain("input is not in sorted order");
        return Ok(1);
    }
    Ok(0)
}

async fn next(input: &mut crate::context::Input, end: u8) -> Result<Option<Bytes>, vfs::Errno> {
    Ok(input.until(end).await?.map(|line| line.strip_suffix(&[end]).unwrap_or(line).to_vec()))
}
