//! `-P`: Perl's expressions, said in the pattern crate's advanced ones. What these cannot say is refused by name.

/// The expression in the other language, and whether it asks to ignore case; or the construct that has no counterpart.
pub(super) fn translate(text: &str) -> Result<(String, bool), String> {
    let (text, ignore_case) = match text.strip_prefix("(?i)") {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let mut out = String::new();
    let mut rest = text;
    let mut depth = 0_usize;
    while let Some(letter) = rest.chars().next() {
        let taken = match letter {
            '\\' => escape(rest, &mut out, depth)?,
            '[' => {
                let length = bracket(rest);
                out.push_str(&rest[..length]);
                length
            }
            '(' => {
                depth += 1;
                let length = opening(rest)?;
                if rest[..length].starts_with("(?#") {
                    depth -= 1;
                } else if length > 3 && !rest.starts_with("(?<=") && !rest.starts_with("(?<!") {
                    // A name: groups have only numbers here.
                    out.push('(');
                } else {
                    out.push_str(&rest[..length]);
                }
                length
            }
            '*' | '+' | '?' | '}' => {
                out.push(letter);
                if rest[1..].starts_with('+') && (letter != '}' || closes_interval(&out)) {
                    return Err(format!("{letter}+"));
                }
                1
            }
            letter => {
                if letter == ')' {
                    depth = depth.saturating_sub(1);
                }
                out.push(letter);
                letter.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    Ok((out, ignore_case))
}

/// Does `{2,5}` end here?
fn closes_interval(text: &str) -> bool {
    let inner = text.rfind('{').map_or("", |at| &text[at + 1..text.len() - 1]);
    !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

/// How long a bracket expression is.
fn bracket(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1 + usize::from(bytes.get(1) == Some(&b'^'));
    at += usize::from(bytes.get(at) == Some(&b']'));
    while at < bytes.len() && bytes[at] != b']' {
        if bytes[at] == b'\\' {
            at += 1;
        } else if bytes[at] == b'[' && bytes.get(at + 1) == Some(&b':') {
            at += text.get(at..).and_then(|rest| rest.find(":]")).map_or(0, |length| length + 1);
        }
        at += 1;
    }
    let mut end = (at + 1).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

/// How long the beginning of a group is: `(`, `(?:`, `(?<=`, `(?<name>`, or all of a comment.
fn opening(text: &str) -> Result<usize, String> {
    let Some(kind) = text.strip_prefix("(?") else {
        return if text.starts_with("(*") { Err("(*".to_owned()) } else { Ok(1) };
    };
    for (mark, length) in [(":", 3), ("=", 3), ("!", 3), ("<=", 4), ("<!", 4)] {
        if kind.starts_with(mark) {
            return Ok(length);
        }
    }
    let named = kind.strip_prefix("P<").or_else(|| kind.strip_prefix('<'));
    match named {
        Some(named) => named.find('>').map(|end| text.len() - named.len() + end + 1).ok_or_else(|| "(?<".to_owned()),
        None if kind.starts_with('#') => text.find(')').map(|end| end + 1).ok_or_else(|| "(?#".to_owned()),
        None => Err(format!("(?{}", kind.chars().next().unwrap_or_default())),
    }
}

/// Writes what a backslash and what follows mean; gives back how long they are.
fn escape(text: &str, out: &mut String, depth: usize) -> Result<usize, String> {
    let Some(letter) = text[1..].chars().next() else {
        out.push('\\');
        return Ok(1);
    };
    let length = 1 + letter.len_utf8();
    match letter {
        'b' => out.push_str("\\y"),
        'B' => out.push_str("\\Y"),
        'z' => out.push_str("\\Z"),
        'h' => out.push_str("[ \t]"),
        'H' => out.push_str("[^ \t]"),
        'N' => out.push_str("[^\n]"),
        'R' => out.push_str("(?:\r\n|\n|\r)"),
        // What stands before counts, and is no part of the match.
        'K' if depth == 0 && !out.contains('|') => {
            let before = std::mem::take(out);
            *out = format!("(?<={before})");
        }
        'Q' => {
            let quoted = text[length..].split("\\E").next().unwrap_or_default();
            for letter in quoted.chars() {
                if letter.is_ascii_punctuation() {
                    out.push('\\');
                }
                out.push(letter);
            }
            return Ok((length + quoted.len() + 2).min(text.len()));
        }
        'E' => {}
        'x' if text[length..].starts_with('{') => {
            let end = text.find('}').ok_or_else(|| "\\x{".to_owned())?;
            let letter = u32::from_str_radix(&text[length + 1..end], 16).ok().and_then(char::from_u32);
            out.push(letter.ok_or_else(|| text[..=end].to_owned())?);
            return Ok(end + 1);
        }
        'p' | 'P' => {
            let name = match text[length..].strip_prefix('{') {
                Some(rest) => rest.split('}').next().unwrap_or_default(),
                None => text.get(length..length + 1).unwrap_or_default(),
            };
            let class = match name {
                "L" => "[[:alpha:]]",
                "Lu" => "[[:upper:]]",
                "Ll" => "[[:lower:]]",
                "N" | "Nd" => "[[:digit:]]",
                "P" => "[[:punct:]]",
                _ => "",
            };
            if class.is_empty() || letter == 'P' {
                return Err(format!("\\{letter}{{{name}}}"));
            }
            out.push_str(class);
            let braces = if text[length..].starts_with('{') { 2 } else { 0 };
            return Ok((length + name.len() + braces).min(text.len()));
        }
        'K' | 'G' | 'X' | 'C' | 'g' | 'k' => return Err(format!("\\{letter}")),
        _ => out.push_str(&text[..length]),
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn perl_is_said_otherwise_or_refused() {
        let said = |text: &str| translate(text).map(|(text, _)| text);
        assert_eq!(said(r"\bid=\K\d+").as_deref(), Ok(r"(?<=\yid=)\d+"));
        assert_eq!(said(r"(?<=a)(?<n>b)[\]\d]+?").as_deref(), Ok(r"(?<=a)(b)[\]\d]+?"));
        assert_eq!(said(r"\Qa.b\E+").as_deref(), Ok(r"a\.b+"));
        assert_eq!(translate("(?i)x"), Ok(("x".to_owned(), true)));
        for wrong in ["a++", "a{2}+", "(?>a)", r"\p{Greek}", "(?R)", r"(a\Kb)", "(?<n", r"\x{", "(*UTF)"] {
            assert!(said(wrong).is_err(), "{wrong}");
        }
        for odd in ["", "\\", "[", "[^]", "(", "(?", "é\\", "\\Qé", "[[:", "\\p", "{}+", "\\x{é"] {
            let _ = said(odd);
        }
    }
}
