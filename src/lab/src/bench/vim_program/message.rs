//! What the last line says, in vim's own words: a terminal shows what vim shows, whatever the reader's language.

use vim::Event;

include!(concat!(env!("OUT_DIR"), "/vim_errors.rs"));

/// A message, and what becomes of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Message {
    text: String,
    /// It tells of an error.
    pub(super) error: bool,
    /// It is about a file: of one that is too long, the end is shown.
    of_file: bool,
    /// It was told by the key just typed, not left by a command line.
    pub(super) told: bool,
    /// A command line told it: then it is never shortened.
    pub(super) by_command: bool,
    /// It asks for a key.
    asks: bool,
    /// It was not drawn yet.
    pub(super) fresh: bool,
}

impl Message {
    pub(super) fn new(text: String) -> Self {
        Self { text, told: true, fresh: true, ..Self::default() }
    }

    pub(super) fn error(text: String) -> Self {
        Self { error: true, ..Self::new(text) }
    }

    /// `"notes" 3L, 40B written`.
    pub(super) fn of_file(name: &str, text: &str, done: &str) -> Self {
        let cut = if text.is_empty() || text.ends_with('\n') { "" } else { "[noeol] " };
        let size = format!("\"{name}\" {cut}{}L, {}B{done}", text.lines().count(), text.len());
        Self { of_file: true, ..Self::new(size) }
    }

    /// With a word before the size: `[New]`.
    pub(super) fn with_note(mut self, note: &str) -> Self {
        if let Some(at) = self.text.rfind("\" ") {
            self.text.insert_str(at + 2, note);
        }
        self
    }

    /// What vim says of an event; `None`: nothing.
    pub(super) fn of_event(event: &Event) -> Option<Self> {
        match event {
            Event::Message { id, args, error } => {
                let value = |name: &str| args.get(name).map_or("", String::as_str);
                let text = match id.as_str() {
                    "vim-newest-change" => "Already at newest change".to_owned(),
                    "vim-oldest-change" => "Already at oldest change".to_owned(),
                    "vim-search-hit-bottom" => "search hit BOTTOM, continuing at TOP".to_owned(),
                    "vim-search-hit-top" => "search hit TOP, continuing at BOTTOM".to_owned(),
                    // 'report' is 2: fewer are not told.
                    "vim-substitutions" if matches!(value("count"), "1" | "2") => return None,
                    "vim-lines-yanked" => format!("{} lines yanked", value("count")),
                    "vim-block-yanked" => format!("block of {} lines yanked", value("count")),
                    "vim-more-lines" => format!("{} more lines", value("count")),
                    "vim-fewer-lines" => format!("{} fewer lines", value("count")),
                    "vim-no-lines" => "--No lines in buffer--".to_owned(),
                    "vim-lines-shifted-left" => shifted('<', value("count"), value("times")),
                    "vim-lines-shifted-right" => shifted('>', value("count"), value("times")),
                    "vim-substitutions" => substitutions(value("count"), value("lines")),
                    "vim-replace-with" => format!("replace with {} (y/n/a/q/l/^E/^Y)?", value("text")),
                    "vim-backwards-range" => "Backwards range given, OK to swap (y/n)?".to_owned(),
                    "vim-shell-returned" => format!("shell returned {}", value("status")),
                    "vim-character-code" => character(value("char")),
                    "vim-file-info" => info(value("name"), value("lines"), value("line")),
                    "vim-new-file" => format!("\"{}\" [New]", value("name")),
                    "vim-budget" => "Interrupted".to_owned(),
                    "vim-unsupported" => {
                        format!("E319: Sorry, the command is not available in this version: {}", value("command"))
                    }
                    _ => error_text(id, args),
                };
                let asks = id == "vim-replace-with";
                // `:help CTRL-G`: it is never shortened.
                let by_command = id == "vim-file-info";
                Some(Self { error: *error, asks, by_command, ..Self::new(text) })
            }
            Event::Listing(lines) => lines.last().cloned().map(Self::new),
            Event::Bell | Event::Mode(_) => None,
        }
    }

    /// Rows to be read before "Press ENTER", when it is too long and must not be shortened.
    pub(super) fn too_long(&self, room: usize, columns: usize) -> Option<Vec<String>> {
        let whole = self.error || self.by_command && !self.of_file && !self.asks;
        let text: Vec<char> = self.text.chars().collect();
        (whole && text.len() > room).then(|| text.chunks(columns.max(1)).map(|row| row.iter().collect()).collect())
    }

    /// As the last line shows it: shortened where it is too long (`:help 'shortmess'`, flags t and T).
    pub(super) fn shown(&self, room: usize) -> String {
        let text: Vec<char> = self.text.chars().collect();
        if text.len() <= room || !self.told && !self.of_file {
            return self.text.clone();
        }
        if room == 0 {
            return String::new();
        }
        if self.of_file {
            return std::iter::once(&'<').chain(&text[text.len() + 1 - room..]).collect();
        }
        let half = room.saturating_sub(3) / 2;
        let end = text.len() - (room.saturating_sub(3) - half);
        text[..half].iter().chain(&['.', '.', '.']).chain(&text[end..]).collect()
    }
}

fn substitutions(count: &str, lines: &str) -> String {
    let plural = |n: &str| if n == "1" { "" } else { "s" };
    format!("{count} substitution{} on {lines} line{}", plural(count), plural(lines))
}

fn shifted(operator: char, count: &str, times: &str) -> String {
    let plural = if times == "1" { "" } else { "s" };
    format!("{count} lines {operator}ed {times} time{plural}")
}

/// `<o>  111,  Hex 6f,  Oct 157`
fn character(c: &str) -> String {
    let Some(c) = c.chars().next() else { return String::new() };
    let code = u32::from(c);
    if code < 128 {
        return format!("<{c}>  {code},  Hex {code:02x},  Octal {code:03o}");
    }
    format!("<{c}> {code}, Hex {code:04x}, Octal {code:o}")
}

/// `"notes" 5 lines --40%--`
fn info(name: &str, lines: &str, line: &str) -> String {
    let name = if name.is_empty() { "[No Name]" } else { name };
    match (lines.parse::<usize>(), line.parse::<usize>()) {
        (Ok(count), Ok(at)) if count > 0 => {
            let plural = if count == 1 { "" } else { "s" };
            format!("\"{name}\" {count} line{plural} --{}%--", at * 100 / count)
        }
        _ => format!("\"{name}\" --No lines in buffer--"),
    }
}

/// The words of an error, with its values in their places.
fn error_text(id: &str, args: &std::collections::BTreeMap<String, String>) -> String {
    let words = ERRORS.iter().find(|(error, _)| *error == id).map(|(_, words)| (*words).to_owned());
    let Some(mut words) = words else {
        let about: Vec<&str> = args.values().map(String::as_str).collect();
        return format!("{id}: {}", about.join(" "));
    };
    for (name, value) in args {
        words = words.replace(&format!("{{ ${name} }}"), value);
    }
    words
}
