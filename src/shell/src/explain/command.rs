//! The words of a command: its name, its options, what it is given. What they mean comes from its man page; what no page can
//! say (builtins, subcommands, the part an argument plays) from the messages.

use super::Value;
use super::page::Page;
use super::walk::{Walk, test_id, text};
use crate::options::Takes;
use crate::syntax::{Part, Word};
use base::Span;

/// Commands that run the command among their arguments, and how many arguments come before it.
const RUNNERS: [(&str, usize); 11] = [
    ("sudo", 0),
    ("env", 0),
    ("nice", 0),
    ("nohup", 0),
    ("timeout", 1),
    ("xargs", 0),
    ("watch", 0),
    ("command", 0),
    ("builtin", 0),
    ("exec", 0),
    ("time", 0),
];

/// Tests and actions of find that stand alone.
const ALONE: [&str; 14] = [
    "-a", "-and", "-delete", "-depth", "-empty", "-false", "-ls", "-not", "-o", "-or", "-print", "-print0", "-prune",
    "-true",
];

/// Commands within commands: `sudo nice env …`.
const DEEPEST: usize = 8;

/// What is known of the command whose words are looked at.
struct Called {
    /// Its name as typed.
    name: String,
    /// Its name in the registry, the one an alias stands for.
    real: String,
    /// With its subcommand: `git-commit`.
    path: String,
    page: Option<Page>,
    /// An option has already given what the first argument usually is (`grep -e`).
    scripted: bool,
}

