//! The undo tree as vim keeps it (`:help undo-tree`): each state knows the lines it replaced, the cursor and the marks before it.
//!
//! One file above 600 lines: saving, swapping and walking share the headers' private links, which no one else may touch.

use super::VisualArea;
use crate::editor::Editor;
use crate::text::{Line, MAXCOL, Pos};
use serde::{Deserialize, Serialize};

/// Lines saved before they change: those strictly between `top` and `bot`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Entry {
    top: usize,
    /// 0 until it is known: one below the last line.
    bot: usize,
    /// Lines in the buffer when it was saved.
    count: usize,
    lines: Vec<Line>,
}

/// One undoable change.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Header {
    older: Option<usize>,
    newer: Option<usize>,
    alt_next: Option<usize>,
    alt_prev: Option<usize>,
    pub(crate) seq: usize,
    /// When, in keys typed since the start: virtual time for `:earlier 5s`.
    pub(crate) time: u64,
    pub(crate) save_nr: usize,
    walk: usize,
    /// The newest entry is last.
    entries: Vec<Entry>,
    /// The entry whose `bot` is found from the number of lines added since.
    getbot: Option<usize>,
    cursor: Pos,
    modified: bool,
    no_lines: bool,
    named: Vec<(usize, Pos)>,
    visual: VisualArea,
}

/// All states of a buffer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Tree {
    pub(crate) all: Vec<Header>,
    free: Vec<usize>,
    newhead: Option<usize>,
    oldhead: Option<usize>,
    curhead: Option<usize>,
    synced: bool,
    heads: usize,
    pub(crate) seq_last: usize,
    pub(crate) seq_cur: usize,
    pub(crate) save_nr_last: usize,
    pub(crate) save_nr_cur: usize,
    marker: usize,
}

impl Default for Tree {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            free: Vec::new(),
            newhead: None,
            oldhead: None,
            curhead: None,
            synced: true,
            heads: 0,
            seq_last: 0,
            seq_cur: 0,
            save_nr_last: 0,
            save_nr_cur: 0,
            marker: 0,
        }
    }
}

impl Tree {
    /// Headers of the present branch, and all others, as `:undolist` may show them: (seq, is on the way to now).
    pub(crate) fn states(&self) -> Vec<(usize, bool)> {
        let mut states: Vec<_> = (0..self.all.len())
            .filter(|index| !self.free.contains(index))
            .map(|index| (self.all[index].seq, self.all[index].seq <= self.seq_cur))
            .collect();
        states.sort_unstable();
        states
    }

    fn remove_header(&mut self, index: usize) {
        let header = self.all[index].clone();
        if self.curhead == Some(index) {
            self.curhead = None;
        }
        match header.alt_next {
            Some(_) => {}
            None if self.oldhead == Some(index) => self.oldhead = header.newer,
            None => {}
        }
        if let Some(alt) = header.alt_next {
            self.all[alt].alt_prev = header.alt_prev;
        }
        if let Some(alt) = header.alt_prev {
            self.all[alt].alt_next = header.alt_next;
        }
        if let Some(older) = header.older
            && self.all[older].newer == Some(index)
        {
            self.all[older].newer = header.alt_next;
        }
        let mut newer = header.newer;
        while let Some(at) = newer {
            self.all[at].older = header.older;
            newer = self.all[at].alt_next;
        }
        if self.newhead == Some(index) {
            self.newhead = header.older;
        }
        self.all[index].entries.clear();
        self.free.push(index);
        self.heads -= 1;
    }

    /// Frees the oldest state: with its branch when it is an alternative.
    fn forget_oldest(&mut self) -> bool {
        let Some(mut index) = self.oldhead else { return false };
        if self.all[index].alt_next.is_none() {
            self.remove_header(index);
            return true;
        }
        while let Some(alt) = self.all[index].alt_next {
            index = alt;
        }
        let mut doomed = vec![index];
        while let Some(at) = doomed.pop() {
            let mut newer = self.all[at].newer;
            while let Some(next) = newer {
                doomed.push(next);
                newer = self.all[next].alt_next;
            }
            self.all[at].newer = None;
            self.remove_header(at);
        }
        true
    }
}

impl Editor {
    /// Saves the line of the cursor for undo.
    pub(crate) fn save_cursor_line(&mut self) {
        let line = self.win.cursor.line;
        self.save(line.saturating_sub(1), line + 1);
    }

