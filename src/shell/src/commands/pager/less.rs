//! `less` and `more`: a text on the whole screen; without a terminal, all of it at once.

use crate::context::Screen;
use crate::kernel::{Frame, FrameLine, Style};
use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome, Quit};

const OPTIONS: &[Opt] = &[
    flag("N", "LINE-NUMBERS"),
    flag("S", "chop-long-lines"),
    flag("R", "RAW-CONTROL-CHARS"),
    flag("F", "quit-if-one-screen"),
    flag("X", "no-init"),
    flag("i", "ignore-case"),
    flag("I", "IGNORE-CASE"),
    flag("e", "quit-at-eof"),
    flag("E", "QUIT-AT-EOF"),
    flag("s", "squeeze-blank-lines"),
    flag("f", "force"),
    flag("M", "LONG-PROMPT"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("less", OPTIONS, |context, args| Box::pin(run(context, args)));
/// Its elder.
pub(super) const MORE: Command = Command::new("more", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() && context.is_tty(0) {
        context.stderr(b"Missing filename (\"less --help\" for help)\n");
        return Ok(1);
    }
    let operands = if parsed.operands.is_empty() { vec![b"-".to_vec()] } else { parsed.operands.clone() };
    let mut text = Vec::new();
    let mut status = 0;
    for file in &operands {
        let shown = String::from_utf8_lossy(file).into_owned();
        let refused = |context: &Context, error: vfs::Errno| {
            let words = if error == vfs::Errno::IsDir {
                format!("{shown} is a directory\n")
            } else {
                format!("{shown}: {error}\n")
            };
            context.stderr(words.as_bytes());
        };
        let plain = !context.is_tty(1);
        if context.stat(file).is_ok_and(|stat| stat.is_dir()) {
            refused(context, vfs::Errno::IsDir);
            status = 1;
            continue;
        }
        match context.open(file).await {
            Ok(mut input) => text.extend(input.read_all().await?),
            // Without a terminal less is `cat`, and says even this on standard output.
            Err(error) if plain => text.extend_from_slice(format!("{shown}: {error}\n").as_bytes()),
            Err(error) => {
                refused(context, error);
                status = 1;
            }
        }
    }
    if status != 0 && text.is_empty() {
        return Ok(status);
    }
    let name = if operands[0] == b"-" { String::new() } else { String::from_utf8_lossy(&operands[0]).into_owned() };
    page(context, &text, &name, parsed.has("N"), parsed.has("F")).await?;
    Ok(status)
}

/// Shows a text: on the screen until `q`, or all at once where standard output is no terminal.
pub(in crate::commands) async fn page(
    context: &mut Context,
    text: &[u8],
    name: &str,
    numbers: bool,
    short_at_once: bool,
) -> Result<(), Quit> {
    let plain = if context.is_tty(1) { without_colours(text) } else { text.to_vec() };
    let lines: Vec<String> =
        plain.split(|byte| *byte == b'\n').map(|line| expanded(&String::from_utf8_lossy(line))).collect();
    let lines = match lines.split_last() {
        Some((last, rest)) if last.is_empty() => rest,
        _ => lines.as_slice(),
    };
    let fits = |screen: &Screen| lines.len() < screen.size().1;
    let screen = context.screen().filter(|screen| !(short_at_once && fits(screen)));
    let Some(screen) = screen else {
        context.stdout.put(text);
        return Ok(context.stdout.flush().await?);
    };
    let mut view = View { lines, name, numbers, top: 0, search: String::new(), typing: None, message: String::new() };
    loop {
        view.draw(&screen);
        let Some(keys) = screen.keys().await else {
            context.sys.take_signal();
            continue;
        };
        if !view.key(&keys, screen.size().1.saturating_sub(1).max(1)) {
            return Ok(());
        }
    }
}

/// Tabs as blanks.
fn expanded(line: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for letter in line.chars() {
        if letter == '\t' {
            let blanks = 8 - column % 8;
            out.push_str(&" ".repeat(blanks));
            column += blanks;
        } else if !letter.is_control() {
            out.push(letter);
            column += 1;
        }
    }
    out
}

/// Without the sequences that colour it: the grid has its own styles.
fn without_colours(text: &[u8]) -> Bytes {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte == 0x1b && bytes.peek() == Some(&b'[') {
            bytes.find(u8::is_ascii_alphabetic);
        } else {
            out.push(byte);
        }
    }
    out
}

struct View<'t> {
    lines: &'t [String],
    name: &'t str,
    numbers: bool,
    top: usize,
    search: String,
    /// A command being typed: `/` and the words.
    typing: Option<String>,
    message: String,
}

