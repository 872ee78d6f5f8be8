//! Pass rates by folder.

use std::collections::BTreeMap;
use std::fmt;

/// What became of a folder's records.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) passed: usize,
    pub(super) failed: usize,
    /// What was left out, by reason.
    pub(super) skipped: BTreeMap<&'static str, usize>,
}

impl Tally {
    fn rate(&self) -> f64 {
        100.0 * self.passed as f64 / ((self.passed + self.failed).max(1)) as f64
    }

    fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        for (reason, count) in &other.skipped {
            *self.skipped.entry(reason).or_default() += count;
        }
    }
}

/// The folders in order.
#[derive(Default)]
pub(super) struct Report {
    folders: BTreeMap<String, Tally>,
}

impl Report {
    /// The tally of the folder a file lies in.
    pub(super) fn folder(&mut self, file: &str) -> &mut Tally {
        let folder = file.rsplit_once('/').map_or(".", |(folder, _)| folder);
        self.folders.entry(folder.to_owned()).or_default()
    }

    /// How many records failed.
    pub(super) fn failed(&self) -> usize {
        self.folders.values().map(|tally| tally.failed).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = Tally::default();
        for (folder, tally) in &self.folders {
            let skipped: usize = tally.skipped.values().sum();
            let (passed, total) = (tally.passed, tally.passed + tally.failed);
            writeln!(f, "{folder:60} {passed:6} of {total:6}  {:6.2} %  {skipped:5} skipped", tally.rate())?;
            all.add(tally);
        }
        if self.folders.len() > 1 {
            writeln!(f, "{:60} {:6} of {:6}  {:6.2} %", "all", all.passed, all.passed + all.failed, all.rate())?;
        }
        for (reason, count) in &all.skipped {
            writeln!(f, "skipped: {count:6} {reason}")?;
        }
        writeln!(f, "{} passed, {} failed", all.passed, all.failed)
    }
}
