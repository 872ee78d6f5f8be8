//! Whatever is typed: no panic, no endless loop, bounded memory. Seeds are fixed.

use base::{Budget, Rng};
use shell::{Machine, Script, TerminalId, highlight};

/// Pieces that a grammar's corners are made of.
const PIECES: [&str; 72] = [
    "echo",
    " ",
    " ",
    "\n",
    ";",
    "&",
    "&&",
    "||",
    "|",
    "|&",
    "(",
    ")",
    "{ ",
    "; }",
    "((",
    "))",
    "[[ ",
    " ]]",
    "$",
    "${",
    "}",
    "$(",
    "`",
    "\"",
    "'",
    "\\",
    "<",
    ">",
    ">>",
    "<<E\n",
    "E\n",
    "<<<",
    "<(",
    "2>&1",
    "#",
    "!",
    "*",
    "?",
    "[",
    "]",
    "~",
    "=",
    "x=1",
    "a=(1 2)",
    "$x",
    "${x:-y}",
    "${x//a/b}",
    "${a[@]}",
    "$((1+",
    "if ",
    "then ",
    "else ",
    "fi",
    "for i in 1 2; do ",
    "done",
    "while false; do ",
    "case x in ",
    "x) ",
    ";;",
    "esac",
    "f() ",
    "function g ",
    "local y",
    "read z",
    "set -e",
    "eval ",
    "trap 'echo t' EXIT",
    "{1..3}",
    "a,b",
    "$'\\x41'",
    "-n",
    "1",
];

#[test]
fn random_scripts_end() {
    let mut rng = Rng::new(20_260_302);
    for _ in 0..1500 {
        let count = 1 + rng.below(24);
        let text: String = (0..count).map(|_| PIECES[rng.below(PIECES.len() as u64) as usize]).collect();
        let done = Machine::default().run_script(&Script::new(&text), &Budget::new(3_000_000));
        assert!((0..256).contains(&done.exit), "{text:?} ended with {}", done.exit);
        let tokens = highlight(&text);
        assert!(tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{text:?}");
        let _ = Machine::default().explain(TerminalId(0), &text, "en");
    }
}

#[test]
fn random_bytes_end() {
    let mut rng = Rng::new(7);
    for _ in 0..500 {
        let count = rng.below(40);
        let text: Vec<u8> = (0..count).map(|_| rng.below(256) as u8).collect();
        Machine::default().run_script(&Script::new(&text), &Budget::new(1_000_000));
    }
}

#[test]
fn nesting_is_bounded() {
    for (open, close) in [
        ("(", ")"),
        ("$(", ")"),
        ("{ ", ";}"),
        ("\"$(", ")\""),
        ("${x:-", "}"),
        ("$((", "))"),
        ("[[ ( ", " ) ]]"),
        ("if ", "; then :; fi"),
    ] {
        let text = open.repeat(5000) + "true" + &close.repeat(5000);
        let done = Machine::default().run_script(&Script::new(&text), &Budget::new(50_000_000));
        assert!(done.exit != 101, "{open}");
    }
    let deep = Machine::default().run_script(&Script::new("f() { f; }; f"), &Budget::new(2_000_000_000));
    assert_eq!(deep.exit, 1, "{}", String::from_utf8_lossy(&deep.stderr));
    let done =
        Machine::default().run_script(&Script::new("x=a; while :; do x=$x$x; done"), &Budget::new(2_000_000_000));
    assert!(done.exit != 0);
}
