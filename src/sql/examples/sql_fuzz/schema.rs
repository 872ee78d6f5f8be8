//! Tables with few values and many NULLs, so that joins meet, groups have members and three-valued logic matters.

use super::grammar::{Column, Ty, literal, once_in, pick};
use base::Rng;

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: String,
    /// Its columns with their types; the first is the key.
    pub(crate) columns: Vec<(String, Ty)>,
}

impl Table {
    /// Its columns as `alias.name`.
    pub(crate) fn read_as(&self, alias: &str) -> Vec<Column> {
        self.columns.iter().map(|(name, ty)| Column { text: format!("{alias}.{name}"), ty: *ty }).collect()
    }
}

/// Three tables and the script that makes them.
pub(crate) fn schema(rng: &mut Rng) -> (Vec<Table>, String) {
    // Not in alphabetical order, and one label added later.
    let mut script = String::from(
        "CREATE TYPE grade AS ENUM ('low', 'high', 'top');\nALTER TYPE grade ADD VALUE 'mid' BEFORE 'high';\n",
    );
    let mut tables = Vec::new();
    // Every table has the types most templates ask for; the others by luck.
    let always = [Ty::Int, Ty::Text, Ty::Num, Ty::Date, Ty::Bool];
    let sometimes =
        [Ty::Float, Ty::Stamp, Ty::Span, Ty::Big, Ty::Small, Ty::Time, Ty::Json, Ty::Ints, Ty::Texts, Ty::Int];
    for (number, name) in ["t0", "t1", "t2"].into_iter().enumerate() {
        let mut columns = vec![("id".to_owned(), Ty::Int)];
        let mut types: Vec<Ty> = always.to_vec();
        types.extend(sometimes.iter().filter(|_| once_in(rng, 2)));
        for (i, ty) in types.into_iter().enumerate() {
            // Some names are the same in every table: NATURAL and USING want them.
            columns.push((if i == 0 { "k".to_owned() } else { format!("c{i}") }, ty));
        }
        let list: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(i, (name, ty))| format!("{name} {}{}", ty.sql(), if i == 0 { " PRIMARY KEY" } else { "" }))
            .collect();
        script.push_str(&format!("CREATE TABLE {name} ({});\n", list.join(", ")));
        let rows = if number == 2 && once_in(rng, 6) { 0 } else { 3 + rng.below(12) };
        for id in 1..=rows {
            let values: Vec<String> = columns
                .iter()
                .enumerate()
                .map(|(i, (_, ty))| match (i, ty) {
                    (0, _) => id.to_string(),
                    _ if once_in(rng, 5) => "NULL".to_owned(),
                    (_, Ty::Int) => rng.below(5).to_string(),
                    (_, Ty::Text) => format!("'{}'", pick(rng, &["a", "b", "ab", "abc", "B", "", "été", "x,y", "12"])),
                    (_, ty) => literal(rng, *ty),
                })
                .collect();
            script.push_str(&format!("INSERT INTO {name} VALUES ({});\n", values.join(", ")));
        }
        tables.push(Table { name: name.to_owned(), columns });
    }
    (tables, script)
}
