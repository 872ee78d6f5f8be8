//! `git stash`: changes put aside, and taken back.

use crate::Bytes;
use crate::commands::git::diff::changes::between;
use crate::commands::git::index::Cached;
use crate::commands::git::object::{Kind, Oid};
use crate::commands::git::repo::{Git, Result};
use crate::commands::git::tree::Commit;
use crate::options::{Opt, flag, value};

const OPTIONS: &[Opt] = &[
    value("m", "message"),
    flag("u", "include-untracked"),
    flag("q", "quiet"),
    flag("", "index"),
    flag("p", "patch"),
    flag("", "stat"),
];

pub(in crate::commands::git) fn run(git: &Git, args: &[Bytes]) -> Result<i32> {
    let (verb, rest) = match args.split_first() {
        Some((first, rest)) if !first.starts_with(b"-") => (String::from_utf8_lossy(first).into_owned(), rest),
        _ => ("push".to_owned(), args),
    };
    let parsed = git.options("stash", OPTIONS, rest)?;
    for unsupported in ["u", "index"] {
        if parsed.has(unsupported) {
            return Err(git.fatal(format_args!("stash -{unsupported} is not supported on this machine")));
        }
    }
    let name = parsed.operands.first().map_or("0".to_owned(), |name| String::from_utf8_lossy(name).into_owned());
    let place: Option<usize> = name.trim_start_matches("stash@{").trim_end_matches('}').parse().ok();
    let entries = git.journal_of("refs/stash");
    let entry = || match place.and_then(|place| entries.get(place).map(|entry| (place, entry.1))) {
        Some(found) => Ok(found),
        None if entries.is_empty() => {
            git.say("No stash entries found.");
            Err(crate::Quit::Status(1))
        }
        None => Err(git.error(format_args!("stash@{{{name}}} is not a valid reference"))),
    };
    match verb.as_str() {
        "push" | "save" => {
            let words: Vec<String> = match parsed.value("m") {
                Some(text) => vec![String::from_utf8_lossy(text).into_owned()],
                None if verb == "save" => {
                    parsed.operands.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect()
                }
                None if !parsed.operands.is_empty() => {
                    return Err(git.fatal("stash push with paths is not supported on this machine"));
                }
                None => Vec::new(),
            };
            push(git, &words.join(" "), parsed.has("q"))
        }
        "list" => {
            for (at, (.., why)) in entries.iter().enumerate() {
                git.line(format_args!("stash@{{{at}}}: {why}"));
            }
            Ok(0)
        }
        "show" => {
            let (_, oid) = entry()?;
            let commit = git.commit(oid)?;
            let base = git.commit_files(commit.parents.first().copied().unwrap_or(Oid::ZERO))?;
            let changes = git.with_renames(between(&base, &git.commit_files(oid)?, false))?;
            if parsed.has("p") {
                git.put_patches(&changes, crate::commands::git::diff::patch::Style::default())?;
            } else {
                git.put_stat(&changes)?;
            }
            Ok(0)
        }
        "apply" | "pop" => {
            let (place, oid) = entry()?;
            if !apply(git, oid, parsed.has("q"))? {
                if verb == "pop" {
                    git.line("The stash entry is kept in case you need it again.");
                }
                return Ok(1);
            }
            if verb == "pop" {
                drop(git, place, oid, parsed.has("q"))?;
            }
            Ok(0)
        }
        "drop" => {
            let (place, oid) = entry()?;
            drop(git, place, oid, parsed.has("q"))?;
            Ok(0)
        }
        "clear" => {
            git.remove(b"refs/stash");
            git.remove(b"logs/refs/stash");
            Ok(0)
        }
        other => Err(git.fatal(format_args!("stash {other} is not supported on this machine"))),
    }
}

