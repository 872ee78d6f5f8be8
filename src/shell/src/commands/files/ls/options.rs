//! What `ls` was asked for.

use crate::context::zone::Zone;
use crate::options::{Opt, Parsed, flag, maybe, value};
use crate::{Bytes, Context, Quit};
use std::cmp::Ordering;
use vfs::Stat;

pub(crate) const OPTIONS: &[Opt] = &[
    flag("a", "all"),
    flag("A", "almost-all"),
    flag("b", "escape"),
    flag("B", "ignore-backups"),
    flag("c", ""),
    flag("C", ""),
    maybe("", "color"),
    flag("d", "directory"),
    maybe("F", "classify"),
    flag("", "file-type"),
    value("", "format"),
    flag("g", ""),
    flag("", "group-directories-first"),
    flag("G", "no-group"),
    flag("h", "human-readable"),
    flag("", "si"),
    value("", "hide"),
    value("", "indicator-style"),
    flag("i", "inode"),
    value("I", "ignore"),
    flag("k", "kibibytes"),
    flag("l", ""),
    flag("L", "dereference"),
    flag("m", ""),
    flag("n", "numeric-uid-gid"),
    flag("N", "literal"),
    flag("o", ""),
    flag("p", ""),
    flag("q", "hide-control-chars"),
    flag("Q", "quote-name"),
    flag("r", "reverse"),
    flag("R", "recursive"),
    flag("s", "size"),
    flag("S", ""),
    value("", "sort"),
    flag("t", ""),
    value("", "time"),
    value("", "time-style"),
    flag("", "full-time"),
    flag("u", ""),
    flag("U", ""),
    flag("f", ""),
    flag("v", ""),
    value("w", "width"),
    flag("x", ""),
    flag("X", ""),
    flag("1", ""),
];

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Long,
    One,
    Columns,
    Across,
    Commas,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Name,
    Size,
    Time,
    Extension,
    Version,
    None,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    Never,
    Always,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    Modified,
    Accessed,
    Changed,
}

/// How dates are written: a format for recent ones and one for those of more than half a year.
pub(crate) struct TimeStyle {
    pub(crate) recent: Vec<u8>,
    pub(crate) old: Vec<u8>,
    pub(crate) zone: Zone,
}

impl TimeStyle {
    /// The style of a name, or of `+FORMAT` (or two, in lines, the one for older dates first).
    fn named(name: Option<&[u8]>, zone: Zone) -> Self {
        let (recent, old): (&[u8], &[u8]) = match name {
            Some(b"full-iso") => (b"%Y-%m-%d %H:%M:%S.%N %z", b"%Y-%m-%d %H:%M:%S.%N %z"),
            Some(b"long-iso") => (b"%Y-%m-%d %H:%M", b"%Y-%m-%d %H:%M"),
            Some(b"iso") => (b"%m-%d %H:%M", b"%Y-%m-%d "),
            Some([b'+', format @ ..]) => {
                let newline = format.iter().position(|byte| *byte == b'\n');
                newline.map_or((format, format), |at| (&format[at + 1..], &format[..at]))
            }
            _ => (b"%b %e %H:%M", b"%b %e  %Y"),
        };
        Self { recent: recent.to_vec(), old: old.to_vec(), zone }
    }
}

pub(crate) struct Style {
    pub(crate) shape: Shape,
    pub(crate) order: Order,
    pub(crate) clock: Clock,
    pub(crate) dates: TimeStyle,
    pub(crate) all: bool,
    pub(crate) almost_all: bool,
    pub(crate) reverse: bool,
    pub(crate) recursive: bool,
    pub(crate) directory: bool,
    pub(crate) follow: bool,
    pub(crate) directories_first: bool,
    pub(crate) color: bool,
    pub(crate) classify: When,
    /// `/` after directories only (`-p`), or every mark but `*` (`--file-type`).
    pub(crate) slash: bool,
    pub(crate) file_type: bool,
    pub(crate) inode: bool,
    pub(crate) blocks: bool,
    pub(crate) owner: bool,
    pub(crate) group: bool,
    pub(crate) numeric: bool,
    /// 0 for plain sizes, else 1024 or 1000.
    pub(crate) human: u64,
    pub(crate) quote: bool,
    pub(crate) escape: bool,
    pub(crate) literal: bool,
    pub(crate) width: usize,
    backups: bool,
    ignore: Vec<Bytes>,
}

