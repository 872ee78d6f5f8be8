//! Man pages: short Markdown files, data that the lab supplies (`man/{fr,en}/<command>.md`), never part of the code.
//!
//! A page is: `# name: what it does in a line`, then `## Synopsis` / `## Description` / `## Options` / `## Examples`
//! (in French `## Synopsis` / `## Description` / `## Options` / `## Exemples`). Options are list items
//! ``- `-l`, `--long`: …``. Examples are fenced blocks marked `console`: lines that begin with `$ ` are typed, the lines
//! after them are what is printed; they are run as tests.

use crate::options::{Opt, Takes};
use crate::registry::Command;

/// The plain text that `--help` prints: the page without Markdown marks, in the order Usage, what it does, options; then
/// the options that the page does not speak of, and those of the real command that are refused here.
pub fn help(command: &Command, page: &str) -> String {
    let mut text = page_text(page);
    let told = |option: &str, text: &str| {
        let part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        text.split(|letter| !part(letter)).any(|word| word == option)
    };
    let spoken = text.clone();
    let names = |option: &Opt| {
        let short = (!option.short.is_empty()).then(|| format!("-{}", option.short));
        let long = (!option.long.is_empty()).then(|| format!("--{}", option.long));
        [short, long].into_iter().flatten().collect::<Vec<_>>()
    };
    let mut refused: Vec<String> = Vec::new();
    for option in command.options {
        let names = names(option);
        if option.takes == Takes::Refused {
            refused.extend(names);
        } else if !names.iter().any(|name| told(name, &spoken)) {
            text.push_str(&format!("  {}\n", names.join(", ")));
        }
    }
    if let Some((letters, longs)) = crate::options::refused::of(command.name) {
        refused.extend(letters.chars().map(|letter| format!("-{letter}")));
        refused.extend(longs.split(' ').filter(|name| !name.is_empty()).map(|name| format!("--{name}")));
    }
    if !refused.is_empty() {
        text.push_str(&format!("\nNot supported on this machine: {}\n", refused.join(" ")));
    }
    text
}

/// The page alone, as plain text.
pub fn page_text(page: &str) -> String {
    let mut text = String::new();
    let mut purpose = "";
    let mut section = "";
    let mut usage = true;
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("# ") {
            purpose = title.split_once(": ").map_or(title, |(_, purpose)| purpose);
        } else if let Some(title) = line.strip_prefix("## ") {
            section = title;
            if section == "Options" {
                text.push('\n');
            }
        } else if section == "Synopsis" {
            let line = line.trim_matches('`').trim();
            if !line.is_empty() {
                text.push_str(if usage { "Usage: " } else { "  or:  " });
                usage = false;
                text.push_str(line);
                text.push('\n');
            }
        } else if section == "Description" && !purpose.is_empty() {
            text.push_str(purpose);
            text.push('\n');
            purpose = "";
            plain(line, &mut text);
        } else if section == "Description" || section == "Options" {
            plain(line, &mut text);
        }
    }
    text
}

fn plain(line: &str, text: &mut String) {
    let line = line.strip_prefix("- ").map_or_else(|| line.to_owned(), |item| format!("  {item}"));
    let line = line.replace(['`', '*'], "");
    if !(line.is_empty() && text.ends_with("\n\n")) {
        text.push_str(&line);
        text.push('\n');
    }
}

/// What `--help` prints where no manual is mounted.
pub fn bare_help(command: &Command) -> String {
    let mut text = format!("Usage: {} [OPTION]... [FILE]...\n", command.name);
    for option in command.options {
        let short = if option.short.is_empty() { "    ".to_owned() } else { format!("-{}, ", option.short) };
        let long = if option.long.is_empty() { String::new() } else { format!("--{}", option.long) };
        let line = format!("  {short}{long}");
        text.push_str(line.trim_end().trim_end_matches(','));
        text.push('\n');
    }
    text
}

/// Where the page of a command lies on the disk, by language tag.
pub fn path(language: &str, command: &str) -> String {
    format!("/usr/share/man/{language}/{command}.md")
}
