//! The command line, read.

use crate::options::Parsed;
use crate::{Bytes, Context, Quit};
use pattern::{Flags, Glob, Pattern};

/// The language of the patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Basic,
    Extended,
    Fixed,
    Perl,
}

/// What is told of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Report {
    /// Its selected lines.
    Lines,
    /// Its matches (`-o`).
    Matches,
    /// How many lines (`-c`).
    Count,
    /// Its name when a line is selected (`-l`).
    NameIf,
    /// Its name when none is (`-L`).
    NameUnless,
    /// Nothing (`-q`).
    Nothing,
}

/// What is done with binary files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    Tell,
    Text,
    Skip,
}

/// What is done with directories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Directories {
    Read,
    Skip,
    Recurse,
}

/// Everything the options say.
pub(super) struct Settings {
    pub(super) pattern: Pattern,
    pub(super) report: Report,
    pub(super) invert: bool,
    /// `-m`.
    pub(super) most: u64,
    pub(super) before: usize,
    pub(super) after: usize,
    /// Was any context asked for, so that groups are separated?
    pub(super) grouped: bool,
    /// What separates groups.
    pub(super) group_separator: Bytes,
    pub(super) numbers: bool,
    pub(super) offsets: bool,
    pub(super) with_name: Option<bool>,
    pub(super) label: Bytes,
    pub(super) null: bool,
    pub(super) tab: bool,
    pub(super) end: u8,
    pub(super) colour: bool,
    pub(super) quiet_errors: bool,
    pub(super) binary: Binary,
    pub(super) directories: Directories,
    pub(super) follow_links: bool,
    /// What `--include` and `--exclude` choose, in their order: the last that matches decides.
    pub(super) choices: Vec<(Glob, bool)>,
    pub(super) exclude_dir: Vec<Glob>,
    /// Files are unpacked first.
    pub(super) packed: bool,
}

/// `-5` is `-C 5`.
pub(super) fn numbers_as_context(args: Vec<Bytes>) -> Vec<Bytes> {
    let mut options = true;
    let mut result = Vec::with_capacity(args.len());
    for arg in args {
        options &= arg != b"--";
        let digits = arg.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count();
        if options && digits > 0 && arg[0] == b'-' {
            result.push([b"-C", &arg[1..=digits]].concat());
            if arg.len() > digits + 1 {
                result.push([b"-", &arg[digits + 1..]].concat());
            }
        } else {
            result.push(arg);
        }
    }
    result
}

fn number(context: &Context, text: &[u8], what: &str) -> Result<u64, Quit> {
    let shown = String::from_utf8_lossy(text).into_owned();
    shown.trim().parse::<u64>().map_err(|_| {
        context.complain(format_args!("{shown}: {what}"));
        Quit::Status(2)
    })
}

fn globs<'a>(context: &Context, values: impl Iterator<Item = &'a [u8]>) -> Result<Vec<Glob>, Quit> {
    let mut globs = Vec::new();
    for value in values {
        let value = value.strip_suffix(b"/").unwrap_or(value);
        let glob = Glob::compile(value, false, false).map_err(|error| {
            context.complain(error.grep());
            Quit::Status(2)
        })?;
        globs.push(glob);
    }
    Ok(globs)
}

/// grep warns of an operator that repeats nothing.
fn warn_of_starts(context: &Context, text: &[u8]) {
    let (mut at, mut start) = (0, true);
    while let Some(&byte) = text.get(at) {
        at += 1;
        match byte {
            b'*' | b'+' | b'?' if start => {
                context.complain(format_args!("warning: {} at start of expression", byte as char));
                start = false;
            }
            b'{' if start && text.get(at).is_some_and(u8::is_ascii_digit) => {
                context.complain("warning: {...} at start of expression");
                start = false;
            }
            b'(' | b'|' | b'\n' => start = true,
            b'^' => {}
            b'\\' => (at, start) = (at + 1, false),
            b'[' => {
                let first = at + usize::from(text.get(at) == Some(&b'^')) + 1;
                let length = text.get(first..).and_then(|rest| rest.iter().position(|byte| *byte == b']'));
                (at, start) = (length.map_or(text.len(), |length| first + length + 1), false);
            }
            _ => start = false,
        }
    }
}

