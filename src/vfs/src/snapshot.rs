//! A disk as bytes and back.

use crate::{Disk, Inode};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// The format's number; it grows when the shape of an inode changes.
const FORMAT: u8 = 1;

#[derive(Serialize, Deserialize)]
struct Image {
    format: u8,
    now: i64,
    max_bytes: u64,
    max_inodes: u32,
    inodes: Vec<Option<Arc<Inode>>>,
}

/// The bytes are not a snapshot of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnapshotError;

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a disk snapshot of this version")
    }
}

impl std::error::Error for SnapshotError {}

impl Disk {
    /// The whole disk as bytes. Files without a name are left out.
    pub fn snapshot(&self) -> Vec<u8> {
        let named = |slot: &Option<Arc<Inode>>| slot.clone().filter(|inode| inode.links > 0);
        let image = Image {
            format: FORMAT,
            now: self.now,
            max_bytes: self.max_bytes,
            max_inodes: self.max_inodes,
            inodes: self.inodes.iter().map(named).collect(),
        };
        postcard::to_allocvec(&image).unwrap_or_default()
    }

    /// The disk of a snapshot.
    pub fn restore(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let image: Image = postcard::from_bytes(bytes).map_err(|_| SnapshotError)?;
        let root = image.inodes.get(Self::ROOT as usize).and_then(Option::as_ref);
        let root_is_dir = root.is_some_and(|root| matches!(root.node, crate::Node::Directory { .. }));
        if image.format != FORMAT || !root_is_dir {
            return Err(SnapshotError);
        }
        let size = |inode: &Arc<Inode>| match &inode.node {
            crate::Node::File(content) => content.len() as u64,
            _ => 0,
        };
        let alive = image.inodes.iter().flatten();
        let (count, used) = alive.fold((0, 0), |(count, used), inode| (count + 1, used + size(inode)));
        let holes = image.inodes.iter().enumerate().skip(3).filter(|(_, slot)| slot.is_none());
        Ok(Self {
            free: holes.map(|(ino, _)| ino as u32).rev().collect(),
            now: image.now,
            generation: 0,
            used,
            count,
            max_bytes: image.max_bytes,
            max_inodes: image.max_inodes,
            inodes: image.inodes,
        })
    }
}
