//! Where control goes: `break`, `continue`, `return`, `exit`, `shift`, `let`, `command`, `builtin`, `caller`.

use super::number;
use crate::Bytes;
use crate::exec::{Flow, Shell, TRAP_DEBUG, TRAP_EXIT};
use std::rc::Rc;

/// The count of `break` and `continue`.
fn count(shell: &mut Shell, args: &[Bytes], name: &str) -> Result<Option<usize>, i32> {
    let args = if args.first().is_some_and(|arg| arg == b"--") { &args[1..] } else { args };
    if shell.loops == 0 {
        shell.complain(format_args!("only meaningful in a `for', `while', or `until' loop"));
        let _ = name;
        return Ok(None);
    }
    let Some(arg) = args.first() else { return Ok(Some(1)) };
    let Some(value) = number(arg) else {
        shell.complain_bytes(&[arg.as_slice(), b": numeric argument required"].concat());
        shell.flow = Some(Flow::Exit);
        return Err(128);
    };
    if args.len() > 1 {
        shell.complain("too many arguments");
        shell.status = 1;
        shell.flow = Some(Flow::Exit);
        return Err(1);
    }
    if value <= 0 {
        shell.complain(format_args!("{value}: loop count out of range"));
        shell.flow = Some(Flow::Break(shell.loops));
        return Err(1);
    }
    Ok(Some((value as usize).min(shell.loops)))
}

pub(super) fn break_(shell: &mut Shell, args: &[Bytes]) -> i32 {
    match count(shell, args, "break") {
        Ok(Some(count)) => shell.flow = Some(Flow::Break(count)),
        Ok(None) => {}
        Err(status) => return status,
    }
    0
}

pub(super) fn continue_(shell: &mut Shell, args: &[Bytes]) -> i32 {
    match count(shell, args, "continue") {
        Ok(Some(count)) => shell.flow = Some(Flow::Continue(count)),
        Ok(None) => {}
        Err(status) => return status,
    }
    0
}

pub(super) fn return_(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let args = if args.first().is_some_and(|arg| arg == b"--") { &args[1..] } else { args };
    let status = match args.first() {
        // In a trap, but that of DEBUG, the status is that of before.
        None => match shell.trap_entry {
            Some((which, status, frames)) if which != TRAP_DEBUG && frames == shell.frames.len() => status,
            _ => shell.status,
        },
        Some(arg) => match number(arg) {
            Some(value) => (value & 0xff) as i32,
            None => {
                shell.complain_bytes(&[arg.as_slice(), b": numeric argument required"].concat());
                2
            }
        },
    };
    if args.len() > 1 {
        shell.complain("too many arguments");
        return 1;
    }
    if shell.frames.is_empty() {
        shell.complain("can only `return' from a function or sourced script");
        return 2;
    }
    shell.flow = Some(Flow::Return);
    status
}

pub(super) fn exit(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let args = if args.first().is_some_and(|arg| arg == b"--") { &args[1..] } else { args };
    let status = match args.first() {
        None => match shell.trap_entry {
            Some((TRAP_EXIT, status, _)) => status,
            _ => shell.status,
        },
        Some(arg) => match number(arg) {
            Some(value) => (value & 0xff) as i32,
            None => {
                shell.complain_bytes(&[arg.as_slice(), b": numeric argument required"].concat());
                shell.flow = Some(Flow::Exit);
                shell.status = 2;
                return 2;
            }
        },
    };
    if args.len() > 1 {
        shell.complain("too many arguments");
        shell.flow = Some(Flow::Exit);
        shell.status = 1;
        return 1;
    }
    shell.flow = Some(Flow::Exit);
    shell.status = status;
    status
}

