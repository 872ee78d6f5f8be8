//! The picture: title, text, message, help.

use super::session::Session;
use crate::kernel::{Frame, FrameLine, Style};

const TITLE: &str = "  GNU nano 7.2";

/// The two lines of help: keys and what they do.
const HELP: [[(&str, &str); 6]; 2] = [
    [("^G", "Help"), ("^O", "Write Out"), ("^W", "Where Is"), ("^K", "Cut"), ("^C", "Location"), ("M-U", "Undo")],
    [("^X", "Exit"), ("^R", "Read File"), ("^_", "Go To Line"), ("^U", "Paste"), ("^A", "Home"), ("M-E", "Redo")],
];
const YES_NO: [[(&str, &str); 2]; 2] = [[(" Y", "Yes"), ("", "")], [(" N", "No"), ("^C", "Cancel")]];
const TYPING: [[(&str, &str); 2]; 2] = [[("^C", "Cancel"), ("", "")], [("", ""), ("", "")]];

const PLAIN: Style = Style { foreground: None, background: None, bold: false, reverse: false, underline: false };
const BAR: Style = Style { reverse: true, ..PLAIN };

/// Lines of text on a screen of so many.
pub(super) fn height(rows: usize) -> usize {
    rows.saturating_sub(5).max(1)
}

/// Draws all of it.
pub(super) fn draw(session: &mut Session, (columns, rows): (usize, usize)) -> Frame {
    let height = height(rows);
    let buffer = &session.buffer;
    if buffer.row < session.top {
        session.top = if session.top - buffer.row == 1 { buffer.row } else { buffer.row.saturating_sub(height / 2) };
    } else if buffer.row >= session.top + height {
        session.top = if buffer.row == session.top + height { session.top + 1 } else { buffer.row - height / 2 };
    }
    let margin = if session.options.numbers { buffer.lines.len().to_string().len() + 1 } else { 0 };
    let width = columns.saturating_sub(margin).max(2);
    let mut lines = vec![title(session, columns), Vec::new()];
    let mut cursor = (2, 0);
    for row in session.top..session.top + height {
        let Some(line) = buffer.lines.get(row) else {
            lines.push(Vec::new());
            continue;
        };
        let cells = expanded(line, session.options.tab);
        let mut from = 0;
        if row == buffer.row {
            let before: String = line.chars().take(buffer.column).collect();
            let at = expanded(&before, session.options.tab).len();
            // A long line is shown in pages around the cursor.
            from = if at < width - 1 { 0 } else { (at / (width - 2)) * (width - 2) - 1 };
            cursor = (lines.len(), margin + at - from + usize::from(from > 0));
        }
        let mut shown: String = cells.iter().skip(from).take(width - usize::from(from > 0)).collect();
        if cells.len() - from.min(cells.len()) > width - usize::from(from > 0) {
            shown.pop();
            shown.push('>');
        }
        if from > 0 {
            shown.insert(0, '<');
        }
        let mut parts = Vec::new();
        if margin > 0 {
            parts.push((BAR, format!("{:>width$} ", row + 1, width = margin - 1)));
        }
        parts.push((PLAIN, shown));
        lines.push(parts);
    }
    match &session.question {
        Some(question) => {
            let text = format!("{}{}", question.prompt(), session.answer);
            cursor = (lines.len(), text.chars().count().min(columns.saturating_sub(1)));
            lines.push(vec![(BAR, format!("{text:<columns$}"))]);
            let help = if question.is_yes_or_no() { YES_NO } else { TYPING };
            lines.extend(help.iter().map(|line| help_line(line, columns)));
        }
        None => {
            let message = session.message.as_ref().map_or_else(Vec::new, |message| {
                let message = format!("[ {message} ]");
                let gap = columns.saturating_sub(message.chars().count()) / 2;
                vec![(PLAIN, " ".repeat(gap)), (BAR, message)]
            });
            lines.push(message);
            lines.extend(HELP.iter().map(|line| help_line(line, columns)));
        }
    }
    lines.truncate(rows);
    Frame {
        lines,
        cursor: Some((cursor.0.min(rows.saturating_sub(1)), cursor.1.min(columns.saturating_sub(1)))),
        ..Frame::default()
    }
}

fn title(session: &Session, columns: usize) -> FrameLine {
    let name = String::from_utf8_lossy(&session.file).into_owned();
    let name = if name.is_empty() { "New Buffer".to_owned() } else { name };
    let state = match (session.options.view, session.buffer.modified) {
        (true, _) => "View",
        (_, true) => "Modified",
        _ => "",
    };
    let gap = (columns.saturating_sub(name.chars().count()) / 2).max(TITLE.len() + 1) - TITLE.len();
    let left = format!("{TITLE}{}{name}", " ".repeat(gap));
    let rest = columns.saturating_sub(left.chars().count() + state.len() + 1);
    vec![(BAR, format!("{left}{}{state} ", " ".repeat(rest)).chars().take(columns).collect())]
}

fn help_line(line: &[(&str, &str)], columns: usize) -> FrameLine {
    let width = (columns / line.len()).min(20);
    let mut parts = Vec::new();
    for (key, text) in line {
        parts.push((BAR, (*key).to_owned()));
        let room = width.saturating_sub(key.chars().count() + 1);
        parts.push((PLAIN, format!(" {:<room$}", text.chars().take(room).collect::<String>())));
    }
    parts
}

/// Tabs as blanks, control characters as `^X`.
fn expanded(line: &str, tab: usize) -> Vec<char> {
    let mut cells = Vec::new();
    for letter in line.chars() {
        match letter {
            '\t' => cells.extend(std::iter::repeat_n(' ', tab - cells.len() % tab)),
            letter if letter.is_ascii_control() => cells.extend(['^', char::from(letter as u8 ^ 64)]),
            letter => cells.push(letter),
        }
    }
    cells
}
