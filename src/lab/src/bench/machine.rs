//! The machine on the bench: a shell, its terminals, its disk.

use super::explain;
use super::tree::{self, Stamps};
use super::vi_line::ViLine;
use super::world::{SERVED, World};
use crate::protocol::{Choice, Entry, Input, Response, Stretch, TerminalEvent};
use crate::setup::{FileSetup, ShellSetup};
use base::{Budget, Clock, Diagnostic, Locale};
use shell::{Config, Event, Frame, Machine, Script, Step, TerminalId};
use std::cell::Cell;
use std::rc::Rc;
use vfs::{Errno, Who};

include!(concat!(env!("OUT_DIR"), "/manual.rs"));

/// What a machine does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Nothing, until something is typed.
    Idle,
    /// More: step again at once.
    Busy,
    /// Nothing for this many milliseconds: let them go by, then step again.
    Sleeping(u32),
}

/// What is known of a terminal beside what the machine knows.
#[derive(Default)]
struct Terminal {
    /// Bytes of a character that was cut between two outputs.
    cut: Vec<u8>,
    /// It waits for a command.
    at_prompt: bool,
    /// Its shell was ended by the page.
    closed: bool,
    /// Its line, where that follows vi's keys.
    line: ViLine,
}

/// A machine and its terminals.
pub struct MachineBench {
    machine: Machine,
    terminals: Vec<Terminal>,
    pace: Pace,
    /// The reader's language.
    locale: Rc<Cell<Locale>>,
    /// The disk before the last command, where somebody looks at it as a tree.
    before: Option<Stamps>,
}

impl MachineBench {
    /// The machine as the setup leaves it, with one terminal.
    pub fn open(setup: &ShellSetup, seed: u64, budget: &Budget) -> Result<Self, Diagnostic> {
        let config = Config {
            user: setup.user.clone(),
            full_name: setup.full_name.clone(),
            cwd: setup.cwd.clone(),
            seed,
            start: Clock::START,
            ..Config::default()
        };
        let world = World::around(&setup.files);
        let locale = world.locale();
        let mut machine = Machine::new(config, Rc::new(world));
        machine.mount_manual(MANUAL.iter().copied());
        for file in &setup.files {
            put(&mut machine, file).map_err(|errno| unreadable(&file.path, errno))?;
        }
        if !setup.script.is_empty() {
            let done = machine.run_script(&Script::new(&setup.script), budget);
            if done.exit != 0 {
                let said = String::from_utf8_lossy(&done.stderr).into_owned();
                return Err(Diagnostic::error("lab-setup-failed", "")
                    .with("status", i64::from(done.exit))
                    .with("said", said));
            }
        }
        let mut bench = Self { machine, terminals: Vec::new(), pace: Pace::Idle, locale, before: None };
        bench.open_terminal(80, 24);
        Ok(bench)
    }

    /// The machine, to look at and to run scripts on.
    pub fn machine(&mut self) -> &mut Machine {
        &mut self.machine
    }

    /// The disk as bytes.
    pub fn snapshot(&self) -> Vec<u8> {
        self.machine.snapshot()
    }

    /// Puts a saved disk in place; the terminals start anew on it.
    pub fn restore(&mut self, disk: &[u8]) -> Result<(), Diagnostic> {
        self.pace = Pace::Busy;
        self.machine.restore(disk).map_err(|_| Diagnostic::error("lab-damaged-save", ""))
    }

    /// What it does next.
    pub fn pace(&self) -> Pace {
        self.pace
    }

    /// How many terminals are open.
    pub fn terminals(&self) -> usize {
        self.terminals.len()
    }

    fn open_terminal(&mut self, columns: usize, rows: usize) {
        self.machine.open_terminal(columns, rows);
        self.terminals.push(Terminal::default());
        self.pace = Pace::Busy;
    }

    /// Another size; opens the terminal if it is the next one.
    pub fn resize(&mut self, terminal: usize, columns: usize, rows: usize) {
        if terminal == self.terminals.len() && terminal < 4 {
            self.open_terminal(columns, rows);
        } else {
            self.machine.input(TerminalId(terminal), shell::Input::Resize(columns, rows));
            if self.terminals.get_mut(terminal).is_some_and(|terminal| std::mem::take(&mut terminal.closed)) {
                self.machine.start_shell(TerminalId(terminal));
            }
            self.pace = Pace::Busy;
        }
    }

