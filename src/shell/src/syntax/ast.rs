//! The tree. Everything that can be shared between a function's definition and its runs is behind `Rc`.

use super::arith::Expr;
use crate::Bytes;
use base::Span;
use std::cell::OnceCell;
use std::rc::Rc;

/// Commands in sequence.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Each with what ends it.
    pub items: Vec<Item>,
}

/// A chain and how it is run.
#[derive(Clone, Debug)]
pub struct Item {
    /// The chain.
    pub chain: Rc<AndOr>,
    /// Ended by `&`: runs in the background.
    pub background: bool,
}

/// Pipelines joined by `&&` and `||`.
#[derive(Clone, Debug)]
pub struct AndOr {
    /// The first.
    pub first: Pipeline,
    /// The others, each with `true` for `&&`, `false` for `||`.
    pub rest: Vec<(bool, Pipeline)>,
}

/// Commands joined by `|`.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// `!` came before it.
    pub negated: bool,
    /// `time` came before it; `Some(true)` for `time -p`.
    pub timed: Option<bool>,
    /// The commands.
    pub commands: Vec<Rc<Command>>,
    /// For each but the last: `|&`, standard error goes along.
    pub with_stderr: Vec<bool>,
    /// Its text.
    pub span: Span,
}

/// A command with its redirections.
#[derive(Clone, Debug)]
pub struct Command {
    /// What it is.
    pub kind: CommandKind,
    /// Its redirections, in order. A simple command's stand among its words; their order among themselves counts.
    pub redirects: Vec<Redirect>,
    /// The line it starts on, from 1.
    pub line: u32,
    /// Its text.
    pub span: Span,
}

/// The kinds of command.
#[derive(Clone, Debug)]
pub enum CommandKind {
    /// Assignments and words.
    Simple(Simple),
    /// `( … )`
    Subshell(List),
    /// `{ …; }`
    Group(List),
    /// `if`: conditions with their parts, and the `else` part.
    If(Vec<(List, List)>, Option<List>),
    /// `while` and `until` (true).
    While {
        /// `until`.
        until: bool,
        /// The condition.
        condition: List,
        /// The body.
        body: List,
    },
    /// `for NAME in …`; no words means `"$@"`.
    For {
        /// The variable.
        name: Bytes,
        /// The words after `in`.
        words: Option<Vec<Word>>,
        /// The body.
        body: List,
        /// `select`, not `for`.
        select: bool,
    },
    /// `for ((…;…;…))`
    ForArith {
        /// Start, condition, step.
        parts: [Option<Rc<Arith>>; 3],
        /// The body.
        body: List,
    },
    /// `case`
    Case {
        /// What is compared.
        word: Word,
        /// The branches.
        arms: Vec<Arm>,
    },
    /// `((…))`
    Arith(Rc<Arith>),
    /// `[[ … ]]`
    Cond(Cond),
    /// `NAME () …`
    Function(Rc<Function>),
    /// `coproc [NAME] …`
    Coproc(Bytes, Rc<Command>),
}

/// A function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: Bytes,
    /// Its body, redirections included.
    pub body: Rc<Command>,
    /// The text it was read from, for printing words as written.
    pub line: u32,
}

/// A simple command.
#[derive(Clone, Debug, Default)]
pub struct Simple {
    /// `NAME=value` before the first word.
    pub assignments: Vec<Assignment>,
    /// The words.
    pub words: Vec<Word>,
}

/// A branch of `case`.
#[derive(Clone, Debug)]
pub struct Arm {
    /// Its patterns.
    pub patterns: Vec<Word>,
    /// What it does.
    pub body: List,
    /// How it ends.
    pub end: ArmEnd,
}

/// How a branch of `case` ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArmEnd {
    /// `;;`
    Break,
    /// `;&`: the next branch runs too.
    Fall,
    /// `;;&`: the next patterns are tried.
    Test,
}

/// `NAME=value`, `NAME+=value`, `NAME[i]=value`, `NAME=(…)`.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// The variable.
    pub name: Bytes,
    /// The subscript.
    pub index: Option<Rc<Subscript>>,
    /// `+=`
    pub append: bool,
    /// The value.
    pub value: AssignValue,
    /// Its text.
    pub span: Span,
}

/// What is assigned.
#[derive(Clone, Debug)]
pub enum AssignValue {
    /// A word, not split.
    Scalar(Word),
    /// `(…)`: subscripts with values, or words that are split.
    Array(Vec<Element>),
}

/// An element of `(…)`.
#[derive(Clone, Debug)]
pub struct Element {
    /// `[i]=`
    pub index: Option<Rc<Subscript>>,
    /// `[i]+=`
    pub append: bool,
    /// The value.
    pub value: Word,
}

/// What stands between `[` and `]`.
#[derive(Clone, Debug)]
pub struct Subscript {
    /// Its parts, expanded as in double quotes for arithmetic, as a word for a key.
    pub parts: Vec<Part>,
    /// Its text.
    pub raw: Bytes,
    /// It read as an expression whose parts need no expansion.
    pub compiled: Option<Expr>,
}

/// A word.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// Its parts, left to right.
    pub parts: Vec<Part>,
    /// Its text as written.
    pub raw: Bytes,
    /// Where it stands.
    pub span: Span,
    /// What it stands for when nothing in it needs expanding.
    pub plain: Option<Bytes>,
    /// It may hold a brace expansion.
    pub braces: bool,
    /// As an argument of `declare` and its like: the assignment it is.
    pub assignment: Option<Rc<Assignment>>,
}

