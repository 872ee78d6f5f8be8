//! What the terminal has shown. Chunks that are full never change, so that a key costs the same after ten thousand lines.

use super::find::{Find, Hit};
use super::transcript::{Row, Run, Transcript};
use std::rc::Rc;
use yew::prelude::*;

/// The transcript, as a live log: finished lines, the one being written, and what is searched for.
pub(super) fn log(transcript: &Transcript, find: Option<&Find>, label: AttrValue, hidden: bool) -> Html {
    let open = transcript.open_line();
    html! {
        <div class="terminal-log" role="log" aria-label={label} aria-live="polite" tabindex="0" {hidden}>
            { for transcript.chunks().iter().map(|rows| {
                let first = rows.first().map_or(0, |row| row.number);
                let hits = find.map(|find| find.within(rows)).unwrap_or_default();
                html! { <Chunk key={first} rows={rows.clone()} {hits} /> }
            }) }
            if !open.is_empty() {
                <div class="terminal-row">{ line_of_runs(&open) }</div>
            }
        </div>
    }
}

#[derive(Properties)]
struct ChunkProps {
    rows: Rc<Vec<Row>>,
    hits: Vec<Hit>,
}

impl PartialEq for ChunkProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.rows, &other.rows) && self.hits == other.hits
    }
}

#[component]
fn Chunk(props: &ChunkProps) -> Html {
    html! {
        <div class="terminal-chunk">
            { for props.rows.iter().map(|row| {
                let mut hits = props.hits.iter().filter(|hit| hit.row == row.number).peekable();
                let line = if hits.peek().is_none() { line_of_runs(&row.runs) } else { marked(row, &hits.collect::<Vec<_>>()) };
                html! { <div key={row.number} class="terminal-row">{ line }</div> }
            }) }
        </div>
    }
}

/// A line's runs; an empty line keeps its height.
pub(super) fn line_of_runs(runs: &[Run]) -> Html {
    if runs.is_empty() {
        return html! { "\u{a0}" };
    }
    runs.iter()
        .map(|run| {
            let class = run.style.classes();
            if class.is_empty() {
                html! { run.text.clone() }
            } else {
                html! { <span {class}>{ run.text.clone() }</span> }
            }
        })
        .collect()
}

/// A line with the places that were found marked in it; colours wait meanwhile.
fn marked(row: &Row, hits: &[&Hit]) -> Html {
    let text: Vec<char> = row.runs.iter().flat_map(|run| run.text.chars()).collect();
    let mut done = 0;
    let mut pieces = Vec::new();
    for hit in hits {
        let (before, found) = (&text[done..hit.start], &text[hit.start..hit.end]);
        let id = hit.here.then_some("terminal-here");
        pieces.push(
            html! { <>{ before.iter().collect::<String>() }<mark {id}>{ found.iter().collect::<String>() }</mark></> },
        );
        done = hit.end;
    }
    html! { <>{ for pieces }{ text[done..].iter().collect::<String>() }</> }
}
