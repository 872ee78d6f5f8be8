//! `vim` in a terminal draws what vim draws: every screen of `tests/spec/vim/screens/screens.jsonl`, recorded from vim in tmux by
//! `tests/oracles/vim/screens.py`, row by row, and the cursor's place. What differs is listed, and the test fails as well when
//! it no longer does.

#![cfg(feature = "machine")]

use base::{Budget, Locale};
use lab::protocol::{Input, Request, Response, TerminalEvent};
use lab::{Lab, Setup, ShellSetup};
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(serde::Deserialize)]
struct Case {
    name: String,
    /// The file's lines; `None`: there is no such file.
    lines: Option<Vec<String>>,
    keys: String,
    size: (usize, usize),
    vim: Drawn,
}

#[derive(serde::Deserialize, PartialEq, Eq)]
struct Drawn {
    screen: Vec<String>,
    cursor: (usize, usize),
}

fn ask(lab: &mut Lab, request: Request) -> Vec<TerminalEvent> {
    match lab.handle(request, &Budget::new(200_000_000)) {
        Response::Terminal { events, .. } => events,
        other => panic!("{other:?}"),
    }
}

/// What ours draws.
fn draw(case: &Case) -> Drawn {
    let shell = ShellSetup { user: "ines".into(), ..ShellSetup::default() };
    let mut lab = Lab::open(&Setup { shell: Some(shell), ..Setup::default() }).expect("a shell opens");
    let (rows, columns) = case.size;
    ask(&mut lab, Request::ResizeTerminal { terminal: 0, columns, rows, locale: Locale::En });
    let line = |text: String| Request::Input { terminal: 0, input: Input::Line { text } };
    if let Some(lines) = &case.lines {
        let text: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
        ask(&mut lab, line(format!("printf %s '{text}' > notes")));
    }
    let mut screen = Vec::new();
    let mut cursor = (0, 0);
    let mut events = ask(&mut lab, line("vim notes".into()));
    for key in vim::Key::parse(&case.keys) {
        let keys = match key.to_string().as_str() {
            "<Left>" => "\x1b[D".to_owned(),
            "<Right>" => "\x1b[C".to_owned(),
            _ => key.0.to_string(),
        };
        events.extend(ask(&mut lab, Request::Input { terminal: 0, input: Input::Keys { keys } }));
    }
    for event in events {
        if let TerminalEvent::Screen { lines, cursor: at, .. } = event {
            screen = lines;
            cursor = at.unwrap_or_default();
        }
    }
    let row = |row: Vec<lab::protocol::Stretch>| row.iter().map(|stretch| stretch.text.as_str()).collect::<String>();
    Drawn { screen: screen.into_iter().map(|line| row(line).trim_end().to_owned()).collect(), cursor }
}

#[test]
fn every_screen_is_drawn_as_by_vim() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/spec/vim/screens");
    let cases = std::fs::read_to_string(folder.join("screens.jsonl")).expect("the screens are there");
    let known = std::fs::read_to_string(folder.join("known-differences.txt")).unwrap_or_default();
    let known: BTreeSet<&str> = known.lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
    let mut failures = Vec::new();
    for case in cases.lines() {
        let case: Case = serde_json::from_str(case).expect("a case is JSON");
        let ours = draw(&case);
        match (ours == case.vim, known.contains(case.name.as_str())) {
            (false, false) => {
                let (theirs, here) = (case.vim.screen.join("\n|"), ours.screen.join("\n|"));
                let (at, our) = (case.vim.cursor, ours.cursor);
                failures.push(format!("{} {:?}\nvim {at:?}\n|{theirs}\nours {our:?}\n|{here}\n", case.name, case.keys));
            }
            (true, true) => failures.push(format!("{} agrees now: take it off the list", case.name)),
            _ => {}
        }
    }
    assert!(cases.lines().count() >= 80);
    assert!(failures.is_empty(), "{} of {} screens:\n{}", failures.len(), cases.lines().count(), failures.join("\n"));
}

/// A program that fills the screen is drawn anew when the terminal gets another size, without a key.
#[test]
fn a_new_size_is_drawn_at_once() {
    let shell = ShellSetup { user: "ines".into(), ..ShellSetup::default() };
    let mut lab = Lab::open(&Setup { shell: Some(shell), ..Setup::default() }).expect("a shell opens");
    let size = |columns, rows| Request::ResizeTerminal { terminal: 0, columns, rows, locale: Locale::En };
    ask(&mut lab, size(40, 10));
    for program in ["seq 99 > n; vim n", "less n", "nano n", "top"] {
        ask(&mut lab, Request::Input { terminal: 0, input: Input::Line { text: program.into() } });
        for rows in [7, 12, 10] {
            let drawn = ask(&mut lab, size(40, rows)).into_iter().rev().find_map(|event| match event {
                TerminalEvent::Screen { lines, .. } => Some(lines.len()),
                _ => None,
            });
            // top has no more rows than there are processes.
            assert!(
                drawn == Some(rows) || program == "top" && drawn.is_some_and(|drawn| drawn <= rows),
                "{program}: {drawn:?}"
            );
        }
        let leave = if program.ends_with("vim n") {
            ":q\r"
        } else if program == "nano n" {
            "\x18"
        } else {
            "q"
        };
        ask(&mut lab, Request::Input { terminal: 0, input: Input::Keys { keys: leave.into() } });
    }
}
