//! A merge against both its parents at once (`diff --cc`): only what is like neither is shown.

use super::edits::{is_binary, split};
use crate::Bytes;
use crate::commands::git::object::{Kind, Oid};
use crate::commands::git::repo::{Git, Result, quoted};
use crate::commands::git::tree::Entry;
use std::rc::Rc;

/// Lines shown around.
const AROUND: usize = 3;

/// A line of the result, or the place after the last one.
#[derive(Clone, Default)]
struct Line {
    /// Which parents lack it, as bits.
    added: u8,
    /// Lines of parents that are gone before it, and which parents had them.
    lost: Vec<(Bytes, u8)>,
    /// The line number in each parent.
    numbers: [usize; 2],
    /// It is shown for its own sake; or only around such a line.
    core: bool,
    shown: bool,
}

/// Lost lines of a second parent, joined to those of the first where they are the same, in order.
fn join_lost(lost: &mut Vec<(Bytes, u8)>, lines: &[&[u8]], bit: u8) {
    let mut at = 0;
    let mut waiting: Vec<(Bytes, u8)> = Vec::new();
    for line in lines {
        match lost[at..].iter().position(|(known, _)| known == line) {
            Some(found) => {
                at += found;
                let count = waiting.len();
                lost.splice(at..at, waiting.drain(..));
                at += count;
                lost[at].1 |= bit;
                at += 1;
            }
            None => waiting.push((line.to_vec(), bit)),
        }
    }
    lost.append(&mut waiting);
}

/// Marks what is worth showing; true when anything is.
fn mark(lines: &mut [Line]) -> bool {
    let interesting = |line: &Line| line.added != 0 || !line.lost.is_empty();
    let mut at = 0;
    let mut any = false;
    while at < lines.len() {
        if !interesting(&lines[at]) {
            at += 1;
            continue;
        }
        // Lines of interest with little between them are one hunk.
        let mut end = at + 1;
        while let Some(more) = (end..(end + AROUND).min(lines.len())).rev().find(|more| interesting(&lines[*more])) {
            end = more + 1;
        }
        let mut kinds = lines[at..end]
            .iter()
            .flat_map(|line| {
                let own = (line.added != 0).then_some(line.added);
                own.into_iter().chain(line.lost.iter().map(|(_, parents)| *parents))
            })
            .collect::<Vec<u8>>();
        base::order::sort(&mut kinds);
        kinds.dedup();
        if kinds.len() > 1 || kinds == [3] {
            lines[at..end].iter_mut().for_each(|line| line.core = true);
            any = true;
        }
        at = end;
    }
    for at in 0..lines.len() {
        if lines[at].core {
            let last = lines.len() - 1;
            let range = at.saturating_sub(AROUND)..=(at + AROUND).min(last);
            lines[range].iter_mut().for_each(|line| line.shown = true);
        }
    }
    any
}

impl Git<'_> {
    /// Writes the combined patch of one file; `result` is `None` for the working tree's.
    pub(in crate::commands::git) fn put_combined(
        &self,
        path: &Bytes,
        parents: [Option<Entry>; 2],
        result: Option<Entry>,
    ) -> Result<()> {
        let blob = |entry: Option<Entry>| match entry {
            Some(entry) => self.content(entry.oid, Kind::Blob),
            None => Ok(Rc::default()),
        };
        let olds = [blob(parents[0])?, blob(parents[1])?];
        let new = match result {
            Some(_) => blob(result)?,
            None => Rc::new(self.disk_content(path).unwrap_or_default()),
        };
        let text = split(&new);
        let mut lines = vec![Line::default(); text.len() + 1];
        for (parent, old) in olds.iter().enumerate() {
            let old = split(old);
            for edit in self.edits(&old, &text, false)? {
                for line in &mut lines[edit.new.0..edit.new.1] {
                    line.added |= 1 << parent;
                }
                join_lost(&mut lines[edit.new.0].lost, &old[edit.old.0..edit.old.1], 1 << parent);
            }
            let mut number = 1;
            for line in &mut lines {
                line.numbers[parent] = number;
                number += line.lost.iter().filter(|(_, parents)| parents & 1 << parent != 0).count();
                number += usize::from(line.added & 1 << parent == 0);
            }
        }
        let shown = mark(&mut lines);
        let modes = [parents[0], parents[1]].map(|entry| entry.map_or(0, |entry| entry.mode));
        let mode = result.map(|entry| entry.mode).or_else(|| self.disk_mode(path)).unwrap_or(0);
        let binary = is_binary(&new) || olds.iter().any(|old| is_binary(old));
        if !shown && result.is_some() && modes == [mode; 2] {
            return Ok(());
        }
        let head = |text: String| self.line(self.paint("1", text));
        head(format!("diff --cc {}", quoted(path)));
        let short = |entry: Option<Entry>| self.short(entry.map_or(Oid::ZERO, |entry| entry.oid));
        head(format!("index {},{}..{}", short(parents[0]), short(parents[1]), short(result)));
        if modes != [mode; 2] {
            head(format!("mode {:06o},{:06o}..{mode:06o}", modes[0], modes[1]));
        }
        if binary {
            self.line("Binary files differ");
            return Ok(());
        }
        head(format!("--- {}", quoted(&[b"a/", &path[..]].concat())));
        head(format!("+++ {}", quoted(&[b"b/", &path[..]].concat())));
        self.put_combined_hunks(&lines, &text);
        Ok(())
    }

    fn put_combined_hunks(&self, lines: &[Line], text: &[&[u8]]) {
        let mut at = 0;
        let mut heading: &[u8] = b"";
        while at < lines.len() {
            if !lines[at].shown {
                let line = text.get(at).copied().unwrap_or_default();
                if line.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$')) {
                    heading = line;
                }
                at += 1;
                continue;
            }
            let end = at + lines[at..].iter().take_while(|line| line.shown).count();
            let count = end.min(text.len()) - at;
            let range = |parent: usize| {
                let from = lines[at].numbers[parent];
                let to = lines.get(end).or(lines.last()).map_or(from, |line| line.numbers[parent]);
                format!("-{from},{}", to - from)
            };
            self.put(self.paint("36", format!("@@@ {} {} +{},{count} @@@", range(0), range(1), at + 1)));
            let title = heading.split(|byte| *byte == b'\n').next().unwrap_or_default();
            if !title.is_empty() {
                self.put(" ");
                self.put(&title[..title.len().min(40)]);
            }
            self.put("\n");
            for (place, line) in lines.iter().enumerate().take(end).skip(at) {
                if line.core {
                    for (lost, parents) in &line.lost {
                        let mark = |bit: u8| if parents & bit != 0 { '-' } else { ' ' };
                        self.put_line("31", &format!("{}{}", mark(1), mark(2)), lost);
                    }
                }
                if let Some(text) = text.get(place) {
                    let mark = |bit: u8| if line.added & bit != 0 { '+' } else { ' ' };
                    let sgr = if line.added == 0 { "" } else { "32" };
                    self.put_line(sgr, &format!("{}{}", mark(1), mark(2)), text);
                }
            }
            at = end;
        }
    }
}
