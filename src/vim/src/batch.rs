//! Batches of recorded cases: lines, cursor and keys in; lines, cursor, mode and registers out.

use crate::editor::Editor;
use crate::register::RegisterKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A case.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Case {
    /// Its name, a number or a text.
    pub id: Id,
    /// The buffer.
    pub lines: Vec<String>,
    /// Line and byte column, from 1.
    pub cursor: (usize, usize),
    /// Raw key bytes.
    pub keys: String,
}

/// The name of a case.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Id {
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
}

/// What the keys made of it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct CaseResult {
    /// The case's.
    pub id: Id,
    /// The buffer.
    pub lines: Vec<String>,
    /// Line and byte column, from 1.
    pub cursor: (usize, usize),
    /// As `mode(1)` names it.
    pub mode: String,
    /// `v`, `V` or Ctrl-V with the width, and the lines, of each register that is not empty.
    pub regs: BTreeMap<String, (String, Vec<String>)>,
}

impl Editor {
    /// The state in which recorded cases began: `m'` at the first line, `setcharsearch()` of nothing, within `:try`.
    fn start_recorded_case(&mut self) {
        self.errors_are_caught = true;
        self.last_insert = Some(Vec::new());
        self.last_command_line = Some("\"".into());
        self.last_find = Some(crate::motion::LastFind::NOTHING);
        let pos = crate::text::Pos::new(1, 0);
        self.win.jumps.push(crate::buffer::marks::FileMark { pos, buffer: self.buf.id });
        self.win.jump_index = 1;
    }
}

/// Plays one case in a fresh editor. A Backspace that was recorded into a register reads `<80>kb`, as vim writes it.
pub fn run_case(case: &Case) -> CaseResult {
    let mut editor = Editor::new(case.lines.iter().cloned());
    editor.set_cursor(case.cursor.0, case.cursor.1);
    editor.start_recorded_case();
    editor.feed(case.keys.as_bytes());
    let mut regs = BTreeMap::new();
    for name in ['"', '0', '1', '2', '3', '-', 'a', 'b', 'c', 'q'] {
        if let Some(register) = editor.register(name) {
            let kind = match register.kind {
                RegisterKind::Char => "v".to_owned(),
                RegisterKind::Line => "V".to_owned(),
                RegisterKind::Block(width) => format!("\x16{}", width + 1),
            };
            let lines: Vec<String> =
                register.lines.iter().map(|line| line.text().replace('\x08', "\u{fffd}kb")).collect();
            if kind != "v" || lines != [""] {
                regs.insert(name.to_string(), (kind, lines));
            }
        }
    }
    CaseResult { id: case.id.clone(), lines: editor.lines(), cursor: editor.cursor(), mode: editor.mode(), regs }
}
