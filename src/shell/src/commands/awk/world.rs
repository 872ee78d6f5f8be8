//! The machine's world: files, commands and time.

use super::array::Key;
use super::ast::Redirect;
use super::invocation::{Invocation, assignment};
use super::machine::{Answer, InputKind, Machine, Stop};
use super::special::Special;
use super::value::{Text, Value};
use crate::context::{Input, Output, Redirect as FdRedirect};
use crate::kernel::{Exit, Pid};
use crate::{Bytes, Context, Env, Outcome, Quit};
use std::collections::BTreeMap;
use vfs::OpenFlags;

/// Steps of the kernel's budget that a stretch of the machine's work costs.
const STRETCH: u64 = 30_000;

/// What is open, by the machine's numbers.
#[derive(Default)]
struct Open {
    inputs: BTreeMap<usize, (Input, Option<Pid>)>,
    outputs: BTreeMap<usize, (Output, Option<Pid>)>,
    /// Reading ends of coprocesses, until they are read from.
    coprocesses: BTreeMap<Text, (Input, Pid)>,
    main: Option<Input>,
    /// The next operand, an index into `ARGV`.
    next_argument: usize,
    used_a_file: bool,
}

/// Runs a program.
pub(super) async fn run(context: &mut Context, invocation: Invocation) -> Outcome {
    let mut machine = Machine::new(invocation.code);
    machine.source_names = invocation.source_names;
    machine.name = String::from_utf8_lossy(&context.name).into_owned();
    machine.interactive = context.is_tty(1);
    prepare(context, &mut machine, &invocation.operands);
    let mut open = Open { next_argument: 1, ..Open::default() };
    for (name, value) in &invocation.assignments {
        if let Err(fatal) = machine.assign_argument(name, value) {
            return Ok(fail(context, &mut machine, &mut open, &fatal.0).await);
        }
    }
    loop {
        machine.now = context.now();
        let stop = match machine.run() {
            Ok(stop) => stop,
            Err(fatal) => return Ok(fail(context, &mut machine, &mut open, &fatal.0).await),
        };
        let spent = machine.regexes.take_spent();
        context.tick(STRETCH / 4 + spent).await;
        if !machine.stderr.is_empty() {
            pass_on(context, &mut machine, &mut open).await?;
        }
        match stop {
            Stop::Tick => context.tick(STRETCH).await,
            Stop::Done(status) => {
                pass_on(context, &mut machine, &mut open).await?;
                close_all(context, &mut machine, &mut open).await;
                return Ok(status & 0xff);
            }
            Stop::Flush => pass_on(context, &mut machine, &mut open).await?,
            Stop::NextFile => {
                if machine.interactive {
                    pass_on(context, &mut machine, &mut open).await?;
                }
                match next_file(context, &mut machine, &mut open).await {
                    Ok(answer) => machine.reply(answer),
                    Err(fatal) => return Ok(fail(context, &mut machine, &mut open, &fatal).await),
                }
            }
            Stop::FillMain => fill_main(context, &mut machine, &mut open).await?,
            Stop::OpenInput(kind, name) => {
                pass_on(context, &mut machine, &mut open).await?;
                let answer = open_input(context, &machine, &mut open, kind, &name).await;
                machine.reply(answer);
            }
            Stop::Fill(number) => {
                pass_on(context, &mut machine, &mut open).await?;
                let chunk = match open.inputs.get_mut(&number) {
                    Some((input, _)) => input.chunk().await,
                    None => Ok(None),
                };
                match chunk {
                    Ok(chunk) => machine.feed(number, chunk.unwrap_or_default()),
                    Err(error) => {
                        machine.feed(number, Vec::new());
                        machine.reply(Answer::Refused(error.text().to_owned()));
                    }
                }
            }
            Stop::OpenOutput(number) => {
                let answer = open_output(context, &mut machine, &mut open, number).await?;
                machine.reply(answer);
            }
            Stop::FlushNow(name) => {
                pass_on(context, &mut machine, &mut open).await?;
                if let Some(name) = name.as_ref().filter(|name| machine.is_half_closed(name, Redirect::Coprocess)) {
                    let shown = String::from_utf8_lossy(name).into_owned();
                    machine.warn(&format!("fflush: cannot flush: two-way pipe `{shown}' has closed write end"));
                }
                let known = name.as_ref().is_none_or(|name| {
                    machine.output_number(name, None).is_some() || matches!(&**name, b"/dev/stdout" | b"/dev/stderr")
                });
                machine.reply(Answer::Status(if known { 0.0 } else { -1.0 }));
            }
            Stop::Close(name, how) => {
                pass_on(context, &mut machine, &mut open).await?;
                let status = close(context, &mut machine, &mut open, &name, how.as_ref()).await;
                machine.reply(Answer::Status(status));
            }
            Stop::System(command) => {
                pass_on(context, &mut machine, &mut open).await?;
                let exit = system(context, &machine, &command).await;
                machine.reply(Answer::Status(match exit {
                    Exit::Code(code) => code.into(),
                    Exit::Signal(signal) => f64::from(signal.0) + 256.0,
                }));
            }
        }
    }
}

