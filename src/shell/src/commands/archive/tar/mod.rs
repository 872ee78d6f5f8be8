//! `tar`: a tree of files in one (GNU's format, POSIX.1-1988 headers).

mod create;
mod member;
mod read;

use crate::options::{Opt, Parsed, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use create::create;
use read::read;

const OPTIONS: &[Opt] = &[
    flag("c", "create"),
    flag("x", "extract"),
    flag("", "get"),
    flag("t", "list"),
    flag("r", "append"),
    flag("v", "verbose"),
    value("f", "file"),
    flag("z", "gzip"),
    flag("a", "auto-compress"),
    flag("j", "bzip2"),
    flag("J", "xz"),
    value("C", "directory"),
    value("", "exclude"),
    value("X", "exclude-from"),
    value("T", "files-from"),
    flag("", "null"),
    value("", "owner"),
    value("", "group"),
    value("", "mtime"),
    value("", "sort"),
    flag("", "numeric-owner"),
    flag("", "no-recursion"),
    flag("", "overwrite"),
    flag("O", "to-stdout"),
    flag("p", "preserve-permissions"),
    flag("k", "keep-old-files"),
    value("", "strip-components"),
    flag("h", "dereference"),
    flag("P", "absolute-names"),
    flag("m", "touch"),
    maybe("", "one-top-level"),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("tar", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

fn fatal(context: &Context, words: impl std::fmt::Display) -> Quit {
    context.complain(words);
    context.complain("Error is not recoverable: exiting now");
    Quit::Status(2)
}

/// A wrong command line, in tar's words.
fn usage(context: &Context, words: &str) -> Quit {
    context.complain(words);
    context.stderr(b"Try 'tar --help' or 'tar --usage' for more information.\n");
    Quit::Status(2)
}

/// The old way to write options: `tar xzf FILE`, values in a row after the letters.
fn dashed(mut args: Vec<Bytes>) -> Vec<Bytes> {
    let Some(first) = args.first().filter(|first| !first.starts_with(b"-") && !first.is_empty()).cloned() else {
        return args;
    };
    args.remove(0);
    let mut out = Vec::new();
    for letter in first {
        let takes = OPTIONS
            .iter()
            .any(|option| option.short.as_bytes() == [letter] && option.takes == crate::options::Takes::Value);
        out.push(vec![b'-', letter]);
        if takes && !args.is_empty() {
            out.push(args.remove(0));
        }
    }
    out.extend(args);
    out
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, dashed(args)).await?;
    let modes: Vec<&str> = ["c", "x", "get", "t", "r"].into_iter().filter(|key| parsed.has(key)).collect();
    for (key, name) in [("j", "bzip2"), ("J", "xz")] {
        if parsed.has(key) {
            return Err(fatal(context, format_args!("{name} is not supported on this machine")));
        }
    }
    if parsed.has("one-top-level") {
        return Err(fatal(context, "--one-top-level is not supported on this machine"));
    }
    let parsed = with_lists(context, parsed).await?;
    match modes.as_slice() {
        [] => Err(usage(context, "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options")),
        ["c" | "r"] => create(context, &parsed, modes == ["r"]).await,
        [_] => read(context, &parsed).await,
        _ => Err(usage(context, "You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option")),
    }
}

/// Names and patterns that stand in files (`-T`, `-X`) take their place among those of the command line.
async fn with_lists(context: &mut Context, mut parsed: Parsed) -> Result<Parsed, Quit> {
    let mut patterns = Vec::new();
    for (key, value) in parsed.options.clone() {
        let (Some(file), "T" | "X") = (value, key) else { continue };
        let read = match context.open(&file).await {
            Ok(mut input) => input.read_all().await,
            Err(error) => Err(error),
        };
        let text = read.map_err(|error| {
            fatal(context, format_args!("{}: Cannot open: {error}", String::from_utf8_lossy(&file)))
        })?;
        let end = if parsed.has("null") && key == "T" { 0 } else { b'\n' };
        let lines = text.split(|byte| *byte == end).filter(|line| !line.is_empty()).map(<[u8]>::to_vec);
        if key == "T" {
            parsed.operands.extend(lines);
        } else {
            patterns.extend(lines.map(|line| ("exclude", Some(line))));
        }
    }
    parsed.options.extend(patterns);
    Ok(parsed)
}

/// Is a member's name left out (`--exclude`)?
fn excluded(parsed: &Parsed, name: &[u8]) -> bool {
    parsed.values("exclude").any(|pattern| {
        let Ok(glob) = pattern::Glob::compile(pattern, false, false) else { return false };
        let budget = base::Budget::new(1_000_000);
        let starts = (0..name.len()).filter(|at| *at == 0 || name[at - 1] == b'/');
        let mut tails = starts.map(|at| &name[at..]);
        tails.any(|tail| {
            let tail = tail.strip_suffix(b"/").unwrap_or(tail);
            glob.is_match(tail, &budget).unwrap_or(false)
        })
    })
}

fn enter(context: &Context, folder: &[u8]) -> Result<(), Quit> {
    context
        .chdir(folder)
        .map_err(|error| fatal(context, format_args!("{}: Cannot open: {error}", String::from_utf8_lossy(folder))))
}
