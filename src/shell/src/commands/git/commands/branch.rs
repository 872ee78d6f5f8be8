//! `git branch`: names for lines of history.

use crate::Bytes;
use crate::commands::git::object::Oid;
use crate::commands::git::refs::valid_name;
use crate::commands::git::repo::{Git, Result};
use crate::options::{Opt, flag, maybe, value};

const OPTIONS: &[Opt] = &[
    flag("v", "verbose"),
    flag("q", "quiet"),
    flag("a", "all"),
    flag("r", "remotes"),
    flag("l", "list"),
    flag("d", "delete"),
    flag("D", ""),
    flag("m", "move"),
    flag("M", ""),
    flag("c", "copy"),
    flag("f", "force"),
    flag("", "show-current"),
    maybe("", "merged"),
    maybe("", "no-merged"),
    maybe("", "contains"),
    maybe("", "color"),
    flag("", "no-color"),
    value("", "sort"),
    value("", "format"),
];

pub(in crate::commands::git) fn run(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("branch", OPTIONS, args)?;
    for unsupported in ["format", "sort"] {
        if parsed.has(unsupported) {
            return Err(git.fatal(format_args!("--{unsupported} is not supported on this machine")));
        }
    }
    let names: Vec<String> = parsed.operands.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    if parsed.has("show-current") {
        if let Some(branch) = git.branch() {
            git.line(branch);
        }
        return Ok(0);
    }
    if parsed.has("d") || parsed.has("D") {
        return delete(git, &names, parsed.has("D") || parsed.has("f"), parsed.has("q"));
    }
    if parsed.has("m") || parsed.has("M") || parsed.has("c") {
        return rename(git, &names, parsed.has("M") || parsed.has("f"), parsed.has("c"));
    }
    let listing = ["l", "a", "r", "merged", "no-merged", "contains"].iter().any(|key| parsed.has(key));
    if names.is_empty() || listing {
        if parsed.has("no-color") || parsed.value("color").is_some_and(|when| when == b"never") {
            git.colour.set(false);
        }
        return list(git, &parsed, &names);
    }
    let start = names.get(1).map_or("HEAD", String::as_str);
    git.make_branch(&names[0], start, parsed.has("f"))?;
    Ok(0)
}

impl Git<'_> {
    /// Makes a branch at a commit.
    pub(in crate::commands::git) fn make_branch(&self, name: &str, start: &str, force: bool) -> Result<()> {
        if !valid_name(name) {
            return Err(self.fatal(format_args!("'{name}' is not a valid branch name")));
        }
        let full = format!("refs/heads/{name}");
        let exists = self.ref_oid(&full).is_some();
        if exists && !force {
            return Err(self.fatal(format_args!("a branch named '{name}' already exists")));
        }
        if exists && self.head_ref().as_ref() == Some(&full) {
            let place = String::from_utf8_lossy(&self.work).into_owned();
            return Err(self.fatal(format_args!("cannot force update the branch '{name}' checked out at '{place}'")));
        }
        let Some(oid) = self.commit_named(start) else {
            let shown = if start == "HEAD" { self.branch().unwrap_or_default() } else { start.to_owned() };
            return Err(self.fatal(format_args!("not a valid object name: '{shown}'")));
        };
        let shown = if start == "HEAD" { self.branch().unwrap_or_else(|| start.to_owned()) } else { start.to_owned() };
        let why = if exists { format!("branch: Reset to {shown}") } else { format!("branch: Created from {shown}") };
        self.set_ref(&full, oid, &why)
    }
}

fn delete(git: &Git, names: &[String], force: bool, quiet: bool) -> Result<i32> {
    if names.is_empty() {
        return Err(git.fatal("branch name required"));
    }
    let mut status = 0;
    for name in names {
        let full = format!("refs/heads/{name}");
        let Some(oid) = git.ref_oid(&full) else {
            git.say(format_args!("error: branch '{name}' not found."));
            status = 1;
            continue;
        };
        if git.head_ref().as_ref() == Some(&full) {
            let place = String::from_utf8_lossy(&git.work).into_owned();
            git.say(format_args!("error: Cannot delete branch '{name}' checked out at '{place}'"));
            status = 1;
            continue;
        }
        if !force && !git.is_ancestor(oid, git.head_or_zero())? {
            git.say(format_args!("error: The branch '{name}' is not fully merged.\nIf you are sure you want to delete it, run 'git branch -D {name}'."));
            status = 1;
            continue;
        }
        git.drop_ref(&full);
        if !quiet {
            git.line(format_args!("Deleted branch {name} (was {}).", git.short(oid)));
        }
    }
    Ok(status)
}

