//! `gzip`, `gunzip`, `zcat` (RFC 1952).

use super::crc::crc32;
use crate::options::{Opt, Parsed, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

const OPTIONS: &[Opt] = &[
    flag("c", "stdout"),
    flag("", "to-stdout"),
    flag("d", "decompress"),
    flag("", "uncompress"),
    flag("f", "force"),
    flag("k", "keep"),
    flag("l", "list"),
    flag("n", "no-name"),
    flag("N", "name"),
    flag("q", "quiet"),
    flag("r", "recursive"),
    value("S", "suffix"),
    flag("t", "test"),
    flag("v", "verbose"),
    flag("1", "fast"),
    flag("2", ""),
    flag("3", ""),
    flag("4", ""),
    flag("5", ""),
    flag("6", ""),
    flag("7", ""),
    flag("8", ""),
    flag("9", "best"),
];

/// Makes files smaller.
pub(super) const GZIP: Command = Command::new("gzip", OPTIONS, |context, args| Box::pin(run(context, args, &GZIP)));
/// Makes them what they were.
pub(super) const GUNZIP: Command =
    Command::new("gunzip", OPTIONS, |context, args| Box::pin(run(context, args, &GUNZIP)));
/// Shows what is in them.
pub(super) const ZCAT: Command = Command::new("zcat", OPTIONS, |context, args| Box::pin(run(context, args, &ZCAT)));

/// Bytes as a gzip file, the original name and time (seconds) in its head.
pub(super) fn packed(bytes: &[u8], level: u8, name: &[u8], seconds: u32) -> Bytes {
    let mut out = vec![0x1f, 0x8b, 8, if name.is_empty() { 0 } else { 8 }];
    out.extend_from_slice(&seconds.to_le_bytes());
    out.extend_from_slice(&[
        if level == 9 {
            2
        } else if level == 1 {
            4
        } else {
            0
        },
        3,
    ]);
    if !name.is_empty() {
        out.extend_from_slice(name);
        out.push(0);
    }
    out.extend(compress_to_vec(bytes, level));
    out.extend_from_slice(&crc32(bytes).to_le_bytes());
    out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    out
}

/// Is this a gzip file?
pub(in crate::commands) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// What a gzip file holds, or what is wrong in gzip's words. Several members in a row are one.
pub(in crate::commands) fn unpacked(bytes: &[u8]) -> Result<Bytes, &'static str> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        if !is_packed(rest) {
            return if out.is_empty() && rest.len() == bytes.len() {
                Err("not in gzip format")
            } else {
                Err("decompression OK, trailing garbage ignored")
            };
        }
        let flags = *rest.get(3).ok_or("unexpected end of file")?;
        let mut at = 10;
        if flags & 4 != 0 {
            let low = *rest.get(at).ok_or("unexpected end of file")?;
            let high = *rest.get(at + 1).ok_or("unexpected end of file")?;
            at += 2 + (usize::from(high) << 8 | usize::from(low));
        }
        for bit in [8, 16] {
            if flags & bit != 0 {
                let end = rest.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0));
                at += end.ok_or("unexpected end of file")? + 1;
            }
        }
        at += if flags & 2 == 0 { 0 } else { 2 };
        let body = rest.get(at..).ok_or("unexpected end of file")?;
        let (content, used) = inflate(body)?;
        let tail = body.get(used..used + 8).ok_or("unexpected end of file")?;
        if tail[..4] != crc32(&content).to_le_bytes() {
            return Err("invalid compressed data--crc error");
        }
        out.extend(content);
        rest = &body[used + 8..];
    }
    Ok(out)
}

/// A deflate stream's content, and how many bytes the stream took.
fn inflate(body: &[u8]) -> Result<(Bytes, usize), &'static str> {
    let mut out = vec![0; (body.len() * 4).max(1 << 12)];
    loop {
        let mut machine = DecompressorOxide::new();
        let (status, used, made) =
            decompress(&mut machine, body, &mut out, 0, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF);
        match status {
            TINFLStatus::Done => {
                out.truncate(made);
                return Ok((out, used));
            }
            TINFLStatus::HasMoreOutput if out.len() < crate::MAX_VALUE => out = vec![0; out.len() * 4],
            TINFLStatus::FailedCannotMakeProgress | TINFLStatus::NeedsMoreInput => {
                return Err("unexpected end of file");
            }
            _ => return Err("invalid compressed data--format violated"),
        }
    }
}

/// A whole deflate stream, for zip.
pub(super) fn inflated(body: &[u8], most: usize) -> Option<Bytes> {
    decompress_to_vec_with_limit(body, most).ok()
}

