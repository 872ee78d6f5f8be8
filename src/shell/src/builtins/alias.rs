//! `alias` and `unalias`.

use crate::Bytes;
use crate::exec::Shell;
use std::rc::Rc;

fn line(name: &[u8], value: &[u8]) -> Bytes {
    [b"alias ".as_slice(), name, b"=", &crate::quote::raw_single(value), b"\n"].concat()
}

pub(super) fn alias(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("p", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if letters.operands.is_empty() || letters.has('p') {
        let lines: Vec<Bytes> = shell.aliases.iter().map(|(name, value)| line(name, value)).collect();
        shell.put(&lines.concat());
    }
    let mut status = 0;
    for operand in letters.operands {
        match operand.iter().position(|byte| *byte == b'=').filter(|at| *at > 0) {
            Some(equals) => {
                let name = &operand[..equals];
                if name.iter().any(|byte| b" \t\n/$`'\"\\|&;()<>".contains(byte)) {
                    shell.complain_bytes(&[b"`".as_slice(), name, b"': invalid alias name"].concat());
                    status = 1;
                    continue;
                }
                Rc::make_mut(&mut shell.aliases).insert(name.to_vec(), operand[equals + 1..].to_vec());
            }
            None => match shell.aliases.get(operand) {
                Some(value) => {
                    let text = line(operand, value);
                    shell.put(&text);
                }
                None => {
                    shell.complain_bytes(&[operand.as_slice(), b": not found"].concat());
                    status = 1;
                }
            },
        }
    }
    status
}

pub(super) fn unalias(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("a", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if letters.has('a') {
        shell.aliases = Rc::default();
        return 0;
    }
    if letters.operands.is_empty() {
        shell.usage();
        return 2;
    }
    let mut status = 0;
    for name in letters.operands {
        if Rc::make_mut(&mut shell.aliases).remove(name).is_none() {
            shell.complain_bytes(&[name.as_slice(), b": not found"].concat());
            status = 1;
        }
    }
    status
}
