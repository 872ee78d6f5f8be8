//! Path names by pattern.

use crate::Bytes;
use crate::exec::{Shell, Stop};
use base::Budget;
use pattern::Glob;
use vfs::FileKind;

/// Names that one pattern may become.
const MAX_NAMES: usize = 1 << 20;

/// What one match may cost.
pub(crate) fn pattern_budget() -> Budget {
    Budget::new(200_000_000)
}

/// Whether a shell pattern (with extglob) matches all of `text`.
pub fn matches(pattern: &[u8], text: &[u8]) -> bool {
    compile_glob(pattern, true, false).is_some_and(|glob| glob.is_match(text, &pattern_budget()) == Ok(true))
}

/// A compiled pattern; `None` when it nests too deeply.
pub(crate) fn compile_glob(pattern: &[u8], extglob: bool, ignore_case: bool) -> Option<Glob> {
    Glob::compile(pattern, extglob, ignore_case).ok()
}

/// Has this pattern anything special that is not escaped? A lone `[` is ordinary.
fn is_pattern(pattern: &[u8], extglob: bool) -> bool {
    let mut at = 0;
    while at < pattern.len() {
        match pattern[at] {
            b'\\' => at += 1,
            b'*' | b'?' => return true,
            b'[' if pattern[at + 1..].contains(&b']') => return true,
            b'(' if extglob && at > 0 && b"@!+".contains(&pattern[at - 1]) => return true,
            _ => {}
        }
        at += 1;
    }
    false
}

/// A pattern's text without its escapes.
fn unescape(pattern: &[u8]) -> Bytes {
    let mut text = Vec::with_capacity(pattern.len());
    let mut bytes = pattern.iter();
    while let Some(&byte) = bytes.next() {
        if byte == b'\\'
            && let Some(&next) = bytes.next()
        {
            text.push(next);
            continue;
        }
        text.push(byte);
    }
    text
}

impl Shell {
    /// Puts the names that match in `out`; the word itself when none does.
    pub(super) async fn glob_field(&mut self, text: Bytes, pattern: &[u8], out: &mut Vec<Bytes>) -> Result<(), Stop> {
        if !is_pattern(pattern, self.shopts.extglob) {
            out.push(text);
            return Ok(());
        }
        let names = self.glob(pattern).await;
        if !names.is_empty() {
            out.extend(names);
        } else if self.shopts.failglob {
            self.complain_bytes(&[b"no match: ".as_slice(), &text].concat());
            return Err(self.discard());
        } else if !self.shopts.nullglob {
            out.push(text);
        }
        Ok(())
    }

    /// All path names that match, sorted.
    pub(crate) async fn glob(&mut self, pattern: &[u8]) -> Vec<Bytes> {
        let ignore: Vec<(usize, Glob)> = self
            .vars
            .get(b"GLOBIGNORE")
            .and_then(|var| var.scalar())
            .map(|list| {
                split_colons(list)
                    .iter()
                    .filter_map(|text| {
                        Some((text.iter().filter(|byte| **byte == b'/').count(), compile_glob(text, true, false)?))
                    })
                    .collect()
            })
            .unwrap_or_default();
        let dots = self.shopts.dotglob || !ignore.is_empty();
        let absolute = pattern.first() == Some(&b'/');
        let mut components: Vec<&[u8]> = components(pattern);
        if self.shopts.globstar {
            components.dedup_by(|next, before| *next == b"**" && *before == b"**");
        }
        let slash_at_end = pattern.last() == Some(&b'/');
        let mut found: Vec<Bytes> = vec![if absolute { b"/".to_vec() } else { Vec::new() }];
        for (number, component) in components.iter().enumerate() {
            let last = number + 1 == components.len();
            let want_dir = !last || slash_at_end;
            let mut next = Vec::new();
            if *component == b"**" && self.shopts.globstar {
                for base in &found {
                    self.descend(base, dots, want_dir, last, &mut next).await;
                }
            } else if is_pattern(component, self.shopts.extglob) {
                let Some(glob) = compile_glob(component, self.shopts.extglob, self.shopts.nocaseglob) else {
                    return Vec::new();
                };
                let dot_wanted = component.first() == Some(&b'.') || component.starts_with(b"\\.");
                for base in &found {
                    self.list_matching(base, &glob, dots || dot_wanted, want_dir, &mut next).await;
                    for name in [b".".as_slice(), b".."] {
                        if dot_wanted && !self.shopts.globskipdots && glob.is_match(name, &pattern_budget()) == Ok(true)
                        {
                            next.push(join(base, name));
                        }
                    }
                }
            } else {
                let name = unescape(component);
                for base in &found {
                    let path = join(base, &name);
                    let there = self.sys.disk(&path, |disk, who| {
                        if want_dir {
                            disk.stat(who, &path).is_ok_and(|stat| stat.is_dir())
                        } else {
                            disk.lstat(who, &path).is_ok()
                        }
                    });
                    if there {
                        next.push(path);
                    }
                }
            }
            next.truncate(MAX_NAMES);
            found = next;
            self.sys.tick(10 + found.len() as u64 / 8).await;
        }
        if slash_at_end {
            for name in &mut found {
                if !name.ends_with(b"/") {
                    name.push(b'/');
                }
            }
        }
        if !ignore.is_empty() {
            // A star matches no slash here: as many components on both sides.
            let depth = |text: &[u8]| text.iter().filter(|byte| **byte == b'/').count();
            let ignored = |name: &Bytes| {
                ignore.iter().any(|(depth_of, glob)| {
                    *depth_of == depth(name) && glob.is_match(name, &pattern_budget()) == Ok(true)
                })
            };
            found.retain(|name| {
                !ignored(name) && !matches!(name.rsplit(|byte| *byte == b'/').next(), Some(b"." | b".."))
            });
        }
        base::order::sort(&mut found);
        found.dedup();
        found.retain(|name| !name.is_empty());
        found
    }

