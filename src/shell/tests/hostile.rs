//! Commands that read formats and small languages, given what nobody would give them: no panic, no endless loop.

use base::{Budget, Rng};
use shell::{Machine, Script};

/// Words a command line may be made of: options, names of files, pieces of many languages.
const WORDS: &[&str] = &[
    "a",
    "b",
    "d",
    "-",
    "--",
    "-f",
    "-x",
    "-d",
    "-r",
    "-n",
    "-p1",
    "-t",
    "-l",
    "-v",
    "-c",
    "-s",
    "-k",
    "-o",
    "HEAD",
    "HEAD~1",
    "HEAD^{tree}",
    "@{1}",
    "..",
    "a..b",
    "a...b",
    "^",
    "~",
    ":",
    "HEAD:a",
    "main",
    "x",
    "add",
    "commit",
    "-m",
    "log",
    "--graph",
    "--oneline",
    "--all",
    "diff",
    "--stat",
    "show",
    "status",
    "branch",
    "switch",
    "merge",
    "reset",
    "--hard",
    "stash",
    "pop",
    "tag",
    "rm",
    "mv",
    "config",
    "--format=%h%x4%C(%ad",
    "--date=iso-strict",
    "checkout",
    "restore",
    "revert",
    "cherry-pick",
    "cat-file",
    "-e",
    "ls-tree",
    "rev-parse",
    "/x/",
    "{*}",
    "%y%-3",
    "1",
    "99",
    "-1",
    "0",
    "if=a",
    "of=b",
    "bs=0x2",
    "count=9",
    "conv=swab",
    "UTF-16",
    "latin1",
    "//TRANSLIT",
    "--to=iec",
    "--field=-3",
    "--format=%9.3f",
    "1e9K",
    "\u{e9}t\u{e9}",
    "",
    "file:///a",
    "http://",
    "://",
    "A=1",
    "--strip-components=9",
    "--exclude=*",
    "xzf",
    "cf",
    "tvf",
    "\u{1f600}\u{301}",
];

const COMMANDS: &[&str] = &[
    "git", "git", "git", "git", "tar", "gzip", "gunzip", "zcat", "zip", "unzip", "patch", "dd", "file", "iconv",
    "csplit", "numfmt", "make", "curl", "wget", "dos2unix", "tput", "locate", "pgrep", "sudo",
];

/// Pieces that files are made of.
const PIECES: &[&[u8]] = &[
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\x1f\x8b\x08\x1c",
    b"\x1f\x8b\x08\x00",
    b"ustar  ",
    b"\n",
    b"\n\n",
    b"--- a\n+++ b\n",
    b"@@ -1,2 +1 @@\n",
    b"@@ -0,0 +9,9 @@\n",
    b"-x\n+y\n",
    b" x\n",
    b"3c3,4\n< a\n---\n> b\n",
    b"a: b\n\techo $@\n",
    b"%.o: %\n\t@x $<\n",
    b"A = $(A)$(shell x)\n",
    b"ifeq (",
    b"$(foreach a,b",
    b"include a\n",
    b"DIRC\0\0\0\x02\0\0\0\x03",
    b"tree ",
    b"\0\0\0\0",
    b"<<<<<<< \n",
    b"\xff\xfe",
    b"\xc3",
    "\u{e9}".as_bytes(),
    b"[core]\n\tx = \"",
    b"!*.[a-\n",
    b"12345678",
    b"commit 9\0tree x\nauthor a <b> 9 +\n\nm",
];

fn content(rng: &mut Rng) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..rng.below(30) {
        match rng.below(4) {
            0 => bytes.push(rng.below(256) as u8),
            _ => bytes.extend_from_slice(PIECES[rng.below(PIECES.len() as u64) as usize]),
        }
    }
    bytes
}

fn line(rng: &mut Rng) -> String {
    let mut words = vec![COMMANDS[rng.below(COMMANDS.len() as u64) as usize].to_owned()];
    for _ in 0..rng.below(6) {
        words.push(format!("'{}'", WORDS[rng.below(WORDS.len() as u64) as usize]));
    }
    words.join(" ")
}

#[test]
fn nothing_panics() {
    let mut rng = Rng::new(20_260_302);
    let rounds = std::env::var("ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    for _ in 0..rounds {
        let mut text = String::from(
            "exec 2>/dev/null; git init -q; git config user.email a@b; cp a c; git add c; git commit -qm 1; cp b c; git add b; git commit -qm 2\n",
        );
        for _ in 0..rng.below(12) {
            text += &line(&mut rng);
            text += " < b\n";
        }
        // What git reads back may have been spoilt.
        text += "cp a .git/index; git status; rm .git/index; git hash-object -w -t commit a; cp b .git/config; git log --format=%aI%cr; cp a .gitignore; git status -s; cp a Makefile; make -k; patch -p0 < a; tar tf a; unzip -l b; zcat a b; git diff\n";
        let mut script = Script::new(text);
        script.cwd = Some("/tmp/case".to_owned());
        script.files = ["a", "b", "d"].iter().map(|name| ((*name).to_owned(), content(&mut rng))).collect();
        let _ = Machine::default().run_script(&script, &Budget::new(200_000_000));
    }
}

/// A script that never ends is no text, and is not read on.
#[test]
fn devices_are_no_scripts() {
    let script = Script::new("sh /dev/zero; echo $?; bash /dev/zero x; echo $?");
    let done = Machine::default().run_script(&script, &Budget::new(50_000_000));
    assert_eq!(String::from_utf8_lossy(&done.stdout), "126\n126\n");
}
