//! A file comes in: picked, dropped or pasted, looked at, its types corrected, and then a table.

use crate::platform::{files, page, spawn};
use crate::state::lab::{Heard, Lab};
use crate::state::notices::use_notify;
use crate::widgets::cell::plain;
use crate::widgets::dialog::Dialog;
use crate::words::{Words, use_words};
use base::{Arg, Diagnostic};
use lab::protocol::{Import, Request, Response};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// Types a column may be given beside the one that was inferred.
const TYPES: [&str; 9] =
    ["boolean", "integer", "bigint", "numeric", "double precision", "text", "date", "timestamp", "time"];

/// A file's name and its text.
pub(super) type Source = (AttrValue, AttrValue);

#[derive(Properties, PartialEq)]
pub(super) struct ImportProps {
    pub(super) lab: Lab,
    /// What was dropped; nothing: it is to be picked or pasted.
    pub(super) source: Option<Source>,
    pub(super) on_close: Callback<()>,
    /// The table is there.
    pub(super) on_done: Callback<()>,
}

/// The dialog.
#[component]
pub(super) fn ImportDialog(props: &ImportProps) -> Html {
    let words = use_words();
    let notify = use_notify();
    let source = use_state(|| props.source.clone());
    let name =
        use_state(|| AttrValue::from(props.source.as_ref().map_or_else(String::new, |(name, _)| table_name(name))));
    let types = use_state(BTreeMap::<String, String>::new);
    let report = use_state(|| None::<Result<Rc<Import>, Diagnostic>>);
    let field = use_node_ref();
    {
        let (lab, report) = (props.lab.clone(), report.setter());
        use_effect_with(((*source).clone(), (*types).clone()), move |(source, types)| {
            if let Some((_, text)) = source {
                lab.ask(Request::LookInto { text: text.to_string(), types: types.clone() }, move |heard| match heard {
                    Heard::Answer { response: Response::Imported { import }, .. } => {
                        report.set(Some(Ok(Rc::new(*import))))
                    }
                    Heard::Answer { response: Response::Failed { diagnostic }, .. } => {
                        report.set(Some(Err(diagnostic)))
                    }
                    _ => {}
                });
            }
        });
    }
    let take = {
        let (source, name, types) = (source.setter(), name.setter(), types.setter());
        move |file: String, text: String| {
            name.set(table_name(&file).into());
            types.set(BTreeMap::new());
            source.set(Some((file.into(), text.into())));
        }
    };
    let onpicked = {
        let take = take.clone();
        move |event: Event| {
            let take = take.clone();
            spawn(async move {
                if let Some((name, text)) = files::picked_with_name(&event).await {
                    take(name, text);
                }
            });
        }
    };
    let onpaste = move |event: InputEvent| {
        let text = page::typed(&event);
        if !text.trim().is_empty() {
            take("data".to_owned(), text);
        }
    };
    let open = {
        let field = field.clone();
        move |_: MouseEvent| files::open_picker(&field)
    };
    let rename = {
        let name = name.setter();
        move |event: InputEvent| name.set(page::typed(&event).into())
    };
    let retype = {
        let types = types.clone();
        move |column: String, ty: String| {
            let mut next = (*types).clone();
            next.insert(column, ty);
            types.set(next);
        }
    };
    let import = {
        let (lab, report, on_done) = (props.lab.clone(), report.setter(), props.on_done.clone());
        let (source, name, types) = (source.clone(), name.clone(), types.clone());
        let said = words.with("sql-imported", &[("name", Arg::from(name.as_str()))]);
        move |_: MouseEvent| {
            let Some((_, text)) = &*source else { return };
            let (report, on_done, notify, said) = (report.clone(), on_done.clone(), notify.clone(), said.clone());
            let request = Request::Csv { table: name.to_string(), text: text.to_string(), types: (*types).clone() };
            lab.ask(request, move |heard| match heard {
                Heard::Answer { response: Response::Failed { diagnostic }, .. } => report.set(Some(Err(diagnostic))),
                Heard::Answer { .. } => {
                    notify.emit(said.clone());
                    on_done.emit(());
                }
                Heard::Lost => {}
            });
        }
    };
    let ready = matches!(&*report, Some(Ok(_))) && !name.trim().is_empty();
    let actions = html! {
        <>
            <button type="button" class="button button-quiet" onclick={open}>{ words.say("import-pick") }</button>
            <button type="button" class="button button-run" disabled={!ready} onclick={import}>{ words.say("import-do") }</button>
        </>
    };
    html! {
        <Dialog title={words.say("sql-import")} on_close={props.on_close.clone()} {actions}>
            <input ref={field} type="file" class="visually-hidden" tabindex="-1" aria-hidden="true"
                accept=".csv,.tsv,.json,.ndjson,.jsonl,.txt" onchange={onpicked} />
            if source.is_none() {
                <p>{ words.say("import-how") }</p>
                <textarea class="import-paste" rows="8" spellcheck="false" aria-label={words.say("import-paste")}
                    placeholder={words.say("import-paste")} oninput={onpaste} />
            } else {
                <label class="import-name">{ words.say("import-name") }<input type="text" value={(*name).clone()} spellcheck="false" oninput={rename} /></label>
                { match &*report {
                    None => html! { <p role="status">{ words.say("import-looking") }</p> },
                    Some(Err(diagnostic)) => html! { <p class="sql-failure" role="alert">{ words.diagnostic(diagnostic) }</p> },
                    Some(Ok(report)) => shown(&words, report, &name, retype),
                } }
            }
        </Dialog>
    }
}

