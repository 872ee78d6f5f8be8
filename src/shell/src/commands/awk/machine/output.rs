//! Where `print` writes: buffers that the world empties.

use super::super::array::Key;
use super::super::ast::Redirect;
use super::super::special::Special;
use super::super::value::{Text, Value};
use super::input::Answer;
use super::{Fatal, Machine, Stop};

/// Bytes gathered before they are passed on.
pub(super) const CHUNK: usize = 32 << 10;

/// An output besides standard output.
pub struct Outgoing {
    /// The file's name or the command.
    pub name: Text,
    /// What it is.
    pub kind: Redirect,
    /// What was printed and not yet passed on.
    pub buffer: Vec<u8>,
    /// Is it open?
    pub open: bool,
    /// Of a coprocess that is still read from: closed for writing.
    pub half_closed: bool,
}

/// Where a `print` goes.
pub(super) enum Sink {
    Standard,
    Number(usize),
    /// It could not be opened, and that is no fault.
    Lost,
}

impl Machine {
    /// The open output of this name, `None` when it must be opened first.
    pub fn output_number(&self, name: &[u8], kind: Option<Redirect>) -> Option<usize> {
        let same = |known: Redirect| match kind {
            None => true,
            Some(Redirect::File | Redirect::Append) => matches!(known, Redirect::File | Redirect::Append),
            Some(kind) => kind == known,
        };
        self.outputs.iter().position(|output| output.open && &*output.name == name && same(output.kind))
    }

    /// `PROCINFO["NONFATAL"]`, `PROCINFO[name, "NONFATAL"]`: failures to open are told in `ERRNO` alone.
    fn forgives(&self, name: &[u8]) -> bool {
        let procinfo = self.special_array(Special::PROCINFO);
        let own = [name, &self.settings.subsep, b"NONFATAL"].concat();
        procinfo.get(&Key::of(b"NONFATAL")).is_some() || procinfo.get(&Key::of(&own)).is_some()
    }

    /// Is this a two-way pipe whose write end was closed?
    pub fn is_half_closed(&self, name: &[u8], kind: Redirect) -> bool {
        kind == Redirect::Coprocess && self.outputs.iter().any(|output| output.half_closed && &*output.name == name)
    }

    /// The output that the redirection's name, on top of the stack, stands for.
    pub(super) fn sink(&mut self, redirect: Option<Redirect>, who: &str) -> Result<Result<Sink, Stop>, Fatal> {
        let Some(kind) = redirect else { return Ok(Ok(Sink::Standard)) };
        let name = self.stack.last().map(|name| name.text(&self.settings.convfmt)).unwrap_or_default();
        if name.is_empty() {
            let shown = match kind {
                Redirect::File => ">",
                Redirect::Append => ">>",
                Redirect::Pipe => "|",
                Redirect::Coprocess => "|&",
            };
            return Err(format!("expression for `{shown}' redirection has null string value").into());
        }
        if matches!(kind, Redirect::File | Redirect::Append) && matches!(&*name, b"/dev/stdout" | b"-") {
            self.pop();
            return Ok(Ok(Sink::Standard));
        }
        if self.is_half_closed(&name, kind) {
            return Err(format!("{who}: attempt to write to closed write end of two-way pipe").into());
        }
        if let Some(number) = self.output_number(&name, Some(kind)) {
            self.pop();
            return Ok(Ok(Sink::Number(number)));
        }
        let number = self.outputs.iter().position(|output| !output.open).unwrap_or(self.outputs.len());
        match self.answer.take() {
            None => {
                let output = Outgoing { name, kind, buffer: Vec::new(), open: false, half_closed: false };
                if number == self.outputs.len() {
                    self.outputs.push(output);
                } else {
                    self.outputs[number] = output;
                }
                Ok(Err(Stop::OpenOutput(number)))
            }
            Some(Answer::Refused(error)) if self.forgives(&name) => {
                self.set_special(Special::ERRNO, Value::str(error));
                self.lost.clear();
                self.pop();
                Ok(Ok(Sink::Lost))
            }
            Some(Answer::Refused(error)) => {
                let shown = String::from_utf8_lossy(&name).into_owned();
                Err(match kind {
                    Redirect::File | Redirect::Append => format!("cannot redirect to `{shown}': {error}"),
                    _ => format!("cannot open pipe `{shown}' for output: {error}"),
                }
                .into())
            }
            Some(_) => {
                self.outputs[number].open = true;
                self.pop();
                Ok(Ok(Sink::Number(number)))
            }
        }
    }

    pub(super) fn buffer(&mut self, sink: &Sink) -> &mut Vec<u8> {
        match sink {
            Sink::Standard => &mut self.stdout,
            Sink::Number(number) => &mut self.outputs[*number].buffer,
            Sink::Lost => &mut self.lost,
        }
    }

    /// After something was printed: is it time to pass it on?
    pub(super) fn printed(&mut self, sink: &Sink) -> Option<Stop> {
        let full = match sink {
            Sink::Lost => false,
            Sink::Standard => self.interactive || self.stdout.len() >= CHUNK,
            Sink::Number(number) => {
                let output = &self.outputs[*number];
                output.buffer.len() >= CHUNK || &*output.name == b"/dev/stderr" || output.kind == Redirect::Coprocess
            }
        };
        self.output_full = full;
        full.then_some(Stop::Flush)
    }
}
