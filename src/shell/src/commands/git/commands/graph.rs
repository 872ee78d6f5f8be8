//! `log --graph`: lines of history drawn beside the commits, as git's `graph.c` draws them.

use crate::commands::git::object::Oid;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Padding,
    PreCommit,
    Commit,
    PostMerge,
    Collapsing,
}

/// The drawing: one column for each line of history that is open.
pub(in crate::commands::git) struct Graph {
    commit: Oid,
    parents: Vec<Oid>,
    width: usize,
    expansion_row: usize,
    state: State,
    previous: State,
    commit_index: usize,
    previous_index: usize,
    merge_layout: isize,
    edges_added: isize,
    previous_edges: isize,
    columns: Vec<Oid>,
    new_columns: Vec<Oid>,
    /// Which new column the edge at each place leads to; -1 for none.
    mapping: Vec<isize>,
    old_mapping: Vec<isize>,
}

impl Graph {
    pub(in crate::commands::git) fn new() -> Self {
        Self {
            commit: Oid::ZERO,
            parents: Vec::new(),
            width: 0,
            expansion_row: 0,
            state: State::Padding,
            previous: State::Padding,
            commit_index: 0,
            previous_index: 0,
            merge_layout: 0,
            edges_added: 0,
            previous_edges: 0,
            columns: Vec::new(),
            new_columns: Vec::new(),
            mapping: Vec::new(),
            old_mapping: Vec::new(),
        }
    }

    /// The next commit, with the parents that are shown.
    pub(in crate::commands::git) fn update(&mut self, commit: Oid, parents: Vec<Oid>) {
        (self.commit, self.parents) = (commit, parents);
        self.previous_index = self.commit_index;
        self.update_columns();
        self.expansion_row = 0;
        // No line of this state has been drawn: `previous` stays.
        self.state = if self.needs_expansion() { State::PreCommit } else { State::Commit };
    }

    fn update_columns(&mut self) {
        self.columns = std::mem::take(&mut self.new_columns);
        let most = self.columns.len() + self.parents.len();
        self.mapping = vec![-1; 2 * most.max(1)];
        self.width = 0;
        (self.previous_edges, self.edges_added) = (self.edges_added, 0);
        let mut seen = false;
        for at in 0..=self.columns.len() {
            let commit = match self.columns.get(at) {
                Some(commit) => *commit,
                None if seen => break,
                None => self.commit,
            };
            if commit == self.commit {
                seen = true;
                self.commit_index = at;
                self.merge_layout = -1;
                for parent in self.parents.clone() {
                    self.insert(parent, Some(at));
                }
                if self.parents.is_empty() {
                    self.width += 2;
                }
            } else {
                self.insert(commit, None);
            }
        }
        while self.mapping.len() > 1 && self.mapping.last() == Some(&-1) {
            self.mapping.pop();
        }
    }

    fn insert(&mut self, commit: Oid, at: Option<usize>) {
        let column = match self.new_columns.iter().position(|known| *known == commit) {
            Some(column) => column,
            None => {
                self.new_columns.push(commit);
                self.new_columns.len() - 1
            }
        };
        let place = match at {
            Some(at) if self.parents.len() > 1 && self.merge_layout == -1 => {
                let distance = at as isize - column as isize;
                let shift = if distance > 1 { 2 * distance - 3 } else { 1 };
                self.merge_layout = isize::from(distance <= 0);
                self.edges_added = self.parents.len() as isize + self.merge_layout - 2;
                let place = self.width as isize + (self.merge_layout - 1) * shift;
                self.width += 2 * self.merge_layout as usize;
                place.max(0) as usize
            }
            _ if self.edges_added > 0
                && self.width >= 2
                && self.mapping.get(self.width - 2) == Some(&(column as isize)) =>
            {
                self.edges_added = -1;
                self.width - 2
            }
            _ => {
                self.width += 2;
                self.width - 2
            }
        };
        if self.mapping.len() <= place {
            self.mapping.resize(place + 1, -1);
        }
        self.mapping[place] = column as isize;
    }

    fn dashes(&self) -> isize {
        self.parents.len() as isize + self.merge_layout - 3
    }

    fn needs_expansion(&self) -> bool {
        self.parents.len() >= 3
            && self.commit_index + 1 < self.columns.len()
            && (self.expansion_row as isize) < self.dashes() * 2
    }

    fn is_settled(&self) -> bool {
        self.mapping.iter().enumerate().all(|(at, target)| *target < 0 || *target == at as isize / 2)
    }

    fn become_state(&mut self, state: State) {
        self.previous = self.state;
        self.state = state;
    }

    fn settle(&mut self) {
        let state = if self.is_settled() { State::Padding } else { State::Collapsing };
        self.become_state(state);
    }

    /// Has everything about the commit been drawn?
    pub(in crate::commands::git) fn is_finished(&self) -> bool {
        self.state == State::Padding
    }

    /// The next line of the drawing, and whether it is the commit's own.
    pub(in crate::commands::git) fn line(&mut self) -> (String, bool) {
        let state = self.state;
        let mut line = match state {
            State::Padding => "| ".repeat(self.new_columns.len()),
            State::PreCommit => self.expansion_line(),
            State::Commit => self.commit_line(),
            State::PostMerge => self.merge_line(),
            State::Collapsing => self.collapsing_line(),
        };
        let length = line.chars().count();
        if length < self.width {
            line.push_str(&" ".repeat(self.width - length));
        }
        (line, state == State::Commit)
    }

