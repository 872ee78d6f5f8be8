//! `stty`: the settings of a terminal line. All are kept and shown; the size and `echo` act, for the page hands on whole
//! lines whatever the rest says.

use crate::kernel::{Modes, Terminal};
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, quote};
use std::fmt::Write;
use std::rc::Rc;

const OPTIONS: &[Opt] = &[flag("a", "all"), flag("g", "save"), value("F", "file")];

/// The command.
pub(super) const COMMAND: Command = Command::new("stty", OPTIONS, |context, args| Box::pin(run(context, args)));

/// Control, input, output and local flags in the order they are shown: name, word of [`Modes::flags`], bit, sane.
const FLAGS: [(&str, usize, u32, bool); 53] = [
    ("parenb", 2, 0o400, false),
    ("parodd", 2, 0o1000, false),
    ("cmspar", 2, 0o10_000_000_000, false),
    ("cs8", 2, 0o60, true),
    ("hupcl", 2, 0o2000, false),
    ("cstopb", 2, 0o100, false),
    ("cread", 2, 0o200, true),
    ("clocal", 2, 0o4000, false),
    ("crtscts", 2, 0o20_000_000_000, false),
    ("ignbrk", 0, 0o1, false),
    ("brkint", 0, 0o2, true),
    ("ignpar", 0, 0o4, false),
    ("parmrk", 0, 0o10, false),
    ("inpck", 0, 0o20, false),
    ("istrip", 0, 0o40, false),
    ("inlcr", 0, 0o100, false),
    ("igncr", 0, 0o200, false),
    ("icrnl", 0, 0o400, true),
    ("ixon", 0, 0o2000, true),
    ("ixoff", 0, 0o10_000, false),
    ("iuclc", 0, 0o1000, false),
    ("ixany", 0, 0o4000, false),
    ("imaxbel", 0, 0o20_000, true),
    ("iutf8", 0, 0o40_000, false),
    ("opost", 1, 0o1, true),
    ("olcuc", 1, 0o2, false),
    ("ocrnl", 1, 0o10, false),
    ("onlcr", 1, 0o4, true),
    ("onocr", 1, 0o20, false),
    ("onlret", 1, 0o40, false),
    ("ofill", 1, 0o100, false),
    ("ofdel", 1, 0o200, false),
    ("nl0", 1, 0, true),
    ("cr0", 1, 0, true),
    ("tab0", 1, 0, true),
    ("bs0", 1, 0, true),
    ("vt0", 1, 0, true),
    ("ff0", 1, 0, true),
    ("isig", 3, 0o1, true),
    ("icanon", 3, 0o2, true),
    ("iexten", 3, 0o100_000, true),
    ("echo", 3, 0o10, true),
    ("echoe", 3, 0o20, true),
    ("echok", 3, 0o40, true),
    ("echonl", 3, 0o100, false),
    ("noflsh", 3, 0o200, false),
    ("xcase", 3, 0o4, false),
    ("tostop", 3, 0o400, false),
    ("echoprt", 3, 0o2000, false),
    ("echoctl", 3, 0o1000, true),
    ("echoke", 3, 0o4000, true),
    ("flusho", 3, 0o10_000, false),
    ("extproc", 3, 0o200_000, false),
];

/// Control characters in the order they are shown, and their indices.
const CHARACTERS: [(&str, usize); 15] = [
    ("intr", 0),
    ("quit", 1),
    ("erase", 2),
    ("kill", 3),
    ("eof", 4),
    ("eol", 11),
    ("eol2", 16),
    ("swtch", 7),
    ("start", 8),
    ("stop", 9),
    ("susp", 10),
    ("rprnt", 12),
    ("werase", 14),
    ("lnext", 15),
    ("discard", 13),
];

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    // Settings begin with a dash too: only the options of stty itself are options.
    let own = |arg: &Bytes| {
        matches!(arg.as_slice(), b"-a" | b"-g" | b"-ag" | b"-ga") || arg.starts_with(b"--") || arg.starts_with(b"-F")
    };
    let mut options = Vec::new();
    let mut settings = Vec::new();
    let mut rest = args.into_iter();
    while let Some(arg) = rest.next() {
        if arg == b"-F" {
            options.push(arg);
            options.extend(rest.next());
        } else if own(&arg) {
            options.push(arg);
        } else {
            settings.push(arg);
        }
    }
    let parsed = context.options(&COMMAND, options).await?;
    if parsed.has("a") && parsed.has("g") {
        context.complain("the options for verbose and stty-readable output styles are\nmutually exclusive");
        return Ok(1);
    }
    if !settings.is_empty() && (parsed.has("a") || parsed.has("g")) {
        context.complain("when specifying an output style, modes may not be set");
        return Ok(1);
    }
    let terminal = match parsed.value("F") {
        None => context.tty(0),
        Some(path) => match context.open(path).await {
            Err(error) => {
                context.complain_about(path, error);
                return Ok(1);
            }
            Ok(input) => input.file().and_then(|file| match &file.end {
                crate::kernel::file::End::Terminal(terminal) => Some(Rc::clone(terminal)),
                _ => None,
            }),
        },
    };
    let Some(terminal) = terminal else {
        let name = parsed.value("F").map_or_else(|| b"'standard input'".to_vec(), quote::maybe);
        context.complain_bytes(&[name.as_slice(), b": Inappropriate ioctl for device"].concat());
        return Ok(1);
    };
    if settings.is_empty() {
        let text = if parsed.has("g") { saved(&terminal.modes.get()) } else { shown(&terminal, parsed.has("a")) };
        context.stdout.put(text.as_bytes());
        return Ok(0);
    }
    set(context, &terminal, &settings)
}

