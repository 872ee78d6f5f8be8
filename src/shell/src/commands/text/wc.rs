//! `wc`: counts lines, words, characters, bytes.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[
    flag("c", "bytes"),
    flag("m", "chars"),
    flag("l", "lines"),
    flag("L", "max-line-length"),
    flag("w", "words"),
    value("", "files0-from"),
    value("", "total"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("wc", OPTIONS, |context, args| Box::pin(run(context, args)));

/// Lines, words, characters, bytes, longest line.
#[derive(Clone, Copy, Default)]
struct Counts {
    lines: u64,
    words: u64,
    characters: u64,
    bytes: u64,
    longest: u64,
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let any = ["c", "m", "l", "L", "w"].iter().any(|key| parsed.has(key));
    let shown = |key: &str| parsed.has(key) || !any && matches!(key, "l" | "w" | "c");
    let only_lines = parsed.has("l") && !["c", "m", "L", "w"].iter().any(|key| parsed.has(key));
    let only_bytes = parsed.has("c") && !["l", "m", "L", "w"].iter().any(|key| parsed.has(key));
    let operands = match parsed.value("files0-from") {
        None if parsed.operands.is_empty() => vec![b"".to_vec()],
        None => parsed.operands.clone(),
        Some(list) => {
            let mut input = context.open(list).await?;
            let all = input.read_all().await?;
            all.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(<[u8]>::to_vec).collect()
        }
    };
    let mut status = 0;
    let mut total = Counts::default();
    let mut rows: Vec<(Counts, Bytes)> = Vec::new();
    let mut sizes: Option<u64> = Some(0);
    for file in &operands {
        let source: &[u8] = if file.is_empty() { b"-" } else { file };
        // A file that is not there has no say.
        sizes = match context.stat(file) {
            Ok(stat) if stat.is_file() => sizes.map(|sum| sum + stat.size),
            Err(_) if file != b"-" && !file.is_empty() => sizes,
            _ => None,
        };
        let mut input = match context.open(source).await {
            Ok(input) => input,
            Err(error) => {
                context.complain_about(file, error);
                status = 1;
                continue;
            }
        };
        let mut counts = Counts::default();
        let mut tail = Tail::default();
        loop {
            match input.chunk().await {
                Ok(Some(chunk)) if only_lines => counts.lines += memchr::memchr_iter(b'\n', &chunk).count() as u64,
                Ok(Some(chunk)) if only_bytes => counts.bytes += chunk.len() as u64,
                Ok(Some(chunk)) => tail.count(&chunk, &mut counts),
                Ok(None) => break,
                Err(error) => {
                    context.complain_about(file, error);
                    status = 1;
                    break;
                }
            }
        }
        tail.end(&mut counts);
        total.lines += counts.lines;
        total.words += counts.words;
        total.characters += counts.characters;
        total.bytes += counts.bytes;
        total.longest = total.longest.max(counts.longest);
        rows.push((counts, file.clone()));
    }
    let when = parsed.value("total").unwrap_or(b"auto");
    let with_total = when == b"always" || when == b"only" || when == b"auto" && operands.len() > 1;
    if when == b"only" {
        rows.clear();
    }
    if with_total {
        rows.push((total, if when == b"only" { Bytes::new() } else { b"total".to_vec() }));
    }
    let columns = ["l", "w", "m", "c", "L"].iter().filter(|key| shown(key)).count();
    // One number of one file stands alone; else as wide as the sizes of the files can make them, 7 where unknown.
    let width = match sizes {
        _ if columns == 1 && operands.len() == 1 || when == b"only" => 1,
        Some(sum) => sum.to_string().len(),
        None => 7,
    };
    for (counts, name) in rows {
        let numbers = [
            ("l", counts.lines),
            ("w", counts.words),
            ("m", counts.characters),
            ("c", counts.bytes),
            ("L", counts.longest),
        ];
        let mut line: Vec<u8> = Vec::new();
        for (_, number) in numbers.into_iter().filter(|(key, _)| shown(key)) {
            if !line.is_empty() {
                line.push(b' ');
            }
            line.extend(format!("{number:>width$}").into_bytes());
        }
        if !name.is_empty() {
            line.push(b' ');
            line.extend(&name);
        }
        line.push(b'\n');
        context.stdout.put(&line);
    }
    Ok(status)
}

/// What is left open at the end of a chunk.
#[derive(Default)]
struct Tail {
    in_word: bool,
    width: u64,
    /// Bytes of a character that is not whole yet.
    partial: Vec<u8>,
}

impl Tail {
    fn count(&mut self, chunk: &[u8], counts: &mut Counts) {
        counts.bytes += chunk.len() as u64;
        let joined;
        let mut rest = chunk;
        if !self.partial.is_empty() {
            joined = [std::mem::take(&mut self.partial).as_slice(), chunk].concat();
            rest = &joined;
        }
        while let Some(&byte) = rest.first() {
            if byte < 0x80 {
                self.ascii(byte, counts);
                rest = &rest[1..];
                continue;
            }
            match std::str::from_utf8(&rest[..rest.len().min(4)])
                .map(str::len)
                .or_else(|error| if error.valid_up_to() > 0 { Ok(error.valid_up_to()) } else { Err(error) })
            {
                Ok(valid) => {
                    let character =
                        std::str::from_utf8(&rest[..valid]).ok().and_then(|text| text.chars().next()).unwrap_or(' ');
                    self.character(character, counts);
                    rest = &rest[character.len_utf8()..];
                }
                Err(error) if error.error_len().is_none() && rest.len() < 4 => {
                    self.partial = rest.to_vec();
                    return;
                }
                Err(_) => {
                    // No character; it does not end a word either.
                    rest = &rest[1..];
                }
            }
        }
    }

    fn ascii(&mut self, byte: u8, counts: &mut Counts) {
        counts.characters += 1;
        match byte {
            b'\n' | b'\r' | 0x0c => {
                counts.lines += u64::from(byte == b'\n');
                counts.longest = counts.longest.max(self.width);
                self.width = 0;
                self.leave(counts);
            }
            b'\t' => {
                self.width += 8 - self.width % 8;
                self.leave(counts);
            }
            b' ' => {
                self.width += 1;
                self.leave(counts);
            }
            0x0b => self.leave(counts),
            byte if byte.is_ascii_graphic() => {
                self.width += 1;
                self.in_word = true;
            }
            _ => {}
        }
    }

    fn character(&mut self, character: char, counts: &mut Counts) {
        counts.characters += 1;
        // No-break spaces do not end words (glibc's iswspace).
        if character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}') {
            self.width += 1;
            self.leave(counts);
        } else if !character.is_control() {
            self.width += 1;
            self.in_word = true;
        }
    }

    fn leave(&mut self, counts: &mut Counts) {
        counts.words += u64::from(std::mem::take(&mut self.in_word));
    }

    fn end(&mut self, counts: &mut Counts) {
        self.leave(counts);
        counts.longest = counts.longest.max(self.width);
    }
}
