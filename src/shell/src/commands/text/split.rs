//! `split`: cuts a file into pieces.

use crate::context::number_with_suffix;
use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[
    value("a", "suffix-length"),
    value("", "additional-suffix"),
    value("b", "bytes"),
    flag("d", ""),
    maybe("", "numeric-suffixes"),
    flag("x", ""),
    maybe("", "hex-suffixes"),
    flag("e", "elide-empty-files"),
    value("l", "lines"),
    value("n", "number"),
    flag("", "verbose"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("split", OPTIONS, |context, args| Box::pin(run(context, args)));

/// Names of pieces: `aa`, `ab`…; after `yz` they grow longer unless a length was asked for.
struct Names {
    digits: &'static [u8],
    length: usize,
    grows: bool,
    next: u64,
    offset: u64,
}

impl Names {
    fn next(&mut self) -> Option<Bytes> {
        let base = self.digits.len() as u64;
        let room = |length: usize| base.saturating_pow(length as u32);
        if self.grows && self.next - self.offset >= room(self.length) - room(self.length - 1) {
            self.offset = self.next;
            self.length += 1;
        }
        let wider = if self.grows { self.length - 2 } else { 0 };
        let mut value = if self.grows { self.next - self.offset } else { self.next };
        if !self.grows && value >= room(self.length) {
            return None;
        }
        self.next += 1;
        let mut name = vec![0; self.length];
        for place in name.iter_mut().rev() {
            *place = self.digits[(value % base) as usize];
            value /= base;
        }
        let last = *self.digits.last()?;
        Some([vec![last; wider].as_slice(), &name].concat())
    }
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if let Some(extra) = parsed.operands.get(2) {
        return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1));
    }
    let refuse = |message: String| {
        context.complain(message);
        Quit::Status(1)
    };
    let count = |key: &str, what: &str| -> Result<Option<u64>, Quit> {
        let Some(text) = parsed.value(key) else { return Ok(None) };
        let value = number_with_suffix(text);
        let why = if value.is_some() { ": Numerical result out of range" } else { "" };
        value
            .filter(|value| *value > 0)
            .map(Some)
            .ok_or_else(|| refuse(format!("invalid number of {what}: {}{why}", quote::curved(text))))
    };
    let (bytes, lines) = (count("b", "bytes")?, count("l", "lines")?);
    let given = parsed.value("n").map(|text| String::from_utf8_lossy(text).into_owned());
    let by_lines = given.as_ref().is_some_and(|text| text.starts_with("l/"));
    let chunks = match &given {
        None => None,
        Some(text) => {
            let digits = text.strip_prefix("l/").unwrap_or(text);
            let number = digits.parse::<u64>().ok().filter(|number| *number > 0 && *number < 100_000);
            Some(
                number
                    .ok_or_else(|| refuse(format!("invalid number of chunks: {}", quote::curved(digits.as_bytes()))))?,
            )
        }
    };
    if u8::from(bytes.is_some()) + u8::from(lines.is_some()) + u8::from(chunks.is_some()) > 1 {
        return Err(context.usage_error("cannot split in more than one way", 1));
    }
    let length = match parsed.value("a") {
        None => None,
        Some(text) => {
            let number = std::str::from_utf8(text)
                .ok()
                .and_then(|text| text.parse::<usize>().ok())
                .filter(|length| *length < 200);
            number.ok_or_else(|| refuse(format!("invalid suffix length: {}", quote::curved(text))))?.into()
        }
    };
    let hex = parsed.has("x") || parsed.has("hex-suffixes");
    let decimal = parsed.has("d") || parsed.has("numeric-suffixes");
    let start = parsed.value("numeric-suffixes").or_else(|| parsed.value("hex-suffixes"));
    let digits: &[u8] = if hex {
        b"0123456789abcdef"
    } else if decimal {
        b"0123456789"
    } else {
        b"abcdefghijklmnopqrstuvwxyz"
    };
    let mut names = Names {
        digits,
        length: length.filter(|length| *length > 0).unwrap_or(2),
        grows: length.is_none() && start.is_none() && chunks.is_none(),
        next: start.and_then(|text| std::str::from_utf8(text).ok()?.parse().ok()).unwrap_or(0),
        offset: 0,
    };
    if let Some(chunks) = chunks {
        while length.is_none() && (digits.len() as u64).pow(names.length as u32) < chunks {
            names.length += 1;
        }
    }
    let file = parsed.operands.first().map_or(&b"-"[..], Vec::as_slice);
    let prefix = parsed.operands.get(1).map_or(&b"x"[..], Vec::as_slice);
    let mut input = context.open(file).await.map_err(|error| {
        context.complain_quoted("cannot open ", file, " for reading", error);
        Quit::Status(1)
    })?;
    if chunks.is_some() && !input.file().is_some_and(|file| file.is_seekable()) {
        context.complain(format_args!("{}: cannot determine file size", String::from_utf8_lossy(file)));
        return Ok(1);
    }
    let text = input.read_all().await.map_err(|error| {
        context.complain_about(file, error);
        Quit::Status(1)
    })?;
    let mut pieces: Vec<&[u8]> = Vec::new();
    if let Some(chunks) = chunks {
        let mut from = 0;
        for chunk in 1..=chunks {
            let even = (text.len() as u64 / chunks * chunk) as usize;
            let mut to = if chunk == chunks { text.len() } else { even.max(from) };
            if by_lines && to > 0 && to < text.len() && to > from && text[to - 1] != b'\n' {
                to = memchr::memchr(b'\n', &text[to..]).map_or(text.len(), |at| to + at + 1);
            }
            pieces.push(&text[from..to]);
            from = to;
        }
        if parsed.has("e") {
            pieces.retain(|piece| !piece.is_empty());
        }
    } else if let Some(bytes) = bytes {
        pieces.extend(text.chunks(usize::try_from(bytes).unwrap_or(usize::MAX)));
    } else {
        let most = lines.unwrap_or(1000);
        let (mut from, mut seen) = (0, 0);
        for at in memchr::memchr_iter(b'\n', &text) {
            seen += 1;
            if seen == most {
                pieces.push(&text[from..=at]);
                (from, seen) = (at + 1, 0);
            }
        }
        if from < text.len() {
            pieces.push(&text[from..]);
        }
    }
    let additional = parsed.value("additional-suffix").unwrap_or_default().to_vec();
    for piece in pieces {
        let Some(suffix) = names.next() else {
            context.complain("output file suffixes exhausted");
            return Ok(1);
        };
        let name = [prefix, &suffix, &additional].concat();
        if parsed.has("verbose") {
            let line = format!("creating file {}\n", String::from_utf8_lossy(&quote::always(&name)));
            context.stdout.put(line.as_bytes());
        }
        let mut output = context.create(&name).await.map_err(|error| {
            context.complain_about(&name, error);
            Quit::Status(1)
        })?;
        output.put(piece);
        output.flush().await?;
    }
    Ok(0)
}
