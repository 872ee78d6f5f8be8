//! Regular expressions and SIMILAR TO; md5.

use super::{int, text};
use crate::Result;
use crate::error::{Error, Execute};
use crate::functions::{Context, Function, row};
use crate::regex::{self, Regex};
use crate::types::Type;
use crate::value::{ArrayValue, Value};
use std::sync::Arc;

fn is_match(context: &Context<'_>, args: &[Value], flags: &str) -> Result<bool> {
    let regex = regex::compile(text(args, 1), flags)?;
    Ok(regex.pattern.is_match(text(args, 0).as_bytes(), context.budget)?)
}
fn matches(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(is_match(context, args, "")?))
}
fn matches_insensitive(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(is_match(context, args, "i")?))
}
fn matches_not(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(!is_match(context, args, "")?))
}
fn matches_not_insensitive(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(!is_match(context, args, "i")?))
}
fn like_flags(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    Ok(Value::Bool(is_match(context, args, text(args, 2))?))
}

/// The end of an empty match plus one character.
fn after(t: &str, at: usize) -> usize {
    t[at..].chars().next().map_or(at + 1, |c| at + c.len_utf8())
}

fn replace_with(context: &Context<'_>, t: &str, regex: &Regex, new: &str, global: bool) -> Result<String> {
    let bytes = t.as_bytes();
    let (mut out, mut from, mut at) = (String::new(), 0, 0);
    while at <= bytes.len() {
        let Some(found) = regex.pattern.captures_at(bytes, at, context.budget)? else { break };
        let whole = found.whole().range();
        out.push_str(&t[from..whole.start]);
        let mut chars = new.chars();
        while let Some(c) = chars.next() {
            if c != '\\' {
                out.push(c);
                continue;
            }
            match chars.next() {
                Some('&') => out.push_str(&t[whole.clone()]),
                Some(d @ '0'..='9') => {
                    let group = found.text(d as usize - '0' as usize, bytes);
                    out.push_str(&String::from_utf8_lossy(group));
                }
                Some('\\') => out.push('\\'),
                Some(other) => {
                    out.push('\\');
                    out.push(other);
                }
                None => out.push('\\'),
            }
        }
        from = whole.end;
        at = if whole.is_empty() { after(t, whole.end) } else { whole.end };
        if !global {
            break;
        }
    }
    out.push_str(t.get(from..).unwrap_or(""));
    Ok(out)
}
fn regexp_replace(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let regex = regex::compile(text(args, 1), text(args, 3))?;
    let global = regex.global;
    Ok(Value::text(replace_with(context, text(args, 0), &regex, text(args, 2), global)?))
}
fn regexp_match(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let found = regex::matches(text(args, 0), text(args, 1), text(args, 2), context.budget)?;
    Ok(found.into_iter().next().unwrap_or_default())
}
fn regexp_split(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let parts = regex::split(text(args, 0), text(args, 1), text(args, 2), context.budget)?;
    Ok(Value::Array(Arc::new(ArrayValue::new(Type::Text, parts.into_iter().map(Value::text).collect()))))
}
/// The byte where character `start` (from 1) begins.
fn from_character(t: &str, start: i64) -> Result<usize> {
    if start < 1 {
        return Err(Error::from(Execute::InvalidArgument).with("why", "not-positive").with("value", start));
    }
    Ok(t.char_indices()
        .nth(start as usize - 1)
        .map_or(t.len() + usize::from(start as usize > t.chars().count() + 1), |at| at.0))
}
fn regexp_count(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let regex = regex::compile(text(args, 1), text(args, 3))?;
    let t = text(args, 0);
    let (mut at, mut count) = (if args.len() > 2 { from_character(t, int(args, 2))? } else { 0 }, 0);
    while at <= t.len() {
        let Some(found) = regex.pattern.find_at(t.as_bytes(), at, context.budget)? else { break };
        count += 1;
        let range = found.range();
        at = if range.is_empty() { after(t, range.end) } else { range.end };
    }
    Ok(Value::Int(count))
}
/// The bytes of match number `nth` from character `start` on, or of one of its groups.
fn occurrence(
    context: &Context<'_>,
    args: &[Value],
    flags: usize,
    group: usize,
) -> Result<Option<std::ops::Range<usize>>> {
    let t = text(args, 0);
    let regex = regex::compile(text(args, 1), text(args, flags))?;
    let mut at = if args.len() > 2 { from_character(t, int(args, 2))? } else { 0 };
    let nth = if args.len() > 3 { int(args, 3) } else { 1 };
    let wanted = if args.len() > group { int(args, group) } else { 0 };
    if nth < 1 || wanted < 0 {
        return Err(Error::from(Execute::InvalidArgument).with("why", "not-positive").with("value", nth.min(wanted)));
    }
    for n in 1..=nth {
        if at > t.len() {
            return Ok(None);
        }
        let Some(found) = regex.pattern.captures_at(t.as_bytes(), at, context.budget)? else { return Ok(None) };
        if n == nth {
            return Ok(found.get(wanted as usize).map(|group| group.range()));
        }
        let whole = found.whole().range();
        at = if whole.is_empty() { after(t, whole.end) } else { whole.end };
    }
    Ok(None)
}
/// `regexp_substr(text, pattern, start, n, flags, group)`
fn regexp_substr(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let found = occurrence(context, args, 4, 5)?;
    Ok(found.map_or(Value::Null, |range| Value::text(&text(args, 0)[range])))
}
/// `regexp_instr(text, pattern, start, n, end, flags, group)`
fn regexp_instr(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let behind = args.len() > 4 && int(args, 4) == 1;
    let place = |range: std::ops::Range<usize>| {
        let byte = if behind { range.end } else { range.start };
        text(args, 0)[..byte].chars().count() as i64 + 1
    };
    Ok(Value::Int(occurrence(context, args, 5, 6)?.map_or(0, place)))
}
/// Athena's `regexp_extract_all(text, pattern, group)`
fn regexp_extract_all(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let regex = regex::compile(text(args, 1), "")?;
    let (t, mut at, mut items) = (text(args, 0), 0, Vec::new());
    while at <= t.len() {
        let Some(found) = regex.pattern.captures_at(t.as_bytes(), at, context.budget)? else { break };
        let group = found.get(int(args, 2).max(0) as usize);
        items.push(group.map_or(Value::Null, |group| Value::text(&t[group.range()])));
        let whole = found.whole().range();
        at = if whole.is_empty() { after(t, whole.end) } else { whole.end };
    }
    Ok(Value::Array(Arc::new(ArrayValue::new(Type::Text, items))))
}
/// `regexp_extract(text, pattern, group)`
fn regexp_extract(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let regex = regex::compile(text(args, 1), "")?;
    let t = text(args, 0);
    let found = regex.pattern.captures_at(t.as_bytes(), 0, context.budget)?;
    let group = found.and_then(|found| found.get(int(args, 2).max(0) as usize));
    Ok(group.map_or(Value::Null, |group| Value::text(String::from_utf8_lossy(group.of(t.as_bytes())))))
}
/// `substring(text from pattern)`: the first group, or the whole match.
fn substring_pattern(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let regex = regex::compile(text(args, 1), "")?;
    let t = text(args, 0);
    let Some(found) = regex.pattern.captures_at(t.as_bytes(), 0, context.budget)? else { return Ok(Value::Null) };
    let group = if found.group_count() > 0 { found.get(1) } else { found.get(0) };
    Ok(group.map_or(Value::Null, |group| Value::text(String::from_utf8_lossy(group.of(t.as_bytes())))))
}

