//! A bench from laying to coming back.

use base::{Budget, Cell, Column, Kind, Table};
use lab::protocol::{Input, Outcome, Request, Response, Stretch, TerminalEvent};
use lab::{Entry, FileSetup, Lab, Pace, Setup, ShellSetup, SqlSetup, TableRows, VimSetup};

const STEPS: u64 = 200_000_000;

fn database() -> Setup {
    let column = |name: &str, kind| Column { name: name.into(), kind };
    let rows = Table {
        columns: vec![column("id", Kind::Integer), column("name", Kind::Text)],
        rows: vec![vec![Cell::Int(1), Cell::Text("Port".into())], vec![Cell::Int(2), Cell::Null]],
    };
    let sql = SqlSetup {
        schema: "CREATE TABLE stations (id INTEGER PRIMARY KEY, name TEXT);".into(),
        rows: vec![TableRows { table: "stations".into(), rows }],
        script: "INSERT INTO stations VALUES (3, 'Halle');".into(),
    };
    Setup { sql: Some(sql), ..Setup::default() }
}

fn ask(lab: &mut Lab, script: &str) -> Vec<Outcome> {
    let request = Request::Sql { script: script.into() };
    match lab.handle(request, &Budget::new(STEPS)) {
        Response::Sql { outcomes, .. } => outcomes,
        other => panic!("{other:?}"),
    }
}

