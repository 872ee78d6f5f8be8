//! What the learner finds when an exercise starts.

use super::Engine;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The situation an exercise starts from: datasets first, then files, then the scripts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// Ids of the datasets whose tables are loaded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub datasets: Vec<String>,
    /// SQL run after the datasets are loaded.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sql: String,
    /// Files on the learner's disk, by path; `~` is the home folder.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
    /// Files made of a dataset's table, as CSV with a heading: path, then `dataset.table`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub csv: BTreeMap<String, String>,
    /// The folder to stand in; empty: the home folder.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cwd: String,
    /// Shell script run when the disk is ready; the learner does not see it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shell: String,
    /// The text in vim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vim: Option<VimSetup>,
}

/// A text open in vim.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct VimSetup {
    /// The file's name, for the title and `:w`.
    pub name: String,
    /// The text.
    pub text: String,
    /// Line and byte column of the cursor, from 1.
    pub cursor: (u32, u32),
}

/// A hidden situation: the exercise's own, changed by a script.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Its name.
    pub label: String,
    /// What runs the script: SQL or the shell after the setup; with vim it is the text that replaces the visible one.
    pub engine: Engine,
    /// The script.
    pub script: String,
}
