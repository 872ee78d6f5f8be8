//! Questions about a file, answered.

use super::expression::{Count, Follow, Test, Time};
use super::walk::Found;
use crate::Context;
use base::Budget;
use vfs::{FileKind, Stat};

/// What a match of one name may cost.
const SEARCH: u64 = 10_000_000;

fn letter(kind: FileKind) -> u8 {
    match kind {
        FileKind::File => b'f',
        FileKind::Directory => b'd',
        FileKind::Symlink => b'l',
        FileKind::Fifo => b'p',
        FileKind::Device => b'c',
    }
}

fn instant(stat: &Stat, time: Time) -> i64 {
    match time {
        Time::Accessed => stat.accessed,
        Time::Modified => stat.modified,
        Time::Changed => stat.changed,
    }
}

/// Is it so for this file?
pub(super) fn holds(test: &Test, context: &Context, found: &Found, follow: Follow) -> bool {
    let budget = Budget::new(SEARCH);
    let stat = &found.stat;
    match test {
        Test::True => true,
        Test::False => false,
        Test::Name(glob) => glob.is_match(found.name(), &budget).unwrap_or(false),
        Test::Path(glob) => glob.is_match(&found.path, &budget).unwrap_or(false),
        Test::LinkName(glob) => {
            stat.is_symlink()
                && context.read_link(&found.path).is_ok_and(|target| glob.is_match(&target, &budget).unwrap_or(false))
        }
        Test::Regex(pattern) => pattern.is_full_match(&found.path, &budget).unwrap_or(false),
        Test::Type(letters) => letters.contains(&letter(stat.kind)),
        Test::LinkedType(letters) => {
            let other = if follow == Follow::Always { context.lstat(&found.path) } else { context.stat(&found.path) };
            letters.contains(&other.map_or(letter(stat.kind), |stat| letter(stat.kind)))
        }
        Test::Size(count, unit) => count.holds(stat.size.div_ceil(*unit)),
        Test::Empty => match stat.kind {
            FileKind::File => stat.size == 0,
            FileKind::Directory => context.read_dir(&found.path).is_ok_and(|entries| entries.is_empty()),
            _ => false,
        },
        Test::Permissions(mode) => mode.holds(stat.mode),
        Test::User(uid) => stat.uid == *uid,
        Test::Group(gid) => stat.gid == *gid,
        Test::UserNumber(count) => count.holds(stat.uid.into()),
        Test::GroupNumber(count) => count.holds(stat.gid.into()),
        Test::NoUser => context.names().user(stat.uid).is_none(),
        Test::NoGroup => context.names().group(stat.gid).is_none(),
        Test::Newer(time, than) => instant(stat, *time) > *than,
        Test::Age { time, count, unit, origin } => age(instant(stat, *time), *count, *unit, *origin),
        Test::Links(count) => count.holds(stat.links.into()),
        Test::Inode(count) => count.holds(stat.ino.into()),
        Test::SameFile(ino) => u64::from(stat.ino) == *ino,
        Test::Access(wanted) => context.access(&found.path, *wanted).is_ok(),
    }
}

/// Days are counted down (an age of 1.9 days is 1), minutes up, as findutils does.
fn age(instant: i64, count: Count, unit: i64, origin: i64) -> bool {
    let age = origin - instant;
    let unit = unit * 1000;
    if unit == 60_000 {
        return match count {
            Count::Less(n) => age < n as i64 * unit,
            Count::More(n) => age > n as i64 * unit,
            Count::Equal(n) => age > (n as i64 - 1) * unit && age <= n as i64 * unit,
        };
    }
    let whole = age.div_euclid(unit);
    match count {
        Count::Less(n) => whole < n as i64,
        Count::More(n) => whole > n as i64,
        Count::Equal(n) => whole == n as i64,
    }
}
