//! Writing SQL: a real text field over its coloured double, with completion.
//!
//! Tab goes on to the next control, as everywhere, unless a choice is open to be taken; Ctrl+Space asks for choices.

use crate::platform::{ids, page, timer, typing};
use crate::state::lab::{Heard, Lab};
use crate::widgets::tokens::class_name;
use crate::words::use_words;
use base::{Arg, Span, TokenClass};
use lab::protocol::{Choice, Request, Response};
use lab::{Language, highlight};
use yew::prelude::*;

/// Milliseconds without a key before choices are asked for.
const PAUSE: u32 = 120;
/// Choices shown.
const SHOWN: usize = 8;

#[derive(Properties, PartialEq)]
pub(super) struct EditorProps {
    pub(super) label: AttrValue,
    pub(super) text: AttrValue,
    pub(super) on_change: Callback<AttrValue>,
    pub(super) on_run: Callback<AttrValue>,
    pub(super) on_check: Callback<()>,
    pub(super) lab: Lab,
    /// Where the last run was refused.
    pub(super) fault: Option<Span>,
    /// A name to write at the cursor; its number grows with every wish.
    pub(super) insert: (u32, AttrValue),
}

/// Choices at the cursor.
#[derive(Clone, Default, PartialEq)]
struct Offer {
    start: usize,
    end: usize,
    choices: Vec<Choice>,
    chosen: usize,
}

