//! `stat`: all about a file.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, quote};
use vfs::{FileKind, Stat};

const OPTIONS: &[Opt] = &[
    value("c", "format"),
    value("", "printf"),
    flag("L", "dereference"),
    flag("t", "terse"),
    flag("f", "file-system"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("stat", OPTIONS, |context, args| Box::pin(run(context, args)));

/// The long form of a file; symbolic links show where they lead.
const FULL: &str = "  File: %N\n  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F\nDevice: %Hd,%Ld\tInode: %-10i  Links: %h\nAccess: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)\nAccess: %x\nModify: %y\nChange: %z\n Birth: %w\n";

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    if parsed.has("f") {
        context.complain("--file-system is not supported");
        return Ok(1);
    }
    let mut status = 0;
    for path in &parsed.operands {
        let found = if parsed.has("L") { context.stat(path) } else { context.lstat(path) };
        let stat = match found {
            Ok(stat) => stat,
            Err(error) => {
                context.complain_quoted("cannot statx ", path, "", error);
                status = 1;
                continue;
            }
        };
        let text = match parsed.last_of(&["c", "printf", "t"]) {
            Some("c") => {
                [expand(context, parsed.value("c").unwrap_or_default(), path, &stat, false).as_slice(), b"\n"].concat()
            }
            Some("printf") => expand(context, parsed.value("printf").unwrap_or_default(), path, &stat, true),
            Some(_) => expand(context, b"%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o\n", path, &stat, false),
            None => {
                let full = FULL.replace("%N", if stat.is_symlink() { "%N" } else { "%n" });
                let full = if stat.device.is_some() {
                    full.replace("Links: %h", "Links: %-5h Device type: %t,%T")
                } else {
                    full
                };
                expand(context, full.as_bytes(), path, &stat, false)
            }
        };
        context.stdout.put(&text);
        context.stdout.relieve().await?;
    }
    Ok(status)
}

fn expand(context: &Context, format: &[u8], path: &[u8], stat: &Stat, escapes: bool) -> Bytes {
    let mut out = Vec::new();
    let mut at = 0;
    while at < format.len() {
        let byte = format[at];
        at += 1;
        if byte == b'\\' && escapes {
            let (letter, used) = escape(&format[at..]);
            out.extend(letter);
            at += used;
            continue;
        }
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let start = at;
        while at < format.len() && b"#0-+ '".contains(&format[at]) {
            at += 1;
        }
        let flags = &format[start..at];
        let number = |at: &mut usize| {
            let from = *at;
            while *at < format.len() && format[*at].is_ascii_digit() {
                *at += 1;
            }
            std::str::from_utf8(&format[from..*at])
                .ok()
                .and_then(|text| text.parse::<usize>().ok())
                .map(|number| number.min(1 << 16))
        };
        let width = number(&mut at).unwrap_or(0);
        let mut precision = None;
        if format.get(at) == Some(&b'.') {
            at += 1;
            precision = Some(number(&mut at).unwrap_or(0));
        }
        let mut letter = format.get(at).copied();
        at += 1;
        let major = match (letter, format.get(at)) {
            (Some(b'H' | b'L'), Some(b'd' | b'r')) => {
                let major = letter == Some(b'H');
                letter = Some(b'd');
                at += 1;
                Some(major)
            }
            _ => None,
        };
        let Some(letter) = letter else {
            out.push(b'%');
            break;
        };
        let Some(mut text) = directive(context, letter, major, path, stat, precision) else {
            if letter == b'%' {
                out.push(b'%')
            } else {
                out.extend([b'?'])
            }
            continue;
        };
        if let (Some(precision), false) = (precision, b"XYZW".contains(&letter)) {
            text.truncate(precision);
        }
        if flags.contains(&b'#') && letter == b'a' {
            text.insert(0, b'0');
        }
        let pad = width.saturating_sub(text.len());
        if flags.contains(&b'-') {
            text.extend(std::iter::repeat_n(b' ', pad));
            out.extend(text);
        } else {
            let blank = if flags.contains(&b'0') && b"abdfghiostuDTXYZW".contains(&letter) { b'0' } else { b' ' };
            out.extend(std::iter::repeat_n(blank, pad));
            out.extend(text);
        }
    }
    out
}

fn escape(rest: &[u8]) -> (Option<u8>, usize) {
    match rest.first() {
        Some(b'n') => (Some(b'\n'), 1),
        Some(b't') => (Some(b'\t'), 1),
        Some(b'a') => (Some(7), 1),
        Some(b'e') => (Some(27), 1),
        Some(b'r') => (Some(b'\r'), 1),
        Some(b'0'..=b'7') => {
            let count = rest.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(*byte)).count();
            (Some(rest[..count].iter().fold(0_u32, |sum, digit| sum * 8 + u32::from(digit - b'0')) as u8), count)
        }
        Some(other) => (Some(*other), 1),
        None => (Some(b'\\'), 0),
    }
}

