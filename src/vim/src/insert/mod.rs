//! Insert and Replace mode (`:help insert.txt`).

mod abbreviation;
mod complete;
pub(crate) mod digraph;
mod indent;
mod keys;
pub(crate) mod literal;
mod open;
mod text;

pub(crate) use abbreviation::Abbreviation;
pub(crate) use open::OpenLine;

use crate::editor::{Editor, Mode};
use crate::key::{CR, ESC, Key};
use crate::operator::BlockJob;
use crate::text::{Pos, chars};
use complete::Completion;
use serde::{Deserialize, Serialize};

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    Insert,
    Replace,
    VirtualReplace,
}

/// What Insert mode knows while it lasts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Insertion {
    pub(crate) kind: Kind,
    /// How often the text goes in.
    count: usize,
    /// The command that began it: `i`, `o`, …; `'\0'` after an operator.
    command: char,
    /// Where the text begins; moves with the cursor keys.
    pub(crate) start: Pos,
    /// Where it began at first: Backspace may go before it only as 'backspace' allows.
    origin: Pos,
    keep_origin: bool,
    /// Undo must be saved before the next change.
    need_undo: bool,
    /// A cursor key was used: the next text is another insertion.
    pub(crate) arrow_used: bool,
    /// What was typed, for `.` and for the count.
    pub(crate) keys: Vec<Key>,
    /// Where a run of characters that wait in the queue begins: they count as one change.
    run_start: Option<usize>,
    /// What Replace mode replaced, character by character.
    replaced: Vec<Vec<u8>>,
    /// How many of those stay above what is replaced next.
    pub(crate) replace_offset: usize,
    /// Lines there were when it began: Virtual Replace mode replaces those.
    lines: usize,
    lines_replaced: usize,
    /// The line was longer than 'textwidth' already.
    pub(crate) long: bool,
    /// Keys of a command of Insert mode that is not complete: Ctrl-V, Ctrl-K, Ctrl-R.
    pub(crate) pending: Vec<Key>,
    pub(crate) block: Option<BlockJob>,
    completion: Option<Completion>,
    last: char,
    /// The indent to restore after `^` Ctrl-D.
    pub(crate) old_indent: usize,
    inserted_space: bool,
}

impl Editor {
    /// Enters Insert mode. `own_line`: a line was opened for it.
    pub(crate) fn start_insert(&mut self, kind: Kind, own_line: bool, count: usize, command: char) {
        let mut start = self.win.cursor;
        if own_line {
            start.col = 0;
        }
        self.mode = match kind {
            Kind::Insert => Mode::Insert,
            Kind::Replace => Mode::Replace,
            Kind::VirtualReplace => Mode::VirtualReplace,
        };
        if !self.auto_indented {
            self.auto_indent_col = 0;
        }
        let long = crate::text::columns::total(self.line(), self.options.tabstop) > self.options.textwidth;
        self.insert = Some(Insertion {
            kind,
            count,
            command,
            start,
            origin: start,
            keep_origin: false,
            need_undo: true,
            arrow_used: false,
            keys: Vec::new(),
            run_start: None,
            replaced: Vec::new(),
            replace_offset: 0,
            lines: self.buf.count(),
            lines_replaced: 1,
            long,
            pending: Vec::new(),
            block: None,
            completion: None,
            last: '\0',
            old_indent: 0,
            inserted_space: false,
        });
        self.open_fold_at_cursor();
    }

    /// Back to Insert mode after the one command of Ctrl-O.
    pub(crate) fn restart_insert(&mut self, how: char) {
        let kind = match how {
            'R' => Kind::Replace,
            'V' => Kind::VirtualReplace,
            _ => Kind::Insert,
        };
        self.mode = Mode::Insert;
        self.restart_edit = None;
        self.update_curswant();
        let text = self.line();
        let col = self.win.cursor.col;
        let len = chars::len_at(text, col);
        let before = self.win.cursor;
        let at_end = self.insert_at_end && self.insert_end_line == self.win.cursor.line;
        if len > 0 && col + len == text.len() && (at_end || self.win.curswant > self.virtual_column()) {
            self.win.cursor.col += len;
        }
        self.insert_at_end = false;
        self.start_insert(kind, false, 1, how);
        if let Some(insert) = &mut self.insert {
            insert.arrow_used = true;
            insert.start = before;
            insert.origin = before;
        }
    }