    /// Saves the lines strictly between `top` and `bot`.
    pub(crate) fn save(&mut self, top: usize, bot: usize) {
        if top + 2 == bot {
            self.save_line_undo(top + 1);
        }
        self.save_common(top, bot, 0);
    }

    /// Saves for a substitution: line `line` alone, which will not change the number of lines below it.
    pub(crate) fn save_one(&mut self, line: usize) {
        // Lines in a row share an entry.
        let shared = self.buf.shared(line);
        let tree = &mut self.buf.undo;
        if !tree.synced
            && let Some(header) = tree.newhead.map(|head| &mut tree.all[head])
            && header.getbot.is_none()
            && let Some(entry) = header.entries.last_mut()
            && entry.bot == line
            && entry.top + entry.lines.len() + 1 == line
        {
            entry.lines.push(shared);
            entry.bot += 1;
            return;
        }
        self.save_common(line - 1, line + 1, line + 1);
    }

    /// Saves `count` lines from `line` that will be deleted.
    pub(crate) fn save_deleted(&mut self, line: usize, count: usize) {
        let newbot = if count == self.buf.count() { 2 } else { line };
        self.save_common(line - 1, line + count, newbot);
    }

    fn save_line_undo(&mut self, line: usize) {
        if line == self.buf.line_undo.line || line < 1 || line > self.buf.count() {
            return;
        }
        let col = if self.win.cursor.line == line { self.win.cursor.col } else { 0 };
        self.buf.line_undo = super::LineUndo { line, col, text: Some(self.buf.shared(line)) };
    }

    /// Saves lines that were taken from the buffer, the first from line `line`; not the last lines there were.
    pub(crate) fn save_removed(&mut self, line: usize, lines: Vec<Line>) {
        if self.buf.undo.synced {
            self.open_state();
        } else {
            self.find_bottom();
        }
        let count = self.buf.count() + lines.len();
        let tree = &mut self.buf.undo;
        let Some(head) = tree.newhead else { return };
        tree.all[head].entries.push(Entry { top: line - 1, bot: line, count, lines });
        tree.synced = false;
    }

    fn save_common(&mut self, top: usize, bot: usize, newbot: usize) {
        let count = self.buf.count();
        let bot = bot.min(count + 1);
        let size = bot.saturating_sub(top + 1);
        if self.buf.undo.synced {
            self.open_state();
        } else if size == 1 && self.already_saved(top, bot, newbot) {
            return;
        } else {
            self.find_bottom();
        }
        let lines = (top + 1..bot).map(|line| self.buf.shared(line)).collect();
        let tree = &mut self.buf.undo;
        let Some(head) = tree.newhead else { return };
        let entry = Entry { top, bot: newbot, count, lines };
        let header = &mut tree.all[head];
        if newbot == 0 && bot <= count {
            header.getbot = Some(header.entries.len());
        }
        header.entries.push(entry);
        tree.synced = false;
    }

    fn open_state(&mut self) {
        self.buf.new_change = true;
        let limit = self.options.undolevels.max(1);
        let time = self.keys_typed;
        let header = Header {
            older: None,
            newer: None,
            alt_next: None,
            alt_prev: None,
            seq: 0,
            time,
            save_nr: 0,
            walk: 0,
            entries: Vec::new(),
            getbot: None,
            cursor: self.win.cursor,
            modified: self.buf.modified,
            no_lines: self.buf.no_lines,
            named: self.buf.named.iter().copied().enumerate().filter(|(_, pos)| pos.line != 0).collect(),
            visual: self.buf.visual,
        };
        let tree = &mut self.buf.undo;
        if let Some(current) = tree.curhead {
            tree.newhead = tree.all[current].older;
        }
        let mut old = tree.curhead.take();
        while tree.heads > limit && tree.forget_oldest() {
            if old.is_some_and(|old| tree.free.contains(&old)) {
                old = None;
            }
        }
        let index = if let Some(index) = tree.free.pop() {
            tree.all[index] = header;
            index
        } else {
            tree.all.push(header);
            tree.all.len() - 1
        };
        tree.all[index].older = tree.newhead;
        tree.all[index].alt_next = old;
        if let Some(old) = old {
            let before = tree.all[old].alt_prev;
            tree.all[index].alt_prev = before;
            if let Some(before) = before {
                tree.all[before].alt_next = Some(index);
            }
            tree.all[old].alt_prev = Some(index);
            if tree.oldhead == Some(old) {
                tree.oldhead = Some(index);
            }
        }
        if let Some(head) = tree.newhead {
            tree.all[head].newer = Some(index);
        }
        tree.seq_last += 1;
        tree.seq_cur = tree.seq_last;
        tree.all[index].seq = tree.seq_last;
        tree.newhead = Some(index);
        if tree.oldhead.is_none() {
            tree.oldhead = Some(index);
        }
        tree.heads += 1;
    }

