//! CSV text becomes a table, chunk by chunk. Types are guessed from the first records and each field is read as its column's
//! type at once; a column whose guess proves wrong later is read again, as a whole. Records that do not fit are put aside,
//! never lost.

mod column;
mod heading;
mod quick;
mod records;
mod rejected;

pub(super) use quick::quick;
pub use rejected::Rejected;

use super::Database;
use super::load::infer;
use crate::Result;
use crate::csv::Field;
use crate::storage::{CHUNK, Rows};
use crate::types::ColumnType;
use ::columns::Loading;
use base::Budget;
use column::{Column, flush, read_again, sample};
use records::Record;
use std::collections::BTreeMap;

/// What became of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Each column's name and its type, as PostgreSQL names it.
    pub columns: Vec<(String, String)>,
    /// Records that became rows.
    pub rows: u64,
    /// Records that did not.
    pub rejected: Vec<Rejected>,
}

impl Database {
    /// Makes (or replaces) a table from CSV text whose first record names the columns; the delimiter is a comma, a semicolon,
    /// a tab or a bar, whichever the heading has most of. Types are inferred: boolean, integer, bigint, numeric, date,
    /// timestamp, else text. Empty unquoted fields are NULL.
    ///
    /// # Errors
    /// The text has no heading.
    pub fn load_csv(&mut self, name: &str, csv: &str) -> Result<Imported> {
        self.import_csv(name, csv, &BTreeMap::new(), Vec::new(), &Budget::unlimited())
    }

    /// The same for a learner's text: it spends `budget`; `types` gives types of columns, as `CREATE TABLE` spells them, that
    /// are not to be inferred. Records that have another number of fields than the heading, or a field that its column's type
    /// does not read, stand in the table `…_rejected` afterwards, with those that were put aside `before`.
    ///
    /// # Errors
    /// The text has no heading, a type is none, or the budget is spent.
    pub fn import_csv(
        &mut self,
        name: &str,
        csv: &str,
        types: &BTreeMap<String, String>,
        before: Vec<Rejected>,
        budget: &Budget,
    ) -> Result<Imported> {
        budget.spend(csv.len() as u64 / 4)?;
        // A table takes about what its text does.
        budget.take_memory(csv.len() as u64)?;
        let read = read(csv, types, before);
        budget.give_memory(csv.len() as u64);
        let (columns, rows, rejected) = read?;
        let imported = Imported {
            columns: columns.iter().map(|(name, ty)| (name.clone(), ty.name())).collect(),
            rows: rows.len() as u64,
            rejected,
        };
        self.put_rows(name, columns, rows);
        self.put_rejected(name, &imported.rejected)?;
        Ok(imported)
    }
}

