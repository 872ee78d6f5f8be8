//! Files and buffers: `:w`, `:q`, `:e`, `:r`, `:ls`, `:b`, `:!`. What must be read, written or run is an effect.

use super::Ex;
use crate::buffer::Buffer;
use crate::editor::{Editor, Effect, Event};
use crate::text::{Line, MAXCOL, Pos};
use serde::{Deserialize, Serialize};

/// What the editor waits for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Waiting {
    /// The text of a file for a new buffer.
    Edit { path: String },
    /// Text to put below a line.
    Insert { line: usize },
    /// Text in place of lines.
    Filter { first: usize, last: usize },
    /// Output to be shown.
    Show,
}

impl Editor {
    fn range_text(&self, first: usize, last: usize) -> String {
        (first..=last).map(|line| self.buf.shared(line).text() + "\n").collect()
    }

    /// Writes; false after an error.
    fn write(&mut self, ex: &Ex) -> bool {
        let (append, path) = match ex.args.strip_prefix(">>") {
            Some(rest) => (true, rest.trim()),
            None => (false, ex.args.trim()),
        };
        if let Some(command) = path.strip_prefix('!') {
            let input = self.range_text(ex.first, ex.last);
            self.out.effects.push(Effect::Shell { command: command.to_owned(), input });
            self.waiting = Some(Waiting::Show);
            return true;
        }
        let own = path.is_empty() || self.buf.name.as_deref() == Some(path);
        let name = if path.is_empty() { self.buf.name.clone() } else { Some(path.to_owned()) };
        let Some(name) = name else {
            self.error("E32");
            return false;
        };
        if self.options.readonly && own && !ex.bang {
            self.error("E45");
            return false;
        }
        let whole = ex.first == 1 && ex.last == self.buf.count();
        let text = if self.buf.no_lines { String::new() } else { self.range_text(ex.first, ex.last) };
        let (lines, bytes) = (ex.last + 1 - ex.first, text.len());
        if self.buf.name.is_none() && whole {
            self.buf.name = Some(name.clone());
        }
        if self.buf.name.as_deref() == Some(&name) && whole {
            self.buf.modified = false;
            self.note_written();
        }
        self.message_with(
            "vim-written",
            &[("name", name.clone()), ("lines", lines.to_string()), ("bytes", bytes.to_string())],
        );
        self.out.effects.push(Effect::Write { path: name, text, append });
        true
    }

    pub(super) fn ex_write(&mut self, ex: &Ex) {
        self.write(ex);
    }

    pub(super) fn ex_write_quit(&mut self, ex: &Ex, always: bool) {
        let nothing_to_write = !always && !self.buf.modified && ex.args.is_empty();
        if nothing_to_write || self.write(ex) {
            self.ex_quit(ex.bang);
        }
    }

    pub(super) fn ex_quit(&mut self, bang: bool) {
        let shown_elsewhere = self.windows_on(self.buf.id) > 1;
        if self.buf.modified && !bang && !shown_elsewhere && !self.options.hidden {
            self.error("E37");
            return;
        }
        if self.window_count() > 1 || self.tabs.len() > 1 {
            if bang {
                self.buf.modified = self.buf.modified && shown_elsewhere;
            }
            self.close_window(true);
            return;
        }
        if !bang && self.buffers.iter().any(|buffer| buffer.modified && buffer.listed) {
            self.error("E162");
            return;
        }
        self.closed = true;
        self.out.effects.push(Effect::Quit { status: 0 });
    }

    pub(super) fn ex_quit_all(&mut self, ex: &Ex) {
        if !ex.bang && (self.buf.modified || self.buffers.iter().any(|buffer| buffer.modified)) {
            self.error("E37");
            return;
        }
        self.closed = true;
        self.out.effects.push(Effect::Quit { status: 0 });
    }

    pub(super) fn ex_write_all(&mut self) {
        let here = self.buf.id;
        let ids: Vec<usize> = std::iter::once(here).chain(self.buffers.iter().map(|buffer| buffer.id)).collect();
        for id in ids {
            let modified = if id == self.buf.id {
                self.buf.modified
            } else {
                self.buffers.iter().any(|buffer| buffer.id == id && buffer.modified)
            };
            if modified && self.go_to_buffer(id) {
                let all = self.buf.count();
                let ex = Ex {
                    first: 1,
                    last: all,
                    addresses: 0,
                    bang: false,
                    args: String::new(),
                    register: None,
                    count: None,
                };
                self.write(&ex);
            }
        }
        self.go_to_buffer(here);
    }

