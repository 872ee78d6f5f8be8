//! What a program is compiled to: instructions for a machine with a stack.

use super::ast::{At, Binary, Builtin, Comparison, Redirect, Var};
use super::value::{Text, Value};

/// What an assignment changes; its subscripts lie on the stack, below the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A variable.
    Var(Var),
    /// A field: its number is on the stack.
    Field,
    /// An element: array and subscript are on the stack.
    Elem,
    /// Nothing: the record itself (`getline` alone, `sub` without a third argument).
    Record,
}

/// Where `getline` reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// The main input.
    Main,
    /// A file.
    File,
    /// A command's output.
    Command,
    /// A coprocess.
    Coprocess,
}

#[allow(missing_docs, reason = "fields are named after what they are; the variants say what they do with them")]
/// An instruction. "Pops" and "pushes" are about the stack; flags named `keep` say whether the result is wanted.
#[derive(Clone, Copy, Debug)]
pub enum Op {
    /// Pushes a constant.
    Const(u32),
    /// Pushes a variable's value.
    Var(Var),
    /// Pushes a variable's number.
    VarNum(Var),
    /// Pops an index, pushes the field.
    Field,
    /// Pushes a field.
    FieldAt(u32),
    /// Pushes a field's number.
    FieldNum(u32),
    /// Pushes the array in a variable.
    Array(Var),
    /// Pops a subscript and an array, pushes the array in that element.
    SubArray,
    /// Pops an array and a subscript, pushes the element.
    Elem,
    /// Pushes a variable to be passed to a function: an unassigned one may become an array there.
    Arg(Var),
    /// The same for an element.
    ArgElem,
    /// Pops so many subscripts, pushes them joined by `SUBSEP`.
    Join(u32),
    /// Drops the top.
    Pop,
    /// Doubles the top.
    Dup,
    /// Pops a value and assigns it.
    Store { target: Target, keep: bool },
    /// Pops a value and updates the target with it.
    Update { operator: Binary, target: Target, keep: bool },
    /// Adds to the target.
    Step { prefix: bool, delta: f64, target: Target, keep: bool },
    /// Pops so many values and appends them to a variable that held a string.
    Append { var: Var, count: u32, keep: bool },
    /// Arithmetic on the two topmost.
    Binary(Binary),
    /// Comparison of the two topmost.
    Compare(Comparison),
    /// Pops a case's label and a copy of the subject; pushes whether they are the same.
    Same,
    /// Joins so many.
    Concat(u32),
    /// Pops a text, pushes whether the pattern matches it.
    MatchConst { pattern: u32, negative: bool },
    /// Pops a pattern and a text.
    MatchDynamic { negative: bool },
    /// Whether the pattern matches the record.
    MatchRecord(u32),
    /// Logical not.
    Not,
    /// Minus.
    Neg,
    /// To a number.
    Plus,
    /// To 0 or 1.
    Truth,
    /// Goes on elsewhere.
    Jump(u32),
    /// Pops; goes elsewhere if true.
    JumpIf(u32),
    /// Pops; goes elsewhere if false.
    JumpUnless(u32),
    /// Pops an array and a subscript, pushes whether it has it.
    In,
    /// Pops an array and a subscript; removes the element.
    Delete,
    /// Pops an array; empties it.
    DeleteAll,
    /// Calls function number so-and-so with so many arguments.
    Call(u32, u32),
    /// The function's name lies below so many arguments.
    Indirect(u32),
    /// Pops the result and returns it.
    Return,
    /// Calls a built-in function with so many arguments.
    Builtin(Builtin, u32),
    /// `sub`, `gsub`: pattern, replacement and the target's value on the stack; the new value is assigned to the target.
    Substitute { global: bool, target: Target },
    /// Reads a record: pops the name (unless main).
    Getline(Input),
    /// Assigns what was read; pushes the status.
    GetlineStore(Target, Input),
    /// Pops the redirection's name, then so many values; prints.
    Print { count: u32, redirect: Option<Redirect> },
    /// The same, formatted.
    Printf { count: u32, redirect: Option<Redirect> },
    /// Writes a field to standard output.
    OutField(u32),
    /// Pops and writes to standard output.
    OutValue,
    /// Writes `OFS`.
    OutSeparator,
    /// Writes `ORS`.
    OutEnd,
    /// The next record of the main input; at the end goes to the END rules.
    Record,
    /// Gives up this record.
    Next,
    /// Gives up this file.
    NextFile,
    /// Pops the status if there is one; ends.
    Exit(bool),
    /// Pops an array; the loop over its keys begins.
    ForIn,
    /// The next key is pushed; at the end of the loop goes elsewhere.
    ForNext(u32),
    /// The loop is left.
    ForEnd,
    /// Goes on with a sort in progress.
    Sort,
    /// A range pattern: is number so-and-so inside? If so, goes elsewhere.
    InRange(u32, u32),
    /// It begins or ends.
    SetRange(u32, bool),
    /// A block of BEGINFILE or ENDFILE rules is over.
    EndBlock,
    /// END rules begin.
    EndRules,
    /// The program is over.
    Halt,
}

/// A function, compiled.
#[derive(Clone, Debug)]
pub struct FunctionCode {
    /// Its name.
    pub name: String,
    /// Where it begins.
    pub entry: u32,
    /// Names of its parameters.
    pub params: Vec<String>,
}

/// A program, compiled.
#[derive(Clone, Debug, Default)]
pub struct Code {
    /// Instructions.
    pub ops: Vec<Op>,
    /// Where each comes from.
    pub places: Vec<At>,
    /// Constants.
    pub constants: Vec<Value>,
    /// Texts of regular expressions.
    pub patterns: Vec<Text>,
    /// Functions.
    pub functions: Vec<FunctionCode>,
    /// Names of globals.
    pub globals: Vec<String>,
    /// Where records are read.
    pub main_loop: u32,
    /// Where the END rules begin.
    pub end_rules: u32,
    /// Is there anything to be done with input?
    pub reads_input: bool,
    /// Where BEGINFILE rules begin.
    pub begin_file: Option<u32>,
    /// Where ENDFILE rules begin.
    pub end_file: Option<u32>,
    /// How many range patterns there are.
    pub ranges: usize,
}
