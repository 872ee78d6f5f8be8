//! A command line under vi's keys (`set -o vi`): the editor's own commands over one line of text.
//!
//! While the learner inserts, the page has the line to itself; from Escape on every key comes here.

use crate::protocol::Response;
use vim::{Editor, Key};

/// The line of one terminal.
#[derive(Default)]
pub(super) struct ViLine {
    editor: Option<Editor>,
}

/// Commands that need more than one line, a file or a command line of their own.
const REFUSED: &str = "oOvVQqZ@:&gGmM'`LH";

impl ViLine {
    /// One key, as a browser names it. `line` is the page's line and cursor, where the page had it before this key.
    pub(super) fn key(&mut self, line: Option<(String, usize)>, key: &str) -> Response {
        if let Some((text, cursor)) = line {
            self.take(&text, cursor, key == "Escape");
        }
        let editor = self.editor.get_or_insert_with(|| Editor::new([""]));
        let idle = editor.mode() == "n" && editor.view().pending.is_empty();
        let ask = match key {
            _ if !idle => "",
            "k" | "-" | "ArrowUp" => "previous",
            "j" | "+" | "ArrowDown" => "next",
            "/" | "?" | "n" | "N" => "search",
            "#" => "comment",
            one if REFUSED.contains(one) => "nothing",
            _ => "",
        };
        if ask.is_empty() {
            editor.feed_keys(&Key::parse(notation(key)));
        }
        // What was put as a line of its own follows on the same line.
        let text = editor.lines().concat();
        let cursor = if editor.lines().len() > 1 { text.len() } else { editor.cursor().1 - 1 };
        let inserting = matches!(editor.mode().as_str(), "i" | "R");
        Response::Line { text, cursor, inserting, ask: ask.to_owned() }
    }

    /// The page's line: what was typed since is typed here too, so that `.` and `u` know it; any other line is a new one.
    fn take(&mut self, text: &str, cursor: usize, inserting: bool) {
        if let Some(editor) = &mut self.editor {
            let (old, at) = (editor.lines().concat(), editor.cursor().1 - 1);
            let typing = matches!(editor.mode().as_str(), "i" | "R");
            if old == text && typing == inserting {
                return;
            }
            if let (true, Some((before, behind))) = (typing && inserting, old.split_at_checked(at)) {
                let typed = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(behind));
                if let Some(typed) = typed.filter(|typed| before.len() + typed.len() == cursor) {
                    let keys: Vec<Key> = typed.chars().map(Key).collect();
                    editor.feed_keys(&keys);
                    return;
                }
            }
        }
        let mut editor = Editor::new([text]);
        editor.set_cursor(1, cursor + 1);
        if inserting {
            editor.feed_keys(&Key::parse(if cursor >= text.len() { "A" } else { "i" }));
        }
        self.editor = Some(editor);
    }
}

/// A browser's name of a key in vim's notation.
fn notation(key: &str) -> &str {
    match key {
        "Escape" => "<Esc>",
        "Backspace" => "<BS>",
        "Delete" => "<Del>",
        "ArrowLeft" => "<Left>",
        "ArrowRight" => "<Right>",
        "Home" => "<Home>",
        "End" => "<End>",
        "<" => "<lt>",
        one => one,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Types a line, then keys one by one; the line with `|` at the cursor.
    fn check(typed: &str, keys: &[&str], wanted: &str) {
        let mut vi = ViLine::default();
        let mut line = Some((typed.to_owned(), typed.len()));
        for key in keys {
            match vi.key(line.take(), key) {
                Response::Line { text, cursor, .. } => line = Some((text, cursor)),
                other => panic!("{other:?}"),
            }
        }
        let (mut text, cursor) = line.unwrap_or_default();
        text.insert(cursor, '|');
        assert_eq!(text, wanted);
    }

    #[test]
    fn commands_of_vi() {
        check("ls -l", &["Escape"], "ls -|l");
        check("one two three", &["Escape", "b", "d", "w"], "one two| ");
        check("one two three", &["Escape", "2", "b", "d", "w", "u"], "one |two three");
        check("été x", &["Escape", "0", "f", "x", "r", ":"], "été |:");
        check("a.b", &["Escape", "0", "C"], "|");
        check("a b", &["Escape", "0", "d", "w", "."], "|");
    }

    #[test]
    fn what_is_not_the_lines_is_asked_of_the_page() {
        let mut vi = ViLine::default();
        vi.key(Some(("ls".into(), 2)), "Escape");
        let asked = |vi: &mut ViLine, key: &str| match vi.key(None, key) {
            Response::Line { ask, .. } => ask,
            other => panic!("{other:?}"),
        };
        assert_eq!(asked(&mut vi, "k"), "previous");
        assert_eq!(asked(&mut vi, ":"), "nothing");
        assert_eq!(asked(&mut vi, "f"), "");
        assert_eq!(asked(&mut vi, "k"), "");
    }
}
