//! `:s`, `:&`, `:~`, with confirmation.
//!
//! One file above 600 lines: a substitution stops to ask and goes on, so its steps share one private state.

use super::Ex;
use super::table::Command;
use crate::editor::{Editor, Event, Mode};
use crate::key::{ESC, Key};
use crate::search::Found;
use crate::text::{Line, MAXCOL, Pos, chars};
use pattern::Pattern;
use serde::{Deserialize, Serialize};

/// Flags of a substitution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Flags {
    all: bool,
    ask: bool,
    count: bool,
    quiet: bool,
    ignore: Option<bool>,
}

/// What `:&` and `~` repeat.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Substitution {
    /// As it was typed, `~` included.
    typed: Option<String>,
    /// With `~` replaced: what `~` means in the next one.
    pub(crate) replacement: Option<String>,
    flags: Flags,
}

/// The line at work.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Work {
    /// Where the text of `text` starts in the buffer.
    first: usize,
    text: Line,
    copy_col: usize,
    match_col: usize,
    previous_col: usize,
    new: Option<Vec<u8>>,
    did: bool,
    skip: bool,
    joined: usize,
    found: Found,
}

/// A substitution under way: it stops to ask.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Job {
    /// Compiled again after a snapshot.
    #[serde(skip)]
    pattern: Option<Pattern>,
    /// What it is compiled from.
    sought: String,
    replacement: String,
    flags: Flags,
    line: usize,
    last: usize,
    start_line: usize,
    old_cursor: Pos,
    first_changed: usize,
    subs: usize,
    /// Lines with substitutions, and the last of them.
    lines: (usize, usize),
    got_match: bool,
    quit: bool,
    end_column: bool,
    work: Option<Work>,
    shown: String,
}

impl Job {
    /// A substitution was made in the line the work is at.
    fn one_more(&mut self) {
        self.subs += 1;
        if self.lines.1 != self.line {
            self.lines = (self.lines.0 + 1, self.line);
        }
    }
}

impl Editor {
    pub(super) fn ex_substitute(&mut self, ex: &Ex, command: Command) {
        let mut text = ex.args.as_str();
        let mut which_last = command == Command::RepeatTilde;
        let mut pattern: Option<String> = None;
        let mut replacement;
        let mut end_column = false;
        let first = text.chars().next();
        let starts = first.is_some_and(|c| !"0123456789cegriIp|\" \t".contains(c));
        let mut use_search = false;
        if command == Command::Substitute && starts {
            let mut delimiter = first.unwrap_or('/');
            if delimiter.is_alphanumeric() {
                self.error("E146");
                return;
            }
            if delimiter == '\\' {
                let Some(next @ ('/' | '?' | '&')) = text[1..].chars().next() else {
                    self.error("E10");
                    return;
                };
                use_search = next != '&';
                delimiter = next;
                text = &text[2..];
            } else {
                let rest = &text[delimiter.len_utf8()..];
                let end = crate::search::pattern_end(rest, delimiter);
                let mut own = rest[..end].to_owned();
                if delimiter != '\\' {
                    own = own.replace(&format!("\\{delimiter}"), &delimiter.to_string());
                }
                which_last = true;
                pattern = Some(own);
                text = rest.get(end + delimiter.len_utf8()..).unwrap_or("");
            }
            let end = replacement_end(text, delimiter);
            replacement = text[..end].to_owned();
            if delimiter != '&' && delimiter != '\\' {
                replacement = replacement.replace(&format!("\\{delimiter}"), &delimiter.to_string());
            }
            text = text.get(end + delimiter.len_utf8()..).unwrap_or("");
            self.substitution.typed = Some(replacement.clone());
        } else {
            let Some(last) = self.substitution.typed.clone() else {
                self.error("E35");
                return;
            };
            replacement = last;
            end_column = self.win.curswant == MAXCOL;
        }
        let mut ex = ex.clone();
        let Some(flags) = self.substitute_flags(text, &mut ex, &mut which_last) else { return };
        let pattern = match pattern.filter(|pattern| !pattern.is_empty()) {
            Some(pattern) => {
                self.add_history('/', &pattern);
                pattern
            }
            None => {
                let last = if use_search {
                    self.search.pattern.clone()
                } else if which_last {
                    self.last_pattern()
                } else {
                    self.search.substitute.clone()
                };
                let Some(last) = last else {
                    self.error("E35");
                    return;
                };
                last
            }
        };
        self.search.substitute = Some(pattern.clone());
        self.search.substitute_last = true;
        self.search.highlight_off = false;
        let sought = match flags.ignore {
            Some(true) => format!("{pattern}\\c"),
            Some(false) => format!("{pattern}\\C"),
            None => pattern.clone(),
        };
        let Some(compiled) = self.compile(&sought) else { return };
        if !self.options.modifiable && !flags.count {
            self.error("E21");
            return;
        }
        let replacement = if replacement.starts_with("\\=") { replacement } else { self.expand_tilde(&replacement) };
        self.substitution.replacement = Some(replacement.clone());
        let job = Job {
            pattern: Some(compiled),
            sought,
            replacement,
            flags,
            line: ex.first,
            last: ex.last,
            start_line: ex.first,
            old_cursor: self.win.cursor,
            first_changed: 0,
            subs: 0,
            lines: (0, 0),
            got_match: false,
            quit: false,
            end_column,
            work: None,
            shown: pattern,
        };
        self.run_substitution(job, None);
    }

