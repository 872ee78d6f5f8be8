//! `man`: the page of a command, in the reader's language, else in English.

use super::less::page;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[flag("k", "apropos"), flag("f", "whatis"), value("L", "locale"), flag("a", "all")];

/// The command.
pub(super) const COMMAND: Command = Command::new("man", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let language = super::language(context, parsed.value("L"));
    let mut names: Vec<&Bytes> = parsed.operands.iter().collect();
    // A section before the name.
    if names.len() > 1 && names[0].len() == 1 && names[0][0].is_ascii_digit() {
        names.remove(0);
    }
    if names.is_empty() {
        context.stderr(b"What manual page do you want?\nFor example, try 'man man'.\n");
        return Ok(1);
    }
    let mut status = 0;
    for name in names {
        let shown = String::from_utf8_lossy(name).into_owned();
        if parsed.has("k") || parsed.has("f") {
            let lines = purposes(context, language, &shown, parsed.has("f"));
            if lines.is_empty() {
                context.stderr(format!("{shown}: nothing appropriate.\n").as_bytes());
                status = 16;
            }
            context.stdout.put(lines.as_bytes());
            continue;
        }
        let found = [language, "en"]
            .iter()
            .find_map(|language| context.read_file(crate::manual::path(language, &shown).as_bytes()).ok());
        match found.filter(|_| !shown.contains('/')) {
            Some(text) => {
                let text = plain(&String::from_utf8_lossy(&text));
                page(context, text.as_bytes(), &format!("Manual page {shown}(1)"), false, false).await?;
            }
            None => {
                context.stderr(format!("No manual entry for {shown}\n").as_bytes());
                status = 16;
            }
        }
    }
    Ok(status)
}

/// Titles in capitals, the rest indented, without Markdown's marks.
fn plain(page: &str) -> String {
    let mut text = String::new();
    for line in page.lines().filter(|line| !line.starts_with("```")) {
        if let Some(title) = line.strip_prefix("# ") {
            text.push_str("NAME\n       ");
            text.push_str(&title.replacen(" : ", " - ", 1).replacen(": ", " - ", 1));
        } else if let Some(title) = line.strip_prefix("## ") {
            text.push_str(&title.to_uppercase());
        } else if !line.is_empty() {
            text.push_str("       ");
            text.push_str(&line.strip_prefix("- ").unwrap_or(line).replace('`', ""));
        }
        text.push('\n');
    }
    text
}

/// `name (1) - what it does`, for every page that speaks of the word.
fn purposes(context: &Context, language: &str, word: &str, exactly: bool) -> String {
    let folder = format!("/usr/share/man/{language}");
    let mut lines = String::new();
    for entry in context.read_dir(folder.as_bytes()).unwrap_or_default() {
        let file = String::from_utf8_lossy(&entry.name).into_owned();
        let Some(name) = file.strip_suffix(".md") else { continue };
        let page = context.read_file(crate::manual::path(language, name).as_bytes());
        let Ok(page) = page else { continue };
        let first = String::from_utf8_lossy(page.split(|byte| *byte == b'\n').next().unwrap_or_default()).into_owned();
        let Some((_, purpose)) = first.split_once(": ") else { continue };
        if if exactly { name == word } else { name.contains(word) || purpose.contains(word) } {
            lines.push_str(&format!("{:<20} - {purpose}\n", format!("{name} (1)")));
        }
    }
    lines
}
