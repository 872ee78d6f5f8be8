//! What each key does.

use super::buffer::{Buffer, Found};
use super::keys::{self, Key};
use super::view;
use crate::context::Screen;
use crate::{Bytes, Context, Quit};
use vfs::Errno;

/// How it was started.
#[derive(Clone, Copy)]
pub(super) struct Options {
    /// A new line starts below the one before.
    pub(super) indent: bool,
    /// Lines are numbered.
    pub(super) numbers: bool,
    /// Nothing may be changed.
    pub(super) view: bool,
    /// Tabs are typed as blanks.
    pub(super) blanks: bool,
    /// Width of a tab.
    pub(super) tab: usize,
}

/// What is asked below the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// Under which name to write; then leave or stay.
    Write { leave: bool },
    /// Whether to save before leaving.
    Save,
    /// Which file to put in here.
    Insert,
    /// What to look for.
    Search,
    /// Which line to go to.
    Line,
    /// Whether to write over a file that was not the one read.
    Overwrite { leave: bool },
}

impl Question {
    pub(super) fn prompt(self) -> &'static str {
        match self {
            Self::Write { .. } => "File Name to Write: ",
            Self::Save => "Save modified buffer? ",
            Self::Insert => "File to insert [from ./]: ",
            Self::Search => "Search: ",
            Self::Line => "Enter line number, column number: ",
            Self::Overwrite { .. } => "File exists -- OVERWRITE? ",
        }
    }

    pub(super) fn is_yes_or_no(self) -> bool {
        matches!(self, Self::Save | Self::Overwrite { .. })
    }
}

/// What `Ctrl-G` puts on the screen.
const HELP: &str = "Main nano help text

 The text is typed where the cursor stands; the keys below are always at hand.

 ^X   Close the current buffer / Exit from nano
 ^O   Write the current buffer to disk
 ^R   Insert another file into the current buffer
 ^W   Search forward for a string; Enter alone searches again
 ^K   Cut the current line into the cutbuffer
 ^U   Paste the contents of the cutbuffer
 M-6  Copy the current line into the cutbuffer
 M-U  Undo the last operation
 M-E  Redo the last undone operation
 ^C   Report the position of the cursor
 ^_   Go to a line and column number
 ^A   Go to the beginning of the line       ^E   Go to its end
 ^Y   Go one screenful up                   ^V   Go one screenful down
 ^D   Delete the character under the cursor ^H   Delete the one before it
 ^P ^N ^B ^F   The arrow keys

 ^X leaves this text.
";

/// A file being edited.
pub(super) struct Session {
    pub(super) file: Bytes,
    pub(super) buffer: Buffer,
    pub(super) options: Options,
    pub(super) top: usize,
    pub(super) question: Option<Question>,
    pub(super) answer: String,
    pub(super) message: Option<String>,
    cut: Vec<String>,
    /// The last key cut too: lines gather.
    cutting: bool,
    search: String,
    help: Option<(Buffer, usize, Bytes)>,
}

impl Session {
    /// Reads a file; a missing one is a new one.
    pub(super) async fn open(context: &mut Context, file: Bytes, options: Options) -> Self {
        let mut session = Self {
            buffer: Buffer::new(""),
            file,
            options,
            top: 0,
            question: None,
            answer: String::new(),
            message: None,
            cut: Vec::new(),
            cutting: false,
            search: String::new(),
            help: None,
        };
        if session.file.is_empty() {
            session.message = Some("Welcome to nano.  For basic help, type Ctrl+G.".to_owned());
            return session;
        }
        let shown = String::from_utf8_lossy(&session.file).into_owned();
        session.message = Some(match read(context, &session.file).await {
            Ok(text) => {
                session.buffer = Buffer::new(&text);
                counted("Read", &session.buffer)
            }
            Err(Errno::NoEnt) => "New File".to_owned(),
            Err(Errno::IsDir) => {
                session.file.clear();
                format!("\"{shown}\" is a directory")
            }
            Err(error) => {
                session.file.clear();
                format!("Error reading {shown}: {error}")
            }
        });
        session
    }

    /// Until it is left.
    pub(super) async fn run(&mut self, context: &mut Context, screen: &Screen) -> Result<(), Quit> {
        loop {
            screen.draw(view::draw(self, screen.size()));
            let Some(bytes) = screen.keys().await else {
                context.sys.take_signal();
                continue;
            };
            self.message = None;
            for key in keys::read(&bytes) {
                // A key may look through all of the text.
                context.tick(self.buffer.lines.len() as u64 + 100).await;
                let leave = match self.question {
                    Some(question) => self.answered(context, question, key).await?,
                    None => self.key(context, key, view::height(screen.size().1)).await,
                };
                if leave {
                    return Ok(());
                }
            }
        }
    }

