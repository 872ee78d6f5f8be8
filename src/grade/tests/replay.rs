//! Submissions judged by replay: each engine, visible and hidden situations, each kind of check.

use base::Arg;
use course::model::{Dataset, Exercise, Submission, Verdict};
use grade::grade;
use serde_json::json;

fn exercise(value: serde_json::Value) -> Exercise {
    serde_json::from_value(value).unwrap()
}

fn speaks(verdict: &Verdict) -> &str {
    verdict.failed.as_ref().map_or("", |failed| &failed.check)
}

fn rivers() -> Dataset {
    serde_json::from_value(json!({
        "id": "rivers", "title": {"fr": "", "en": ""}, "seed": 1,
        "schema": "CREATE TABLE rivers (id integer, name text, km integer);",
        "tables": [{"name": "rivers", "csv": "id,name,km\n1,Loire,1006\n2,Ill,217\n3,Dhuis,\n4,Seine,775\n"}],
        "hidden": [
            {"label": "edge", "seed": 2, "scale": 1.0, "edge": {"rivers": [{"id": 5, "name": "Bord", "km": 300}]}},
        ],
    }))
    .unwrap()
}

fn long_rivers(checks: serde_json::Value) -> Exercise {
    exercise(json!({
        "id": "long", "points": 2, "setup": {"datasets": ["rivers"]},
        "task": {"engine": "sql", "solution": "SELECT name, km FROM rivers WHERE km > 300 ORDER BY km", "order": "total"},
        "checks": checks,
    }))
}

fn sql(exercise: &Exercise, script: &str) -> Verdict {
    grade(exercise, &Submission::Sql { script: script.into() }, &[rivers()])
}

#[test]
fn sql_results_are_compared_in_every_situation() {
    let exercise = long_rivers(json!([
        {"id": "bound", "kind": "sql-result", "differs-on": "km = 300"},
        {"id": "order", "kind": "sql-result", "differs": "order"},
        {"id": "names", "kind": "sql-result", "differs": "columns"},
        {"id": "known", "kind": "sql-result", "equals": "SELECT name, km FROM rivers WHERE km < 300 ORDER BY km"},
        {"id": "rows", "kind": "sql-result"},
    ]));
    let right = sql(&exercise, "SELECT name, km FROM rivers WHERE NOT km <= 300 ORDER BY km ASC;");
    assert!(right.passed, "{right:?}");
    assert_eq!((right.points, right.max, right.checks.len()), (2, 2, 1));

    // Only the hidden situation has a river of 300 km.
    let bound = sql(&exercise, "SELECT name, km FROM rivers WHERE km >= 300 ORDER BY km");
    assert_eq!((speaks(&bound), bound.hidden.as_deref()), ("bound", Some("edge")));
    assert_eq!(bound.failed.unwrap().args["example.name"], Arg::Text("Bord".into()));

    assert_eq!(speaks(&sql(&exercise, "SELECT name, km FROM rivers WHERE km > 300 ORDER BY km DESC")), "order");
    assert_eq!(speaks(&sql(&exercise, "SELECT name AS n, km FROM rivers WHERE km > 300 ORDER BY km")), "names");
    assert_eq!(speaks(&sql(&exercise, "SELECT name, km FROM rivers WHERE km < 300 ORDER BY km")), "known");
    let rows = sql(&exercise, "SELECT name, km FROM rivers ORDER BY km");
    assert_eq!(speaks(&rows), "rows");
    assert_eq!(rows.rows.unwrap().extra_count, 2);
}

#[test]
fn a_refused_script_says_so_itself_unless_a_check_knows_the_error() {
    let plain = long_rivers(json!([{"id": "rows", "kind": "sql-result"}]));
    let refused = sql(&plain, "SELECT nom FROM rivers");
    assert!(!refused.passed && refused.failed.is_none());
    assert_eq!(refused.diagnostic.unwrap().code, "42703");
    let knowing = long_rivers(json!([
        {"id": "column", "kind": "sql-error", "code": "42703"},
        {"id": "rows", "kind": "sql-result"},
    ]));
    let refused = sql(&knowing, "SELECT nom FROM rivers");
    assert_eq!(speaks(&refused), "column");
    assert!(refused.diagnostic.is_some());
    assert_eq!(sql(&plain, " -- nothing\n").diagnostic.unwrap().id, "grade-nothing");
    let other = grade(&plain, &Submission::Quiz { chosen: vec![] }, &[rivers()]);
    assert_eq!(other.diagnostic.unwrap().id, "grade-other-engine");
    let lost = grade(&plain, &Submission::Sql { script: "SELECT 1".into() }, &[]);
    assert_eq!(lost.diagnostic.unwrap().id, "grade-dataset");
}

