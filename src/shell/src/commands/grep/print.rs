//! What is written of a line: names, numbers, separators, colours.

use super::settings::{Report, Settings};
use crate::Context;
use base::{Budget, Exhausted};
use memchr::memrchr;
use std::ops::Range;

const NAME: &str = "35";
const NUMBER: &str = "32";
const SEPARATOR: &str = "36";
const MATCH: &str = "01;31";

/// The writer for one file.
pub(super) struct Printer<'a> {
    settings: &'a Settings,
    pub(super) name: &'a [u8],
    with_name: bool,
    /// How far the buffer was searched when it was last cut.
    pub(super) searched: usize,
    /// Lines and bytes of the file that are no longer in the buffer.
    gone_lines: u64,
    gone_bytes: u64,
    /// Up to where lines of the buffer are counted, and how many.
    counted: (usize, u64),
    /// Up to where lines were printed; `None` before the first.
    printed: Option<usize>,
}

impl<'a> Printer<'a> {
    pub(super) fn new(settings: &'a Settings, name: &'a [u8], with_name: bool) -> Self {
        Self { settings, name, with_name, searched: 0, gone_lines: 0, gone_bytes: 0, counted: (0, 0), printed: None }
    }

    /// Where the part of a searched buffer begins that may still be context.
    pub(super) fn keep_from(&self, buffer: &[u8]) -> usize {
        let mut at = buffer.len();
        for _ in 0..self.settings.before {
            if at == 0 || self.printed.is_some_and(|printed| printed >= at) {
                break;
            }
            at = memrchr(self.settings.end, &buffer[..at - 1]).map_or(0, |found| found + 1);
        }
        at
    }

    /// These bytes leave the buffer.
    pub(super) fn forget(&mut self, bytes: &[u8]) {
        if self.settings.numbers {
            let end = self.settings.end;
            let (from, lines) = self.counted;
            let lines = if from <= bytes.len() {
                lines + memchr::memchr_iter(end, &bytes[from..]).count() as u64
            } else {
                memchr::memchr_iter(end, bytes).count() as u64
            };
            let rest = if from > bytes.len() { self.counted.1 - lines } else { 0 };
            self.gone_lines += lines;
            self.counted = (from.saturating_sub(bytes.len()), rest);
        }
        self.gone_bytes += bytes.len() as u64;
        // 0 also says "printed, and gone since": then there is a gap unless the next line follows at once.
        self.printed = self.printed.map(|printed| printed.wrapping_sub(bytes.len()));
    }

    fn line_number(&mut self, buffer: &[u8], at: usize) -> u64 {
        let (from, lines) = self.counted;
        let lines = if from <= at {
            lines + memchr::memchr_iter(self.settings.end, &buffer[from..at]).count() as u64
        } else {
            memchr::memchr_iter(self.settings.end, &buffer[..at]).count() as u64
        };
        self.counted = (at, lines);
        self.gone_lines + lines + 1
    }

    /// The context before a selected line, and `--` where something was left out.
    pub(super) fn before(&mut self, context: &mut Context, buffer: &[u8], at: usize) {
        let mut start = at;
        for _ in 0..self.settings.before {
            if start == 0 || self.printed == Some(start) {
                break;
            }
            start = memrchr(self.settings.end, &buffer[..start - 1]).map_or(0, |found| found + 1);
        }
        let gap = self.printed.is_some_and(|printed| printed != start);
        if gap && self.settings.grouped {
            self.coloured(context, SEPARATOR, &self.settings.group_separator);
            context.stdout.put_byte(b'\n');
        }
        while start < at {
            let end =
                memchr::memchr(self.settings.end, &buffer[start..]).map_or(buffer.len(), |offset| start + offset + 1);
            // Context is printed without its matches shown: a failure to find them does not matter.
            let _ = self.line(context, buffer, start..end, false, &Budget::new(0));
            start = end;
        }
    }

