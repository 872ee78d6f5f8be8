//! `ln`: more names for files, hard and symbolic.

use super::target::pairs;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, quote};

const OPTIONS: &[Opt] = &[
    flag("f", "force"),
    flag("i", "interactive"),
    flag("L", "logical"),
    flag("n", "no-dereference"),
    flag("P", "physical"),
    flag("r", "relative"),
    flag("s", "symbolic"),
    value("t", "target-directory"),
    flag("T", "no-target-directory"),
    flag("v", "verbose"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("ln", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let mut parsed = context.options(&COMMAND, args).await?;
    // One operand: a link of its name here.
    if parsed.operands.len() == 1 && !parsed.has("t") && !parsed.has("T") {
        parsed.options.push(("t", Some(b".".to_vec())));
    }
    // -n: a link to a directory is replaced, not entered.
    let replaced = parsed.has("n")
        && parsed.operands.len() == 2
        && parsed.operands.last().is_some_and(|last| context.lstat(last).is_ok_and(|stat| stat.is_symlink()));
    if replaced {
        parsed.options.push(("T", None));
    }
    let symbolic = parsed.has("s");
    if parsed.has("r") && !symbolic {
        context.complain("cannot do --relative without --symbolic");
        return Ok(1);
    }
    let mut status = 0;
    for (source, path) in pairs(context, &parsed)? {
        let path = path
            .strip_prefix(b"./")
            .filter(|_| parsed.operands.len() == 1)
            .map_or(path.clone(), |name| [b"./", name].concat());
        if !symbolic {
            match context.lstat(&source) {
                Err(error) => {
                    context.complain_quoted("failed to access ", &source, "", error);
                    status = 1;
                    continue;
                }
                Ok(stat) if stat.is_dir() => {
                    let shown = String::from_utf8_lossy(&source).into_owned();
                    context.complain(format_args!("{shown}: hard link not allowed for directory"));
                    status = 1;
                    continue;
                }
                Ok(_) => {}
            }
        }
        if let Ok(there) = context.lstat(&path) {
            let overwrite = parsed.last_of(&["f", "i"]);
            if there.is_dir() && overwrite.is_some() {
                let shown = String::from_utf8_lossy(&path).into_owned();
                context.complain(format_args!("{shown}: cannot overwrite directory"));
                status = 1;
                continue;
            }
            if overwrite == Some("i") {
                context.stderr(&[b"ln: replace ", quote::always(&path).as_slice(), b"? "].concat());
                if !context.stdin.line().await?.is_some_and(|line| matches!(line.first(), Some(b'y' | b'Y'))) {
                    continue;
                }
            }
            if overwrite.is_some() {
                let same = !symbolic && context.lstat(&source).is_ok_and(|stat| stat.ino == there.ino);
                if same && source == path {
                    let shown = |path: &[u8]| String::from_utf8_lossy(&quote::always(path)).into_owned();
                    context.complain(format_args!("{} and {} are the same file", shown(&source), shown(&path)));
                    status = 1;
                    continue;
                }
                context.unlink(&path)?;
            }
        }
        let words = if parsed.has("r") { relative(context, &source, &path) } else { source.clone() };
        let made = if symbolic {
            context.symlink(&words, &path)
        } else if parsed.has("L") {
            context.canonical(&source, false).and_then(|real| context.link(&real, &path))
        } else {
            context.link(&source, &path)
        };
        match made {
            Ok(()) if parsed.has("v") => {
                let arrow = if symbolic { b" -> " } else { b" => " };
                let line = [quote::always(&path).as_slice(), arrow, &quote::always(&words), b"\n"].concat();
                context.stdout.put(&line);
            }
            Ok(()) => {}
            Err(error) => {
                status = 1;
                let kind = if symbolic { "symbolic" } else { "hard" };
                if symbolic || error == vfs::Errno::Exist {
                    context.complain_quoted(&format!("failed to create {kind} link "), &path, "", error);
                } else {
                    let shown = |path: &[u8]| String::from_utf8_lossy(&quote::always(path)).into_owned();
                    context.complain(format_args!(
                        "failed to create hard link {} => {}: {error}",
                        shown(&path),
                        shown(&source)
                    ));
                }
            }
        }
    }
    Ok(status)
}

/// The way from the link's folder to its target.
fn relative(context: &Context, source: &[u8], path: &[u8]) -> Bytes {
    let folder = match path.iter().rposition(|byte| *byte == b'/') {
        Some(0) => b"/".to_vec(),
        Some(at) => path[..at].to_vec(),
        None => b".".to_vec(),
    };
    let (Ok(target), Ok(folder)) = (context.canonical(source, true), context.canonical(&folder, false)) else {
        return source.to_vec();
    };
    let names = |path: &[u8]| {
        path.split(|byte| *byte == b'/').filter(|name| !name.is_empty()).map(<[u8]>::to_vec).collect::<Vec<_>>()
    };
    let (target, folder) = (names(&target), names(&folder));
    let common = target.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let mut words = vec![b"..".to_vec(); folder.len() - common];
    words.extend_from_slice(&target[common..]);
    if words.is_empty() { b".".to_vec() } else { words.join(&b'/') }
}
