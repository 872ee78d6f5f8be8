//! Explaining commands from their tree: ids and arguments, whose words live in the catalogues, and cheaper ways.
//!
//! `d2w` is the operator `vim-operator-delete`, the count 2 and the target `vim-motion-word-forward`, exclusive.

mod advice;
mod ex;
mod names;
mod next;

pub use advice::Advice;
pub(crate) use advice::Scene;
pub(crate) use names::variant;
pub use next::NextKey;

use crate::command::{Action, Command, Motion, Operator, Target};
use crate::editor::{Editor, Mode};
use crate::key::{Key, notation};
use serde::{Deserialize, Serialize};

/// What a part of a command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// `"a`
    Register,
    /// A number.
    Count,
    /// `d`, `c`, `gU`, …
    Operator,
    /// `v`, `V` or Ctrl-V after an operator.
    Force,
    /// A motion.
    Motion,
    /// A text object.
    Object,
    /// The operator doubled: whole lines.
    Lines,
    /// The Visual area.
    Selection,
    /// A command that stands alone.
    Action,
    /// Lines of an Ex command.
    Range,
    /// An Ex command.
    Ex,
    /// What an Ex command is given: a pattern, a text, a flag.
    Argument,
}

/// One part of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// Its id in the catalogues, such as `vim-motion-word-forward`.
    pub id: String,
    /// Its keys, in notation.
    pub keys: String,
    /// A character, number or text that its words need; empty when they need none.
    pub value: String,
}

/// A command explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// All its keys, in notation.
    pub keys: String,
    /// Its parts, in the order register, count, operator, count, target.
    pub parts: Vec<Part>,
    /// How often it is done, both counts multiplied; 1 when there is none, 0 where none means something else than one.
    pub times: usize,
    /// Whether the motion's last character belongs to it; none where that means nothing.
    pub inclusive: Option<bool>,
}

fn part(role: Role, id: String, value: String) -> Part {
    Part { role, keys: String::new(), id, value }
}

/// Cuts the keys of a command into those of its parts. Shorthands such as `x` leave nothing for their target.
fn give_keys(explanation: &mut Explanation, typed: &[Key]) {
    let mut rest = typed;
    let mut take = |count: usize| {
        let (taken, after) = rest.split_at(count.min(rest.len()));
        rest = after;
        notation(taken)
    };
    let digits = |from: usize| typed[from.min(typed.len())..].iter().take_while(|key| key.0.is_ascii_digit()).count();
    let mut at = 0;
    let last = explanation.parts.len().saturating_sub(1);
    for (index, part) in explanation.parts.iter_mut().enumerate() {
        let count = match part.role {
            _ if index == last => typed.len(),
            Role::Register => 2,
            Role::Count => digits(at),
            Role::Operator if typed.get(at).is_some_and(|key| matches!(key.0, 'g' | 'z')) => 2,
            _ => 1,
        };
        part.keys = take(count);
        at += count;
    }
}

/// Explains a command from its tree.
pub fn explain(command: &Command) -> Explanation {
    let mut parts = Vec::new();
    let keys = notation(&command.typed);
    if let Some(line) = entered(command) {
        ex::parts(&line, 0, &mut parts);
        if parts.is_empty() {
            parts.push(part(Role::Ex, "vim-ex-empty".into(), String::new()));
        }
        return Explanation { keys, parts, times: command.total_count().unwrap_or(1), inclusive: None };
    }
    if let Some(register) = command.register {
        parts.push(part(Role::Register, "vim-part-register".into(), register.to_string()));
    }
    if let Some(count) = command.count {
        parts.push(part(Role::Count, "vim-part-count".into(), count.to_string()));
    }
    if let Some(operator) = command.operator {
        let (name, value) = names::operator(operator);
        parts.push(part(Role::Operator, format!("vim-operator-{name}"), value));
    }
    if let Some(force) = command.force.filter(|_| command.target != Target::Selection) {
        let id = match force {
            'V' => "vim-force-line",
            'v' => "vim-force-char",
            _ => "vim-force-block",
        };
        parts.push(part(Role::Force, id.into(), String::new()));
    }
    if let Some(count) = command.target_count {
        parts.push(part(Role::Count, "vim-part-count".into(), count.to_string()));
    }
    let mut inclusive = None;
    parts.push(match &command.target {
        Target::Motion(motion) => {
            inclusive = names::inclusive(motion);
            let (name, value) = names::motion(motion);
            part(Role::Motion, format!("vim-motion-{name}"), value)
        }
        Target::Object(object) => {
            let around = if object.around { "around" } else { "inner" };
            part(Role::Object, format!("vim-object-{around}-{}", names::object(object.name)), object.name.to_string())
        }
        Target::Lines => part(Role::Lines, "vim-target-lines".into(), String::new()),
        Target::Selection => part(Role::Selection, "vim-target-selection".into(), String::new()),
        Target::Action(action) => {
            let (name, value) = names::action(action);
            part(Role::Action, format!("vim-action-{name}"), value)
        }
    });
    let keys = match &command.target {
        Target::Motion(Motion::Search { text: Some(text), .. } | Motion::Ex { text: Some(text) }) => {
            format!("{keys}{}<CR>", notation(&Key::raw(text)))
        }
        _ => keys,
    };
    let none = usize::from(!matches!(command.target, Target::Motion(Motion::LastLine)));
    let mut explanation = Explanation { keys, parts, times: command.total_count().unwrap_or(none), inclusive };
    give_keys(&mut explanation, &command.typed);
    explanation
}

