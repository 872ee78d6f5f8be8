//! From text to a tree: bash 5.2's grammar, own lexer and parser.
//!
//! The text is read one complete command at a time ([`Parser::next`]), because what runs may change how the next line is
//! read (aliases, `shopt -s extglob`). Errors say what bash says; [`SyntaxError::is_incomplete`] asks for more input.
//!
//! ```
//! use shell::syntax::{Parser, ParseOptions};
//! let mut parser = Parser::new(b"echo hi | wc -c; (true)\nif x", ParseOptions::default());
//! assert!(parser.next().unwrap().is_some());
//! assert!(parser.next().unwrap_err().is_incomplete());
//! ```

mod arith;
mod assign;
mod ast;
mod command;
mod compound;
mod cond;
mod error;
mod heredoc;
mod highlight;
mod param;
mod parser;
mod print;
mod quoted;
mod redirect;
mod word;

pub use arith::{BinaryOp, Expr, Node, Target, Wrong, parse as parse_arith};
pub use ast::*;
pub use error::{ErrorKind, SyntaxError};
pub use highlight::highlight;
pub(crate) use parser::is_identifier;
pub use parser::{ParseOptions, Parser};
pub use print::{function as print_function, pipeline as print_pipeline};
pub(crate) use quoted::{push_code_point, unescape};
