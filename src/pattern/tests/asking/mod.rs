//! Cases as lines of text: syntax, flags, pattern, haystack and what came of it, between tabs.

use base::Budget;
use pattern::{Captures, Flags, Glob, Pattern, PatternError, Spot, Syntax, View};
use std::fmt::Write;

/// Undoes the escapes of a field: `\\`, `\n`, `\t`, `\r`, `\xHH`.
pub(crate) fn unescape(field: &str) -> Vec<u8> {
    let bytes = field.as_bytes();
    let mut out = vec![];
    let mut at = 0;
    while at < bytes.len() {
        let (byte, taken) = match (bytes[at], bytes.get(at + 1)) {
            (b'\\', Some(b'n')) => (b'\n', 2),
            (b'\\', Some(b't')) => (b'\t', 2),
            (b'\\', Some(b'r')) => (b'\r', 2),
            (b'\\', Some(b'x')) => (u8::from_str_radix(&field[at + 2..at + 4], 16).unwrap(), 4),
            (b'\\', Some(b'\\')) => (b'\\', 2),
            (byte, _) => (byte, 1),
        };
        out.push(byte);
        at += taken;
    }
    out
}

/// What the engine answers: the groups as `start-end`, `no`, or `error: ` and the tool's words.
pub(crate) fn answer(syntax: &str, flags: &str, pattern: &[u8], text: &[u8]) -> String {
    let budget = Budget::new(20_000_000);
    let has = |flag| flags.contains(flag);
    let flags = Flags {
        ignore_case: has('i'),
        smart_case: has('s'),
        multi_line: has('m') || has('n') || has('w'),
        no_newline: has('m') || has('n') || has('p'),
        whole_word: has('W'),
        whole_line: has('X'),
        expanded: has('x'),
        ..Flags::NONE
    };
    if let Some(operator) = syntax.strip_prefix("glob").filter(|operator| !operator.is_empty()) {
        return trimmed(operator, pattern, text);
    }
    if syntax == "vimbuf" {
        return in_buffer(pattern, text, flags);
    }
    let found = match compile(syntax, pattern, flags) {
        Err(error) => {
            return match syntax {
                "are" => format!("error: {}", error.postgres()),
                "vim" => format!("error: {}", error.vim()),
                _ => format!("error: {}", error.gnu()),
            };
        }
        Ok(Compiled::Glob(glob)) => {
            return glob.is_match(text, &budget).map_or("exhausted".into(), |yes| yes.to_string());
        }
        Ok(Compiled::Pattern(pattern)) => {
            let found = pattern.captures_at(text, 0, &budget);
            // More text brings in the fast engine: it must say the same.
            let _ = pattern.is_match(&b"ab x1\n".repeat(200), &Budget::new(1_000_000));
            if syntax == "are" {
                for _ in 0..=1024 / (text.len() + 8) {
                    let _ = pattern.captures_at(text, 0, &Budget::new(1_000_000));
                }
            }
            if pattern.captures_at(text, 0, &Budget::new(20_000_000)) != found {
                return "the engines disagree".into();
            }
            found
        }
    };
    let captures = match found {
        Err(_) => return "exhausted".into(),
        Ok(None) => return "no".into(),
        Ok(Some(captures)) => captures,
    };
    if syntax == "are" || syntax == "vim" {
        return with_texts(&captures, text, syntax == "are");
    }
    let mut out = String::new();
    for group in 0..=captures.group_count() {
        match captures.get(group) {
            Some(group) => write!(out, " {}-{}", group.start, group.end).unwrap(),
            None => out.push_str(" -"),
        }
    }
    out.split_off(1)
}

/// What is left of a parameter: `${text#pattern}` and its like, `${text/pattern/<>}`.
fn trimmed(operator: &str, pattern: &[u8], text: &[u8]) -> String {
    let budget = Budget::new(20_000_000);
    let glob = Glob::compile(pattern, true, false).unwrap();
    let left = match operator {
        "#" | "##" => text[glob.prefix(text, operator == "##", &budget).unwrap().unwrap_or(0)..].to_vec(),
        "%" | "%%" => text[..glob.suffix(text, operator == "%%", &budget).unwrap().unwrap_or(text.len())].to_vec(),
        _ => match glob.find_at(text, 0, &budget).unwrap() {
            Some(found) => [&text[..found.start], b"<>", &text[found.end..]].concat(),
            None => text.to_vec(),
        },
    };
    String::from_utf8_lossy(&left).into_owned()
}

/// Line and column, from 1, of the first match that starts in a buffer: `searchpos()` with the flags `cW`.
fn in_buffer(pattern: &[u8], text: &[u8], flags: Flags) -> String {
    let lines: Vec<&[u8]> = text.split(|&byte| byte == b'\n').collect();
    let pattern = match Pattern::compile_vim(pattern, flags, None) {
        Ok(pattern) => pattern,
        Err(error) => return format!("error: {}", error.vim()),
    };
    let budget = Budget::new(20_000_000);
    for line in 0..lines.len() {
        match pattern.find_in_lines(&lines, Spot { line, column: 0 }, &View::default(), &budget) {
            Ok(None) => {}
            Ok(Some(found)) => return format!("{} {}", found.start.line + 1, found.start.column + 1),
            Err(_) => return "exhausted".into(),
        }
    }
    "no".into()
}

/// The place of the whole and the texts of the groups: all that PostgreSQL and vim tell.
fn with_texts(captures: &Captures, text: &[u8], postgres: bool) -> String {
    let shown =
        |bytes: &[u8]| format!("[{}]", String::from_utf8_lossy(bytes).replace('\n', "\\n").replace('\t', "\\t"));
    // PostgreSQL counts characters.
    let place = |at: usize| if postgres { String::from_utf8_lossy(&text[..at]).chars().count() } else { at };
    let whole = captures.whole();
    let mut parts = vec![format!("{}-{}", place(whole.start), place(whole.end))];
    for group in 1..=captures.group_count() {
        parts.push(match captures.get(group) {
            None if postgres => "-".into(),
            found => shown(found.map_or(&[], |found| found.of(text))),
        });
    }
    if postgres && captures.group_count() == 0 {
        parts.push(shown(whole.of(text)));
    }
    while !postgres && parts.last().is_some_and(|part| part == "[]") {
        parts.pop();
    }
    parts.join(" ")
}

enum Compiled {
    Pattern(Pattern),
    Glob(Glob),
}

fn compile(syntax: &str, pattern: &[u8], flags: Flags) -> Result<Compiled, PatternError> {
    let syntax = match syntax {
        "sed" => Syntax::Basic,
        "grep" => Syntax::GrepBasic,
        "regcomp" => Syntax::Extended,
        "sed-E" => Syntax::SedExtended,
        "grep-E" => Syntax::GrepExtended,
        "awk" => Syntax::Awk,
        "emacs" => Syntax::Emacs,
        "are" => Syntax::Advanced,
        "vim" => Syntax::Vim,
        "glob" => return Glob::compile(pattern, true, flags.ignore_case).map(Compiled::Glob),
        other => panic!("unknown syntax {other}"),
    };
    Pattern::compile(syntax, pattern, flags).map(Compiled::Pattern)
}