/// The columns with their types and first values, and what was put aside.
fn shown(words: &Words, report: &Import, table: &str, retype: impl Fn(String, String) + Clone + 'static) -> Html {
    let column = |(at, ty): (usize, &String)| {
        let name = report.sample.columns.get(at).map(|column| column.name.clone()).unwrap_or_default();
        let onchange = {
            let (name, ty, retype) = (name.clone(), ty.clone(), retype.clone());
            move |event: Event| {
                if let Some(chosen) = page::selected(&event) {
                    // The first entry is the type it has.
                    retype(name.clone(), chosen.checked_sub(1).map_or(ty.clone(), |at| TYPES[at].to_owned()));
                }
            }
        };
        let values = report.sample.rows.iter().take(3).filter_map(|row| plain(row.get(at)?));
        html! {
            <tr key={format!("{at}-{ty}")}>
                <th scope="row">{ &name }</th>
                <td>
                    <select aria-label={words.with("import-type", &[("name", Arg::from(name.as_str()))])} {onchange}>
                        <option selected=true>{ ty }</option>
                        { for TYPES.iter().map(|ty| html! { <option>{ *ty }</option> }) }
                    </select>
                </td>
                <td class="import-values">{ for values.map(|value| html! { <code>{ value }</code> }) }</td>
            </tr>
        }
    };
    let rejected = |record: &lab::protocol::RejectedRecord| {
        html! {
            <li>
                if record.line > 0 { <span class="import-line">{ words.with("import-line", &[("line", Arg::Number(record.line as i64))]) }</span> }
                <code>{ &record.record }</code>
                <span class="import-why">
                    if let Some(column) = &record.column { <b>{ column }</b>{ " " } }
                    { words.diagnostic(&record.why) }
                </span>
            </li>
        }
    };
    html! {
        <>
            <div class="grid-scroll import-columns" tabindex="0" role="region" aria-label={words.say("import-columns")}>
                <table>
                    <thead><tr>
                        <th scope="col">{ words.say("import-column") }</th>
                        <th scope="col">{ words.say("import-kind") }</th>
                        <th scope="col">{ words.say("import-values") }</th>
                    </tr></thead>
                    <tbody>{ for report.types.iter().enumerate().map(column) }</tbody>
                </table>
            </div>
            <p role="status">{ words.with("sql-rows", &[("count", Arg::Number(report.rows as i64))]) }</p>
            if report.rejected > 0 {
                <p class="sql-warning">{ words.with("import-rejected", &[("count", Arg::from(report.rejected)), ("table", Arg::from(table))]) }</p>
                <ul class="import-rejected">{ for report.listed.iter().map(rejected) }</ul>
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

#[cfg(test)]
mod tests {
    use super::table_name;

    #[test]
    fn names_of_tables() {
        assert_eq!(table_name("Trips 2026.csv"), "trips_2026");
        assert_eq!(table_name("2026.csv"), "_2026");
        assert_eq!(table_name(""), "_");
    }
}
