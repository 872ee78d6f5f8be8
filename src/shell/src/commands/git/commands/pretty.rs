//! How `log` and `show` write a commit.

use crate::commands::git::object::Oid;
use crate::commands::git::person::{date, split};
use crate::commands::git::repo::{Git, Result};
use crate::commands::git::tree::Commit;
use std::collections::HashMap;

/// What is written of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::commands::git) enum Pretty {
    Oneline,
    Short,
    Medium,
    Full,
    Fuller,
    Raw,
    /// Placeholders; whether a newline ends every entry (`tformat:`) or stands between them (`format:`).
    User(String, bool),
}

impl Pretty {
    /// Reads the value of `--pretty` or `--format`.
    pub(in crate::commands::git) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "oneline" => Self::Oneline,
            "short" => Self::Short,
            "medium" | "" => Self::Medium,
            "full" => Self::Full,
            "fuller" => Self::Fuller,
            "raw" => Self::Raw,
            _ => match text.strip_prefix("format:") {
                Some(format) => Self::User(format.to_owned(), false),
                None => match text.strip_prefix("tformat:") {
                    Some(format) => Self::User(format.to_owned(), true),
                    None if text.contains('%') => Self::User(text.to_owned(), true),
                    None => return None,
                },
            },
        })
    }
}