    /// Reads flags and a count; `None` after an error.
    fn substitute_flags(&mut self, text: &str, ex: &mut Ex, which_last: &mut bool) -> Option<Flags> {
        let mut rest = text;
        let mut flags = Flags { all: self.options.gdefault, ..Flags::default() };
        if let Some(after) = rest.strip_prefix('&') {
            flags = self.substitution.flags;
            rest = after;
        }
        while let Some(c) = rest.chars().next() {
            match c {
                'g' => flags.all = !flags.all,
                'c' => flags.ask = !flags.ask,
                'n' => flags.count = true,
                'e' => flags.quiet = !flags.quiet,
                'r' => *which_last = true,
                'i' => flags.ignore = Some(true),
                'I' => flags.ignore = Some(false),
                'p' | '#' | 'l' => {}
                _ => break,
            }
            rest = &rest[1..];
        }
        if flags.count {
            flags.ask = false;
        }
        self.substitution.flags = flags;
        rest = rest.trim_start();
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        if digits > 0 {
            let count: usize = rest[..digits].parse().unwrap_or(usize::MAX >> 1);
            if count == 0 {
                self.error("E939");
                return None;
            }
            ex.first = ex.last;
            ex.last = (ex.last + count - 1).min(self.buf.count());
            rest = rest[digits..].trim_start();
        }
        if let Some(after) = rest.strip_prefix('|') {
            self.ex_rest.push(after.to_owned());
        } else if !rest.is_empty() && !rest.starts_with('"') {
            self.error_with("E488", &[("text", rest.to_owned())]);
            return None;
        }
        Some(flags)
    }

