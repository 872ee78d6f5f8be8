//! The state that events add up to.

use crate::{Best, Deed, Draft, Event, ExerciseMark, LessonMark, Level, Skill};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All that is remembered of a learner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Lessons that were opened, by id.
    #[serde(default)]
    pub lessons: BTreeMap<String, LessonMark>,
    /// Exercises that something was done with, by id.
    #[serde(default)]
    pub exercises: BTreeMap<String, ExerciseMark>,
    /// Commands, drilled motions (`drill/w`) and golf holes (`golf/dates`) of the editor.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub skills: BTreeMap<String, Skill>,
}

impl Progress {
    /// Takes an event in. Order does not matter, nor does hearing it twice.
    pub fn apply(&mut self, event: &Event) {
        let at = event.at;
        let skill = match &event.deed {
            Deed::Used { skill } => Some((skill.clone(), Skill { used: Some(at), ..Skill::default() })),
            Deed::Drilled { skill, level } => {
                let level = Level { at, device: event.device, level: *level };
                Some((format!("drill/{skill}"), Skill { level: Some(level), ..Skill::default() }))
            }
            Deed::Golfed { skill, strokes, keys } => {
                let best = Best { strokes: *strokes, keys: keys.clone() };
                Some((format!("golf/{skill}"), Skill { best: Some(best), ..Skill::default() }))
            }
            _ => None,
        };
        if let Some((id, mark)) = skill {
            self.skills.entry(id).or_default().join(&mark);
        }
        let (exercise, mark) = match &event.deed {
            Deed::Opened { lesson } => {
                let mark = LessonMark { first: at, last: at };
                self.lessons.entry(lesson.clone()).and_modify(|mine| mine.join(&mark)).or_insert(mark);
                return;
            }
            Deed::Attempted { exercise, try_number } => {
                (exercise, ExerciseMark { tries: [(event.device, *try_number)].into(), ..ExerciseMark::default() })
            }
            Deed::Passed { exercise, points } => {
                (exercise, ExerciseMark { passed: Some(at), points: *points, ..ExerciseMark::default() })
            }
            Deed::HintShown { exercise, rung } => {
                (exercise, ExerciseMark { hints: u32::from(*rung), ..ExerciseMark::default() })
            }
            Deed::SolutionShown { exercise } => {
                (exercise, ExerciseMark { solution: Some(at), ..ExerciseMark::default() })
            }
            Deed::Drafted { exercise, work } => {
                let draft = Draft { at, device: event.device, work: work.clone() };
                (exercise, ExerciseMark { draft: Some(draft), ..ExerciseMark::default() })
            }
            Deed::Used { .. } | Deed::Drilled { .. } | Deed::Golfed { .. } => return,
        };
        self.exercises.entry(exercise.clone()).or_default().join(&mark);
    }

    /// Takes in all that another device, or another tab, remembers.
    pub fn merge(&mut self, other: &Self) {
        for (lesson, mark) in &other.lessons {
            self.lessons.entry(lesson.clone()).and_modify(|mine| mine.join(mark)).or_insert_with(|| mark.clone());
        }
        for (exercise, mark) in &other.exercises {
            self.exercises.entry(exercise.clone()).or_default().join(mark);
        }
        for (id, skill) in &other.skills {
            self.skills.entry(id.clone()).or_default().join(skill);
        }
    }

    /// Whether nothing was done yet.
    pub fn is_empty(&self) -> bool {
        self.lessons.is_empty() && self.exercises.is_empty() && self.skills.is_empty()
    }

    /// Whether this exercise was passed.
    pub fn has_passed(&self, exercise: &str) -> bool {
        self.exercises.get(exercise).is_some_and(|mark| mark.passed.is_some())
    }

    /// How well a motion is known, if it was ever drilled.
    pub fn drilled(&self, skill: &str) -> Option<u8> {
        self.skills.get(&format!("drill/{skill}"))?.level.as_ref().map(|level| level.level)
    }

    /// The fewest keys for a golf hole.
    pub fn best(&self, hole: &str) -> Option<&Best> {
        self.skills.get(&format!("golf/{hole}"))?.best.as_ref()
    }

    /// Whether this lesson was opened.
    pub fn has_opened(&self, lesson: &str) -> bool {
        self.lessons.contains_key(lesson)
    }

    /// Points earned in all.
    pub fn points(&self) -> u32 {
        self.exercises.values().fold(0, |sum, mark| sum.saturating_add(mark.points))
    }

    /// The lesson that was opened last.
    pub fn last_lesson(&self) -> Option<&str> {
        self.lessons.iter().max_by_key(|(id, mark)| (mark.last, *id)).map(|(id, _)| id.as_str())
    }

    /// The work left in an exercise, unless it was started afresh.
    pub fn draft(&self, exercise: &str) -> Option<&str> {
        let draft = self.exercises.get(exercise)?.draft.as_ref()?;
        (!draft.work.is_empty()).then_some(draft.work.as_str())
    }
}
