//! Windows and tab pages (`:help windows`).

use crate::buffer::Buffer;
use crate::editor::Editor;
use crate::text::Pos;
use crate::window::{Layout, Tab, Window};

/// A window's place on the screen, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rect {
    pub(crate) id: usize,
    pub(crate) top: usize,
    pub(crate) left: usize,
    /// With its status line, if it has one.
    pub(crate) height: usize,
    pub(crate) width: usize,
}

/// Gives every window its share of the screen.
fn place(layout: &Layout, top: usize, left: usize, height: usize, width: usize, out: &mut Vec<Rect>) {
    match layout {
        Layout::Leaf(id) => out.push(Rect { id: *id, top, left, height, width }),
        Layout::Column(parts) => {
            let count = parts.len().max(1);
            let mut at = top;
            for (index, part) in parts.iter().enumerate() {
                let share = height / count + usize::from(index < height % count);
                place(part, at, left, share, width, out);
                at += share;
            }
        }
        Layout::Row(parts) => {
            let count = parts.len().max(1);
            let usable = width.saturating_sub(count - 1);
            let mut at = left;
            for (index, part) in parts.iter().enumerate() {
                let share = usable / count + usize::from(index < usable % count);
                place(part, top, at, height, share, out);
                at += share + 1;
            }
        }
    }
}

/// Puts window `new` beside window `old`.
fn insert(layout: &mut Layout, old: usize, new: usize, vertical: bool, after: bool) -> bool {
    let fits = matches!((&*layout, vertical), (Layout::Row(_), true) | (Layout::Column(_), false));
    match layout {
        Layout::Leaf(id) if *id == old => {
            let (a, b) = (Layout::Leaf(new), Layout::Leaf(old));
            let parts = if after { vec![b, a] } else { vec![a, b] };
            *layout = if vertical { Layout::Row(parts) } else { Layout::Column(parts) };
            true
        }
        Layout::Leaf(_) => false,
        Layout::Column(parts) | Layout::Row(parts) => {
            if fits && let Some(at) = parts.iter().position(|part| *part == Layout::Leaf(old)) {
                parts.insert(if after { at + 1 } else { at }, Layout::Leaf(new));
                return true;
            }
            parts.iter_mut().any(|part| insert(part, old, new, vertical, after))
        }
    }
}

/// Takes window `id` out; false when it was the last.
fn remove(layout: &mut Layout, id: usize) -> bool {
    match layout {
        Layout::Leaf(own) => *own != id,
        Layout::Column(parts) | Layout::Row(parts) => {
            parts.retain_mut(|part| remove(part, id));
            if parts.len() == 1
                && let Some(only) = parts.pop()
            {
                *layout = only;
                return true;
            }
            !parts.is_empty()
        }
    }
}

/// The window that gets the space of window `id`: the next beside it, or the one before it.
fn heir(layout: &Layout, id: usize, below: bool, right: bool) -> Option<usize> {
    let (parts, before) = match layout {
        Layout::Leaf(_) => return None,
        Layout::Column(parts) => (parts, below),
        Layout::Row(parts) => (parts, right),
    };
    let Some(at) = parts.iter().position(|part| *part == Layout::Leaf(id)) else {
        return parts.iter().find_map(|part| heir(part, id, below, right));
    };
    let beside = if (before && at > 0) || at + 1 == parts.len() { at.checked_sub(1)? } else { at + 1 };
    let mut found = Vec::new();
    ids(&parts[beside], &mut found);
    found.first().copied()
}

fn ids(layout: &Layout, out: &mut Vec<usize>) {
    match layout {
        Layout::Leaf(id) => out.push(*id),
        Layout::Column(parts) | Layout::Row(parts) => parts.iter().for_each(|part| ids(part, out)),
    }
}

impl Editor {
    fn order(&self) -> Vec<usize> {
        let mut out = Vec::new();
        ids(&self.tabs[self.tab].layout, &mut out);
        out
    }

    /// Windows of the current tab page.
    pub fn window_count(&self) -> usize {
        self.order().len()
    }

    /// The layout of the current tab page, and the current window's id.
    pub fn layout(&self) -> (&Layout, usize) {
        (&self.tabs[self.tab].layout, self.win.id)
    }

    pub(crate) fn windows_on(&self, buffer: usize) -> usize {
        usize::from(self.win.buffer == buffer)
            + self.tabs.iter().flat_map(|tab| &tab.windows).filter(|win| win.buffer == buffer).count()
    }

