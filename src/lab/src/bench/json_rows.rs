//! JSON as rows: an array of objects, or objects one after the other (NDJSON), read as CSV would be.

use base::Diagnostic;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use sql::Rejected;
use std::collections::HashMap;
use std::fmt;

/// An object whose fields stay in the order of the file.
struct Row(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Row;

            fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
                out.write_str("an object for each row")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Row(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// Whether a text is meant as JSON.
pub(super) fn looks_like_json(text: &str) -> bool {
    text.trim_start().starts_with(['[', '{'])
}

/// The same rows as CSV: every field that any row has is a column, a missing one is NULL; and the lines of NDJSON that are no
/// rows.
///
/// # Errors
/// Why it is not JSON of such rows, with line and column.
pub(super) fn to_csv(text: &str) -> Result<(String, Vec<Rejected>), serde_json::Error> {
    if text.trim_start().starts_with('[') {
        return Ok((written(&serde_json::from_str::<Vec<Row>>(text)?), Vec::new()));
    }
    match serde_json::Deserializer::from_str(text).into_iter().collect::<Result<Vec<Row>, _>>() {
        Ok(rows) => Ok((written(&rows), Vec::new())),
        Err(error) => by_line(text).ok_or(error),
    }
}

/// One row a line; `None` where no line is one.
fn by_line(text: &str) -> Option<(String, Vec<Rejected>)> {
    let (mut rows, mut rejected) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Row>(line) {
            Ok(row) => rows.push(row),
            Err(error) => rejected.push(Rejected {
                line: at as u64 + 1,
                column: None,
                value: None,
                record: line.to_owned(),
                why: Diagnostic::error("import-no-json-row", "").with("column", error.column() as i64),
            }),
        }
    }
    (!rows.is_empty()).then(|| (written(&rows), rejected))
}

fn written(rows: &[Row]) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut places = HashMap::new();
    for (name, _) in rows.iter().flat_map(|row| &row.0) {
        places.entry(name.as_str()).or_insert_with(|| {
            names.push(name);
            names.len() - 1
        });
    }
    let mut out = record(names.iter().map(|name| quoted(name)));
    for row in rows {
        let mut cells = vec![String::new(); names.len()];
        for (name, value) in &row.0 {
            cells[places[name.as_str()]] = match value {
                Value::Null => String::new(),
                Value::String(text) => quoted(text),
                Value::Bool(_) | Value::Number(_) => value.to_string(),
                Value::Array(_) | Value::Object(_) => quoted(&value.to_string()),
            };
        }
        out.push_str(&record(cells.into_iter()));
    }
    out
}

fn record(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join(",") + "\n"
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_of_all_rows_in_the_order_they_come() {
        let csv = "\"z\",\"a\"\n1,\"x\"\"y\"\n,\n,\"[1]\"\n";
        assert_eq!(to_csv(r#"[{"z": 1, "a": "x\"y"}, {"z": null}, {"a": [1]}]"#).unwrap().0, csv);
        assert_eq!(to_csv("{\"z\": 1, \"a\": \"x\\\"y\"}\n{\"z\": null}\n{\"a\": [1]}\n").unwrap().0, csv);
    }

    #[test]
    fn what_is_no_row_is_told() {
        assert!(looks_like_json(" [1]") && !looks_like_json("a,b"));
        assert_eq!(to_csv("[1]").unwrap_err().line(), 1);
        assert_eq!(to_csv("{oops}\n{").unwrap_err().line(), 1);
        let (csv, rejected) = to_csv("{\"a\": 1}\n{oops}\n\n{\"a\": 2}").unwrap();
        assert_eq!(csv, "\"a\"\n1\n2\n");
        assert_eq!((rejected[0].line, rejected[0].record.as_str()), (2, "{oops}"));
    }
}
