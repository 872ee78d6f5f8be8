//! `zip`: files into a zip archive (PKWARE's APPNOTE).

use super::crc::crc32;
use crate::options::{Opt, Parsed, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use base::calendar::civil_from_days;
use vfs::FileKind;

const OPTIONS: &[Opt] = &[
    flag("r", "recurse-paths"),
    flag("q", "quiet"),
    flag("j", "junk-paths"),
    value("x", "exclude"),
    flag("d", "delete"),
    flag("u", "update"),
    flag("0", ""),
    flag("1", ""),
    flag("6", ""),
    flag("9", ""),
    flag("y", "symlinks"),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("zip", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(16);

/// Folders nested deeper are not looked into.
const MAX_DEPTH: usize = 500;

/// A member of an archive.
pub(super) struct Member {
    pub(super) name: Bytes,
    /// Days and times as DOS packs them.
    pub(super) stamp: (u16, u16),
    pub(super) mode: u32,
    pub(super) crc: u32,
    pub(super) size: usize,
    /// 0 stored, 8 deflated.
    pub(super) method: u16,
    pub(super) body: Bytes,
}

/// Date and time of an instant, DOS's way: two seconds are the least.
fn dos(millis: i64) -> (u16, u16) {
    let seconds = millis.div_euclid(1000);
    let (year, month, day) = civil_from_days(seconds.div_euclid(86_400));
    let clock = seconds.rem_euclid(86_400) as u32;
    let date = ((year - 1980).clamp(0, 127) as u32) << 9 | month << 5 | day;
    (date as u16, ((clock / 3600) << 11 | (clock / 60 % 60) << 5 | (clock % 60 / 2)) as u16)
}

/// The bytes of an archive.
fn archive(members: &[Member]) -> Bytes {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for member in members {
        let place = out.len() as u32;
        let mut shared = Vec::new();
        for half in [20, 0, member.method, member.stamp.1, member.stamp.0] {
            shared.extend_from_slice(&half.to_le_bytes());
        }
        for word in [member.crc, member.body.len() as u32, member.size as u32] {
            shared.extend_from_slice(&word.to_le_bytes());
        }
        shared.extend_from_slice(&(member.name.len() as u16).to_le_bytes());
        shared.extend_from_slice(&[0, 0]);
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&shared);
        out.extend_from_slice(&member.name);
        out.extend_from_slice(&member.body);
        directory.extend_from_slice(b"PK\x01\x02\x1e\x03");
        directory.extend_from_slice(&shared);
        directory.extend_from_slice(&[0; 6]);
        let folder = u32::from(member.name.ends_with(b"/")) << 4;
        directory.extend_from_slice(&(member.mode << 16 | folder).to_le_bytes());
        directory.extend_from_slice(&place.to_le_bytes());
        directory.extend_from_slice(&member.name);
    }
    let (start, size, count) = (out.len() as u32, directory.len() as u32, (members.len() as u16).to_le_bytes());
    out.extend(directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count);
    out.extend_from_slice(&count);
    out.extend_from_slice(&size.to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

/// The members of an archive; `None` when it is none.
pub(super) fn members(bytes: &[u8]) -> Option<Vec<Member>> {
    let half = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let word = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let end = memchr::memmem::rfind(bytes, b"PK\x05\x06")?;
    let mut at = word(end + 16)? as usize;
    let mut list = Vec::new();
    for _ in 0..half(end + 10)? {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let (name, extra, comment) = (half(at + 28)? as usize, half(at + 30)? as usize, half(at + 32)? as usize);
        let place = word(at + 42)? as usize;
        let start = place + 30 + half(place + 26)? as usize + half(place + 28)? as usize;
        list.push(Member {
            name: bytes.get(at + 46..at + 46 + name)?.to_vec(),
            stamp: (half(at + 14)?, half(at + 12)?),
            mode: word(at + 38)? >> 16,
            crc: word(at + 16)?,
            size: word(at + 24)? as usize,
            method: half(at + 10)?,
            body: bytes.get(start..start + word(at + 20)? as usize)?.to_vec(),
        });
        at += 46 + name + extra + comment;
    }
    Some(list)
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    // What follows -x are patterns, to the end or to the next option.
    let mut patterns: Vec<Bytes> = Vec::new();
    let mut words = args;
    if let Some(at) = words.iter().position(|word| word == b"-x") {
        patterns = words.split_off(at).into_iter().skip(1).take_while(|word| !word.starts_with(b"-")).collect();
    }
    let parsed = context.options(&COMMAND, words).await?;
    for unsupported in ["d", "u", "y"] {
        if parsed.has(unsupported) {
            context.stderr(format!("\nzip error: -{unsupported} is not supported on this machine\n").as_bytes());
            return Ok(16);
        }
    }
    let Some((target, files)) = parsed.operands.split_first() else {
        context.stderr(b"\nzip error: Nothing to do!\n");
        return Ok(16);
    };
    let name = target.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    let target = if name.contains(&b'.') { target.clone() } else { [&target[..], b".zip"].concat() };
    let shown = String::from_utf8_lossy(&target).into_owned();
    let mut list = match context.read_file(&target) {
        Ok(bytes) => match members(&bytes) {
            Some(list) => list,
            None => {
                context.stderr(format!("\nzip error: Zip file structure invalid ({shown})\n").as_bytes());
                return Ok(3);
            }
        },
        Err(_) => Vec::new(),
    };
    // What is missing is told before anything is done.
    let (there, missing): (Vec<&Bytes>, Vec<&Bytes>) =
        files.iter().partition(|file| context.stat(file.strip_suffix(b"/").unwrap_or(file)).is_ok());
    for path in missing {
        context.stdout.put(&[b"\tzip warning: name not matched: ", &path[..], b"\n"].concat());
    }
    let mut open: Vec<(Bytes, usize)> = there.into_iter().rev().map(|file| (file.clone(), 0)).collect();
    let mut any = false;
    while let Some((path, depth)) = open.pop() {
        let bare = path.strip_suffix(b"/").unwrap_or(&path).to_vec();
        let Ok(stat) = context.stat(&bare) else { continue };
        let skipped = patterns.iter().any(|pattern| {
            pattern::Glob::compile(pattern, false, false)
                .is_ok_and(|glob| glob.is_match(&bare, &base::Budget::new(1_000_000)).unwrap_or(false))
        });
        if skipped || depth > MAX_DEPTH {
            continue;
        }
        if stat.is_dir() && parsed.has("r") {
            let entries = context.read_dir(&bare)?;
            open.extend(entries.into_iter().rev().map(|entry| ([&bare[..], b"/", &entry.name].concat(), depth + 1)));
        }
        add(context, &parsed, &bare, &stat, &mut list).await?;
        any = true;
    }
    if !any && list.is_empty() {
        context.stdout.put(format!("\nzip error: Nothing to do! ({shown})\n").as_bytes());
        return Ok(12);
    }
    let bytes = archive(&list);
    if let Err(error) = context.write_file(&target, &bytes) {
        context
            .stderr(format!("zip I/O error: {error}\nzip error: Could not create output file ({shown})\n").as_bytes());
        return Ok(15);
    }
    Ok(0)
}

async fn add(
    context: &mut Context,
    parsed: &Parsed,
    path: &[u8],
    stat: &vfs::Stat,
    list: &mut Vec<Member>,
) -> Result<(), Quit> {
    let mut name = path.to_vec();
    while let Some(rest) = name.strip_prefix(b"/").or(name.strip_prefix(b"./")).or(name.strip_prefix(b"../")) {
        name = rest.to_vec();
    }
    if parsed.has("j") {
        if stat.is_dir() {
            return Ok(());
        }
        name = name.rsplit(|byte| *byte == b'/').next().unwrap_or_default().to_vec();
    }
    if name.is_empty() || name == b"." || name == b".." {
        return Ok(());
    }
    let mut content = Vec::new();
    match stat.kind {
        FileKind::Directory => name.push(b'/'),
        FileKind::File => match context.read_file(path) {
            Ok(bytes) => content = bytes.into_vec(),
            Err(error) => {
                let shown = String::from_utf8_lossy(path).into_owned();
                context.stderr(
                    format!("\tzip warning: could not open for reading: {shown}\n\tzip warning: {error}\n").as_bytes(),
                );
                return Ok(());
            }
        },
        _ => return Ok(()),
    }
    context.tick(content.len() as u64).await;
    let level = if parsed.has("0") {
        0
    } else if parsed.has("9") {
        9
    } else if parsed.has("1") {
        1
    } else {
        6
    };
    let small = miniz_oxide::deflate::compress_to_vec(&content, level);
    let deflated = small.len() < content.len() && level > 0;
    let percent = if deflated { ((content.len() - small.len()) * 200 / content.len()).div_ceil(2) } else { 0 };
    let member = Member {
        name: name.clone(),
        stamp: dos(stat.modified),
        mode: stat.kind.bits() | stat.mode,
        crc: crc32(&content),
        size: content.len(),
        method: if deflated { 8 } else { 0 },
        body: if deflated { small } else { content },
    };
    let old = list.iter().position(|known| known.name == name);
    if !parsed.has("q") {
        let deed = if old.is_some() { "updating" } else { "  adding" };
        let how = if deflated { "deflated" } else { "stored" };
        context.stdout.put(&[deed.as_bytes(), b": ", &name, format!(" ({how} {percent}%)\n").as_bytes()].concat());
        context.stdout.relieve().await?;
    }
    match old {
        Some(at) => list[at] = member,
        None => list.push(member),
    }
    Ok(())
}
