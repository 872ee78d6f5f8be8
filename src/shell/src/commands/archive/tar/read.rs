//! `tar -x` and `tar -t`: files out of an archive, or their names.

use super::member::{Member, text};
use super::{enter, excluded, fatal};
use crate::commands::archive::gzip::unpacked;
use crate::options::Parsed;
use crate::{Bytes, Context, Outcome, Quit};

pub(super) async fn read(context: &mut Context, parsed: &Parsed) -> Outcome {
    let file = parsed.value("f").unwrap_or(b"-").to_vec();
    let shown = String::from_utf8_lossy(&file).into_owned();
    let mut bytes = match context.open(&file).await {
        Ok(mut input) => match input.read_all().await {
            Ok(bytes) => bytes,
            Err(error) => {
                context.complain(format_args!("{shown}: Cannot read: {error}"));
                context.complain("At beginning of tape, quitting now");
                return Err(fatal_end(context));
            }
        },
        Err(error) => return Err(fatal(context, format_args!("{shown}: Cannot open: {error}"))),
    };
    context.tick(bytes.len() as u64).await;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        bytes = match unpacked(&bytes) {
            Ok(bytes) => bytes,
            Err(words) => {
                context.stderr(format!("\ngzip: stdin: {words}\n").as_bytes());
                context.complain("Child returned status 1");
                return Err(fatal_end(context));
            }
        };
    } else if parsed.has("z") {
        context.stderr(b"\ngzip: stdin: not in gzip format\n");
        context.complain("Child returned status 1");
        return Err(fatal_end(context));
    }
    let list = parsed.has("t");
    // The folder is entered when there is something to put into it.
    let mut folder = parsed.value("C").filter(|_| !list);
    let strip: usize =
        parsed.value("strip-components").and_then(|text| std::str::from_utf8(text).ok()?.parse().ok()).unwrap_or(0);
    let mut found = vec![false; parsed.operands.len()];
    let (mut at, mut failed, mut told) = (0, false, false);
    let (mut long_name, mut long_link) = (None, None);
    // A folder's time is set when nothing more is put into it.
    let mut folders: Vec<(Bytes, u32, i64)> = Vec::new();
    if bytes.len() < 512 && !bytes.is_empty() {
        context.complain("This does not look like a tar archive");
        context.complain("Exiting with failure status due to previous errors");
        return Ok(2);
    }
    while let Some(block) = bytes.get(at..at + 512) {
        if block.iter().all(|byte| *byte == 0) {
            break;
        }
        let Some(mut member) = Member::parse(block) else {
            context.complain(if at == 0 { "This does not look like a tar archive" } else { "Skipping to next header" });
            context.complain("Exiting with failure status due to previous errors");
            return Ok(2);
        };
        at += 512;
        let Some(content) =
            bytes.get(at..at + if matches!(member.kind, b'0' | 0 | b'7' | b'K' | b'L') { member.size } else { 0 })
        else {
            context.complain("Unexpected EOF in archive");
            return Err(fatal_end(context));
        };
        at += content.len().div_ceil(512) * 512;
        match member.kind {
            b'L' => {
                long_name = Some(text(content));
                continue;
            }
            b'K' => {
                long_link = Some(text(content));
                continue;
            }
            _ => {}
        }
        member.name = long_name.take().unwrap_or(member.name);
        member.link = long_link.take().unwrap_or(member.link);
        let fits = |wanted: &Bytes| {
            let wanted = wanted.strip_suffix(b"/").unwrap_or(wanted);
            let name = member.name.strip_suffix(b"/").unwrap_or(&member.name);
            name == wanted || name.strip_prefix(wanted).is_some_and(|rest| rest.starts_with(b"/"))
        };
        if !parsed.operands.is_empty() {
            let mut any = false;
            for (place, wanted) in parsed.operands.iter().enumerate() {
                if fits(wanted) {
                    found[place] = true;
                    any = true;
                }
            }
            if !any {
                continue;
            }
        }
        if excluded(parsed, &member.name) {
            continue;
        }
        if list || parsed.has("v") {
            let line =
                if list && parsed.has("v") || parsed.count("v") > 1 { member.long() } else { member.name.clone() };
            let line = [&line[..], b"\n"].concat();
            if parsed.has("O") {
                context.stderr(&line)
            } else {
                context.stdout.put(&line)
            }
            context.stdout.relieve().await?;
        }
        if list {
            continue;
        }
        if parsed.has("O") {
            context.stdout.put(content);
            continue;
        }
        if let Some(folder) = folder.take() {
            enter(context, folder)?;
        }
        let mut name = member.name.clone();
        if name.starts_with(b"/") && !parsed.has("P") {
            if !told {
                context.complain("Removing leading `/' from member names");
                told = true;
            }
            name = name[name.iter().take_while(|byte| **byte == b'/').count()..].to_vec();
        }
        if name.split(|byte| *byte == b'/').any(|part| part == b"..") && !parsed.has("P") {
            context.complain(format_args!("{}: Member name contains '..'", String::from_utf8_lossy(&name)));
            failed = true;
            continue;
        }
        let parts: Vec<&[u8]> = name.split(|byte| *byte == b'/').skip(strip).collect();
        let path = parts.join(&b'/');
        let path = path.strip_suffix(b"/").unwrap_or(&path).to_vec();
        if path.is_empty() {
            continue;
        }
        if let Err(words) = extract(context, parsed, &member, &path, content, &mut folders) {
            context.complain(format_args!("{}: {words}", String::from_utf8_lossy(&path)));
            failed = true;
        }
        context.tick(100 + content.len() as u64 / 16).await;
    }
    for (path, mode, modified) in folders.into_iter().rev() {
        // What cannot be set stays as it is: tar says so only with --same-owner.
        let _ = context.chmod(&path, mode);
        let _ = context.set_times(&path, None, Some(modified * 1000), true);
    }
    context.stdout.flush().await?;
    for (wanted, _) in parsed.operands.iter().zip(&found).filter(|(_, found)| !**found) {
        context.complain(format_args!("{}: Not found in archive", String::from_utf8_lossy(wanted)));
        failed = true;
    }
    if failed {
        context.complain("Exiting with failure status due to previous errors");
        return Ok(2);
    }
    Ok(0)
}

