//! Names of commits: `HEAD~2`, `main^2`, `1a2b3c4`, `HEAD@{1}`, `v1:path`, `a..b`.

use super::object::{Kind, Oid};
use super::repo::{Git, Result};
use super::tree::lines;
use std::collections::{BinaryHeap, HashMap, HashSet};

impl Git<'_> {
    /// The commit behind an object: tags are followed.
    pub(super) fn peel(&self, oid: Oid) -> Option<Oid> {
        let mut oid = oid;
        for _ in 0..10 {
            let (kind, content) = self.object(oid)?;
            match kind {
                Kind::Commit => return Some(oid),
                Kind::Tag => oid = Oid::parse(content.strip_prefix(b"object ")?.get(..40)?)?,
                _ => return None,
            }
        }
        None
    }

    fn base_name(&self, name: &str) -> Option<Oid> {
        let name = if name == "@" { "HEAD" } else { name };
        if let Some((base, number)) = name.strip_suffix('}').and_then(|name| name.split_once("@{")) {
            if let Some(back) = number.strip_prefix('-') {
                let back = self.previous_branch(back.parse().ok()?)?;
                return self.base_name(&back);
            }
            let base = match base {
                "" => self.head_ref().unwrap_or_else(|| "HEAD".to_owned()),
                base => self.full_ref(base)?,
            };
            let entry = self.journal_of(&base).into_iter().nth(number.parse().ok()?)?;
            return Some(entry.1);
        }
        if let Some(full) = self.full_ref(name) {
            return self.ref_oid(&full);
        }
        if let Some(oid) = Oid::parse(name.as_bytes()) {
            return self.object(oid).map(|_| oid);
        }
        match self.beginning_with(name).as_slice() {
            [only] => Some(*only),
            several => {
                // Commits come first where one is asked for.
                let commits: Vec<&Oid> =
                    several.iter().filter(|oid| matches!(self.object(**oid), Some((Kind::Commit, _)))).collect();
                if let [only] = commits.as_slice() { Some(**only) } else { None }
            }
        }
    }

    /// The branch checked out `back` switches ago (`-`, `@{-1}`).
    pub(super) fn previous_branch(&self, back: usize) -> Option<String> {
        let moves = self.journal_of("HEAD").into_iter().filter_map(|(_, _, _, why)| {
            let rest = why.strip_prefix("checkout: moving from ")?.to_owned();
            Some(rest.split_once(" to ")?.0.to_owned())
        });
        moves.into_iter().nth(back.checked_sub(1)?)
    }

    /// The full name of a reference.
    pub(super) fn full_ref(&self, name: &str) -> Option<String> {
        let candidates = [
            name.to_owned(),
            format!("refs/{name}"),
            format!("refs/tags/{name}"),
            format!("refs/heads/{name}"),
            format!("refs/remotes/{name}"),
        ];
        let known = |full: &String| {
            (full.starts_with("refs/")
                || matches!(full.as_str(), "HEAD" | "ORIG_HEAD" | "MERGE_HEAD" | "CHERRY_PICK_HEAD"))
                && self.ref_oid(full).is_some()
        };
        candidates.into_iter().find(known)
    }

    /// The object of a name, `None` when there is none.
    pub(super) fn resolve(&self, name: &str) -> Option<Oid> {
        if let Some((tree, path)) = name.split_once(':') {
            if tree.is_empty() {
                let path = [&self.prefix[..], path.strip_prefix("./").unwrap_or(path).as_bytes()].concat();
                let path = if name.starts_with(":./") { path } else { name.as_bytes()[1..].to_vec() };
                return self.index().ok()?.entry(&path, 0).map(|entry| entry.oid);
            }
            let mut oid = self.tree_of(self.resolve(tree)?)?;
            for part in path.split('/').filter(|part| !part.is_empty()) {
                let (kind, content) = self.object(oid)?;
                let line = lines(&content).into_iter().find(|(_, name, _)| name == part.as_bytes());
                oid = line.filter(|_| kind == Kind::Tree)?.2;
            }
            return Some(oid);
        }
        let end = name.find(['^', '~']).unwrap_or(name.len());
        let mut oid = self.base_name(&name[..end])?;
        let mut rest = &name[end..];
        while let Some(mark) = rest.chars().next() {
            rest = &rest[1..];
            if let Some(inner) = rest.strip_prefix('{') {
                let close = inner.find('}')?;
                oid = match &inner[..close] {
                    "commit" | "" => self.peel(oid)?,
                    "tree" => self.tree_of(oid)?,
                    _ => return None,
                };
                rest = &inner[close + 1..];
                continue;
            }
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let number: usize = if digits == 0 { 1 } else { rest[..digits].parse().ok()? };
            rest = &rest[digits..];
            oid = self.peel(oid)?;
            if mark == '~' {
                for _ in 0..number {
                    oid = *self.commit(oid).ok()?.parents.first()?;
                }
            } else if number > 0 {
                oid = *self.commit(oid).ok()?.parents.get(number - 1)?;
            }
        }
        Some(oid)
    }

    /// The tree of a commit, a tag or a tree.
    pub(super) fn tree_of(&self, oid: Oid) -> Option<Oid> {
        match self.object(oid)?.0 {
            Kind::Tree => Some(oid),
            Kind::Blob => None,
            _ => self.commit(self.peel(oid)?).ok().map(|commit| commit.tree),
        }
    }

    /// The commit of a name.
    pub(super) fn commit_named(&self, name: &str) -> Option<Oid> {
        self.peel(self.resolve(name)?)
    }

    /// The words git has for a name that is neither a revision nor a file.
    pub(super) fn ambiguous(&self, name: &str) -> crate::Quit {
        if let Some((tree, path)) = name.split_once(':').filter(|(tree, _)| self.resolve(tree).is_some()) {
            let there = self.context.lstat(&self.on_disk(path.as_bytes())).is_ok();
            let what = if there { "exists on disk, but not" } else { "does not exist" };
            return self.fatal(format_args!("path '{path}' {what} in '{tree}'"));
        }
        self.fatal(format_args!(
            "ambiguous argument '{name}': unknown revision or path not in the working tree.\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'"
        ))
    }

    /// All commits reachable from these, themselves included.
    pub(super) fn reachable(&self, from: &[Oid]) -> Result<HashSet<Oid>> {
        let mut seen = HashSet::new();
        let mut open = from.to_vec();
        while let Some(oid) = open.pop() {
            if oid != Oid::ZERO && seen.insert(oid) {
                open.extend(self.commit(oid)?.parents);
            }
        }
        Ok(seen)
    }

    /// Is `old` reachable from `new`?
    pub(super) fn is_ancestor(&self, old: Oid, new: Oid) -> Result<bool> {
        Ok(self.reachable(&[new])?.contains(&old))
    }

    /// The best common ancestors of two commits, newest first.
    pub(super) fn merge_bases(&self, one: Oid, two: Oid) -> Result<Vec<Oid>> {
        let (first, second) = (self.reachable(&[one])?, self.reachable(&[two])?);
        let shared: Vec<Oid> = first.intersection(&second).copied().collect();
        let mut beaten = HashSet::new();
        for oid in &shared {
            for parent in self.commit(*oid)?.parents {
                beaten.insert(parent);
            }
        }
        // Whatever is reachable from another common ancestor is not a best one; parents are enough, the set being closed.
        let mut best = Vec::new();
        for oid in shared.iter().filter(|oid| !beaten.contains(oid)) {
            best.push((self.commit(*oid)?.time(), *oid));
        }
        base::order::sort_by(&mut best, |a, b| b.cmp(a));
        Ok(best.into_iter().map(|(_, oid)| oid).collect())
    }

    /// Commits reachable from `from` and not from `without`, newest first as `rev-list` orders them; `topological` keeps
    /// lines of history together and parents after all their children.
    pub(super) fn walk(
        &self,
        from: &[Oid],
        without: &[Oid],
        first_parent: bool,
        topological: bool,
    ) -> Result<Vec<Oid>> {
        let hidden = self.reachable(without)?;
        let mut seen = hidden.clone();
        let mut queue = BinaryHeap::new();
        let mut order = 0_i64;
        let mut list = Vec::new();
        for oid in from {
            if seen.insert(*oid) {
                order -= 1;
                queue.push((self.commit(*oid)?.time(), order, *oid));
            }
        }
        while let Some((_, _, oid)) = queue.pop() {
            list.push(oid);
            let parents = self.commit(oid)?.parents;
            for parent in parents.into_iter().take(if first_parent { 1 } else { usize::MAX }) {
                if seen.insert(parent) {
                    order -= 1;
                    queue.push((self.commit(parent)?.time(), order, parent));
                }
            }
        }
        if topological { self.sorted(&list, first_parent) } else { Ok(list) }
    }

    /// `--topo-order`: parents after children, one line of history before the next.
    fn sorted(&self, list: &[Oid], first_parent: bool) -> Result<Vec<Oid>> {
        let mut children: HashMap<Oid, usize> = list.iter().map(|oid| (*oid, 0)).collect();
        let parents = |oid: Oid| -> Result<Vec<Oid>> {
            let all = self.commit(oid)?.parents;
            Ok(all.into_iter().take(if first_parent { 1 } else { usize::MAX }).collect())
        };
        for oid in list {
            for parent in parents(*oid)? {
                if let Some(count) = children.get_mut(&parent) {
                    *count += 1;
                }
            }
        }
        // A stack: what came last goes first; the tips are put in reverse.
        let mut stack: Vec<Oid> = list.iter().rev().filter(|oid| children[oid] == 0).copied().collect();
        let mut sorted = Vec::with_capacity(list.len());
        while let Some(oid) = stack.pop() {
            sorted.push(oid);
            for parent in parents(oid)? {
                if let Some(count) = children.get_mut(&parent) {
                    *count -= 1;
                    if *count == 0 {
                        stack.push(parent);
                    }
                }
            }
        }
        Ok(sorted)
    }
}
