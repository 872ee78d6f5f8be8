//! Keys played again: what each command was, and how the text stood after so many keys.

use crate::bench::EditorBench;
use crate::setup::VimSetup;
use serde::{Deserialize, Serialize};
use vim::explain::Explanation;
use vim::{Key, View, notation};

/// Keys that are replayed at most: more is no exercise.
const MOST: usize = 2_000;

/// One command of a replay, with what was typed in Insert mode after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplayStep {
    /// Keys typed before it.
    pub from: usize,
    /// Its keys, in notation.
    pub keys: String,
    /// What it does.
    pub explanation: Explanation,
}

/// How the editor stands after the first `count` of `keys` in a window of `size` rows and columns, and how many keys there are.
pub(crate) fn replay(setup: &VimSetup, keys: &str, count: usize, size: (usize, usize)) -> (View, usize) {
    let keys = Key::parse(keys);
    let mut bench = EditorBench::open(setup);
    bench.resize(size.1, size.0);
    bench.type_keys(&notation(&keys[..count.min(keys.len()).min(MOST)]));
    (bench.view(), keys.len())
}

/// The commands of these keys, in order.
pub(crate) fn steps(setup: &VimSetup, keys: &str) -> Vec<ReplayStep> {
    let keys = Key::parse(keys);
    let mut bench = EditorBench::open(setup);
    let mut steps: Vec<ReplayStep> = Vec::new();
    let mut from = 0;
    for (at, key) in keys.iter().enumerate().take(MOST) {
        if bench.editor().is_idle() {
            from = at;
        }
        let before = bench.editor().commands_completed();
        bench.type_keys(&key.to_string());
        if bench.editor().commands_completed() > before
            && let Some(explanation) = bench.editor().last_explanation()
        {
            // A command line completes the command that opened it.
            let opened = |step: &mut ReplayStep| {
                let keys = &step.explanation.keys;
                keys.ends_with([':', '!']) && explanation.keys.len() > keys.len() && explanation.keys.starts_with(keys)
            };
            if let Some(opener) = steps.pop_if(opened) {
                from = opener.from;
            }
            steps.push(ReplayStep { from, keys: String::new(), explanation });
            from = at + 1;
        }
    }
    let ends: Vec<usize> = steps.iter().skip(1).map(|step| step.from).chain([keys.len()]).collect();
    for (step, end) in steps.iter_mut().zip(ends) {
        step.keys = notation(&keys[step.from.min(end)..end]);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_cut_into_commands() {
        let setup = VimSetup { path: "a.txt".into(), text: "one two\nthree\n".into(), cursor: None };
        let keys = |text: &str| steps(&setup, text).into_iter().map(|step| (step.from, step.keys)).collect::<Vec<_>>();
        assert_eq!(keys("d2wA!<Esc>j"), [(0, "d2w".into()), (3, "A!<Esc>".into()), (6, "j".into())]);
        assert_eq!(keys(":s/o/0/<CR>x"), [(0, ":s/o/0/<CR>".into()), (8, "x".to_owned())]);
        assert_eq!(keys("vjd"), [(0, "v".into()), (1, "j".into()), (2, "d".into())]);
        let (view, all) = replay(&setup, "dwx", 2, (5, 80));
        assert_eq!((view.lines[0].text.as_str(), all), ("two", 3));
    }
}
