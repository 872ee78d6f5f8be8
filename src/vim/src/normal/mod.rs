//! Normal and Visual mode: one complete command after the other.

mod actions;
mod insert;
mod visual;

pub(crate) use insert::{plain_insert, replace_command};

use crate::command::{Action, Command, Motion, Operator, Parse, Target, parse};
use crate::editor::Editor;
use crate::key::Key;
use crate::motion::Fail;
use crate::operator::Op;
use serde::{Deserialize, Serialize};

/// What `.` repeats.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Redo {
    pub(crate) command: Option<Command>,
    /// What was typed in Insert mode after it.
    pub(crate) keys: Vec<Key>,
}

impl Editor {
    /// A key in Normal or Visual mode.
    pub(crate) fn normal_key(&mut self, key: Key) {
        if self.pending.is_empty() {
            self.check_cursor();
            self.update_topline();
            self.update_curswant();
        }
        if key.0 == '~' && self.options.tildeop && self.visual.is_none() && self.starts_command() {
            self.pending.push(Key('g'));
        }
        self.pending.push(key);
        match parse(&self.pending, self.visual.map(|visual| visual.kind)) {
            // `"=`: the expression is typed at once.
            Parse::More if key.0 == '=' && self.pending.iter().rev().nth(1) == Some(&Key('"')) => {
                self.open_command_line('=', "", None);
            }
            Parse::More => {}
            Parse::Done(command) => {
                self.pending.clear();
                self.run(command);
            }
            Parse::Wrong => {
                // `gi` goes where the last insertion was before it finds that it cannot insert.
                if self.pending.ends_with(&[Key('g'), Key('i')]) {
                    self.go_to_last_insert();
                }
                self.pending.clear();
                self.beep();
                self.command_over();
            }
            Parse::Cancel => {
                self.pending.clear();
                self.command_over();
            }
        }
    }

    /// Runs a complete command, or opens the command line that completes it.
    pub(crate) fn run(&mut self, command: Command) {
        let prompt = match &command.target {
            Target::Motion(Motion::Search { forward, text: None }) => Some(if *forward { '/' } else { '?' }),
            Target::Motion(Motion::Ex { text: None }) => Some(':'),
            _ => None,
        };
        if let Some(kind) = prompt {
            self.open_command_line(kind, "", Some(command));
            return;
        }
        self.execute(command);
        self.command_over();
    }

    /// After a command: the jump list is checked; the one command of Ctrl-O is over.
    pub(crate) fn command_over(&mut self) {
        if !self.mode.is_insert() {
            self.check_pc_mark();
        }
        if let Some(how) = self.restart_edit
            && self.mode == crate::editor::Mode::Normal
            && self.visual.is_none()
            && self.pending.is_empty()
            && !self.replaying
        {
            self.restart_insert(how);
        }
        if self.mode == crate::editor::Mode::Normal && self.visual.is_none() {
            self.check_cursor();
        }
    }

    /// Does what the command tree says.
    pub(crate) fn execute(&mut self, command: Command) {
        let count0 = command.total_count();
        self.note_command(&command);
        if command.operator == Some(Operator::FoldCreate) {
            self.win.folds.enabled = true;
        }
        match &command.target {
            Target::Action(action) => {
                let action = action.clone();
                self.act(&action, count0, &command);
            }
            Target::Motion(motion) => {
                let motion = motion.clone();
                let mut op = self.op_for(&command);
                let moved = self.move_by(&motion, count0, &mut op);
                if self.restart_edit.is_some() && matches!(motion, Motion::LineHome | Motion::FirstNonBlank) {
                    self.insert_at_end = false;
                }
                self.end_motion(moved, op, &command);
            }
            Target::Object(object) => {
                let mut op = self.op_for(&command);
                let found = self.select_object(*object, count0.unwrap_or(1), &mut op);
                let moved = if found { Ok(()) } else { Err(Fail::Beep) };
                self.end_motion(moved, op, &command);
            }
            Target::Lines => {
                let mut op = self.op_for(&command);
                let moved = self.move_lines_here(count0.unwrap_or(1), &mut op);
                self.end_motion(moved, op, &command);
            }
            Target::Selection => self.operate_on_selection(command),
        }
    }

