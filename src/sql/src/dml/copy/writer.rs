//! Rows as the text of a file.

use super::options::Options;
use crate::Result;
use crate::execute::Batch;
use crate::value::Value;
use base::Budget;

pub(super) fn write(options: &Options, names: &[String], rows: &Batch, budget: &Budget) -> Result<String> {
    let mut out = String::new();
    if options.header {
        line(&mut out, options, names.iter().map(|name| (Some(name.clone()), false)));
    }
    for row in 0..rows.rows {
        budget.spend(rows.columns.len() as u64 + 1)?;
        let before = out.len();
        let fields = rows.columns.iter().zip(names).map(|(column, name)| {
            let text = if column.is_null(row) { None } else { Some(written(&column.value(row), &column.ty)) };
            (text, options.force_quote.contains(name) || options.force_quote.iter().any(|name| name == "*"))
        });
        line(&mut out, options, fields);
        budget.take_memory((out.len() - before) as u64)?;
    }
    budget.give_memory(out.len() as u64);
    Ok(out)
}

fn written(value: &Value, ty: &crate::types::Type) -> String {
    match value {
        Value::Bool(true) => "t".to_owned(),
        Value::Bool(false) => "f".to_owned(),
        other => other.write(ty),
    }
}

fn line(out: &mut String, options: &Options, fields: impl Iterator<Item = (Option<String>, bool)>) {
    for (i, (field, forced)) in fields.enumerate() {
        if i > 0 {
            out.push(options.delimiter);
        }
        match field {
            None => out.push_str(&options.null),
            Some(text) if options.csv => csv(out, options, &text, forced),
            Some(text) => plain(out, options, &text),
        }
    }
    out.push('\n');
}

fn plain(out: &mut String, options: &Options, text: &str) {
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            c if c == options.delimiter => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
}

fn csv(out: &mut String, options: &Options, text: &str, forced: bool) {
    let special = |c: char| c == options.delimiter || c == options.quote || c == '\n' || c == '\r';
    // What would be read as NULL is quoted too.
    if !forced && text != options.null && !text.contains(special) && text != "\\." {
        out.push_str(text);
        return;
    }
    out.push(options.quote);
    for c in text.chars() {
        if c == options.quote || c == options.escape {
            out.push(options.escape);
        }
        out.push(c);
    }
    out.push(options.quote);
}