/// Reads the options; takes the pattern off the operands when no option gives one.
pub(super) async fn read(
    context: &mut Context,
    parsed: &Parsed,
    operands: &mut Vec<Bytes>,
    syntax: Syntax,
) -> Result<Settings, Quit> {
    let syntax = match parsed.last_of(&["E", "F", "G", "P"]) {
        Some("E") => Syntax::Extended,
        Some("F") => Syntax::Fixed,
        Some("G") => Syntax::Basic,
        Some(_) => Syntax::Perl,
        None => syntax,
    };
    let texts = patterns(context, parsed, operands).await?;
    let pattern = compile(context, parsed, syntax, &texts)?;
    if syntax == Syntax::Extended {
        for text in &texts {
            warn_of_starts(context, text);
        }
    }
    let report = if parsed.has("q") {
        Report::Nothing
    } else {
        match parsed.last_of(&["L", "l"]) {
            Some("L") => Report::NameUnless,
            Some(_) => Report::NameIf,
            None if parsed.has("c") => Report::Count,
            None if parsed.has("o") => Report::Matches,
            None => Report::Lines,
        }
    };
    let invalid = "invalid context length argument";
    let context_length = parsed.value("C").map(|text| number(context, text, invalid)).transpose()?;
    let side = |key: &str| -> Result<Option<u64>, Quit> {
        Ok(parsed.value(key).map(|text| number(context, text, invalid)).transpose()?.or(context_length))
    };
    let (before, after) = (side("B")?, side("A")?);
    let most = match parsed.value("m") {
        Some(text) => match text.strip_prefix(b"-") {
            Some(rest) if !rest.is_empty() => u64::MAX,
            _ => {
                let shown = String::from_utf8_lossy(text).into_owned();
                shown.parse().map_err(|_| {
                    context.complain("invalid max count");
                    Quit::Status(2)
                })?
            }
        },
        None => u64::MAX,
    };
    let colour = match parsed.last_of(&["color", "colour"]) {
        None => false,
        Some(key) => match parsed.value(key).unwrap_or(b"auto") {
            b"always" | b"yes" | b"force" => true,
            b"never" | b"no" | b"none" => false,
            b"auto" | b"tty" | b"if-tty" => context.is_tty(1) && context.var("TERM").is_none_or(|term| term != b"dumb"),
            _ => return Err(context.usage_error("invalid argument for '--color'", 2)),
        },
    };
    let mut binary = Binary::Tell;
    for (key, value) in &parsed.options {
        match *key {
            "a" => binary = Binary::Text,
            "I" => binary = Binary::Skip,
            "binary-files" => {
                binary = match value.as_deref().unwrap_or_default() {
                    b"binary" => Binary::Tell,
                    b"text" => Binary::Text,
                    b"without-match" => Binary::Skip,
                    _ => {
                        context.complain("unknown binary-files type");
                        return Err(Quit::Status(2));
                    }
                };
            }
            _ => {}
        }
    }
    let recursive = parsed.last_of(&["r", "R"]);
    let directories = match parsed.value("d") {
        Some(b"skip") => Directories::Skip,
        Some(b"recurse") => Directories::Recurse,
        Some(b"read") | None if recursive.is_some() => Directories::Recurse,
        Some(b"read") | None => Directories::Read,
        Some(other) => {
            let shown = String::from_utf8_lossy(other).into_owned();
            context.complain(format_args!("invalid argument '{shown}' for '--directories'"));
            return Err(Quit::Status(2));
        }
    };
    let mut choices = Vec::new();
    for (key, value) in &parsed.options {
        let Some(value) = value.as_deref() else { continue };
        let wanted = *key == "include";
        match *key {
            "include" | "exclude" => {
                choices.extend(globs(context, std::iter::once(value))?.into_iter().map(|glob| (glob, wanted)));
            }
            "exclude-from" => {
                let text = load(context, value).await?;
                let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
                choices.extend(globs(context, lines)?.into_iter().map(|glob| (glob, false)));
            }
            _ => {}
        }
    }
    Ok(Settings {
        pattern,
        report,
        invert: parsed.has("v"),
        most,
        before: before.unwrap_or(0).min(1 << 30) as usize,
        after: after.unwrap_or(0).min(1 << 30) as usize,
        grouped: (before.is_some() || after.is_some())
            && !matches!(parsed.last_of(&["group-separator", "no-group-separator"]), Some("no-group-separator")),
        group_separator: parsed.value("group-separator").unwrap_or(b"--").to_vec(),
        numbers: parsed.has("n"),
        offsets: parsed.has("b"),
        with_name: parsed.last_of(&["H", "h"]).map(|key| key == "H"),
        label: parsed.value("label").unwrap_or(b"(standard input)").to_vec(),
        null: parsed.has("Z"),
        tab: parsed.has("T"),
        end: if parsed.has("z") { 0 } else { b'\n' },
        colour,
        quiet_errors: parsed.has("s"),
        binary,
        directories,
        follow_links: recursive == Some("R"),
        choices,
        exclude_dir: globs(context, parsed.values("exclude-dir"))?,
        packed: false,
    })
}

