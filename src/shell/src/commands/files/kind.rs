//! `file`: what a file seems to hold.

use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome};
use vfs::{Device, FileKind};

const OPTIONS: &[Opt] = &[
    flag("b", "brief"),
    flag("i", "mime"),
    flag("", "mime-type"),
    flag("L", "dereference"),
    flag("h", "no-dereference"),
    flag("k", "keep-going"),
    flag("s", "special-files"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("file", OPTIONS, |context, args| Box::pin(run(context, args)));

/// Beginnings of well-known formats, what they are called, and their media type.
const MAGIC: [(&[u8], &str, &str); 12] = [
    (b"\x7fELF", "ELF 64-bit LSB executable, x86-64, version 1 (SYSV)", "application/x-executable"),
    (b"\x1f\x8b", "gzip compressed data", "application/gzip"),
    (b"PK\x03\x04", "Zip archive data, at least v2.0 to extract", "application/zip"),
    (b"PK\x05\x06", "Zip archive data (empty)", "application/zip"),
    (b"\x89PNG\r\n\x1a\n", "PNG image data", "image/png"),
    (b"GIF89a", "GIF image data, version 89a", "image/gif"),
    (b"\xff\xd8\xff", "JPEG image data", "image/jpeg"),
    (b"%PDF-", "PDF document", "application/pdf"),
    (b"BZh", "bzip2 compressed data", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "XZ compressed data", "application/x-xz"),
    (b"SQLite format 3\0", "SQLite 3.x database", "application/vnd.sqlite3"),
    (b"DIRC", "Git index", "application/octet-stream"),
];

/// What `#!` lines lead to.
const SCRIPTS: [(&str, &str, &str); 8] = [
    ("bash", "Bourne-Again shell script", "text/x-shellscript"),
    ("sh", "POSIX shell script", "text/x-shellscript"),
    ("dash", "POSIX shell script", "text/x-shellscript"),
    ("python3", "Python script", "text/x-script.python"),
    ("python", "Python script", "text/x-script.python"),
    ("perl", "Perl script text executable", "text/x-perl"),
    ("awk", "awk script", "text/x-awk"),
    ("node", "Node.js script executable", "application/javascript"),
];

/// What the text of a file is: its encoding in `file`'s words, its charset.
fn encoding(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let odd = |byte: &u8| *byte < 32 && !matches!(byte, 7..=13 | 27) || *byte == 127;
    if bytes.starts_with(b"\xef\xbb\xbf") && std::str::from_utf8(bytes).is_ok() {
        return Some(("Unicode text, UTF-8 (with BOM) text", "utf-8"));
    }
    if bytes.starts_with(b"\xff\xfe") {
        return Some(("Unicode text, UTF-16, little-endian text", "utf-16le"));
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some(("Unicode text, UTF-16, big-endian text", "utf-16be"));
    }
    if bytes.iter().any(odd) {
        return None;
    }
    if bytes.is_ascii() {
        return Some(("ASCII text", "us-ascii"));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Some(("Unicode text, UTF-8 text", "utf-8"));
    }
    let latin = bytes.iter().all(|byte| *byte < 128 || *byte >= 160);
    Some(if latin { ("ISO-8859 text", "iso-8859-1") } else { ("Non-ISO extended-ASCII text", "unknown-8bit") })
}

fn ends(bytes: &[u8]) -> &'static str {
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    let pairs = memchr::memmem::find_iter(bytes, b"\r\n").count();
    let returns = memchr::memchr_iter(b'\r', bytes).count() - pairs;
    match (feeds - pairs, pairs, returns) {
        (0, 0, 0) => ", with no line terminators",
        (0, _, 0) => ", with CRLF line terminators",
        (0, 0, _) => ", with CR line terminators",
        (_, 0, 0) => "",
        (_, _, 0) => ", with CRLF, LF line terminators",
        _ => ", with CR, LF line terminators",
    }
}

/// A content's description, media type and charset.
fn describe(bytes: &[u8]) -> (String, &'static str, &'static str) {
    if bytes.is_empty() {
        return ("empty".to_owned(), "inode/x-empty", "binary");
    }
    if bytes.len() > 262 && &bytes[257..262] == b"ustar" {
        let gnu = bytes[262] == b' ';
        return (format!("POSIX tar archive{}", if gnu { " (GNU)" } else { "" }), "application/x-tar", "binary");
    }
    if let Some((_, words, mime)) = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return ((*words).to_owned(), mime, "binary");
    }
    let Some((kind, charset)) = encoding(bytes) else {
        return ("data".to_owned(), "application/octet-stream", "binary");
    };
    let long = bytes.split(|byte| *byte == b'\n').map(<[u8]>::len).max().unwrap_or(0);
    let lengths = if long > 300 { format!(", with very long lines ({long})") } else { String::new() };
    let tail = format!("{lengths}{}", ends(bytes));
    if let Some(line) = bytes.strip_prefix(b"#!") {
        let line = String::from_utf8_lossy(line.split(|byte| *byte == b'\n').next().unwrap_or_default()).into_owned();
        let mut words = line.split_whitespace().map(|word| word.rsplit('/').next().unwrap_or(word));
        let mut name = words.next().unwrap_or_default();
        if name == "env" {
            name = words.next().unwrap_or_default();
        }
        if let Some((_, words, mime)) = SCRIPTS.iter().find(|(known, ..)| *known == name) {
            let executable = if words.ends_with("executable") { "" } else { ", " };
            let kind =
                if executable.is_empty() { format!(", {kind}") } else { format!("{executable}{kind} executable") };
            return (format!("{words}{kind}{tail}"), mime, charset);
        }
        return (format!("a {} script, {kind} executable{tail}", line.trim()), "text/plain", charset);
    }
    let start = bytes.trim_ascii_start();
    if matches!(start.first(), Some(b'{' | b'[')) && crate::commands::jq::is_json(bytes) {
        return ("JSON text data".to_owned(), "application/json", charset);
    }
    let begins = |words: &[u8]| start.len() >= words.len() && start[..words.len()].eq_ignore_ascii_case(words);
    if begins(b"<!doctype html") || begins(b"<html") {
        return (format!("HTML document, {kind}{tail}"), "text/html", charset);
    }
    if begins(b"<?xml") {
        return (format!("XML 1.0 document, {kind}{tail}"), "text/xml", charset);
    }
    (format!("{kind}{tail}"), "text/plain", charset)
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        context.stderr(b"Usage: file [-bchikLsz] [--mime-type] FILE...\n");
        return Ok(1);
    }
    let width = parsed.operands.iter().map(|name| String::from_utf8_lossy(name).chars().count()).max().unwrap_or(0);
    for name in &parsed.operands {
        let stat = if parsed.has("L") { context.stat(name) } else { context.lstat(name) };
        let shown = String::from_utf8_lossy(name).into_owned();
        let (words, mime, charset) = match stat {
            _ if name == b"-" => describe(&context.stdin.read_all().await?),
            Err(error) => (format!("cannot open `{shown}' ({error})"), "", ""),
            Ok(stat) => match stat.kind {
                FileKind::Directory => {
                    let sticky = if stat.mode & 0o1000 == 0 { "" } else { "sticky, " };
                    (format!("{sticky}directory"), "inode/directory", "binary")
                }
                FileKind::Symlink => {
                    let target = context.read_link(name)?;
                    let broken =
                        if context.stat(name).is_err() { "broken symbolic link to" } else { "symbolic link to" };
                    (format!("{broken} {}", String::from_utf8_lossy(&target)), "inode/symlink", "binary")
                }
                FileKind::Fifo => ("fifo (named pipe)".to_owned(), "inode/fifo", "binary"),
                FileKind::Device => {
                    let number = match stat.device {
                        Some(Device::Null) => "1/3",
                        Some(Device::Zero) => "1/5",
                        Some(Device::Full) => "1/7",
                        Some(Device::Random) => "1/9",
                        _ => "5/0",
                    };
                    (format!("character special ({number})"), "inode/chardevice", "binary")
                }
                FileKind::File => match context.read_file(name) {
                    Ok(bytes) => describe(&bytes),
                    Err(_) => ("regular file, no read permission".to_owned(), "application/octet-stream", "binary"),
                },
            },
        };
        let text = match (parsed.has("mime-type") && !mime.is_empty(), parsed.has("i") && !mime.is_empty()) {
            (true, _) => mime.to_owned(),
            (_, true) => format!("{mime}; charset={charset}"),
            _ => words,
        };
        if !parsed.has("b") {
            let label = if name == b"-" { "/dev/stdin".to_owned() } else { shown };
            let pad = " ".repeat((width + 1).saturating_sub(label.chars().count()).max(1));
            context.stdout.put(format!("{label}:{pad}").as_bytes());
        }
        context.stdout.put(text.as_bytes());
        context.stdout.put(b"\n");
        context.tick(1000).await;
    }
    Ok(0)
}
