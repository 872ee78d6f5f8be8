//! The picture of the editor's window: lines with their cursor and highlights, mode line, command line.

use lab::protocol::View;
use yew::prelude::*;

/// A stretch of a line with its classes.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    class: String,
}

#[derive(Properties, PartialEq)]
pub(super) struct GridProps {
    pub(super) view: View,
    /// Lines of the window, text or not.
    pub(super) rows: usize,
    /// What the mode line says on its left.
    pub(super) mode: AttrValue,
    /// What the last line says when no command line is open.
    pub(super) message: AttrValue,
    pub(super) is_error: bool,
}

/// Draws the window. Hidden from screen readers: they hear the narration instead.
#[component]
pub(super) fn Grid(props: &GridProps) -> Html {
    let view = &props.view;
    let command = view.command_line.as_ref();
    let width = view.line_count.to_string().len().max(3);
    let lines = view.lines.iter().map(|line| {
        let cursor = view.cursor_in(line).filter(|_| command.is_none());
        let marks: Vec<(usize, usize, &str)> =
            line.spans.iter().map(|span| (span.start, span.end, span.class.as_str())).collect();
        html! {
            <div key={line.number} class={classes!("vim-line", (line.number == view.cursor.0).then_some("vim-line-current"))}>
                <span class="vim-number">{ format!("{:>width$} ", line.number) }</span>
                <span class="vim-text">
                    { for pieces(&line.text, cursor, &marks).into_iter().map(|piece| html! {
                        <span class={piece.class}>{ piece.text }</span>
                    }) }
                </span>
            </div>
        }
    });
    let empty = (view.lines.len()..props.rows).map(|row| {
        html! {
            <div key={format!("~{row}")} class="vim-line vim-line-empty">{ "~" }</div>
        }
    });
    let (line, column) = view.cursor;
    html! {
        <div class="vim-grid" aria-hidden="true" data-mode={view.mode.clone()}>
            <div class="vim-lines">{ for lines }{ for empty }</div>
            <div class="vim-status">
                <span class="vim-mode">{ &props.mode }</span>
                <span class="vim-file">{ view.file.clone().unwrap_or_default() }{ if view.modified { " [+]" } else { "" } }</span>
                if let Some(register) = view.recording {
                    <span class="vim-recording">{ format!("@{register}") }</span>
                }
                <span class="vim-pending">{ &view.pending }</span>
                <span class="vim-place">{ format!("{line},{column}") }</span>
            </div>
            <div class={classes!("vim-command", props.is_error.then_some("vim-error"))}>
                if let Some((first, text, at)) = command {
                    <span>{ *first }</span>
                    { for pieces(text, Some(*at), &[]).into_iter().map(|piece| html! {
                        <span class={piece.class}>{ piece.text }</span>
                    }) }
                } else {
                    { &props.message }
                }
            </div>
        </div>
    }
}

/// Cuts a line at its cursor and at its highlights; the cursor behind the end stands on a blank.
fn pieces(text: &str, cursor: Option<usize>, marks: &[(usize, usize, &str)]) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let behind = cursor.filter(|at| *at >= text.len()).map(|_| (text.len(), ' '));
    let shown = text.char_indices().map(|(at, character)| (at, if character == '\t' { '\t' } else { character }));
    for (at, character) in shown.chain(behind) {
        let mut class: Vec<&str> =
            marks.iter().filter(|(start, end, _)| (*start..*end).contains(&at)).map(|(_, _, class)| *class).collect();
        let is_cursor = cursor.is_some_and(|cursor| cursor == at || (cursor >= text.len() && at == text.len()));
        if is_cursor {
            class.push("vim-cursor");
        }
        let class = class.join(" ");
        match found.last_mut() {
            Some(last) if last.class == class && !is_cursor => last.text.push(character),
            _ => found.push(Piece { text: character.to_string(), class }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, cursor: Option<usize>, marks: &[(usize, usize, &str)]) -> String {
        pieces(text, cursor, marks).into_iter().map(|piece| format!("[{}|{}]", piece.text, piece.class)).collect()
    }

    #[test]
    fn lines_are_cut_at_cursor_and_marks() {
        assert_eq!(cut("abc", Some(1), &[]), "[a|][b|vim-cursor][c|]");
        assert_eq!(cut("abc", Some(3), &[]), "[abc|][ |vim-cursor]");
        assert_eq!(cut("", Some(0), &[]), "[ |vim-cursor]");
        assert_eq!(cut("éab", Some(2), &[(0, 3, "search")]), "[é|search][a|search vim-cursor][b|]");
    }
}
