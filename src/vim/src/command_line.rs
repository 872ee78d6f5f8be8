//! The command line: typing after `:`, `/` and `?` (`:help cmdline.txt`).

use crate::command::{Command, Motion, Target};
use crate::editor::{Editor, Mode};
use crate::insert::literal::{self, Literal};
use crate::key::{self, CR, ESC, Key};
use crate::operator::Op;
use crate::search::How;
use crate::text::{Pos, width};
use serde::{Deserialize, Serialize};

/// The line being typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CommandLine {
    /// `:`, `/`, `?` or `=`.
    pub(crate) kind: char,
    pub(crate) text: String,
    /// In bytes.
    pub(crate) cursor: usize,
    /// The command that the line completes: a search with its operator.
    command: Option<Command>,
    /// Entries back in the history.
    back: usize,
    typed: String,
    pending: Vec<Key>,
    /// Ctrl-G or Ctrl-T went to another match.
    #[serde(skip)]
    found: Option<Incremental>,
}

/// The match that 'incsearch' shows after Ctrl-G and Ctrl-T, and where the search is to start so that it finds it.
#[derive(Clone, Copy, Debug)]
struct Incremental {
    from: Pos,
    start: Pos,
    end: Pos,
}

impl Editor {
    pub(crate) fn open_command_line(&mut self, kind: char, text: &str, command: Option<Command>) {
        self.mode = Mode::CommandLine;
        self.command_line = Some(CommandLine {
            kind,
            text: text.to_owned(),
            cursor: text.len(),
            command,
            back: 0,
            typed: String::new(),
            pending: Vec::new(),
            found: None,
        });
    }

    /// `:` in Visual mode and `!` after a motion: a command line with the range filled in.
    pub(crate) fn open_range_command_line(&mut self, op: &Op, tail: &str) {
        let mut text = String::new();
        if op.visual {
            text.push_str("'<,'>");
        } else {
            text.push('.');
            if op.lines > 1 {
                if op.end.line == self.buf.count() {
                    text.push_str(",$");
                } else {
                    text.push_str(",.+");
                    text.push_str(&(op.lines - 1).to_string());
                }
            }
        }
        text.push_str(tail);
        self.open_command_line(':', &text, None);
    }

    fn close_command_line(&mut self) -> Option<CommandLine> {
        use crate::insert::Kind;
        // An expression is typed within Insert mode, or within a command.
        self.mode = match self.insert.as_ref().map(|insert| insert.kind) {
            Some(Kind::Insert) => Mode::Insert,
            Some(Kind::Replace) => Mode::Replace,
            Some(Kind::VirtualReplace) => Mode::VirtualReplace,
            None => Mode::Normal,
        };
        self.command_line.take()
    }

    /// The expression register has its text: the command or the insertion goes on.
    fn enter_expression(&mut self, text: &str) {
        let text = if text.is_empty() { self.expression_result.clone() } else { self.evaluate(text) };
        let inserting = self.mode != Mode::Normal;
        match text {
            Some(text) if inserting => self.insert_expression(&text),
            Some(text) => self.expression_result = Some(text),
            None if inserting => {}
            None => {
                self.pending.clear();
                self.command_over();
            }
        }
    }

