//! A result as text for other programs: CSV (RFC 4180), Markdown, JSON (RFC 8259), SQL. Never in the page's language.

use crate::protocol::ExportFormat;
use base::{Cell, Table};

/// All rows, as another program reads them.
pub(crate) fn export(table: &Table, format: ExportFormat) -> String {
    match format {
        ExportFormat::Csv => csv(table),
        ExportFormat::Json => json(table),
        ExportFormat::Sql => sql(table),
        ExportFormat::Markdown => markdown(table),
    }
}

/// Comma-separated, a heading first; NULL is an empty field, an empty text is `""`.
fn csv(table: &Table) -> String {
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
fn markdown(table: &Table) -> String {
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

/// An array of objects; dates, decimals and the like are texts.
fn json(table: &Table) -> String {
    let text = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let rows = table.rows.iter().map(|row| {
        let fields = row.iter().zip(&table.columns).map(|(cell, column)| {
            let value = match cell {
                Cell::Null => "null".to_owned(),
                Cell::Float(number) if !number.is_finite() => text(&number.to_string()),
                Cell::Text(value) => text(value),
                other => plain(other),
            };
            format!("{}: {value}", text(&column.name))
        });
        format!("  {{{}}}", fields.collect::<Vec<_>>().join(", "))
    });
    format!("[\n{}\n]\n", rows.collect::<Vec<_>>().join(",\n"))
}

/// A table and its rows, as statements.
fn sql(table: &Table) -> String {
    let name = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let columns = table.columns.iter().map(|column| format!("  {} {}", name(&column.name), column.kind.type_name()));
    let mut out = format!("CREATE TABLE result (\n{}\n);\n", columns.collect::<Vec<_>>().join(",\n"));
    for row in &table.rows {
        let values = row.iter().map(|cell| match cell {
            Cell::Null => "NULL".to_owned(),
            Cell::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Cell::Float(number) if !number.is_finite() => format!("'{number}'"),
            other => plain(other),
        });
        out.push_str(&format!("INSERT INTO result VALUES ({});\n", values.collect::<Vec<_>>().join(", ")));
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('\n', "<br>")
}

fn plain(cell: &Cell) -> String {
    cell.text().unwrap_or_default()
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
    fn json_and_sql_keep_what_is_there() {
        let rows: serde_json::Value = serde_json::from_str(&json(&table())).unwrap();
        assert_eq!(rows, serde_json::json!([{"a|b": "x,\"y\"", "c": null}, {"a|b": "", "c": 5}]));
        assert!(sql(&table()).ends_with("INSERT INTO result VALUES ('', 5);\n"));
        assert!(sql(&table()).starts_with("CREATE TABLE result (\n  \"a|b\" text,\n"));
    }

    #[test]
    fn markdown_escapes_bars() {
        assert_eq!(markdown(&table()), "| a\\|b | c |\n| --- | --- |\n| x,\"y\" | NULL |\n|  | 5 |\n");
    }
}