    pub(super) fn ex_write_all_quit(&mut self) {
        self.ex_write_all();
        if !self.failed {
            self.closed = true;
            self.out.effects.push(Effect::Quit { status: 0 });
        }
    }

    pub(super) fn ex_edit(&mut self, ex: &Ex) {
        if self.buf.modified && !ex.bang && !self.options.hidden {
            self.error("E37");
            return;
        }
        let path = if ex.args.is_empty() { self.buf.name.clone().unwrap_or_default() } else { ex.args.clone() };
        let path = if path == "#" { self.alternate_name().unwrap_or_default() } else { path };
        if path.is_empty() {
            if !ex.bang {
                self.error("E32");
            }
            return;
        }
        if let Some(id) = self.buffer_named(&path)
            && (id != self.buf.id || !ex.bang)
        {
            self.go_to_buffer(id);
            return;
        }
        self.waiting = Some(Waiting::Edit { path: path.clone() });
        self.out.effects.push(Effect::Read { path });
    }

    pub(super) fn ex_read(&mut self, ex: &Ex) {
        let line = ex.last.min(self.buf.count());
        let args = if ex.bang { format!("!{}", ex.args) } else { ex.args.clone() };
        self.waiting = Some(Waiting::Insert { line });
        if let Some(command) = args.strip_prefix('!') {
            let command = self.expand_bang(command);
            self.out.effects.push(Effect::Shell { command, input: String::new() });
        } else {
            let path = if args.is_empty() { self.buf.name.clone().unwrap_or_default() } else { args };
            self.out.effects.push(Effect::Read { path });
        }
    }

    /// `!` in a shell command is the last one; `%` the file.
    fn expand_bang(&mut self, command: &str) -> String {
        let mut out = String::new();
        let mut chars = command.chars();
        while let Some(c) = chars.next() {
            match c {
                '!' => out.push_str(self.last_bang.as_deref().unwrap_or("")),
                '%' => out.push_str(self.buf.name.as_deref().unwrap_or("")),
                '\\' => match chars.next() {
                    Some(next @ ('!' | '%' | '#')) => out.push(next),
                    Some(next) => {
                        out.push('\\');
                        out.push(next);
                    }
                    None => out.push('\\'),
                },
                c => out.push(c),
            }
        }
        self.last_bang = Some(out.clone());
        out
    }

    pub(super) fn ex_bang(&mut self, ex: &Ex) {
        let command = self.expand_bang(&ex.args);
        let mut input = String::new();
        if ex.addresses > 0 {
            input = self.range_text(ex.first, ex.last);
            self.waiting = Some(Waiting::Filter { first: ex.first, last: ex.last });
        } else {
            self.waiting = Some(Waiting::Show);
        }
        self.out.effects.push(Effect::Shell { command, input });
    }

    /// The answer to [`Effect::Read`]: the file's text, or `None` when there is no such file.
    pub fn answer_read(&mut self, text: Option<&str>) -> crate::Outcome {
        match self.waiting.take() {
            Some(Waiting::Edit { path }) => self.show_new_buffer(path, text),
            Some(Waiting::Insert { line }) => match text {
                Some(text) => self.insert_text_below(line, text),
                None => self.error("E484"),
            },
            other => self.waiting = other,
        }
        self.resume()
    }

    /// The answer to [`Effect::Shell`]: what the command printed, and its status.
    pub fn answer_shell(&mut self, output: &str, status: i32) -> crate::Outcome {
        match self.waiting.take() {
            Some(Waiting::Insert { line }) => self.insert_text_below(line, output),
            Some(Waiting::Filter { first, last }) => self.replace_lines(first, last, output),
            Some(Waiting::Show) => {
                self.out.events.push(Event::Listing(output.lines().map(str::to_owned).collect()));
            }
            other => self.waiting = other,
        }
        if status != 0 {
            self.message_with("vim-shell-returned", &[("status", status.to_string())]);
        }
        self.resume()
    }

