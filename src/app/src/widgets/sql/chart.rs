//! A result as a chart, drawn by the lab from all of its rows.

use crate::state::lab::{Heard, Lab};
use crate::words::use_words;
use base::{Column, Diagnostic};
use lab::protocol::{Chart, Mark, Request, Response};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct ChartProps {
    pub(super) lab: Lab,
    /// Which outcome of the last script.
    pub(super) at: usize,
    pub(super) columns: Vec<Column>,
}

const MARKS: [(Mark, &str); 4] = [
    (Mark::Bar, "chart-bar"),
    (Mark::Line, "chart-line"),
    (Mark::Scatter, "chart-scatter"),
    (Mark::Histogram, "chart-histogram"),
];

/// The picture, and what it shows of what.
#[component]
pub(super) fn ChartView(props: &ChartProps) -> Html {
    let words = use_words();
    let drawn = use_state(|| None::<Result<AttrValue, Diagnostic>>);
    let chosen = use_state(|| Chart { mark: Mark::Bar, x: 0, y: 0 });
    let draw = {
        let (lab, at, locale) = (props.lab.clone(), props.at, words.locale());
        let (drawn, chosen) = (drawn.setter(), chosen.setter());
        Callback::from(move |chart: Option<Chart>| {
            let (drawn, chosen) = (drawn.clone(), chosen.clone());
            if let Some(chart) = chart {
                chosen.set(chart);
            }
            lab.ask(Request::Chart { outcome: at, chart, locale }, move |heard| match heard {
                Heard::Answer { response: Response::Picture { svg, chart }, .. } => {
                    drawn.set(Some(Ok(svg.into())));
                    if let Some(chart) = chart {
                        chosen.set(chart);
                    }
                }
                Heard::Answer { response: Response::Failed { diagnostic }, .. } => drawn.set(Some(Err(diagnostic))),
                _ => {}
            });
        })
    };
    {
        let draw = draw.clone();
        use_effect_with((), move |()| draw.emit(None));
    }
    let now = *chosen;
    let choice = |label: &str, options: Vec<AttrValue>, selected: usize, change: fn(Chart, usize) -> Chart| {
        let draw = draw.clone();
        let onchange = move |event: Event| {
            if let Some(index) = crate::platform::page::selected(&event) {
                draw.emit(Some(change(now, index)));
            }
        };
        html! {
            <label>{ words.say(label) }{ " " }
                <select {onchange}>
                    { for options.into_iter().enumerate().map(|(at, name)| html! { <option selected={at == selected}>{ name }</option> }) }
                </select>
            </label>
        }
    };
    let columns = || props.columns.iter().map(|column| AttrValue::from(column.name.clone())).collect::<Vec<_>>();
    let marks = MARKS.iter().map(|(_, name)| words.say(name)).collect();
    let mark = MARKS.iter().position(|(mark, _)| *mark == now.mark).unwrap_or(0);
    html! {
        <div class="chart">
            <div class="chart-choices">
                { choice("chart-mark", marks, mark, |chart, at| Chart { mark: MARKS[at.min(MARKS.len() - 1)].0, ..chart }) }
                if now.mark != Mark::Histogram { { choice("chart-x", columns(), now.x, |chart, x| Chart { x, ..chart }) } }
                { choice("chart-y", columns(), now.y, |chart, y| Chart { y, ..chart }) }
            </div>
            <div aria-live="polite">
                { match &*drawn {
                    Some(Ok(svg)) => html! { <figure class="chart-picture">{ Html::from_html_unchecked(svg.clone()) }</figure> },
                    Some(Err(diagnostic)) => html! { <p class="sql-note">{ words.diagnostic(diagnostic) }</p> },
                    None => Html::default(),
                } }
            </div>
        </div>
    }
}
