//! Bound expressions: names are positions, overloads are chosen, casts are explicit.

use super::Plan;
use crate::functions::{Function, Volatility};
use crate::types::{ColumnType, Type};
use crate::value::Value;
use std::sync::Arc;

/// Where an expression was written: the token's index. Equal to every other place, so that equal expressions are equal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place(pub Option<u32>);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    /// `=`
    Eq,
    /// `<>`
    NotEq,
    /// `<`
    Less,
    /// `<=`
    LessEq,
    /// `>`
    Greater,
    /// `>=`
    GreaterEq,
}

impl CompareOp {
    /// Its symbol.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Eq => "=",
            Self::NotEq => "<>",
            Self::Less => "<",
            Self::LessEq => "<=",
            Self::Greater => ">",
            Self::GreaterEq => ">=",
        }
    }

    /// The same comparison with its sides swapped.
    #[must_use]
    pub fn swapped(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessEq => Self::GreaterEq,
            Self::Greater => Self::Less,
            Self::GreaterEq => Self::LessEq,
            same => same,
        }
    }

    /// The opposite comparison.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Eq => Self::NotEq,
            Self::NotEq => Self::Eq,
            Self::Less => Self::GreaterEq,
            Self::LessEq => Self::Greater,
            Self::Greater => Self::LessEq,
            Self::GreaterEq => Self::Less,
        }
    }

    /// Whether this order satisfies it.
    #[inline]
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        match self {
            Self::Eq => order == Equal,
            Self::NotEq => order != Equal,
            Self::Less => order == Less,
            Self::LessEq => order != Greater,
            Self::Greater => order == Greater,
            Self::GreaterEq => order != Less,
        }
    }
}

/// A query inside an expression, and what it takes from the row around it.
#[derive(Clone, Debug)]
pub struct Subplan {
    /// Its number: answers are remembered under it.
    pub id: usize,
    /// The query.
    pub plan: Plan,
    /// Some call in it gives another value each time: it is asked for every row it takes something from.
    pub volatile: bool,
    /// Its parameters: number, and expression over the row around it.
    pub params: Vec<(usize, Expr)>,
}

/// What is asked of a subquery's rows.
#[derive(Clone, Debug, PartialEq)]
pub enum SubqueryTest {
    /// Its only value.
    Scalar,
    /// Whether it has a row.
    Exists,
    /// Whether the left side compares so with some (or every) row.
    Quantified {
        /// The left side, a column each.
        left: Vec<Expr>,
        /// The comparison.
        op: CompareOp,
        /// ALL instead of ANY.
        all: bool,
    },
    /// All its values, as an array.
    Array,
}

