//! `git checkout` and `git switch`: another branch, another commit; `checkout` also takes files back.

use crate::commands::git::diff::changes::{between, wanted};
use crate::commands::git::object::Oid;
use crate::commands::git::refs::valid_name;
use crate::commands::git::repo::{Git, Result, quoted};
use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Quit};

const SWITCH: &[Opt] = &[
    value("c", "create"),
    value("C", "force-create"),
    flag("d", "detach"),
    flag("f", "force"),
    flag("", "discard-changes"),
    flag("q", "quiet"),
    value("", "orphan"),
    flag("", "guess"),
    flag("", "no-guess"),
];
const CHECKOUT: &[Opt] = &[
    value("b", ""),
    value("B", ""),
    flag("d", "detach"),
    flag("f", "force"),
    flag("q", "quiet"),
    value("", "orphan"),
    flag("", "ours"),
    flag("", "theirs"),
    maybe("t", "track"),
];

const ADVICE: &str = "You are in 'detached HEAD' state. You can look around, make experimental
changes and commit them, and you can discard any commits you make in this
state without impacting any branches by switching back to a branch.

If you want to create a new branch to retain commits you create, you may
do so (now or later) by using -c with the switch command. Example:

  git switch -c <new-branch-name>

Or undo this operation with:

  git switch -

Turn off this advice by setting config variable advice.detachedHead to false
";

/// Where to go.
struct Target {
    /// What was typed, for messages.
    name: String,
    /// The branch to stand on, if it is one.
    branch: Option<String>,
    oid: Oid,
}

