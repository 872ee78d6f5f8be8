//! Declarations: `name(types) -> type`, read from a text so that a family file reads like PostgreSQL's `\df`.

use super::Context;
use crate::Result;
use crate::types::{self, Type};
use crate::value::Value;
use crate::vector::{Operand, Vector};

/// What a parameter accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Param {
    /// One type.
    Exact(Type),
    /// Any type, each on its own.
    Any,
    /// Any type, the same for all `anyelement`s of the call.
    AnyElement,
    /// An array of `anyelement`.
    AnyArray,
    /// Any enumerated type, the same for all `anyelement`s of the call.
    AnyEnum,
}

/// Whether a function may be computed once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volatility {
    /// A function of its arguments.
    Immutable,
    /// Fixed within a statement.
    Stable,
    /// New every time.
    Volatile,
}

/// One row at a time.
pub type RowBody = fn(&Context<'_>, &[Value]) -> Result<Value>;
/// A whole batch: the arguments and the number of rows.
pub type VectorBody = fn(&Context<'_>, &[Operand], usize) -> Result<Vector>;

/// How it is computed.
#[derive(Clone, Copy)]
pub enum Body {
    /// One row at a time.
    Row(RowBody),
    /// A whole batch.
    Vector(VectorBody),
}

/// A function or an operator.
#[derive(Clone)]
pub struct Function {
    /// Its name, in lower case; operators by their symbol.
    pub name: String,
    /// Its parameters.
    pub params: Vec<Param>,
    /// Whether the last parameter may be repeated.
    pub variadic: bool,
    /// What it returns.
    pub returns: Param,
    /// NULL in, NULL out, without a call.
    pub strict: bool,
    /// Whether it may be computed once.
    pub volatility: Volatility,
    /// How it is computed.
    pub body: Body,
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.name, self.params.len())
    }
}

impl Function {
    /// It wants to see NULLs.
    #[must_use]
    pub fn on_null(mut self) -> Self {
        self.strict = false;
        self
    }

    /// Its result changes from call to call.
    #[must_use]
    pub fn volatile(mut self) -> Self {
        self.volatility = Volatility::Volatile;
        self
    }

    /// Its result depends on the clock or the session.
    #[must_use]
    pub fn stable(mut self) -> Self {
        self.volatility = Volatility::Stable;
        self
    }
}

/// Declares a function computed row by row.
pub fn row(signature: &str, body: RowBody) -> Function {
    declare(signature, Body::Row(body))
}

/// Declares a function computed batch by batch. A vector body handles NULLs itself, strict or not.
pub fn vector(signature: &str, body: VectorBody) -> Function {
    declare(signature, Body::Vector(body))
}

fn param(text: &str) -> Param {
    match text.trim() {
        "any" => Param::Any,
        "anyelement" => Param::AnyElement,
        "anyarray" => Param::AnyArray,
        "anyenum" => Param::AnyEnum,
        "unknown" => Param::Exact(Type::Unknown),
        name => Param::Exact(types::named(name).unwrap_or_else(|| {
            debug_assert!(false, "unknown type in a signature: {name}");
            Type::Text
        })),
    }
}

fn declare(signature: &str, body: Body) -> Function {
    let (head, returns) = signature.split_once("->").filter(|_| !signature.starts_with("->")).unwrap_or_else(|| {
        // The operators `->` and `->>` hold the arrow themselves.
        let at = signature.rfind("->").unwrap_or(0);
        (&signature[..at], &signature[at + 2..])
    });
    let (name, list) = head.trim().split_once('(').unwrap_or((head.trim(), ")"));
    let list = list.trim().trim_end_matches(')');
    let mut variadic = false;
    let mut params = Vec::new();
    for text in list.split(',').map(str::trim).filter(|text| !text.is_empty()) {
        let text = text.strip_prefix("variadic ").map_or(text, |rest| {
            variadic = true;
            rest
        });
        params.push(param(text));
    }
    Function {
        name: name.to_owned(),
        params,
        variadic,
        returns: param(returns),
        strict: true,
        volatility: Volatility::Immutable,
        body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_read() {
        let f = row("f(text, variadic anyelement) -> int4[]", |_, _| Ok(Value::Null));
        assert_eq!(f.name, "f");
        assert_eq!(f.params, [Param::Exact(Type::Text), Param::AnyElement]);
        assert!(f.variadic);
        assert_eq!(f.returns, Param::Exact(Type::Int4.array()));
        assert_eq!(row("->>(json, text) -> text", |_, _| Ok(Value::Null)).name, "->>");
        assert!(row("pi() -> float8", |_, _| Ok(Value::Null)).params.is_empty());
    }
}
