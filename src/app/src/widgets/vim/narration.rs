//! What a screen reader says after a key, from the editor's model: mode, line, what changed.

use crate::words::Words;
use base::Arg;
use lab::protocol::{EditorEvent, View};
use yew::AttrValue;

/// The message id of a mode, as `mode(1)` names it.
pub(crate) fn mode(mode: &str) -> &'static str {
    match mode.chars().next() {
        Some('i') => "vim-mode-insert",
        Some('R') => "vim-mode-replace",
        Some('v') => "vim-mode-visual",
        Some('V') => "vim-mode-visual-line",
        Some('\u{16}') => "vim-mode-visual-block",
        Some('c') => "vim-mode-command",
        _ => "vim-mode-normal",
    }
}

/// The last message of the editor in words, and whether it is an error.
pub(super) fn message(words: &Words, events: &[EditorEvent]) -> (AttrValue, bool) {
    let last = events.iter().rev().find_map(|event| match event {
        EditorEvent::Message { id, args, error } => {
            let args: Vec<(&str, Arg)> =
                args.iter().map(|(name, value)| (name.as_str(), Arg::from(value.as_str()))).collect();
            let known = if id.starts_with('E') { format!("vim-{id}") } else { id.clone() };
            let text = if words.knows(&known) { words.with(&known, &args) } else { AttrValue::from(id.clone()) };
            Some((text, *error))
        }
        EditorEvent::Listing(lines) => Some((AttrValue::from(lines.join("\n")), false)),
        EditorEvent::Bell | EditorEvent::Mode(_) => None,
    });
    last.unwrap_or_default()
}

/// What is new: the mode if it changed, else the line the cursor came to, else how the line reads now.
pub(super) fn say(words: &Words, before: Option<&View>, now: Option<&View>, message: &AttrValue) -> AttrValue {
    let Some(now) = now else { return AttrValue::default() };
    if !message.is_empty() {
        return message.clone();
    }
    if before.is_some_and(|before| mode(&before.mode) != mode(&now.mode)) {
        return words.say(mode(&now.mode));
    }
    let line = |view: &View| view.lines.iter().find(|line| line.number == view.cursor.0).map(|line| line.text.clone());
    let Some(text) = line(now) else { return AttrValue::default() };
    let moved = before.is_none_or(|before| before.cursor.0 != now.cursor.0);
    if moved || before.and_then(line).as_ref() != Some(&text) {
        let number = Arg::Number(now.cursor.0 as i64);
        return words.with("vim-line", &[("line", number), ("text", Arg::from(text))]);
    }
    let at = now.lines.iter().find_map(|line| now.cursor_in(line)).unwrap_or_default();
    let under = text.get(at..).and_then(|rest| rest.chars().next());
    words.with("vim-character", &[("character", Arg::from(under.map_or(String::new(), String::from)))])
}
