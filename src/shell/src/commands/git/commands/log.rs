//! `git log`: the history, newest first.

use super::diff::{SHARED, Views};
use super::graph::Graph;
use super::pretty::{Decorations, Pretty};
use crate::Bytes;
use crate::commands::git::diff::changes::{between, wanted};
use crate::commands::git::object::Oid;
use crate::commands::git::person::read_date;
use crate::commands::git::repo::{Git, Result};
use crate::commands::git::tree::Commit;
use crate::options::{Opt, Parsed, flag, maybe, value};
use pattern::{Flags, Pattern, Syntax};

const OWN: [Opt; 28] = [
    flag("", "oneline"),
    flag("", "graph"),
    flag("", "all"),
    value("n", "max-count"),
    value("", "skip"),
    flag("", "reverse"),
    maybe("", "pretty"),
    value("", "format"),
    maybe("", "decorate"),
    flag("", "no-decorate"),
    value("", "author"),
    value("", "committer"),
    value("", "grep"),
    flag("i", "regexp-ignore-case"),
    value("", "since"),
    value("", "after"),
    value("", "until"),
    value("", "before"),
    flag("", "merges"),
    flag("", "no-merges"),
    flag("", "first-parent"),
    value("", "date"),
    flag("", "abbrev-commit"),
    flag("", "topo-order"),
    flag("", "branches"),
    flag("", "tags"),
    flag("", "follow"),
    value("S", ""),
];

/// The options of `log` and `show`.
pub(in crate::commands::git) const OPTIONS: &[Opt] = &{
    let mut list = [flag("", "oneline"); 49];
    let mut at = 0;
    while at < 49 {
        list[at] = if at < 28 { OWN[at] } else { SHARED[at - 28] };
        at += 1;
    }
    list
};

/// How commits are shown.
pub(in crate::commands::git) struct Look {
    pub(in crate::commands::git) pretty: Pretty,
    pub(in crate::commands::git) full_names: bool,
    pub(in crate::commands::git) dates: String,
    pub(in crate::commands::git) decorations: Option<Decorations>,
    pub(in crate::commands::git) views: Views,
    /// What merges changed is shown, too (`show`).
    pub(in crate::commands::git) merges: bool,
}

impl Git<'_> {
    /// Reads how commits are to be shown.
    pub(in crate::commands::git) fn look_of(&self, parsed: &Parsed, patch: bool) -> Result<Look> {
        let asked = parsed.options.iter().rev().find(|(key, _)| matches!(*key, "pretty" | "format"));
        let pretty = match asked {
            None if parsed.has("oneline") => Pretty::Oneline,
            None => Pretty::Medium,
            Some((_, text)) => {
                let text = String::from_utf8_lossy(text.as_deref().unwrap_or_default()).into_owned();
                let format = asked.is_some_and(|(key, _)| *key == "format");
                let pretty = if format && text.is_empty() {
                    Some(Pretty::User(text.clone(), true))
                } else {
                    Pretty::parse(&text)
                };
                pretty.ok_or_else(|| self.fatal(format_args!("invalid --pretty format: {text}")))?
            }
        };
        let views = self.views(parsed, patch)?;
        let decorate = match parsed.value("decorate") {
            Some(b"no") => false,
            _ if parsed.has("no-decorate") => false,
            _ => parsed.has("decorate") || self.context.is_tty(1),
        };
        Ok(Look {
            full_names: pretty == Pretty::Oneline && !parsed.has("oneline") && !parsed.has("abbrev-commit"),
            pretty,
            dates: parsed.value("date").map_or("default".to_owned(), |text| String::from_utf8_lossy(text).into_owned()),
            decorations: decorate.then(|| self.decorations()),
            views,
            merges: patch,
        })
    }

    /// Writes a commit and what it changed; `graph` draws beside it.
    pub(in crate::commands::git) fn put_commit(
        &self,
        oid: Oid,
        commit: &Commit,
        look: &Look,
        paths: &[Bytes],
        graph: Option<&mut Graph>,
    ) -> Result<()> {
        let head = self.pretty(oid, commit, &look.pretty, look.full_names, &look.dates, look.decorations.as_ref())?;
        let before = self.out.take();
        self.put(&head);
        let empty = matches!(&look.pretty, Pretty::User(format, _) if format.is_empty());
        if matches!(look.pretty, Pretty::User(..)) && !empty {
            self.put("\n");
        }
        if look.views.any() {
            let start = self.out.borrow().len();
            if commit.parents.len() < 2 || look.merges {
                let parent = commit.parents.first().copied().unwrap_or(Oid::ZERO);
                let mut changes = between(&self.commit_files(parent)?, &self.commit_files(oid)?, false);
                changes.retain(|change| wanted(paths, change.path()));
                // A merge's own patch is the combined one, which `show` writes.
                let views = if commit.parents.len() > 1 { look.views.without_patch() } else { look.views };
                self.put_changes(&changes, views)?;
            }
            let list = self.out.borrow_mut().split_off(start);
            if !list.is_empty() {
                if look.pretty != Pretty::Oneline && !empty {
                    self.put(if look.views.stat_and_patch() { "---\n" } else { "\n" });
                }
                self.put(list);
            }
        }
        let text = self.out.replace(before);
        let Some(graph) = graph else {
            self.put(text);
            return Ok(());
        };
        let mut lines = text.split_inclusive(|byte| *byte == b'\n');
        loop {
            let (line, own) = graph.line();
            self.put(line);
            if own {
                break;
            }
            self.put("\n");
        }
        self.put(lines.next().unwrap_or(b"\n"));
        for line in lines {
            self.put(graph.line().0);
            self.put(line);
        }
        while !graph.is_finished() {
            self.line(graph.line().0);
        }
        Ok(())
    }

    /// A filter's pattern, as basic regular expression.
    fn filter(&self, parsed: &Parsed, key: &str) -> Result<Option<Pattern>> {
        let Some(text) = parsed.value(key) else { return Ok(None) };
        let flags = Flags { ignore_case: parsed.has("i"), ..Flags::default() };
        let shown = String::from_utf8_lossy(text).into_owned();
        let pattern = Pattern::compile(Syntax::GrepBasic, text, flags);
        pattern.map(Some).map_err(|error| self.fatal(format_args!("command line, '{shown}': {}", error.gnu())))
    }
}

