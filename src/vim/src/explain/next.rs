//! Which keys may come next: what a which-key panel lists.

use super::explain;
use crate::command::{Action, Parse, Target, parse};
use crate::editor::{Editor, Mode};
use crate::key::Key;
use serde::{Deserialize, Serialize};

/// A key that may come next, for a which-key panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextKey {
    /// In notation; empty where any character does.
    pub key: String,
    /// The id of what it would do, or of the group it starts (`vim-keys-more`).
    pub id: String,
}

/// Keys with a meaning of their own in Insert mode.
const INSERT: [(&str, &str); 12] = [
    ("<Esc>", "escape"),
    ("<C-w>", "delete-word"),
    ("<C-u>", "delete-line"),
    ("<C-r>", "register"),
    ("<C-o>", "one-command"),
    ("<C-t>", "indent"),
    ("<C-d>", "unindent"),
    ("<C-n>", "complete"),
    ("<C-p>", "complete-back"),
    ("<C-v>", "literal"),
    ("<C-k>", "digraph"),
    ("<C-a>", "again"),
];

/// Keys with a meaning of their own on the command line.
const COMMAND_LINE: [(&str, &str); 8] = [
    ("<CR>", "enter"),
    ("<Esc>", "cancel"),
    ("<Tab>", "complete"),
    ("<Up>", "older"),
    ("<C-r>", "register"),
    ("<C-w>", "delete-word"),
    ("<C-u>", "delete-line"),
    ("<C-b>", "start"),
];

/// What `:s///c` takes.
const CONFIRM: [(&str, &str); 5] = [("y", "yes"), ("n", "no"), ("a", "all"), ("l", "last"), ("q", "quit")];

/// As many keys as this with one meaning are an argument: any character.
const ANY: usize = 40;

fn listed(group: &str, keys: &[(&str, &str)]) -> Vec<NextKey> {
    keys.iter().map(|(key, name)| NextKey { key: (*key).to_owned(), id: format!("vim-{group}-{name}") }).collect()
}

impl Editor {
    /// The keys that make sense after those that wait, each with the id of what it would do.
    pub fn next_keys(&self) -> Vec<NextKey> {
        match self.mode {
            Mode::Normal => self.next_normal_keys(),
            Mode::Insert | Mode::Replace | Mode::VirtualReplace => listed("insert", &INSERT),
            Mode::CommandLine => listed("line", &COMMAND_LINE),
            Mode::Confirm => listed("confirm", &CONFIRM),
        }
    }

    fn next_normal_keys(&self) -> Vec<NextKey> {
        let all = (' '..='~').chain([
            '\r', '\x01', '\x02', '\x04', '\x05', '\x06', '\x0f', '\x12', '\x15', '\x16', '\x17', '\x18', '\x19',
        ]);
        let mut found: Vec<NextKey> = all
            .filter(|c| !c.is_ascii_digit() || *c == '0')
            .filter_map(|c| {
                let mut keys = self.pending.clone();
                keys.push(Key(c));
                Some(NextKey { key: Key(c).to_string(), id: self.meaning(&keys)? })
            })
            .collect();
        let mut at = 0;
        while let Some(first) = found.get(at) {
            let id = first.id.clone();
            if found.iter().filter(|next| next.id == id).count() >= ANY {
                found.retain(|next| next.id != id);
                found.insert(0, NextKey { key: String::new(), id });
                at = 0;
            }
            at += 1;
        }
        found
    }

    /// What these keys do, or start; none where they are nothing.
    fn meaning(&self, keys: &[Key]) -> Option<String> {
        let kind = self.visual.map(|visual| visual.kind);
        match parse(keys, kind) {
            Parse::Wrong | Parse::Cancel => None,
            Parse::Done(command) if command.target == Target::Action(Action::Unknown) => None,
            Parse::Done(command) => explain(&command).parts.pop().map(|part| part.id),
            Parse::More => self.group(keys, kind),
        }
    }

    /// What keys start that are no command yet; none where nothing comes of them.
    fn group(&self, keys: &[Key], kind: Option<char>) -> Option<String> {
        let last = keys.last().map_or(' ', |key| key.0);
        let name = match last {
            '"' => "register",
            '\x17' => "window",
            'Z' => "leave",
            '[' => "back",
            ']' => "forward",
            'g' => "g",
            'z' => "z",
            'i' => "inner",
            'a' => "around",
            _ => "",
        };
        if !name.is_empty() {
            return Some(format!("vim-keys-{name}"));
        }
        let mut here = self.pending.clone();
        here.push(Key('j'));
        if kind.is_none() && matches!(parse(&here, kind), Parse::Done(command) if command.operator.is_some()) {
            match last {
                'v' => return Some("vim-force-char".to_owned()),
                'V' => return Some("vim-force-line".to_owned()),
                '\x16' => return Some("vim-force-block".to_owned()),
                _ => {}
            }
        }
        // An operator waits for its motion, `f` and the like for their character.
        let mut whole = keys.to_vec();
        whole.push(Key('j'));
        Some(match parse(&whole, kind) {
            Parse::Done(command) if command.operator.is_some() && keys.len() == self.pending.len() + 1 => {
                let parts = explain(&command).parts;
                let part = parts.iter().find(|part| part.role == super::Role::Operator);
                let waits = self.pending.is_empty() || !matches!(command.target, Target::Motion(_));
                match part.filter(|_| waits) {
                    Some(part) => part.id.clone(),
                    None => parts.last().map(|part| part.id.clone()).unwrap_or_default(),
                }
            }
            Parse::Done(command) => explain(&command).parts.pop().map(|part| part.id).unwrap_or_default(),
            Parse::Wrong | Parse::Cancel => return None,
            Parse::More => "vim-keys-more".to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(keys: &str) -> Vec<NextKey> {
        let mut editor = Editor::new(["one"]);
        editor.feed_notation(keys);
        editor.next_keys()
    }

    fn has(keys: &str, key: &str, id: &str) -> bool {
        after(keys).iter().any(|next| next.key == key && next.id == id)
    }

    #[test]
    fn what_may_come_next() {
        assert!(has("d", "w", "vim-motion-word-forward"));
        assert!(has("d", "i", "vim-keys-inner"));
        assert!(has("d", "f", "vim-motion-find-forward"));
        assert!(has("", "d", "vim-operator-delete"));
        assert!(has("", "r", "vim-action-replace-char"));
        assert!(!after("d").iter().any(|next| next.key == "p"));
    }

    #[test]
    fn any_character_is_one_entry() {
        assert_eq!(after("r").len(), 1, "{:?}", after("r"));
        assert_eq!(after("f").len(), 1, "{:?}", after("f"));
        assert!(after("i").iter().any(|next| next.id == "vim-insert-delete-word"));
        assert!(after(":").iter().any(|next| next.id == "vim-line-enter"));
    }
}