    fn resume(&mut self) -> crate::Outcome {
        self.continue_global();
        self.run_rest();
        self.run_queue();
        std::mem::take(&mut self.out)
    }

    fn insert_text_below(&mut self, line: usize, text: &str) {
        let lines: Vec<&str> = text.lines().collect();
        if lines.is_empty() {
            return;
        }
        self.save(line, line + 1);
        for (offset, text) in lines.iter().enumerate() {
            self.append_line(line + offset, *text);
        }
        self.appended_lines(line, lines.len());
        self.buf.op_start = Pos::new(line + 1, 0);
        self.buf.op_end = Pos::new(line + lines.len(), 0);
        self.win.cursor.line = line + 1;
        self.begin_line_fix();
    }

    /// Lines `first..=last` become `text`: a filter's output.
    fn replace_lines(&mut self, first: usize, last: usize, text: &str) {
        let lines: Vec<Line> = text.lines().map(Line::from).collect();
        self.win.cursor.line = first;
        self.save(first - 1, last + 1);
        let count = lines.len();
        for (offset, line) in lines.into_iter().enumerate() {
            self.append_line(last + offset, line);
        }
        self.adjust_marks(last + 1, MAXCOL, count as isize, 0);
        self.win.cursor.line = first;
        self.delete_lines(last - first + 1, false);
        self.buf.op_start = Pos::new(first, 0);
        self.buf.op_end = Pos::new((first + count).saturating_sub(1).max(1), 0);
        self.win.cursor.line = first.min(self.buf.count());
        self.begin_line_fix();
    }

    /// A new buffer with a file's text, in this window.
    fn show_new_buffer(&mut self, path: String, text: Option<&str>) {
        let lines: Vec<Line> = text.unwrap_or("").lines().map(Line::from).collect();
        if self.buf.name.as_deref() == Some(&path) {
            let id = self.buf.id;
            self.buf = Buffer::new(id, Some(path), lines);
            self.win.cursor = Pos::new(1, 0);
            self.begin_line_fix();
            return;
        }
        self.set_pc_mark();
        let id = self.next_id;
        self.next_id += 1;
        let fresh = self.buf.is_empty() && self.buf.name.is_none() && !self.buf.modified;
        let buffer = Buffer::new(id, Some(path.clone()), lines);
        let old = std::mem::replace(&mut self.buf, buffer);
        if !fresh || self.windows_on(old.id) > 1 {
            self.win.alternate = Some(old.id);
            self.buffers.push(old);
        }
        self.win.buffer = id;
        self.win.cursor = Pos::new(1, 0);
        self.win.topline = 1;
        self.win.folds.all.clear();
        self.begin_line_fix();
        if text.is_none() {
            self.message_with("vim-new-file", &[("name", path)]);
        }
    }

    pub(super) fn ex_file(&mut self, ex: &Ex) {
        if ex.args.is_empty() {
            self.show_file();
        } else {
            self.buf.name = Some(ex.args.clone());
        }
    }

    pub(crate) fn buffer_named(&self, name: &str) -> Option<usize> {
        let known = |buffer: &Buffer| buffer.name.as_deref() == Some(name);
        if known(&self.buf) {
            return Some(self.buf.id);
        }
        self.buffers.iter().find(|buffer| known(buffer)).map(|buffer| buffer.id)
    }

    /// The name of the alternate file, `#`.
    pub(crate) fn alternate_name(&self) -> Option<String> {
        let id = self.win.alternate?;
        self.buffers.iter().find(|buffer| buffer.id == id)?.name.clone()
    }

    /// Shows buffer `id` in this window; false when there is none.
    pub(crate) fn go_to_buffer(&mut self, id: usize) -> bool {
        if id == self.buf.id {
            return true;
        }
        let Some(at) = self.buffers.iter().position(|buffer| buffer.id == id) else { return false };
        self.set_pc_mark();
        self.buf.last_cursor = self.win.cursor;
        let new = self.buffers.remove(at);
        let old = std::mem::replace(&mut self.buf, new);
        self.win.alternate = Some(old.id);
        self.buffers.push(old);
        self.win.buffer = id;
        self.win.cursor = self.clamp(self.buf.last_cursor);
        self.win.set_curswant = true;
        self.check_cursor();
        true
    }