/// The editor.
#[component]
pub(super) fn Editor(props: &EditorProps) -> Html {
    let words = use_words();
    let (field, list) = (use_node_ref(), use_node_ref());
    let offer = use_state(Offer::default);
    let later = use_mut_ref(|| None::<timer::Later>);
    let id = use_memo((), |()| ids::fresh_id("sql"));

    // The model's text is the field's, whoever changed it.
    {
        let field = field.clone();
        use_effect_with(props.text.clone(), move |text| {
            if typing::selection(&field).is_some_and(|(shown, ..)| shown != text.as_str()) {
                typing::set(&field, text, text.len(), text.len());
            }
        });
    }
    {
        let (field, on_change) = (field.clone(), props.on_change.clone());
        use_effect_with(props.insert.clone(), move |(count, name)| {
            if *count > 0
                && let Some((_, start, end)) = typing::selection(&field)
            {
                typing::type_over(&field, start, end, name);
                if let Some((text, ..)) = typing::selection(&field) {
                    on_change.emit(text.into());
                }
            }
        });
    }
    // The list stands under the cursor.
    {
        let (field, list) = (field.clone(), list.clone());
        use_effect_with((*offer).clone(), move |offer| {
            if let (Some((text, ..)), Some(list)) = (typing::selection(&field), page::element(&list)) {
                let before = text.get(..offer.start).unwrap_or(&text);
                let line = before.matches('\n').count();
                let column = before.rsplit('\n').next().unwrap_or("").chars().count();
                page::set_property(&list, "--line", &line.to_string());
                page::set_property(&list, "--column", &column.to_string());
            }
        });
    }

    let ask = {
        let (lab, field, offer) = (props.lab.clone(), field.clone(), offer.setter());
        move || {
            let Some((text, _, cursor)) = typing::selection(&field) else { return };
            let (offer, field) = (offer.clone(), field.clone());
            lab.ask(Request::CompleteSql { text: text.clone(), cursor }, move |heard| {
                if let Heard::Answer { response: Response::Completions { start, end, choices }, .. } = heard
                    && typing::selection(&field).is_some_and(|(now, _, at)| now == text && at == cursor)
                {
                    let typed = text.get(start..end).unwrap_or("");
                    // A word that is complete needs no offer.
                    let complete = matches!(choices.as_slice(), [only] if only.text.eq_ignore_ascii_case(typed));
                    offer.set(if complete { Offer::default() } else { Offer { start, end, choices, chosen: 0 } });
                }
            });
        }
    };
    let take = {
        let (field, offer, on_change) = (field.clone(), offer.clone(), props.on_change.clone());
        move |index: usize| {
            if let Some(choice) = offer.choices.get(index) {
                typing::type_over(&field, offer.start, offer.end, &choice.text);
                if let Some((text, ..)) = typing::selection(&field) {
                    on_change.emit(text.into());
                }
            }
            offer.set(Offer::default());
        }
    };

    let vi = super::vi::use_vi(&field, &props.on_change, &props.on_run);
    let oninput = {
        let (field, on_change, offer, ask, later) =
            (field.clone(), props.on_change.clone(), offer.clone(), ask.clone(), later.clone());
        move |_: InputEvent| {
            let Some((text, _, cursor)) = typing::selection(&field) else { return };
            let word =
                text.get(..cursor).unwrap_or("").chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').count();
            let after_dot = text.get(..cursor).is_some_and(|before| before.ends_with('.'));
            on_change.emit(text.into());
            if !offer.choices.is_empty() {
                offer.set(Offer::default());
            }
            let ask = ask.clone();
            later.replace((word >= 2 || after_dot).then(|| timer::after(PAUSE, ask)));
        }
    };
    let onkeydown = {
        let (field, offer, take, ask, later) = (field.clone(), offer.clone(), take.clone(), ask.clone(), later.clone());
        let (on_run, on_check, on_change) = (props.on_run.clone(), props.on_check.clone(), props.on_change.clone());
        let (waits, vi) = (vi.waits, vi.takes);
        move |event: KeyboardEvent| {
            let pressed = typing::pressed(&event);
            if typing::is_composing(&event) {
                return;
            }
            let open = !offer.choices.is_empty();
            let shown = offer.choices.len().min(SHOWN);
            let choose = |chosen: usize| offer.set(Offer { chosen, ..(*offer).clone() });
            match pressed.key.as_str() {
                "Enter" if pressed.ctrl || pressed.meta => {
                    let then = if pressed.shift { on_check.reform(|_| ()) } else { on_run.clone() };
                    let Some((text, ..)) = typing::selection(&field) else { return };
                    if !waits(then.clone()) {
                        then.emit(text.into());
                    }
                }
                "Enter" | "Tab" if open && !pressed.shift => take(offer.chosen),
                "ArrowDown" if open => choose((offer.chosen + 1) % shown),
                "ArrowUp" if open => choose((offer.chosen + shown - 1) % shown),
                "Escape" if open => {
                    offer.set(Offer::default());
                    // To vim it ends the insertion, too.
                    vi(&event);
                }
                " " if pressed.ctrl => ask(),
                // No choices are offered for what was typed before a command.
                _ if vi(&event) => drop(later.take()),
                "Enter" => {
                    // The next line starts where this one does.
                    let Some((text, start, end)) = typing::selection(&field) else { return };
                    let line = text.get(..start).unwrap_or("").rsplit('\n').next().unwrap_or("");
                    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
                    typing::type_over(&field, start, end, &format!("\n{indent}"));
                    if let Some((text, ..)) = typing::selection(&field) {
                        on_change.emit(text.into());
                    }
                }
                _ => return,
            }
            event.prevent_default();
        }
    };
    let onblur = {
        let offer = offer.clone();
        move |_: FocusEvent| {
            if !offer.choices.is_empty() {
                offer.set(Offer::default());
            }
        }
    };

    let lines = props.text.matches('\n').count() + 1;
    let active = (!offer.choices.is_empty()).then(|| format!("{id}-choice-{}", offer.chosen));
    html! {
        <div class="editor">
            <div class="editor-numbers" aria-hidden="true">{ for (1..=lines).map(|line| html! { <span>{ line }</span> }) }</div>
            <div class="editor-page">
                <pre class="editor-ghost" aria-hidden="true">{ coloured(&props.text, props.fault) }</pre>
                <textarea ref={field} id={(*id).clone()} class="editor-field" data-takes-keys="" autocomplete="off" autocapitalize="off"
                    autocorrect="off" spellcheck="false" wrap="off" rows={lines.max(5).to_string()}
                    aria-label={words.with("sql-label", &[("title", Arg::from(props.label.as_str()))])}
                    aria-describedby={format!("{id}-help")} aria-autocomplete="list" aria-controls={format!("{id}-choices")}
                    aria-activedescendant={active} {oninput} {onkeydown} {onblur} />
                <ul ref={list} id={format!("{id}-choices")} class="editor-choices" role="listbox" aria-label={words.say("sql-choices")}
                    hidden={offer.choices.is_empty()}>
                    { for offer.choices.iter().take(SHOWN).enumerate().map(|(index, choice)| {
                        let take = take.clone();
                        // Before the field loses the focus.
                        let onmousedown = move |event: MouseEvent| { event.prevent_default(); take(index); };
                        html! {
                            <li id={format!("{id}-choice-{index}")} role="option" aria-selected={(index == offer.chosen).to_string()}
                                class={format!("choice-{}", choice.kind)} {onmousedown}>
                                <span>{ &choice.text }</span><small>{ &choice.detail }</small>
                            </li>
                        }
                    }) }
                </ul>
            </div>
            <p id={format!("{id}-help")} class="visually-hidden">{ words.say("sql-help") }</p>
            if !vi.status.is_empty() { <p class="editor-vi" role="status">{ vi.status }</p> }
        </div>
    }
}

/// The text in colours; what was refused is underlined.
fn coloured(text: &str, fault: Option<Span>) -> Html {
    let mut parts = Vec::new();
    let mut done = 0;
    let mut push = |from: usize, to: usize, class: Option<TokenClass>| {
        let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) else { return };
        let faulty = fault.is_some_and(|fault| (fault.start as usize) < to && from < fault.end as usize);
        let class = classes!(class.map(class_name), faulty.then_some("editor-fault"));
        parts.push(html! { <span {class}>{ piece.to_owned() }</span> });
    };
    for token in highlight(Language::Sql, text) {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        push(done, start, None);
        push(start, end, Some(token.class));
        done = end;
    }
    push(done, text.len(), None);
    // A last empty line would otherwise have no height.
    html! { <>{ for parts }{ "\n" }</> }
}
