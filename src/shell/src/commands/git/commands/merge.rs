//! `git merge`: two lines of history made one; and the three-way merge that `cherry-pick`, `revert` and `stash` share.

use crate::commands::git::diff::changes::{Change, between};
use crate::commands::git::index::{Cached, Index};
use crate::commands::git::object::{Kind, Oid};
use crate::commands::git::repo::{Git, Result};
use crate::commands::git::tree::{Commit, Entry, Files};
use crate::options::{Opt, flag, value};
use crate::{Bytes, Quit};
use std::collections::BTreeSet;

const OPTIONS: &[Opt] = &[
    flag("", "ff"),
    flag("", "no-ff"),
    flag("", "ff-only"),
    flag("", "squash"),
    flag("", "no-commit"),
    flag("", "commit"),
    flag("", "abort"),
    flag("", "continue"),
    flag("", "quit"),
    value("m", "message"),
    flag("e", "edit"),
    flag("", "no-edit"),
    flag("", "stat"),
    flag("n", "no-stat"),
    flag("q", "quiet"),
    flag("v", "verbose"),
    flag("", "allow-unrelated-histories"),
    value("s", "strategy"),
    value("X", "strategy-option"),
];

/// What a three-way merge of trees gives.
pub(in crate::commands::git) struct Outcome {
    /// Files that are settled.
    pub(in crate::commands::git) files: Files,
    /// Files that are not: base, ours, theirs, and what the working tree gets.
    pub(in crate::commands::git) conflicts: Vec<Conflict>,
    /// What is told, line by line.
    pub(in crate::commands::git) words: Vec<String>,
}

/// A file that both sides changed in different ways.
pub(in crate::commands::git) struct Conflict {
    path: Bytes,
    stages: [Option<Entry>; 3],
    text: Option<(u32, Bytes)>,
}

