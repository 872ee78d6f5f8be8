//! `getopts`.

use super::number;
use crate::Bytes;
use crate::exec::Shell;

pub(super) fn getopts(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let args = if args.first().is_some_and(|arg| arg == b"--") { &args[1..] } else { args };
    let [options, name, rest @ ..] = args else {
        shell.usage();
        return 2;
    };
    let silent = options.first() == Some(&b':');
    let own: Vec<Bytes> = if rest.is_empty() { (*shell.positional).clone() } else { rest.to_vec() };
    let optind =
        shell.vars.get(b"OPTIND").and_then(|var| var.scalar()).and_then(|text| number(text)).unwrap_or(1).max(1);
    let mut place = if shell.getopts.1 == optind { shell.getopts.0 } else { 0 };
    let mut index = optind as usize;
    let set = |shell: &mut Shell, name: &[u8], value: &[u8]| shell.assign(name, value.to_vec()).is_ok();
    index = index.min(own.len() + 1);
    let end = |shell: &mut Shell, index: usize| {
        set(shell, b"OPTIND", index.to_string().as_bytes());
        shell.getopts = (0, index as i64);
        shell.vars.unset(b"OPTARG", 0);
        set(shell, name, b"?");
        1
    };
    let Some(arg) = own.get(index - 1) else { return end(shell, index) };
    if place == 0 {
        if arg == b"--" {
            return end(shell, index + 1);
        }
        if arg.len() < 2 || arg[0] != b'-' {
            return end(shell, index);
        }
        place = 1;
    }
    let letter = arg.get(place).copied().unwrap_or(b'?');
    place += 1;
    let known = options.iter().position(|byte| *byte == letter).filter(|_| letter != b':');
    let takes_value = known.is_some_and(|at| options.get(at + 1) == Some(&b':'));
    let mut value = None;
    let mut missing = false;
    if takes_value {
        if place < arg.len() {
            value = Some(arg[place..].to_vec());
        } else if let Some(next) = own.get(index) {
            value = Some(next.clone());
            index += 1;
        } else {
            missing = true;
        }
        index += 1;
        place = 0;
    } else if place >= arg.len() {
        index += 1;
        place = 0;
    }
    let index_text = index.to_string();
    set(shell, b"OPTIND", index_text.as_bytes());
    shell.getopts = (place, index as i64);
    let quiet = silent || shell.vars.get(b"OPTERR").and_then(|var| var.scalar()).is_some_and(|value| value == b"0");
    let complain = |shell: &Shell, words: &str| {
        if !quiet {
            let text = format!(": {words} -- {}\n", letter as char);
            shell.stderr(&[shell.name.as_slice(), text.as_bytes()].concat());
        }
    };
    let (result, argument): (Bytes, Option<Bytes>) = if known.is_none() {
        complain(shell, "illegal option");
        (b"?".to_vec(), silent.then(|| vec![letter]))
    } else if missing {
        complain(shell, "option requires an argument");
        (if silent { b":".to_vec() } else { b"?".to_vec() }, silent.then(|| vec![letter]))
    } else {
        (vec![letter], value)
    };
    match argument {
        Some(argument) => {
            set(shell, b"OPTARG", &argument);
        }
        None => shell.vars.unset(b"OPTARG", 0),
    }
    if !crate::syntax::is_identifier(name) {
        shell.complain_bytes(&[b"`".as_slice(), name, b"': not a valid identifier"].concat());
        return 1;
    }
    i32::from(!set(shell, name, &result))
}
