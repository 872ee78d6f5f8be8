//! The drill: a place of a board is to be reached, in as few keys as one motion needs; what is weak comes more often.
//!
//! Everything follows from the seed, the levels and the keys, so a drill can be played again.

use base::Rng;
use serde::{Deserialize, Serialize};
use vim::{Editor, Key};

const BOARD: &str = include_str!("../../../../content/vim/board.txt");

/// Motions and the keys that stand for them; `{n}` is a count from 2 to 4, `{c}` a character of the line.
const SKILLS: [(&str, &str); 30] = [
    ("l", "{n}l"),
    ("h", "{n}h"),
    ("j", "{n}j"),
    ("k", "{n}k"),
    ("w", "w"),
    ("b", "b"),
    ("e", "e"),
    ("ge", "ge"),
    ("2w", "{n}w"),
    ("2b", "{n}b"),
    ("W", "W"),
    ("B", "B"),
    ("E", "E"),
    ("0", "0"),
    ("^", "^"),
    ("$", "$"),
    ("g_", "g_"),
    ("f", "f{c}"),
    ("F", "F{c}"),
    ("t", "t{c}"),
    ("T", "T{c}"),
    ("%", "%"),
    ("{", "{"),
    ("}", "}"),
    ("(", "("),
    (")", ")"),
    ("gg", "gg"),
    ("G", "G"),
    ("*", "*"),
    ("M", "M"),
];

/// The highest level: what is known well.
pub(crate) const TOP: u8 = 4;

/// What a drill shows beside its board.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrillState {
    /// Places reached so far.
    pub done: u32,
    /// Of these, in as few keys as were needed.
    pub right: u32,
    /// Keys that are enough for the place that is shown now.
    pub par: u32,
    /// What came of the place before, just when it was reached or given up.
    pub last: Option<DrillResult>,
}

/// What came of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrillResult {
    /// The motion that leads there; its level is what changed.
    pub skill: String,
    /// The keys that lead there, in notation.
    pub keys: String,
    /// Keys used; 0: given up.
    pub used: u32,
    /// Whether no more were used than needed.
    pub right: bool,
    /// The skill's new level, from 0 (weak) to 4 (known).
    pub level: u8,
}

/// A drill.
#[derive(Clone, Debug)]
pub(crate) struct Drill {
    rng: Rng,
    levels: Vec<u8>,
    skill: usize,
    keys: String,
    start: (usize, usize),
    pub(crate) target: (usize, usize),
    pub(crate) state: DrillState,
    /// Keys typed when this place was shown.
    since: u64,
}

impl Drill {
    /// Starts one; skills that are not named have level 0.
    pub(crate) fn new(seed: u64, known: &[(String, u8)]) -> Self {
        let level =
            |skill: &str| known.iter().find(|(name, _)| name == skill).map_or(0, |(_, level)| (*level).min(TOP));
        let mut drill = Self {
            rng: Rng::new(seed),
            levels: SKILLS.iter().map(|(skill, _)| level(skill)).collect(),
            skill: 0,
            keys: String::new(),
            start: (1, 1),
            target: (1, 1),
            state: DrillState::default(),
            since: 0,
        };
        drill.draw();
        drill
    }

    /// The board, its cursor at the start of the way.
    pub(crate) fn editor(&self) -> Editor {
        let mut editor = Editor::new(BOARD.lines());
        editor.set_cursor(self.start.0, self.start.1);
        editor
    }

    /// After a key: has the place been reached? The board is then to be laid anew.
    pub(crate) fn look(&mut self, editor: &Editor, keystrokes: u64) -> bool {
        self.state.last = None;
        let used = keystrokes - self.since;
        let reached = editor.is_idle() && editor.cursor() == self.target && used > 0;
        if reached {
            self.finish(used as u32);
            self.since = keystrokes;
        }
        reached
    }

    /// The learner gives this place up.
    pub(crate) fn give_up(&mut self, keystrokes: u64) {
        self.finish(0);
        self.since = keystrokes;
    }

