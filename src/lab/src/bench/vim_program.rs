//! `vim FILE` in a terminal: the editor on the machine's own disk.

use shell::{Frame, FrameLine, ScreenProgram, ScreenStep, Style};
use vfs::{Disk, Errno, Who};
use vim::{Editor, Effect, Event, Key, Outcome, View};

/// vim as a full-screen program.
#[derive(Default)]
pub(super) struct VimProgram {
    editor: Option<Editor>,
    size: (usize, usize),
    message: String,
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
            let step = self.type_keys(&Key::parse(&command), disk, who);
            if step != ScreenStep::Continue {
                return step;
            }
        }
        ScreenStep::Continue
    }

    fn keys(&mut self, keys: &[u8], disk: &mut Disk, who: &Who) -> ScreenStep {
        self.message.clear();
        let keys = terminal_keys(&String::from_utf8_lossy(keys));
        self.type_keys(&keys, disk, who)
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
            self.frame = picture(&editor.view(), self.size, &self.message);
        }
    }

    fn type_keys(&mut self, keys: &[Key], disk: &mut Disk, who: &Who) -> ScreenStep {
        let Some(editor) = &mut self.editor else { return ScreenStep::Exit(1) };
        for key in keys {
            let mut outcomes = vec![editor.step(*key)];
            while let Some(Outcome { events, effects, .. }) = outcomes.pop() {
                for event in events {
                    if let Some(message) = shown(&event) {
                        self.message = message;
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
                        Effect::Shell { .. } => outcomes.push(editor.answer_shell("", 127)),
                        Effect::Help { .. } => {}
                    }
                }
            }
        }
        self.draw();
        ScreenStep::Continue
    }
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

/// The window, its rest of tildes, and the last line.
fn picture(view: &View, (columns, rows): (usize, usize), message: &str) -> Frame {
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
    Frame { lines, cursor }
}
