//! `it`, `at`: HTML and XML elements.

use crate::cursor::Step;
use crate::editor::Editor;
use crate::operator::{Op, Shape};
use crate::text::{Pos, chars};

impl Editor {
    /// The byte at `pos`; a line break at the end of a line, 0 at the end of the buffer.
    fn byte_or_break(&self, pos: Pos) -> u8 {
        match self.buf.line(pos.line).get(pos.col) {
            Some(byte) => *byte,
            None if pos.line < self.buf.count() => b'\n',
            None => 0,
        }
    }

    fn next_byte(&self, pos: Pos) -> Pos {
        if pos.col < self.buf.line(pos.line).len() {
            Pos::new(pos.line, pos.col + 1)
        } else {
            Pos::new(pos.line + 1, 0)
        }
    }

    /// From white space at `pos` to a `>` that no `/` precedes.
    fn attributes_close(&mut self, pos: Pos) -> bool {
        let mut at = self.next_byte(pos);
        let mut before = 0;
        loop {
            let byte = self.byte_or_break(at);
            if byte == 0 || self.spend(1) {
                return false;
            }
            if byte == b'>' {
                return before != 0 && before != b'/';
            }
            before = byte;
            at = self.next_byte(at);
        }
    }

    /// Does an opening tag start at `pos`? `name`: only this one, in any case.
    fn opens_tag(&mut self, pos: Pos, name: Option<&[u8]>) -> bool {
        let text = self.buf.shared(pos.line);
        if text.get(pos.col) != Some(&b'<') {
            return false;
        }
        let mut end = pos.col + 1;
        if let Some(name) = name {
            let found = chars::slice(&text, end, end + name.len());
            if !found.eq_ignore_ascii_case(name) {
                return false;
            }
            end += name.len();
            if crate::text::width::is_word(chars::at(&text, end)) {
                return false;
            }
        } else {
            while end < text.len() && !matches!(text[end], b' ' | b'\t' | b'>' | b'/' | b'!') {
                end += 1;
            }
            if end == pos.col + 1 {
                return false;
            }
            if end == text.len() {
                return true;
            }
        }
        let at = Pos::new(pos.line, end);
        match self.byte_or_break(at) {
            b'>' => true,
            b' ' | b'\t' | b'\n' => {
                let next = self.next_byte(at);
                self.byte_or_break(next) == b'>' || self.attributes_close(at)
            }
            _ => false,
        }
    }

    fn closes_tag(&self, pos: Pos, name: Option<&[u8]>) -> bool {
        let text = self.buf.line(pos.line);
        if !text[pos.col.min(text.len())..].starts_with(b"</") {
            return false;
        }
        let rest = &text[pos.col + 2..];
        match name {
            Some(name) => {
                rest.len() > name.len() && rest[..name.len()].eq_ignore_ascii_case(name) && rest[name.len()] == b'>'
            }
            None => rest.contains(&b'>'),
        }
    }

    /// Back to an opening tag that is not closed before the cursor.
    fn unclosed_before(&mut self) -> Option<Pos> {
        let mut nest = 1;
        let mut pos = self.win.cursor;
        loop {
            if self.spend(1) {
                return None;
            }
            if pos.col == 0 {
                if pos.line <= 1 {
                    return None;
                }
                pos.line -= 1;
                pos.col = self.buf.line(pos.line).len();
                continue;
            }
            pos.col -= 1;
            if self.buf.line(pos.line)[pos.col] != b'<' {
                continue;
            }
            if self.closes_tag(pos, None) {
                nest += 1;
            } else if self.opens_tag(pos, None) {
                nest -= 1;
                if nest == 0 {
                    return Some(pos);
                }
            }
        }
    }

    /// Forward to the tag that closes `name`.
    fn closing_after(&mut self, name: &[u8]) -> Option<Pos> {
        let mut nest = 1;
        let mut pos = self.win.cursor;
        loop {
            if self.spend(1) {
                return None;
            }
            if pos.col >= self.buf.line(pos.line).len() {
                if pos.line >= self.buf.count() {
                    return None;
                }
                pos = Pos::new(pos.line + 1, 0);
            } else {
                pos.col += 1;
            }
            if self.buf.line(pos.line).get(pos.col) != Some(&b'<') {
                continue;
            }
            if self.closes_tag(pos, Some(name)) {
                nest -= 1;
                if nest == 0 {
                    return Some(pos);
                }
            } else if self.opens_tag(pos, Some(name)) {
                nest += 1;
            }
        }
    }

