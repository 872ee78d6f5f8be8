//! From judged checks to a verdict.

use base::{Arg, Diagnostic};
use course::model::{Check, Exercise, Failure, Outcome, Verdict};
use std::collections::BTreeMap;

/// Named values for the words of a check.
pub(crate) type Args = BTreeMap<String, Arg>;

/// What one check says of a replay.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Judged {
    /// It holds; or, for a recognising check, it has nothing to say.
    Holds,
    /// It does not hold; or, for a recognising check, it recognises the mistake.
    Speaks(Args),
}

impl Judged {
    /// Speaks with these arguments unless `holds`.
    pub(crate) fn unless(holds: bool, args: impl FnOnce() -> Args) -> Self {
        if holds { Self::Holds } else { Self::Speaks(args()) }
    }

    pub(crate) fn holds(&self) -> bool {
        self == &Self::Holds
    }
}

/// A verdict with nothing said yet: not passed.
pub(crate) fn open(exercise: &Exercise) -> Verdict {
    Verdict { exercise: exercise.id.clone(), max: exercise.points, ..Verdict::default() }
}

/// All deciding checks hold everywhere.
pub(crate) fn passed(exercise: &Exercise) -> Verdict {
    let checks = exercise.checks.iter().filter(|check| check.decides());
    Verdict {
        passed: true,
        points: exercise.points,
        checks: checks.map(|check| Outcome { check: check.id.clone(), passed: true }).collect(),
        ..open(exercise)
    }
}

/// Only the engine, or the grading itself, has something to say.
pub(crate) fn refused(exercise: &Exercise, diagnostic: Diagnostic) -> Verdict {
    Verdict { diagnostic: Some(diagnostic), ..open(exercise) }
}

/// Judges one situation: `None` when all deciding checks hold. Recognising checks are only asked when one does not.
pub(crate) fn judge(
    exercise: &Exercise,
    hidden: Option<&str>,
    mut ask: impl FnMut(&Check) -> Judged,
) -> Option<Verdict> {
    let decided: Vec<(&Check, Judged)> =
        exercise.checks.iter().filter(|check| check.decides()).map(|check| (check, ask(check))).collect();
    if decided.iter().all(|(_, judged)| judged.holds()) {
        return None;
    }
    let mut failed = None;
    for check in &exercise.checks {
        let judged = match decided.iter().find(|(other, _)| std::ptr::eq(*other, check)) {
            Some((_, judged)) => judged.clone(),
            None => ask(check),
        };
        if let Judged::Speaks(args) = judged {
            failed = Some(Failure { check: check.id.clone(), args });
            break;
        }
    }
    let checks = decided.iter().map(|(check, judged)| Outcome { check: check.id.clone(), passed: judged.holds() });
    Some(Verdict { failed, checks: checks.collect(), hidden: hidden.map(str::to_owned), ..open(exercise) })
}

/// Named values from pairs.
pub(crate) fn args<const N: usize>(pairs: [(&str, Arg); N]) -> Args {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
