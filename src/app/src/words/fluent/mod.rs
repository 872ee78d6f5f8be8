//! Fluent, as far as the messages of `content/ui` need it: texts over several lines, places for arguments, literals,
//! references to other messages, and choices by text, number or plural form.
//!
//! The reference implementation weighs 48 KB (brotli), an eighth of the page's budget; a test holds this one against it,
//! message by message. Attributes, terms with arguments and functions are not known here: such a message is an error.

mod parse;
mod resolve;

pub(super) use parse::read;
pub(super) use resolve::format;

use std::collections::BTreeMap;

/// Messages by id.
pub(super) type Messages = BTreeMap<String, Pattern>;

/// What a message says, piece by piece.
pub(super) type Pattern = Vec<Piece>;

/// A piece of a message.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// As it stands.
    Text(String),
    /// `{ $name }`
    Argument(String),
    /// `{ other-message }`
    Message(String),
    /// `{ $name -> … }`: the first variant that fits, or the marked one.
    Choice { argument: String, variants: Vec<(Key, Pattern)>, otherwise: usize },
}

/// What a variant is for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Key {
    /// This number.
    Number(i64),
    /// This plural form, or this text.
    Name(String),
}
