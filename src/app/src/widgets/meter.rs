//! How far something is: a bar with its figures, and a round mark.

use super::icon::{Icon, Shape};
use crate::words::use_words;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct MeterProps {
    pub(crate) done: usize,
    pub(crate) all: usize,
    /// What is counted, for screen readers.
    pub(crate) label: AttrValue,
}

/// A bar and `0/16`.
#[function_component]
pub(crate) fn Meter(props: &MeterProps) -> Html {
    let words = use_words();
    let args = [("done", props.done.into()), ("all", props.all.into())];
    html! {
        <div class="meter">
            <progress max={props.all.max(1).to_string()} value={props.done.to_string()} aria-label={props.label.clone()}>
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

#[derive(Properties, PartialEq)]
pub(crate) struct StatusProps {
    pub(crate) standing: Standing,
    /// Shown inside as long as it is not done.
    #[prop_or_default]
    pub(crate) number: Option<usize>,
}

/// A round mark; its words are read, not shown.
#[function_component]
pub(crate) fn Status(props: &StatusProps) -> Html {
    let words = use_words();
    let (class, message) = match props.standing {
        Standing::New => ("", "status-new"),
        Standing::Begun => ("status-begun", "status-begun"),
        Standing::Done => ("status-done", "status-done"),
    };
    html! {
        <span class={classes!("status", class)}>
            if props.standing == Standing::Done {
                <Icon shape={Shape::Check} />
            } else if let Some(number) = props.number {
                <span aria-hidden="true">{ number }</span>
            }
            <span class="visually-hidden">{ words.say(message) }</span>
        </span>
    }
}
