//! The world around a machine: what its commands reach beyond the disk.

use shell::Host;

/// The lab's world. Programs of other engines will be found here.
#[derive(Clone, Copy, Debug)]
pub struct World;

impl Host for World {}
