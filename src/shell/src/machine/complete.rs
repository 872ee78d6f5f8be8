//! Tab completion: commands, options, files, variables, users, branches.

use super::Machine;
use crate::Bytes;
use crate::kernel::TerminalId;
use serde::{Deserialize, Serialize};
use vfs::Who;

/// What a shell tells its terminal at every prompt, so that completion needs not ask it.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Variables.
    pub variables: Vec<Bytes>,
    /// Functions and aliases.
    pub commands: Vec<Bytes>,
    /// History, oldest first.
    pub history: Vec<Bytes>,
    /// `$PATH`
    pub path: Bytes,
    /// `$HOME`
    pub home: Bytes,
    /// The keys are vi's (`set -o vi`).
    pub vi: bool,
    /// The shell itself, for explanations.
    pub shell: Option<crate::explain::Snapshot>,
}

/// What may stand for a word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// Where the word begins, in bytes.
    pub start: usize,
    /// Where it ends: the cursor.
    pub end: usize,
    /// Full replacements for the word, sorted, quoted where a shell needs it; a directory ends with a slash, everything
    /// else with a space when it is the only one.
    pub candidates: Vec<String>,
}

impl Completion {
    /// The longest beginning that all candidates share.
    pub fn common(&self) -> &str {
        let Some(first) = self.candidates.first() else { return "" };
        let shared = |other: &String| first.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        let mut length = self.candidates.iter().map(shared).min().unwrap_or(0);
        while !first.is_char_boundary(length) {
            length -= 1;
        }
        &first[..length]
    }
}

/// Folders above and below that are looked through for branches.
const DEEPEST: usize = 20;

/// Words after which a command stands.
const OPENERS: [&str; 12] = ["if", "then", "else", "elif", "while", "until", "do", "!", "{", "time", "sudo", "xargs"];

impl Machine {
    /// What Tab offers for the word before the cursor (a byte offset).
    pub fn complete(&self, terminal: TerminalId, line: &str, cursor: usize) -> Completion {
        let mut cursor = cursor.min(line.len());
        while !line.is_char_boundary(cursor) {
            cursor -= 1;
        }
        let before = &line[..cursor];
        let start = word_start(before);
        let word = &before[start..];
        let known = self.kernel.terminal(terminal).map(|terminal| terminal.known.borrow().clone()).unwrap_or_default();
        let who = self.shell_who(terminal);
        let words: Vec<&str> = segment(&before[..start]).split_whitespace().collect();
        let in_command_place =
            words.iter().all(|word| OPENERS.contains(word) || (word.contains('=') && !word.starts_with('-')));
        let mut candidates = if let Some(name) = word.rsplit_once('$').map(|(_, name)| name).filter(|name| {
            name.trim_start_matches('{').bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        }) {
            variables(word, name, &known)
        } else if word.starts_with('~') && !word.contains('/') {
            self.users(word)
        } else if in_command_place && !word.contains('/') {
            self.commands(word, &known, &who)
        } else if word.starts_with('-') {
            options(&words, word)
        } else if words == ["git"] {
            let verbs = crate::commands::git::VERBS.iter().filter(|verb| verb.starts_with(word));
            verbs.map(|verb| (*verb).to_owned()).collect()
        } else if words.first() == Some(&"git") && words.len() > 1 {
            let mut names = self.branches(word, &who);
            names.extend(self.files(word, &who, false, &known));
            names
        } else {
            let only_dirs = matches!(words.first(), Some(&("cd" | "rmdir" | "pushd")));
            self.files(word, &who, only_dirs, &known)
        };
        candidates.sort();
        candidates.dedup();
        if let [only] = candidates.as_mut_slice()
            && !only.ends_with('/')
        {
            only.push(' ');
        }
        Completion { start, end: cursor, candidates }
    }

    pub(super) fn shell_who(&self, terminal: TerminalId) -> Who {
        let processes = self.kernel.processes.borrow();
        self.shells
            .get(&terminal)
            .and_then(|pid| processes.get(pid))
            .map_or_else(|| Who::user(1000, 1000), |process| process.who.clone())
    }

    fn commands(&self, word: &str, known: &Known, who: &Who) -> Vec<String> {
        let mut names: Vec<String> = crate::builtins::all().iter().map(|builtin| builtin.name.to_owned()).collect();
        names.extend(known.commands.iter().map(|name| String::from_utf8_lossy(name).into_owned()));
        let disk = self.kernel.disk.borrow();
        for folder in known.path.split(|byte| *byte == b':') {
            let entries = disk.read_dir(who, folder).unwrap_or_default();
            names.extend(entries.into_iter().map(|entry| String::from_utf8_lossy(&entry.name).into_owned()));
        }
        drop(disk);
        names.retain(|name| name.starts_with(word));
        if names.is_empty() {
            return self.files(word, who, false, known);
        }
        names
    }

    fn users(&self, word: &str) -> Vec<String> {
        let disk = self.kernel.disk.borrow();
        let text = disk.read_file(&Who::root(), b"/etc/passwd").unwrap_or_default();
        let text = String::from_utf8_lossy(&text).into_owned();
        let names = text.lines().filter_map(|line| line.split(':').next()).map(|name| format!("~{name}/"));
        names.filter(|name| name.starts_with(word)).collect()
    }

