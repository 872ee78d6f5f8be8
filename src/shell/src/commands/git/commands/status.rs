//! `git status`: what changed between the last commit, the index and the working tree.

use crate::Bytes;
use crate::commands::git::diff::changes::{Change, between, wanted};
use crate::commands::git::object::Oid;
use crate::commands::git::repo::{Git, Result, quoted, relative};
use crate::commands::git::worktree::Strangers;
use crate::options::{Opt, flag, maybe};

const OPTIONS: &[Opt] = &[
    flag("s", "short"),
    flag("b", "branch"),
    maybe("", "porcelain"),
    flag("", "long"),
    flag("z", "null"),
    maybe("u", "untracked-files"),
    maybe("", "ignored"),
    flag("v", "verbose"),
];

/// Everything `status` knows.
pub(in crate::commands::git) struct Report {
    pub(in crate::commands::git) staged: Vec<Change>,
    pub(in crate::commands::git) unstaged: Vec<Change>,
    /// Paths where a merge stopped, and which stages there are, as bits.
    pub(in crate::commands::git) unmerged: Vec<(Bytes, u8)>,
    pub(in crate::commands::git) strangers: Strangers,
}

/// Words and letters for the stages of an unmerged path.
fn conflict(stages: u8) -> (&'static str, &'static str) {
    match stages {
        0b0010 => ("both deleted:", "DD"),
        0b0100 => ("added by us:", "AU"),
        0b0110 => ("deleted by them:", "UD"),
        0b1000 => ("added by them:", "UA"),
        0b1010 => ("deleted by us:", "DU"),
        0b1100 => ("both added:", "AA"),
        _ => ("both modified:", "UU"),
    }
}