    /// The windows of the current tab page, between the tab line and the last line.
    pub(crate) fn rects(&self) -> Vec<Rect> {
        let mut out = Vec::new();
        let top = usize::from(self.tabs.len() > 1);
        let height = self.screen.0.saturating_sub(1 + top);
        place(&self.tabs[self.tab].layout, top, 0, height, self.screen.1, &mut out);
        out
    }

    /// Sets the size of the screen, in cells.
    pub fn resize(&mut self, rows: usize, columns: usize) {
        self.screen = (rows.max(2), columns.max(1));
        self.equalize();
    }

    /// Every window gets its share; with more than one, each has a status line.
    fn equalize(&mut self) {
        let rects = self.rects();
        let status = usize::from(rects.len() > 1);
        let here = self.win.id;
        for rect in &rects {
            let win = if rect.id == here {
                Some(&mut self.win)
            } else {
                self.tabs[self.tab].windows.iter_mut().find(|win| win.id == rect.id)
            };
            if let Some(win) = win {
                win.height = rect.height.saturating_sub(status).max(1);
                win.width = rect.width.max(1);
            }
        }
    }

    pub(crate) fn split_window(&mut self, vertical: bool) {
        if self.order().len() >= 16 {
            self.error("E36");
            return;
        }
        let id = self.next_id;
        self.next_id += 1;
        let mut new = self.win.clone();
        new.id = id;
        let after = if vertical { self.options.splitright } else { self.options.splitbelow };
        let old = std::mem::replace(&mut self.win, new);
        let tab = &mut self.tabs[self.tab];
        insert(&mut tab.layout, old.id, id, vertical, after);
        tab.previous = old.id;
        tab.current = id;
        tab.windows.push(old);
        self.equalize();
    }

    /// A new buffer without a name in this window.
    pub(crate) fn empty_buffer(&mut self) {
        let id = self.next_id;
        self.next_id += 1;
        let old = std::mem::replace(&mut self.buf, Buffer::new(id, None, Vec::new()));
        self.buffers.push(old);
        self.win.buffer = id;
        self.win.cursor = Pos::new(1, 0);
        self.win.topline = 1;
        self.win.folds.all.clear();
    }

    /// Shows the buffer of the window that just became current.
    fn load_buffer(&mut self) {
        let id = self.win.buffer;
        if id == self.buf.id {
            return;
        }
        if let Some(at) = self.buffers.iter().position(|buffer| buffer.id == id) {
            let new = self.buffers.remove(at);
            let old = std::mem::replace(&mut self.buf, new);
            self.buffers.push(old);
        } else {
            self.win.buffer = self.buf.id;
        }
        self.check_cursor();
    }

    fn go_to_window(&mut self, id: usize) -> bool {
        if id == self.win.id {
            return true;
        }
        let tab = &mut self.tabs[self.tab];
        let Some(at) = tab.windows.iter().position(|win| win.id == id) else { return false };
        let new = tab.windows.remove(at);
        let old = std::mem::replace(&mut self.win, new);
        tab.previous = old.id;
        tab.current = id;
        tab.windows.push(old);
        self.visual = None;
        self.load_buffer();
        true
    }

    /// Does something in a window of this tab page as if it were the current one.
    pub(crate) fn in_window<T>(&mut self, id: usize, f: impl FnOnce(&mut Self) -> T) -> T {
        let at = self.tabs[self.tab].windows.iter().position(|window| window.id == id);
        let Some(at) = at.filter(|_| id != self.win.id) else { return f(self) };
        std::mem::swap(&mut self.win, &mut self.tabs[self.tab].windows[at]);
        let buffer = self.buffers.iter().position(|buffer| buffer.id == self.win.buffer);
        let buffer = buffer.filter(|_| self.buf.id != self.win.buffer);
        if let Some(buffer) = buffer {
            std::mem::swap(&mut self.buf, &mut self.buffers[buffer]);
        }
        let visual = self.visual.take();
        let done = f(self);
        self.visual = visual;
        if let Some(buffer) = buffer {
            std::mem::swap(&mut self.buf, &mut self.buffers[buffer]);
        }
        std::mem::swap(&mut self.win, &mut self.tabs[self.tab].windows[at]);
        done
    }

