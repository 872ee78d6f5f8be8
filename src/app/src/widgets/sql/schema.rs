//! The tables beside the editor: names, types, keys, row counts. A click writes a name at the cursor.

use crate::widgets::icon::{Shape, icon};
use crate::words::Words;
use base::Arg;
use lab::protocol::Schema;
use yew::prelude::*;

/// The schema browser.
pub(super) fn schema_browser(words: &Words, schema: Option<&Schema>, on_pick: &Callback<AttrValue>) -> Html {
    let tables = schema.map(|schema| schema.tables.as_slice()).unwrap_or_default();
    let pick = |name: &str| {
        let name = AttrValue::from(name.to_owned());
        on_pick.reform(move |_: MouseEvent| name.clone())
    };
    let open = tables.len() <= 2;
    html! {
        <nav class="schema" aria-label={words.say("sql-schema")}>
            if schema.is_some() && tables.is_empty() { <p class="schema-none">{ words.say("sql-no-table") }</p> }
            { for tables.iter().map(|table| html! {
                <details key={table.name.clone()} class="schema-table" {open}>
                    <summary>
                        <span class="schema-name">{ &table.name }</span>
                        <span class="schema-rows">{ words.with("sql-row-count", &[("count", Arg::Number(table.rows as i64))]) }</span>
                    </summary>
                    <ul>
                        <li><button type="button" class="schema-pick" onclick={pick(&table.name)}>{ words.with("sql-write", &[("name", Arg::from(table.name.as_str()))]) }</button></li>
                        { for table.columns.iter().map(|column| html! {
                            <li key={column.name.clone()}>
                                <button type="button" class="schema-pick" onclick={pick(&column.name)}>
                                    <span class="schema-column">{ &column.name }</span>
                                    <span class="schema-type">{ short_type(&column.ty) }</span>
                                    if column.key { <span class="schema-key" title={words.say("sql-key")}>{ icon(Shape::Key) }</span> }
                                </button>
                            </li>
                        }) }
                    </ul>
                </details>
            }) }
        </nav>
    }
}

/// A type as people write it: the long forms of the standard would not fit beside a name.
fn short_type(ty: &str) -> String {
    ty.replace("character varying", "varchar")
        .replace("double precision", "double")
        .replace(" without time zone", "")
        .replace("timestamp with time zone", "timestamptz")
}
