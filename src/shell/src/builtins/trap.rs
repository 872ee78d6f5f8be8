//! `trap`.

use crate::Bytes;
use crate::exec::{Shell, TRAP_DEBUG, TRAP_ERR, TRAP_RETURN};
use crate::kernel::Signal;
use std::rc::Rc;

fn parse(name: &[u8]) -> Option<u8> {
    match name.to_ascii_uppercase().as_slice() {
        b"DEBUG" | b"SIGDEBUG" => Some(TRAP_DEBUG),
        b"ERR" | b"SIGERR" => Some(TRAP_ERR),
        b"RETURN" | b"SIGRETURN" => Some(TRAP_RETURN),
        _ => Signal::parse(name).map(|signal| signal.0),
    }
}

fn shown(which: u8) -> String {
    match which {
        0 => "EXIT".to_owned(),
        TRAP_DEBUG => "DEBUG".to_owned(),
        TRAP_ERR => "ERR".to_owned(),
        TRAP_RETURN => "RETURN".to_owned(),
        number => format!("SIG{}", Signal(number).name()),
    }
}

pub(super) fn trap(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("lp", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if letters.has('l') {
        return super::find("kill").map_or(0, |_| {
            let mut column = 0;
            for number in (1..=31_u8).chain(34..=64) {
                shell.put(format!("{number:2}) SIG{}", Signal(number).name()).as_bytes());
                column += 1;
                shell.put(if column % 5 == 0 || number == 64 { b"\n" } else { b"\t" });
            }
            0
        });
    }
    let operands = letters.operands;
    if operands.is_empty() || letters.has('p') {
        let mut status = 0;
        let wanted: Vec<u8> = if operands.is_empty() {
            shown_traps(shell).keys().copied().collect()
        } else {
            let mut wanted = Vec::new();
            for name in operands {
                match parse(name) {
                    Some(which) => wanted.push(which),
                    None => status = invalid(shell, name),
                }
            }
            wanted
        };
        for which in wanted {
            if let Some(action) = shown_traps(shell).get(&which) {
                let line =
                    [b"trap -- ".as_slice(), &crate::quote::raw_single(action), b" ", shown(which).as_bytes(), b"\n"]
                        .concat();
                shell.put(&line);
            }
        }
        return status;
    }
    let (action, names): (Option<&Bytes>, &[Bytes]) = if operands.len() == 1 {
        // One operand alone is a signal to reset.
        if parse(&operands[0]).is_none() {
            if operands[0].is_empty() || operands[0] == b"-" {
                shell.usage();
                return 2;
            }
            return invalid(shell, &operands[0]);
        }
        (None, operands)
    } else if operands[0].iter().all(u8::is_ascii_digit) && parse(&operands[0]).is_some() && !operands[0].is_empty() {
        (None, operands)
    } else if operands[0] == b"-" {
        (None, &operands[1..])
    } else {
        (Some(&operands[0]), &operands[1..])
    };
    let mut status = 0;
    for name in names {
        let Some(which) = parse(name) else {
            status = invalid(shell, name);
            continue;
        };
        set(shell, which, action);
    }
    status
}

fn invalid(shell: &mut Shell, name: &[u8]) -> i32 {
    shell.complain_bytes(&[name, b": invalid signal specification"].concat());
    1
}

/// In a subshell that has set none, the traps of its parent are shown.
fn shown_traps(shell: &Shell) -> Rc<std::collections::BTreeMap<u8, Bytes>> {
    if shell.shown_traps.is_empty() { Rc::clone(&shell.traps) } else { Rc::clone(&shell.shown_traps) }
}

fn set(shell: &mut Shell, which: u8, action: Option<&Bytes>) {
    shell.shown_traps = Rc::default();
    let traps = Rc::make_mut(&mut shell.traps);
    match action {
        Some(action) => {
            traps.insert(which, action.clone());
        }
        None => {
            traps.remove(&which);
        }
    }
    if (1..=64).contains(&which) {
        let ignored = action.is_some_and(Vec::is_empty);
        let caught = action.is_some_and(|action| !action.is_empty())
            || (shell.interactive && which == Signal::INT.0 && !ignored);
        shell.sys.set_signal(Signal(which), caught, ignored);
    }
}

impl Shell {
    /// A program that takes this process over catches nothing.
    pub(super) fn forget_traps(&mut self) {
        for (which, action) in self.traps.iter() {
            if (1..=64).contains(which) && !action.is_empty() {
                self.sys.set_signal(Signal(*which), false, false);
            }
        }
        Rc::make_mut(&mut self.traps).clear();
    }
}
