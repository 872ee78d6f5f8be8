//! `shopt`.

use crate::Bytes;
use crate::exec::Shell;

pub(super) fn shopt(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("pqsuo", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let (set, unset, quiet, print, of_set) =
        (letters.has('s'), letters.has('u'), letters.has('q'), letters.has('p'), letters.has('o'));
    if set && unset {
        shell.complain("cannot set and unset shell options simultaneously");
        return 1;
    }
    let line = |name: &str, on: bool| match (print, of_set) {
        (true, true) => format!("set {}o {name}\n", if on { '-' } else { '+' }),
        (true, false) => format!("shopt -{} {name}\n", if on { 's' } else { 'u' }),
        _ if of_set => format!("{name:<15}\t{}\n", if on { "on" } else { "off" }),
        _ => format!("{name:<15}\t{}\n", if on { "on" } else { "off" }),
    };
    let all = if of_set { shell.options.all() } else { shell.shopts.all() };
    if letters.operands.is_empty() {
        for (name, _, on) in all {
            if (!set && !unset) || on == set {
                shell.put(line(name, on).as_bytes());
            }
        }
        return 0;
    }
    let mut status = 0;
    for name in letters.operands {
        let name = String::from_utf8_lossy(name).into_owned();
        let Some(on) = all.iter().find(|(known, ..)| *known == name).map(|(_, _, on)| *on) else {
            shell.complain(format_args!("{name}: invalid {}option name", if of_set { "" } else { "shell " }));
            status = 1;
            continue;
        };
        if set || unset {
            if of_set {
                shell.set_named(&name, set);
            } else if let Some(flag) = shell.shopts.named(&name) {
                *flag = set;
            }
            continue;
        }
        if !on {
            status = 1;
        }
        if !quiet {
            shell.put(line(&name, on).as_bytes());
        }
    }
    status
}
