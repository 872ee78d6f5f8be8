//! A result as text for other programs: CSV (RFC 4180) and Markdown.

use base::{Cell, Table};

/// Comma-separated, a heading first; NULL is an empty field, an empty text is `""`.
pub(super) fn csv(table: &Table) -> String {
    let head = table.columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(",");
    let rows = table.rows.iter().map(|row| row.iter().map(field).collect::<Vec<_>>().join(","));
    std::iter::once(head).chain(rows).map(|line| line + "\r\n").collect()
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) if text.is_empty() => "\"\"".to_owned(),
        Cell::Text(text) => quoted(text),
        other => plain(other),
    }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// A table of GitHub's Markdown.
pub(super) fn markdown(table: &Table) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = line(table.columns.iter().map(|column| escaped(&column.name)).collect());
    out.push_str(&line(table.columns.iter().map(|_| "---".to_owned()).collect()));
    for row in &table.rows {
        out.push_str(&line(
            row.iter()
                .map(|cell| if *cell == Cell::Null { "NULL".to_owned() } else { escaped(&plain(cell)) })
                .collect(),
        ));
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('\n', "<br>")
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Bool(value) => value.to_string(),
        Cell::Int(number) => number.to_string(),
        Cell::Float(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::with_columns(["a|b", "c"]);
        table.rows.push(vec![Cell::Text("x,\"y\"".into()), Cell::Null]);
        table.rows.push(vec![Cell::Text(String::new()), Cell::Int(5)]);
        table
    }

    #[test]
    fn csv_quotes_what_must_be() {
        assert_eq!(csv(&table()), "a|b,c\r\n\"x,\"\"y\"\"\",\r\n\"\",5\r\n");
    }

    #[test]
    fn markdown_escapes_bars() {
        assert_eq!(markdown(&table()), "| a\\|b | c |\n| --- | --- |\n| x,\"y\" | NULL |\n|  | 5 |\n");
    }
}
