use super::*;
use crate::model::{ColumnSpec, Literal, Rhythm, TableSpec};
use base::Cell;

fn velos() -> Dataset {
    let column = ColumnSpec::default;
    let stations = TableSpec {
        name: "stations".into(),
        csv: Some("name,docks\nGare Sud,20\nGare Nord,\n\"Port, quai 2\",8\n".into()),
        ..TableSpec::default()
    };
    let trips = TableSpec {
        name: "trips".into(),
        rows: 400,
        edge: vec![
            [
                ("started_at".to_owned(), Literal::Text("2026-03-02 10:00:00".into())),
                ("station".to_owned(), Literal::Text("Gare Sud".into())),
            ]
            .into(),
        ],
        columns: [
            ("id".to_owned(), ColumnSpec { sequence: Some(100), ..column() }),
            (
                "station".to_owned(),
                ColumnSpec { from: Some("stations.name".into()), weights: Some(vec![8.0, 1.0]), ..column() },
            ),
            (
                "started_at".to_owned(),
                ColumnSpec {
                    timestamp: Some(("2026-03-02 00:00".into(), "2026-03-03 00:00".into())),
                    rhythm: Rhythm::Commute,
                    sorted: true,
                    ..column()
                },
            ),
            ("minutes".to_owned(), ColumnSpec { integer: Some((2, 90)), null: Some(0.1), ..column() }),
            ("label".to_owned(), ColumnSpec { text: Some("v{n}-{id}".into()), ..column() }),
        ]
        .into(),
        ..TableSpec::default()
    };
    Dataset {
        id: "velos".into(),
        seed: 2026,
        tables: vec![stations, trips],
        hidden: vec![DatasetVariant { label: "quiet".into(), seed: 7, scale: 0.5, edge: [].into() }],
        ..Dataset::default()
    }
}

fn column(table: &NamedTable, name: &str) -> Vec<Cell> {
    let index = table.rows.columns.iter().position(|column| column.name == name).unwrap();
    table.rows.rows.iter().map(|row| row[index].clone()).collect()
}

#[test]
fn rows_come_from_the_file_the_edge_and_the_dice() {
    let tables = generate(&velos(), None).unwrap();
    assert_eq!(tables[0].rows.rows.len(), 3);
    assert_eq!(tables[0].rows.rows[1], [Cell::Text("Gare Nord".into()), Cell::Null]);
    let trips = &tables[1];
    assert_eq!(trips.rows.rows.len(), 401);
    let ids = column(trips, "id");
    assert_eq!(ids[0], Cell::Int(100));
    assert_eq!(ids[400], Cell::Int(500));
    let instants: Vec<String> = column(trips, "started_at")
        .into_iter()
        .map(|cell| match cell {
            Cell::Text(text) => text,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(instants.is_sorted());
    assert!(instants.contains(&"2026-03-02 10:00:00".to_owned()));
    let unknown = column(trips, "minutes").iter().filter(|cell| **cell == Cell::Null).count();
    assert!((20..70).contains(&unknown), "{unknown}");
    let south = column(trips, "station").iter().filter(|cell| **cell == Cell::Text("Gare Sud".into())).count();
    assert!(south > 250, "{south}");
    assert_eq!(column(trips, "label")[0], Cell::Text("v1-100".into()));
}

#[test]
fn a_variant_has_other_rows_and_the_same_ones_each_time() {
    let (visible, hidden) = (generate(&velos(), None).unwrap(), generate(&velos(), Some("quiet")).unwrap());
    assert_eq!(hidden[1].rows.rows.len(), 201);
    assert_ne!(visible[1].rows.rows[..50], hidden[1].rows.rows[..50]);
    assert_eq!(hidden, generate(&velos(), Some("quiet")).unwrap());
    assert_eq!(generate(&velos(), Some("nope")), Err(DatasetError::UnknownVariant("nope".into())));
}

#[test]
fn wrong_descriptions_are_named() {
    let problem = |spec: ColumnSpec| {
        let table =
            TableSpec { name: "t".into(), rows: 1, columns: [("c".into(), spec)].into(), ..TableSpec::default() };
        match generate(&Dataset { tables: vec![table], ..Dataset::default() }, None) {
            Err(DatasetError::Column { problem, .. }) => problem,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(problem(ColumnSpec::default()), ColumnProblem::NotOneMaker);
    assert_eq!(problem(ColumnSpec { integer: Some((3, 2)), ..ColumnSpec::default() }), ColumnProblem::EmptyRange);
    assert_eq!(
        problem(ColumnSpec { from: Some("x.y".into()), ..ColumnSpec::default() }),
        ColumnProblem::UnknownColumn("x.y".into())
    );
    assert_eq!(
        problem(ColumnSpec { date: Some(("2026-02-30".into(), "2026-03-01".into())), ..ColumnSpec::default() }),
        ColumnProblem::BadInstant("2026-02-30".into())
    );
}

#[test]
fn instants_round_trip() {
    for text in [
        "1970-01-01 00:00:00",
        "2024-02-29 23:59:59",
        "1969-12-31 12:00:01",
        "2100-03-01 00:00:00",
        "0001-01-01 00:00:00",
    ] {
        assert_eq!(write_instant(parse_instant(text).unwrap()), text);
    }
    for text in ["2026-13-01", "2025-02-29", "2026-01-01 24:00", "x", "", "2026-1"] {
        assert_eq!(parse_instant(text), None, "{text}");
    }
}

#[test]
fn csv_round_trips() {
    let text = "a,b\n1,\"x, \"\"y\"\"\"\n,\"\"\n\"two\nlines\",z\n";
    let table = read_csv(text).unwrap();
    assert_eq!(table.rows[1], [Cell::Null, Cell::Text(String::new())]);
    assert_eq!(write_csv(&table), text);
    assert_eq!(read_csv("a,b\r\n1,2\r\n").unwrap().rows[0][1], Cell::Text("2".into()));
    assert_eq!(read_csv(""), Err(CsvError::Empty));
    assert_eq!(read_csv("a\n\n\"x\n"), Err(CsvError::Unclosed { line: 3 }));
    assert_eq!(read_csv("a,b\n1\n"), Err(CsvError::Fields { line: 2, expected: 2, actual: 1 }));
}