/// `ARGV`, `ENVIRON`, `PROCINFO`.
fn prepare(context: &Context, machine: &mut Machine, operands: &[Bytes]) {
    let argv = machine.special_array(Special::ARGV);
    argv.set(&Key::Int(0), Value::str(context.name.clone()));
    for (index, operand) in operands.iter().enumerate() {
        argv.set(&Key::Int(index as i32 + 1), Value::Input(operand.clone().into()));
    }
    machine.set_special(Special::ARGC, Value::Num(operands.len() as f64 + 1.0));
    let environ = machine.special_array(Special::ENVIRON);
    for (name, value) in context.env.iter() {
        environ.set(&Key::of(name), Value::Input(value.clone().into()));
    }
    let procinfo = machine.special_array(Special::PROCINFO);
    let who = context.who();
    for (name, number) in [
        ("pid", context.sys.pid),
        ("ppid", context.sys.parent()),
        ("uid", who.uid),
        ("euid", who.uid),
        ("gid", who.gid),
        ("egid", who.gid),
    ] {
        procinfo.set(&Key::of(name.as_bytes()), Value::Num(number.into()));
    }
}

/// Writes what was printed, and what was said.
async fn pass_on(context: &mut Context, machine: &mut Machine, open: &mut Open) -> Result<(), Quit> {
    if !machine.stdout.is_empty() {
        let chunk = std::mem::take(&mut machine.stdout);
        context.stdout.put(&chunk);
        machine.stdout = chunk;
        machine.stdout.clear();
        context.stdout.flush().await?;
    }
    if !machine.stderr.is_empty() {
        context.stderr(&std::mem::take(&mut machine.stderr));
    }
    for (number, output) in machine.outputs.iter_mut().enumerate() {
        if !output.buffer.is_empty()
            && let Some((to, _)) = open.outputs.get_mut(&number)
        {
            to.put(&output.buffer);
            output.buffer.clear();
            let _ = to.flush().await;
        }
    }
    Ok(())
}

/// The program ends by its own fault.
async fn fail(context: &mut Context, machine: &mut Machine, open: &mut Open, text: &str) -> i32 {
    let place = machine.place_text();
    let line = if text.starts_with("cannot open file `") {
        format!("{}: fatal: {text}\n", machine.name)
    } else {
        format!("{}: {place}fatal: {text}\n", machine.name)
    };
    let _ = pass_on(context, machine, open).await;
    context.stderr(line.as_bytes());
    close_all(context, machine, open).await;
    2
}

/// The exported variables that children get: `ENVIRON` as it is now.
fn environment(machine: &Machine) -> Env {
    let environ = machine.special_array(Special::ENVIRON);
    let value = |key: &Key| environ.get(key).unwrap_or_default().text(b"%.6g").to_vec();
    environ.keys().iter().map(|key| (key.text().to_vec(), value(key))).collect()
}

fn shell_args(line: &[u8]) -> [Bytes; 3] {
    [b"sh".to_vec(), b"-c".to_vec(), line.to_vec()]
}

async fn system(context: &mut Context, machine: &Machine, command: &[u8]) -> Exit {
    let child = context.child(&shell_args(command)).env(environment(machine));
    match context.start(child) {
        Ok(pid) => context.wait(pid).await,
        Err(error) => Exit::Code(error.status() as u8),
    }
}

