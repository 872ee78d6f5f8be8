//! `diff`: what must change in one file to make another (GNU diffutils 3.8's formats; lines by Myers's algorithm).

pub(in crate::commands) mod lines;
mod write;

use crate::options::{Opt, Parsed, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use lines::Fold;
use vfs::{Errno, Stat};

const OPTIONS: &[Opt] = &[
    flag("", "normal"),
    flag("q", "brief"),
    flag("s", "report-identical-files"),
    flag("c", ""),
    value("C", "context"),
    flag("u", ""),
    value("U", "unified"),
    flag("e", "ed"),
    flag("y", "side-by-side"),
    value("W", "width"),
    flag("i", "ignore-case"),
    flag("b", "ignore-space-change"),
    flag("w", "ignore-all-space"),
    flag("B", "ignore-blank-lines"),
    flag("a", "text"),
    flag("r", "recursive"),
    flag("N", "new-file"),
    maybe("", "color"),
    value("L", "label"),
    value("x", "exclude"),
    flag("", "strip-trailing-cr"),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("diff", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

/// What is to be done, in order.
enum Task {
    /// Two paths to compare; whether the command line named them.
    Compare(Bytes, Bytes, bool),
    /// A line to print.
    Tell(Bytes),
}

/// One file, or its absence.
struct Side {
    path: Bytes,
    stat: Option<Stat>,
}

async fn run(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    // The old way: `-5u`, `-u5` are contexts of five lines.
    for arg in &mut args {
        if let [b'-', b'u' | b'c', digits @ ..] | [b'-', digits @ .., b'u' | b'c'] = arg.as_slice()
            && !digits.is_empty()
            && digits.iter().all(u8::is_ascii_digit)
        {
            let letter = if arg.contains(&b'u') { b"-U" } else { b"-C" };
            *arg = [letter, digits].concat();
        }
    }
    let parsed = match context.options_or_refusal(&COMMAND, args.clone()).await? {
        Ok(parsed) => parsed,
        Err(refusal) => return Err(wrong(context, refusal.text)),
    };
    for unsupported in ["e", "y", "B"] {
        if parsed.has(unsupported) {
            context.complain(format_args!("-{unsupported} is not supported"));
            return Ok(2);
        }
    }
    let around = around(context, &parsed)?;
    let typed = typed(&args, &parsed);
    let (mut a, mut b) = match parsed.operands.as_slice() {
        [] => return Err(wrong(context, "missing operand after 'diff'".to_owned())),
        [one] => return Err(wrong(context, format!("missing operand after '{}'", String::from_utf8_lossy(one)))),
        [a, b] => (a.clone(), b.clone()),
        [_, _, extra, ..] => return Err(wrong(context, format!("extra operand '{}'", String::from_utf8_lossy(extra)))),
    };
    let is_folder = |path: &[u8]| path != b"-" && context.stat(path).is_ok_and(|stat| stat.is_dir());
    // A file beside a folder: the file of that name in it.
    match (is_folder(&a), is_folder(&b)) {
        (true, false) if b != b"-" => a = join(&a, base(&b)),
        (false, true) if a != b"-" => b = join(&b, base(&a)),
        _ => {}
    }
    let mut status = 0;
    let mut tasks = vec![Task::Compare(a, b, true)];
    while let Some(task) = tasks.pop() {
        let (a, b, named) = match task {
            Task::Compare(a, b, named) => (a, b, named),
            Task::Tell(line) => {
                context.stdout.put(&line);
                continue;
            }
        };
        let found = |path: &Bytes| if path == b"-" { Ok(None) } else { context.stat(path).map(Some) };
        let (left, right) = (found(&a), found(&b));
        let mut missing = false;
        for (path, found) in [(&a, &left), (&b, &right)] {
            if let Err(error) = found
                && !(parsed.has("N") && *error == Errno::NoEnt && (left.is_ok() || right.is_ok()))
            {
                context.complain_about(path, *error);
                missing = true;
            }
        }
        if missing {
            status = 2;
            continue;
        }
        let (left, right) = (Side { path: a, stat: left.ok().flatten() }, Side { path: b, stat: right.ok().flatten() });
        let folders = [&left, &right].map(|side| side.stat.as_ref().is_some_and(Stat::is_dir));
        let absent = [&left, &right].map(|side| side.stat.is_none() && side.path != b"-");
        if folders == [true, true] || (folders.contains(&true) && absent.contains(&true)) {
            if named || parsed.has("r") {
                let below = folder(context, &parsed, &left, &right, &mut status);
                tasks.extend(below.into_iter().rev());
            } else {
                let line = [b"Common subdirectories: ".as_slice(), &left.path, b" and ", &right.path, b"\n"].concat();
                context.stdout.put(&line);
            }
            continue;
        }
        if folders.contains(&true) {
            let what = |folder: bool| if folder { b"directory".as_slice() } else { b"regular file" };
            let line = [
                b"File ",
                left.path.as_slice(),
                b" is a ",
                what(folders[0]),
                b" while file ",
                &right.path,
                b" is a ",
                what(folders[1]),
                b"\n",
            ]
            .concat();
            context.stdout.put(&line);
            status = status.max(1);
            continue;
        }
        status =
            status.max(files(context, &parsed, [&left, &right], (!named).then_some(typed.as_slice()), around).await?);
        context.stdout.relieve().await?;
    }
    Ok(status)
}

fn wrong(context: &Context, message: String) -> Quit {
    context.complain(message);
    context.complain("Try 'diff --help' for more information.");
    Quit::Status(2)
}

fn base(path: &[u8]) -> &[u8] {
    path.rsplit(|byte| *byte == b'/').next().unwrap_or(path)
}

fn join(folder: &[u8], name: &[u8]) -> Bytes {
    [folder, if folder.ends_with(b"/") { b"" } else { b"/" }, name].concat()
}

/// What is to be done about two folders, name by name.
fn folder(context: &Context, parsed: &Parsed, left: &Side, right: &Side, status: &mut i32) -> Vec<Task> {
    let mut names = std::collections::BTreeMap::<Bytes, [bool; 2]>::new();
    for (at, side) in [left, right].into_iter().enumerate() {
        match context.read_dir(&side.path) {
            Ok(entries) => entries.into_iter().for_each(|entry| names.entry(entry.name).or_default()[at] = true),
            Err(Errno::NoEnt) if parsed.has("N") => {}
            Err(error) => {
                context.complain_about(&side.path, error);
                *status = 2;
                return Vec::new();
            }
        }
    }
    names.retain(|name, _| !parsed.values("x").any(|glob| crate::expand::glob_matches(glob, name)));
    let mut tasks = Vec::new();
    for (name, there) in names {
        if there == [true, true] || parsed.has("N") {
            tasks.push(Task::Compare(join(&left.path, &name), join(&right.path, &name), false));
        } else {
            *status = (*status).max(1);
            let side = if there[0] { left } else { right };
            tasks.push(Task::Tell([b"Only in ", side.path.as_slice(), b": ", &name, b"\n"].concat()));
        }
    }
    tasks
}

async fn read(context: &Context, side: &Side) -> Result<Bytes, Errno> {
    if side.stat.is_none() && side.path != b"-" {
        return Ok(Vec::new());
    }
    context.open(&side.path).await?.read_all().await
}

/// Compares two files; 1 when they differ.
async fn files(
    context: &mut Context,
    parsed: &Parsed,
    [left, right]: [&Side; 2],
    typed: Option<&[u8]>,
    around: usize,
) -> Outcome {
    let mut texts = Vec::new();
    for side in [left, right] {
        match read(context, side).await {
            Ok(text) => texts.push(text),
            Err(error) => {
                context.complain_about(&side.path, error);
                return Ok(2);
            }
        }
    }
    let (a, b) = (&texts[0], &texts[1]);
    let told = |context: &mut Context, words: [&[u8]; 3]| {
        let line = [words[0], &left.path, b" and ", &right.path, words[1], words[2]].concat();
        context.stdout.put(&line);
    };
    let fold = Fold {
        case: parsed.has("i"),
        blanks: parsed.has("b"),
        all_blanks: parsed.has("w"),
        returns: parsed.has("strip-trailing-cr"),
    };
    let binary = |text: &[u8]| !parsed.has("a") && text[..text.len().min(32 << 10)].contains(&0);
    let report = parsed.has("s");
    if a == b {
        if report {
            told(context, [b"Files ", b" are identical", b"\n"]);
        }
        return Ok(0);
    }
    if binary(a) || binary(b) {
        told(context, [if parsed.has("q") { b"Files " } else { b"Binary files " }, b" differ", b"\n"]);
        return Ok(1);
    }
    let (old, new) = (lines::split(a), lines::split(b));
    let budget = context.budget();
    let changes = lines::compare(&old, &new, fold, &budget).map_err(|_| {
        context.complain("files too different to compare");
        Quit::Status(2)
    })?;
    context.settle(&budget).await;
    if changes.is_empty() {
        if report {
            told(context, [b"Files ", b" are identical", b"\n"]);
        }
        return Ok(0);
    }
    if parsed.has("q") {
        told(context, [b"Files ", b" differ", b"\n"]);
        return Ok(1);
    }
    if let Some(typed) = typed {
        let line = [b"diff ".as_slice(), typed, &left.path, b" ", &right.path, b"\n"].concat();
        context.stdout.put(&line);
    }
    let labels: Vec<Bytes> = parsed.values("L").map(<[u8]>::to_vec).collect();
    let title = |at: usize, side: &Side| {
        labels.get(at).cloned().unwrap_or_else(|| {
            let millis = match &side.stat {
                Some(stat) => stat.modified,
                None if side.path == b"-" => context.now(),
                None => 0,
            };
            let date = crate::commands::awk::time::strftime(b"%Y-%m-%d %H:%M:%S", millis.div_euclid(1000));
            let fraction = format!(".{:09} +0000", millis.rem_euclid(1000) * 1_000_000);
            [&side.path, b"\t".as_slice(), &date, fraction.as_bytes()].concat()
        })
    };
    let titles = [title(0, left), title(1, right)];
    let color = parsed.value("color") == Some(b"always")
        || (parsed.has("color") && parsed.value("color") != Some(b"never") && context.is_tty(1));
    let out = context.stdout.buffer();
    let writer = write::Writer { old: &old, new: &new, color };
    match parsed.last_of(&["normal", "u", "U", "c", "C"]) {
        Some("u" | "U") => writer.unified(out, &changes, &titles, around),
        Some("c" | "C") => writer.context(out, &changes, &titles, around),
        _ => writer.normal(out, &changes),
    }
    Ok(1)
}

/// How many lines stand around a change.
fn around(context: &Context, parsed: &Parsed) -> Result<usize, Quit> {
    let Some(text) = parsed.value("U").or_else(|| parsed.value("C")) else { return Ok(3) };
    let number = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
    number.ok_or_else(|| wrong(context, format!("invalid context length '{}'", String::from_utf8_lossy(text))))
}

/// The options as they were typed, for the line above each file of a folder.
fn typed(args: &[Bytes], parsed: &Parsed) -> Bytes {
    let mut operands = parsed.operands.iter().peekable();
    let mut words = Vec::new();
    for arg in args.iter().filter(|arg| arg.as_slice() != b"--") {
        if operands.peek() == Some(&arg) {
            operands.next();
        } else {
            words.extend_from_slice(arg);
            words.push(b' ');
        }
    }
    words
}