/// A part of a word.
#[derive(Clone, Debug)]
pub enum Part {
    /// Unquoted text: globs and braces count in it.
    Literal(Bytes),
    /// Quoted text: `\x`, `'…'`, `$'…'`.
    Quoted(Bytes),
    /// `"…"` and `$"…"`.
    Double(Vec<Part>),
    /// `~` or `~user`, without what follows.
    Tilde(Bytes),
    /// `$x`, `${x…}`.
    Param(Rc<Param>),
    /// `$(…)` and backquotes.
    Command(Rc<CommandSub>),
    /// `$((…))`.
    Arith(Rc<Arith>),
    /// `<(…)`, and `>(…)` when true.
    Process(bool, Rc<CommandSub>),
}

/// `$(…)`: its commands are read when it is read, run when it is expanded.
#[derive(Debug)]
pub struct CommandSub {
    /// The commands.
    pub body: Rc<List>,
    /// Its text, without the parentheses, for messages.
    pub text: Bytes,
    /// The line it starts on.
    pub line: u32,
    /// A backquoted text that could not be read: the error comes when it is expanded.
    pub error: Option<super::SyntaxError>,
    /// `$(< file)`.
    pub file: Option<Word>,
}

/// An arithmetic expression.
#[derive(Debug)]
pub struct Arith {
    /// Its text, with expansions in it.
    pub parts: Vec<Part>,
    /// Its text as written.
    pub raw: Bytes,
    /// It read as an expression whose parts need no expansion.
    pub compiled: Option<Expr>,
}

/// A parameter expansion.
#[derive(Clone, Debug)]
pub struct Param {
    /// Which parameter.
    pub name: ParamName,
    /// Its subscript.
    pub index: Option<Index>,
    /// `${!x}`
    pub indirect: bool,
    /// What is done with it.
    pub op: ParamOp,
    /// Its text as written, for messages.
    pub raw: Bytes,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamName {
    /// A variable.
    Variable(Bytes),
    /// `$1`…
    Positional(usize),
    /// `$@ $* $# $? $- $$ $! $0`
    Special(u8),
}

/// A subscript in an expansion.
#[derive(Clone, Debug)]
pub enum Index {
    /// `[@]`
    At,
    /// `[*]`
    Star,
    /// `[i]`
    One(Rc<Subscript>),
}

/// What an expansion does with its parameter.
#[derive(Clone, Debug)]
pub enum ParamOp {
    /// Its value.
    Value,
    /// `${#x}`
    Length,
    /// `${x-w}`, `${x:-w}`
    Default(bool, Word),
    /// `${x=w}`, `${x:=w}`
    Assign(bool, Word),
    /// `${x?w}`, `${x:?w}`
    Error(bool, Word),
    /// `${x+w}`, `${x:+w}`
    Alternate(bool, Word),
    /// `${x#p}`, `${x##p}` (true: the longest)
    RemovePrefix(bool, Word),
    /// `${x%p}`, `${x%%p}`
    RemoveSuffix(bool, Word),
    /// `${x/p/r}`
    Replace(ReplaceKind, Word, Word),
    /// `${x:o}`, `${x:o:l}`
    Substring(Rc<Arith>, Option<Rc<Arith>>),
    /// `${x^p}` `${x^^p}` `${x,p}` `${x,,p}` `${x~p}` `${x~~p}`: the sign, all, the pattern.
    Case(u8, bool, Word),
    /// `${x@Q}`
    Transform(u8),
    /// `${!p*}`, `${!p@}` (true: as separate words)
    Names(bool),
    /// `${!a[@]}` (true), `${!a[*]}`
    Keys(bool),
    /// Nothing bash knows: the error comes when it is expanded.
    Bad,
}

/// Where `${x/p/r}` replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplaceKind {
    /// `/`
    First,
    /// `//`
    All,
    /// `/#`
    Prefix,
    /// `/%`
    Suffix,
}

/// A redirection.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// Which descriptor.
    pub fd: RedirectFd,
    /// What is done.
    pub kind: RedirectKind,
    /// The word after the operator.
    pub word: Word,
    /// The text of a here-document, read after the line's end.
    pub body: Option<Rc<OnceCell<Word>>>,
    /// A here-document whose delimiter was quoted: its text is not expanded.
    pub literal: bool,
    /// Where it stands.
    pub span: Span,
}

/// The descriptor a redirection changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedirectFd {
    /// The operator's own: 0 or 1.
    Default,
    /// `n>`
    Number(usize),
    /// `{name}>`
    Variable(Bytes),
}

/// What a redirection does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectKind {
    /// `<`
    Read,
    /// `>`
    Write,
    /// `>|`
    Clobber,
    /// `>>`
    Append,
    /// `<>`
    ReadWrite,
    /// `<&`
    DupInput,
    /// `>&`
    DupOutput,
    /// `&>`
    Both,
    /// `&>>`
    BothAppend,
    /// `<<`
    HereDoc,
    /// `<<-`
    HereDocTabs,
    /// `<<<`
    HereString,
}

/// A condition of `[[ … ]]`.
#[derive(Clone, Debug)]
pub enum Cond {
    /// `!`
    Not(Box<Cond>),
    /// `&&`
    And(Box<Cond>, Box<Cond>),
    /// `||`
    Or(Box<Cond>, Box<Cond>),
    /// `-f x`
    Unary(u8, Word),
    /// `a op b`; the operator as written.
    Binary(Word, Bytes, Word),
    /// A word alone: not empty?
    Word(Word),
    /// `( … )`, kept for printing.
    Group(Box<Cond>),
}
