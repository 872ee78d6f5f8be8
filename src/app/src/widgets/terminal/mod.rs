//! The terminal widget: a transcript that screen readers follow, a real input line, and a grid for full-screen programs.

mod log;
mod readline;
mod screen;
mod session;
mod transcript;

use super::engine::EngineProps;
use super::tokens::class_name;
use crate::platform::{focus, ids, measure, typing};
use crate::state::lab::{Heard, use_lab_state};
use crate::words::use_words;
use base::Arg;
use course::model::Submission;
use lab::protocol::{Input, Request, Response};
use lab::{Language, highlight};
use log::{Log, line_of_runs};
use readline::{Reaction, Stroke};
use screen::Screen;
use session::Session;
use std::cell::RefCell;
use std::rc::Rc;
use transcript::Transcript;
use yew::prelude::*;

/// Lines told to programs that ask for the height.
const ROWS: usize = 24;
/// Choices of a completion shown at once.
const CHOICES: usize = 60;

/// A shell on a bench.
#[component]
pub(crate) fn TerminalWidget(props: &EngineProps) -> Html {
    let words = use_words();
    let redraw = use_force_update();
    let state = use_lab_state(&props.lab);
    let session: Rc<RefCell<Session>> = use_mut_ref(Session::default);
    let (field, place, probe) = (use_node_ref(), use_node_ref(), use_node_ref());
    let columns = use_mut_ref(|| 80_usize);
    let follow = use_mut_ref(|| true);
    let id = use_memo((), |()| ids::fresh_id("terminal"));

    let send = {
        let (lab, session, redraw, on_work) =
            (props.lab.clone(), session.clone(), redraw.clone(), props.on_work.clone());
        let (place, probe, columns, follow) = (place.clone(), probe.clone(), columns.clone(), follow.clone());
        // A queue of pasted lines sends its next line when it hears the prompt: the callback calls itself.
        let again: Rc<RefCell<Option<Callback<Request>>>> = Rc::default();
        let send = {
            let again = again.clone();
            Callback::from(move |request: Request| {
                let (session, redraw, again, on_work) =
                    (session.clone(), redraw.clone(), again.clone(), on_work.clone());
                let (place, probe, columns, follow) = (place.clone(), probe.clone(), columns.clone(), follow.clone());
                lab.ask(request, move |heard| {
                    *follow.borrow_mut() = measure::is_at_end(&place);
                    let next = hear(&mut session.borrow_mut(), heard);
                    if let Some(fresh) = measure::columns(&place, &probe).filter(|fresh| *fresh != *columns.borrow()) {
                        *columns.borrow_mut() = fresh;
                        let resize = Request::ResizeTerminal { terminal: 0, columns: fresh, rows: ROWS };
                        if let Some(send) = &*again.borrow() {
                            send.emit(resize);
                        }
                    }
                    for input in next {
                        on_work.emit(Submission::Shell { lines: session.borrow().typed.clone() });
                        if let Some(send) = &*again.borrow() {
                            send.emit(Request::Input { terminal: 0, input });
                        }
                    }
                    redraw.force_update();
                });
            })
        };
        again.replace(Some(send.clone()));
        send
    };
    let type_in = {
        let (send, session, on_work, redraw) = (send.clone(), session.clone(), props.on_work.clone(), redraw.clone());
        move |input: Option<Input>| {
            if let Some(input) = input {
                on_work.emit(Submission::Shell { lines: session.borrow().typed.clone() });
                send.emit(Request::Input { terminal: 0, input });
            }
            redraw.force_update();
        }
    };

    {
        let (session, send, work, start) = (session.clone(), send.clone(), props.work.clone(), props.start.clone());
        let columns = columns.clone();
        use_effect_with(state.generation(), move |generation| {
            if generation.is_some() {
                let lines = if let Some(Submission::Shell { lines }) = work { lines } else { Vec::new() };
                let mut fresh = Session::with_lines(lines);
                fresh.readline.typed(&start, start.len());
                *session.borrow_mut() = fresh;
                send.emit(Request::ResizeTerminal { terminal: 0, columns: *columns.borrow(), rows: ROWS });
            }
        });
    }
    {
        let (session, type_in) = (session.clone(), type_in.clone());
        use_effect_with(props.run.clone(), move |run| {
            if run.count > 0 {
                let next = session.borrow_mut().submit_all(run.code.trim_end().lines().map(str::to_owned));
                type_in(next);
            }
        });
    }
    // After every drawing: the field shows the model's line, the newest output is in view.
    {
        let (session, field, place, follow) = (session.clone(), field.clone(), place.clone(), follow.clone());
        use_effect(move || {
            let session = session.borrow();
            let line = &session.readline.line;
            typing::set(&field, line.text(), line.cursor(), line.cursor());
            if *follow.borrow() {
                measure::to_end(&place);
            }
        });
    }

    let onkeydown = {
        let (session, type_in, send, redraw, field) =
            (session.clone(), type_in.clone(), send.clone(), redraw.clone(), field.clone());
        let follow = follow.clone();
        move |event: KeyboardEvent| {
            let pressed = typing::pressed(&event);
            if typing::is_composing(&event) || pressed.meta || (pressed.key == "Tab" && pressed.shift) {
                return;
            }
            *follow.borrow_mut() = true;
            if session.borrow().picture.is_some() {
                if let Some(keys) = session::sequence(&pressed.key, pressed.ctrl) {
                    event.prevent_default();
                    type_in(Some(Input::Keys { keys }));
                }
                return;
            }
            let selected = typing::selection(&field).is_some_and(|(text, start, end)| {
                session.borrow_mut().readline.typed(&text, end);
                start != end
            });
            // With a selection, Ctrl-C copies.
            if pressed.ctrl && pressed.key == "c" && (selected || typing::has_selection()) {
                return;
            }
            let stroke = Stroke { key: &pressed.key, ctrl: pressed.ctrl, alt: pressed.alt };
            let before = session.borrow().readline.line.text().to_owned();
            // Tab on an empty line leaves the terminal: nobody is trapped.
            if pressed.key == "Tab" && before.is_empty() {
                return;
            }
            let reaction = session.borrow_mut().readline.press(stroke);
            if reaction != Reaction::Ignored {
                event.prevent_default();
            }
            match reaction {
                Reaction::Submit(text) => {
                    let input = session.borrow_mut().submit(text);
                    type_in(Some(input));
                }
                Reaction::Interrupt => {
                    let input = session.borrow_mut().interrupt(&before);
                    type_in(Some(input));
                }
                Reaction::EndOfFile => {
                    let input = session.borrow_mut().end_of_file();
                    type_in(Some(input));
                }
                Reaction::Suspend => type_in(Some(Input::Suspend)),
                Reaction::ClearScreen => {
                    session.borrow_mut().transcript.clear();
                    redraw.force_update();
                }
                Reaction::Complete => {
                    let line = session.borrow().readline.line.clone();
                    let (line, cursor) = (line.text().to_owned(), line.cursor());
                    send.emit(Request::CompleteLine { terminal: 0, line, cursor });
                }
                Reaction::Changed => redraw.force_update(),
                Reaction::Ignored => {}
            }
        }
    };
    let oninput = {
        let (session, field, redraw, type_in) = (session.clone(), field.clone(), redraw.clone(), type_in.clone());
        move |event: InputEvent| {
            if session.borrow().picture.is_some() {
                if let Some(keys) = typing::take_text(&event) {
                    type_in(Some(Input::Keys { keys }));
                }
                return;
            }
            if let Some((text, _, cursor)) = typing::selection(&field) {
                let mut session = session.borrow_mut();
                session.choices.clear();
                let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
                if lines.len() > 1 {
                    // What follows the last line break waits on the line.
                    let rest = lines.pop().unwrap_or_default();
                    session.readline.typed(&rest, rest.len());
                    session.pasted = lines;
                } else {
                    session.readline.typed(&text, cursor);
                }
            }
            redraw.force_update();
        }
    };
    let answer_paste = {
        let (session, type_in, id) = (session.clone(), type_in.clone(), id.clone());
        move |run: bool| {
            let lines = std::mem::take(&mut session.borrow_mut().pasted);
            let next = if run { session.borrow_mut().submit_all(lines) } else { None };
            type_in(next);
            focus::on(&id);
        }
    };
    let onclick = {
        let id = id.clone();
        move |_| {
            // Selecting text to copy it must not be undone by moving the focus.
            if !typing::has_selection() {
                focus::on(&id);
            }
        }
    };
    let press = {
        let (session, redraw, type_in, id) = (session.clone(), redraw.clone(), type_in.clone(), id.clone());
        let send = send.clone();
        Callback::from(move |key: &'static str| {
            focus::on(&id);
            let picture = session.borrow().picture.is_some();
            if picture {
                let keys = session::sequence(key, false).unwrap_or_else(|| key.to_owned());
                type_in(Some(Input::Keys { keys }));
                return;
            }
            if key == "^C" {
                let line = session.borrow().readline.line.text().to_owned();
                session.borrow_mut().readline.press(Stroke { key: "c", ctrl: true, alt: false });
                let input = session.borrow_mut().interrupt(&line);
                type_in(Some(input));
                return;
            }
            if key.chars().count() == 1 {
                session.borrow_mut().readline.line.insert(key);
            } else {
                let reaction = session.borrow_mut().readline.press(Stroke { key, ctrl: false, alt: false });
                if reaction == Reaction::Complete {
                    let line = session.borrow().readline.line.clone();
                    send.emit(Request::CompleteLine {
                        terminal: 0,
                        line: line.text().to_owned(),
                        cursor: line.cursor(),
                    });
                }
            }
            redraw.force_update();
        })
    };

    let session = session.borrow();
    let prompt = session.readline.search.as_ref().map_or_else(
        || session.prompt.clone().unwrap_or_default(),
        |search| {
            let id = if search.failed { "terminal-search-failed" } else { "terminal-search" };
            words.with(id, &[("query", Arg::from(search.query.as_str()))]).to_string()
        },
    );
    let mut prompt_line = Transcript::default();
    prompt_line.write(&prompt);
    let text = session.readline.line.text();
    html! {
        <div class="terminal" {onclick}>
            <div class="terminal-scroll" ref={place}>
                <span ref={probe} class="terminal-probe" aria-hidden="true">{ "0000000000" }</span>
                if let Some(picture) = &session.picture {
                    <Screen picture={picture.clone()} />
                } else if state.generation().is_none() {
                    <p class="terminal-waiting">{ words.say("bench-starting") }</p>
                }
                <Log chunks={session.transcript.chunks().iter().cloned().collect::<Vec<_>>()} open={session.transcript.open_line()}
                    label={words.with("terminal-log", &[("title", Arg::from(props.label.as_str()))])}
                    hidden={session.picture.is_some()} />
                <div class={classes!("terminal-line", session.picture.is_some().then_some("terminal-line-covered"))}>
                    <span class="terminal-prompt" aria-hidden="true">{ line_of_runs(&prompt_line.open_line()) }</span>
                    <div class="terminal-field">
                        <pre class="terminal-ghost" aria-hidden="true">{ coloured(text) }</pre>
                        <textarea ref={field} id={(*id).clone()} class="terminal-keys" data-takes-keys="" rows="1" autocomplete="off"
                            autocapitalize="off" autocorrect="off" spellcheck="false" enterkeyhint="send"
                            aria-label={words.with("terminal-label", &[("title", Arg::from(props.label.as_str()))])}
                            aria-describedby={format!("{id}-help")} {onkeydown} {oninput} />
                    </div>
                </div>
                if !session.choices.is_empty() {
                    <ul class="terminal-choices" aria-live="polite">
                        { for session.choices.iter().take(CHOICES).map(|choice| html! { <li class={format!("choice-{}", choice.kind)}>{ &choice.text }</li> }) }
                    </ul>
                }
            </div>
            <p id={format!("{id}-help")} class="visually-hidden">{ words.say("terminal-help") }</p>
            if !session.pasted.is_empty() {
                <div class="terminal-paste" role="alertdialog" aria-label={words.say("terminal-paste-title")}>
                    <p>{ words.with("terminal-paste", &[("count", Arg::from(session.pasted.len()))]) }</p>
                    <pre>{ session.pasted.join("\n") }</pre>
                    <button type="button" class="button" onclick={let answer = answer_paste.clone(); move |_| answer(true)}>{ words.say("terminal-paste-run") }</button>
                    <button type="button" class="button quiet" onclick={move |_| answer_paste(false)}>{ words.say("terminal-paste-drop") }</button>
                </div>
            }
            { key_bar(&words.say("terminal-key-bar"), &press) }
        </div>
    }
}

