//! `sleep`, `yes`, `clear`, `reset`, `watch`: time and the screen.

use crate::kernel::{Event, Frame, Style};
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

/// Waits.
pub(super) const SLEEP: Command = Command::new("sleep", &[], |context, args| Box::pin(sleep(context, args)));
/// Says one thing for ever.
pub(super) const YES: Command = Command::new("yes", &[], |context, args| Box::pin(yes(context, args)));
/// Clears the screen.
pub(super) const CLEAR: Command =
    Command::new("clear", &[flag("x", "")], |context, args| Box::pin(clear(context, args)));
/// The same, and a fresh start.
pub(super) const RESET: Command = Command::new("reset", &[], |context, args| Box::pin(clear(context, args)));

const WATCH_OPTIONS: &[Opt] =
    &[value("n", "interval"), flag("t", "no-title"), flag("g", "chgexit"), flag("e", "errexit"), flag("x", "exec")];

/// Runs a command again and again.
pub(super) const WATCH: Command =
    Command::new("watch", WATCH_OPTIONS, |context, args| Box::pin(watch(context, args))).stops_at_operand();

/// A time such as `1.5`, `2m`, `1h`, `1d`, in milliseconds.
pub(super) fn duration(text: &[u8]) -> Option<i64> {
    let (number, used) = crate::number::read_float(text);
    let factor = match &text[used..] {
        b"" | b"s" => 1.0,
        b"m" => 60.0,
        b"h" => 3600.0,
        b"d" => 86_400.0,
        _ => return None,
    };
    let fine = used > 0 && number >= 0.0 && !text.first()?.is_ascii_whitespace();
    fine.then(|| (number * factor * 1000.0).ceil().min(1e15) as i64)
}

async fn sleep(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&SLEEP, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    let mut total = 0_i64;
    let mut wrong = false;
    for operand in &parsed.operands {
        match duration(operand) {
            Some(millis) => total = total.saturating_add(millis),
            None => {
                context.complain(format_args!("invalid time interval {}", quote::curved(operand)));
                wrong = true;
            }
        }
    }
    if wrong {
        context.stderr(b"Try 'sleep --help' for more information.\n");
        return Err(Quit::Status(1));
    }
    context.sys.sleep(total).await;
    Ok(0)
}

async fn yes(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&YES, args).await?;
    let mut line = if parsed.operands.is_empty() { b"y".to_vec() } else { parsed.operands.join(&b' ') };
    line.push(b'\n');
    let chunk = line.repeat((8192 / line.len()).max(1));
    loop {
        context.stdout.put(&chunk);
        context.stdout.flush().await?;
    }
}

async fn clear(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    context.options(&CLEAR, args).await?;
    match context.tty(1) {
        Some(terminal) => terminal.emit(Event::Clear),
        None => context.stdout.put(b"\x1b[H\x1b[2J\x1b[3J"),
    }
    Ok(0)
}

async fn watch(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&WATCH, args).await?;
    if parsed.operands.is_empty() {
        context.stderr(b"Usage:\n watch [options] command\n");
        return Ok(1);
    }
    let interval = match parsed.value("n") {
        None => 2000,
        Some(text) => duration(text).map(|millis| millis.max(100)).ok_or_else(|| {
            context.complain(format_args!("failed to parse argument: '{}'", String::from_utf8_lossy(text)));
            Quit::Status(1)
        })?,
    };
    let Some(screen) = context.screen() else {
        context.stderr(b"Error opening terminal: unknown.\n");
        return Ok(1);
    };
    let line = parsed.operands.join(&b' ');
    let mut before: Option<Bytes> = None;
    loop {
        let (mut reader, pid) = context.shell_reader(&line).map_err(|_| Quit::Status(1))?;
        let text = reader.read_all().await?;
        let status = context.wait(pid).await.status();
        let (columns, rows) = screen.size();
        let mut lines = Vec::new();
        if !parsed.has("t") {
            let left = format!("Every {:.1}s: {}", interval as f64 / 1000.0, String::from_utf8_lossy(&line));
            let date = crate::commands::awk::time::strftime(b"%a %b %e %H:%M:%S %Y", context.now().div_euclid(1000));
            let right = String::from_utf8_lossy(&date).into_owned();
            let gap = columns.saturating_sub(left.chars().count() + right.len()).max(1);
            lines.push(vec![(Style::default(), format!("{left}{}{right}", " ".repeat(gap)))]);
            lines.push(Vec::new());
        }
        let shown = String::from_utf8_lossy(&text).into_owned();
        lines.extend(shown.lines().map(|line| vec![(Style::default(), line.chars().take(columns).collect())]));
        lines.truncate(rows);
        screen.draw(Frame { lines, ..Frame::default() });
        if parsed.has("e") && status != 0 {
            return Ok(8);
        }
        if parsed.has("g") && before.as_ref().is_some_and(|before| *before != text) {
            return Ok(0);
        }
        before = Some(text);
        if screen.keys_within(interval).await.is_some_and(|keys| keys == b"q" || keys == b"\x03") {
            return Ok(0);
        }
    }
}