    /// A line with nothing on it, above the commit that comes.
    pub(in crate::commands::git) fn padding(&mut self) -> String {
        if self.state != State::Commit {
            return self.line().0;
        }
        let mut line = String::new();
        for column in &self.columns {
            line.push('|');
            let wide = *column == self.commit && self.parents.len() > 2;
            line.push_str(&" ".repeat(if wide { (self.parents.len() - 2) * 2 } else { 1 }));
        }
        let length = line.chars().count();
        line.push_str(&" ".repeat(self.width.saturating_sub(length)));
        self.previous = State::Padding;
        line
    }

    fn expansion_line(&mut self) -> String {
        let mut line = String::new();
        let mut seen = false;
        for (at, column) in self.columns.iter().enumerate() {
            if *column == self.commit {
                seen = true;
                line.push('|');
                line.push_str(&" ".repeat(self.expansion_row));
            } else if seen && self.expansion_row == 0 {
                let bent = self.previous == State::PostMerge && self.previous_index < at;
                line.push(if bent { '\\' } else { '|' });
            } else {
                line.push(if seen { '\\' } else { '|' });
            }
            line.push(' ');
        }
        self.expansion_row += 1;
        if !self.needs_expansion() {
            self.become_state(State::Commit);
        }
        line
    }

    fn commit_line(&mut self) -> String {
        let mut line = String::new();
        let mut seen = false;
        for at in 0..=self.columns.len() {
            let commit = match self.columns.get(at) {
                Some(commit) => *commit,
                None if seen => break,
                None => self.commit,
            };
            if commit == self.commit {
                seen = true;
                line.push('*');
                if self.parents.len() > 2 {
                    let dashes = self.dashes().max(0) as usize;
                    for dash in 0..dashes {
                        line.push('-');
                        line.push(if dash + 1 == dashes { '.' } else { '-' });
                    }
                }
            } else if seen && self.edges_added > 1 {
                line.push('\\');
            } else if seen && self.edges_added == 1 {
                let bent = self.previous == State::PostMerge && self.previous_edges > 0 && self.previous_index < at;
                line.push(if bent { '\\' } else { '|' });
            } else if self.previous == State::Collapsing
                && self.old_mapping.get(2 * at + 1) == Some(&(at as isize))
                && self.mapping.get(2 * at).is_some_and(|target| *target < at as isize)
            {
                line.push('/');
            } else {
                line.push('|');
            }
            line.push(' ');
        }
        if self.parents.len() > 1 {
            self.become_state(State::PostMerge)
        } else {
            self.settle()
        }
        line
    }

    fn merge_line(&mut self) -> String {
        let mut line = String::new();
        let (mut seen, mut parent_seen) = (false, false);
        let first = self.parents.first().copied();
        for at in 0..=self.columns.len() {
            let commit = match self.columns.get(at) {
                Some(commit) => *commit,
                None if seen => break,
                None => self.commit,
            };
            if commit == self.commit {
                seen = true;
                let mut mark = self.merge_layout.max(0) as usize;
                for parent in 0..self.parents.len() {
                    line.push(['/', '|', '\\'][mark]);
                    if mark == 2 {
                        if self.edges_added > 0 || parent + 1 < self.parents.len() {
                            line.push(' ');
                        }
                    } else {
                        mark += 1;
                    }
                }
                if self.edges_added == 0 {
                    line.push(' ');
                }
            } else if seen {
                line.push(if self.edges_added > 0 { '\\' } else { '|' });
                line.push(' ');
            } else {
                line.push('|');
                if self.merge_layout != 0 || at + 1 != self.commit_index {
                    line.push(if parent_seen { '_' } else { ' ' });
                }
            }
            if Some(commit) == first {
                parent_seen = true;
            }
        }
        self.settle();
        line
    }

    fn collapsing_line(&mut self) -> String {
        let old = std::mem::take(&mut self.mapping);
        let size = old.len();
        let mut mapping = vec![-1_isize; size];
        let (mut edge, mut edge_target, mut used) = (-1_isize, -1_isize, false);
        let mut run = |mapping: &mut Vec<isize>, target: isize, at: usize, place: isize| {
            if edge == -1 {
                (edge, edge_target) = (place, target);
                let mut across = target * 2 + 3;
                while across < at as isize - 2 {
                    mapping[across as usize] = target;
                    across += 2;
                }
            }
        };
        for (at, target) in old.iter().copied().enumerate().filter(|(_, target)| *target >= 0) {
            if target * 2 == at as isize {
                mapping[at] = target;
            } else if at > 0 && mapping[at - 1] < 0 {
                mapping[at - 1] = target;
                run(&mut mapping, target, at, at as isize);
            } else if at > 1 && mapping[at - 1] != target {
                mapping[at - 2] = target;
                run(&mut mapping, target, at, at as isize - 1);
            }
        }
        self.old_mapping.clone_from(&mapping);
        if mapping.last().is_some_and(|target| *target < 0) {
            mapping.pop();
        }
        let mut line = String::new();
        for (at, slot) in mapping.iter_mut().enumerate() {
            let (target, place) = (*slot, at as isize);
            if target < 0 {
                line.push(' ');
            } else if target * 2 == place {
                line.push('|');
            } else if target == edge_target && place != edge - 1 {
                if place != target * 2 + 3 {
                    *slot = -1;
                }
                used = true;
                line.push('_');
            } else {
                if used && place < edge {
                    *slot = -1;
                }
                line.push('/');
            }
        }
        self.mapping = mapping;
        if self.is_settled() {
            self.become_state(State::Padding);
        }
        line
    }
}
