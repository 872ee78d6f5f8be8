//! File modes as `chmod` and `mkdir -m` read them: octal, or `u+rwX,go-w` (POSIX, chmod, «symbolic modes»).

use crate::{Context, Quit, quote};

/// A mode that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Octal: these bits; with fewer than five digits a directory keeps its set-id bits.
    Octal(u32, bool),
    /// Symbolic clauses, in order.
    Symbolic(Vec<Clause>),
}

/// One action of a symbolic mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// Bits of the classes it is for; `None`: all of them, less the umask.
    who: Option<u32>,
    operator: u8,
    permission: Permission,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Permission {
    /// `rwxst`, and whether `X` was given.
    Bits { bits: u32, search: bool },
    /// The present bits of a class, as a shift.
    Copy(u32),
}

/// The mode that `-m` asks for, for what is made anew; complains where it is none, `mkfifo` without showing it.
pub(super) fn wanted(context: &Context, text: Option<&[u8]>, shown: bool) -> Result<Option<u32>, Quit> {
    let Some(text) = text else { return Ok(None) };
    match parse(text) {
        Some(change) => Ok(Some(change.apply(0o777, true, 0))),
        None => {
            let text = if shown { format!(" {}", quote::curved(text)) } else { String::new() };
            context.complain(format_args!("invalid mode{text}"));
            Err(Quit::Status(1))
        }
    }
}

/// Reads a mode; `None` where it is none.
pub(super) fn parse(text: &[u8]) -> Option<Change> {
    if text.first().is_some_and(u8::is_ascii_digit) {
        let text = std::str::from_utf8(text).ok()?;
        let bits = u32::from_str_radix(text, 8).ok().filter(|bits| *bits <= 0o7777)?;
        return Some(Change::Octal(bits, text.len() > 4));
    }
    let mut clauses = Vec::new();
    for part in text.split(|byte| *byte == b',') {
        let start = part.iter().position(|byte| b"+-=".contains(byte))?;
        let mut who = None;
        for class in &part[..start] {
            *who.get_or_insert(0) |= match class {
                b'u' => 0o4700,
                b'g' => 0o2070,
                b'o' => 0o1007,
                b'a' => 0o7777,
                _ => return None,
            };
        }
        let mut rest = &part[start..];
        while let Some((&operator, after)) = rest.split_first() {
            let end = after.iter().position(|byte| b"+-=".contains(byte)).unwrap_or(after.len());
            let permission = permission(&after[..end])?;
            clauses.push(Clause { who, operator, permission });
            rest = &after[end..];
        }
    }
    Some(Change::Symbolic(clauses))
}

fn permission(text: &[u8]) -> Option<Permission> {
    match text {
        b"u" => return Some(Permission::Copy(6)),
        b"g" => return Some(Permission::Copy(3)),
        b"o" => return Some(Permission::Copy(0)),
        _ => {}
    }
    let (mut bits, mut search) = (0, false);
    for letter in text {
        match letter {
            b'r' => bits |= 0o444,
            b'w' => bits |= 0o222,
            b'x' => bits |= 0o111,
            b's' => bits |= 0o6000,
            b't' => bits |= 0o1000,
            b'X' => search = true,
            _ => return None,
        }
    }
    Some(Permission::Bits { bits, search })
}

impl Change {
    /// The mode that a file of mode `before` gets.
    pub(super) fn apply(&self, before: u32, directory: bool, umask: u32) -> u32 {
        match self {
            Self::Octal(bits, whole) => {
                let kept = if directory && !whole { before & 0o6000 } else { 0 };
                bits | kept
            }
            Self::Symbolic(clauses) => clauses.iter().fold(before, |mode, clause| clause.apply(mode, directory, umask)),
        }
    }
}

impl Clause {
    fn apply(self, mode: u32, directory: bool, umask: u32) -> u32 {
        let bits = match self.permission {
            Permission::Bits { bits, search } => {
                bits | if search && (directory || mode & 0o111 != 0) { 0o111 } else { 0 }
            }
            Permission::Copy(shift) => {
                let class = mode >> shift & 7;
                class << 6 | class << 3 | class
            }
        };
        let mask = self.who.unwrap_or(0o7777 & !umask);
        let bits = bits & mask;
        match self.operator {
            b'+' => mode | bits,
            b'-' => mode & !bits,
            _ => {
                let cleared = self.who.unwrap_or(0o7777) & if directory { 0o1777 } else { 0o7777 };
                mode & !cleared | bits
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, before: u32, after: u32) {
        let change = parse(text.as_bytes()).expect(text);
        assert_eq!(change.apply(before, false, 0o022), after, "{text}: {:o}", change.apply(before, false, 0o022));
    }

    #[test]
    fn modes_as_chmod_reads_them() {
        check("644", 0o777, 0o644);
        check("u+x", 0o644, 0o744);
        check("+x", 0o644, 0o755);
        check("+w", 0o444, 0o644);
        check("go=", 0o777, 0o700);
        check("g=u,o-r", 0o704, 0o770);
        check("a+X", 0o644, 0o644);
        check("a+X", 0o744, 0o755);
        assert_eq!(parse(b"u+q"), None);
        assert_eq!(parse(b"8"), None);
        assert_eq!(parse(b"rw"), None);
    }
}
