//! Every name of another database that is known, in a statement: what is said to write instead, in English and in French, stands
//! in `tests/spec/sql/foreign/names.txt`.

use base::{Arg, Budget, Diagnostic};
use sql::{Database, Outcome};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The advice of a diagnostic in a language, as the catalogue words it.
fn advice(error: &Diagnostic, template: &str) -> Option<String> {
    let mut out = template.to_owned();
    for name in ["foreign", "dialect", "instead"] {
        let Some(Arg::Text(value)) = error.args.get(name) else { return None };
        out = out.replace(&format!("{{ ${name} }}"), value);
    }
    Some(out.to_lowercase())
}

#[test]
fn every_name_of_another_database_has_its_advice() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let templates: Vec<String> = ["en", "fr"]
        .iter()
        .map(|language| {
            let words = fs::read_to_string(root.join(format!("content/ui/sql.{language}.ftl"))).unwrap();
            words.lines().find_map(|line| line.strip_prefix("sql-instead = ")).unwrap().to_owned()
        })
        .collect();
    let spec = fs::read_to_string(root.join("tests/spec/sql/foreign/names.txt")).unwrap();
    let (mut told, mut wrong) = (BTreeSet::new(), Vec::new());
    for block in spec.split("\n\n").skip(1) {
        let lines: Vec<&str> = block.trim_end().lines().collect();
        let [name, statement, english, french] = lines.as_slice() else { panic!("{block}") };
        told.insert((*name).to_owned());
        let outcome = Database::new().run(statement, &Budget::new(1_000_000)).pop();
        let said = match &outcome {
            Some(Outcome::Failed(error)) => templates.iter().map(|words| advice(error, words)).collect(),
            _ => vec![None],
        };
        let wanted = [english, french].map(|line| Some(line.to_lowercase()));
        if said != wanted {
            wrong.push(format!("{statement}\n  said: {said:?}\n  wanted: {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let known: BTreeSet<String> = sql::foreign_names().iter().map(|(kind, name)| format!("{kind} {name}")).collect();
    assert_eq!(known, told);
}
