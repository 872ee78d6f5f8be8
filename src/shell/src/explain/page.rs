//! What a man page says of its command and of one option.

use crate::exec::Shell;

/// A man page, as `manual` describes it.
pub(super) struct Page(String);

impl Page {
    /// The page of a command in this language, else in English.
    pub(super) fn of(shell: &Shell, language: &str, command: &str) -> Option<Self> {
        if command.contains('/') {
            return None;
        }
        [language, "en"].iter().find_map(|language| {
            let path = crate::manual::path(language, command);
            let bytes = shell.sys.disk(path.as_bytes(), |disk, who| disk.read_file(who, path.as_bytes())).ok()?;
            Some(Self(String::from_utf8_lossy(&bytes).into_owned()))
        })
    }

    /// What the command does, in a line.
    pub(super) fn purpose(&self) -> Option<&str> {
        let title = self.0.lines().next()?.strip_prefix("# ")?;
        Some(title.split_once(": ")?.1.trim())
    }

    /// What an option does: the text of its item in the list of options, without Markdown's marks.
    pub(super) fn option(&self, wanted: &str) -> Option<String> {
        self.0.lines().filter_map(|line| line.strip_prefix("- `")).find_map(|item| {
            let (names, text) = item.split_once("`:").or_else(|| item.split_once("`\u{a0}:"))?;
            let named = names.split('`').map(|name| name.split(['=', '[', ' ']).next().unwrap_or(name));
            let found = named.clone().any(|name| name == wanted);
            found.then(|| text.trim().replace(['`', '*'], ""))
        })
    }
}
