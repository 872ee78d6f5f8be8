//! Comment leaders ('comments', `:help format-comments`): what a line of a comment starts with.

use crate::editor::Editor;
use crate::text::chars;

/// One part of 'comments': its flags and its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'o> {
    flags: &'o str,
    text: &'o str,
}

impl Part<'_> {
    pub(super) fn has(&self, flag: char) -> bool {
        self.flags.contains(flag)
    }
}

/// The leader of a line: its length in bytes with the white space around it, and the part of 'comments' it began with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Leader {
    pub(crate) len: usize,
    pub(super) part: usize,
}

/// What a line opened from a comment starts with.
pub(crate) struct Opened {
    pub(crate) text: Vec<u8>,
    /// The leader was replaced: the indent is that of `text`.
    pub(crate) replaced: bool,
    /// Columns that the part's flags add to the indent.
    pub(crate) offset: isize,
    /// The character that ends the comment when it is typed next.
    pub(crate) ends_with: Option<char>,
}

/// The parts of 'comments'.
pub(super) fn parts(option: &str) -> Vec<Part<'_>> {
    option
        .split(',')
        .filter_map(|part| part.trim_start().split_once(':'))
        .map(|(flags, text)| Part { flags, text })
        .collect()
}

/// The leader of `line`; `above`: for a line to be opened above it.
pub(crate) fn leader_of(option: &str, line: &[u8], above: bool) -> Leader {
    let parts = parts(option);
    let mut at = chars::skip_white(line, 0);
    let mut leader = Leader::default();
    let mut nested = false;
    while at < line.len() {
        let mut middle: Option<(usize, usize)> = None;
        let mut found = None;
        for (index, part) in parts.iter().enumerate() {
            if middle.is_some() && !part.has('m') && !part.has('e') {
                break;
            }
            if (nested && !part.has('n')) || (above && part.has('O')) {
                continue;
            }
            let bare = part.text.trim_start_matches([' ', '\t']);
            if bare.len() < part.text.len() && (at == 0 || !chars::is_white(line[at - 1])) {
                continue;
            }
            if !line[at..].starts_with(bare.as_bytes()) {
                continue;
            }
            let len = bare.len();
            if part.has('b') && line.get(at + len).is_some_and(|byte| !chars::is_white(*byte)) {
                continue;
            }
            if part.has('m') {
                middle.get_or_insert((index, len));
                continue;
            }
            // The end of a comment may begin as its middle does: the longer one counts.
            if middle.is_none_or(|(_, shorter)| len > shorter) {
                middle = None;
                found = Some((index, len));
            }
            break;
        }
        let Some((index, len)) = middle.or(found) else { break };
        if !nested {
            leader.part = index;
        }
        at = chars::skip_white(line, at + len);
        leader.len = at;
        nested = true;
        if !parts[index].has('n') || len == 0 {
            break;
        }
    }
    leader
}

/// May the line after `first` be joined to it? Each with its leader.
pub(super) fn same_leader(option: &str, first: (&[u8], Leader), second: (&[u8], Leader)) -> bool {
    let ((line, leader), (next, next_leader)) = (first, second);
    if leader.len == 0 {
        return next_leader.len == 0;
    }
    let parts = parts(option);
    let has = |leader: Leader, flag| parts.get(leader.part).is_some_and(|part| part.has(flag));
    if has(leader, 'f') {
        return next_leader.len == 0;
    }
    if has(leader, 'e') {
        return false;
    }
    if has(leader, 's') {
        return line.len() > leader.len && next_leader.len > 0 && has(next_leader, 'm');
    }
    let mut at = chars::skip_white(line, 0);
    for byte in &next[..next_leader.len] {
        if chars::is_white(*byte) {
            at = chars::skip_white(line, at);
        } else if line.get(at) == Some(byte) {
            at += 1;
        } else {
            return false;
        }
    }
    at == leader.len
}

/// Is there an end of a comment in `line`, so that its leader is not to be repeated?
fn ends_in(line: &[u8], end: &str) -> bool {
    !end.is_empty() && line.windows(end.len()).any(|window| window == end.as_bytes())
}