    /// Is the cursor in an opening tag, or (`closing`) in a closing one?
    fn in_tag(&self, closing: bool) -> bool {
        let text = self.line();
        let mut at = self.win.cursor.col;
        while at > 0 {
            if text.get(at) == Some(&b'<') {
                break;
            }
            at = chars::before(text, at);
            if text[at] == b'>' {
                break;
            }
        }
        if text.get(at) != Some(&b'<') {
            return false;
        }
        let slash = text.get(at + 1) == Some(&b'/');
        if closing || slash {
            return closing && slash;
        }
        let mut pos = Pos::new(self.win.cursor.line, at);
        let mut before = '\0';
        loop {
            if self.inc(&mut pos) == Step::Stuck {
                return false;
            }
            let c = self.char_at(pos);
            if c == '>' {
                return before != '/';
            }
            before = c;
        }
    }

    pub(super) fn tag_object(&mut self, around: bool, count: usize, op: &mut Op) -> bool {
        let origin = self.win.cursor;
        let (mut old_start, mut old_end) = (origin, origin);
        if self.visual.is_none() || self.exclusive_selection() {
            self.decl(&mut old_end);
        }
        match self.visual_start() {
            Some(from) if from < origin => {
                old_start = from;
                self.win.cursor = from;
            }
            Some(from) if from != origin => old_end = from,
            _ => {
                self.set_pc_mark();
                while self.in_indent(1) {
                    if self.inc_cursor() != Step::Moved {
                        break;
                    }
                }
                if self.in_tag(false) {
                    while self.char_here() != '>' && self.inc_cursor() != Step::Stuck {}
                } else if self.in_tag(true) {
                    while self.char_here() != '<' && self.dec_cursor() != Step::Stuck {}
                    self.dec_cursor();
                    old_end = self.win.cursor;
                }
            }
        }
        let mut around = around;
        let mut left = count;
        let mut inclusive = true;
        loop {
            let mut start = None;
            for _ in 0..left {
                start = self.unclosed_before();
                match start {
                    Some(pos) => self.win.cursor = pos,
                    None => break,
                }
            }
            let Some(mut start_pos) = start else {
                self.win.cursor = origin;
                return false;
            };
            self.inc_cursor();
            let text = self.line();
            let from = self.win.cursor.col;
            let len = text[from..].iter().take_while(|byte| !matches!(byte, b'>' | b' ' | b'\t')).count();
            let name = text[from..from + len].to_vec();
            if name.is_empty() {
                self.win.cursor = origin;
                return false;
            }
            match self.closing_after(&name).filter(|pos| *pos >= old_end) {
                Some(pos) => self.win.cursor = pos,
                None => {
                    left = 1;
                    self.win.cursor = start_pos;
                    if self.spend(10) {
                        return false;
                    }
                    continue;
                }
            }
            if around {
                while self.char_here() != '>' && self.inc_cursor() != Step::Stuck {}
            } else if self.char_here() == '<' {
                if self.visual.is_none() && self.win.cursor.col == 0 {
                    inclusive = false;
                } else {
                    self.dec_cursor();
                }
            }
            let end = self.win.cursor;
            if !around {
                self.win.cursor = start_pos;
                while self.inc_cursor() != Step::Stuck {
                    if self.char_here() == '>' {
                        self.inc_cursor();
                        start_pos = self.win.cursor;
                        break;
                    }
                }
                self.win.cursor = end;
                if self.visual.is_some() && start_pos == old_start && end == old_end {
                    around = true;
                    self.win.cursor = old_start;
                    left = count;
                    continue;
                }
            }
            if self.visual.is_some() {
                if end < start_pos {
                    self.win.cursor = start_pos;
                } else if self.exclusive_selection() {
                    self.inc_cursor();
                }
                self.set_visual_start(start_pos);
                self.set_visual_kind('v');
            } else {
                op.start = start_pos;
                op.shape = Shape::Char;
                if end < start_pos {
                    self.win.cursor = start_pos;
                    op.inclusive = false;
                } else {
                    op.inclusive = inclusive;
                }
            }
            return true;
        }
    }
}
