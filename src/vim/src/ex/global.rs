//! `:g` and `:v`: a command on every line that matches, or does not.

use super::Ex;
use crate::editor::Editor;
use crate::text::Pos;

impl Editor {
    pub(super) fn ex_global(&mut self, ex: &Ex, inverse: bool) {
        if self.global_busy && ex.addresses > 0 {
            self.error("E147");
            return;
        }
        let Some(delimiter) = ex.args.chars().next() else {
            self.error("E148");
            return;
        };
        if delimiter.is_ascii_alphanumeric() || matches!(delimiter, '"' | '|') {
            self.error("E146");
            return;
        }
        let rest = &ex.args[delimiter.len_utf8()..];
        let end = crate::search::pattern_end(rest, delimiter);
        let mut pattern = rest[..end].to_owned();
        if delimiter != '\\' {
            pattern = pattern.replace(&format!("\\{delimiter}"), &delimiter.to_string());
        }
        let command = rest.get(end + delimiter.len_utf8()..).unwrap_or("").to_owned();
        if pattern.is_empty() {
            let Some(last) = self.last_pattern() else { return };
            pattern = last;
        }
        let Some(compiled) = self.compile(&pattern) else { return };
        self.search.pattern = Some(pattern.clone());
        self.search.substitute = Some(pattern.clone());
        self.search.substitute_last = true;
        self.add_history('/', &pattern);
        if self.global_busy {
            // Within another: on the line it is at.
            let line = self.win.cursor.line;
            if self.match_in_line(&compiled, line, 0).is_some() != inverse {
                self.win.cursor = Pos::new(line, 0);
                self.execute_line(if command.is_empty() { "p" } else { &command });
            }
            return;
        }
        let mut marked = 0;
        for line in ex.first..=ex.last {
            if self.spend(1) {
                self.buf.lines.clear_marks();
                return;
            }
            let matches = if compiled.is_literal() {
                compiled.find_literal(self.buf.line(line), 0).is_some()
            } else {
                self.match_in_line(&compiled, line, 0).is_some()
            };
            if matches != inverse {
                self.buf.lines.mark(line);
                marked += 1;
            }
        }
        if marked == 0 {
            self.message_with(if inverse { "E538" } else { "E486" }, &[("pattern", pattern)]);
            return;
        }
        self.set_pc_mark();
        self.global_busy = true;
        self.global_command = Some(command);
        self.global_needs_begin_line = false;
        self.global_errors = false;
        // Registers hold the last nine deletions, and the cursor stays at the last: those go one by one.
        if matches!(self.global_command.as_deref(), Some("d" | "delete")) && marked > 20 && self.options.modifiable {
            self.delete_marked(marked - 10);
        }
        self.continue_global();
    }

    /// Deletes the first `count` marked lines at once.
    fn delete_marked(&mut self, count: usize) {
        // Undoing it puts the cursor where the first `:d` does.
        let Some(first) = self.buf.lines.next_marked() else { return };
        self.buf.lines.mark(first);
        self.win.cursor = Pos::new(first, 0);
        self.begin_line_sol();
        let mut gone = self.buf.lines.remove_marked(count).into_iter().peekable();
        if self.spend(gone.len() as u64 * 20) {
            return;
        }
        let mut before = 0;
        while let Some((first, line)) = gone.next() {
            let mut run = vec![line];
            while let Some((_, line)) = gone.next_if(|(number, _)| *number == first + run.len()) {
                run.push(line);
            }
            let (at, size) = (first - before, run.len());
            self.save_removed(at, run);
            self.deleted_lines(at, size);
            before += size;
        }
    }

    /// Runs the command on the marked lines that are left, until one must wait for an answer.
    pub(crate) fn continue_global(&mut self) {
        let Some(command) = self.global_command.clone() else { return };
        let buffer = self.buf.id;
        while let Some(line) = self.buf.lines.next_marked() {
            if self.spend(20) || self.closed || self.buf.id != buffer || self.global_errors {
                break;
            }
            self.win.cursor = Pos::new(line, 0);
            let text = if command.is_empty() { "p" } else { &command };
            self.execute_line(text);
            self.failed = false;
            if self.mode == crate::editor::Mode::Confirm || self.waiting.is_some() {
                return;
            }
        }
        self.global_busy = false;
        self.global_command = None;
        self.buf.lines.clear_marks();
        if self.global_needs_begin_line {
            self.begin_line_fix();
        } else {
            self.check_cursor();
        }
    }
}
