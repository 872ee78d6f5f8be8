//! Command lines replayed on a fresh machine, each with what it printed.

use super::state::Nodes;
use crate::STEPS;
use base::{Budget, Diagnostic};
use lab::Lab;
use shell::Script;
use shell::syntax::{ParseOptions, Parser};
use std::cell::RefCell;
use std::fmt::Write;

/// Stands after each line's output: no command of a learner prints it.
const MARK: &str = "\u{1e}\u{1f}";

/// A line and what it did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) stdout: String,
    pub(super) stderr: String,
    pub(super) status: i32,
}

/// A machine after some lines.
pub(super) struct Session {
    lab: RefCell<Lab>,
    pub(super) lines: Vec<Line>,
    pub(super) cwd: String,
    pub(super) out_of_budget: bool,
}

impl Session {
    /// Plays the lines in one shell. A line that cannot be read fails like one typed at a prompt: the next ones still run.
    pub(super) fn play(setup: &lab::Setup, lines: &[String]) -> Result<Self, Diagnostic> {
        let mut lab = Lab::open(setup)?;
        let Some(machine) = lab.machine() else { return Err(Diagnostic::error("lab-no-engine", "")) };
        let cwd = setup.shell.as_ref().map(|shell| shell.cwd.clone()).filter(|cwd| !cwd.is_empty());
        let script = Script { cwd, ..Script::new(script(lines)) };
        let done = machine.machine().run_script(&script, &Budget::new(STEPS));
        let (stdout, stderr) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        let mut errors = stderr.split(MARK);
        let mut played = Vec::new();
        let mut cwd = String::new();
        let mut parts = stdout.split(MARK);
        let mut output = parts.next().unwrap_or_default();
        for part in parts {
            // After a mark: the status, the folder, then what the next line prints.
            let mut after = part.splitn(3, '\n');
            let status = after.next().and_then(|status| status.parse().ok()).unwrap_or_default();
            after.next().unwrap_or_default().clone_into(&mut cwd);
            let stderr = errors.next().unwrap_or_default();
            played.push(Line { stdout: output.to_owned(), stderr: stderr.to_owned(), status });
            output = after.next().unwrap_or_default();
        }
        if played.len() < lines.len() {
            // The line ended the shell, or took too long.
            let stderr = errors.next().unwrap_or_default().to_owned();
            played.push(Line { stdout: output.to_owned(), stderr, status: done.exit });
        }
        Ok(Self { lab: RefCell::new(lab), lines: played, cwd, out_of_budget: done.exit == 124 })
    }

    /// What the last line that printed anything printed.
    pub(super) fn last_output(&self) -> String {
        let printed = self.lines.iter().rev().find(|line| !line.stdout.is_empty());
        printed.map(|line| line.stdout.clone()).unwrap_or_default()
    }

    /// What stands at these paths.
    pub(super) fn nodes(&self, paths: &[String]) -> Nodes {
        self.lab.borrow_mut().machine().map(|bench| Nodes::read(bench.machine(), paths)).unwrap_or_default()
    }
}

/// A script that runs each line by itself and marks where its output ends. `$?` is handed on.
fn script(lines: &[String]) -> String {
    // At a prompt aliases count; in a script they have to be asked for.
    let mut script = "shopt -s expand_aliases\n".to_owned();
    for line in lines {
        let quoted = line.replace('\'', "'\\''");
        // Writing to a text cannot fail.
        let _ = writeln!(script, "eval '{quoted}'\n__status=$?");
        let _ =
            writeln!(script, "printf '{MARK}%s\\n%s\\n' \"$__status\" \"$PWD\"; printf '{MARK}' >&2; (exit $__status)");
    }
    script
}

/// The complete command lines of a text, without empty ones and comments.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut parser = Parser::new(text.as_bytes(), ParseOptions::default());
    let mut lines = Vec::new();
    let mut from = 0;
    loop {
        let read = parser.next();
        let more = match &read {
            Ok(Some(list)) => !list.items.is_empty(),
            Ok(None) => return lines,
            Err(error) if error.is_incomplete() => {
                lines.push(text.get(from..).unwrap_or_default().to_owned());
                return lines;
            }
            Err(_) => {
                parser.skip_line();
                true
            }
        };
        let to = parser.position();
        let line = text.get(from..to).unwrap_or_default();
        if more && !line.trim().is_empty() {
            lines.push(line.trim_matches('\n').to_owned());
        }
        if to <= from {
            return lines;
        }
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_text_is_split_where_commands_end() {
        let text = "# first\ncd velos\n\nfor x in a b\ndo echo $x\ndone | sort\ncat <<E\n#no\nE\necho 'a\nb'";
        let lines = split(text);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines[0].ends_with("cd velos"), "{lines:?}");
        assert!(lines[1].starts_with("for x") && lines[1].ends_with("done | sort"));
        assert_eq!(lines[2], "cat <<E\n#no\nE");
        assert_eq!(lines[3], "echo 'a\nb'");
    }

    #[test]
    fn what_cannot_be_read_is_a_line_of_its_own() {
        assert_eq!(split("echo a\n) b\necho c").len(), 3);
        assert_eq!(split("echo 'open").len(), 1);
        assert!(split("  \n# only words\n").is_empty());
    }
}
