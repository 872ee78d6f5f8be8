//! One exercise being worked on: the work, its judgement, hints and solution, and what of it the progress remembers.

use super::content::{Exercise, Unread};
use super::keep;
use super::lab::Lab;
use super::progress::{Action, use_learner};
use super::work;
use crate::platform::{page, timer};
use course::model::{Engine, Submission, Verdict};
use progress::Deed;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// How long the learner must rest before the work is kept, in milliseconds.
const REST: u32 = 600;

/// An exercise of a lesson, with what judging it needs. Clones share everything.
#[derive(Clone, Debug)]
pub(crate) struct Assignment {
    pub(crate) exercise: Rc<Exercise>,
    /// All of the exercise, for the judge.
    pub(crate) whole: Unread,
    pub(crate) datasets: Rc<Vec<Unread>>,
}

impl PartialEq for Assignment {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.exercise, &other.exercise)
    }
}

impl Assignment {
    /// The solution as the learner would write it; `None` where there is nothing to write.
    pub(crate) fn solution(&self) -> Option<&str> {
        let task = &self.exercise.task;
        match task.engine {
            Engine::Sql | Engine::Shell | Engine::Vim => Some(&task.solution),
            Engine::Predict => task.accept.first().map(String::as_str),
            Engine::Quiz | Engine::Order => None,
        }
    }
}

/// How a judgement stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Judgement {
    /// Nothing was handed in since the last change.
    #[default]
    None,
    /// It is being judged.
    Pending,
    /// This is it.
    Given(Rc<Verdict>),
    /// The lab had to be ended before it could judge.
    Lost,
}

impl Judgement {
    /// The verdict, if there is one.
    pub(crate) fn verdict(&self) -> Option<&Verdict> {
        match self {
            Self::Given(verdict) => Some(verdict),
            _ => None,
        }
    }
}

/// The desk of one exercise.
#[derive(Clone, PartialEq)]
pub(crate) struct Desk {
    /// What was kept of earlier work, when the desk was set up.
    pub(crate) earlier: Option<Submission>,
    pub(crate) judgement: Judgement,
    /// How many hints are shown.
    pub(crate) hints: usize,
    /// Whether the solution is shown.
    pub(crate) solution: bool,
    /// Whether it was passed, now or earlier.
    pub(crate) passed: bool,
    /// Whether the solution may be shown: after a try.
    pub(crate) tried: bool,
    /// Grows with every reset: what shows the work starts afresh.
    pub(crate) round: u32,
    /// Takes the work as it is now.
    pub(crate) on_work: Callback<Submission>,
    /// Hands the work in, to be judged by this lab.
    pub(crate) on_check: Callback<Lab>,
    pub(crate) on_hint: Callback<()>,
    pub(crate) on_solution: Callback<()>,
    pub(crate) on_reset: Callback<()>,
}

/// Work that is not yet kept.
#[derive(Default)]
struct Sheet {
    work: Option<Submission>,
    later: Option<timer::Later>,
}

/// Sets up the desk of an exercise. The component that uses it must be keyed by the exercise's id.
#[hook]
pub(crate) fn use_desk(assignment: &Assignment) -> Desk {
    let learner = use_learner();
    let judgement = use_state(Judgement::default);
    let hints = use_state(|| 0_usize);
    let solution = use_state(|| false);
    let round = use_state(|| 0_u32);
    let sheet: Rc<RefCell<Sheet>> = use_memo((), |()| RefCell::new(Sheet::default()));
    let id = assignment.exercise.id.clone();
    let mark = learner.mark(&id);
    let earlier = use_memo(*round, |round| {
        let kept = (*round == 0).then(|| learner.progress.draft(&id)).flatten();
        kept.and_then(work::read)
    });
    let tell = {
        let dispatcher = learner.dispatcher();
        move |deed| dispatcher.dispatch(Action::Did(deed))
    };
    let keep_now = {
        let (sheet, id, tell) = (sheet.clone(), id.clone(), tell.clone());
        Rc::new(move || {
            let mut sheet = sheet.borrow_mut();
            if sheet.later.take().is_some()
                && let Some(work) = &sheet.work
            {
                let work = work::write(work);
                drop(sheet);
                tell(Deed::Drafted { exercise: id.clone(), work });
            }
        })
    };
    {
        // Work that was just typed is not lost when the learner turns the page or closes it.
        let keep_now = keep_now.clone();
        use_effect_with((), move |()| {
            let at_once = keep_now.clone();
            let listening = page::on_hide(move || at_once());
            move || {
                drop(listening);
                keep_now();
            }
        });
    }
    let on_work = {
        let (sheet, keep_now, judgement) = (sheet.clone(), keep_now.clone(), judgement.clone());
        Callback::from(move |work: Submission| {
            let mut open = sheet.borrow_mut();
            if open.work.as_ref() != Some(&work) {
                // A verdict speaks of what was handed in, so it leaves when that changes.
                if open.work.is_some() && judgement.verdict().is_some_and(|verdict| !verdict.passed) {
                    judgement.set(Judgement::None);
                }
                open.work = Some(work);
                let keep_now = keep_now.clone();
                open.later = Some(timer::after(REST, move || keep_now()));
            }
        })
    };
    let on_check = {
        let (sheet, assignment, judgement) = (sheet.clone(), assignment.clone(), judgement.clone());
        let (keep_now, tell, next_try, earlier) =
            (keep_now.clone(), tell.clone(), learner.next_try(&id), earlier.clone());
        Callback::from(move |lab: Lab| {
            keep_now();
            let Some(work) = sheet.borrow().work.clone().or_else(|| (*earlier).clone()) else { return };
            let exercise = assignment.exercise.id.clone();
            judgement.set(Judgement::Pending);
            let (judgement, tell) = (judgement.clone(), tell.clone());
            let judged = move |verdict: Option<Verdict>| {
                let Some(verdict) = verdict else {
                    judgement.set(Judgement::Lost);
                    return;
                };
                tell(Deed::Attempted { exercise: exercise.clone(), try_number: next_try });
                if verdict.passed {
                    tell(Deed::Passed { exercise: exercise.clone(), points: verdict.points });
                }
                judgement.set(Judgement::Given(Rc::new(verdict)));
            };
            lab.check(assignment.whole.clone(), assignment.datasets.to_vec(), work, judged);
        })
    };
    let on_hint = {
        let (hints, id, tell) = (hints.clone(), id.clone(), tell.clone());
        Callback::from(move |()| {
            hints.set(*hints + 1);
            tell(Deed::HintShown { exercise: id.clone(), rung: (*hints + 1) as u8 });
        })
    };
    let on_solution = {
        let (solution, id, tell) = (solution.clone(), id.clone(), tell.clone());
        Callback::from(move |()| {
            solution.set(!*solution);
            tell(Deed::SolutionShown { exercise: id.clone() });
        })
    };
    let on_reset = {
        let (sheet, judgement, round, solution, id) =
            (sheet.clone(), judgement.clone(), round.clone(), solution.clone(), id.clone());
        Callback::from(move |()| {
            sheet.replace(Sheet::default());
            keep::forget_lab(&id);
            judgement.set(Judgement::None);
            solution.set(false);
            round.set(*round + 1);
            tell(Deed::Drafted { exercise: id.clone(), work: String::new() });
        })
    };
    Desk {
        earlier: (*earlier).clone(),
        judgement: (*judgement).clone(),
        hints: *hints,
        solution: *solution,
        passed: mark.passed.is_some(),
        tried: mark.tries() > 0,
        round: *round,
        on_work,
        on_check,
        on_hint,
        on_solution,
        on_reset,
    }
}