    fn ask(&mut self, question: Question, answer: &str) {
        self.question = Some(question);
        answer.clone_into(&mut self.answer);
    }

    /// A key in the text; true leaves.
    async fn key(&mut self, context: &Context, key: Key, page: usize) -> bool {
        let cutting = std::mem::take(&mut self.cutting);
        let changes = matches!(key, Key::Letter(_) | Key::Enter | Key::Backspace | Key::Delete)
            || matches!(key, Key::Control('K' | 'U' | 'D' | 'R' | 'O') | Key::Alt('U' | 'E'));
        if changes && (self.options.view || self.help.is_some()) {
            self.message = Some("Key is invalid in view mode".to_owned());
            return false;
        }
        let jump = page.saturating_sub(2).max(1) as isize;
        match key {
            Key::Letter('\t') if self.options.blanks => {
                for _ in 0..self.options.tab - self.buffer.column % self.options.tab {
                    self.buffer.insert(' ');
                }
            }
            Key::Letter(letter) => self.buffer.insert(letter),
            Key::Enter => self.buffer.split(self.options.indent),
            Key::Backspace => self.buffer.backspace(),
            Key::Delete | Key::Control('D') => self.buffer.delete(),
            Key::Up | Key::Control('P') => self.buffer.vertical(-1),
            Key::Down | Key::Control('N') => self.buffer.vertical(1),
            Key::PageUp | Key::Control('Y') => self.buffer.vertical(-jump),
            Key::PageDown | Key::Control('V') => self.buffer.vertical(jump),
            Key::Left | Key::Control('B') => self.buffer.left(),
            Key::Right | Key::Control('F') => self.buffer.right(),
            Key::WordLeft => self.buffer.word(false),
            Key::WordRight => self.buffer.word(true),
            Key::Home | Key::Control('A') => self.buffer.home(),
            Key::End | Key::Control('E') => self.buffer.end(),
            Key::Alt('\\' | '|') => self.buffer.go(1, 1),
            Key::Alt('/' | '?') => self.buffer.go(usize::MAX, usize::MAX),
            Key::Control('K') => {
                if !cutting {
                    self.cut.clear();
                }
                self.cut.extend(self.buffer.cut());
                self.cutting = true;
            }
            Key::Alt('6' | '^') => {
                self.cut = vec![self.buffer.line().to_owned()];
                self.buffer.vertical(1);
            }
            Key::Control('U') => self.buffer.paste(&self.cut),
            Key::Alt('U') if !self.buffer.undo() => self.message = Some("Nothing to undo".to_owned()),
            Key::Alt('E') if !self.buffer.redo() => self.message = Some("Nothing to redo".to_owned()),
            Key::Control('C') => self.message = Some(self.location()),
            Key::Control('W') => self.ask(Question::Search, ""),
            Key::Control('_') => self.ask(Question::Line, ""),
            Key::Control('R') => self.ask(Question::Insert, ""),
            Key::Control('S') if !self.file.is_empty() && self.help.is_none() && !self.options.view => {
                self.write(context, false).await;
            }
            Key::Control('O' | 'S') => {
                let name = String::from_utf8_lossy(&self.file).into_owned();
                self.ask(Question::Write { leave: false }, &name);
            }
            Key::Control('G') if self.help.is_none() => {
                let kept = std::mem::replace(&mut self.buffer, Buffer::new(HELP));
                self.help = Some((kept, std::mem::take(&mut self.top), std::mem::take(&mut self.file)));
            }
            Key::Control('X') => {
                if let Some((buffer, top, file)) = self.help.take() {
                    (self.buffer, self.top, self.file) = (buffer, top, file);
                } else if self.buffer.modified {
                    self.ask(Question::Save, "");
                } else {
                    return true;
                }
            }
            _ => {}
        }
        false
    }