    /// A key on the command line.
    pub(crate) fn command_line_key(&mut self, key: Key) {
        let Some(line) = &mut self.command_line else {
            self.mode = Mode::Normal;
            return;
        };
        if !line.pending.is_empty() {
            line.pending.push(key);
            self.command_line_pending();
            return;
        }
        match key.0 {
            CR | '\n' => {
                self.expand_command_abbreviation();
                self.enter_command_line();
            }
            ESC | '\x03' => self.cancel_command_line(),
            key::BS | '\x7f' if line.text.is_empty() => self.cancel_command_line(),
            key::BS | '\x7f' => {
                if let Some(c) = line.text[..line.cursor].chars().next_back() {
                    line.cursor -= c.len_utf8();
                    line.text.remove(line.cursor);
                }
            }
            key::DEL => {
                if line.cursor < line.text.len() {
                    line.text.remove(line.cursor);
                } else if let Some(c) = line.text.chars().next_back() {
                    line.cursor -= c.len_utf8();
                    line.text.truncate(line.cursor);
                }
            }
            '\x17' => {
                let end = line.cursor;
                let before = &line.text[..end];
                let trimmed = before.trim_end_matches([' ', '\t']);
                let kind = trimmed.chars().next_back().is_some_and(width::is_word);
                let start =
                    trimmed.trim_end_matches(|c: char| width::is_word(c) == kind && c != ' ' && c != '\t').len();
                line.text.replace_range(start..end, "");
                line.cursor = start;
            }
            '\x15' => {
                line.text.replace_range(..line.cursor, "");
                line.cursor = 0;
            }
            '\x02' | key::HOME => line.cursor = 0,
            '\x05' | key::END => line.cursor = line.text.len(),
            key::LEFT => {
                line.cursor -= line.text[..line.cursor].chars().next_back().map_or(0, char::len_utf8);
            }
            key::RIGHT => line.cursor += line.text[line.cursor..].chars().next().map_or(0, char::len_utf8),
            key::SHIFT_LEFT => line.cursor = line.text[..line.cursor].trim_end().rfind(' ').map_or(0, |at| at + 1),
            key::SHIFT_RIGHT => {
                let rest = &line.text[line.cursor..];
                line.cursor += rest.find(' ').map_or(rest.len(), |at| at + 1);
            }
            key::UP | '\x10' => self.history(true),
            key::DOWN | '\x0e' => self.history(false),
            '\x12' | '\x16' | '\x11' | '\x0b' | '\x1c' => line.pending.push(key),
            '\x07' => self.next_match(true),
            '\x14' => self.next_match(false),
            '\t' => self.complete_command(),
            c if key.is_special() && c != key::CMD => {}
            c => {
                if !width::is_word(c) {
                    self.expand_command_abbreviation();
                }
                self.type_text(c.encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn type_text(&mut self, text: &str) {
        if let Some(line) = &mut self.command_line {
            line.text.insert_str(line.cursor, text);
            line.cursor += text.len();
        }
    }

    fn command_line_pending(&mut self) {
        let Some(line) = &mut self.command_line else { return };
        let keys = line.pending.clone();
        match keys[0].0 {
            '\x16' | '\x11' => {
                if let Literal::Done(c, _) = literal::read(&keys[1..]) {
                    line.pending.clear();
                    self.type_text(&c.to_string());
                }
            }
            '\x0b' => {
                if keys.len() == 3 {
                    line.pending.clear();
                    let c = crate::insert::digraph::find(keys[1].0, keys[2].0);
                    self.type_text(&c.to_string());
                }
            }
            '\x1c' => {
                line.pending.clear();
                self.cancel_command_line();
            }
            _ => {
                if matches!(keys[keys.len() - 1].0, '\x12' | '\x0f' | '\x10') && keys.len() < 3 {
                    return;
                }
                line.pending.clear();
                let name = keys[keys.len() - 1].0;
                let text = match name {
                    '\x17' => {
                        let here = self.line();
                        crate::search::word_at(here, self.win.cursor.col)
                            .map(|(start, end, _)| String::from_utf8_lossy(&here[start..end]).into_owned())
                    }
                    '\x01' => {
                        let here = self.line();
                        let white = |byte: &u8| byte.is_ascii_whitespace();
                        let at = self.win.cursor.col.min(here.len());
                        let at = at + here[at..].iter().position(|byte| !white(byte)).unwrap_or(0);
                        let start = here[..at].iter().rposition(white).map_or(0, |blank| blank + 1);
                        let end = here[at..].iter().position(white).map_or(here.len(), |length| at + length);
                        Some(String::from_utf8_lossy(&here[start..end]).into_owned())
                    }
                    '\x0c' => Some(String::from_utf8_lossy(self.line()).into_owned()),
                    name => self.register_lines(name).map(|text| text.trim_end_matches('\n').replace('\n', "\r")),
                };
                match text {
                    Some(text) => self.type_text(&text),
                    None => self.beep(),
                }
            }
        }
    }

    fn cancel_command_line(&mut self) {
        let line = self.close_command_line();
        if let Some(line) = line.filter(|line| line.kind != '=') {
            self.add_history(line.kind, &line.text);
        }
        if self.mode == Mode::Normal {
            self.pending.clear();
            self.command_over();
        }
    }

    fn enter_command_line(&mut self) {
        let Some(line) = self.close_command_line() else { return };
        if line.kind == '=' {
            self.enter_expression(&line.text);
            return;
        }
        if !line.text.is_empty() {
            self.add_history(line.kind, &line.text);
        }
        self.search_from = line.found.map(|found| found.from);
        match line.command {
            Some(mut command) => {
                if let Target::Motion(Motion::Search { text, .. } | Motion::Ex { text }) = &mut command.target {
                    *text = Some(line.text)
                }
                self.execute(command);
                self.search_from = None;
            }
            None => {
                let visual = self.visual.is_some();
                if !line.text.is_empty() {
                    self.last_command_candidate = Some(line.text.clone());
                }
                if visual {
                    self.end_visual();
                }
                if line.kind == ':' {
                    self.note_command_line(&line.text);
                }
                self.execute_line(&line.text);
                if let Some(text) = self.last_command_candidate.take() {
                    self.last_command_line = Some(text);
                }
            }
        }
        if self.mode == Mode::Normal {
            self.command_over();
        }
    }

    /// Ctrl-G and Ctrl-T with 'incsearch': the next match and the one before.
    fn next_match(&mut self, forward: bool) {
        let Some(line) = &self.command_line else { return };
        let text = line.text[..crate::search::pattern_end(&line.text, line.kind)].to_owned();
        let (back, found) = (line.kind == '?', line.found);
        let count = line.command.as_ref().and_then(|command| command.count).unwrap_or(1);
        if !self.options.incsearch || !matches!(line.kind, '/' | '?') || text.is_empty() {
            return;
        }
        let (failed, events) = (self.failed, self.out.events.len());
        if let Some(pattern) = self.compile(&text) {
            let search = |editor: &mut Self, from: Pos, backward: bool| {
                let how = How { backward, at_start: false, end: false, wrap: editor.options.wrapscan };
                editor.search_from(&pattern, from, count, how).map(|(start, end, _)| (start, end))
            };
            let shown = found.or_else(|| {
                let from = self.win.cursor;
                search(self, from, back).map(|(start, end)| Incremental { from, start, end })
            });
            if let Some(shown) = shown {
                let mut from = if forward { shown.end } else { shown.start };
                if forward && shown.start < shown.end {
                    self.decl(&mut from);
                }
                if let Some((start, end)) = search(self, from, !forward) {
                    let mut from = shown.start;
                    let wrapped = forward && start < from;
                    if (forward && back) || wrapped || (!forward && !back) {
                        from = start;
                        if back {
                            self.incl(&mut from)
                        } else {
                            self.decl(&mut from)
                        };
                    }
                    if let Some(line) = &mut self.command_line {
                        line.found = Some(Incremental { from, start, end });
                    }
                }
            }
        }
        self.out.events.truncate(events);
        self.failed = failed;
    }

    /// Adds a line to the history of `:` or of searches.
    pub(crate) fn add_history(&mut self, kind: char, text: &str) {
        if text.is_empty() {
            return;
        }
        let list = if kind == ':' { &mut self.command_history } else { &mut self.search_history };
        list.retain(|old| old != text);
        list.push(text.to_owned());
        if list.len() > 200 {
            list.remove(0);
        }
    }

    fn history(&mut self, back: bool) {
        let Some(line) = &mut self.command_line else { return };
        let list = if line.kind == ':' { &self.command_history } else { &self.search_history };
        if line.back == 0 {
            line.typed = line.text.clone();
        }
        let mut at = line.back;
        loop {
            if back {
                if at >= list.len() {
                    return;
                }
                at += 1;
            } else {
                if at == 0 {
                    return;
                }
                at -= 1;
            }
            if at == 0 {
                line.text.clone_from(&line.typed);
                break;
            }
            let entry = &list[list.len() - at];
            if entry.starts_with(&line.typed) {
                line.text.clone_from(entry);
                break;
            }
        }
        line.back = at;
        line.cursor = line.text.len();
    }

    /// Tab: the first command, option or file that begins like this.
    fn complete_command(&mut self) {
        let Some(line) = &mut self.command_line else { return };
        let start = line.text[..line.cursor].rfind([' ', '|', '%', ',']).map_or(0, |at| at + 1);
        let word = line.text[start..line.cursor].to_owned();
        let set = line.text.trim_start().starts_with("se");
        let found = if set && start > 0 {
            crate::ex::option_names().find(|name| name.starts_with(&word) && *name != word).map(str::to_owned)
        } else {
            crate::ex::command_names().find(|name| name.starts_with(&word) && *name != word).map(str::to_owned)
        };
        if let Some(found) = found {
            self.type_text(&found[word.len()..]);
        }
    }

    /// The command line being typed: its first character, its text, its cursor in bytes.
    pub fn command_line_view(&self) -> Option<(char, String, usize)> {
        self.command_line.as_ref().map(|line| (line.kind, line.text.clone(), line.cursor))
    }
}
