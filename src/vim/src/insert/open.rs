//! Opening a line: Enter, `o`, `O`, and breaking a line that is full.

use super::Kind;
use crate::editor::{Editor, Mode};
use crate::format::leader;
use crate::text::{Pos, chars, columns};

/// How a line is opened.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OpenLine {
    pub(crate) below: bool,
    /// The text after the cursor moves to the new line.
    pub(crate) inserting: bool,
    /// A comment leader is repeated.
    pub(crate) comments: bool,
    /// White space after the cursor goes.
    pub(crate) delete_blanks: bool,
    /// Marks after the cursor move with the text.
    pub(crate) move_marks: bool,
    /// `second_indent` counts in comments too.
    pub(crate) list: bool,
    /// The indent where there is none.
    pub(crate) second_indent: usize,
}

impl Editor {
    /// Opens a line below the cursor's or above it.
    pub(crate) fn open_line(&mut self, how: OpenLine) {
        let Pos { line, col } = self.win.cursor;
        let text = self.buf.shared(line);
        let virtual_replace = self.mode == Mode::VirtualReplace && self.insert.is_some();
        let replace = self.mode == Mode::Replace && how.inserting;
        let splits = how.inserting && !virtual_replace;
        self.buf.line_undo = crate::buffer::LineUndo::default();
        let truncate = how.below && self.auto_indented;
        self.auto_indent_col = 0;
        let after = chars::slice(&text, col, text.len());
        let mut head = text.to_vec();
        if how.inserting {
            head.truncate(col);
        }
        if virtual_replace {
            // A line break replaces the rest of the line.
            self.push_replaced(&[]);
            self.push_replaced(after);
        }
        let auto = self.options.autoindent || self.options.smartindent;
        let mut indent = 0;
        if auto {
            indent = columns::total(&head[..chars::skip_white(&head, 0)], self.options.tabstop);
            if indent == 0 && !how.list {
                indent = how.second_indent;
            }
            if self.options.smartindent && !truncate {
                indent = self.smart_indent(how.below, &head, after, indent);
            }
        }
        let mut auto_indented = auto;
        let mut start = Vec::new();
        self.comment_end = None;
        if how.comments
            && let Some(opened) = leader::opened(&self.options.comments, &head, how.below)
        {
            start = opened.text;
            if opened.replaced {
                if auto {
                    indent = columns::total(&start[..chars::skip_white(&start, 0)], self.options.tabstop);
                }
                indent = indent.saturating_add_signed(opened.offset);
            }
            if indent > 0 {
                start.drain(..chars::skip_white(&start, 0));
            }
            if how.list {
                start.resize(start.len().max(how.second_indent.saturating_sub(indent)), b' ');
            }
            self.comment_end = opened.ends_with;
            auto_indented = true;
        }
        let mut skipped = 0;
        if splits && (self.options.autoindent || how.delete_blanks) {
            skipped = chars::skip_white(after, 0);
        }
        if replace {
            self.push_replaced(&after[..skipped]);
        }
        let white = self.white(indent);
        let cursor_col = white.len() + start.len();
        if replace {
            for _ in 0..cursor_col {
                self.push_replaced(&[]);
            }
        }
        let mut new = white.clone();
        new.extend_from_slice(&start);
        let begun = new.clone();
        if splits {
            new.extend_from_slice(&after[skipped..]);
        }
        self.auto_indented = auto_indented;
        let at = if how.below { line } else { line - 1 };
        let over_next = virtual_replace && self.insert.as_ref().is_some_and(|insert| line < insert.lines);
        if over_next {
            self.save_line_to_replace(line + 1);
        } else {
            self.append_line(at, if virtual_replace { Vec::new() } else { new });
            self.adjust_marks(at + 1, crate::text::MAXCOL, 1, 0);
        }
        if truncate && how.below {
            // Nothing followed the indent: it goes.
            let keep = head.len() - head.iter().rev().take_while(|byte| chars::is_white(**byte)).count();
            head.truncate(keep);
        }
        if head.len() != text.len() {
            self.set_line(line, head);
        }
        if how.move_marks && splits && !over_next {
            self.adjust_mark_columns(line, col + skipped, 1, cursor_col as isize - (col + skipped) as isize);
        }
        if how.inserting || truncate {
            self.changed(line, col);
        } else {
            self.changed(at + 1, 0);
        }
        self.win.cursor = Pos::new(at + 1, cursor_col);
        if virtual_replace {
            self.win.cursor.col = 0;
            for c in String::from_utf8_lossy(&begun).chars() {
                self.put_char(c);
            }
        }
        self.auto_indent_col = white.len();
        self.win.set_curswant = true;
    }

    /// Virtual Replace mode goes on in line `line`: it is saved once.
    fn save_line_to_replace(&mut self, line: usize) {
        let Some(insert) = &mut self.insert else { return };
        if line >= insert.start.line + insert.lines_replaced {
            insert.lines_replaced += 1;
            self.save(line - 1, line + 1);
        }
    }

    /// In Replace mode: `text` was replaced, or nothing, by the next character typed.
    pub(super) fn push_replaced(&mut self, text: &[u8]) {
        let Some(insert) = self.insert.as_mut().filter(|insert| insert.kind != Kind::Insert) else { return };
        if let Some(at) = insert.replaced.len().checked_sub(insert.replace_offset) {
            insert.replaced.insert(at, text.to_vec());
        }
    }
}
