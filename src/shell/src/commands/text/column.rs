//! `column`: text in columns (util-linux 2.38's, without JSON and trees).

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[
    flag("t", "table"),
    value("s", "separator"),
    value("o", "output-separator"),
    value("c", "output-width"),
    flag("x", "fillrows"),
    value("N", "table-columns"),
    value("R", "table-right"),
    flag("L", "keep-empty-lines"),
    value("l", "table-columns-limit"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("column", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let mut lines: Vec<Bytes> = Vec::new();
    let mut held = 0;
    let mut status = 0;
    for file in &super::inputs(&parsed) {
        let mut input = match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain(format_args!("{}: {error}", String::from_utf8_lossy(file)));
                status = 1;
                continue;
            }
        };
        while let Some(line) = input.line().await? {
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            if parsed.has("L") || line.iter().any(|byte| !byte.is_ascii_whitespace()) {
                held += line.len() + crate::ENTRY;
                if held > crate::MAX_VALUE {
                    return Err(vfs::Errno::NoMem.into());
                }
                lines.push(line.to_vec());
            }
        }
    }
    if parsed.has("t") {
        table(context, &parsed, &lines)?;
    } else {
        let width = match parsed.value("c") {
            Some(text) => number(context, text)?,
            None => context.columns(),
        };
        columns(context, &lines, width, parsed.has("x"));
    }
    Ok(status)
}

fn number(context: &Context, text: &[u8]) -> Result<usize, Quit> {
    std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).ok_or_else(|| {
        context.complain(format_args!("invalid columns argument: {}", String::from_utf8_lossy(&quote::always(text))));
        Quit::Status(1)
    })
}

fn letters(text: &[u8]) -> usize {
    text.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}

fn table(context: &mut Context, parsed: &crate::options::Parsed, lines: &[Bytes]) -> Result<(), Quit> {
    let separators = parsed.value("s").map_or(b" \t".to_vec(), <[u8]>::to_vec);
    // Blanks come in runs; separators that were asked for stand for themselves.
    let greedy = parsed.value("s").is_none();
    let limit = match parsed.value("l") {
        Some(text) => number(context, text)?,
        None => usize::MAX,
    };
    let gap = parsed.value("o").unwrap_or(b"  ").to_vec();
    let split = |line: &Bytes| -> Vec<Bytes> {
        let mut cells = Vec::new();
        let mut rest: &[u8] = line;
        if greedy {
            rest = rest.trim_ascii_start();
        }
        while cells.len() + 1 < limit {
            let Some(at) = rest.iter().position(|byte| separators.contains(byte)) else { break };
            cells.push(rest[..at].to_vec());
            rest = &rest[at + 1..];
            if greedy {
                rest = rest.trim_ascii_start();
            }
        }
        if !(greedy && rest.is_empty()) {
            cells.push(rest.to_vec());
        }
        cells
    };
    let mut rows: Vec<Vec<Bytes>> = lines.iter().map(split).collect();
    let names =
        parsed.value("N").map(|names| names.split(|byte| *byte == b',').map(<[u8]>::to_vec).collect::<Vec<_>>());
    if let Some(names) = &names {
        rows.insert(0, names.clone());
    }
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| letters(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    let right: Vec<usize> = parsed.value("R").map_or_else(Vec::new, |list| {
        let column = |text: &[u8]| {
            let by_name = names.as_ref().and_then(|names| names.iter().position(|name| name == text));
            by_name.or_else(|| std::str::from_utf8(text).ok()?.parse::<usize>().ok()?.checked_sub(1))
        };
        list.split(|byte| *byte == b',').filter_map(column).collect()
    });
    for row in &rows {
        for (column, width) in widths.iter().enumerate() {
            let cell = row.get(column).map_or(&b""[..], Vec::as_slice);
            let blanks = width - letters(cell);
            let last = column + 1 == count;
            let to_right = right.contains(&column);
            if to_right {
                context.stdout.buffer().extend(std::iter::repeat_n(b' ', blanks));
            }
            context.stdout.put(cell);
            if !last {
                if !to_right {
                    context.stdout.buffer().extend(std::iter::repeat_n(b' ', blanks));
                }
                context.stdout.put(&gap);
            }
        }
        context.stdout.put_byte(b'\n');
    }
    Ok(())
}

fn columns(context: &mut Context, lines: &[Bytes], width: usize, by_rows: bool) {
    let longest = lines.iter().map(|line| letters(line)).max().unwrap_or(0);
    // Columns start at tab stops.
    let cell = (longest + 8) / 8 * 8;
    if longest >= width || lines.is_empty() {
        for line in lines {
            context.stdout.put(line);
            context.stdout.put_byte(b'\n');
        }
        return;
    }
    let across = (width / cell).max(1);
    let down = lines.len().div_ceil(across);
    for row in 0..down {
        let mut column = 0;
        let mut target = cell;
        for at in 0..across {
            let index = if by_rows { row * across + at } else { at * down + row };
            let Some(line) = lines.get(index) else { break };
            context.stdout.put(line);
            column += letters(line);
            let more = if by_rows { index + 1 < lines.len() && at + 1 < across } else { index + down < lines.len() };
            if more {
                while (column / 8 + 1) * 8 <= target {
                    context.stdout.put_byte(b'\t');
                    column = (column / 8 + 1) * 8;
                }
                target += cell;
            }
        }
        context.stdout.put_byte(b'\n');
    }
}
