//! `git config`: settings of the repository and of the user.

use crate::Bytes;
use crate::commands::git::config::{normal, parse};
use crate::commands::git::repo::{Git, Result};
use crate::options::{Opt, flag};

const OPTIONS: &[Opt] = &[
    flag("", "global"),
    flag("", "local"),
    flag("", "system"),
    flag("l", "list"),
    flag("", "get"),
    flag("", "get-all"),
    flag("", "unset"),
    flag("", "add"),
    flag("", "show-origin"),
    flag("e", "edit"),
];

pub(in crate::commands::git) fn run(git: &Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("config", OPTIONS, args)?;
    for unsupported in ["system", "add", "show-origin", "e"] {
        if parsed.has(unsupported) {
            return Err(git.fatal(format_args!("config --{unsupported} is not supported on this machine")));
        }
    }
    let global = git.global_path().unwrap_or_default();
    let path = if parsed.has("global") { global.clone() } else { git.path(b"config") };
    let settings = if parsed.has("global") || parsed.has("local") {
        let text = git.context.read_file(&path).map(vfs::Content::into_vec);
        if parsed.has("l") && text.is_err() {
            let shown = String::from_utf8_lossy(&path).into_owned();
            return Err(git.fatal(format_args!("unable to read config file '{shown}': No such file or directory")));
        }
        parse(&text.unwrap_or_default()).unwrap_or_default()
    } else {
        git.config.borrow().settings.clone()
    };
    if parsed.has("l") {
        for (name, value) in settings {
            git.put(format!("{name}="));
            git.put(value);
            git.put("\n");
        }
        return Ok(0);
    }
    let words: Vec<String> = parsed.operands.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect();
    let Some(name) = words.first() else {
        git.say("usage: git config [<options>]");
        return Err(crate::Quit::Status(129));
    };
    let Some(key) = normal(name) else {
        git.say(format_args!("error: key does not contain a section: {name}"));
        return Ok(if words.len() > 1 { 2 } else { 1 });
    };
    if parsed.has("unset") {
        if !settings.iter().any(|(known, _)| *known == key) {
            return Ok(5);
        }
        git.change_config(&path, name, None)?;
        return Ok(0);
    }
    match words.get(1).filter(|_| !parsed.has("get") && !parsed.has("get-all")) {
        Some(value) => {
            if !git.exists() && !parsed.has("global") {
                return Err(git.fatal("not in a git directory"));
            }
            let last = key.rsplit('.').next().unwrap_or_default();
            if !last.starts_with(|letter: char| letter.is_ascii_alphabetic())
                || last.contains(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
            {
                git.say(format_args!("error: invalid key: {name}"));
                return Ok(1);
            }
            git.change_config(&path, name, Some(value.as_bytes()))?;
            Ok(0)
        }
        None => {
            let mut found: Vec<&Bytes> =
                settings.iter().filter(|(known, _)| *known == key).map(|(_, value)| value).collect();
            if !parsed.has("get-all") {
                found = found.last().copied().into_iter().collect();
            }
            for value in &found {
                git.put(value);
                git.put("\n");
            }
            Ok(i32::from(found.is_empty()))
        }
    }
}
