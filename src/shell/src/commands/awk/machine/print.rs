//! `print` and `printf`.

use super::super::ast::Redirect;
use super::super::format;
use super::{Fatal, Machine, Stop};

impl Machine {
    /// Prints so many values.
    pub(super) fn print(&mut self, count: usize, redirect: Option<Redirect>) -> Result<Option<Stop>, Fatal> {
        let sink = match self.sink(redirect, "print")? {
            Ok(sink) => sink,
            Err(stop) => return Ok(Some(stop)),
        };
        let first = self.stack.len() - count;
        let mut line = Vec::new();
        for (index, value) in self.stack.drain(first..).enumerate() {
            if index > 0 {
                line.extend_from_slice(&self.settings.ofs);
            }
            value.write(&self.settings.ofmt, &mut line);
        }
        line.extend_from_slice(&self.settings.ors);
        self.buffer(&sink).extend_from_slice(&line);
        Ok(self.finish_print(&sink))
    }

    /// Prints so many values through the format, the first of them.
    pub(super) fn printf(&mut self, count: usize, redirect: Option<Redirect>) -> Result<Option<Stop>, Fatal> {
        let sink = match self.sink(redirect, "printf")? {
            Ok(sink) => sink,
            Err(stop) => return Ok(Some(stop)),
        };
        let text = self.format(count)?;
        self.buffer(&sink).extend_from_slice(&text);
        Ok(self.finish_print(&sink))
    }

    /// Formats so many values, the format being the first.
    pub(super) fn format(&mut self, count: usize) -> Result<Vec<u8>, Fatal> {
        let first = self.stack.len() - count;
        let shape = self.stack[first].text(&self.settings.convfmt);
        let text =
            format::printf(&shape, &self.stack[first + 1..], &self.settings.convfmt).map_err(|error| Fatal(error.0))?;
        self.stack.truncate(first);
        Ok(text)
    }

    /// When the output must be passed on, the instruction is over before the stop.
    fn finish_print(&mut self, sink: &super::output::Sink) -> Option<Stop> {
        let stop = self.printed(sink);
        if stop.is_some() {
            self.pc += 1;
        }
        stop
    }
}
