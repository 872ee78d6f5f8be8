//! A filter as it was written.

use super::value::Json;
use std::rc::Rc;

/// A filter.
#[derive(Debug)]
pub enum Filter {
    /// `.`
    Identity,
    /// `..`
    Recurse,
    /// `f[g]`, `.a`
    Index(Node, Node),
    /// `f[g:h]`
    Slice(Node, Option<Node>, Option<Node>),
    /// `f[]`
    Each(Node),
    /// `try f catch g`, `f?`
    Try(Node, Option<Node>),
    /// A constant.
    Literal(Json),
    /// `"a\(f)b"`, each hole formatted.
    Text(Option<Rc<str>>, Vec<Part>),
    /// `@csv`
    Format(Rc<str>),
    /// `[f]`
    Collect(Option<Node>),
    /// `{…}`
    Object(Vec<(Node, Node)>),
    /// `-f`
    Negate(Node),
    /// `f | g`
    Pipe(Node, Node),
    /// `f, g`
    Comma(Node, Node),
    /// `f + g` and its like.
    Binary(Operator, Node, Node),
    /// `f and g`
    And(Node, Node),
    /// `f or g`
    Or(Node, Node),
    /// `f // g`
    Alternative(Node, Node),
    /// `f = g`
    Assign(Node, Node),
    /// `f |= g`
    Modify(Node, Node),
    /// `f += g`; `None` is `//=`.
    Update(Option<Operator>, Node, Node),
    /// `if f then g else h end`
    If(Node, Node, Option<Node>),
    /// `reduce f as $x (g; h)`
    Reduce(Node, Rc<Destructure>, Node, Node),
    /// `foreach f as $x (g; h; i)`
    Foreach(Node, Rc<Destructure>, Node, Node, Option<Node>),
    /// `def f: g; h`
    Define(Rc<Definition>, Node),
    /// A call.
    Call(Rc<str>, Vec<Node>),
    /// `$x`
    Variable(Rc<str>),
    /// `f as $x | g`, with alternatives.
    Bind(Node, Vec<Rc<Destructure>>, Node),
    /// `label $x | f`
    Label(Rc<str>, Node),
    /// `break $x`
    Break(Rc<str>),
}

/// A filter, shared.
pub type Node = Rc<Filter>;

/// A piece of an interpolated string.
#[derive(Debug)]
pub enum Part {
    /// Text.
    Text(Rc<str>),
    /// `\(…)`
    Hole(Node),
}

/// Arithmetic and comparisons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Modulo,
    /// `==`
    Equal,
    /// `!=`
    Different,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// A member to be taken out of an object: its key, the variable that gets it whole, and what it is taken apart into.
pub type Member = (Node, Option<Rc<str>>, Option<Rc<Destructure>>);

/// What a value is taken apart into.
#[derive(Debug)]
pub enum Destructure {
    /// `$x`
    Variable(Rc<str>),
    /// `[p, q]`
    Array(Vec<Rc<Destructure>>),
    /// `{k: p, $x}`: the key, the variable that gets the whole value, and what it is taken apart into.
    Object(Vec<Member>),
}

impl Destructure {
    /// All variables in it.
    pub fn variables(&self, into: &mut Vec<Rc<str>>) {
        match self {
            Self::Variable(name) => into.push(Rc::clone(name)),
            Self::Array(items) => items.iter().for_each(|item| item.variables(into)),
            Self::Object(members) => {
                for (_, name, inner) in members {
                    into.extend(name.clone());
                    if let Some(inner) = inner {
                        inner.variables(into);
                    }
                }
            }
        }
    }
}

/// A function.
#[derive(Debug)]
pub struct Definition {
    /// Its name and number of parameters: `f/1`.
    pub name: Rc<str>,
    /// Its parameters; `$x` ones are bound to values.
    pub params: Vec<(Rc<str>, bool)>,
    /// What it does.
    pub body: Node,
}
