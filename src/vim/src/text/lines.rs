//! Lines in chunks: any line is found in logarithmic time, and an edit moves one chunk, wherever the last edit was.

use super::Line;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::Cell;

/// Lines of a chunk when it is split; it is filled by half at first.
const CHUNK: usize = 512;

/// Some lines in order, each with its mark.
#[derive(Clone, Debug, Default)]
struct Chunk {
    slots: Vec<(Line, bool)>,
    marks: usize,
}

/// The lines of a buffer; never empty. Each may be marked, for `:g`.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    /// None is empty.
    chunks: Vec<Chunk>,
    /// Lines before each chunk.
    starts: Vec<usize>,
    count: usize,
    /// No line above this one is marked.
    first_mark: usize,
    marks: usize,
    /// The chunk asked for last: the next question is often near.
    near: Cell<usize>,
    /// No line ever was wider than this.
    widest: usize,
}

/// More cells than a line can take: of bytes that are no printable ASCII, none takes more than a tab of 16.
fn width_at_most(line: &[u8]) -> usize {
    let plain = line.iter().fold(true, |plain, byte| plain & (byte.wrapping_sub(0x20) < 0x5f));
    if plain { line.len() } else { line.len() * 16 }
}

impl Lines {
    pub(crate) fn new(lines: Vec<Line>) -> Self {
        let widest = lines.iter().map(|line| width_at_most(line)).max().unwrap_or_default();
        let (chunks, starts, near) = (Vec::new(), Vec::new(), Cell::new(0));
        let mut new = Self { chunks, starts, count: 0, first_mark: 1, marks: 0, near, widest };
        let mut lines = lines.into_iter().map(|line| (line, false)).peekable();
        while lines.peek().is_some() {
            new.chunks.push(Chunk { slots: lines.by_ref().take(CHUNK / 2).collect(), marks: 0 });
        }
        new.keep_one();
        new.recount(0);
        new
    }

    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// No line takes more cells than this, while a tab takes no more than 16.
    pub(crate) fn widest(&self) -> usize {
        self.widest
    }

    /// An empty line where there would be none.
    fn keep_one(&mut self) {
        if self.chunks.is_empty() {
            self.chunks.push(Chunk { slots: vec![(Line::default(), false)], marks: 0 });
        }
    }

    /// Counts again from chunk `from` on.
    fn recount(&mut self, from: usize) {
        self.starts.truncate(from);
        self.count = match from.checked_sub(1) {
            Some(before) => self.starts[before] + self.chunks[before].slots.len(),
            None => 0,
        };
        for chunk in &self.chunks[from..] {
            self.starts.push(self.count);
            self.count += chunk.slots.len();
        }
    }

    /// The chunk of line `number`, and the line's place in it.
    fn locate(&self, number: usize) -> Option<(usize, usize)> {
        let index = number.checked_sub(1).filter(|index| *index < self.count)?;
        let near = self.near.get();
        if let (Some(start), Some(chunk)) = (self.starts.get(near), self.chunks.get(near))
            && let Some(at) = index.checked_sub(*start).filter(|at| *at < chunk.slots.len())
        {
            return Some((near, at));
        }
        let chunk = self.starts.partition_point(|start| *start <= index).checked_sub(1)?;
        self.near.set(chunk);
        Some((chunk, index - self.starts[chunk]))
    }

    /// Line `number`, from 1.
    pub(crate) fn get(&self, number: usize) -> Option<&Line> {
        let (chunk, at) = self.locate(number)?;
        self.chunks[chunk].slots.get(at).map(|slot| &slot.0)
    }

    pub(crate) fn set(&mut self, number: usize, line: Line) {
        if let Some((chunk, at)) = self.locate(number) {
            self.widest = self.widest.max(width_at_most(&line));
            self.chunks[chunk].slots[at].0 = line;
        }
    }

