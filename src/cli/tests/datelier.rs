//! The program as its users meet it: arguments in, text and exit status out.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn datelier(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_datelier"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn small_course() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../course/tests/data/course").to_str().unwrap().to_owned()
}

#[test]
fn wrong_usage_is_named_and_ends_with_2() {
    for args in [
        &[][..],
        &["frobnicate"],
        &["check", "--frobnicate"],
        &["pack"],
        &["new", "lesson", "nameless"],
        &["new", "lesson", "02-sql/Capital"],
        &["sql", "--format", "xml", "-"],
        &["vim"],
        &["bench", "cobol"],
    ] {
        let output = datelier(args, "");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).starts_with("datelier: "), "{args:?}");
        assert!(stdout(&output).is_empty());
    }
    assert_eq!(datelier(&["sh", "no-such-file.sh"], "").status.code(), Some(1));
    assert!(stdout(&datelier(&["--help"], "")).contains("datelier check"));
}

#[test]
fn a_sound_course_passes_and_packs() {
    let output = datelier(&["check", &small_course()], "");
    assert_eq!(stdout(&output).trim(), "1 lessons, 4 exercises, 17 answers played, 0 findings", "{}", stderr(&output));
    assert!(output.status.success());

    let out = folder("packed");
    fs::write(out.join("chapter-old.0.json"), "{}").unwrap();
    let pack = || {
        let output = datelier(&["pack", &small_course(), "--out", out.to_str().unwrap()], "");
        assert!(output.status.success(), "{}", stderr(&output));
        let mut files: Vec<(String, String)> = fs::read_dir(&out)
            .unwrap()
            .map(|entry| {
                let path = entry.unwrap().path();
                (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
            })
            .collect();
        files.sort();
        files
    };
    let files = pack();
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names[1..],
        ["index.json", "manual.md", "words.en.ftl", "words.fr.ftl"],
        "a chapter, the index, man pages, words"
    );
    let index: course::model::Index = serde_json::from_str(&files[1].1).unwrap();
    assert_eq!(index.chapters[0].bundle, files[0].0);
    let bundle: course::model::ChapterBundle = serde_json::from_str(&files[0].1).unwrap();
    assert_eq!(bundle.lessons[0].exercises.len(), 4);
    assert_eq!(files, pack(), "the same course packs to the same bytes");
}

#[test]
fn what_is_new_passes_every_check() {
    let root = folder("new");
    let dir = root.to_str().unwrap();
    for args in [["lesson", "01-debut/01-seuils"], ["chapter", "02-suite"], ["dataset", "mesures"]] {
        let output = datelier(&["new", args[0], args[1], "--dir", dir], "");
        assert!(output.status.success(), "{}", stderr(&output));
    }
    let output = datelier(&["check", dir], "");
    assert!(output.status.success(), "{}", stdout(&output));
    let again = datelier(&["new", "chapter", "02-suite", "--dir", dir], "");
    assert_eq!(again.status.code(), Some(1));
    assert!(stderr(&again).contains("is there already"));
    let query = datelier(
        &["sql", "-", "--dir", dir, "--dataset", "mesures", "--format", "csv"],
        "SELECT count(*) AS n FROM mesures",
    );
    assert_eq!(stdout(&query), "n\n201\n");
    let query = datelier(
        &["sql", "-", "--dir", dir, "--dataset", "mesures", "--variant", "small", "--format", "csv"],
        "SELECT count(*) AS n FROM mesures",
    );
    assert_eq!(stdout(&query), "n\n22\n");
}

#[test]
fn a_wrong_answer_that_passes_is_found() {
    let root = folder("broken");
    let from = small_course();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        fs::create_dir_all(root.join(&folder)).unwrap();
        for entry in fs::read_dir(Path::new(&from).join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path);
            } else {
                fs::copy(entry.path(), root.join(path)).unwrap();
            }
        }
    }
    let lesson = root.join("01-debut/01-bases");
    fs::copy(lesson.join("longues.solution.sql"), lesson.join("longues.wrong-none.sql")).unwrap();
    fs::write(lesson.join("longues.ok-gt.sql"), "SELECT 1").unwrap();
    fs::write(lesson.join("prevoir.sql"), "SELECT 3;\n").unwrap();
    let output = datelier(&["check", root.to_str().unwrap()], "");
    let said = stdout(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("longues.wrong-none.sql:1: `lignes` of `longues` should speak, but it passes"), "{said}");
    assert!(said.contains("longues.ok-gt.sql:1: this right answer to `longues` does not pass"), "{said}");
    assert!(said.contains("`prevoir` gives 3, which `accept` does not have"), "{said}");
    let output = datelier(&["check", root.to_str().unwrap(), "--no-run"], "");
    assert!(output.status.success(), "{}", stdout(&output));
}

