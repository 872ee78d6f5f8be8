//! A result as a table: to scroll, to sort, to copy.

use super::chart::ChartView;
use super::number;
use crate::platform::{clipboard, files, page, spawn};
use crate::state::lab::{Heard, Lab};
use crate::state::notices::use_notify;
use crate::words::use_words;
use base::{Arg, Cell, Kind, Table};
use lab::protocol::{ExportFormat, Request, Response};
use std::rc::Rc;
use yew::prelude::*;

/// Rows drawn at first, and added by each «more».
const PAGE: usize = 100;

/// What a result can be saved as: the file's ending, its media type.
const FORMATS: [(&str, &str, ExportFormat); 4] = [
    ("csv", "text/csv", ExportFormat::Csv),
    ("json", "application/json", ExportFormat::Json),
    ("sql", "application/sql", ExportFormat::Sql),
    ("md", "text/markdown", ExportFormat::Markdown),
];

#[derive(Properties, PartialEq)]
pub(super) struct GridProps {
    pub(super) table: Rc<Table>,
    /// Rows of the whole result; the table may hold fewer.
    pub(super) total: usize,
    /// Where it came from, and which outcome of the script it is: charts are drawn there.
    pub(super) lab: Lab,
    pub(super) at: usize,
}

/// The table, its row count and its tools.
#[component]
pub(super) fn Grid(props: &GridProps) -> Html {
    let words = use_words();
    let notify = use_notify();
    // The column that orders the rows, and whether it falls; the rows so ordered, first ones of all.
    let order = use_state(|| None::<(usize, bool)>);
    let rows = use_state(|| props.table.clone());
    let shown = use_state(|| PAGE);
    let (table, at) = (&props.table, props.at);

    let sort = {
        let (lab, order, rows) = (props.lab.clone(), order.clone(), rows.setter());
        move |next: Option<(usize, bool)>| {
            order.set(next);
            let rows = rows.clone();
            lab.ask(Request::Rows { outcome: at, order: next }, move |heard| {
                if let Heard::Answer { response: Response::Rows { table }, .. } = heard {
                    rows.set(Rc::new(table));
                }
            });
        }
    };
    // The lab has all rows, the page only the first ones.
    let export = {
        let lab = props.lab.clone();
        move |format: ExportFormat, take: Callback<String>| {
            lab.ask(Request::Export { outcome: at, format }, move |heard| {
                if let Heard::Answer { response: Response::Text { text }, .. } = heard {
                    take.emit(text);
                }
            });
        }
    };
    let copy = |format: ExportFormat| {
        let (export, notify, words) = (export.clone(), notify.clone(), words.clone());
        move |_: MouseEvent| {
            let (notify, words) = (notify.clone(), words.clone());
            export(
                format,
                Callback::from(move |text: String| {
                    let (notify, words) = (notify.clone(), words.clone());
                    spawn(async move {
                        let copied = clipboard::copy(&text).await;
                        notify.emit(words.say(if copied { "copied" } else { "not-copied" }));
                    });
                }),
            );
        }
    };
    let save = {
        let export = export.clone();
        move |event: Event| {
            // The first entry is the list's own name.
            let format = page::selected(&event).and_then(|at| FORMATS.get(at.checked_sub(1)?));
            if let Some((extension, mime, format)) = format {
                let take = move |text: String| {
                    // A browser that refuses says so itself.
                    let _ = files::download(&format!("result.{extension}"), mime, &text);
                };
                export(*format, Callback::from(take));
            }
            page::select_first(&event);
        }
    };
    let chart = use_state(|| false);
    let toggle = {
        let chart = chart.clone();
        move |_: MouseEvent| chart.set(!*chart)
    };
    let head = table.columns.iter().enumerate().map(|(at, column)| {
        let now = order.filter(|(sorted, _)| *sorted == at).map(|(_, falls)| falls);
        let onclick = {
            let sort = sort.clone();
            move |_| sort(match now {
                None => Some((at, false)),
                Some(false) => Some((at, true)),
                Some(true) => None,
            })
        };
        let aria = match now {
            None => "none",
            Some(false) => "ascending",
            Some(true) => "descending",
        };
        html! {
            <th key={at} scope="col" aria-sort={aria} class={side(column.kind)}>
                <button type="button" class="grid-sort" {onclick} title={words.say("sql-sort")}>{ &column.name }</button>
            </th>
        }
    });
    let body = rows.rows.iter().take(*shown).map(|row| html! {
        <tr>
            { for row.iter().zip(&table.columns).map(|(cell, column)| match cell {
                Cell::Null => html! { <td class="grid-null"><span>{ "NULL" }</span></td> },
                cell => html! { <td class={side(column.kind)}>{ number::shown(cell, column.kind, words.locale()) }</td> },
            }) }
        </tr>
    });
    let more = {
        let shown = shown.clone();
        move |_| shown.set(*shown + PAGE * 5)
    };
    let held = table.rows.len();
    html! {
        <div class="grid">
            <div class="grid-scroll" tabindex="0" role="region" aria-label={words.say("sql-result")}>
                <table>
                    <thead><tr>{ for head }</tr></thead>
                    <tbody>{ for body }</tbody>
                </table>
                if held == 0 { <p class="grid-none">{ words.say("sql-no-row") }</p> }
            </div>
            <div class="grid-foot">
                <span role="status">{ words.with("sql-rows", &[("count", Arg::from(props.total))]) }</span>
                if held < props.total { <span>{ words.with("sql-rows-held", &[("count", Arg::from(held))]) }</span> }
                if *shown < held {
                    <button type="button" class="button button-quiet button-small" onclick={more}>
                        { words.with("sql-more", &[("left", Arg::from(held - *shown))]) }
                    </button>
                }
                <span class="grid-tools">
                    <button type="button" class="button button-quiet button-small" onclick={copy(ExportFormat::Csv)}>{ words.say("sql-copy-csv") }</button>
                    <button type="button" class="button button-quiet button-small" onclick={copy(ExportFormat::Markdown)}>{ words.say("sql-copy-markdown") }</button>
                    <select aria-label={words.say("sql-download")} onchange={save}>
                        <option selected=true>{ words.say("sql-download") }</option>
                        { for FORMATS.iter().map(|(extension, ..)| html! { <option>{ extension.to_ascii_uppercase() }</option> }) }
                    </select>
                    <button type="button" class="button button-quiet button-small" aria-expanded={chart.to_string()} onclick={toggle}>{ words.say("chart") }</button>
                </span>
            </div>
            if *chart { <ChartView lab={props.lab.clone()} at={props.at} columns={table.columns.clone()} /> }
        </div>
    }
}

/// Numbers stand on the right.
fn side(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer | Kind::Decimal | Kind::Double => "grid-number",
        _ => "grid-text",
    }
}
