//! A full-screen program's picture: less, top, vim in the terminal.

use super::session::Picture;
use super::transcript::{Style, nearest};
use lab::protocol::Stretch;
use yew::prelude::*;

/// The picture, cell by cell as the program drew it.
pub(super) fn screen(picture: &Picture) -> Html {
    let cursor = picture.cursor;
    html! {
        <div class="terminal-screen" role="img" aria-label={spoken(picture)}>
            { for picture.lines.iter().enumerate().map(|(row, line)| {
                let column = cursor.filter(|(at, _)| *at == row).map(|(_, column)| column);
                html! { <div class="terminal-row">{ for pieces(line, column).into_iter().map(|(class, text)| html! { <span {class}>{ text }</span> }) }</div> }
            }) }
        </div>
    }
}

/// What a screen reader says: the line of the cursor, else the last one.
fn spoken(picture: &Picture) -> String {
    let row = picture.cursor.map_or(picture.lines.len().saturating_sub(1), |(row, _)| row);
    picture.lines.get(row).map(|line| line.iter().map(|stretch| stretch.text.as_str()).collect()).unwrap_or_default()
}

/// A line's stretches, cut at the cursor's cell.
fn pieces(line: &[Stretch], cursor: Option<usize>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut column = 0;
    for stretch in line {
        let class = style_of(stretch).classes();
        for character in stretch.text.chars() {
            let here = cursor == Some(column);
            let class = if here { format!("{class} terminal-cursor") } else { class.clone() };
            match found.last_mut() {
                Some((last, text)) if *last == class && !here => text.push(character),
                _ => found.push((class, character.to_string())),
            }
            column += 1;
        }
    }
    if cursor.is_some_and(|cursor| cursor >= column) {
        found.push((String::new(), " ".repeat(cursor.unwrap_or(column) - column)));
        found.push(("terminal-cursor".to_owned(), " ".to_owned()));
    }
    if found.is_empty() {
        found.push((String::new(), "\u{a0}".to_owned()));
    }
    found
}

fn style_of(stretch: &Stretch) -> Style {
    Style {
        foreground: stretch.foreground.map(|colour| nearest(colour.into())),
        background: stretch.background.map(|colour| nearest(colour.into())),
        bold: stretch.bold,
        reverse: stretch.reverse,
        underline: stretch.underline,
        ..Style::default()
    }
}
