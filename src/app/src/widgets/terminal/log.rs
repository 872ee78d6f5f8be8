//! What the terminal has shown. Chunks that are full never change, so that a key costs the same after ten thousand lines.

use super::transcript::{Row, Run};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct LogProps {
    pub(super) chunks: Vec<Rc<Vec<Row>>>,
    /// The line being written.
    pub(super) open: Vec<Run>,
    pub(super) label: AttrValue,
    /// A full-screen program covers it.
    pub(super) hidden: bool,
}

/// The transcript, as a live log.
#[component]
pub(super) fn Log(props: &LogProps) -> Html {
    html! {
        <div class="terminal-log" role="log" aria-label={props.label.clone()} aria-live="polite" tabindex="0" hidden={props.hidden}>
            { for props.chunks.iter().map(|rows| {
                let first = rows.first().map_or(0, |row| row.number);
                html! { <Chunk key={first} rows={rows.clone()} /> }
            }) }
            if !props.open.is_empty() {
                <div class="terminal-row">{ line_of_runs(&props.open) }</div>
            }
        </div>
    }
}

#[derive(Properties)]
struct ChunkProps {
    rows: Rc<Vec<Row>>,
}

impl PartialEq for ChunkProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.rows, &other.rows)
    }
}

#[component]
fn Chunk(props: &ChunkProps) -> Html {
    html! {
        <div class="terminal-chunk">
            { for props.rows.iter().map(|row| html! { <div key={row.number} class="terminal-row">{ line_of_runs(&row.runs) }</div> }) }
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