impl Style {
    pub(crate) fn read(context: &Context, parsed: &Parsed) -> Result<Self, Quit> {
        let tty = context.is_tty(1);
        let word = |name: &str, known: &[&'static str]| -> Result<Option<&'static str>, Quit> {
            let Some(value) = parsed.value(name) else { return Ok(None) };
            let found = known.iter().find(|word| word.as_bytes() == value);
            found.map(|word| Some(*word)).ok_or_else(|| {
                let shown = String::from_utf8_lossy(value);
                context.complain(format_args!("invalid argument ‘{shown}’ for ‘--{name}’"));
                context.stderr(b"Valid arguments are:\n");
                for word in known {
                    context.stderr(format!("  - ‘{word}’\n").as_bytes());
                }
                context.stderr(b"Try 'ls --help' for more information.\n");
                Quit::Status(1)
            })
        };
        let format =
            word("format", &["verbose", "long", "commas", "horizontal", "across", "vertical", "single-column"])?;
        let shape = match parsed.last_of(&["l", "g", "o", "n", "full-time", "1", "C", "x", "m", "format"]) {
            Some("l" | "g" | "o" | "n" | "full-time") => Shape::Long,
            Some("1") if parsed.has("l") || parsed.has("n") || parsed.has("g") || parsed.has("o") => Shape::Long,
            Some("1") => Shape::One,
            Some("C") => Shape::Columns,
            Some("x") => Shape::Across,
            Some("m") => Shape::Commas,
            Some("format") => match format {
                Some("verbose" | "long") => Shape::Long,
                Some("commas") => Shape::Commas,
                Some("horizontal" | "across") => Shape::Across,
                Some("vertical") => Shape::Columns,
                _ => Shape::One,
            },
            _ if tty => Shape::Columns,
            _ => Shape::One,
        };
        let clock = match (
            parsed.last_of(&["c", "u", "time"]),
            word("time", &["atime", "access", "use", "ctime", "status", "mtime", "modification"])?,
        ) {
            (Some("c"), _) | (Some("time"), Some("ctime" | "status")) => Clock::Changed,
            (Some("u"), _) | (Some("time"), Some("atime" | "access" | "use")) => Clock::Accessed,
            _ => Clock::Modified,
        };
        let sort = word("sort", &["none", "time", "size", "extension", "version", "width"])?;
        let order = match parsed.last_of(&["S", "t", "U", "f", "v", "X", "sort"]) {
            Some("S") => Order::Size,
            Some("t") => Order::Time,
            Some("U" | "f") => Order::None,
            Some("v") => Order::Version,
            Some("X") => Order::Extension,
            Some("sort") => match sort {
                Some("none") => Order::None,
                Some("time") => Order::Time,
                Some("size") => Order::Size,
                Some("extension") => Order::Extension,
                Some("version") => Order::Version,
                _ => Order::Name,
            },
            // Sorting by another time than the last change needs no -t unless details are shown.
            _ if clock != Clock::Modified && shape != Shape::Long => Order::Time,
            _ => Order::Name,
        };
        let given = |name: &str| match parsed.options.iter().rev().find(|(key, _)| *key == name) {
            Some((_, value)) => match value.as_deref() {
                None | Some(b"always" | b"yes" | b"force") => true,
                Some(b"auto" | b"tty" | b"if-tty") => tty,
                _ => false,
            },
            None => false,
        };
        let name = if parsed.has("full-time") { Some(b"full-iso".as_slice()) } else { parsed.value("time-style") };
        let dates = TimeStyle::named(name, Zone::of(context.var("TZ")));
        let indicator = word("indicator-style", &["none", "slash", "file-type", "classify"])?;
        let width = parsed.value("w").and_then(|value| std::str::from_utf8(value).ok()?.parse().ok());
        let all_or_almost = parsed.last_of(&["a", "A", "f"]);
        Ok(Self {
            shape,
            order,
            clock,
            dates,
            all: matches!(all_or_almost, Some("a" | "f")),
            almost_all: all_or_almost == Some("A"),
            reverse: parsed.has("r"),
            recursive: parsed.has("R"),
            directory: parsed.has("d"),
            follow: parsed.has("L"),
            directories_first: parsed.has("group-directories-first"),
            color: given("color"),
            classify: if given("F") || indicator == Some("classify") { When::Always } else { When::Never },
            slash: parsed.has("p") || indicator == Some("slash"),
            file_type: parsed.has("file-type") || indicator == Some("file-type"),
            inode: parsed.has("i"),
            blocks: parsed.has("s"),
            owner: !parsed.has("g"),
            group: !parsed.has("G") && !parsed.has("o"),
            numeric: parsed.has("n"),
            human: match parsed.last_of(&["h", "si"]) {
                Some("h") => 1024,
                Some(_) => 1000,
                None => 0,
            },
            quote: parsed.has("Q"),
            escape: parsed.has("b"),
            literal: parsed.has("N") || !tty,
            width: width.unwrap_or_else(|| context.columns()),
            backups: parsed.has("B"),
            ignore: parsed.values("I").chain(parsed.values("hide")).map(<[u8]>::to_vec).collect(),
        })
    }

    pub(crate) fn ignored(&self, name: &[u8]) -> bool {
        (self.backups && name.ends_with(b"~")) || self.ignore.iter().any(|glob| crate::expand::glob_matches(glob, name))
    }

    pub(crate) fn time(&self, stat: &Stat) -> i64 {
        match self.clock {
            Clock::Modified => stat.modified,
            Clock::Accessed => stat.accessed,
            Clock::Changed => stat.changed,
        }
    }
}

/// The name as it is shown: escaped, quoted, or (on a terminal) quoted when a shell would need it.
pub(crate) fn escaped(name: &[u8], style: &Style, context: &Context) -> Bytes {
    if style.quote || style.escape {
        let mut shown = Vec::new();
        for &byte in name {
            match byte {
                b'\n' => shown.extend_from_slice(b"\\n"),
                b'\t' => shown.extend_from_slice(b"\\t"),
                b'\\' => shown.extend_from_slice(b"\\\\"),
                b' ' if !style.quote => shown.extend_from_slice(b"\\ "),
                b'"' if style.quote => shown.extend_from_slice(b"\\\""),
                _ if byte.is_ascii_control() => shown.extend_from_slice(format!("\\{byte:03o}").as_bytes()),
                _ => shown.push(byte),
            }
        }
        return if style.quote { [b"\"".as_slice(), &shown, b"\""].concat() } else { shown };
    }
    if !style.literal && context.is_tty(1) {
        return crate::quote::maybe(name);
    }
    name.to_vec()
}

/// What follows the last dot.
pub(crate) fn extension(name: &[u8]) -> &[u8] {
    name.iter().rposition(|byte| *byte == b'.').map_or(b"", |at| &name[at..])
}

/// Numbers inside names by their value (`strverscmp`, near enough for names of files).
pub(crate) fn version_order(a: &[u8], b: &[u8]) -> Ordering {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i].is_ascii_digit() && b[j].is_ascii_digit() {
            let number = |text: &[u8], at: &mut usize| {
                let start = *at;
                while *at < text.len() && text[*at].is_ascii_digit() {
                    *at += 1;
                }
                let digits = &text[start..*at];
                let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
                digits[zeros..].to_vec()
            };
            let (x, y) = (number(a, &mut i), number(b, &mut j));
            let order = x.len().cmp(&y.len()).then_with(|| x.cmp(&y));
            if order != Ordering::Equal {
                return order;
            }
        } else {
            if a[i] != b[j] {
                return a[i].cmp(&b[j]);
            }
            i += 1;
            j += 1;
        }
    }
    (a.len() - i).cmp(&(b.len() - j)).then_with(|| a.cmp(b))
}
