//! What a page asks of a lab and what it is answered: plain data, JSON on the wire.
//!
//! One request gets one response, except [`Request::Input`]: a command may run for long, so its answer says whether it goes
//! on, and [`crate::Lab::step`] brings the rest, slice by slice.

use base::{Diagnostic, Locale, Table, Token};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use crate::bench::{ExplainedPart, Mark as TreeMark, TreeRow, Word as ExplainedWord};
pub use crate::vim_course::{DrillResult, DrillState, Hole, ReplayStep};
pub use plot::{Chart, Mark};
pub use sql::explain::PlanTree;
pub use sql::{Outcome, Schema};
pub use vim::explain::{Advice, Explanation, NextKey, Part, Role};
pub use vim::{Event as EditorEvent, View};

/// What a page may ask.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Request {
    /// Runs a script of SQL statements.
    Sql {
        /// its text
        script: String,
    },
    /// Makes (or replaces) a table from CSV text whose first record names the columns, or from JSON or NDJSON with an object
    /// for each row.
    Csv {
        /// the table's name
        table: String,
        /// the file's text
        text: String,
        /// types of columns as `CREATE TABLE` spells them, by the column's name; inferred where nothing is said
        #[serde(default)]
        types: BTreeMap<String, String>,
    },
    /// What would come of such a text; nothing changes.
    LookInto {
        /// the file's text
        text: String,
        /// as for [`Self::Csv`]
        #[serde(default)]
        types: BTreeMap<String, String>,
    },
    /// The first rows of a result of the last script, in another order.
    Rows {
        /// which statement's, from 0
        outcome: usize,
        /// the column that orders them, from 0, and whether it falls; nothing: as they came
        order: Option<(usize, bool)>,
    },
    /// All rows of a result of the last script, for other programs.
    Export {
        /// which statement's, from 0
        outcome: usize,
        /// how they are written
        format: ExportFormat,
    },
    /// Tables and columns, for the schema browser.
    Schema,
    /// A SQL text laid out anew.
    FormatSql {
        /// the text
        text: String,
    },
    /// A chart of a result of the last script.
    Chart {
        /// which statement's, from 0
        outcome: usize,
        /// what it shows; nothing: what most likely helps
        chart: Option<Chart>,
        /// of the numbers on its axes
        locale: Locale,
    },
    /// The tables and what refers to what, as a picture.
    Diagram,
    /// What could stand at the cursor of a SQL text.
    CompleteSql {
        /// the text
        text: String,
        /// the cursor, in bytes
        cursor: usize,
    },
    /// Something typed at a terminal.
    Input {
        /// which terminal, from 0
        terminal: usize,
        /// what
        input: Input,
    },
    /// What could stand at the cursor of a command line.
    CompleteLine {
        /// which terminal
        terminal: usize,
        /// the line
        line: String,
        /// the cursor, in bytes
        cursor: usize,
    },
    /// What each part of a command line is.
    ExplainLine {
        /// which terminal, for what its shell knows
        terminal: usize,
        /// the line, or several
        line: String,
        /// of the sentences
        locale: Locale,
    },
    /// A key of a command line that follows vi, from Escape on.
    EditLine {
        /// which terminal
        terminal: usize,
        /// the line and its cursor in bytes, where the page changed it since
        line: Option<(String, usize)>,
        /// as the browser names it
        key: String,
    },
    /// Ends what runs in a terminal; its next size opens it again, with a fresh shell.
    CloseTerminal {
        /// which one
        terminal: usize,
    },
    /// The disk as a tree, with what changed since the last command.
    Tree {
        /// folders whose rows are the other way round: open where they would be closed
        turned: Vec<String>,
    },
    /// The size of a terminal.
    ResizeTerminal {
        /// which terminal; it is opened if it is the next one
        terminal: usize,
        /// in characters
        columns: usize,
        /// in lines
        rows: usize,
        /// the reader's language, for what the machine itself says in it
        locale: Locale,
    },
    /// Keys for the editor, in vim's notation: `d2w`, `<Esc>`, `<C-r>`.
    Keys {
        /// the keys
        keys: String,
    },
    /// Keys, in vim's notation, for a text that the page has in a field of its own.
    EditText {
        /// the text and its cursor in bytes, where the page changed them
        text: Option<(String, usize)>,
        /// the keys
        keys: String,
    },
    /// The size of the editor's window.
    ResizeEditor {
        /// in characters
        columns: usize,
        /// in lines
        rows: usize,
    },
    /// The editor's keys that may come next.
    NextKeys,
    /// Keys played in an editor of their own, on the text that this one started from.
    Replay {
        /// all keys
        keys: String,
        /// how many of them are played
        count: usize,
    },
    /// The commands of such keys.
    Steps {
        /// all keys
        keys: String,
    },
    /// A text to reach: the editor says when it stands there.
    Goal {
        /// all of it
        text: String,
    },
    /// Starts a drill on a board of its own; in a drill: gives up the place that is shown.
    Drill {
        /// of what is drawn
        seed: u64,
        /// what is known, by skill
        levels: Vec<(String, u8)>,
    },
    /// The golf holes; needs no engine.
    Holes {
        /// of their titles
        locale: Locale,
    },
    /// A text that comes with the editor, see [`crate::reference`]; needs no engine.
    Reference {
        /// which one
        name: String,
    },
    /// What a folder of the disk holds.
    Folder {
        /// absolute
        path: String,
    },
    /// What a file of the disk holds.
    ReadFile {
        /// absolute
        path: String,
    },
    /// Puts a file on the disk, as the learner.
    WriteFile {
        /// absolute
        path: String,
        /// its bytes
        bytes: Vec<u8>,
    },
    /// Everything that is needed to go on later.
    Save,
}

