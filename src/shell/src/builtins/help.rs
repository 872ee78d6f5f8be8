//! `help` and `enable`.

use crate::Bytes;
use crate::exec::Shell;
use std::rc::Rc;

pub(super) fn help(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("dms", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if letters.operands.is_empty() {
        shell.put(b"GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\n");
        for builtin in super::all() {
            shell.put(format!(" {}\n", builtin.synopsis).as_bytes());
        }
        return 0;
    }
    let mut status = 0;
    for name in letters.operands {
        let found: Vec<_> = super::all()
            .iter()
            .filter(|builtin| {
                builtin.name.as_bytes() == name || crate::expand::glob_matches(name, builtin.name.as_bytes())
            })
            .collect();
        if found.is_empty() {
            shell.complain_bytes(
                &[
                    b"no help topics match `".as_slice(),
                    name,
                    b"'.  Try `help help' or `man -k ",
                    name,
                    b"' or `info ",
                    name,
                    b"'.",
                ]
                .concat(),
            );
            status = 1;
        }
        for builtin in found {
            shell.put(format!("{}: {}\n", builtin.name, builtin.synopsis).as_bytes());
            let path = crate::manual::path("en", builtin.name);
            let page = shell.sys.disk(path.as_bytes(), |disk, who| disk.read_file(who, path.as_bytes()));
            if let (Ok(page), false) = (page, letters.has('s')) {
                let text = crate::manual::page_text(&String::from_utf8_lossy(&page));
                for line in text.lines() {
                    shell.put(format!("    {line}\n").as_bytes());
                }
            }
        }
    }
    status
}

pub(super) fn enable(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("adnpsf:", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if letters.has('f') || letters.has('d') {
        shell.complain("dynamic loading not available");
        return 1;
    }
    if letters.operands.is_empty() {
        for builtin in super::all() {
            let off = shell.disabled.contains(&builtin.name);
            if letters.has('s') && !builtin.special {
                continue;
            }
            if letters.has('a') || off == letters.has('n') {
                shell.put(format!("enable {}{}\n", if off { "-n " } else { "" }, builtin.name).as_bytes());
            }
        }
        return 0;
    }
    let mut status = 0;
    for name in letters.operands {
        let Some(builtin) = std::str::from_utf8(name).ok().and_then(super::find) else {
            shell.complain_bytes(&[name.as_slice(), b": not a shell builtin"].concat());
            status = 1;
            continue;
        };
        let disabled = Rc::make_mut(&mut shell.disabled);
        disabled.retain(|known| *known != builtin.name);
        if letters.has('n') {
            disabled.push(builtin.name);
        }
    }
    status
}
