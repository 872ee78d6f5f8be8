//! `vim FILE` in a terminal: the editor on the machine's own disk.

use shell::{Frame, FrameLine, ScreenProgram, ScreenStep, Style};
use std::collections::VecDeque;
use vfs::{Disk, Errno, Who};
use vim::explain::Explanation;
use vim::{Editor, Effect, Event, Key, Outcome, View};

/// vim as a full-screen program.
#[derive(Default)]
pub(super) struct VimProgram {
    editor: Option<Editor>,
    size: (usize, usize),
    message: String,
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
        let (lines, message) = match &text {
            Some(Ok(content)) => (String::from_utf8_lossy(&content.clone().into_vec()).into_owned(), String::new()),
            Some(Err(Errno::NoEnt)) => (String::new(), format!("\"{}\" [New]", file.as_deref().unwrap_or(""))),
            Some(Err(error)) => (String::new(), format!("\"{}\" {}", file.as_deref().unwrap_or(""), error.text())),
            None => (String::new(), String::new()),
        };
        let home = who_home(disk, who);
        let rc = disk.read_file(who, format!("{home}/.vimrc").as_bytes());
        let rc = rc.map(|content| String::from_utf8_lossy(&content.into_vec()).into_owned()).unwrap_or_default();
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
        self.message.clear();
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
            ScreenStep::Continue => self.type_keys(Vec::new(), disk, who),
            step => step,
        }
    }

    fn resize(&mut self, columns: usize, rows: usize) {
        self.size = (columns, rows);
        if let Some(editor) = &mut self.editor {
            // One line is the command line's.
            editor.resize(rows.saturating_sub(1).max(1), columns);
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
            self.frame = picture(&editor.view(), self.size, &self.message, &self.listing);
            let explanation = if editor.is_idle() { editor.last_explanation() } else { None };
            self.frame.note = explanation.and_then(|told| postcard::to_stdvec(&told).ok()).unwrap_or_default();
        }
    }

    fn type_keys(&mut self, keys: Vec<Key>, disk: &mut Disk, who: &Who) -> ScreenStep {
        self.later.extend(keys);
        while let Some(key) = self.later.pop_front() {
            let Some(editor) = &mut self.editor else { return ScreenStep::Exit(1) };
            let outcome = editor.step(key);
            match self.settle(outcome, disk, who) {
                ScreenStep::Continue => {}
                step => return step,
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
                    event => self.message = shown(&event).unwrap_or_else(|| std::mem::take(&mut self.message)),
                }
            }
            for effect in effects {
                match effect {
                    Effect::Write { path, text, append } => {
                        let before = if append { disk.read_file(who, path.as_bytes()).ok() } else { None };
                        let mut bytes = before.map(vfs::Content::into_vec).unwrap_or_default();
                        bytes.extend_from_slice(text.as_bytes());
                        self.message = match disk.write_file(who, path.as_bytes(), &bytes) {
                            Ok(()) => format!("\"{path}\" {}L, {}B written", text.lines().count(), text.len()),
                            Err(error) => format!("\"{path}\" E212: {}", error.text()),
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

/// A message as vim's last line shows it: its number and what it is about.
fn shown(event: &Event) -> Option<String> {
    match event {
        Event::Message { id, args, .. } => {
            let about: Vec<&str> = args.values().map(String::as_str).collect();
            Some(if about.is_empty() { id.clone() } else { format!("{id}: {}", about.join(" ")) })
        }
        Event::Listing(lines) => lines.last().cloned(),
        Event::Bell | Event::Mode(_) => None,
    }
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

/// The window, its rest of tildes, and the last line; or lines to be read, over it.
fn picture(view: &View, (columns, rows): (usize, usize), message: &str, listing: &[String]) -> Frame {
    let plain = Style::default();
    let mut lines: Vec<FrameLine> = Vec::new();
    let mut cursor = None;
    for line in &view.lines {
        if let Some(at) = view.cursor_in(line) {
            let before = line.text.get(..at).unwrap_or(&line.text);
            cursor = Some((lines.len(), before.chars().map(|c| if c == '\t' { 8 } else { 1 }).sum()));
        }
        lines.push(vec![(plain, line.text.replace('\t', "        ").chars().take(columns).collect())]);
    }
    let tilde = Style { foreground: Some(12), ..plain };
    while lines.len() + 1 < rows {
        lines.push(vec![(tilde, "~".to_owned())]);
    }
    let last = match &view.command_line {
        Some((first, text, at)) => {
            let before = text.get(..*at).unwrap_or(text);
            cursor = Some((lines.len(), 1 + before.chars().count()));
            format!("{first}{text}")
        }
        None if !message.is_empty() => message.to_owned(),
        None => match view.mode.chars().next() {
            Some('i') => "-- INSERT --".to_owned(),
            Some('R') => "-- REPLACE --".to_owned(),
            Some('v') => "-- VISUAL --".to_owned(),
            Some('V') => "-- VISUAL LINE --".to_owned(),
            Some('\x16') => "-- VISUAL BLOCK --".to_owned(),
            _ => String::new(),
        },
    };
    let place = format!("{},{}", view.cursor.0, view.cursor.1);
    let width = columns.saturating_sub(20).max(1);
    lines.push(vec![(plain, format!("{last:<width$}{}{place:>8}", format_args!("{:<10}", view.pending)))]);
    if !listing.is_empty() {
        let prompt = "Press ENTER or type command to continue".to_owned();
        let told = listing.iter().chain([&prompt]).map(|text| vec![(plain, text.chars().take(columns).collect())]);
        lines.extend(told);
        lines.drain(..lines.len().saturating_sub(rows));
        cursor = Some((lines.len() - 1, prompt.len()));
    }
    Frame { lines, cursor, note: Vec::new() }
}