impl Git<'_> {
    /// Merges three trees; `labels` name our side and theirs.
    pub(in crate::commands::git) fn merge_files(
        &self,
        base: &Files,
        ours: &Files,
        theirs: &Files,
        labels: [&str; 2],
    ) -> Result<Outcome> {
        let (base, ours, theirs) = self.follow_renames(base, ours, theirs)?;
        let mut outcome = Outcome { files: Files::new(), conflicts: Vec::new(), words: Vec::new() };
        let paths: BTreeSet<&Bytes> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
        for path in paths {
            let get = |files: &Files| files.get(path).copied();
            let (old, mine, yours) = (get(&base), get(&ours), get(&theirs));
            let taken = if mine == yours || old == yours {
                Some(mine)
            } else if old == mine {
                Some(yours)
            } else {
                None
            };
            if let Some(entry) = taken {
                if let Some(entry) = entry {
                    outcome.files.insert(path.clone(), entry);
                }
                continue;
            }
            self.merge_one(path, [old, mine, yours], labels, &mut outcome)?;
        }
        Ok(outcome)
    }

    /// A file one side renamed stands under its new name on all sides.
    fn follow_renames(&self, base: &Files, ours: &Files, theirs: &Files) -> Result<(Files, Files, Files)> {
        let (mut base, mut ours, mut theirs) = (base.clone(), ours.clone(), theirs.clone());
        let mine = self.with_renames(between(&base, &ours, false))?;
        let yours = self.with_renames(between(&base, &theirs, false))?;
        for (changes, other) in [(mine, &mut theirs), (yours, &mut ours)] {
            for change in changes.iter().filter(|change| change.score.is_some()) {
                let (old, new) = &change.paths;
                // Files without content are alike for no reason.
                if change.old.is_some_and(|entry| entry.oid == crate::commands::git::object::hash(Kind::Blob, b"")) {
                    continue;
                }
                if other.contains_key(new) || !other.contains_key(old) {
                    continue;
                }
                if let (Some(entry), Some(before)) = (other.remove(old), base.remove(old)) {
                    other.insert(new.clone(), entry);
                    base.insert(new.clone(), before);
                }
            }
        }
        Ok((base, ours, theirs))
    }

    fn merge_one(
        &self,
        path: &Bytes,
        stages: [Option<Entry>; 3],
        labels: [&str; 2],
        outcome: &mut Outcome,
    ) -> Result<()> {
        let shown = String::from_utf8_lossy(path).into_owned();
        let [old, mine, yours] = stages;
        let conflict = |text: Option<(u32, Bytes)>| Conflict { path: path.clone(), stages, text };
        let (Some(mine), Some(yours)) = (mine, yours) else {
            let (kept, gone, entry) =
                if mine.is_some() { (labels[0], labels[1], mine) } else { (labels[1], labels[0], yours) };
            outcome.words.push(format!(
                "CONFLICT (modify/delete): {shown} deleted in {gone} and modified in {kept}.  Version {kept} of {shown} left in tree."
            ));
            let text = match entry {
                Some(entry) => Some((entry.mode, self.content(entry.oid, Kind::Blob)?.to_vec())),
                None => None,
            };
            outcome.conflicts.push(conflict(text));
            return Ok(());
        };
        let blob = |entry: Option<Entry>| match entry {
            Some(entry) => self.content(entry.oid, Kind::Blob),
            None => Ok(std::rc::Rc::default()),
        };
        let texts = [blob(old)?, blob(Some(mine))?, blob(Some(yours))?];
        let mode = if old.is_some_and(|old| old.mode == mine.mode) { yours.mode } else { mine.mode };
        outcome.words.push(format!("Auto-merging {shown}"));
        let kind = if old.is_none() { "add/add" } else { "content" };
        if texts.iter().any(|text| crate::commands::git::diff::edits::is_binary(text)) || mode == 0o120_000 {
            outcome.words.pop();
            outcome
                .words
                .push(format!("warning: Cannot merge binary files: {shown} ({} vs. {})", labels[0], labels[1]));
            outcome.words.push(format!("Auto-merging {shown}"));
            outcome.words.push(format!("CONFLICT ({kind}): Merge conflict in {shown}"));
            outcome.conflicts.push(conflict(Some((mine.mode, texts[1].to_vec()))));
            return Ok(());
        }
        let merged = self.merge_texts(&texts[0], &texts[1], &texts[2], labels)?;
        if merged.conflicts > 0 {
            outcome.words.push(format!("CONFLICT ({kind}): Merge conflict in {shown}"));
            outcome.conflicts.push(conflict(Some((mode, merged.text))));
        } else {
            let oid = self.write_object(Kind::Blob, &merged.text)?;
            outcome.files.insert(path.clone(), Entry { mode, oid });
        }
        Ok(())
    }

    /// Puts a merge's outcome into index and working tree; the paths in the way, if any, come back.
    pub(in crate::commands::git) fn settle(
        &self,
        ours: &Files,
        outcome: &Outcome,
    ) -> Result<std::result::Result<(), [Vec<Bytes>; 2]>> {
        let mut target = outcome.files.clone();
        // A conflicted file's place is taken by our version first, so that it is not removed.
        for conflict in &outcome.conflicts {
            if let Some(entry) = conflict.stages[1] {
                target.insert(conflict.path.clone(), entry);
            }
        }
        let dirty: Vec<Bytes> = {
            let index = self.index()?;
            let changed = |path: &Bytes| {
                self.disk_entry(path) != ours.get(path).copied() || index.entry(path, 0) != ours.get(path).copied()
            };
            outcome.conflicts.iter().map(|conflict| conflict.path.clone()).filter(changed).collect()
        };
        if !dirty.is_empty() {
            return Ok(Err([dirty, Vec::new()]));
        }
        let mut index = match self.switch_trees(ours, &target)? {
            Ok(index) => index,
            Err(blocked) => return Ok(Err(blocked)),
        };
        for conflict in &outcome.conflicts {
            index.drop(&conflict.path);
            for (stage, entry) in conflict.stages.iter().enumerate() {
                if let Some(entry) = entry {
                    index.entries.insert((conflict.path.clone(), stage as u8 + 1), (*entry, Cached::default()));
                }
            }
            match &conflict.text {
                Some((mode, text)) => self.place_bytes(&conflict.path, *mode, text)?,
                None => self.displace(&conflict.path),
            }
        }
        self.save(&index)?;
        Ok(Ok(()))
    }

    /// The tree that the best common ancestors stand for: their own merge where there are several.
    fn base_files(&self, bases: &[Oid]) -> Result<Files> {
        let Some((first, rest)) = bases.split_first() else { return Ok(Files::new()) };
        let mut files = self.commit_files(*first)?;
        for other in rest {
            let ancestors = self.merge_bases(*first, *other)?;
            let base = self.commit_files(ancestors.first().copied().unwrap_or(Oid::ZERO))?;
            let outcome = self.merge_files(
                &base,
                &files,
                &self.commit_files(*other)?,
                ["Temporary merge branch 1", "Temporary merge branch 2"],
            )?;
            files = outcome.files;
            for conflict in outcome.conflicts {
                if let Some((mode, text)) = conflict.text {
                    let oid = self.write_object(Kind::Blob, &text)?;
                    files.insert(conflict.path, Entry { mode, oid });
                }
            }
        }
        Ok(files)
    }

    fn put_merge_stat(&self, from: Oid, to: Oid, quiet: bool) -> Result<()> {
        if quiet {
            return Ok(());
        }
        let changes: Vec<Change> = self.commit_changes(Some(from), to)?;
        self.put_stat(&changes)?;
        self.put_summary(&changes);
        Ok(())
    }

    fn abort_merge(&self) -> Result<i32> {
        if self.read(b"MERGE_HEAD").is_none() {
            return Err(self.fatal("There is no merge to abort (MERGE_HEAD missing)."));
        }
        let head = self.commit_files(self.head_or_zero())?;
        let index: Index = self.index()?;
        // Only what the merge touched goes back: a file changed beside it stays.
        let mut clean = self.index()?;
        for path in index.paths() {
            let touched = index.entry(&path, 0) != head.get(&path).copied();
            if touched {
                match head.get(&path) {
                    Some(entry) => {
                        self.place(&path, *entry)?;
                        clean.set(&path, *entry, self.cached(&path));
                    }
                    None => {
                        self.displace(&path);
                        clean.drop(&path);
                    }
                }
            }
        }
        for (path, entry) in head.iter().filter(|(path, _)| !index.knows(path)) {
            self.place(path, *entry)?;
            clean.set(path, *entry, self.cached(path));
        }
        self.save(&clean)?;
        for file in ["MERGE_HEAD", "MERGE_MSG", "MERGE_MODE"] {
            self.remove(file.as_bytes());
        }
        Ok(0)
    }
}

