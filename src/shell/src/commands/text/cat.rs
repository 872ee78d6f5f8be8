//! `cat`: files one after the other.

use crate::context::Input;
use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome};
use memchr::memchr;
use vfs::Errno;

const OPTIONS: &[Opt] = &[
    flag("A", "show-all"),
    flag("b", "number-nonblank"),
    flag("e", ""),
    flag("E", "show-ends"),
    flag("n", "number"),
    flag("s", "squeeze-blank"),
    flag("t", ""),
    flag("T", "show-tabs"),
    flag("u", ""),
    flag("v", "show-nonprinting"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("cat", OPTIONS, |context, args| Box::pin(run(context, args)));

/// How lines are shown.
#[derive(Default)]
struct Style {
    number: bool,
    number_filled: bool,
    squeeze: bool,
    ends: bool,
    tabs: bool,
    controls: bool,
    /// Lines numbered so far, over all files.
    line: u64,
    /// The line before was empty.
    after_blank: bool,
    /// The output stands in the middle of a line.
    inside: bool,
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let any = |keys: &[&str]| keys.iter().any(|key| parsed.has(key));
    let mut style = Style {
        number: any(&["n"]) && !any(&["b"]),
        number_filled: any(&["b"]),
        squeeze: any(&["s"]),
        ends: any(&["A", "e", "E"]),
        tabs: any(&["A", "t", "T"]),
        controls: any(&["A", "e", "t", "v"]),
        ..Style::default()
    };
    let bare = !any(&["A", "b", "e", "E", "n", "s", "t", "T", "v"]);
    let operands = if parsed.operands.is_empty() { vec![b"-".to_vec()] } else { parsed.operands };
    let mut status = 0;
    for file in &operands {
        let own = |context: &Context, input: &Input| {
            let ino = input.file().and_then(|file| file.ino());
            let grows = file != b"-" && context.stat(file).is_ok_and(|stat| stat.is_file() && stat.size > 0);
            grows && ino.is_some() && ino == context.stdout.file().and_then(|file| file.ino())
        };
        let result = match context.open(file).await {
            Ok(input) if own(context, &input) => {
                context
                    .complain_bytes(&[crate::quote::maybe(file).as_slice(), b": input file is output file"].concat());
                status = 1;
                continue;
            }
            Ok(input) if bare => copy(context, input).await?,
            Ok(input) => show(context, input, &mut style).await?,
            Err(error) => Err(error),
        };
        if let Err(error) = result {
            context.complain_about(file, error);
            status = 1;
        }
    }
    Ok(status)
}

/// Copies whole chunks. The inner error is the input's, the outer the output's.
async fn copy(context: &mut Context, mut input: Input) -> Result<Result<(), Errno>, Errno> {
    let own = |context: &Context, input: &Input| match (input.file(), context.stdout.file()) {
        (Some(from), Some(to)) => from.ino().is_some() && from.ino() == to.ino(),
        _ => false,
    };
    if own(context, &input) && !input.buffered().is_empty() {
        return Ok(Err(Errno::Inval));
    }
    loop {
        match input.chunk().await {
            Ok(Some(chunk)) => {
                context.stdout.chunk(chunk).await?;
                if context.stdout.is_full() {
                    context.stdout.flush().await?;
                }
            }
            Ok(None) => return Ok(Ok(())),
            Err(error) => return Ok(Err(error)),
        }
    }
}

async fn show(context: &mut Context, mut input: Input, style: &mut Style) -> Result<Result<(), Errno>, Errno> {
    loop {
        let line = match input.line().await {
            Ok(Some(line)) => line,
            Ok(None) => return Ok(Ok(())),
            Err(error) => return Ok(Err(error)),
        };
        put_line(context.stdout.buffer(), line, style);
        context.stdout.relieve().await?;
    }
}

fn put_line(out: &mut Vec<u8>, line: &[u8], style: &mut Style) {
    let (text, ended) = match line.split_last() {
        Some((b'\n', text)) => (text, true),
        _ => (line, false),
    };
    let fresh = !style.inside;
    style.inside = !ended;
    if fresh {
        let blank = text.is_empty() && ended;
        if blank && style.after_blank && style.squeeze {
            return;
        }
        style.after_blank = blank;
        if style.number || (style.number_filled && !blank) {
            style.line += 1;
            out.extend_from_slice(format!("{:6}\t", style.line).as_bytes());
        }
    }
    if style.controls || style.tabs {
        for byte in text {
            put_shown(out, *byte, style);
        }
    } else if style.ends && ended && text.last() == Some(&b'\r') {
        out.extend_from_slice(&text[..text.len() - 1]);
        out.extend_from_slice(b"^M");
    } else {
        out.extend_from_slice(text);
    }
    if ended {
        if style.ends {
            out.push(b'$');
        }
        out.push(b'\n');
    }
    debug_assert!(memchr(b'\n', text).is_none());
}

/// `^X` and `M-x` notation.
fn put_shown(out: &mut Vec<u8>, byte: u8, style: &Style) {
    if byte == b'\t' {
        out.extend_from_slice(if style.tabs { b"^I" } else { b"\t" });
        return;
    }
    if !style.controls {
        out.push(byte);
        return;
    }
    let low = byte & 0x7f;
    if byte >= 0x80 {
        out.extend_from_slice(b"M-");
    }
    match low {
        0..=31 => out.extend_from_slice(&[b'^', low + 64]),
        127 => out.extend_from_slice(b"^?"),
        _ => out.push(low),
    }
}
