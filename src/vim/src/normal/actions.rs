//! Commands that are neither motions nor operators.

use crate::command::{Action, Command};
use crate::editor::{Editor, Effect};
use crate::key::Key;
use crate::operator::Put;
use crate::register::{Register, RegisterKind};

impl Editor {
    pub(super) fn act(&mut self, action: &Action, count0: Option<usize>, command: &Command) {
        use Action as A;
        let count = count0.unwrap_or(1);
        if self.visual.is_some() && is_refused_in_visual(action) {
            self.beep();
            return;
        }
        match action {
            A::Insert(how) => self.begin_insert(*how, count, command),
            A::ReplaceChar(c) => {
                if !self.options.modifiable {
                    self.error("E21");
                    return;
                }
                if self.replace_chars(*c, count) {
                    self.prepare_redo(command);
                } else {
                    self.beep();
                }
            }
            A::VirtualReplaceChar(c) => {
                self.begin_insert(crate::command::Insert::VirtualReplace, count, command);
                self.insert_typed(Key(*c));
                self.escape_insert();
                self.redo.keys.clear();
                self.prepare_redo(command);
            }
            A::ToggleCase => {
                if self.line().is_empty() {
                    self.beep();
                    return;
                }
                self.prepare_redo(command);
                self.toggle_case(count);
            }
            A::Join { spaces } => self.join_command(*spaces, count0, command),
            A::Put { before, cursor_after, indent, bare } => {
                let how = Put { cursor_after: *cursor_after, indent: *indent, bare: *bare, ..Put::default() };
                self.put_command(command.register, *before, count, how, command);
            }
            A::Undo => {
                self.undo(count);
                self.win.set_curswant = true;
                self.open_fold_for("undo", &crate::operator::Op::new(None, None, self.win.cursor));
            }
            A::Redo => {
                self.redo(count);
                self.win.set_curswant = true;
                self.open_fold_for("undo", &crate::operator::Op::new(None, None, self.win.cursor));
            }
            A::UndoLine => {
                self.undo_line();
                self.win.set_curswant = true;
            }
            A::EarlierState | A::LaterState => {
                let step = if *action == A::EarlierState { -(count as isize) } else { count as isize };
                self.undo_time(step, crate::buffer::undo::TimeUnit::Changes, false);
            }
            A::Repeat => self.repeat(count0),
            A::Visual(kind) => self.start_visual(*kind, count0),
            A::Reselect => self.reselect_visual(),
            A::Record(name) => self.start_recording(*name),
            A::Play(name) => self.play(*name, count),
            A::SetMark(name) => {
                let pos = self.win.cursor;
                if !self.set_mark(*name, pos) {
                    self.beep();
                }
            }
            A::OlderJump => self.go_jump(-(count as isize)),
            A::NewerJump => self.go_jump(count as isize),
            A::OlderChange => self.go_change(-(count as isize)),
            A::NewerChange => self.go_change(count as isize),
            A::Add | A::Subtract => {
                self.prepare_redo(command);
                let amount = count as i64;
                self.add_to_number(if *action == A::Add { amount } else { -amount });
            }
            A::Scroll(scroll) => {
                if !self.scroll(*scroll, count0) {
                    self.beep();
                }
            }
            A::Fold(how) => self.fold_command(*how, count),
            A::Window(key) => self.window_command(*key, count0),
            A::Ex => {
                let range = match (count0, self.visual.is_some()) {
                    (_, true) => "'<,'>".to_owned(),
                    (Some(1), _) => ".".to_owned(),
                    (Some(count), _) => format!(".,.+{}", count - 1),
                    (None, _) => String::new(),
                };
                self.open_command_line(':', &range, None);
            }
            A::RepeatSubstitute => self.execute_line("s"),
            A::RepeatSubstituteAll => self.execute_line("%s//~/&"),
            A::SaveAndQuit => self.execute_line("x"),
            A::QuitDiscard => self.execute_line("q!"),
            A::ShowCharacter => {
                let c = self.char_here();
                self.message_with("vim-character-code", &[("char", c.to_string()), ("code", (c as u32).to_string())]);
            }
            A::ShowFile | A::ShowPosition => self.show_file(),
            A::AlternateFile => self.edit_alternate(count0),
            A::Keyword => {
                let topic = self.word_here();
                self.out.effects.push(Effect::Help { topic });
            }
            A::Definition { global } => self.go_to_definition(*global),
            A::NextTab => self.go_tab(count0, true),
            A::PreviousTab => self.go_tab(count0, false),
            A::Escape => self.escape(count0),
            A::SwapEnds => self.swap_ends(false),
            A::SwapCorners => self.swap_ends(true),
            A::Redraw | A::Nothing => {}
            A::Unknown => self.beep(),
        }
    }

    fn escape(&mut self, count0: Option<usize>) {
        if self.visual.is_some() {
            self.end_visual();
            self.check_cursor_col();
            self.win.set_curswant = true;
        } else if count0.is_none() && self.restart_edit.is_none() {
            self.out.events.push(crate::editor::Event::Bell);
        }
    }

    fn join_command(&mut self, spaces: bool, count0: Option<usize>, command: &Command) {
        let mut count = count0.unwrap_or(2).max(2);
        let line = self.win.cursor.line;
        if line + count - 1 > self.buf.count() {
            if count <= 2 {
                self.beep();
                return;
            }
            count = self.buf.count() - line + 1;
        }
        let mut redo = command.clone();
        redo.count = Some(count);
        self.prepare_redo(&redo);
        self.join(count, spaces, true, true);
    }