    /// A line that was just saved need not be saved again; looks back ten entries.
    fn already_saved(&mut self, top: usize, bot: usize, newbot: usize) -> bool {
        let count = self.buf.count();
        let Some(head) = self.buf.undo.newhead else { return false };
        let len = self.buf.undo.all[head].entries.len();
        for back in 0..len.min(10) {
            let header = &self.buf.undo.all[head];
            let index = len - 1 - back;
            let entry = &header.entries[index];
            let size = entry.lines.len();
            let changed = if header.getbot == Some(index) {
                entry.count != count
            } else {
                entry.top + size + 1 != if entry.bot == 0 { count + 1 } else { entry.bot }
            };
            if changed || (size > 1 && top >= entry.top && top + 2 <= entry.top + size + 1) {
                return false;
            }
            if size == 1 && entry.top == top {
                if back > 0 {
                    self.find_bottom();
                    self.buf.undo.synced = false;
                    let header = &mut self.buf.undo.all[head];
                    let entry = header.entries.remove(index);
                    header.entries.push(entry);
                }
                let header = &mut self.buf.undo.all[head];
                let last = len - 1;
                if newbot != 0 {
                    header.entries[last].bot = newbot;
                } else if bot > count {
                    header.entries[last].bot = 0;
                } else {
                    header.entries[last].count = count;
                    header.getbot = Some(last);
                }
                return true;
            }
        }
        false
    }

    /// Now that the change is over, `bot` of the entry that waits for it is known.
    fn find_bottom(&mut self) {
        let count = self.buf.count();
        let tree = &mut self.buf.undo;
        let Some(head) = tree.newhead else { return };
        let header = &mut tree.all[head];
        if header.entries.is_empty() {
            return;
        }
        if let Some(index) = header.getbot.take() {
            let entry = &mut header.entries[index];
            let bot = (entry.top + entry.lines.len() + 1 + count).saturating_sub(entry.count);
            entry.bot = if bot < 1 || bot > count { entry.top + 1 } else { bot };
        }
        tree.synced = true;
    }

    /// Ends the present undoable change: the next change is another one.
    pub(crate) fn sync_undo(&mut self) {
        if self.buf.undo.synced || self.no_undo_sync > 0 {
            return;
        }
        self.force_sync_undo();
    }

    /// Ctrl-G u: the next change is another one, even in Insert mode.
    pub(crate) fn force_new_undo(&mut self) {
        self.force_sync_undo();
    }

    fn force_sync_undo(&mut self) {
        self.find_bottom();
        self.buf.undo.curhead = None;
    }

    /// `u`, `count` times.
    pub(crate) fn undo(&mut self, count: usize) {
        let mut count = count;
        if !self.buf.undo.synced {
            self.force_sync_undo();
            count = 1;
        }
        self.undo_many(count, true);
    }

    /// Ctrl-R, `count` times.
    pub(crate) fn redo(&mut self, count: usize) {
        self.undo_many(count, false);
    }

    fn undo_many(&mut self, count: usize, undo: bool) {
        for step in 0..count {
            if self.spend(1) {
                return;
            }
            let tree = &mut self.buf.undo;
            if undo {
                tree.curhead = match tree.curhead {
                    None => tree.newhead,
                    Some(current) => tree.all[current].older,
                };
                if tree.heads == 0 || tree.curhead.is_none() {
                    tree.curhead = tree.oldhead;
                    self.beep();
                    if step == count - 1 {
                        self.message("vim-oldest-change");
                    }
                    break;
                }
                self.swap_state(true);
            } else {
                let Some(current) = tree.curhead else {
                    self.beep();
                    if step == count - 1 {
                        self.message("vim-newest-change");
                    }
                    break;
                };
                self.swap_state(false);
                let tree = &mut self.buf.undo;
                if tree.all[current].newer.is_none() {
                    tree.newhead = Some(current);
                }
                tree.curhead = tree.all[current].newer;
            }
        }
    }

