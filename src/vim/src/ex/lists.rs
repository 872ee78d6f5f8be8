//! Lists: `:reg`, `:marks`, `:jumps`, `:changes`, `:undolist`, `:history`.

use super::Ex;
use crate::editor::{Editor, Event};
use crate::register::RegisterKind;

impl Editor {
    fn list(&mut self, lines: Vec<String>) {
        self.out.events.push(Event::Listing(lines));
    }

    pub(super) fn ex_registers(&mut self, ex: &Ex) {
        let wanted = |name: char| ex.args.is_empty() || ex.args.contains(name);
        let mut lines = vec!["Type Name Content".to_owned()];
        let mut names: Vec<char> = vec!['"'];
        names.extend('0'..='9');
        names.extend('a'..='z');
        names.extend(['-', '+']);
        for name in names.into_iter().filter(|name| wanted(*name)) {
            let Some(register) = self.registers.read(Some(name)) else { continue };
            let kind = match register.kind {
                RegisterKind::Char => 'c',
                RegisterKind::Line => 'l',
                RegisterKind::Block(_) => 'b',
            };
            let mut text = register.lines.iter().map(crate::text::Line::text).collect::<Vec<_>>().join("^J");
            if register.kind == RegisterKind::Line {
                text.push_str("^J");
            }
            lines.push(format!("  {kind}  \"{name}   {text}"));
        }
        for name in ['.', ':', '%', '/'] {
            if wanted(name)
                && let Some(text) = self.register_lines(name)
            {
                lines.push(format!("  c  \"{name}   {text}"));
            }
        }
        self.list(lines);
    }

    pub(super) fn ex_marks(&mut self) {
        let mut lines = vec!["mark line  col file/text".to_owned()];
        let names = ['\''].into_iter().chain('a'..='z').chain('A'..='Z').chain(['"', '[', ']', '^', '.', '<', '>']);
        for name in names {
            let Some(mark) = self.mark(name).filter(|mark| mark.pos.line > 0) else { continue };
            let text = self.buf.shared(mark.pos.line).text();
            lines.push(format!(" {name} {:>6} {:>4} {}", mark.pos.line, mark.pos.col.min(9999), text.trim_start()));
        }
        self.list(lines);
    }

    pub(super) fn ex_delete_marks(&mut self, ex: &Ex) {
        if ex.bang {
            for pos in &mut self.buf.named {
                pos.line = 0;
            }
            return;
        }
        let mut names = ex.args.chars().filter(|c| *c != ' ').peekable();
        while let Some(first) = names.next() {
            let mut last = first;
            if names.peek() == Some(&'-') {
                names.next();
                last = names.next().unwrap_or(first);
            }
            for name in first..=last {
                match name {
                    'a'..='z' => self.buf.named[name as usize - 'a' as usize].line = 0,
                    'A'..='Z' | '0'..='9' => {
                        self.file_marks.remove(&name);
                    }
                    '^' => self.buf.last_insert.line = 0,
                    '.' => self.buf.last_change.line = 0,
                    '[' => self.buf.op_start.line = 0,
                    ']' => self.buf.op_end.line = 0,
                    '<' => self.buf.visual.start.line = 0,
                    '>' => self.buf.visual.end.line = 0,
                    '"' => self.buf.last_cursor.line = 0,
                    _ => {
                        self.error("E475");
                        return;
                    }
                }
            }
        }
    }

    pub(super) fn ex_jumps(&mut self) {
        let mut lines = vec![" jump line  col file/text".to_owned()];
        for (index, jump) in self.win.jumps.iter().enumerate() {
            let distance = (index as isize - self.win.jump_index as isize).unsigned_abs();
            let text = self.buf.shared(jump.pos.line).text();
            lines.push(format!(" {distance:>3} {:>5} {:>4} {}", jump.pos.line, jump.pos.col, text.trim_start()));
        }
        lines.push(">".to_owned());
        self.list(lines);
    }

    pub(super) fn ex_changes(&mut self) {
        let mut lines = vec!["change line  col text".to_owned()];
        for (index, pos) in self.buf.changes.iter().enumerate() {
            let distance = (index as isize - self.win.change_index as isize).unsigned_abs();
            lines.push(format!("{distance:>5} {:>5} {:>4} {}", pos.line, pos.col, self.buf.shared(pos.line).text()));
        }
        lines.push(">".to_owned());
        self.list(lines);
    }

    pub(super) fn ex_undo_list(&mut self) {
        let mut lines = vec!["number".to_owned()];
        lines.extend(
            self.buf.undo.states().into_iter().map(|(seq, done)| format!("{seq:>6} {}", if done { "*" } else { "" })),
        );
        self.list(lines);
    }

    pub(super) fn ex_history(&mut self) {
        let mut lines = vec!["      #  cmd history".to_owned()];
        lines.extend(self.command_history.iter().enumerate().map(|(index, text)| format!("{:>7}  {text}", index + 1)));
        self.list(lines);
    }
}
