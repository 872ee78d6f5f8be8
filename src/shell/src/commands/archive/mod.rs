//! Many files in one, and files made smaller: tar, gzip, zip.

mod crc;
mod gzip;
mod tar;
mod unzip;
mod zip;

pub(super) use gzip::{is_packed, unpacked};

use crate::registry::Command;

/// The family.
pub const COMMANDS: &[Command] = &[gzip::GZIP, gzip::GUNZIP, gzip::ZCAT, tar::COMMAND, zip::COMMAND, unzip::COMMAND];