fn set(context: &mut Context, terminal: &Terminal, settings: &[Bytes]) -> Outcome {
    let mut words = settings.iter();
    while let Some(word) = words.next() {
        let text = String::from_utf8_lossy(word).into_owned();
        let mut modes = terminal.modes.get();
        let (on, name) = text.strip_prefix('-').map_or((true, text.as_str()), |name| (false, name));
        if let Some((_, place, bit, _)) = FLAGS.iter().find(|(flag, ..)| *flag == name).filter(|flag| flag.2 != 0) {
            put(&mut modes, *place, *bit, on);
        } else if let Some((_, at)) = CHARACTERS.iter().find(|(character, _)| *character == name).filter(|_| on) {
            let Some(value) = words.next() else { return missing(context, word) };
            let Some(value) = character(value) else { return invalid(context, "integer argument", value) };
            modes.characters[*at] = value;
        } else if let (true, "rows" | "cols" | "columns" | "min" | "time") = (on, name) {
            let Some(value) = words.next() else { return missing(context, word) };
            let number = std::str::from_utf8(value).ok().and_then(|value| value.parse::<u16>().ok());
            let Some(number) = number else { return invalid(context, "integer argument", value) };
            match name {
                "rows" => terminal.rows.set(number.into()),
                "min" => modes.characters[Modes::MIN] = number.min(255) as u8,
                "time" => modes.characters[Modes::TIME] = number.min(255) as u8,
                _ => terminal.columns.set(number.into()),
            }
        } else if let (true, "size" | "speed") = (on, name) {
            let line = if name == "speed" {
                "38400\n".to_owned()
            } else {
                format!("{} {}\n", terminal.rows.get(), terminal.columns.get())
            };
            context.stdout.put(line.as_bytes());
        } else if !(combination(&mut modes, name, on) || on && restore(&mut modes, name)) {
            return invalid(context, "argument", word);
        }
        terminal.modes.set(modes);
        terminal.set_echo(modes.flags[3] & Modes::ECHO != 0);
    }
    Ok(0)
}

fn missing(context: &Context, word: &[u8]) -> Outcome {
    let word = quote::curved(word);
    Err(context.usage_error(format_args!("missing argument to {word}"), 1))
}

fn invalid(context: &Context, what: &str, word: &[u8]) -> Outcome {
    let word = quote::curved(word);
    if what == "argument" {
        return Err(context.usage_error(format_args!("invalid argument {word}"), 1));
    }
    context.complain(format_args!("invalid {what}: {word}"));
    Ok(1)
}

fn put(modes: &mut Modes, place: usize, bit: u32, on: bool) {
    let word = &mut modes.flags[place];
    *word = if on { *word | bit } else { *word & !bit };
}

/// `^C`, `^?`, `undef`, a letter or a number.
fn character(text: &[u8]) -> Option<u8> {
    match text {
        b"undef" | b"^-" => Some(0),
        b"^?" => Some(0x7f),
        [b'^', letter] => Some(letter.to_ascii_uppercase() & 0x1f),
        [letter] => Some(*letter),
        _ => {
            let text = std::str::from_utf8(text).ok()?;
            match text.strip_prefix("0x") {
                Some(digits) => u8::from_str_radix(digits, 16).ok(),
                None if text.starts_with('0') => u8::from_str_radix(text, 8).ok(),
                None => text.parse().ok(),
            }
        }
    }
}