pub(in crate::commands::git) async fn run(git: &Git<'_>, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("merge", OPTIONS, args)?;
    for unsupported in ["s", "X"] {
        if parsed.has(unsupported) {
            return Err(git.fatal(format_args!("-{unsupported} is not supported on this machine")));
        }
    }
    if parsed.has("abort") {
        return git.abort_merge();
    }
    if parsed.has("continue") {
        if git.read(b"MERGE_HEAD").is_none() {
            return Err(git.fatal("There is no merge in progress (MERGE_HEAD missing)."));
        }
        return super::commit::run(git, &[]).await;
    }
    if git.read(b"MERGE_HEAD").is_some() {
        if !git.index()?.unmerged().is_empty() {
            git.say("error: Merging is not possible because you have unmerged files.");
            git.say("hint: Fix them up in the work tree, and then use 'git add/rm <file>'\nhint: as appropriate to mark resolution and make a commit.");
            return Err(git.fatal("Exiting because of an unresolved conflict."));
        }
        return Err(git.fatal(
            "You have not concluded your merge (MERGE_HEAD exists).\nPlease, commit your changes before you merge.",
        ));
    }
    let names: Vec<String> = parsed.operands.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    let name = match names.as_slice() {
        [] => return Err(git.fatal("No remote for the current branch.")),
        [one] if one == "-" => git.previous_branch(1).unwrap_or_else(|| one.clone()),
        [one] => one.clone(),
        _ => return Err(git.fatal("merging several branches at once is not supported on this machine")),
    };
    let Some(theirs) = git.commit_named(&name) else {
        git.say(format_args!("merge: {name} - not something we can merge"));
        return Ok(1);
    };
    let quiet = parsed.has("q");
    let Some(head) = git.head() else {
        git.force_tree(&git.commit_files(theirs)?)?;
        git.move_head(theirs, "initial pull")?;
        return Ok(0);
    };
    let bases = git.merge_bases(head, theirs)?;
    if bases.contains(&theirs) {
        if !quiet {
            git.line("Already up to date.");
        }
        return Ok(0);
    }
    if bases.is_empty() && !parsed.has("allow-unrelated-histories") {
        return Err(git.fatal("refusing to merge unrelated histories"));
    }
    git.write(b"ORIG_HEAD", format!("{head}\n").as_bytes())?;
    let ours = git.commit_files(head)?;
    let forward = bases.contains(&head) && !parsed.has("no-ff");
    if forward {
        if !quiet {
            git.line(format_args!("Updating {}..{}", git.short(head), git.short(theirs)));
        }
        match git.switch_trees(&ours, &git.commit_files(theirs)?)? {
            Ok(index) => git.save(&index)?,
            Err(blocked) => {
                git.in_the_way(&blocked, "merge");
                return Ok(1);
            }
        }
        if !quiet {
            git.line(if parsed.has("squash") {
                "Fast-forward\nSquash commit -- not updating HEAD"
            } else {
                "Fast-forward"
            });
        }
        if parsed.has("squash") {
            squash_message(git, head, theirs)?;
        } else {
            git.move_head(theirs, &format!("merge {name}: Fast-forward"))?;
        }
        git.put_merge_stat(head, theirs, quiet || parsed.has("n"))?;
        return Ok(0);
    }
    if parsed.has("ff-only") {
        return Err(git.fatal("Not possible to fast-forward, aborting."));
    }
    let staged = between(&ours, &git.index()?.files(), false);
    if !staged.is_empty() {
        let list: String =
            staged.iter().map(|change| format!("\t{}\n", crate::commands::git::repo::quoted(change.path()))).collect();
        git.say(format_args!(
            "error: Your local changes to the following files would be overwritten by merge:\n{}",
            list.trim_end_matches('\n').replace('\t', "  ")
        ));
        git.say("Merge with strategy ort failed.");
        return Ok(2);
    }
    let base = git.base_files(&bases)?;
    let outcome = git.merge_files(&base, &ours, &git.commit_files(theirs)?, ["HEAD", &name])?;
    if let Err(blocked) = git.settle(&ours, &outcome)? {
        git.in_the_way(&blocked, "merge");
        git.say("Merge with strategy ort failed.");
        return Ok(2);
    }
    for words in outcome.words.iter().filter(|_| !quiet) {
        git.line(words);
    }
    let kind = if git.ref_oid(&format!("refs/heads/{name}")).is_some() {
        "branch"
    } else if git.ref_oid(&format!("refs/tags/{name}")).is_some() {
        "tag"
    } else {
        "commit"
    };
    let into = match git.branch() {
        Some(branch) if branch == "master" || branch == "main" => String::new(),
        Some(branch) => format!(" into {branch}"),
        None => " into HEAD".to_owned(),
    };
    let given: Vec<String> = parsed.values("m").map(|text| String::from_utf8_lossy(text).into_owned()).collect();
    let mut message =
        if given.is_empty() { format!("Merge {kind} '{name}'{into}\n") } else { format!("{}\n", given.join("\n\n")) };
    let stopped = !outcome.conflicts.is_empty();
    if parsed.has("squash") {
        squash_message(git, head, theirs)?;
        git.line("Squash commit -- not updating HEAD");
        if stopped {
            git.line("Automatic merge failed; fix conflicts and then commit the result.");
        } else {
            git.line("Automatic merge went well; stopped before committing as requested");
        }
        return Ok(i32::from(stopped));
    }
    if stopped || parsed.has("no-commit") {
        if stopped {
            message += "\n# Conflicts:\n";
            for conflict in &outcome.conflicts {
                message += &format!("#\t{}\n", String::from_utf8_lossy(&conflict.path));
            }
        }
        git.write(b"MERGE_HEAD", format!("{theirs}\n").as_bytes())?;
        git.write(b"MERGE_MSG", message.as_bytes())?;
        git.write(b"MERGE_MODE", if parsed.has("no-ff") { b"no-ff" } else { b"" })?;
        git.line(if stopped {
            "Automatic merge failed; fix conflicts and then commit the result."
        } else {
            "Automatic merge went well; stopped before committing as requested"
        });
        return Ok(i32::from(stopped));
    }
    let interactive = git.context.is_tty(0) && git.context.is_tty(1) && given.is_empty();
    if (interactive && !parsed.has("no-edit")) || parsed.has("e") {
        git.write(b"MERGE_HEAD", format!("{theirs}\n").as_bytes())?;
        let hint = format!(
            "{message}# Please enter a commit message to explain why this merge is necessary,\n# especially if it merges an updated upstream into a topic branch.\n#\n# Lines starting with '#' will be ignored, and an empty message aborts\n# the commit.\n"
        );
        message = super::commit::cleaned(&git.edit_message(&hint).await?, true);
        if message.is_empty() {
            git.say("error: Empty commit message.\nNot committing merge; use 'git commit' to complete the merge.");
            return Err(Quit::Status(1));
        }
        git.remove(b"MERGE_HEAD");
    }
    let commit = Commit {
        tree: git.write_tree(&outcome.files)?,
        parents: vec![head, theirs],
        author: git.person("AUTHOR")?,
        committer: git.person("COMMITTER")?,
        message,
    };
    let oid = git.write_object(Kind::Commit, &commit.bytes())?;
    git.move_head(oid, &format!("merge {name}: Merge made by the 'ort' strategy."))?;
    if !quiet {
        git.line("Merge made by the 'ort' strategy.");
    }
    git.put_merge_stat(head, oid, quiet || parsed.has("n"))?;
    Ok(0)
}

/// What a squashed merge leaves for the next commit's message.
fn squash_message(git: &Git, head: Oid, theirs: Oid) -> Result<()> {
    let mut text = String::from("Squashed commit of the following:\n");
    for oid in git.walk(&[theirs], &[head], false, false)? {
        let commit = git.commit(oid)?;
        let colour = git.colour.replace(false);
        text.push('\n');
        text += &git.pretty(oid, &commit, &super::pretty::Pretty::Medium, true, "default", None)?;
        git.colour.set(colour);
    }
    git.write(b"MERGE_MSG", text.as_bytes())
}
