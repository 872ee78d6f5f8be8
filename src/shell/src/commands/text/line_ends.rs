//! `dos2unix` and `unix2dos`: how lines end.

use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[
    flag("n", "newfile"),
    flag("o", "oldfile"),
    flag("q", "quiet"),
    flag("k", "keepdate"),
    flag("f", "force"),
    flag("b", "keep-bom"),
    flag("r", "remove-bom"),
    flag("m", "add-bom"),
    flag("O", "to-stdout"),
];

/// CR LF becomes LF.
pub(super) const DOS2UNIX: Command =
    Command::new("dos2unix", OPTIONS, |context, args| Box::pin(run(context, args, &DOS2UNIX)));
/// LF becomes CR LF.
pub(super) const UNIX2DOS: Command =
    Command::new("unix2dos", OPTIONS, |context, args| Box::pin(run(context, args, &UNIX2DOS)));

fn converted(bytes: &[u8], to_unix: bool) -> Bytes {
    let mut out = Vec::with_capacity(bytes.len());
    let mut last = 0;
    for (at, byte) in bytes.iter().copied().enumerate() {
        if to_unix && byte == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
            continue;
        }
        if !to_unix && byte == b'\n' && last != b'\r' {
            out.push(b'\r');
        }
        out.push(byte);
        last = byte;
    }
    out
}

async fn run(context: &mut Context, args: Vec<Bytes>, command: &'static Command) -> Outcome {
    let parsed = context.options(command, args).await?;
    let to_unix = command.name == "dos2unix";
    let marked = |bytes: Bytes| {
        let mark = b"\xef\xbb\xbf";
        let bare = bytes.strip_prefix(mark).map_or_else(|| bytes.clone(), <[u8]>::to_vec);
        match parsed.last_of(&["b", "r", "m"]) {
            Some("m") => [&mark[..], &bare].concat(),
            Some("b") => bytes,
            Some(_) => bare,
            None if to_unix => bare,
            None => bytes,
        }
    };
    if parsed.operands.is_empty() {
        let bytes = context.stdin.read_all().await?;
        context.tick(bytes.len() as u64).await;
        context.stdout.put(&marked(converted(&bytes, to_unix)));
        return Ok(0);
    }
    let mut status = 0;
    let step = if parsed.has("n") { 2 } else { 1 };
    if parsed.has("n") && parsed.operands.len() % 2 != 0 {
        context.complain("target of file missing in new-file mode");
        return Ok(1);
    }
    for pair in parsed.operands.chunks(step) {
        let (source, target) = (&pair[0], pair.last().unwrap_or(&pair[0]));
        let shown = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        let say = |words: String| {
            if !parsed.has("q") {
                context.complain(words);
            }
        };
        let stat = match context.stat(source) {
            Ok(stat) => stat,
            Err(error) => {
                say(format!("{}: {error}", shown(source)));
                context.complain(format_args!("Skipping {}, not a regular file.", shown(source)));
                status = 2;
                continue;
            }
        };
        if !stat.is_file() {
            say(format!("Skipping {}, not a regular file.", shown(source)));
            continue;
        }
        let bytes = match context.read_file(source) {
            Ok(bytes) => bytes.into_vec(),
            Err(error) => {
                say(format!("{}: {error}", shown(source)));
                status = 13;
                continue;
            }
        };
        context.tick(bytes.len() as u64).await;
        let odd = bytes.iter().position(|byte| *byte < 32 && !matches!(byte, b'\n' | b'\r' | b'\t' | 12));
        if let Some(at) = odd.filter(|_| !parsed.has("f")) {
            let line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count();
            say(format!("Binary symbol 0x{:02X} found at line {line}", bytes[at]));
            say(format!("Skipping binary file {}", shown(source)));
            continue;
        }
        let made = marked(converted(&bytes, to_unix));
        if parsed.has("O") {
            context.stdout.put(&made);
            continue;
        }
        let format = if to_unix { "Unix" } else { "DOS" };
        if parsed.has("n") {
            say(format!("converting file {} to file {} in {format} format...", shown(source), shown(target)));
        } else {
            say(format!("converting file {} to {format} format...", shown(source)));
        }
        if let Err(error) = context.write_file(target, &made) {
            say(format!("{}: {error}", shown(target)));
            status = 13;
        } else if parsed.has("k") {
            context.set_times(target, Some(stat.accessed), Some(stat.modified), true)?;
        }
    }
    Ok(status)
}