impl Git<'_> {
    /// Looks at everything; `untracked` is `normal`, `all` or `no`.
    pub(in crate::commands::git) fn report(&self, paths: &[Bytes], untracked: &str) -> Result<Report> {
        let index = self.index()?;
        let head = self.commit_files(self.head_or_zero())?;
        let conflicted = index.unmerged();
        let stages =
            |path: &Bytes| (1..4).filter(|stage| index.entry(path, *stage).is_some()).map(|stage| 1 << stage).sum();
        let plain = |change: &Change| !conflicted.contains(change.path()) && wanted(paths, change.path());
        let files = index.files();
        let mut staged = between(&head, &files, false);
        staged.retain(plain);
        let mut unstaged = between(&files, &self.disk_files(&index), true);
        unstaged.retain(plain);
        let mut strangers =
            if untracked == "no" { Strangers::default() } else { self.strangers(&index, untracked == "all")? };
        strangers.untracked.retain(|path| wanted(paths, path));
        strangers.ignored.retain(|path| wanted(paths, path));
        let unmerged = conflicted.iter().filter(|path| wanted(paths, path));
        Ok(Report {
            staged: self.with_renames(staged)?,
            unstaged,
            unmerged: unmerged.map(|path| (path.clone(), stages(path))).collect(),
            strangers,
        })
    }

    fn shown(&self, path: &[u8]) -> String {
        quoted(&relative(&self.prefix, path))
    }

    fn section(&self, changes: &[Change], sgr: &str) {
        for change in changes {
            let label = match change.letter() {
                'A' => "new file:",
                'D' => "deleted:",
                'R' => "renamed:",
                'T' => "typechange:",
                _ => "modified:",
            };
            let name = match change.score {
                Some(_) => format!("{} -> {}", self.shown(&change.paths.0), self.shown(&change.paths.1)),
                None => self.shown(change.path()),
            };
            self.line(format_args!("\t{}", self.paint(sgr, format_args!("{label:<12}{name}"))));
        }
        self.put("\n");
    }

    /// The long form, for `status` and for a commit with nothing to commit; `hidden` is what `-uno` says.
    pub(in crate::commands::git) fn put_status(&self, report: &Report, hidden: bool, ignored: bool) {
        let initial = self.head().is_none();
        match self.branch() {
            Some(branch) => self.line(format_args!("On branch {branch}")),
            None => {
                let (word, place) = self.detached();
                self.line(format_args!("{} {place}", self.paint("31", format_args!("HEAD detached {word}"))));
            }
        }
        if self.read(b"MERGE_HEAD").is_some() {
            if report.unmerged.is_empty() {
                self.put(
                    "All conflicts fixed but you are still merging.\n  (use \"git commit\" to conclude merge)\n\n",
                );
            } else {
                self.put("You have unmerged paths.\n  (fix conflicts and run \"git commit\")\n  (use \"git merge --abort\" to abort the merge)\n\n");
            }
        }
        if initial {
            self.put("\nNo commits yet\n\n");
        }
        if !report.staged.is_empty() {
            self.line("Changes to be committed:");
            if report.unmerged.is_empty() && self.read(b"MERGE_HEAD").is_none() {
                self.line(if initial {
                    "  (use \"git rm --cached <file>...\" to unstage)"
                } else {
                    "  (use \"git restore --staged <file>...\" to unstage)"
                });
            }
            self.section(&report.staged, "32");
        }
        if !report.unmerged.is_empty() {
            self.line("Unmerged paths:");
            if self.read(b"MERGE_HEAD").is_none() {
                self.line("  (use \"git restore --staged <file>...\" to unstage)");
            }
            let deleted = report.unmerged.iter().any(|(_, stages)| matches!(stages, 0b0110 | 0b1010 | 0b0010));
            self.line(if deleted {
                "  (use \"git add/rm <file>...\" as appropriate to mark resolution)"
            } else {
                "  (use \"git add <file>...\" to mark resolution)"
            });
            for (path, stages) in &report.unmerged {
                let text = format!("{:<17}{}", conflict(*stages).0, self.shown(path));
                self.line(format_args!("\t{}", self.paint("31", text)));
            }
            self.put("\n");
        }
        if !report.unstaged.is_empty() {
            self.line("Changes not staged for commit:");
            let deleted = report.unstaged.iter().any(|change| change.new.is_none());
            let verb = if deleted { "add/rm" } else { "add" };
            self.line(format_args!("  (use \"git {verb} <file>...\" to update what will be committed)"));
            self.line("  (use \"git restore <file>...\" to discard changes in working directory)");
            self.section(&report.unstaged, "31");
        }
        let list = |title: &str, hint: &str, paths: &std::collections::BTreeSet<Bytes>| {
            if !paths.is_empty() {
                self.line(title);
                self.line(format_args!("  (use \"git {hint} <file>...\" to include in what will be committed)"));
                for path in paths {
                    self.line(format_args!("\t{}", self.paint("31", self.shown(path))));
                }
                self.put("\n");
            }
        };
        list("Untracked files:", "add", &report.strangers.untracked);
        if ignored {
            list("Ignored files:", "add -f", &report.strangers.ignored);
        }
        if hidden {
            self.line("Untracked files not listed (use -u option to show untracked files)");
        }
        if !report.staged.is_empty() {
            return;
        }
        if !report.unstaged.is_empty() || !report.unmerged.is_empty() {
            self.line("no changes added to commit (use \"git add\" and/or \"git commit -a\")");
        } else if !report.strangers.untracked.is_empty() {
            self.line("nothing added to commit but untracked files present (use \"git add\" to track)");
        } else if initial {
            self.line("nothing to commit (create/copy files and use \"git add\" to track)");
        } else if hidden {
            self.line("nothing to commit (use -u to show untracked files)");
        } else {
            self.line("nothing to commit, working tree clean");
        }
    }

    fn put_short(&self, report: &Report, porcelain: bool, zero: bool, ignored: bool) {
        let mut rows: Vec<(Bytes, char, char, Option<Bytes>)> = Vec::new();
        for change in &report.staged {
            let old = change.score.map(|_| change.paths.0.clone());
            rows.push((change.path().clone(), change.letter(), ' ', old));
        }
        for change in &report.unstaged {
            match rows.iter_mut().find(|row| row.0 == *change.path()) {
                Some(row) => row.2 = change.letter(),
                None => rows.push((change.path().clone(), ' ', change.letter(), None)),
            }
        }
        for (path, stages) in &report.unmerged {
            let mut letters = conflict(*stages).1.chars();
            rows.push((path.clone(), letters.next().unwrap_or('U'), letters.next().unwrap_or('U'), None));
        }
        base::order::sort(&mut rows);
        let strange = |paths: &std::collections::BTreeSet<Bytes>, mark: char| {
            paths.iter().map(|path| (path.clone(), mark, mark, None)).collect::<Vec<_>>()
        };
        rows.extend(strange(&report.strangers.untracked, '?'));
        if ignored {
            rows.extend(strange(&report.strangers.ignored, '!'));
        }
        let shown = |path: &[u8]| {
            let text = if porcelain { quoted(path) } else { self.shown(path) };
            if text.contains(' ') && !text.starts_with('"') { format!("\"{text}\"") } else { text }
        };
        for (path, x, y, old) in rows {
            if zero {
                self.put(format!("{x}{y} "));
                self.put(&path);
                self.put("\0");
                if let Some(old) = old {
                    self.put(&old);
                    self.put("\0");
                }
                continue;
            }
            let unmerged = report.unmerged.iter().any(|(unmerged, _)| *unmerged == path);
            let (mut left, mut right) = (x.to_string(), y.to_string());
            if !porcelain && matches!(x, '?' | '!') {
                left = self.paint("31", "??".replace('?', &x.to_string()));
                right = String::new();
            } else if !porcelain {
                let paint =
                    |letter: char, sgr: &str| if letter == ' ' { " ".to_owned() } else { self.paint(sgr, letter) };
                left = paint(x, if unmerged { "31" } else { "32" });
                right = paint(y, "31");
            }
            let name = match old {
                Some(old) => format!("{} -> {}", shown(&old), shown(&path)),
                None => shown(&path),
            };
            self.line(format_args!("{left}{right} {name}"));
        }
    }
}

