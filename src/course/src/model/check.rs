//! Checks: what must hold, and what to recognise when it does not.

use serde::{Deserialize, Serialize};

/// One check. Its words stand in the lessons by its id.
///
/// A *deciding* check must hold for the exercise to pass. A *recognising* check decides nothing: it knows a typical
/// mistake. When an exercise fails, the first check in order that speaks gives the words: a deciding one that does not
/// hold, or a recognising one that recognises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// Its id, unique in the exercise.
    pub id: String,
    /// Whether it only speaks and never decides.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recognises: bool,
    /// What it looks at.
    #[serde(flatten)]
    pub kind: CheckKind,
}

impl Check {
    /// Whether it must hold for the exercise to pass.
    pub fn decides(&self) -> bool {
        !self.recognises
            && match &self.kind {
                CheckKind::SqlResult { differs_on, differs, equals } => {
                    differs_on.is_none() && differs.is_none() && equals.is_none()
                }
                CheckKind::SqlClause { rule, .. } => rule != &ClauseRule::Recognise,
                CheckKind::SqlError { .. } | CheckKind::ShellError { .. } => false,
                CheckKind::VimBuffer { equals } => equals.is_none(),
                CheckKind::VimKeys { max } => max.is_some(),
                CheckKind::ShellOutput { equals, .. } | CheckKind::ShellState { equals, .. } => equals.is_none(),
                _ => true,
            }
    }
}

/// What a check looks at. The field names are those of `lesson.toml`, which `content/README` explains one by one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum CheckKind {
    /// The last result has the solution's rows. With one of its fields it only recognises one way to differ.
    SqlResult {
        /// recognises: every row that differs fulfils this SQL condition over the result's columns
        #[serde(default, skip_serializing_if = "Option::is_none")]
        differs_on: Option<String>,
        /// recognises: it differs just this way
        #[serde(default, skip_serializing_if = "Option::is_none")]
        differs: Option<Difference>,
        /// recognises: the result is that of this known wrong query (in `lesson.toml`: the name of its file)
        #[serde(default, skip_serializing_if = "Option::is_none")]
        equals: Option<String>,
    },
    /// The text of the query, as its tree: a clause has, must have or must not have a pattern.
    SqlClause {
        /// the clause: `select`, `from`, `where`, `group-by`, `having`, `order-by`, `limit`, `with`, `any`
        clause: String,
        /// the pattern's name
        pattern: String,
        /// what follows from it
        #[serde(default)]
        rule: ClauseRule,
    },
    /// Recognises: the engine refused the script with this SQLSTATE (or any, where none is given).
    SqlError {
        /// the SQLSTATE
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<String>,
    },
    /// After the script, this query gives the same rows as after the solution.
    SqlState {
        /// the query
        query: String,
    },
    /// One command line of the session prints what the solution prints.
    ShellOutput {
        /// what does not matter
        #[serde(default)]
        ignore: Ignore,
        /// recognises: it prints what this known wrong script prints (in `lesson.toml`: the name of its file)
        #[serde(default, skip_serializing_if = "Option::is_none")]
        equals: Option<String>,
    },
    /// These paths are as the solution leaves them.
    ShellState {
        /// paths; a folder stands for all below it
        paths: Vec<String>,
        /// what is compared
        #[serde(default)]
        aspect: Aspect,
        /// recognises: they are as this known wrong script leaves them (in `lesson.toml`: the name of its file)
        #[serde(default, skip_serializing_if = "Option::is_none")]
        equals: Option<String>,
    },
    /// The session ends in the folder where the solution ends.
    ShellCwd,
    /// The last command line ends with the solution's exit status.
    ShellStatus,
    /// A command (or a construct) is used.
    ShellUses {
        /// its name: a command, or `|`, `>`, `>>`, `<`, `&&`, `$(…)`, `*`
        what: String,
    },
    /// A command (or a construct) is not used.
    ShellAvoids {
        /// its name: a command, or `|`, `>`, `>>`, `<`, `&&`, `$(…)`, `*`
        what: String,
    },
    /// Recognises: a command line wrote this text on standard error.
    ShellError {
        /// a part of the message
        contains: String,
    },
    /// The text is what the solution leaves.
    VimBuffer {
        /// recognises: the text is this known wrong one (in `lesson.toml`: the name of its file)
        #[serde(default, skip_serializing_if = "Option::is_none")]
        equals: Option<String>,
    },
    /// The cursor is where the solution leaves it.
    VimCursor,
    /// The register holds what it holds after the solution.
    VimRegister {
        /// its one-character name
        register: char,
    },
    /// The mode is the one the solution ends in.
    VimMode,
    /// The file on disk is as the solution leaves it: written, or not.
    VimFile,
    /// With `max`: no more keys than that. Without: informative, it never speaks.
    VimKeys {
        /// the most keys allowed
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
}

impl CheckKind {
    /// Its name in `lesson.toml`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SqlResult { .. } => "sql-result",
            Self::SqlClause { .. } => "sql-clause",
            Self::SqlError { .. } => "sql-error",
            Self::SqlState { .. } => "sql-state",
            Self::ShellOutput { .. } => "shell-output",
            Self::ShellState { .. } => "shell-state",
            Self::ShellCwd => "shell-cwd",
            Self::ShellStatus => "shell-status",
            Self::ShellUses { .. } => "shell-uses",
            Self::ShellAvoids { .. } => "shell-avoids",
            Self::ShellError { .. } => "shell-error",
            Self::VimBuffer { .. } => "vim-buffer",
            Self::VimCursor => "vim-cursor",
            Self::VimRegister { .. } => "vim-register",
            Self::VimMode => "vim-mode",
            Self::VimFile => "vim-file",
            Self::VimKeys { .. } => "vim-keys",
        }
    }
}

/// One way for a result to differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Difference {
    /// another number of columns, or other names
    Columns,
    /// the right rows in a wrong order
    Order,
    /// the right rows, some of them too often or not often enough
    Duplicates,
    /// rows too many, none missing
    Extra,
    /// rows missing, none too many
    Missing,
    /// as many rows as expected, some with other values
    Values,
}

/// What follows from a pattern in a clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClauseRule {
    /// a failed script that has it is recognised by it
    #[default]
    Recognise,
    /// a script must have it
    Require,
    /// a script must not have it
    Forbid,
}

/// What does not matter when texts are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ignore {
    /// every byte matters, save spaces at the end of a line and empty lines at the end
    #[default]
    Nothing,
    /// the width of blanks
    Blanks,
    /// the order of lines
    Order,
}

/// What of a path is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// kind, content and target of links
    #[default]
    Content,
    /// only whether it exists, and as what (file, folder, link)
    Exists,
    /// only the mode bits
    Mode,
    /// everything of the above
    All,
}
