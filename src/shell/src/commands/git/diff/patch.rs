//! Changes as patches: `diff --git …`, hunks, and the short lists (`--name-only`, `--name-status`, `--summary`).

use super::changes::Change;
use super::edits::{Edit, is_binary, split};
use crate::Bytes;
use crate::commands::git::object::Oid;
use crate::commands::git::repo::{Git, Result, quoted};

/// How patches are written.
#[derive(Clone, Copy)]
pub(in crate::commands::git) struct Style {
    /// Lines shown around a change.
    pub(in crate::commands::git) around: usize,
    /// Blanks do not count.
    pub(in crate::commands::git) blank: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { around: 3, blank: false }
    }
}

/// `a/path`, quoted as a whole where needed.
fn named(side: &str, path: &[u8]) -> String {
    quoted(&[side.as_bytes(), path].concat())
}

/// The line that says where a hunk is: the last one before it that begins with a letter, `_` or `$`.
fn heading(lines: &[&[u8]]) -> Bytes {
    let begins =
        |line: &&&[u8]| line.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$'));
    let line = lines.iter().rev().find(begins).copied().unwrap_or_default();
    let mut line = &line[..line.len().min(80)];
    while let Some(cut) = line.last().filter(|byte| byte.is_ascii_whitespace()).map(|_| line.len() - 1) {
        line = &line[..cut];
    }
    line.to_vec()
}

/// `3` or `3,2`: where it starts and how many lines.
fn counted((from, to): (usize, usize)) -> String {
    match to - from {
        0 => format!("{from},0"),
        1 => to.to_string(),
        count => format!("{},{count}", from + 1),
    }
}