/// Something typed at a terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Input {
    /// A line, at the prompt or to a program that reads the keyboard.
    Line {
        /// without its line break
        text: String,
    },
    /// Keys for a full-screen program, as a terminal sends them.
    Keys {
        /// the characters
        keys: String,
    },
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-Z.
    Suspend,
    /// Ctrl-D.
    EndOfFile,
}

/// What a lab answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// One outcome a statement.
    Sql {
        /// in order; of a long result only the first rows travel
        outcomes: Vec<Outcome>,
        /// the number of rows of each outcome, all of them; 0 where it is no result
        totals: Vec<usize>,
    },
    /// The database as it stands.
    Schema {
        /// tables, columns, keys
        schema: Schema,
    },
    /// A text.
    Text {
        /// all of it
        text: String,
    },
    /// What came of a file, or would.
    Imported {
        /// all there is to know
        import: Box<Import>,
    },
    /// Rows of a result.
    Rows {
        /// the first ones
        table: Table,
    },
    /// A picture.
    Picture {
        /// as an SVG element; its colours are the page's
        svg: String,
        /// the chart that was drawn
        chart: Option<Chart>,
    },
    /// What could stand there, best first.
    Completions {
        /// first byte that a choice replaces
        start: usize,
        /// one past the last
        end: usize,
        /// the choices
        choices: Vec<Choice>,
    },
    /// A command line explained.
    Explained {
        /// the line in pieces, all of it
        words: Vec<ExplainedWord>,
        /// its parts, outer ones before those inside them
        parts: Vec<ExplainedPart>,
        /// what is missing or wrong
        problem: Option<String>,
    },
    /// A command line after one of vi's keys.
    Line {
        /// the line
        text: String,
        /// its cursor, in bytes
        cursor: usize,
        /// the page has the keys again
        inserting: bool,
        /// what the page is to do: `previous`, `next`, `search`, `comment`, or nothing
        ask: String,
    },
    /// The disk as a tree.
    Tree {
        /// the folder where the first terminal's shell is
        folder: String,
        /// from the root down
        rows: Vec<TreeRow>,
    },
    /// What a terminal shows next.
    Terminal {
        /// which one
        terminal: usize,
        /// in order
        events: Vec<TerminalEvent>,
        /// whether work goes on: step again
        running: bool,
    },
    /// The editor after the keys.
    Editor {
        /// what its window shows
        view: View,
        /// what happened
        events: Vec<EditorEvent>,
        /// keys typed since the start
        keystrokes: u64,
        /// the editor has been left
        quit: bool,
        /// what there is to learn from the keys
        teaching: Box<Teaching>,
    },
    /// A text after vim's keys.
    Edited {
        /// the text
        text: String,
        /// its cursor, in bytes
        cursor: usize,
        /// what is selected, in bytes; in Normal mode the character under the cursor
        selection: (usize, usize),
        /// as `mode(1)` names it
        mode: String,
        /// what is typed of a command, or the command line
        pending: String,
        /// it was to be written
        run: bool,
    },
    /// Keys that may come next, each with the id of what it would do.
    NextKeys {
        /// in order
        keys: Vec<NextKey>,
    },
    /// The editor after some keys of a replay.
    Replay {
        /// what its window shows
        view: View,
        /// keys there are in all
        keys: usize,
    },
    /// The commands of keys.
    Steps {
        /// in order
        steps: Vec<ReplayStep>,
    },
    /// The golf holes.
    Holes {
        /// in order
        holes: Vec<Hole>,
    },
    /// A text that comes with the editor.
    Reference {
        /// all of it
        text: String,
    },
    /// A folder's entries, in order of name.
    Folder {
        /// what it holds
        entries: Vec<Entry>,
    },
    /// A file's bytes.
    File {
        /// all of them
        bytes: Vec<u8>,
    },
    /// What [`crate::Lab::restore`] takes.
    Saved {
        /// opaque
        bytes: Vec<u8>,
    },
    /// It was done; there is nothing to show.
    Done,
    /// It could not be done.
    Failed {
        /// why
        diagnostic: Diagnostic,
    },
}

