//! A gap buffer of lines: access in constant time, editing costs the distance from the last edit.

use super::Line;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The lines of a buffer; never empty.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    /// Lines before the gap, in order.
    before: Vec<Line>,
    /// Lines after the gap, last first.
    after: Vec<Line>,
}

impl Lines {
    pub(crate) fn new(lines: Vec<Line>) -> Self {
        let before = if lines.is_empty() { vec![Line::default()] } else { lines };
        Self { before, after: Vec::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.before.len() + self.after.len()
    }

    /// Line `number`, from 1.
    pub(crate) fn get(&self, number: usize) -> Option<&Line> {
        let index = number.checked_sub(1)?;
        match self.before.get(index) {
            Some(line) => Some(line),
            None => self.after.get(self.len().checked_sub(number)?),
        }
    }

    pub(crate) fn set(&mut self, number: usize, line: Line) {
        let len = self.len();
        if number == 0 || number > len {
            return;
        }
        let before = self.before.len();
        let slot = if number <= before { &mut self.before[number - 1] } else { &mut self.after[len - number] };
        *slot = line;
    }

    /// Moves the gap so that `count` lines are before it.
    fn seek(&mut self, count: usize) {
        while self.before.len() > count {
            let Some(line) = self.before.pop() else { break };
            self.after.push(line);
        }
        while self.before.len() < count {
            let Some(line) = self.after.pop() else { break };
            self.before.push(line);
        }
    }

    /// Inserts after line `number`; 0 inserts at the top.
    pub(crate) fn insert_after(&mut self, number: usize, line: Line) {
        self.seek(number.min(self.len()));
        self.before.push(line);
    }

    /// Removes line `number`. Removing the only line leaves an empty one.
    pub(crate) fn remove(&mut self, number: usize) -> Option<Line> {
        if number == 0 || number > self.len() {
            return None;
        }
        self.seek(number);
        let line = self.before.pop();
        if self.len() == 0 {
            self.before.push(Line::default());
        }
        line
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Line> {
        self.before.iter().chain(self.after.iter().rev())
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
}
