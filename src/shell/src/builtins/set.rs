//! `set`.

use crate::Bytes;
use crate::exec::Shell;
use std::rc::Rc;

pub(super) fn set(shell: &mut Shell, args: &[Bytes]) -> i32 {
    if args.is_empty() {
        let lines: Vec<Bytes> = shell
            .vars
            .sorted()
            .into_iter()
            .filter(|(name, var)| !name.contains(&b' ') && !matches!(var.value, crate::exec::Value::Unset))
            .map(|(name, var)| [super::declare::assignment_text(name, var).as_slice(), b"\n"].concat())
            .collect();
        shell.put(&lines.concat());
        if !shell.options.posix {
            let functions: Vec<_> = shell.functions.values().cloned().collect();
            for function in functions {
                let text = crate::syntax::print_function(&function);
                shell.put(&text);
                shell.put(b"\n");
            }
        }
        return 0;
    }
    let mut at = 0;
    while let Some(arg) = args.get(at) {
        if arg == b"--" {
            shell.positional = Rc::new(args[at + 1..].to_vec());
            return 0;
        }
        if arg == b"-" {
            (shell.options.xtrace, shell.options.verbose) = (false, false);
            at += 1;
            if at < args.len() {
                shell.positional = Rc::new(args[at..].to_vec());
            }
            return 0;
        }
        if arg == b"+" {
            at += 1;
            continue;
        }
        if arg.len() < 2 || !matches!(arg[0], b'-' | b'+') {
            break;
        }
        let on = arg[0] == b'-';
        at += 1;
        for &letter in &arg[1..] {
            if letter == b'o' {
                let Some(name) = args.get(at) else {
                    list(shell, on);
                    return 0;
                };
                at += 1;
                let name = String::from_utf8_lossy(name).into_owned();
                if !shell.set_named(&name, on) {
                    shell.complain(format_args!("{name}: invalid option name"));
                    return 2;
                }
                continue;
            }
            match shell.options.lettered(letter as char) {
                Some(flag) => *flag = on,
                None => {
                    shell.complain(format_args!("{}{}: invalid option", arg[0] as char, letter as char));
                    shell.usage();
                    return 2;
                }
            }
        }
    }
    if at < args.len() {
        shell.positional = Rc::new(args[at..].to_vec());
    }
    0
}

impl Shell {
    /// `set -o name`; false when there is no such option.
    pub(super) fn set_named(&mut self, name: &str, on: bool) -> bool {
        match self.options.named(name) {
            Some(flag) => *flag = on,
            None => return false,
        }
        match name {
            "vi" if on => self.options.emacs = false,
            "emacs" if on => self.options.vi = false,
            _ => {}
        }
        true
    }
}

/// `set -o` and `set +o`
pub(super) fn list(shell: &mut Shell, table: bool) {
    for (name, _, on) in shell.options.all() {
        let line = if table {
            format!("{name:<15}\t{}\n", if on { "on" } else { "off" })
        } else {
            format!("set {}o {name}\n", if on { '-' } else { '+' })
        };
        shell.put(line.as_bytes());
    }
}
