//! `:normal` and `:@`.

use super::Ex;
use crate::editor::{Editor, Mode};
use crate::key::Key;
use crate::text::Pos;

impl Editor {
    /// `d:3` and Enter: the operator works to where the command leaves the cursor.
    pub(crate) fn move_by_ex(&mut self, text: &str, op: &mut crate::operator::Op) -> crate::motion::Moved {
        op.exclusive();
        self.execute_line(text);
        if self.failed { Err(crate::motion::Fail::Beep) } else { Ok(()) }
    }

    pub(super) fn ex_normal(&mut self, ex: &Ex) {
        if ex.args.is_empty() {
            self.error("E471");
            return;
        }
        let keys = Key::raw(&ex.args);
        if ex.addresses == 0 {
            self.normal_keys(&keys, !ex.bang);
            return;
        }
        let count = ex.last - ex.first + 1;
        for offset in 0..count {
            let line = ex.first + offset;
            if self.spend(20) || self.closed {
                break;
            }
            self.win.cursor = Pos::new(line.min(self.buf.count()), 0);
            self.normal_keys(&keys, !ex.bang);
        }
        self.failed = false;
    }

    /// Runs keys to their end: what is not complete then is cancelled.
    fn normal_keys(&mut self, keys: &[Key], remap: bool) {
        let restart = self.restart_edit.take();
        let pending = std::mem::take(&mut self.pending);
        self.run_nested_to_end(keys, remap);
        self.pending = pending;
        self.restart_edit = restart;
        self.check_cursor();
    }

    fn run_nested_to_end(&mut self, keys: &[Key], remap: bool) {
        // The end of the keys cancels what is not complete, as Esc does.
        self.run_nested(keys, remap);
        self.pending.clear();
        for _ in 0..4 {
            match self.mode {
                Mode::Insert | Mode::Replace | Mode::VirtualReplace => {
                    if let Some(insert) = &mut self.insert {
                        insert.pending.clear();
                    }
                    self.insert_typed(Key(crate::key::ESC));
                }
                Mode::CommandLine | Mode::Confirm => self.run_nested(&[Key(crate::key::ESC)], false),
                Mode::Normal => break,
            }
        }
    }

    /// `:@a`: the register's lines as Ex commands.
    pub(super) fn ex_at(&mut self, ex: &Ex) {
        let name = ex.args.chars().next().unwrap_or('@');
        let name = if name == '@' || name == '*' { self.last_played.unwrap_or('"') } else { name };
        if ex.addresses > 0 {
            self.win.cursor.line = ex.last;
            self.check_cursor_col();
        }
        let text = if name == ':' { self.last_command_line.clone() } else { self.register_lines(name) };
        self.last_played = Some(name);
        if name == ':' {
            self.last_command_candidate = None;
        }
        match text {
            Some(text) => {
                for line in text.lines() {
                    if self.failed || self.spend(10) {
                        break;
                    }
                    self.execute_line(line);
                }
            }
            None => self.error("E748"),
        }
    }
}
