//! `git diff`, and the options of differences that `log` and `show` share.

use crate::Bytes;
use crate::commands::git::diff::changes::{Change, between, wanted};
use crate::commands::git::diff::patch::Style;
use crate::commands::git::object::Oid;
use crate::commands::git::repo::{Git, Result};
use crate::options::{Opt, Parsed, flag, maybe, value};

/// What every command that shows differences takes.
pub(in crate::commands::git) const SHARED: [Opt; 21] = [
    flag("p", "patch"),
    flag("s", "no-patch"),
    maybe("", "stat"),
    flag("", "numstat"),
    flag("", "shortstat"),
    flag("", "summary"),
    flag("", "name-only"),
    flag("", "name-status"),
    value("U", "unified"),
    flag("w", "ignore-all-space"),
    maybe("", "color"),
    flag("", "no-color"),
    maybe("M", "find-renames"),
    flag("", "no-renames"),
    flag("", "no-ext-diff"),
    flag("u", ""),
    flag("", "text"),
    flag("", "minimal"),
    flag("", "exit-code"),
    flag("", "quiet"),
    flag("R", ""),
];

const OPTIONS: &[Opt] = &{
    let mut list = [flag("", "cached"); 23];
    let mut at = 0;
    while at < SHARED.len() {
        list[at] = SHARED[at];
        at += 1;
    }
    list[21] = flag("", "cached");
    list[22] = flag("", "staged");
    list
};

/// Which views of a difference are wanted.
#[derive(Clone, Copy, Default)]
pub(in crate::commands::git) struct Views {
    pub(in crate::commands::git) patch: bool,
    stat: bool,
    numstat: bool,
    shortstat: bool,
    summary: bool,
    name_only: bool,
    name_status: bool,
    renames: bool,
    style: Style,
}

impl Views {
    /// Is anything wanted?
    pub(in crate::commands::git) fn any(self) -> bool {
        self.patch || self.stat || self.numstat || self.shortstat || self.summary || self.name_only || self.name_status
    }

    /// The same, lists only.
    pub(in crate::commands::git) fn without_patch(self) -> Self {
        Self { patch: false, ..self }
    }

    /// A list and a patch: they are kept apart by a line.
    pub(in crate::commands::git) fn stat_and_patch(self) -> bool {
        self.stat && self.patch
    }
}

impl Git<'_> {
    /// Reads the shared options; `patch` when none asks for anything else.
    pub(in crate::commands::git) fn views(&self, parsed: &Parsed, patch: bool) -> Result<Views> {
        let mut views = Views {
            stat: parsed.has("stat"),
            numstat: parsed.has("numstat"),
            shortstat: parsed.has("shortstat"),
            summary: parsed.has("summary"),
            name_only: parsed.has("name-only"),
            name_status: parsed.has("name-status"),
            renames: !parsed.has("no-renames"),
            style: Style { blank: parsed.has("w"), ..Style::default() },
            ..Views::default()
        };
        if let Some(around) = parsed.value("U") {
            let number = std::str::from_utf8(around).ok().and_then(|text| text.parse().ok());
            let shown = String::from_utf8_lossy(around).into_owned();
            views.style.around = number
                .ok_or_else(|| self.error(format_args!("option `unified' expects a numerical value, not '{shown}'")))?;
        }
        views.patch = parsed.has("p") || parsed.has("u") || parsed.has("U") || (patch && !views.any());
        if parsed.has("s") {
            views = Views { renames: views.renames, ..Views::default() };
        }
        match parsed.value("color") {
            _ if parsed.has("no-color") => self.colour.set(false),
            Some(b"never") => self.colour.set(false),
            Some(b"always") => self.colour.set(true),
            None if parsed.has("color") => self.colour.set(true),
            _ => {}
        }
        Ok(views)
    }

    /// Writes what is wanted of these changes.
    pub(in crate::commands::git) fn put_changes(&self, changes: &[Change], views: Views) -> Result<()> {
        let joined = if views.renames { self.with_renames(changes.to_vec())? } else { changes.to_vec() };
        let changes = joined.as_slice();
        if views.name_only || views.name_status {
            self.put_names(changes, views.name_status);
            return Ok(());
        }
        if views.numstat {
            self.put_numstat(changes)?;
        }
        if views.stat {
            self.put_stat(changes)?;
        } else if views.shortstat {
            self.put_shortstat(changes)?;
        }
        if views.summary {
            self.put_summary(changes);
        }
        if views.patch {
            if (views.stat || views.numstat || views.shortstat || views.summary) && !changes.is_empty() {
                self.put("\n");
            }
            self.put_patches(changes, views.style)?;
        }
        Ok(())
    }
}