fn first_cell(outcomes: &[Outcome]) -> &Cell {
    match &outcomes[0] {
        Outcome::Rows(table) => &table.rows[0][0],
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_database_comes_back_with_its_changes() {
    let setup = database();
    let mut lab = Lab::open(&setup).unwrap();
    assert_eq!(first_cell(&ask(&mut lab, "SELECT count(name) FROM stations")), &Cell::Int(2));
    ask(&mut lab, "DELETE FROM stations WHERE name IS NULL");
    let mut later = Lab::restore(&setup, &lab.save()).unwrap();
    assert_eq!(first_cell(&ask(&mut later, "SELECT count(*) FROM stations")), &Cell::Int(2));
    assert_eq!(later.journal().entries().len(), 3);
}

#[test]
fn a_damaged_save_is_an_error_and_nothing_else() {
    let setup = database();
    let mut bytes = Lab::open(&setup).unwrap().save();
    assert_eq!(Lab::restore(&setup, b"something else").err().map(|error| error.id), Some("lab-damaged-save".into()));
    bytes.truncate(bytes.len() / 2);
    assert!(Lab::restore(&setup, &bytes).is_err());
}

#[test]
fn a_request_for_an_engine_that_is_not_there_is_refused() {
    let mut lab = Lab::open(&Setup::default()).unwrap();
    for request in [Request::Schema, Request::Keys { keys: "x".into() }, Request::Folder { path: "/".into() }] {
        assert!(matches!(lab.handle(request, &Budget::new(1)), Response::Failed { .. }));
    }
}

fn machine() -> Lab {
    let file =
        FileSetup { path: "logs/app.log".into(), content: "ERROR a\nINFO b\nERROR c\n".into(), ..FileSetup::default() };
    let shell = ShellSetup { files: vec![file], ..ShellSetup::default() };
    Lab::open(&Setup { shell: Some(shell), ..Setup::default() }).unwrap()
}

/// Everything a terminal shows until the machine waits.
/// Everything that happens until nothing goes on.
fn events(lab: &mut Lab, input: Input) -> Vec<TerminalEvent> {
    let mut all = Vec::new();
    let mut responses = vec![lab.handle(Request::Input { terminal: 0, input }, &Budget::new(1_000_000))];
    for _ in 0..200 {
        for response in responses.drain(..) {
            let Response::Terminal { events, .. } = response else { panic!("{response:?}") };
            all.extend(events);
        }
        match lab.pace() {
            Pace::Idle => break,
            Pace::Busy => responses = lab.step(&Budget::new(1_000_000), 0),
            Pace::Sleeping(millis) => responses = lab.step(&Budget::new(1_000_000), millis),
        }
    }
    all
}

fn output(lab: &mut Lab, input: Input) -> String {
    let said = |event| match event {
        TerminalEvent::Output { text } => text,
        TerminalEvent::Prompt { continuation, .. } => if continuation { "> " } else { "$ " }.to_owned(),
        _ => String::new(),
    };
    events(lab, input).into_iter().map(said).collect()
}

fn line(text: &str) -> Input {
    Input::Line { text: text.into() }
}

#[test]
fn a_command_prints_and_the_prompt_comes_back() {
    let mut lab = machine();
    assert!(output(&mut lab, line("grep -c ERROR logs/app.log")).ends_with("2\n$ "));
    assert_eq!(output(&mut lab, line("for i in 1 2; do")), "> ");
    assert_eq!(output(&mut lab, line("echo $i; done")), "1\n2\n$ ");
    assert_eq!(lab.journal().entries()[0], Entry::Input { terminal: 0, input: line("grep -c ERROR logs/app.log") });
}

#[test]
fn an_endless_loop_is_interrupted() {
    let mut lab = machine();
    output(&mut lab, line("while true; do :; done"));
    assert_eq!(lab.pace(), Pace::Busy);
    assert!(output(&mut lab, Input::Interrupt).ends_with("$ "));
    assert_eq!(output(&mut lab, line("echo here")), "here\n$ ");
}

#[test]
fn the_disk_comes_back() {
    let mut lab = machine();
    output(&mut lab, line("echo kept > kept.txt"));
    let shell = ShellSetup::default();
    let mut later = Lab::restore(&Setup { shell: Some(shell), ..Setup::default() }, &lab.save()).unwrap();
    assert!(output(&mut later, line("cat kept.txt logs/app.log | head -n 2")).contains("kept\nERROR a\n"));
}

#[test]
fn vim_edits_the_machines_files() {
    let mut lab = machine();
    output(&mut lab, line("vim logs/app.log"));
    output(&mut lab, Input::Keys { keys: "dd:wq\r".into() });
    assert!(output(&mut lab, line("head -n 1 logs/app.log")).contains("INFO b"));
}

#[test]
fn vim_asks_the_shell() {
    let mut lab = machine();
    output(&mut lab, line("printf 'b\\na\\n' > two; vim two"));
    output(&mut lab, Input::Keys { keys: ":%!sort\r".into() });
    output(&mut lab, Input::Keys { keys: ":$r !echo c; echo d >&2; pwd\r:w !tr a-z A-Z > loud\r".into() });
    output(&mut lab, Input::Keys { keys: ":r !false | cat\rGo\x1b!!echo e\r:wq\r".into() });
    assert!(output(&mut lab, line("cat two loud; ls -A /tmp | wc -l")).contains("a\nb\nc\nd\n/"));
    assert!(output(&mut lab, line("tail -n 1 two; grep -c . loud; ls /tmp | grep -c ^v")).contains("e\n5\n0\n"));
}

#[test]
fn vim_shows_what_a_command_wrote_and_explains_its_own() {
    let mut lab = machine();
    output(&mut lab, line("vim logs/app.log"));
    let mut shown = |typed: &str| {
        let happened = events(&mut lab, Input::Keys { keys: typed.into() });
        let picture = happened.into_iter().rev().find_map(|event| match event {
            TerminalEvent::Screen { lines, explanation, .. } => Some((lines, explanation)),
            _ => None,
        });
        let (lines, explanation) = picture.expect("a picture");
        let text = |line: &Vec<Stretch>| line.iter().map(|stretch| stretch.text.as_str()).collect::<String>();
        (lines.iter().map(text).collect::<Vec<_>>().join("\n"), explanation.map(|told| told.keys))
    };
    assert!(shown(":!seq 3\r").0.ends_with("1\n2\n3\nPress ENTER or type command to continue"));
    assert!(shown("\r").0.starts_with("ERROR a"));
    assert_eq!(shown("2dw").1.as_deref(), Some("2dw"));
}

#[test]
fn keys_edit_write_and_leave() {
    let vim = VimSetup { path: "note.txt".into(), text: "one\ntwo\n".into(), cursor: Some((2, 1)) };
    let setup = Setup { vim: Some(vim), ..Setup::default() };
    let mut lab = Lab::open(&setup).unwrap();
    lab.handle(Request::Keys { keys: "ciw2<Esc>".into() }, &Budget::new(STEPS));
    let mut later = Lab::restore(&setup, &lab.save()).unwrap();
    let Response::Editor { quit, keystrokes, .. } =
        later.handle(Request::Keys { keys: ":wq<CR>".into() }, &Budget::new(STEPS))
    else {
        panic!()
    };
    assert_eq!((quit, keystrokes), (true, 9));
    assert_eq!(later.editor().unwrap().file("note.txt"), Some("one\n2\n"));
    assert_eq!(later.journal().keys(), "ciw2<Esc>:wq<CR>");
}

#[test]
fn copy_reads_and_writes_the_machines_disk() {
    let setup = Setup { sql: Some(SqlSetup::default()), shell: Some(ShellSetup::default()), ..Setup::default() };
    let mut lab = Lab::open(&setup).unwrap();
    let budget = Budget::unlimited();
    let sql = |lab: &mut Lab, script: &str| lab.handle(Request::Sql { script: script.to_owned() }, &budget);
    sql(&mut lab, "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x') RETURNING a; COPY t TO 'out.csv' CSV");
    let read = lab.handle(Request::ReadFile { path: "/home/ines/out.csv".to_owned() }, &budget);
    assert!(matches!(&read, Response::File { bytes } if bytes == b"1,x\n"), "{read:?}");
    sql(&mut lab, "COPY t FROM 'out.csv' CSV");
    lab.handle(Request::WriteFile { path: "/home/ines/out.csv".to_owned(), bytes: b"other".to_vec() }, &budget);
    let mut again = Lab::restore(&setup, &lab.save()).unwrap();
    let Response::Sql { outcomes, .. } = sql(&mut again, "SELECT count(*) FROM t") else { panic!() };
    assert!(matches!(&outcomes[0], sql::Outcome::Rows(table) if table.rows == [[base::Cell::Int(2)]]), "{outcomes:?}");
}

#[test]
fn what_stands_under_srv_www_is_served() {
    let file = FileSetup {
        path: "/srv/www/velos.example/trips.csv".into(),
        content: "id,minutes\n1,12\n".into(),
        ..FileSetup::default()
    };
    let shell = ShellSetup { files: vec![file], ..ShellSetup::default() };
    let mut lab = Lab::open(&Setup { shell: Some(shell), ..Setup::default() }).unwrap();
    assert!(output(&mut lab, line("curl -s http://velos.example/trips.csv | tail -n 1")).ends_with("1,12\n$ "));
    assert_eq!(output(&mut lab, line("curl -s -o /dev/null -w '%{http_code}\n' http://velos.example/none")), "404\n$ ");
    assert_eq!(output(&mut lab, line("curl -s http://nowhere.example/; echo $?")), "6\n$ ");
}

#[test]
fn a_crontab_runs_while_the_prompt_waits() {
    let mut lab = machine();
    output(&mut lab, Input::Line { text: "echo '* * * * * date +\\%M >> minutes' | crontab -".into() });
    // `output` lets time pass as long as something is to come: a job a minute.
    let Pace::Sleeping(millis) = lab.pace() else { panic!("{:?}", lab.pace()) };
    assert!(millis <= 60_000);
    let told = output(&mut lab, Input::Line { text: "wc -l < minutes; crontab -r".into() });
    let jobs: u32 = told.lines().next().and_then(|line| line.trim().parse().ok()).unwrap_or_default();
    assert!(jobs > 10, "{told}");
    assert_eq!(lab.pace(), Pace::Idle, "without a crontab there is nothing to wait for");
}
