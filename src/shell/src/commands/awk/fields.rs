//! How a record is cut into fields: `FS`, `FPAT`, `FIELDWIDTHS`.

use super::characters;
use super::regexes::{RegexError, Regexes};
use pattern::Pattern;

/// What separates fields, or what they are.
#[derive(Clone, Debug)]
pub enum Splitter {
    /// White space (`FS = " "`).
    Blanks,
    /// One byte that stands for itself.
    Byte(u8),
    /// A regular expression.
    Regex(Pattern),
    /// Every character is a field (`FS = ""`).
    Characters,
    /// Widths, each with what is skipped before it; `None` for the rest (`*`).
    Widths(Vec<(usize, Option<usize>)>),
    /// Fields match the pattern (`FPAT`).
    Content(Pattern),
}

/// A stretch of the record.
pub type Span = (u32, u32);

impl Splitter {
    /// What `FS` or the third argument of `split` means.
    pub fn of_fs(fs: &super::value::Text, typed: bool, regexes: &mut Regexes) -> Result<Self, RegexError> {
        match &**fs {
            _ if typed => regexes.dynamic(fs).map(Self::Regex),
            b" " => Ok(Self::Blanks),
            b"" => Ok(Self::Characters),
            [byte] if *byte != b'\\' => Ok(Self::Byte(*byte)),
            b"\\" => Ok(Self::Byte(b'\\')),
            _ => regexes.dynamic(fs).map(Self::Regex),
        }
    }

    /// What `FIELDWIDTHS` means; the wrong word if it means nothing.
    pub fn of_widths(text: &[u8]) -> Result<Self, Vec<u8>> {
        let mut widths = Vec::new();
        let words: Vec<&[u8]> =
            text.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty()).collect();
        for (index, word) in words.iter().enumerate() {
            if *word == b"*" && index + 1 == words.len() {
                widths.push((0, None));
                continue;
            }
            if let Some(skip) = word.strip_suffix(b":*")
                && index + 1 == words.len()
                && let Some(skip) = std::str::from_utf8(skip).ok().and_then(|skip| skip.parse().ok())
            {
                widths.push((skip, None));
                continue;
            }
            let number = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse::<usize>().ok();
            let parsed = match word.iter().position(|byte| *byte == b':') {
                Some(colon) => number(&word[..colon]).zip(number(&word[colon + 1..])),
                None => number(word).map(|width| (0, width)),
            };
            let (skip, width) = parsed.filter(|(_, width)| *width > 0).ok_or_else(|| word.to_vec())?;
            widths.push((skip, Some(width)));
        }
        Ok(Self::Widths(widths))
    }

    /// Cuts `text` from `from` on; stops after field number `wanted` (from 0) where that is cheap. Gives back where to go
    /// on, or `None` when all is cut.
    pub fn cut(
        &self,
        text: &[u8],
        from: usize,
        wanted: usize,
        newline_too: bool,
        regexes: &Regexes,
        spans: &mut Vec<Span>,
    ) -> Result<Option<usize>, RegexError> {
        let mut seps = |_: usize, _: usize| {};
        match self {
            Self::Blanks => return Ok(blanks(text, from, wanted, spans)),
            Self::Byte(byte) => {
                if text.is_empty() {
                    return Ok(None);
                }
                let mut at = from;
                loop {
                    let found = if newline_too {
                        memchr::memchr2(*byte, b'\n', &text[at..])
                    } else {
                        memchr::memchr(*byte, &text[at..])
                    };
                    let Some(offset) = found else { break };
                    spans.push((at as u32, (at + offset) as u32));
                    at += offset + 1;
                    if spans.len() > wanted {
                        return Ok(Some(at));
                    }
                }
                spans.push((at as u32, text.len() as u32));
            }
            Self::Regex(pattern) => regex(pattern, text, newline_too, regexes, spans, &mut seps)?,
            Self::Characters => {
                let mut at = 0;
                while at < text.len() {
                    let length = characters::length_at(text, at);
                    if !(newline_too && text[at] == b'\n') {
                        spans.push((at as u32, (at + length) as u32));
                    }
                    at += length;
                }
            }
            Self::Widths(widths) => {
                let mut at = 0;
                for (skip, width) in widths {
                    at += characters::offset(&text[at..], *skip);
                    if at >= text.len() {
                        break;
                    }
                    let end = width.map_or(text.len(), |width| at + characters::offset(&text[at..], width));
                    spans.push((at as u32, end as u32));
                    at = end;
                }
            }
            Self::Content(pattern) => content(pattern, text, regexes, spans, &mut seps)?,
        }
        Ok(None)
    }
}

fn blanks(text: &[u8], from: usize, wanted: usize, spans: &mut Vec<Span>) -> Option<usize> {
    let mut at = from;
    loop {
        while at < text.len() && matches!(text[at], b' ' | b'\t' | b'\n') {
            at += 1;
        }
        if at >= text.len() {
            return None;
        }
        let start = at;
        while at < text.len() && !matches!(text[at], b' ' | b'\t' | b'\n') {
            at += 1;
        }
        spans.push((start as u32, at as u32));
        if spans.len() > wanted {
            return Some(at);
        }
    }
}

/// Fields between the matches of a pattern; `separator` is told where these are.
pub fn regex(
    pattern: &Pattern,
    text: &[u8],
    newline_too: bool,
    regexes: &Regexes,
    spans: &mut Vec<Span>,
    separator: &mut dyn FnMut(usize, usize),
) -> Result<(), RegexError> {
    if text.is_empty() {
        return Ok(());
    }
    let (mut start, mut at) = (0, 0);
    while at < text.len() {
        let mut found = regexes.find(pattern, text, at)?.map(|found| (found.start, found.end));
        if newline_too {
            let limit = found.map_or(text.len(), |(start, _)| start);
            if let Some(offset) = memchr::memchr(b'\n', &text[at..limit]) {
                found = Some((at + offset, at + offset + 1));
            }
        }
        let Some((from, to)) = found else { break };
        if from == to {
            // An empty match separates nothing.
            at = from + characters::length_at(text, from).max(1);
            continue;
        }
        spans.push((start as u32, from as u32));
        separator(from, to);
        start = to;
        at = to;
    }
    spans.push((start as u32, text.len() as u32));
    Ok(())
}

/// Fields that match a pattern; `separator` is told what lies between them.
pub fn content(
    pattern: &Pattern,
    text: &[u8],
    regexes: &Regexes,
    spans: &mut Vec<Span>,
    separator: &mut dyn FnMut(usize, usize),
) -> Result<(), RegexError> {
    let (mut at, mut last_end) = (0, 0);
    let mut after_field = false;
    while at <= text.len() && !text.is_empty() {
        let Some(found) = regexes.find(pattern, text, at)? else { break };
        if found.start == found.end && after_field && found.start == last_end {
            // No empty field right behind another one.
            if at >= text.len() {
                break;
            }
            at = found.end + characters::length_at(text, found.end).max(1);
            after_field = false;
            let Some(next) = regexes.find(pattern, text, last_end + 1)? else { break };
            at = at.min(next.start);
            continue;
        }
        separator(last_end, found.start);
        spans.push((found.start as u32, found.end as u32));
        last_end = found.end;
        after_field = true;
        at = found.end;
        if found.start == found.end {
            if at >= text.len() {
                break;
            }
            at += characters::length_at(text, at).max(1);
        }
    }
    separator(last_end, text.len());
    Ok(())
}
