//! An Ex command line in parts: range, command, pattern, replacement, flags, arguments.

use super::{Part, Role, part};
use crate::ex::command_name;

/// Where the range at the start of a command line ends. Only its shape is read: no mark or pattern is looked up.
fn range_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b'0'..=b'9' | b'.' | b'$' | b'%' | b',' | b';' | b'+' | b'-' | b' ' => at + 1,
            b'\'' | b'\\' => at + 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            b'*' if at == 0 => 1,
            b'/' | b'?' => {
                let end = at + 1 + crate::search::pattern_end(&text[at + 1..], byte as char);
                (end + 1).min(bytes.len())
            }
            _ => break,
        };
    }
    at.min(bytes.len())
}

/// Cuts `/pattern/rest` at its delimiter.
fn delimited(text: &str) -> Option<(char, &str, &str)> {
    let delimiter = text.chars().next().filter(|c| !c.is_alphanumeric() && !" \\\"|".contains(*c))?;
    let rest = &text[delimiter.len_utf8()..];
    let end = crate::search::pattern_end(rest, delimiter);
    Some((delimiter, &rest[..end], rest.get(end + delimiter.len_utf8()..).unwrap_or("")))
}

/// The parts of a command line, without its `:`. Commands within commands (`:g/x/d`) are followed to a small depth.
pub(super) fn parts(line: &str, depth: usize, out: &mut Vec<Part>) {
    let line = line.trim_start_matches([' ', ':']);
    let end = range_end(line);
    let (range, rest) = (line[..end].trim(), line[end..].trim_start_matches([' ', ':']));
    if rest.is_empty() || rest.starts_with('|') {
        if !range.is_empty() {
            out.push(part(Role::Range, "vim-ex-line".into(), range.into()));
        }
        return;
    }
    match range {
        "" => {}
        "%" => out.push(part(Role::Range, "vim-ex-range-all".into(), range.into())),
        "'<,'>" => out.push(part(Role::Range, "vim-ex-range-visual".into(), range.into())),
        _ => out.push(part(Role::Range, "vim-ex-range".into(), range.into())),
    }
    let Some((name, used)) = command_name(rest) else {
        out.push(part(Role::Ex, "vim-ex-unknown".into(), rest.into()));
        return;
    };
    let bang = rest[used..].starts_with('!') && name != "bang";
    let id = match name.as_str() {
        "global" if bang => "vim-ex-vglobal".to_owned(),
        _ => format!("vim-ex-{name}"),
    };
    out.push(part(Role::Ex, id, rest[..used].into()));
    let mut args = rest[used..].trim_start();
    if bang {
        args = args[1..].trim_start();
        if name != "global" {
            out.push(part(Role::Argument, "vim-ex-bang".into(), "!".into()));
        }
    }
    match (name.as_str(), delimited(args)) {
        ("substitute", Some((delimiter, pattern, rest))) => {
            let end = crate::search::pattern_end(rest, delimiter);
            let (text, flags) = (&rest[..end], rest.get(end + delimiter.len_utf8()..).unwrap_or(""));
            out.push(part(Role::Argument, "vim-ex-pattern".into(), pattern.into()));
            out.push(part(Role::Argument, "vim-ex-replacement".into(), text.into()));
            for flag in flags.trim().chars().take_while(|c| "&cegiInp#lr".contains(*c)) {
                let known = match flag {
                    '&' => "keep".to_owned(),
                    '#' => "p".to_owned(),
                    'I' => "case".to_owned(),
                    flag => flag.to_string(),
                };
                out.push(part(Role::Argument, format!("vim-ex-flag-{known}"), flag.into()));
            }
        }
        ("global" | "vglobal", Some((_, pattern, rest))) => {
            out.push(part(Role::Argument, "vim-ex-pattern".into(), pattern.into()));
            if depth < 3 && !rest.trim().is_empty() {
                parts(rest, depth + 1, out);
            }
        }
        _ if !args.is_empty() => out.push(part(Role::Argument, "vim-ex-argument".into(), args.into())),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(line: &str) -> Vec<(String, String)> {
        let mut out = Vec::new();
        parts(line, 0, &mut out);
        out.into_iter().map(|part| (part.id.replacen("vim-ex-", "", 1), part.value)).collect()
    }

    fn pairs(known: &[(&str, &str)]) -> Vec<(String, String)> {
        known.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn command_lines_have_parts() {
        assert_eq!(
            ids("%s/a b/c/gc"),
            pairs(&[
                ("range-all", "%"),
                ("substitute", "s"),
                ("pattern", "a b"),
                ("replacement", "c"),
                ("flag-g", "g"),
                ("flag-c", "c")
            ])
        );
        assert_eq!(ids("g!/x/d"), pairs(&[("vglobal", "g"), ("pattern", "x"), ("delete", "d")]));
        assert_eq!(ids("/a/,+2m0"), pairs(&[("range", "/a/,+2"), ("move", "m"), ("argument", "0")]));
        assert_eq!(ids("q!"), pairs(&[("quit", "q"), ("bang", "!")]));
        assert_eq!(ids("12"), pairs(&[("line", "12")]));
        assert_eq!(ids("foo"), pairs(&[("unknown", "foo")]));
        assert_eq!(ids("é"), pairs(&[("unknown", "é")]));
    }
}