    /// Ctrl-^
    pub(crate) fn edit_alternate(&mut self, count0: Option<usize>) {
        let id = count0.or(self.win.alternate);
        if !id.is_some_and(|id| self.go_to_buffer(id)) {
            self.error("E23");
        }
    }

    fn buffer_ids(&self) -> Vec<usize> {
        let mut ids: Vec<usize> = std::iter::once(&self.buf)
            .chain(&self.buffers)
            .filter(|buffer| buffer.listed)
            .map(|buffer| buffer.id)
            .collect();
        ids.sort_unstable();
        ids
    }

    pub(super) fn ex_buffers(&mut self) {
        let mut lines = Vec::new();
        for id in self.buffer_ids() {
            let current = id == self.buf.id;
            let buffer = if current { Some(&self.buf) } else { self.buffers.iter().find(|buffer| buffer.id == id) };
            let Some(buffer) = buffer else { continue };
            let line = if current { self.win.cursor.line } else { buffer.last_cursor.line };
            let mark = if current {
                "%a"
            } else if self.win.alternate == Some(id) {
                "# "
            } else {
                "  "
            };
            let name = buffer.name.clone().unwrap_or_else(|| "[No Name]".to_owned());
            lines.push(format!(
                "{id:>3} {mark}{} {:<30} line {line}",
                if buffer.modified { " +" } else { "  " },
                format!("\"{name}\"")
            ));
        }
        self.out.events.push(Event::Listing(lines));
    }

    fn leave_buffer(&mut self, bang: bool) -> bool {
        if self.buf.modified && !bang && !self.options.hidden && self.windows_on(self.buf.id) <= 1 {
            self.error("E37");
            return false;
        }
        true
    }

    pub(super) fn ex_buffer(&mut self, ex: &Ex) {
        if !self.leave_buffer(ex.bang) {
            return;
        }
        let id = match ex.count {
            Some(id) => Some(id),
            None if ex.args == "#" => self.win.alternate,
            None if ex.args.is_empty() => Some(self.buf.id),
            None => self.buffer_named(&ex.args).or_else(|| {
                let wanted = |buffer: &&Buffer| buffer.name.as_deref().is_some_and(|name| name.contains(&ex.args));
                std::iter::once(&self.buf).chain(&self.buffers).find(wanted).map(|buffer| buffer.id)
            }),
        };
        if !id.is_some_and(|id| self.go_to_buffer(id)) {
            self.error("E86");
        }
    }

    pub(super) fn ex_next_buffer(&mut self, forward: bool, ex: &Ex) {
        if !self.leave_buffer(ex.bang) {
            return;
        }
        let ids = self.buffer_ids();
        let Some(at) = ids.iter().position(|id| *id == self.buf.id) else { return };
        let count = ex.count.unwrap_or(1) % ids.len();
        let next = if forward { at + count } else { at + ids.len() - count } % ids.len();
        self.go_to_buffer(ids[next]);
    }

    pub(super) fn ex_delete_buffer(&mut self, ex: &Ex) {
        let id = ex.count.or_else(|| self.buffer_named(&ex.args)).unwrap_or(self.buf.id);
        if id == self.buf.id {
            if self.buf.modified && !ex.bang {
                self.error("E89");
                return;
            }
            let next = self.win.alternate.or_else(|| self.buffer_ids().into_iter().find(|other| *other != id));
            if !next.is_some_and(|next| self.go_to_buffer(next)) {
                self.buf = Buffer::new(id, None, Vec::new());
                self.win.cursor = Pos::new(1, 0);
                return;
            }
        }
        let before = self.buffers.len();
        self.buffers.retain(|buffer| buffer.id != id);
        if self.win.alternate == Some(id) {
            self.win.alternate = None;
        }
        if before == self.buffers.len() {
            self.error("E516");
        }
    }

    pub(super) fn ex_help(&mut self, ex: &Ex) {
        self.out.effects.push(Effect::Help { topic: ex.args.trim().to_owned() });
    }

    /// Names the buffer's file, as opening a file from a shell does.
    pub fn set_file(&mut self, path: &str) {
        self.buf.name = Some(path.to_owned());
    }

    /// Changed since it was written?
    pub fn is_modified(&self) -> bool {
        self.buf.modified
    }
}
