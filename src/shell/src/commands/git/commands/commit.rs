//! `git commit`: the index as a new commit.

use crate::commands::git::diff::changes::{between, wanted};
use crate::commands::git::object::{Kind, Oid};
use crate::commands::git::person::{date, read_date, split};
use crate::commands::git::repo::{Git, Result, quoted};
use crate::commands::git::tree::{Commit, subject};
use crate::options::{Opt, Parsed, flag, maybe, value};
use crate::{Bytes, Quit};

const OPTIONS: &[Opt] = &[
    value("m", "message"),
    flag("a", "all"),
    flag("", "amend"),
    flag("", "no-edit"),
    flag("e", "edit"),
    flag("", "allow-empty"),
    flag("", "allow-empty-message"),
    value("F", "file"),
    value("", "author"),
    value("", "date"),
    flag("q", "quiet"),
    flag("v", "verbose"),
    flag("n", "no-verify"),
    flag("s", "signoff"),
    value("C", "reuse-message"),
    flag("", "dry-run"),
    flag("o", "only"),
    flag("i", "include"),
    maybe("S", "gpg-sign"),
];

/// A message without comments, blank ends, and blank lines in a row; `comments` stay when the message was not edited.
pub(in crate::commands::git) fn cleaned(message: &str, comments: bool) -> String {
    let mut text = String::new();
    let mut blank = false;
    for line in message.lines().map(str::trim_end) {
        if comments && line.starts_with('#') {
            continue;
        }
        if line.is_empty() {
            blank = !text.is_empty();
            continue;
        }
        if blank {
            text.push('\n');
            blank = false;
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

impl Git<'_> {
    /// Lets the user edit a message in their editor.
    pub(in crate::commands::git) async fn edit_message(&self, text: &str) -> Result<String> {
        self.release();
        self.write(b"COMMIT_EDITMSG", text.as_bytes())?;
        let var = |name: &str| self.context.var(name).map(|value| String::from_utf8_lossy(value).into_owned());
        let editor = var("GIT_EDITOR")
            .or_else(|| self.setting_text("core.editor"))
            .or_else(|| var("VISUAL"))
            .or_else(|| var("EDITOR"))
            .unwrap_or_else(|| "vi".to_owned());
        if !self.context.is_tty(0) && editor == "vi" {
            self.say("error: Terminal is dumb, but EDITOR unset");
            self.say("Please supply the message using either -m or -F option.");
            return Err(Quit::Status(1));
        }
        let path = String::from_utf8_lossy(&self.path(b"COMMIT_EDITMSG")).into_owned();
        let line = format!("{editor} \"$1\"");
        let words = ["sh", "-c", &line, &editor, &path].map(|word| word.as_bytes().to_vec());
        let Ok(pid) = self.context.start(self.context.child(&words)) else {
            self.say(format_args!("error: cannot run {editor}: No such file or directory"));
            return Err(Quit::Status(1));
        };
        if self.context.wait(pid).await.status() != 0 {
            self.say(format_args!("error: There was a problem with the editor '{editor}'."));
            self.say("Please supply the message using either -m or -F option.");
            return Err(Quit::Status(1));
        }
        let text = self.read(b"COMMIT_EDITMSG").unwrap_or_default();
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    /// Stores a commit of the index's files and moves `HEAD` to it.
    pub(in crate::commands::git) fn store_commit(&self, commit: &Commit, why: &str) -> Result<Oid> {
        let oid = self.write_object(Kind::Commit, &commit.bytes())?;
        self.move_head(oid, &format!("{why}: {}", commit.subject()))?;
        Ok(oid)
    }

    /// `[main 1a2b3c4] subject`, and how much changed.
    pub(in crate::commands::git) fn put_created(&self, oid: Oid, commit: &Commit, show_date: bool) -> Result<()> {
        let branch = self.branch().unwrap_or_else(|| "detached HEAD".to_owned());
        let root = if commit.parents.is_empty() { " (root-commit)" } else { "" };
        self.line(format_args!("[{branch}{root} {}] {}", self.short(oid), commit.subject()));
        let ((name, mail, seconds, zone), committer) = (split(&commit.author), split(&commit.committer));
        if (name, mail) != (committer.0, committer.1) {
            self.line(format_args!(" Author: {name} <{mail}>"));
        }
        if show_date {
            let text = date(seconds, zone, "default", self.now()).unwrap_or_default();
            self.line(format_args!(" Date: {text}"));
        }
        let changes = if commit.parents.len() > 1 {
            Vec::new()
        } else {
            self.commit_changes(commit.parents.first().copied(), oid)?
        };
        self.put_shortstat(&changes)?;
        self.put_summary(&changes);
        Ok(())
    }

    /// The message of the options, if they give one.
    async fn given_message(&self, parsed: &Parsed) -> Result<Option<String>> {
        let words: Vec<String> = parsed.values("m").map(|text| String::from_utf8_lossy(text).into_owned()).collect();
        if !words.is_empty() {
            return Ok(Some(words.join("\n\n")));
        }
        if let Some(file) = parsed.value("F") {
            let read = match self.context.open(file).await {
                Ok(mut input) => input.read_all().await,
                Err(error) => Err(error),
            };
            let shown = String::from_utf8_lossy(file).into_owned();
            let text = read.map_err(|error| self.fatal(format_args!("could not read log file '{shown}': {error}")))?;
            return Ok(Some(String::from_utf8_lossy(&text).into_owned()));
        }
        if let Some(name) = parsed.value("C") {
            let name = String::from_utf8_lossy(name).into_owned();
            let oid =
                self.commit_named(&name).ok_or_else(|| self.fatal(format_args!("could not lookup commit {name}")))?;
            return Ok(Some(self.commit(oid)?.message));
        }
        Ok(None)
    }

    /// What an editor shows below the message: the status, commented out.
    fn template(&self, message: &str, status: &str) -> String {
        let commented: String = status
            .lines()
            .map(|line| {
                if line.is_empty() {
                    "#\n".to_owned()
                } else if line.starts_with('\t') {
                    format!("#{line}\n")
                } else {
                    format!("# {line}\n")
                }
            })
            .collect();
        format!(
            "{message}\n# Please enter the commit message for your changes. Lines starting\n# with '#' will be ignored, and an empty message aborts the commit.\n#\n{commented}"
        )
    }
}

pub(in crate::commands::git) async fn run(git: &Git<'_>, args: &[Bytes]) -> Result<i32> {
    let parsed = git.options("commit", OPTIONS, args)?;
    if parsed.has("S") {
        return Err(git.fatal("signing is not supported on this machine"));
    }
    let amend = parsed.has("amend");
    let merging = git.read(b"MERGE_HEAD");
    let mut index = git.index()?;
    let paths = git.tree_paths(&parsed.operands)?;
    if parsed.has("a") && !paths.is_empty() {
        let first = String::from_utf8_lossy(&parsed.operands[0]).into_owned();
        return Err(git.fatal(format_args!("paths '{first} ...' with -a does not make sense")));
    }
    for (path, word) in paths.iter().zip(&parsed.operands) {
        if !index.paths().iter().any(|known| wanted(std::slice::from_ref(path), known)) {
            let shown = String::from_utf8_lossy(word).into_owned();
            return Err(git.error(format_args!("pathspec '{shown}' did not match any file(s) known to git")));
        }
    }
    // With -a every known file, with paths these: into the index first.
    if parsed.has("a") || !paths.is_empty() {
        for path in index.paths().into_iter().filter(|path| wanted(&paths, path)) {
            match git.disk_entry(&path) {
                None => index.drop(&path),
                here if here != index.entry(&path, 0) => git.stage(&mut index, &path)?,
                _ => {}
            }
        }
    }
    let conflicted = index.unmerged();
    if !conflicted.is_empty() {
        for path in &conflicted {
            git.line(format_args!("U\t{}", quoted(path)));
        }
        git.say("error: Committing is not possible because you have unmerged files.");
        git.say("hint: Fix them up in the work tree, and then use 'git add/rm <file>'\nhint: as appropriate to mark resolution and make a commit.");
        return Err(git.fatal("Exiting because of an unresolved conflict."));
    }
    let head = git.head();
    if amend && head.is_none() {
        return Err(git.fatal("You have nothing to amend."));
    }
    if amend && merging.is_some() {
        return Err(git.fatal("You are in the middle of a merge -- cannot amend."));
    }
    let last = match head {
        Some(oid) => Some(git.commit(oid)?),
        None => None,
    };
    // Only the paths given: the rest of the index stays for later.
    let files = if paths.is_empty() || parsed.has("i") {
        index.files()
    } else {
        let mut files = git.commit_files(git.head_or_zero())?;
        files.retain(|path, _| !wanted(&paths, path));
        files.extend(index.files().into_iter().filter(|(path, _)| wanted(&paths, path)));
        files
    };
    let parents: Vec<Oid> = match (&last, amend) {
        (Some(last), true) => last.parents.clone(),
        _ => {
            let others = merging.as_ref().map(|text| String::from_utf8_lossy(text).into_owned()).unwrap_or_default();
            head.into_iter().chain(others.lines().filter_map(|line| Oid::parse(line.as_bytes()))).collect()
        }
    };
    let before =
        git.commit_files(if amend { parents.first().copied().unwrap_or(Oid::ZERO) } else { git.head_or_zero() })?;
    let unchanged = between(&before, &files, false).is_empty();
    if unchanged && !parsed.has("allow-empty") && merging.is_none() && !(amend && parents.len() > 1) {
        if !paths.is_empty() || parsed.has("a") {
            git.save(&index)?;
        }
        if amend {
            git.put_status(&git.report(&[], "normal")?, false, false);
            git.say("You asked to amend the most recent commit, but doing so would make\nit empty. You can repeat your command with --allow-empty, or you can\nremove the commit entirely with \"git reset HEAD^\".");
            return Ok(1);
        }
        let report = git.report(&[], "normal")?;
        let initial = head.is_none();
        git.put_status(&report, false, false);
        if initial {
            let text = String::from_utf8_lossy(&git.out.take()).replace("\nNo commits yet\n", "\nInitial commit\n");
            git.put(text);
        }
        return Ok(1);
    }
    if parsed.has("dry-run") {
        git.put_status(&git.report(&[], "normal")?, false, false);
        return Ok(0);
    }
    let mut author = git.person("AUTHOR")?;
    let committer = git.person("COMMITTER")?;
    if let Some(last) = last.as_ref().filter(|_| amend) {
        author.clone_from(&last.author);
    }
    if let Some(asked) = parsed.value("author") {
        let asked = String::from_utf8_lossy(asked).into_owned();
        if !(asked.contains('<') && asked.ends_with('>')) {
            return Err(
                git.fatal(format_args!("--author '{asked}' is not 'Name <email>' and matches no existing author"))
            );
        }
        let (_, _, seconds, zone) = split(&author);
        author = format!("{asked} {seconds} {zone}");
    }
    if let Some(asked) = parsed.value("date") {
        let asked = String::from_utf8_lossy(asked).into_owned();
        let (seconds, zone) =
            read_date(&asked, git.now()).ok_or_else(|| git.fatal(format_args!("invalid date format: {asked}")))?;
        let (name, mail, ..) = split(&author);
        author = format!("{name} <{mail}> {seconds} {zone}");
    }
    let given = git.given_message(&parsed).await?;
    let kept = match (&given, amend) {
        (Some(text), _) => Some(text.clone()),
        (None, true) => last.as_ref().map(|last| last.message.clone()),
        (None, false) => git.read(b"MERGE_MSG").map(|text| String::from_utf8_lossy(&text).into_owned()),
    };
    let edits = (given.is_none() && !parsed.has("no-edit")) || parsed.has("e");
    let mut message = kept.unwrap_or_default();
    if parsed.has("s") {
        let (name, mail, ..) = split(&committer);
        let line = format!("Signed-off-by: {name} <{mail}>");
        if !message.contains(&line) {
            message = format!("{}\n\n{line}\n", message.trim_end());
        }
    }
    let message = if edits {
        git.save(&index)?;
        git.put_status(&git.report(&[], "normal")?, false, false);
        let status = String::from_utf8_lossy(&git.out.take()).into_owned();
        let colourless: String = status
            .split('\x1b')
            .enumerate()
            .map(|(at, part)| if at == 0 { part } else { part.split_once('m').map_or("", |(_, rest)| rest) })
            .collect();
        cleaned(&git.edit_message(&git.template(&message, &colourless)).await?, true)
    } else {
        cleaned(&message, false)
    };
    if message.is_empty() && !parsed.has("allow-empty-message") {
        git.say("Aborting commit due to empty commit message.");
        return Ok(1);
    }
    let tree = git.write_tree(&files)?;
    let commit = Commit { tree, parents, author, committer, message };
    let why = match (amend, head.is_none(), merging.is_some()) {
        (true, ..) => "commit (amend)",
        (_, true, _) => "commit (initial)",
        (.., true) => "commit (merge)",
        _ => "commit",
    };
    debug_assert!(!subject(&commit.message).is_empty() || parsed.has("allow-empty-message"));
    git.write(b"COMMIT_EDITMSG", commit.message.as_bytes())?;
    let oid = git.store_commit(&commit, why)?;
    git.save(&index)?;
    for file in ["MERGE_HEAD", "MERGE_MSG", "MERGE_MODE"] {
        git.remove(file.as_bytes());
    }
    if !parsed.has("q") {
        git.put_created(oid, &commit, amend || parsed.has("date") || parsed.has("C"))?;
    }
    Ok(0)
}
