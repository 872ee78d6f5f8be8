//! Motions: where a command takes the cursor, and what shape of text it passes over (`:help motion.txt`).

mod find;
mod line;
mod mark;
mod pair;
mod paragraph;
mod scroll;
mod sentence;
mod word;

pub(crate) use find::LastFind;
pub(crate) use pair::{OpenBrackets, Way};

use crate::command::{Motion, Operator};
use crate::editor::Editor;
use crate::operator::{Op, Shape};
use crate::text::MAXCOL;

/// Why a motion did not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fail {
    /// vim beeps, and drops keys that were not typed.
    Beep,
    /// The operator is cancelled quietly, an error was said already.
    Quiet,
}

/// What a motion answers.
pub(crate) type Moved = Result<(), Fail>;

impl Editor {
    /// Moves the cursor; fills in the shape of the text for the operator.
    pub(crate) fn move_by(&mut self, motion: &Motion, count0: Option<usize>, op: &mut Op) -> Moved {
        use Motion as M;
        let count = count0.unwrap_or(1);
        match motion {
            M::Left | M::BackspaceLeft | M::ArrowLeft => self.move_left(motion, count, op),
            M::Right | M::SpaceRight | M::ArrowRight => self.move_right(motion, count, op),
            M::Up => self.move_lines(false, count, op),
            M::Down => self.move_lines(true, count, op),
            M::LineUp => self.move_lines(false, count, op).map(|()| self.begin_line_fix()),
            M::LineDown => self.move_lines(true, count, op).map(|()| self.begin_line_fix()),
            M::LineHere => self.move_line_here(count, op),
            M::WordForward => self.move_words(count, false, false, op),
            M::BigWordForward => self.move_words(count, true, false, op),
            M::WordEnd => self.move_words(count, false, true, op),
            M::BigWordEnd => self.move_words(count, true, true, op),
            M::WordBack => self.move_words_back(count, false, op),
            M::BigWordBack => self.move_words_back(count, true, op),
            M::WordEndBack => self.move_word_ends_back(count, false, op),
            M::BigWordEndBack => self.move_word_ends_back(count, true, op),
            M::LineHome => {
                op.exclusive();
                self.win.cursor.col = 0;
                self.win.curswant = 0;
                self.win.set_curswant = false;
                Ok(())
            }
            M::FirstNonBlank => {
                op.exclusive();
                self.begin_line_fix();
                Ok(())
            }
            M::LineEnd => self.move_line_end(count, op),
            M::LastNonBlank => self.move_last_non_blank(count, op),
            M::Column => self.move_column(count0, op),
            M::ScreenHome | M::ScreenFirst | M::ScreenMiddle => self.move_screen_home(motion, op),
            M::ScreenEnd => self.move_screen_end(count, op),
            M::LineMiddle => self.move_line_middle(count0, op),
            M::ScreenDown => self.move_screen_lines(true, count, op),
            M::ScreenUp => self.move_screen_lines(false, count, op),
            M::FirstLine => self.move_to_line(count0.unwrap_or(1), op),
            M::LastLine => self.move_to_line(count0.unwrap_or(usize::MAX), op),
            M::Percent => self.move_percent(count0, op),
            M::Byte => self.move_byte(count0.unwrap_or(1), op),
            M::WindowTop | M::WindowMiddle | M::WindowBottom => self.move_in_window(motion, count, op),
            M::SentenceForward | M::SentenceBack => self.move_sentences(*motion == M::SentenceForward, count, op),
            M::ParagraphForward | M::ParagraphBack => self.move_paragraphs(*motion == M::ParagraphForward, count, op),
            M::Section { forward, end } => self.move_sections(*forward, *end, count, op),
            M::Unmatched { forward, what } => self.move_unmatched(*forward, *what, count, op),
            M::Find { forward, till, what } => self.move_find(*forward, *till, *what, count, op),
            M::RepeatFind => self.move_find_again(false, count, op),
            M::RepeatFindBack => self.move_find_again(true, count, op),
            M::Search { forward, text } => self.move_search(*forward, text.as_deref().unwrap_or(""), count, op),
            M::SearchNext => self.move_search_next(false, count, op),
            M::SearchPrevious => self.move_search_next(true, count, op),
            M::WordUnderCursor { forward, whole } => self.move_word_under_cursor(*forward, *whole, count, op),
            M::SelectMatch { forward } => self.select_match(*forward, count, op),
            M::Mark { name, line, jump } => self.move_to_mark(*name, *line, *jump, op),
            M::NextMark { forward, line } => self.move_to_next_mark(*forward, *line, count, op),
            M::FoldMove { what } => self.move_by_folds(*what, count, op),
            M::Ex { text } => self.move_by_ex(text.as_deref().unwrap_or(""), op),
        }
    }

