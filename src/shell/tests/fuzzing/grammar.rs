//! Scripts that are mostly right: bash's grammar, walked at random to a small depth.

use base::Rng;

/// From here on a script comes to its end: long ones take long, and find little that short ones do not.
const LONG: usize = 250;

/// A script of one to four lines.
pub(super) fn script(rng: &mut Rng) -> Vec<u8> {
    let mut writer = Writer { rng, out: String::new(), here: Vec::new() };
    for _ in 0..=writer.rng.below(4) {
        writer.list(3);
        writer.newline();
    }
    writer.out.into_bytes()
}

struct Writer<'a> {
    rng: &'a mut Rng,
    out: String,
    /// Here-documents that begin at the next line.
    here: Vec<&'static str>,
}

impl Writer<'_> {
    fn one(&mut self, of: &[&str]) {
        let chosen = of[self.rng.below(of.len() as u64) as usize];
        self.out.push_str(chosen);
    }

    fn newline(&mut self) {
        self.out.push('\n');
        for end in std::mem::take(&mut self.here) {
            self.text(1);
            self.out.push('\n');
            self.out.push_str(end);
            self.out.push('\n');
        }
    }

    fn list(&mut self, depth: u32) {
        for _ in 0..=self.rng.below(2) {
            self.pipeline(depth);
            let joints = if self.rng.below(30) == 0 { 6 } else { 5 };
            self.one(&[";", " && ", " || ", "; ", " & ", ";;"][..joints]);
        }
        self.pipeline(depth);
    }

    fn pipeline(&mut self, depth: u32) {
        if self.rng.below(12) == 0 {
            self.one(&["! ", "time ", "time -p "]);
        }
        self.command(depth);
        while self.rng.below(4) == 0 {
            self.one(&[" | ", " |& "]);
            self.command(depth);
        }
    }

    fn command(&mut self, depth: u32) {
        if self.out.len() > LONG {
            return self.out.push(':');
        }
        if depth == 0 || self.rng.below(3) > 0 {
            return self.simple(depth);
        }
        let inner = depth - 1;
        match self.rng.below(12) {
            0 => self.around("(", inner, ")"),
            1 => self.around("{ ", inner, "; }"),
            2 => self.around("if true; then ", inner, "; else :; fi"),
            3 => self.around("for i in 1 {a,b} *; do ", inner, "; done"),
            4 => self.around("for ((i = 0; i < 3; i++)); do ", inner, "; done"),
            5 => self.around("while read -r x; do ", inner, "; break; done"),
            6 => self.around("until false; do ", inner, "; break 2; done"),
            7 => self.around("f() { ", inner, "; }; f 1 2"),
            8 => self.around("select w in a b; do ", inner, "; done"),
            9 => {
                self.out.push_str("case ");
                self.word(inner);
                self.out.push_str(" in a*|[b-d]) ");
                self.list(inner);
                self.one(&[";;", ";&", ";;&"]);
                self.out.push_str(" *) :;; esac");
            }
            10 => {
                self.out.push_str("[[ ");
                self.condition(inner);
                self.out.push_str(" ]]");
            }
            _ => {
                self.out.push_str("((");
                self.arithmetic(inner);
                self.out.push_str("))");
            }
        }
        self.redirections(inner);
    }

    fn around(&mut self, open: &str, depth: u32, close: &str) {
        self.out.push_str(open);
        self.list(depth);
        self.out.push_str(close);
    }

    fn simple(&mut self, depth: u32) {
        if self.rng.below(5) == 0 {
            self.one(&["x=", "a[1]=", "y+=", "a=(1 2 ", "declare -A m=([k]=", "local z=", "export E="]);
            let open = self.out.ends_with(['(', ' ']) || self.out.ends_with("]=");
            self.word(depth);
            if open && self.out.contains("=(") {
                self.out.push(')');
            }
            self.out.push(' ');
        }
        self.one(&[
            "echo",
            "printf '%s\\n'",
            ":",
            "true",
            "false",
            "test",
            "[",
            "set --",
            "read x <<<",
            "eval",
            "local",
            "declare -p",
            "unset",
            "shift",
            "return",
            "exit",
            "trap 'echo t' EXIT;",
            "cat",
            "sort",
            "wc -l",
            "seq 3",
            "tr a b",
            "cd",
            "ls",
            "export",
            "mapfile -t a",
            "getopts ab:",
            "type",
            "alias",
            "shopt -s extglob;",
            "set -e;",
            "set -u;",
            "let",
            "kill",
            "wait",
            "jobs",
            "test -f",
            "printf '%d %5.2f %q\\n'",
            "head -n",
            "tail -n",
            "cut -c",
            "source",
            "exec",
            "command",
        ]);
        for _ in 0..self.rng.below(4) {
            self.out.push(' ');
            self.word(depth);
        }
        if self.rng.below(6) == 0 {
            self.redirections(depth);
        }
    }

    fn redirections(&mut self, depth: u32) {
        if self.rng.below(3) > 0 {
            return;
        }
        match self.rng.below(4) {
            0 => {
                let quoted = self.rng.below(2) == 0;
                self.out.push_str(if quoted { " <<'END'" } else { " <<-END" });
                self.here.push("END");
            }
            1 => {
                self.out.push_str(" <<< ");
                self.word(depth);
            }
            _ => {
                self.one(&[
                    " > ", " >> ", " 2> ", " &> ", " < ", " <> ", " >| ", " 3>&1 ", " 2>&1 ", " >&- ", " {fd}> ",
                ]);
                self.word(0);
            }
        }
    }

    fn word(&mut self, depth: u32) {
        for _ in 0..=self.rng.below(2) {
            match self.rng.below(12) {
                0 => self.one(&["'q r'", "$'\\x41\\n\\u00e9'", "\\ ", "\\\n", "''", "\"\""]),
                1 if depth > 0 => {
                    self.out.push('"');
                    self.text(depth - 1);
                    self.out.push('"');
                }
                2 if depth > 0 => self.around("$(", depth - 1, ")"),
                3 if depth > 0 => self.around("<(", depth - 1, ")"),
                4 if depth > 0 => {
                    self.out.push_str("$((");
                    self.arithmetic(depth - 1);
                    self.out.push_str("))");
                }
                5 | 6 => self.parameter(depth),
                7 => self.one(&[
                    "*",
                    "?",
                    "[a-c]",
                    "[!x]",
                    "@(a|b)",
                    "!(a)",
                    "**",
                    "{1..5}",
                    "{a,b}c",
                    "{a..z..5}",
                    "~",
                    "~root",
                ]),
                8 => self.one(&["-n", "-e", "-a", "-x", "--", "-", "-p", "-r", "=", "!=", "-eq", "]", "-lt"]),
                _ => self.one(&[
                    "a",
                    "b",
                    "file",
                    "1",
                    "07",
                    "-3",
                    "x=1",
                    "é",
                    "9223372036854775807",
                    ".",
                    "/",
                    "/tmp",
                    "d/e",
                    "%s",
                ]),
            }
        }
    }

    fn text(&mut self, depth: u32) {
        for _ in 0..self.rng.below(4) {
            match self.rng.below(5) {
                0 => self.parameter(depth),
                1 if depth > 0 => self.around("`", 0, "`"),
                _ => self.one(&["some text ", "\\$", "\\\\", "1", "*", "'", "é "]),
            }
        }
    }

    fn parameter(&mut self, depth: u32) {
        self.one(&[
            "$x", "$1", "$@", "$*", "$#", "$?", "$$", "$!", "$-", "$RANDOM", "${x}", "${#a[@]}", "${!x}", "${!a[@]}",
            "${x@Q}", "${",
        ]);
        if !self.out.ends_with("${") {
            return;
        }
        self.one(&["x", "a[@]", "a[1]", "@", "1", "m[k]", "#", "x[", "!y"]);
        self.one(&[
            ":-", ":=", ":+", ":?", "#", "##", "%", "%%", "/", "//", "/#", "/%", "^", "^^", ",", ",,", ":1", ":1:",
            ": -2:", "@",
        ]);
        if depth > 0 {
            self.word(depth - 1);
        }
        if self.rng.below(4) == 0 {
            self.out.push('/');
            self.word(0);
        }
        self.out.push('}');
    }

    fn condition(&mut self, depth: u32) {
        match self.rng.below(5) {
            0 => self.one(&["-f a", "-z \"$x\"", "! -d .", "-v x", "-n $1"]),
            1 if depth > 0 => {
                self.condition(depth - 1);
                self.one(&[" && ", " || "]);
                self.condition(depth - 1);
            }
            _ => {
                self.word(depth);
                self.one(&[" == ", " != ", " =~ ", " < ", " -gt ", " -nt ", " = "]);
                self.word(0);
            }
        }
    }

    fn arithmetic(&mut self, depth: u32) {
        match self.rng.below(6) {
            0 if depth > 0 => {
                self.out.push('(');
                self.arithmetic(depth - 1);
                self.out.push(')');
            }
            1 | 2 if depth > 0 => {
                self.arithmetic(depth - 1);
                self.one(&[
                    "+", "-", "*", "/", "%", "**", "<<", ">>", "&", "|", "^", "&&", "||", "==", "<", ",", "=", "+=",
                    "?1:",
                ]);
                self.arithmetic(depth - 1);
            }
            3 => self.one(&["x++", "--x", "!x", "~1", "-x", "a[i]", "a[x+1]", "$x", "${x:-1}", "$(echo 1)"]),
            _ => self.one(&[
                "0",
                "1",
                "07",
                "0x1F",
                "2#101",
                "37#z",
                "9223372036854775807",
                "-9223372036854775808",
                "x",
                "i",
                "",
            ]),
        }
    }
}
