//! Names of operators, motions, objects and actions, as the catalogues spell them.

use crate::command::{Action, Insert, Motion, Operator, Scroll};

/// `WordForward` becomes `word-forward`.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The name of a variant: its `Debug` form up to its fields.
pub(crate) fn variant(debug: &str) -> String {
    let end = debug.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(debug.len());
    kebab(&debug[..end])
}

/// An operator's name, and the character it needs.
pub(super) fn operator(operator: Operator) -> (String, String) {
    let value = match operator {
        Operator::Replace(c) | Operator::Fold(c) => c.to_string(),
        _ => String::new(),
    };
    (variant(&format!("{operator:?}")), value)
}

/// A motion's name, and the text or character it needs.
pub(super) fn motion(motion: &Motion) -> (String, String) {
    let name = variant(&format!("{motion:?}"));
    let way = |forward: bool| if forward { "forward" } else { "back" };
    match motion {
        Motion::Find { forward, till, what } => {
            let kind = if *till { "till" } else { "find" };
            (format!("{kind}-{}", way(*forward)), what.to_string())
        }
        Motion::Search { forward, text } => (format!("search-{}", way(*forward)), text.clone().unwrap_or_default()),
        Motion::WordUnderCursor { forward, whole } => {
            let kind = if *whole { "word-under-cursor" } else { "part-under-cursor" };
            (format!("{kind}-{}", way(*forward)), String::new())
        }
        Motion::SelectMatch { forward } => (format!("match-{}", way(*forward)), String::new()),
        Motion::Mark { name, line, .. } => (if *line { "mark-line" } else { "mark" }.to_owned(), name.to_string()),
        Motion::NextMark { forward, .. } => (format!("next-mark-{}", way(*forward)), String::new()),
        Motion::Section { forward, end } => {
            let edge = if *end { "end" } else { "start" };
            (format!("section-{edge}-{}", way(*forward)), String::new())
        }
        Motion::Unmatched { forward, what } => (format!("unmatched-{}", way(*forward)), what.to_string()),
        Motion::FoldMove { what } => ("fold".to_owned(), what.to_string()),
        Motion::Ex { text } => (name, text.clone().unwrap_or_default()),
        _ => (name, String::new()),
    }
}

/// Whether the character a motion ends on belongs to it; none for whole lines.
pub(super) fn inclusive(motion: &Motion) -> Option<bool> {
    use Motion as M;
    match motion {
        M::Up | M::Down | M::LineUp | M::LineDown | M::LineHere | M::FirstLine | M::LastLine => None,
        M::WindowTop | M::WindowMiddle | M::WindowBottom | M::FoldMove { .. } => None,
        M::Mark { line, .. } | M::NextMark { line, .. } => (!line).then_some(false),
        M::WordEnd | M::BigWordEnd | M::WordEndBack | M::BigWordEndBack => Some(true),
        M::LineEnd | M::LastNonBlank | M::ScreenEnd | M::Percent => Some(true),
        M::Find { forward, .. } => Some(*forward),
        motion if super::is_search(motion) => Some(false),
        _ => Some(false),
    }
}

/// A text object's name.
pub(super) fn object(name: char) -> &'static str {
    match name {
        'w' => "word",
        'W' => "big-word",
        's' => "sentence",
        'p' => "paragraph",
        't' => "tag",
        'b' | '(' | ')' => "parentheses",
        'B' | '{' | '}' => "braces",
        '[' | ']' => "brackets",
        '<' | '>' => "angles",
        '"' => "double-quotes",
        '\'' => "single-quotes",
        '`' => "backticks",
        _ => "unknown",
    }
}

/// An action's name, and the character it needs.
pub(super) fn action(action: &Action) -> (String, String) {
    match action {
        Action::Insert(how) => (
            match how {
                Insert::Replace => "replace-mode".to_owned(),
                Insert::VirtualReplace => "virtual-replace-mode".to_owned(),
                how => format!("insert-{}", variant(&format!("{how:?}"))),
            },
            String::new(),
        ),
        Action::Scroll(Scroll::Place(c)) => ("scroll-place".to_owned(), c.to_string()),
        Action::Scroll(how) => (format!("scroll-{}", variant(&format!("{how:?}"))), String::new()),
        Action::Join { spaces } => (if *spaces { "join" } else { "join-bare" }.to_owned(), String::new()),
        Action::Put { before, .. } => (if *before { "put-before" } else { "put-after" }.to_owned(), String::new()),
        Action::Visual(kind) => (
            match kind {
                'v' => "visual-char",
                'V' => "visual-line",
                _ => "visual-block",
            }
            .to_owned(),
            String::new(),
        ),
        Action::ReplaceChar(c)
        | Action::VirtualReplaceChar(c)
        | Action::Record(c)
        | Action::Play(c)
        | Action::SetMark(c)
        | Action::Fold(c)
        | Action::Window(c) => (variant(&format!("{action:?}")), c.to_string()),
        action => (variant(&format!("{action:?}")), String::new()),
    }
}
