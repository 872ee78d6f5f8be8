//! The script as text, before any grammar: lexemes, colours, statements, completion.

mod complete;
mod format;
mod highlight;
mod lex;
mod split;
mod words;

pub use complete::{Completion, CompletionKind, complete};
pub use format::format;
pub use highlight::highlight;
pub use lex::{Lexeme, LexemeKind, lex};
pub(crate) use split::copy_data;
pub use split::split_statements;
