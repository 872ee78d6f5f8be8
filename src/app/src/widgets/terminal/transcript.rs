//! What a terminal has shown: text with ANSI colours becomes lines of styled runs.
//!
//! Understood of ECMA-48: SGR (colours, bold, dim, italic, underline, reverse), carriage return, backspace, tab stops of eight,
//! erase in line and in display, cursor left and right. What else comes as an escape sequence is dropped, never shown as rubbish.

use std::collections::VecDeque;
use std::rc::Rc;

/// Lines kept for scrolling back.
pub(crate) const KEPT: usize = 10_000;
/// Lines drawn and compared together.
const CHUNK: usize = 100;
/// Longest line that is shown whole, in characters; the rest of it is dropped.
const WIDEST: usize = 20_000;

/// How a run of text looks. Colours are 0 to 15; others are taken to the nearest of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) foreground: Option<u8>,
    pub(crate) background: Option<u8>,
    pub(crate) bold: bool,
    pub(crate) dim: bool,
    pub(crate) italic: bool,
    pub(crate) underline: bool,
    pub(crate) reverse: bool,
}

impl Style {
    /// The style's classes, as the style sheet names them; empty for plain text.
    pub(crate) fn classes(self) -> String {
        let (mut front, mut back) = (self.foreground, self.background);
        if self.reverse {
            (front, back) = (Some(back.unwrap_or(16)), Some(front.unwrap_or(16)));
        }
        let colours = [("fg", front), ("bg", back)]
            .into_iter()
            .filter_map(|(side, colour)| colour.map(|colour| format!("{side}-{colour}")));
        let flags = [("bold", self.bold), ("dim", self.dim), ("italic", self.italic), ("underline", self.underline)]
            .into_iter()
            .filter(|(_, on)| *on)
            .map(|(name, _)| name.to_owned());
        colours.chain(flags).collect::<Vec<_>>().join(" ")
    }
}

/// A stretch of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) style: Style,
    pub(crate) text: String,
}

/// A finished line and its number since the terminal was opened, which stays when older lines are dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) number: usize,
    pub(crate) runs: Vec<Run>,
}

impl Row {
    /// Its text without colours.
    #[cfg(test)]
    pub(crate) fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Everything shown so far, and the line being written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Transcript {
    chunks: VecDeque<Rc<Vec<Row>>>,
    started: usize,
    cells: Vec<(char, Style)>,
    column: usize,
    style: Style,
    escape: Option<String>,
}

impl Transcript {
    /// Finished lines, oldest first, in chunks that do not change once another follows.
    pub(crate) fn chunks(&self) -> &VecDeque<Rc<Vec<Row>>> {
        &self.chunks
    }

    /// Everything as plain text.
    #[cfg(test)]
    pub(crate) fn plain(&self) -> String {
        self.chunks.iter().flat_map(|chunk| chunk.iter()).map(|row| row.plain() + "\n").collect()
    }

    /// The line being written: usually a prompt.
    pub(crate) fn open_line(&self) -> Vec<Run> {
        runs(&self.cells)
    }

    /// Forgets everything shown.
    pub(crate) fn clear(&mut self) {
        self.chunks.clear();
        self.cells.clear();
        self.column = 0;
    }

    /// Takes the open line away: the input line shows the prompt itself.
    pub(crate) fn drop_open_line(&mut self) {
        self.cells.clear();
        self.column = 0;
    }

    /// Shows more text.
    pub(crate) fn write(&mut self, text: &str) {
        for character in text.chars() {
            self.put(character);
        }
    }

    fn put(&mut self, character: char) {
        if let Some(mut escape) = self.escape.take() {
            escape.push(character);
            if !self.escaped(&escape) && escape.len() < 64 {
                self.escape = Some(escape);
            }
            return;
        }
        match character {
            '\x1b' => self.escape = Some(String::new()),
            '\n' => self.finish_line(),
            '\r' => self.column = 0,
            '\x08' => self.column = self.column.saturating_sub(1),
            '\t' => {
                for _ in self.column % 8..8 {
                    self.print(' ');
                }
            }
            other if other.is_control() => {}
            other => self.print(other),
        }
    }

    fn print(&mut self, character: char) {
        if self.column >= WIDEST {
            return;
        }
        while self.cells.len() < self.column {
            self.cells.push((' ', Style::default()));
        }
        let cell = (character, self.style);
        if let Some(place) = self.cells.get_mut(self.column) {
            *place = cell;
        } else {
            self.cells.push(cell);
        }
        self.column += 1;
    }

    fn finish_line(&mut self) {
        let row = Row { number: self.started, runs: runs(&self.cells) };
        self.started += 1;
        match self.chunks.back_mut().filter(|chunk| chunk.len() < CHUNK) {
            Some(chunk) => Rc::make_mut(chunk).push(row),
            None => self.chunks.push_back(Rc::new(vec![row])),
        }
        if self.chunks.len() > KEPT / CHUNK {
            self.chunks.pop_front();
        }
        self.drop_open_line();
    }

    /// Acts on a whole escape sequence; `false` while it is not whole.
    fn escaped(&mut self, sequence: &str) -> bool {
        let mut characters = sequence.chars();
        match characters.next() {
            Some('[') => {
                let body = characters.as_str();
                let Some(end) = body.find(|character: char| ('@'..='~').contains(&character)) else { return false };
                self.control(&body[..end], body[end..].chars().next().unwrap_or('m'));
                true
            }
            // An operating system command (a title, say) ends with BEL or ST.
            Some(']') => sequence.ends_with(['\x07', '\\']),
            Some('(' | ')' | '#' | '%') => characters.next().is_some(),
            _ => true,
        }
    }

