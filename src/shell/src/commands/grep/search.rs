//! One file: chunks of whole lines, and the lines selected in them.

use super::print::Printer;
use super::settings::{Binary, Report, Settings};
use crate::context::Input;
use crate::{Context, Quit};
use base::Budget;
use memchr::{memchr, memrchr};
use std::ops::Range;
use vfs::Errno;

/// What a search of one chunk may cost.
const SEARCH: u64 = 5_000_000_000;

/// Where the search of a file stands.
struct Search<'a> {
    settings: &'a Settings,
    printer: Printer<'a>,
    budget: Budget,
    /// Lines that may still be selected.
    left: u64,
    count: u64,
    /// Lines of context still to be printed after the last selected one.
    after: usize,
    is_binary: bool,
    /// The file is binary and something of it should have been printed.
    told: bool,
    stop: bool,
    /// Where the last selected line ends, in the present buffer.
    past: usize,
}

/// Searches a file; whether a line was selected.
pub(super) async fn file(
    context: &mut Context,
    settings: &Settings,
    input: &mut Input,
    name: &[u8],
    with_name: bool,
) -> Result<Result<bool, Errno>, Quit> {
    let mut search = Search {
        settings,
        printer: Printer::new(settings, name, with_name),
        budget: Budget::new(SEARCH),
        left: settings.most,
        count: 0,
        after: 0,
        is_binary: false,
        told: false,
        stop: settings.most == 0,
        past: 0,
    };
    let mut buffer: Vec<u8> = Vec::new();
    let mut first = true;
    while !search.stop {
        let chunk = match input.chunk().await {
            Ok(chunk) => chunk,
            Err(error) => return Ok(Err(error)),
        };
        let ended = chunk.is_none();
        let chunk = chunk.unwrap_or_default();
        if std::mem::take(&mut first) {
            search.is_binary = settings.binary != Binary::Text && settings.end != 0 && memchr(0, &chunk).is_some();
            if search.is_binary && settings.binary == Binary::Skip {
                break;
            }
        }
        // What is carried over: the start of a line, and lines that may become context.
        let carried = buffer.len();
        if buffer.is_empty() {
            buffer = chunk;
        } else {
            buffer.extend_from_slice(&chunk);
        }
        if buffer.len() > crate::MAX_VALUE {
            return Ok(Err(Errno::NoMem));
        }
        let read = buffer.len();
        let end = if ended {
            if buffer.is_empty() {
                break;
            }
            if buffer.last() != Some(&settings.end) {
                buffer.push(settings.end);
            }
            buffer.len()
        } else {
            match memrchr(settings.end, &buffer[carried.min(buffer.len())..]) {
                Some(at) => carried + at + 1,
                None => continue,
            }
        };
        let begin = search.printer.searched;
        search.chunk(context, &buffer[..end], begin).await?;
        if search.left == 0 && !matches!(settings.report, Report::Nothing | Report::NameIf | Report::NameUnless) {
            // What follows the last line that counts is for the next reader: `(grep -m1 x; cat) < file`.
            let rest = buffer.get(search.past..read).unwrap_or_default().to_vec();
            if let Some(file) = input.file().filter(|file| file.is_seekable()) {
                file.unread(rest);
            }
        }
        if ended || search.stop {
            break;
        }
        let keep = search.printer.keep_from(&buffer[..end]);
        search.printer.forget(&buffer[..keep]);
        buffer.drain(..keep);
        search.printer.searched = end - keep;
    }
    search.finish(context).await
}

