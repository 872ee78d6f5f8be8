//! `shuf`: lines in a random order, from the machine's seed.

use crate::context::Input;
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

/// Where luck comes from: the machine, or the bytes of a file as GNU's `randint` takes them.
struct Luck {
    source: Option<(Bytes, Input)>,
    /// What is left of the last draw: a number up to `most`.
    number: u64,
    most: u64,
}

impl Luck {
    /// A number below `choices`.
    async fn below(&mut self, context: &Context, choices: u64) -> Result<u64, Quit> {
        let Some((path, source)) = &mut self.source else { return Ok(context.random(choices)) };
        let wanted = choices.max(1) - 1;
        loop {
            while self.most < wanted {
                let byte = source.fill().await?.first().copied();
                let Some(byte) = byte else {
                    context.complain_bytes(&[quote::curved(path).as_bytes(), b": end of file"].concat());
                    return Err(Quit::Status(1));
                };
                source.consume(1);
                self.number = self.number.wrapping_shl(8) | u64::from(byte);
                self.most = self.most.wrapping_shl(8) | 0xff;
            }
            if self.most == wanted {
                let number = self.number;
                (self.number, self.most) = (0, 0);
                return Ok(number);
            }
            // Draws beyond the last multiple would favour the small numbers: their rest is kept for the next draw.
            let excess = self.most - wanted;
            let unusable = excess % choices;
            let last = self.most - unusable;
            let reduced = self.number % choices;
            if self.number <= last {
                self.number /= choices;
                self.most = excess / choices;
                return Ok(reduced);
            }
            self.number = reduced;
            self.most = unusable - 1;
        }
    }
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let mut luck = Luck { source: None, number: 0, most: 0 };
    if let Some(path) = parsed.value("random-source") {
        let source = context.open(path).await.map_err(|error| {
            context.complain_about(path, error);
            Quit::Status(1)
        })?;
        luck.source = Some((path.to_vec(), source));
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
        // Of a stream that may be long only as many lines are kept as are wanted.
        let sample = most < u64::MAX && !parsed.has("r") && !input.file().is_some_and(|file| file.is_seekable());
        let mut lines: Vec<Bytes> = Vec::new();
        let mut held = 0;
        let mut seen = 0;
        while let Some(line) = input.until(end).await? {
            seen += 1;
            let line = line.strip_suffix(&[end]).unwrap_or(line);
            if !sample || seen <= most {
                held += line.len() + crate::ENTRY;
                if held > crate::MAX_VALUE {
                    return Err(refuse("memory exhausted".to_owned()));
                }
                lines.push(line.to_vec());
            } else {
                let line = line.to_vec();
                let place = luck.below(context, seen).await? as usize;
                if let Some(slot) = lines.get_mut(place) {
                    *slot = line;
                }
            }
        }
        // GNU's draws for the next line before it sees that there is none.
        if sample && seen >= most {
            luck.below(context, seen + 1).await?;
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
        let pick = from + luck.below(context, (lines.len() - from) as u64).await? as usize;
        let out = target.as_mut().unwrap_or(&mut context.stdout);
        out.put(&lines[pick]);
        out.put_byte(end);
        out.relieve().await?;
        context.sys.kernel.spend(8);
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
