//! What a name means: `type`, `hash`, `command -v`.

use crate::Bytes;
use crate::exec::Shell;

const KEYWORDS: [&[u8]; 22] = [
    b"if",
    b"then",
    b"else",
    b"elif",
    b"fi",
    b"case",
    b"esac",
    b"for",
    b"select",
    b"while",
    b"until",
    b"do",
    b"done",
    b"in",
    b"function",
    b"time",
    b"{",
    b"}",
    b"!",
    b"[[",
    b"]]",
    b"coproc",
];

/// `command -v`
pub(super) fn short(shell: &mut Shell, name: &[u8]) -> Option<Bytes> {
    let line = |text: &[u8]| Some([text, b"\n"].concat());
    if shell.shopts.expand_aliases
        && let Some(value) = shell.aliases.get(name)
    {
        return Some([b"alias ".as_slice(), name, b"=", &crate::quote::single(value), b"\n"].concat());
    }
    if KEYWORDS.contains(&name) || shell.functions.contains_key(name) || shell.find_builtin(name).is_some() {
        return line(name);
    }
    match executable(shell, name) {
        Some(path) => line(&path),
        None => line(&not_executable(shell, name)?),
    }
}

/// A file of this name in `$PATH` that may not be run: bash finds it when there is no better one.
fn not_executable(shell: &Shell, name: &[u8]) -> Option<Bytes> {
    let path = shell.vars.get(b"PATH").and_then(|var| var.scalar())?;
    let mut paths = path.split(|byte| *byte == b':').map(|folder| {
        let folder: &[u8] = if folder.is_empty() { b"." } else { folder };
        [folder, b"/", name].concat()
    });
    let there = |path: &Bytes| shell.sys.disk(path, |disk, who| disk.stat(who, path).is_ok_and(|stat| stat.is_file()));
    if name.is_empty() || name.contains(&b'/') { None } else { paths.find(there) }
}

/// A program that may be run.
fn executable(shell: &mut Shell, name: &[u8]) -> Option<Bytes> {
    let path = shell.find_program(name)?;
    let runs = shell.sys.disk(&path, |disk, who| {
        disk.stat(who, &path).is_ok_and(|stat| stat.is_file()) && disk.access(who, &path, 1).is_ok()
    });
    runs.then_some(path)
}

/// `command -V`, `type`: the first meaning in words; `without_functions` passes them over.
pub(super) fn describe(shell: &mut Shell, name: &[u8], without_functions: bool) -> Option<Bytes> {
    meanings(shell, name, without_functions, false).into_iter().next().map(|(_, text, _)| text)
}

/// Every meaning: its kind, its words, its path.
fn meanings(shell: &mut Shell, name: &[u8], without_functions: bool, all: bool) -> Vec<(&'static str, Bytes, Bytes)> {
    let mut found = Vec::new();
    let say = |words: &str| [name, words.as_bytes(), b"\n"].concat();
    if shell.shopts.expand_aliases
        && let Some(value) = shell.aliases.get(name)
    {
        found.push(("alias", [name, b" is aliased to `", value.as_slice(), b"'\n"].concat(), Vec::new()));
    }
    if KEYWORDS.contains(&name) {
        found.push(("keyword", say(" is a shell keyword"), Vec::new()));
    }
    if !without_functions && let Some(function) = shell.functions.get(name) {
        let text = [name, b" is a function\n", crate::syntax::print_function(function).as_slice(), b"\n"].concat();
        found.push(("function", text, Vec::new()));
    }
    if let Some(builtin) = shell.find_builtin(name) {
        let words =
            if builtin.special && shell.options.posix { " is a special shell builtin" } else { " is a shell builtin" };
        found.push(("builtin", say(words), Vec::new()));
    }
    if !found.is_empty() && !all {
        return found;
    }
    if name.contains(&b'/') {
        if let Some(path) = executable(shell, name) {
            found.push(("file", [name, b" is ", path.as_slice(), b"\n"].concat(), path));
        }
        return found;
    }
    if !all && let Some((path, _)) = shell.hashed.get(name) {
        let path = path.clone();
        found.push(("file", [name, b" is hashed (", path.as_slice(), b")\n"].concat(), path));
        return found;
    }
    let path = shell.vars.get(b"PATH").and_then(|var| var.scalar()).cloned().unwrap_or_default();
    for folder in path.split(|byte| *byte == b':') {
        let folder: &[u8] = if folder.is_empty() { b"." } else { folder };
        let full = [folder, b"/", name].concat();
        let runs = shell.sys.disk(&full, |disk, who| {
            disk.stat(who, &full).is_ok_and(|stat| stat.is_file()) && disk.access(who, &full, 1).is_ok()
        });
        if runs {
            found.push(("file", [name, b" is ", full.as_slice(), b"\n"].concat(), full));
            if !all {
                break;
            }
        }
    }
    if found.is_empty()
        && let Some(full) = not_executable(shell, name)
    {
        found.push(("file", [name, b" is ", full.as_slice(), b"\n"].concat(), full));
    }
    found
}