    fn finish(&mut self, used: u32) {
        let right = used > 0 && used <= self.state.par;
        let level = &mut self.levels[self.skill];
        *level = if right { (*level + 1).min(TOP) } else { 0 };
        let last =
            DrillResult { skill: SKILLS[self.skill].0.to_owned(), keys: self.keys.clone(), used, right, level: *level };
        self.state.done += 1;
        self.state.right += u32::from(right);
        self.draw();
        self.state.last = Some(last);
    }

    /// Draws a skill, the weaker the likelier, and a way on the board that it shortens.
    fn draw(&mut self) {
        let before = self.skill;
        for _ in 0..200 {
            let weights: Vec<u64> = self.levels.iter().map(|level| 1 << (TOP - level)).collect();
            let mut at = self.rng.below(weights.iter().sum());
            let skill = weights.iter().position(|weight| {
                let here = at < *weight;
                at = at.saturating_sub(*weight);
                here
            });
            let skill = skill.unwrap_or(0);
            if skill == before && self.state.done > 0 {
                continue;
            }
            if self.lay(skill) {
                return;
            }
        }
        // The board has a way for every skill; words to the right are one for all cases.
        self.lay(4);
    }

    fn lay(&mut self, skill: usize) -> bool {
        let lines: Vec<&str> = BOARD.lines().collect();
        let line = self.rng.below(lines.len() as u64) as usize;
        let width = lines[line].len() as u64;
        if width == 0 {
            return false;
        }
        let start = (line + 1, self.rng.below(width) as usize + 1);
        let count = self.rng.below(3) + 2;
        let wanted = lines[line].as_bytes()[self.rng.below(width) as usize];
        let template = SKILLS[skill].1;
        if template.contains("{c}") && wanted == b' ' {
            return false;
        }
        let keys = template.replace("{n}", &count.to_string()).replace("{c}", &char::from(wanted).to_string());
        let mut editor = Editor::new(BOARD.lines());
        editor.set_cursor(start.0, start.1);
        let typed = Key::raw(&keys);
        editor.feed_keys(&typed);
        let target = editor.cursor();
        let apart = target.0 != start.0 || target.1.abs_diff(start.1) > usize::from(typed.len() > 1);
        if !apart || !editor.is_idle() {
            return false;
        }
        (self.skill, self.keys, self.start, self.target) = (skill, keys, start, target);
        self.state.par = typed.len() as u32;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays the known ways for some rounds; returns how often each skill came.
    fn rounds(seed: u64, known: &[(String, u8)], right: bool) -> Vec<String> {
        let mut drill = Drill::new(seed, known);
        let mut keystrokes = 0;
        let mut skills = Vec::new();
        for _ in 0..120 {
            let mut editor = drill.editor();
            let keys = if right { drill.keys.clone() } else { format!("ia<Esc>u{}", drill.keys) };
            for key in Key::parse(&keys) {
                editor.step(key);
                keystrokes += 1;
            }
            if right {
                assert!(drill.look(&editor, keystrokes), "{} from {:?} to {:?}", drill.keys, drill.start, drill.target);
                assert_eq!(drill.state.last.as_ref().map(|last| last.right), Some(true));
            } else {
                drill.give_up(keystrokes);
            }
            skills.push(drill.state.last.clone().expect("a place was left").skill);
        }
        skills
    }

    #[test]
    fn the_same_seed_draws_the_same() {
        assert_eq!(rounds(3, &[], true), rounds(3, &[], true));
        assert_ne!(rounds(3, &[], true), rounds(4, &[], true));
    }

    #[test]
    fn every_skill_has_a_way_and_weak_ones_come_more_often() {
        let all: std::collections::BTreeSet<String> = (0..6).flat_map(|seed| rounds(seed, &[], true)).collect();
        assert_eq!(all.len(), SKILLS.len(), "{all:?}");
        let known: Vec<(String, u8)> =
            SKILLS.iter().map(|(skill, _)| ((*skill).to_owned(), if *skill == "e" { 0 } else { TOP })).collect();
        let often = rounds(9, &known, false).iter().filter(|skill| *skill == "e").count();
        assert!(often > 8, "{often}");
    }
}