pub(in crate::commands::git) fn run(git: &Git, args: &[Bytes]) -> Result<i32> {
    let (before, after) = Git::parted(args);
    let parsed = git.options("diff", OPTIONS, &before)?;
    let views = git.views(&parsed, true)?;
    git.paged.set(true);
    let (revisions, paths) = git.revisions_and_paths(&parsed.operands, after)?;
    let commit = |name: &str| {
        let name = if name.is_empty() { "HEAD" } else { name };
        git.resolve(name).and_then(|oid| git.tree_of(oid)).ok_or_else(|| git.ambiguous(name))
    };
    let index = git.index()?;
    let staged = parsed.has("cached") || parsed.has("staged");
    let mut changes = match revisions.as_slice() {
        [] if staged => between(&git.commit_files(git.head_or_zero())?, &index.files(), false),
        [one] if staged => between(&git.files(commit(one)?)?, &index.files(), false),
        [] => between(&index.files(), &git.disk_files(&index), true),
        [one] => match one
            .split_once("...")
            .map(|ends| (ends, true))
            .or_else(|| one.split_once("..").map(|ends| (ends, false)))
        {
            None => between(&git.files(commit(one)?)?, &git.disk_files(&index), true),
            Some(((from, to), true)) => {
                let name = |name: &str| {
                    let name = if name.is_empty() { "HEAD" } else { name };
                    git.commit_named(name).ok_or_else(|| git.ambiguous(name))
                };
                let (one, two) = (name(from)?, name(to)?);
                let base = git.merge_bases(one, two)?.first().copied().unwrap_or(Oid::ZERO);
                between(&git.commit_files(base)?, &git.commit_files(two)?, false)
            }
            Some(((from, to), false)) => between(&git.files(commit(from)?)?, &git.files(commit(to)?)?, false),
        },
        [from, to] => between(&git.files(commit(from)?)?, &git.files(commit(to)?)?, false),
        _ => return Err(git.fatal("more than two revisions are not supported on this machine")),
    };
    let conflicted = index.unmerged();
    changes.retain(|change| wanted(&paths, change.path()) && !conflicted.contains(change.path()));
    if parsed.has("R") {
        for change in &mut changes {
            if change.on_disk {
                return Err(git.fatal("-R with the working tree is not supported on this machine"));
            }
            std::mem::swap(&mut change.old, &mut change.new);
        }
    }
    if !parsed.has("quiet") {
        git.put_changes(&changes, views)?;
        for path in conflicted.iter().filter(|path| wanted(&paths, path)) {
            let sides = [index.entry(path, 2), index.entry(path, 3)];
            if !views.patch {
                git.put_names(
                    &[Change {
                        paths: (path.clone(), path.clone()),
                        old: sides[0],
                        new: sides[1],
                        score: None,
                        unmerged: true,
                        on_disk: false,
                    }],
                    views.name_status,
                );
            } else if staged || sides.contains(&None) || git.disk_mode(path).is_none() {
                git.line(format_args!("* Unmerged path {}", crate::commands::git::repo::quoted(path)));
            } else {
                git.put_combined(path, sides, None)?;
            }
        }
    }
    Ok(i32::from((parsed.has("exit-code") || parsed.has("quiet")) && !changes.is_empty()))
}
