//! The cheat sheet: what the learner has used lights up.

use crate::state::judge::judge;
use crate::state::lab::Heard;
use crate::state::progress::use_learner;
use crate::widgets::vim::explain::{caps, general};
use crate::words::use_words;
use lab::protocol::{Request, Response};
use yew::prelude::*;

/// All commands, by group.
#[function_component]
pub(super) fn Cheatsheet() -> Html {
    let words = use_words();
    let learner = use_learner();
    let sheet = use_state(String::new);
    {
        let sheet = sheet.clone();
        use_effect_with((), move |()| {
            judge().ask(Request::Reference { name: "cheatsheet".to_owned() }, move |heard| {
                if let Heard::Answer { response: Response::Reference { text } } = heard {
                    sheet.set(text);
                }
            });
        });
    }
    let used = |id: &str| learner.progress.skills.get(id).is_some_and(|skill| skill.used.is_some());
    let command = |line: &str| {
        let (keys, id) = line.split_once(' ').unwrap_or((line, ""));
        let known = used(id);
        html! {
            <li class={known.then_some("known")}>
                <kbd>{ caps(keys) }</kbd>
                <span>
                    { general(&words, &format!("vim-{id}")) }
                    if known { <span class="visually-hidden">{ ", " }{ words.say("vim-cheatsheet-known") }</span> }
                </span>
            </li>
        }
    };
    let group = |group: &str| {
        let (name, commands) = group.split_once("]\n").unwrap_or((group, ""));
        html! {
            <section>
                <h2>{ words.say(&format!("vim-group-{name}")) }</h2>
                <ul role="list">{ for commands.lines().map(command) }</ul>
            </section>
        }
    };
    let ids = || sheet.lines().filter(|line| !line.starts_with("# ")).filter_map(|line| Some(line.split_once(' ')?.1));
    let args = [("known", ids().filter(|id| used(id)).count().into()), ("all", ids().count().into())];
    html! {
        <>
            <p aria-busy={sheet.is_empty().to_string()}>{ words.with("vim-cheatsheet-why", &args) }</p>
            <div class="cheatsheet">{ for sheet.split("\n[").skip(1).map(group) }</div>
        </>
    }
}
