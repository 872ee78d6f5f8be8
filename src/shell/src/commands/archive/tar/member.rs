//! One member of an archive: its header block, and a line about it.

use crate::Bytes;
use vfs::{FileKind, Stat};

/// A member of an archive.
pub(super) struct Member {
    pub(super) name: Bytes,
    pub(super) mode: u32,
    pub(super) owner: (u32, u32),
    pub(super) names: (Bytes, Bytes),
    pub(super) size: usize,
    pub(super) modified: i64,
    pub(super) kind: u8,
    pub(super) link: Bytes,
}

fn octal(field: &mut [u8], value: u64) {
    let text = format!("{value:0width$o}", width = field.len() - 1);
    let length = text.len().min(field.len());
    field[..length].copy_from_slice(&text.as_bytes()[..length]);
}

fn read_octal(field: &[u8]) -> u64 {
    let digits = field.iter().skip_while(|byte| **byte == b' ').take_while(|byte| matches!(byte, b'0'..=b'7'));
    digits.fold(0_u64, |sum, digit| sum.saturating_mul(8).saturating_add(u64::from(digit - b'0')))
}

pub(super) fn text(field: &[u8]) -> Bytes {
    field.iter().copied().take_while(|byte| *byte != 0).collect()
}

impl Member {
    pub(super) fn header(&self) -> Bytes {
        let mut out = Vec::new();
        for (long, kind) in [(&self.link, b'K'), (&self.name, b'L')] {
            if long.len() > 100 {
                let link = Self {
                    name: b"././@LongLink".to_vec(),
                    mode: 0o644,
                    owner: (0, 0),
                    names: (b"root".to_vec(), b"root".to_vec()),
                    size: long.len() + 1,
                    modified: 0,
                    kind,
                    link: Vec::new(),
                };
                out.extend(link.block());
                let mut body = long.clone();
                body.push(0);
                body.resize(body.len().div_ceil(512) * 512, 0);
                out.extend(body);
            }
        }
        out.extend(self.block());
        out
    }

    fn block(&self) -> Bytes {
        let mut block = vec![0; 512];
        let mut put = |at: usize, bytes: &[u8], most: usize| {
            let length = bytes.len().min(most);
            block[at..at + length].copy_from_slice(&bytes[..length]);
        };
        put(0, &self.name, 100);
        put(157, &self.link, 100);
        put(257, b"ustar  \0", 8);
        put(265, &self.names.0, 31);
        put(297, &self.names.1, 31);
        put(148, b"        ", 8);
        put(156, &[self.kind], 1);
        octal(&mut block[100..108], self.mode.into());
        octal(&mut block[108..116], self.owner.0.into());
        octal(&mut block[116..124], self.owner.1.into());
        octal(&mut block[124..136], self.size as u64);
        octal(&mut block[136..148], self.modified.max(0) as u64);
        let sum: u64 = block.iter().map(|byte| u64::from(*byte)).sum();
        octal(&mut block[148..155], sum);
        block[155] = b' ';
        block
    }

    pub(super) fn parse(block: &[u8]) -> Option<Self> {
        let sum: u64 = block
            .iter()
            .enumerate()
            .map(|(at, byte)| if (148..156).contains(&at) { 32 } else { u64::from(*byte) })
            .sum();
        if read_octal(&block[148..156]) != sum {
            return None;
        }
        let mut name = text(&block[..100]);
        if &block[257..263] == b"ustar\0" && block[345] != 0 {
            name = [&text(&block[345..500])[..], b"/", &name].concat();
        }
        Some(Self {
            name,
            mode: read_octal(&block[100..108]) as u32 & 0o7777,
            owner: (read_octal(&block[108..116]) as u32, read_octal(&block[116..124]) as u32),
            names: (text(&block[265..297]), text(&block[297..329])),
            size: read_octal(&block[124..136]) as usize,
            modified: read_octal(&block[136..148]) as i64,
            kind: block[156],
            link: text(&block[157..257]),
        })
    }

    /// A line of `tar -tv`.
    pub(super) fn long(&self) -> Bytes {
        let letter = match self.kind {
            b'5' => FileKind::Directory,
            b'2' => FileKind::Symlink,
            b'6' => FileKind::Fifo,
            _ => FileKind::File,
        };
        let stat = Stat {
            ino: 0,
            kind: letter,
            device: None,
            mode: self.mode,
            uid: 0,
            gid: 0,
            links: 1,
            size: 0,
            accessed: 0,
            modified: 0,
            changed: 0,
        };
        let mut letters = stat.letters();
        if self.kind == b'1' {
            letters.replace_range(..1, "h");
        }
        let name = |name: &Bytes, number: u32| {
            if name.is_empty() { number.to_string() } else { String::from_utf8_lossy(name).into_owned() }
        };
        let owner = format!("{}/{}", name(&self.names.0, self.owner.0), name(&self.names.1, self.owner.1));
        let size = self.size.to_string();
        let width = 19_usize.max(owner.len() + 1 + size.len()) - owner.len() - 1;
        let when = crate::commands::awk::time::strftime(b"%Y-%m-%d %H:%M", self.modified);
        let mut line = format!("{letters} {owner} {size:>width$} {} ", String::from_utf8_lossy(&when)).into_bytes();
        line.extend_from_slice(&self.name);
        match self.kind {
            b'2' => line.extend_from_slice(&[b" -> ", &self.link[..]].concat()),
            b'1' => line.extend_from_slice(&[b" link to ", &self.link[..]].concat()),
            _ => {}
        }
        line
    }
}
