//! What travels between the page and the worker, each with the number of the question it belongs to: JSON texts one way,
//! postcard's bytes the other.
//!
//! The page writes setups, exercises and datasets as the packer wrote them; the worker reads them with the course's own types.
//! Hence the type arguments: `S` a setup, `D` a dataset, `E` an exercise.

use base::Diagnostic;
use course::model::{Engine, Submission, Verdict};
use lab::protocol::{Request, Response};
use serde::{Deserialize, Serialize};

/// From the page to the lab.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ToLab<S, D, E> {
    /// Puts a situation on the bench, or what was saved of it; answered by [`FromLab::Opened`].
    Open { id: u32, start: Start<S, D>, saved: Option<String> },
    /// Asks the lab on the bench; answered by [`FromLab::Answer`].
    Ask { id: u32, request: Request },
    /// Wants everything that is needed to go on later; answered by [`FromLab::Saved`].
    Save { id: u32 },
    /// Wants a submission judged, in labs of its own; answered by [`FromLab::Verdict`].
    Check { id: u32, exercise: E, datasets: Vec<D>, submission: Submission },
    /// Wants to know that it listens; answered by [`FromLab::Here`].
    Ping { id: u32 },
}

/// A situation to start from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Start<S, D> {
    /// The engine it is for.
    pub(crate) engine: Engine,
    /// What stands there.
    pub(crate) setup: S,
    /// At least the datasets that it names.
    pub(crate) datasets: Vec<D>,
}

/// From the lab to the page.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FromLab {
    /// The worker is there and listens.
    Ready,
    /// The bench is laid; `failure` says why it is not.
    Opened { id: u32, failure: Option<Diagnostic> },
    /// An answer. While a command runs, more answers with the same number follow: `last` says that none does.
    Answer { id: u32, response: Box<Response>, last: bool },
    /// Bytes in base 64.
    Saved { id: u32, saved: String },
    /// A judgement.
    Verdict { id: u32, verdict: Box<Verdict> },
    /// It listens.
    Here { id: u32 },
}