fn level(parsed: &Parsed) -> u8 {
    let digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    parsed.last_of(&digits).and_then(|digit| digit.parse().ok()).unwrap_or(6)
}

/// How much smaller the packed bytes are; the head, the name and the tail around them do not count.
fn percent(packed: usize, whole: usize, around: usize) -> String {
    let ratio = if whole == 0 { 0.0 } else { 100.0 * (1.0 - (packed - around.min(packed)) as f64 / whole as f64) };
    format!("{ratio:5.1}%")
}

/// Sizes of packed files and of what they hold.
async fn list(context: &mut Context, files: &[Bytes], recursive: bool) -> Outcome {
    context.name = b"gzip".to_vec();
    let mut status = 0;
    let mut sums = (0, 0);
    let mut rows = Vec::new();
    for file in files {
        if recursive && !file.ends_with(b".gz") {
            continue;
        }
        let shown = String::from_utf8_lossy(file).into_owned();
        let bytes = match context.open(file).await {
            Ok(mut input) => input.read_all().await?,
            Err(error) => {
                context.complain(format_args!("{shown}: {error}"));
                status = 1;
                continue;
            }
        };
        context.tick(bytes.len() as u64).await;
        let content = match unpacked(&bytes) {
            Ok(content) => content,
            Err(words) => {
                context.stderr(format!("\ngzip: {shown}: {words}\n").as_bytes());
                status = 1;
                continue;
            }
        };
        let named = bytes.get(3).is_some_and(|flags| flags & 8 != 0);
        let name = if named { bytes[10..].iter().position(|byte| *byte == 0).map_or(0, |end| end + 1) } else { 0 };
        sums = (sums.0 + bytes.len(), sums.1 + content.len());
        let ratio = percent(bytes.len(), content.len(), 18 + name);
        let name = shown.strip_suffix(".gz").unwrap_or(&shown).to_owned();
        rows.push(format!("{:>19} {:>19} {ratio} {name}\n", bytes.len(), content.len()));
    }
    if !rows.is_empty() {
        context.stdout.put(b"         compressed        uncompressed  ratio uncompressed_name\n");
        if rows.len() > 1 {
            rows.push(format!("{:>19} {:>19} {} (totals)\n", sums.0, sums.1, percent(sums.0, sums.1, 0)));
        }
        context.stdout.put(rows.concat().as_bytes());
    }
    Ok(status)
}

async fn run(context: &mut Context, args: Vec<Bytes>, command: &'static Command) -> Outcome {
    let parsed = match context.options_or_refusal(command, args).await? {
        Ok(parsed) => parsed,
        Err(refusal) => {
            context.name = b"gzip".to_vec();
            context.complain(refusal.text);
            context.stderr(b"Try `gzip --help' for more information.\n");
            return Ok(1);
        }
    };
    let mut parsed = parsed;
    if parsed.has("r") {
        let given = std::mem::take(&mut parsed.operands);
        for file in given {
            below(context, file, &mut parsed.operands)?;
        }
        // Folders with nothing in them leave nothing to do.
        if parsed.operands.is_empty() && !context.is_tty(0) {
            return Ok(0);
        }
    }
    if parsed.has("l") {
        return list(context, &parsed.operands, parsed.has("r")).await;
    }
    // gunzip and zcat are scripts that call gzip, which speaks in its own name.
    context.name = b"gzip".to_vec();
    let unpack = command.name != "gzip" || parsed.has("d") || parsed.has("uncompress") || parsed.has("t");
    let to_stdout = command.name == "zcat" || parsed.has("c") || parsed.has("to-stdout");
    let mut status = 0;
    if parsed.operands.is_empty() || parsed.operands == [b"-".to_vec()] {
        if !unpack && context.is_tty(1) {
            context.complain(
                "compressed data not written to a terminal. Use -f to force compression.\nFor help, type: gzip -h",
            );
            return Ok(1);
        }
        let bytes = context.stdin.read_all().await?;
        context.tick(bytes.len() as u64).await;
        if !unpack {
            context.stdout.put(&packed(&bytes, level(&parsed), b"", 0));
            return Ok(0);
        }
        match unpacked(&bytes) {
            Ok(content) if parsed.has("t") => drop(content),
            Ok(content) => context.stdout.put(&content),
            Err(words) => {
                context.stderr(format!("\ngzip: stdin: {words}\n").as_bytes());
                return Ok(1);
            }
        }
        return Ok(0);
    }
    for file in &parsed.operands {
        status = status.max(one(context, &parsed, file, unpack, to_stdout).await?);
    }
    Ok(status)
}

