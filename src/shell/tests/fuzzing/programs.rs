//! The little languages: what awk, sed, jq, bc, make, find and git are told.

use super::seeds::Seeds;
use super::{Case, mutate};
use base::Rng;

const INPUT: &[u8] = b"one two 3\nfoo,bar;baz\n\n-1.5e3 x\n\xc3\xa9t\xc3\xa9 \xff\n";
const JSON: &[u8] = br#"{"a":[1,2.5,null,"x",{"b":true}],"c":"2024-02-29T12:00:00Z"} [1,[2,[3]]] "s" -0.0 1e1000"#;

/// One program and what it is told.
pub(super) fn case(seeds: &Seeds, rng: &mut Rng) -> Case {
    match rng.below(12) {
        0..=2 => program(&["awk"], told(&seeds.awk, AWK, rng), INPUT),
        3 | 4 => {
            let options: &[&str] =
                [&["sed"][..], &["sed", "-n"], &["sed", "-E"], &["sed", "-nE"]][rng.below(4) as usize];
            program(options, told(&seeds.sed, SED, rng), INPUT)
        }
        5 | 6 => {
            let options: &[&str] = [&["jq"][..], &["jq", "-c"], &["jq", "-n"], &["jq", "-R"]][rng.below(4) as usize];
            program(options, told(&seeds.jq, JQ, rng), JSON)
        }
        7 => {
            let text = if rng.below(2) == 0 { pieces(BC, rng, 14) } else { pieces(MAKE, rng, 14) };
            let program: &[&str] = if text.contains(&b':') { &["make", "-f", "-"] } else { &["bc", "-l"] };
            Case::Program(words(program), [text, b"\n".to_vec()].concat())
        }
        8 => line("find", FIND, rng),
        9 | 10 => line(TOOLS[rng.below(TOOLS.len() as u64) as usize], WORDS, rng),
        _ => line("git", GIT, rng),
    }
}

fn words(words: &[&str]) -> Vec<Vec<u8>> {
    words.iter().map(|word| word.as_bytes().to_vec()).collect()
}

fn program(options: &[&str], text: Vec<u8>, input: &[u8]) -> Case {
    let mut args = words(options);
    args.push(text);
    Case::Program(args, input.to_vec())
}

/// A recorded text mutated, or pieces of the language in a row.
fn told(recorded: &[Vec<u8>], language: &[&str], rng: &mut Rng) -> Vec<u8> {
    if rng.below(3) > 0 { mutate::text(recorded, rng) } else { pieces(language, rng, 12) }
}

fn pieces(language: &[&str], rng: &mut Rng, most: u64) -> Vec<u8> {
    let count = 1 + rng.below(most);
    (0..count).flat_map(|_| language[rng.below(language.len() as u64) as usize].bytes()).collect()
}

fn line(name: &str, language: &[&str], rng: &mut Rng) -> Case {
    let count = 1 + rng.below(6);
    let told = (0..count).map(|_| language[rng.below(language.len() as u64) as usize]);
    let mut args: Vec<&str> = std::iter::once(name).chain(told).collect();
    // Git's first word is nearly always a command.
    if name == "git" && rng.below(8) > 0 {
        args[1] = GIT_COMMANDS[rng.below(GIT_COMMANDS.len() as u64) as usize];
    }
    Case::Program(words(&args), INPUT.to_vec())
}

