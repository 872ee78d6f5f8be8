//! The editor on the bench, and the files it writes.

use crate::protocol::{EditorEvent, Response, Teaching};
use crate::setup::VimSetup;
use crate::vim_course::Drill;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vim::{Editor, Effect, Outcome, Span, View};

/// An editor with one buffer, without a machine around it: what it writes is kept here.
#[derive(Debug, Serialize, Deserialize)]
pub struct EditorBench {
    setup: VimSetup,
    editor: Editor,
    files: BTreeMap<String, String>,
    status: Option<i32>,
    keystrokes: u64,
    /// Rows and columns of the window, as they were asked for.
    size: (usize, usize),
    /// The text to reach, where that is to be noticed at once.
    goal: Option<String>,
    /// A drill is for the moment: it is not saved.
    #[serde(skip)]
    drill: Option<Drill>,
}

impl EditorBench {
    /// The editor with its file open.
    pub fn open(setup: &VimSetup) -> Self {
        let mut editor = Editor::new(setup.text.lines());
        editor.set_file(&setup.path);
        if let Some((line, column)) = setup.cursor {
            editor.set_cursor(line, column);
        }
        let files = BTreeMap::from([(setup.path.clone(), setup.text.clone())]);
        Self {
            setup: setup.clone(),
            editor,
            files,
            status: None,
            keystrokes: 0,
            size: (24, 80),
            goal: None,
            drill: None,
        }
    }

    /// The engine, to look at.
    pub fn editor(&self) -> &Editor {
        &self.editor
    }

    /// What it started from.
    pub fn setup(&self) -> &VimSetup {
        &self.setup
    }

    /// Rows and columns of its window.
    pub fn size(&self) -> (usize, usize) {
        self.size
    }

    /// Notices when the text is this one.
    pub fn set_goal(&mut self, goal: &str) {
        self.goal = Some(goal.to_owned());
    }

    /// Starts a drill on a board of its own, or gives up the place it shows.
    pub fn drill(&mut self, seed: u64, levels: &[(String, u8)]) -> Response {
        match &mut self.drill {
            Some(drill) => drill.give_up(self.keystrokes),
            None => self.drill = Some(Drill::new(seed, levels)),
        }
        self.lay_board();
        self.answer(Vec::new(), 0)
    }

    fn lay_board(&mut self) {
        if let Some(drill) = &self.drill {
            self.editor = drill.editor();
            self.editor.resize(self.size.0, self.size.1);
        }
    }

    /// What a file holds on disk.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether the editor has been left.
    pub fn has_quit(&self) -> bool {
        self.status.is_some()
    }

    /// Keys typed since the start.
    pub fn keystrokes(&self) -> u64 {
        self.keystrokes
    }

    /// Another size of the window, in characters and lines.
    pub fn resize(&mut self, columns: usize, rows: usize) -> Response {
        self.size = (rows, columns);
        self.editor.resize(rows, columns);
        self.answer(Vec::new(), self.editor.commands_completed())
    }

    /// Keys in vim's notation. Once the editor has been left, they do nothing.
    pub fn type_keys(&mut self, keys: &str) -> Response {
        let mut events = Vec::new();
        let before = self.editor.commands_completed();
        for key in vim::Key::parse(keys) {
            if self.has_quit() {
                break;
            }
            self.keystrokes += 1;
            let outcome = self.editor.step(key);
            self.act(outcome, &mut events);
            if self.drill.as_mut().is_some_and(|drill| drill.look(&self.editor, self.keystrokes)) {
                self.lay_board();
            }
        }
        self.answer(events, before)
    }

    /// Keys for a text that the page has in a field of its own; `text` and its cursor, in bytes, where the page changed them.
    pub fn edit_text(&mut self, text: Option<(String, usize)>, keys: &str) -> Response {
        if let Some((text, cursor)) = text {
            self.take_text(&text, cursor);
        }
        let mut run = false;
        for key in vim::Key::parse(keys) {
            let outcome = self.editor.step(key);
            run |= outcome.effects.iter().any(|effect| matches!(effect, Effect::Write { .. }));
            self.act(outcome, &mut Vec::new());
        }
        let (text, cursor) = self.editor.joined();
        if self.status.take().is_some() {
            // A field cannot be left so: what was left is opened anew.
            self.editor = Editor::new(text.split('\n'));
            self.editor.set_cursor_byte(cursor);
        }
        let view = self.editor.view();
        let typed = view.command_line.map(|(first, text, _)| format!("{first}{text}"));
        let selection = self.editor.selected_bytes();
        Response::Edited { text, cursor, selection, mode: view.mode, pending: typed.unwrap_or(view.pending), run }
    }

