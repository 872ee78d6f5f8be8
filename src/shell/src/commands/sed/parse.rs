//! Script text to [`Script`], with GNU's complaints.
//!
//! Long because one parser reads addresses, commands and their arguments, and shares its place for messages.

use super::Settings;
use super::escape;
use super::read_script::ScriptPiece;
use super::script::{Action, Address, Case, Command, Piece, RangeEnd, Script, Selection, Substitution};
use crate::Bytes;
use pattern::{Flags, Pattern, Syntax};
use std::collections::HashMap;

/// Parses the pieces as one script; `#n` at the start sets `quiet`.
pub(super) fn parse(pieces: &[ScriptPiece], settings: &mut Settings) -> Result<Script, String> {
    // Pieces are joined by newlines, so that text commands may go on in the next one.
    let mut text = Vec::new();
    let mut starts = Vec::new();
    for piece in pieces {
        if !starts.is_empty() {
            text.push(b'\n');
        }
        starts.push(text.len());
        text.extend_from_slice(&piece.text);
    }
    if text.starts_with(b"#n\n") || text == b"#n" {
        settings.quiet = true;
    }
    let mut parser = Parser {
        text: &text,
        at: 0,
        pieces,
        starts,
        settings,
        script: Script::default(),
        blocks: Vec::new(),
        labels: HashMap::new(),
        jumps: Vec::new(),
    };
    parser.commands()?;
    Ok(parser.script)
}

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
    pieces: &'a [ScriptPiece],
    starts: Vec<usize>,
    settings: &'a Settings,
    script: Script,
    blocks: Vec<(usize, usize)>,
    labels: HashMap<Bytes, usize>,
    jumps: Vec<(usize, Bytes)>,
}

/// How the one complaint begins that ends with another status.
pub(super) const LABEL: &str = "can't find label";

