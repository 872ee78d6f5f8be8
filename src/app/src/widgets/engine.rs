//! What every engine's widget is given, and what it owes to the page around it.
//!
//! A widget (SQL editor, terminal, vim) shows one bench and nothing else: the page around it has the buttons Check, Hint, Reset
//! and Solution, the verdict, and the tabs. The widget
//! 1. asks the [`Lab`] and shows what it hears; when [`use_lab_state`](crate::state::lab::use_lab_state)'s generation changes, the
//!    bench was laid anew: it asks for everything again (schema, prompt, view) and clears what no longer holds;
//! 2. tells [`EngineProps::on_work`] at every change what would be handed in: the editor's text, the command lines typed so far, the
//!    keys typed so far. The page keeps it and gives it back as [`EngineProps::work`] when the learner returns;
//! 3. runs [`EngineProps::run`] when its count grows: code of a runnable block in the text;
//! 4. marks the element that takes all keys with `data-takes-keys`, so that the page's own single-key shortcuts keep out.

use super::sql::SqlWidget;
use super::terminal::TerminalWidget;
use super::vim::VimEditor;
use crate::state::lab::Lab;
use course::model::{Engine, Submission};
use yew::prelude::*;

/// What a widget is given.
#[derive(Properties, PartialEq, Clone)]
pub(crate) struct EngineProps {
    /// The bench.
    pub(crate) lab: Lab,
    /// What it is called, for screen readers: the exercise's title.
    pub(crate) label: AttrValue,
    /// What stands in the editor or on the command line at first.
    #[prop_or_default]
    pub(crate) start: AttrValue,
    /// The learner's earlier work; it stands in place of `start`. For the shell and vim the bench itself was restored: the
    /// lines and keys are those that led there, to be continued, not to be typed again.
    #[prop_or_default]
    pub(crate) work: Option<Submission>,
    /// Tells what would be handed in now.
    pub(crate) on_work: Callback<Submission>,
    /// Wants it checked: Ctrl+Enter twice, `:wq`, or whatever the widget finds natural.
    #[prop_or_default]
    pub(crate) on_check: Callback<()>,
    /// Code to run now.
    #[prop_or_default]
    pub(crate) run: Run,
}

/// A wish to run code.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Run {
    /// Grows with every wish; 0: none yet.
    pub(crate) count: u32,
    /// The code.
    pub(crate) code: AttrValue,
}

/// The widget of an engine.
pub(crate) fn engine_widget(engine: Engine, props: &EngineProps) -> Html {
    let inner = props.clone();
    match engine {
        Engine::Sql => html! { <SqlWidget ..inner /> },
        Engine::Shell => html! { <TerminalWidget ..inner /> },
        Engine::Vim => html! { <VimEditor engine={inner} /> },
        Engine::Quiz | Engine::Predict | Engine::Order => Html::default(),
    }
}
