//! The editor's screen as a terminal's picture, in the colours vim has on a dark ground.

use shell::{Frame, FrameLine, Style};
use vim::screen::{Face, Screen};

/// The screen; over its lower part lines to be read first, if there are any.
pub(super) fn picture(screen: Screen, (columns, rows): (usize, usize), listing: &[String]) -> Frame {
    let styled = |row: Vec<vim::screen::Run>| row.into_iter().map(|run| (style(run.face), run.text)).collect();
    let mut lines: Vec<FrameLine> = screen.rows.into_iter().map(styled).collect();
    let mut cursor = screen.cursor;
    if !listing.is_empty() {
        const PROMPT: &str = "Press ENTER or type command to continue";
        // What was the last line gives way.
        lines.pop();
        let told = listing.iter().map(|text| vec![(Style::default(), text.chars().take(columns).collect())]);
        lines.extend(told);
        lines.push(vec![(Style { foreground: Some(10), ..Style::default() }, PROMPT.chars().take(columns).collect())]);
        lines.drain(..lines.len().saturating_sub(rows));
        cursor = (lines.len() - 1, PROMPT.len().min(columns - 1));
    }
    Frame { lines, cursor: Some(cursor), note: Vec::new() }
}

fn style(face: Face) -> Style {
    let plain = Style::default();
    let over = |foreground, background| Style { foreground: Some(foreground), background: Some(background), ..plain };
    match face {
        Face::Text => plain,
        Face::NonText => Style { foreground: Some(12), ..plain },
        Face::Special => Style { foreground: Some(14), ..plain },
        Face::LineNumber => Style { foreground: Some(11), ..plain },
        Face::Folded => over(14, 8),
        Face::Search => over(0, 11),
        Face::Confirm => Style { bold: true, reverse: true, ..plain },
        Face::Visual | Face::OtherStatus | Face::TabLine => Style { reverse: true, ..plain },
        Face::Status => Style { bold: true, reverse: true, ..plain },
        Face::Tab | Face::Mode => Style { bold: true, ..plain },
        Face::Error => over(15, 1),
    }
}
