//! What an exercise puts on the bench before the learner arrives, as plain data.

use base::Table;
use serde::{Deserialize, Serialize};

/// A bench: the engines it needs, each with what it starts from. An engine that is not named is not there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// Seed of all luck in this lab.
    pub seed: u64,
    /// A database.
    pub sql: Option<SqlSetup>,
    /// A machine with a shell and a disk.
    pub shell: Option<ShellSetup>,
    /// An editor with one buffer.
    pub vim: Option<VimSetup>,
}

/// What a database starts from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SqlSetup {
    /// Statements run first: CREATE TABLE.
    pub schema: String,
    /// Rows put into the tables that the schema created.
    pub rows: Vec<TableRows>,
    /// Statements run last.
    pub script: String,
}

/// Rows for a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableRows {
    /// The table's name.
    pub table: String,
    /// Its rows; columns are matched by name.
    pub rows: Table,
}

/// What a machine starts from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShellSetup {
    /// The learner’s login; the home is `/home/<user>`.
    pub user: String,
    /// The learner’s full name.
    pub full_name: String,
    /// The folder where the shell starts; the home if empty.
    pub cwd: String,
    /// Files and folders put on the disk, parents made as needed.
    pub files: Vec<FileSetup>,
    /// A script run before the learner arrives, as the learner.
    pub script: String,
}

impl Default for ShellSetup {
    fn default() -> Self {
        Self {
            user: "ines".to_owned(),
            full_name: "Ines".to_owned(),
            cwd: String::new(),
            files: Vec::new(),
            script: String::new(),
        }
    }
}

/// A file or a folder of the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSetup {
    /// Absolute, or relative to the home. A slash at the end makes a folder.
    pub path: String,
    /// What it holds.
    pub content: String,
    /// Its mode, such as 0o644; the default of its kind if absent.
    pub mode: Option<u16>,
    /// Whether it belongs to root rather than to the learner.
    pub root: bool,
}

/// What an editor starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VimSetup {
    /// The file it edits, for `:w` and the mode line.
    pub path: String,
    /// The buffer's text.
    pub text: String,
    /// Line and byte column of the cursor, from 1; (1, 1) if absent.
    pub cursor: Option<(usize, usize)>,
}