#[test]
fn a_clause_is_recognised_required_or_forbidden() {
    let exercise = long_rivers(json!([
        {"id": "or", "kind": "sql-clause", "clause": "where", "pattern": "or-beside-and-without-parentheses"},
        {"id": "where", "kind": "sql-clause", "clause": "where", "pattern": "present", "rule": "require"},
        {"id": "star", "kind": "sql-clause", "clause": "select", "pattern": "select-star", "rule": "forbid"},
        {"id": "rows", "kind": "sql-result"},
    ]));
    assert!(sql(&exercise, "SELECT name, km FROM rivers WHERE km > 300 AND true OR false ORDER BY km").passed);
    assert_eq!(
        speaks(&sql(&exercise, "SELECT name, km FROM rivers WHERE km > 300 AND false OR true ORDER BY km")),
        "or"
    );
    assert_eq!(speaks(&sql(&exercise, "SELECT name, km FROM (SELECT * FROM rivers) r ORDER BY km")), "where");
}

#[test]
fn what_a_script_leaves_behind() {
    let exercise = exercise(json!({
        "id": "fix", "points": 1, "setup": {"datasets": ["rivers"]},
        "hidden": [{"label": "more", "engine": "sql", "script": "INSERT INTO rivers VALUES (9, 'Ru', NULL);"}],
        "task": {"engine": "sql", "solution": "UPDATE rivers SET km = 0 WHERE km IS NULL"},
        "checks": [{"id": "state", "kind": "sql-state", "query": "SELECT id, km FROM rivers"}],
    }));
    assert!(sql(&exercise, "UPDATE rivers SET km = coalesce(km, 0)").passed);
    let one = sql(&exercise, "UPDATE rivers SET km = 0 WHERE id = 3");
    assert_eq!((speaks(&one), one.hidden.as_deref()), ("state", Some("more")));
    assert_eq!(speaks(&sql(&exercise, "DROP TABLE rivers")), "state");
}

fn shell(exercise: &Exercise, lines: &[&str]) -> Verdict {
    let lines = lines.iter().map(|line| (*line).to_owned()).collect();
    grade(exercise, &Submission::Shell { lines }, &[rivers()])
}

fn count_errors(checks: serde_json::Value) -> Exercise {
    exercise(json!({
        "id": "errors", "points": 1,
        "setup": {"files": {"logs/a.log": "ok\nERROR 1\nERROR 2\n", "logs/b.log": "ERROR 3\n"}, "cwd": "logs"},
        "hidden": [{"label": "worse", "engine": "shell", "script": "echo ERROR 4 >> logs/a.log"}],
        "task": {"engine": "shell", "solution": "cat *.log | grep -c ERROR"},
        "checks": checks,
    }))
}

#[test]
fn a_line_prints_what_the_solution_prints() {
    let exercise = count_errors(json!([
        {"id": "one-file", "kind": "shell-output", "equals": "grep -c ERROR a.log"},
        {"id": "count", "kind": "shell-output"},
    ]));
    let passes = |lines: &[&str]| shell(&exercise, lines).passed;
    assert!(passes(&["cat *.log | grep -c ERROR"]));
    // Looking around before and after does not matter.
    assert!(passes(&["ls", "cat a.log", "grep -h ERROR *.log | wc -l", "pwd"]));
    let constant = shell(&exercise, &["echo 3"]);
    assert_eq!((speaks(&constant), constant.hidden.as_deref()), ("count", Some("worse")));
    assert_eq!(speaks(&shell(&exercise, &["ls", "grep -c ERROR a.log"])), "one-file");
    let wrong = shell(&exercise, &["grep ERROR *.log"]);
    assert_eq!(wrong.failed.unwrap().args["actual"], Arg::Number(3));
    assert_eq!(shell(&exercise, &["", "# hm"]).diagnostic.unwrap().id, "grade-nothing");
}

#[test]
fn what_lines_are_made_of() {
    let exercise = count_errors(json!([
        {"id": "pipe", "kind": "shell-uses", "what": "|"},
        {"id": "no-cat", "kind": "shell-avoids", "what": "cat"},
        {"id": "missing", "kind": "shell-error", "contains": "No such file"},
        {"id": "status", "kind": "shell-status"},
        {"id": "count", "kind": "shell-output"},
    ]));
    assert!(shell(&exercise, &["grep -h ERROR *.log | wc -l"]).passed);
    assert_eq!(speaks(&shell(&exercise, &["grep -c ERROR nope.log"])), "pipe");
    assert_eq!(speaks(&shell(&exercise, &["cat *.log | grep -c ERROR"])), "no-cat");
    assert_eq!(speaks(&shell(&exercise, &["grep -h ERROR nope.log | wc -l"])), "missing");
    assert_eq!(speaks(&shell(&exercise, &["grep -h ERROR *.log | wc -l; false"])), "status");
}

