//! Cheaper ways: the same commands in fewer keys.

use crate::command::{Action, Command, Insert, Motion, Operator, Target};
use crate::key::notation;
use serde::{Deserialize, Serialize};

/// A cheaper way to have typed the last commands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// Its id in the catalogues: `vim-advice-count`, `vim-advice-line-end`, ….
    pub id: String,
    /// What was typed, in notation.
    pub typed: String,
    /// What does the same, in notation; several ways.
    pub instead: Vec<String>,
}

/// Two commands that differ in nothing but their keys.
fn same(a: &Command, b: &Command) -> bool {
    a.register == b.register
        && a.count == b.count
        && a.operator == b.operator
        && a.force == b.force
        && a.target_count == b.target_count
        && a.target == b.target
}

/// The keys of a command without its counts.
fn bare(command: &Command) -> String {
    let keys = notation(&command.typed);
    keys.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// What takes no count, or means something else with one.
fn takes_count(command: &Command) -> bool {
    match &command.target {
        Target::Motion(motion) => !matches!(
            motion,
            Motion::LineHome
                | Motion::FirstNonBlank
                | Motion::FirstLine
                | Motion::LastLine
                | Motion::Percent
                | Motion::Column
                | Motion::Mark { .. }
                | Motion::WindowMiddle
                | Motion::Search { .. }
                | Motion::Ex { .. }
        ),
        Target::Lines | Target::Object(_) => true,
        Target::Selection => false,
        Target::Action(action) => matches!(
            action,
            Action::ToggleCase
                | Action::Join { .. }
                | Action::Put { .. }
                | Action::Undo
                | Action::Redo
                | Action::Add
                | Action::Subtract
                | Action::Repeat
                | Action::Play(_)
        ),
    }
}

/// A cheaper way for the last of these commands; none when they are fine.
pub fn cheaper(recent: &[Command]) -> Option<Advice> {
    let last = recent.last()?;
    single(last).or_else(|| pair(recent)).or_else(|| repeated(recent))
}

fn advice(id: &str, typed: String, instead: &[&str]) -> Advice {
    Advice { id: format!("vim-advice-{id}"), typed, instead: instead.iter().map(|way| (*way).to_owned()).collect() }
}

/// One command with a shorter spelling.
fn single(command: &Command) -> Option<Advice> {
    let typed = notation(&command.typed);
    if command.count.is_some()
        || command.target_count.is_some()
        || command.register.is_some()
        || command.force.is_some()
    {
        return None;
    }
    let short = match (command.operator?, &command.target) {
        (Operator::Delete, Target::Motion(Motion::LineEnd)) => "D",
        (Operator::Change, Target::Motion(Motion::LineEnd)) => "C",
        (Operator::Delete, Target::Motion(Motion::Right)) => "x",
        (Operator::Delete, Target::Motion(Motion::Left)) => "X",
        (Operator::Change, Target::Motion(Motion::Right)) => "s",
        _ => return None,
    };
    (typed != short).then(|| advice("shorter", typed, &[short]))
}

/// Two commands that one command does.
fn pair(recent: &[Command]) -> Option<Advice> {
    let [.., first, second] = recent else { return None };
    let typed = format!("{}{}", notation(&first.typed), notation(&second.typed));
    let plain = |command: &Command, motion: &Motion| {
        command.operator.is_none()
            && command.total_count().is_none()
            && command.target == Target::Motion(motion.clone())
    };
    let inserts = |how| second.target == Target::Action(Action::Insert(how));
    if plain(first, &Motion::LineEnd) && inserts(Insert::After) {
        return Some(advice("combined", typed, &["A"]));
    }
    if plain(first, &Motion::FirstNonBlank) && inserts(Insert::Before) {
        return Some(advice("combined", typed, &["I"]));
    }
    if plain(first, &Motion::Right) && inserts(Insert::Before) {
        return Some(advice("combined", typed, &["a"]));
    }
    let deletes = first.operator == Some(Operator::Delete);
    if deletes && first.target == Target::Lines && inserts(Insert::Above) && first.total_count().is_none() {
        return Some(advice("combined", typed, &["cc", "S"]));
    }
    if deletes && inserts(Insert::Before) {
        let keys = bare(first);
        if let Some(rest) = keys.strip_prefix('d') {
            return Some(advice("change", typed, &[&format!("c{rest}")]));
        }
        if keys == "x" {
            return Some(advice("change", typed, &["s"]));
        }
    }
    None
}

/// The same command several times in a row: a count, or a longer motion.
fn repeated(recent: &[Command]) -> Option<Advice> {
    let last = recent.last()?;
    if last.total_count().is_some() || !takes_count(last) {
        return None;
    }
    let times = recent.iter().rev().take_while(|command| same(command, last)).count();
    if times < 3 {
        return None;
    }
    let keys = bare(last);
    if keys.chars().count() * times <= keys.chars().count() + 1 {
        return None;
    }
    let typed = keys.repeat(times);
    let counted = format!("{times}{keys}");
    let mut ways = vec![counted.as_str()];
    match (last.operator, &last.target) {
        (Some(Operator::Delete), Target::Motion(Motion::Right)) => ways.push("dw"),
        (None, Target::Motion(Motion::Right)) => ways.extend(["w", "e", "f"]),
        (None, Target::Motion(Motion::Left)) => ways.extend(["b", "F"]),
        (None, Target::Motion(Motion::Down)) => ways.extend(["}", "/"]),
        (None, Target::Motion(Motion::Up)) => ways.extend(["{", "?"]),
        (Some(_), _) => ways.push("."),
        _ => {}
    }
    Some(advice("count", typed, &ways))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Editor;

    fn after(keys: &str) -> Option<Advice> {
        let mut editor = Editor::new(["one two three four five six seven"; 9]);
        editor.feed_notation(keys);
        editor.advice()
    }

    #[test]
    fn four_x_are_one_command() {
        let advice = after("xxxx").expect("it can be shorter");
        assert_eq!((advice.typed.as_str(), advice.instead), ("xxxx", vec!["4x".to_owned(), "dw".to_owned()]));
        assert_eq!(after("4x"), None);
        assert_eq!(after("$aend<Esc>").map(|advice| advice.instead), Some(vec!["A".to_owned()]));
        assert_eq!(after("d$").map(|advice| advice.instead), Some(vec!["D".to_owned()]));
        assert_eq!(after("dwinew<Esc>").map(|advice| advice.instead), Some(vec!["cw".to_owned()]));
    }
}
