//! `~`, `~user`, `~+`, `~-`.

use crate::Bytes;
use crate::context::Names;
use crate::exec::Shell;

impl Shell {
    /// What `~user` stands for; itself when there is no such user.
    pub(crate) fn tilde(&self, user: &[u8]) -> Bytes {
        let variable = |name: &[u8]| self.vars.get(name).and_then(|var| var.scalar()).cloned();
        let found = match user {
            b"" => variable(b"HOME").or_else(|| {
                let uid = self.sys.who().uid;
                Some(self.names().user(uid)?.home.clone().into_bytes())
            }),
            b"+" => variable(b"PWD"),
            b"-" => variable(b"OLDPWD"),
            _ => match self.directory_entry(user) {
                Some(path) => Some(path),
                None => self.names().user_named(user).map(|user| user.home.clone().into_bytes()),
            },
        };
        found.unwrap_or_else(|| [b"~".as_slice(), user].concat())
    }

    /// `~2`, `~+1`, `~-0`: an entry of the directory stack.
    fn directory_entry(&self, text: &[u8]) -> Option<Bytes> {
        let digits = text.strip_prefix(b"+").or_else(|| text.strip_prefix(b"-")).unwrap_or(text);
        let at: usize = std::str::from_utf8(digits).ok()?.parse().ok()?;
        let count = self.directories.len() + 1;
        let at = if text.starts_with(b"-") { count.checked_sub(1 + at)? } else { at };
        if at == 0 {
            return self.vars.get(b"PWD").and_then(|var| var.scalar()).cloned();
        }
        self.directories.get(at - 1).cloned()
    }

    pub(crate) fn names(&self) -> Names {
        Names::load(&self.sys)
    }
}
