//! Earlier lines, and the way through them.

/// The history of a terminal, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    entries: Vec<String>,
    position: Option<usize>,
    draft: String,
}

/// Lines kept, as bash's HISTSIZE on Debian.
const KEPT: usize = 1_000;

impl History {
    /// An entry, counted from the newest.
    pub(crate) fn back(&self, back: usize) -> Option<String> {
        self.entries.iter().rev().nth(back).cloned()
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Adds a line, unless it is blank or the same as the last (HISTCONTROL=ignoredups).
    pub(crate) fn push(&mut self, line: &str) {
        self.leave();
        if line.trim().is_empty() || self.entries.last().is_some_and(|last| last == line) {
            return;
        }
        self.entries.push(line.to_owned());
        if self.entries.len() > KEPT {
            self.entries.remove(0);
        }
    }

    /// Back to the line being written.
    pub(crate) fn leave(&mut self) {
        self.position = None;
        self.draft.clear();
    }

    /// The entry before the one shown; `current` is kept as the draft when the way starts.
    pub(crate) fn previous(&mut self, current: &str) -> Option<String> {
        let at = self.position.unwrap_or(self.entries.len()).checked_sub(1)?;
        self.go(at, current)
    }

    /// The entry after the one shown, or the draft.
    pub(crate) fn next(&mut self, current: &str) -> Option<String> {
        let at = self.position? + 1;
        if at < self.entries.len() {
            return self.go(at, current);
        }
        self.last(current)
    }

    /// The oldest entry.
    pub(crate) fn first(&mut self, current: &str) -> Option<String> {
        self.go(0, current)
    }

    /// The line being written.
    pub(crate) fn last(&mut self, _current: &str) -> Option<String> {
        self.position.take().map(|_| std::mem::take(&mut self.draft))
    }

    /// The newest entry before `before` that contains `query`: its place, its text, and where in it.
    pub(crate) fn search(&self, query: &str, before: usize) -> Option<(usize, &str, usize)> {
        if query.is_empty() {
            return None;
        }
        let older = self.entries.get(..before.min(self.entries.len()))?;
        older
            .iter()
            .enumerate()
            .rev()
            .find_map(|(at, entry)| entry.rfind(query).map(|column| (at, entry.as_str(), column)))
    }

    fn go(&mut self, at: usize, current: &str) -> Option<String> {
        let entry = self.entries.get(at)?.clone();
        if self.position.is_none() {
            current.clone_into(&mut self.draft);
        }
        self.position = Some(at);
        Some(entry)
    }
}
