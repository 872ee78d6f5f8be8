//! `git cherry-pick` and `git revert`: what one commit changed, done again or undone.

use crate::Bytes;
use crate::commands::git::object::{Kind, Oid};
use crate::commands::git::repo::{Git, Result};
use crate::commands::git::tree::Commit;
use crate::options::{Opt, flag};

const OPTIONS: &[Opt] = &[
    flag("n", "no-commit"),
    flag("", "no-edit"),
    flag("e", "edit"),
    flag("x", ""),
    flag("", "abort"),
    flag("", "continue"),
];

pub(in crate::commands::git) async fn run(git: &Git<'_>, args: &[Bytes], revert: bool) -> Result<i32> {
    let verb = if revert { "revert" } else { "cherry-pick" };
    let parsed = git.options(verb, OPTIONS, args)?;
    for unsupported in ["abort", "continue", "x"] {
        if parsed.has(unsupported) {
            return Err(git.fatal(format_args!("{verb} --{unsupported} is not supported on this machine")));
        }
    }
    if parsed.operands.is_empty() {
        git.say(format_args!("usage: git {verb} [<options>] <commit>..."));
        return Ok(129);
    }
    for word in &parsed.operands {
        let name = String::from_utf8_lossy(word).into_owned();
        let Some(oid) = git.commit_named(&name) else { return Err(git.fatal(format_args!("bad revision '{name}'"))) };
        let status = one(git, oid, revert, parsed.has("n"), parsed.has("e")).await?;
        if status != 0 {
            return Ok(status);
        }
    }
    Ok(0)
}

async fn one(git: &Git<'_>, oid: Oid, revert: bool, no_commit: bool, edit: bool) -> Result<i32> {
    let verb = if revert { "revert" } else { "cherry-pick" };
    let picked = git.commit(oid)?;
    if picked.parents.len() > 1 {
        git.say(format_args!("error: commit {oid} is a merge but no -m option was given."));
        return Err(git.fatal(format_args!("{verb} failed")));
    }
    let Some(head) = git.head() else { return Err(git.fatal("your current branch does not have any commits yet")) };
    let parent = picked.parents.first().copied().unwrap_or(Oid::ZERO);
    let (before, after) = (git.commit_files(parent)?, git.commit_files(oid)?);
    let ours = git.commit_files(head)?;
    if git.index()?.files() != ours && !no_commit {
        git.say(format_args!("error: your local changes would be overwritten by {verb}.\nhint: commit your changes or stash them to proceed."));
        return Err(git.fatal(format_args!("{verb} failed")));
    }
    let subject = picked.subject();
    let label = if revert {
        format!("parent of {} ({subject})", git.short(oid))
    } else {
        format!("{} ({subject})", git.short(oid))
    };
    let (base, theirs) = if revert { (&after, &before) } else { (&before, &after) };
    let outcome = git.merge_files(base, &ours, theirs, ["HEAD", &label])?;
    if let Err(blocked) = git.settle(&ours, &outcome)? {
        git.in_the_way(&blocked, "merge");
        return Err(git.fatal(format_args!("{verb} failed")));
    }
    for words in &outcome.words {
        git.line(words);
    }
    let mut message = if revert {
        let title = match subject.strip_prefix("Revert \"") {
            Some(rest) if subject.ends_with('"') => format!("Reapply \"{rest}"),
            _ => format!("Revert \"{subject}\""),
        };
        format!("{title}\n\nThis reverts commit {oid}.\n")
    } else {
        picked.message.clone()
    };
    if !outcome.conflicts.is_empty() {
        git.write(b"MERGE_MSG", message.as_bytes())?;
        let deed = if revert { "revert" } else { "apply" };
        git.say(format_args!("error: could not {deed} {}... {subject}", git.short(oid)));
        git.say(format_args!(
            "hint: After resolving the conflicts, mark them with\nhint: \"git add/rm <pathspec>\", then run\nhint: \"git {verb} --continue\".\nhint: You can instead skip this commit with \"git {verb} --skip\".\nhint: To abort and get back to the state before \"git {verb}\",\nhint: run \"git {verb} --abort\"."
        ));
        return Ok(1);
    }
    if no_commit {
        return Ok(0);
    }
    if outcome.files == ours {
        git.put_status(&git.report(&[], "normal")?, false, false);
        return Ok(1);
    }
    let on_terminal = git.context.is_tty(0) && git.context.is_tty(1);
    if edit || (revert && on_terminal) {
        message = super::commit::cleaned(&git.edit_message(&message).await?, true);
    }
    let committer = git.person("COMMITTER")?;
    let author = if revert { git.person("AUTHOR")? } else { picked.author.clone() };
    let commit = Commit { tree: git.write_tree(&outcome.files)?, parents: vec![head], author, committer, message };
    let oid = git.write_object(Kind::Commit, &commit.bytes())?;
    git.move_head(oid, &format!("{verb}: {}", commit.subject()))?;
    git.put_created(oid, &commit, true)?;
    Ok(0)
}
