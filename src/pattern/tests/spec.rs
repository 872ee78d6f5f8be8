//! Holds the engine against the recorded answers of the real tools, in `tests/spec/pattern/*.tsv`.

mod asking;

use std::fs;
use std::path::Path;

#[track_caller]
fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/spec/pattern").join(name);
    let cases = fs::read_to_string(&path).unwrap();
    let mut wrong = vec![];
    for (number, line) in cases.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let (known, line) = line.strip_prefix('!').map_or((false, line), |rest| (true, rest));
        let fields: Vec<&str> = line.split('\t').collect();
        let [syntax, flags, pattern, text, expected] = fields[..] else { panic!("{name}:{}: five fields", number + 1) };
        let answer = asking::answer(syntax, flags, &asking::unescape(pattern), &asking::unescape(text));
        if (answer == expected) == known {
            let what = if known { "a known difference is gone" } else { "differs" };
            wrong.push(format!("{name}:{}: {what}: {pattern} on {text}: {expected}, here {answer}", number + 1));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn posix_as_glibc() {
    check("posix.tsv");
}

#[test]
fn advanced_as_postgresql() {
    check("are.tsv");
}

#[test]
fn vim_as_vim() {
    check("vim.tsv");
}

#[test]
fn buffers_as_vim() {
    check("vim-buffer.tsv");
}

#[test]
fn glob_as_bash() {
    check("glob.tsv");
    check("glob-trim.tsv");
}

#[test]
fn a_class_needs_two_brackets_in_grep_and_sed() {
    for (syntax, refused) in [("grep", true), ("grep-E", true), ("sed", true), ("sed-E", true), ("regcomp", false)] {
        let answer = asking::answer(syntax, "", b"[:space:]", b"a");
        assert_eq!(answer.contains("not [:space:]"), refused, "{syntax}: {answer}");
        assert!(!asking::answer(syntax, "", b"[[:space:]:]", b"a").contains("error"));
    }
}
