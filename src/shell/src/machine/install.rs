//! `/usr/bin`: a file for every command.

use crate::exec::launch::program_file;
use vfs::{Disk, Who};

/// Puts every command on the disk.
pub(crate) fn programs(disk: &mut Disk) {
    let root = Who { umask: 0, ..Who::root() };
    for command in crate::registry::all() {
        let path = format!("/usr/bin/{}", command.name);
        // The disk is fresh: there is room.
        let _ = disk.write_file(&root, path.as_bytes(), &program_file(command.name));
        let _ = disk.chmod(&root, path.as_bytes(), 0o755);
    }
}