/// Settings that stand for several.
fn combination(modes: &mut Modes, name: &str, on: bool) -> bool {
    let mut all = |names: &[&str], on: bool| {
        for (_, place, bit, _) in FLAGS.iter().filter(|(flag, ..)| names.contains(flag)) {
            put(modes, *place, *bit, on);
        }
    };
    match (name, on) {
        ("sane", true) => {
            for (_, place, bit, sane) in FLAGS.iter().filter(|flag| flag.1 != 2 || flag.0 == "cread") {
                put(modes, *place, *bit, *sane);
            }
            modes.characters = Modes::default().characters;
        }
        ("raw", true) | ("cooked", false) => {
            all(
                &[
                    "ignbrk", "brkint", "ignpar", "parmrk", "inpck", "istrip", "inlcr", "igncr", "icrnl", "ixon",
                    "ixoff", "icanon", "opost", "isig", "iuclc", "ixany", "imaxbel", "xcase",
                ],
                false,
            );
            modes.characters[Modes::MIN] = 1;
            modes.characters[Modes::TIME] = 0;
        }
        ("cooked", true) | ("raw", false) => {
            all(&["brkint", "ignpar", "istrip", "icrnl", "ixon", "opost", "isig", "icanon"], true);
        }
        ("cbreak", _) => all(&["icanon"], !on),
        ("nl", true) => all(&["icrnl", "onlcr"], false),
        ("nl", false) => {
            all(&["icrnl", "onlcr"], true);
            all(&["inlcr", "igncr", "ocrnl", "onlret"], false);
        }
        ("crterase" | "crt", true) => all(&["echoe", "echoctl", "echoke"], true),
        ("ctlecho", _) => all(&["echoctl"], on),
        ("prterase", _) => all(&["echoprt"], on),
        ("crtkill", _) => all(&["echoke"], on),
        ("hup", _) => all(&["hupcl"], on),
        ("tandem", _) => all(&["ixoff"], on),
        ("ek", true) => {
            let fresh = Modes::default().characters;
            (modes.characters[2], modes.characters[3]) = (fresh[2], fresh[3]);
        }
        _ => return false,
    }
    true
}

/// What `-g` writes: the four words and the characters, in hexadecimal.
fn saved(modes: &Modes) -> String {
    let mut parts: Vec<String> = modes.flags.iter().map(|word| format!("{word:x}")).collect();
    parts.extend((0..32).map(|at| format!("{:x}", modes.characters.get(at).copied().unwrap_or(0))));
    parts.join(":") + "\n"
}

/// Takes back what `-g` wrote.
fn restore(modes: &mut Modes, text: &str) -> bool {
    let parts: Option<Vec<u32>> = text.split(':').map(|part| u32::from_str_radix(part, 16).ok()).collect();
    let Some(parts) = parts.filter(|parts| parts.len() == 36 && parts[4..].iter().all(|part| *part < 256)) else {
        return false;
    };
    modes.flags.copy_from_slice(&parts[..4]);
    for (character, part) in modes.characters.iter_mut().zip(&parts[4..]) {
        *character = *part as u8;
    }
    true
}

fn visible(character: u8) -> String {
    match character {
        0 => "<undef>".to_owned(),
        0x7f => "^?".to_owned(),
        1..32 => format!("^{}", (character + 64) as char),
        128.. => format!("M-{}", visible(character - 128)),
        _ => (character as char).to_string(),
    }
}

/// All settings, or those that are not sane.
fn shown(terminal: &Terminal, all: bool) -> String {
    let modes = terminal.modes.get();
    let columns = match terminal.columns.get() {
        0 => 80,
        columns => columns,
    };
    let mut page = Page { text: String::new(), column: 0, columns };
    page.word("speed 38400 baud;");
    if all {
        page.word(&format!("rows {}; columns {};", terminal.rows.get(), terminal.columns.get()));
    }
    page.word("line = 0;");
    page.end();
    let sane = Modes::default();
    for (name, at) in CHARACTERS {
        if all || modes.characters[at] != sane.characters[at] {
            page.word(&format!("{name} = {};", visible(modes.characters[at])));
        }
    }
    if all || modes.flags[3] & Modes::CANONICAL == 0 {
        let [min, time] = [Modes::MIN, Modes::TIME].map(|at| modes.characters[at]);
        page.word(&format!("min = {min}; time = {time};"));
    }
    page.end();
    for place in [2, 0, 1, 3] {
        for (name, _, bit, sane) in FLAGS.iter().filter(|flag| flag.1 == place) {
            let on = modes.flags[place] & bit == *bit;
            if on && (all || !sane) {
                page.word(name);
            } else if !on && (all || *sane) {
                page.word(&format!("-{name}"));
            }
        }
        page.end();
    }
    page.text
}

/// Words in lines no wider than the terminal.
struct Page {
    text: String,
    column: usize,
    columns: usize,
}

impl Page {
    fn word(&mut self, word: &str) {
        if self.column > 0 && self.column + 1 + word.len() > self.columns {
            self.end();
        }
        let gap = if self.column > 0 { " " } else { "" };
        let _ = write!(self.text, "{gap}{word}");
        self.column += gap.len() + word.len();
    }

    fn end(&mut self) {
        if self.column > 0 {
            self.text.push('\n');
            self.column = 0;
        }
    }
}