/// The one character of an escape, or none.
fn escape_of(escape: &str) -> Result<Option<char>> {
    let mut chars = escape.chars();
    match (chars.next(), chars.next()) {
        (escape, None) => Ok(escape),
        _ => Err(Execute::InvalidEscape.into()),
    }
}

/// `LIKE pattern ESCAPE escape` as a pattern with backslashes.
fn like_escape(_: &Context<'_>, args: &[Value]) -> Result<Value> {
    let escape = escape_of(text(args, 1))?;
    let (mut out, mut escaped) = (String::new(), false);
    for c in text(args, 0).chars() {
        if Some(c) == escape && !escaped {
            out.push('\\');
            escaped = true;
            continue;
        }
        if c == '\\' && !escaped {
            out.push('\\');
        }
        out.push(c);
        escaped = false;
    }
    Ok(Value::text(out))
}

/// `substring(text SIMILAR pattern ESCAPE escape)`: what stands between the two escaped quotes.
fn substring_similar(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let pattern = similar_pattern(text(args, 1), escape_of(text(args, 2))?);
    if pattern.matches(SEPARATORS[1]).count() > 1 {
        return Err(Error::new("sql-invalid-argument", "2200C")
            .with("why", "regex-option")
            .with("value", text(args, 2)));
    }
    substring_pattern(context, &[args[0].clone(), Value::text(pattern)])
}

/// What stands for the first and the second escaped quote.
const SEPARATORS: [&str; 2] = ["){1,1}?(", "){1,1}(?:"];

