//! `eval`, `source`, `exec`.

use crate::Bytes;
use crate::context::{Input, RunError};
use crate::exec::{Flow, Shell};
use std::rc::Rc;
use vfs::Errno;

pub(super) async fn eval(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let args = if args.first().is_some_and(|arg| arg == b"--") { &args[1..] } else { args };
    if let Some(option) = args.first().filter(|arg| arg.len() > 1 && arg[0] == b'-') {
        let shown = String::from_utf8_lossy(&option[..2]).into_owned();
        shell.complain(format_args!("{shown}: invalid option"));
        shell.usage();
        return 2;
    }
    let text = args.join(&b' ');
    shell.builtin = None;
    let offset = shell.line.saturating_sub(1);
    shell.run_text_here(&text, offset, b"eval").await
}

pub(super) async fn source(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let args = if args.first().is_some_and(|arg| arg == b"--") { &args[1..] } else { args };
    let Some((name, rest)) = args.split_first() else {
        shell.complain("filename argument required");
        shell.usage();
        return 2;
    };
    if name.len() > 1 && name[0] == b'-' {
        let shown = String::from_utf8_lossy(&name[..2]).into_owned();
        shell.complain(format_args!("{shown}: invalid option"));
        shell.usage();
        return 2;
    }
    let mut path = name.clone();
    if !name.contains(&b'/') {
        // `$PATH` first, then the current directory; the file need not be executable.
        let list = shell.vars.get(b"PATH").and_then(|var| var.scalar()).cloned().unwrap_or_default();
        let found = list.split(|byte| *byte == b':').filter(|folder| !folder.is_empty()).find_map(|folder| {
            let full = [folder, b"/", name].concat();
            let there = shell.sys.disk(&full, |disk, who| disk.stat(who, &full).is_ok_and(|stat| stat.is_file()));
            there.then_some(full)
        });
        if let Some(found) = found.filter(|_| shell.shopts.sourcepath) {
            path = found;
        }
    }
    let text = {
        let file = match shell.sys.open(&path, vfs::OpenFlags::READ, 0).await {
            Ok(file) => file,
            Err(error) => {
                shell.builtin = None;
                shell.complain_about(name, error);
                return 1;
            }
        };
        match Input::new(shell.sys.clone(), Some(file)).read_all().await {
            Ok(text) => text,
            Err(Errno::IsDir) => {
                shell.complain_bytes(&[name.as_slice(), b": is a directory"].concat());
                return 1;
            }
            Err(error) => {
                shell.complain_about(name, error);
                return 1;
            }
        }
    };
    let positional = (!rest.is_empty()).then(|| std::mem::replace(&mut shell.positional, Rc::new(rest.to_vec())));
    let frame = shell.source_frame(&path);
    shell.frames.push(frame);
    shell.builtin = None;
    let line = shell.line;
    let status = shell.run_text_here(&text, 0, b"").await;
    shell.line = line;
    shell.frames.pop();
    if let Some(positional) = positional {
        shell.positional = positional;
    }
    let status = if shell.flow == Some(Flow::Return) {
        shell.flow = None;
        shell.status
    } else {
        status
    };
    if shell.traps.contains_key(&crate::exec::TRAP_RETURN) && (shell.options.functrace || !shell.in_function()) {
        shell.status = status;
        shell.run_trap(crate::exec::TRAP_RETURN).await;
    }
    status
}

pub(super) async fn exec(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("cla:", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if letters.operands.is_empty() {
        return 0;
    }
    let mut words = letters.operands.to_vec();
    let name = words[0].clone();
    let Some(path) = shell.find_program(&name) else {
        shell.complain_bytes(&[name.as_slice(), b": not found"].concat());
        leave(shell);
        return 127;
    };
    if let Some(zero) = letters.value('a') {
        words[0] = zero.to_vec();
    }
    if letters.has('l') {
        words[0].insert(0, b'-');
    }
    let env = if letters.has('c') { Rc::default() } else { shell.program_environment(&path) };
    match crate::exec::launch::load(&shell.sys, &path, words) {
        Ok(_) if !crate::exec::launch::may_replace(&shell.sys) => {
            shell.refused(&name, &path, RunError::Refused(Errno::Again));
            leave(shell);
            shell.status
        }
        Ok((program, args)) => {
            shell.builtin = None;
            shell.flush().await;
            shell.forget_traps();
            let status = crate::exec::launch::replace(&shell.sys, program, args, env).await;
            shell.flow = Some(Flow::Exit);
            status
        }
        Err(error) => {
            shell.refused(&name, &path, error);
            let status = shell.status;
            leave(shell);
            status
        }
    }
}

/// A failed `exec` ends a script.
fn leave(shell: &mut Shell) {
    if !shell.interactive && !shell.shopts.execfail {
        shell.flow = Some(Flow::Exit);
    }
}
