//! Both files side by side (`diff -y`).

use super::lines::Change;
use super::style::Layout;

/// Between the columns stand at least so many.
const GUTTER: usize = 3;

/// Where the columns are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    /// How wide each is.
    half: usize,
    /// Where the right one begins.
    right: usize,
    pub(super) left_only: bool,
    pub(super) suppress_common: bool,
}

impl Columns {
    /// For a page of this width. The right column begins at a tab stop, where stops are every `stop` columns.
    pub(super) fn new(width: usize, stop: usize) -> Self {
        let both = stop + GUTTER;
        let unaligned = (width >> 1) + (both >> 1) + (width & both & 1);
        let right = unaligned - unaligned % stop;
        let half = right.saturating_sub(GUTTER).min(width.saturating_sub(right));
        Self { half, right: if half == 0 { width } else { right }, left_only: false, suppress_common: false }
    }

    /// The files, each change with its mark.
    pub(super) fn write(self, out: &mut Vec<u8>, layout: Layout, [old, new]: [&[&[u8]]; 2], changes: &[Change]) {
        let mut row = Row { columns: self, layout, out };
        let (mut i, mut j) = (0, 0);
        for change in changes.iter().filter(|change| !change.ignored) {
            row.common(&old[i..change.old.0], &new[j..change.new.0]);
            (i, j) = (change.old.0, change.new.0);
            while i < change.old.1 && j < change.new.1 {
                row.put(Some(old[i]), b'|', Some(new[j]));
                (i, j) = (i + 1, j + 1);
            }
            new[j..change.new.1].iter().for_each(|line| row.put(None, b'>', Some(line)));
            old[i..change.old.1].iter().for_each(|line| row.put(Some(line), b'<', None));
            (i, j) = (change.old.1, change.new.1);
        }
        row.common(&old[i..], &new[j..]);
    }
}

struct Row<'a> {
    columns: Columns,
    layout: Layout,
    out: &'a mut Vec<u8>,
}

impl Row<'_> {
    /// Lines that are the same; not as many on both sides where changes between them do not count.
    fn common(&mut self, old: &[&[u8]], new: &[&[u8]]) {
        if self.columns.suppress_common {
            return;
        }
        let both = if self.columns.left_only { 0 } else { old.len().min(new.len()) };
        old.iter().zip(new).take(both).for_each(|(old, new)| self.put(Some(old), b' ', Some(new)));
        if !self.columns.left_only {
            new[both..].iter().for_each(|line| self.put(None, b')', Some(line)));
        }
        old[both..].iter().for_each(|line| self.put(Some(line), b'(', None));
    }

    fn put(&mut self, left: Option<&[u8]>, mark: u8, right: Option<&[u8]>) {
        let Columns { half, right: offset, .. } = self.columns;
        let ends = |line: &[u8]| line.ends_with(b"\n");
        let mut newline = left.is_some_and(ends);
        let mut column = left.map_or(0, |line| self.half_line(line, 0));
        if mark != b' ' {
            column = self.go(column, (half + offset - 1) / 2) + 1;
            let uneven = mark == b'|' && right.is_some_and(|right| ends(right) != newline);
            self.out.push(match (uneven, newline) {
                (false, _) => mark,
                (true, true) => b'/',
                (true, false) => b'\\',
            });
        }
        if let Some(right) = right {
            newline |= ends(right);
            if right != b"\n" {
                self.go(column, offset);
                self.half_line(right, offset);
            }
        }
        if newline {
            self.out.push(b'\n');
        }
    }

    /// Goes from one column to another.
    fn go(&mut self, mut from: usize, to: usize) -> usize {
        let tab = self.layout.tab;
        if !self.layout.expand {
            while from + tab - from % tab <= to {
                self.out.push(b'\t');
                from += tab - from % tab;
            }
        }
        self.out.extend(std::iter::repeat_n(b' ', to.saturating_sub(from)));
        to.max(from)
    }

    /// As much of a line as fits in half the page; gives back the column reached.
    fn half_line(&mut self, line: &[u8], indent: usize) -> usize {
        let (half, tab) = (self.columns.half, self.layout.tab);
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        // Where the line is, and how far of it is shown.
        let (mut at, mut shown) = (0, 0);
        for chunk in text.utf8_chunks() {
            for letter in chunk.valid().chars() {
                match letter {
                    '\t' => {
                        let room = tab - at % tab;
                        if at == shown {
                            let stop = shown + room;
                            if self.layout.expand {
                                let stop = stop.min(half);
                                self.out.extend(std::iter::repeat_n(b' ', stop.saturating_sub(shown)));
                                shown = shown.max(stop);
                            } else if stop < half {
                                shown = stop;
                                self.out.push(b'\t');
                            }
                        }
                        at += room;
                    }
                    '\r' => {
                        self.out.push(b'\r');
                        self.go(0, indent);
                        (at, shown) = (0, 0);
                    }
                    '\x08' => {
                        if at != 0 {
                            at -= 1;
                            if at < half {
                                if shown <= at {
                                    self.out.extend(std::iter::repeat_n(b' ', at - shown));
                                } else {
                                    self.out.push(8);
                                }
                                shown = at;
                            }
                        }
                    }
                    letter if letter.is_control() => {
                        if at < half {
                            self.out.push(letter as u8);
                        }
                    }
                    letter => {
                        at += 1;
                        if at <= half {
                            shown = at;
                            self.out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                        }
                    }
                }
            }
            for byte in chunk.invalid() {
                if at < half {
                    shown = at + 1;
                    self.out.push(*byte);
                }
                at += 1;
            }
        }
        shown
    }
}
