//! What is wrong with a text, in bash's words.

use crate::Bytes;

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// A token where none of its kind may stand.
    Unexpected(Bytes),
    /// Something around this text.
    Near(Bytes),
    /// The end, while a command was open.
    End,
    /// The end, while this closing mark was looked for (and the line where it was opened).
    Unclosed(Bytes, u32),
    /// The end, while a here-document's delimiter was looked for: bash goes on with a warning.
    HereDoc(Bytes, u32),
    /// Something bash says in its own words.
    Message(String),
    /// `[[ … ]]` went wrong here: the words, and the token.
    Cond(String, Bytes),
    /// More nesting than this shell takes.
    TooDeep,
}

/// An error, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What.
    pub kind: ErrorKind,
    /// The byte it is at.
    pub at: usize,
    /// The line it is on, from 1.
    pub line: u32,
    /// That line's text.
    pub text: Bytes,
    /// It is in the list of an array's elements: bash gives that up with status 1.
    pub in_elements: bool,
}

impl SyntaxError {
    /// The status that it leaves; a wrong `[[` leaves the one there was.
    pub fn status(&self) -> Option<i32> {
        match &self.kind {
            ErrorKind::Cond(_, token) if !token.is_empty() => None,
            _ if self.in_elements => Some(1),
            _ => Some(2),
        }
    }

    /// Would more input help?
    pub fn is_incomplete(&self) -> bool {
        matches!(self.kind, ErrorKind::End | ErrorKind::Unclosed(..) | ErrorKind::HereDoc(..))
    }

    /// bash's messages, without the part before them (`bash: line 3: `).
    pub fn messages(&self) -> Vec<Bytes> {
        let show = |token: &[u8]| if token == b"\n" { b"newline".to_vec() } else { token.to_vec() };
        match &self.kind {
            ErrorKind::Unexpected(token) => {
                let first = [b"syntax error near unexpected token `".as_slice(), &show(token), b"'"].concat();
                vec![first, [b"`".as_slice(), &self.text, b"'"].concat()]
            }
            ErrorKind::Near(part) => {
                let first = [b"syntax error near `".as_slice(), part, b"'"].concat();
                vec![first, [b"`".as_slice(), &self.text, b"'"].concat()]
            }
            ErrorKind::End => vec![b"syntax error: unexpected end of file".to_vec()],
            ErrorKind::Unclosed(mark, _) => {
                vec![[b"unexpected EOF while looking for matching `".as_slice(), mark, b"'"].concat()]
            }
            ErrorKind::HereDoc(delimiter, line) => {
                let text = format!("here-document at line {line} delimited by end-of-file (wanted `");
                vec![[text.as_bytes(), delimiter, b"')"].concat()]
            }
            ErrorKind::Message(text) => vec![text.clone().into_bytes()],
            ErrorKind::Cond(text, token) => {
                let _ = show(token);
                if text.is_empty() { Vec::new() } else { vec![text.clone().into_bytes()] }
            }
            ErrorKind::TooDeep => vec![b"syntax error: nesting too deep".to_vec()],
        }
    }

    /// The line bash names for each message.
    pub fn line_of_message(&self) -> u32 {
        match &self.kind {
            ErrorKind::Unclosed(_, line) => *line,
            _ => self.line,
        }
    }
}