#[test]
fn a_script_speaks_for_itself() {
    let files = folder("files");
    fs::write(files.join("a.txt"), "b\na\n").unwrap();
    let output = datelier(&["sh", "-c", "sort a.txt; echo oops >&2; exit 3", "--files", files.to_str().unwrap()], "");
    assert_eq!(
        (stdout(&output).as_str(), stderr(&output).as_str(), output.status.code()),
        ("a\nb\n", "oops\n", Some(3))
    );

    let cases = r#"{"id":1,"cwd":"/tmp/x","files":{"n.txt":"1\n2\n"},"script":"pwd; wc -l < n.txt"}
{"id":"two","script":"exit 7"}
"#;
    let output = datelier(&["sh", "--batch", "-"], cases);
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0], serde_json::json!({"id": 1, "stdout": "/tmp/x\n2\n", "stderr": "", "exit": 0}));
    assert_eq!((&lines[1]["id"], &lines[1]["exit"]), (&"two".into(), &7.into()));
}

#[test]
fn sql_answers_in_json_lines() {
    let csv = folder("csv").join("t.csv");
    fs::write(&csv, "a,b\n1,x\n2,\n").unwrap();
    let table = format!("t={}", csv.display());
    let script = "SELECT a, b, a > 1 AS big FROM t ORDER BY a;\nSELECT nope FROM t;\nCREATE TABLE u (x integer);\nINSERT INTO u VALUES (1), (2);";
    let output = datelier(&["sql", "-", "--csv", &table, "--format", "json"], script);
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0], serde_json::json!({"columns": ["a", "b", "big"], "rows": [[1, "x", false], [2, null, true]]}));
    assert_eq!(
        (&lines[1]["error"]["code"], &lines[1]["error"]["line"], &lines[1]["error"]["column"]),
        (&"42703".into(), &2.into(), &8.into())
    );
    assert_eq!(lines[3], serde_json::json!({"affected": 2}));
    assert_eq!(output.status.code(), Some(1));

    let cases = r#"{"id":"x","setup":["CREATE TABLE t (a integer)","INSERT INTO t VALUES (5)"],"sql":"SELECT a FROM t; SELECT 1"}"#;
    let output = datelier(&["sql", "--batch", "-"], cases);
    let expected = serde_json::json!({"id": "x", "results": [{"columns": ["a"], "rows": [[5]]}, {"columns": ["?column?"], "rows": [[1]]}]});
    assert_eq!(serde_json::from_str::<serde_json::Value>(&stdout(&output)).unwrap(), expected);
}

#[test]
fn slt_counts() {
    let file = folder("slt").join("a.slt");
    fs::write(&file, "statement ok\nCREATE TABLE t (a integer, b boolean)\n\nstatement ok\nINSERT INTO t VALUES (1, true), (2, NULL)\n\nquery IT rowsort\nSELECT a, b FROM t\n----\n1 t\n2 NULL\n\nquery R\nSELECT avg(a) FROM t\n----\n1.500\n\nquery I\nSELECT a FROM t WHERE a > 1\n----\n3\n").unwrap();
    let output = datelier(&["slt", file.to_str().unwrap()], "");
    assert!(stdout(&output).ends_with("4 passed, 1 failed\n"), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn vim_answers_case_by_case() {
    let case = r#"{"id":1,"lines":["one two"],"cursor":[1,1],"keys":"dwi!\u001b"}"#;
    let output = datelier(&["vim", "--batch", "-"], case);
    let line: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(line["lines"], serde_json::json!(["!two"]));
    assert_eq!((&line["mode"], &line["cursor"]), (&"n".into(), &serde_json::json!([1, 1])));
}
