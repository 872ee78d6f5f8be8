//! `vim FILE` in a terminal: the editor on the machine's own disk.

mod message;
mod picture;

use message::Message;
use picture::picture;
use shell::{Frame, ScreenProgram, ScreenStep};
use std::collections::VecDeque;
use vfs::{Disk, Errno, Who};
use vim::explain::Explanation;
use vim::screen::Told;
use vim::{Editor, Effect, Event, Key, Outcome};

/// What a lab pins and a terminal does not.
const PLAIN: &str = "set noexpandtab shiftwidth=8";
/// Without a vimrc, vim reads its `defaults.vim`; this is what of it we have. With one, neither ruler nor pending keys are shown.
const DEFAULTS: &str = "set ruler showcmd incsearch scrolloff=5 nrformats=bin,hex\nmap Q gq";
const BARE: &str = "set noruler noshowcmd";

/// vim as a full-screen program.
#[derive(Default)]
pub(super) struct VimProgram {
    editor: Option<Editor>,
    size: (usize, usize),
    /// What the last line says.
    message: Message,
    /// The first line shown when it was drawn last.
    top: usize,
    /// Lines to be read before the next key: what `:!ls` wrote, `:reg`.
    listing: Vec<String>,
    /// Keys that wait for a command of the shell.
    later: VecDeque<Key>,
    /// What it shows: drawn after each change, because drawing moves the window.
    frame: Frame,
}

impl ScreenProgram for VimProgram {
    fn open(&mut self, arguments: &[Vec<u8>], disk: &mut Disk, who: &Who, size: (usize, usize)) -> ScreenStep {
        let mut arguments: Vec<String> =
            arguments.iter().map(|argument| String::from_utf8_lossy(argument).into_owned()).collect();
        let commands = take_commands(&mut arguments);
        let file = arguments.into_iter().find(|argument| !argument.starts_with('-'));
        let text = file.as_ref().map(|path| disk.read_file(who, path.as_bytes()));
        let name = file.as_deref().unwrap_or_default();
        let (lines, message) = match &text {
            Some(Ok(content)) => {
                let lines = String::from_utf8_lossy(&content.clone().into_vec()).into_owned();
                let message = Message::of_file(name, &lines, "");
                (lines, message)
            }
            Some(Err(Errno::NoEnt)) => (String::new(), Message::new(format!("\"{name}\" [New]"))),
            Some(Err(error)) => (String::new(), Message::error(format!("\"{name}\" {}", error.text()))),
            None => (String::new(), Message::default()),
        };
        let home = who_home(disk, who);
        let rc = disk.read_file(who, format!("{home}/.vimrc").as_bytes());
        let rc = match rc {
            Ok(content) => format!("{PLAIN}\n{BARE}\n{}", String::from_utf8_lossy(&content.into_vec())),
            Err(_) => format!("{PLAIN}\n{DEFAULTS}"),
        };
        let mut editor = Editor::with_rc(lines.lines(), &rc);
        if let Some(path) = &file {
            editor.set_file(path);
        }
        self.message = message;
        self.editor = Some(editor);
        self.resize(size.0, size.1);
        for command in commands {
            let step = self.type_keys(Key::parse(&command), disk, who);
            if step != ScreenStep::Continue {
                return step;
            }
        }
        ScreenStep::Continue
    }

    fn keys(&mut self, keys: &[u8], disk: &mut Disk, who: &Who) -> ScreenStep {
        let mut keys = terminal_keys(&String::from_utf8_lossy(keys));
        // The key that answers "Press ENTER".
        if !std::mem::take(&mut self.listing).is_empty() && matches!(keys.first(), Some(Key('\r' | '\n' | ' '))) {
            keys.remove(0);
        }
        self.type_keys(keys, disk, who)
    }

    fn shell_done(&mut self, output: &[u8], status: i32, disk: &mut Disk, who: &Who) -> ScreenStep {
        let Some(editor) = &mut self.editor else { return ScreenStep::Exit(1) };
        let outcome = editor.answer_shell(&String::from_utf8_lossy(output), status);
        match self.settle(outcome, disk, who) {
            ScreenStep::Continue => {
                if self.listing.is_empty() && self.message.told {
                    self.listing = vec![self.message.shown(usize::MAX), String::new()];
                    self.message = Message::default();
                }
                self.type_keys(Vec::new(), disk, who)
            }
            step => step,
        }
    }

    fn resize(&mut self, columns: usize, rows: usize) {
        self.size = (columns, rows);
        if let Some(editor) = &mut self.editor {
            editor.resize(rows, columns);
        }
        self.draw();
    }

    fn frame(&self) -> Frame {
        self.frame.clone()
    }
}

impl VimProgram {
    fn draw(&mut self) {
        if let Some(editor) = &mut self.editor {
            let top = editor.top_line();
            // Lines that scroll take the message with them.
            if self.top != top && self.top.abs_diff(top) + 1 < self.size.1 && !self.message.fresh {
                self.message = Message::default();
            }
            self.top = top;
            self.message.fresh = false;
            if let Some(lines) = self.message.too_long(editor.message_width(), self.size.0) {
                self.listing.extend(lines);
                self.message = Message::default();
            }
            let message = self.message.shown(editor.message_width());
            let screen = editor.screen(Told { text: &message, error: self.message.error });
            self.frame = picture(screen, self.size, &self.listing);
            let explanation = if editor.is_idle() { editor.last_explanation() } else { None };
            self.frame.note = explanation.and_then(|told| postcard::to_stdvec(&told).ok()).unwrap_or_default();
        }
    }

