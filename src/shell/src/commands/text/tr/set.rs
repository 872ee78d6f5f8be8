//! The sets of `tr`: ranges, classes, repeats, escapes (POSIX, tr, «string1»).

/// What a set is made of, before repeats are spread.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Byte(u8),
    Class(&'static str, Vec<u8>),
    /// `[x*n]`; 0 fills up.
    Repeat(u8, usize),
}

/// A set that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Set {
    parts: Vec<Part>,
}

const CLASSES: [(&str, fn(u8) -> bool); 12] = [
    ("alnum", |byte| byte.is_ascii_alphanumeric()),
    ("alpha", |byte| byte.is_ascii_alphabetic()),
    ("blank", |byte| matches!(byte, b' ' | b'\t')),
    ("cntrl", |byte| byte.is_ascii_control()),
    ("digit", |byte| byte.is_ascii_digit()),
    ("graph", |byte| byte.is_ascii_graphic()),
    ("lower", |byte| byte.is_ascii_lowercase()),
    ("print", |byte| byte.is_ascii_graphic() || byte == b' '),
    ("punct", |byte| byte.is_ascii_punctuation()),
    ("space", |byte| matches!(byte, b' ' | 9..=13)),
    ("upper", |byte| byte.is_ascii_uppercase()),
    ("xdigit", |byte| byte.is_ascii_hexdigit()),
];

impl Set {
    /// Reads a set, or says what is wrong with it in tr's words.
    pub(super) fn parse(text: &[u8]) -> Result<Self, String> {
        let units = unescape(text);
        let mut parts = Vec::new();
        let mut at = 0;
        while at < units.len() {
            if let Some((part, length)) = bracket(&units[at..])? {
                parts.push(part);
                at += length;
                continue;
            }
            let (byte, _) = units[at];
            if let (Some((b'-', false)), Some((last, _))) = (units.get(at + 1), units.get(at + 2)) {
                if *last < byte {
                    let shown = |byte: u8| {
                        if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("\\{byte:03o}") }
                    };
                    return Err(format!(
                        "range-endpoints of '{}-{}' are in reverse collating sequence order",
                        shown(byte),
                        shown(*last)
                    ));
                }
                parts.extend((byte..=*last).map(Part::Byte));
                at += 3;
            } else {
                parts.push(Part::Byte(byte));
                at += 1;
            }
        }
        Ok(Self { parts })
    }

    /// All bytes; a repeat that fills up makes the set `length` long.
    pub(super) fn bytes(&self, length: usize) -> Vec<u8> {
        let fixed: usize = self
            .parts
            .iter()
            .map(|part| match part {
                Part::Byte(_) => 1,
                Part::Class(_, bytes) => bytes.len(),
                Part::Repeat(_, count) => *count,
            })
            .sum();
        let mut out = Vec::new();
        for part in &self.parts {
            match part {
                Part::Byte(byte) => out.push(*byte),
                Part::Class(_, bytes) => out.extend(bytes),
                Part::Repeat(byte, 0) => out.extend(std::iter::repeat_n(*byte, length.saturating_sub(fixed))),
                Part::Repeat(byte, count) => out.extend(std::iter::repeat_n(*byte, (*count).min(1 << 20))),
            }
        }
        out
    }

    /// Whether it has a repeat, which only a second set may.
    pub(super) fn repeats(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Repeat(..)))
    }

    /// Whether it ends with a class, which cannot be stretched.
    pub(super) fn ends_with_class(&self) -> bool {
        matches!(self.parts.last(), Some(Part::Class(..)))
    }

    /// Whether it has a class that is neither upper nor lower, which a translation cannot aim at.
    pub(super) fn has_other_class(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Class(name, _) if !matches!(*name, "upper" | "lower" | "=")))
    }

    /// Whether it has `[:upper:]` or `[:lower:]`.
    pub(super) fn has_case_class(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Class("upper" | "lower", _)))
    }
}

