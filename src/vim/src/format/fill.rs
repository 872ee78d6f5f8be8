//! Breaking a line that is too long, as it is typed or for `gq`.

use crate::editor::Editor;
use crate::insert::OpenLine;
use crate::text::{Pos, chars, columns, width};

/// How a line is to be filled.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fill {
    /// For `gq`, not for a character typed.
    pub(crate) format: bool,
    /// Comment leaders are repeated.
    pub(crate) comments: bool,
    /// The indent of the second line counts in comments too.
    pub(crate) list: bool,
    /// The indent of the second line.
    pub(crate) second_indent: Option<usize>,
}

fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

impl Editor {
    /// A character is about to be typed: the line is broken where 'textwidth' and 'formatoptions' ask for it.
    pub(crate) fn fill_before(&mut self, c: char) {
        let limit = self.options.textwidth;
        let Some(insert) = &self.insert else { return };
        let over = insert.kind == crate::insert::Kind::Replace && self.char_here() != '\0';
        let started_long = self.has_format('l') && insert.long && insert.start.line == self.win.cursor.line;
        if limit == 0 || is_white(c) || over || started_long {
            return;
        }
        self.fill_line(limit, Fill::default(), Some(c));
    }

    /// Breaks the cursor's line until it fits.
    pub(super) fn fill_line(&mut self, limit: usize, fill: Fill, c: Option<char>) {
        let tabstop = self.options.tabstop;
        let virtual_replace = self.mode == crate::editor::Mode::VirtualReplace;
        // Without 'autoindent' a blank under the cursor is not to go with those before it.
        let mut saved_blank = None;
        if !self.options.autoindent && !virtual_replace && is_white(self.char_here()) {
            saved_blank = self.exchange_byte(b'x');
        }
        let (mut comments, mut no_leader, mut first) = (fill.comments, false, true);
        while !self.spend(1) {
            let Pos { line, col: start } = self.win.cursor;
            let text = self.buf.shared(line);
            let typed = c.unwrap_or_else(|| self.char_here());
            if columns::of(&text, start, tabstop).start + width::cells(typed) <= limit {
                break;
            }
            if no_leader {
                comments = false;
            } else if !fill.format && self.has_format('c') {
                comments = true;
            }
            let leader = if comments { self.leader(line).len } else { 0 };
            no_leader |= leader == 0;
            if (!fill.format && leader == 0 && !self.has_format('t')) || start == 0 {
                break;
            }
            let want = columns::byte_at(&text, limit, tabstop);
            let Some((found, end)) = self.break_place(&text, start, want, leader, c) else { break };
            let mut next = found;
            while is_white(chars::at(&text, next)) {
                next += 1;
            }
            let rest = start.saturating_sub(next);
            let moved = text.get(next..next + rest).unwrap_or_default().to_vec();
            if virtual_replace {
                self.backspace_to(found);
            } else {
                if let Some(insert) = &mut self.insert {
                    insert.replace_offset = start.saturating_sub(end);
                }
                self.win.cursor.col = found;
            }
            let old_indent = self.insert.as_mut().map_or(0, |insert| std::mem::take(&mut insert.old_indent));
            self.open_line(OpenLine {
                below: true,
                inserting: true,
                comments,
                delete_blanks: true,
                move_marks: true,
                list: fill.list,
                second_indent: if fill.list { fill.second_indent.unwrap_or(0) } else { old_indent },
            });
            if let Some(insert) = &mut self.insert {
                insert.replace_offset = 0;
            }
            if first
                && !fill.list
                && let Some(indent) = fill.second_indent
            {
                self.indent_second_line(indent, leader);
            }
            first = false;
            if virtual_replace {
                for c in String::from_utf8_lossy(&moved).chars() {
                    self.put_char(c);
                }
            } else {
                self.win.cursor.col = (self.win.cursor.col + rest).min(self.line().len());
            }
            self.auto_indented = false;
        }
        if let Some(blank) = saved_blank {
            self.exchange_byte(blank);
        }
    }

    /// The second line of a paragraph gets its own indent.
    fn indent_second_line(&mut self, indent: usize, leader: usize) {
        if leader > 0 && indent > leader {
            let padding = vec![b' '; indent - leader];
            self.insert_bytes(&padding);
            self.win.cursor.col += padding.len();
        } else {
            self.set_indent(indent, false);
        }
    }

    /// Puts `byte` under the cursor; the one that was there.
    fn exchange_byte(&mut self, byte: u8) -> Option<u8> {
        let Pos { line, col } = self.win.cursor;
        let mut text = self.line().to_vec();
        let old = std::mem::replace(text.get_mut(col)?, byte);
        self.set_line(line, text);
        Some(old)
    }

    /// Where to break: where the blanks start, and where the next word does.
    fn break_place(
        &self,
        text: &[u8],
        start: usize,
        want: usize,
        leader: usize,
        c: Option<char>,
    ) -> Option<(usize, usize)> {
        let mut found = None;
        let mut col = start;
        loop {
            let mut here = match c {
                Some(c) if col == start => c,
                _ => chars::at(text, col),
            };
            if is_white(here) {
                let end = col;
                let mut blanks = 0;
                while col > 0 && is_white(here) {
                    col = chars::before(text, col);
                    here = chars::at(text, col);
                    blanks += 1;
                }
                if col == 0 && is_white(here) {
                    break;
                }
                // 'p': not after a full stop with one blank.
                if !(self.has_format('p') && here == '.' && blanks < 2) {
                    if col < leader {
                        break;
                    }
                    if self.has_format('1') {
                        if col <= leader {
                            break;
                        }
                        // Not after a word of one letter.
                        let before = chars::before(text, col);
                        if is_white(chars::at(text, before)) {
                            col = before;
                            continue;
                        }
                    }
                    let place = col + chars::len_at(text, col);
                    found = Some((place, end + 1));
                    if place <= want {
                        break;
                    }
                }
            }
            if col == 0 {
                break;
            }
            col = chars::before(text, col);
        }
        found
    }
}