    /// Branches of the repository around the current folder, `feature/x` included.
    fn branches(&self, word: &str, who: &Who) -> Vec<String> {
        let disk = self.kernel.disk.borrow();
        let mut git = ".git".to_owned();
        while disk.stat(who, git.as_bytes()).is_err() {
            if git.len() > 3 * DEEPEST {
                return Vec::new();
            }
            git.insert_str(0, "../");
        }
        let mut names = Vec::new();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            let path = format!("{git}/refs/heads/{folder}");
            let entries = disk.read_dir(who, path.as_bytes()).unwrap_or_default();
            for entry in entries.into_iter().filter(|entry| !entry.name.starts_with(b".")) {
                let name = format!("{folder}{}", String::from_utf8_lossy(&entry.name));
                match entry.kind {
                    vfs::FileKind::Directory if name.matches('/').count() < DEEPEST => folders.push(name + "/"),
                    vfs::FileKind::Directory => {}
                    _ => names.push(name),
                }
            }
        }
        let packed = disk.read_file(who, format!("{git}/packed-refs").as_bytes()).unwrap_or_default();
        let packed = String::from_utf8_lossy(&packed).into_owned();
        names
            .extend(packed.lines().filter_map(|line| line.split_once(" refs/heads/")).map(|(_, name)| name.to_owned()));
        names.retain(|name| name.starts_with(word));
        names
    }

    fn files(&self, word: &str, who: &Who, only_dirs: bool, known: &Known) -> Vec<String> {
        let plain = unquoted(word);
        let slash = plain.rfind('/').map_or(0, |at| at + 1);
        let (folder, start) = plain.split_at(slash);
        let home = String::from_utf8_lossy(&known.home);
        let real = match folder.strip_prefix("~/") {
            Some(rest) => format!("{home}/{rest}"),
            None if folder.is_empty() => ".".to_owned(),
            None => folder.to_owned(),
        };
        let disk = self.kernel.disk.borrow();
        let mut names = Vec::new();
        for entry in disk.read_dir(who, real.as_bytes()).unwrap_or_default() {
            let name = String::from_utf8_lossy(&entry.name).into_owned();
            if !name.starts_with(start) || (name.starts_with('.') && !start.starts_with('.')) {
                continue;
            }
            let path = [real.as_bytes(), b"/", &entry.name].concat();
            let is_dir = disk.stat(who, &path).is_ok_and(|stat| stat.is_dir());
            if only_dirs && !is_dir {
                continue;
            }
            let quoted = String::from_utf8_lossy(&crate::quote::backslashed(name.as_bytes())).into_owned();
            let lead = String::from_utf8_lossy(&crate::quote::backslashed(folder.trim_start_matches("~/").as_bytes()))
                .into_owned();
            let lead = if folder.is_empty() {
                String::new()
            } else if folder == "~/" {
                "~/".to_owned()
            } else if folder.starts_with("~/") {
                format!("~/{lead}")
            } else {
                lead
            };
            names.push(format!("{lead}{quoted}{}", if is_dir { "/" } else { "" }));
        }
        names
    }
}

fn variables(word: &str, name: &str, known: &Known) -> Vec<String> {
    let lead = &word[..word.len() - name.len()];
    let (brace, name) = match name.strip_prefix('{') {
        Some(rest) => ("{", rest),
        None => ("", name),
    };
    let close = if brace.is_empty() { "" } else { "}" };
    let names = known.variables.iter().map(|known| String::from_utf8_lossy(known).into_owned());
    names.filter(|known| known.starts_with(name)).map(|known| format!("{lead}{brace}{known}{close}")).collect()
}

fn options(words: &[&str], word: &str) -> Vec<String> {
    let skip = words.iter().take_while(|word| OPENERS.contains(word)).count();
    let Some(command) = words.get(skip).and_then(|name| crate::registry::find(name)) else { return Vec::new() };
    let long =
        command.options.iter().filter(|option| !option.long.is_empty()).map(|option| format!("--{}", option.long));
    let short =
        command.options.iter().filter(|option| !option.short.is_empty()).map(|option| format!("-{}", option.short));
    let all: Vec<String> = if word.starts_with("--") { long.collect() } else { short.chain(long).collect() };
    all.into_iter().filter(|option| option.starts_with(word)).collect()
}

/// Where the word at the end of a text begins.
fn word_start(text: &str) -> usize {
    let (mut start, mut quote, mut escaped) = (0, None, false);
    for (at, letter) in text.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match (quote, letter) {
            (None | Some('"'), '\\') => escaped = true,
            (Some(mark), letter) if mark == letter => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, letter) if letter.is_whitespace() || "|&;()<>=".contains(letter) => start = at + letter.len_utf8(),
            _ => {}
        }
    }
    start
}

/// What stands since the last command separator.
fn segment(text: &str) -> &str {
    text.rfind(['|', '&', ';', '(', '`']).map_or(text, |at| &text[at + 1..])
}

fn unquoted(word: &str) -> String {
    let mut out = String::new();
    let mut letters = word.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next()),
            '\'' | '"' => {}
            _ => out.push(letter),
        }
    }
    out
}
