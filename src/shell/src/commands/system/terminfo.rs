//! `tput`: what makes the terminal do things (`xterm-256color`).

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[value("T", ""), flag("S", ""), flag("x", ""), flag("V", "")];

/// The command.
pub(super) const TPUT: Command =
    Command::new("tput", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

/// Capabilities without parameters.
const PLAIN: [(&str, &str); 24] = [
    ("bold", "\x1b[1m"),
    ("dim", "\x1b[2m"),
    ("sitm", "\x1b[3m"),
    ("ritm", "\x1b[23m"),
    ("smul", "\x1b[4m"),
    ("rmul", "\x1b[24m"),
    ("blink", "\x1b[5m"),
    ("rev", "\x1b[7m"),
    ("smso", "\x1b[7m"),
    ("rmso", "\x1b[27m"),
    ("invis", "\x1b[8m"),
    ("sgr0", "\x1b(B\x1b[m"),
    ("op", "\x1b[39;49m"),
    ("clear", "\x1b[H\x1b[2J\x1b[3J"),
    ("el", "\x1b[K"),
    ("el1", "\x1b[1K"),
    ("ed", "\x1b[J"),
    ("home", "\x1b[H"),
    ("civis", "\x1b[?25l"),
    ("cnorm", "\x1b[?12l\x1b[?25h"),
    ("sc", "\x1b7"),
    ("rc", "\x1b8"),
    ("cuu1", "\x1b[A"),
    ("bel", "\x07"),
];

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&TPUT, args).await?;
    if parsed.has("S") {
        context.complain("-S is not supported on this machine");
        return Ok(2);
    }
    let Some((name, rest)) = parsed.operands.split_first() else {
        context.stderr(b"usage: tput [-V] [-S] [-T term] [-x] capname\n");
        return Ok(2);
    };
    let name = String::from_utf8_lossy(name).into_owned();
    let number =
        |at: usize| rest.get(at).and_then(|text| std::str::from_utf8(text).ok()?.parse::<u32>().ok()).unwrap_or(0);
    let colour = |base: u32| match number(0) {
        code @ 0..=7 => format!("\x1b[{}m", base + code),
        code @ 8..=15 => format!("\x1b[{}m", base + 60 + code - 8),
        code => format!("\x1b[{};5;{code}m", base + 8),
    };
    let terminal = context.tty(1).or(context.tty(2)).or(context.tty(0));
    let text = match name.as_str() {
        "cols" => {
            let columns = terminal.map_or_else(|| context.columns(), |terminal| terminal.columns.get());
            format!("{columns}\n")
        }
        "lines" => format!("{}\n", terminal.map_or(24, |terminal| terminal.rows.get())),
        "colors" => "256\n".to_owned(),
        "longname" => "xterm with 256 colors".to_owned(),
        "setaf" => colour(30),
        "setab" => colour(40),
        "cup" => format!("\x1b[{};{}H", number(0) + 1, number(1) + 1),
        "cuu" => format!("\x1b[{}A", number(0)),
        "cud" => format!("\x1b[{}B", number(0)),
        "cuf" => format!("\x1b[{}C", number(0)),
        "cub" => format!("\x1b[{}D", number(0)),
        "reset" | "init" => "\x1bc\x1b[!p\x1b[?3;4l\x1b[4l\x1b>".to_owned(),
        other => match PLAIN.iter().find(|(known, _)| *known == other) {
            Some((_, text)) => (*text).to_owned(),
            None => {
                context.complain(format_args!("unknown terminfo capability '{other}'"));
                return Ok(4);
            }
        },
    };
    context.stdout.put(text.as_bytes());
    Ok(0)
}
