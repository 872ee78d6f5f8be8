//! `shuf`: lines in a random order, from the machine's seed.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[
    flag("e", "echo"),
    value("i", "input-range"),
    value("n", "head-count"),
    value("o", "output"),
    flag("r", "repeat"),
    flag("z", "zero-terminated"),
    value("", "random-source"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("shuf", OPTIONS, |context, args| Box::pin(run(context, args)));

/// Numbers a range may hold: they all lie in memory.
const MOST: u64 = 1 << 22;

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.has("random-source") {
        context.complain("--random-source is not supported");
        return Ok(1);
    }
    let end = if parsed.has("z") { 0 } else { b'\n' };
    let refuse = |message: String| {
        context.complain(message);
        Quit::Status(1)
    };
    let parse = |text: &[u8]| std::str::from_utf8(text).ok().and_then(|text| text.parse::<u64>().ok());
    let mut most = u64::MAX;
    for text in parsed.values("n") {
        most = most.min(parse(text).ok_or_else(|| refuse(format!("invalid line count: {}", quote::curved(text))))?);
    }
    if parsed.has("e") && parsed.has("i") {
        return Err(context.usage_error("cannot combine -e and -i options", 1));
    }
    let extra = if parsed.has("e") { None } else { parsed.operands.get(usize::from(!parsed.has("i"))) };
    if let Some(extra) = extra {
        return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1));
    }
    let mut lines: Vec<Bytes> = if parsed.has("e") {
        parsed.operands.clone()
    } else if let Some(range) = parsed.value("i") {
        let text = String::from_utf8_lossy(range).into_owned();
        let bounds =
            text.split_once('-').and_then(|(low, high)| Some((low.parse::<u64>().ok()?, high.parse::<u64>().ok()?)));
        let (low, high) = bounds
            .filter(|(low, high)| *low <= high.saturating_add(1))
            .ok_or_else(|| refuse(format!("invalid input range: {}", quote::curved(range))))?;
        if high.saturating_sub(low) >= MOST {
            return Err(refuse("memory exhausted".to_owned()));
        }
        (low..=high).map(|number| number.to_string().into_bytes()).collect()
    } else {
        let file = parsed.operands.first().map_or(&b"-"[..], Vec::as_slice);
        let mut input = context.open(file).await.map_err(|error| {
            context.complain_about(file, error);
            Quit::Status(1)
        })?;
        let mut lines = Vec::new();
        while let Some(line) = input.until(end).await? {
            lines.push(line.strip_suffix(&[end]).unwrap_or(line).to_vec());
        }
        lines
    };
    context.tick(lines.len() as u64 * 4).await;
    let mut target = match parsed.value("o") {
        Some(path) => Some(context.create(path).await.map_err(|error| {
            context.complain_about(path, error);
            Quit::Status(1)
        })?),
        None => None,
    };
    if parsed.has("r") && lines.is_empty() && most > 0 {
        context.complain("no lines to repeat");
        return Ok(1);
    }
    let mut done = 0;
    while done < most && (parsed.has("r") || (done as usize) < lines.len()) {
        let from = if parsed.has("r") { 0 } else { done as usize };
        let pick = from + context.random((lines.len() - from) as u64) as usize;
        let out = target.as_mut().unwrap_or(&mut context.stdout);
        out.put(&lines[pick]);
        out.put_byte(end);
        out.relieve().await?;
        if !parsed.has("r") {
            lines.swap(from, pick);
        }
        done += 1;
    }
    if let Some(target) = &mut target {
        target.flush().await?;
    }
    Ok(0)
}