    /// What the page's field holds now: what was typed there while inserting is typed here too, so that `.` knows it.
    fn take_text(&mut self, text: &str, cursor: usize) {
        let (old, at) = self.editor.joined();
        let inserting = self.editor.mode() == "i";
        if old != text {
            let typed = old.split_at_checked(at).filter(|_| inserting).and_then(|(before, behind)| {
                let typed = text.strip_prefix(before)?.strip_suffix(behind)?;
                (before.len() + typed.len() == cursor && !typed.contains('\n')).then_some(typed)
            });
            match typed {
                Some(typed) => drop(self.editor.feed_keys(&vim::Key::raw(typed))),
                None => {
                    self.editor.feed_notation("<Esc><Esc>");
                    self.editor.set_joined(text);
                }
            }
        }
        if self.editor.joined().1 != cursor {
            self.editor.set_cursor_byte(cursor);
        }
        if inserting && self.editor.mode() != "i" {
            let at_end = text[cursor.min(text.len())..].chars().next().is_none_or(|next| next == '\n');
            self.editor.feed_notation(if at_end { "A" } else { "i" });
        }
    }

    /// What the window shows, with the drill's place in it.
    pub fn view(&mut self) -> View {
        let mut view = self.editor.view();
        if let Some(drill) = &self.drill {
            let (line, column) = drill.target;
            if let Some(shown) = view.lines.iter_mut().find(|shown| shown.number == line) {
                shown.spans.push(Span { start: column - 1, end: column, class: "target".to_owned() });
            }
        }
        view
    }

    /// Does what the editor asks of the world; answering may make it ask again.
    fn act(&mut self, outcome: Outcome, events: &mut Vec<EditorEvent>) {
        let mut outcomes = vec![outcome];
        while let Some(outcome) = outcomes.pop() {
            events.extend(outcome.events);
            for effect in outcome.effects {
                match effect {
                    Effect::Write { path, text, append } => {
                        let file = self.files.entry(path).or_default();
                        if !append {
                            file.clear();
                        }
                        file.push_str(&text);
                    }
                    Effect::Quit { status } => self.status = Some(status),
                    Effect::Read { path } => {
                        let text = self.files.get(&path).cloned();
                        outcomes.push(self.editor.answer_read(text.as_deref()));
                    }
                    // There is no machine here: a shell that cannot be found, as vim would report it.
                    Effect::Shell { .. } => outcomes.push(self.editor.answer_shell("", 127)),
                    Effect::Help { .. } => {}
                }
            }
        }
    }

    /// `before`: the commands that had been completed when the request came.
    fn answer(&mut self, events: Vec<EditorEvent>, before: u64) -> Response {
        let drill = self.drill.as_ref().map(|drill| drill.state.clone());
        let new = self.editor.commands_completed() > before && drill.as_ref().is_none_or(|state| state.last.is_none());
        let teaching = Teaching {
            explanation: new.then(|| self.editor.last_explanation()).flatten(),
            advice: new.then(|| self.editor.advice()).flatten(),
            reached: self.editor.is_idle() && self.goal.as_ref().is_some_and(|goal| *goal == self.editor.text()),
            drill,
        };
        let view = self.view();
        Response::Editor {
            view,
            events,
            keystrokes: self.keystrokes,
            quit: self.has_quit(),
            teaching: Box::new(teaching),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with a field: text and cursor, the editor's selection, whether the field has the keys.
    fn page(text: &str) -> (EditorBench, Option<(String, usize)>) {
        let setup = VimSetup { path: "query.sql".into(), text: String::new(), cursor: None };
        (EditorBench::open(&setup), Some((text.to_owned(), text.len())))
    }

    fn edited(response: Response) -> (String, usize, String, bool) {
        match response {
            Response::Edited { text, cursor, mode, run, .. } => (text, cursor, mode, run),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_field_follows_the_editor() {
        let (mut bench, field) = page("select a\nfrom t");
        assert_eq!(edited(bench.edit_text(field, "<Esc>")), ("select a\nfrom t".into(), 14, "n".into(), false));
        assert_eq!(edited(bench.edit_text(None, "k")).1, 5);
        assert_eq!(edited(bench.edit_text(None, "A")).2, "i");
        // The field had the keys, then Escape and `.` elsewhere.
        let typed = Some(("select a, b\nfrom t".to_owned(), 11));
        assert_eq!(edited(bench.edit_text(typed, "<Esc>")), ("select a, b\nfrom t".into(), 10, "n".into(), false));
        assert_eq!(edited(bench.edit_text(None, "j.")).0, "select a, b\nfrom t, b");
        assert_eq!(edited(bench.edit_text(None, "uu")).0, "select a\nfrom t");
        // The page laid the text out anew: that can be undone, too.
        let laid = Some(("SELECT a\nFROM t".to_owned(), 0));
        assert_eq!(edited(bench.edit_text(laid, "x")).0, "ELECT a\nFROM t");
        assert_eq!(edited(bench.edit_text(None, "uu")).0, "select a\nfrom t");
        assert!(edited(bench.edit_text(None, ":w<CR>")).3);
        assert_eq!(edited(bench.edit_text(None, ":q!<CR>ggx")).0, "select a\nfrom t");
        assert_eq!(edited(bench.edit_text(None, "ggx")).0, "elect a\nfrom t");
    }
}
