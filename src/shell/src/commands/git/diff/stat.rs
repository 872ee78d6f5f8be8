//! How much changed: `--stat`, `--numstat`, `--shortstat`.

use super::changes::Change;
use super::edits::{is_binary, split};
use crate::commands::git::repo::{Git, Result, quoted};

/// How much one file changed.
struct Count {
    name: String,
    added: usize,
    deleted: usize,
    /// Sizes before and after, when it is no text.
    binary: Option<(usize, usize)>,
    unmerged: bool,
}

/// `old => new`, what both share written once: `folder/{a => b}/name`.
pub(super) fn renamed(change: &Change) -> String {
    let (old, new) = (quoted(&change.paths.0), quoted(&change.paths.1));
    if old == new {
        return new;
    }
    if old.starts_with('"') || new.starts_with('"') {
        return format!("{old} => {new}");
    }
    let (a, b) = (old.as_bytes(), new.as_bytes());
    let shared = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let lead = a[..shared].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    // A shared end begins at a slash; the shared beginning's slash may serve for both.
    let room = a.len().min(b.len()) - lead + usize::from(lead > 0);
    let tail = tail.min(room);
    let tail = (1..=tail).rev().find(|length| a[a.len() - length] == b'/').unwrap_or(0);
    if lead == 0 && tail == 0 {
        return format!("{old} => {new}");
    }
    let middle = |name: &str| name.get(lead..(name.len() - tail).max(lead)).unwrap_or_default().to_owned();
    format!("{}{{{} => {}}}{}", &old[..lead], middle(&old), middle(&new), &old[old.len() - tail..])
}

/// `3 files changed, 1 insertion(+), 2 deletions(-)`
fn totals(files: usize, added: usize, deleted: usize) -> String {
    let many = |count: usize| if count == 1 { "" } else { "s" };
    let mut text = format!(" {files} file{} changed", many(files));
    if files == 0 {
        return text;
    }
    if added > 0 || deleted == 0 {
        text += &format!(", {added} insertion{}(+)", many(added));
    }
    if deleted > 0 || added == 0 {
        text += &format!(", {deleted} deletion{}(-)", many(deleted));
    }
    text
}

fn scaled(count: usize, width: usize, most: usize) -> usize {
    if count == 0 { 0 } else { 1 + count * (width - 1) / most }
}

impl Git<'_> {
    fn counts(&self, changes: &[Change]) -> Result<Vec<Count>> {
        let mut counts = Vec::new();
        for change in changes {
            let (old, new) = (self.side(change, false)?, self.side(change, true)?);
            let mut count =
                Count { name: renamed(change), added: 0, deleted: 0, binary: None, unmerged: change.unmerged };
            if is_binary(&old) || is_binary(&new) {
                count.binary = Some((old.len(), new.len()));
            } else if !change.unmerged {
                for edit in self.edits(&split(&old), &split(&new), false)? {
                    count.deleted += edit.old.1 - edit.old.0;
                    count.added += edit.new.1 - edit.new.0;
                }
            }
            counts.push(count);
        }
        Ok(counts)
    }

    /// `--shortstat`
    pub(in crate::commands::git) fn put_shortstat(&self, changes: &[Change]) -> Result<()> {
        let counts = self.counts(changes)?;
        if counts.is_empty() {
            return Ok(());
        }
        let (added, deleted) = counts.iter().fold((0, 0), |sum, count| (sum.0 + count.added, sum.1 + count.deleted));
        self.line(totals(counts.iter().filter(|count| !count.unmerged).count(), added, deleted));
        Ok(())
    }

    /// `--numstat`
    pub(in crate::commands::git) fn put_numstat(&self, changes: &[Change]) -> Result<()> {
        for count in self.counts(changes)? {
            match count.binary {
                Some(_) => self.line(format_args!("-\t-\t{}", count.name)),
                None => self.line(format_args!("{}\t{}\t{}", count.added, count.deleted, count.name)),
            }
        }
        Ok(())
    }

    /// `--stat`
    pub(in crate::commands::git) fn put_stat(&self, changes: &[Change]) -> Result<()> {
        let counts = self.counts(changes)?;
        if counts.is_empty() {
            return Ok(());
        }
        let total =
            |count: &Count| if count.binary.is_some() || count.unmerged { 0 } else { count.added + count.deleted };
        let most = counts.iter().map(total).max().unwrap_or(0);
        let mut number = most.to_string().len();
        if counts.iter().any(|count| count.binary.is_some()) {
            number = number.max(3);
        }
        let names = counts.iter().map(|count| count.name.chars().count()).max().unwrap_or(0);
        let width = self.context.columns().max(16 + 6 + number);
        let (mut graph, mut room) = (most, names);
        if room + number + 6 + graph > width {
            let limit = (width * 3 / 8).saturating_sub(number + 6);
            if graph > limit {
                graph = limit.max(6);
            }
            let left = width - number - 6 - graph;
            if room > left {
                room = left;
            } else {
                graph = width - number - 6 - room;
            }
        }
        for count in &counts {
            let length = count.name.chars().count();
            let mut name = count.name.clone();
            if length > room {
                let tail: String = name.chars().skip(length - room.saturating_sub(3)).collect();
                name = format!("...{}", tail.find('/').map_or(tail.as_str(), |at| &tail[at..]));
            }
            let pad = " ".repeat(room.saturating_sub(name.chars().count()));
            if count.unmerged {
                self.line(format_args!(" {name}{pad} | Unmerged"));
                continue;
            }
            if let Some((old, new)) = count.binary {
                let sizes = format!("{} -> {} bytes", self.paint("31", old), self.paint("32", new));
                self.line(format_args!(" {name}{pad} | {:>number$} {sizes}", "Bin"));
                continue;
            }
            let (mut added, mut deleted) = (count.added, count.deleted);
            let sum = added + deleted;
            if graph <= most && most > 0 {
                let mut whole = scaled(sum, graph, most);
                if whole < 2 && added > 0 && deleted > 0 {
                    whole = 2;
                }
                if added < deleted {
                    added = scaled(added, graph, most);
                    deleted = whole - added;
                } else {
                    deleted = scaled(deleted, graph, most);
                    added = whole - deleted;
                }
            }
            let bar = |sgr: &str, mark: &str, length: usize| {
                if length == 0 { String::new() } else { self.paint(sgr, mark.repeat(length)) }
            };
            let (plus, minus) = (bar("32", "+", added), bar("31", "-", deleted));
            let blank = if sum > 0 { " " } else { "" };
            self.line(format_args!(" {name}{pad} | {sum:>number$}{blank}{plus}{minus}"));
        }
        let (added, deleted) = counts.iter().fold((0, 0), |sum, count| (sum.0 + count.added, sum.1 + count.deleted));
        self.line(totals(counts.iter().filter(|count| !count.unmerged).count(), added, deleted));
        Ok(())
    }
}