    /// Is text that a jump landed in shown by opening its folds? Only when typed and without an operator.
    pub(crate) fn open_fold_for(&mut self, what: &str, op: &Op) {
        if op.operator.is_none() && self.key_typed && self.options.foldopen.split(',').any(|part| part == what) {
            self.open_fold_at_cursor();
        }
    }

    /// A position past the end of the line goes back one character, and the motion includes it.
    pub(crate) fn adjust_for_end(&mut self, op: &mut Op) {
        if self.win.cursor.col > 0 && self.char_here() == '\0' && self.visual.is_none() && !self.options.onemore() {
            self.win.cursor.col = crate::text::chars::before(self.line(), self.win.cursor.col);
            op.inclusive = true;
        }
    }

    /// With 'selection' exclusive, the end of an inclusive motion is one further.
    pub(crate) fn adjust_for_selection(&mut self, op: &mut Op) {
        if let Some(visual) = self.visual
            && op.inclusive
            && self.options.selection == "exclusive"
            && self.char_here() != '\0'
            && visual.start < self.win.cursor
        {
            self.inc_cursor();
            op.inclusive = false;
        }
    }

    /// Down `count` lines, closed folds counting as one.
    pub(crate) fn cursor_down(&mut self, count: usize) -> bool {
        if count > 0 {
            let all = self.buf.count();
            let mut line = self.win.cursor.line;
            if let Some((_, last)) = self.win.folds.closed_at(line) {
                line = last;
            }
            if line >= all {
                return false;
            }
            if line + count >= all {
                line = all;
            } else if self.win.folds.all.is_empty() {
                line += count;
            } else {
                line = self.win.cursor.line;
                for _ in 0..count {
                    line = self.win.folds.closed_at(line).map_or(line, |(_, last)| last) + 1;
                    if line >= all {
                        break;
                    }
                }
                line = line.min(all);
            }
            self.win.cursor.line = line;
        }
        self.advance_to_column(self.win.curswant);
        true
    }

    /// Up `count` lines.
    pub(crate) fn cursor_up(&mut self, count: usize) -> bool {
        if count > 0 {
            let mut line = self.win.cursor.line;
            if line <= 1 {
                return false;
            }
            if count >= line {
                line = 1;
            } else if self.win.folds.all.is_empty() {
                line -= count;
            } else {
                if let Some((first, _)) = self.win.folds.closed_at(line) {
                    line = first;
                }
                for left in (0..count).rev() {
                    line -= 1;
                    if line <= 1 {
                        break;
                    }
                    if (left > 0 || !self.mode.is_insert())
                        && let Some((first, _)) = self.win.folds.closed_at(line)
                    {
                        line = first;
                    }
                }
                line = line.max(1);
            }
            self.win.cursor.line = line;
        }
        self.advance_to_column(self.win.curswant);
        true
    }

    fn move_lines(&mut self, down: bool, count: usize, op: &mut Op) -> Moved {
        op.shape = Shape::Line;
        let moved = if down { self.cursor_down(count) } else { self.cursor_up(count) };
        if moved { Ok(()) } else { Err(Fail::Beep) }
    }

    fn move_line_here(&mut self, count: usize, op: &mut Op) -> Moved {
        op.shape = Shape::Line;
        if !self.cursor_down(count - 1) {
            return Err(Fail::Beep);
        }
        match op.operator {
            Some(Operator::Delete) if op.force != Some('v') && op.force != Some('\x16') => self.begin_line_sol(),
            Some(Operator::ShiftLeft | Operator::ShiftRight) => self.begin_line_sol(),
            Some(Operator::Yank) => {}
            _ => self.begin_line_fix(),
        }
        Ok(())
    }

    /// The lines of a doubled operator: `dd`, `3yy`.
    pub(crate) fn move_lines_here(&mut self, count: usize, op: &mut Op) -> Moved {
        self.move_line_here(count.max(1), op)
    }

    fn move_to_line(&mut self, line: usize, op: &mut Op) -> Moved {
        op.shape = Shape::Line;
        self.set_pc_mark();
        self.win.cursor.line = line.clamp(1, self.buf.count());
        self.begin_line_sol();
        self.open_fold_for("jump", op);
        Ok(())
    }

    fn move_byte(&mut self, byte: usize, op: &mut Op) -> Moved {
        op.exclusive();
        self.set_pc_mark();
        let mut left = byte.max(1) - 1;
        let count = self.buf.count();
        for line in 1..=count {
            let len = self.buf.line(line).len() + 1;
            if left < len {
                self.win.cursor = crate::text::Pos::new(line, left);
                self.check_cursor();
                self.adjust_cursor();
                self.win.set_curswant = true;
                return Ok(());
            }
            left -= len;
        }
        self.win.cursor.line = count;
        self.win.curswant = MAXCOL;
        self.advance_to_column(MAXCOL);
        self.win.set_curswant = true;
        Ok(())
    }
}
