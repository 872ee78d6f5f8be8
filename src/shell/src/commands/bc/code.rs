//! What a bc program is compiled to.

use super::number::Number;
use std::rc::Rc;

/// What is assigned to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Variable(usize),
    /// Its index is on the stack.
    Element(usize),
    Scale,
    InputBase,
    OutputBase,
    Last,
}

/// Arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    Less,
    LessEqual,
    Equal,
    Different,
    Greater,
    GreaterEqual,
    And,
    Or,
}

/// An instruction.
#[derive(Clone, Debug)]
pub(super) enum Op {
    Literal(String),
    Constant(Number),
    Load(Place),
    Store(Place),
    /// Updates a place with the value on top.
    Update(Place, Operator),
    /// `++`, `--`: by how much, and whether the new value is pushed.
    Step(Place, i64, bool),
    Operate(Operator),
    Negate,
    Not,
    Jump(usize),
    JumpIfZero(usize),
    /// A value of a statement is printed.
    Show,
    /// `print` prints without a newline.
    Print,
    Text(String),
    Drop,
    /// An array is passed.
    PassArray(usize),
    Call(String, usize),
    Length,
    ScaleOf,
    Root,
    Read,
    Return,
    Halt,
}

/// A function.
#[derive(Clone, Debug, Default)]
pub(super) struct Function {
    pub(super) params: Vec<(usize, bool)>,
    pub(super) autos: Vec<(usize, bool)>,
    pub(super) code: Rc<Vec<Op>>,
}