    fn type_keys(&mut self, keys: Vec<Key>, disk: &mut Disk, who: &Who) -> ScreenStep {
        self.later.extend(keys);
        while let Some(key) = self.later.pop_front() {
            let Some(editor) = &mut self.editor else { return ScreenStep::Exit(1) };
            let (typed, mode) = (editor.command_line_view(), editor.mode_line());
            let outcome = editor.step(key);
            let entered = matches!(key.0, '\r' | '\n').then_some(typed.as_ref()).flatten();
            let (ended, changed) = (editor.command_line_view().is_none(), editor.mode_line() != mode);
            if typed.is_none() != ended || changed {
                self.message = match entered {
                    Some((kind, text, _)) if ended && !changed => Message::new(format!("{kind}{text}")),
                    _ => Message::default(),
                };
            }
            self.message.told = false;
            let step = self.settle(outcome, disk, who);
            // A list begins with the command that asked for it.
            if let Some((kind, text, _)) = entered.filter(|_| !self.listing.is_empty()) {
                self.listing.insert(0, format!("{kind}{text}"));
            }
            self.message.by_command |= entered.is_some_and(|(kind, ..)| *kind == ':') && self.message.told;
            if step != ScreenStep::Continue {
                return step;
            }
        }
        self.draw();
        ScreenStep::Continue
    }

    /// Does what the editor asks of the world; a command of the shell is left to whoever runs this program.
    fn settle(&mut self, outcome: Outcome, disk: &mut Disk, who: &Who) -> ScreenStep {
        let Some(editor) = &mut self.editor else { return ScreenStep::Exit(1) };
        let mut asked = ScreenStep::Continue;
        let mut outcomes = vec![outcome];
        while let Some(Outcome { events, effects, .. }) = outcomes.pop() {
            for event in events {
                match event {
                    Event::Listing(lines) if lines.len() > 1 => self.listing = lines,
                    event => {
                        if let Some(message) = Message::of_event(&event) {
                            self.message = message;
                        }
                    }
                }
            }
            for effect in effects {
                match effect {
                    Effect::Write { path, text, append } => {
                        let before = disk.read_file(who, path.as_bytes()).ok();
                        let what = if append { " appended" } else { " written" };
                        let new = if before.is_none() { "[New] " } else { "" };
                        let mut bytes = before.filter(|_| append).map(vfs::Content::into_vec).unwrap_or_default();
                        bytes.extend_from_slice(text.as_bytes());
                        self.message = match disk.write_file(who, path.as_bytes(), &bytes) {
                            Ok(()) => Message::of_file(&path, &text, what).with_note(new),
                            Err(_) => Message::error(format!("\"{path}\" E212: Can't open file for writing")),
                        };
                    }
                    Effect::Quit { status } => return ScreenStep::Exit(status),
                    Effect::Read { path } => {
                        let text = disk.read_file(who, path.as_bytes()).ok();
                        let text = text.map(|content| String::from_utf8_lossy(&content.into_vec()).into_owned());
                        outcomes.push(editor.answer_read(text.as_deref()));
                    }
                    // The editor waits for its answer: nothing else is asked meanwhile.
                    Effect::Shell { command, input } => {
                        asked = ScreenStep::Shell { command: command.into_bytes(), input: input.into_bytes() };
                    }
                    Effect::Help { .. } => {}
                }
            }
        }
        asked
    }
}

/// The explanation in a frame's note.
pub(super) fn explanation(note: &[u8]) -> Option<Box<Explanation>> {
    postcard::from_bytes(note).ok().map(Box::new).filter(|_| !note.is_empty())
}

/// Takes `+CMD` and `+` out of the arguments, as keys to type first.
fn take_commands(arguments: &mut Vec<String>) -> Vec<String> {
    let (commands, rest): (Vec<String>, Vec<String>) =
        arguments.drain(..).partition(|argument| argument.starts_with('+'));
    *arguments = rest;
    commands
        .into_iter()
        .map(|command| if command == "+" { "G".to_owned() } else { format!(":{}<CR>", &command[1..]) })
        .collect()
}

fn who_home(disk: &Disk, who: &Who) -> String {
    let passwd = disk.read_file(&Who::root(), b"/etc/passwd").map(vfs::Content::into_vec).unwrap_or_default();
    let text = String::from_utf8_lossy(&passwd).into_owned();
    let entry = text
        .lines()
        .map(|line| line.split(':').collect::<Vec<_>>())
        .find(|fields| fields.get(2) == Some(&who.uid.to_string().as_str()));
    entry.and_then(|fields| fields.get(5).map(|home| (*home).to_owned())).unwrap_or_else(|| "/root".to_owned())
}

/// What a terminal sends, as keys: the control sequences of xterm's arrows and the like.
fn terminal_keys(text: &str) -> Vec<Key> {
    const SEQUENCES: [(&str, &str); 9] = [
        ("\x1b[A", "<Up>"),
        ("\x1b[B", "<Down>"),
        ("\x1b[C", "<Right>"),
        ("\x1b[D", "<Left>"),
        ("\x1b[H", "<Home>"),
        ("\x1b[F", "<End>"),
        ("\x1b[5~", "<PageUp>"),
        ("\x1b[6~", "<PageDown>"),
        ("\x1b[3~", "<Del>"),
    ];
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((sequence, name)) = SEQUENCES.iter().find(|(sequence, _)| rest.starts_with(sequence)) {
            keys.extend(Key::parse(name));
            rest = &rest[sequence.len()..];
        } else {
            let length = first.len_utf8();
            keys.extend(if first == '\x7f' { Key::parse("<BS>") } else { Key::raw(&rest[..length]) });
            rest = &rest[length..];
        }
    }
    keys
}
