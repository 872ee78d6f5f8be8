//! A command line explained: its pieces, to be gone through with the arrow keys, and what each part is.

use super::desk::Shared;
use super::find::tool;
use crate::platform::focus;
use crate::widgets::icon::Shape;
use crate::widgets::vim::explain as vim;
use crate::words::Words;
use yew::prelude::*;

/// The panel; nothing where nothing is explained.
pub(super) fn explain_panel(shared: &Shared, words: &Words) -> Html {
    if let Some(picture) = &shared.pane(shared.0.active.get()).session.borrow().picture {
        let told = picture.explanation.as_ref().filter(|_| shared.0.tells.get());
        return html! { <div class={told.map(|_| "terminal-explain")} role="status">{ for told.map(|told| vim::explained(words, told)) }</div> };
    }
    let explained = shared.0.explained.borrow();
    let Some(explained) = &*explained else { return Html::default() };
    let look = |at: Option<usize>| {
        let shared = shared.clone();
        Callback::from(move |()| {
            let moved = shared
                .0
                .explained
                .borrow_mut()
                .as_mut()
                .is_some_and(|explained| at.is_some() && std::mem::replace(&mut explained.at, at) != at);
            if moved {
                shared.draw();
            }
        })
    };
    let here = explained.at.and_then(|at| explained.parts.get(at));
    let inside = |word: usize| here.is_some_and(|part| part.first <= word && word < part.end);
    let close = {
        let shared = shared.clone();
        move |_: MouseEvent| shared.explain(0, None)
    };
    let count = explained.parts.len();
    let onkeydown = {
        let (shared, at) = (shared.clone(), explained.at.unwrap_or(0));
        move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => at + 1,
                "ArrowLeft" | "ArrowUp" => at.wrapping_sub(1),
                "Home" => 0,
                "End" => count.wrapping_sub(1),
                "Escape" => return shared.explain(0, None),
                _ => return,
            };
            event.prevent_default();
            if next < count {
                // The focus tells where it is: `look`.
                focus::on(&format!("explain-{next}"));
            }
        }
    };
    html! {
        <section class="terminal-explain" aria-label={words.say("terminal-explain")}>
            { tool(words, "close", Shape::Cross, close) }
            <pre class="explain-line">
                { for explained.words.iter().enumerate().map(|(at, word)| {
                    let onmouseenter = look(word.part).reform(|_: MouseEvent| ());
                    html! { <span class={inside(at).then_some("on")} {onmouseenter}>{ &word.text }</span> }
                }) }
            </pre>
            if let Some(problem) = &explained.problem {
                <p class="explain-problem">{ problem }</p>
            }
            <dl {onkeydown}>
                { for explained.parts.iter().enumerate().map(|(at, part)| {
                    let onmouseenter = look(Some(at)).reform(|_: MouseEvent| ());
                    let class = (explained.at == Some(at)).then_some("on");
                    let depth = format!("depth-{}", part.depth.min(4));
                    let onfocus = look(Some(at)).reform(|_: FocusEvent| ());
                    let told = format!("told-{at}");
                    let tabindex = if explained.at == Some(at) { "0" } else { "-1" };
                    html! {
                        <div {class} {onmouseenter}>
                            <dt class={depth}><button type="button" id={format!("explain-{at}")} aria-describedby={told.clone()} {tabindex} {onfocus}>{ &part.text }</button></dt>
                            <dd id={told}>{ &part.told }</dd>
                        </div>
                    }
                }) }
            </dl>
        </section>
    }
}
