//! Keys played again: the commands of the learner's way and of a known one side by side, and a timeline for either.

use super::explain::{caps, sentence};
use super::grid::Grid;
use super::{ROWS, narration};
use crate::platform::timer;
use crate::state::lab::{Heard, Lab};
use crate::widgets::icon::{Shape, icon};
use crate::words::use_words;
use base::Arg;
use lab::protocol::{ReplayStep, Request, Response, View};
use yew::prelude::*;

/// Milliseconds between two keys of a replay.
const BEAT: u32 = 450;

#[derive(Properties, PartialEq)]
pub(crate) struct ReplayProps {
    pub(crate) lab: Lab,
    /// The learner's keys, in notation.
    pub(crate) mine: AttrValue,
    /// Those of a known way; empty: there is none.
    #[prop_or_default]
    pub(crate) known: AttrValue,
}

/// Two ways side by side.
#[component]
pub(crate) fn Replay(props: &ReplayProps) -> Html {
    let words = use_words();
    let open = use_state_eq(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let ways = [("vim-replay-mine", &props.mine), ("vim-replay-known", &props.known)];
    html! {
        <div class="replay">
            <button type="button" class="button button-small" aria-expanded={open.to_string()} onclick={toggle}>
                { icon(Shape::Play) }{ words.say("vim-replay-open") }
            </button>
            if *open {
                <div class="replay-ways">
                    { for ways.into_iter().filter(|(_, keys)| !keys.is_empty()).map(|(title, keys)| html! {
                        <Way key={title} lab={props.lab.clone()} {title} keys={keys.clone()} />
                    }) }
                </div>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct WayProps {
    lab: Lab,
    title: &'static str,
    keys: AttrValue,
}

/// One way: its commands, and the editor at any of its keys.
#[component]
fn Way(props: &WayProps) -> Html {
    let words = use_words();
    let steps = use_state(Vec::<ReplayStep>::new);
    let shown = use_state(|| None::<(View, usize)>);
    let at = use_state_eq(|| 0_usize);
    let playing = use_state_eq(|| false);
    {
        let steps = steps.clone();
        use_effect_with((props.lab.clone(), props.keys.clone()), move |(lab, keys)| {
            lab.ask(Request::Steps { keys: keys.to_string() }, move |heard| {
                if let Heard::Answer { response: Response::Steps { steps: found } } = heard {
                    steps.set(found);
                }
            });
        });
    }
    {
        let shown = shown.clone();
        use_effect_with((props.lab.clone(), props.keys.clone(), *at), move |(lab, keys, at)| {
            lab.ask(Request::Replay { keys: keys.to_string(), count: *at }, move |heard| {
                if let Heard::Answer { response: Response::Replay { view, keys } } = heard {
                    shown.set(Some((view, keys)));
                }
            });
        });
    }
    let all = shown.as_ref().map_or(0, |(_, all)| *all);
    {
        let (position, running) = (at.clone(), playing.clone());
        use_effect_with((*at, *playing, all), move |(at, playing, all)| {
            let (at, all) = (*at, *all);
            let later = playing
                .then(|| timer::after(BEAT, move || if at < all { position.set(at + 1) } else { running.set(false) }));
            move || drop(later)
        });
    }
    let on_play = {
        let (at, playing) = (at.clone(), playing.clone());
        Callback::from(move |_: MouseEvent| {
            if !*playing && *at >= all {
                at.set(0);
            }
            playing.set(!*playing);
        })
    };
    let on_slide = {
        let (at, playing) = (at.clone(), playing.clone());
        Callback::from(move |event: InputEvent| {
            playing.set(false);
            at.set(crate::platform::page::typed(&event).parse().unwrap_or(0));
        })
    };
    let step = |(index, step): (usize, &ReplayStep)| {
        let until = steps.get(index + 1).map_or(all, |next| next.from);
        let now = *at > step.from && *at <= until;
        let (position, running) = (at.clone(), playing.clone());
        let on_click = Callback::from(move |_: MouseEvent| {
            running.set(false);
            position.set(until);
        });
        html! {
            <li>
                <button type="button" class="replay-step" aria-current={now.then_some("step")} onclick={on_click}>
                    <kbd>{ caps(&step.keys) }</kbd><span>{ sentence(&words, &step.explanation) }</span>
                </button>
            </li>
        }
    };
    let place = words.with("vim-replay-at", &[("at", (*at).into()), ("all", all.into())]);
    html! {
        <section class="replay-way">
            <h3>{ words.with(props.title, &[("count", Arg::from(all))]) }</h3>
            if let Some((view, _)) = &*shown {
                <div class="vim"><Grid view={view.clone()} rows={view.line_count.min(ROWS)} mode={words.say(narration::mode(&view.mode))} message="" is_error={false} /></div>
            }
            <div class="replay-line">
                <button type="button" class="button button-small button-icon" aria-label={words.say(if *playing { "vim-replay-pause" } else { "vim-replay-play" })} onclick={on_play}>
                    { icon(if *playing { Shape::Stop } else { Shape::Play }) }
                </button>
                <input type="range" min="0" max={all.to_string()} value={at.to_string()} aria-label={words.say("vim-replay-time")} aria-valuetext={place.clone()} oninput={on_slide} />
                <span>{ place }</span>
            </div>
            <ol role="list" class="replay-steps">{ for steps.iter().enumerate().map(step) }</ol>
        </section>
    }
}