/// A bound expression and its type.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: Kind,
    /// Its type.
    pub ty: Type,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A constant.
    Const(Value),
    /// A column of the input.
    Column(usize, Place),
    /// A value from a row around the query.
    Param(usize, Place),
    /// An aggregate of the query level, by number, before the plan is made.
    Aggregate(usize),
    /// A window function of the query level, by number, before the plan is made.
    Window(usize),
    /// A column of a set-returning call of the query level, by call and column, before the plan is made.
    Set(usize, usize),
    /// `GROUPING(…)` over the arguments, before the plan is made.
    Grouping(Vec<Expr>),
    /// A function.
    Call(Arc<Function>, Vec<Expr>),
    /// A comparison of two values of one type.
    Compare(CompareOp, Box<Expr>, Box<Expr>),
    /// IS [NOT] DISTINCT FROM.
    Distinct(Box<Expr>, Box<Expr>, bool),
    /// All hold.
    And(Vec<Expr>),
    /// Some holds.
    Or(Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
    /// IS [NOT] NULL.
    IsNull(Box<Expr>, bool),
    /// IS [NOT] TRUE, IS [NOT] FALSE: value, negated.
    IsBool(Box<Expr>, bool, bool),
    /// CASE: conditions with results, and the result without.
    Case(Vec<(Expr, Expr)>, Option<Box<Expr>>),
    /// The first that is not NULL.
    Coalesce(Vec<Expr>),
    /// The greatest (or least) that is not NULL.
    Extreme(bool, Vec<Expr>),
    /// A cast; lenient: NULL where it fails (TRY_CAST); explicit: texts are cut to length.
    Cast {
        /// What.
        expr: Box<Expr>,
        /// To what.
        to: ColumnType,
        /// NULL where it fails.
        lenient: bool,
        /// Asked for: texts are cut to length.
        explicit: bool,
    },
    /// TRY(…): NULL for rows whose values it cannot be computed of.
    Try(Box<Expr>),
    /// IN (…), NOT IN (…).
    InList(Box<Expr>, Vec<Expr>, bool),
    /// LIKE, ILIKE: text, pattern, escape character, whatever the case, negated.
    Like {
        /// The text.
        expr: Box<Expr>,
        /// The pattern.
        pattern: Box<Expr>,
        /// The escape character, if any.
        escape: Option<char>,
        /// ILIKE
        insensitive: bool,
        /// NOT LIKE
        negated: bool,
    },
    /// ARRAY[…]
    Array(Vec<Expr>),
    /// ROW(…)
    Row(Vec<Expr>),
    /// A field of a row.
    Field(Box<Expr>, usize),
    /// `array[index]…`
    Index(Box<Expr>, Vec<Expr>),
    /// `array[from:to]`
    Slice(Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// `left op ANY (array)`, `ALL`.
    AnyArray(CompareOp, Box<Expr>, Box<Expr>, bool),
    /// A query.
    Subquery(Box<Subplan>, SubqueryTest),
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Const(a), Self::Const(b)) => a == b && a.is_null() == b.is_null(),
            (Self::Column(a, _), Self::Column(b, _))
            | (Self::Param(a, _), Self::Param(b, _))
            | (Self::Aggregate(a), Self::Aggregate(b))
            | (Self::Window(a), Self::Window(b)) => a == b,
            (Self::Set(a, b), Self::Set(c, d)) => (a, b) == (c, d),
            (Self::Grouping(a), Self::Grouping(b)) => a == b,
            (Self::Call(f, a), Self::Call(g, b)) => Arc::ptr_eq(f, g) && f.volatility != Volatility::Volatile && a == b,
            (Self::Compare(o, a, b), Self::Compare(p, c, d)) => o == p && a == c && b == d,
            (Self::Distinct(a, b, n), Self::Distinct(c, d, m)) => a == c && b == d && n == m,
            (Self::And(a), Self::And(b)) | (Self::Or(a), Self::Or(b)) => a == b,
            (Self::Coalesce(a), Self::Coalesce(b))
            | (Self::Array(a), Self::Array(b))
            | (Self::Row(a), Self::Row(b)) => a == b,
            (Self::Not(a), Self::Not(b)) | (Self::Try(a), Self::Try(b)) => a == b,
            (Self::IsNull(a, n), Self::IsNull(b, m)) => a == b && n == m,
            (Self::IsBool(a, v, n), Self::IsBool(b, w, m)) => a == b && v == w && n == m,
            (Self::Case(a, b), Self::Case(c, d)) => a == c && b == d,
            (Self::Extreme(g, a), Self::Extreme(h, b)) => g == h && a == b,
            (
                Self::Cast { expr: a, to: t, lenient: l, explicit: x },
                Self::Cast { expr: b, to: u, lenient: m, explicit: y },
            ) => a == b && t == u && l == m && x == y,
            (Self::InList(a, l, n), Self::InList(b, m, o)) => a == b && l == m && n == o,
            (
                Self::Like { expr: a, pattern: p, escape: e, insensitive: i, negated: n },
                Self::Like { expr: b, pattern: q, escape: f, insensitive: j, negated: m },
            ) => a == b && p == q && e == f && i == j && n == m,
            (Self::Field(a, i), Self::Field(b, j)) => a == b && i == j,
            (Self::Index(a, i), Self::Index(b, j)) => a == b && i == j,
            (Self::Slice(a, f, t), Self::Slice(b, g, u)) => a == b && f == g && t == u,
            (Self::AnyArray(o, a, b, x), Self::AnyArray(p, c, d, y)) => o == p && a == c && b == d && x == y,
            (Self::Subquery(a, s), Self::Subquery(b, t)) => a.id == b.id && a.params == b.params && s == t,
            _ => false,
        }
    }
}

impl Expr {
    /// An expression of a type.
    pub fn new(kind: Kind, ty: Type) -> Self {
        Self { kind, ty }
    }

    /// A constant.
    pub fn constant(value: Value, ty: Type) -> Self {
        Self::new(Kind::Const(value), ty)
    }

    /// NULL of a type.
    pub fn null(ty: Type) -> Self {
        Self::constant(Value::Null, ty)
    }

    /// A truth value.
    pub fn bool(value: bool) -> Self {
        Self::constant(Value::Bool(value), Type::Bool)
    }

    /// A column of the input.
    pub fn column(index: usize, ty: Type) -> Self {
        Self::new(Kind::Column(index, Place::default()), ty)
    }

    /// The opposite truth.
    #[must_use]
    pub fn not(self) -> Self {
        Self::new(Kind::Not(Box::new(self)), Type::Bool)
    }

    /// All of these conditions.
    pub fn all(mut conditions: Vec<Self>) -> Self {
        match conditions.len() {
            0 => Self::bool(true),
            1 => conditions.swap_remove(0),
            _ => Self::new(Kind::And(conditions), Type::Bool),
        }
    }

    /// A comparison.
    pub fn compare(op: CompareOp, left: Self, right: Self) -> Self {
        Self::new(Kind::Compare(op, Box::new(left), Box::new(right)), Type::Bool)
    }

    /// The constant it is.
    pub fn as_const(&self) -> Option<&Value> {
        match &self.kind {
            Kind::Const(value) => Some(value),
            _ => None,
        }
    }
}
