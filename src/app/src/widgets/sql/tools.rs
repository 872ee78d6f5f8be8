//! What else can be done with a query and its tables: format, earlier ones, a link, a file in, the picture of all tables.

use super::history;
use crate::platform::{clipboard, files, location, page, spawn};
use crate::state::lab::{Heard, Lab};
use crate::state::notices::use_notify;
use crate::widgets::dialog::Dialog;
use crate::words::use_words;
use base::Arg;
use lab::protocol::{Request, Response};
use std::collections::BTreeMap;
use yew::prelude::*;

/// Longer addresses are cut by mail programs and chats.
const LONGEST_LINK: usize = 8_000;

#[derive(Properties, PartialEq)]
pub(super) struct ToolsProps {
    pub(super) lab: Lab,
    pub(super) text: AttrValue,
    /// Puts another text into the editor.
    pub(super) on_text: Callback<AttrValue>,
    /// The tables have changed.
    pub(super) on_tables: Callback<()>,
}

/// The menu.
#[component]
pub(super) fn Tools(props: &ToolsProps) -> Html {
    let words = use_words();
    let notify = use_notify();
    let diagram = use_state(|| None::<AttrValue>);
    let field = use_node_ref();

    let format = {
        let (lab, text, on_text) = (props.lab.clone(), props.text.clone(), props.on_text.clone());
        move |_: MouseEvent| {
            let on_text = on_text.clone();
            lab.ask(Request::FormatSql { text: text.to_string() }, move |heard| {
                if let Heard::Answer { response: Response::Text { text }, .. } = heard {
                    on_text.emit(text.into());
                }
            });
        }
    };
    let share = {
        let (text, notify, words) = (props.text.clone(), notify.clone(), words.clone());
        move |_: MouseEvent| {
            let code = progress::base64::write(text.as_bytes());
            let link = format!("{}#/{}/play/sql/{code}", location::base(), words.locale().tag());
            let (notify, words) = (notify.clone(), words.clone());
            spawn(async move {
                let said = match link.len() {
                    LONGEST_LINK.. => "sql-link-long",
                    _ if clipboard::copy(&link).await => "sql-link-copied",
                    _ => "not-copied",
                };
                notify.emit(words.say(said));
            });
        }
    };
    let draw = {
        let (lab, diagram) = (props.lab.clone(), diagram.setter());
        move |_: MouseEvent| {
            let diagram = diagram.clone();
            lab.ask(Request::Diagram, move |heard| {
                if let Heard::Answer { response: Response::Picture { svg, .. }, .. } = heard {
                    diagram.set(Some(svg.into()));
                }
            });
        }
    };
    let onchange = {
        let (lab, notify, words) = (props.lab.clone(), notify.clone(), words.clone());
        let on_tables = props.on_tables.clone();
        move |event: Event| {
            let (lab, notify, words, on_tables) = (lab.clone(), notify.clone(), words.clone(), on_tables.clone());
            spawn(async move {
                let Some((name, text)) = files::picked_with_name(&event).await else { return };
                let table = table_name(&name);
                let made = words.with("sql-imported", &[("name", Arg::from(table.as_str()))]);
                let request = Request::Csv { table, text, types: BTreeMap::new() };
                lab.ask(request, move |heard| match heard {
                    Heard::Answer { response: Response::Failed { diagnostic }, .. } => {
                        notify.emit(words.diagnostic(&diagnostic));
                    }
                    Heard::Answer { .. } => {
                        notify.emit(made.clone());
                        on_tables.emit(());
                    }
                    Heard::Lost => {}
                });
            });
        }
    };
    let earlier = {
        let on_text = props.on_text.clone();
        move |event: Event| {
            // The first entry is the list's own name.
            let script = page::selected(&event).and_then(|at| history::read().into_iter().nth(at.checked_sub(1)?));
            if let Some(script) = script {
                on_text.emit(script.into());
            }
        }
    };
    let open = {
        let field = field.clone();
        move |_: MouseEvent| files::open_picker(&field)
    };
    let close = {
        let diagram = diagram.clone();
        Callback::from(move |()| diagram.set(None))
    };
    let item = |name: &str, onclick: Callback<MouseEvent>| html! { <button type="button" class="button button-quiet button-small" {onclick}>{ words.say(name) }</button> };
    html! {
        <>
            <span class="push"></span>
            <select class="sql-history" aria-label={words.say("sql-history")} onchange={earlier}>
                <option selected=true>{ words.say("sql-history") }</option>
                { for history::read().iter().map(|script| html! { <option>{ first_words(script) }</option> }) }
            </select>
            { item("sql-format", format.into()) }
            { item("sql-import", open.into()) }
            <input ref={field} type="file" class="visually-hidden" tabindex="-1" aria-hidden="true" accept=".csv,.json,.ndjson,.jsonl,.txt" {onchange} />
            { item("sql-diagram", draw.into()) }
            { item("sql-link", share.into()) }
            if let Some(svg) = &*diagram {
                <Dialog title={words.say("sql-diagram")} on_close={close}>
                    <figure class="chart-picture chart-tables">{ Html::from_html_unchecked(svg.clone()) }</figure>
                </Dialog>
            }
        </>
    }
}

/// A table's name from a file's: `Trips 2026.csv` is `trips_2026`.
fn table_name(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut name: String = stem
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' })
        .collect();
    if !name.starts_with(|first: char| first.is_ascii_lowercase() || first == '_') {
        name.insert(0, '_');
    }
    name
}

/// A script on one short line.
fn first_words(script: &str) -> String {
    let line = script.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}\u{2026}", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tables_and_scripts() {
        assert_eq!(table_name("Trips 2026.csv"), "trips_2026");
        assert_eq!(table_name("2026.csv"), "_2026");
        assert_eq!(table_name(""), "_");
        assert_eq!(first_words("SELECT 1\n  FROM t"), "SELECT 1 FROM t");
        assert_eq!(first_words(&"é".repeat(99)).chars().count(), 61);
    }
}
