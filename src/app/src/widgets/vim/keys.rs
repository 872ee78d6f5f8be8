//! The browser's keys in vim's notation.

use crate::platform::typing::Pressed;

/// A key that makes no text, in vim's notation; `None` for characters, which come as text, and for keys that are the browser's.
pub(crate) fn notation(pressed: &Pressed) -> Option<String> {
    if pressed.meta {
        return None;
    }
    let name = match pressed.key.as_str() {
        "Enter" => "CR",
        "Escape" => "Esc",
        "Backspace" => "BS",
        "Delete" => "Del",
        "Insert" => "Insert",
        "ArrowLeft" => "Left",
        "ArrowRight" => "Right",
        "ArrowUp" => "Up",
        "ArrowDown" => "Down",
        "Home" => "Home",
        "End" => "End",
        "PageUp" => "PageUp",
        "PageDown" => "PageDown",
        key if pressed.ctrl && !pressed.alt && key.chars().count() == 1 => {
            return Some(format!("<C-{}>", key.to_ascii_lowercase()));
        }
        _ => return None,
    };
    Some(if pressed.ctrl { format!("<C-{name}>") } else { format!("<{name}>") })
}

/// Typed text in vim's notation.
pub(crate) fn of_text(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '<' => "<lt>".to_owned(),
            '\n' => "<CR>".to_owned(),
            '\t' => "<Tab>".to_owned(),
            other => other.to_string(),
        })
        .collect()
}

/// Notation cut into single keys: `d2w<Esc>` is `d`, `2`, `w`, `<Esc>`.
pub(super) fn split(keys: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = (first == '<').then(|| rest.find('>')).flatten();
        let length = named.map_or(first.len_utf8(), |end| end + 1);
        found.push(rest[..length].to_owned());
        rest = &rest[length..];
    }
    found
}

/// A key as its cap shows it.
pub(super) fn cap(key: &str) -> String {
    match key {
        " " => "␣".to_owned(),
        "<lt>" => "<".to_owned(),
        "<CR>" => "↵".to_owned(),
        "<Tab>" => "⇥".to_owned(),
        "<BS>" => "⌫".to_owned(),
        "<Left>" => "←".to_owned(),
        "<Right>" => "→".to_owned(),
        "<Up>" => "↑".to_owned(),
        "<Down>" => "↓".to_owned(),
        _ => key.strip_prefix('<').and_then(|key| key.strip_suffix('>')).map_or_else(
            || key.to_owned(),
            |name| {
                name.strip_prefix("C-")
                    .map_or_else(|| name.to_owned(), |letter| format!("Ctrl-{}", letter.to_ascii_uppercase()))
            },
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(key: &str, ctrl: bool) -> Pressed {
        Pressed { key: key.to_owned(), ctrl, ..Pressed::default() }
    }

    #[test]
    fn named_and_control_keys() {
        assert_eq!(notation(&pressed("Escape", false)).as_deref(), Some("<Esc>"));
        assert_eq!(notation(&pressed("R", true)).as_deref(), Some("<C-r>"));
        assert_eq!(notation(&pressed("ArrowLeft", true)).as_deref(), Some("<C-Left>"));
        assert_eq!(notation(&pressed("x", false)), None);
    }

    #[test]
    fn text_and_caps() {
        assert_eq!(of_text("a<b\n"), "a<lt>b<CR>");
        assert_eq!(split("d2w<Esc>é<lt>"), ["d", "2", "w", "<Esc>", "é", "<lt>"]);
        assert_eq!(split("<C-r> ").iter().map(|key| cap(key)).collect::<Vec<_>>(), ["Ctrl-R", "␣"]);
    }
}