/// The next file of the main input; assignments on the way are done.
async fn next_file(context: &mut Context, machine: &mut Machine, open: &mut Open) -> Result<Answer, String> {
    open.main = None;
    let argv = machine.special_array(Special::ARGV);
    loop {
        let count = machine.special(Special::ARGC).num() as usize;
        if open.next_argument >= count {
            if open.used_a_file {
                return Ok(Answer::NoMoreFiles);
            }
            open.used_a_file = true;
            open.main = Some(std::mem::replace(&mut context.stdin, Input::new(context.sys.clone(), None)));
            machine.set_special(Special::FILENAME, Value::str(""));
            return Ok(Answer::Opened);
        }
        let index = open.next_argument;
        open.next_argument += 1;
        let argument = argv.get(&Key::Int(index as i32)).unwrap_or_default().text(b"%.6g");
        if argument.is_empty() {
            continue;
        }
        if let Some((name, value)) = assignment(&argument) {
            machine.assign_argument(&name, &value).map_err(|fatal| fatal.0)?;
            continue;
        }
        open.used_a_file = true;
        machine.set_special(Special::FILENAME, Value::Str(argument.clone()));
        machine.set_special(Special::ARGIND, Value::Num(index as f64));
        let path: &[u8] = if &*argument == b"/dev/stdin" { b"-" } else { &argument };
        if path == b"-" {
            open.main = Some(Input::new(context.sys.clone(), context.sys.fd(0)));
            return Ok(Answer::Opened);
        }
        if context.stat(path).is_ok_and(|stat| stat.is_dir()) {
            let shown = String::from_utf8_lossy(path).into_owned();
            machine.warn_plain(&format!("command line argument `{shown}' is a directory: skipped"));
            continue;
        }
        return Ok(match context.open(path).await {
            Ok(input) => {
                open.main = Some(input);
                Answer::Opened
            }
            Err(error) => Answer::Refused(error.text().to_owned()),
        });
    }
}

async fn fill_main(context: &mut Context, machine: &mut Machine, open: &mut Open) -> Result<(), Quit> {
    let waits = open.main.as_ref().and_then(Input::file).is_some_and(|file| !file.is_seekable());
    if waits {
        pass_on(context, machine, open).await?;
    }
    let chunk = match &mut open.main {
        Some(input) => input.chunk().await,
        None => Ok(None),
    };
    let chunk = match chunk {
        Ok(chunk) => chunk.unwrap_or_default(),
        Err(error) => {
            let file = machine.special(Special::FILENAME).text(b"%.6g");
            let shown = String::from_utf8_lossy(&file).into_owned();
            machine.warn_plain(&format!("error reading input file `{shown}': {error}"));
            Vec::new()
        }
    };
    if let Some(reader) = &mut machine.main.reader {
        reader.feed(chunk);
    }
    Ok(())
}

async fn open_input(context: &mut Context, machine: &Machine, open: &mut Open, kind: InputKind, name: &Text) -> Answer {
    let number = machine.next_input_number();
    let opened = match kind {
        InputKind::File => {
            let path: &[u8] = match &**name {
                b"-" | b"/dev/stdin" => b"-",
                path => path,
            };
            match context.open(path).await {
                Ok(input) if context.stat(path).is_ok_and(|stat| stat.is_dir()) && path != b"-" => {
                    drop(input);
                    return Answer::Refused("Is a directory".into());
                }
                Ok(input) => (input, None),
                Err(error) => return Answer::Refused(error.text().to_owned()),
            }
        }
        InputKind::Command => {
            let (reader, writer) = context.sys.pipe();
            let child =
                context.child(&shell_args(name)).env(environment(machine)).redirect(1, FdRedirect::File(writer));
            match context.start(child) {
                Ok(pid) => (Input::new(context.sys.clone(), Some(reader)), Some(pid)),
                Err(error) => return Answer::Refused(error.errno().text().to_owned()),
            }
        }
        InputKind::Coprocess => {
            if !open.coprocesses.contains_key(name) && machine.output_number(name, Some(Redirect::Coprocess)).is_none()
            {
                // Reading first: a coprocess that is written to later.
                if let Err(error) = coprocess(context, machine, open, name) {
                    return Answer::Refused(error);
                }
            }
            match open.coprocesses.remove(name) {
                Some((input, _)) => (input, None),
                None => return Answer::Refused("Bad file descriptor".into()),
            }
        }
    };
    open.inputs.insert(number, opened);
    Answer::Opened
}

/// Starts a coprocess: the writer, and its pid.
fn coprocess(context: &Context, machine: &Machine, open: &mut Open, name: &Text) -> Result<(Output, Pid), String> {
    let (child_in, writer) = context.sys.pipe();
    let (reader, child_out) = context.sys.pipe();
    let child = context
        .child(&shell_args(name))
        .env(environment(machine))
        .redirect(0, FdRedirect::File(child_in))
        .redirect(1, FdRedirect::File(child_out));
    let pid = context.start(child).map_err(|error| error.errno().text().to_owned())?;
    open.coprocesses.insert(name.clone(), (Input::new(context.sys.clone(), Some(reader)), pid));
    Ok((Output::new(context.sys.clone(), Some(writer)), pid))
}

