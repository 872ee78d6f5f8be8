//! Redirections.

use super::heredoc::unquoted;
use super::parser::{Parser, Pending, Result, is_name};
use super::{Redirect, RedirectFd, RedirectKind};
use std::cell::OnceCell;
use std::rc::Rc;

/// The operators, longest first.
const OPERATORS: [(&str, RedirectKind); 12] = [
    ("&>>", RedirectKind::BothAppend),
    ("<<<", RedirectKind::HereString),
    ("<<-", RedirectKind::HereDocTabs),
    ("&>", RedirectKind::Both),
    ("<<", RedirectKind::HereDoc),
    ("<&", RedirectKind::DupInput),
    ("<>", RedirectKind::ReadWrite),
    (">>", RedirectKind::Append),
    (">&", RedirectKind::DupOutput),
    (">|", RedirectKind::Clobber),
    ("<", RedirectKind::Read),
    (">", RedirectKind::Write),
];

impl Parser {
    /// A redirection, if one comes next; otherwise the place is unchanged.
    pub(super) fn redirect(&mut self) -> Result<Option<Redirect>> {
        let start = self.pos;
        let fd = self.redirect_fd();
        let operator = OPERATORS.iter().find(|(text, _)| self.looking_at(text.as_bytes()));
        let process = self.looking_at(b"<(") || self.looking_at(b">(");
        let Some((text, kind)) =
            operator.filter(|(text, _)| !process && (fd == RedirectFd::Default || !text.starts_with('&')))
        else {
            self.pos = start;
            return Ok(None);
        };
        self.pos += text.len();
        self.blanks();
        let line = self.line_at(self.pos);
        if self
            .peek()
            .is_none_or(|byte| super::parser::is_meta(byte) && !self.looking_at(b"<(") && !self.looking_at(b">("))
        {
            if self.peek().is_none() && self.substitutions == 0 {
                return self.error(super::ErrorKind::Unexpected(b"\n".to_vec()), self.pos);
            }
            return self.unexpected();
        }
        let word = self.word()?;
        let mut redirect = Redirect { fd, kind: *kind, word, body: None, literal: false, span: self.span_from(start) };
        if matches!(kind, RedirectKind::HereDoc | RedirectKind::HereDocTabs) {
            let (delimiter, literal) = unquoted(&redirect.word);
            let body = Rc::new(OnceCell::new());
            redirect.body = Some(Rc::clone(&body));
            redirect.literal = literal;
            self.pending.push(Pending { delimiter, literal, tabs: *kind == RedirectKind::HereDocTabs, body, line });
        }
        Ok(Some(redirect))
    }

    /// `3` or `{name}` right before an operator.
    fn redirect_fd(&mut self) -> RedirectFd {
        let rest = self.rest();
        let digits = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
        if digits > 0 && matches!(rest.get(digits), Some(b'<' | b'>')) {
            let number = std::str::from_utf8(&rest[..digits]).ok().and_then(|digits| digits.parse().ok());
            if let Some(number) = number.filter(|number| *number < 1 << 20) {
                self.pos += digits;
                return RedirectFd::Number(number);
            }
        }
        if rest.first() == Some(&b'{') {
            let name = &rest[1..];
            let length = name.iter().position(|byte| !is_name(*byte)).unwrap_or(name.len());
            if length > 0
                && name.get(length) == Some(&b'}')
                && matches!(name.get(length + 1), Some(b'<' | b'>'))
                && !name[0].is_ascii_digit()
            {
                let name = name[..length].to_vec();
                self.pos += length + 2;
                return RedirectFd::Variable(name);
            }
        }
        RedirectFd::Default
    }

    /// All redirections that come next.
    pub(super) fn redirects(&mut self) -> Result<Vec<Redirect>> {
        let mut redirects = Vec::new();
        loop {
            self.blanks();
            match self.redirect()? {
                Some(redirect) => redirects.push(redirect),
                None => return Ok(redirects),
            }
        }
    }
}