    /// Ends what runs in a terminal; its next size opens it again, with a fresh shell.
    pub fn close(&mut self, terminal: usize) {
        self.machine.close_terminal(TerminalId(terminal));
        if let Some(terminal) = self.terminals.get_mut(terminal) {
            terminal.closed = true;
        }
        self.pace = Pace::Busy;
    }

    /// The language of the machine's own explanations.
    pub fn speak(&mut self, locale: Locale) {
        self.locale.set(locale);
    }

    /// What each part of a command line is.
    pub fn explain(&mut self, terminal: usize, line: &str, locale: Locale) -> Response {
        let told = self.machine.explain(TerminalId(terminal), line, locale.tag());
        // Trying things out takes a process: its end is to be noticed.
        explain::laid_out(line, told)
    }

    /// A key of a command line that follows vi.
    pub fn edit(&mut self, terminal: usize, line: Option<(String, usize)>, key: &str) -> Response {
        self.terminals.get_mut(terminal).map_or(Response::Done, |terminal| terminal.line.key(line, key))
    }

    /// The disk as a tree. From now on what commands change is followed.
    pub fn tree(&mut self, turned: &[String]) -> Response {
        let (who, home) = (self.machine.learner(), self.machine.home());
        let now = tree::scan(&self.machine.disk(), &who);
        let before = self.before.get_or_insert_with(|| now.clone());
        let rows = tree::rows(before, &now, &home, turned);
        Response::Tree { folder: self.machine.folder_of(TerminalId(0)), rows }
    }

    /// Something typed.
    pub fn type_in(&mut self, terminal: usize, input: &Input) {
        let waits = self.terminals.get_mut(terminal).is_some_and(|terminal| std::mem::take(&mut terminal.at_prompt));
        if waits && self.before.is_some() && matches!(input, Input::Line { .. }) {
            let who = self.machine.learner();
            self.before = Some(tree::scan(&self.machine.disk(), &who));
        }
        let input = match input {
            Input::Line { text } => shell::Input::Line(text.clone()),
            Input::Keys { keys } => shell::Input::Bytes(keys.clone().into_bytes()),
            Input::Interrupt => shell::Input::Interrupt,
            Input::Suspend => shell::Input::Suspend,
            Input::EndOfFile => shell::Input::Eof,
        };
        self.machine.input(TerminalId(terminal), input);
        self.pace = Pace::Busy;
    }

    /// One slice of work, after `elapsed` milliseconds of the page's time.
    pub fn step(&mut self, budget: &Budget, elapsed: u32) {
        if let Pace::Sleeping(_) = self.pace {
            self.machine.elapse(i64::from(elapsed));
        }
        self.pace = match self.machine.step(budget) {
            Step::Running => Pace::Busy,
            Step::Sleeping { millis } => Pace::Sleeping(u32::try_from(millis.max(1)).unwrap_or(u32::MAX)),
            Step::Waiting | Step::Done => Pace::Idle,
        };
    }

    /// What a terminal shows since last asked.
    pub fn show(&mut self, terminal: usize) -> Vec<TerminalEvent> {
        let mut shown = Vec::new();
        for event in self.machine.drain(TerminalId(terminal)) {
            let event = match event {
                Event::Output(bytes) => TerminalEvent::Output { text: self.whole_characters(terminal, bytes) },
                Event::Prompt { text, continuation } => {
                    if let Some(terminal) = self.terminals.get_mut(terminal) {
                        terminal.at_prompt = !continuation;
                    }
                    let vi = self.machine.types_like_vi(TerminalId(terminal));
                    TerminalEvent::Prompt { text: String::from_utf8_lossy(&text).into_owned(), continuation, vi }
                }
                Event::Clear => TerminalEvent::Clear,
                Event::FullScreen(frame) => screen(frame),
                Event::EndFullScreen => TerminalEvent::EndScreen,
                Event::Exited { status } => {
                    // A terminal without a shell would be of no use: a new one starts, as at a login.
                    self.machine.start_shell(TerminalId(terminal));
                    self.pace = Pace::Busy;
                    TerminalEvent::Exited { status }
                }
                Event::FilesChanged => TerminalEvent::FilesChanged,
                Event::Echo(on) => TerminalEvent::Echo { on },
            };
            shown.push(event);
        }
        // A writer that waited for its output to be taken goes on.
        if self.machine.is_ready() {
            self.pace = Pace::Busy;
        }
        shown
    }

