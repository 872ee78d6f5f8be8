//! `-printf`: directives, and `-ls`.

use super::super::awk::time;
use super::walk::Found;
use crate::{Bytes, Context};
use vfs::FileKind;

/// A piece of a format.
pub(super) enum Piece {
    Text(Bytes),
    /// Flags and sizes, the letter, and for times the letter of the form.
    Directive {
        flags: String,
        letter: u8,
        form: u8,
    },
    /// `\c`: stops.
    Stop,
}

/// Reads a format; odd directives are warned about and stay text.
pub(super) fn parse(text: &[u8], warnings: &mut Vec<Bytes>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'\\' => at = escape(text, at, &mut plain, &mut pieces, warnings),
            b'%' => at = directive(text, at, &mut plain, &mut pieces, warnings),
            byte => {
                plain.push(byte);
                at += 1;
            }
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

fn escape(text: &[u8], at: usize, plain: &mut Bytes, pieces: &mut Vec<Piece>, warnings: &mut Vec<Bytes>) -> usize {
    let Some(letter) = text.get(at + 1).copied() else {
        warnings.push(b"warning: escape `\\' followed by nothing at all".to_vec());
        plain.push(b'\\');
        return at + 1;
    };
    let simple = match letter {
        b'a' => 7,
        b'b' => 8,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 0x0b,
        b'\\' => b'\\',
        b'c' => {
            pieces.push(Piece::Text(std::mem::take(plain)));
            pieces.push(Piece::Stop);
            return text.len();
        }
        b'0'..=b'7' => {
            let digits: Vec<u8> =
                text[at + 1..].iter().copied().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).collect();
            plain.push(digits.iter().fold(0_u32, |code, digit| code * 8 + u32::from(digit - b'0')) as u8);
            return at + 1 + digits.len();
        }
        other => {
            warnings.push([b"warning: unrecognized escape `\\", &[other][..], b"'"].concat());
            plain.extend_from_slice(&[b'\\', other]);
            return at + 2;
        }
    };
    plain.push(simple);
    at + 2
}

fn directive(text: &[u8], at: usize, plain: &mut Bytes, pieces: &mut Vec<Piece>, warnings: &mut Vec<Bytes>) -> usize {
    let flags = text[at + 1..].iter().take_while(|byte| b"-+ #0123456789.".contains(byte)).count();
    let Some(letter) = text.get(at + 1 + flags).copied() else {
        plain.extend_from_slice(&text[at..]);
        return text.len();
    };
    let end = at + 2 + flags;
    if letter == b'%' {
        plain.push(b'%');
        return end;
    }
    let shown = String::from_utf8_lossy(&text[at + 1..at + 1 + flags]).into_owned();
    let known = b"abcdDfFgGhHiklmMnpPsStuUyYZACTB";
    if !known.contains(&letter) {
        warnings.push([b"warning: unrecognized format directive `%", &[letter][..], b"'"].concat());
        plain.extend_from_slice(&text[at..end]);
        return end;
    }
    pieces.push(Piece::Text(std::mem::take(plain)));
    let is_time = matches!(letter, b'A' | b'C' | b'T' | b'B');
    let form = if is_time { text.get(end).copied().unwrap_or(b'@') } else { 0 };
    pieces.push(Piece::Directive { flags: shown, letter, form });
    if is_time { end + 1 } else { end }
}

fn kind(kind: FileKind) -> char {
    match kind {
        FileKind::File => 'f',
        FileKind::Directory => 'd',
        FileKind::Symlink => 'l',
        FileKind::Fifo => 'p',
        FileKind::Device => 'c',
    }
}

/// An instant in one of strftime's forms, with findutils' fractions of seconds.
fn instant(millis: i64, form: u8) -> String {
    let seconds = millis.div_euclid(1000);
    let fraction = format!("{:010}", millis.rem_euclid(1000) * 10_000_000);
    let with = |format: &str| String::from_utf8_lossy(&time::strftime(format.as_bytes(), seconds)).into_owned();
    match form {
        b'@' => format!("{seconds}.{fraction}"),
        b'+' => format!("{}.{fraction}", with("%Y-%m-%d+%H:%M:%S")),
        b'S' => format!("{}.{fraction}", with("%S")),
        b'T' | b'X' => format!("{}.{fraction}", with("%H:%M:%S")),
        b'r' => with("%I:%M:%S.") + &fraction + &with(" %p"),
        b'c' => with("%a %b %e %H:%M:%S %Y"),
        other => with(&format!("%{}", char::from(other))),
    }
}

fn whole_instant(millis: i64) -> String {
    let seconds = millis.div_euclid(1000);
    let fraction = format!("{:010}", millis.rem_euclid(1000) * 10_000_000);
    let with = |format: &str| String::from_utf8_lossy(&time::strftime(format.as_bytes(), seconds)).into_owned();
    format!("{}.{fraction} {}", with("%a %b %e %H:%M:%S"), with("%Y"))
}

