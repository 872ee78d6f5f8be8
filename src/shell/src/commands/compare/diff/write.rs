//! The formats: normal, unified, context.

use super::lines::Change;
use super::sameness::expanded;
use super::style::Layout;
use base::Budget;
use pattern::Pattern;

/// What is written about.
pub(super) struct Writer<'a> {
    pub(super) old: &'a [&'a [u8]],
    pub(super) new: &'a [&'a [u8]],
    pub(super) color: bool,
    pub(super) layout: Layout,
    pub(super) function: Option<&'a Pattern>,
    pub(super) budget: &'a Budget,
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

    /// A line after its mark; marks of one letter and a blank are set off by a tab where that is asked for.
    fn line(&self, out: &mut Vec<u8>, mark: &str, line: &[u8]) {
        let colour = match mark.as_bytes().first() {
            Some(b'<' | b'-') => "31",
            Some(b'>' | b'+') => "32",
            _ => "",
        };
        let whole = |out: &mut Vec<u8>| {
            let bare = self.layout.bare_empty && line == b"\n";
            match mark.strip_suffix(' ') {
                Some(mark) if bare => out.extend_from_slice(mark.as_bytes()),
                Some(mark) if self.layout.initial_tab => {
                    out.extend_from_slice(mark.as_bytes());
                    out.push(b'\t');
                }
                None if self.layout.initial_tab && !bare => {
                    out.extend_from_slice(mark.as_bytes());
                    out.push(b'\t');
                }
                _ => out.extend_from_slice(mark.as_bytes()),
            }
            if self.layout.expand {
                out.extend_from_slice(&expanded(line, self.layout.tab));
            } else {
                out.extend_from_slice(line);
            }
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

    /// The head of the function that the lines from here on are in, and a blank before it.
    fn function_above(&self, from: usize) -> Vec<u8> {
        let Some(pattern) = self.function else { return Vec::new() };
        let heads = |line: &&&[u8]| pattern.is_match(line.strip_suffix(b"\n").unwrap_or(line), self.budget) == Ok(true);
        let Some(line) = self.old[..from].iter().rev().find(heads) else { return Vec::new() };
        let text = line.trim_ascii_start();
        [b" ", text[..text.len().min(40)].trim_ascii_end()].concat()
    }

    pub(super) fn normal(&self, out: &mut Vec<u8>, changes: &[Change]) {
        for change in changes.iter().filter(|change| !change.ignored) {
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
        let near = move |a: &Change, b: &Change| {
            let between = b.old.0 - a.old.1;
            if a.ignored || b.ignored { between < around } else { between <= around.saturating_mul(2) }
        };
        changes.chunk_by(near).filter(|hunk| hunk.iter().any(|change| !change.ignored))
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
            let header = format!("@@ -{} +{} @@", counted(old), counted(new));
            self.shade(out, "36", |out| out.extend_from_slice(header.as_bytes()));
            out.extend_from_slice(&self.function_above(old.0));
            out.push(b'\n');
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
            out.extend_from_slice(b"***************");
            out.extend_from_slice(&self.function_above(old.0));
            out.extend_from_slice(format!("\n*** {} ****\n", range(old)).as_bytes());
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
pub(super) fn range((from, to): (usize, usize)) -> String {
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