type Parsed<T> = Result<T, String>;

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek();
        // Reading past the end counts as a place, for messages.
        self.at += 1;
        byte
    }

    /// A complaint about what was read last.
    fn wrong<T>(&self, text: impl std::fmt::Display) -> Parsed<T> {
        Err(self.message_at(self.at, &text.to_string()))
    }

    fn message_at(&self, at: usize, text: &str) -> String {
        let piece = self.starts.iter().rposition(|start| *start <= at.min(self.text.len())).unwrap_or(0);
        let (name, start) = (&self.pieces[piece].name, self.starts[piece]);
        if self.pieces[piece].is_file {
            let end = at.min(self.text.len());
            let line = memchr::memchr_iter(b'\n', &self.text[start..end]).count() + 1;
            let line = if self.text[start..end].ends_with(b"\n") { line - 1 } else { line };
            return format!("{name} line {}: {text}", line.max(1));
        }
        let end = at.min(self.text.len()).min(start + self.pieces[piece].text.len());
        format!("{name}, char {}: {text}", end - start)
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace() && byte != b'\n') {
            self.at += 1;
        }
    }

    fn commands(&mut self) -> Parsed<()> {
        loop {
            while self.peek().is_some_and(|byte| byte.is_ascii_whitespace() || byte == b';') {
                self.at += 1;
            }
            if self.peek().is_none() {
                break;
            }
            self.command()?;
        }
        if let Some((_, at)) = self.blocks.last() {
            let message = self.message_at(*at, "unmatched `{'");
            // GNU says char 0: it has forgotten where.
            let message = match message.find(", char ") {
                Some(place) => format!("{}, char 0: unmatched `{{'", &message[..place]),
                None => message,
            };
            return Err(message);
        }
        for (command, label) in std::mem::take(&mut self.jumps) {
            let target = match self.labels.get(&label) {
                Some(target) => Some(*target),
                None if label.is_empty() => None,
                None => return Err(format!("{LABEL} for jump to `{}'", String::from_utf8_lossy(&label))),
            };
            match &mut self.script.commands[command].action {
                Action::Branch(to) | Action::BranchIfReplaced(to) | Action::BranchUnlessReplaced(to) => *to = target,
                _ => {}
            }
        }
        Ok(())
    }

    fn number(&mut self) -> u64 {
        let mut number = 0_u64;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            number = number.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
            self.at += 1;
        }
        number
    }

    fn address(&mut self) -> Parsed<Option<Address>> {
        match self.peek() {
            Some(b'0'..=b'9') => {
                let first = self.number();
                self.blanks();
                if self.peek() == Some(b'~') {
                    self.at += 1;
                    self.blanks();
                    let step = self.number();
                    return Ok(Some(Address::Step(first, step)));
                }
                Ok(Some(if first == 0 { Address::Zero } else { Address::Line(first) }))
            }
            Some(b'$') => {
                self.at += 1;
                Ok(Some(Address::Last))
            }
            Some(b'/') => {
                self.at += 1;
                self.address_regex(b'/').map(Some)
            }
            Some(b'\\') => {
                self.at += 1;
                match self.next() {
                    Some(delimiter) => self.address_regex(delimiter).map(Some),
                    None => self.wrong("unexpected `,'"),
                }
            }
            _ => Ok(None),
        }
    }

    fn address_regex(&mut self, delimiter: u8) -> Parsed<Address> {
        let Some(text) = self.delimited(delimiter, true) else { return self.wrong("unterminated address regex") };
        let mut flags = Flags::NONE;
        loop {
            match self.peek() {
                Some(b'I') => flags.ignore_case = true,
                Some(b'M') => flags.multi_line = true,
                _ => break,
            }
            self.at += 1;
        }
        Ok(Address::Match(self.pattern(&text, flags)?))
    }

    /// Compiles; an empty text is the last pattern used.
    fn pattern(&self, text: &[u8], flags: Flags) -> Parsed<Option<Pattern>> {
        if text.is_empty() {
            return Ok(None);
        }
        let syntax = if self.settings.extended { Syntax::SedExtended } else { Syntax::Basic };
        let text = escape::regex(text, self.settings.extended);
        match Pattern::compile(syntax, &text, flags) {
            Ok(pattern) => Ok(Some(pattern)),
            Err(error) => self.wrong(error.gnu()),
        }
    }

    /// Text up to an unescaped delimiter, which is taken. A newline in a regular expression ends it too.
    fn delimited(&mut self, delimiter: u8, is_regex: bool) -> Option<Bytes> {
        let mut text = Vec::new();
        loop {
            let byte = self.next()?;
            if byte == delimiter {
                return Some(text);
            }
            if byte == b'\\' {
                let escaped = self.next()?;
                if escaped == delimiter {
                    // The delimiter stands for itself; an `&` in a replacement keeps its backslash.
                    if !is_regex && escaped == b'&' {
                        text.push(b'\\');
                    }
                    text.push(escaped);
                } else if escaped == b'n' && is_regex {
                    text.extend_from_slice(b"\\n");
                } else {
                    text.push(b'\\');
                    text.push(escaped);
                }
                continue;
            }
            if byte == b'\n' && is_regex {
                return None;
            }
            text.push(byte);
            if byte == b'[' && is_regex {
                self.bracket(&mut text)?;
            }
        }
    }

    /// What stands in a bracket of a regular expression, up to and with its `]`: no delimiter there, and no escape.
    fn bracket(&mut self, text: &mut Bytes) -> Option<()> {
        let start = text.len();
        loop {
            let byte = self.next().filter(|byte| *byte != b'\n')?;
            let first = matches!(&text[start..], [] | [b'^']);
            let opened = text.ends_with(b"[") && !first;
            text.push(byte);
            match byte {
                b']' if !first => return Some(()),
                b':' | b'.' | b'=' if opened => loop {
                    let inside = self.next().filter(|byte| *byte != b'\n')?;
                    let closes = inside == b']' && text.last() == Some(&byte);
                    text.push(inside);
                    if closes {
                        break;
                    }
                },
                _ => {}
            }
        }
    }

    fn selection(&mut self) -> Parsed<Selection> {
        let mut selection = Selection { first: self.address()?, ..Selection::default() };
        if selection.first.is_some() {
            self.blanks();
            if self.peek() == Some(b',') {
                self.at += 1;
                self.blanks();
                selection.end = Some(match self.peek() {
                    Some(mark @ (b'+' | b'~')) => {
                        self.at += 1;
                        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                            self.at += 1;
                            return self.wrong("expected number");
                        }
                        let number = self.number();
                        if mark == b'+' { RangeEnd::Plus(number) } else { RangeEnd::Multiple(number) }
                    }
                    _ => {
                        if let Some(address) = self.address()? {
                            RangeEnd::Address(address)
                        } else {
                            self.at += 1;
                            return self.wrong("unexpected `,'");
                        }
                    }
                });
            }
            if matches!(selection.first, Some(Address::Zero))
                && !matches!(selection.end, Some(RangeEnd::Address(Address::Match(_))))
            {
                self.at += 1;
                return self.wrong("invalid usage of line address 0");
            }
            if let Some(Address::Step(first, 0)) = selection.first {
                selection.first = Some(Address::Line(first));
            }
        }
        self.blanks();
        if self.peek() == Some(b'!') {
            selection.negated = true;
            self.at += 1;
            self.blanks();
            if self.peek() == Some(b'!') {
                self.at += 1;
                return self.wrong("multiple `!'s");
            }
        }
        Ok(selection)
    }

    fn push(&mut self, selection: Selection, action: Action) {
        self.script.commands.push(Command { selection, action });
    }

    fn command(&mut self) -> Parsed<()> {
        let selection = self.selection()?;
        let Some(letter) = self.next() else { return self.wrong("missing command") };
        let two = selection.end.is_some();
        let action = match letter {
            b'#' => {
                if selection.first.is_some() {
                    return self.wrong("comments don't accept any addresses");
                }
                while self.peek().is_some_and(|byte| byte != b'\n') {
                    self.at += 1;
                }
                return Ok(());
            }
            b'{' => {
                self.blocks.push((self.script.commands.len(), self.at));
                self.push(selection, Action::Block(0));
                return Ok(());
            }
            b'}' => {
                if selection.first.is_some() {
                    return self.wrong("} doesn't want any addresses");
                }
                let Some((open, _)) = self.blocks.pop() else { return self.wrong("unexpected `}'") };
                self.push(selection, Action::Nothing);
                let end = self.script.commands.len();
                self.script.commands[open].action = Action::Block(end);
                return self.end_of_command();
            }
            b':' => {
                if selection.first.is_some() {
                    return self.wrong(": doesn't want any addresses");
                }
                self.blanks();
                let label = self.label();
                if label.is_empty() {
                    return self.wrong("\":\" lacks a label");
                }
                self.labels.insert(label, self.script.commands.len());
                self.push(selection, Action::Nothing);
                return Ok(());
            }
            b'a' | b'i' | b'c' => {
                let text = self.text_argument()?;
                let action = match letter {
                    b'a' => Action::Append(text),
                    b'i' => Action::Insert(text),
                    _ => Action::Change(text),
                };
                self.push(selection, action);
                return Ok(());
            }
            b'b' | b't' | b'T' => {
                self.blanks();
                let label = self.label();
                self.jumps.push((self.script.commands.len(), label));
                let action = match letter {
                    b'b' => Action::Branch(None),
                    b't' => Action::BranchIfReplaced(None),
                    _ => Action::BranchUnlessReplaced(None),
                };
                self.push(selection, action);
                return Ok(());
            }
            b'r' | b'R' | b'w' | b'W' => {
                let name = self.file_name()?;
                if self.settings.sandbox {
                    return self.wrong("e/r/w commands disabled in sandbox mode");
                }
                let action = match letter {
                    b'r' => Action::ReadFile(name),
                    b'R' => Action::ReadLine(index_of(&mut self.script.inputs, name)),
                    b'w' => Action::WriteFile(index_of(&mut self.script.outputs, name)),
                    _ => Action::WriteFirst(index_of(&mut self.script.outputs, name)),
                };
                self.push(selection, action);
                return Ok(());
            }
            b'e' => {
                if self.settings.sandbox {
                    return self.wrong("e/r/w commands disabled in sandbox mode");
                }
                self.blanks();
                let command = self.rest_of_line();
                self.push(selection, Action::Execute(command));
                return Ok(());
            }
            b's' => Action::Substitute(Box::new(self.substitution()?)),
            b'y' => self.translation()?,
            b'=' => Action::LineNumber,
            b'd' => Action::Delete,
            b'D' => Action::DeleteFirst,
            b'F' => Action::FileName,
            b'g' => Action::GetHold,
            b'G' => Action::GetHoldAppend,
            b'h' => Action::Hold,
            b'H' => Action::HoldAppend,
            b'l' => {
                self.blanks();
                let given = self.peek().is_some_and(|byte| byte.is_ascii_digit());
                Action::List(if given { Some(self.number() as usize) } else { None })
            }
            b'n' => Action::Next,
            b'N' => Action::NextAppend,
            b'p' => Action::Print,
            b'P' => Action::PrintFirst,
            b'q' | b'Q' => {
                if two {
                    return self.wrong("command only uses one address");
                }
                self.blanks();
                let status = self.number() as i32;
                if letter == b'q' { Action::Quit(status) } else { Action::QuitSilently(status) }
            }
            b'v' => {
                self.blanks();
                self.label();
                Action::Nothing
            }
            b'x' => Action::Exchange,
            b'z' => Action::Zap,
            b'\n' | b';' => return self.wrong("missing command"),
            other => {
                let shown = String::from_utf8_lossy(&[other]).into_owned();
                return self.wrong(format!("unknown command: `{shown}'"));
            }
        };
        self.push(selection, action);
        self.end_of_command()
    }

    fn end_of_command(&mut self) -> Parsed<()> {
        self.blanks();
        match self.peek() {
            None | Some(b'}' | b'#') => Ok(()),
            Some(b'\n' | b';') => {
                self.at += 1;
                Ok(())
            }
            Some(_) => {
                self.at += 1;
                self.wrong("extra characters after command")
            }
        }
    }

    fn label(&mut self) -> Bytes {
        let start = self.at;
        while self.peek().is_some_and(|byte| !byte.is_ascii_whitespace() && byte != b';') {
            self.at += 1;
        }
        self.text[start..self.at].to_vec()
    }

    fn rest_of_line(&mut self) -> Bytes {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
        self.text[start..self.at.min(self.text.len())].to_vec()
    }

    fn file_name(&mut self) -> Parsed<Bytes> {
        self.blanks();
        let name = self.rest_of_line();
        if name.is_empty() { self.wrong("missing filename in r/R/w/W commands") } else { Ok(name) }
    }

    /// The text of `a`, `i`, `c`: after `\` and a newline, or on the same line.
    fn text_argument(&mut self) -> Parsed<Bytes> {
        self.blanks();
        match self.peek() {
            None => return self.wrong("expected \\ after `a', `c' or `i'"),
            Some(b'\\') => {
                self.at += 1;
                let after = self.at;
                self.blanks();
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                } else {
                    // On the same line: white space after the backslash is kept.
                    self.at = after;
                    if self.peek().is_none() {
                        return Ok(Vec::new());
                    }
                }
            }
            Some(b'\n') => {
                self.at += 1;
                return self.wrong("expected \\ after `a', `c' or `i'");
            }
            Some(_) => {}
        }
        let mut text = Vec::new();
        loop {
            match self.next() {
                None | Some(b'\n') => break,
                Some(b'\\') => match self.next() {
                    Some(b'\n') => text.push(b'\n'),
                    Some(_) => {
                        let at = self.at - 2;
                        if let Some((byte, length)) = escape::character(self.text, at) {
                            text.push(byte);
                            self.at = at + length;
                        } else {
                            text.push(self.text[at + 1]);
                        }
                    }
                    None => {}
                },
                Some(byte) => text.push(byte),
            }
        }
        text.push(b'\n');
        Ok(text)
    }

    fn substitution(&mut self) -> Parsed<Substitution> {
        let Some(delimiter) = self.next() else { return self.wrong("unterminated `s' command") };
        if matches!(delimiter, b'\n' | b'\\') {
            return self.wrong("unterminated `s' command");
        }
        let (Some(regex), Some(replacement)) = (self.delimited(delimiter, true), self.delimited(delimiter, false))
        else {
            self.at = self.at.min(self.text.len());
            return self.wrong("unterminated `s' command");
        };
        let mut substitution = Substitution {
            pattern: None,
            replacement: Vec::new(),
            global: false,
            number: 1,
            print: false,
            evaluate: false,
            print_before_evaluation: false,
            file: None,
        };
        let mut flags = Flags::NONE;
        let mut numbered = false;
        while let Some(letter) = self.peek() {
            self.at += 1;
            match letter {
                b'i' | b'I' => flags.ignore_case = true,
                b'm' | b'M' => flags.multi_line = true,
                b'e' => substitution.evaluate = true,
                b'p' => {
                    if substitution.print {
                        return self.wrong("multiple `p' options to `s' command");
                    }
                    substitution.print = true;
                    substitution.print_before_evaluation = !substitution.evaluate;
                }
                b'g' => {
                    if substitution.global {
                        return self.wrong("multiple `g' options to `s' command");
                    }
                    substitution.global = true;
                }
                b'0'..=b'9' => {
                    if numbered {
                        return self.wrong("multiple number options to `s' command");
                    }
                    self.at -= 1;
                    numbered = true;
                    substitution.number = self.number();
                    if substitution.number == 0 {
                        return self.wrong("number option to `s' command may not be zero");
                    }
                }
                b'w' => {
                    let name = self.file_name()?;
                    substitution.file = Some(index_of(&mut self.script.outputs, name));
                    break;
                }
                b'}' | b'#' | b'\n' | b';' => {
                    self.at -= 1;
                    break;
                }
                b' ' | b'\t' | b'\r' => {}
                _ => return self.wrong("unknown option to `s'"),
            }
        }
        substitution.pattern = self.pattern(&regex, flags)?;
        substitution.replacement = self.replacement(&replacement);
        let groups = substitution.pattern.as_ref().map(Pattern::group_count);
        let highest = substitution.replacement.iter().filter_map(|piece| match piece {
            Piece::Group(group) => Some(*group),
            _ => None,
        });
        if let (Some(groups), Some(highest)) = (groups, highest.max())
            && highest > groups
        {
            return self.wrong(format!("invalid reference \\{highest} on `s' command's RHS"));
        }
        Ok(substitution)
    }

    fn replacement(&self, text: &[u8]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut plain = Vec::new();
        let mut at = 0;
        let flush = |plain: &mut Bytes, pieces: &mut Vec<Piece>| {
            if !plain.is_empty() {
                pieces.push(Piece::Text(std::mem::take(plain)));
            }
        };
        while at < text.len() {
            match text[at] {
                b'&' => {
                    flush(&mut plain, &mut pieces);
                    pieces.push(Piece::Group(0));
                    at += 1;
                }
                b'\\' => {
                    let Some(next) = text.get(at + 1).copied() else {
                        plain.push(b'\\');
                        break;
                    };
                    let case = match next {
                        b'U' => Some(Case::Upper),
                        b'L' => Some(Case::Lower),
                        b'u' => Some(Case::UpperNext),
                        b'l' => Some(Case::LowerNext),
                        b'E' => Some(Case::End),
                        _ => None,
                    };
                    if let Some(case) = case.filter(|_| !self.settings.posix) {
                        flush(&mut plain, &mut pieces);
                        pieces.push(Piece::Case(case));
                        at += 2;
                    } else if next.is_ascii_digit() {
                        flush(&mut plain, &mut pieces);
                        pieces.push(Piece::Group(usize::from(next - b'0')));
                        at += 2;
                    } else if let Some((byte, length)) = escape::character(text, at) {
                        plain.push(byte);
                        at += length;
                    } else {
                        plain.push(next);
                        at += 2;
                    }
                }
                byte => {
                    plain.push(byte);
                    at += 1;
                }
            }
        }
        flush(&mut plain, &mut pieces);
        pieces
    }

    fn translation(&mut self) -> Parsed<Action> {
        let Some(delimiter) = self.next() else { return self.wrong("unterminated `y' command") };
        let (Some(from), Some(to)) = (self.delimited(delimiter, false), self.delimited(delimiter, false)) else {
            self.at = self.at.min(self.text.len());
            return self.wrong("unterminated `y' command");
        };
        let (from, to) = (Self::characters(&from), Self::characters(&to));
        if from.len() != to.len() {
            return self.wrong("strings for `y' command are different lengths");
        }
        let mut bytes: Box<[u8; 256]> = Box::new(std::array::from_fn(|index| index as u8));
        let mut others = Vec::new();
        for (from, to) in from.into_iter().zip(to) {
            if from.is_ascii() && to.is_ascii() {
                if bytes[from as usize] == from as u8 {
                    bytes[from as usize] = to as u8;
                }
            } else {
                others.push((from, to));
            }
        }
        Ok(Action::Translate(others, bytes))
    }

    fn characters(text: &[u8]) -> Vec<char> {
        let mut bytes = Vec::new();
        let mut at = 0;
        while at < text.len() {
            if text[at] == b'\\' {
                match text.get(at + 1) {
                    Some(b'\\') => {
                        bytes.push(b'\\');
                        at += 2;
                        continue;
                    }
                    Some(b'\n') => {
                        bytes.push(b'\n');
                        at += 2;
                        continue;
                    }
                    _ => {}
                }
                if let Some((byte, length)) = escape::character(text, at) {
                    bytes.push(byte);
                    at += length;
                    continue;
                }
            }
            bytes.push(text[at]);
            at += 1;
        }
        String::from_utf8_lossy(&bytes).chars().collect()
    }
}

fn index_of(list: &mut Vec<Bytes>, name: Bytes) -> usize {
    list.iter().position(|known| *known == name).unwrap_or_else(|| {
        list.push(name);
        list.len() - 1
    })
}