/// The files in a folder and in all it holds, for `-r`; other files as they are.
fn below(context: &Context, path: Bytes, files: &mut Vec<Bytes>) -> Result<(), Quit> {
    let mut pending = vec![path];
    while let Some(path) = pending.pop() {
        if !context.lstat(&path).is_ok_and(|stat| stat.is_dir()) {
            files.push(path);
            continue;
        }
        let slash: &[u8] = if path.ends_with(b"/") { b"" } else { b"/" };
        let entries = context.read_dir(&path)?;
        pending.extend(entries.iter().rev().map(|entry| [&path, slash, &entry.name].concat()));
    }
    Ok(())
}

async fn one(context: &mut Context, parsed: &Parsed, file: &[u8], unpack: bool, to_stdout: bool) -> Result<i32, Quit> {
    let suffix = parsed.value("S").unwrap_or(b".gz");
    let shown = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    let with_suffix = [file, suffix].concat();
    let mut source = file.to_vec();
    if unpack && context.lstat(file).is_err() && context.lstat(&with_suffix).is_ok() {
        source = with_suffix.clone();
    }
    let stat = match context.stat(&source) {
        Ok(stat) => stat,
        Err(error) => {
            let missing = if unpack && !source.ends_with(suffix) { &with_suffix } else { &source };
            context.complain(format_args!("{}: {error}", shown(missing)));
            return Ok(1);
        }
    };
    if stat.is_dir() {
        context.complain(format_args!("{} is a directory -- ignored", shown(&source)));
        return Ok(2);
    }
    let target = if unpack {
        let known: [&[u8]; 6] = [suffix, b".z", b".tgz", b".taz", b"-gz", b"-z"];
        match known.into_iter().find(|ending| source.ends_with(ending)) {
            Some(b".tgz" | b".taz") => [&source[..source.len() - 4], b".tar"].concat(),
            Some(ending) => source[..source.len() - ending.len()].to_vec(),
            None if to_stdout || parsed.has("t") => Vec::new(),
            // In folders what is not packed is passed over.
            None if parsed.has("r") => return Ok(0),
            None => {
                context.complain(format_args!("{}: unknown suffix -- ignored", shown(&source)));
                return Ok(2);
            }
        }
    } else {
        if source.ends_with(suffix) && !to_stdout && !parsed.has("f") {
            if !parsed.has("r") {
                context.complain(format_args!("{} already has {} suffix -- unchanged", shown(&source), shown(suffix)));
            }
            return Ok(0);
        }
        with_suffix
    };
    let bytes = match context.open(&source).await {
        Ok(mut input) => input.read_all().await?,
        Err(error) => {
            context.complain(format_args!("{}: {error}", shown(&source)));
            return Ok(1);
        }
    };
    context.tick(bytes.len() as u64).await;
    let made = if unpack {
        match unpacked(&bytes) {
            Ok(content) => content,
            Err(words) => {
                context.stdout.flush().await?;
                context.stderr(format!("\ngzip: {}: {words}\n", shown(&source)).as_bytes());
                return Ok(1);
            }
        }
    } else {
        let name = source.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
        let (name, seconds) =
            if parsed.has("n") { (&b""[..], 0) } else { (name, stat.modified.div_euclid(1000) as u32) };
        packed(&bytes, level(parsed), name, seconds)
    };
    if parsed.has("t") {
        return Ok(0);
    }
    if to_stdout {
        context.stdout.put(&made);
        context.stdout.relieve().await?;
        return Ok(0);
    }
    if context.lstat(&target).is_ok() && !parsed.has("f") {
        context.complain(format_args!("{} already exists;\tnot overwritten", shown(&target)));
        return Ok(2);
    }
    if let Err(error) = context.write_file(&target, &made) {
        context.complain(format_args!("{}: {error}", shown(&target)));
        return Ok(1);
    }
    context.chmod(&target, stat.mode)?;
    context.set_times(&target, Some(stat.accessed), Some(stat.modified), true)?;
    if !parsed.has("k") {
        context.unlink(&source)?;
    }
    if parsed.has("v") {
        let (small, big) = if unpack { (bytes.len(), made.len()) } else { (made.len(), bytes.len()) };
        let packed = if unpack { &bytes } else { &made };
        let name = if packed[3] & 8 == 0 { 0 } else { packed[10..].iter().take_while(|byte| **byte != 0).count() + 1 };
        let ratio = percent(small, big, 18 + name);
        let deed = if parsed.has("k") { "created" } else { "replaced with" };
        context.stderr(format!("{}:\t{ratio} -- {deed} {}\n", shown(&source), shown(&target)).as_bytes());
    }
    Ok(0)
}
