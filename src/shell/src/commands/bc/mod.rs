//! `bc`: GNU bc 1.07's calculator of any precision.
//!
//! [`compile`] turns text into [`code`] in one pass; [`machine`] runs it, stopping now and then; [`number`] reckons.

mod code;
mod compile;
mod machine;
mod number;

use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome, Quit};
use compile::{Names, Unit};
use machine::{Machine, Stop};
use std::rc::Rc;

const OPTIONS: &[Opt] = &[
    flag("l", "mathlib"),
    flag("q", "quiet"),
    flag("s", "standard"),
    flag("w", "warn"),
    flag("i", "interactive"),
    flag("v", ""),
];

/// The command.
pub const COMMAND: Command = Command::new("bc", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let mut names = Names::default();
    let mut machine = Machine::new(0);
    if parsed.has("l") {
        let units = compile::compile(include_bytes!("math.bc"), "math", &mut names);
        play(context, &mut machine, &names, units).await?;
    }
    for path in &parsed.operands {
        let text = match context.open(path).await {
            Ok(mut input) => input.read_all().await,
            Err(error) => Err(error),
        };
        let text = text.map_err(|_| {
            context.stderr(&[b"File ", path.as_slice(), b" is unavailable.\n"].concat());
            Quit::Status(1)
        })?;
        let name = String::from_utf8_lossy(path).into_owned();
        let units = compile::compile(&text, &name, &mut names);
        if play(context, &mut machine, &names, units).await? {
            return Ok(0);
        }
    }
    // A terminal is answered line by line; what is unfinished waits for the next line.
    let mut pending = Vec::new();
    let interactive = context.is_tty(0);
    loop {
        let more = if interactive {
            context.stdin.line().await?.map(<[u8]>::to_vec)
        } else {
            Some(context.stdin.read_all().await?).filter(|text| !text.is_empty())
        };
        let Some(more) = more else { return Ok(0) };
        pending.extend_from_slice(&more);
        if interactive && is_open(&pending) {
            continue;
        }
        let units = compile::compile(&pending, "(standard_in)", &mut names);
        pending.clear();
        if play(context, &mut machine, &names, units).await? {
            return Ok(0);
        }
        context.stdout.flush().await?;
    }
}

/// Is a brace still open?
fn is_open(text: &[u8]) -> bool {
    let count = |byte: u8| memchr::memchr_iter(byte, text).count();
    count(b'{') > count(b'}')
}

/// Runs units in order; true when the program ended itself.
async fn play(context: &mut Context, machine: &mut Machine, names: &Names, units: Vec<Unit>) -> Result<bool, Quit> {
    for unit in units {
        match unit {
            Unit::Wrong(text) => {
                context.stdout.flush().await?;
                context.stderr(format!("{text}\n").as_bytes());
            }
            Unit::Define(name, function) => {
                machine.functions.insert(name, Rc::new(function));
            }
            Unit::Code(code) => {
                machine.start(code, names.len());
                loop {
                    let stop = machine.run();
                    context.stdout.put(&std::mem::take(&mut machine.out));
                    if !machine.warnings.is_empty() {
                        context.stdout.flush().await?;
                        context.stderr(std::mem::take(&mut machine.warnings).as_bytes());
                    }
                    context.stdout.relieve().await?;
                    match stop {
                        Stop::Done => break,
                        Stop::Tick => context.tick(200_000).await,
                        Stop::Halt => return Ok(true),
                        Stop::Read => {
                            let line = context.stdin.line().await?.map(<[u8]>::to_vec).unwrap_or_default();
                            machine.give(&String::from_utf8_lossy(&line));
                        }
                        Stop::Fault(text) => {
                            context.stdout.flush().await?;
                            context.stderr(format!("{text}\n").as_bytes());
                            break;
                        }
                    }
                }
                context.tick(50).await;
            }
        }
    }
    Ok(false)
}
