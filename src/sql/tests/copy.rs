//! COPY against files in memory: what is written is what PostgreSQL 15 writes, and reading it gives the rows back.

use base::{Budget, Cell};
use sql::{Database, Outcome};
use std::collections::BTreeMap;

fn run(db: &mut Database, files: &mut BTreeMap<String, String>, script: &str) -> Vec<Outcome> {
    db.run_with(script, files, &Budget::unlimited())
}

fn cells(outcome: &Outcome) -> Vec<Vec<Cell>> {
    match outcome {
        Outcome::Rows(table) => table.rows.clone(),
        other => panic!("{other:?}"),
    }
}

const SETUP: &str = "CREATE TABLE t (id int PRIMARY KEY, name text, price numeric(6,2), day date, ok boolean);
INSERT INTO t VALUES (1, 'a,b', 1.5, '2024-02-29', true), (2, NULL, NULL, NULL, false), (3, 'say \"hi\"', 0, '1999-12-31', NULL), (4, '', 2, NULL, NULL), (5, E'two\\nlines\\t\\\\', 3, NULL, NULL)";

#[test]
fn csv_is_written_as_postgresql_writes_it() {
    let (mut db, mut files) = (Database::new(), BTreeMap::new());
    run(&mut db, &mut files, SETUP);
    run(&mut db, &mut files, "COPY t TO '/tmp/t.csv' WITH (FORMAT csv, HEADER)");
    let expected = "id,name,price,day,ok\n1,\"a,b\",1.50,2024-02-29,t\n2,,,,f\n3,\"say \"\"hi\"\"\",0.00,1999-12-31,\n4,\"\",2.00,,\n5,\"two\nlines\t\\\",3.00,,\n";
    assert_eq!(files["/tmp/t.csv"], expected);
    run(
        &mut db,
        &mut files,
        "COPY (SELECT id, name FROM t WHERE id < 3 ORDER BY id) TO 'q' (FORMAT csv, DELIMITER ';', NULL '?')",
    );
    assert_eq!(files["q"], "1;a,b\n2;?\n");
}

#[test]
fn text_is_written_as_postgresql_writes_it() {
    let (mut db, mut files) = (Database::new(), BTreeMap::new());
    run(&mut db, &mut files, SETUP);
    run(&mut db, &mut files, "COPY t (id, name, day) TO '/t.txt'");
    let expected = "1\ta,b\t2024-02-29\n2\t\\N\t\\N\n3\tsay \"hi\"\t1999-12-31\n4\t\t\\N\n5\ttwo\\nlines\\t\\\\\t\\N\n";
    assert_eq!(files["/t.txt"], expected);
}

#[test]
fn what_is_written_is_read_again() {
    for options in
        ["", "(FORMAT csv)", "(FORMAT csv, HEADER, DELIMITER ';')", "CSV HEADER", "(DELIMITER '|', NULL 'nil')"]
    {
        let (mut db, mut files) = (Database::new(), BTreeMap::new());
        run(&mut db, &mut files, SETUP);
        let script = format!(
            "COPY t TO 'x' {options}; CREATE TABLE u (LIKE t); COPY u FROM 'x' {options}; SELECT * FROM t EXCEPT SELECT * FROM u; SELECT count(*) FROM u"
        );
        let script = script.replace("CREATE TABLE u (LIKE t)", "CREATE TABLE u AS SELECT * FROM t WHERE false");
        let outcomes = run(&mut db, &mut files, &script);
        assert!(cells(&outcomes[3]).is_empty(), "{options}: {outcomes:?}");
        assert_eq!(cells(&outcomes[4]), [[Cell::Int(5)]], "{options}");
    }
}

#[test]
fn a_file_that_does_not_fit_changes_nothing() {
    let (mut db, mut files) = (Database::new(), BTreeMap::new());
    run(&mut db, &mut files, SETUP);
    for (text, code) in [
        ("6,x\n", "22P04"),
        ("6,x,1,,,,\n", "22P04"),
        ("6,x,1,,\n7,y,oops,,\n", "22P02"),
        ("6,\"x,1,,\n", "22P04"),
        ("1,x,1,,\n", "23505"),
    ] {
        files.insert("f".to_owned(), text.to_owned());
        let outcomes = run(&mut db, &mut files, "COPY t FROM 'f' CSV; SELECT count(*) FROM t");
        assert_eq!(outcomes[0].error().map(|error| error.code.as_str()), Some(code), "{text}");
        assert_eq!(cells(&outcomes[1]), [[Cell::Int(5)]]);
    }
    let missing = run(&mut db, &mut files, "COPY t FROM 'nowhere'");
    assert_eq!(missing[0].error().map(|error| error.code.as_str()), Some("58P01"));
    let refused = db.run("COPY t TO 'x'", &Budget::unlimited());
    assert_eq!(refused[0].error().map(|error| error.code.as_str()), Some("42501"));
}