/// Bytes with their escapes read; `true` marks one that was escaped and so means itself.
fn unescape(text: &[u8]) -> Vec<(u8, bool)> {
    let mut units = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if text[at] != b'\\' || at + 1 == text.len() {
            units.push((text[at], text[at] == b'\\'));
            at += 1;
            continue;
        }
        let digits = text[at + 1..].iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
        if digits > 0 {
            let value = |count: usize| {
                text[at + 1..at + 1 + count].iter().fold(0_u32, |value, digit| value * 8 + u32::from(digit - b'0'))
            };
            let count = if value(digits) > 255 { 2 } else { digits };
            units.push((value(count) as u8, true));
            at += 1 + count;
            continue;
        }
        let byte = match text[at + 1] {
            b'a' => 7,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 11,
            other => other,
        };
        units.push((byte, true));
        at += 2;
    }
    units
}

/// `[:class:]`, `[=c=]` or `[c*n]`, with its length in units.
fn bracket(units: &[(u8, bool)]) -> Result<Option<(Part, usize)>, String> {
    let plain = |at: usize| units.get(at).filter(|(_, escaped)| !escaped).map(|(byte, _)| *byte);
    if plain(0) != Some(b'[') {
        return Ok(None);
    }
    if let Some(mark @ (b':' | b'=')) = plain(1) {
        let end =
            (2..units.len().saturating_sub(1)).find(|at| plain(*at) == Some(mark) && plain(*at + 1) == Some(b']'));
        if let Some(end) = end.filter(|end| *end > 2 || mark == b':') {
            let name: Vec<u8> = units[2..end].iter().map(|(byte, _)| *byte).collect();
            if mark == b'=' {
                return match name.as_slice() {
                    [byte] => Ok(Some((Part::Class("=", vec![*byte]), end + 2))),
                    _ => Err(format!(
                        "{}: equivalence class operand must be a single character",
                        String::from_utf8_lossy(&name)
                    )),
                };
            }
            let class = CLASSES.iter().find(|(known, _)| known.as_bytes() == name);
            if let Some((known, holds)) = class {
                let bytes = (0..=255_u8).filter(|byte| holds(*byte)).collect();
                return Ok(Some((Part::Class(known, bytes), end + 2)));
            }
            return Err(format!("invalid character class {}", crate::quote::curved(&name)));
        }
    }
    if plain(2) == Some(b'*') {
        let digits: Vec<u8> = units[3..].iter().map(|(byte, _)| *byte).take_while(u8::is_ascii_digit).collect();
        if plain(3 + digits.len()) == Some(b']') {
            let text = String::from_utf8_lossy(&digits).into_owned();
            let radix = if text.starts_with('0') { 8 } else { 10 };
            let count = if text.is_empty() { Some(0) } else { usize::from_str_radix(&text, radix).ok() };
            let count = count.ok_or_else(|| format!("invalid repeat count '{text}' in [c*n] construct"))?;
            return Ok(Some((Part::Repeat(units[1].0, count), 4 + digits.len())));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str, length: usize) -> String {
        String::from_utf8(Set::parse(text.as_bytes()).unwrap().bytes(length)).unwrap()
    }

    #[test]
    fn sets_are_spread() {
        assert_eq!(bytes("a-e", 0), "abcde");
        assert_eq!(bytes("[:digit:]x", 0), "0123456789x");
        assert_eq!(bytes("a[x*3]b", 0), "axxxb");
        assert_eq!(bytes("a[x*]b", 5), "axxxb");
        assert_eq!(bytes("a\\-c\\n\\101", 0), "a-c\nA");
        assert_eq!(bytes("[=a=]-", 0), "a-");
        assert_eq!(bytes("[a]", 0), "[a]");
        assert!(Set::parse(b"z-a").is_err());
        assert!(Set::parse(b"[:nope:]").is_err());
    }
}
