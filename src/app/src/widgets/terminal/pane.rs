//! One terminal: its transcript, its input line, its keys.

use super::desk::Shared;
use super::keys::key_bar;
use super::log::{line_of_runs, log};
use super::readline::{Reaction, Stroke};
use super::screen::screen;
use super::session;
use super::transcript::Transcript;
use crate::platform::{focus, typing};
use crate::widgets::tokens::class_name;
use crate::words::Words;
use base::Arg;
use lab::protocol::{Input, Request};
use lab::{Language, highlight};
use yew::prelude::*;

/// Choices of a completion shown at once.
const CHOICES: usize = 60;

impl Shared {
    fn complete(&self, terminal: usize) {
        let line = self.pane(terminal).session.borrow().readline.line.clone();
        let (line, cursor) = (line.text().to_owned(), line.cursor());
        self.ask(terminal, Request::CompleteLine { terminal, line, cursor });
    }

    fn interrupt(&self, terminal: usize, line: &str) {
        let input = self.pane(terminal).session.borrow_mut().interrupt(line);
        self.type_in(terminal, Some(input));
    }

    /// Explains what is selected, else the line being typed, else the last one.
    pub(super) fn explain_line(&self, terminal: usize) {
        let session = self.pane(terminal).session.borrow();
        if session.picture.is_some() {
            // In vim: each command from now on, or none.
            self.0.tells.set(!self.0.tells.get());
            return self.draw();
        }
        let typed = session.readline.line.text().to_owned();
        let last = || session.readline.history.back(0).unwrap_or_default();
        let line = typing::selected_text().unwrap_or_else(|| if typed.trim().is_empty() { last() } else { typed });
        drop(session);
        let again = self.0.explained.borrow().as_ref().is_some_and(|explained| explained.line == line);
        if again {
            focus::on("explain-0");
        } else {
            self.explain(terminal, Some(line));
        }
    }

    /// Hands a key of vi's to the lab, with the line where the lab does not have it already.
    fn vi(&self, terminal: usize, key: String) {
        let line = {
            let mut session = self.pane(terminal).session.borrow_mut();
            session.asked += 1;
            let line = &session.readline.line;
            (session.asked == 1).then(|| (line.text().to_owned(), line.cursor()))
        };
        self.ask(terminal, Request::EditLine { terminal, line, key });
    }

    /// What a key of the line does; `true` when it is the terminal's.
    pub(super) fn press(&self, terminal: usize, stroke: Stroke) -> bool {
        let pane = self.pane(terminal);
        let before = pane.session.borrow().readline.line.text().to_owned();
        let reaction = pane.session.borrow_mut().readline.press(stroke);
        match reaction {
            Reaction::Ignored => return false,
            Reaction::Submit(text) => {
                let input = pane.session.borrow_mut().submit(text);
                self.type_in(terminal, Some(input));
            }
            Reaction::Interrupt => self.interrupt(terminal, &before),
            Reaction::EndOfFile => {
                let input = pane.session.borrow_mut().end_of_file();
                self.type_in(terminal, Some(input));
            }
            Reaction::Suspend => self.type_in(terminal, Some(Input::Suspend)),
            Reaction::ClearScreen => pane.session.borrow_mut().transcript.clear(),
            Reaction::Complete => self.complete(terminal),
            Reaction::Changed => {}
        }
        true
    }
}

