//! The formats: normal, unified, context.

use super::lines::Change;

/// What is written about.
pub(super) struct Writer<'a> {
    pub(super) old: &'a [&'a [u8]],
    pub(super) new: &'a [&'a [u8]],
    pub(super) color: bool,
}

impl Writer<'_> {
    fn shade(&self, out: &mut Vec<u8>, colour: &str, put: impl FnOnce(&mut Vec<u8>)) {
        if self.color {
            out.extend_from_slice(format!("\x1b[{colour}m").as_bytes());
            put(out);
            let newline = out.last() == Some(&b'\n');
            if newline {
                out.pop();
            }
            out.extend_from_slice(b"\x1b[0m");
            if newline {
                out.push(b'\n');
            }
        } else {
            put(out);
        }
    }

    fn line(&self, out: &mut Vec<u8>, mark: &str, line: &[u8]) {
        let colour = match mark.as_bytes().first() {
            Some(b'<' | b'-') => "31",
            Some(b'>' | b'+') => "32",
            _ => "",
        };
        let whole = |out: &mut Vec<u8>| {
            out.extend_from_slice(mark.as_bytes());
            out.extend_from_slice(line);
        };
        if colour.is_empty() {
            whole(out)
        } else {
            self.shade(out, colour, whole)
        }
        if !line.ends_with(b"\n") {
            out.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }

    pub(super) fn normal(&self, out: &mut Vec<u8>, changes: &[Change]) {
        for change in changes {
            let letter = match (change.old.0 == change.old.1, change.new.0 == change.new.1) {
                (true, _) => 'a',
                (_, true) => 'd',
                _ => 'c',
            };
            let header = format!("{}{letter}{}\n", range(change.old), range(change.new));
            self.shade(out, "36", |out| out.extend_from_slice(header.as_bytes()));
            for line in &self.old[change.old.0..change.old.1] {
                self.line(out, "< ", line);
            }
            if letter == 'c' {
                out.extend_from_slice(b"---\n");
            }
            for line in &self.new[change.new.0..change.new.1] {
                self.line(out, "> ", line);
            }
        }
    }

    /// Changes whose surroundings touch make one hunk.
    fn hunks(changes: &[Change], around: usize) -> impl Iterator<Item = &[Change]> {
        changes.chunk_by(move |a, b| b.old.0 - a.old.1 <= around.saturating_mul(2))
    }

    /// The lines of both sides a hunk shows.
    fn extent(&self, hunk: &[Change], around: usize) -> ((usize, usize), (usize, usize)) {
        let (first, last) = (hunk[0], hunk[hunk.len() - 1]);
        let before = around.min(first.old.0).min(first.new.0);
        let after = around.min(self.old.len() - last.old.1).min(self.new.len() - last.new.1);
        ((first.old.0 - before, last.old.1 + after), (first.new.0 - before, last.new.1 + after))
    }

    fn titles(&self, out: &mut Vec<u8>, titles: &[Vec<u8>; 2], marks: [&str; 2]) {
        for (mark, title) in marks.iter().zip(titles) {
            self.shade(out, "1", |out| out.extend_from_slice(&[mark.as_bytes(), b" ", title, b"\n"].concat()));
        }
    }

    pub(super) fn unified(&self, out: &mut Vec<u8>, changes: &[Change], titles: &[Vec<u8>; 2], around: usize) {
        self.titles(out, titles, ["---", "+++"]);
        for hunk in Self::hunks(changes, around) {
            let (old, new) = self.extent(hunk, around);
            let header = format!("@@ -{} +{} @@\n", counted(old), counted(new));
            self.shade(out, "36", |out| out.extend_from_slice(header.as_bytes()));
            let mut at = old.0;
            for change in hunk {
                for line in &self.old[at..change.old.0] {
                    self.line(out, " ", line);
                }
                for line in &self.old[change.old.0..change.old.1] {
                    self.line(out, "-", line);
                }
                for line in &self.new[change.new.0..change.new.1] {
                    self.line(out, "+", line);
                }
                at = change.old.1;
            }
            for line in &self.old[at..old.1] {
                self.line(out, " ", line);
            }
        }
    }

    pub(super) fn context(&self, out: &mut Vec<u8>, changes: &[Change], titles: &[Vec<u8>; 2], around: usize) {
        self.titles(out, titles, ["***", "---"]);
        for hunk in Self::hunks(changes, around) {
            let (old, new) = self.extent(hunk, around);
            out.extend_from_slice(format!("***************\n*** {} ****\n", range(old)).as_bytes());
            for (lines, extent, own, other, mark) in [(self.old, old, 0, 1, "- "), (self.new, new, 1, 0, "+ ")] {
                if own == 1 {
                    out.extend_from_slice(format!("--- {} ----\n", range(new)).as_bytes());
                }
                let of = |change: &Change, side: usize| if side == 0 { change.old } else { change.new };
                if hunk.iter().all(|change| of(change, own).0 == of(change, own).1) {
                    continue;
                }
                let mut at = extent.0;
                for change in hunk {
                    let (from, to) = of(change, own);
                    for line in &lines[at..from] {
                        self.line(out, "  ", line);
                    }
                    let replaced = of(change, other).0 < of(change, other).1;
                    for line in &lines[from..to] {
                        self.line(out, if replaced { "! " } else { mark }, line);
                    }
                    at = to;
                }
                for line in &lines[at..extent.1] {
                    self.line(out, "  ", line);
                }
            }
        }
    }
}

/// `3` or `3,5`; an empty stretch is the line before it.
fn range((from, to): (usize, usize)) -> String {
    match to - from {
        0 => from.to_string(),
        1 => to.to_string(),
        _ => format!("{},{to}", from + 1),
    }
}

/// `3` or `3,2`: where it starts and how many lines.
fn counted((from, to): (usize, usize)) -> String {
    match to - from {
        0 => format!("{from},0"),
        1 => to.to_string(),
        count => format!("{},{count}", from + 1),
    }
}