/// Takes in what the lab says; returns what is to be typed next.
fn hear(session: &mut Session, heard: Heard) -> Vec<Input> {
    match heard {
        Heard::Answer { response: Response::Terminal { events, .. }, .. } => {
            events.into_iter().filter_map(|event| session.hear(event)).collect()
        }
        Heard::Answer { response: Response::Completions { start, end, choices }, .. } => {
            session.complete(start, end, choices);
            Vec::new()
        }
        Heard::Answer { .. } | Heard::Lost => Vec::new(),
    }
}

/// The command line in colours, under the transparent text of the field.
fn coloured(text: &str) -> Html {
    let mut done = 0;
    let mut parts = Vec::new();
    for token in highlight(Language::Shell, text) {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        let (Some(before), Some(inside)) = (text.get(done..start), text.get(start..end)) else { continue };
        parts.push(
            html! { <>{ before.to_owned() }<span class={class_name(token.class)}>{ inside.to_owned() }</span></> },
        );
        done = end;
    }
    html! { <>{ for parts }{ text.get(done..).unwrap_or("").to_owned() }{ "\u{200b}" }</> }
}

/// Keys that a phone's keyboard lacks.
fn key_bar(label: &str, press: &Callback<&'static str>) -> Html {
    let keys = [
        ("Tab", "⇥"),
        ("^C", "^C"),
        ("Escape", "Esc"),
        ("|", "|"),
        ("~", "~"),
        ("/", "/"),
        ("-", "-"),
        (">", ">"),
        ("ArrowUp", "↑"),
        ("ArrowDown", "↓"),
        ("ArrowLeft", "←"),
        ("ArrowRight", "→"),
    ];
    html! {
        <div class="key-bar" role="group" aria-label={label.to_owned()}>
            { for keys.into_iter().map(|(key, cap)| {
                let onclick = press.reform(move |event: MouseEvent| { event.stop_propagation(); key });
                let onmousedown = |event: MouseEvent| event.prevent_default();
                html! { <button type="button" class="key" {onclick} {onmousedown}>{ cap }</button> }
            }) }
        </div>
    }
}