fn directive(
    context: &Context,
    letter: u8,
    major: Option<bool>,
    path: &[u8],
    stat: &Stat,
    precision: Option<usize>,
) -> Option<Bytes> {
    let names = context.names();
    let seconds = |millis: i64| match precision {
        Some(digits) if digits > 0 => {
            let fraction = format!("{:09}", millis.rem_euclid(1000) * 1_000_000);
            format!("{}.{}", millis.div_euclid(1000), &fraction[..digits.min(9)])
        }
        _ => millis.div_euclid(1000).to_string(),
    };
    Some(
        match letter {
            b'a' => format!("{:o}", stat.mode),
            b'A' => stat.letters(),
            b'b' => stat.blocks().to_string(),
            b'B' => "512".to_owned(),
            // The disk is device 254,1.
            b'd' => match major {
                Some(true) => "254".to_owned(),
                Some(false) => "1".to_owned(),
                None => "65025".to_owned(),
            },
            b'D' => "fe01".to_owned(),
            b'f' => format!("{:x}", stat.kind.bits() | stat.mode),
            b'F' => match stat.kind {
                FileKind::File if stat.size == 0 => "regular empty file",
                FileKind::File => "regular file",
                FileKind::Directory => "directory",
                FileKind::Symlink => "symbolic link",
                FileKind::Fifo => "fifo",
                FileKind::Device => "character special file",
            }
            .to_owned(),
            b'g' => stat.gid.to_string(),
            b'G' => names.group(stat.gid).map_or("UNKNOWN".to_owned(), |group| group.name.clone()),
            b'h' => stat.links.to_string(),
            b'i' => stat.ino.to_string(),
            b'm' => "/".to_owned(),
            b'n' => return Some(path.to_vec()),
            b'N' => {
                let mut text = quote::always(path);
                if stat.is_symlink() {
                    text.extend_from_slice(b" -> ");
                    text.extend(quote::always(&context.read_link(path).unwrap_or_default()));
                }
                return Some(text);
            }
            b'o' => "4096".to_owned(),
            b's' => stat.size.to_string(),
            b't' | b'T' => "0".to_owned(),
            b'u' => stat.uid.to_string(),
            b'U' => names.user(stat.uid).map_or("UNKNOWN".to_owned(), |user| user.name.clone()),
            b'w' => "-".to_owned(),
            b'W' => "0".to_owned(),
            b'x' => human(stat.accessed),
            b'y' => human(stat.modified),
            b'z' => human(stat.changed),
            b'X' => seconds(stat.accessed),
            b'Y' => seconds(stat.modified),
            b'Z' => seconds(stat.changed),
            _ => return None,
        }
        .into_bytes(),
    )
}

fn human(millis: i64) -> String {
    let date = crate::commands::awk::time::strftime(b"%Y-%m-%d %H:%M:%S", millis.div_euclid(1000));
    format!("{}.{:09} +0000", String::from_utf8_lossy(&date), millis.rem_euclid(1000) * 1_000_000)
}
