//! Lines to put in order (a Parsons problem), by keyboard as well as by pointer: every line has its buttons.

use super::icon::{Shape, icon};
use super::prose::passage;
use super::quiz::TaskProps;
use super::verdict::{Panel, verdict_panel};
use crate::platform::{focus, timer};
use crate::state::desk::use_desk;
use crate::state::judge::judge;
use crate::words::use_words;
use course::model::{Engine, Submission, shuffled};
use yew::prelude::*;

/// A way to move a line.
#[derive(Clone, Copy)]
enum Move {
    Up,
    Down,
    In,
    Out,
}

fn moved(lines: &[usize], item: usize, how: Move) -> Vec<usize> {
    let mut lines = lines.to_vec();
    let at = lines.iter().position(|line| *line == item);
    match (how, at) {
        (Move::Up, Some(at)) if at > 0 => lines.swap(at, at - 1),
        (Move::Down, Some(at)) if at + 1 < lines.len() => lines.swap(at, at + 1),
        (Move::Out, Some(at)) => {
            lines.remove(at);
        }
        (Move::In, None) => lines.push(item),
        _ => {}
    }
    lines
}

/// Lines to put in order; where there are decoys, some stay outside.
#[function_component]
pub(crate) fn OrderTask(props: &TaskProps) -> Html {
    let words = use_words();
    let desk = use_desk(&props.assignment);
    let exercise = props.assignment.exercise.clone();
    let order = &exercise.task;
    let count = order.count + order.decoys;
    let seed = exercise.id.bytes().fold(11_u64, |seed, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let drawn = shuffled(count, seed);
    let has_decoys = order.decoys > 0;
    let lines = {
        let (earlier, drawn) = (desk.earlier.clone(), drawn.clone());
        use_state_eq(move || match earlier {
            Some(Submission::Order { items }) if items.iter().all(|item| *item < count) => items,
            _ if has_decoys => Vec::new(),
            _ => drawn,
        })
    };
    let said = use_state(AttrValue::default);
    let act = {
        let (lines, on_work, said, words) = (lines.clone(), desk.on_work.clone(), said.clone(), words.clone());
        let id = exercise.id.clone();
        Callback::from(move |(item, how): (usize, Move)| {
            let next = moved(&lines, item, how);
            let place = next.iter().position(|line| *line == item);
            said.set(match place {
                Some(at) => words.with("order-at", &[("place", (at + 1).into()), ("all", next.len().into())]),
                None => words.say("order-outside"),
            });
            on_work.emit(Submission::Order { items: next.clone() });
            lines.set(next);
            // The line is drawn in its new place first; the focus stays with it.
            let target = format!("order-{id}-{item}");
            timer::soon(move || focus::on(&target));
        })
    };
    let button = |item: usize, how: Move, shape: Shape, message: &str, disabled: bool| {
        let on_click = act.reform(move |_: MouseEvent| (item, how));
        html! {
            <button type="button" class="button button-quiet button-icon button-small" aria-label={words.say(message)} {disabled} onclick={on_click}>
                { icon(shape) }
            </button>
        }
    };
    let item_words = |item: usize| props.text.items.get(item).cloned().unwrap_or_default();
    let last = lines.len().saturating_sub(1);
    let inside = |(place, item): (usize, &usize)| {
        let item = *item;
        let on_key = {
            let act = act.clone();
            Callback::from(move |event: KeyboardEvent| {
                let how = match event.key().as_str() {
                    "ArrowUp" => Move::Up,
                    "ArrowDown" => Move::Down,
                    "Delete" | "Backspace" if has_decoys => Move::Out,
                    _ => return,
                };
                event.prevent_default();
                act.emit((item, how));
            })
        };
        html! {
            <li class="order-item" key={item} id={format!("order-{}-{item}", exercise.id)} tabindex="-1" onkeydown={on_key}>
                { passage(&item_words(item)) }
                <div class="order-tools">
                    { button(item, Move::Up, Shape::Up, "order-up", place == 0) }
                    { button(item, Move::Down, Shape::Down, "order-down", place == last) }
                    if has_decoys { { button(item, Move::Out, Shape::Minus, "order-remove", false) } }
                </div>
            </li>
        }
    };
    let outside: Vec<usize> = drawn.iter().copied().filter(|item| !lines.contains(item)).collect();
    let out = |item: &usize| {
        let item = *item;
        html! {
            <li class="order-item order-out" key={item} id={format!("order-{}-{item}", exercise.id)} tabindex="-1">
                { passage(&item_words(item)) }
                <div class="order-tools">{ button(item, Move::In, Shape::Plus, "order-add", false) }</div>
            </li>
        }
    };
    let on_check = {
        let (on_check, on_work, lines) = (desk.on_check.clone(), desk.on_work.clone(), lines.clone());
        Callback::from(move |_: MouseEvent| {
            on_work.emit(Submission::Order { items: (*lines).clone() });
            on_check.emit(judge());
        })
    };
    let panel =
        Panel { judgement: &desk.judgement, engine: Engine::Order, text: &props.text, work: None, next: &props.next };
    html! {
        <div class="order-task">
            <ol class="order" role="list" aria-label={words.say("order-answer")}>{ for lines.iter().enumerate().map(inside) }</ol>
            if !outside.is_empty() {
                <ul class="order order-bin" role="list" aria-label={words.say("order-available")}>{ for outside.iter().map(out) }</ul>
            }
            <p class="visually-hidden" role="status">{ (*said).clone() }</p>
            <p class="task-actions">
                <button type="button" class="button button-main" disabled={lines.is_empty()} onclick={on_check}>{ words.say("answer") }</button>
            </p>
            { verdict_panel(&panel, &words) }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_move_and_stop_at_the_ends() {
        assert_eq!(moved(&[2, 0, 1], 0, Move::Up), [0, 2, 1]);
        assert_eq!(moved(&[2, 0, 1], 2, Move::Up), [2, 0, 1]);
        assert_eq!(moved(&[2, 0, 1], 1, Move::Down), [2, 0, 1]);
        assert_eq!(moved(&[2, 0], 2, Move::Out), [0]);
        assert_eq!(moved(&[0], 2, Move::In), [0, 2]);
    }
}