impl Git<'_> {
    /// Goes to a branch or a commit; `fresh` has just been made (`-c`).
    fn go(&self, target: &Target, fresh: Option<&str>, force: bool, quiet: bool) -> Result<()> {
        let old_head = self.head();
        let old_branch = self.branch();
        if !self.index()?.unmerged().is_empty() && !force {
            for path in self.index()?.unmerged() {
                self.line(format_args!("{}: needs merge", quoted(&path)));
            }
            return Err(self.error("you need to resolve your current index first"));
        }
        let (from, to) = (self.commit_files(self.head_or_zero())?, self.commit_files(target.oid)?);
        if force {
            self.force_tree(&to)?;
        } else {
            match self.switch_trees(&from, &to)? {
                Ok(index) => self.save(&index)?,
                Err(blocked) => {
                    self.in_the_way(&blocked, "checkout");
                    return Err(Quit::Status(1));
                }
            }
        }
        if !quiet {
            self.put_kept(&to)?;
        }
        let was = old_branch.clone().unwrap_or_else(|| old_head.map(|oid| oid.to_string()).unwrap_or_default());
        let why = format!("checkout: moving from {was} to {}", target.name);
        let leaves = old_branch.is_none() && old_head.is_some_and(|head| head != target.oid);
        if let (true, false, Some(head)) = (leaves, quiet, old_head) {
            self.say_left(head, target)?;
        }
        match &target.branch {
            Some(branch) => self.point_head(&format!("refs/heads/{branch}"), &why)?,
            None => {
                self.point_head(&target.oid.to_string(), &why)?;
            }
        }
        for file in ["MERGE_HEAD", "MERGE_MSG", "MERGE_MODE"] {
            self.remove(file.as_bytes());
        }
        if quiet {
            return Ok(());
        }
        match (&target.branch, fresh) {
            (Some(branch), Some(words)) => self.say(format_args!("{words} '{branch}'")),
            (Some(branch), None) if old_branch.as_ref() == Some(branch) => {
                self.say(format_args!("Already on '{branch}'"));
            }
            (Some(branch), None) => self.say(format_args!("Switched to branch '{branch}'")),
            (None, _) => {
                let advised = self.setting_text("advice.detachedhead").as_deref() != Some("false");
                if old_branch.is_some() && advised {
                    self.say(format_args!("Note: switching to '{}'.\n\n{ADVICE}", target.name));
                }
                let commit = self.commit(target.oid)?;
                self.say(format_args!("HEAD is now at {} {}", self.short(target.oid), commit.subject()));
            }
        }
        Ok(())
    }

    /// What the caller changed and keeps: `M\tfile`.
    fn put_kept(&self, files: &crate::commands::git::tree::Files) -> Result<()> {
        let index = self.index()?;
        for change in between(files, &self.disk_files(&index), true) {
            self.line(format_args!("{}\t{}", change.letter(), quoted(change.path())));
        }
        Ok(())
    }

    /// Commits that no branch will hold are spoken of.
    fn say_left(&self, head: Oid, target: &Target) -> Result<()> {
        let mut tips: Vec<Oid> = self.refs("refs/").into_iter().filter_map(|(_, oid)| self.peel(oid)).collect();
        tips.push(target.oid);
        let lost = self.walk(&[head], &tips, false, false)?;
        if lost.is_empty() {
            let subject = self.commit(head)?.subject();
            self.say(format_args!("Previous HEAD position was {} {subject}", self.short(head)));
            return Ok(());
        }
        let many = lost.len() != 1;
        let mut list = String::new();
        for oid in lost.iter().take(4) {
            list += &format!("  {} {}\n", self.short(*oid), self.commit(*oid)?.subject());
        }
        if lost.len() > 4 {
            list += &format!(" ... and {} more.\n", lost.len() - 4);
        }
        self.say(format_args!(
            "Warning: you are leaving {} commit{} behind, not connected to\nany of your branches:\n\n{list}\nIf you want to keep {} by creating a new branch, this may be a good time\nto do so with:\n\n git branch <new-branch-name> {}\n",
            lost.len(),
            if many { "s" } else { "" },
            if many { "them" } else { "it" },
            self.short(head)
        ));
        Ok(())
    }

    fn target(&self, name: &str) -> Option<Target> {
        let name = match name {
            "-" => self.previous_branch(1)?,
            other => other.to_owned(),
        };
        if let Some(oid) = self.ref_oid(&format!("refs/heads/{name}")) {
            return Some(Target { branch: Some(name.clone()), name, oid });
        }
        self.commit_named(&name).map(|oid| Target { branch: None, name, oid })
    }

    /// Makes a branch and goes there; before the first commit only `HEAD` moves.
    fn create_and_go(&self, name: &str, start: &str, force: bool, discard: bool, quiet: bool) -> Result<i32> {
        if !valid_name(name) {
            return Err(self.fatal(format_args!("'{name}' is not a valid branch name")));
        }
        let full = format!("refs/heads/{name}");
        let exists = self.ref_oid(&full).is_some();
        if exists && !force {
            return Err(self.fatal(format_args!("a branch named '{name}' already exists")));
        }
        if self.head().is_none() && start == "HEAD" {
            self.write(b"HEAD", format!("ref: {full}\n").as_bytes())?;
            self.say(format_args!("Switched to a new branch '{name}'"));
            return Ok(0);
        }
        let Some(from) = self.target(start) else {
            return Err(self.fatal(format_args!("invalid reference: {start}")));
        };
        let target = Target { name: name.to_owned(), branch: Some(name.to_owned()), oid: from.oid };
        let words = if exists { "Switched to and reset branch" } else { "Switched to a new branch" };
        // The branch exists once the way is free.
        let before = self.ref_oid(&full);
        let why = if exists { format!("branch: Reset to {start}") } else { format!("branch: Created from {start}") };
        self.set_ref(&full, from.oid, &why)?;
        if let Err(quit) = self.go(&target, Some(words), discard, quiet) {
            match before {
                Some(oid) => self.set_ref(&full, oid, "undone")?,
                None => self.drop_ref(&full),
            }
            return Err(quit);
        }
        Ok(0)
    }

    fn orphan(&self, name: &str, empty: bool) -> Result<i32> {
        if !valid_name(name) {
            return Err(self.fatal(format_args!("'{name}' is not a valid branch name")));
        }
        if self.ref_oid(&format!("refs/heads/{name}")).is_some() {
            return Err(self.fatal(format_args!("a branch named '{name}' already exists")));
        }
        if empty {
            let from = self.commit_files(self.head_or_zero())?;
            match self.switch_trees(&from, &crate::commands::git::tree::Files::new())? {
                Ok(index) => self.save(&index)?,
                Err(blocked) => {
                    self.in_the_way(&blocked, "checkout");
                    return Err(Quit::Status(1));
                }
            }
        }
        self.write(b"HEAD", format!("ref: refs/heads/{name}\n").as_bytes())?;
        self.say(format_args!("Switched to a new branch '{name}'"));
        Ok(0)
    }

    /// Takes files of a tree (or of the index) into the working tree; gives back how many.
    pub(in crate::commands::git) fn take_files(
        &self,
        source: Option<Oid>,
        paths: &[Bytes],
        words: &[Bytes],
        stage: u8,
    ) -> Result<usize> {
        let mut index = self.index()?;
        let files = match source {
            Some(oid) => self.files(self.tree_of(oid).unwrap_or(Oid::ZERO))?,
            None if stage == 0 => index.files(),
            None => index
                .paths()
                .into_iter()
                .filter_map(|path| Some((path.clone(), index.entry(&path, stage).or(index.entry(&path, 0))?)))
                .collect(),
        };
        for (path, word) in paths.iter().zip(words) {
            let one = std::slice::from_ref(path);
            if stage == 0 && source.is_none() && index.unmerged().iter().any(|known| wanted(one, known)) {
                return Err(self.error(format_args!("path '{}' is unmerged", quoted(path))));
            }
            if !files.keys().any(|known| wanted(one, known)) {
                let shown = String::from_utf8_lossy(word).into_owned();
                return Err(self.error(format_args!("pathspec '{shown}' did not match any file(s) known to git")));
            }
        }
        let mut count = 0;
        for (path, entry) in files.iter().filter(|(path, _)| wanted(paths, path)) {
            if self.disk_entry(path).as_ref() != Some(entry) {
                self.place(path, *entry)?;
                count += 1;
            } else if index.entry(path, 0).as_ref() != Some(entry) {
                count += 1;
            }
            if stage == 0 {
                index.set(path, *entry, self.cached(path));
            }
        }
        self.save(&index)?;
        Ok(count)
    }
}

