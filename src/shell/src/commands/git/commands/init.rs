//! `git init`: an empty repository.

use crate::Bytes;
use crate::commands::git::refs::valid_name;
use crate::commands::git::repo::{Git, Result, join};
use crate::options::{Opt, flag, value};

const OPTIONS: &[Opt] = &[flag("q", "quiet"), flag("", "bare"), value("b", "initial-branch")];

const ADVICE: &str = "hint: Using 'master' as the name for the initial branch. This default branch name
hint: is subject to change. To configure the initial branch name to use in all
hint: of your new repositories, which will suppress this warning, call:
hint: 
hint: \tgit config --global init.defaultBranch <name>
hint: 
hint: Names commonly chosen instead of 'master' are 'main', 'trunk' and
hint: 'development'. The just-created branch can be renamed via this command:
hint: 
hint: \tgit branch -m <name>";

const EXCLUDE: &str = "# git ls-files --others --exclude-from=.git/info/exclude
# Lines that start with '#' are comments.
# For a project mostly in C, the following would be a good set of
# exclude patterns (uncomment them if you want to use them):
# *.[oa]
# *~
";

pub(in crate::commands::git) fn run(git: &mut Git, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("init", OPTIONS, args)?;
    if parsed.has("bare") {
        return Err(git.fatal("bare repositories are not supported on this machine"));
    }
    let cwd = git.context.cwd()?;
    let place = match parsed.operands.first() {
        None => cwd,
        Some(folder) if folder.starts_with(b"/") => folder.clone(),
        Some(folder) => join(&cwd, folder),
    };
    let made = git.context.sys.disk(&place, |disk, who| disk.mkdir_all(who, &place));
    if let Err(error) = made {
        let shown = String::from_utf8_lossy(&place).into_owned();
        return Err(git.fatal(format_args!("cannot mkdir {shown}: {error}")));
    }
    git.work = git.context.canonical(&place, false)?;
    git.dir = join(&git.work, b".git");
    let again = git.read(b"HEAD").is_some();
    if !again {
        git.load_config();
        let asked = parsed.value("b").map(|name| String::from_utf8_lossy(name).into_owned());
        let configured = git.setting_text("init.defaultbranch");
        if asked.is_none() && configured.is_none() && !parsed.has("q") {
            git.say(ADVICE);
        }
        let branch = asked.or(configured).unwrap_or_else(|| "master".to_owned());
        if !valid_name(&branch) {
            return Err(git.fatal(format_args!("invalid initial branch name: '{branch}'")));
        }
        for folder in ["branches", "hooks", "info", "objects/info", "objects/pack", "refs/heads", "refs/tags"] {
            let path = git.path(folder.as_bytes());
            git.io(&path, git.context.sys.disk(&path, |disk, who| disk.mkdir_all(who, &path)))?;
        }
        git.write(b"HEAD", format!("ref: refs/heads/{branch}\n").as_bytes())?;
        git.write(
            b"config",
            b"[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n",
        )?;
        git.write(b"description", b"Unnamed repository; edit this file 'description' to name the repository.\n")?;
        git.write(b"info/exclude", EXCLUDE.as_bytes())?;
    } else if parsed.has("b") {
        git.say(format_args!(
            "warning: re-init: ignored --initial-branch={}",
            String::from_utf8_lossy(parsed.value("b").unwrap_or_default())
        ));
    }
    if !parsed.has("q") {
        let words = if again { "Reinitialized existing" } else { "Initialized empty" };
        git.line(format_args!("{words} Git repository in {}/", String::from_utf8_lossy(&git.dir)));
    }
    Ok(0)
}
