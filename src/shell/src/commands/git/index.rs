//! The index (`.git/index`, version 2): what the next commit will hold.

use super::object::Oid;
use super::repo::{Git, Result};
use super::tree::{Entry, Files};
use crate::Bytes;
use crate::commands::encode::sha::sha1;
use std::collections::BTreeMap;
use vfs::Stat;

/// What the index remembers of a file's attributes: seconds and nanoseconds, inode, owner, size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cached {
    changed: i64,
    modified: i64,
    ino: u32,
    uid: u32,
    gid: u32,
    size: u32,
}

/// The index, by path and stage (0, or 1 base, 2 ours, 3 theirs where a merge stopped).
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    pub(super) entries: BTreeMap<(Bytes, u8), (Entry, Cached)>,
}

impl Cached {
    pub(super) fn of(stat: &Stat) -> Self {
        Self {
            changed: stat.changed,
            modified: stat.modified,
            ino: stat.ino,
            uid: stat.uid,
            gid: stat.gid,
            size: stat.size as u32,
        }
    }
}

impl Index {
    pub(super) fn entry(&self, path: &[u8], stage: u8) -> Option<Entry> {
        self.entries.get(&(path.to_vec(), stage)).map(|(entry, _)| *entry)
    }

    /// Is the path there, in whatever stage?
    pub(super) fn knows(&self, path: &[u8]) -> bool {
        (0..4).any(|stage| self.entries.contains_key(&(path.to_vec(), stage)))
    }

    /// Sets a path, all stages replaced by stage 0.
    pub(super) fn set(&mut self, path: &[u8], entry: Entry, cached: Cached) {
        self.drop(path);
        self.entries.insert((path.to_vec(), 0), (entry, cached));
    }

    pub(super) fn drop(&mut self, path: &[u8]) {
        for stage in 0..4 {
            self.entries.remove(&(path.to_vec(), stage));
        }
    }

    /// The files of stage 0.
    pub(super) fn files(&self) -> Files {
        let plain = self.entries.iter().filter(|((_, stage), _)| *stage == 0);
        plain.map(|((path, _), (entry, _))| (path.clone(), *entry)).collect()
    }

    /// Every path once, conflicted ones included.
    pub(super) fn paths(&self) -> Vec<Bytes> {
        let mut paths: Vec<Bytes> = self.entries.keys().map(|(path, _)| path.clone()).collect();
        paths.dedup();
        paths
    }

    /// Paths where a merge stopped.
    pub(super) fn unmerged(&self) -> Vec<Bytes> {
        let mut paths: Vec<Bytes> =
            self.entries.keys().filter(|(_, stage)| *stage > 0).map(|(path, _)| path.clone()).collect();
        paths.dedup();
        paths
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let word = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        if bytes.get(..4)? != b"DIRC" || word(4)? != 2 {
            return None;
        }
        let mut index = Self::default();
        let mut at = 12;
        for _ in 0..word(8)? {
            let time = |at: usize| Some(i64::from(word(at)?) * 1000 + i64::from(word(at + 4)?) / 1_000_000);
            let cached = Cached {
                changed: time(at)?,
                modified: time(at + 8)?,
                ino: word(at + 20)?,
                uid: word(at + 28)?,
                gid: word(at + 32)?,
                size: word(at + 36)?,
            };
            let oid = Oid(bytes.get(at + 40..at + 60)?.try_into().ok()?);
            let flags = u16::from_be_bytes(bytes.get(at + 60..at + 62)?.try_into().ok()?);
            let name = bytes.get(at + 62..)?;
            let length = name.iter().position(|byte| *byte == 0)?;
            let entry = Entry { mode: word(at + 24)?, oid };
            index.entries.insert((name[..length].to_vec(), (flags >> 12 & 3) as u8), (entry, cached));
            at += (62 + length + 8) & !7;
        }
        Some(index)
    }

    fn bytes(&self) -> Bytes {
        let mut bytes = b"DIRC\0\0\0\x02".to_vec();
        bytes.extend_from_slice(&(self.entries.len() as u32).to_be_bytes());
        for ((path, stage), (entry, cached)) in &self.entries {
            let start = bytes.len();
            for time in [cached.changed, cached.modified] {
                bytes.extend_from_slice(&(time.div_euclid(1000) as u32).to_be_bytes());
                bytes.extend_from_slice(&(time.rem_euclid(1000) as u32 * 1_000_000).to_be_bytes());
            }
            for value in [0, cached.ino, entry.mode, cached.uid, cached.gid, cached.size] {
                bytes.extend_from_slice(&value.to_be_bytes());
            }
            bytes.extend_from_slice(&entry.oid.0);
            let flags = u16::from(*stage) << 12 | path.len().min(0xfff) as u16;
            bytes.extend_from_slice(&flags.to_be_bytes());
            bytes.extend_from_slice(path);
            bytes.resize(start + ((62 + path.len() + 8) & !7), 0);
        }
        let sum = sha1(&bytes);
        bytes.extend(sum);
        bytes
    }
}

impl Git<'_> {
    /// Reads the index; empty when there is none.
    pub(super) fn index(&self) -> Result<Index> {
        match self.read(b"index") {
            None => Ok(Index::default()),
            Some(bytes) => Index::parse(&bytes).ok_or_else(|| self.fatal("index file corrupt")),
        }
    }

    /// Writes the index.
    pub(super) fn save(&self, index: &Index) -> Result<()> {
        self.spend(index.entries.len() as u64 * 100)?;
        self.write(b"index", &index.bytes())
    }
}
