//! Reading: the main input, and `getline` in all its forms.

use super::super::code::{Input, Target};
use super::super::reader::{Got, Reader};
use super::super::special::Special;
use super::super::value::{Text, Value};
use super::{Fatal, Machine, Run, Stop};

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// A file.
    File,
    /// A command's output.
    Command,
    /// A coprocess.
    Coprocess,
}

/// What the world answered to a [`Stop`].
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// It was opened.
    Opened,
    /// It was not, in the system's words.
    Refused(String),
    /// There are no more files.
    NoMoreFiles,
    /// A status.
    Status(f64),
}

/// An input that `getline` opened.
pub(super) struct Incoming {
    name: Text,
    kind: InputKind,
    reader: Reader,
    open: bool,
    /// Of a coprocess that is still written to: closed for reading.
    half_closed: bool,
}

/// What `getline` has got.
pub(super) enum Fetched {
    Record(Text, Text),
    End,
    Failed,
}

/// Where the main input stands.
#[derive(Default)]
pub struct MainInput {
    /// The present file's.
    pub reader: Option<Reader>,
    /// The present file could not be opened, in the system's words.
    pub refused: Option<String>,
    begun: bool,
    end_rules_ran: bool,
    exhausted: bool,
}

/// A stop, or merely a jump.
pub(super) enum Pause {
    Stop(Stop),
    Jumped,
}

impl Pause {
    pub(super) fn into_stop(self) -> Option<Stop> {
        match self {
            Self::Stop(stop) => Some(stop),
            Self::Jumped => None,
        }
    }
}

impl Machine {
    /// The world's answer to the last stop.
    pub fn reply(&mut self, answer: Answer) {
        self.answer = Some(answer);
    }

    /// Bytes for the input of this number; none means its end.
    pub fn feed(&mut self, number: usize, bytes: Vec<u8>) {
        if let Some(input) = self.inputs.get_mut(number) {
            input.reader.feed(bytes);
        }
    }

    /// The number of an open input.
    pub fn input_number(&self, name: &[u8], kind: Option<InputKind>) -> Option<usize> {
        self.inputs
            .iter()
            .position(|input| input.open && &*input.name == name && kind.is_none_or(|kind| kind == input.kind))
    }

    /// Only the reading end of a coprocess is closed.
    pub fn half_close_input(&mut self, number: usize) {
        self.forget_input(number);
        if let Some(input) = self.inputs.get_mut(number) {
            input.half_closed = input.kind == InputKind::Coprocess;
        }
    }

    /// The input of this number is closed.
    pub fn forget_input(&mut self, number: usize) {
        if let Some(input) = self.inputs.get_mut(number) {
            input.open = false;
            input.reader = Reader::default();
        }
    }

    /// No more of the main input is wanted.
    pub(super) fn stop_main(&mut self) {
        self.main.exhausted = true;
        self.main.reader = None;
    }

    /// Makes sure that a record of the main input can be read: `None` means one is there, as a range of the reader.
    fn main_record(&mut self) -> Result<Result<Option<(Text, Text)>, Pause>, Fatal> {
        loop {
            if self.main.exhausted {
                return Ok(Ok(None));
            }
            let Some(reader) = &mut self.main.reader else {
                if let Some(pause) = self.open_next()? {
                    return Ok(Err(pause));
                }
                continue;
            };
            match reader.next(&self.settings.separator, &self.regexes)? {
                Got::Record(record, end) => {
                    let text = reader.bytes(record).into();
                    let terminator = reader.bytes(end).into();
                    return Ok(Ok(Some((text, terminator))));
                }
                Got::Hungry => {
                    if reader.is_overlong() {
                        return Err("record too long: memory exhausted".into());
                    }
                    return Ok(Err(Pause::Stop(Stop::FillMain)));
                }
                Got::End => {
                    if let Some(entry) = self.code.end_file
                        && !std::mem::replace(&mut self.main.end_rules_ran, true)
                    {
                        self.enter_block(entry);
                        return Ok(Err(Pause::Jumped));
                    }
                    self.main.reader = None;
                    self.main.begun = false;
                }
            }
        }
    }