impl Git<'_> {
    /// Writes the patch of every change.
    pub(in crate::commands::git) fn put_patches(&self, changes: &[Change], style: Style) -> Result<()> {
        for change in changes {
            self.put_patch(change, style)?;
        }
        Ok(())
    }

    fn title_line(&self, text: String) {
        self.line(self.paint("1", text));
    }

    fn put_patch(&self, change: &Change, style: Style) -> Result<()> {
        if change.unmerged {
            self.title_line(format!("* Unmerged path {}", quoted(change.path())));
            return Ok(());
        }
        // A file that became a link, or the other way: one goes, one comes.
        if change.letter() == 'T' {
            self.put_patch(&Change { new: None, on_disk: false, ..change.clone() }, style)?;
            return self.put_patch(&Change { old: None, ..change.clone() }, style);
        }
        let (old, new) = (self.side(change, false)?, self.side(change, true)?);
        if style.blank && change.old.is_some() && change.new.is_some() && change.score.is_none() {
            let (lines, others) = (split(&old), split(&new));
            let same_mode = change.old.map(|entry| entry.mode) == change.new.map(|entry| entry.mode);
            if same_mode && self.edits(&lines, &others, true)?.is_empty() {
                return Ok(());
            }
        }
        let (before, after) = (&change.paths.0, &change.paths.1);
        self.title_line(format!("diff --git {} {}", named("a/", before), named("b/", after)));
        let short = |entry: Option<Oid>| entry.map_or_else(|| "0000000".to_owned(), |oid| self.short(oid));
        let names =
            format!("{}..{}", short(change.old.map(|entry| entry.oid)), short(change.new.map(|entry| entry.oid)));
        match (change.old, change.new) {
            (None, Some(new)) => self.title_line(format!("new file mode {:o}", new.mode)),
            (Some(old), None) => self.title_line(format!("deleted file mode {:o}", old.mode)),
            (Some(old), Some(new)) if old.mode != new.mode => {
                self.title_line(format!("old mode {:o}", old.mode));
                self.title_line(format!("new mode {:o}", new.mode));
            }
            _ => {}
        }
        if let Some(score) = change.score {
            self.title_line(format!("similarity index {score}%"));
            self.title_line(format!("rename from {}", quoted(before)));
            self.title_line(format!("rename to {}", quoted(after)));
        }
        let same = change.old.map(|entry| entry.oid) == change.new.map(|entry| entry.oid);
        if same {
            return Ok(());
        }
        match (change.old, change.new) {
            (Some(old), Some(new)) if old.mode == new.mode => self.title_line(format!("index {names} {:o}", new.mode)),
            _ => self.title_line(format!("index {names}")),
        }
        let title = |side: &str, path: &Bytes, entry: bool| {
            if entry { named(side, path) } else { "/dev/null".to_owned() }
        };
        let (from, to) = (title("a/", before, change.old.is_some()), title("b/", after, change.new.is_some()));
        if is_binary(&old) || is_binary(&new) {
            self.line(format_args!("Binary files {from} and {to} differ"));
            return Ok(());
        }
        if old.is_empty() && new.is_empty() {
            return Ok(());
        }
        // A tab ends a name that holds blanks, for `patch`.
        let tab = |name: &str| if name.contains(' ') && !name.starts_with('"') { "\t" } else { "" };
        self.title_line(format!("--- {from}{}", tab(&from)));
        self.title_line(format!("+++ {to}{}", tab(&to)));
        self.put_hunks(&split(&old), &split(&new), style)
    }

    fn put_hunks(&self, old: &[&[u8]], new: &[&[u8]], style: Style) -> Result<()> {
        let edits = self.edits(old, new, style.blank)?;
        let near = |a: &Edit, b: &Edit| b.old.0 - a.old.1 <= style.around.saturating_mul(2);
        for hunk in edits.chunk_by(near) {
            let (first, last) = (hunk[0], hunk[hunk.len() - 1]);
            let before = style.around.min(first.old.0).min(first.new.0);
            let after = style.around.min(old.len() - last.old.1).min(new.len() - last.new.1);
            let (start, end) = (first.old.0 - before, last.old.1 + after);
            let range =
                format!("@@ -{} +{} @@", counted((start, end)), counted((first.new.0 - before, last.new.1 + after)));
            let heading = heading(&old[..start]);
            let heading = if heading.is_empty() { heading } else { [b" ", &heading[..]].concat() };
            self.put(self.paint("36", range));
            self.put(heading);
            self.put("\n");
            let (mut at, mut new_at) = (start, first.new.0 - before);
            for edit in hunk {
                // Where blanks do not count, the new side's line is shown.
                for line in &new[new_at..edit.new.0] {
                    self.put_line("", " ", line);
                }
                for line in &old[edit.old.0..edit.old.1] {
                    self.put_line("31", "-", line);
                }
                for line in &new[edit.new.0..edit.new.1] {
                    self.put_line("32", "+", line);
                }
                (at, new_at) = (edit.old.1, edit.new.1);
            }
            debug_assert!(at <= end);
            for line in &new[new_at..last.new.1 + after] {
                self.put_line("", " ", line);
            }
        }
        Ok(())
    }

    /// One line of a hunk.
    pub(in crate::commands::git) fn put_line(&self, sgr: &str, mark: &str, line: &[u8]) {
        let (body, whole) = match line.strip_suffix(b"\n") {
            Some(body) => (body, true),
            None => (line, false),
        };
        let coloured = self.colour.get() && !sgr.is_empty();
        if coloured {
            self.put(format!("\x1b[{sgr}m"));
        }
        self.put(mark);
        if coloured && mark == "+" {
            self.put(format!("\x1b[m\x1b[{sgr}m"));
        }
        self.put(body);
        if coloured {
            self.put("\x1b[m");
        }
        self.put("\n");
        if !whole {
            self.put("\\ No newline at end of file\n");
        }
    }

    /// `--name-only` and `--name-status`.
    pub(in crate::commands::git) fn put_names(&self, changes: &[Change], status: bool) {
        for change in changes {
            if !status {
                self.line(quoted(change.path()));
                continue;
            }
            match change.score {
                Some(score) => {
                    self.line(format_args!("R{score:03}\t{}\t{}", quoted(&change.paths.0), quoted(&change.paths.1)))
                }
                None => self.line(format_args!("{}\t{}", change.letter(), quoted(change.path()))),
            }
        }
    }

    /// `--summary`: files made, deleted, renamed, and modes.
    pub(in crate::commands::git) fn put_summary(&self, changes: &[Change]) {
        for change in changes {
            match (change.old, change.new) {
                (None, Some(new)) => self.line(format_args!(" create mode {:o} {}", new.mode, quoted(change.path()))),
                (Some(old), None) => self.line(format_args!(" delete mode {:o} {}", old.mode, quoted(change.path()))),
                (Some(old), Some(new)) => {
                    let name = super::stat::renamed(change);
                    if let Some(score) = change.score {
                        self.line(format_args!(" rename {name} ({score}%)"));
                    }
                    if old.mode != new.mode && change.score.is_some() {
                        self.line(format_args!(" mode change {:o} => {:o}", old.mode, new.mode));
                    } else if old.mode != new.mode {
                        self.line(format_args!(" mode change {:o} => {:o} {name}", old.mode, new.mode));
                    }
                }
                (None, None) => {}
            }
        }
    }
}
