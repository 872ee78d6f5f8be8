//! Rows of a file: fields as texts, `None` for NULL, each row with the number of its first line.

use super::options::Options;
use crate::Result;
use crate::error::{Error, Store};

pub(super) type Row = (usize, Vec<Option<String>>);

pub(super) fn read(options: &Options, text: &str) -> Result<Vec<Row>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut rows = if options.csv { csv(options, text)? } else { plain(options, text) };
    if options.header && !rows.is_empty() {
        rows.remove(0);
    }
    Ok(rows)
}

fn plain(options: &Options, text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line == "\\." {
            break;
        }
        let fields = split(line, options.delimiter);
        let field = |raw: &str| if raw == options.null { None } else { Some(unescaped(raw)) };
        rows.push((number + 1, fields.into_iter().map(field).collect()));
    }
    rows
}

/// Fields between delimiters that no backslash precedes.
fn split(line: &str, delimiter: char) -> Vec<&str> {
    let (mut fields, mut from, mut escaped) = (Vec::new(), 0, false);
    for (at, c) in line.char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == delimiter {
            fields.push(&line[from..at]);
            from = at + c.len_utf8();
        }
    }
    fields.push(&line[from..]);
    fields
}

fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('v') => out.push('\u{b}'),
            Some(other) => out.push(other),
            None => out.push('\\'),
        }
    }
    out
}

fn csv(options: &Options, text: &str) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut row, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let (mut line, mut first) = (1, 1);
    let mut chars = text.chars().peekable();
    let finish = |field: &mut String, quoted: &mut bool| {
        let value = std::mem::take(field);
        let null = !std::mem::take(quoted) && value == options.null;
        if null { None } else { Some(value) }
    };
    while let Some(c) = chars.next() {
        if c == options.quote {
            quoted = true;
            loop {
                let Some(c) = chars.next() else {
                    return Err(Error::from(Store::CopyQuote).with("line", first));
                };
                let next = chars.peek().copied();
                if c == options.escape && next.is_some_and(|next| next == options.quote || next == options.escape) {
                    field.extend(chars.next());
                } else if c == options.quote {
                    break;
                } else {
                    line += usize::from(c == '\n');
                    field.push(c);
                }
            }
        } else if c == options.delimiter {
            row.push(finish(&mut field, &mut quoted));
        } else if c == '\n' || (c == '\r' && chars.peek() == Some(&'\n')) {
            if c == '\r' {
                chars.next();
            }
            row.push(finish(&mut field, &mut quoted));
            rows.push((first, std::mem::take(&mut row)));
            line += 1;
            first = line;
        } else {
            field.push(c);
        }
    }
    if !field.is_empty() || quoted || !row.is_empty() {
        row.push(finish(&mut field, &mut quoted));
        rows.push((first, row));
    }
    Ok(rows)
}
