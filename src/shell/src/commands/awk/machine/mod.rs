//! The machine that runs [`Code`]. It knows no kernel: when it needs the world it stops with a [`Stop`], is answered, and
//! goes on with the same instruction.

mod arrays;
mod assign;
mod builtins;
mod calls;
mod input;
mod matching;
mod output;
mod print;
mod sorting;
mod step;
mod strings;
mod variables;

pub use input::{Answer, InputKind, MainInput};
pub use output::Outgoing;

use super::array::{ArrayRef, Key};
use super::ast::At;
use super::code::Code;
use super::fields::Splitter;
use super::random::Random;
use super::reader::{Reader, Separator};
use super::record::Record;
use super::regexes::Regexes;
use super::special::Special;
use super::value::{Text, Value};
use std::fmt::Write;
use std::rc::Rc;

/// Why the machine stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It has worked for a while: let others run.
    Tick,
    /// It has ended with this status.
    Done(i32),
    /// The main input needs its next file.
    NextFile,
    /// The main input needs more bytes.
    FillMain,
    /// Open this for reading.
    OpenInput(InputKind, Text),
    /// The input of this number needs more bytes.
    Fill(usize),
    /// Open the output of this number (its name and kind are in [`Machine::outputs`]).
    OpenOutput(usize),
    /// Outputs have gathered much: pass it on.
    Flush,
    /// `fflush` of one output, or of all.
    FlushNow(Option<Text>),
    /// `close`: of "to" or "from" of a coprocess only, if said so.
    Close(Text, Option<Text>),
    /// `system`.
    System(Text),
}

/// The end of a program by its own fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fatal(pub String);

