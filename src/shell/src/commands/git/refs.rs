//! References: `HEAD`, branches, tags, and their journals (reflogs).

use super::object::Oid;
use super::repo::{Git, Result};
use crate::Bytes;

/// References that lead to references, followed before giving up.
const MAX_LINKS: usize = 5;

/// Is this a name a branch or a tag may have (`git check-ref-format`)?
pub(super) fn valid_name(name: &str) -> bool {
    let bad = |letter: char| letter.is_ascii_control() || " ~^:?*[\\".contains(letter);
    let part = |part: &str| !part.is_empty() && !part.starts_with('.') && part.strip_suffix(".lock").is_none();
    !name.is_empty()
        && !name.starts_with('-')
        && !name.contains(bad)
        && !name.contains("..")
        && !name.contains("@{")
        && !name.ends_with('.')
        && name != "@"
        && name != "HEAD"
        && name.split('/').all(part)
}

impl Git<'_> {
    /// What a reference says: `ref: …` or a name of an object.
    fn raw_ref(&self, name: &str) -> Option<String> {
        let text = self.read(name.as_bytes())?;
        Some(String::from_utf8_lossy(&text).trim().to_owned())
    }

    /// The object a reference leads to.
    pub(super) fn ref_oid(&self, name: &str) -> Option<Oid> {
        let mut name = name.to_owned();
        for _ in 0..MAX_LINKS {
            let text = self.raw_ref(&name)?;
            match text.strip_prefix("ref: ") {
                Some(target) => target.trim().clone_into(&mut name),
                None => return Oid::parse(text.as_bytes()),
            }
        }
        None
    }

    /// The reference `HEAD` stands for (`refs/heads/main`); `None` when it is detached.
    pub(super) fn head_ref(&self) -> Option<String> {
        self.raw_ref("HEAD")?.strip_prefix("ref: ").map(str::to_owned)
    }

    /// The current branch's name.
    pub(super) fn branch(&self) -> Option<String> {
        self.head_ref().map(|name| name.strip_prefix("refs/heads/").unwrap_or(&name).to_owned())
    }

    /// The current commit; `None` before the first one.
    pub(super) fn head(&self) -> Option<Oid> {
        self.ref_oid("HEAD")
    }

    /// The current commit, zeros before the first one.
    pub(super) fn head_or_zero(&self) -> Oid {
        self.head().unwrap_or(Oid::ZERO)
    }

    /// References below a folder (`refs/heads/`), sorted by name, the folder taken off.
    pub(super) fn refs(&self, folder: &str) -> Vec<(String, Oid)> {
        let mut found = Vec::new();
        let mut open = vec![String::new()];
        while let Some(below) = open.pop() {
            let path = self.path(format!("{folder}{below}").trim_end_matches('/').as_bytes());
            for entry in self.context.read_dir(&path).unwrap_or_default() {
                let name = format!("{below}{}", String::from_utf8_lossy(&entry.name));
                if entry.kind == vfs::FileKind::Directory {
                    // A loop of folders is impossible: links are not followed.
                    open.push(format!("{name}/"));
                } else if let Some(oid) = self.ref_oid(&format!("{folder}{name}")) {
                    found.push((name, oid));
                }
            }
        }
        base::order::sort(&mut found);
        found
    }

    /// Moves `HEAD`'s branch (or `HEAD` itself, detached) to a commit, and writes it down.
    pub(super) fn move_head(&self, to: Oid, why: &str) -> Result<()> {
        let from = self.head_or_zero();
        match self.head_ref() {
            Some(name) => self.set_ref(&name, to, why)?,
            None => self.write(b"HEAD", format!("{to}\n").as_bytes())?,
        }
        self.journal("HEAD", from, to, why)
    }

    /// Lets `HEAD` stand for a reference, or for a commit.
    pub(super) fn point_head(&self, target: &str, why: &str) -> Result<()> {
        let from = self.head_or_zero();
        let text = if target.starts_with("refs/") { format!("ref: {target}\n") } else { format!("{target}\n") };
        self.write(b"HEAD", text.as_bytes())?;
        let to = self.head_or_zero();
        if to == Oid::ZERO {
            return Ok(());
        }
        self.journal("HEAD", from, to, why)
    }

    /// Sets a reference to an object, and writes it down.
    pub(super) fn set_ref(&self, name: &str, to: Oid, why: &str) -> Result<()> {
        let from = self.ref_oid(name).unwrap_or(Oid::ZERO);
        // A folder of that name, or a branch where a folder is needed, is in the way.
        let parts: Vec<&str> = name.split('/').collect();
        for end in 3..parts.len() {
            let above = parts[..end].join("/");
            if self.context.stat(&self.path(above.as_bytes())).is_ok_and(|stat| stat.is_file()) {
                return Err(
                    self.fatal(format_args!("cannot lock ref '{name}': '{above}' exists; cannot create '{name}'"))
                );
            }
        }
        let path = self.path(name.as_bytes());
        if self.context.stat(&path).is_ok_and(|stat| stat.is_dir()) && self.context.rmdir(&path).is_err() {
            let inner = self.refs(&format!("{name}/")).first().map(|(inner, _)| inner.clone()).unwrap_or_default();
            return Err(
                self.fatal(format_args!("cannot lock ref '{name}': '{name}/{inner}' exists; cannot create '{name}'"))
            );
        }
        self.write(name.as_bytes(), format!("{to}\n").as_bytes())?;
        if name.starts_with("refs/heads/") || name == "refs/stash" {
            self.journal(name, from, to, why)?;
        }
        Ok(())
    }

    /// Takes a reference and its journal away, with folders that are empty then.
    pub(super) fn drop_ref(&self, name: &str) {
        for root in ["", "logs/"] {
            let mut path = format!("{root}{name}");
            self.remove(path.as_bytes());
            while let Some((folder, _)) = path.rsplit_once('/').filter(|(folder, _)| folder.matches('/').count() > 1) {
                if self.context.rmdir(&self.path(folder.as_bytes())).is_err() {
                    break;
                }
                path = folder.to_owned();
            }
        }
    }

    /// Adds a line to a journal.
    pub(super) fn journal(&self, name: &str, from: Oid, to: Oid, why: &str) -> Result<()> {
        let who = self.person("COMMITTER").unwrap_or_default();
        let why = why.lines().next().unwrap_or_default();
        let mut text = self.read(format!("logs/{name}").as_bytes()).unwrap_or_default();
        text.extend_from_slice(format!("{from} {to} {who}\t{why}\n").as_bytes());
        self.write(format!("logs/{name}").as_bytes(), &text)
    }

    /// A journal's entries, newest first: the object, who, and why.
    pub(super) fn journal_of(&self, name: &str) -> Vec<(Oid, Oid, String, String)> {
        let text: Bytes = self.read(format!("logs/{name}").as_bytes()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text).into_owned();
        let entry = |line: &str| {
            let (head, why) = line.split_once('\t').unwrap_or((line, ""));
            let from = Oid::parse(head.get(..40)?.as_bytes())?;
            let to = Oid::parse(head.get(41..81)?.as_bytes())?;
            Some((from, to, head.get(82..).unwrap_or_default().to_owned(), why.to_owned()))
        };
        text.lines().rev().filter_map(entry).collect()
    }

    /// Where `HEAD` was detached: `at` or `from`, and a name for the place.
    pub(super) fn detached(&self) -> (&'static str, String) {
        let head = self.head_or_zero();
        let last = self.journal_of("HEAD").into_iter().find_map(|(_, to, _, why)| {
            let target = why.strip_prefix("checkout: moving from ")?.rsplit_once(" to ")?.1.to_owned();
            Some((to, target))
        });
        let Some((to, target)) = last else { return ("at", self.short(head)) };
        let named = ["refs/tags/", "refs/remotes/"].iter().any(|folder| {
            let oid = self.ref_oid(&format!("{folder}{target}"));
            oid.and_then(|oid| self.peel(oid)) == Some(to)
        });
        (if to == head { "at" } else { "from" }, if named { target } else { self.short(to) })
    }
}