    /// Inserts after line `number`; 0 inserts at the top.
    pub(crate) fn insert_after(&mut self, number: usize, line: Line) {
        let number = number.min(self.count);
        self.widest = self.widest.max(width_at_most(&line));
        let (mut chunk, mut at) = self.locate(number).map_or((0, 0), |(chunk, at)| (chunk, at + 1));
        if self.chunks[chunk].slots.len() >= CHUNK {
            // At its end a new chunk begins: texts grow there.
            let half = if at >= CHUNK { at } else { CHUNK / 2 };
            let slots = self.chunks[chunk].slots.split_off(half);
            let marks = slots.iter().filter(|slot| slot.1).count();
            self.chunks[chunk].marks -= marks;
            self.chunks.insert(chunk + 1, Chunk { slots, marks });
            self.starts.insert(chunk + 1, self.starts[chunk] + half);
            if at >= half {
                (chunk, at) = (chunk + 1, at - half);
            }
        }
        self.chunks[chunk].slots.insert(at, (line, false));
        self.count += 1;
        self.starts[chunk + 1..].iter_mut().for_each(|start| *start += 1);
        if number < self.first_mark {
            self.first_mark += 1;
        }
    }

    /// Removes line `number`. Removing the only line leaves an empty one.
    pub(crate) fn remove(&mut self, number: usize) -> Option<Line> {
        let (chunk, at) = self.locate(number)?;
        let (line, marked) = self.chunks[chunk].slots.remove(at);
        self.marks -= usize::from(marked);
        self.chunks[chunk].marks -= usize::from(marked);
        if number < self.first_mark {
            self.first_mark -= 1;
        }
        if self.chunks[chunk].slots.is_empty() {
            self.chunks.remove(chunk);
            self.keep_one();
            self.recount(chunk.min(self.chunks.len() - 1));
        } else {
            self.count -= 1;
            self.starts[chunk + 1..].iter_mut().for_each(|start| *start -= 1);
        }
        Some(line)
    }

