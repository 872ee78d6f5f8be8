//! The situations that a submission is replayed in: the visible one, then the hidden ones.

use course::model::{Dataset, Exercise, Variant};
use std::collections::BTreeSet;

/// One situation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Situation<'a> {
    Visible,
    /// A hidden variant of the datasets.
    Data(&'a str),
    /// A hidden change of the exercise itself.
    Changed(&'a Variant),
}

impl<'a> Situation<'a> {
    /// Its name, for hidden ones.
    pub(crate) fn hidden(self) -> Option<&'a str> {
        match self {
            Self::Visible => None,
            Self::Data(label) => Some(label),
            Self::Changed(variant) => Some(&variant.label),
        }
    }

    /// The datasets' variant.
    pub(crate) fn data(self) -> Option<&'a str> {
        match self {
            Self::Data(label) => Some(label),
            _ => None,
        }
    }

    /// The exercise's own change.
    pub(crate) fn change(self) -> Option<&'a Variant> {
        match self {
            Self::Changed(variant) => Some(variant),
            _ => None,
        }
    }
}

/// All situations of an exercise, the visible one first.
pub(crate) fn all<'a>(exercise: &'a Exercise, datasets: &'a [Dataset]) -> Vec<Situation<'a>> {
    let used = crate::setup::datasets(&exercise.setup);
    let labels: BTreeSet<&str> = datasets
        .iter()
        .filter(|dataset| used.contains(dataset.id.as_str()))
        .flat_map(|dataset| dataset.hidden.iter().map(|variant| variant.label.as_str()))
        .collect();
    std::iter::once(Situation::Visible)
        .chain(labels.into_iter().map(Situation::Data))
        .chain(exercise.hidden.iter().map(Situation::Changed))
        .collect()
}