    /// Exchanges the text with what the current header holds.
    fn swap_state(&mut self, undo: bool) {
        let Some(head) = self.buf.undo.curhead else { return };
        self.set_pc_mark();
        let header = self.buf.undo.all[head].clone();
        let named_now: Vec<(usize, Pos)> =
            self.buf.named.iter().copied().enumerate().filter(|(_, pos)| pos.line != 0).collect();
        let visual_now = self.buf.visual;
        let (was_modified, had_no_lines) = (self.buf.modified, self.buf.no_lines);
        self.buf.op_start = Pos::new(self.buf.count(), 0);
        self.buf.op_end = Pos::default();
        let mut newline = MAXCOL;
        let mut target = self.win.cursor;
        let mut swapped = Vec::with_capacity(header.entries.len());
        let all = header.entries.len();
        for (done, mut entry) in header.entries.into_iter().rev().enumerate() {
            let count = self.buf.count();
            let (top, bot) = (entry.top, if entry.bot == 0 { count + 1 } else { entry.bot });
            if top > count || top >= bot || bot > count + 1 {
                break;
            }
            let (old, new) = (bot - top - 1, entry.lines.len());
            self.spend((old + new) as u64);
            if top < newline {
                let line = header.cursor.line;
                if line >= top && line <= top + new + 1 {
                    target = header.cursor;
                    newline = target.line.saturating_sub(1);
                } else {
                    let mut same = 0;
                    while same < new && same < old && entry.lines[same] == self.buf.shared(top + 1 + same) {
                        same += 1;
                    }
                    if same == new && newline == MAXCOL && done + 1 == all {
                        newline = top;
                        target.line = newline + 1;
                    } else if same < new {
                        newline = top + same;
                        target.line = newline + 1;
                    }
                }
            }
            let lines = std::mem::take(&mut entry.lines);
            let taken = self.exchange(top, old, lines);
            if old != new {
                self.adjust_marks(top + 1, top + old, MAXCOL as isize, new as isize - old as isize);
                let delta = new as isize - old as isize;
                if self.buf.op_start.line > top + old {
                    self.buf.op_start.line = self.buf.op_start.line.saturating_add_signed(delta);
                }
                if self.buf.op_end.line > top + old {
                    self.buf.op_end.line = self.buf.op_end.line.saturating_add_signed(delta);
                }
            }
            if old > 0 || new > 0 {
                self.changed(top + 1, 0);
            }
            if top + 1 < self.buf.op_start.line {
                self.buf.op_start.line = top + 1;
            }
            if new == 0 && top + 1 > self.buf.op_end.line {
                self.buf.op_end.line = top + 1;
            } else if top + new > self.buf.op_end.line {
                self.buf.op_end.line = top + new;
            }
            entry.bot = top + new + 1;
            entry.lines = taken;
            swapped.push(entry);
        }
        self.win.cursor = target;
        self.check_cursor_line();
        let count = self.buf.count();
        self.buf.op_start.line = self.buf.op_start.line.min(count);
        self.buf.op_end.line = self.buf.op_end.line.min(count);
        self.buf.modified = header.modified;
        self.buf.no_lines = header.no_lines && self.buf.is_empty();
        for (index, pos) in &header.named {
            self.buf.named[*index] = *pos;
        }
        if header.visual.start.line != 0 {
            self.buf.visual = header.visual;
        }
        let tree = &mut self.buf.undo;
        let stored = &mut tree.all[head];
        stored.entries = swapped;
        stored.getbot = None;
        stored.modified = was_modified;
        stored.no_lines = had_no_lines;
        stored.named = named_now;
        if header.visual.start.line != 0 {
            stored.visual = visual_now;
        }
        self.place_after_undo(header.cursor);
        let tree = &mut self.buf.undo;
        tree.seq_cur = tree.all[head].seq;
        if undo {
            tree.seq_cur = tree.all[head].older.map_or(0, |older| tree.all[older].seq);
        }
        if tree.all[head].save_nr != 0 {
            tree.save_nr_cur = if undo { tree.all[head].save_nr - 1 } else { tree.all[head].save_nr };
        }
    }

    /// Takes `old` lines below `top` out and puts `lines` there.
    fn exchange(&mut self, top: usize, old: usize, lines: Vec<Line>) -> Vec<Line> {
        let emptied = old > 0 && old == self.buf.count();
        let taken = self.buf.lines.remove_many(top + 1, old);
        for (offset, line) in lines.into_iter().enumerate() {
            if emptied && top + offset == 0 {
                self.buf.lines.set(1, line);
            } else {
                self.buf.lines.insert_after(top + offset, line);
            }
        }
        taken
    }

