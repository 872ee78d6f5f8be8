//! Opening a line: Enter, `o`, `O`.

use crate::editor::Editor;
use crate::text::{Pos, chars};

impl Editor {
    /// Opens a line below the cursor's (the text after the cursor moves there in Insert mode) or above it.
    pub(crate) fn open_line(&mut self, below: bool, second_indent: usize) {
        let Pos { line, col } = self.win.cursor;
        let text = self.buf.shared(line);
        let inserting = self.mode.is_insert();
        self.buf.line_undo = crate::buffer::LineUndo::default();
        let mut truncate = below && self.auto_indented;
        self.auto_indent_col = 0;
        let mut rest: Vec<u8> = Vec::new();
        let mut head = text.to_vec();
        if inserting && below {
            rest = chars::slice(&text, col, text.len()).to_vec();
            head.truncate(col);
        }
        let mut indent = 0;
        let auto = self.options.autoindent || self.options.smartindent;
        let mut auto_indented = false;
        if auto {
            let white = chars::skip_white(&head, 0);
            indent = crate::text::columns::total(&head[..white], self.options.tabstop);
            if indent == 0 {
                indent = second_indent;
            }
            if self.options.smartindent && !truncate {
                indent = self.smart_indent(below, &head, &rest, indent);
            }
            auto_indented = true;
            truncate |= inserting && below && chars::is_blank(&head);
        }
        if auto {
            // White space after the split goes: the new line has its own indent.
            let skip = chars::skip_white(&rest, 0);
            rest.drain(..skip);
        }
        if truncate && auto {
            let keep = head.len() - head.iter().rev().take_while(|byte| chars::is_white(**byte)).count();
            head.truncate(keep);
        }
        let mut new = self.white(indent);
        let cursor_col = new.len();
        new.extend_from_slice(&rest);
        self.auto_indented = auto_indented;
        let at = if below { line } else { line - 1 };
        let inserted_line = self.insert.as_ref().map(|insert| insert.start.line);
        if inserting && below && inserted_line.is_some() {
            self.save_for_open(line);
        }
        self.append_line(at, new);
        self.adjust_marks(at + 1, crate::text::MAXCOL, 1, 0);
        if head.len() != text.len() {
            self.set_line(line, head);
            self.changed(line, col);
        }
        self.changed(at + 1, 0);
        self.win.cursor = Pos::new(at + 1, cursor_col);
        self.auto_indent_col = cursor_col;
        self.win.set_curswant = true;
    }

    /// The next line is new to undo when the insertion is not on its own lines any more.
    fn save_for_open(&mut self, line: usize) {
        self.save(line, line + 1);
    }
}
