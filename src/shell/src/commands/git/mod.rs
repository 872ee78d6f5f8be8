//! `git` 2.39: a real repository on the virtual disk. Objects, their names, the index and the references are those of git
//! itself, so that a repository made here can be read by git.
//!
//! - `object`, `tree`, `index`, `refs`, `config`, `ignore`: what lies in `.git`, each format in its own file;
//! - `revision`, `person`, `worktree`: names of commits, who and when, the files the learner sees;
//! - `diff`, `merge3`: which lines differ, and three versions made one;
//! - `commands`: what can be asked for.
//!
//! Refused by name: remotes (`clone`, `fetch`, `pull`, `push`), `rebase`, packs, signatures, submodules, hooks.

mod commands;
mod config;
mod diff;
mod ignore;
mod index;
mod merge3;
mod object;
mod person;
mod refs;
mod repo;
mod revision;
mod tree;
mod usage;
mod worktree;

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};
use commands as verbs;
use repo::{Git, Result};

const OPTIONS: &[Opt] = &[
    value("C", ""),
    value("c", ""),
    flag("v", "version"),
    flag("h", "help"),
    flag("P", "no-pager"),
    flag("p", "paginate"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("git", OPTIONS, |context, args| Box::pin(run(context, args)));

/// What git can be told to do here, for completion.
pub(crate) const VERBS: &[&str] = &[
    "add",
    "branch",
    "cat-file",
    "check-ignore",
    "checkout",
    "cherry-pick",
    "commit",
    "config",
    "count-objects",
    "diff",
    "hash-object",
    "help",
    "init",
    "log",
    "ls-files",
    "ls-tree",
    "merge",
    "merge-base",
    "mv",
    "reflog",
    "reset",
    "restore",
    "rev-list",
    "rev-parse",
    "revert",
    "rm",
    "show",
    "show-ref",
    "stash",
    "status",
    "switch",
    "symbolic-ref",
    "tag",
    "version",
    "write-tree",
];

/// What real git can and this one does not.
const REFUSED: &[&str] = &[
    "am",
    "apply",
    "archive",
    "bisect",
    "blame",
    "bundle",
    "citool",
    "clean",
    "clone",
    "describe",
    "fetch",
    "format-patch",
    "fsck",
    "gc",
    "grep",
    "gui",
    "maintenance",
    "notes",
    "pull",
    "push",
    "range-diff",
    "rebase",
    "remote",
    "repack",
    "shortlog",
    "sparse-checkout",
    "submodule",
    "worktree",
];

/// Git prints this when it is asked for nothing.
const HELP: &str = include_str!("help.txt");

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let mut overrides = Vec::new();
    let mut pager = true;
    let mut rest = args.into_iter();
    let name = loop {
        let Some(word) = rest.next() else {
            context.stdout.put(HELP.as_bytes());
            return Ok(1);
        };
        match word.as_slice() {
            b"-C" => {
                let folder = rest.next().unwrap_or_default();
                if let Err(error) = context.chdir(&folder) {
                    let shown = String::from_utf8_lossy(&folder).into_owned();
                    context.stderr(format!("fatal: cannot change to '{shown}': {error}\n").as_bytes());
                    return Ok(128);
                }
            }
            b"-c" => {
                let setting = String::from_utf8_lossy(&rest.next().unwrap_or_default()).into_owned();
                let (name, value) = setting.split_once('=').unwrap_or((&setting, "true"));
                if let Some(name) = config::normal(name) {
                    overrides.push((name, value.as_bytes().to_vec()));
                }
            }
            b"-P" | b"--no-pager" => pager = false,
            b"-p" | b"--paginate" => {}
            b"-v" | b"--version" => break "version".to_owned(),
            b"-h" | b"--help" => break "help".to_owned(),
            option if option.starts_with(b"-") => {
                let shown = String::from_utf8_lossy(option).into_owned();
                context.stderr(format!("unknown option: {shown}\n{}", usage_lines()).as_bytes());
                return Ok(129);
            }
            _ => break String::from_utf8_lossy(&word).into_owned(),
        }
    };
    let args: Vec<Bytes> = rest.collect();
    let (outcome, out, paged) = {
        let mut git = Git::new(context, overrides);
        let outcome = dispatch(&mut git, &name, &args).await;
        git.context.settle(&git.budget).await;
        (outcome, git.out.take(), git.paged.get())
    };
    if paged && pager && context.is_tty(1) {
        super::pager::page(context, &out, "", false, true).await?;
    } else {
        context.stdout.put(&out);
        context.stdout.relieve().await?;
    }
    outcome
}

fn usage_lines() -> String {
    HELP.lines().take(2).map(|line| format!("{line}\n")).collect()
}

async fn dispatch(git: &mut Git<'_>, name: &str, args: &[Bytes]) -> Result<i32> {
    match name {
        "help" => {
            git.put(HELP);
            return Ok(0);
        }
        "version" => {
            git.line("git version 2.39.5");
            return Ok(0);
        }
        "init" => return verbs::init::run(git, args),
        _ => {}
    }
    if !VERBS.contains(&name) {
        if REFUSED.contains(&name) {
            return Err(git.fatal(format_args!("{name} is not supported on this machine")));
        }
        git.say(format_args!("git: '{name}' is not a git command. See 'git --help'."));
        let near: Vec<&&str> = VERBS.iter().filter(|verb| alike(name, verb)).collect();
        if !near.is_empty() {
            let many = near.len() > 1;
            git.say(format_args!("\nThe most similar command{}", if many { "s are" } else { " is" }));
            for verb in near {
                git.say(format_args!("\t{verb}"));
            }
        }
        return Ok(1);
    }
    if matches!(name, "config" | "hash-object") {
        // These work outside of repositories too.
        let found = git.context.stat(b".git/HEAD").is_ok() || {
            let cwd = git.context.cwd()?;
            cwd.iter()
                .enumerate()
                .any(|(at, byte)| *byte == b'/' && git.context.stat(&[&cwd[..at], b"/.git/HEAD"].concat()).is_ok())
        };
        if found { git.discover()? } else { git.load_config() }
    } else {
        git.discover()?;
    }
    if let Some(wanted) = git.setting_text("color.ui") {
        git.colour.set(match wanted.as_str() {
            "always" => true,
            "never" | "false" => false,
            _ => git.colour.get(),
        });
    }
    match name {
        "add" => verbs::add::run(git, args),
        "branch" => verbs::branch::run(git, args),
        "cat-file" => verbs::plumbing::cat_file(git, args),
        "check-ignore" => verbs::plumbing::check_ignore(git, args),
        "checkout" => verbs::checkout::checkout(git, args),
        "cherry-pick" => verbs::apply_tree::run(git, args, false).await,
        "commit" => verbs::commit::run(git, args).await,
        "config" => verbs::config::run(git, args),
        "count-objects" => verbs::plumbing::count_objects(git),
        "diff" => verbs::diff::run(git, args),
        "hash-object" => verbs::plumbing::hash_object(git, args).await,
        "log" => verbs::log::run(git, args),
        "ls-files" => verbs::plumbing::ls_files(git, args),
        "ls-tree" => verbs::plumbing::ls_tree(git, args),
        "merge" => verbs::merge::run(git, args).await,
        "merge-base" => verbs::plumbing::merge_base(git, args),
        "mv" => verbs::remove::mv(git, args),
        "reflog" => verbs::plumbing::reflog(git, args),
        "reset" => verbs::reset::run(git, args),
        "restore" => verbs::restore::run(git, args),
        "rev-list" => verbs::plumbing::rev_list(git, args),
        "rev-parse" => verbs::plumbing::rev_parse(git, args),
        "revert" => verbs::apply_tree::run(git, args, true).await,
        "rm" => verbs::remove::rm(git, args),
        "show" => verbs::show::run(git, args),
        "show-ref" => verbs::plumbing::show_ref(git, args),
        "stash" => verbs::stash::run(git, args),
        "status" => verbs::status::run(git, args),
        "switch" => verbs::checkout::switch(git, args),
        "symbolic-ref" => verbs::plumbing::symbolic_ref(git, args),
        "tag" => verbs::tag::run(git, args).await,
        "write-tree" => verbs::plumbing::write_tree(git),
        // Every name of the list above has its line.
        _ => Ok(1),
    }
}

/// Is a mistyped name close to this one? One letter wrong, missing, too many, or two exchanged; or its beginning.
fn alike(typed: &str, name: &str) -> bool {
    if name.starts_with(typed) {
        return true;
    }
    let (a, b) = (typed.as_bytes(), name.as_bytes());
    let front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let back = a[front..].iter().rev().zip(b[front..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (a.len() - front - back, b.len() - front - back);
    let swapped = rest_a == 2 && rest_b == 2 && a[front] == b[front + 1] && a[front + 1] == b[front];
    (rest_a <= 1 && rest_b <= 1) || swapped
}
