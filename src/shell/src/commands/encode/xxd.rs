//! `xxd`: a hexadecimal dump, and back.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit};

const OPTIONS: &[Opt] = &[
    flag("b", ""),
    value("c", ""),
    value("g", ""),
    value("l", ""),
    flag("p", ""),
    flag("r", ""),
    value("s", ""),
    flag("u", ""),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("xxd", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let number = |key: &str| parsed.value(key).and_then(|text| std::str::from_utf8(text).ok()?.parse::<usize>().ok());
    let file = parsed.operands.first().map_or(&b"-"[..], Vec::as_slice);
    let mut input = context.open(file).await.map_err(|error| {
        context.complain(format_args!("{}: {error}", String::from_utf8_lossy(file)));
        Quit::Status(2)
    })?;
    let bytes = input.read_all().await?;
    context.tick(bytes.len() as u64).await;
    if parsed.has("r") {
        let back = back(&bytes, parsed.has("p"));
        context.stdout.put(&back);
        return Ok(0);
    }
    let start = number("s").unwrap_or(0).min(bytes.len());
    let end = number("l").map_or(bytes.len(), |most| bytes.len().min(start.saturating_add(most)));
    let bits = parsed.has("b");
    let across = number("c")
        .unwrap_or(if parsed.has("p") {
            30
        } else if bits {
            6
        } else {
            16
        })
        .clamp(1, 256);
    let group = match number("g").unwrap_or(if bits { 1 } else { 2 }) {
        0 => across,
        group => group,
    };
    let digits = if bits { 8 } else { 2 };
    for (row, chunk) in bytes[start..end].chunks(across).enumerate() {
        let written = |byte: &u8| match (bits, parsed.has("u")) {
            (true, _) => format!("{byte:08b}"),
            (_, true) => format!("{byte:02X}"),
            _ => format!("{byte:02x}"),
        };
        let mut line = String::new();
        if !parsed.has("p") {
            line += &format!("{:08x}:", start + row * across);
        }
        for (at, byte) in chunk.iter().enumerate() {
            if !parsed.has("p") && at % group == 0 {
                line.push(' ');
            }
            line += &written(byte);
        }
        if !parsed.has("p") {
            let full = 9 + across * digits + across.div_ceil(group);
            let text: String =
                chunk.iter().map(|byte| if (32..127).contains(byte) { *byte as char } else { '.' }).collect();
            line = format!("{line:<full$}  {text}");
        }
        context.stdout.put(line.as_bytes());
        context.stdout.put_byte(b'\n');
        context.stdout.relieve().await?;
    }
    Ok(0)
}

/// The bytes of a dump: two digits each, up to the two blanks before the text.
fn back(text: &[u8], plain: bool) -> Bytes {
    let mut out = Vec::new();
    for line in text.split(|byte| *byte == b'\n') {
        let mut rest = line;
        if !plain {
            let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
            let offset = std::str::from_utf8(&line[..colon]).ok().and_then(|text| usize::from_str_radix(text, 16).ok());
            // An offset beyond what there is leaves zeros, within reason.
            if let Some(offset) = offset.filter(|offset| *offset < 1 << 24 && *offset > out.len()) {
                out.resize(offset, 0);
            }
            rest = line[colon + 1..].strip_prefix(b" ").unwrap_or(&line[colon + 1..]);
            let end = rest.windows(2).position(|pair| pair == b"  ").unwrap_or(rest.len());
            rest = &rest[..end];
        }
        let digits: Vec<u8> =
            rest.iter().filter_map(|byte| (*byte as char).to_digit(16).map(|digit| digit as u8)).collect();
        out.extend(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]));
    }
    out
}
