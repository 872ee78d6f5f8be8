//! `fold`: breaks long lines.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[flag("b", "bytes"), flag("s", "spaces"), value("w", "width")];

/// The command.
pub(super) const COMMAND: Command = Command::new("fold", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    // The old way: `fold -20`.
    for arg in &mut args {
        if arg.len() > 1 && arg[0] == b'-' && arg[1..].iter().all(u8::is_ascii_digit) {
            *arg = [b"-w", &arg[1..]].concat();
        }
    }
    let parsed = context.options(&COMMAND, args).await?;
    let width = match parsed.value("w") {
        None => 80,
        Some(text) => {
            let width = std::str::from_utf8(text).ok().and_then(|text| text.parse::<usize>().ok());
            width.filter(|width| *width > 0).ok_or_else(|| {
                let why = if width.is_some() { ": Numerical result out of range" } else { "" };
                context.complain(format_args!("invalid number of columns: {}{why}", quote::curved(text)));
                Quit::Status(1)
            })?
        }
    };
    let (bytes, spaces) = (parsed.has("b"), parsed.has("s"));
    let mut status = 0;
    let mut line: Bytes = Vec::new();
    for file in &super::inputs(&parsed) {
        let mut input = match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain_about(file, error);
                status = 1;
                continue;
            }
        };
        let mut column = 0;
        line.clear();
        loop {
            let chunk = match input.fill().await {
                Ok([]) => break,
                Ok(chunk) => chunk,
                Err(error) => {
                    context.complain_about(file, error);
                    status = 1;
                    break;
                }
            };
            let used = chunk.len();
            for &byte in chunk {
                if byte == b'\n' {
                    line.push(byte);
                    context.stdout.put(&line);
                    line.clear();
                    column = 0;
                    continue;
                }
                loop {
                    let next = advance(column, byte, bytes);
                    if next <= width || line.is_empty() {
                        column = next;
                        line.push(byte);
                        break;
                    }
                    let cut = spaces.then(|| line.iter().rposition(|byte| matches!(byte, b' ' | b'\t'))).flatten();
                    let cut = cut.map_or(line.len(), |at| at + 1);
                    context.stdout.put(&line[..cut]);
                    context.stdout.put_byte(b'\n');
                    line.drain(..cut);
                    column = line.iter().fold(0, |column, byte| advance(column, *byte, bytes));
                }
            }
            input.consume(used);
            context.stdout.relieve().await?;
        }
        context.stdout.put(&line);
        line.clear();
    }
    Ok(status)
}

/// The column after a byte.
fn advance(column: usize, byte: u8, bytes: bool) -> usize {
    match byte {
        _ if bytes => column + 1,
        8 => column.saturating_sub(1),
        b'\r' => 0,
        b'\t' => column + 8 - column % 8,
        _ => column + 1,
    }
}