    fn control(&mut self, parameters: &str, end: char) {
        let numbers: Vec<usize> = parameters.split([';', ':']).map(|number| number.parse().unwrap_or(0)).collect();
        let first = numbers.first().copied().unwrap_or(0);
        match (end, first) {
            ('m', _) => select_style(&mut self.style, &numbers),
            ('K', 0) => self.cells.truncate(self.column),
            ('K', 2) => self.cells.clear(),
            ('K', 1) => {
                for cell in self.cells.iter_mut().take(self.column) {
                    *cell = (' ', Style::default());
                }
            }
            ('J', 2 | 3) => self.clear(),
            ('C', _) => self.column = (self.column + first.max(1)).min(WIDEST),
            ('D', _) => self.column = self.column.saturating_sub(first.max(1)),
            ('G', _) => self.column = first.clamp(1, WIDEST) - 1,
            _ => {}
        }
    }
}

fn runs(cells: &[(char, Style)]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    for (character, style) in cells {
        match found.last_mut() {
            Some(run) if run.style == *style => run.text.push(*character),
            _ => found.push(Run { style: *style, text: character.to_string() }),
        }
    }
    found
}

fn select_style(style: &mut Style, numbers: &[usize]) {
    let mut numbers = numbers.iter().copied();
    while let Some(number) = numbers.next() {
        match number {
            0 => *style = Style::default(),
            1 => style.bold = true,
            2 => style.dim = true,
            3 => style.italic = true,
            4 => style.underline = true,
            7 => style.reverse = true,
            22 => (style.bold, style.dim) = (false, false),
            23 => style.italic = false,
            24 => style.underline = false,
            27 => style.reverse = false,
            30..=37 => style.foreground = Some((number - 30) as u8),
            90..=97 => style.foreground = Some((number - 90 + 8) as u8),
            40..=47 => style.background = Some((number - 40) as u8),
            100..=107 => style.background = Some((number - 100 + 8) as u8),
            39 => style.foreground = None,
            49 => style.background = None,
            38 => style.foreground = extended(&mut numbers),
            48 => style.background = extended(&mut numbers),
            _ => {}
        }
    }
}

/// The colour after 38 or 48: of 256, or red, green and blue.
fn extended(numbers: &mut impl Iterator<Item = usize>) -> Option<u8> {
    match numbers.next()? {
        5 => Some(nearest(numbers.next()?)),
        2 => {
            let (red, green, blue) = (numbers.next()?, numbers.next()?, numbers.next()?);
            Some(of_levels(red, green, blue))
        }
        _ => None,
    }
}

/// One of xterm's 256 colours as one of the first 16.
pub(crate) fn nearest(colour: usize) -> u8 {
    match colour {
        0..=15 => colour as u8,
        16..=231 => {
            let level = |step: usize| if step == 0 { 0 } else { 55 + 40 * step };
            let cube = colour - 16;
            of_levels(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        232..=237 => 0,
        238..=243 => 8,
        244..=249 => 7,
        _ => 15,
    }
}

fn of_levels(red: usize, green: usize, blue: usize) -> u8 {
    let bits = |threshold: usize| {
        u8::from(red >= threshold) + 2 * u8::from(green >= threshold) + 4 * u8::from(blue >= threshold)
    };
    match red.max(green).max(blue) {
        0..=60 => 0,
        61..=200 => bits(96),
        _ => 8 + bits(150),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let mut transcript = Transcript::default();
        transcript.write(text);
        let mut lines: Vec<String> = transcript.plain().lines().map(str::to_owned).collect();
        lines.push(transcript.open_line().iter().map(|run| run.text.as_str()).collect());
        lines
    }

    #[test]
    fn lines_returns_tabs_and_erasing() {
        assert_eq!(shown("a\nb"), ["a", "b"]);
        assert_eq!(shown("12%\r100%"), ["100%"]);
        assert_eq!(shown("a\tb"), ["a       b"]);
        assert_eq!(shown("abc\x08\x08X"), ["aXc"]);
        assert_eq!(shown("abc\r\x1b[Kd"), ["d"]);
        assert_eq!(shown("abc\n\x1b[H\x1b[2Jd"), ["d"]);
        assert_eq!(shown("\x1b]0;title\x07x\x1b(By"), ["xy"]);
    }

    #[test]
    fn colours_make_runs() {
        let mut transcript = Transcript::default();
        transcript.write("\x1b[01;34msrc\x1b[0m a \x1b[38;5;196mb\x1b[7mc");
        let classes: Vec<(String, String)> =
            transcript.open_line().into_iter().map(|run| (run.text, run.style.classes())).collect();
        let expected = [("src", "fg-4 bold"), (" a ", ""), ("b", "fg-9"), ("c", "fg-16 bg-9")];
        assert_eq!(classes, expected.map(|(text, class)| (text.to_owned(), class.to_owned())));
    }

    #[test]
    fn a_sequence_may_come_in_pieces() {
        let mut transcript = Transcript::default();
        for piece in ["\x1b", "[3", "1", "mred\x1b[", "m."] {
            transcript.write(piece);
        }
        assert_eq!(transcript.open_line().len(), 2);
    }

    #[test]
    fn old_lines_go_and_numbers_stay() {
        let mut transcript = Transcript::default();
        transcript.write(&"x\n".repeat(KEPT + 5));
        assert_eq!(transcript.plain().lines().count(), KEPT - CHUNK + 5);
        assert_eq!(transcript.chunks()[0][0].number, CHUNK);
    }
}