    fn place_after_undo(&mut self, before: Pos) {
        let cursor = &mut self.win.cursor;
        if before.line + 1 == cursor.line && cursor.line > 1 {
            cursor.line -= 1;
        }
        if self.win.cursor.line <= self.buf.count() {
            if before.line == self.win.cursor.line {
                self.win.cursor.col = before.col;
            } else {
                self.begin_line_fix();
            }
        } else {
            self.win.cursor.col = 0;
        }
        self.check_cursor();
    }

    /// `U`: restores the last line changed; itself a change.
    pub(crate) fn undo_line(&mut self) {
        let saved = self.buf.line_undo.clone();
        let Some(text) = saved.text.filter(|_| saved.line <= self.buf.count()) else {
            self.beep();
            return;
        };
        self.save_common(saved.line - 1, saved.line + 1, 0);
        let old = self.buf.shared(saved.line);
        self.buf.lines.set(saved.line, text);
        self.changed(saved.line, 0);
        let col = if self.win.cursor.line == saved.line { self.win.cursor.col } else { saved.col };
        self.buf.line_undo = super::LineUndo { line: saved.line, col, text: Some(old) };
        self.win.cursor = Pos::new(saved.line, saved.col);
        self.check_cursor_col();
    }

    /// A file was written: `:earlier 1f` knows it.
    pub(crate) fn note_written(&mut self) {
        let tree = &mut self.buf.undo;
        tree.save_nr_last += 1;
        tree.save_nr_cur = tree.save_nr_last;
        let head = match tree.curhead {
            Some(current) => tree.all[current].older,
            None => tree.newhead,
        };
        if let Some(head) = head {
            tree.all[head].save_nr = tree.save_nr_last;
        }
    }

    /// Goes `step` states back or forth in time (`g-`, `g+`, `:earlier`), or to state `step` when `absolute` (`:undo 3`).
    pub(crate) fn undo_time(&mut self, step: isize, unit: TimeUnit, absolute: bool) {
        if !self.buf.undo.synced {
            self.force_sync_undo();
        }
        let tree = &self.buf.undo;
        let value = |header: &Header| match unit {
            TimeUnit::Changes => header.seq as isize,
            TimeUnit::Keys => header.time as isize,
            TimeUnit::Files => header.save_nr as isize,
        };
        let last = tree.seq_last as isize;
        let mut by = unit;
        let mut closest: isize = -1;
        let mut target;
        if absolute {
            target = step;
        } else {
            target = match unit {
                TimeUnit::Changes => tree.seq_cur as isize + step,
                TimeUnit::Keys => self.keys_typed as isize + step,
                TimeUnit::Files => {
                    let current = match tree.curhead {
                        Some(at) => tree.all[at].older,
                        None => tree.newhead,
                    };
                    let clean = current.is_some_and(|at| tree.all[at].save_nr != 0);
                    let now = tree.save_nr_cur as isize;
                    if step < 0 {
                        let goal = if clean { now + step } else { now + step + 1 };
                        if goal <= 0 {
                            by = TimeUnit::Changes;
                        }
                        goal
                    } else if now + step > tree.save_nr_last as isize {
                        by = TimeUnit::Changes;
                        last + 1
                    } else {
                        now + step
                    }
                }
            };
            if step < 0 {
                target = target.max(0);
            } else {
                closest = match by {
                    TimeUnit::Keys => self.keys_typed as isize + 1,
                    TimeUnit::Files => tree.save_nr_last as isize + 2,
                    TimeUnit::Changes => last + 2,
                };
                target = target.min(closest - 1);
            }
        }
        let value =
            |header: &Header, by: TimeUnit| if by == TimeUnit::Changes { header.seq as isize } else { value(header) };
        let start = closest;
        let mut closest_seq = tree.seq_cur as isize;
        let mut above = false;
        let mut found = None;
        let mut mark = 0;
        if target != 0 {
            for round in 1..=2 {
                let tree = &mut self.buf.undo;
                tree.marker += 2;
                mark = tree.marker;
                let nomark = mark + 1;
                let mut at = tree.curhead.or(tree.newhead);
                while let Some(index) = at {
                    if self.budget.spend(1).is_err() {
                        return;
                    }
                    tree.all[index].walk = mark;
                    let val = value(&tree.all[index], by);
                    let seq = tree.all[index].seq as isize;
                    if round == 1 && !(by == TimeUnit::Files && val == 0) {
                        let direction =
                            if step < 0 { seq <= tree.seq_cur as isize } else { seq > tree.seq_cur as isize };
                        let better = if by == TimeUnit::Keys && val == closest {
                            if step < 0 { seq < closest_seq } else { seq > closest_seq }
                        } else {
                            closest == start || (val - target).abs() <= (closest - target).abs()
                        };
                        if direction && better {
                            closest = val;
                            closest_seq = seq;
                        }
                    }
                    if target == val && by != TimeUnit::Keys {
                        target = seq;
                        found = Some(index);
                        break;
                    }
                    let fresh =
                        |next: Option<usize>| next.filter(|n| tree.all[*n].walk != nomark && tree.all[*n].walk != mark);
                    let header = &tree.all[index];
                    if let Some(next) = fresh(header.newer) {
                        at = Some(next);
                    } else if let Some(next) = fresh(header.alt_next) {
                        at = Some(next);
                    } else if let Some(next) = fresh(header.older).filter(|_| header.alt_prev.is_none()) {
                        if Some(index) == tree.curhead {
                            tree.all[index].walk = nomark;
                        }
                        at = Some(next);
                    } else {
                        let back = header.alt_prev.or(header.older);
                        tree.all[index].walk = nomark;
                        at = back;
                    }
                }
                if found.is_some() {
                    break;
                }
                if absolute {
                    self.error_with("E830", &[("number", step.to_string())]);
                    return;
                }
                if closest == start {
                    self.message(if step < 0 { "vim-oldest-change" } else { "vim-newest-change" });
                    return;
                }
                target = closest_seq;
                by = TimeUnit::Changes;
                above = step < 0;
            }
        }
        if found.is_some() || target == 0 {
            self.walk_to(target, mark, above);
        }
    }

