//! `cd`, `pwd` and the directory stack.

use crate::Bytes;
use crate::exec::Shell;
use vfs::Errno;

pub(super) fn cd(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("LPe@", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let physical = letters
        .given
        .iter()
        .rev()
        .find(|(letter, _)| matches!(letter, 'L' | 'P'))
        .map_or(shell.options.physical, |(letter, _)| *letter == 'P');
    if letters.operands.len() > 1 {
        shell.complain("too many arguments");
        return 1;
    }
    let variable = |shell: &Shell, name: &[u8]| shell.vars.get(name).and_then(|var| var.scalar()).cloned();
    let mut show = false;
    let target = match letters.operands.first() {
        None => match variable(shell, b"HOME") {
            Some(home) => home,
            None => {
                shell.complain("HOME not set");
                return 1;
            }
        },
        Some(dash) if dash == b"-" => match variable(shell, b"OLDPWD") {
            Some(old) => {
                show = true;
                old
            }
            None => {
                shell.complain("OLDPWD not set");
                return 1;
            }
        },
        Some(path) => path.clone(),
    };
    if target.is_empty() {
        return 0;
    }
    let searched =
        !target.starts_with(b"/") && !matches!(target.split(|byte| *byte == b'/').next(), Some(b"." | b".."));
    if searched && let Some(list) = variable(shell, b"CDPATH") {
        for folder in list.split(|byte| *byte == b':') {
            let path = if folder.is_empty() { target.clone() } else { [folder, b"/", &target].concat() };
            if change(shell, &path, physical).is_ok() {
                if !folder.is_empty() {
                    print_cwd(shell);
                }
                return 0;
            }
        }
    }
    match change(shell, &target, physical) {
        Ok(()) => {
            if show {
                print_cwd(shell);
            }
            0
        }
        Err(error) => {
            shell.complain_about(&target, error);
            1
        }
    }
}

fn print_cwd(shell: &mut Shell) {
    let cwd = logical(shell);
    shell.put(&[cwd.as_slice(), b"\n"].concat());
}

/// `$PWD` when it names the current directory, else the physical path.
fn logical(shell: &Shell) -> Bytes {
    let pwd = shell.vars.get(b"PWD").and_then(|var| var.scalar()).cloned().unwrap_or_default();
    let same = pwd.starts_with(b"/")
        && shell.sys.disk(&pwd, |disk, who| disk.resolve(who, &pwd, true).is_ok_and(|ino| ino == who.cwd));
    if same { pwd } else { shell.sys.disk(b"", |disk, who| disk.path_of(who.cwd)).unwrap_or(pwd) }
}

/// Changes the current directory, `PWD` and `OLDPWD`.
pub(super) fn change(shell: &mut Shell, target: &[u8], physical: bool) -> Result<(), Errno> {
    let cwd = logical(shell);
    let full = if target.starts_with(b"/") { target.to_vec() } else { [cwd.as_slice(), b"/", target].concat() };
    let path = if physical { target.to_vec() } else { normal(&full) };
    let ino = shell.sys.disk(&path, |disk, who| {
        // Every folder on the way must be there, `..` after it or not.
        let stat = disk.stat(who, &path)?;
        disk.stat(who, target)?;
        if !stat.is_dir() {
            return Err(Errno::NotDir);
        }
        disk.access(who, &path, 1)?;
        Ok(stat.ino)
    })?;
    shell.sys.set_who(|who| who.cwd = ino);
    let new = if physical { shell.sys.disk(b"", |disk, who| disk.path_of(who.cwd))? } else { path };
    // A readonly PWD keeps its value.
    let _ = shell.assign(b"OLDPWD", cwd);
    let _ = shell.assign(b"PWD", new);
    Ok(())
}

/// An absolute path without `.`, `..` and doubled slashes, by its text alone.
pub(crate) fn normal(path: &[u8]) -> Bytes {
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|byte| *byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    // POSIX lets two leading slashes stand.
    let lead: &[u8] = if path.starts_with(b"//") && !path.starts_with(b"///") { b"//" } else { b"/" };
    [lead, &parts.join(&b'/')].concat()
}

pub(super) fn pwd(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("LP", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let physical = letters.given.last().map_or(shell.options.physical, |(letter, _)| *letter == 'P');
    let path = if physical { shell.sys.disk(b"", |disk, who| disk.path_of(who.cwd)) } else { Ok(logical(shell)) };
    match path {
        Ok(path) => {
            shell.put(&[path.as_slice(), b"\n"].concat());
            0
        }
        Err(error) => {
            shell.complain(format_args!(
                "error retrieving current directory: getcwd: cannot access parent directories: {error}"
            ));
            1
        }
    }
}

/// `+N` or `-N`: a place in a stack of `count` entries.
fn place(text: &[u8], count: usize) -> Option<usize> {
    let (from_end, digits) = match text.split_first()? {
        (b'+', digits) => (false, digits),
        (b'-', digits) => (true, digits),
        _ => return None,
    };
    let number = super::number(digits).and_then(|number| usize::try_from(number).ok())?;
    if from_end { count.checked_sub(1 + number) } else { (number < count).then_some(number) }
}

fn tilded(shell: &Shell, path: &[u8]) -> Bytes {
    let home = shell.vars.get(b"HOME").and_then(|var| var.scalar()).cloned().unwrap_or_default();
    match path.strip_prefix(home.as_slice()) {
        Some(rest) if home.len() > 1 && (rest.is_empty() || rest[0] == b'/') => [b"~".as_slice(), rest].concat(),
        _ => path.to_vec(),
    }
}

fn stack(shell: &Shell) -> Vec<Bytes> {
    std::iter::once(logical(shell)).chain(shell.directories.iter().cloned()).collect()
}

pub(super) fn dirs(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let (mut clear, mut long, mut lines, mut numbered) = (false, false, false, false);
    let mut wanted = None;
    for arg in args {
        match arg.as_slice() {
            b"-c" => clear = true,
            b"-l" => long = true,
            b"-p" => lines = true,
            b"-v" => (lines, numbered) = (true, true),
            _ if matches!(arg.first(), Some(b'+' | b'-'))
                && arg.len() > 1
                && arg[1..].iter().all(u8::is_ascii_digit) =>
            {
                wanted = Some(arg.clone())
            }
            _ => {
                let shown = String::from_utf8_lossy(arg).into_owned();
                shell.complain(format_args!(
                    "{shown}: {}",
                    if shown.starts_with('-') { "invalid option" } else { "invalid number" }
                ));
                shell.usage();
                return if shown.starts_with('-') { 2 } else { 1 };
            }
        }
    }
    if clear {
        shell.directories.clear();
        return 0;
    }
    let entries = stack(shell);
    let show = |shell: &Shell, path: &Bytes| if long { path.clone() } else { tilded(shell, path) };
    if let Some(wanted) = wanted {
        let Some(at) = place(&wanted, entries.len()) else {
            let shown = String::from_utf8_lossy(&wanted[1..]).into_owned();
            shell.complain(format_args!("{shown}: directory stack index out of range"));
            return 1;
        };
        let text = show(shell, &entries[at]);
        shell.put(&[text.as_slice(), b"\n"].concat());
        return 0;
    }
    for (at, path) in entries.iter().enumerate() {
        if numbered {
            shell.put(format!("{at:2}  ").as_bytes());
        } else if at > 0 && !lines {
            shell.put(b" ");
        }
        let text = show(shell, path);
        shell.put(&text);
        if lines {
            shell.put(b"\n");
        }
    }
    if !lines {
        shell.put(b"\n");
    }
    0
}

pub(super) fn pushd(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let stays = args.first().is_some_and(|arg| arg == b"-n");
    let args = &args[usize::from(stays)..];
    let args = if args.first().is_some_and(|arg| arg == b"--") { &args[1..] } else { args };
    let mut entries = stack(shell);
    match args.first() {
        None => {
            if entries.len() < 2 {
                shell.complain("no other directory");
                return 1;
            }
            entries.swap(0, 1);
        }
        Some(arg)
            if matches!(arg.first(), Some(b'+' | b'-')) && arg.len() > 1 && arg[1..].iter().all(u8::is_ascii_digit) =>
        {
            let Some(at) = place(arg, entries.len()) else {
                let shown = String::from_utf8_lossy(arg).into_owned();
                shell.complain(format_args!("{shown}: directory stack index out of range"));
                return 1;
            };
            entries.rotate_left(at);
        }
        Some(arg) if arg.len() > 1 && matches!(arg[0], b'-' | b'+') => {
            let shown = String::from_utf8_lossy(arg).into_owned();
            shell.complain(format_args!("{shown}: invalid number"));
            shell.usage();
            return 2;
        }
        Some(_) if args.len() > 1 => {
            shell.complain("too many arguments");
            return 1;
        }
        Some(arg) if stays => entries.insert(1, arg.clone()),
        Some(arg) => {
            let target = if arg == b"-" {
                shell.vars.get(b"OLDPWD").and_then(|var| var.scalar()).cloned().unwrap_or_default()
            } else {
                arg.clone()
            };
            let old = entries.clone();
            if let Err(error) = change(shell, &target, false) {
                shell.complain_about(arg, error);
                return 1;
            }
            shell.directories = old;
            return dirs(shell, &[]);
        }
    }
    finish(shell, entries, stays)
}

fn finish(shell: &mut Shell, mut entries: Vec<Bytes>, stays: bool) -> i32 {
    let first = entries.remove(0);
    if !stays && let Err(error) = change(shell, &first, false) {
        shell.complain_about(&first, error);
        return 1;
    }
    shell.directories = entries;
    dirs(shell, &[])
}

pub(super) fn popd(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let stays = args.first().is_some_and(|arg| arg == b"-n");
    let args = &args[usize::from(stays)..];
    let args = if args.first().is_some_and(|arg| arg == b"--") { &args[1..] } else { args };
    let mut entries = stack(shell);
    if let Some(arg) = args.first()
        && matches!(arg.as_slice(), [b'-' | b'+', rest @ ..] if !rest.iter().all(u8::is_ascii_digit))
    {
        shell.complain(format_args!("{}: invalid number", String::from_utf8_lossy(arg)));
        shell.usage();
        return 2;
    }
    if entries.len() < 2 {
        shell.complain("directory stack empty");
        return 1;
    }
    let at = match args.first() {
        None => usize::from(stays),
        Some(arg) => match place(arg, entries.len()) {
            Some(at) => at,
            None => {
                let shown = String::from_utf8_lossy(arg).into_owned();
                if matches!(arg.first(), Some(b'+' | b'-')) && arg[1..].iter().all(u8::is_ascii_digit) {
                    shell.complain(format_args!("{shown}: directory stack index out of range"));
                } else {
                    shell.complain(format_args!("{shown}: invalid argument"));
                    shell.usage();
                    return 2;
                }
                return 1;
            }
        },
    };
    entries.remove(at);
    finish(shell, entries, stays || at > 0)
}
