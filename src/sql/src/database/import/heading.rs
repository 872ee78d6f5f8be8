//! The first record: the columns' names, and what delimits fields.

use super::records::Records;
use crate::Result;
use crate::error::{Error, Store};

/// What may stand between fields; of equals the first.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// The columns' names, and the records after them.
pub(super) fn read(csv: &str) -> Result<(Vec<String>, Records<'_>)> {
    let mut records = Records::new(csv, delimiter(csv));
    let mut fields = Vec::new();
    if !records.heading(&mut fields) {
        return Err(Error::from(Store::EmptyImport));
    }
    let mut names: Vec<String> = Vec::with_capacity(fields.len());
    for (at, field) in fields.iter().enumerate() {
        let name = field.text.trim();
        let name = if name.is_empty() { format!("column{}", at + 1) } else { name.to_owned() };
        names.push(distinct(&names, name));
    }
    Ok((names, records))
}

/// The one that the first line has most of, outside quotes.
fn delimiter(csv: &str) -> char {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for letter in csv.chars() {
        match letter {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(at) = DELIMITERS.iter().position(|delimiter| *delimiter == letter) {
                    counts[at] += 1;
                }
            }
        }
    }
    let most = (0..counts.len()).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    DELIMITERS[most]
}

/// The name, with a number where another column has it.
fn distinct(known: &[String], name: String) -> String {
    let taken = |name: &str| known.iter().any(|other| other == name);
    if !taken(&name) {
        return name;
    }
    // One of so many is free.
    (2..=known.len() + 2).map(|number| format!("{name}_{number}")).find(|name| !taken(name)).unwrap_or(name)
}