    fn walk_to(&mut self, target: isize, mark: usize, above: bool) {
        let nomark = mark + 1;
        loop {
            if self.spend(1) {
                return;
            }
            let tree = &mut self.buf.undo;
            let up = match tree.curhead {
                None => tree.newhead,
                Some(current) => tree.all[current].older,
            };
            let Some(index) = up else { break };
            if (target > 0 && tree.all[index].walk != mark) || (tree.all[index].seq as isize == target && !above) {
                break;
            }
            tree.curhead = Some(index);
            self.swap_state(true);
            if target > 0 {
                self.buf.undo.all[index].walk = nomark;
            }
        }
        if target <= 0 {
            return;
        }
        loop {
            if self.spend(1) {
                return;
            }
            let tree = &mut self.buf.undo;
            let Some(mut index) = tree.curhead else { break };
            while let Some(alt) = tree.all[index].alt_prev.filter(|alt| tree.all[*alt].walk == mark) {
                index = alt;
            }
            let mut last = index;
            while let Some(alt) = tree.all[last].alt_next.filter(|alt| tree.all[*alt].walk == mark) {
                last = alt;
            }
            if last != index {
                while let Some(alt) = tree.all[index].alt_prev {
                    index = alt;
                }
                let (next, prev) = (tree.all[last].alt_next, tree.all[last].alt_prev);
                if let Some(next) = next {
                    tree.all[next].alt_prev = prev;
                }
                if let Some(prev) = prev {
                    tree.all[prev].alt_next = next;
                }
                tree.all[last].alt_prev = None;
                tree.all[last].alt_next = Some(index);
                tree.all[index].alt_prev = Some(last);
                if tree.oldhead == Some(index) {
                    tree.oldhead = Some(last);
                }
                index = last;
                if let Some(older) = tree.all[index].older {
                    tree.all[older].newer = Some(index);
                }
            }
            tree.curhead = Some(index);
            if tree.all[index].walk != mark {
                break;
            }
            if tree.all[index].seq as isize == target && above {
                tree.seq_cur = (target - 1) as usize;
                break;
            }
            self.swap_state(false);
            let tree = &mut self.buf.undo;
            if tree.all[index].newer.is_none() {
                tree.newhead = Some(index);
            }
            tree.curhead = tree.all[index].newer;
            if tree.all[index].seq as isize == target {
                break;
            }
            if tree.all[index].newer.is_none_or(|next| tree.all[next].walk != mark) {
                break;
            }
        }
    }
}

/// What `:earlier` and `:later` count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeUnit {
    /// Undo states.
    Changes,
    /// Virtual time, in keys typed.
    Keys,
    /// File writes.
    Files,
}
