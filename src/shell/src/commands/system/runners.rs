//! `timeout`, `nice`, `nohup`: programs that run a program in some way.

use super::repeat::duration;
use crate::kernel::{Exit, Signal};
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const TIMEOUT_OPTIONS: &[Opt] = &[
    flag("", "preserve-status"),
    flag("", "foreground"),
    value("k", "kill-after"),
    value("s", "signal"),
    flag("v", "verbose"),
];

/// Ends a program that takes too long.
pub(super) const TIMEOUT: Command =
    Command::new("timeout", TIMEOUT_OPTIONS, |context, args| Box::pin(timeout(context, args)))
        .usage_status(125)
        .stops_at_operand();
/// Runs a program with another niceness.
pub(super) const NICE: Command =
    Command::new("nice", &[value("n", "adjustment")], |context, args| Box::pin(nice(context, args)))
        .usage_status(125)
        .stops_at_operand();
/// Runs a program that outlives its terminal.
pub(super) const NOHUP: Command =
    Command::new("nohup", &[], |context, args| Box::pin(nohup(context, args))).usage_status(125).stops_at_operand();

fn refused(context: &Context, name: &[u8], error: &crate::context::RunError, what: &str) -> i32 {
    context.complain(format_args!("{what}{}: {}", quote::curved(name), error.errno()));
    error.status()
}

async fn timeout(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&TIMEOUT, args).await?;
    if parsed.operands.len() < 2 {
        context.stderr(b"Try 'timeout --help' for more information.\n");
        return Err(Quit::Status(125));
    }
    let time = |text: &[u8]| {
        duration(text)
            .ok_or_else(|| context.usage_error(format_args!("invalid time interval {}", quote::curved(text)), 125))
    };
    let limit = time(&parsed.operands[0])?;
    let kill_after = parsed.value("k").map(&time).transpose()?;
    let signal = match parsed.value("s") {
        None => Signal::TERM,
        Some(text) => Signal::parse(text)
            .ok_or_else(|| context.usage_error(format_args!("{}: invalid signal", quote::curved(text)), 125))?,
    };
    let words = &parsed.operands[1..];
    let pid = match context.start(context.child(words)) {
        Ok(pid) => pid,
        Err(error) => return Ok(refused(context, &words[0], &error, "failed to run command ")),
    };
    if limit == 0 {
        return Ok(context.wait(pid).await.status());
    }
    if let Some(exit) = context.wait_for(pid, limit).await {
        return Ok(exit.status());
    }
    let say = |signal: Signal| {
        if parsed.has("v") {
            context.complain(format_args!("sending signal {} to command {}", signal.name(), quote::curved(&words[0])));
        }
    };
    say(signal);
    // It may have ended this very moment.
    let _ = context.sys.kill(pid, signal).await;
    let _ = context.sys.kill(pid, Signal::CONT).await;
    let mut killed = signal == Signal::KILL;
    let mut exit = match kill_after {
        Some(millis) if millis > 0 => context.wait_for(pid, millis).await,
        _ => Some(context.wait(pid).await),
    };
    if exit.is_none() {
        say(Signal::KILL);
        let _ = context.sys.kill(pid, Signal::KILL).await;
        killed = true;
        exit = Some(context.wait(pid).await);
    }
    let status = exit.map_or(124, Exit::status);
    if killed {
        // The signal went to the whole group, this process included.
        let _ = context.sys.kill(context.sys.pid, Signal::KILL).await;
    }
    Ok(if killed {
        137
    } else if parsed.has("preserve-status") {
        status
    } else {
        124
    })
}

async fn nice(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    // The old way: `nice -5`.
    if let Some(first) = args.first_mut()
        && let [b'-', rest @ ..] = first.as_slice()
        && rest.strip_prefix(b"-").unwrap_or(rest).first().is_some_and(u8::is_ascii_digit)
    {
        *first = [b"-n", rest].concat();
    }
    let parsed = context.options(&NICE, args).await?;
    let present = context.sys.child().nice;
    if parsed.operands.is_empty() {
        if parsed.has("n") {
            return Err(context.usage_error("a command must be given with an adjustment", 125));
        }
        context.stdout.put(format!("{present}\n").as_bytes());
        return Ok(0);
    }
    let adjustment = match parsed.value("n") {
        None => 10,
        Some(text) => std::str::from_utf8(text).ok().and_then(|text| text.parse::<i32>().ok()).ok_or_else(|| {
            context.complain(format_args!("invalid adjustment {}", quote::curved(text)));
            Quit::Status(125)
        })?,
    };
    let mut wanted = present.saturating_add(adjustment).clamp(-20, 19);
    if wanted < present && context.who().uid != 0 {
        context.complain("cannot set niceness: Permission denied");
        wanted = present;
    }
    match context.start(context.child(&parsed.operands).nice(wanted)) {
        Ok(pid) => Ok(context.wait(pid).await.status()),
        Err(error) => Ok(refused(context, &parsed.operands[0], &error, "")),
    }
}

async fn nohup(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&NOHUP, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 125));
    }
    context.sys.set_signal(Signal::HUP, false, true);
    let mut child = context.child(&parsed.operands);
    if context.is_tty(0) {
        child = child.redirect(0, crate::context::Redirect::File(context.null(vfs::OpenFlags::READ).await?));
    }
    if context.is_tty(1) {
        let file = context.sys.open(b"nohup.out", vfs::OpenFlags::APPEND, 0o600).await?;
        context.complain(format_args!("ignoring input and appending output to {}", quote::curved(b"nohup.out")));
        child = child.redirect(1, crate::context::Redirect::File(std::rc::Rc::clone(&file)));
        if context.is_tty(2) {
            child = child.redirect(2, crate::context::Redirect::File(file));
        }
    } else if context.is_tty(0) {
        context.complain("ignoring input");
    }
    match context.start(child) {
        Ok(pid) => Ok(context.wait(pid).await.status()),
        Err(error) => {
            context.complain_quoted("failed to run command ", &parsed.operands[0], "", error.errno());
            Ok(error.status())
        }
    }
}