impl Editor {
    /// The last complete command, explained.
    pub fn last_explanation(&self) -> Option<Explanation> {
        self.recent.last().map(explain)
    }

    /// The last complete commands, oldest first, at most sixteen.
    pub fn recent_commands(&self) -> &[Command] {
        &self.recent
    }

    /// Commands completed so far; when it grows, [`Self::last_explanation`] is a new one.
    pub fn commands_completed(&self) -> u64 {
        self.completed
    }

    /// Does it wait in Normal mode for the first key of a command?
    pub fn is_idle(&self) -> bool {
        self.mode == Mode::Normal && self.visual.is_none() && self.pending.is_empty()
    }

    /// A command line was entered: it completes the command that opened it.
    pub(crate) fn note_command_line(&mut self, text: &str) {
        if self.nesting == 0
            && !self.replaying
            && let Some(last) = self.recent.last_mut()
            && opens_command_line(last)
        {
            last.typed.extend(Key::raw(text));
            last.typed.push(Key(crate::key::CR));
            self.completed += 1;
        }
    }
}

/// Does it open a line of Ex commands?
fn opens_command_line(command: &Command) -> bool {
    command.target == Target::Action(Action::Ex) || matches!(command.operator, Some(Operator::Colon | Operator::Filter))
}

/// The line that was entered after `:`, if this is such a command.
fn entered(command: &Command) -> Option<String> {
    let colon = command.typed.iter().position(|key| key.0 == ':').filter(|_| opens_command_line(command))?;
    let line = command.typed[colon + 1..].strip_suffix(&[Key(crate::key::CR)])?;
    Some(line.iter().map(|key| key.0).collect())
}

/// Is it a motion that a search line must complete?
pub(crate) fn is_search(motion: &Motion) -> bool {
    matches!(motion, Motion::Search { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_becomes_parts() {
        let mut editor = Editor::new(["one two three four"]);
        editor.feed_notation("\"ad2w");
        let explanation = editor.last_explanation().expect("a command was given");
        let ids: Vec<&str> = explanation.parts.iter().map(|part| part.id.as_str()).collect();
        assert_eq!(ids, ["vim-part-register", "vim-operator-delete", "vim-part-count", "vim-motion-word-forward"]);
        assert_eq!((explanation.keys.as_str(), explanation.times, explanation.inclusive), ("\"ad2w", 2, Some(false)));
    }

    #[test]
    fn a_command_line_has_parts() {
        let mut editor = Editor::new(["one two", "one"]);
        editor.feed_notation(":%s/one/1/<CR>");
        let explanation = editor.last_explanation().expect("a command was given");
        let ids: Vec<&str> = explanation.parts.iter().map(|part| part.id.as_str()).collect();
        assert_eq!(ids, ["vim-ex-range-all", "vim-ex-substitute", "vim-ex-pattern", "vim-ex-replacement"]);
        assert_eq!(explanation.keys, ":%s/one/1/<CR>");
        editor.feed_notation("ggd/two<CR>");
        assert_eq!(editor.last_explanation().map(|explanation| explanation.keys).as_deref(), Some("d/two<CR>"));
    }
}