pub(in crate::commands::git) fn run(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("status", OPTIONS, args)?;
    let porcelain = parsed.has("porcelain") || (parsed.has("z") && !parsed.has("s"));
    if parsed.value("porcelain").is_some_and(|version| !matches!(version, b"v1" | b"1")) {
        return Err(git.fatal("only version 1 of --porcelain is supported on this machine"));
    }
    let untracked = match parsed.value("u") {
        None if parsed.has("u") => "all",
        None => "normal",
        Some(b"no") => "no",
        Some(b"all") => "all",
        Some(b"normal") => "normal",
        Some(other) => {
            let shown = String::from_utf8_lossy(other).into_owned();
            return Err(git.fatal(format_args!("Invalid untracked files mode '{shown}'")));
        }
    };
    let report = git.report(&git.tree_paths(&parsed.operands)?, untracked)?;
    let short = parsed.has("s") || porcelain;
    if !short || parsed.has("long") {
        git.put_status(&report, untracked == "no", parsed.has("ignored"));
        return Ok(0);
    }
    if porcelain {
        git.colour.set(false);
    }
    if parsed.has("b") {
        let initial = git.head_or_zero() == Oid::ZERO;
        let text = match git.branch() {
            Some(branch) if initial => format!("No commits yet on {}", git.paint("32", branch)),
            Some(branch) => git.paint("32", branch),
            None => git.paint("31", "HEAD (no branch)"),
        };
        git.put(format!("## {text}{}", if parsed.has("z") { "\0" } else { "\n" }));
    }
    git.put_short(&report, porcelain, parsed.has("z"), parsed.has("ignored"));
    Ok(0)
}