fn folder(path: &[u8]) -> &[u8] {
    let trimmed = path.strip_suffix(b"/").filter(|rest| !rest.is_empty()).unwrap_or(path);
    match trimmed.iter().rposition(|byte| *byte == b'/') {
        Some(0) => b"",
        Some(at) => &trimmed[..at],
        None => b".",
    }
}

fn value(context: &Context, found: &Found, letter: u8, form: u8) -> Bytes {
    let stat = &found.stat;
    let text = match letter {
        b'p' => return found.path.clone(),
        b'f' => return found.name().to_vec(),
        b'h' => return folder(&found.path).to_vec(),
        b'P' => return found.below().to_vec(),
        b'H' => return found.top().to_vec(),
        b'l' => return if stat.is_symlink() { context.read_link(&found.path).unwrap_or_default() } else { Vec::new() },
        b'd' => found.depth.to_string(),
        b's' => stat.size.to_string(),
        b'k' => stat.blocks().div_ceil(2).to_string(),
        b'b' => stat.blocks().to_string(),
        b'm' => format!("{:o}", stat.mode & 0o7777),
        b'M' => stat.letters(),
        b'n' => stat.links.to_string(),
        b'i' => stat.ino.to_string(),
        b'u' => context.names().user(stat.uid).map_or_else(|| stat.uid.to_string(), |user| user.name.clone()),
        b'g' => context.names().group(stat.gid).map_or_else(|| stat.gid.to_string(), |group| group.name.clone()),
        b'U' => stat.uid.to_string(),
        b'G' => stat.gid.to_string(),
        b'y' => kind(stat.kind).to_string(),
        b'Y' => match context.stat(&found.path) {
            Ok(target) => kind(target.kind).to_string(),
            Err(vfs::Errno::Loop) => "L".into(),
            Err(_) => "N".into(),
        },
        b'a' => whole_instant(stat.accessed),
        b'c' => whole_instant(stat.changed),
        b't' => whole_instant(stat.modified),
        b'A' => instant(stat.accessed, form),
        b'C' => instant(stat.changed, form),
        b'T' | b'B' => instant(stat.modified, form),
        b'D' => "1".into(),
        b'F' => "ext4".into(),
        b'S' => "1".into(),
        _ => String::new(),
    };
    text.into_bytes()
}

/// Formats a file; whether `\c` was met.
pub(super) fn format(pieces: &[Piece], context: &Context, found: &Found, out: &mut Bytes) {
    for piece in pieces {
        match piece {
            Piece::Stop => return,
            Piece::Text(text) => out.extend_from_slice(text),
            Piece::Directive { flags, letter, form } => {
                let text = value(context, found, *letter, *form);
                pad(&text, flags, *letter, out);
            }
        }
    }
}

fn pad(text: &[u8], flags: &str, letter: u8, out: &mut Bytes) {
    let left = flags.contains('-');
    let digits: String = flags.chars().skip_while(|c| !c.is_ascii_digit()).collect();
    let zero = digits.starts_with('0') && matches!(letter, b'm' | b'd');
    let (width, precision) = match digits.split_once('.') {
        Some((width, precision)) => (width.parse().unwrap_or(0), precision.parse::<usize>().ok()),
        None => (digits.parse::<usize>().unwrap_or(0), None),
    };
    let mut text = &text[..precision.unwrap_or(text.len()).min(text.len())];
    if flags.contains('#') && letter == b'm' && !text.starts_with(b"0") {
        out.push(b'0');
    }
    let blanks = width.min(1 << 16).saturating_sub(text.len());
    if left {
        out.extend_from_slice(text);
        text = b"";
    }
    out.resize(out.len() + blanks, if zero && !left { b'0' } else { b' ' });
    out.extend_from_slice(text);
}

/// `-ls`.
pub(super) fn list(context: &Context, found: &Found, out: &mut Bytes) {
    let stat = &found.stat;
    let names = context.names();
    let user = names.user(stat.uid).map_or_else(|| stat.uid.to_string(), |user| user.name.clone());
    let group = names.group(stat.gid).map_or_else(|| stat.gid.to_string(), |group| group.name.clone());
    let recent = (0..15_778_476_000).contains(&(context.now() - stat.modified));
    let form = if recent { "%b %e %H:%M" } else { "%b %e  %Y" };
    let date = time::strftime(form.as_bytes(), stat.modified.div_euclid(1000));
    let line = format!(
        "{:>9} {:>6} {} {:>3} {user:<8} {group:<8} {:>8} {} ",
        stat.ino,
        stat.blocks().div_ceil(2),
        stat.letters(),
        stat.links,
        stat.size,
        String::from_utf8_lossy(&date)
    );
    out.extend_from_slice(line.as_bytes());
    out.extend_from_slice(&found.path);
    if stat.is_symlink() {
        out.extend_from_slice(b" -> ");
        out.extend_from_slice(&context.read_link(&found.path).unwrap_or_default());
    }
    out.push(b'\n');
}
