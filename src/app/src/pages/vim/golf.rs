//! Golf: texts to be changed in as few keys as possible, and the learner's best.

use super::use_vim_lab;
use crate::state::judge::judge;
use crate::state::lab::Heard;
use crate::state::progress::{Action, use_learner};
use crate::widgets::engine::{EngineProps, Run};
use crate::widgets::icon::{Shape, icon};
use crate::widgets::vim::replay::Replay;
use crate::widgets::vim::{Progressed, VimEditor};
use crate::words::use_words;
use lab::protocol::{Hole, Request, Response};
use progress::Deed;
use yew::prelude::*;

/// The course.
#[function_component]
pub(super) fn Golf() -> Html {
    let words = use_words();
    let learner = use_learner();
    let holes = use_state(Vec::<Hole>::new);
    let at = use_state_eq(|| 0_usize);
    {
        let holes = holes.clone();
        use_effect_with(words.locale(), move |locale| {
            judge().ask(Request::Holes { locale: *locale }, move |heard| {
                if let Heard::Answer { response: Response::Holes { holes: found } } = heard {
                    holes.set(found);
                }
            });
        });
    }
    let best = |hole: &Hole| learner.progress.best(&hole.id).map(|best| best.strokes);
    let entry = |(index, hole): (usize, &Hole)| {
        let on_click = {
            let at = at.clone();
            Callback::from(move |_: MouseEvent| at.set(index))
        };
        let best = best(hole);
        html! {
            <li key={hole.id.clone()}>
                <button type="button" class="golf-hole" aria-current={(index == *at).then_some("true")} onclick={on_click}>
                    <span>{ index + 1 }</span><span>{ &hole.title }</span>
                    <small>
                        { words.with("vim-golf-par", &[("par", i64::from(hole.par).into())]) }
                        if let Some(best) = best {
                            { " \u{b7} " }
                            <span class={(best <= hole.par).then_some("under")}>{ words.with("vim-golf-best", &[("best", i64::from(best).into())]) }</span>
                        }
                    </small>
                </button>
            </li>
        }
    };
    let reached: Vec<&Hole> = holes.iter().filter(|hole| best(hole).is_some()).collect();
    let par = reached.iter().filter(|hole| best(hole).is_some_and(|best| best <= hole.par)).count();
    let total = [("done", reached.len().into()), ("all", holes.len().into()), ("par", par.into())];
    let on_next = {
        let (at, all) = (at.clone(), holes.len());
        Callback::from(move |()| at.set((*at + 1) % all.max(1)))
    };
    html! {
        <>
            <p>{ words.say("vim-golf-why") }</p>
            <p>{ words.with("vim-golf-total", &total) }</p>
            <div class="golf">
                <ol class="golf-holes" role="list" aria-label={words.say("vim-golf-holes")}>{ for holes.iter().enumerate().map(entry) }</ol>
                if let Some(hole) = holes.get(*at) { <Green key={hole.id.clone()} hole={hole.clone()} {on_next} /> }
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct GreenProps {
    hole: Hole,
    on_next: Callback<()>,
}

/// One hole.
#[function_component]
fn Green(props: &GreenProps) -> Html {
    let words = use_words();
    let learner = use_learner();
    let round = use_state_eq(|| 0_u32);
    let finished = use_state_eq(|| None::<Progressed>);
    let hole = &props.hole;
    let lab = use_vim_lab((0, *round), &hole.start);
    let on_progress = {
        let (finished, learner, id) = (finished.clone(), learner.clone(), hole.id.clone());
        Callback::from(move |told: Progressed| {
            if told.teaching.reached && finished.is_none() {
                let (skill, strokes) = (id.clone(), told.count as u32);
                learner.dispatch(Action::Did(Deed::Golfed { skill, strokes, keys: told.keys.clone() }));
                finished.set(Some(told));
            }
        })
    };
    let again = {
        let (round, finished) = (round.clone(), finished.clone());
        Callback::from(move |_: MouseEvent| {
            finished.set(None);
            round.set(*round + 1);
        })
    };
    let engine = EngineProps {
        lab: lab.clone(),
        label: hole.title.clone().into(),
        start: AttrValue::default(),
        work: None,
        on_work: Callback::noop(),
        on_check: Callback::noop(),
        run: Run::default(),
    };
    let score = (*finished).as_ref().map(|told| {
        let message = match told.count.cmp(&u64::from(hole.par)) {
            std::cmp::Ordering::Less => "vim-golf-done-under",
            std::cmp::Ordering::Equal => "vim-golf-done-par",
            std::cmp::Ordering::Greater => "vim-golf-done-over",
        };
        words.with(message, &[("strokes", (told.count as usize).into()), ("par", i64::from(hole.par).into())])
    });
    html! {
        <section class="golf-green" aria-label={hole.title.clone()}>
            <strong>{ words.say("vim-golf-goal") }</strong>
            <pre tabindex="0">{ &hole.goal }</pre>
            <div class="bench-engine">
                <VimEditor key={*round} {engine} opening={vec![Request::Goal { text: hole.goal.clone() }]} {on_progress} />
            </div>
            <div role="status">if let Some(score) = score { <div class="verdict verdict-passed"><p class="verdict-head">{ icon(Shape::Check) }{ score }</p></div> }</div>
            <div class="task-actions">
                <button type="button" class="button" onclick={again}>{ icon(Shape::Reset) }{ words.say("vim-golf-again") }</button>
                <button type="button" class="button button-quiet" onclick={props.on_next.reform(|_: MouseEvent| ())}>{ words.say("vim-golf-next") }</button>
            </div>
            // The best way is kept with the progress: it can be played again on any later day.
            if let Some(mine) = finished.as_ref().map(|told| told.keys.clone()).or_else(|| learner.progress.best(&hole.id).map(|best| best.keys.clone())) {
                <Replay {lab} {mine} known={hole.solution.clone()} />
            }
        </section>
    }
}
