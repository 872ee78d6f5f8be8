//! Runs a script from a file or standard input and prints what becomes of each statement: a quick look at the engine.

use base::Budget;
use sql::{Database, Outcome};
use std::io::Read as _;

fn main() {
    let mut script = String::new();
    match std::env::args().nth(1) {
        Some(path) => script = std::fs::read_to_string(path).unwrap_or_default(),
        None => drop(std::io::stdin().read_to_string(&mut script)),
    }
    let mut db = Database::new();
    for outcome in db.run(&script, &Budget::unlimited()) {
        match outcome {
            Outcome::Rows(table) => {
                let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
                println!("{}", names.join("|"));
                for row in &table.rows {
                    let cells: Vec<String> = row.iter().map(|cell| format!("{cell:?}")).collect();
                    println!("{}", cells.join("|"));
                }
            }
            Outcome::Plan(plan) => println!("{}", plan.lines().join("\n")),
            other => println!("{other:?}"),
        }
    }
}