pub(in crate::commands::git) fn run(git: &Git, args: &[Bytes]) -> Result<i32> {
    let (before, after) = Git::parted(args);
    let numbered = |word: &Bytes| word.len() > 1 && word[0] == b'-' && word[1..].iter().all(u8::is_ascii_digit);
    let before: Vec<Bytes> =
        before.into_iter().map(|word| if numbered(&word) { [b"-n", &word[1..]].concat() } else { word }).collect();
    let parsed = git.options("log", OPTIONS, &before)?;
    let look = git.look_of(&parsed, false)?;
    git.paged.set(true);
    let (revisions, paths) = git.revisions_and_paths(&parsed.operands, after)?;
    let (mut from, mut without) = (Vec::new(), Vec::new());
    let named = |name: &str| {
        let name = if name.is_empty() { "HEAD" } else { name };
        git.commit_named(name).ok_or_else(|| git.ambiguous(name))
    };
    for word in &revisions {
        if let Some(name) = word.strip_prefix('^') {
            without.push(named(name)?);
        } else if let Some((one, two)) = word.split_once("...") {
            let (one, two) = (named(one)?, named(two)?);
            without.extend(git.merge_bases(one, two)?);
            from.extend([one, two]);
        } else if let Some((one, two)) = word.split_once("..") {
            without.push(named(one)?);
            from.push(named(two)?);
        } else {
            from.push(named(word)?);
        }
    }
    let mut tips = Vec::new();
    if parsed.has("all") {
        tips.extend(git.refs("refs/").into_iter().filter_map(|(_, oid)| git.peel(oid)));
        tips.extend(git.head());
    }
    if parsed.has("branches") {
        tips.extend(git.refs("refs/heads/").into_iter().map(|(_, oid)| oid));
    }
    if parsed.has("tags") {
        tips.extend(git.refs("refs/tags/").into_iter().filter_map(|(_, oid)| git.peel(oid)));
    }
    from.extend(tips);
    if from.is_empty() && revisions.is_empty() && !parsed.has("all") {
        match git.head() {
            Some(head) => from.push(head),
            None => {
                let branch = git.branch().unwrap_or_default();
                return Err(git.fatal(format_args!("your current branch '{branch}' does not have any commits yet")));
            }
        }
    }
    let drawn = parsed.has("graph");
    if drawn && (parsed.has("reverse") || !paths.is_empty()) {
        return Err(git.fatal("--graph with --reverse or paths is not supported on this machine"));
    }
    let number = |key: &str| -> Result<Option<usize>> {
        let Some(text) = parsed.value(key) else { return Ok(None) };
        let text = String::from_utf8_lossy(text).into_owned();
        // What is no number is none, as with atoi.
        Ok(Some(text.parse().unwrap_or(0)))
    };
    let instant = |keys: [&str; 2]| -> Result<Option<i64>> {
        let Some(text) = keys.iter().find_map(|key| parsed.value(key)) else { return Ok(None) };
        let text = String::from_utf8_lossy(text).replace('.', " ");
        match read_date(&text, git.now()) {
            Some((seconds, _)) => Ok(Some(seconds)),
            None => Err(git.fatal(format_args!("the date '{text}' is not understood on this machine"))),
        }
    };
    let (since, until) = (instant(["since", "after"])?, instant(["until", "before"])?);
    let (author, committer, grep) =
        (git.filter(&parsed, "author")?, git.filter(&parsed, "committer")?, git.filter(&parsed, "grep")?);
    let skip = number("skip")?.unwrap_or(0);
    let most = number("n")?.unwrap_or(usize::MAX);
    let mut list = Vec::new();
    let first_parent = parsed.has("first-parent");
    let found = git.walk(&from, &without, first_parent, drawn || parsed.has("topo-order"))?;
    let mut skipped = 0;
    for oid in &found {
        if list.len() >= most {
            break;
        }
        let commit = git.commit(*oid)?;
        let holds = |pattern: &Option<Pattern>, text: &str| {
            pattern.as_ref().is_none_or(|pattern| {
                text.lines().any(|line| pattern.is_match(line.as_bytes(), &git.budget).unwrap_or(false))
            })
        };
        let mut shown = (!parsed.has("merges") || commit.parents.len() > 1)
            && (!parsed.has("no-merges") || commit.parents.len() < 2)
            && since.is_none_or(|since| commit.time() >= since)
            && until.is_none_or(|until| commit.time() <= until)
            && holds(&author, &commit.author)
            && holds(&committer, &commit.committer)
            && holds(&grep, &commit.message);
        if shown && !paths.is_empty() {
            // A merge that took one side whole is no change of its own.
            let files = git.commit_files(*oid)?;
            let mut parents = commit.parents.clone();
            if parents.is_empty() {
                parents.push(Oid::ZERO);
            }
            for parent in parents {
                let changes = between(&git.commit_files(parent)?, &files, false);
                shown &= changes.iter().any(|change| wanted(&paths, change.path()));
            }
        }
        if let Some(needle) = parsed.value("S").filter(|_| shown) {
            let parent = commit.parents.first().copied().unwrap_or(Oid::ZERO);
            let changes = between(&git.commit_files(parent)?, &git.commit_files(*oid)?, false);
            let finder = memchr::memmem::Finder::new(needle);
            shown = false;
            for change in &changes {
                let (old, new) = (git.side(change, false)?, git.side(change, true)?);
                shown |= finder.find_iter(&old).count() != finder.find_iter(&new).count();
            }
            shown &= commit.parents.len() < 2;
        }
        if !shown {
            continue;
        }
        if skipped < skip {
            skipped += 1;
            continue;
        }
        list.push((*oid, commit));
    }
    if parsed.has("reverse") {
        list.reverse();
    }
    let hidden = git.reachable(&without)?;
    let mut graph = drawn.then(Graph::new);
    let between_entries = match &look.pretty {
        Pretty::Oneline => false,
        Pretty::User(_, ends) => !ends && look.views.any(),
        _ => true,
    };
    for (at, (oid, commit)) in list.iter().enumerate() {
        if let Some(graph) = &mut graph {
            let parents = commit.parents.iter().filter(|parent| !hidden.contains(parent)).copied();
            graph.update(*oid, parents.take(if first_parent { 1 } else { usize::MAX }).collect());
        }
        if at > 0 && between_entries {
            if let Some(graph) = &mut graph {
                git.put(graph.padding());
            }
            git.put("\n");
        }
        git.put_commit(*oid, commit, &look, &paths, graph.as_mut())?;
    }
    // `format:` has newlines between entries only.
    if matches!(look.pretty, Pretty::User(_, false)) && !look.views.any() {
        let mut out = git.out.borrow_mut();
        if out.last() == Some(&b'\n') {
            out.pop();
        }
    }
    Ok(0)
}
