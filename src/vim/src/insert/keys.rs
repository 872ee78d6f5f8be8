//! What each key does in Insert mode.

use super::Kind;
use super::literal::{self, Literal};
use crate::editor::{Editor, Mode};
use crate::key::{self, CR, ESC, Key, ctrl};
use crate::text::{MAXCOL, Pos};

impl Editor {
    /// A key, typed or replayed.
    pub(crate) fn insert_typed(&mut self, key: Key) {
        if let Some(insert) = &mut self.insert {
            if !insert.keep_origin {
                insert.origin = insert.start;
            }
            if !insert.arrow_used {
                self.win.set_curswant = true;
            }
        }
        // A character moves nothing but the column, and a long line is not measured anew for each one of a text.
        let plain = key.0 >= ' ' && !key.is_special() && key.0 != '\x7f';
        let length = self.line().len();
        if self.spend(length as u64) {
            return;
        }
        if self.key_typed || !plain || length < 2_000 {
            self.update_topline();
        }
        if !plain {
            self.update_curswant();
        }
        self.insert_key(key);
        if let Some(insert) = &mut self.insert {
            insert.last = key.0;
        }
    }

    pub(crate) fn insert_key(&mut self, key: Key) {
        // A command of Ctrl-O may have taken the text from under the cursor.
        self.check_cursor_line();
        self.win.cursor.col = self.win.cursor.col.min(self.line().len());
        let Some(insert) = &mut self.insert else { return };
        if !insert.pending.is_empty() {
            insert.pending.push(key);
            self.insert_pending();
            return;
        }
        let c = key.0;
        if insert.completion.is_some() && self.completion_key(c) {
            return;
        }
        match c {
            ESC => {
                if !self.expand_abbreviation(ESC) {
                    self.escape_insert();
                }
            }
            '\x03' => self.escape_insert(),
            '\x16' | '\x11' | '\x0b' | '\x12' | '\x1c' | '\x07' | '\x18' => {
                if let Some(insert) = &mut self.insert {
                    insert.pending.push(key);
                }
            }
            '\x0f' => {
                if !self.expand_abbreviation(c) {
                    self.one_command();
                }
            }
            '\x01' | '\0' => self.insert_last_text(c == '\0'),
            key::INSERT => self.toggle_replace(),
            '\x04' | '\x14' => self.insert_shift(c == '\x04'),
            key::DEL => self.insert_delete(),
            key::BS | '\x7f' => self.backspace(c, super::text::Back::Char),
            '\x17' => self.backspace(c, super::text::Back::Word),
            '\x15' => self.backspace(c, super::text::Back::Line),
            '\t' => self.insert_tab(),
            CR | '\n' => {
                if !self.expand_abbreviation(CR) {
                    self.insert_newline();
                }
            }
            '\x0e' => self.complete(true),
            '\x10' => self.complete(false),
            '\x05' | '\x19' => self.insert_from_line(c == '\x19'),
            key::NOP => {}
            key::LEFT
            | key::RIGHT
            | key::UP
            | key::DOWN
            | key::HOME
            | key::END
            | key::PAGE_UP
            | key::PAGE_DOWN
            | key::SHIFT_LEFT
            | key::SHIFT_RIGHT => self.insert_arrow(c),
            _ if key.is_special() => {}
            c => {
                if crate::text::width::is_word(c) || !self.expand_abbreviation(c) {
                    self.insert_char(c, false);
                }
            }
        }
    }

    /// Ctrl-V, Ctrl-K, Ctrl-R, Ctrl-\, Ctrl-G, Ctrl-X with what followed so far.
    fn insert_pending(&mut self) {
        let Some(insert) = &mut self.insert else { return };
        let keys = insert.pending.clone();
        let done = match keys[0].0 {
            '\x16' | '\x11' => match literal::read(&keys[1..]) {
                Literal::More => return,
                Literal::Done(c, used) => {
                    insert.pending.clear();
                    self.insert_char(c, true);
                    for key in &keys[1 + used..] {
                        self.insert_key(*key);
                    }
                    return;
                }
            },
            '\x0b' => {
                if keys[1].0 == ESC {
                    None
                } else if keys.len() < 3 {
                    return;
                } else if keys[2].0 == ESC {
                    None
                } else {
                    Some(super::digraph::find(keys[1].0, keys[2].0))
                }
            }
            '\x12' => {
                if matches!(keys[1].0, '\x12' | '\x0f' | '\x10') && keys.len() < 3 {
                    return;
                }
                insert.pending.clear();
                self.insert_register(&keys[1..]);
                return;
            }
            '\x1c' => {
                insert.pending.clear();
                match keys[1].0 {
                    '\x0e' | '\x07' => {
                        insert.count = 0;
                        self.escape_insert();
                    }
                    '\x0f' => self.one_command(),
                    _ => {}
                }
                return;
            }
            '\x07' => {
                insert.pending.clear();
                match keys[1].0 {
                    'u' => {
                        insert.need_undo = true;
                        self.force_new_undo();
                    }
                    'j' | '\x0a' | key::DOWN => self.insert_arrow(key::DOWN),
                    'k' | '\x0b' | key::UP => self.insert_arrow(key::UP),
                    _ => self.beep(),
                }
                return;
            }
            _ => {
                insert.pending.clear();
                self.complete_special(keys[1].0);
                return;
            }
        };
        if let Some(insert) = &mut self.insert {
            insert.pending.clear();
        }
        if let Some(c) = done {
            self.insert_char(c, (c as u32) < 0x20);
        }
    }

