//! `.gitignore`: which files nobody wants to see.

use super::repo::Git;
use crate::Bytes;
use base::Budget;
use pattern::Glob;

/// One line of a `.gitignore`.
struct Rule {
    glob: Glob,
    negated: bool,
    only_folders: bool,
    /// The pattern holds a slash: it is about the whole path below its file's folder.
    anchored: bool,
    /// The folder of its file, `""` or with a slash at the end.
    base: Bytes,
    /// Where it stands, for `check-ignore -v`: file, line, text.
    source: (Bytes, usize, Bytes),
}

/// The rules that hold below a folder, weakest first.
#[derive(Default)]
pub(super) struct Ignore {
    rules: Vec<Rule>,
}

/// The pattern for the glob engine: `**/`, `/**` and `*` as git means them, where `*` never crosses a slash.
///
/// The engine's `*` crosses slashes, so a path is matched component by component by rewriting `*` to `[^/]`-runs, with
/// extended patterns: `*([^/])`.
fn translated(pattern: &[u8]) -> Bytes {
    let mut out = Vec::new();
    let mut at = 0;
    while at < pattern.len() {
        let rest = &pattern[at..];
        if rest.starts_with(b"**/") && (at == 0 || pattern[at - 1] == b'/') {
            out.extend_from_slice(b"?(*/)");
            at += 3;
        } else if rest == b"**" && at > 0 && pattern[at - 1] == b'/' {
            out.extend_from_slice(b"?*");
            at += 2;
        } else if rest[0] == b'*' {
            out.extend_from_slice(b"*([^/])");
            while at < pattern.len() && pattern[at] == b'*' {
                at += 1;
            }
        } else if rest[0] == b'?' {
            out.extend_from_slice(b"[^/]");
            at += 1;
        } else if rest[0] == b'\\' {
            out.extend_from_slice(&rest[..rest.len().min(2)]);
            at += 2;
        } else if matches!(rest[0], b'(' | b')' | b'|' | b'+' | b'@' | b'!') {
            // Ordinary letters in git, marks for the engine. Inside brackets a backslash quotes as well.
            out.extend_from_slice(&[b'\\', rest[0]]);
            at += 1;
        } else {
            out.push(rest[0]);
            at += 1;
        }
    }
    out
}

impl Ignore {
    /// Adds the lines of a file that stands in `base`.
    fn add(&mut self, text: &[u8], base: &[u8], file: &[u8]) {
        for (number, line) in text.split(|byte| *byte == b'\n').enumerate() {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let mut pattern = line;
            while pattern.ends_with(b" ") && !pattern.ends_with(b"\\ ") {
                pattern = &pattern[..pattern.len() - 1];
            }
            let text = pattern.to_vec();
            if pattern.is_empty() || pattern[0] == b'#' {
                continue;
            }
            let negated = pattern[0] == b'!';
            if negated {
                pattern = &pattern[1..];
            }
            let only_folders = pattern.ends_with(b"/");
            if only_folders {
                pattern = &pattern[..pattern.len() - 1];
            }
            let anchored = pattern.contains(&b'/');
            let pattern = pattern.strip_prefix(b"/").unwrap_or(pattern);
            let Ok(glob) = Glob::compile(translated(pattern), true, false) else { continue };
            let source = (file.to_vec(), number + 1, text);
            self.rules.push(Rule { glob, negated, only_folders, anchored, base: base.to_vec(), source });
        }
    }

    /// The last rule that speaks of a path itself: its source, and whether it says "ignored".
    pub(super) fn verdict(&self, path: &[u8], is_folder: bool) -> Option<(bool, &(Bytes, usize, Bytes))> {
        let budget = Budget::new(1_000_000);
        let speaks = |rule: &&Rule| {
            let Some(below) = path.strip_prefix(rule.base.as_slice()) else { return false };
            let name = below.rsplit(|byte| *byte == b'/').next().unwrap_or(below);
            (is_folder || !rule.only_folders)
                && rule.glob.is_match(if rule.anchored { below } else { name }, &budget).unwrap_or(false)
        };
        self.rules.iter().rev().find(speaks).map(|rule| (!rule.negated, &rule.source))
    }

    /// Is a path, or a folder above it, ignored?
    pub(super) fn ignores(&self, path: &[u8], is_folder: bool) -> bool {
        self.reason(path, is_folder).is_some_and(|(ignored, _)| ignored)
    }

    /// The rule that decides about a path.
    pub(super) fn reason(&self, path: &[u8], is_folder: bool) -> Option<(bool, &(Bytes, usize, Bytes))> {
        for (at, _) in path.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
            if let Some((true, source)) = self.verdict(&path[..at], true) {
                return Some((true, source));
            }
        }
        self.verdict(path, is_folder)
    }
}

impl Git<'_> {
    /// The rules of the repository: `info/exclude`, then every `.gitignore` of the folders given (`""` first).
    pub(super) fn ignore(&self) -> Ignore {
        let mut ignore = Ignore::default();
        if let Some(file) = self.setting("core.excludesfile") {
            let home = self.context.var("HOME").unwrap_or_default();
            let file = match file.strip_prefix(b"~/") {
                Some(rest) => [home, b"/", rest].concat(),
                None => file,
            };
            if let Ok(text) = self.context.read_file(&file) {
                ignore.add(&text, b"", &file);
            }
        }
        if let Some(text) = self.read(b"info/exclude") {
            ignore.add(&text, b"", b".git/info/exclude");
        }
        self.ignore_folder(&mut ignore, b"");
        ignore
    }

    /// Adds the rules of one folder's `.gitignore`.
    pub(super) fn ignore_folder(&self, ignore: &mut Ignore, folder: &[u8]) {
        let name = [folder, b".gitignore"].concat();
        if let Ok(text) = self.context.read_file(&self.on_disk(&name)) {
            ignore.add(&text, folder, &name);
        }
    }
}
