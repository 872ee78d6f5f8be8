//! The commands that start Insert or Replace mode.

use crate::command::{Action, Command, Insert};
use crate::editor::Editor;
use crate::insert::{Kind, OpenLine};
use crate::text::chars;

/// What a restarted insertion is to `.`: a plain `i`.
pub(crate) fn plain_insert() -> Command {
    super::action(Action::Insert(Insert::Before))
}

/// `R` with a count.
pub(crate) fn replace_command(count: usize) -> Command {
    Command { count: Some(count), ..super::action(Action::Insert(Insert::Replace)) }
}

impl Editor {
    /// To where Insert mode ended last, for `gi`.
    pub(super) fn go_to_last_insert(&mut self) {
        if self.buf.last_insert.line != 0 {
            self.win.cursor = self.buf.last_insert;
            self.check_cursor_line();
            self.win.cursor.col = self.win.cursor.col.min(self.line().len());
        }
    }

    pub(super) fn begin_insert(&mut self, how: Insert, count: usize, command: &Command) {
        if !self.options.modifiable {
            self.error("E21");
            return;
        }
        self.restart_edit = None;
        let mut key = 'i';
        let mut kind = Kind::Insert;
        let mut own_line = false;
        let mut redo = command.clone();
        match how {
            Insert::Before => {}
            Insert::After => {
                key = 'a';
                if self.char_here() != '\0' {
                    self.win.cursor.col += chars::len_at(self.line(), self.win.cursor.col);
                }
            }
            Insert::LineStart => {
                key = 'I';
                self.begin_line_white();
            }
            Insert::LineEnd => {
                key = 'A';
                self.win.set_curswant = true;
                self.win.cursor.col = self.line().len();
            }
            Insert::FirstColumn => self.win.cursor.col = 0,
            Insert::Last => {
                self.go_to_last_insert();
                redo.target = crate::command::Target::Action(Action::Insert(Insert::Before));
            }
            Insert::Below | Insert::Above => {
                let below = how == Insert::Below;
                key = if below { 'o' } else { 'O' };
                if let Some((first, last)) = self.win.folds.closed_at(self.win.cursor.line) {
                    self.win.cursor.line = if below { last } else { first };
                }
                let line = self.win.cursor.line;
                if below {
                    self.save(line, line + 1);
                } else {
                    self.save(line - 1, line);
                }
                self.auto_indented = false;
                let comments = self.has_format('o');
                self.open_line(OpenLine { below, comments, ..OpenLine::default() });
                own_line = true;
            }
            Insert::Replace => {
                key = 'R';
                kind = Kind::Replace;
            }
            Insert::VirtualReplace => {
                key = 'V';
                kind = Kind::VirtualReplace;
            }
        }
        self.prepare_redo(&redo);
        self.start_insert(kind, own_line, count, key);
    }
}
