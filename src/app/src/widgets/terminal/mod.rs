//! The terminal widget: one shell or two on the same disk, each with a transcript that screen readers follow, a real input
//! line, and a grid for full-screen programs; beside them the disk as a tree, a search, and command lines explained.

mod desk;
mod explain;
mod files;
mod find;
mod keys;
mod log;
mod pane;
mod readline;
mod screen;
mod session;
mod transcript;

use super::engine::EngineProps;
use crate::platform::ids;
use crate::state::lab::use_lab_state;
use crate::words::use_words;
use course::model::Submission;
use desk::Shared;
use session::Session;
use yew::prelude::*;

/// A shell on a bench.
#[component]
pub(crate) fn TerminalWidget(props: &EngineProps) -> Html {
    let words = use_words();
    let redraw = use_force_update();
    let state = use_lab_state(&props.lab);
    let picker = use_node_ref();
    let shared = use_memo(props.lab.clone(), |lab| {
        Shared::new(lab.clone(), [ids::fresh_id("terminal"), ids::fresh_id("terminal")].map(AttrValue::from))
    });
    shared.0.on_work.replace(props.on_work.clone());
    shared.0.locale.set(words.locale());
    {
        let redraw = redraw.clone();
        shared.0.redraw.replace(Callback::from(move |()| redraw.force_update()));
    }
    {
        let (shared, work, start) = (shared.clone(), props.work.clone(), props.start.clone());
        use_effect_with(state.generation(), move |generation| {
            if generation.is_some() {
                let lines = if let Some(Submission::Shell { lines }) = work { lines } else { Vec::new() };
                let mut fresh = Session::with_lines(lines);
                fresh.readline.typed(&start, start.len());
                shared.pane(0).session.replace(fresh);
                // The second shell is not kept: it is opened anew, with a fresh shell in it.
                shared.pane(1).session.take();
                shared.0.second.set(false);
                shared.resize(0);
                shared.look_at_disk(None);
            }
        });
    }
    {
        let shared = shared.clone();
        use_effect_with(props.run.clone(), move |run| {
            if run.count > 0 {
                let lines = run.code.trim_end().lines().map(str::to_owned);
                let next = shared.pane(0).session.borrow_mut().submit_all(lines);
                shared.type_in(0, next);
                shared.draw();
            }
        });
    }
    {
        let shared = shared.clone();
        use_effect(move || shared.settle());
    }
    let second = shared.0.second.get();
    let finding = shared.0.find.borrow().is_some();
    let tool = |name: &str, pressed: Option<bool>, act: fn(&Shared)| {
        let onclick = {
            let shared = shared.clone();
            move |_: MouseEvent| act(&shared)
        };
        html! {
            <button type="button" class="terminal-tool" aria-pressed={pressed.map(|pressed| pressed.to_string())} {onclick}>{ words.say(name) }</button>
        }
    };
    let show = |terminal: usize| {
        let shared = (*shared).clone();
        let active = shared.0.active.get() == terminal;
        let onclick = move |_: MouseEvent| {
            shared.0.active.set(terminal);
            shared.draw();
            shared.focus(terminal);
        };
        html! {
            <button type="button" class="terminal-tool terminal-tab" aria-pressed={active.to_string()} {onclick}>
                { words.with("terminal-number", &[("number", (terminal + 1).into())]) }
            </button>
        }
    };
    let pane = |terminal: usize| {
        let label = match terminal {
            0 => props.label.clone(),
            _ => words.with("terminal-other", &[("title", props.label.as_str().into())]),
        };
        pane::pane(&shared, terminal, &label, state.generation().is_some(), &words)
    };
    html! {
        <div class="terminal">
            <div class="terminal-tools" role="toolbar" aria-label={words.say("terminal-tools")}>
                { tool("terminal-explain", None, |shared| shared.explain_line(shared.0.active.get())) }
                { tool("terminal-find", Some(finding), Shared::turn_find) }
                { tool("terminal-files", Some(shared.0.tree.borrow().is_some()), Shared::turn_tree) }
                { tool("terminal-second", Some(second), Shared::turn_second) }
                if second { { show(0) }{ show(1) } }
            </div>
            { find::find_bar(&shared, &words) }
            <div class={classes!("terminal-panes", second.then_some("two"), (shared.0.active.get() == 1).then_some("at-second"))}>
                { files::files_panel(&shared, &words, &picker) }
                { pane(0) }
                if second { { pane(1) } }
            </div>
            { explain::explain_panel(&shared, &words) }
        </div>
    }
}
