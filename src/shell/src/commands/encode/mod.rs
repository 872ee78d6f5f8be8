//! Bytes written in letters: dumps, base64, digests.

pub(in crate::commands) mod base64;
mod digest;
pub(in crate::commands) mod md5;
mod od;
pub(in crate::commands) mod sha;
mod xxd;

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] =
    &[base64::COMMAND, digest::MD5, digest::SHA1, digest::SHA256, digest::SHA512, od::COMMAND, xxd::COMMAND];