    fn coloured(&self, context: &mut Context, colour: &str, text: &[u8]) {
        let out = context.stdout.buffer();
        if self.settings.colour {
            out.extend_from_slice(format!("\x1b[{colour}m\x1b[K").as_bytes());
            out.extend_from_slice(text);
            out.extend_from_slice(b"\x1b[m\x1b[K");
        } else {
            out.extend_from_slice(text);
        }
    }

    fn heading(&mut self, context: &mut Context, buffer: &[u8], line_start: usize, at: usize, separator: u8) {
        let settings = self.settings;
        let mut any = false;
        if self.with_name {
            self.coloured(context, NAME, self.name);
            if settings.null {
                context.stdout.put_byte(0);
            } else {
                self.separate(context, separator);
            }
            any = true;
        }
        let width = usize::from(settings.tab);
        if settings.numbers {
            let number = self.line_number(buffer, line_start).to_string();
            let number = format!("{number:>w$}", w = width * 2);
            self.coloured(context, NUMBER, number.as_bytes());
            self.separate(context, separator);
            any = true;
        }
        if settings.offsets {
            let offset = (self.gone_bytes + at as u64).to_string();
            let offset = format!("{offset:>w$}", w = width * 2);
            self.coloured(context, NUMBER, offset.as_bytes());
            self.separate(context, separator);
            any = true;
        }
        if settings.tab && any {
            context.stdout.put(b"\t");
        }
    }

    fn separate(&self, context: &mut Context, separator: u8) {
        self.coloured(context, SEPARATOR, &[separator]);
    }

    /// One line, selected or context.
    pub(super) fn line(
        &mut self,
        context: &mut Context,
        buffer: &[u8],
        line: Range<usize>,
        selected: bool,
        budget: &Budget,
    ) -> Result<(), Exhausted> {
        let settings = self.settings;
        let separator = if selected { b':' } else { b'-' };
        // With -v it is the lines left out that hold the matches.
        let matching = selected != settings.invert;
        self.printed = Some(line.end);
        let text = &buffer[line.start..line.end - 1];
        if settings.report == Report::Matches {
            if !matching || !selected {
                return Ok(());
            }
            return self.matches(context, buffer, line.start, text, separator, budget);
        }
        self.heading(context, buffer, line.start, line.start, separator);
        if settings.colour && matching && budget.left() > 0 {
            let mut copied = 0;
            for found in settings.pattern.matches(text, budget) {
                let found = found?.whole();
                if found.start == found.end {
                    continue;
                }
                context.stdout.put(&text[copied..found.start]);
                self.coloured(context, MATCH, found.of(text));
                copied = found.end;
            }
            context.stdout.put(&text[copied..]);
        } else {
            context.stdout.put(text);
        }
        context.stdout.put_byte(settings.end);
        Ok(())
    }

    /// `-o`: each match on a line of its own.
    fn matches(
        &mut self,
        context: &mut Context,
        buffer: &[u8],
        start: usize,
        text: &[u8],
        separator: u8,
        budget: &Budget,
    ) -> Result<(), Exhausted> {
        for found in self.settings.pattern.matches(text, budget) {
            let found = found?.whole();
            if found.start == found.end {
                continue;
            }
            self.heading(context, buffer, start, start + found.start, separator);
            self.coloured(context, MATCH, found.of(text));
            context.stdout.put_byte(self.settings.end);
        }
        Ok(())
    }

    /// `-c`.
    pub(super) fn count(&self, context: &mut Context, count: u64) {
        if self.with_name {
            self.coloured(context, NAME, self.name);
            if self.settings.null {
                context.stdout.put_byte(0);
            } else {
                self.separate(context, b':');
            }
        }
        context.stdout.put(format!("{count}\n").as_bytes());
    }

    /// `-l`, `-L`.
    pub(super) fn name_alone(&self, context: &mut Context) {
        self.coloured(context, NAME, self.name);
        context.stdout.put_byte(if self.settings.null { 0 } else { b'\n' });
    }
}