/// How a result is written for other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// RFC 4180
    Csv,
    /// RFC 8259: an array of objects
    Json,
    /// CREATE TABLE and INSERT
    Sql,
    /// GitHub's tables
    Markdown,
}

/// What came of a file, or would.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Import {
    /// Each column's type, as PostgreSQL names it.
    pub types: Vec<String>,
    /// Records that are rows.
    pub rows: u64,
    /// The columns, and the first rows.
    pub sample: Table,
    /// Records that are no rows: they stand in the table `…_rejected`.
    pub rejected: usize,
    /// The first of these.
    pub listed: Vec<RejectedRecord>,
}

/// A record that is no row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RejectedRecord {
    /// The line it starts on, from 1; 0: not known.
    pub line: u64,
    /// As it is written, its beginning.
    pub record: String,
    /// The column that does not read it.
    pub column: Option<String>,
    /// Why.
    pub why: Diagnostic,
}

/// What there is to learn from the keys just typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Teaching {
    /// The command they completed.
    pub explanation: Option<Explanation>,
    /// A cheaper way to have typed the last commands.
    pub advice: Option<Advice>,
    /// The text is the goal, and no command is begun.
    pub reached: bool,
    /// The drill, if there is one.
    pub drill: Option<DrillState>,
}

/// A way to complete what is being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What to insert.
    pub text: String,
    /// What it is: `table`, `column`, `function`, `keyword`, `command`, `file`, `folder`, `variable`, `option`…
    pub kind: String,
    /// More about it, such as a column's type; may be empty.
    pub detail: String,
}

/// What a terminal shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TerminalEvent {
    /// Text, with ANSI colours (SGR) in it.
    Output {
        /// whole characters
        text: String,
    },
    /// The shell waits for a command line.
    Prompt {
        /// the prompt, perhaps with colours
        text: String,
        /// whether the line goes on (`>`)
        continuation: bool,
        /// whether the line's keys are vi's
        vi: bool,
    },
    /// Ctrl-L or `clear`.
    Clear,
    /// A full-screen program's picture.
    Screen {
        /// lines of styled stretches
        lines: Vec<Vec<Stretch>>,
        /// row and column, from 0
        cursor: Option<(usize, usize)>,
        /// the command that vim has just done
        explanation: Option<Box<Explanation>>,
    },
    /// The full-screen program has ended.
    EndScreen,
    /// The shell has ended.
    Exited {
        /// its status
        status: i32,
    },
    /// Something on the disk changed.
    FilesChanged,
    /// Whether what is typed is shown: not while a password is read.
    Echo {
        /// it is
        on: bool,
    },
}

/// Text in one style on a full-screen program's line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// what it says
    pub text: String,
    /// one of xterm's 256 colours
    pub foreground: Option<u8>,
    /// one of xterm's 256 colours
    pub background: Option<u8>,
    /// bold
    pub bold: bool,
    /// colours exchanged
    pub reverse: bool,
    /// underlined
    pub underline: bool,
}

/// An entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// its name
    pub name: String,
    /// `file`, `folder`, `link` or `other`
    pub kind: String,
    /// in bytes
    pub size: u64,
    /// as `ls -l` writes it: `-rw-r--r--`
    pub mode: String,
}

/// Whose language a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// SQL
    Sql,
    /// the shell's
    Shell,
}

/// Colours for a text; needs no lab, so that a page can colour what is being typed at once.
pub fn highlight(language: Language, text: &str) -> Vec<Token> {
    match language {
        Language::Sql => sql::highlight(text),
        Language::Shell => shell::highlight(text),
    }
}