    /// The next file of the main input.
    fn open_next(&mut self) -> Run<Option<Pause>> {
        match self.answer.take() {
            None if self.main.refused.is_some() => {
                let error = self.main.refused.take().unwrap_or_default();
                let file = String::from_utf8_lossy(&self.special(Special::FILENAME).text(b"")).into_owned();
                Err(format!("cannot open file `{file}' for reading: {error}").into())
            }
            None => Ok(Some(Pause::Stop(Stop::NextFile))),
            Some(Answer::NoMoreFiles) => {
                self.main.exhausted = true;
                Ok(None)
            }
            Some(Answer::Refused(error)) => {
                self.fnr = 0.0;
                self.set_special(Special::ERRNO, Value::str(error.as_str()));
                self.main.refused = Some(error);
                if let Some(entry) = self.code.begin_file {
                    self.enter_block(entry);
                    return Ok(Some(Pause::Jumped));
                }
                Ok(None)
            }
            Some(_) => {
                self.fnr = 0.0;
                self.main.reader = Some(Self::fresh_reader());
                self.main.end_rules_ran = false;
                self.main.begun = true;
                if let Some(entry) = self.code.begin_file {
                    self.set_special(Special::ERRNO, Value::str(""));
                    self.enter_block(entry);
                    return Ok(Some(Pause::Jumped));
                }
                Ok(None)
            }
        }
    }

    /// The main loop's next record; at the end the END rules follow.
    pub(super) fn next_record(&mut self) -> Result<Option<Pause>, Fatal> {
        // The common case: a record in the buffer, copied once.
        if let Some(reader) = &mut self.main.reader {
            let got = reader.next(&self.settings.separator, &self.regexes)?;
            if let Got::Record(record, end) = got {
                self.fuel = self.fuel.saturating_sub((record.len() / 64) as u32);
                self.record.set_bytes(reader.bytes(record));
                let terminator = reader.bytes(end);
                let rt = &mut self.globals[Special::RT as usize];
                if !matches!(rt, Value::Str(text) if &**text == terminator) {
                    *rt = Value::str(terminator);
                }
                self.nr += 1.0;
                self.fnr += 1.0;
                return Ok(None);
            }
            if got == Got::Hungry {
                if reader.is_overlong() {
                    return Err("record too long: memory exhausted".into());
                }
                return Ok(Some(Pause::Stop(Stop::FillMain)));
            }
        }
        match self.main_record()? {
            Err(pause) => Ok(Some(pause)),
            Ok(Some((text, terminator))) => {
                self.take_main(text, terminator);
                Ok(None)
            }
            Ok(None) => {
                self.pc = self.code.end_rules as usize;
                Ok(Some(Pause::Jumped))
            }
        }
    }

    fn take_main(&mut self, text: Text, terminator: Text) {
        self.record.set(text);
        self.set_special(Special::RT, Value::Str(terminator));
        self.nr += 1.0;
        self.fnr += 1.0;
    }

    /// `nextfile`.
    pub(super) fn next_file(&mut self) {
        self.main.refused = None;
        self.main.reader = None;
        if let Some(entry) = self.code.end_file
            && !std::mem::replace(&mut self.main.end_rules_ran, true)
            && self.main.begun
        {
            self.unwind();
            self.pc = self.code.main_loop as usize;
            self.enter_block(entry);
            return;
        }
        self.unwind();
        self.pc = self.code.main_loop as usize;
    }

