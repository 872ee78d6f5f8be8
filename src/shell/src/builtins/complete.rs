//! `complete` and `compgen`.

use crate::Bytes;
use crate::exec::Shell;
use std::rc::Rc;

const LETTERS: &str = "abcdefgjksuvo:A:G:W:F:C:X:P:S:prDEI";

pub(super) fn complete(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters(LETTERS, args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if letters.has('r') {
        if letters.operands.is_empty() {
            shell.completions = Rc::default();
        }
        for name in letters.operands {
            Rc::make_mut(&mut shell.completions).remove(name);
        }
        return 0;
    }
    if letters.has('p') || args.is_empty() {
        let lines: Vec<Bytes> = shell
            .completions
            .iter()
            .filter(|(name, _)| letters.operands.is_empty() || letters.operands.contains(name))
            .map(|(name, text)| [b"complete ".as_slice(), text, b" ", name, b"\n"].concat())
            .collect();
        if lines.is_empty() && !letters.operands.is_empty() {
            let name = letters.operands[0].clone();
            shell.complain_bytes(&[name.as_slice(), b": no completion specification"].concat());
            return 1;
        }
        shell.put(&lines.concat());
        return 0;
    }
    if letters.operands.is_empty() {
        // For the default, the empty line and the first word there is nothing to name.
        if ['D', 'E', 'I'].iter().any(|letter| letters.has(*letter)) {
            return 0;
        }
        return usage(shell, "complete");
    }
    if let Some(status) = wrong_action(shell, &letters) {
        return status;
    }
    let mut text: Vec<Bytes> = Vec::new();
    for (letter, value) in &letters.given {
        text.push(format!("-{letter}").into_bytes());
        if let Some(value) = value {
            let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./:+@%".contains(byte);
            text.push(if value.iter().all(plain) && !value.is_empty() {
                value.to_vec()
            } else {
                crate::quote::single(value)
            });
        }
    }
    let text = text.join(&b' ');
    for name in letters.operands {
        Rc::make_mut(&mut shell.completions).insert(name.clone(), text.clone());
    }
    0
}

/// `name: usage: …`, and status 2.
fn usage(shell: &mut Shell, name: &str) -> i32 {
    let synopsis = super::find(name).map_or("", |builtin| builtin.synopsis);
    shell.stderr(format!("{name}: usage: {synopsis}\n").as_bytes());
    2
}

/// Complains about an action that there is not.
fn wrong_action(shell: &mut Shell, letters: &super::Letters) -> Option<i32> {
    let wrong = letters.given.iter().find_map(|(letter, value)| {
        let value = value.as_deref().unwrap_or_default();
        (*letter == 'A' && !ACTIONS.iter().any(|known| known.as_bytes() == value)).then(|| value.to_vec())
    })?;
    shell.complain_bytes(&[wrong.as_slice(), b": invalid action name"].concat());
    Some(2)
}

/// What `compopt` says: options are those of a completion that runs, or of names.
pub(super) fn compopt(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let mut words = args.iter();
    let mut names = 0;
    while let Some(word) = words.next() {
        match word.as_slice() {
            b"-o" | b"+o" => {
                let option = words.next().cloned().unwrap_or_default();
                if !OPTIONS.iter().any(|known| known.as_bytes() == option) {
                    shell.complain_bytes(&[option.as_slice(), b": invalid option name"].concat());
                    return 2;
                }
            }
            _ => names += 1,
        }
    }
    if names == 0 {
        shell.complain("not currently executing completion function");
        return 1;
    }
    0
}

const OPTIONS: [&str; 8] =
    ["bashdefault", "default", "dirnames", "filenames", "noquote", "nosort", "nospace", "plusdirs"];

const ACTIONS: [&str; 24] = [
    "alias",
    "arrayvar",
    "binding",
    "builtin",
    "command",
    "directory",
    "disabled",
    "enabled",
    "export",
    "file",
    "function",
    "group",
    "helptopic",
    "hostname",
    "job",
    "keyword",
    "running",
    "service",
    "setopt",
    "shopt",
    "signal",
    "stopped",
    "user",
    "variable",
];

pub(super) async fn compgen(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters(LETTERS, args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if let Some(status) = wrong_action(shell, &letters) {
        return status;
    }
    let word = letters.operands.first().cloned().unwrap_or_default();
    let mut actions: Vec<&str> = Vec::new();
    for (letter, value) in &letters.given {
        actions.push(match letter {
            'a' => "alias",
            'b' => "builtin",
            'c' => "command",
            'd' => "directory",
            'e' => "export",
            'f' => "file",
            'g' => "group",
            'j' => "job",
            'k' => "keyword",
            'u' => "user",
            'v' => "variable",
            'A' => std::str::from_utf8(value.unwrap_or_default()).unwrap_or_default(),
            _ => continue,
        });
    }
    let mut found: Vec<Bytes> = Vec::new();
    for action in actions {
        found.extend(shell.candidates(action, &word).await);
    }
    if let Some(list) = letters.value('W') {
        let list = list.to_vec();
        let separators = shell.separators();
        let word_of = crate::syntax::Parser::new(&list, crate::syntax::ParseOptions::default()).whole_quoted();
        let text = match word_of {
            Some(parsed) => match without_name(shell).expand_heredoc(&parsed).await {
                Ok(text) => text,
                Err(_) => return 1,
            },
            None => list,
        };
        found.extend(listed(&text, |byte| separators.is_separator(byte)));
    }
    if let Some(glob) = letters.value('G') {
        let glob = glob.to_vec();
        found.extend(shell.glob(&glob).await);
    }
    if let Some(function) = letters.value('F').and_then(|name| shell.functions.get(name).cloned()) {
        shell.builtin = None;
        shell.complain("compgen: warning: -F option may not work as you expect");
        for (name, value) in [(b"COMP_CWORD".as_slice(), "-1"), (b"COMP_LINE", ""), (b"COMP_POINT", "0")] {
            shell.vars.set(name, value.as_bytes());
        }
        Box::pin(shell.call_function(function, vec![b"compgen".to_vec(), word.clone(), Vec::new()])).await;
        for name in [b"COMP_CWORD".as_slice(), b"COMP_LINE", b"COMP_POINT"] {
            shell.vars.unset(name, 1);
        }
        if shell.flow.is_some() {
            return 1;
        }
        if let crate::expand::Got::List(list, _) = shell.whole(b"COMPREPLY", false) {
            found.extend(list);
        }
    }
    found.retain(|name| name.starts_with(&word) || letters.value('F').is_some());
    if let Some(filter) = letters.value('X') {
        let (invert, pattern) = match filter.strip_prefix(b"!") {
            Some(pattern) => (true, pattern),
            None => (false, filter),
        };
        found.retain(|name| crate::expand::glob_matches(pattern, name) == invert);
    }
    let (prefix, suffix) = (letters.value('P').unwrap_or_default(), letters.value('S').unwrap_or_default());
    for name in &found {
        shell.put(&[prefix, name, suffix, b"\n"].concat());
    }
    i32::from(found.is_empty())
}

/// Errors of what is expanded are the shell's, not the builtin's.
fn without_name(shell: &mut Shell) -> &mut Shell {
    shell.builtin = None;
    shell
}

/// The words of a list; a backslash keeps a separator in its word.
fn listed(text: &[u8], separates: impl Fn(u8) -> bool) -> Vec<Bytes> {
    let mut words = vec![Vec::new()];
    let mut bytes = text.iter();
    while let Some(&byte) = bytes.next() {
        let last = words.len() - 1;
        match byte {
            b'\\' => words[last].extend(bytes.next()),
            _ if separates(byte) => words.push(Vec::new()),
            _ => words[last].push(byte),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

impl Shell {
    /// Names of a kind that begin with `word`.
    pub(crate) async fn candidates(&mut self, action: &str, word: &[u8]) -> Vec<Bytes> {
        let mut names: Vec<Bytes> = match action {
            "alias" => self.aliases.keys().cloned().collect(),
            "builtin" | "enabled" | "helptopic" => super::all().iter().map(|builtin| builtin.name.into()).collect(),
            "function" => self.functions.keys().cloned().collect(),
            "keyword" => KEYWORDS.iter().map(|word| word.as_bytes().to_vec()).collect(),
            "variable" => self.vars.names_with(word),
            "export" => self.vars.environment().keys().cloned().collect(),
            "user" => self.names().users.into_iter().map(|user| user.name.into_bytes()).collect(),
            "group" => self.names().groups.into_iter().map(|group| group.name.into_bytes()).collect(),
            "shopt" => self.shopts.all().into_iter().map(|(name, ..)| name.into()).collect(),
            "setopt" => self.options.all().into_iter().map(|(name, ..)| name.into()).collect(),
            "signal" => {
                crate::kernel::Signal::all().map(|signal| format!("SIG{}", signal.name()).into_bytes()).collect()
            }
            "job" => self.jobs.list.iter().map(|job| job.text.clone()).collect(),
            "command" => {
                let mut names: Vec<Bytes> = self.functions.keys().chain(self.aliases.keys()).cloned().collect();
                names.extend(super::all().iter().map(|builtin| builtin.name.as_bytes().to_vec()));
                names.extend(KEYWORDS.iter().map(|word| word.as_bytes().to_vec()));
                names.extend(self.programs());
                names
            }
            "file" | "directory" => {
                let mut pattern = Vec::new();
                crate::expand::escape_glob(&mut pattern, word);
                pattern.push(b'*');
                let mut found = self.glob(&pattern).await;
                if action == "directory" {
                    found.retain(|path| {
                        self.sys.disk(path, |disk, who| disk.stat(who, path).is_ok_and(|stat| stat.is_dir()))
                    });
                }
                return found;
            }
            _ => Vec::new(),
        };
        names.retain(|name| name.starts_with(word) && !name.contains(&b' '));
        base::order::sort(&mut names);
        names.dedup();
        names
    }

    /// Every program of `$PATH`.
    fn programs(&self) -> Vec<Bytes> {
        let path = self.vars.get(b"PATH").and_then(|var| var.scalar()).cloned().unwrap_or_default();
        let mut names = Vec::new();
        for folder in path.split(|byte| *byte == b':') {
            let entries = self.sys.disk(folder, |disk, who| disk.read_dir(who, folder)).unwrap_or_default();
            names.extend(entries.into_iter().map(|entry| entry.name));
        }
        names
    }
}

const KEYWORDS: [&str; 22] = [
    "if", "then", "else", "elif", "fi", "case", "esac", "for", "select", "while", "until", "do", "done", "in",
    "function", "time", "{", "}", "!", "[[", "]]", "coproc",
];