    async fn list_matching(&self, base: &[u8], glob: &Glob, dots: bool, want_dir: bool, next: &mut Vec<Bytes>) {
        let folder: &[u8] = if base.is_empty() { b"." } else { base };
        let entries = self.sys.disk(folder, |disk, who| disk.read_dir(who, folder)).unwrap_or_default();
        for entry in entries {
            self.sys.tick(5).await;
            let hidden = entry.name.first() == Some(&b'.');
            if (hidden && !dots) || glob.is_match(&entry.name, &pattern_budget()) != Ok(true) {
                continue;
            }
            let path = join(base, &entry.name);
            let fits = !want_dir
                || entry.kind == FileKind::Directory
                || (entry.kind == FileKind::Symlink
                    && self.sys.disk(&path, |disk, who| disk.stat(who, &path).is_ok_and(|stat| stat.is_dir())));
            if fits {
                next.push(path);
            }
        }
    }

    /// `**`: everything below, at any depth.
    async fn descend(&self, base: &[u8], dots: bool, want_dir: bool, last: bool, next: &mut Vec<Bytes>) {
        if !last || (want_dir && !base.is_empty()) {
            next.push(base.to_vec());
        } else if last && !base.is_empty() {
            next.push(join(base, b""));
        }
        let mut waiting = vec![base.to_vec()];
        while let Some(base) = waiting.pop() {
            let folder: &[u8] = if base.is_empty() { b"." } else { &base };
            let entries = self.sys.disk(folder, |disk, who| disk.read_dir(who, folder)).unwrap_or_default();
            for entry in entries {
                self.sys.tick(5).await;
                if (entry.name.first() == Some(&b'.') && !dots) || next.len() > MAX_NAMES {
                    continue;
                }
                let path = join(&base, &entry.name);
                let is_dir = entry.kind == FileKind::Directory;
                if is_dir || !want_dir {
                    next.push(path.clone());
                }
                if is_dir {
                    waiting.push(path);
                }
            }
        }
    }
}

/// The components of a pattern: slashes inside brackets and parentheses do not count as separators of an extended glob.
fn components(pattern: &[u8]) -> Vec<&[u8]> {
    pattern.split(|byte| *byte == b'/').filter(|component| !component.is_empty()).collect()
}

fn join(base: &[u8], name: &[u8]) -> Bytes {
    let mut path = base.to_vec();
    if !path.is_empty() && !path.ends_with(b"/") {
        path.push(b'/');
    }
    path.extend_from_slice(name);
    path
}

/// `a:b`, colons inside brackets not counted.
fn split_colons(list: &[u8]) -> Vec<Bytes> {
    let mut parts = vec![Vec::new()];
    let mut inside = false;
    for &byte in list {
        match byte {
            b'[' => inside = true,
            b']' => inside = false,
            b':' if !inside => {
                parts.push(Vec::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(byte);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}
