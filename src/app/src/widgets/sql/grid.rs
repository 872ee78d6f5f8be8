//! A result as a table: to scroll, to sort, to copy.

use super::chart::ChartView;
use super::export;
use super::number;
use super::sort::{Order, sorted};
use crate::platform::{clipboard, files, page, spawn};
use crate::state::lab::Lab;
use crate::state::notices::use_notify;
use crate::words::use_words;
use base::{Arg, Cell, Kind, Table};
use std::rc::Rc;
use yew::prelude::*;

/// Rows drawn at first, and added by each «more».
const PAGE: usize = 100;

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
    let order = use_state(|| None::<(usize, Order)>);
    let shown = use_state(|| PAGE);
    let table = &props.table;
    let rows = use_memo((table.clone(), *order), |(table, order)| sorted(table, *order));

    let copy = |text: fn(&Table) -> String| {
        let (table, notify, words) = (table.clone(), notify.clone(), words.clone());
        move |_: MouseEvent| {
            let (text, notify, words) = (text(&table), notify.clone(), words.clone());
            spawn(async move {
                let copied = clipboard::copy(&text).await;
                notify.emit(words.say(if copied { "copied" } else { "not-copied" }));
            });
        }
    };
    let save = {
        let table = table.clone();
        move |event: Event| {
            // The first entry is the list's own name.
            let format = page::selected(&event).and_then(|at| export::FORMATS.get(at.checked_sub(1)?));
            if let Some((extension, mime, write)) = format {
                files::download(&format!("result.{extension}"), mime, &write(&table));
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
        let now = order.filter(|(sorted, _)| *sorted == at).map(|(_, order)| order);
        let onclick = {
            let order = order.clone();
            move |_| order.set(match now {
                None => Some((at, Order::Ascending)),
                Some(Order::Ascending) => Some((at, Order::Descending)),
                Some(Order::Descending) => None,
            })
        };
        let aria = match now {
            None => "none",
            Some(Order::Ascending) => "ascending",
            Some(Order::Descending) => "descending",
        };
        html! {
            <th key={at} scope="col" aria-sort={aria} class={side(column.kind)}>
                <button type="button" class="grid-sort" {onclick} title={words.say("sql-sort")}>{ &column.name }</button>
            </th>
        }
    });
    let body = rows.iter().take(*shown).map(|&row| html! {
        <tr key={row}>
            { for table.rows[row].iter().zip(&table.columns).map(|(cell, column)| match cell {
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
                    <button type="button" class="button button-quiet button-small" onclick={copy(export::csv)}>{ words.say("sql-copy-csv") }</button>
                    <button type="button" class="button button-quiet button-small" onclick={copy(export::markdown)}>{ words.say("sql-copy-markdown") }</button>
                    <select aria-label={words.say("sql-download")} onchange={save}>
                        <option selected=true>{ words.say("sql-download") }</option>
                        { for export::FORMATS.iter().map(|(extension, ..)| html! { <option>{ extension.to_ascii_uppercase() }</option> }) }
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
