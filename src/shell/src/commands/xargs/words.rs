//! Words of the input: quoted the way xargs reads them, or cut at a byte.

use crate::Bytes;
use crate::context::Input;

/// How input is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Splitting {
    /// At blanks and newlines; quotation marks and backslashes protect.
    Shell,
    /// At newlines, blanks at the start dropped (`-I`).
    Lines,
    /// At this byte.
    At(u8),
}

/// A reader of words.
pub(super) struct Reader {
    input: Input,
    splitting: Splitting,
    end_mark: Option<Bytes>,
    ended: bool,
}

impl Reader {
    pub(super) fn new(input: Input, splitting: Splitting, end_mark: Option<Bytes>) -> Self {
        Self { input, splitting, end_mark, ended: false }
    }

    async fn byte(&mut self) -> Result<Option<u8>, String> {
        let byte = self.input.fill().await.map_err(|error| error.text().to_owned())?.first().copied();
        if byte.is_some() {
            self.input.consume(1);
        }
        Ok(byte)
    }

    async fn peek(&mut self) -> Result<Option<u8>, String> {
        Ok(self.input.fill().await.map_err(|error| error.text().to_owned())?.first().copied())
    }

    /// The next word, and whether its line ends after it.
    pub(super) async fn word(&mut self) -> Result<Option<(Bytes, bool)>, String> {
        if self.ended {
            return Ok(None);
        }
        let word = match self.splitting {
            Splitting::At(end) => {
                let record = self.input.until(end).await.map_err(|error| error.text().to_owned())?;
                record.map(|record| (record.strip_suffix(&[end]).unwrap_or(record).to_vec(), true))
            }
            Splitting::Shell | Splitting::Lines => self.quoted().await?,
        };
        match word {
            Some((word, _)) if self.end_mark.as_ref() == Some(&word) => {
                self.ended = true;
                Ok(None)
            }
            other => Ok(other),
        }
    }

    async fn quoted(&mut self) -> Result<Option<(Bytes, bool)>, String> {
        let lines = self.splitting == Splitting::Lines;
        while self.peek().await?.is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.byte().await?;
        }
        let mut word = Vec::new();
        let mut any = false;
        loop {
            let Some(byte) = self.byte().await? else {
                return Ok(any.then_some((word, true)));
            };
            match byte {
                b'\n' => return Ok(Some((word, true))),
                b' ' | b'\t' if !lines => {
                    // A blank before the newline joins lines for -L.
                    let mut joined = false;
                    while let Some(next @ (b' ' | b'\t')) = self.peek().await? {
                        let _ = next;
                        self.byte().await?;
                    }
                    if self.peek().await? == Some(b'\n') {
                        self.byte().await?;
                        joined = true;
                    }
                    let _ = joined;
                    return Ok(Some((word, false)));
                }
                b'\'' | b'"' => {
                    any = true;
                    loop {
                        match self.byte().await? {
                            Some(inner) if inner == byte => break,
                            Some(b'\n') | None => {
                                let kind = if byte == b'"' { "double" } else { "single" };
                                return Err(format!(
                                    "unmatched {kind} quote; by default quotes are special to xargs unless you use the -0 option"
                                ));
                            }
                            Some(inner) => word.push(inner),
                        }
                    }
                }
                b'\\' => {
                    any = true;
                    if let Some(next) = self.byte().await? {
                        word.push(next);
                    }
                }
                other => {
                    any = true;
                    word.push(other);
                }
            }
            if word.len() > crate::MAX_VALUE {
                return Err("argument line too long".into());
            }
        }
    }
}

/// `x`, `\n`, `\0`, `\x41`, `\101`.
pub(super) fn delimiter(text: &[u8]) -> Option<u8> {
    match text {
        [byte] => Some(*byte),
        [b'\\', letter] => match letter {
            b'a' => Some(7),
            b'b' => Some(8),
            b'f' => Some(0x0c),
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'v' => Some(0x0b),
            b'\\' => Some(b'\\'),
            b'0'..=b'7' => Some(letter - b'0'),
            _ => None,
        },
        [b'\\', b'x', digits @ ..] => u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok(),
        [b'\\', digits @ ..] => u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok(),
        _ => None,
    }
}

/// The mark replaced in a word.
pub(super) fn replace(word: &[u8], mark: &[u8], by: &[u8]) -> Bytes {
    if mark.is_empty() {
        return word.to_vec();
    }
    let mut out = Vec::with_capacity(word.len() + by.len());
    let mut rest = word;
    while let Some(at) = memchr::memmem::find(rest, mark) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(by);
        rest = &rest[at + mark.len()..];
    }
    out.extend_from_slice(rest);
    out
}