fn push(git: &Git, message: &str, quiet: bool) -> Result<i32> {
    let Some(head) = git.head() else {
        git.say("You do not have the initial commit yet");
        return Ok(1);
    };
    let index = git.index()?;
    if !index.unmerged().is_empty() {
        return Err(git.error("could not write index"));
    }
    let base = git.commit_files(head)?;
    let staged = index.files();
    let mut here = staged.clone();
    for path in index.paths() {
        match git.disk_entry(&path) {
            None => {
                here.remove(&path);
            }
            Some(entry) => {
                if let Some(content) = git.disk_content(&path) {
                    git.write_object(Kind::Blob, &content)?;
                }
                here.insert(path, entry);
            }
        }
    }
    if between(&base, &staged, false).is_empty() && between(&staged, &here, false).is_empty() {
        if !quiet {
            git.line("No local changes to save");
        }
        return Ok(0);
    }
    let branch = git.branch().unwrap_or_else(|| "(no branch)".to_owned());
    let place = format!("{branch}: {} {}", git.short(head), git.commit(head)?.subject());
    let (author, committer) = (git.person("AUTHOR")?, git.person("COMMITTER")?);
    let store = |files, parents: Vec<Oid>, message: String| -> Result<Oid> {
        let tree = git.write_tree(files)?;
        let commit = Commit { tree, parents, author: author.clone(), committer: committer.clone(), message };
        git.write_object(Kind::Commit, &commit.bytes())
    };
    let kept = store(&staged, vec![head], format!("index on {place}\n"))?;
    let words = if message.is_empty() { format!("WIP on {place}") } else { format!("On {branch}: {message}") };
    // Without a message the subject ends with a newline, with one it does not: so does git.
    let text = if message.is_empty() { format!("{words}\n") } else { words.clone() };
    let oid = store(&here, vec![head, kept], text)?;
    git.set_ref("refs/stash", oid, &words)?;
    git.force_tree(&base)?;
    if !quiet {
        git.line(format_args!("Saved working directory and index state {words}"));
    }
    Ok(0)
}

fn apply(git: &Git, oid: Oid, quiet: bool) -> Result<bool> {
    let commit = git.commit(oid)?;
    let base = git.commit_files(commit.parents.first().copied().unwrap_or(Oid::ZERO))?;
    let index = git.index()?;
    let ours = index.files();
    let head = git.commit_files(git.head_or_zero())?;
    let outcome = git.merge_files(&base, &ours, &git.commit_files(oid)?, ["Updated upstream", "Stashed changes"])?;
    if let Err(blocked) = git.settle(&ours, &outcome)? {
        git.in_the_way(&blocked, "merge");
        return Ok(false);
    }
    for words in &outcome.words {
        git.line(words);
    }
    if outcome.conflicts.is_empty() {
        // Files new to the index stay there; everything else is as it was before.
        let mut after = git.index()?;
        for (path, entry) in after.files() {
            if let Some(before) = ours.get(&path).filter(|before| **before != entry) {
                after.set(&path, *before, Cached::default());
            } else if !ours.contains_key(&path) && head.contains_key(&path) {
                after.drop(&path);
            }
        }
        for (path, before) in ours.iter().filter(|(path, _)| !outcome.files.contains_key(*path)) {
            after.set(path, *before, Cached::default());
        }
        git.save(&after)?;
    }
    if !quiet {
        git.put_status(&git.report(&[], "normal")?, false, false);
    }
    Ok(outcome.conflicts.is_empty())
}

fn drop(git: &Git, place: usize, oid: Oid, quiet: bool) -> Result<()> {
    let text = git.read(b"logs/refs/stash").unwrap_or_default();
    let mut lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    if place < lines.len() {
        lines.remove(lines.len() - 1 - place);
    }
    if lines.is_empty() {
        git.remove(b"refs/stash");
        git.remove(b"logs/refs/stash");
    } else {
        git.write(b"logs/refs/stash", &lines.concat())?;
        if let Some((_, top, ..)) = git.journal_of("refs/stash").first() {
            git.write(b"refs/stash", format!("{top}\n").as_bytes())?;
        }
    }
    if !quiet {
        git.line(format_args!("Dropped refs/stash@{{{place}}} ({oid})"));
    }
    Ok(())
}