async fn load(context: &mut Context, path: &[u8]) -> Result<Bytes, Quit> {
    let text = match context.open(path).await {
        Ok(mut input) => input.read_all().await,
        Err(error) => Err(error),
    };
    text.map_err(|error| {
        context.complain_bytes(&[path, b": ", error.text().as_bytes()].concat());
        Quit::Status(2)
    })
}

/// The patterns: each line of each `-e` and each file of `-f`, else of the first operand.
async fn patterns(context: &mut Context, parsed: &Parsed, operands: &mut Vec<Bytes>) -> Result<Vec<Bytes>, Quit> {
    let mut texts = Vec::new();
    let mut given = false;
    for (key, value) in &parsed.options {
        let value = value.clone().unwrap_or_default();
        match *key {
            "e" => {
                given = true;
                texts.extend(value.split(|byte| *byte == b'\n').map(<[u8]>::to_vec));
            }
            "f" => {
                given = true;
                let text = load(context, &value).await?;
                let text = text.strip_suffix(b"\n").map_or(text.as_slice(), |text| text).to_vec();
                let empty = text.is_empty() && context.stat(&value).is_ok_and(|stat| stat.size == 0);
                if !empty {
                    texts.extend(text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec));
                }
            }
            _ => {}
        }
    }
    if given {
        return Ok(texts);
    }
    if operands.is_empty() {
        context.stderr(b"Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n");
        return Err(Quit::Status(2));
    }
    let text = operands.remove(0);
    Ok(text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect())
}

fn compile(context: &Context, parsed: &Parsed, syntax: Syntax, texts: &[Bytes]) -> Result<Pattern, Quit> {
    let ignore_case = parsed.last_of(&["i", "y", "no-ignore-case"]).is_some_and(|key| key != "no-ignore-case");
    let mut flags = Flags::NONE.ignoring_case(ignore_case);
    flags.whole_word = parsed.has("w") && !parsed.has("x");
    flags.whole_line = parsed.has("x");
    if !parsed.has("z") {
        flags = flags.by_line();
    }
    let mut translated = Vec::new();
    if syntax == Syntax::Perl {
        if texts.len() > 1 {
            context.complain("the -P option only supports a single pattern");
            return Err(Quit::Status(2));
        }
        for text in texts {
            let (text, ignore_case) = super::perl::translate(&String::from_utf8_lossy(text)).map_err(|construct| {
                context.complain(format_args!("{construct} is not supported here with -P"));
                Quit::Status(2)
            })?;
            flags.ignore_case |= ignore_case;
            translated.push(text.into_bytes());
        }
    }
    let texts = if syntax == Syntax::Perl { &translated } else { texts };
    if matches!(syntax, Syntax::Basic | Syntax::Extended) && texts.iter().any(|text| has_bare_class(text)) {
        context.complain("character class syntax is [[:space:]], not [:space:]");
        return Err(Quit::Status(2));
    }
    let syntax = match syntax {
        Syntax::Basic => pattern::Syntax::GrepBasic,
        Syntax::Extended => pattern::Syntax::GrepExtended,
        Syntax::Fixed => pattern::Syntax::Literal,
        Syntax::Perl => pattern::Syntax::Advanced,
    };
    Pattern::compile_any(syntax, texts, flags).map_err(|error| {
        context.complain(error.grep());
        Quit::Status(2)
    })
}

/// Is there a `[:space:]` that is not inside brackets? It looks like a class and is none.
fn has_bare_class(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'\\' => at += 2,
            b'[' => {
                let first = at + 1 + usize::from(text.get(at + 1) == Some(&b'^'));
                let mut end = first + 1;
                while end < text.len() && text[end] != b']' {
                    // The `]` of a class inside does not close.
                    if text[end] == b'[' && matches!(text.get(end + 1), Some(b':' | b'.' | b'=')) {
                        let close = [text[end + 1], b']'];
                        let rest = text.get(end + 2..).unwrap_or_default();
                        end += rest.windows(2).position(|pair| pair == close).map_or(0, |length| length + 3);
                    }
                    end += 1;
                }
                let inside = text.get(at + 1..end).unwrap_or_default();
                if inside.len() > 2 && inside.starts_with(b":") && inside.ends_with(b":") && end < text.len() {
                    return true;
                }
                at = end + 1;
            }
            _ => at += 1,
        }
    }
    false
}
