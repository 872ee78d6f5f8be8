//! `/etc/shadow`: a line for each user that has ever had a password.

use crate::Context;
use vfs::{Errno, Who};

const PATH: &[u8] = b"/etc/shadow";

/// The file's lines.
pub(super) struct Shadow {
    lines: Vec<Vec<String>>,
    today: i64,
}

impl Shadow {
    /// Reads it, as `passwd` may: it runs as root.
    pub(super) fn load(context: &Context) -> Self {
        let text = context.sys.disk(PATH, |disk, _| disk.read_file(&Who::root(), PATH));
        let text = text.map(|text| String::from_utf8_lossy(&text).into_owned()).unwrap_or_default();
        let fields = |line: &str| line.split(':').map(str::to_owned).collect();
        Self { lines: text.lines().map(fields).collect(), today: context.now().div_euclid(86_400_000) }
    }

    fn line(&self, user: &str) -> Option<&Vec<String>> {
        self.lines.iter().find(|line| line.first().is_some_and(|name| name == user))
    }

    /// A user's second field.
    pub(super) fn hash(&self, user: &str) -> Option<&str> {
        self.line(user)?.get(1).map(String::as_str)
    }

    /// Puts another second field, and writes the file.
    pub(super) fn set(&mut self, context: &Context, user: &str, hash: &str) -> Result<(), Errno> {
        let today = self.today.to_string();
        let line = [user, hash, &today, "0", "99999", "7", "", "", ""].map(str::to_owned).to_vec();
        match self.lines.iter_mut().find(|line| line.first().is_some_and(|name| name == user)) {
            Some(old) => *old = line,
            None => self.lines.push(line),
        }
        let text: String = self.lines.iter().map(|line| line.join(":") + "\n").collect();
        context.sys.disk(PATH, |disk, _| {
            let root = Who { umask: 0o077, ..Who::root() };
            disk.write_file(&root, PATH, text.as_bytes())?;
            disk.chmod(&root, PATH, 0o640)
        })
    }

    /// The line of `passwd -S`: name, `L`, `NP` or `P`, the day of the last change, and the ages.
    pub(super) fn status(&self, user: &str) -> String {
        let hash = self.hash(user).unwrap_or("*");
        let state = match hash.chars().next() {
            None => "NP",
            Some('$') => "P",
            Some(_) => "L",
        };
        let day = self.line(user).and_then(|line| line.get(2)?.parse().ok()).unwrap_or(self.today);
        let (year, month, day) = base::calendar::civil_from_days(day);
        format!("{user} {state} {year:04}-{month:02}-{day:02} 0 99999 7 -1\n")
    }
}