pub(super) fn type_(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("afptP", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let (all, kind_only) = (letters.has('a'), letters.has('t'));
    let (path_only, forced) = (letters.has('p'), letters.has('P'));
    let mut status = 0;
    for name in letters.operands {
        let mut found = meanings(shell, name, letters.has('f'), all || forced);
        if forced {
            found.retain(|(kind, ..)| *kind == "file");
            if !all {
                found.truncate(1);
            }
        }
        if found.is_empty() {
            if !kind_only && !path_only && !forced {
                shell.complain_bytes(&[name.as_slice(), b": not found"].concat());
            }
            status = 1;
        }
        for (kind, text, path) in found {
            if kind_only {
                shell.put(&[kind.as_bytes(), b"\n"].concat());
            } else if path_only || forced {
                if kind == "file" {
                    shell.put(&[path.as_slice(), b"\n"].concat());
                }
            } else {
                shell.put(&text);
            }
        }
    }
    status
}

pub(super) fn hash(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("rlp:dt", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if letters.has('r') {
        shell.hashed.clear();
        return 0;
    }
    if let Some(path) = letters.value('p') {
        for name in letters.operands {
            shell.hashed.insert(name.clone(), (path.to_vec(), 0));
        }
        return 0;
    }
    let mut status = 0;
    if letters.has('d') || letters.has('t') {
        let several = letters.operands.len() > 1;
        for name in letters.operands {
            match shell.hashed.get(name).cloned() {
                None => {
                    shell.complain_bytes(&[name.as_slice(), b": not found"].concat());
                    status = 1;
                }
                Some(_) if letters.has('d') => {
                    shell.hashed.remove(name);
                }
                Some((path, _)) if several => shell.put(&[name.as_slice(), b"\t", &path, b"\n"].concat()),
                Some((path, _)) => shell.put(&[path.as_slice(), b"\n"].concat()),
            }
        }
        return status;
    }
    if letters.operands.is_empty() {
        if shell.hashed.is_empty() {
            shell.put(b"hash: hash table empty\n");
            return 0;
        }
        let mut lines: Vec<(Bytes, Bytes, u32)> =
            shell.hashed.iter().map(|(name, (path, hits))| (name.clone(), path.clone(), *hits)).collect();
        base::order::sort(&mut lines);
        if letters.has('l') {
            for (name, path, _) in lines {
                shell.put(&[b"builtin hash -p ".as_slice(), &path, b" ", &name, b"\n"].concat());
            }
        } else {
            shell.put(b"hits\tcommand\n");
            for (_, path, hits) in lines {
                shell.put(format!("{hits:4}\t").as_bytes());
                shell.put(&[path.as_slice(), b"\n"].concat());
            }
        }
        return 0;
    }
    for name in letters.operands {
        shell.hashed.remove(name);
        if shell.find_builtin(name).is_some() || shell.functions.contains_key(name) {
            continue;
        }
        if executable(shell, name).is_none() {
            shell.complain_bytes(&[name.as_slice(), b": not found"].concat());
            status = 1;
        } else if let Some(entry) = shell.hashed.get_mut(name) {
            entry.1 = 0;
        }
    }
    status
}
