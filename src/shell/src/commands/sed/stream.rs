//! The lines of all files, one after another, with a look at whether one is the last.

use super::Settings;
use crate::context::Input;
use crate::{Bytes, Context};
use vfs::Errno;

/// What reading a line gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A line; whether it ended with its end byte.
    Some(bool),
    /// No more.
    End,
}

/// The input files.
pub(super) struct Stream {
    names: Vec<Bytes>,
    next: usize,
    current: Option<Input>,
    pub(super) name: Bytes,
    /// A file could not be read: the status is 2.
    pub(super) failed: bool,
    /// Reading failed midway: the status is 4.
    pub(super) panicked: bool,
    end: u8,
    separate: bool,
}

impl Stream {
    pub(super) fn new(names: Vec<Bytes>, settings: &Settings) -> Self {
        let names = if names.is_empty() { vec![b"-".to_vec()] } else { names };
        Self {
            names,
            next: 0,
            current: None,
            name: b"-".to_vec(),
            failed: false,
            panicked: false,
            end: settings.end,
            separate: settings.separate,
        }
    }

    /// Opens the next file that opens; false when there is none. A file edited in place must be a regular one.
    async fn open_next(&mut self, context: &mut Context, in_place: bool) -> bool {
        while let Some(name) = self.names.get(self.next).cloned() {
            self.next += 1;
            let shown = String::from_utf8_lossy(&name).into_owned();
            if name == b"-" && !in_place {
                // A second `-` finds the end.
                let stdin = Input::of_bytes(context.sys.clone(), Vec::new());
                self.current = Some(std::mem::replace(&mut context.stdin, stdin));
                self.name = name;
                return true;
            }
            let stat = match context.stat(&name) {
                Ok(stat) => stat,
                Err(error) => {
                    context.complain(format_args!("can't read {shown}: {error}"));
                    self.failed = true;
                    continue;
                }
            };
            if stat.is_dir() {
                if in_place {
                    context.complain(format_args!("couldn't edit {shown}: not a regular file"));
                    self.failed = true;
                    continue;
                }
                context.complain(format_args!("read error on {shown}: Is a directory"));
                self.panicked = true;
                return false;
            }
            if in_place && !stat.is_file() {
                context.complain(format_args!("couldn't edit {shown}: not a regular file"));
                self.failed = true;
                continue;
            }
            match context.open(&name).await {
                Ok(input) => {
                    self.current = Some(input);
                    self.name = name;
                    return true;
                }
                Err(error) => {
                    context.complain(format_args!("can't read {shown}: {error}"));
                    self.failed = true;
                }
            }
        }
        false
    }

    /// Is there a file at hand, or another to come? Opens it.
    pub(super) async fn begin_file(&mut self, context: &mut Context, in_place: bool) -> bool {
        self.current = None;
        self.open_next(context, in_place).await
    }

    /// Appends the next line to `space`.
    pub(super) async fn line(&mut self, context: &mut Context, space: &mut Bytes) -> Result<Line, Errno> {
        loop {
            let Some(input) = &mut self.current else {
                if self.separate || !self.open_next(context, false).await {
                    return Ok(Line::End);
                }
                continue;
            };
            match input.until(self.end).await? {
                Some(line) => {
                    let whole = line.last() == Some(&self.end);
                    space.extend_from_slice(if whole { &line[..line.len() - 1] } else { line });
                    return Ok(Line::Some(whole));
                }
                None => self.current = None,
            }
        }
    }

    /// Is there no further line (in this file, when files are separate)?
    pub(super) async fn at_end(&mut self, context: &mut Context) -> Result<bool, Errno> {
        loop {
            let Some(input) = &mut self.current else {
                if self.separate || !self.open_next(context, false).await {
                    return Ok(true);
                }
                continue;
            };
            if !input.fill().await?.is_empty() {
                return Ok(false);
            }
            self.current = None;
        }
    }

    /// What was read ahead belongs to whoever reads standard input next.
    pub(super) fn give_back(&mut self) {
        if let Some(input) = &mut self.current {
            input.give_back();
        }
    }

    /// Is there another file after this one?
    pub(super) fn has_more_files(&self) -> bool {
        self.next < self.names.len()
    }
}