    /// Ctrl-O.
    fn one_command(&mut self) {
        let Some(insert) = &mut self.insert else { return };
        insert.count = 0;
        self.restart_edit = Some(match insert.kind {
            Kind::Insert => 'I',
            Kind::Replace => 'R',
            Kind::VirtualReplace => 'V',
        });
        self.insert_at_end = self.char_here() == '\0';
        self.insert_end_line = self.win.cursor.line;
        self.escape_insert();
    }

    /// Insert key: between Insert and Replace.
    fn toggle_replace(&mut self) {
        let Some(insert) = &mut self.insert else { return };
        insert.kind = if insert.kind == Kind::Insert { Kind::Replace } else { Kind::Insert };
        self.mode = if insert.kind == Kind::Insert { Mode::Insert } else { Mode::Replace };
    }

    /// Ctrl-A: the text inserted last is typed again; Ctrl-@ ends Insert mode after it.
    fn insert_last_text(&mut self, leave: bool) {
        let Some(text) = &self.last_insert else {
            self.error("E29");
            return;
        };
        let mut keys: Vec<Key> = text.iter().map(|c| Key(*c)).collect();
        // Before Ctrl-D these would be a command.
        if let Some(last @ Key('0' | '^')) = keys.last().copied().filter(|_| !leave) {
            keys.pop();
            keys.extend([Key(ctrl('V'))]);
            keys.extend(if last.0 == '0' { Key::raw("048") } else { vec![last] });
        }
        if leave {
            keys.push(Key(ESC));
        }
        self.queue.push_front(&keys, false);
    }

    /// Ctrl-R and a register; with Ctrl-R, Ctrl-O or Ctrl-P before it, literally.
    fn insert_register(&mut self, keys: &[Key]) {
        let name = keys[keys.len() - 1].0;
        let literal = keys.len() > 1;
        if name == '=' && !literal {
            self.open_command_line('=', "", None);
            return;
        }
        if literal && matches!(keys[0].0, '\x0f' | '\x10') {
            self.stop_arrow();
            self.put_text(Some(name), true, 1, crate::operator::Put { cursor_after: true, ..Default::default() });
            self.note_insert_keys(&[Key(ctrl('R')), keys[0], keys[1]]);
            return;
        }
        if name == '.' {
            self.insert_last_text(false);
            return;
        }
        let Some(lines) = self.register_lines(name) else {
            self.bell();
            return;
        };
        self.insert_text(name, &lines, literal);
    }

    /// The text of an expression, after Ctrl-R =.
    pub(crate) fn insert_expression(&mut self, text: &str) {
        self.insert_text('=', text, false);
    }

    /// The text is read as if it were typed; `literal`: its control characters go in as they are.
    fn insert_text(&mut self, name: char, lines: &str, literal: bool) {
        if name == '-' {
            self.stop_arrow();
            self.put_text(Some(name), true, 1, crate::operator::Put { cursor_after: true, ..Default::default() });
            self.note_insert_keys(&[Key(ctrl('R')), Key(name)]);
            return;
        }
        let mut keys = Vec::with_capacity(lines.len());
        for c in lines.chars() {
            if literal && matches!(c, '\0'..='\x08' | '\x0b'..='\x1f' | '\x7f') {
                keys.push(Key(ctrl('V')));
            }
            keys.push(Key(c));
        }
        self.queue.push_front(&keys, false);
    }

    pub(crate) fn note_insert_keys(&mut self, keys: &[Key]) {
        if let Some(insert) = &mut self.insert {
            insert.keys.extend_from_slice(keys);
        }
    }

    /// Ctrl-E and Ctrl-Y: the character below or above.
    fn insert_from_line(&mut self, above: bool) {
        let before = self.line()[..self.win.cursor.col].to_vec();
        match self.char_copied(above, &before) {
            Some(c) => self.insert_char(c, (c as u32) < 0x20),
            None => self.bell(),
        }
    }

    fn insert_arrow(&mut self, c: char) {
        let from = self.win.cursor;
        let moved = match c {
            key::LEFT => {
                if self.one_left() {
                    true
                } else if self.options.wraps('[') && from.line > 1 {
                    self.win.cursor = Pos::new(from.line - 1, self.buf.line(from.line - 1).len());
                    self.win.set_curswant = true;
                    true
                } else {
                    false
                }
            }
            key::RIGHT => {
                if self.char_here() != '\0' {
                    self.win.cursor.col += crate::text::chars::len_at(self.line(), from.col);
                    self.win.set_curswant = true;
                    true
                } else if self.options.wraps(']') && from.line < self.buf.count() {
                    self.win.cursor = Pos::new(from.line + 1, 0);
                    self.win.set_curswant = true;
                    true
                } else {
                    false
                }
            }
            key::UP => self.cursor_up(1),
            key::DOWN => self.cursor_down(1),
            key::HOME => {
                self.win.cursor.col = 0;
                self.win.curswant = 0;
                self.win.set_curswant = true;
                true
            }
            key::END => {
                self.win.cursor.col = self.line().len();
                self.win.curswant = MAXCOL;
                self.win.set_curswant = false;
                true
            }
            key::SHIFT_LEFT => {
                let moved = from.line > 1 || from.col > 0;
                if moved {
                    self.word_back(1, false, false);
                    self.win.set_curswant = true;
                }
                moved
            }
            key::SHIFT_RIGHT => {
                let moved = from.line < self.buf.count() || self.char_here() != '\0';
                if moved {
                    self.word_forward(1, false, false);
                    self.win.set_curswant = true;
                }
                moved
            }
            key::PAGE_UP => self.scroll(crate::command::Scroll::PageUp, None),
            _ => self.scroll(crate::command::Scroll::PageDown, None),
        };
        if !moved {
            self.bell();
            return;
        }
        let to = self.win.cursor;
        self.win.cursor = from;
        self.start_arrow(from);
        if self.insert.is_some() {
            self.win.cursor = to;
            self.check_cursor();
        }
    }
}
