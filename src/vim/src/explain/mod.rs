//! Explaining commands from their tree: ids and arguments, whose words live in the catalogues, and cheaper ways.
//!
//! `d2w` is the operator `vim-operator-delete`, the count 2 and the target `vim-motion-word-forward`, exclusive.

mod advice;
mod names;

pub use advice::{Advice, cheaper};

use crate::command::{Action, Command, Motion, Parse, Target, parse};
use crate::editor::Editor;
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
    /// How often it is done, both counts multiplied; 1 when there is none.
    pub times: usize,
    /// Whether the motion's last character belongs to it; none where that means nothing.
    pub inclusive: Option<bool>,
}

fn part(role: Role, id: String, value: String) -> Part {
    Part { role, keys: String::new(), id, value }
}

/// Explains a command from its tree.
pub fn explain(command: &Command) -> Explanation {
    let mut parts = Vec::new();
    if let Some(register) = command.register {
        parts.push(part(Role::Register, "vim-register".into(), register.to_string()));
    }
    if let Some(count) = command.count {
        parts.push(part(Role::Count, "vim-count".into(), count.to_string()));
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
        parts.push(part(Role::Count, "vim-count".into(), count.to_string()));
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
    Explanation { keys: notation(&command.typed), parts, times: command.total_count().unwrap_or(1), inclusive }
}

/// A key that may come next, for a which-key panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextKey {
    /// In notation.
    pub key: String,
    /// The id of what it would do, or of the group it starts (`vim-keys-more`).
    pub id: String,
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

    /// A cheaper way to have typed the last commands.
    pub fn advice(&self) -> Option<Advice> {
        cheaper(&self.recent)
    }

    /// The keys that make sense after those that wait, each with the id of what it would do.
    pub fn next_keys(&self) -> Vec<NextKey> {
        let kind = self.visual.map(|visual| visual.kind);
        let all = (' '..='~').chain([
            '\r', '\x01', '\x02', '\x04', '\x05', '\x06', '\x0f', '\x12', '\x15', '\x16', '\x17', '\x18', '\x19',
        ]);
        let mut out = Vec::new();
        for c in all.filter(|c| !c.is_ascii_digit() || *c == '0') {
            let mut keys = self.pending.clone();
            keys.push(Key(c));
            let id = match parse(&keys, kind) {
                Parse::More => "vim-keys-more".to_owned(),
                Parse::Done(command) => {
                    if command.target == Target::Action(Action::Unknown) {
                        continue;
                    }
                    explain(&command).parts.pop().map(|part| part.id).unwrap_or_default()
                }
                Parse::Wrong | Parse::Cancel => continue,
            };
            out.push(NextKey { key: Key(c).to_string(), id });
        }
        out
    }
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
        assert_eq!(ids, ["vim-register", "vim-operator-delete", "vim-count", "vim-motion-word-forward"]);
        assert_eq!((explanation.keys.as_str(), explanation.times, explanation.inclusive), ("\"ad2w", 2, Some(false)));
    }

    #[test]
    fn what_may_come_next() {
        let mut editor = Editor::new(["one"]);
        editor.feed_notation("d");
        let next = editor.next_keys();
        assert!(next.iter().any(|next| next.key == "w" && next.id == "vim-motion-word-forward"));
        assert!(next.iter().any(|next| next.key == "i" && next.id == "vim-keys-more"));
        assert!(!next.iter().any(|next| next.key == "p"));
    }
}