impl Walk<'_> {
    /// Explains a command's words, the first of which is its name.
    pub(super) fn command_words(&mut self, words: &[&Word], depth: usize) {
        let Some((first, rest)) = words.split_first() else { return };
        if depth > DEEPEST {
            return;
        }
        let mut called = self.name(first);
        if matches!(called.real.as_str(), "[" | "test") {
            self.test_words(rest);
            return;
        }
        let runner = RUNNERS.iter().find(|(name, _)| *name == called.real).map(|(_, before)| *before);
        let last = rest.iter().rposition(|word| !word.raw.starts_with(b"-"));
        let (mut ended, mut operands) = (false, 0);
        // The option whose value comes next.
        let mut waiting: Option<String> = None;
        let mut at = 0;
        while let Some(word) = rest.get(at) {
            at += 1;
            let raw = text(&word.raw);
            if let Some(option) = waiting.take() {
                if matches!(option.as_str(), "-exec" | "-execdir" | "-ok" | "-okdir") {
                    let from = at - 1;
                    let ends = |word: &&Word| matches!(word.raw.as_slice(), b"\\;" | b";" | b"';'" | b"\";\"" | b"+");
                    let length = rest[from..].iter().position(ends).unwrap_or(rest.len() - from);
                    self.command_words(&rest[from..from + length], depth + 1);
                    if let Some(end) = rest.get(from + length) {
                        self.say(end.span, "explain-exec-end", &[]);
                    }
                    at = from + length + 1;
                } else {
                    self.value(word.span, &option);
                    self.expansions(word);
                }
                continue;
            }
            if let Some(assignment) = &word.assignment {
                let name = text(&assignment.name);
                self.say(word.span, "explain-declares", &[("name", &name)]);
                self.expansions(word);
                continue;
            }
            if !ended && raw == "--" {
                ended = true;
                self.say(word.span, "explain-end-of-options", &[]);
                continue;
            }
            let signed = raw.starts_with('-') || (raw.starts_with('+') && called.real == "set");
            if !ended && raw.len() > 1 && signed && word.plain.is_some() {
                waiting = self.option(&mut called, word, &raw);
                continue;
            }
            if called.real == "find" && matches!(raw.as_str(), "\\(" | "\\)" | "!" | "(" | ")") {
                self.say(word.span, "explain-find-group", &[]);
                continue;
            }
            if runner.is_some_and(|before| operands >= before) {
                if called.real == "env" && raw.contains('=') {
                    let name = raw.split('=').next().unwrap_or_default();
                    self.say(word.span, "explain-declares", &[("name", name)]);
                    continue;
                }
                self.command_words(&rest[at - 1..], depth + 1);
                return;
            }
            if operands == 0 && called.real == "git" {
                called.path = format!("git-{raw}");
                let id = format!("sub-{}", called.path);
                let known = self.words.knows(&id);
                self.say(word.span, if known { &id } else { "explain-subcommand" }, &[]);
                ended = false;
            } else {
                self.operand(
                    &called,
                    word,
                    &raw,
                    operands - usize::from(called.path != called.real),
                    Some(at - 1) == last,
                );
            }
            operands += 1;
        }
    }

    /// The command's name: an alias, a function, a builtin or a program.
    fn name(&mut self, word: &Word) -> Called {
        // `[` is no plain word to the parser: it may begin a pattern.
        let plain = word.plain.is_some() || matches!(word.parts.as_slice(), [Part::Literal(_)]);
        let name = word.plain.as_deref().map_or_else(|| text(&word.raw), text);
        let span = word.span;
        let mut called = Called { real: name.clone(), path: name.clone(), name, page: None, scripted: false };
        if !plain {
            self.say_with(span, "explain-command-expanded", &[], Value::Text(word.parts.clone()));
            self.expansions(word);
            return called;
        }
        let alias =
            self.shell.aliases.get(called.name.as_bytes()).map(|text| String::from_utf8_lossy(text).into_owned());
        let unquoted = word.plain.as_ref() == Some(&word.raw);
        let alias = alias.filter(|_| unquoted);
        if let Some(alias) = &alias {
            called.real = alias.split_whitespace().next().unwrap_or_default().to_owned();
            called.path.clone_from(&called.real);
        }
        called.page = Page::of(self.shell, self.language, &called.real);
        let builtin = crate::builtins::find(&called.real);
        let own = format!(
            "builtin-{}",
            match called.real.as_str() {
                "." => "source",
                ":" => "nothing",
                "[" => "test",
                name => name,
            }
        );
        let purpose = if builtin.is_some() && self.words.knows(&own) {
            Some(self.words.say(&own, &[]))
        } else {
            called.page.as_ref().and_then(|page| page.purpose().map(str::to_owned))
        };
        let what = purpose.unwrap_or_default();
        let function = self.shell.functions.contains_key(called.name.as_bytes());
        let id = match () {
            () if alias.is_some() => "explain-alias",
            () if function => "explain-function",
            () if builtin.is_some() && !what.is_empty() => "explain-builtin",
            () if !what.is_empty() => "explain-command",
            () if called.name.contains('/') => "explain-script",
            () if builtin.is_some() || crate::registry::find(&called.real).is_some() => "explain-command-bare",
            () => "explain-command-unknown",
        };
        let alias = alias.unwrap_or_default();
        let name = called.name.clone();
        self.say(span, id, &[("name", &name), ("what", &what), ("alias", &alias)]);
        called
    }

    /// One option word, letter by letter where it has several; the option whose value is the next word.
    fn option(&mut self, called: &mut Called, word: &Word, raw: &str) -> Option<String> {
        let start = word.span.start as usize;
        if matches!(called.real.as_str(), "grep" | "egrep" | "fgrep" | "sed" | "awk" | "gawk" | "jq")
            && (raw.starts_with("-e") || raw.starts_with("-f") || raw.starts_with("--regexp"))
        {
            called.scripted = true;
        }
        if raw.starts_with("--") {
            let (name, value) = match raw.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (raw, None),
            };
            self.option_part(called, Span::new(start, start + name.len()), name);
            if value.is_some() {
                self.value(Span::new(start + name.len() + 1, word.span.end as usize), name);
                return None;
            }
            return (takes(called, name) == Takes::Value).then(|| name.to_owned());
        }
        if raw[1..].bytes().all(|byte| byte.is_ascii_digit()) {
            let id = format!("number-{}", called.real);
            let id = if self.words.knows(&id) { id } else { "explain-option-number".to_owned() };
            self.say(word.span, &id, &[("n", &raw[1..])]);
            return None;
        }
        let known = self.option_text(called, raw).is_some();
        if called.real == "find" || (known && raw.len() > 2) {
            self.option_part(called, word.span, raw);
            let waits = called.real == "find" && !ALONE.contains(&raw);
            return waits.then(|| raw.to_owned());
        }
        for (at, letter) in raw.char_indices().skip(1) {
            let option = format!("{}{letter}", &raw[..1]);
            let end = at + letter.len_utf8();
            // The sign belongs to the first letter.
            let from = if at == 1 { start } else { start + at };
            self.option_part(called, Span::new(from, start + end), &option);
            match takes(called, &option) {
                Takes::Nothing | Takes::Refused => {}
                _ if end < raw.len() => {
                    self.value(Span::new(start + end, word.span.end as usize), &option);
                    return None;
                }
                Takes::Value => return Some(option),
                Takes::MaybeValue => {}
            }
        }
        None
    }

    /// What an option does: from the messages, else from the man page, under any of its names.
    fn option_text(&self, called: &Called, option: &str) -> Option<String> {
        let own = format!("option-{}{option}", called.path);
        if self.words.knows(&own) {
            return Some(self.words.say(&own, &[]));
        }
        let page = called.page.as_ref().filter(|_| called.path == called.real)?;
        page.option(option).or_else(|| {
            let name = option.trim_start_matches('-');
            let command = crate::registry::find(&called.real)?;
            let same = command.options.iter().find(|known| known.short == name || known.long == name)?;
            let names = [format!("-{}", same.short), format!("--{}", same.long)];
            names.iter().find_map(|name| page.option(name))
        })
    }

    fn option_part(&mut self, called: &Called, span: Span, option: &str) {
        let (id, what) = match self.option_text(called, option) {
            Some(what) => ("explain-option", what),
            None => ("explain-option-bare", String::new()),
        };
        let command = called.path.replace('-', " ");
        self.say(span, id, &[("option", option), ("what", &what), ("command", &command)]);
    }

    fn value(&mut self, span: Span, option: &str) {
        self.say(span, "explain-option-value", &[("option", option)]);
    }

    /// A word that is no option: the part it plays, what is on the disk under that name, what it becomes.
    fn operand(&mut self, called: &Called, word: &Word, raw: &str, number: usize, last: bool) {
        let roles = [
            (number == 0 && !called.scripted).then(|| format!("role-{}-first", called.path)),
            (last && number > 0).then(|| format!("role-{}-last", called.path)),
            Some(format!("role-{}", called.path)),
        ];
        let role = roles.into_iter().flatten().find(|id| self.words.knows(id));
        let literal =
            |part: &Part| matches!(part, Part::Literal(text) if text.iter().any(|byte| b"*?[".contains(byte)));
        let globs = word.parts.iter().any(literal);
        let braces = word.braces && word.plain.is_none() && raw != "{}";
        if let Some(id) = &role {
            self.say(word.span, id, &[("name", raw)]);
        }
        if globs || braces {
            let id = if globs { "explain-glob" } else { "explain-braces" };
            self.say_with(word.span, id, &[], Value::Fields(Box::new(word.clone())));
        } else if raw == "{}" {
            self.say(word.span, "explain-found", &[]);
        } else if role.is_none() {
            let stat = word.plain.as_ref().map(|path| self.shell.sys.disk(path, |disk, who| disk.stat(who, path)));
            let id = match stat {
                Some(Ok(stat)) if stat.is_dir() => "explain-folder",
                Some(Ok(_)) => "explain-file",
                _ => "explain-argument",
            };
            self.say(word.span, id, &[("command", &called.name)]);
        }
        self.expansions(word);
    }

    /// The words of `test` and `[`.
    fn test_words(&mut self, words: &[&Word]) {
        for word in words {
            let raw = text(&word.raw);
            let id = test_id(&raw);
            let id = if self.words.knows(&id) { id } else { "explain-operand".to_owned() };
            self.say(word.span, &id, &[("text", &raw)]);
            self.expansions(word);
        }
    }
}

