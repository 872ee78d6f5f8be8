//! `diff`: what must change in one file to make another (GNU diffutils 3.8's formats; lines by Myers's algorithm).

mod columns;
pub(in crate::commands) mod lines;
mod sameness;
mod script;
mod style;
mod write;

use crate::options::{Opt, Parsed, flag, maybe, refused, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use style::{Format, Style};
use vfs::{Errno, Stat};

const OPTIONS: &[Opt] = &[
    flag("", "normal"),
    flag("q", "brief"),
    flag("s", "report-identical-files"),
    flag("c", ""),
    value("C", ""),
    maybe("", "context"),
    flag("u", ""),
    value("U", ""),
    maybe("", "unified"),
    flag("e", "ed"),
    flag("f", "forward-ed"),
    flag("n", "rcs"),
    flag("y", "side-by-side"),
    value("W", "width"),
    flag("", "left-column"),
    flag("", "suppress-common-lines"),
    flag("p", "show-c-function"),
    value("F", "show-function-line"),
    value("L", "label"),
    flag("t", "expand-tabs"),
    flag("T", "initial-tab"),
    value("", "tabsize"),
    flag("", "suppress-blank-empty"),
    refused("l", "paginate"),
    flag("r", "recursive"),
    refused("", "no-dereference"),
    flag("N", "new-file"),
    flag("P", "unidirectional-new-file"),
    refused("", "ignore-file-name-case"),
    flag("", "no-ignore-file-name-case"),
    value("x", "exclude"),
    value("X", "exclude-from"),
    value("S", "starting-file"),
    refused("", "from-file"),
    refused("", "to-file"),
    flag("i", "ignore-case"),
    flag("E", "ignore-tab-expansion"),
    flag("Z", "ignore-trailing-space"),
    flag("b", "ignore-space-change"),
    flag("w", "ignore-all-space"),
    flag("B", "ignore-blank-lines"),
    value("I", "ignore-matching-lines"),
    flag("a", "text"),
    flag("", "strip-trailing-cr"),
    refused("D", "ifdef"),
    refused("", "line-format"),
    refused("", "old-line-format"),
    refused("", "new-line-format"),
    refused("", "unchanged-line-format"),
    refused("", "old-group-format"),
    refused("", "new-group-format"),
    refused("", "unchanged-group-format"),
    refused("", "changed-group-format"),
    // The shortest way is looked for always.
    flag("d", "minimal"),
    refused("", "horizon-lines"),
    flag("H", "speed-large-files"),
    maybe("", "color"),
    refused("", "palette"),
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
    let typed_args = args.clone();
    // The old way: `-5u`, `-u5`, `-5 -u` are contexts of five lines.
    let unified = args.iter().any(|arg| arg.starts_with(b"-u") || arg.starts_with(b"--u"));
    let context_format = args.iter().any(|arg| arg.starts_with(b"-c") || arg.starts_with(b"--co"));
    args.retain_mut(|arg| {
        if let [b'-', b'u' | b'c', digits @ ..] | [b'-', digits @ .., b'u' | b'c'] | [b'-', digits @ ..] =
            arg.as_slice()
            && !digits.is_empty()
            && digits.iter().all(u8::is_ascii_digit)
        {
            let letter = match arg.iter().find(|byte| byte.is_ascii_alphabetic()) {
                Some(b'u') => b"-U",
                Some(_) => b"-C",
                None if unified => b"-U",
                None if context_format => b"-C",
                None => return false,
            };
            *arg = [letter, digits].concat();
        }
        true
    });
    let parsed = match context.options_or_refusal(&COMMAND, args.clone()).await? {
        Ok(parsed) => parsed,
        Err(refusal) => return Err(wrong(context, refusal.text)),
    };
    let style = style::read(context, &parsed).await?;
    let typed = typed(&typed_args, &parsed);
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
                && !(*error == Errno::NoEnt
                    && (left.is_ok() || right.is_ok())
                    && (parsed.has("N") || (parsed.has("P") && right.is_ok())))
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
                let below = folder(context, &parsed, &style, &left, &right, &mut status);
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
            status.max(files(context, &parsed, &style, [&left, &right], (!named).then_some(typed.as_slice())).await?);
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
fn folder(context: &Context, parsed: &Parsed, style: &Style, left: &Side, right: &Side, status: &mut i32) -> Vec<Task> {
    let mut names = std::collections::BTreeMap::<Bytes, [bool; 2]>::new();
    for (at, side) in [left, right].into_iter().enumerate() {
        match context.read_dir(&side.path) {
            Ok(entries) => entries.into_iter().for_each(|entry| names.entry(entry.name).or_default()[at] = true),
            Err(Errno::NoEnt) if parsed.has("N") || parsed.has("P") => {}
            Err(error) => {
                context.complain_about(&side.path, error);
                *status = 2;
                return Vec::new();
            }
        }
    }
    let first = parsed.value("S").unwrap_or_default();
    let excluded = |name: &[u8]| style.exclude.iter().any(|glob| crate::expand::glob_matches(glob, name));
    names.retain(|name, _| name.as_slice() >= first && !excluded(name));
    let mut tasks = Vec::new();
    for (name, there) in names {
        if there == [true, true] || parsed.has("N") || (parsed.has("P") && there[1]) {
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
    style: &Style,
    [left, right]: [&Side; 2],
    typed: Option<&[u8]>,
) -> Outcome {
    let mut texts = Vec::new();
    if left.path == b"-" && right.path == b"-" {
        return Ok(0);
    }
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
    let binary = |text: &[u8]| !parsed.has("a") && text[..text.len().min(32 << 10)].contains(&0);
    let report = parsed.has("s");
    // Columns and no marks are all there is to say of files that are the same.
    let shows_common = matches!(style.format, Format::Columns(columns) if !columns.suppress_common) && !style.brief;
    if a == b && !shows_common {
        if report {
            told(context, [b"Files ", b" are identical", b"\n"]);
        }
        return Ok(0);
    }
    if (binary(a) || binary(b)) && a != b {
        told(context, [if parsed.has("q") { b"Files " } else { b"Binary files " }, b" differ", b"\n"]);
        return Ok(1);
    }
    let (old, new) = (lines::split(a), lines::split(b));
    let budget = context.budget();
    let changes = lines::compare(&old, &new, &style.sameness, &budget).map_err(|_| {
        context.complain("files too different to compare");
        Quit::Status(2)
    })?;
    context.settle(&budget).await;
    // Changes that do not count are shown beside others that do, in formats with lines around.
    let changes: Vec<lines::Change> =
        changes.into_iter().map(|change| style.sameness.weighed(change, &old, &new, &budget)).collect();
    let differs = changes.iter().any(|change| !change.ignored);
    if style.brief || !(differs || shows_common) {
        if differs {
            told(context, [b"Files ", b" differ", b"\n"]);
        } else if report {
            told(context, [b"Files ", b" are identical", b"\n"]);
        }
        return Ok(i32::from(differs));
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
    let layout = style.layout;
    let writer =
        write::Writer { old: &old, new: &new, color, layout, function: style.function.as_ref(), budget: &budget };
    match style.format {
        Format::Normal => writer.normal(out, &changes),
        Format::Unified(around) => writer.unified(out, &changes, &titles, around),
        Format::Context(around) => writer.context(out, &changes, &titles, around),
        Format::Columns(columns) => columns.write(out, layout, [&old, &new], &changes),
        Format::Ed => script::ed(out, [&old, &new], &changes),
        Format::Forward => script::forward(out, [&old, &new], &changes),
        Format::Rcs => script::rcs(out, [&old, &new], &changes),
    }
    context.settle(&budget).await;
    if !differs && report {
        told(context, [b"Files ", b" are identical", b"\n"]);
    }
    let mut status = i32::from(differs);
    if style.format.loses_last_newline() {
        for (side, text) in [left, right].into_iter().zip(&texts) {
            if text.last().is_some_and(|byte| *byte != b'\n') {
                context.complain(format_args!("{}: No newline at end of file\n", String::from_utf8_lossy(&side.path)));
                status = 2;
            }
        }
    }
    Ok(status)
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