    /// Bytes as text; a character that is cut off at their end waits for the rest of it.
    fn whole_characters(&mut self, terminal: usize, bytes: Vec<u8>) -> String {
        let Some(Terminal { cut, .. }) = self.terminals.get_mut(terminal) else { return String::new() };
        cut.extend(bytes);
        let whole = match std::str::from_utf8(cut) {
            // At most three bytes of a character can be missing its end.
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) | Ok(_) => cut.len(),
        };
        let rest = cut.split_off(whole);
        let text = String::from_utf8_lossy(cut).into_owned();
        *cut = rest;
        text
    }

    /// What could stand at the cursor of a command line.
    pub fn complete(&mut self, terminal: usize, line: &str, cursor: usize) -> Response {
        let found = self.machine.complete(TerminalId(terminal), line, cursor);
        let kind = |text: &str| if text.ends_with('/') { "folder" } else { "word" };
        let choices = found
            .candidates
            .into_iter()
            .map(|text| Choice { kind: kind(&text).to_owned(), text, detail: String::new() })
            .collect();
        Response::Completions { start: found.start, end: found.end, choices }
    }

    /// A folder's entries.
    pub fn folder(&self, path: &str) -> Response {
        let (who, disk) = (self.machine.learner(), self.machine.disk());
        let entries = disk.read_dir(&who, path.as_bytes()).map(|entries| {
            entries
                .into_iter()
                .filter_map(|entry| {
                    let name = String::from_utf8_lossy(&entry.name).into_owned();
                    let stat = disk.stat_ino(entry.ino).ok()?;
                    let kind = match (stat.is_dir(), stat.is_file(), stat.is_symlink()) {
                        (true, ..) => "folder",
                        (_, true, _) => "file",
                        (.., true) => "link",
                        _ => "other",
                    };
                    Some(Entry { name, kind: kind.to_owned(), size: stat.size, mode: stat.letters() })
                })
                .filter(|entry| entry.name != "." && entry.name != "..")
                .collect()
        });
        match entries {
            Ok(entries) => Response::Folder { entries },
            Err(errno) => Response::Failed { diagnostic: unreadable(path, errno) },
        }
    }

    /// A file's bytes.
    pub fn read_file(&self, path: &str) -> Response {
        let who = self.machine.learner();
        match self.machine.disk().read_file(&who, path.as_bytes()) {
            Ok(content) => Response::File { bytes: content.into_vec() },
            Err(errno) => Response::Failed { diagnostic: unreadable(path, errno) },
        }
    }

    /// Puts a file on the disk, as the learner.
    pub fn write_file(&mut self, path: &str, bytes: &[u8]) -> Response {
        let who = self.machine.learner();
        match self.machine.disk().write_file(&who, path.as_bytes(), bytes) {
            Ok(()) => Response::Done,
            Err(errno) => Response::Failed { diagnostic: unreadable(path, errno) },
        }
    }
}

fn unreadable(path: &str, errno: Errno) -> Diagnostic {
    Diagnostic::error("lab-file", errno.symbol()).with("path", path).with("why", errno.text())
}

/// Puts a file or a folder of the setup on the disk.
fn put(machine: &mut Machine, file: &FileSetup) -> Result<(), Errno> {
    let relative = file.path.trim_start_matches("~/");
    let path = if relative.starts_with('/') { relative.to_owned() } else { format!("{}/{relative}", machine.home()) };
    // What a web host serves is not the learner's.
    let root = file.root || path.starts_with(SERVED);
    let who = if root { Who { umask: 0o022, ..Who::root() } } else { machine.learner() };
    let mut disk = machine.disk();
    if let Some(folder) = path.strip_suffix('/') {
        disk.mkdir_all(&who, folder.as_bytes())?;
    } else {
        let parent = path.rsplit_once('/').map_or("/", |(parent, _)| parent);
        disk.mkdir_all(&who, parent.as_bytes())?;
        disk.write_file(&who, path.as_bytes(), file.content.as_bytes())?;
    }
    match file.mode {
        Some(mode) => disk.chmod(&who, path.trim_end_matches('/').as_bytes(), mode.into()),
        None => Ok(()),
    }
}

fn screen(frame: Frame) -> TerminalEvent {
    let stretch = |(style, text): (shell::Style, String)| Stretch {
        text,
        foreground: style.foreground,
        background: style.background,
        bold: style.bold,
        reverse: style.reverse,
        underline: style.underline,
    };
    let lines = frame.lines.into_iter().map(|line| line.into_iter().map(stretch).collect()).collect();
    let explanation = super::vim_program::explanation(&frame.note);
    TerminalEvent::Screen { lines, cursor: frame.cursor, explanation }
}