/// A SIMILAR TO pattern as a regular expression over the whole text.
fn similar_pattern(pattern: &str, escape: Option<char>) -> String {
    let mut quotes = 0;
    let mut out = String::from("^(?:");
    let mut chars = pattern.chars();
    let mut bracket = false;
    while let Some(c) = chars.next() {
        if Some(c) == escape {
            if let Some(next) = chars.next() {
                if next == '"' {
                    out.push_str(SEPARATORS[usize::from(quotes > 0)]);
                    quotes += 1;
                    continue;
                }
                if !next.is_alphanumeric() {
                    out.push('\\');
                }
                out.push(next);
            }
            continue;
        }
        match c {
            ']' if bracket => {
                bracket = false;
                out.push(']');
            }
            c if bracket => out.push(c),
            '[' => {
                bracket = true;
                out.push('[');
            }
            '%' => out.push_str(".*"),
            '_' => out.push('.'),
            '(' => out.push_str("(?:"),
            '.' | '^' | '$' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out + ")$"
}
fn similar_to(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let escape = if args.len() > 2 { escape_of(text(args, 2))? } else { Some('\\') };
    let regex = regex::compile(&similar_pattern(text(args, 1), escape), "")?;
    Ok(Value::Bool(regex.pattern.is_match(text(args, 0).as_bytes(), context.budget)?))
}

fn md5(context: &Context<'_>, args: &[Value]) -> Result<Value> {
    let bytes = text(args, 0).as_bytes();
    context.budget.spend(bytes.len() as u64 / 4)?;
    Ok(Value::text(digest(bytes)))
}

/// MD5 (RFC 1321), in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    const SHIFTS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let mut state = [0x6745_2301_u32, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
    let mut message = bytes.to_vec();
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend((bytes.len() as u64 * 8).to_le_bytes());
    for block in message.chunks(64) {
        let word = |i: usize| u32::from_le_bytes([block[i * 4], block[i * 4 + 1], block[i * 4 + 2], block[i * 4 + 3]]);
        let [mut a, mut b, mut c, mut d] = state;
        for i in 0..64 {
            let (f, g) = match i / 16 {
                0 => ((b & c) | (!b & d), i),
                1 => ((d & b) | (!d & c), (5 * i + 1) % 16),
                2 => (b ^ c ^ d, (3 * i + 5) % 16),
                _ => (c ^ (b | !d), (7 * i) % 16),
            };
            let constant = (((i + 1) as f64).sin().abs() * 4_294_967_296.0) as u32;
            let sum = a.wrapping_add(f).wrapping_add(constant).wrapping_add(word(g));
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(SHIFTS[i / 16][i % 4]));
        }
        for (slot, add) in state.iter_mut().zip([a, b, c, d]) {
            *slot = slot.wrapping_add(add);
        }
    }
    let mut out = String::new();
    for byte in state.iter().flat_map(|word| word.to_le_bytes()) {
        use std::fmt::Write as _;
        let _ = write!(out, "{byte:02x}");
    }
    out
}

pub(super) fn all() -> Vec<Function> {
    vec![
        row("~(text, text) -> bool", matches),
        row("~*(text, text) -> bool", matches_insensitive),
        row("!~(text, text) -> bool", matches_not),
        row("!~*(text, text) -> bool", matches_not_insensitive),
        row("regexp_like(text, text) -> bool", matches),
        row("regexp_like(text, text, text) -> bool", like_flags),
        row("regexp_replace(text, text, text) -> text", regexp_replace),
        row("regexp_replace(text, text, text, text) -> text", regexp_replace),
        row("regexp_match(text, text) -> text[]", regexp_match),
        row("regexp_match(text, text, text) -> text[]", regexp_match),
        row("regexp_split_to_array(text, text) -> text[]", regexp_split),
        row("regexp_split_to_array(text, text, text) -> text[]", regexp_split),
        row("regexp_count(text, text) -> int4", regexp_count),
        row("regexp_count(text, text, int4) -> int4", regexp_count),
        row("regexp_count(text, text, int4, text) -> int4", regexp_count),
        row("regexp_substr(text, text) -> text", regexp_substr),
        row("regexp_substr(text, text, int4) -> text", regexp_substr),
        row("regexp_substr(text, text, int4, int4) -> text", regexp_substr),
        row("regexp_substr(text, text, int4, int4, text) -> text", regexp_substr),
        row("regexp_substr(text, text, int4, int4, text, int4) -> text", regexp_substr),
        row("regexp_instr(text, text) -> int4", regexp_instr),
        row("regexp_instr(text, text, int4) -> int4", regexp_instr),
        row("regexp_instr(text, text, int4, int4) -> int4", regexp_instr),
        row("regexp_instr(text, text, int4, int4, int4) -> int4", regexp_instr),
        row("regexp_instr(text, text, int4, int4, int4, text) -> int4", regexp_instr),
        row("regexp_instr(text, text, int4, int4, int4, text, int4) -> int4", regexp_instr),
        row("regexp_split(text, text) -> text[]", regexp_split),
        row("regexp_extract_all(text, text) -> text[]", regexp_extract_all),
        row("regexp_extract_all(text, text, int4) -> text[]", regexp_extract_all),
        row("regexp_extract(text, text) -> text", regexp_extract),
        row("regexp_extract(text, text, int4) -> text", regexp_extract),
        row("substring(text, text) -> text", substring_pattern),
        row("like_escape(text, text) -> text", like_escape),
        row("substring_similar(text, text, text) -> text", substring_similar),
        row("similar_to(text, text) -> bool", similar_to),
        row("similar_to(text, text, text) -> bool", similar_to),
        row("md5(text) -> text", md5),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn md5_is_rfc_1321s() {
        assert_eq!(digest(b""), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(digest(b"message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
        assert_eq!(similar_pattern("a%(b|c)_", Some('\\')), "^(?:a.*(?:b|c).)$");
    }
}