pub(in crate::commands::git) fn switch(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("switch", SWITCH, args)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (discard, quiet) = (parsed.has("f") || parsed.has("discard-changes"), parsed.has("q"));
    if let Some(name) = parsed.value("orphan") {
        return git.orphan(&text(name), true);
    }
    if git.read(b"MERGE_HEAD").is_some() && !discard {
        return Err(
            git.fatal("cannot switch branch while merging\nConsider \"git merge --quit\" or \"git worktree add\".")
        );
    }
    let first = parsed.operands.first().map(|name| text(name));
    if let Some(name) = parsed.value("c").or(parsed.value("C")) {
        let start = first.unwrap_or_else(|| "HEAD".to_owned());
        return git.create_and_go(&text(name), &start, parsed.has("C"), discard, quiet);
    }
    let Some(name) = first else { return Err(git.fatal("missing branch or commit argument")) };
    if parsed.operands.len() > 1 {
        return Err(git.fatal(format_args!("only one reference expected, {} given.", parsed.operands.len())));
    }
    let Some(mut target) = git.target(&name) else {
        return Err(git.fatal(format_args!("invalid reference: {name}")));
    };
    if parsed.has("d") {
        target.branch = None;
    } else if target.branch.is_none() {
        let what = if git.ref_oid(&format!("refs/tags/{name}")).is_some() { "tag" } else { "commit" };
        git.say(format_args!("fatal: a branch is expected, got {what} '{name}'"));
        git.say("hint: If you want to detach HEAD at the commit, try again with the --detach option.");
        return Err(Quit::Status(128));
    }
    git.go(&target, None, discard, quiet)?;
    Ok(0)
}

pub(in crate::commands::git) fn checkout(git: &Git, args: &[Bytes]) -> Result<i32> {
    let (before, after) = Git::parted(args);
    let parsed = git.options("checkout", CHECKOUT, &before)?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (discard, quiet) = (parsed.has("f"), parsed.has("q"));
    let words = &parsed.operands;
    if let Some(name) = parsed.value("orphan") {
        return git.orphan(&text(name), false);
    }
    if let Some(name) = parsed.value("b").or(parsed.value("B")) {
        let start = words.first().map_or("HEAD".to_owned(), |start| text(start));
        if git.target(&start).is_none() && git.head().is_some() {
            return Err(git.fatal(format_args!(
                "'{start}' is not a commit and a branch '{}' cannot be created from it",
                text(name)
            )));
        }
        return git.create_and_go(&text(name), &start, parsed.has("B"), discard, quiet);
    }
    let stage = match parsed.last_of(&["ours", "theirs"]) {
        Some("ours") => 2,
        Some(_) => 3,
        None => 0,
    };
    // A first word that names a commit is where files come from, or where to go.
    let source = words.first().map(|word| text(word)).and_then(|word| git.target(&word));
    let mut paths: Vec<Bytes> = words[usize::from(source.is_some() && stage == 0).min(words.len())..].to_vec();
    let has_paths = after.is_some() || !paths.is_empty();
    // After `--` nothing is told.
    let paths_are_bare = after.is_none();
    paths.extend(after.unwrap_or_default());
    match source {
        Some(mut target) if !has_paths => {
            if parsed.has("d") {
                target.branch = None;
            }
            git.go(&target, None, discard, quiet)?;
            Ok(0)
        }
        _ if words.is_empty() && !has_paths => {
            if git.head().is_some() {
                git.put_kept(&git.commit_files(git.head_or_zero())?)?;
            }
            Ok(0)
        }
        source => {
            let source = source.filter(|_| stage == 0);
            let asked = git.tree_paths(&paths)?;
            let counted = !quiet && paths_are_bare;
            let count = git.take_files(source.as_ref().map(|target| target.oid), &asked, &paths, stage)?;
            let many = if count == 1 { "" } else { "s" };
            if counted {
                match source {
                    Some(target) => {
                        let tree = git.tree_of(target.oid).unwrap_or(Oid::ZERO);
                        git.say(format_args!("Updated {count} path{many} from {}", git.short(tree)));
                    }
                    None => git.say(format_args!("Updated {count} path{many} from the index")),
                }
            }
            Ok(0)
        }
    }
}
