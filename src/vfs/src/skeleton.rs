//! A Debian-like tree to start from.

use crate::{Device, Disk, Errno, Who};
use std::fmt::Write;

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Login name.
    pub name: String,
    /// User id; the group of the same name has the same number.
    pub uid: u32,
    /// Full name.
    pub gecos: String,
    /// Names of further groups.
    pub groups: Vec<String>,
}

/// What a fresh disk holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skeleton {
    /// The machine's name.
    pub hostname: String,
    /// The people; the first is the learner.
    pub accounts: Vec<Account>,
    /// The instant everything is stamped with, in milliseconds since the epoch.
    pub now: i64,
}

const DIRECTORIES: [(&str, u32); 31] = [
    ("/boot", 0o755),
    ("/dev", 0o755),
    ("/dev/shm", 0o1777),
    ("/dev/fd", 0o755),
    ("/etc", 0o755),
    ("/etc/skel", 0o755),
    ("/home", 0o755),
    ("/media", 0o755),
    ("/mnt", 0o755),
    ("/opt", 0o755),
    ("/proc", 0o555),
    ("/root", 0o700),
    ("/run", 0o755),
    ("/srv", 0o755),
    ("/sys", 0o555),
    ("/tmp", 0o1777),
    ("/usr", 0o755),
    ("/usr/bin", 0o755),
    ("/usr/lib", 0o755),
    ("/usr/local", 0o755),
    ("/usr/local/bin", 0o755),
    ("/usr/sbin", 0o755),
    ("/usr/share", 0o755),
    ("/usr/share/man", 0o755),
    ("/usr/share/doc", 0o755),
    ("/var", 0o755),
    ("/var/log", 0o755),
    ("/var/tmp", 0o1777),
    ("/var/spool", 0o755),
    ("/var/lib", 0o755),
    ("/var/cache", 0o755),
];

const LINKS: [(&str, &str); 7] = [
    ("/bin", "usr/bin"),
    ("/sbin", "usr/sbin"),
    ("/lib", "usr/lib"),
    ("/var/run", "/run"),
    ("/dev/stdin", "/dev/fd/0"),
    ("/dev/stdout", "/dev/fd/1"),
    ("/dev/stderr", "/dev/fd/2"),
];

const DEVICES: [(&str, Device); 6] = [
    ("/dev/null", Device::Null),
    ("/dev/zero", Device::Zero),
    ("/dev/full", Device::Full),
    ("/dev/random", Device::Random),
    ("/dev/urandom", Device::Random),
    ("/dev/tty", Device::Tty),
];

/// Groups every Debian has, for the names of `id` and `ls -l`.
const GROUPS: [(&str, u32); 8] = [
    ("root", 0),
    ("daemon", 1),
    ("adm", 4),
    ("tty", 5),
    ("sudo", 27),
    ("users", 100),
    ("staff", 50),
    ("nogroup", 65534),
];

impl Disk {
    /// A fresh disk with this skeleton.
    pub fn debian(skeleton: &Skeleton) -> Self {
        let mut disk = Self::new();
        disk.set_now(skeleton.now);
        if let Ok(root) = disk.get_mut(Self::ROOT) {
            (root.accessed, root.modified, root.changed) = (skeleton.now, skeleton.now, skeleton.now);
        }
        // Every path is a constant and the disk is empty: these calls cannot fail, and a full disk would only lack files.
        let _ = disk.lay(skeleton);
        disk
    }

    fn lay(&mut self, skeleton: &Skeleton) -> Result<(), Errno> {
        let root = Who { umask: 0, ..Who::root() };
        for (path, mode) in DIRECTORIES {
            self.mkdir(&root, path.as_bytes(), mode)?;
        }
        for (path, target) in LINKS {
            self.symlink(&root, target.as_bytes(), path.as_bytes())?;
        }
        for (path, device) in DEVICES {
            self.mknod(&root, path.as_bytes(), device, 0o666)?;
        }
        for number in 0..64_u8 {
            self.mknod(&root, format!("/dev/fd/{number}").as_bytes(), Device::Descriptor(number), 0o666)?;
        }
        let mut passwd = String::from(
            "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n",
        );
        let mut groups: Vec<(String, u32, Vec<String>)> =
            GROUPS.iter().map(|(name, gid)| ((*name).to_owned(), *gid, Vec::new())).collect();
        for account in &skeleton.accounts {
            let Account { name, uid, gecos, .. } = account;
            let _ = writeln!(passwd, "{name}:x:{uid}:{uid}:{gecos},,,:/home/{name}:/bin/bash");
            for wanted in &account.groups {
                if let Some(group) = groups.iter_mut().find(|group| group.0 == *wanted) {
                    group.2.push(name.clone());
                }
            }
            groups.push((name.clone(), *uid, Vec::new()));
        }
        let lines = groups.iter().map(|(name, gid, members)| format!("{name}:x:{gid}:{}\n", members.join(",")));
        let group: String = lines.collect();
        let host = &skeleton.hostname;
        let files = [
            ("/etc/passwd", passwd),
            ("/etc/group", group),
            ("/etc/hostname", format!("{host}\n")),
            ("/etc/hosts", format!("127.0.0.1\tlocalhost\n127.0.1.1\t{host}\n")),
            ("/etc/shells", "# /etc/shells: valid login shells\n/bin/sh\n/bin/bash\n/usr/bin/bash\n".to_owned()),
            (
                "/etc/os-release",
                "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nVERSION=\"12 (bookworm)\"\nVERSION_CODENAME=bookworm\nID=debian\n"
                    .to_owned(),
            ),
            ("/etc/debian_version", "12.0\n".to_owned()),
        ];
        for (path, text) in files {
            self.write_file(&root, path.as_bytes(), text.as_bytes())?;
            self.chmod(&root, path.as_bytes(), 0o644)?;
        }
        for account in &skeleton.accounts {
            let home = format!("/home/{}", account.name);
            self.mkdir(&root, home.as_bytes(), 0o755)?;
            self.chown(&root, home.as_bytes(), Some(account.uid), Some(account.uid), true)?;
        }
        Ok(())
    }
}