pub(super) fn shift(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let args = if args.first().is_some_and(|arg| arg == b"--") { &args[1..] } else { args };
    let by = match args.first() {
        None => 1,
        Some(arg) => match number(arg) {
            Some(value) => value,
            None => {
                shell.complain_bytes(&[arg.as_slice(), b": numeric argument required"].concat());
                return 1;
            }
        },
    };
    if args.len() > 1 {
        shell.complain("too many arguments");
        return 1;
    }
    if by < 0 {
        shell.complain(format_args!("{by}: shift count out of range"));
        return 1;
    }
    if by as usize > shell.positional.len() {
        if shell.shopts.shift_verbose {
            shell.complain(format_args!("{by}: shift count out of range"));
        }
        return 1;
    }
    Rc::make_mut(&mut shell.positional).drain(..by as usize);
    0
}

pub(super) fn let_(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let args = if args.first().is_some_and(|arg| arg == b"--") { &args[1..] } else { args };
    if args.is_empty() {
        shell.complain("expression expected");
        return 1;
    }
    let mut value = 0;
    for arg in args {
        value = match shell.arith_text(arg) {
            Ok(value) => value,
            Err(error) => {
                shell.arith_failed(arg, &error);
                if shell.flow == Some(Flow::Discard) {
                    shell.flow = None;
                }
                return 1;
            }
        };
    }
    i32::from(value == 0)
}

pub(super) async fn builtin(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let args = if args.first().is_some_and(|arg| arg == b"--") { &args[1..] } else { args };
    let Some(name) = args.first() else { return 0 };
    match shell.find_builtin(name) {
        Some(builtin) => {
            shell.builtin = None;
            Box::pin(shell.run_builtin(builtin, args.to_vec(), Vec::new())).await;
            shell.status
        }
        None => {
            shell.complain_bytes(&[name.as_slice(), b": not a shell builtin"].concat());
            1
        }
    }
}

pub(super) async fn command(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("pVv", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let operands = letters.operands;
    if letters.has('v') || letters.has('V') {
        let mut status = i32::from(!operands.is_empty());
        for name in operands {
            let found = if letters.has('V') {
                super::hash::describe(shell, name, false)
            } else {
                super::hash::short(shell, name)
            };
            match found {
                Some(text) => {
                    shell.put(&text);
                    status = 0;
                }
                None if letters.has('V') => shell.complain_bytes(&[name.as_slice(), b": not found"].concat()),
                None => {}
            }
        }
        return status;
    }
    let Some(name) = operands.first() else { return 0 };
    shell.builtin = None;
    if let Some(builtin) = shell.find_builtin(name) {
        Box::pin(shell.run_builtin(builtin, operands.to_vec(), Vec::new())).await;
        return shell.status;
    }
    let path = letters.has('p').then(|| shell.vars.get(b"PATH").and_then(|var| var.scalar()).cloned());
    if path.is_some() {
        shell.vars.set(b"PATH", crate::exec::launch::DEFAULT_PATH.to_vec());
    }
    let text = operands.join(&b' ');
    let command = crate::exec::plain_command(&text, shell.line);
    Box::pin(shell.start_program(operands.to_vec(), false, &command)).await;
    if let Some(Some(path)) = path {
        shell.vars.set(b"PATH", path);
    }
    shell.status
}

pub(super) fn caller(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let depth = match args.first() {
        None => 0,
        Some(arg) => match number(arg) {
            Some(depth) if depth >= 0 => depth as usize,
            _ => {
                shell.complain_bytes(&[arg.as_slice(), b": invalid number"].concat());
                shell.usage();
                return 2;
            }
        },
    };
    let frames: Vec<_> = shell.frames.iter().rev().collect();
    let Some(frame) = frames.get(depth) else { return 1 };
    let line = frame.line;
    let above = frames.get(depth + 1);
    let source = above.map_or_else(
        || if shell.invoked.is_empty() { shell.name.clone() } else { b"NULL".to_vec() },
        |frame| frame.source.clone(),
    );
    if above.is_none() && !args.is_empty() && !shell.invoked.is_empty() {
        return 1;
    }
    let name = above.map_or_else(|| b"main".to_vec(), |frame| frame.name.clone());
    let text = if args.is_empty() {
        [line.to_string().as_bytes(), b" ", &source, b"\n"].concat()
    } else {
        [line.to_string().as_bytes(), b" ", &name, b" ", &source, b"\n"].concat()
    };
    shell.put(&text);
    0
}
