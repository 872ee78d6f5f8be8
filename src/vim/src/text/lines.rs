//! A gap buffer of lines: access in constant time, editing costs the distance from the last edit.

use super::Line;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The lines of a buffer; never empty. Each may be marked, for `:g`.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    /// Lines before the gap, in order.
    before: Vec<(Line, bool)>,
    /// Lines after the gap, last first.
    after: Vec<(Line, bool)>,
    /// No line above this one is marked.
    first_mark: usize,
    marks: usize,
}

impl Lines {
    pub(crate) fn new(lines: Vec<Line>) -> Self {
        let mut before: Vec<_> = lines.into_iter().map(|line| (line, false)).collect();
        if before.is_empty() {
            before.push((Line::default(), false));
        }
        Self { before, after: Vec::new(), first_mark: 1, marks: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.before.len() + self.after.len()
    }

    fn slot(&self, number: usize) -> Option<&(Line, bool)> {
        let index = number.checked_sub(1)?;
        match self.before.get(index) {
            Some(line) => Some(line),
            None => self.after.get(self.len().checked_sub(number)?),
        }
    }

    fn slot_mut(&mut self, number: usize) -> Option<&mut (Line, bool)> {
        let (len, before) = (self.len(), self.before.len());
        let index = number.checked_sub(1)?;
        if index < before { self.before.get_mut(index) } else { self.after.get_mut(len.checked_sub(number)?) }
    }

    /// Line `number`, from 1.
    pub(crate) fn get(&self, number: usize) -> Option<&Line> {
        self.slot(number).map(|slot| &slot.0)
    }

    pub(crate) fn set(&mut self, number: usize, line: Line) {
        if let Some(slot) = self.slot_mut(number) {
            slot.0 = line;
        }
    }

    /// Moves the gap so that `count` lines are before it.
    fn seek(&mut self, count: usize) {
        if self.before.len() > count {
            self.after.extend(self.before.drain(count..).rev());
        } else {
            let from = (self.len() - count).min(self.after.len());
            self.before.extend(self.after.drain(from..).rev());
        }
    }

    /// Inserts after line `number`; 0 inserts at the top.
    pub(crate) fn insert_after(&mut self, number: usize, line: Line) {
        let number = number.min(self.len());
        self.seek(number);
        self.before.push((line, false));
        if number < self.first_mark {
            self.first_mark += 1;
        }
    }

    /// Removes line `number`. Removing the only line leaves an empty one.
    pub(crate) fn remove(&mut self, number: usize) -> Option<Line> {
        if number == 0 || number > self.len() {
            return None;
        }
        self.seek(number);
        let slot = self.before.pop();
        if number < self.first_mark {
            self.first_mark -= 1;
        }
        if self.len() == 0 {
            self.before.push((Line::default(), false));
        }
        let (line, marked) = slot?;
        self.marks -= usize::from(marked);
        Some(line)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Line> {
        self.before.iter().chain(self.after.iter().rev()).map(|slot| &slot.0)
    }

    /// Marks a line for `:g`.
    pub(crate) fn mark(&mut self, number: usize) {
        if let Some(slot) = self.slot_mut(number)
            && !slot.1
        {
            slot.1 = true;
            self.marks += 1;
            self.first_mark = self.first_mark.min(number).max(1);
        }
    }

    /// The first marked line; its mark is removed.
    pub(crate) fn next_marked(&mut self) -> Option<usize> {
        if self.marks == 0 {
            return None;
        }
        for number in self.first_mark.max(1)..=self.len() {
            if let Some(slot) = self.slot_mut(number)
                && slot.1
            {
                slot.1 = false;
                self.marks -= 1;
                self.first_mark = number;
                return Some(number);
            }
        }
        self.marks = 0;
        None
    }

    pub(crate) fn clear_marks(&mut self) {
        if self.marks > 0 {
            self.before.iter_mut().chain(self.after.iter_mut()).for_each(|slot| slot.1 = false);
        }
        self.marks = 0;
        self.first_mark = 1;
    }
}

impl Serialize for Lines {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().collect::<Vec<_>>())
    }
}
impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(Vec::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaves_like_a_vector() {
        let mut lines = Lines::new(vec!["a".into(), "b".into(), "c".into()]);
        lines.insert_after(1, "x".into());
        lines.set(4, "z".into());
        assert_eq!(lines.remove(2).map(|l| l.text()), Some("x".to_owned()));
        let all: Vec<String> = lines.iter().map(Line::text).collect();
        assert_eq!(all, ["a", "b", "z"]);
        assert_eq!(lines.get(3).map(Line::text), Some("z".to_owned()));
        assert!(lines.get(0).is_none() && lines.get(4).is_none());
    }

    #[test]
    fn marks_follow_their_lines() {
        let mut lines = Lines::new(vec!["a".into(), "b".into(), "c".into(), "d".into()]);
        lines.mark(2);
        lines.mark(4);
        assert_eq!(lines.next_marked(), Some(2));
        lines.remove(1);
        lines.insert_after(0, "n".into());
        lines.remove(2);
        assert_eq!(lines.next_marked(), Some(3));
        assert_eq!(lines.next_marked(), None);
    }
}
