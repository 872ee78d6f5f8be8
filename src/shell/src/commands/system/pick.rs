//! `pgrep` and `pkill`: processes by name.

use crate::kernel::Signal;
use crate::kernel::process::ProcessInfo;
use crate::options::{Opt, Parsed, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use pattern::{Flags, Pattern, Syntax};

const OPTIONS: &[Opt] = &[
    flag("f", "full"),
    flag("l", "list-name"),
    flag("a", "list-full"),
    flag("x", "exact"),
    flag("v", "inverse"),
    flag("n", "newest"),
    flag("o", "oldest"),
    flag("c", "count"),
    flag("i", "ignore-case"),
    value("u", "euid"),
    value("P", "parent"),
    value("d", "delimiter"),
    flag("e", "echo"),
    value("", "signal"),
];

/// Lists them.
pub(super) const PGREP: Command =
    Command::new("pgrep", OPTIONS, |context, args| Box::pin(pgrep(context, args))).usage_status(2);
/// Sends them a signal.
pub(super) const PKILL: Command =
    Command::new("pkill", OPTIONS, |context, args| Box::pin(pkill(context, args))).usage_status(2);

/// A process's name: the last part of its first word, fifteen bytes of it.
fn name(process: &ProcessInfo) -> Bytes {
    let first = process.command.first().map(Vec::as_slice).unwrap_or_default();
    let name = first.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    name[..name.len().min(15)].to_vec()
}

fn chosen(context: &Context, parsed: &Parsed) -> Result<Vec<ProcessInfo>, Quit> {
    let own_name = String::from_utf8_lossy(&context.name).into_owned();
    let filters = parsed.has("u") || parsed.has("P");
    let pattern = match parsed.operands.as_slice() {
        [] if filters => None,
        [one] => {
            let flags = Flags { ignore_case: parsed.has("i"), ..Flags::default() };
            let text = if parsed.has("x") { [b"^(", &one[..], b")$"].concat() } else { one.clone() };
            Some(Pattern::compile(Syntax::Extended, text, flags).map_err(|error| context.usage_error(error.gnu(), 2))?)
        }
        [] => {
            context.complain("no matching criteria specified");
            context.stderr(format!("Try `{own_name} --help' for more information.\n").as_bytes());
            return Err(Quit::Status(2));
        }
        _ => {
            context.complain("only one pattern can be provided");
            context.stderr(format!("Try `{own_name} --help' for more information.\n").as_bytes());
            return Err(Quit::Status(2));
        }
    };
    let text = |key: &str| parsed.value(key).map(|text| String::from_utf8_lossy(text).into_owned());
    let user = text("u").map(|user| {
        let named = context.names().user_named(user.as_bytes()).map(|user| user.uid);
        named.or(user.parse().ok()).unwrap_or(u32::MAX)
    });
    let parent: Option<u32> = text("P").map(|parent| parent.parse().unwrap_or(0));
    let fits = |process: &ProcessInfo| {
        let subject = if parsed.has("f") { process.command.join(&b' ') } else { name(process) };
        let matched =
            pattern.as_ref().is_none_or(|pattern| pattern.is_match(&subject, &context.budget()).unwrap_or(false));
        let all = matched
            && user.is_none_or(|user| process.uid == user)
            && parent.is_none_or(|parent| process.parent == parent);
        process.pid != context.sys.pid && all != parsed.has("v")
    };
    let mut list: Vec<ProcessInfo> = context.sys.kernel.list_processes().into_iter().filter(fits).collect();
    if parsed.has("n") {
        list = list.pop().into_iter().collect();
    } else if parsed.has("o") {
        list.truncate(1);
    }
    Ok(list)
}

async fn pgrep(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&PGREP, args).await?;
    let list = chosen(context, &parsed)?;
    if parsed.has("c") {
        context.stdout.put(format!("{}\n", list.len()).as_bytes());
        return Ok(i32::from(list.is_empty()));
    }
    let delimiter = parsed.value("d").unwrap_or(b"\n").to_vec();
    for (at, process) in list.iter().enumerate() {
        if at > 0 {
            context.stdout.put(&delimiter);
        }
        context.stdout.put(process.pid.to_string().as_bytes());
        if parsed.has("a") {
            context.stdout.put(&[b" ", &process.command.join(&b' ')[..]].concat());
        } else if parsed.has("l") {
            context.stdout.put(&[b" ", &name(process)[..]].concat());
        }
    }
    if !list.is_empty() {
        context.stdout.put(b"\n");
    }
    Ok(i32::from(list.is_empty()))
}

async fn pkill(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    // `-9`, `-KILL`, `-SIGKILL`: a signal, unless it is one of the options.
    let mut signal = Signal::TERM;
    let is_signal = |arg: &Bytes| {
        arg.len() > 1
            && arg[0] == b'-'
            && (arg[1].is_ascii_digit() || arg[1].is_ascii_uppercase())
            && arg.as_slice() != b"-P"
    };
    if let Some(at) = args.iter().position(is_signal)
        && let Some(found) = Signal::parse(&args[at][1..])
    {
        signal = found;
        args.remove(at);
    }
    let parsed = context.options(&PKILL, args).await?;
    if let Some(text) = parsed.value("signal") {
        signal = Signal::parse(text).ok_or_else(|| {
            context.usage_error(format_args!("Unknown signal \"{}\"", String::from_utf8_lossy(text)), 2)
        })?;
    }
    let list = chosen(context, &parsed)?;
    let mut any = false;
    for process in &list {
        match context.sys.kill(process.pid, signal).await {
            Ok(()) => {
                any = true;
                if parsed.has("e") {
                    let name = String::from_utf8_lossy(&name(process)).into_owned();
                    context.stdout.put(format!("{name} killed (pid {})\n", process.pid).as_bytes());
                }
            }
            Err(error) => context.complain(format_args!("killing pid {} failed: {error}", process.pid)),
        }
    }
    if parsed.has("c") {
        context.stdout.put(format!("{}\n", list.len()).as_bytes());
    }
    Ok(i32::from(!any))
}
