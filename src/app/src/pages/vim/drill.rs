//! The drill: motions on a board, the weak ones more often.

use super::use_vim_lab;
use crate::platform::clock;
use crate::state::lab::Heard;
use crate::state::progress::{Action, use_learner};
use crate::widgets::engine::{EngineProps, Run};
use crate::widgets::vim::explain::caps;
use crate::widgets::vim::{Progressed, VimEditor};
use crate::words::use_words;
use base::Arg;
use lab::protocol::{DrillState, Request, Response};
use progress::Deed;
use yew::prelude::*;

/// The room with the board.
#[function_component]
pub(super) fn DrillRoom() -> Html {
    let words = use_words();
    let learner = use_learner();
    let seed = use_memo((), |()| u64::from(clock::luck()));
    let round = use_state_eq(|| 0_u32);
    let state = use_state_eq(|| None::<DrillState>);
    let last = use_state_eq(|| None::<DrillState>);
    let lab = use_vim_lab((0, 0), "");
    let levels = || -> Vec<(String, u8)> {
        let drilled = learner
            .progress
            .skills
            .iter()
            .filter_map(|(id, skill)| Some((id.strip_prefix("drill/")?.to_owned(), skill.level.as_ref()?.level)));
        drilled.collect()
    };
    let opening = use_memo((), |()| vec![Request::Drill { seed: *seed, levels: levels() }]);
    let take = {
        let (state, last, learner) = (state.clone(), last.clone(), learner.clone());
        Callback::from(move |told: DrillState| {
            if let Some(result) = &told.last {
                learner.dispatch(Action::Did(Deed::Drilled { skill: result.skill.clone(), level: result.level }));
                last.set(Some(told.clone()));
            }
            state.set(Some(told));
        })
    };
    let on_progress = {
        let take = take.clone();
        Callback::from(move |told: Progressed| told.teaching.drill.into_iter().for_each(|drill| take.emit(drill)))
    };
    let skip = {
        let (lab, take, round) = (lab.clone(), take, round.clone());
        Callback::from(move |_: MouseEvent| {
            let (take, round) = (take.clone(), round.clone());
            lab.ask(Request::Drill { seed: 0, levels: Vec::new() }, move |heard| {
                if let Heard::Answer { response: Response::Editor { teaching, .. } } = heard
                    && let Some(drill) = teaching.drill
                {
                    take.emit(drill);
                    // The editor asks for its window anew.
                    round.set(*round + 1);
                }
            });
        })
    };
    let engine = EngineProps {
        lab: lab.clone(),
        label: words.say("vim-page-drill"),
        start: AttrValue::default(),
        work: None,
        on_work: Callback::noop(),
        on_check: Callback::noop(),
        run: Run::default(),
    };
    let said = (*last).as_ref().and_then(|told| told.last.as_ref()).map(|result| {
        let message = match (result.used, result.right) {
            (0, _) => "vim-drill-given-up",
            (_, true) => "vim-drill-right",
            _ => "vim-drill-more",
        };
        words.with(message, &[("keys", Arg::from(caps(&result.keys))), ("used", i64::from(result.used).into())])
    });
    let level = |(skill, level): (String, u8)| {
        let label =
            words.with("vim-drill-level", &[("skill", Arg::from(skill.as_str())), ("level", i64::from(level).into())]);
        html! { <li data-level={level.to_string()} title={label.clone()} aria-label={label}>{ skill }</li> }
    };
    html! {
        <div class="drill">
            <p>{ words.say("vim-drill-why") }</p>
            if let Some(state) = &*state {
                <p role="status">
                    if let Some(said) = said { <strong>{ said }</strong>{ " " } }
                    { words.with("vim-drill-task", &[("times", i64::from(state.par).into())]) }
                    { " " }{ words.with("vim-drill-score", &[("right", i64::from(state.right).into()), ("done", i64::from(state.done).into())]) }
                </p>
            }
            <div class="bench-engine"><VimEditor {engine} opening={(*opening).clone()} {on_progress} refresh={*round} /></div>
            <div class="task-actions"><button type="button" class="button" onclick={skip}>{ words.say("vim-drill-skip") }</button></div>
            <h2>{ words.say("vim-drill-levels") }</h2>
            <ul class="drill-levels" role="list">{ for levels().into_iter().map(level) }</ul>
        </div>
    }
}
