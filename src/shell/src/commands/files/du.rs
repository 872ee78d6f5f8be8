//! `du`: how much room files take.

use super::target::join;
use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[
    flag("a", "all"),
    flag("", "apparent-size"),
    value("B", "block-size"),
    flag("b", "bytes"),
    flag("c", "total"),
    value("d", "max-depth"),
    flag("h", "human-readable"),
    flag("", "si"),
    flag("k", ""),
    flag("m", ""),
    flag("s", "summarize"),
    flag("S", "separate-dirs"),
    flag("0", "null"),
    maybe("", "time"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("du", OPTIONS, |context, args| Box::pin(run(context, args)));

/// A folder being added up.
struct Open {
    path: Bytes,
    names: std::vec::IntoIter<Bytes>,
    size: u64,
    depth: usize,
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let mut depth = usize::MAX;
    if let Some(text) = parsed.value("d") {
        let number = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        depth = number
            .ok_or_else(|| context.usage_error(format_args!("invalid maximum depth {}", quote::curved(text)), 1))?;
    }
    if parsed.has("s") {
        if parsed.has("a") {
            return Err(context.usage_error("cannot both summarize and show all entries", 1));
        }
        depth = 0;
    }
    let apparent = parsed.has("apparent-size") || parsed.has("b");
    let unit = match parsed.last_of(&["b", "k", "m", "B"]) {
        Some("b") => 1,
        Some("m") => 1 << 20,
        Some("B") => {
            let text = parsed.value("B").unwrap_or_default();
            let number =
                if text.first().is_some_and(u8::is_ascii_digit) { text.to_vec() } else { [b"1", text].concat() };
            crate::context::number_with_suffix(&number).filter(|unit| *unit > 0).ok_or_else(|| {
                context.complain(format_args!("invalid --block-size argument {}", quote::curved(text)));
                Quit::Status(1)
            })?
        }
        _ => 1024,
    };
    let human = match parsed.last_of(&["h", "si"]) {
        Some("h") => 1024,
        Some(_) => 1000,
        None => 0,
    };
    let show = |size: u64| if human > 0 { super::human(size, human) } else { size.div_ceil(unit).to_string() };
    let end = if parsed.has("0") { 0 } else { b'\n' };
    let operands = if parsed.operands.is_empty() { vec![b".".to_vec()] } else { parsed.operands.clone() };
    let mut seen = std::collections::HashSet::new();
    let (mut status, mut total) = (0, 0);
    for operand in operands {
        let mut stack: Vec<Open> = Vec::new();
        let mut next = Some(operand);
        loop {
            context.tick(60).await;
            if let Some(path) = next.take() {
                let depth_now = stack.len();
                match context.lstat(&path) {
                    Err(error) => {
                        context.complain_quoted("cannot access ", &path, "", error);
                        status = 1;
                    }
                    // Another name of a file that was counted.
                    Ok(stat) if !seen.insert(stat.ino) => {}
                    Ok(stat) => {
                        let size = if apparent { stat.size } else { stat.blocks() * 512 };
                        if stat.is_dir() {
                            let names = context.read_dir(&path).unwrap_or_else(|error| {
                                context.complain_quoted("cannot read directory ", &path, "", error);
                                status = 1;
                                Vec::new()
                            });
                            let names: Vec<Bytes> = names.into_iter().map(|entry| join(&path, &entry.name)).collect();
                            stack.push(Open { path, names: names.into_iter(), size, depth: depth_now });
                        } else {
                            if depth_now == 0 || parsed.has("a") && depth_now <= depth {
                                put(context, &show(size), &path, end);
                            }
                            match stack.last_mut() {
                                Some(parent) => parent.size += size,
                                None => total += size,
                            }
                        }
                    }
                }
            }
            let Some(open) = stack.last_mut() else { break };
            next = open.names.next();
            if next.is_none()
                && let Some(open) = stack.pop()
            {
                if open.depth <= depth {
                    put(context, &show(open.size), &open.path, end);
                }
                match stack.last_mut() {
                    Some(_) if parsed.has("S") => {}
                    Some(parent) => parent.size += open.size,
                    None => total += open.size,
                }
            }
            context.stdout.relieve().await?;
        }
    }
    if parsed.has("c") {
        put(context, &show(total), b"total", end);
    }
    Ok(status)
}

fn put(context: &mut Context, size: &str, path: &[u8], end: u8) {
    context.stdout.put(&[size.as_bytes(), b"\t", path, &[end]].concat());
}
