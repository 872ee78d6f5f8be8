//! The command tree: what a complete Normal or Visual mode command says, before anything is done.

mod parse;

pub(crate) use parse::{Parse, parse};

use serde::{Deserialize, Serialize};

/// A complete command: `"a2d3w` is register `a`, count 2, operator delete, operand count 3, target the motion `w`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Command {
    /// After `"`.
    pub register: Option<char>,
    /// Before the operator or the command.
    pub count: Option<usize>,
    /// What is done to the target.
    pub operator: Option<Operator>,
    /// `v`, `V` or Ctrl-V after the operator: the target's shape is forced.
    pub force: Option<char>,
    /// After the operator.
    pub target_count: Option<usize>,
    /// What it is done to, or the command itself.
    pub target: Target,
    /// As it was typed.
    pub typed: Vec<crate::Key>,
}

impl Command {
    /// Both counts, multiplied; `None` when there is none.
    pub fn total_count(&self) -> Option<usize> {
        match (self.count, self.target_count) {
            (None, None) => None,
            (a, b) => Some(a.unwrap_or(1).saturating_mul(b.unwrap_or(1)).min(MAX_COUNT)),
        }
    }
}

/// The highest count vim takes.
pub(crate) const MAX_COUNT: usize = 999_999_999;

/// What an operator works on, or a command of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Target {
    /// The text a motion passes over, or the motion itself.
    Motion(Motion),
    /// A text object.
    Object(Object),
    /// Whole lines: the operator doubled.
    Lines,
    /// The Visual area.
    Selection,
    /// A command that is neither motion nor operator.
    Action(Action),
}

/// A text object: `iw`, `a(`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// `a`: with white space or delimiters; `i` without.
    pub around: bool,
    /// Its character: `w`, `(`, `"`, …
    pub name: char,
}

/// What can be done to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// `d`
    Delete,
    /// `y`
    Yank,
    /// `c`
    Change,
    /// `<`
    ShiftLeft,
    /// `>`
    ShiftRight,
    /// `=`
    Indent,
    /// `!`
    Filter,
    /// `gU`
    Upper,
    /// `gu`
    Lower,
    /// `g~`
    SwapCase,
    /// `g?`
    Rot13,
    /// `gq`
    Format,
    /// `gw`
    FormatKeep,
    /// Visual `J`
    Join,
    /// Visual `gJ`
    JoinBare,
    /// Visual `r`
    Replace(char),
    /// Visual `I`
    InsertBefore,
    /// Visual `A`
    AppendAfter,
    /// Visual Ctrl-A, `g` Ctrl-A when it counts up line by line
    Add {
        /// Each line one more than the line before.
        progressive: bool,
    },
    /// Visual Ctrl-X
    Subtract {
        /// Each line one more than the line before.
        progressive: bool,
    },
    /// `zf`
    FoldCreate,
    /// Visual `zo`, `zO`, `zc`, `zC`, `zd`, `zD`
    Fold(char),
    /// Visual `:`
    Colon,
    /// `g@`
    Function,
}

/// A motion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // Each is named after its command in vim's help.
pub enum Motion {
    Left,
    BackspaceLeft,
    ArrowLeft,
    Right,
    SpaceRight,
    ArrowRight,
    Up,
    Down,
    LineUp,
    LineDown,
    LineHere,
    WordForward,
    BigWordForward,
    WordBack,
    BigWordBack,
    WordEnd,
    BigWordEnd,
    WordEndBack,
    BigWordEndBack,
    LineHome,
    FirstNonBlank,
    LineEnd,
    LastNonBlank,
    Column,
    ScreenHome,
    ScreenFirst,
    ScreenEnd,
    ScreenMiddle,
    LineMiddle,
    ScreenDown,
    ScreenUp,
    FirstLine,
    LastLine,
    Percent,
    Byte,
    WindowTop,
    WindowMiddle,
    WindowBottom,
    SentenceForward,
    SentenceBack,
    ParagraphForward,
    ParagraphBack,
    Section {
        forward: bool,
        end: bool,
    },
    Unmatched {
        forward: bool,
        what: char,
    },
    Find {
        forward: bool,
        till: bool,
        what: char,
    },
    RepeatFind,
    RepeatFindBack,
    /// The text is that after `/` or `?`, offset included, once the line was typed.
    Search {
        forward: bool,
        text: Option<String>,
    },
    SearchNext,
    SearchPrevious,
    WordUnderCursor {
        forward: bool,
        whole: bool,
    },
    SelectMatch {
        forward: bool,
    },
    Mark {
        name: char,
        line: bool,
        jump: bool,
    },
    NextMark {
        forward: bool,
        line: bool,
    },
    FoldMove {
        what: char,
    },
    /// `:` after an operator: where the command leaves the cursor.
    Ex {
        text: Option<String>,
    },
}

/// A command that is neither motion nor operator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)] // Each is named after its command in vim's help.
pub enum Action {
    Insert(Insert),
    ReplaceChar(char),
    VirtualReplaceChar(char),
    ToggleCase,
    Join {
        spaces: bool,
    },
    Put {
        before: bool,
        cursor_after: bool,
        indent: bool,
        bare: bool,
    },
    Undo,
    Redo,
    UndoLine,
    EarlierState,
    LaterState,
    Repeat,
    Visual(char),
    Reselect,
    Record(char),
    Play(char),
    SetMark(char),
    OlderJump,
    NewerJump,
    OlderChange,
    NewerChange,
    Add,
    Subtract,
    Scroll(Scroll),
    Fold(char),
    Window(char),
    Ex,
    RepeatSubstitute,
    RepeatSubstituteAll,
    SaveAndQuit,
    QuitDiscard,
    ShowCharacter,
    ShowFile,
    ShowPosition,
    AlternateFile,
    Keyword,
    Definition {
        global: bool,
    },
    NextTab,
    PreviousTab,
    Escape,
    SwapEnds,
    SwapCorners,
    Redraw,
    Nothing,
    /// A key that means nothing here.
    Unknown,
}

/// How Insert or Replace mode starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Insert {
    /// `i`
    Before,
    /// `a`
    After,
    /// `I`
    LineStart,
    /// `A`
    LineEnd,
    /// `gI`
    FirstColumn,
    /// `gi`
    Last,
    /// `o`
    Below,
    /// `O`
    Above,
    /// `R`
    Replace,
    /// `gR`
    VirtualReplace,
}

/// How the window scrolls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scroll {
    /// Ctrl-E
    LineDown,
    /// Ctrl-Y
    LineUp,
    /// Ctrl-D
    HalfDown,
    /// Ctrl-U
    HalfUp,
    /// Ctrl-F
    PageDown,
    /// Ctrl-B
    PageUp,
    /// `zt`, `zz`, `zb`, `z<CR>`, `z.`, `z-`, `z+`, `z^`: that character
    Place(char),
}