    fn op_for(&self, command: &Command) -> Op {
        let mut op = Op::new(command.operator, command.register, self.win.cursor);
        op.force = command.force;
        op.trim = command.typed.iter().any(|key| key.0 == 'z');
        op
    }

    fn end_motion(&mut self, moved: Result<(), Fail>, op: Op, command: &Command) {
        match moved {
            Ok(()) if op.operator.is_some() => {
                let selecting = matches!(command.target, Target::Motion(Motion::SelectMatch { .. }));
                let mut op = op;
                if selecting && let Some(visual) = self.visual {
                    op.visual = true;
                    op.start = visual.start;
                }
                self.operate(op, command);
            }
            Ok(()) => {}
            Err(Fail::Beep) => {
                // vim has looked at the next key for a composing character, and drops what it stands for.
                if matches!(command.target, Target::Motion(Motion::Find { .. })) {
                    self.drop_mapping();
                }
                self.beep();
            }
            Err(Fail::Quiet) => {}
        }
    }

    /// `.`
    pub(crate) fn repeat(&mut self, count0: Option<usize>) {
        let Some(mut command) = self.redo.command.clone() else {
            self.beep();
            return;
        };
        if self.replay_depth > 5 || self.spend(10) {
            return;
        }
        if count0.is_some() {
            command.count = count0;
            command.target_count = None;
        }
        if let Some(digit @ '1'..='8') = command.register {
            command.register = Some(char::from(digit as u8 + 1));
        }
        let keys = self.redo.keys.clone();
        let was_replaying = std::mem::replace(&mut self.replaying, true);
        let restart = self.restart_edit.take();
        self.replay_depth += 1;
        self.failed = false;
        if command.target == Target::Selection {
            self.redo_visual_busy = true;
            self.repeat_on_area(command);
        } else {
            self.execute(command);
        }
        self.redo_visual_busy = false;
        if self.mode.is_insert() && self.insert.is_some() {
            self.run_insert_keys(&keys);
        } else if self.failed && self.errors_are_caught && !keys.is_empty() {
            // Nothing dropped what would have been typed: it is read as commands.
            self.run_keys(&keys);
        }
        self.replay_depth -= 1;
        self.replaying = was_replaying;
        if restart.is_some() && self.mode == crate::editor::Mode::Normal {
            self.restart_edit = restart;
        }
    }

    /// Feeds replayed keys to Insert mode until it ends.
    fn run_insert_keys(&mut self, keys: &[Key]) {
        for (index, key) in keys.iter().enumerate() {
            if self.insert.is_none() || self.spend(1) {
                break;
            }
            self.replay_next = keys.get(index + 1).copied();
            self.insert_typed(*key);
        }
        self.replay_next = None;
        if self.insert.is_some() {
            self.finish_insert();
        }
    }

    /// Runs keys as a command of their own, then returns; a failure drops the rest.
    pub(crate) fn run_keys(&mut self, keys: &[Key]) {
        self.run_nested(keys, false);
    }

    /// The same; `remap`: mappings count.
    pub(crate) fn run_nested(&mut self, keys: &[Key], remap: bool) {
        if self.nesting >= 20 || self.spend(10) {
            self.error("E169");
            return;
        }
        self.nesting += 1;
        let outer = std::mem::take(&mut self.queue);
        let pending = std::mem::take(&mut self.pending);
        self.queue.push_front(keys, remap);
        self.drain();
        self.queue = outer;
        self.pending = pending;
        self.nesting -= 1;
    }

    fn note_command(&mut self, command: &Command) {
        if self.nesting == 0 && !self.replaying {
            if self.recent.len() >= 16 {
                self.recent.remove(0);
            }
            if self.scenes.len() >= 16 {
                self.scenes.remove(0);
            }
            self.recent.push(command.clone());
            // A macro's commands were not typed one by one: there is nothing to advise on.
            let scene = self.key_typed.then(|| self.scene());
            self.scenes.push(scene);
            self.completed += 1;
        }
    }

    /// Is this the key that ends a recording?
    pub(crate) fn stops_recording(&self) -> bool {
        self.recording.is_some() && self.pending.is_empty()
    }
}

/// A command that is an action without counts.
pub(crate) fn action(action: Action) -> Command {
    Command {
        register: None,
        count: None,
        operator: None,
        force: None,
        target_count: None,
        target: Target::Action(action),
        typed: Vec::new(),
    }
}