/// What a line opened below (or above) `line`, up to the cursor, starts with.
pub(crate) fn opened(option: &str, line: &[u8], below: bool) -> Option<Opened> {
    let leader = leader_of(option, line, !below);
    if leader.len == 0 {
        return None;
    }
    let parts = parts(option);
    let part = parts[leader.part];
    let after = |steps: usize| parts.get(leader.part + steps).copied();
    let mut new = Opened { text: line[..leader.len].to_vec(), replaced: false, offset: 0, ends_with: None };
    let mut extra_space = false;
    let mut instead: Option<&str> = None;
    let last_white = line.get(leader.len - 1).is_some_and(|byte| chars::is_white(*byte));
    if part.has('s') || part.has('m') {
        let start = part.has('s');
        if start && !below {
            return None;
        }
        let steps = usize::from(start);
        let (middle, end) = (after(steps)?, after(steps + 1)?);
        if below && ends_in(&line[leader.len..], end.text) {
            return None;
        }
        if end.has('x') {
            new.ends_with = end.text.chars().next_back();
        }
        if start {
            instead = Some(middle.text);
        }
        extra_space = !last_white && (line.len() == leader.len || middle.has('b'));
    } else if part.has('e') {
        if below {
            return None;
        }
        let middle = parts.get(leader.part.checked_sub(1)?)?;
        instead = Some(middle.text);
        extra_space = true;
        if part.has('x') {
            new.ends_with = part.text.chars().next_back();
        }
    } else if part.has('f') {
        if !below {
            return None;
        }
        instead = Some("");
    }
    if let Some(instead) = instead {
        new.replaced = true;
        new.text = replaced(&new.text, instead, part.has('r') && !part.has('l'));
        let digits: String = part.flags.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
        new.offset = digits.parse().unwrap_or(0);
        // What follows stays aligned.
        for _ in 0..new.offset.max(0) {
            if new.text.last() != Some(&b' ') || new.text[chars::skip_white(&new.text, 0)..].contains(&b'\t') {
                break;
            }
            new.text.pop();
        }
        extra_space &= new.text.last().is_none_or(|byte| !chars::is_white(*byte));
    }
    if extra_space {
        new.text.push(b' ');
    }
    Some(new)
}

/// `leader` with `instead` in place of its text, what remains of it blank.
fn replaced(leader: &[u8], instead: &str, right: bool) -> Vec<u8> {
    let blank =
        |bytes: &[u8]| bytes.iter().map(|byte| if chars::is_white(*byte) { *byte } else { b' ' }).collect::<Vec<u8>>();
    let len = instead.len();
    if right {
        let end = leader.iter().rposition(|byte| !chars::is_white(*byte)).map_or(0, |at| at + 1);
        let mut out = blank(&leader[..end.saturating_sub(len)]);
        out.extend_from_slice(instead.as_bytes());
        out.extend_from_slice(&leader[end..]);
        return out;
    }
    let start = chars::skip_white(leader, 0);
    let mut out = leader[..start].to_vec();
    out.extend_from_slice(instead.as_bytes());
    out.extend(blank(chars::slice(leader, start + len, leader.len())));
    out
}

/// Of a line that starts with the middle of a comment: how long that is, and what ends the comment.
pub(crate) fn middle_and_end(option: &str, line: &[u8]) -> Option<(usize, String)> {
    let leader = leader_of(option, line, false);
    let parts = parts(option);
    let middle = parts.get(leader.part).filter(|part| leader.len > 0 && part.has('m'))?;
    let end = parts.get(leader.part + 1)?;
    Some((middle.text.trim_end_matches([' ', '\t']).len(), end.text.to_owned()))
}

impl Editor {
    /// Does 'formatoptions' have `flag`?
    pub(crate) fn has_format(&self, flag: char) -> bool {
        self.options.formatoptions.contains(flag)
    }

    /// The leader of line `line`.
    pub(crate) fn leader(&self, line: usize) -> Leader {
        leader_of(&self.options.comments, self.buf.line(line), false)
    }
}