    /// Removes `count` lines from line `number` on; fewer where the text ends.
    pub(crate) fn remove_many(&mut self, number: usize, count: usize) -> Vec<Line> {
        let mut gone = Vec::new();
        let Some((first, mut at)) = self.locate(number) else { return gone };
        let mut left = count.min(self.count + 1 - number);
        let above = self.first_mark.saturating_sub(number).min(left);
        let (mut chunk, mut emptied) = (first, 0..0);
        gone.reserve(left);
        while left > 0 {
            let Chunk { slots, marks } = &mut self.chunks[chunk];
            let end = slots.len().min(at + left);
            left -= end - at;
            for (line, marked) in slots.drain(at..end) {
                *marks -= usize::from(marked);
                self.marks -= usize::from(marked);
                gone.push(line);
            }
            if slots.is_empty() {
                emptied = if emptied.is_empty() { chunk..chunk + 1 } else { emptied.start..chunk + 1 };
            }
            (chunk, at) = (chunk + 1, 0);
        }
        self.chunks.drain(emptied);
        self.keep_one();
        self.recount(first.min(self.chunks.len() - 1));
        self.first_mark -= above;
        gone
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Line> {
        self.chunks.iter().flat_map(|chunk| &chunk.slots).map(|slot| &slot.0)
    }

    /// Marks a line for `:g`.
    pub(crate) fn mark(&mut self, number: usize) {
        if let Some((chunk, at)) = self.locate(number)
            && !std::mem::replace(&mut self.chunks[chunk].slots[at].1, true)
        {
            self.chunks[chunk].marks += 1;
            self.marks += 1;
            self.first_mark = self.first_mark.min(number).max(1);
        }
    }

    /// The first marked line; its mark is removed.
    pub(crate) fn next_marked(&mut self) -> Option<usize> {
        let (mut chunk, mut at) = self.locate(self.first_mark.max(1)).filter(|_| self.marks > 0)?;
        while let Some(Chunk { slots, marks }) = self.chunks.get_mut(chunk) {
            let found = if *marks > 0 { slots[at..].iter().position(|slot| slot.1) } else { None };
            if let Some(found) = found {
                slots[at + found].1 = false;
                *marks -= 1;
                self.marks -= 1;
                self.first_mark = self.starts[chunk] + at + found + 1;
                return Some(self.first_mark);
            }
            (chunk, at) = (chunk + 1, 0);
        }
        self.clear_marks();
        None
    }

    /// Removes the first `count` marked lines, with the numbers they had. Some line must be left.
    pub(crate) fn remove_marked(&mut self, count: usize) -> Vec<(usize, Line)> {
        let mut gone = Vec::with_capacity(count);
        for (chunk, start) in self.chunks.iter_mut().zip(&self.starts) {
            if chunk.marks == 0 {
                continue;
            }
            if gone.len() == count {
                break;
            }
            let slots = std::mem::take(&mut chunk.slots);
            for (at, (line, marked)) in slots.into_iter().enumerate() {
                if marked && gone.len() < count {
                    gone.push((start + at + 1, line));
                    chunk.marks -= 1;
                    self.marks -= 1;
                } else {
                    chunk.slots.push((line, marked));
                }
            }
        }
        self.chunks.retain(|chunk| !chunk.slots.is_empty());
        self.keep_one();
        self.first_mark = 1;
        self.near.set(0);
        self.recount(0);
        gone
    }

    pub(crate) fn clear_marks(&mut self) {
        for chunk in self.chunks.iter_mut().filter(|chunk| chunk.marks > 0) {
            chunk.slots.iter_mut().for_each(|slot| slot.1 = false);
            chunk.marks = 0;
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

    /// A plain vector of lines and marks, beside which the chunks must look the same.
    #[test]
    fn chunks_behave_like_one_vector() {
        let mut rng = base::Rng::new(5);
        let text = |number: u64| Line::from(number.to_string().into_bytes());
        let mut model: Vec<(String, bool)> = (0..1500).map(|number| (number.to_string(), false)).collect();
        let mut lines = Lines::new((0..1500).map(text).collect());
        for step in 2000..9000_u64 {
            let number = rng.below(model.len() as u64) as usize;
            match rng.below(9) {
                0..=2 => {
                    lines.insert_after(number, text(step));
                    model.insert(number, (step.to_string(), false));
                }
                3 => {
                    lines.mark(number + 1);
                    model[number].1 = true;
                }
                4 => {
                    let found = model.iter().position(|slot| slot.1);
                    if let Some(at) = found {
                        model[at].1 = false;
                    }
                    assert_eq!(lines.next_marked(), found.map(|at| at + 1));
                }
                5 if rng.below(40) == 0 => {
                    let count = (rng.below(900) as usize).min(model.len() - 1 - number);
                    assert_eq!(lines.remove_many(number + 1, count).len(), count);
                    model.drain(number..number + count);
                }
                6 if rng.below(20) == 0 => {
                    for offset in 0..rng.below(700) {
                        lines.insert_after(number + offset as usize, text(offset));
                        model.insert(number + offset as usize, (offset.to_string(), false));
                    }
                }
                _ if model.len() > 1 => {
                    assert_eq!(lines.remove(number + 1).map(|line| line.text()), Some(model.remove(number).0));
                }
                _ => {}
            }
            assert_eq!(lines.len(), model.len());
            let probe = rng.below(model.len() as u64) as usize;
            assert_eq!(lines.get(probe + 1).map(Line::text).as_ref(), Some(&model[probe].0));
        }
        assert!(lines.iter().map(Line::text).eq(model.into_iter().map(|slot| slot.0)));
        assert!(!lines.remove_many(1, usize::MAX).is_empty());
        assert_eq!((lines.len(), lines.get(1).map(Line::text)), (1, Some(String::new())));
    }
}