    pub(crate) fn close_window(&mut self, bang: bool) {
        let order = self.order();
        if order.len() <= 1 {
            if self.tabs.len() > 1 {
                self.close_tab();
            } else {
                self.error("E444");
            }
            return;
        }
        if self.buf.modified && !bang && !self.options.hidden && self.windows_on(self.buf.id) <= 1 {
            self.error("E37");
            return;
        }
        let id = self.win.id;
        let below = self.options.splitbelow;
        let right = self.options.splitright;
        let Some(next) = heir(&self.tabs[self.tab].layout, id, below, right) else { return };
        self.go_to_window(next);
        let tab = &mut self.tabs[self.tab];
        remove(&mut tab.layout, id);
        tab.windows.retain(|win| win.id != id);
        self.equalize();
    }

    pub(crate) fn only_window(&mut self) {
        let tab = &mut self.tabs[self.tab];
        tab.layout = Layout::Leaf(self.win.id);
        tab.windows.clear();
        self.equalize();
    }

    /// Ctrl-W and a key.
    pub(crate) fn window_command(&mut self, key: char, count0: Option<usize>) {
        let count = count0.unwrap_or(1);
        let order = self.order();
        let at = order.iter().position(|id| *id == self.win.id).unwrap_or(0);
        let step = |by: isize| order[(at as isize + by).rem_euclid(order.len() as isize) as usize];
        // A new window, or another buffer, ends Visual mode.
        if self.visual.is_some() && matches!(key, 's' | 'S' | 'v' | 'n' | 'T' | '^') {
            self.end_visual();
        }
        match key {
            'w' => {
                let id = match count0 {
                    Some(count) => order[(count.max(1) - 1).min(order.len() - 1)],
                    None => step(1),
                };
                self.go_to_window(id);
            }
            'W' => {
                self.go_to_window(step(-1));
            }
            'p' => {
                let previous = self.tabs[self.tab].previous;
                if previous == self.win.id || !self.go_to_window(previous) {
                    self.beep();
                }
            }
            't' => {
                self.go_to_window(order[0]);
            }
            'b' => {
                self.go_to_window(order[order.len() - 1]);
            }
            'h' | 'j' | 'k' | 'l' => {
                for _ in 0..count.min(16) {
                    if !self.go_towards(key) {
                        break;
                    }
                }
            }
            's' | 'S' => self.split_window(false),
            'v' => self.split_window(true),
            'n' => {
                self.split_window(false);
                self.empty_buffer();
            }
            'c' => self.close_window(false),
            'q' => self.execute_line("quit"),
            'o' => self.only_window(),
            '=' => self.equalize(),
            '+' => self.win.height += count,
            '-' => self.win.height = self.win.height.saturating_sub(count).max(1),
            '_' => self.win.height = count0.unwrap_or(self.screen.0.saturating_sub(2)).max(1),
            '|' => self.win.width = count0.unwrap_or(self.screen.1).max(1),
            '<' => self.win.width = self.win.width.saturating_sub(count).max(1),
            '>' => self.win.width += count,
            'x' | 'r' | 'R' => self.exchange_windows(if key == 'R' { step(-1) } else { step(1) }),
            'H' | 'J' | 'K' | 'L' => self.move_window(key),
            'T' => {
                if order.len() > 1 {
                    let win = self.win.clone();
                    self.close_window(true);
                    self.new_tab_with(win);
                } else {
                    self.beep();
                }
            }
            '^' => {
                self.split_window(false);
                self.edit_alternate(count0);
            }
            '\u{e001}' => self.go_tab(count0, true),
            '\u{e002}' => self.go_tab(count0, false),
            _ => self.beep(),
        }
    }

    /// To the window beside this one.
    fn go_towards(&mut self, key: char) -> bool {
        let rects = self.rects();
        let Some(here) = rects.iter().find(|rect| rect.id == self.win.id).copied() else { return false };
        let row = here.top + (self.win.cursor.line.saturating_sub(self.win.topline)).min(here.height.saturating_sub(1));
        let overlaps = |rect: &&Rect| match key {
            'h' => rect.left + rect.width + 1 == here.left && rect.top <= row && row < rect.top + rect.height,
            'l' => here.left + here.width + 1 == rect.left && rect.top <= row && row < rect.top + rect.height,
            'k' => rect.top + rect.height == here.top && rect.left <= here.left && here.left <= rect.left + rect.width,
            _ => here.top + here.height == rect.top && rect.left <= here.left && here.left <= rect.left + rect.width,
        };
        match rects.iter().find(overlaps).map(|rect| rect.id) {
            Some(id) => self.go_to_window(id),
            None => false,
        }
    }