async fn open_output(
    context: &mut Context,
    machine: &mut Machine,
    open: &mut Open,
    number: usize,
) -> Result<Answer, Quit> {
    let (name, kind) = (machine.outputs[number].name.clone(), machine.outputs[number].kind);
    let opened = match kind {
        Redirect::File | Redirect::Append => {
            let descriptor = match &*name {
                b"/dev/stderr" => Some(2),
                other => other.strip_prefix(b"/dev/fd/").and_then(|n| std::str::from_utf8(n).ok()?.parse().ok()),
            };
            if let Some(fd) = descriptor {
                (Output::new(context.sys.clone(), context.sys.fd(fd)), None)
            } else {
                let flags = if kind == Redirect::File { OpenFlags::WRITE } else { OpenFlags::APPEND };
                match context.open_output(&name, flags).await {
                    Ok(output) => (output, None),
                    Err(error) => return Ok(Answer::Refused(error.text().to_owned())),
                }
            }
        }
        Redirect::Pipe => {
            pass_on(context, machine, open).await?;
            let (reader, writer) = context.sys.pipe();
            let child =
                context.child(&shell_args(&name)).env(environment(machine)).redirect(0, FdRedirect::File(reader));
            match context.start(child) {
                Ok(pid) => (Output::new(context.sys.clone(), Some(writer)), Some(pid)),
                Err(error) => return Ok(Answer::Refused(error.errno().text().to_owned())),
            }
        }
        Redirect::Coprocess => {
            pass_on(context, machine, open).await?;
            match coprocess(context, machine, open, &name) {
                Ok((output, pid)) => (output, Some(pid)),
                Err(error) => return Ok(Answer::Refused(error)),
            }
        }
    };
    open.outputs.insert(number, opened);
    Ok(Answer::Opened)
}

/// How a command ended, as `close` gives it.
fn status_of(exit: Exit) -> f64 {
    match exit {
        Exit::Code(code) => code.into(),
        Exit::Signal(signal) => f64::from(signal.0) + 256.0,
    }
}

async fn close(context: &mut Context, machine: &mut Machine, open: &mut Open, name: &Text, how: Option<&Text>) -> f64 {
    let only = how.map(|how| &**how);
    let mut status = None;
    if only != Some(b"from")
        && let Some(number) = machine.output_number(name, None)
    {
        machine.outputs[number].open = false;
        let is_coprocess = machine.outputs[number].kind == Redirect::Coprocess;
        machine.outputs[number].half_closed = is_coprocess && only == Some(b"to");
        if let Some((output, pid)) = open.outputs.remove(&number) {
            drop(output);
            status = Some(match pid {
                Some(pid) if !is_coprocess || only.is_none() => {
                    // A coprocess that nobody reads any more must not wait for a reader.
                    if is_coprocess {
                        open.coprocesses.remove(name);
                        if let Some(reading) = machine.input_number(name, Some(InputKind::Coprocess)) {
                            machine.forget_input(reading);
                            open.inputs.remove(&reading);
                        }
                    }
                    status_of(context.wait(pid).await)
                }
                _ => 0.0,
            });
        }
    }
    if only != Some(b"to")
        && let Some(number) = machine.input_number(name, None)
    {
        if only.is_some() {
            machine.half_close_input(number);
        } else {
            machine.forget_input(number);
        }
        if let Some((input, pid)) = open.inputs.remove(&number) {
            drop(input);
            status = Some(match pid {
                Some(pid) => status_of(context.wait(pid).await),
                None => 0.0,
            });
        }
    }
    status.unwrap_or(-1.0)
}

/// At the end everything is flushed and waited for.
async fn close_all(context: &mut Context, machine: &mut Machine, open: &mut Open) {
    let _ = pass_on(context, machine, open).await;
    open.coprocesses.clear();
    let mut pids = Vec::new();
    for (output, pid) in std::mem::take(&mut open.outputs).into_values() {
        drop(output);
        pids.extend(pid);
    }
    for (input, pid) in std::mem::take(&mut open.inputs).into_values() {
        drop(input);
        pids.extend(pid);
    }
    for pid in pids {
        context.wait(pid).await;
    }
    // What standard input held and was not read belongs to whoever reads next.
    if let Some(main) = &mut open.main {
        main.give_back();
    }
}