// Not a word a line, which would make these lists pages long.
#[rustfmt::skip]
const AWK: &[&str] = &[
    "BEGIN", "END", "{", "}", "{ ", "; ", "print ", "$1", "$NF", "$(", "(", ")", "[", "]", "a[", "x", " = ", "+=",
    "++", "--", " ", "\n", "/re/", "/", "~", "!~", "!", "&&", "||", " in ", "if (", "else ", "while (", "do ",
    "for (", "function f(", "return ", "getline ", "< \"-\"", "| \"cat\"", "|& ", "> \"o\"",
    "printf \"%d %s %c %e\\n\", ", "sprintf(", "substr(", "split(", "gsub(", "match(", "length", "delete ", "next",
    "exit ", "?", ":", ",", "1", "1e308", "0x", "\"s\"", "\"\\", "^", "%", "-", "**", "@", "switch (", "case ",
    "strftime(",
];
#[rustfmt::skip]
const SED: &[&str] = &[
    "s/", "/", "a/b/", "g", "p", "d", "D", "N", "n", "P", "h", "H", "g", "G", "x", "b", "t", "T", ":a", "ba", ";",
    "\n", "{", "}", "1", "$", ",", "2,3", "0,/x/", "1~2", "+3", "!", "y/abc/xyz/", "a\\\ntext", "i text", "c\\",
    "r a", "w o", "q5", "Q", "=", "l 5", "\\(a\\)", "\\1", "&", "\\U", "\\L", "[", "]", "*", ".*", "\\{2\\}", "\\n",
    "M", "I", "e", "#c", "s|a|b|w /dev/stdout", "z", "F", "v",
];
#[rustfmt::skip]
const JQ: &[&str] = &[
    ".", ".a", "[", "]", "[]", "(", ")", "{", "}", "|", ",", ":", "?", "//", "+", "-", "*", "/", "%", "==", "<",
    " and ", " or ", "not", "if ", " then ", " else ", " end", "reduce ", "foreach ", " as $x ", "$x", "def f: ", ";",
    "map(", "select(", "sort_by(", "group_by(", "to_entries", "with_entries(", "paths", "getpath(", "limit(3;",
    "range(", "until(", "recurse", "..", "test(\"", "\"", "\\(", "@csv", "@base64d", "tojson", "fromjson", "try ",
    " catch ", "error", "label $l |", "break $l", "input", "$__loc__", "1e1000", "-1", "null", "|=", "+=", "del(",
    "splits(", "strftime(\"%Y\")", "mktime", "ltrimstr(", "implode", "explode", "infinite", "nan", "?//", "@sh \"",
    ".[1:", "limit(-1;", "env", "$ENV",
];
#[rustfmt::skip]
const BC: &[&str] = &[
    "1", "2.5", "x", "=", "+", "-", "*", "/", "%", "^", "(", ")", "{", "}", "\n", "scale=", "ibase=", "obase=", "a[",
    "]", "if (", ") ", "while (", "for (", "define f(", "return ", "auto x", "sqrt(", "s(", "e(", "l(", "length(",
    "print ", "\"s\"", "++", "--", "==", "<", "&&", "!", "last", "halt", "FF", "99999999999999999999", ".", ";",
    "read()", "/*", "*/", "#", "16", "40",
];
#[rustfmt::skip]
const MAKE: &[&str] = &[
    "all", ":", " ", "\n", "\t", "\techo x", "\t@", "\t-false", "a", "b", "%.o", "%.c", "$@", "$<", "$^", "$(", ")",
    "${", "}", "X", "=", ":=", "+=", "?=", "X = $(Y)", "$(shell ", "$(wildcard *)", "$(patsubst ", "$(foreach x,",
    ",", "$(if ", "$(eval ", "$(call f,", "define f\n", "endef\n", "ifeq (", "ifdef X\n", "else\n", "endif\n",
    "include a\n", ".PHONY: ", "\\\n", "#", "$$", "export ", "::", "|", "all: all\n",
];
#[rustfmt::skip]
const FIND: &[&str] = &[
    ".", "/", "/proc", "d", "-name", "*", "[", "-type", "f", "d", "-size", "+1k", "-mtime", "-1", "-o", "-a", "!",
    "(", ")", "-exec", "echo", "{}", ";", "+", "-print0", "-printf", "%p %s\\n%T@ %", "-delete", "-maxdepth", "1",
    "-regex", ".*", "-perm", "/222", "-newer", "a", "-empty", "-prune", "-path", "-iname", "-mindepth", "-L", "-quit",
    "-ok", "-depth", "-user", "root", "-links", ",", "-not", "-fls", "-execdir",
];
#[rustfmt::skip]
const GIT_COMMANDS: &[&str] = &[
    "add", "commit", "log", "diff", "show", "status", "branch", "switch", "merge", "reset", "stash", "tag", "rm",
    "mv", "config", "checkout", "restore", "revert", "cherry-pick", "cat-file", "ls-tree", "rev-parse", "ls-files",
    "hash-object", "init", "blame", "rebase", "clone", "remote", "describe", "rev-list", "reflog", "write-tree",
    "show-ref", "symbolic-ref", "update-index", "clean", "grep", "shortlog", "bisect", "apply",
];
#[rustfmt::skip]
const GIT: &[&str] = &[
    "-m", "one", "two", "a", "b", "d", "HEAD", "HEAD~1", "HEAD^", "HEAD^{tree}", "@{1}", "a..b", "x", "main",
    "HEAD:a", "--", "-", "--graph", "--oneline", "--all", "--stat", "-p", "--cached", "--hard", "--soft", "-a", "-b",
    "-c", "-d", "-f", "-n", "-s", "-u", "-v", "-w", "-S", "--format=%h %C(%ad%", "--date=iso", "-1", "-99", "pop",
    "list", "--abort", "--continue", "--no-ff", "--squash", "-C", "--amend", "--word-diff", "..", ":", "^", "~", "*",
    "user.name", "x y", "--get", "-t", "--pretty", "--author=", "--since=yesterday", "--", ".", "/", "--merged", "-i",
    "-L", "1,2:a", "main...x", "-M",
];
#[rustfmt::skip]
const TOOLS: &[&str] = &[
    "uniq", "cut", "sort", "head", "tail", "tr", "paste", "join", "comm", "fold", "fmt", "column", "expand", "unexpand", "nl", "split", "csplit",
    "shuf", "seq", "tac", "rev", "wc", "cmp", "diff", "patch", "grep", "expr", "factor", "date", "cal", "numfmt", "printf", "od", "xxd", "base64",
    "iconv", "tar", "zip", "unzip", "gzip", "xargs", "ls", "stat", "chmod", "touch", "truncate", "dd", "du", "df", "ln", "mv", "cp", "rm", "mkdir",
    "test", "tree", "file", "touch", "sleep", "timeout", "env", "id", "ps", "kill", "mktemp", "basename", "dirname", "realpath", "tee", "less",
];
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "a", "b", "d", "l", "-", "--", "-c", "-d", "-f", "-k", "-n", "-s", "-t", "-w", "-r", "-u", "-z", "-1", "1", "2", "0", "-5", "+3", "1,2", "1-", "-3", "1.5",
    "18446744073709551615", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "1e400", "0x7fffffffffffffff", "2n", "2n,1r", "1.3,2.5b",
    ",", "\\t", "\\", "%s", "%5d", "%-*s", "%.3f", "%q", "%b\\c", "a-z", "[:upper:]", "[=a=]", "[x*5]", "\\377", "/x/", "{5}", "%T", "+%s %N %-e %^a", "@1e18",
    "2024-02-30", "last monday", "tomorrow +99999999999 days", "1 month ago", "--date", "--to=iec", "--from=si", "K", "1T", "u+x,g=s", "7777", "a=", "=", ":",
    "(", ")", "+", "*", "/", "%", "<", "&", "|", "match", "substr", "index", "length", "-o", "-e", "-E", "-i", "-v", "\\(a\\)*\\1", "[a", "a{1,99999}", "*", "^", "$",
    "--width=0", "--lines=-1", "-x", "--", "--help", "--version", "", " ", "\u{e9}", "UTF-8", "latin1", "UTF-16", "if=a", "of=o", "bs=1G", "count=99", "skip=-1",
];