    fn exchange_windows(&mut self, other: usize) {
        fn swap(layout: &mut Layout, a: usize, b: usize) {
            match layout {
                Layout::Leaf(id) if *id == a => *id = b,
                Layout::Leaf(id) if *id == b => *id = a,
                Layout::Leaf(_) => {}
                Layout::Column(parts) | Layout::Row(parts) => parts.iter_mut().for_each(|part| swap(part, a, b)),
            }
        }
        let here = self.win.id;
        swap(&mut self.tabs[self.tab].layout, here, other);
        self.equalize();
    }

    fn move_window(&mut self, key: char) {
        let id = self.win.id;
        let tab = &mut self.tabs[self.tab];
        if matches!(tab.layout, Layout::Leaf(_)) {
            return;
        }
        remove(&mut tab.layout, id);
        let rest = std::mem::replace(&mut tab.layout, Layout::Leaf(id));
        let own = Layout::Leaf(id);
        tab.layout = match (key, rest) {
            ('K', Layout::Column(mut parts)) => {
                parts.insert(0, own);
                Layout::Column(parts)
            }
            ('J', Layout::Column(mut parts)) => {
                parts.push(own);
                Layout::Column(parts)
            }
            ('H', Layout::Row(mut parts)) => {
                parts.insert(0, own);
                Layout::Row(parts)
            }
            ('L', Layout::Row(mut parts)) => {
                parts.push(own);
                Layout::Row(parts)
            }
            ('K', rest) => Layout::Column(vec![own, rest]),
            ('J', rest) => Layout::Column(vec![rest, own]),
            ('H', rest) => Layout::Row(vec![own, rest]),
            (_, rest) => Layout::Row(vec![rest, own]),
        };
        self.equalize();
    }

    pub(crate) fn new_tab(&mut self) {
        let id = self.next_id;
        self.next_id += 1;
        let win = Window::new(id, self.buf.id, self.screen.0.saturating_sub(2).max(1), self.screen.1);
        self.new_tab_with(win);
        self.empty_buffer();
    }

    fn new_tab_with(&mut self, win: Window) {
        if self.tabs.len() >= 16 {
            self.error("E36");
            return;
        }
        let old = std::mem::replace(&mut self.win, win);
        self.tabs[self.tab].current = old.id;
        self.tabs[self.tab].windows.push(old);
        let id = self.win.id;
        let tab = Tab { windows: Vec::new(), layout: Layout::Leaf(id), current: id, previous: id };
        self.tab += 1;
        self.tabs.insert(self.tab, tab);
        self.load_buffer();
        self.equalize();
    }

    /// `gt` and `gT`: a tab page further, or the one with that number.
    pub(crate) fn go_tab(&mut self, count0: Option<usize>, forward: bool) {
        let all = self.tabs.len();
        let to = match (count0, forward) {
            (Some(count), true) if count > 0 => {
                if count > all {
                    self.beep();
                    return;
                }
                count - 1
            }
            (_, true) => (self.tab + 1) % all,
            (count, false) => (self.tab + all - count.unwrap_or(1) % all) % all,
        };
        self.show_tab(to);
    }

    fn show_tab(&mut self, to: usize) {
        if to == self.tab {
            return;
        }
        let id = self.tabs[to].current;
        let Some(at) = self.tabs[to].windows.iter().position(|win| win.id == id) else { return };
        let new = self.tabs[to].windows.remove(at);
        let old = std::mem::replace(&mut self.win, new);
        self.tabs[self.tab].current = old.id;
        self.tabs[self.tab].windows.push(old);
        self.tab = to;
        self.load_buffer();
        // The tab line has come or gone since.
        if self.tabs[to].windows.is_empty() {
            self.equalize();
        }
    }

    pub(crate) fn close_tab(&mut self) {
        if self.tabs.len() <= 1 {
            self.error("E784");
            return;
        }
        let old = self.tab;
        self.show_tab(if old + 1 < self.tabs.len() { old + 1 } else { old - 1 });
        self.tabs.remove(old);
        if self.tab > old {
            self.tab -= 1;
        }
        self.equalize();
    }
}