    /// A key while something is asked; true leaves.
    async fn answered(&mut self, context: &Context, question: Question, key: Key) -> Result<bool, Quit> {
        if matches!(key, Key::Control('C') | Key::Escape) {
            self.question = None;
            self.message = Some("Cancelled".to_owned());
            return Ok(false);
        }
        if question.is_yes_or_no() {
            let yes = match key {
                Key::Letter('y' | 'Y' | 'o' | 'O') => true,
                Key::Letter('n' | 'N') => false,
                _ => return Ok(false),
            };
            self.question = None;
            return Ok(match question {
                Question::Overwrite { leave } if yes => self.write(context, leave).await,
                Question::Save if yes => {
                    let name = String::from_utf8_lossy(&self.file).into_owned();
                    self.ask(Question::Write { leave: true }, &name);
                    false
                }
                Question::Save => true,
                _ => false,
            });
        }
        match key {
            Key::Letter(letter) => self.answer.push(letter),
            Key::Backspace => drop(self.answer.pop()),
            Key::Control('U' | 'K') => self.answer.clear(),
            Key::Enter => {
                self.question = None;
                let answer = std::mem::take(&mut self.answer);
                return Ok(self.done(context, question, &answer).await);
            }
            _ => {}
        }
        Ok(false)
    }

    async fn done(&mut self, context: &Context, question: Question, answer: &str) -> bool {
        match question {
            Question::Write { leave } => {
                if answer.is_empty() {
                    self.message = Some("Cancelled".to_owned());
                    return false;
                }
                let other = self.file != answer.as_bytes() && context.stat(answer.as_bytes()).is_ok();
                self.file = answer.as_bytes().to_vec();
                if other {
                    self.ask(Question::Overwrite { leave }, "");
                    return false;
                }
                return self.write(context, leave).await;
            }
            Question::Insert => match read(context, answer.as_bytes()).await {
                Ok(text) => {
                    let inserted = Buffer::new(&text);
                    self.buffer.paste(&inserted.lines[..inserted.count()]);
                    self.message = Some(counted("Read", &inserted));
                }
                Err(Errno::NoEnt) => self.message = Some(format!("File \"{answer}\" not found")),
                Err(error) => self.message = Some(format!("Error reading {answer}: {error}")),
            },
            Question::Search => {
                if !answer.is_empty() {
                    answer.clone_into(&mut self.search);
                }
                if self.search.is_empty() {
                    self.message = Some("No current search pattern".to_owned());
                    return false;
                }
                let words = self.search.clone();
                self.message = match self.buffer.find(&words) {
                    Found::There => None,
                    Found::Wrapped => Some("Search Wrapped".to_owned()),
                    Found::Only => Some("This is the only occurrence".to_owned()),
                    Found::Nowhere => Some(format!("\"{words}\" not found")),
                };
            }
            Question::Line => {
                let mut numbers =
                    answer.split([',', ' ', ';']).filter(|part| !part.is_empty()).map(str::parse::<usize>);
                match (numbers.next(), numbers.next()) {
                    (Some(Ok(line)), None) => self.buffer.go(line, 1),
                    (Some(Ok(line)), Some(Ok(column))) => self.buffer.go(line, column),
                    _ => self.message = Some("Invalid line or column number".to_owned()),
                }
            }
            Question::Save | Question::Overwrite { .. } => {}
        }
        false
    }

    /// Writes the file; gives `leave` back when that went well.
    async fn write(&mut self, context: &Context, leave: bool) -> bool {
        let text = self.buffer.text();
        match context.save(&self.file, text.as_bytes()).await {
            Ok(()) => {
                self.buffer.modified = false;
                self.message = Some(counted("Wrote", &self.buffer));
                leave
            }
            Err(error) => {
                self.message = Some(format!("Error writing {}: {error}", String::from_utf8_lossy(&self.file)));
                false
            }
        }
    }

    fn location(&self) -> String {
        let percent = |part: usize, whole: usize| part * 100 / whole.max(1);
        let (row, column) = (self.buffer.row + 1, self.buffer.column + 1);
        let (rows, columns) = (self.buffer.lines.len(), self.buffer.line().chars().count() + 1);
        let before: usize = self.buffer.lines[..self.buffer.row].iter().map(|line| line.chars().count() + 1).sum();
        let letters = before + self.buffer.column;
        let all: usize = self.buffer.lines.iter().map(|line| line.chars().count() + 1).sum();
        format!(
            "line {row}/{rows} ({}%), col {column}/{columns} ({}%), char {letters}/{all} ({}%)",
            percent(row, rows),
            percent(column, columns),
            percent(letters, all)
        )
    }
}

async fn read(context: &Context, file: &[u8]) -> Result<String, Errno> {
    if context.stat(file)?.is_dir() {
        return Err(Errno::IsDir);
    }
    let bytes = context.open(file).await?.read_all().await?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// `Read 3 lines`.
fn counted(verb: &str, buffer: &Buffer) -> String {
    let lines = buffer.count();
    format!("{verb} {lines} line{}", if lines == 1 { "" } else { "s" })
}
