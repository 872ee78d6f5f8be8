//! Git objects: their names, and the loose files they live in (zlib-deflated, `.git/objects/ab/cdef…`).

use super::repo::{Git, Result};
use crate::Bytes;
use crate::commands::encode::sha::sha1;
use std::fmt;
use std::rc::Rc;

/// The name of an object: the SHA-1 of its header and contents.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct Oid(pub(super) [u8; 20]);

impl Oid {
    /// The name that means "none" (forty zeros).
    pub(super) const ZERO: Self = Self([0; 20]);

    /// Reads forty hexadecimal digits.
    pub(super) fn parse(text: &[u8]) -> Option<Self> {
        let mut oid = [0; 20];
        if text.len() != 40 {
            return None;
        }
        for (byte, pair) in oid.iter_mut().zip(text.chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(oid))
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Blob,
    Tree,
    Commit,
    Tag,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::Tree => "tree",
            Self::Commit => "commit",
            Self::Tag => "tag",
        }
    }

    pub(super) fn parse(name: &[u8]) -> Option<Self> {
        [Self::Blob, Self::Tree, Self::Commit, Self::Tag].into_iter().find(|kind| kind.name().as_bytes() == name)
    }
}

/// The name an object of this content has.
pub(super) fn hash(kind: Kind, content: &[u8]) -> Oid {
    Oid(sha1(&framed(kind, content)).try_into().unwrap_or_default())
}

fn framed(kind: Kind, content: &[u8]) -> Bytes {
    [kind.name().as_bytes(), b" ", content.len().to_string().as_bytes(), b"\0", content].concat()
}

impl Git<'_> {
    pub(super) fn object_path(&self, oid: Oid) -> Bytes {
        let hex = oid.to_string();
        self.path(format!("objects/{}/{}", &hex[..2], &hex[2..]).as_bytes())
    }

    /// Stores an object.
    pub(super) fn write_object(&self, kind: Kind, content: &[u8]) -> Result<Oid> {
        let oid = hash(kind, content);
        let path = self.object_path(oid);
        if self.context.stat(&path).is_ok() {
            return Ok(oid);
        }
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&framed(kind, content), 6);
        let folder = &path[..path.len() - 39];
        if self.context.stat(folder).is_err() {
            self.io(folder, self.context.mkdir(folder, 0o777))?;
        }
        self.io(&path, self.context.write_file(&path, &packed))?;
        self.io(&path, self.context.chmod(&path, 0o444))?;
        Ok(oid)
    }

    /// Reads an object, if it is there and whole.
    pub(super) fn object(&self, oid: Oid) -> Option<(Kind, Rc<Bytes>)> {
        if let Some(known) = self.objects.borrow().get(&oid) {
            return Some(known.clone());
        }
        let packed = self.context.read_file(&self.object_path(oid)).ok()?;
        let bytes = miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(&packed, crate::MAX_VALUE).ok()?;
        let end = bytes.iter().position(|byte| *byte == 0)?;
        let kind = Kind::parse(bytes[..end].split(|byte| *byte == b' ').next()?)?;
        let object = (kind, Rc::new(bytes[end + 1..].to_vec()));
        self.objects.borrow_mut().insert(oid, object.clone());
        Some(object)
    }

    /// The content of an object that must be of this kind.
    pub(super) fn content(&self, oid: Oid, wanted: Kind) -> Result<Rc<Bytes>> {
        match self.object(oid) {
            Some((kind, content)) if kind == wanted => Ok(content),
            Some(_) => Err(self.fatal(format_args!("{oid} is not a {}", wanted.name()))),
            None => Err(self.fatal(format_args!("unable to read {oid}"))),
        }
    }

    /// The objects whose names begin with these hexadecimal digits.
    pub(super) fn beginning_with(&self, digits: &str) -> Vec<Oid> {
        if digits.len() < 4 || digits.len() > 40 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Vec::new();
        }
        let digits = digits.to_ascii_lowercase();
        let folder = self.path(format!("objects/{}", &digits[..2]).as_bytes());
        let entries = self.context.read_dir(&folder).unwrap_or_default();
        let rest = &digits.as_bytes()[2..];
        let found = entries.into_iter().filter(|entry| entry.name.starts_with(rest));
        found.filter_map(|entry| Oid::parse(&[&digits.as_bytes()[..2], &entry.name].concat())).collect()
    }

    /// The shortest beginning of a name, of seven digits or more, that no other object shares.
    pub(super) fn short(&self, oid: Oid) -> String {
        let hex = oid.to_string();
        let rivals = self.beginning_with(&hex[..7]);
        let mut length = 7;
        while length < 40 && rivals.iter().filter(|rival| rival.to_string().starts_with(&hex[..length])).count() > 1 {
            length += 1;
        }
        hex[..length].to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_gits() {
        assert_eq!(hash(Kind::Blob, b"hello\n").to_string(), "ce013625030ba8dba906f756967f9e9ca394464a");
        assert_eq!(hash(Kind::Tree, b"").to_string(), "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    }
}