    /// `~` in a replacement is the replacement before.
    fn expand_tilde(&self, text: &str) -> String {
        let mut out = String::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('~') => out.push('~'),
                    Some(other) => {
                        out.push('\\');
                        out.push(other);
                    }
                    None => out.push('\\'),
                },
                '~' if self.options.magic => out.push_str(self.substitution.replacement.as_deref().unwrap_or("")),
                c => out.push(c),
            }
        }
        out
    }

    /// A key while `:s///c` asks.
    pub(crate) fn confirm_key(&mut self, key: Key) {
        if let Some(text) = self.swap_asked.take() {
            match key.0 {
                'y' => {
                    self.mode = Mode::Normal;
                    self.swap_agreed = true;
                    self.execute_line(&text);
                    self.swap_agreed = false;
                }
                'n' | ESC | '\x03' => self.mode = Mode::Normal,
                _ => self.swap_asked = Some(text),
            }
            return;
        }
        let Some(job) = self.substitute_job.take() else {
            self.mode = Mode::Normal;
            return;
        };
        match key.0 {
            'y' | 'n' | 'a' | 'q' | 'l' | ESC | '\x03' => {
                self.mode = Mode::Normal;
                self.run_substitution(job, Some(key.0));
                if self.mode == Mode::Normal {
                    self.continue_global();
                    self.run_rest();
                }
            }
            '\x05' | '\x19' => {
                let scroll =
                    if key.0 == '\x05' { crate::command::Scroll::LineDown } else { crate::command::Scroll::LineUp };
                self.scroll(scroll, None);
                self.substitute_job = Some(job);
            }
            _ => self.substitute_job = Some(job),
        }
    }

    /// Commands after `|` that waited.
    pub(crate) fn run_rest(&mut self) {
        while let Some(rest) = self.ex_rest.pop() {
            if self.failed || self.mode == Mode::Confirm || self.waiting.is_some() || self.spend(10) {
                self.ex_rest.clear();
                return;
            }
            self.execute_line(&rest);
        }
    }

    fn run_substitution(&mut self, mut job: Job, answer: Option<char>) {
        let mut answer = answer;
        let Some(pattern) = job.pattern.clone().or_else(|| self.compile(&job.sought)) else { return };
        job.pattern = Some(pattern.clone());
        if pattern.is_literal() && !job.flags.ask && !job.flags.count && job.work.is_none() {
            self.substitute_literally(&mut job, &pattern);
        }
        while job.line <= job.last && !job.quit {
            if self.spend(2) {
                break;
            }
            if job.work.is_none() {
                let Some(found) = self.match_in_line(&pattern, job.line, 0) else {
                    job.line += 1;
                    continue;
                };
                if !job.got_match {
                    self.set_pc_mark();
                    job.got_match = true;
                }
                job.work = Some(Work {
                    first: job.line,
                    text: self.buf.shared(job.line),
                    copy_col: 0,
                    match_col: 0,
                    previous_col: MAXCOL,
                    new: None,
                    did: false,
                    skip: false,
                    joined: 0,
                    found,
                });
            }
            if !self.substitute_in_line(&mut job, answer.take()) {
                self.mode = Mode::Confirm;
                let shown = job.replacement.clone();
                self.message_with("vim-replace-with", &[("text", shown)]);
                self.substitute_job = Some(job);
                return;
            }
            job.work = None;
            job.line += 1;
        }
        self.end_substitution(&job);
    }

    /// The job where neither what is sought nor what replaces it is more than plain text: no line break, no group.
    fn substitute_literally(&mut self, job: &mut Job, pattern: &Pattern) {
        let special = |c: char| matches!(c, '\\' | '\r') || (c == '&' && self.options.magic);
        if job.replacement.contains(special) {
            return;
        }
        let mut new = Vec::new();
        while job.line <= job.last {
            let text = self.buf.line(job.line);
            let size = text.len() as u64;
            let mut copied = 0;
            new.clear();
            while let Some(found) = pattern.find_literal(text, copied) {
                new.extend_from_slice(&text[copied..found.start]);
                new.extend_from_slice(job.replacement.as_bytes());
                copied = found.end;
                job.one_more();
                if !job.flags.all {
                    break;
                }
            }
            if copied > 0 {
                new.extend_from_slice(&text[copied..]);
                if !job.got_match {
                    self.set_pc_mark();
                    job.got_match = true;
                    job.first_changed = job.line;
                }
                self.win.cursor = Pos::new(job.line, 0);
                self.save_one(job.line);
                self.set_line(job.line, &new[..]);
            }
            job.line += 1;
            if self.spend(2 + size / 32) {
                job.quit = true;
                return;
            }
        }
    }

    fn end_substitution(&mut self, job: &Job) {
        if job.first_changed > 0 {
            self.changed(job.first_changed, 0);
        }
        if job.flags.count {
            self.win.cursor = job.old_cursor;
        }
        if job.subs > 0 {
            if !self.lock_marks {
                self.buf.op_start = Pos::new(job.start_line, 0);
                self.buf.op_end = Pos::new(job.last, 0);
            }
            if self.global_busy {
                self.global_needs_begin_line = true;
            } else {
                if !job.flags.ask {
                    if job.end_column {
                        self.advance_to_column(MAXCOL);
                    } else {
                        self.begin_line_fix();
                    }
                }
                self.out.events.push(Event::Message {
                    id: "vim-substitutions".into(),
                    args: [("count".to_owned(), job.subs.to_string()), ("lines".to_owned(), job.lines.0.to_string())]
                        .into(),
                    error: false,
                });
            }
        } else if !self.global_busy && !job.got_match && !job.flags.quiet {
            self.error_with("E486", &[("pattern", job.shown.clone())]);
        }
        self.check_cursor();
    }

    /// All matches that start in one line; false when it must ask first.
    fn substitute_in_line(&mut self, job: &mut Job, answer: Option<char>) -> bool {
        let Some(mut work) = job.work.take() else { return true };
        let mut answer = answer;
        loop {
            if self.spend(5) {
                job.quit = true;
                break;
            }
            let mut again = false;
            let mut sub = true;
            if answer.is_none() {
                if work.found.start.line > work.first {
                    let down = work.found.start.line - work.first;
                    job.line += down;
                    work.first += down;
                    work.text = self.buf.shared(work.first);
                    work.copy_col = 0;
                    work.new = None;
                }
                if job.line > self.buf.count() {
                    break;
                }
                self.win.cursor.line = job.line;
                let here = work.found.end.line == work.first;
                if work.match_col == work.previous_col && here && work.match_col == work.found.end.col {
                    // An empty match right after the last one.
                    if work.match_col >= work.text.len() {
                        work.skip = true;
                    } else {
                        work.match_col += chars::len_at(&work.text, work.match_col).max(1);
                    }
                    sub = false;
                } else {
                    work.match_col = work.found.end.col;
                    work.previous_col = work.match_col;
                    if job.flags.count {
                        if !here {
                            work.match_col = work.text.len();
                            work.skip = true;
                        }
                        job.one_more();
                        work.did = true;
                        sub = false;
                    }
                }
            }
            let several = work.found.end.line > work.found.start.line;
            if sub && job.flags.ask {
                match answer.take() {
                    None => {
                        self.win.cursor.col = work.found.start.col;
                        job.work = Some(work);
                        return false;
                    }
                    Some('y') => {}
                    Some('l') => {
                        job.flags.all = false;
                        job.last = job.line;
                    }
                    Some('a') => job.flags.ask = false,
                    Some('n') => {
                        if several {
                            work.match_col = work.text.len();
                            work.skip = true;
                        }
                        sub = false;
                    }
                    Some(_) => {
                        job.quit = true;
                        sub = false;
                    }
                }
            }
            if sub {
                again = self.substitute_match(job, &mut work);
            }
            if self.next_in_line(job, &mut work, again) {
                break;
            }
        }
        true
    }

    /// Replaces one match; true when the match reached into lines that are in the range too.
    fn substitute_match(&mut self, job: &mut Job, work: &mut Work) -> bool {
        self.win.cursor.col = work.found.start.col;
        let mut again = false;
        let all = self.buf.count();
        let mut lines = work.found.end.line + 1 - work.found.start.line;
        if lines > all + 1 - work.first {
            lines = all + 1 - work.first;
            work.skip = true;
        }
        if lines > 1 {
            work.joined += lines - 1;
        }
        let inserted = self.replacement_for(&job.replacement, &work.found);
        let mut new = work.new.take().unwrap_or_default();
        new.extend_from_slice(chars::slice(&work.text, work.copy_col, work.found.start.col));
        let from = new.len();
        new.extend_from_slice(&inserted.bytes);
        job.one_more();
        work.did = true;
        self.win.cursor.col = 0;
        if lines > 1 {
            work.first += lines - 1;
            work.text = self.buf.shared(work.first);
            if work.first <= job.last {
                again = true;
            } else {
                job.flags.all = false;
            }
        }
        work.copy_col = work.found.end.col;
        if work.skip {
            work.text = Line::default();
            work.copy_col = 0;
        }
        // Line breaks in the replacement.
        let mut start = 0;
        for at in inserted.breaks {
            let line = job.line;
            self.save_for_insert(line);
            let piece = new[start..from + at].to_vec();
            self.append_line(line - 1, piece);
            self.adjust_marks(line + 1, MAXCOL, 1, 0);
            if job.first_changed == 0 {
                job.first_changed = line;
            }
            work.first += 1;
            job.line += 1;
            job.last += 1;
            self.win.cursor.line += 1;
            start = from + at;
        }
        new.drain(..start);
        work.new = Some(new);
        again
    }

    /// Goes on in the line; true when it is done.
    fn next_in_line(&mut self, job: &mut Job, work: &mut Work, again: bool) -> bool {
        let several = work.found.end.line > work.found.start.line;
        let Some(pattern) = job.pattern.clone() else { return true };
        let last = work.skip
            || job.quit
            || job.line > job.last
            || !(job.flags.all || again)
            || (work.match_col >= work.text.len() && !several && !pattern.is_multi_line());
        let mut next = None;
        let mut tried = false;
        if !last && work.joined == 0 {
            next = self.match_in_line(&pattern, work.first, work.match_col);
            tried = true;
        }
        let elsewhere = next.as_ref().is_some_and(|found| found.start.line > work.first);
        if !(last || work.joined > 0 || next.is_none() || elsewhere) {
            if let Some(found) = next {
                work.found = found;
            }
            return false;
        }
        if let Some(mut new) = work.new.take() {
            new.extend_from_slice(chars::slice(&work.text, work.copy_col, work.text.len()));
            let from_end = work.text.len() - work.match_col.min(work.text.len());
            let previous_from_end = work.text.len() as isize - work.previous_col as isize;
            self.save_one(job.line);
            self.set_line(job.line, new);
            if work.joined > 0 {
                let line = job.line + 1;
                self.save_deleted(line, work.joined);
                for _ in 0..work.joined {
                    self.buf.lines.remove(line);
                }
                self.adjust_marks(line, line + work.joined - 1, MAXCOL as isize, -(work.joined as isize));
                job.last = job.last.saturating_sub(work.joined);
                work.joined = 0;
            }
            if job.flags.ask {
                self.changed(job.line, 0);
            } else if job.first_changed == 0 {
                job.first_changed = job.line;
            }
            work.first = job.line;
            work.text = self.buf.shared(job.line);
            let len = work.text.len();
            work.match_col = len - from_end.min(len);
            work.previous_col = (len as isize - previous_from_end).max(0) as usize;
            work.copy_col = 0;
            tried = false;
        }
        if last {
            return true;
        }
        if !tried {
            next = self.match_in_line(&pattern, work.first, work.match_col);
        }
        match next {
            Some(found) if found.start.line == work.first || !elsewhere => {
                work.found = found;
                false
            }
            Some(found) => {
                work.found = found;
                false
            }
            None => true,
        }
    }

    /// Saves for a line put before `line`.
    fn save_for_insert(&mut self, line: usize) {
        self.save(line - 1, line);
    }

    /// The text that replaces a match.
    fn replacement_for(&mut self, text: &str, found: &Found) -> Inserted {
        let mut out = Inserted::default();
        if let Some(expression) = text.strip_prefix("\\=") {
            let groups = std::iter::once(Some((found.start, found.end))).chain(found.groups.iter().copied());
            let groups = groups.map(|group| {
                let mut text = Inserted::default();
                self.insert_group(&mut text, group);
                let mut bytes = text.bytes;
                for at in text.breaks.into_iter().rev() {
                    bytes.insert(at, b'\n');
                }
                String::from_utf8_lossy(&bytes).into_owned()
            });
            self.submatches = Some(groups.collect());
            for c in self.evaluate(expression).unwrap_or_default().chars() {
                if matches!(c, '\n' | '\r') { out.line_break() } else { out.push(c) }
            }
            self.submatches = None;
            self.failed = false;
            return out;
        }
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match c {
                '&' if self.options.magic => self.insert_group(&mut out, Some((found.start, found.end))),
                '\r' => out.line_break(),
                '\\' => match chars.next() {
                    Some('&') if !self.options.magic => self.insert_group(&mut out, Some((found.start, found.end))),
                    Some('0') => self.insert_group(&mut out, Some((found.start, found.end))),
                    Some(digit @ '1'..='9') => {
                        let index = digit as usize - '1' as usize;
                        self.insert_group(&mut out, found.groups.get(index).copied().flatten());
                    }
                    Some('u') => out.once = Some(true),
                    Some('l') => out.once = Some(false),
                    Some('U') => out.always = Some(true),
                    Some('L') => out.always = Some(false),
                    Some('e' | 'E') => {
                        out.always = None;
                        out.once = None;
                    }
                    Some('n') => out.push('\0'),
                    Some('r') => out.line_break(),
                    Some('t') => out.push('\t'),
                    Some('b') => out.push('\x08'),
                    Some('\r') => out.push('\r'),
                    Some(other) => out.push(other),
                    None => out.push('\\'),
                },
                c => out.push(c),
            }
        }
        out
    }

    fn insert_group(&self, out: &mut Inserted, group: Option<(Pos, Pos)>) {
        let Some((start, end)) = group else { return };
        for line in start.line..=end.line {
            let text = self.buf.line(line);
            let from = if line == start.line { start.col } else { 0 };
            let to = if line == end.line { end.col } else { text.len() };
            let part = String::from_utf8_lossy(chars::slice(text, from, to)).into_owned();
            for c in part.chars() {
                out.push(c);
            }
            if line < end.line {
                out.line_break();
            }
        }
    }
}

/// A replacement being built.
#[derive(Default)]
struct Inserted {
    bytes: Vec<u8>,
    /// Where it is broken into lines, in bytes.
    breaks: Vec<usize>,
    once: Option<bool>,
    always: Option<bool>,
}

impl Inserted {
    fn push(&mut self, c: char) {
        let upper = self.once.take().or(self.always);
        let c = match upper {
            Some(true) => chars::upper(c),
            Some(false) => chars::lower(c),
            None => c,
        };
        chars::push(&mut self.bytes, c);
    }

    fn line_break(&mut self) {
        self.breaks.push(self.bytes.len());
    }
}

/// End of the replacement that starts at the beginning of `text`.
fn replacement_end(text: &str, delimiter: char) -> usize {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == delimiter {
            return at;
        }
        if c == '\\' {
            chars.next();
        }
    }
    text.len()
}
