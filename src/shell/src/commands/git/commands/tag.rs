//! `git tag`: names for commits that stay.

use crate::Bytes;
use crate::commands::git::object::Kind;
use crate::commands::git::refs::valid_name;
use crate::commands::git::repo::{Git, Result};
use crate::options::{Opt, flag, maybe, value};

const OPTIONS: &[Opt] = &[
    flag("a", "annotate"),
    value("m", "message"),
    flag("d", "delete"),
    flag("f", "force"),
    flag("l", "list"),
    maybe("n", ""),
    flag("s", "sign"),
];

pub(in crate::commands::git) async fn run(git: &Git<'_>, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("tag", OPTIONS, args)?;
    if parsed.has("s") {
        return Err(git.fatal("signing is not supported on this machine"));
    }
    let names: Vec<String> = parsed.operands.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    if parsed.has("d") {
        let mut status = 0;
        for name in &names {
            let full = format!("refs/tags/{name}");
            match git.ref_oid(&full) {
                Some(oid) => {
                    git.remove(full.as_bytes());
                    git.line(format_args!("Deleted tag '{name}' (was {})", git.short(oid)));
                }
                None => {
                    git.say(format_args!("error: tag '{name}' not found."));
                    status = 1;
                }
            }
        }
        return Ok(status);
    }
    if names.is_empty() || parsed.has("l") || (parsed.has("n") && !parsed.has("m")) {
        for (name, oid) in git.refs("refs/tags/") {
            let fits = |pattern: &String| {
                pattern::Glob::compile(pattern, false, false)
                    .is_ok_and(|glob| glob.is_match(name.as_bytes(), &git.budget).unwrap_or(false))
            };
            if !names.is_empty() && !names.iter().any(fits) {
                continue;
            }
            if !parsed.has("n") {
                git.line(&name);
                continue;
            }
            let subject = match git.object(oid) {
                Some((Kind::Tag | Kind::Commit, content)) => {
                    let text = String::from_utf8_lossy(&content).into_owned();
                    crate::commands::git::tree::subject(text.split_once("\n\n").map_or("", |(_, message)| message))
                }
                _ => String::new(),
            };
            git.line(format_args!("{name:<15} {subject}"));
        }
        return Ok(0);
    }
    let name = &names[0];
    if names.len() > 2 {
        return Err(git.fatal("too many arguments"));
    }
    if !valid_name(name) {
        return Err(git.fatal(format_args!("'{name}' is not a valid tag name.")));
    }
    let start = names.get(1).map_or("HEAD", String::as_str);
    let Some(oid) = git.resolve(start) else {
        return Err(git.fatal(format_args!("Failed to resolve '{start}' as a valid ref.")));
    };
    let full = format!("refs/tags/{name}");
    let old = git.ref_oid(&full);
    if old.is_some() && !parsed.has("f") {
        return Err(git.fatal(format_args!("tag '{name}' already exists")));
    }
    let messages: Vec<String> = parsed.values("m").map(|text| String::from_utf8_lossy(text).into_owned()).collect();
    let oid = if parsed.has("a") || !messages.is_empty() {
        let tagger = git.person("COMMITTER")?;
        let mut text = messages.join("\n\n");
        if messages.is_empty() {
            let template =
                format!("\n#\n# Write a message for tag:\n#   {name}\n# Lines starting with '#' will be ignored.\n");
            text = git.edit_message(&template).await?;
        }
        let message = super::commit::cleaned(&text, messages.is_empty());
        if message.is_empty() && messages.is_empty() {
            return Err(git.fatal("no tag message?"));
        }
        let kind = git.object(oid).map_or("commit", |(kind, _)| kind.name());
        let content = format!("object {oid}\ntype {kind}\ntag {name}\ntagger {tagger}\n\n{message}");
        git.write_object(Kind::Tag, content.as_bytes())?
    } else {
        oid
    };
    git.set_ref(&full, oid, "")?;
    if let Some(old) = old.filter(|old| *old != oid) {
        git.line(format_args!("Updated tag '{name}' (was {})", git.short(old)));
    }
    Ok(0)
}