    /// A change is about to be made: what a cursor key ended begins anew.
    pub(crate) fn stop_arrow(&mut self) {
        let cursor = self.win.cursor;
        let Some(insert) = &mut self.insert else { return };
        if insert.arrow_used {
            insert.start = cursor;
            if cursor.col > insert.origin.col && !insert.need_undo {
                insert.keep_origin = true;
            }
            insert.arrow_used = false;
            insert.need_undo = false;
            insert.keys.clear();
            insert.command = 'i';
            self.auto_indent_col = 0;
            self.redo.command = Some(crate::normal::plain_insert());
            self.redo.keys.clear();
            self.save_cursor_line();
        } else if insert.need_undo {
            insert.need_undo = false;
            self.save_cursor_line();
        }
    }

    /// A cursor key ends the insertion; Insert mode goes on.
    pub(crate) fn start_arrow(&mut self, end: Pos) {
        let Some(insert) = &mut self.insert else { return };
        insert.count = 0;
        if insert.arrow_used {
            return;
        }
        insert.arrow_used = true;
        let keys = insert.keys.clone();
        insert.replaced.clear();
        self.keep_insert_text(keys);
        self.stop_insertion(end, false);
    }

    /// The text for `.` and for the register `".`.
    fn keep_insert_text(&mut self, keys: Vec<Key>) {
        self.last_insert = Some(keys.iter().map(|key| key.0).collect());
        self.redo.keys = keys;
        self.redo.keys.push(Key(ESC));
    }

    /// The end of an insertion at `end`: an indent that nothing followed goes; `'[` and `']` are set.
    fn stop_insertion(&mut self, end: Pos, escape: bool) {
        let Some(insert) = &self.insert else { return };
        let (start, origin) = (insert.start, insert.origin);
        if self.auto_indented && (escape || self.win.cursor.line != end.line) && end.line <= self.buf.count() {
            self.remove_auto_indent(end);
        }
        self.auto_indented = false;
        self.buf.op_start = start;
        self.insert_start = start;
        self.insert_origin = origin;
        self.buf.op_end = end;
    }

    /// Esc: repeats the text as often as asked, then leaves Insert mode.
    pub(crate) fn escape_insert(&mut self) {
        let Some(insert) = &mut self.insert else { return };
        insert.completion = None;
        if !insert.arrow_used {
            // An Esc among the keys does not begin this again.
            let count = std::mem::replace(&mut insert.count, 1);
            let (command, keys) = (insert.command, insert.keys.clone());
            for _ in 1..count {
                if self.spend(10) {
                    break;
                }
                if matches!(command, 'o' | 'O') {
                    self.insert_key(Key(CR));
                }
                for (index, key) in keys.iter().enumerate() {
                    self.replay_next = Some(keys.get(index + 1).copied().unwrap_or(Key(ESC)));
                    self.insert_key(*key);
                    if let Some(insert) = &mut self.insert {
                        insert.last = key.0;
                    }
                }
                self.replay_next = None;
                if self.insert.is_none() {
                    return;
                }
            }
            if let Some(insert) = &mut self.insert {
                insert.keys.clone_from(&keys);
            }
            self.keep_insert_text(keys);
        }
        self.finish_insert();
    }

    /// Leaves Insert mode.
    pub(crate) fn finish_insert(&mut self) {
        let Some(insert) = &mut self.insert else { return };
        let arrow = insert.arrow_used;
        let column_before = self.win.cursor.col;
        if !arrow {
            let end = self.win.cursor;
            self.stop_insertion(end, true);
        }
        if self.restart_edit.is_none() && column_before == self.win.cursor.col {
            self.win.set_curswant = true;
        }
        if !self.keep_jumps {
            self.buf.last_insert = self.win.cursor;
        }
        if self.win.cursor.col != 0
            && (self.restart_edit.is_none() || (self.char_here() == '\0' && self.visual.is_none()))
        {
            self.win.cursor.col = chars::before(self.line(), self.win.cursor.col);
        }
        self.mode = Mode::Normal;
        self.check_pc_mark();
        let job = self.insert.take().and_then(|insert| insert.block);
        if let Some(job) = job {
            self.finish_block(job);
        }
    }
}