impl From<String> for Fatal {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Fatal {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

type Run<T = ()> = Result<T, Fatal>;

/// Why a frame was pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FrameKind {
    /// A call.
    Call,
    /// BEGINFILE or ENDFILE rules.
    Block,
    /// A comparison in a sort.
    Compare,
}

struct Frame {
    kind: FrameKind,
    function: u32,
    back: u32,
    base: usize,
    loops: usize,
    sorts: usize,
}

struct KeyLoop {
    keys: Vec<Key>,
    next: usize,
}

/// Calls may nest this deeply.
const MAX_CALLS: usize = 100_000;
/// Instructions between two ticks.
const FUEL: u32 = 20_000;

/// Cached forms of the special variables.
struct Settings {
    ofs: Text,
    ors: Text,
    subsep: Text,
    convfmt: Text,
    ofmt: Text,
    separator: Separator,
}

/// A program being run.
pub struct Machine {
    code: Rc<Code>,
    pc: usize,
    stack: Vec<Value>,
    frames: Vec<Frame>,
    loops: Vec<KeyLoop>,
    sorts: Vec<sorting::Sort>,
    base: usize,
    globals: Vec<Value>,
    /// Regular expressions.
    pub regexes: Regexes,
    record: Record,
    settings: Settings,
    nr: f64,
    fnr: f64,
    ranges: Vec<bool>,
    random: Random,
    seed: f64,
    /// The main input.
    pub main: MainInput,
    inputs: Vec<input::Incoming>,
    /// Outputs besides standard output.
    pub outputs: Vec<Outgoing>,
    /// What nobody reads.
    lost: Vec<u8>,
    /// What was printed to standard output.
    pub stdout: Vec<u8>,
    /// What was printed to standard error: warnings.
    pub stderr: Vec<u8>,
    /// Pass standard output on line by line.
    pub interactive: bool,
    answer: Option<Answer>,
    fetched: Option<input::Fetched>,
    exit_status: i32,
    ending: bool,
    fuel: u32,
    /// The clock, in milliseconds since the epoch.
    pub now: i64,
    /// For messages: names of the sources.
    pub source_names: Vec<String>,
    /// For messages: the name it was called by.
    pub name: String,
    output_full: bool,
}

impl Machine {
    /// A machine about to run this program.
    pub fn new(code: Rc<Code>) -> Self {
        let globals = vec![Value::Uninit; code.globals.len()];
        let regexes = Regexes::new(&code.patterns);
        let ranges = vec![false; code.ranges];
        let settings = Settings {
            ofs: " ".into(),
            ors: "\n".into(),
            subsep: "\x1c".into(),
            convfmt: "%.6g".into(),
            ofmt: "%.6g".into(),
            separator: Separator::Byte(b'\n'),
        };
        let mut machine = Self {
            code,
            pc: 0,
            stack: Vec::with_capacity(64),
            frames: Vec::new(),
            loops: Vec::new(),
            sorts: Vec::new(),
            base: 0,
            globals,
            regexes,
            record: Record::new(),
            settings,
            nr: 0.0,
            fnr: 0.0,
            ranges,
            random: Random::new(1),
            seed: 1.0,
            main: MainInput::default(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            lost: Vec::new(),
            stdout: Vec::new(),
            stderr: Vec::new(),
            interactive: false,
            answer: None,
            fetched: None,
            exit_status: 0,
            ending: false,
            fuel: FUEL,
            now: 0,
            source_names: Vec::new(),
            name: "awk".into(),
            output_full: false,
        };
        machine.initialise();
        machine
    }

    fn initialise(&mut self) {
        use super::array::Nature;
        use Special as S;
        for (special, text) in [
            (S::FS, " "),
            (S::OFS, " "),
            (S::RS, "\n"),
            (S::ORS, "\n"),
            (S::SUBSEP, "\x1c"),
            (S::CONVFMT, "%.6g"),
            (S::OFMT, "%.6g"),
            (S::RT, ""),
            (S::ERRNO, ""),
            (S::FIELDWIDTHS, ""),
            (S::FPAT, "[^[:space:]]+"),
            (S::TEXTDOMAIN, "messages"),
            (S::FILENAME, ""),
        ] {
            self.globals[special as usize] = Value::str(text);
        }
        for special in [S::RSTART, S::IGNORECASE, S::LINT, S::BINMODE, S::ARGIND, S::ARGC] {
            self.globals[special as usize] = Value::Num(0.0);
        }
        self.globals[S::RLENGTH as usize] = Value::Num(-1.0);
        self.globals[S::PREC as usize] = Value::Num(53.0);
        self.globals[S::ROUNDMODE as usize] = Value::str("N");
        for (special, nature) in [
            (S::ARGV, Nature::Plain),
            (S::ENVIRON, Nature::Environ),
            (S::PROCINFO, Nature::Procinfo),
            (S::SYMTAB, Nature::Symtab),
            (S::FUNCTAB, Nature::Functab),
        ] {
            self.globals[special as usize] = Value::Array(ArrayRef::new(nature));
        }
        let symtab = self.special_array(S::SYMTAB);
        for name in self.code.globals.clone() {
            symtab.set(&Key::of(name.as_bytes()), Value::Uninit);
        }
        let functab = self.special_array(S::FUNCTAB);
        for function in self.code.functions.clone() {
            functab.set(&Key::of(function.name.as_bytes()), Value::str(function.name.as_str()));
        }
        let procinfo = self.special_array(S::PROCINFO);
        if let Some(identifiers) = procinfo.inner(Nature::Plain) {
            let put = |name: &str, kind: &str| identifiers.set(&Key::of(name.as_bytes()), Value::str(kind));
            super::ast::Builtin::names().for_each(|name| put(name, "builtin"));
            for (slot, name) in self.code.globals.iter().enumerate() {
                put(
                    name,
                    match self.globals.get(slot) {
                        Some(Value::Array(_)) => "array",
                        _ if Special::of(slot as u32).is_some() => "scalar",
                        _ => "untyped",
                    },
                );
            }
            self.code.functions.iter().for_each(|function| put(&function.name, "user"));
            procinfo.set(&Key::of(b"identifiers"), Value::Array(identifiers));
        }
        procinfo.set(&Key::of(b"FS"), Value::str("FS"));
        procinfo.set(&Key::of(b"version"), Value::str("5.2.1"));
        procinfo.set(&Key::of(b"strftime"), Value::str("%a %b %e %H:%M:%S %Z %Y"));
        procinfo.set(&Key::of(b"platform"), Value::str("posix"));
    }

    /// One of the arrays awk itself provides.
    pub fn special_array(&self, special: Special) -> ArrayRef {
        match &self.globals[special as usize] {
            Value::Array(array) => array.clone(),
            _ => ArrayRef::new(super::array::Nature::Plain),
        }
    }

    /// A special variable's value, as it was last set.
    pub fn special(&self, special: Special) -> &Value {
        &self.globals[special as usize]
    }

    /// Sets a special variable that nothing depends on.
    pub fn set_special(&mut self, special: Special, value: Value) {
        self.globals[special as usize] = value;
    }

    /// `name=value` on the command line; escapes are read.
    pub fn assign_argument(&mut self, name: &str, value: &[u8]) -> Run {
        let mut warnings = Vec::new();
        let text = super::lexer::unescape(value, &mut warnings);
        for warning in warnings {
            self.warn_plain(&warning);
        }
        let Some(slot) = self.code.globals.iter().position(|known| known == name) else { return Ok(()) };
        self.set_global(slot as u32, Value::Input(text.into()))
    }

    /// Where the running instruction comes from.
    pub fn place(&self) -> At {
        self.code.places.get(self.pc).copied().unwrap_or_default()
    }

    /// `cmd. line:3: ` and, while there is a record, `(FILENAME=a FNR=2) `.
    pub fn place_text(&self) -> String {
        let at = self.place();
        let mut text = String::new();
        if at.line > 0
            && let Some(source) = self.source_names.get(at.source as usize)
        {
            text = format!("{source}:{}: ", at.line);
        }
        if self.fnr > 0.0 {
            let file = match self.globals[Special::FILENAME as usize].text(b"") {
                name if name.is_empty() => "-".to_owned(),
                name => String::from_utf8_lossy(&name).into_owned(),
            };
            let _ = write!(text, "(FILENAME={file} FNR={}) ", self.fnr);
        }
        text
    }

    /// Says a warning, with the place.
    pub fn warn(&mut self, text: &str) {
        let line = format!("{}: {}warning: {text}\n", self.name, self.place_text());
        self.stderr.extend_from_slice(line.as_bytes());
    }

    /// Says a warning without a place.
    pub fn warn_plain(&mut self, text: &str) {
        let line = format!("{}: warning: {text}\n", self.name);
        self.stderr.extend_from_slice(line.as_bytes());
    }

    /// Runs until something is needed.
    pub fn run(&mut self) -> Result<Stop, Fatal> {
        loop {
            if self.fuel == 0 {
                self.fuel = FUEL;
                return Ok(Stop::Tick);
            }
            self.fuel -= 1;
            if let Some(stop) = self.step()? {
                return Ok(stop);
            }
        }
    }

    /// Takes work off the fuel: long strings, long arrays.
    #[inline]
    fn spend(&mut self, bytes: usize) {
        self.fuel = self.fuel.saturating_sub((bytes / 32) as u32);
    }

    #[inline]
    fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or_default()
    }

    #[inline]
    fn push(&mut self, value: Value) {
        self.stack.push(value);
    }

    fn pop_array(&mut self) -> Run<ArrayRef> {
        match self.pop() {
            Value::Array(array) => {
                array.settle();
                Ok(array)
            }
            _ => Err("attempt to use scalar value as array".into()),
        }
    }

    #[inline]
    fn pop_key(&mut self) -> Key {
        let value = self.pop();
        Key::of_value(&value, &self.settings.convfmt)
    }

    fn pop_text(&mut self) -> Text {
        let value = self.pop();
        value.text(&self.settings.convfmt)
    }

    /// The splitter that the special variables ask for at the start.
    fn default_splitter(&mut self) -> Run<Splitter> {
        let fs = self.globals[Special::FS as usize].text(&self.settings.convfmt);
        let typed = matches!(self.globals[Special::FS as usize], Value::Regex(_));
        Ok(Splitter::of_fs(&fs, typed, &mut self.regexes)?)
    }

    /// A reader that has not been fed.
    fn fresh_reader() -> Reader {
        Reader::default()
    }
}
