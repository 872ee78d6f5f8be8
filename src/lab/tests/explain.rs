//! Command lines explained in words: the cases of `explain.txt`, and the sentences themselves.

use base::{Budget, Locale};
use lab::protocol::{Input, Request, Response, TerminalEvent};
use lab::{FileSetup, Lab, Setup, ShellSetup};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

const STEPS: u64 = 200_000_000;

fn bench() -> Lab {
    let file =
        |path: &str, content: &str| FileSetup { path: path.into(), content: content.into(), ..FileSetup::default() };
    let shell = ShellSetup {
        user: "ines".into(),
        files: vec![
            file("~/trips.csv", "a\nb\n"),
            file("~/stations.csv", "c\n"),
            file("~/notes.txt", ""),
            file("~/data/", ""),
        ],
        ..ShellSetup::default()
    };
    let mut lab = Lab::open(&Setup { shell: Some(shell), ..Setup::default() }).unwrap();
    let size = Request::ResizeTerminal { terminal: 0, columns: 80, rows: 24, locale: Locale::En };
    lab.handle(size, &Budget::new(STEPS));
    for line in ["city=Nantes; list=(un deux)", "greet() { echo hi; }", "alias count='wc -l'"] {
        let input = Input::Line { text: line.into() };
        lab.handle(Request::Input { terminal: 0, input }, &Budget::new(STEPS));
    }
    lab
}

/// A line's parts as the file writes them.
fn explained(lab: &mut Lab, line: &str, locale: Locale) -> String {
    let request = Request::ExplainLine { terminal: 0, line: line.replace("\\n", "\n"), locale };
    let Response::Explained { words, parts, problem } = lab.handle(request, &Budget::new(STEPS)) else {
        panic!("{line} is not explained");
    };
    let whole: String = words.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(whole, line.replace("\\n", "\n"), "the pieces are the line");
    let mut text = String::new();
    for part in &parts {
        let pieces: String = words[part.first..part.end].iter().map(|word| word.text.as_str()).collect();
        assert_eq!(pieces, part.text, "{line}");
        writeln!(text, "{}{} :: {}", "  ".repeat(part.depth), part.text.replace('\n', "\\n"), part.told).unwrap();
    }
    if let Some(problem) = problem {
        writeln!(text, "!! {problem}").unwrap();
    }
    text
}

/// Cases: a line that begins with `$ ` (`$ fr ` in French), then what is said of it. `UPDATE=1` writes down what is said now:
/// to be read before it is kept, for no other tool can be asked.
#[test]
fn lines_are_explained() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explain.txt");
    let cases = std::fs::read_to_string(&path).unwrap();
    let mut lab = bench();
    let mut now = String::new();
    for line in cases.lines() {
        if let Some(line) = line.strip_prefix("$ ") {
            let (locale, shown) = match line.strip_prefix("fr ") {
                Some(line) => (Locale::Fr, line),
                None => (Locale::En, line),
            };
            writeln!(now, "$ {line}\n{}", explained(&mut lab, shown, locale)).unwrap();
        } else if line.starts_with('#') && !now.contains("\n$ ") {
            // Before the first case; later on it is a comment of a command line that is explained.
            writeln!(now, "{line}").unwrap();
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(&path, &now).unwrap();
    }
    for (wanted, got) in cases.lines().zip(now.lines()) {
        assert_eq!(wanted, got);
    }
    assert_eq!(cases.trim_end(), now.trim_end());
}

#[test]
fn explaining_changes_nothing_and_says_nothing() {
    let mut lab = bench();
    for line in
        ["echo $((city=5)) ${new:=x} $(touch gone) $((1/0)) ${city:?}", "for x in $(rm -r ~)", "cat < /nowhere > made"]
    {
        explained(&mut lab, line, Locale::En);
    }
    let input = Input::Line { text: "echo \"[$city][$new]\"; ls".into() };
    let mut shown = String::new();
    if let Response::Terminal { events, .. } = lab.handle(Request::Input { terminal: 0, input }, &Budget::new(STEPS)) {
        for event in events {
            if let TerminalEvent::Output { text } = event {
                shown.push_str(&text);
            }
        }
    }
    assert!(shown.starts_with("[Nantes][]\n") && !shown.contains("gone") && !shown.contains("made"), "{shown}");
    assert!(!shown.contains("division"), "{shown}");
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sentences(locale: Locale) -> String {
    std::fs::read_to_string(root().join(format!("content/shell/explain.{}.ftl", locale.tag()))).unwrap()
}

fn ids(text: &str) -> BTreeSet<String> {
    shell::Words::read(text).ids().map(str::to_owned).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (french, english) = (sentences(Locale::Fr), sentences(Locale::En));
    assert_eq!(ids(&french), ids(&english));
    for line in french.lines().filter(|line| !line.starts_with('#')) {
        for mark in [" :", " ;", " !", " ?", "« ", " »"] {
            assert!(!line.contains(mark), "an ordinary space, where one that does not break belongs: {line}");
        }
    }
    for locale in Locale::ALL {
        for line in sentences(locale).lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            assert!(line.contains(" = "), "one message a line: {line}");
        }
    }
}

/// Every id that the code writes out is a message, and every message of these families is asked for.
#[test]
fn no_sentence_is_missing() {
    let mut code = String::new();
    for entry in std::fs::read_dir(root().join("src/shell/src/explain")).unwrap().flatten() {
        code.push_str(&std::fs::read_to_string(entry.path()).unwrap());
    }
    let families = ["explain-", "redirect-", "op-", "value-", "missing-"];
    let written: BTreeSet<String> = code
        .split('"')
        .filter(|text| families.iter().any(|family| text.starts_with(family)))
        .filter(|text| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))
        .map(str::to_owned)
        .collect();
    let known: BTreeSet<String> = ids(&sentences(Locale::Fr))
        .into_iter()
        .filter(|id| families.iter().any(|family| id.starts_with(family)))
        .collect();
    assert_eq!(written, known);
}
