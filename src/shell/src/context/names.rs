//! Users and groups by name, from `/etc/passwd` and `/etc/group`.

use crate::kernel::Sys;

/// A line of `/etc/passwd`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Login name.
    pub name: String,
    /// User id.
    pub uid: u32,
    /// Main group's id.
    pub gid: u32,
    /// Full name and more.
    pub gecos: String,
    /// Home directory.
    pub home: String,
    /// Login shell.
    pub shell: String,
}

/// A line of `/etc/group`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its id.
    pub gid: u32,
    /// Members besides those whose main group it is.
    pub members: Vec<String>,
}

/// The accounts of a machine.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Users, in file order.
    pub users: Vec<User>,
    /// Groups, in file order.
    pub groups: Vec<Group>,
}

impl Names {
    pub(crate) fn load(sys: &Sys) -> Self {
        let read = |path: &[u8]| {
            let content = sys.disk(path, |disk, who| disk.read_file(who, path));
            content.map(|content| String::from_utf8_lossy(&content).into_owned()).unwrap_or_default()
        };
        let user = |line: &str| {
            let mut fields = line.split(':');
            let name = fields.next()?.to_owned();
            let uid = fields.nth(1)?.parse().ok()?;
            let gid = fields.next()?.parse().ok()?;
            let mut rest = fields.map(str::to_owned);
            Some(User {
                name,
                uid,
                gid,
                gecos: rest.next().unwrap_or_default(),
                home: rest.next().unwrap_or_default(),
                shell: rest.next().unwrap_or_default(),
            })
        };
        let group = |line: &str| {
            let mut fields = line.split(':');
            let name = fields.next()?.to_owned();
            let gid = fields.nth(1)?.parse().ok()?;
            let members = fields.next().unwrap_or_default();
            let members = members.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect();
            Some(Group { name, gid, members })
        };
        Self {
            users: read(b"/etc/passwd").lines().filter_map(user).collect(),
            groups: read(b"/etc/group").lines().filter_map(group).collect(),
        }
    }

    /// The user of this id.
    pub fn user(&self, uid: u32) -> Option<&User> {
        self.users.iter().find(|user| user.uid == uid)
    }

    /// The user of this name.
    pub fn user_named(&self, name: &[u8]) -> Option<&User> {
        self.users.iter().find(|user| user.name.as_bytes() == name)
    }

    /// The group of this id.
    pub fn group(&self, gid: u32) -> Option<&Group> {
        self.groups.iter().find(|group| group.gid == gid)
    }

    /// The group of this name.
    pub fn group_named(&self, name: &[u8]) -> Option<&Group> {
        self.groups.iter().find(|group| group.name.as_bytes() == name)
    }

    /// The ids of all groups of a user, the main one first.
    pub fn groups_of(&self, user: &User) -> Vec<u32> {
        let member = |group: &&Group| group.gid != user.gid && group.members.contains(&user.name);
        std::iter::once(user.gid).chain(self.groups.iter().filter(member).map(|group| group.gid)).collect()
    }
}