fn fatal_end(context: &Context) -> Quit {
    context.complain("Error is not recoverable: exiting now");
    Quit::Status(2)
}

fn extract(
    context: &Context,
    parsed: &Parsed,
    member: &Member,
    path: &[u8],
    content: &[u8],
    folders: &mut Vec<(Bytes, u32, i64)>,
) -> Result<(), String> {
    if let Some(at) = path.iter().rposition(|byte| *byte == b'/').filter(|at| *at > 0) {
        let above = &path[..at];
        context
            .sys
            .disk(above, |disk, who| disk.mkdir_all(who, above))
            .map_err(|error| format!("Cannot open: {error}"))?;
    }
    let mode = if parsed.has("p") { member.mode } else { member.mode & !context.who().umask };
    let here = context.lstat(path);
    if member.kind == b'5' {
        if !here.is_ok_and(|stat| stat.is_dir()) {
            context.mkdir(path, 0o777).map_err(|error| format!("Cannot mkdir: {error}"))?;
        }
        folders.push((path.to_vec(), mode, member.modified));
        return Ok(());
    }
    if here.is_ok() {
        if parsed.has("k") {
            return Err("Cannot open: File exists".to_owned());
        }
        context.unlink(path).map_err(|error| format!("Cannot open: {error}"))?;
    }
    match member.kind {
        b'2' => context
            .symlink(&member.link, path)
            .map_err(|error| format!("Cannot create symlink to '{}': {error}", String::from_utf8_lossy(&member.link))),
        b'1' => context
            .link(&member.link, path)
            .map_err(|error| format!("Cannot hard link to '{}': {error}", String::from_utf8_lossy(&member.link))),
        b'6' => context.mkfifo(path, mode).map_err(|error| format!("Cannot mkfifo: {error}")),
        _ => {
            context.write_file(path, content).map_err(|error| format!("Cannot open: {error}"))?;
            context.chmod(path, mode).map_err(|error| format!("Cannot change mode: {error}"))?;
            if !parsed.has("m") {
                let when = Some(member.modified * 1000);
                context.set_times(path, when, when, true).map_err(|error| format!("Cannot utime: {error}"))?;
            }
            Ok(())
        }
    }
}