fn rename(git: &Git, names: &[String], force: bool, copy: bool) -> Result<i32> {
    let current = git.branch();
    let (old, new) = match names {
        [new] => match current.clone() {
            Some(old) => (old, new.clone()),
            None => return Err(git.fatal("cannot rename the current branch while not on any.")),
        },
        [old, new] => (old.clone(), new.clone()),
        [] => return Err(git.fatal("branch name required")),
        _ => return Err(git.fatal("too many arguments for a rename operation")),
    };
    if !valid_name(&new) {
        return Err(git.fatal(format_args!("Invalid branch name: '{new}'")));
    }
    let (from, to) = (format!("refs/heads/{old}"), format!("refs/heads/{new}"));
    let is_current = current.as_ref() == Some(&old);
    let Some(oid) = git.ref_oid(&from) else {
        if is_current && !copy {
            git.write(b"HEAD", format!("ref: {to}\n").as_bytes())?;
            return Ok(0);
        }
        return Err(git.fatal(format_args!("No branch named '{old}'.")));
    };
    if old == new {
        return Ok(0);
    }
    if git.ref_oid(&to).is_some() && !force {
        return Err(git.fatal(format_args!("a branch named '{new}' already exists")));
    }
    let journal = git.read(format!("logs/{from}").as_bytes());
    if !copy {
        git.drop_ref(&from);
    }
    if let Some(journal) = journal {
        git.write(format!("logs/{to}").as_bytes(), &journal)?;
    }
    let deed = if copy { "copied" } else { "renamed" };
    git.write(to.as_bytes(), format!("{oid}\n").as_bytes())?;
    git.journal(&to, oid, oid, &format!("Branch: {deed} {from} to {to}"))?;
    if is_current && !copy {
        git.write(b"HEAD", format!("ref: {to}\n").as_bytes())?;
        // The old name goes, the new one comes: two lines, the first of which is never shown.
        let why = format!("Branch: renamed {from} to {to}");
        git.journal("HEAD", oid, Oid::ZERO, &why)?;
        git.journal("HEAD", Oid::ZERO, oid, &why)?;
    }
    Ok(0)
}

fn list(git: &Git, parsed: &crate::options::Parsed, patterns: &[String]) -> Result<i32> {
    if parsed.has("r") {
        return Ok(0);
    }
    let commit = |key: &str| -> Result<Option<Oid>> {
        if !parsed.has(key) {
            return Ok(None);
        }
        let name = parsed.value(key).map_or("HEAD".to_owned(), |name| String::from_utf8_lossy(name).into_owned());
        match git.commit_named(&name) {
            Some(oid) => Ok(Some(oid)),
            None => {
                git.say(format_args!("error: malformed object name {name}"));
                Err(crate::Quit::Status(129))
            }
        }
    };
    // `--merged NAME` gives the name apart.
    let (mut merged, mut unmerged, mut contains) = (commit("merged")?, commit("no-merged")?, commit("contains")?);
    let mut patterns = patterns.to_vec();
    for (key, place) in [("merged", &mut merged), ("no-merged", &mut unmerged), ("contains", &mut contains)] {
        if parsed.has(key) && parsed.value(key).is_none() && !patterns.is_empty() {
            let name = patterns.remove(0);
            *place = Some(git.commit_named(&name).ok_or_else(|| {
                git.say(format_args!("error: malformed object name {name}"));
                crate::Quit::Status(129)
            })?);
        }
    }
    let current = git.branch();
    let mut rows: Vec<(String, Oid, bool)> = Vec::new();
    if current.is_none() {
        let (word, place) = git.detached();
        rows.push((format!("(HEAD detached {word} {place})"), git.head_or_zero(), true));
    }
    for (name, oid) in git.refs("refs/heads/") {
        let here = current.as_ref() == Some(&name);
        rows.push((name, oid, here));
    }
    let mut shown = Vec::new();
    for (name, oid, here) in rows {
        let fits = |pattern: &String| {
            pattern::Glob::compile(pattern, false, false)
                .is_ok_and(|glob| glob.is_match(name.as_bytes(), &git.budget).unwrap_or(false))
        };
        let keeps = (patterns.is_empty() || patterns.iter().any(fits))
            && match merged {
                Some(into) => git.is_ancestor(oid, into)?,
                None => true,
            }
            && match unmerged {
                Some(into) => !git.is_ancestor(oid, into)?,
                None => true,
            }
            && match contains {
                Some(old) => git.is_ancestor(old, oid)?,
                None => true,
            };
        if keeps {
            shown.push((name, oid, here));
        }
    }
    let width = shown.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0);
    for (name, oid, here) in shown {
        let mark = if here { "*" } else { " " };
        let painted = if here { git.paint("32", &name) } else { name.clone() };
        if parsed.has("v") {
            let pad = " ".repeat(width - name.chars().count());
            git.line(format_args!("{mark} {painted}{pad} {} {}", git.short(oid), git.commit(oid)?.subject()));
        } else {
            git.line(format_args!("{mark} {painted}"));
        }
    }
    Ok(0)
}
