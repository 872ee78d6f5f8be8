//! A lab that only judges: for quizzes, predictions and orders, which have no bench of their own.

use super::content::Unread;
use super::lab::{Lab, Start};
use course::model::Engine;
use std::cell::OnceCell;

thread_local! {
    static JUDGE: OnceCell<Lab> = const { OnceCell::new() };
}

/// The page's judge; it is called in when it is first needed.
pub(crate) fn judge() -> Lab {
    JUDGE.with(|judge| {
        let call_in = || {
            let start = Start { engine: Engine::Quiz, setup: Unread::nothing(), datasets: Vec::new() };
            Lab::open(start, None, None)
        };
        judge.get_or_init(call_in).clone()
    })
}