/// Whether an option takes a value: as the command itself reads it, or as a builtin's synopsis says.
fn takes(called: &Called, option: &str) -> Takes {
    let name = option.trim_start_matches(['-', '+']);
    let long = option.starts_with("--");
    if let Some(builtin) = crate::builtins::find(&called.real) {
        let value = builtin.synopsis.split('[').any(|piece| {
            piece.strip_prefix('-').and_then(|piece| piece.strip_prefix(name)).is_some_and(|rest| rest.starts_with(' '))
        });
        return if value && !long { Takes::Value } else { Takes::Nothing };
    }
    if called.real == "git" {
        let with_value = matches!(
            (called.path.as_str(), option),
            ("git", "-C" | "-c")
                | ("git-commit" | "git-tag" | "git-merge" | "git-stash", "-m")
                | ("git-commit", "-C" | "-F" | "--author" | "--date")
                | ("git-log", "-n")
                | ("git-switch", "-c" | "-C")
                | ("git-checkout", "-b" | "-B")
                | ("git-restore", "-s" | "--source")
        );
        return if with_value { Takes::Value } else { Takes::Nothing };
    }
    let Some(command) = crate::registry::find(&called.real) else { return Takes::Nothing };
    let fits = |known: &&crate::options::Opt| if long { known.long == name } else { known.short == name };
    command.options.iter().find(fits).map_or(Takes::Nothing, |known| known.takes)
}