/// A shell on a bench; `ready` tells that it is there. No component: each would bring its own copy of Yew's machinery.
pub(super) fn pane(shared: &Shared, terminal: usize, label: &AttrValue, ready: bool, words: &Words) -> Html {
    let pane = shared.pane(terminal);
    let onkeydown = {
        let shared = shared.clone();
        move |event: KeyboardEvent| {
            let pane = shared.pane(terminal);
            let mut pressed = typing::pressed(&event);
            if typing::is_composing(&event) || pressed.meta || (pressed.key == "Tab" && pressed.shift) {
                return;
            }
            pane.follow.set(true);
            match (pressed.ctrl && pressed.shift, pressed.key.as_str()) {
                (true, "F" | "f") => {
                    event.prevent_default();
                    return shared.turn_find();
                }
                (false, "F1") => {
                    event.prevent_default();
                    return shared.explain_line(terminal);
                }
                _ => {}
            }
            // A letter after the bar's Ctrl; phones name no key, their letter comes as input.
            if pressed.key.chars().count() == 1 && pane.session.borrow_mut().take_ctrl() {
                pressed.ctrl = true;
            }
            if pane.session.borrow().picture.is_some() {
                if let Some(keys) = session::sequence(&pressed.key, pressed.ctrl) {
                    event.prevent_default();
                    shared.type_in(terminal, Some(Input::Keys { keys }));
                }
                return;
            }
            let stroke = Stroke { key: &pressed.key, ctrl: pressed.ctrl, alt: pressed.alt };
            if pane.session.borrow_mut().holds(&stroke) {
                return event.prevent_default();
            }
            let selected = typing::selection(&pane.field).is_some_and(|(text, start, end)| {
                pane.session.borrow_mut().readline.typed(&text, end);
                start != end
            });
            // With a selection, Ctrl-C copies.
            if pressed.ctrl && pressed.key == "c" && (selected || typing::has_selection()) {
                return;
            }
            // Tab on an empty line leaves the terminal: nobody is trapped.
            if pressed.key == "Tab" && pane.session.borrow().readline.line.text().is_empty() {
                return;
            }
            if !pressed.ctrl && !pressed.alt && pane.session.borrow().is_vi(&pressed.key) {
                event.prevent_default();
                return shared.vi(terminal, pressed.key.clone());
            }
            if shared.press(terminal, stroke) {
                event.prevent_default();
                shared.draw();
            }
        }
    };
    let oninput = {
        let shared = shared.clone();
        move |event: InputEvent| {
            let pane = shared.pane(terminal);
            if pane.session.borrow().picture.is_some() {
                if let Some(keys) = typing::take_text(&event) {
                    let ctrl = pane.session.borrow_mut().take_ctrl();
                    let keys = session::sequence(&keys, ctrl).unwrap_or(keys);
                    shared.type_in(terminal, Some(Input::Keys { keys }));
                }
                return;
            }
            if let Some((text, _, cursor)) = typing::selection(&pane.field) {
                let mut session = pane.session.borrow_mut();
                session.choices.clear();
                let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
                if lines.len() > 1 {
                    // What follows the last line break waits on the line.
                    let rest = lines.pop().unwrap_or_default();
                    session.readline.typed(&rest, rest.len());
                    session.pasted = lines;
                } else if session.ctrl || session.normal {
                    // The letter is no text: the line stays as it was. Phones name no keys.
                    let ctrl = session.take_ctrl();
                    let letter = text.get(..cursor).and_then(|before| before.chars().next_back());
                    drop(session);
                    let key = letter.map(String::from).unwrap_or_default();
                    if ctrl {
                        shared.press(terminal, Stroke { key: &key, ctrl, alt: false });
                    } else if !event.is_composing() {
                        shared.vi(terminal, key);
                    }
                } else {
                    session.readline.typed(&text, cursor);
                }
            }
            shared.draw();
        }
    };
    let answer_paste = {
        let shared = shared.clone();
        move |run: bool| {
            let next = {
                let mut session = shared.pane(terminal).session.borrow_mut();
                let lines = std::mem::take(&mut session.pasted);
                if run { session.submit_all(lines) } else { None }
            };
            shared.type_in(terminal, next);
            shared.draw();
            shared.focus(terminal);
        }
    };
    let onclick = {
        let shared = shared.clone();
        move |_| {
            // Selecting text to copy it must not be undone by moving the focus.
            if !typing::has_selection() {
                shared.focus(terminal);
            }
        }
    };
    let onfocusin = {
        let shared = shared.clone();
        move |_| shared.0.active.set(terminal)
    };
    let press = {
        let shared = shared.clone();
        Callback::from(move |key: &'static str| {
            shared.focus(terminal);
            let pane = shared.pane(terminal);
            let picture = pane.session.borrow().picture.is_some();
            if key == "Control" {
                let mut session = pane.session.borrow_mut();
                session.ctrl = !session.ctrl;
            } else if picture {
                let keys = session::sequence(key, false).unwrap_or_else(|| key.to_owned());
                shared.type_in(terminal, Some(Input::Keys { keys }));
            } else if key == "^C" {
                shared.press(terminal, Stroke { key: "c", ctrl: true, alt: false });
            } else if key.chars().count() == 1 {
                pane.session.borrow_mut().readline.line.insert(key);
            } else {
                shared.press(terminal, Stroke { key, ctrl: false, alt: false });
            }
            shared.draw();
        })
    };

    let session = pane.session.borrow();
    let id = pane.id.clone();
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
    let searched = shared.0.active.get() == terminal;
    let find = shared.0.find.borrow();
    html! {
        <div class="terminal-pane" key={terminal} {onclick} {onfocusin}>
            <div class="terminal-scroll" ref={pane.place.clone()}>
                <span ref={pane.probe.clone()} class="terminal-probe" aria-hidden="true">{ "0000000000" }</span>
                if let Some(picture) = &session.picture {
                    { screen(picture) }
                } else if !ready {
                    <p class="terminal-waiting">{ words.say("bench-starting") }</p>
                }
                { log(&session.transcript, find.as_ref().filter(|_| searched), words.with("terminal-log", &[("title", Arg::from(label.as_str()))]),
                    session.picture.is_some()) }
                <div class={classes!("terminal-line", session.picture.is_some().then_some("terminal-line-covered"))}>
                    <span class="terminal-prompt" aria-hidden="true">{ line_of_runs(&prompt_line.open_line()) }</span>
                    <div class="terminal-field">
                        <pre class="terminal-ghost" aria-hidden="true">{ coloured(if session.readline.silent { "" } else { text }) }</pre>
                        <textarea ref={pane.field.clone()} id={id.clone()} class="terminal-keys" data-takes-keys="" rows="1" autocomplete="off"
                            autocapitalize="off" autocorrect="off" spellcheck="false" enterkeyhint="send"
                            aria-label={words.with("terminal-label", &[("title", Arg::from(label.as_str()))])}
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
            { key_bar(words, session.ctrl, &press) }
        </div>
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
