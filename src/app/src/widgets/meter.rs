//! How far something is: a bar with its figures, and a round mark.

use super::icon::{Shape, icon};
use crate::words::Words;
use yew::prelude::*;

/// A bar and `0/16`; `label` says what is counted, for screen readers.
pub(crate) fn meter(done: usize, all: usize, label: AttrValue, words: &Words) -> Html {
    let args = [("done", done.into()), ("all", all.into())];
    html! {
        <div class="meter">
            <progress max={all.max(1).to_string()} value={done.to_string()} aria-label={label}>
                { words.with("progress-done", &args) }
            </progress>
            <span aria-hidden="true">{ words.with("progress-short", &args) }</span>
        </div>
    }
}

/// How far one thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    New,
    Begun,
    Done,
}

impl Standing {
    /// Done, begun or new.
    pub(crate) fn of(done: bool, begun: bool) -> Self {
        match (done, begun) {
            (true, _) => Self::Done,
            (false, true) => Self::Begun,
            (false, false) => Self::New,
        }
    }
}

/// A round mark, with a number inside as long as it is not done; its words are read, not shown.
pub(crate) fn status(standing: Standing, number: Option<usize>, words: &Words) -> Html {
    let (class, message) = match standing {
        Standing::New => ("", "status-new"),
        Standing::Begun => ("status-begun", "status-begun"),
        Standing::Done => ("status-done", "status-done"),
    };
    html! {
        <span class={classes!("status", class)}>
            if standing == Standing::Done {
                { icon(Shape::Check) }
            } else if let Some(number) = number {
                <span aria-hidden="true">{ number }</span>
            }
            <span class="visually-hidden">{ words.say(message) }</span>
        </span>
    }
}