/// What stands beside a commit's name: branches and tags that lead to it.
#[derive(Default)]
pub(in crate::commands::git) struct Decorations {
    names: HashMap<Oid, Vec<(String, &'static str)>>,
}

impl Git<'_> {
    /// Branches and tags by commit, `HEAD` first.
    pub(in crate::commands::git) fn decorations(&self) -> Decorations {
        let mut names: HashMap<Oid, Vec<(String, &'static str)>> = HashMap::new();
        let branch = self.branch();
        if let Some(head) = self.head() {
            let text = match &branch {
                Some(branch) => format!("HEAD -> {branch}"),
                None => "HEAD".to_owned(),
            };
            names.entry(head).or_default().push((text, "1;36"));
        }
        for (name, oid) in self.refs("refs/tags/").into_iter().rev() {
            if let Some(commit) = self.peel(oid) {
                names.entry(commit).or_default().push((format!("tag: {name}"), "1;33"));
            }
        }
        if let Some(stash) = self.ref_oid("refs/stash") {
            names.entry(stash).or_default().push(("refs/stash".to_owned(), "1;35"));
        }
        for (name, oid) in self.refs("refs/heads/").into_iter().rev() {
            if branch.as_ref() != Some(&name) {
                names.entry(oid).or_default().push((name, "1;32"));
            }
        }
        Decorations { names }
    }

    fn decoration(&self, decorations: &Decorations, oid: Oid) -> String {
        let Some(names) = decorations.names.get(&oid) else { return String::new() };
        let shown = |(name, sgr): &(String, &'static str)| match name.strip_prefix("HEAD -> ") {
            Some(branch) if self.colour.get() => {
                format!("{}{}", self.paint("1;36", "HEAD -> "), self.paint("1;32", branch))
            }
            _ => self.paint(sgr, name),
        };
        let list: Vec<String> = names.iter().map(shown).collect();
        let comma = self.paint("33", ", ");
        format!("{}{}{}", self.paint("33", " ("), list.join(&comma), self.paint("33", ")"))
    }

    /// A commit's head and message, without differences, as lines.
    pub(in crate::commands::git) fn pretty(
        &self,
        oid: Oid,
        commit: &Commit,
        pretty: &Pretty,
        full_names: bool,
        dates: &str,
        decorations: Option<&Decorations>,
    ) -> Result<String> {
        let decoration = decorations.map(|list| self.decoration(list, oid)).unwrap_or_default();
        let when = |person: &str| {
            let (_, _, seconds, zone) = split(person);
            date(seconds, zone, dates, self.now())
                .ok_or_else(|| self.fatal(format_args!("unknown date format {dates}")))
        };
        if let Pretty::User(format, _) = pretty {
            return self.formatted(oid, commit, format, dates, decorations);
        }
        if *pretty == Pretty::Oneline {
            let name = if full_names { oid.to_string() } else { self.short(oid) };
            return Ok(format!("{}{decoration} {}\n", self.paint("33", name), commit.subject()));
        }
        let mut text = format!("{}{decoration}\n", self.paint("33", format_args!("commit {oid}")));
        if *pretty == Pretty::Raw {
            text += String::from_utf8_lossy(&commit.bytes()).split("\n\n").next().unwrap_or_default();
            text += "\n";
        } else {
            if commit.parents.len() > 1 {
                let list: Vec<String> = commit.parents.iter().map(|parent| self.short(*parent)).collect();
                text += &format!("Merge: {}\n", list.join(" "));
            }
            let who = |line: &str| line.split_once('>').map_or(line.to_owned(), |(who, _)| format!("{who}>"));
            let (author, committer) = (who(&commit.author), who(&commit.committer));
            text += &match pretty {
                Pretty::Short => format!("Author: {author}\n"),
                Pretty::Full => format!("Author: {author}\nCommit: {committer}\n"),
                Pretty::Fuller => format!(
                    "Author:     {author}\nAuthorDate: {}\nCommit:     {committer}\nCommitDate: {}\n",
                    when(&commit.author)?,
                    when(&commit.committer)?
                ),
                _ => format!("Author: {author}\nDate:   {}\n", when(&commit.author)?),
            };
        }
        text.push('\n');
        let message = commit.message.trim_end();
        let lines: Vec<&str> = match pretty {
            Pretty::Short => message.lines().take_while(|line| !line.trim().is_empty()).collect(),
            _ => message.lines().collect(),
        };
        for line in lines {
            text += &format!(
                "    {}\n",
                if *pretty == Pretty::Raw || *pretty == Pretty::Short { line.to_owned() } else { untabbed(line) }
            );
        }
        Ok(text)
    }

    fn formatted(
        &self,
        oid: Oid,
        commit: &Commit,
        format: &str,
        dates: &str,
        decorations: Option<&Decorations>,
    ) -> Result<String> {
        let (author, committer) = (split(&commit.author), split(&commit.committer));
        let body = commit.message.trim_end().split_once("\n\n").map_or("", |(_, body)| body);
        let body = if body.is_empty() { String::new() } else { format!("{body}\n") };
        let own;
        let decorations = match decorations {
            Some(list) => list,
            None => {
                own = self.decorations();
                &own
            }
        };
        let plain_decoration = || {
            let names = decorations.names.get(&oid);
            names.map(|names| names.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", "))
        };
        let mut out = String::new();
        let mut rest = format;
        while let Some(at) = rest.find('%') {
            out += &rest[..at];
            rest = &rest[at + 1..];
            let mut letters = rest.chars();
            let first = letters.next().unwrap_or('%');
            let second = letters.next();
            let mut used = first.len_utf8();
            let person = |letter: Option<char>, who: (&str, &str, i64, &str)| -> Result<Option<String>> {
                let dated = |format: &str| {
                    date(who.2, who.3, format, self.now())
                        .ok_or_else(|| self.fatal(format_args!("unknown date format {format}")))
                };
                Ok(Some(match letter {
                    Some('n' | 'N') => who.0.to_owned(),
                    Some('e' | 'E') => who.1.to_owned(),
                    Some('l') => who.1.split('@').next().unwrap_or_default().to_owned(),
                    Some('d') => dated(dates)?,
                    Some('D') => dated("rfc")?,
                    Some('r') => dated("relative")?,
                    Some('t') => dated("unix")?,
                    Some('i') => dated("iso")?,
                    Some('I') => dated("iso-strict")?,
                    Some('s') => dated("short")?,
                    _ => return Ok(None),
                }))
            };
            let parents = |short: bool| {
                let name = |parent: &Oid| if short { self.short(*parent) } else { parent.to_string() };
                commit.parents.iter().map(name).collect::<Vec<_>>().join(" ")
            };
            let text = match first {
                'H' => oid.to_string(),
                'h' => self.short(oid),
                'T' => commit.tree.to_string(),
                't' => self.short(commit.tree),
                'P' => parents(false),
                'p' => parents(true),
                's' => commit.subject(),
                'f' => {
                    let letter = |letter: char| {
                        if letter.is_ascii_alphanumeric() || "._".contains(letter) { letter } else { ' ' }
                    };
                    let words: String = commit.subject().chars().map(letter).collect();
                    words.split_whitespace().collect::<Vec<_>>().join("-").trim_end_matches('.').to_owned()
                }
                'b' => body.clone(),
                'B' => commit.message.clone(),
                'n' => "\n".to_owned(),
                '%' => "%".to_owned(),
                'd' => plain_decoration().map(|names| format!(" ({names})")).unwrap_or_default(),
                'D' => plain_decoration().unwrap_or_default(),
                'e' | 'N' => String::new(),
                'a' | 'c' => {
                    let who = if first == 'a' { author } else { committer };
                    match person(second, who)? {
                        Some(text) => {
                            used += 1;
                            text
                        }
                        None => format!("%{first}"),
                    }
                }
                'x' => match rest.get(1..3).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    Some(byte) => {
                        used += 2;
                        (byte as char).to_string()
                    }
                    None => "%x".to_owned(),
                },
                'C' => {
                    let (name, length) = match rest[1..].strip_prefix('(').and_then(|rest| rest.find(')')) {
                        Some(close) => (&rest[2..2 + close], close + 3),
                        None => {
                            let known =
                                ["reset", "red", "green", "blue"].into_iter().find(|name| rest[1..].starts_with(name));
                            (known.unwrap_or_default(), 1 + known.map_or(0, str::len))
                        }
                    };
                    used = length;
                    if self.colour.get() { sgr(name) } else { String::new() }
                }
                '<' | '>' | 'w' | 'g' | 'G' => {
                    return Err(self.fatal(format_args!("the placeholder %{first} is not supported on this machine")));
                }
                other => format!("%{other}"),
            };
            out += &text;
            rest = rest.get(used..).unwrap_or_default();
        }
        Ok(out + rest)
    }
}

/// Tabs as blanks, eight columns apart.
fn untabbed(line: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for letter in line.chars() {
        let width = if letter == '\t' { 8 - column % 8 } else { 1 };
        if letter == '\t' {
            out.push_str(&" ".repeat(width))
        } else {
            out.push(letter)
        }
        column += width;
    }
    out
}

/// The escape sequence of a colour's name (`bold red`, `auto,green`, `reset`).
fn sgr(name: &str) -> String {
    const COLOURS: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
    let code = |word: &str| match word {
        "reset" => Some(String::new()),
        "bold" => Some("1".to_owned()),
        "dim" => Some("2".to_owned()),
        "italic" => Some("3".to_owned()),
        "ul" => Some("4".to_owned()),
        "reverse" => Some("7".to_owned()),
        word => COLOURS.iter().position(|colour| *colour == word).map(|at| format!("3{at}")),
    };
    let words = name.split([' ', ',']).filter(|word| !matches!(*word, "auto" | "always" | ""));
    format!("\x1b[{}m", words.filter_map(code).filter(|code| !code.is_empty()).collect::<Vec<_>>().join(";"))
}