    /// Fetches a record for `getline`.
    pub(super) fn getline(&mut self, input: Input) -> Result<Option<Pause>, Fatal> {
        let kind = match input {
            Input::Main => {
                let fetched = match self.main_record()? {
                    Err(pause) => return Ok(Some(pause)),
                    Ok(Some((text, terminator))) => Fetched::Record(text, terminator),
                    Ok(None) => Fetched::End,
                };
                self.fetched = Some(fetched);
                return Ok(None);
            }
            Input::File => InputKind::File,
            Input::Command => InputKind::Command,
            Input::Coprocess => InputKind::Coprocess,
        };
        let name = self.stack.last().map(|name| name.text(&self.settings.convfmt)).unwrap_or_default();
        if name.is_empty() {
            return Err("expression for `<' redirection has null string value".into());
        }
        let number = match self.input_number(&name, Some(kind)) {
            Some(number) => number,
            None if kind == InputKind::Coprocess
                && self.inputs.iter().any(|input| input.half_closed && *input.name == *name) =>
            {
                return Err("getline: attempt to read from closed read end of two-way pipe".into());
            }
            None => match self.answer.take() {
                None => return Ok(Some(Pause::Stop(Stop::OpenInput(kind, name)))),
                Some(Answer::Opened) => self.add_input(name, kind),
                Some(answer) => {
                    if let Answer::Refused(error) = answer {
                        self.set_special(Special::ERRNO, Value::str(error));
                    }
                    self.pop();
                    self.fetched = Some(Fetched::Failed);
                    return Ok(None);
                }
            },
        };
        let reader = &mut self.inputs[number].reader;
        if let Some(Answer::Refused(error)) = self.answer.take() {
            self.set_special(Special::ERRNO, Value::str(error));
            self.pop();
            self.fetched = Some(Fetched::Failed);
            return Ok(None);
        }
        let fetched = match reader.next(&self.settings.separator, &self.regexes)? {
            Got::Record(record, end) => Fetched::Record(reader.bytes(record).into(), reader.bytes(end).into()),
            Got::Hungry if reader.is_overlong() => return Err("record too long: memory exhausted".into()),
            Got::Hungry => return Ok(Some(Pause::Stop(Stop::Fill(number)))),
            Got::End => Fetched::End,
        };
        self.pop();
        self.fetched = Some(fetched);
        Ok(None)
    }

    /// The number that the next opened input will have.
    pub fn next_input_number(&self) -> usize {
        self.inputs.iter().position(|input| !input.open).unwrap_or(self.inputs.len())
    }

    fn add_input(&mut self, name: Text, kind: InputKind) -> usize {
        let number = self.next_input_number();
        let input = Incoming { name, kind, reader: Reader::default(), open: true, half_closed: false };
        if number == self.inputs.len() {
            self.inputs.push(input);
        } else {
            self.inputs[number] = input;
        }
        number
    }

    /// Assigns what was fetched; pushes 1, 0 or -1.
    pub(super) fn getline_store(&mut self, target: Target, input: Input) -> Run {
        let status = match self.fetched.take() {
            Some(Fetched::Record(text, terminator)) => {
                if matches!(input, Input::Main) {
                    self.nr += 1.0;
                    self.fnr += 1.0;
                } else if matches!(input, Input::Command | Input::Coprocess) {
                    self.nr += 1.0;
                }
                self.set_special(Special::RT, Value::Str(terminator));
                self.assign(target, Value::Input(text))?;
                1.0
            }
            other => {
                if matches!(other, Some(Fetched::End)) {
                    self.set_special(Special::RT, Value::str(""));
                }
                self.drop_target(target);
                if matches!(other, Some(Fetched::End)) { 0.0 } else { -1.0 }
            }
        };
        self.push(Value::Num(status));
        Ok(())
    }

    /// Forgets the subscripts of a target that is not assigned to after all.
    pub(super) fn drop_target(&mut self, target: Target) {
        match target {
            Target::Field => {
                self.pop();
            }
            Target::Elem => {
                self.pop();
                self.pop();
            }
            Target::Var(_) | Target::Record => {}
        }
    }
}