impl Search<'_> {
    /// Searches the lines of `buffer` from `begin` on.
    async fn chunk(&mut self, context: &mut Context, buffer: &[u8], begin: usize) -> Result<(), Quit> {
        let mut at = begin;
        let counting = self.settings.report == Report::Count && !self.settings.invert && self.settings.end == b'\n';
        while at < buffer.len() && !self.stop {
            let found = self.next_match(context, buffer, at)?;
            let spent = self.budget.spent();
            if spent > 50_000 {
                self.budget = Budget::new(SEARCH);
                context.tick(spent).await;
            }
            let limit = found.as_ref().map_or(buffer.len(), |line| line.start);
            if counting {
                if let Some(line) = found {
                    self.count += 1;
                    self.left -= 1;
                    self.stop = self.left == 0;
                    self.past = line.end;
                    at = line.end;
                } else {
                    at = limit;
                }
                continue;
            }
            while at < limit && !self.stop {
                let end = line_end(buffer, at, self.settings.end);
                if self.settings.invert {
                    self.select(context, buffer, at..end).await?;
                } else if !self.pass(context, buffer, at..end).await? {
                    // No context is wanted here: on to the match.
                    at = limit;
                    break;
                }
                at = end;
            }
            if let Some(line) = found
                && !self.stop
            {
                if self.settings.invert {
                    self.pass(context, buffer, line.clone()).await?;
                } else {
                    self.select(context, buffer, line.clone()).await?;
                }
                at = line.end;
            }
        }
        // After -m, context goes on, over lines that match too.
        if self.stop && self.after > 0 && self.left == 0 {
            self.trailing(context, buffer, at).await?;
        }
        Ok(())
    }

    async fn trailing(&mut self, context: &mut Context, buffer: &[u8], mut at: usize) -> Result<(), Quit> {
        while at < buffer.len() && self.after > 0 {
            let end = line_end(buffer, at, self.settings.end);
            self.pass(context, buffer, at..end).await?;
            at = end;
        }
        Ok(())
    }

    /// The next line, from `at` on, that matches.
    fn next_match(&self, context: &Context, buffer: &[u8], at: usize) -> Result<Option<Range<usize>>, Quit> {
        let settings = self.settings;
        let exhausted = |_| {
            context.complain("exceeded the search limit");
            Quit::Status(2)
        };
        if settings.end == b'\n' {
            let line = settings.pattern.find_line(buffer, at, &self.budget).map_err(exhausted)?;
            return Ok(line.map(|line| line.start..line_end(buffer, line.start, b'\n')));
        }
        let mut start = at;
        while start < buffer.len() {
            let end = line_end(buffer, start, settings.end);
            if settings.pattern.is_match(&buffer[start..end - 1], &self.budget).map_err(exhausted)? {
                return Ok(Some(start..end));
            }
            start = end;
        }
        Ok(None)
    }

    /// A line is selected.
    async fn select(&mut self, context: &mut Context, buffer: &[u8], line: Range<usize>) -> Result<(), Quit> {
        self.count += 1;
        self.left -= 1;
        self.stop = self.left == 0;
        self.past = line.end;
        match self.settings.report {
            Report::Nothing | Report::NameIf | Report::NameUnless => {
                self.stop = true;
                return Ok(());
            }
            Report::Count => return Ok(()),
            Report::Lines | Report::Matches => {}
        }
        let text = &buffer[line.start..line.end - 1];
        let suspicious = self.settings.binary != Binary::Text && self.settings.end != 0;
        if self.is_binary || (suspicious && std::str::from_utf8(text).is_err()) {
            self.told = true;
            self.stop = true;
            self.after = 0;
            return Ok(());
        }
        self.printer.before(context, buffer, line.start);
        self.printer.line(context, buffer, line, true, &self.budget).map_err(|_| Quit::Status(2))?;
        self.after = self.settings.after;
        context.stdout.relieve().await?;
        Ok(())
    }

    /// A line is passed over: perhaps it is context. False when nothing is to be done with it.
    async fn pass(&mut self, context: &mut Context, buffer: &[u8], line: Range<usize>) -> Result<bool, Quit> {
        if self.after == 0 {
            return Ok(false);
        }
        self.after -= 1;
        let wanted = matches!(self.settings.report, Report::Lines | Report::Matches);
        if wanted && !self.told {
            self.printer.line(context, buffer, line, false, &self.budget).map_err(|_| Quit::Status(2))?;
            context.stdout.relieve().await?;
        }
        Ok(true)
    }

    async fn finish(self, context: &mut Context) -> Result<Result<bool, Errno>, Quit> {
        if self.told {
            let name = self.printer.name.to_vec();
            context.stdout.flush().await?;
            context.complain_bytes(&[&name, b": binary file matches".as_slice()].concat());
        }
        let selected = self.count > 0;
        match self.settings.report {
            Report::Count => self.printer.count(context, self.count),
            Report::NameIf if selected => self.printer.name_alone(context),
            Report::NameUnless if !selected => self.printer.name_alone(context),
            _ => {}
        }
        context.stdout.relieve().await?;
        Ok(Ok(selected))
    }
}

/// One past the end byte of the line that starts at `at`.
fn line_end(buffer: &[u8], at: usize, end: u8) -> usize {
    memchr(end, &buffer[at..]).map_or(buffer.len(), |offset| at + offset + 1)
}