    fn word_here(&self) -> String {
        let text = self.line();
        crate::search::word_at(text, self.win.cursor.col)
            .map(|(start, end, _)| String::from_utf8_lossy(&text[start..end]).into_owned())
            .unwrap_or_default()
    }

    pub(crate) fn show_file(&mut self) {
        let args = [
            ("name", self.buf.name.clone().unwrap_or_default()),
            ("lines", self.buf.count().to_string()),
            ("line", self.win.cursor.line.to_string()),
            ("column", (self.win.cursor.col + 1).to_string()),
        ];
        self.message_with("vim-file-info", &args);
    }

    /// `gd` and `gD`: the first place the word is used, in the function or in the file.
    fn go_to_definition(&mut self, global: bool) {
        let word = self.word_here();
        if word.is_empty() {
            self.beep();
            return;
        }
        let origin = self.win.cursor;
        let mut from = crate::text::Pos::new(1, 0);
        if !global && self.find_paragraph(false, 1, b'{', false).is_some() {
            while self.win.cursor.line > 1 && !crate::text::chars::is_blank(self.line()) {
                self.win.cursor.line -= 1;
            }
            from = crate::text::Pos::new(self.win.cursor.line, 0);
        } else {
            self.win.cursor = origin;
            self.set_pc_mark();
        }
        let text = format!("\\V\\<{word}\\>");
        let Some(pattern) = self.compile(&text) else { return };
        let how = crate::search::How { at_start: true, ..Default::default() };
        match self.search_from(&pattern, from, 1, how) {
            Some((pos, _, _)) if pos.line <= origin.line => {
                self.keep_pattern(&text);
                self.win.cursor = pos;
                self.win.set_curswant = true;
            }
            _ => {
                self.win.cursor = origin;
                self.beep();
            }
        }
    }

    /// `q` and a register, or `q` alone, which ends it.
    fn start_recording(&mut self, name: char) {
        if self.playing {
            return;
        }
        if name.is_ascii_alphanumeric() || name == '"' {
            self.recording = Some((name, Vec::new()));
        } else if matches!(name, ':' | '/' | '?') {
            self.error("vim-unsupported");
        } else {
            self.beep();
        }
    }

    /// `q` while recording.
    pub(crate) fn stop_recording(&mut self) {
        let Some((name, mut keys)) = self.recording.take() else { return };
        keys.pop();
        let text: String = keys.iter().map(|key| key.0).collect();
        let slot = name.to_ascii_lowercase();
        let slot = if slot == '"' { '0' } else { slot };
        if name.is_ascii_uppercase()
            && let Some(mut old) = self.registers.get(slot).cloned().filter(|old| !old.lines.is_empty())
        {
            if let Some(last) = old.lines.last_mut() {
                let mut joined = last.to_vec();
                joined.extend_from_slice(text.as_bytes());
                *last = joined.into();
            }
            self.registers.put(slot, old);
            return;
        }
        let lines = vec![crate::text::Line::from(text.as_str())];
        self.registers.put(slot, Register { kind: RegisterKind::Char, lines });
    }

    /// `@` and a register.
    fn play(&mut self, name: char, count: usize) {
        let name = if name == '@' {
            let Some(last) = self.last_played else {
                self.error("E748");
                return;
            };
            last
        } else {
            name
        };
        if !crate::register::Registers::is_valid(name, false) || matches!(name, '%' | '#') {
            self.beep();
            return;
        }
        self.last_played = Some(name);
        if name == '_' {
            return;
        }
        let Some(text) = self.macro_text(name) else {
            self.beep();
            return;
        };
        let keys = Key::raw(&text);
        if keys.is_empty() {
            return;
        }
        for _ in 0..count {
            if self.spend(keys.len() as u64) || self.queue.len() > 1 << 20 {
                self.queue.clear();
                return;
            }
            self.queue.push_front(&keys, true);
        }
        self.playing = true;
    }

    fn macro_text(&mut self, name: char) -> Option<String> {
        match name {
            ':' => self.last_command_line.clone().map(|line| format!(":{line}\r")),
            '.' => self.last_insert.as_ref().map(|text| text.iter().collect()),
            '=' => self.expression_result.clone(),
            '/' => self.search.last().cloned(),
            name => {
                let register = self.registers.read(Some(name))?;
                let mut text = register.lines.iter().map(crate::text::Line::text).collect::<Vec<_>>().join("\n");
                if register.kind == RegisterKind::Line {
                    text.push('\n');
                }
                Some(text)
            }
        }
    }

    /// A register's lines joined by line breaks, as Ctrl-R inserts them.
    pub(crate) fn register_lines(&mut self, name: char) -> Option<String> {
        match name {
            ':' => self.last_command_line.clone(),
            '/' => self.search.last().cloned(),
            '%' => self.buf.name.clone(),
            '#' => self.alternate_name(),
            '.' => self.last_insert.as_ref().map(|text| text.iter().collect()),
            '=' => self.expression_result.clone(),
            '_' => Some(String::new()),
            name if crate::register::Registers::is_valid(name, false) => self.macro_text(name),
            _ => None,
        }
    }

    /// A register's text, as `:reg` shows it.
    pub fn register(&self, name: char) -> Option<&Register> {
        self.registers.read(Some(name))
    }
}

/// Commands that only Normal mode has.
fn is_refused_in_visual(action: &Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::Repeat
            | A::Redo
            | A::UndoLine
            | A::EarlierState
            | A::LaterState
            | A::OlderJump
            | A::NewerJump
            | A::OlderChange
            | A::NewerChange
            | A::AlternateFile
            | A::SaveAndQuit
            | A::QuitDiscard
            | A::RepeatSubstitute
            | A::Insert(_)
    )
}
