//! `locate`: names of files anywhere. The list is made when it is asked for, so it is never out of date.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome};
use base::Budget;
use pattern::Glob;
use vfs::FileKind;

const OPTIONS: &[Opt] =
    &[flag("i", "ignore-case"), flag("c", "count"), value("l", "limit"), flag("b", "basename"), flag("0", "null")];

/// The command.
pub(super) const COMMAND: Command = Command::new("locate", OPTIONS, |context, args| Box::pin(run(context, args)));

/// Folders nested deeper are not looked into.
const MAX_DEPTH: usize = 500;

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        context.complain("no pattern to search for specified");
        return Ok(1);
    }
    let fold = parsed.has("i");
    let lower = |bytes: &[u8]| if fold { bytes.to_ascii_lowercase() } else { bytes.to_vec() };
    let is_glob = |pattern: &Bytes| pattern.iter().any(|byte| matches!(byte, b'*' | b'?' | b'['));
    let mut tests: Vec<(Option<Glob>, Bytes)> = Vec::new();
    for pattern in &parsed.operands {
        let glob = is_glob(pattern).then(|| Glob::compile(lower(pattern), false, false).ok()).flatten();
        tests.push((glob, lower(pattern)));
    }
    let limit = parsed.value("l").and_then(|text| std::str::from_utf8(text).ok()?.parse::<usize>().ok());
    let limit = limit.unwrap_or(usize::MAX);
    let mut found = 0;
    let mut open: Vec<(Bytes, usize)> = vec![(b"/".to_vec(), 0)];
    while let Some((path, depth)) = open.pop() {
        context.tick(50).await;
        if found >= limit {
            break;
        }
        let name = if parsed.has("b") { path.rsplit(|byte| *byte == b'/').next().unwrap_or(&path) } else { &path };
        let name = lower(name);
        let fits = |(glob, plain): &(Option<Glob>, Bytes)| match glob {
            Some(glob) => glob.is_match(&name, &Budget::new(1_000_000)).unwrap_or(false),
            None => memchr::memmem::find(&name, plain).is_some(),
        };
        if depth > 0 && tests.iter().any(fits) {
            found += 1;
            if !parsed.has("c") {
                context.stdout.put(&path);
                context.stdout.put_byte(if parsed.has("0") { 0 } else { b'\n' });
                context.stdout.relieve().await?;
            }
        }
        let is_folder = context.lstat(&path).is_ok_and(|stat| stat.kind == FileKind::Directory);
        let left_out = [&b"/proc"[..], b"/dev", b"/sys", b"/tmp", b"/run"].contains(&path.as_slice());
        if is_folder && !left_out && depth < MAX_DEPTH {
            let lead: &[u8] = if path == b"/" { b"" } else { &path };
            let entries = context.read_dir(&path).unwrap_or_default();
            open.extend(entries.into_iter().rev().map(|entry| ([lead, b"/", &entry.name].concat(), depth + 1)));
        }
    }
    if parsed.has("c") {
        context.stdout.put(format!("{found}\n").as_bytes());
    }
    Ok(i32::from(found == 0))
}
