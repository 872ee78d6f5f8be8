//! The world around a machine: what its commands reach beyond the disk.

use super::vim_program::VimProgram;
use shell::{Host, ScreenProgram};

/// The lab's world: programs of the other engines.
#[derive(Clone, Copy, Debug)]
pub(super) struct World;

impl Host for World {
    fn program(&self, name: &str) -> Option<Box<dyn ScreenProgram>> {
        match name {
            "vim" | "vi" | "view" => Some(Box::new(VimProgram::default())),
            _ => None,
        }
    }
}
