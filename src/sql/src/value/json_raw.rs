//! Parts of a `json` document as they were written: PostgreSQL keeps the text of `json`, its blanks, the order of its keys and keys
//! that come twice. The document must be valid.

use super::Json;

/// The end of the value at the start of a text.
fn end_of(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if quoted {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    quoted = false;
                    if depth == 0 {
                        return at + 1;
                    }
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' | b':' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// The elements of an array; `None` where the document is none.
pub fn elements(text: &str) -> Option<Vec<&str>> {
    let mut rest = text.trim().strip_prefix('[')?.trim_start();
    let mut out = Vec::new();
    while !rest.is_empty() && !rest.starts_with(']') {
        let (item, tail) = rest.split_at(end_of(rest));
        if item.is_empty() {
            break;
        }
        out.push(item);
        rest = tail.trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    Some(out)
}

/// The keys and values of an object; `None` where the document is none.
pub fn members(text: &str) -> Option<Vec<(String, &str)>> {
    let mut rest = text.trim().strip_prefix('{')?.trim_start();
    let mut out = Vec::new();
    while rest.starts_with('"') {
        let (key, tail) = rest.split_at(end_of(rest));
        let key = match Json::parse(key) {
            Some(Json::Text(key)) => key,
            _ => break,
        };
        let tail = tail.trim_start().strip_prefix(':')?.trim_start();
        let (value, tail) = tail.split_at(end_of(tail));
        out.push((key, value));
        rest = tail.trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
    }
    Some(out)
}

/// The value of a key: of several the last one.
pub fn member<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    members(text)?.into_iter().rev().find(|(known, _)| known == key).map(|(_, value)| value)
}

/// The element of this number; from the end where it is negative.
pub fn element(text: &str, n: i64) -> Option<&str> {
    let all = elements(text)?;
    let at = if n < 0 { n + all.len() as i64 } else { n };
    all.get(usize::try_from(at).ok()?).copied()
}

/// A value as `->>` gives it: strings without quotes, null as NULL.
pub fn as_text(raw: &str) -> Option<String> {
    match raw.as_bytes().first() {
        Some(b'"') => Json::parse(raw).and_then(|json| json.to_text()),
        Some(b'n') => None,
        _ => Some(raw.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_their_text() {
        let text = r#" {"a": [1,2 , {"b":"}\""}], "a" : 2,"c":null} "#;
        let all = members(text).unwrap();
        assert_eq!(all[0], ("a".to_owned(), r#"[1,2 , {"b":"}\""}]"#));
        assert_eq!(member(text, "a"), Some("2"));
        assert_eq!(elements(all[0].1).unwrap(), ["1", "2", r#"{"b":"}\""}"#]);
        assert_eq!(element("[1, 2]", -1), Some("2"));
        assert_eq!((as_text("null"), as_text(r#""x\n""#)), (None, Some("x\n".to_owned())));
        assert_eq!(elements("[]"), Some(vec![]));
    }
}
