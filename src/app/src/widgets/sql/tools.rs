//! What else can be done with a query and its tables: format, earlier ones, a link, the picture of all tables.

use crate::platform::{clipboard, location, page, spawn};
use crate::state::lab::{Heard, Lab};
use crate::state::notices::use_notify;
use crate::widgets::dialog::Dialog;
use crate::words::use_words;
use lab::protocol::{Request, Response};
use std::rc::Rc;
use yew::prelude::*;

/// Longer addresses are cut by mail programs and chats.
const LONGEST_LINK: usize = 8_000;

#[derive(Properties, PartialEq)]
pub(super) struct ToolsProps {
    pub(super) lab: Lab,
    pub(super) text: AttrValue,
    /// Puts another text into the editor.
    pub(super) on_text: Callback<AttrValue>,
    /// Scripts that were run, newest first.
    pub(super) history: Rc<Vec<String>>,
    /// A file is to come in.
    pub(super) on_import: Callback<()>,
}

/// The menu.
#[component]
pub(super) fn Tools(props: &ToolsProps) -> Html {
    let words = use_words();
    let notify = use_notify();
    let diagram = use_state(|| None::<AttrValue>);

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
    let earlier = {
        let (on_text, history) = (props.on_text.clone(), props.history.clone());
        move |event: Event| {
            // The first entry is the list's own name.
            let script = page::selected(&event).and_then(|at| history.get(at.checked_sub(1)?));
            if let Some(script) = script {
                on_text.emit(script.clone().into());
            }
        }
    };
    let open = props.on_import.reform(|_: MouseEvent| ());
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
                { for props.history.iter().map(|script| html! { <option>{ first_words(script) }</option> }) }
            </select>
            { item("sql-format", format.into()) }
            { item("sql-import", open) }
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
    fn a_script_on_one_line() {
        assert_eq!(first_words("SELECT 1\n  FROM t"), "SELECT 1 FROM t");
        assert_eq!(first_words(&"é".repeat(99)).chars().count(), 61);
    }
}
