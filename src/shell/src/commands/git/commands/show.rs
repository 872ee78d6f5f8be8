//! `git show`: one object.

use super::log::OPTIONS;
use crate::Bytes;
use crate::commands::git::diff::changes::wanted;
use crate::commands::git::object::Kind;
use crate::commands::git::person::{date, split};
use crate::commands::git::repo::{Git, Result};
use crate::commands::git::tree::lines;
use std::collections::BTreeSet;

pub(in crate::commands::git) fn run(git: &Git, args: &[Bytes]) -> Result<i32> {
    let (before, after) = Git::parted(args);
    let parsed = git.options("show", OPTIONS, &before)?;
    let look = git.look_of(&parsed, true)?;
    git.paged.set(true);
    let (mut revisions, paths) = git.revisions_and_paths(&parsed.operands, after)?;
    if revisions.is_empty() {
        if git.head().is_none() {
            let branch = git.branch().unwrap_or_default();
            return Err(git.fatal(format_args!("your current branch '{branch}' does not have any commits yet")));
        }
        revisions.push("HEAD".to_owned());
    }
    for (at, name) in revisions.iter().enumerate() {
        if at > 0 {
            git.put("\n");
        }
        let mut oid = git.resolve(name).ok_or_else(|| git.ambiguous(name))?;
        // A tag is shown, then what it stands for; tags of tags end.
        for _ in 0..10 {
            let Some((kind, content)) = git.object(oid) else {
                return Err(git.fatal(format_args!("bad object {name}")));
            };
            match kind {
                Kind::Blob => git.put(&content[..]),
                Kind::Tree => {
                    git.line(git.paint("33", format_args!("tree {name}")));
                    git.put("\n");
                    for (mode, name, _) in lines(&content) {
                        git.put(name);
                        git.put(if mode == 0o040_000 { "/\n" } else { "\n" });
                    }
                }
                Kind::Tag => {
                    let text = String::from_utf8_lossy(&content).into_owned();
                    let (head, message) = text.split_once("\n\n").unwrap_or((&text, ""));
                    let field = |key: &str| head.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
                    let (who, mail, seconds, zone) = split(field("tagger "));
                    let when = date(seconds, zone, &look.dates, git.now()).unwrap_or_default();
                    git.line(git.paint("33", format_args!("tag {}", field("tag "))));
                    git.put(format!("Tagger: {who} <{mail}>\nDate:   {when}\n\n{message}\n"));
                    if let Some(target) = crate::commands::git::object::Oid::parse(field("object ").as_bytes()) {
                        oid = target;
                        continue;
                    }
                }
                Kind::Commit => {
                    let commit = git.commit(oid)?;
                    git.put_commit(oid, &commit, &look, &paths, None)?;
                    if let ([one, two], true) = (commit.parents.as_slice(), look.views.patch) {
                        let sides = [git.commit_files(*one)?, git.commit_files(*two)?];
                        let files = git.commit_files(oid)?;
                        let all: BTreeSet<&Bytes> =
                            files.keys().chain(sides[0].keys()).chain(sides[1].keys()).collect();
                        let start = git.out.borrow().len();
                        for path in all.into_iter().filter(|path| wanted(&paths, path)) {
                            let entries = [sides[0].get(path).copied(), sides[1].get(path).copied()];
                            let here = files.get(path).copied();
                            if here.is_some() && !entries.contains(&here) {
                                git.put_combined(path, entries, here)?;
                            }
                        }
                        let list = git.out.borrow_mut().split_off(start);
                        git.put("\n");
                        git.put(list);
                    }
                }
            }
            break;
        }
    }
    Ok(0)
}
