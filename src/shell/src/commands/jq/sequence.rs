//! `--seq`: JSON texts that each begin with the byte RS (RFC 7464). A broken one is told and passed over.

use super::text::Reader;
use super::value::Json;
use crate::Context;

const RS: u8 = 0x1e;

/// All values of a text.
pub(super) fn read(context: &Context, text: &[u8]) -> Vec<Json> {
    let ignore = |what: &str, end: usize| {
        let seen = &text[..end];
        let line = memchr::memchr_iter(b'\n', seen).count();
        let column = seen.len() - memchr::memrchr(b'\n', seen).map_or(0, |at| at + 1);
        let at_end = if end == text.len() { "EOF at " } else { "" };
        context
            .stderr(format!("ignoring parse error: {what} at {at_end}line {}, column {column}\n", line + 1).as_bytes());
    };
    let mut values = Vec::new();
    let Some(first) = memchr::memchr(RS, text) else {
        if !text.is_empty() {
            ignore("Unfinished abandoned text", text.len());
        }
        return values;
    };
    let mut start = first;
    while start < text.len() {
        start += 1;
        let end = memchr::memchr(RS, &text[start..]).map_or(text.len(), |length| start + length);
        // What a mark cuts short is found when the mark has been read.
        let found = (end + 1).min(text.len());
        let mut reader = Reader::new(&text[start..end]);
        loop {
            match reader.next() {
                Ok(None) => break,
                Ok(Some(Json::Num(_))) if reader.offset() == end - start => {
                    ignore("Potentially truncated top-level numeric value", found);
                    break;
                }
                Ok(Some(value)) => values.push(value),
                Err(_) if reader.offset() == end - start && end == text.len() => {
                    ignore("Unfinished JSON term", found);
                    break;
                }
                Err(_) if reader.offset() == end - start && !text[end - 1].is_ascii_whitespace() => {
                    ignore("Truncated value", found);
                    break;
                }
                Err(error) if error.starts_with("Unfinished") => break,
                Err(error) => {
                    let (words, _) = error.rsplit_once(" at ").unwrap_or((&error, ""));
                    let at = start + reader.offset();
                    let seen = &text[..at];
                    let line = memchr::memchr_iter(b'\n', seen).count() + 1;
                    let column = at - memchr::memrchr(b'\n', seen).map_or(0, |at| at + 1);
                    let place = format!("line {line}, column {column} (need RS to resync)");
                    context.stderr(format!("ignoring parse error: {words} at {place}\n").as_bytes());
                    break;
                }
            }
        }
        start = end;
    }
    values
}
