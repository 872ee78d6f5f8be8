//! `tail`: the end of files, and what is added to them.

use crate::context::Input;
use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use memchr::{memchr_iter, memrchr};
use vfs::Errno;

const OPTIONS: &[Opt] = &[
    value("c", "bytes"),
    flag("f", ""),
    maybe("", "follow"),
    flag("F", ""),
    value("n", "lines"),
    value("", "pid"),
    flag("q", "quiet"),
    flag("q", "silent"),
    flag("", "retry"),
    value("s", "sleep-interval"),
    flag("v", "verbose"),
    flag("z", "zero-terminated"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("tail", OPTIONS, |context, args| Box::pin(run(context, args)));

/// How much of a file.
#[derive(Clone, Copy)]
struct Amount {
    count: u64,
    /// From this line or byte on, counted from 1.
    from_start: bool,
    bytes: bool,
    end: u8,
}

async fn run(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    old_way(&mut args);
    let parsed = context.options(&COMMAND, args).await?;
    let mut amount =
        Amount { count: 10, from_start: false, bytes: false, end: if parsed.has("z") { 0 } else { b'\n' } };
    for (key, value) in &parsed.options {
        if let (true, Some(value)) = (matches!(*key, "n" | "c"), value) {
            amount.bytes = *key == "c";
            amount.from_start = value.starts_with(b"+");
            let digits = value.strip_prefix(b"+").or_else(|| value.strip_prefix(b"-")).unwrap_or(value);
            amount.count = crate::context::number_with_suffix(digits).ok_or_else(|| {
                let unit = if amount.bytes { "bytes" } else { "lines" };
                let shown = crate::quote::curved(value);
                context.complain(format_args!("invalid number of {unit}: {shown}"));
                Quit::Status(1)
            })?;
        }
    }
    let follow = ["f", "F", "follow"].iter().any(|key| parsed.has(key));
    let operands = if parsed.operands.is_empty() { vec![b"-".to_vec()] } else { parsed.operands.clone() };
    let titles = match parsed.last_of(&["q", "v"]) {
        Some("q") => false,
        Some(_) => true,
        None => operands.len() > 1,
    };
    let mut status = 0;
    let mut followed: Vec<(Bytes, u64)> = Vec::new();
    let mut first = true;
    for file in &operands {
        let mut input = match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain_quoted("cannot open ", file, " for reading", error);
                status = 1;
                continue;
            }
        };
        if titles {
            title(context, file, first);
        }
        first = false;
        match show(context, &mut input, amount).await? {
            Ok(size) => followed.push((file.clone(), size)),
            Err(error) => {
                context.complain_quoted("error reading ", file, "", error);
                status = 1;
            }
        }
    }
    if follow {
        followed.retain(|(file, _)| file != b"-");
        let pause =
            parsed.value("s").and_then(|text| std::str::from_utf8(text).ok()?.parse::<f64>().ok()).unwrap_or(1.0);
        watch(context, followed, titles, (pause.max(0.01) * 1000.0) as i64).await?;
    }
    Ok(status)
}

/// `tail -5`, `tail +3`, `tail -5f`.
fn old_way(args: &mut [Bytes]) {
    let Some(first) = args.first_mut() else { return };
    let Some((sign @ (b'-' | b'+'), rest)) = first.split_first() else { return };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits > 0 && digits == rest.len() {
        let plus: &[u8] = if *sign == b'+' { b"+" } else { b"" };
        *first = [b"-n", plus, rest].concat();
    }
}

fn title(context: &mut Context, file: &[u8], first: bool) {
    let name = if file == b"-" { b"standard input".as_slice() } else { file };
    let title = [if first { b"".as_slice() } else { b"\n" }, b"==> ", name, b" <==\n"].concat();
    context.stdout.put(&title);
}

/// Shows the end of a file; returns how many bytes it has. The inner error is the input's.
async fn show(context: &mut Context, input: &mut Input, amount: Amount) -> Result<Result<u64, Errno>, Errno> {
    let all = match input.read_all().await {
        Ok(all) => all,
        Err(error) => return Ok(Err(error)),
    };
    let count = usize::try_from(amount.count).unwrap_or(usize::MAX);
    let start = match (amount.from_start, amount.bytes) {
        (true, true) => count.saturating_sub(1).min(all.len()),
        (false, true) => all.len().saturating_sub(count),
        (true, false) if count <= 1 => 0,
        (true, false) => memchr_iter(amount.end, &all).nth(count - 2).map_or(all.len(), |at| at + 1),
        (false, false) => last_lines(&all, count, amount.end),
    };
    context.stdout.put(&all[start..]);
    context.stdout.relieve().await?;
    Ok(Ok(all.len() as u64))
}

fn last_lines(all: &[u8], count: usize, end: u8) -> usize {
    if count == 0 || all.is_empty() {
        return all.len();
    }
    let mut start = all.len() - usize::from(all.last() == Some(&end));
    for _ in 0..count {
        match memrchr(end, &all[..start]) {
            Some(at) => start = at,
            None => return 0,
        }
    }
    start + 1
}

/// Looks again and again at files, until a signal ends it.
async fn watch(context: &mut Context, mut files: Vec<(Bytes, u64)>, titles: bool, pause: i64) -> Result<(), Errno> {
    let mut last = files.len().saturating_sub(1);
    while !files.is_empty() {
        context.stdout.flush().await?;
        context.sys.sleep(pause).await;
        for (index, (file, seen)) in files.iter_mut().enumerate() {
            let Ok(content) = context.read_file(file) else { continue };
            let size = content.len() as u64;
            if size < *seen {
                let quoted = crate::quote::maybe(file);
                context.complain_bytes(&[&quoted, b": file truncated".as_slice()].concat());
                *seen = 0;
            }
            if size > *seen {
                if titles && last != index {
                    title(context, file, false);
                }
                last = index;
                context.stdout.put(&content[*seen as usize..]);
                *seen = size;
            }
        }
    }
    Ok(())
}
