//! Options of git's commands: getopt's, with git's own words for wrong ones.

use super::repo::{Git, Result};
use crate::options::{Opt, Parsed, parse};
use crate::{Bytes, Quit};

impl Git<'_> {
    /// Reads the options of `git name`; a wrong one is status 129.
    pub(super) fn options(&self, name: &str, options: &[Opt], args: &[Bytes]) -> Result<Parsed> {
        // `--` must stay visible for commands that tell revisions from paths: they look for it before.
        parse(options, false, args).map_err(|refusal| {
            let words = refusal.text;
            let say = |text: String| self.say(format_args!("error: {text}"));
            if name == "log" || name == "show" {
                let word =
                    args.get(refusal.at).map(|word| String::from_utf8_lossy(word).into_owned()).unwrap_or_default();
                return self.fatal(format_args!("unrecognized argument: {word}"));
            }
            let quoted = words.rsplit('\'').nth(1).unwrap_or_default().to_owned();
            if words.starts_with("unrecognized") {
                say(format!("unknown option `{}'", quoted.trim_start_matches('-')));
            } else if words.starts_with("invalid option") {
                say(format!("unknown switch `{quoted}'"));
            } else if words.starts_with("option requires an argument") {
                say(format!("switch `{quoted}' requires a value"));
            } else if words.ends_with("requires an argument") {
                say(format!("option `{}' requires a value", quoted.trim_start_matches('-')));
            } else {
                say(words);
            }
            self.say(format_args!("usage: git {name} [<options>]"));
            Quit::Status(129)
        })
    }

    /// A path of the command line as a path of the tree: no `.`, no `..`, from the top.
    pub(super) fn tree_path(&self, word: &[u8]) -> Result<Bytes> {
        let from = match word.strip_prefix(b"/") {
            Some(_) => Vec::new(),
            None => [&self.work[..], b"/", &self.prefix].concat(),
        };
        let mut parts: Vec<&[u8]> = Vec::new();
        let whole = [&from[..], b"/", word].concat();
        for part in whole.split(|byte| *byte == b'/') {
            match part {
                b"" | b"." => {}
                b".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        let absolute: Bytes = parts.iter().flat_map(|part| [b"/", *part].concat()).collect();
        let shown = String::from_utf8_lossy(word);
        if absolute == self.work {
            return Ok(Vec::new());
        }
        match absolute.strip_prefix(self.work.as_slice()).and_then(|rest| rest.strip_prefix(b"/")) {
            Some(path) => Ok(path.to_vec()),
            None => Err(self.fatal(format_args!(
                "{shown}: '{shown}' is outside repository at '{}'",
                String::from_utf8_lossy(&self.work)
            ))),
        }
    }

    /// The same for several words.
    pub(super) fn tree_paths(&self, words: &[Bytes]) -> Result<Vec<Bytes>> {
        words.iter().map(|word| self.tree_path(word)).collect()
    }

    /// Parts words at `--`: what stands before, and what after (`None` without `--`).
    pub(super) fn parted(words: &[Bytes]) -> (Vec<Bytes>, Option<Vec<Bytes>>) {
        match words.iter().position(|word| word == b"--") {
            Some(at) => (words[..at].to_vec(), Some(words[at + 1..].to_vec())),
            None => (words.to_vec(), None),
        }
    }

    /// Tells revisions from paths among operands: revisions come first; a word that is neither ends the command.
    pub(super) fn revisions_and_paths(
        &self,
        words: &[Bytes],
        after: Option<Vec<Bytes>>,
    ) -> Result<(Vec<String>, Vec<Bytes>)> {
        let mut revisions = Vec::new();
        let mut paths = Vec::new();
        for word in words {
            let text = String::from_utf8_lossy(word).into_owned();
            let bare = text.strip_prefix('^').unwrap_or(&text);
            let ends = bare.split_once("...").or_else(|| bare.split_once(".."));
            let known = |name: &str| name.is_empty() || self.resolve(name).is_some();
            let is_revision = paths.is_empty()
                && match ends {
                    Some((from, to)) => known(from) && known(to),
                    None => !bare.is_empty() && known(bare),
                };
            let on_disk = || self.context.lstat(bare.as_bytes()).is_ok();
            if is_revision && after.is_none() && on_disk() {
                return Err(self.fatal(format_args!(
                    "ambiguous argument '{bare}': both revision and filename\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'"
                )));
            }
            if is_revision {
                revisions.push(text);
                continue;
            }
            if after.is_some() {
                return Err(self.fatal(format_args!("bad revision '{text}'")));
            }
            let path = self.tree_path(word)?;
            let glob = word.iter().any(|byte| matches!(byte, b'*' | b'?' | b'['));
            if !glob && !path.is_empty() && self.context.lstat(&self.on_disk(&path)).is_err() {
                return Err(self.ambiguous(&text));
            }
            paths.push(path);
        }
        if let Some(after) = after {
            paths.extend(self.tree_paths(&after)?);
        }
        Ok((revisions, paths))
    }
}
