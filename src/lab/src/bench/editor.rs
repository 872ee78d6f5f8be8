//! The editor on the bench, and the files it writes.

use crate::protocol::{EditorEvent, Response};
use crate::setup::VimSetup;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vim::{Editor, Effect, Outcome};

/// An editor with one buffer, without a machine around it: what it writes is kept here.
#[derive(Debug, Serialize, Deserialize)]
pub struct EditorBench {
    editor: Editor,
    files: BTreeMap<String, String>,
    status: Option<i32>,
    keystrokes: u64,
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
        Self { editor, files, status: None, keystrokes: 0 }
    }

    /// The engine, to look at.
    pub fn editor(&self) -> &Editor {
        &self.editor
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
        self.editor.resize(rows, columns);
        self.answer(Vec::new())
    }

    /// Keys in vim's notation. Once the editor has been left, they do nothing.
    pub fn type_keys(&mut self, keys: &str) -> Response {
        let mut events = Vec::new();
        for key in vim::Key::parse(keys) {
            if self.has_quit() {
                break;
            }
            self.keystrokes += 1;
            let outcome = self.editor.step(key);
            self.act(outcome, &mut events);
        }
        self.answer(events)
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

    fn answer(&mut self, events: Vec<EditorEvent>) -> Response {
        Response::Editor { view: self.editor.view(), events, keystrokes: self.keystrokes, quit: self.has_quit() }
    }
}