fn read(
    csv: &str,
    types: &BTreeMap<String, String>,
    mut rejected: Vec<Rejected>,
) -> Result<(Vec<(String, ColumnType)>, Rows, Vec<Rejected>)> {
    let (names, records) = heading::read(csv)?;
    let mut columns = Vec::with_capacity(names.len());
    for (name, texts) in names.iter().zip(&sample(records)) {
        columns.push(match types.get(name) {
            Some(spelled) => Column::new(crate::ddl::spelled_type(spelled)?, true, false),
            None => {
                let unknown = (0..texts.len()).all(|row| texts.is_null(row));
                Column::new(ColumnType::plain(infer(texts)), false, unknown)
            }
        });
    }
    let asked: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].is_asked()).collect();
    let mut rows = Rows::default();
    let mut reader = records;
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut put_aside = Vec::new();
    let (mut loading, mut unseen) = column::next_chunk(&columns);
    loop {
        let count = loading.first().map_or(0, Loading::len);
        if count >= CHUNK {
            flush(&mut columns, std::mem::take(&mut loading), &mut rows);
            (loading, unseen) = column::next_chunk(&columns);
            continue;
        }
        if unseen && reader.load(&mut loading, CHUNK - count) == CHUNK - count {
            continue;
        }
        // One record that is spelled in another way, looked at field by field.
        let Some(record) = reader.next(&mut fields) else { break };
        if let Record::Ragged = record {
            rejected.push(Rejected::ragged(&mut reader, fields.len()));
            put_aside.push(reader.number());
            continue;
        }
        let wrong = asked.iter().find_map(|at| Some((*at, columns[*at].try_read(&fields[*at]).err()?)));
        if let Some((at, why)) = wrong {
            rejected.push(Rejected::unread(&mut reader, &names[at], &fields[at].text, why));
            put_aside.push(reader.number());
            continue;
        }
        for ((column, field), loading) in columns.iter_mut().zip(&fields).zip(&mut loading) {
            column.push(field, loading);
        }
    }
    flush(&mut columns, loading, &mut rows);
    rows.seal_last();
    for (at, column) in columns.iter_mut().enumerate().filter(|(_, column)| column.is_wrong()) {
        column.set_type(ColumnType::plain(read_again(records, &put_aside, at, &mut rows)));
    }
    let columns = names.into_iter().zip(columns.into_iter().map(Column::into_type)).collect();
    Ok((columns, rows, rejected))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Outcome;
    use base::Cell;

    fn types(database: &Database) -> Vec<String> {
        database.schema().tables[0].columns.iter().map(|column| column.ty.clone()).collect()
    }

    fn rows(database: &mut Database, query: &str) -> Vec<Vec<Cell>> {
        match database.run(query, &Budget::unlimited()).remove(0) {
            Outcome::Rows(table) => table.rows,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_wrong_guess_is_read_again() {
        let mut csv = String::from("n,late,text\n");
        for n in 0..20_000 {
            csv.push_str(&format!("{n},,x{}\n", n % 7));
        }
        csv.push_str("oops,1.5,\"\"\n");
        let mut database = Database::new();
        database.load_csv("t", &csv).unwrap();
        assert_eq!(types(&database), ["text", "numeric", "text"]);
        assert!(database.import_csv("t", &csv, &BTreeMap::new(), Vec::new(), &Budget::new(10)).is_err());
    }

    #[test]
    fn records_read_at_once_are_what_they_are_field_by_field() {
        let pool: [&[&str]; 6] = [
            &["1", "-5", "", "2147483647", "0"],
            &["1.5", "-0.25", "", "3", "100.00"],
            &["2024-02-29", "1970-01-01", "", "1969-12-31"],
            &["été", "a b", "", "x", "NULL"],
            &["true", "false", ""],
            &["2024-01-01 10:00:00", "", "2023-05-06 07:08:09.5"],
        ];
        let mut rng = base::Rng::new(5);
        let (mut plain, mut quoted) = (String::from("i,n,d,t,b,s\n"), String::from("i,n,d,t,b,s\n"));
        for _ in 0..20_000 {
            let fields: Vec<&str> = pool.iter().map(|pool| pool[rng.below(pool.len() as u64) as usize]).collect();
            plain.push_str(&format!("{}\r\n", fields.join(",")));
            let quote = |field: &&str| if field.is_empty() { String::new() } else { format!("\"{field}\"") };
            quoted.push_str(&format!("{}\n", fields.iter().map(quote).collect::<Vec<_>>().join(",")));
        }
        let mut database = Database::new();
        for asked in [BTreeMap::new(), BTreeMap::from([("n".to_owned(), "double precision".to_owned())])] {
            let first = database.import_csv("a", &plain, &asked, Vec::new(), &Budget::unlimited()).unwrap();
            let second = database.import_csv("b", &quoted, &asked, Vec::new(), &Budget::unlimited()).unwrap();
            assert_eq!((first.rows, first.columns), (second.rows, second.columns));
            assert_eq!(rows(&mut database, "TABLE a"), rows(&mut database, "TABLE b"));
        }
        assert_eq!(
            types(&database),
            ["integer", "double precision", "date", "text", "boolean", "timestamp without time zone"]
        );
    }

    #[test]
    fn what_does_not_fit_is_put_aside_not_lost() {
        let csv = "n,late\n1,\nx,2\n3,2024-01-01\n4\n\n5,\"6\n7\"\n8,9,10\n";
        let mut database = Database::new();
        let asked = BTreeMap::from([("n".to_owned(), "integer".to_owned())]);
        let imported = database.import_csv("t", csv, &asked, Vec::new(), &Budget::unlimited()).unwrap();
        assert_eq!(imported.rows, 3);
        assert_eq!(types(&database), ["integer", "text"]);
        let places: Vec<(u64, Option<&str>, &str)> =
            imported.rejected.iter().map(|r| (r.line, r.column.as_deref(), r.record.as_str())).collect();
        assert_eq!(places, [(3, Some("n"), "x,2"), (5, None, "4"), (9, None, "8,9,10")]);
        let texts = rows(&mut database, "SELECT late FROM t ORDER BY n");
        assert_eq!(texts, [[Cell::Null], [Cell::Text("2024-01-01".into())], [Cell::Text("6\n7".into())]]);
        let kept = rows(&mut database, "SELECT line, column_name, value FROM t_rejected ORDER BY line");
        assert_eq!(kept[0], [Cell::Int(3), Cell::Text("n".into()), Cell::Text("x".into())]);
        // The mended file leaves none behind.
        database.load_csv("t", "n\n1\n").unwrap();
        assert_eq!(database.schema().tables.len(), 1);
    }

    #[test]
    fn headings_and_delimiters_as_they_come() {
        let mut database = Database::new();
        let imported = database.load_csv("t", "ville;prix; ;prix\nNîmes;1,5;a;2\n").unwrap();
        let names: Vec<&str> = imported.columns.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["ville", "prix", "column3", "prix_2"]);
        assert_eq!(types(&database), ["text", "text", "text", "integer"]);
        assert!(database.load_csv("t", "").is_err());
    }
}