impl View<'_> {
    fn draw(&self, screen: &Screen) {
        let (columns, rows) = screen.size();
        let height = rows.saturating_sub(1).max(1);
        let mut picture: Vec<FrameLine> = Vec::with_capacity(rows);
        for (at, line) in self.lines.iter().enumerate().skip(self.top).take(height) {
            let line = if self.numbers { format!("{:>7} {line}", at + 1) } else { line.clone() };
            picture.push(self.marked(&line.chars().take(columns).collect::<String>()));
        }
        while picture.len() < height {
            picture.push(vec![(Style::default(), "~".to_owned())]);
        }
        let bar = Style { reverse: true, ..Style::default() };
        let last = if let Some(words) = &self.typing {
            vec![(Style::default(), words.clone())]
        } else if !self.message.is_empty() {
            vec![(bar, self.message.clone())]
        } else if self.top + height >= self.lines.len() {
            vec![(bar, "(END)".to_owned())]
        } else if self.top == 0 && !self.name.is_empty() {
            vec![(bar, self.name.to_owned())]
        } else {
            vec![(Style::default(), ":".to_owned())]
        };
        let width = last.iter().map(|(_, text)| text.chars().count()).sum::<usize>();
        picture.push(last);
        screen.draw(Frame {
            lines: picture,
            cursor: Some((height, width.min(columns.saturating_sub(1)))),
            ..Frame::default()
        });
    }

    fn marked(&self, line: &str) -> FrameLine {
        if self.search.is_empty() {
            return vec![(Style::default(), line.to_owned())];
        }
        let found = Style { reverse: true, ..Style::default() };
        let mut parts = Vec::new();
        let mut rest = line;
        while let Some(at) = rest.find(&self.search) {
            parts.push((Style::default(), rest[..at].to_owned()));
            parts.push((found, self.search.clone()));
            rest = &rest[at + self.search.len()..];
        }
        parts.push((Style::default(), rest.to_owned()));
        parts
    }

    /// Takes a key; false ends.
    fn key(&mut self, keys: &[u8], height: usize) -> bool {
        self.message.clear();
        let bottom = self.lines.len().saturating_sub(height);
        if let Some(words) = &mut self.typing {
            match keys {
                b"\r" | b"\n" => {
                    let words = self.typing.take().unwrap_or_default();
                    let (kind, words) = words.split_at(1);
                    if kind == ":" {
                        return !words.starts_with('q');
                    }
                    if !words.is_empty() {
                        words.clone_into(&mut self.search);
                    }
                    self.find(kind == "/", height);
                }
                b"\x1b" | b"\x03" => self.typing = None,
                b"\x7f" | b"\x08" => {
                    words.pop();
                    if words.is_empty() {
                        self.typing = None;
                    }
                }
                keys => words.push_str(&String::from_utf8_lossy(keys)),
            }
            return true;
        }
        match keys {
            b"q" | b"Q" | b"\x03" => return false,
            b"j" | b"e" | b"\r" | b"\n" | b"\x1b[B" | b"\x1bOB" => self.top = (self.top + 1).min(bottom.max(self.top)),
            b"k" | b"y" | b"\x1b[A" | b"\x1bOA" => self.top = self.top.saturating_sub(1),
            b" " | b"f" | b"\x06" | b"\x1b[6~" => self.top = (self.top + height).min(bottom),
            b"b" | b"\x02" | b"\x1b[5~" => self.top = self.top.saturating_sub(height),
            b"d" | b"\x04" => self.top = (self.top + height / 2).min(bottom),
            b"u" | b"\x15" => self.top = self.top.saturating_sub(height / 2),
            b"g" | b"<" | b"\x1b[H" | b"\x1b[1~" => self.top = 0,
            b"G" | b">" | b"\x1b[F" | b"\x1b[4~" => self.top = bottom,
            b"/" | b"?" | b":" => self.typing = Some(String::from_utf8_lossy(keys).into_owned()),
            b"n" => self.find(true, height),
            b"N" => self.find(false, height),
            _ => {}
        }
        true
    }

    fn find(&mut self, forward: bool, height: usize) {
        let holds = |line: &String| line.contains(&self.search);
        let found = if forward {
            self.lines.iter().skip(self.top + 1).position(holds).map(|at| at + self.top + 1)
        } else {
            self.lines[..self.top.min(self.lines.len())].iter().rposition(holds)
        };
        match found {
            Some(at) => self.top = at.min(self.lines.len().saturating_sub(height).max(at.min(self.top))),
            None => "Pattern not found".clone_into(&mut self.message),
        }
    }
}
