//! `dd`: bytes from here to there, block by block.

use crate::context::number_with_suffix;
use crate::options::Opt;
use crate::{Bytes, Command, Context, Outcome, quote};
use vfs::OpenFlags;

const OPTIONS: &[Opt] = &[];

/// The command.
pub(super) const COMMAND: Command = Command::new("dd", OPTIONS, |context, args| Box::pin(run(context, args)));

/// Numbers with suffixes, and products of them (`2x1k`).
fn number(text: &[u8]) -> Option<u64> {
    let one = |text: &[u8]| match text.strip_suffix(b"w") {
        Some(words) => number_with_suffix(words).map(|words| words.saturating_mul(2)),
        None => match text.strip_suffix(b"c") {
            Some(bytes) => number_with_suffix(bytes),
            None => number_with_suffix(text),
        },
    };
    text.split(|byte| *byte == b'x').try_fold(1_u64, |product, part| Some(product.saturating_mul(one(part)?)))
}

/// What `conv=` may ask for.
const KNOWN: [&[u8]; 9] =
    [b"notrunc", b"ucase", b"lcase", b"swab", b"sync", b"noerror", b"fsync", b"fdatasync", b"excl"];

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let (mut input, mut output) = (None, None);
    let (mut read_size, mut write_size, mut both) = (512, 512, None);
    let (mut count, mut skip, mut seek) = (None, 0, 0);
    let (mut conversions, mut status) = (Vec::new(), Vec::new());
    for operand in &parsed.operands {
        let shown = quote::curved(operand);
        let Some(at) = operand.iter().position(|byte| *byte == b'=') else {
            return Err(context.usage_error(format_args!("unrecognized operand {shown}"), 1));
        };
        let (key, value) = (&operand[..at], &operand[at + 1..]);
        let size = |least: u64| match number(value) {
            Some(size) if size >= least => Ok(size),
            _ => {
                context.complain(format_args!("invalid number: {}", quote::curved(value)));
                Err(crate::Quit::Status(1))
            }
        };
        match key {
            b"if" => input = Some(value.to_vec()),
            b"of" => output = Some(value.to_vec()),
            b"bs" => both = Some(size(1)?),
            b"ibs" => read_size = size(1)?,
            b"obs" => write_size = size(1)?,
            b"count" => count = Some(size(0)?),
            b"skip" | b"iseek" => skip = size(0)?,
            b"seek" | b"oseek" => seek = size(0)?,
            b"conv" => conversions = value.split(|byte| *byte == b',').map(<[u8]>::to_vec).collect(),
            b"status" => status = value.to_vec(),
            b"iflag" | b"oflag" | b"cbs" => {
                context.complain(format_args!("{shown} is not supported on this machine"));
                return Ok(1);
            }
            _ => return Err(context.usage_error(format_args!("unrecognized operand {shown}"), 1)),
        }
    }
    if let Some(wrong) = conversions.iter().find(|known| !KNOWN.contains(&known.as_slice())) {
        return Err(context.usage_error(format_args!("invalid conversion: {}", quote::curved(wrong)), 1));
    }
    let has = |name: &[u8]| conversions.iter().any(|known| known == name);
    if let Some(size) = both {
        (read_size, write_size) = (size, size);
    }
    if read_size > 64 << 20 || write_size > 64 << 20 {
        context.complain(format_args!("memory exhausted by input buffer of size {} bytes", read_size.max(write_size)));
        return Ok(1);
    }
    let read_size = read_size as usize;
    let mut reader = match &input {
        None => std::mem::replace(&mut context.stdin, crate::context::Input::of_bytes(context.sys.clone(), Vec::new())),
        Some(path) => match context.open(path).await {
            Ok(reader) => reader,
            Err(error) => {
                context.complain_quoted("failed to open ", path, "", error);
                return Ok(1);
            }
        },
    };
    let mut writer = None;
    if let Some(path) = &output {
        let flags = OpenFlags { truncate: false, exclusive: has(b"excl"), ..OpenFlags::WRITE };
        let opened = context.open_output(path, flags).await;
        let opened = match opened {
            Ok(opened) => opened,
            Err(error) => {
                context.complain_quoted("failed to open ", path, "", error);
                return Ok(1);
            }
        };
        let start = seek.saturating_mul(write_size);
        if let Some(file) = opened.file().filter(|file| file.is_seekable()) {
            if !has(b"notrunc") {
                context.truncate(path, start)?;
            }
            file.offset.set(start);
        }
        writer = Some(opened);
    }
    // What is skipped is read and forgotten.
    let mut left = skip.saturating_mul(read_size as u64);
    while left > 0 {
        let have = reader.fill().await?.len();
        if have == 0 {
            break;
        }
        let step = (have as u64).min(left);
        reader.consume(step as usize);
        left -= step;
    }
    let (mut full, mut partial, mut total) = (0_u64, 0_u64, 0_u64);
    let begin = context.now();
    while count.is_none_or(|count| full + partial < count) {
        let mut block = Vec::new();
        // A file gives whole blocks; a pipe gives what it has at once.
        while block.len() < read_size {
            let chunk = reader.fill().await?;
            if chunk.is_empty() {
                break;
            }
            let step = chunk.len().min(read_size - block.len());
            block.extend_from_slice(&chunk[..step]);
            reader.consume(step);
        }
        if block.is_empty() {
            break;
        }
        if block.len() == read_size {
            full += 1
        } else {
            partial += 1
        }
        if has(b"sync") {
            block.resize(read_size, 0);
        }
        if has(b"swab") {
            block.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1));
        }
        if has(b"ucase") {
            block.make_ascii_uppercase();
        }
        if has(b"lcase") {
            block.make_ascii_lowercase();
        }
        total += block.len() as u64;
        match &mut writer {
            Some(writer) => {
                writer.put(&block);
                writer.relieve().await?;
            }
            None => {
                context.stdout.put(&block);
                context.stdout.relieve().await?;
            }
        }
    }
    if let Some(writer) = &mut writer
        && let Err(error) = writer.flush().await
    {
        context
            .complain(format_args!("error writing {}: {error}", quote::curved(output.as_deref().unwrap_or_default())));
        return Ok(1);
    }
    context.stdout.flush().await?;
    reader.give_back();
    if status == b"none" {
        return Ok(0);
    }
    let (whole, rest) = (total / write_size, u64::from(total % write_size != 0));
    let mut words = format!("{full}+{partial} records in\n{whole}+{rest} records out\n");
    if status != b"noxfer" {
        let seconds = ((context.now() - begin).max(1)) as f64 / 1000.0;
        let human = |base: f64, units: [&str; 5]| {
            let (mut size, mut unit) = (total as f64, 0);
            while size >= base && unit + 1 < units.len() {
                size /= base;
                unit += 1;
            }
            if unit == 0 {
                None
            } else {
                Some(if size < 10.0 {
                    format!("{size:.1} {}", units[unit])
                } else {
                    format!("{size:.0} {}", units[unit])
                })
            }
        };
        let decimal = human(1000.0, ["B", "kB", "MB", "GB", "TB"]);
        let binary = human(1024.0, ["B", "KiB", "MiB", "GiB", "TiB"]);
        let sizes = match (decimal, binary) {
            (Some(decimal), Some(binary)) => format!(" ({decimal}, {binary})"),
            (Some(decimal), None) => format!(" ({decimal})"),
            _ => String::new(),
        };
        let rate = total as f64 / seconds / 1000.0;
        let many = if total == 1 { "byte" } else { "bytes" };
        words += &format!("{total} {many}{sizes} copied, {seconds} s, {rate:.1} kB/s\n");
    }
    context.stderr(words.as_bytes());
    Ok(0)
}
