//! `base64`: bytes in 64 letters (RFC 4648).

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[flag("d", "decode"), flag("i", "ignore-garbage"), value("w", "wrap")];

/// The command.
pub(super) const COMMAND: Command = Command::new("base64", OPTIONS, |context, args| Box::pin(run(context, args)));

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let wrap = match parsed.value("w") {
        None => 76,
        Some(text) => std::str::from_utf8(text).ok().and_then(|text| text.parse::<usize>().ok()).ok_or_else(|| {
            context.complain(format_args!("invalid wrap size: {}", quote::curved(text)));
            Quit::Status(1)
        })?,
    };
    if let Some(extra) = parsed.operands.get(1) {
        return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1));
    }
    let file = parsed.operands.first().map_or(&b"-"[..], Vec::as_slice);
    let mut input = context.open(file).await.map_err(|error| {
        context.complain_about(file, error);
        Quit::Status(1)
    })?;
    let bytes = input.read_all().await.map_err(|error| {
        context.complain(format_args!("read error: {error}"));
        Quit::Status(1)
    })?;
    context.tick(bytes.len() as u64 / 2).await;
    if parsed.has("d") {
        let (bytes, fine) = decode(&bytes, parsed.has("i"));
        context.stdout.put(&bytes);
        if !fine {
            context.stdout.flush().await?;
            context.complain("invalid input");
            return Ok(1);
        }
        return Ok(0);
    }
    let mut column = 0;
    for chunk in bytes.chunks(3) {
        for letter in quad(chunk) {
            context.stdout.put_byte(letter);
            column += 1;
            if wrap > 0 && column == wrap {
                context.stdout.put_byte(b'\n');
                column = 0;
            }
        }
        if context.stdout.is_full() {
            context.stdout.relieve().await?;
        }
    }
    if wrap > 0 && column > 0 {
        context.stdout.put_byte(b'\n');
    }
    Ok(0)
}

/// Up to three bytes as four letters.
fn quad(chunk: &[u8]) -> [u8; 4] {
    let sum = chunk.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
    std::array::from_fn(
        |place| if place > chunk.len() { b'=' } else { LETTERS[(sum >> (18 - 6 * place) & 63) as usize] },
    )
}

/// Bytes in letters, in one line.
pub(in crate::commands) fn encode(bytes: &[u8]) -> String {
    bytes.chunks(3).flat_map(quad).map(char::from).collect()
}

/// The bytes, and whether nothing was wrong.
pub(in crate::commands) fn decode(text: &[u8], lenient: bool) -> (Bytes, bool) {
    let (mut out, mut group, mut pads) = (Vec::new(), Vec::new(), 0);
    for byte in text.iter().filter(|byte| **byte != b'\n') {
        match LETTERS.iter().position(|letter| letter == byte) {
            Some(value) if pads == 0 => group.push(value as u32),
            None if *byte == b'=' && group.len() >= 2 && group.len() + pads < 4 => pads += 1,
            None if lenient => {}
            _ => {
                flush(&group, &mut out);
                return (out, false);
            }
        }
        if group.len() + pads == 4 {
            flush(&group, &mut out);
            group.clear();
            pads = 0;
        }
    }
    let whole = group.is_empty();
    flush(&group, &mut out);
    (out, whole)
}

fn flush(group: &[u32], out: &mut Bytes) {
    let sum = group.iter().fold(0, |sum, value| sum << 6 | value) << (6 * (4 - group.len().min(4)));
    let bytes = [(sum >> 16) as u8, (sum >> 8) as u8, sum as u8];
    out.extend_from_slice(&bytes[..group.len().saturating_sub(1).min(3)]);
}
