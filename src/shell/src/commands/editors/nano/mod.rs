//! `nano`: a plain editor on the whole screen, with its help below the text.
//!
//! - [`keys`]: what a terminal sends, as keys;
//! - [`buffer`]: the lines and the cursor;
//! - [`view`]: the picture;
//! - [`session`]: what each key does, and what is asked below.

mod buffer;
mod keys;
mod session;
mod view;

use crate::kernel::Signal;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};
use session::{Options, Session};

const OPTIONS: &[Opt] = &[
    flag("i", "autoindent"),
    flag("l", "linenumbers"),
    flag("v", "view"),
    flag("E", "tabstospaces"),
    value("T", "tabsize"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("nano", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let tab = match parsed.value("T").map(|text| std::str::from_utf8(text).ok().and_then(|text| text.parse().ok())) {
        None => 8,
        Some(Some(width @ 1..=80)) => width,
        Some(_) => {
            let text = String::from_utf8_lossy(parsed.value("T").unwrap_or_default()).into_owned();
            context.stderr(format!("Requested tab size \"{text}\" is invalid\n").as_bytes());
            return Ok(1);
        }
    };
    let options = Options {
        indent: parsed.has("i"),
        numbers: parsed.has("l"),
        view: parsed.has("v"),
        blanks: parsed.has("E"),
        tab,
    };
    if !context.is_tty(0) {
        context.stderr(b"Standard input is not a terminal\n");
        return Ok(1);
    }
    let Some(screen) = context.screen() else {
        context.stderr(b"Standard output is not a terminal\n");
        return Ok(1);
    };
    // Ctrl-C and Ctrl-Z are keys here.
    for signal in [Signal::INT, Signal::TSTP] {
        context.sys.set_signal(signal, false, true);
    }
    let mut place = None;
    let mut files = Vec::new();
    for operand in parsed.operands {
        match operand.strip_prefix(b"+").map(|place| String::from_utf8_lossy(place).into_owned()) {
            Some(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') => {
                let (line, column) = text.split_once(',').unwrap_or((&text, "1"));
                place = Some((line.parse().unwrap_or(1), column.parse().unwrap_or(1)));
            }
            _ => files.push((operand, place.take())),
        }
    }
    if files.is_empty() {
        files.push((Bytes::new(), None));
    }
    for (file, place) in files {
        let mut session = Session::open(context, file, options).await;
        if let Some((line, column)) = place {
            session.buffer.go(line, column);
        }
        session.run(context, &screen).await?;
    }
    Ok(0)
}