#[test]
fn what_lines_leave_on_the_disk() {
    let exercise = exercise(json!({
        "id": "tidy", "points": 1,
        "setup": {"files": {"in/a.txt": "1\n", "in/b.tmp": "2\n"}},
        "hidden": [{"label": "more", "engine": "shell", "script": "echo 3 > in/c.tmp"}],
        "task": {"engine": "shell", "solution": "mkdir out\nmv in/*.tmp out\nchmod 600 in/a.txt\ncd out"},
        "checks": [
            {"id": "copied", "kind": "shell-state", "paths": ["in", "out"], "aspect": "exists", "equals": "mkdir out; cp in/*.tmp out"},
            {"id": "moved", "kind": "shell-state", "paths": ["in", "~/out"]},
            {"id": "mode", "kind": "shell-state", "paths": ["in/a.txt"], "aspect": "mode"},
            {"id": "folder", "kind": "shell-cwd"},
        ],
    }));
    assert!(shell(&exercise, &["mkdir ~/out && cd in", "mv *.tmp ../out", "chmod go= a.txt", "cd ../out"]).passed);
    assert_eq!(speaks(&shell(&exercise, &["mkdir out", "cp in/*.tmp out"])), "copied");
    let named = shell(&exercise, &["mkdir out; mv in/b.tmp out; chmod 600 in/a.txt; cd out"]);
    assert_eq!((speaks(&named), named.hidden.as_deref()), ("moved", Some("more")));
    let mode = shell(&exercise, &["mkdir out; mv in/*.tmp out; cd out"]);
    assert_eq!(speaks(&mode), "mode");
    assert_eq!(mode.failed.unwrap().args["expected"], Arg::Text("-rw-------".into()));
    assert_eq!(speaks(&shell(&exercise, &["mkdir out; mv in/*.tmp out; chmod 600 in/a.txt"])), "folder");
}

#[test]
fn tables_as_files() {
    let exercise = exercise(json!({
        "id": "csv", "points": 1, "setup": {"csv": {"rivers.csv": "rivers.rivers"}},
        "task": {"engine": "shell", "solution": "tail -n +2 rivers.csv | wc -l"},
        "checks": [{"id": "lines", "kind": "shell-output"}],
    }));
    assert!(shell(&exercise, &["grep -c '^[0-9]' rivers.csv"]).passed);
    assert_eq!(shell(&exercise, &["echo 4"]).hidden.as_deref(), Some("edge"));
}

fn vim(exercise: &Exercise, keys: &str) -> Verdict {
    grade(exercise, &Submission::Vim { keys: keys.into() }, &[])
}

#[test]
fn keys_change_texts() {
    let exercise = exercise(json!({
        "id": "word", "points": 1,
        "setup": {"vim": {"name": "a.txt", "text": "one two three\n", "cursor": [1, 5]}},
        "hidden": [{"label": "longer", "engine": "vim", "script": "one be-ta three\n"}],
        "task": {"engine": "vim", "solution": "dW", "goal": "", "par": 2},
        "checks": [
            {"id": "line", "kind": "vim-buffer", "equals": "one \n"},
            {"id": "text", "kind": "vim-buffer"},
            {"id": "cursor", "kind": "vim-cursor"},
            {"id": "mode", "kind": "vim-mode"},
            {"id": "register", "kind": "vim-register", "register": "\""},
            {"id": "short", "kind": "vim-keys", "max": 4},
        ],
    }));
    let right = vim(&exercise, "dW");
    assert!(right.passed, "{right:?}");
    assert_eq!(right.keys.map(|keys| (keys.used, keys.par)), Some((2, 2)));
    assert_eq!(speaks(&vim(&exercise, "D")), "line");
    let word = vim(&exercise, "dw");
    assert_eq!((speaks(&word), word.hidden.as_deref()), ("text", Some("longer")));
    assert_eq!(speaks(&vim(&exercise, "dW0")), "cursor");
    assert_eq!(speaks(&vim(&exercise, "dWi")), "mode");
    assert_eq!(speaks(&vim(&exercise, "lhlhdW")), "short");
    let course::model::Task::Vim(task) = &exercise.task else { panic!() };
    assert_eq!(grade::goal(&exercise, task).unwrap(), "one three\n");
}
